/*
 * What the parts of accounting share while one run is worked out.
 */
#ifndef WATTLEAF_ACCOUNT_CONTEXT_H
#define WATTLEAF_ACCOUNT_CONTEXT_H

#include "account/account.h"
#include "account/figure.h"
#include "catalog/place.h"

struct hardware;
struct record;

struct accounting {
	const struct study *study;
	struct catalog *catalog;
	const char *method;
	const struct account_options *options;
	struct arena *arena;
	struct diags *diags;
	const struct model *model;
	const struct run *run;
	/* the place that place_words named in place_year, once it was looked up */
	const struct words *place_words;
	int place_year;
	bool place_found;
	struct catalog_place place;
};

/* Hours and counts of the run: fills time, devices and device_hours. */
void
account_time(struct accounting *, struct account_line *);

/* PUE and intensity of the run's place: fills pue, intensity and, with the market-based intensity, co2e_market. */
void
account_place(struct accounting *, struct account_line *);

/* The run's place in the catalogue; NULL when none is stated, or with CATALOG_UNKNOWN when it is not there. */
const struct catalog_place *
account_where(struct accounting *);

/* IT energy by the best evidence, what is left as cross-checks, mean power. Needs account_time. */
void
account_energy(struct accounting *, struct account_run *);

/* What is known of one IT energy, best first. */
struct evidence {
	const struct figure **items;
	size_t count;
};

/* Adds a figure unless it is not known. */
void
evidence_offer(struct accounting *, struct evidence *, const struct figure *);

/* The logs that may be added, as one figure; those that may not, by themselves. TIME may be unknown. */
void
evidence_of_logs(struct accounting *, const struct figure *time,
    struct evidence *);

/* DEVICES and the power of the rest of the node, as the method counts it, over TIME. */
const struct figure *
energy_with_host(struct accounting *, const struct figure *devices,
    const struct figure *time);

/* Mean power of the rest of all nodes, by the method's rule "host_from"; NULL when it counts none or none is known. */
const struct figure *
host_power(struct accounting *);

/* How many devices one kind of hardware has; NULL when it does not say. */
const struct figure *
count_of_hardware(struct accounting *, const struct hardware *);

/* Device-hours of the run's I-th kind of hardware. Needs account_time. */
const struct figure *
hours_of_hardware(struct accounting *, const struct account_line *, size_t i);

/* Nodes of the run's hardware as a figure, NULL when they are not stated. */
const struct figure *
account_nodes(struct accounting *);

/* The run's training FLOP: stated, else of its tokens; NULL when neither is known. */
const struct figure *
flops_of_run(struct accounting *);

/* Device-hours that the run's FLOP need at the stated utilisation; NULL when they can't be told. */
const struct figure *
hours_of_flops(struct accounting *);

/* FIGURE rounded as the method's number PARAMETER (decimals, in UNIT) says; FIGURE itself when it says nothing. */
const struct figure *
account_rounded(struct accounting *, const char *parameter, enum unit,
    const struct figure *);

/*
 * RATE, a price per hour of one PER ("board"), as a price per hour of what
 * the run's device-hours count; RATE itself when either is not known. NULL
 * with PRICE_UNIT when the two can't be brought together.
 */
const struct figure *
rate_per_counted(struct accounting *, const struct account_line *,
    const struct figure *rate, const char *per);

/* Rental and electricity cost. Needs device_hours and energy. */
void
account_cost(struct accounting *, struct account_line *);

/* The manufacture's share and the water, where they are asked for. Needs device_hours, time and energy. */
void
account_embodied(struct accounting *, struct account_line *);

void
account_water(struct accounting *, struct account_line *);

/* Software carbon intensity of a model whose runs add up to LINE; NULL when it is not asked for. */
const struct figure *
account_sci(struct accounting *, const struct account_line *);

/* What emissions are told beside: those asked for, else the method's. CATALOG_UNKNOWN for one that is not there. */
void
account_equivalents(struct accounting *, struct account *);

/* Where a fact of a log stands. */
const struct origin *
origin_of_log(struct arena *, const struct pos *, const char *format);

/* Where a whole number of the study stands. */
const struct origin *
origin_of_whole(struct arena *, const struct pos *);

#endif
