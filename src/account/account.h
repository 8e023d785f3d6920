/*
 * Accounting: facts to figures. A figure is a node of the derivation graph;
 * nothing here reads a file or formats a number, and no constant stands
 * here: all come from the catalogue.
 */
#ifndef WATTLEAF_ACCOUNT_H
#define WATTLEAF_ACCOUNT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pos.h"
#include "base/unit.h"

struct account_beside;
struct account_elsewheres;
struct account_metrics;
struct account_mixes;
struct account_restated;
struct arena;
struct buf;
struct catalog;
struct diags;
struct model;
struct run;
struct study;

enum figure_op {
	FIGURE_INPUT,
	FIGURE_UNKNOWN,
	FIGURE_SUM,
	FIGURE_DIFFERENCE,
	FIGURE_PRODUCT,
	FIGURE_QUOTIENT,
	FIGURE_SCALE,    /* into another unit: factor from base/unit */
	FIGURE_MAXIMUM,
	FIGURE_INTEGRAL, /* an input that a reader integrated from samples */
	FIGURE_ROUNDED   /* the first to as many decimals as the second says */
};

/* Weakest first: a figure carries the weakest of its inputs. */
enum quality {
	QUALITY_ASSUMED,
	QUALITY_MODELLED,
	QUALITY_SAMPLED,
	QUALITY_MEASURED
};

/* What uses an energy. */
enum user {
	USER_MACHINE, /* all of it, or it can't be told apart */
	USER_DEVICES,
	USER_HOST,    /* what is in the nodes beside the devices */
	USER_COUNT
};

struct figure {
	enum figure_op op;
	enum user user;      /* of an energy; of others USER_MACHINE */
	const char *symbol;  /* "E_it": in explanations, markup _{} and ^{} */
	const char *name;    /* "IT energy" */
	enum unit unit;      /* base unit of its dimension; INPUT keeps what was written in its origin */
	enum unit written;   /* unit in which to show the input; unit for others */
	char currency[CURRENCY_TEXT];
	double value, low, high;
	bool known;
	bool interval;       /* only low and high may be quoted */
	bool at_least;       /* a sum that leaves unknown parts out */
	bool uncertain;      /* low..high is a 95 % range, or holds one beside a stated interval */
	bool partial;        /* an input that is no measurement has no range: low..high leaves it out */
	enum quality quality;
	const struct origin *origin; /* INPUT, INTEGRAL: never NULL */
	const char *reason;  /* UNKNOWN: why; or NULL */
	const struct figure *const *arguments;
	size_t argument_count;
	struct figure *self; /* for range_fill; NULL: made outside accounting */
};

/* The figures of a run, a stage, a model or the whole: pointers to figures and nothing else, since the ranges are filled member by member. NULL: not asked for; an unknown one is a figure that is not known. */
struct account_line {
	const struct figure *time;         /* wall hours */
	const struct figure *devices;
	const struct figure *device_hours;
	const struct figure *power;        /* mean W of the whole machine, before PUE */
	const struct figure *pue;
	const struct figure *intensity;
	const struct figure *it_energy;
	const struct figure *energy;
	const struct figure *co2e;
	const struct figure *co2e_market;
	const struct figure *embodied;
	const struct figure *water;        /* L */
	const struct figure *cost;
	const struct figure *electricity;
};

struct account_run {
	const struct run *run;
	struct account_line line;
	const struct figure *flops; /* training FLOP, stated or of tokens; NULL: not known */
	/* what else was known and not used: figures of the same IT energy */
	const struct figure **cross_checks;
	size_t cross_check_count;
};

enum { STAGE_COUNT = 5 };

struct account_model {
	const struct model *model;
	const char *hardware;      /* "P100×8", or NULL */
	struct account_line line;  /* all runs */
	struct account_line stages[STAGE_COUNT]; /* by enum stage; all NULL where there is none */
	struct account_run *runs;
	size_t run_count;
	const char *alternative_to; /* id of the earlier model of the same name, or NULL */
	const struct figure *over_final; /* all stages over the final one: emissions, else device-hours; NULL: no final stage, or no other */
	const struct figure *sci;  /* g per functional unit (ISO/IEC 21031); NULL: not asked for */
};

/* The whole of a study under one method, over the models that all methods with a result know. */
struct account_comparison {
	const struct account *account;
	const struct figure *pue, *intensity; /* what the total comes to */
	const struct figure *energy, *co2e;
	const struct figure *ratio;           /* of co2e to that of the first method */
};

/* The same study under several methods. */
struct account_methods {
	const struct account_comparison *items; /* the account's own method first */
	size_t count;
	const bool *compared; /* one a model: whether it is in the totals */
	bool all_compared;    /* no model is left out */
};

struct account {
	const struct study *study;
	struct catalog *catalog;
	const char *method;
	struct account_model *models;
	size_t model_count;
	struct account_line total; /* alternatives counted once */
	const struct figure **equivalents; /* of the catalogue, mass */
	size_t equivalent_count;
	bool equivalents_chosen; /* by the reader, not by the method */
	const struct account_methods *methods; /* NULL: one method alone */
	const struct account_elsewheres *elsewhere; /* NULL: not asked for */
	const struct account_mixes *mixes;     /* NULL: not asked for */
	const struct account_metrics *metrics; /* scores against emissions */
	const struct account_beside *beside;   /* what its models are from; NULL: of one study */
	const struct account_restated *restated; /* the disclosure that states its figures; NULL: worked out */
};

/* What was asked for. */
struct account_options {
	const char *method; /* in place of the study's; NULL: the study's */
	bool embodied;      /* embodied emissions beside those of the electricity */
	bool sci;           /* emissions per functional unit, which needs one */
	const char *regions;     /* "fra,aws/us-east-1,cooling" to set the runs in, "default"; NULL: none */
	const char *mix;         /* "google,usa" whose energy mixes to show, "default"; NULL: none */
	const char *equivalents; /* "car-lifetime,flight-ny-sf" in place of the method's; NULL: the method's */
};

/*
 * Builds the derivation graph of a study. METHOD overrides the study's when
 * not NULL. NULL with diagnostics (UNKNOWN_METHOD, UNKNOWN_DEVICE) when it
 * can't be done. Formulas: design, section 5; Strubell et al. 2019, eqs 1-2.
 */
struct account *
account_study(const struct study *, struct catalog *, const char *method,
    struct arena *, struct diags *);

/* As account_study, with options. */
struct account *
account_study_as(const struct study *, struct catalog *,
    const struct account_options *, struct arena *, struct diags *);

/*
 * As account_study_as, by the first of the methods in the list
 * OPTIONS->method ("a,b,c"; "all": the study's, then every other one), with
 * the others beside it in METHODS. What only the others can't tell is not
 * said, but for an unknown method.
 */
struct account *
account_study_compared(const struct study *, struct catalog *,
    const struct account_options *, struct arena *, struct diags *);

const char *
quality_name(enum quality);

/* Adds to PARTS what each user has of an energy, in its unit's base. */
void
figure_users(const struct figure *energy, double parts[USER_COUNT]);

/*
 * The walk cite: calls EACH for every input under FIGURE, depth first, each
 * once in the order of the formula.
 */
void
figure_inputs(const struct figure *,
    void (*each)(const struct figure *input, void *context), void *context);

#endif
