/*
 * What the parts of accounting share while one run is worked out.
 */
#ifndef WATTLEAF_ACCOUNT_CONTEXT_H
#define WATTLEAF_ACCOUNT_CONTEXT_H

#include "account/account.h"
#include "account/figure.h"

struct hardware;
struct record;

struct accounting {
	const struct study *study;
	struct catalog *catalog;
	const char *method;
	struct arena *arena;
	struct diags *diags;
	const struct model *model;
	const struct run *run;
};

/* Hours and counts of the run: fills time, devices and device_hours. */
void
account_time(struct accounting *, struct account_line *);

/* PUE and intensity of the run's place: fills pue and intensity. */
void
account_place(struct accounting *, struct account_line *);

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

/* DEVICES and the stated power of the rest of the node over TIME. */
const struct figure *
energy_with_host(struct accounting *, const struct figure *devices,
    const struct figure *time);

/* Rental and electricity cost. Needs device_hours and energy. */
void
account_cost(struct accounting *, struct account_line *);

/* Where a fact of a log stands. */
const struct origin *
origin_of_log(struct arena *, const struct pos *, const char *format);

#endif
