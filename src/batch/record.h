/*
 * What is known of one study of a batch: result.json in its folder, which a
 * worker wrote and which is believed no more than the study was.
 */
#ifndef WATTLEAF_RECORD_H
#define WATTLEAF_RECORD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct json;

enum record_status { RECORD_COMPLETE, RECORD_INCOMPLETE, RECORD_FAILED };

/* X(enumerator, key in the totals of a disclosure) */
#define RECORD_FIGURES(X)                       \
	X(RECORD_DEVICE_HOURS, "device_hours")  \
	X(RECORD_IT_ENERGY, "it_energy_kwh")    \
	X(RECORD_ENERGY, "energy_kwh")          \
	X(RECORD_CO2E, "co2e_kg")               \
	X(RECORD_CO2E_MARKET, "co2e_market_kg") \
	X(RECORD_EMBODIED, "embodied_kg")       \
	X(RECORD_COST, "cost")                  \
	X(RECORD_ELECTRICITY_COST, "electricity_cost")

#define RECORD_ENUM(name, key) name,
enum record_key { RECORD_FIGURES(RECORD_ENUM) RECORD_KEYS };
#undef RECORD_ENUM

/* In the unit of its key; not known: all NAN. */
struct record_figure {
	double value, low, high; /* value NAN: a range alone */
	bool at_least;
	const char *unit;    /* "kWh", or NULL */
	const char *quality; /* "measured", or NULL */
};

bool
record_is_known(const struct record_figure *);

struct record_file {
	const char *name;
	size_t bytes;
};

struct record_problem {
	const char *code, *level, *file, *text; /* file NULL: none */
	size_t line, column;                    /* 0: of the file as a whole */
};

/* What tells one disclosure from another; texts are NULL where it does not say. */
struct record_origin {
	const char *content;  /* SHA-256 of all that it says, in whatever form */
	const char *program, *catalog; /* versions that made it */
	const char *model;    /* id of the first model */
	const char *place;    /* grid of all models, as in "FRA"; RECORD_SEVERAL when they differ */
	const char *evidence; /* the weakest of the models */
	bool anonymous;
};

#define RECORD_SEVERAL "several"

enum { RECORD_PROBLEMS_MAX = 50, RECORD_FILES_MAX = 1000,
	RECORD_BYTES_MAX = 4 << 20 };

struct record {
	const char *id;
	const char *inputs; /* sum of all that it was made from; NULL: do it again */
	enum record_status status;
	int exit_status;    /* that report or check would give */
	const char *reason; /* code of why a worker did not end well, or NULL */
	const char *kind;   /* "study", "disclosure", or NULL */
	const char *title, *method; /* or NULL */
	size_t models;
	struct record_origin origin;
	size_t errors, warnings, notes;
	bool checked;       /* by the rules of check */
	size_t slips;       /* that they found */
	struct record_figure figures[RECORD_KEYS];
	struct record_file *files;
	size_t file_count;
	struct record_problem *problems; /* the first errors and warnings */
	size_t problem_count;
};

/* A record in which nothing is known. */
struct record
record_new(const char *id);

/* "energy_kwh" */
const char *
record_key(enum record_key);

/* What its totals must be in: "kWh"; NULL: a currency. */
const char *
record_unit(enum record_key);

/*
 * Whether it is unknown, or from 0 to 10^18 in its unit with its ends in
 * order: no other can be added to those of other studies.
 */
bool
record_can_be_added(const struct record *, enum record_key);

/* Makes unknown what can't be added. */
void
record_drop_unfit(struct record *);

/* "USD", of both its costs; NULL when neither is known. */
const char *
record_money_unit(const struct record *);

/* Energy or emissions of it are not known, or not as a whole: which, in words; NULL when both are. */
const char *
record_gap(const struct record *);

/* "complete" */
const char *
record_status_name(enum record_status);

/* Takes title, method, origin and totals of a disclosure, as far as they are there. */
void
record_take_disclosure(struct record *, const struct json *, struct arena *);

/* Reads a result.json; false when it is none. Strings are cleaned of what steers a terminal. */
bool
record_read(struct record *, struct span text, struct arena *);

/* Appends all of it, for result.json. */
void
record_write(const struct record *, struct buf *);

/* Appends what others want to know as an object on one line, without its end. */
void
record_line(const struct record *, struct buf *);

/* "file:line:col: level: text [code]" */
const char *
record_problem_text(const struct record_problem *, struct arena *);

/* The first error, else the first warning; NULL when there is none. */
const struct record_problem *
record_first_problem(const struct record *);

#endif
