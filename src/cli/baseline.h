/*
 * An earlier disclosure beside the report: what changed.
 */
#ifndef WATTLEAF_BASELINE_H
#define WATTLEAF_BASELINE_H

#include <stdbool.h>

struct baseline;
struct data;
struct doc_table;
struct job;

/* What two reports tell of one thing; NAN: not known. */
struct change_of {
	double before, now;
};

/* Reads what --baseline names: a disclosure.json, a PDF that carries one, a study. NULL with diagnostics. */
struct baseline *
baseline_read(struct job *);

/* The total emissions (kg), or energies (kWh) where emissions are not known of both. */
struct change_of
baseline_total(const struct baseline *, const struct data *disclosure,
    const char **what);

/* Whether a total that baseline_total compares is a lower bound. */
bool
baseline_has_gaps(const struct baseline *, const struct data *disclosure);

/* Emissions and energy of each model and of the whole, before and now. BASELINE_OTHER when method or catalogue differ. */
const struct doc_table *
baseline_table(struct job *, const struct baseline *,
    const struct data *disclosure);

#endif
