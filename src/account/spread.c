/*
 * Ranges that follow from the data: the years of a survey, the time that
 * samples leave open.
 */
#include "account/spread.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "account/account.h"
#include "catalog/catalog.h"
#include "study/record.h"

enum { YEARS_AROUND = 2, GAP_STEPS = 10 };

/* "world/2018" and "world/2019" are one series. */
static bool
same_series(const struct factor *a, const struct factor *b)
{
	const char *slash = strchr(a->id, '/');
	size_t n = slash == NULL ? 0 : (size_t)(slash - a->id) + 1;

	return n != 0 && strncmp(a->id, b->id, n) == 0;
}

void
spread_over_years(struct figure *figure, const struct catalog *catalog,
    const struct factor *factor)
{
	const struct factor *row;
	size_t i;

	if (figure->low < figure->high || factor->year == 0)
		return;
	for (i = 0; (row = catalog_row(catalog, factor->table, i)) != NULL;
	     i++) {
		if (!same_series(factor, row) || row->year == 0 ||
		    row->unconfirmed ||
		    abs(row->year - factor->year) > YEARS_AROUND)
			continue;
		figure->low = fmin(figure->low, row->value);
		figure->high = fmax(figure->high, row->value);
	}
}

/* The share of the covered time in the longest gap; 0 when it is an ordinary step. */
static double
longest_gap(const struct record *record)
{
	double devices = record->devices > 0 ? record->devices : 1;
	double rows = (double)record->rows / devices;

	if (!(record->max_gap_s > 0) || !(record->covered_s > 0) || rows < 2 ||
	    record->max_gap_s <= GAP_STEPS * record->covered_s / rows)
		return 0;
	return fmin(1, record->max_gap_s / record->covered_s);
}

/* Without a highest power: as far above the mean as nothing is below it. */
static double
peak_of(const struct record *record)
{
	double peak = record->max_power_w / record->mean_power_w;

	return peak >= 1 ? peak : 2;
}

void
spread_over_gaps(struct figure *figure, const struct record *record,
    double open)
{
	double peak = peak_of(record);
	double share = longest_gap(record);

	if (open > 0)
		share = fmin(1, open + (1 - open) * share);
	figure->low = figure->value * (1 - share);
	figure->high = figure->value * (1 + share * (peak - 1));
	/* a window that is wider than the samples and stands for itself */
	if (!(open > 0) && record->coverage > 0 && record->coverage < 1)
		figure->high += figure->value * peak *
		    (1 / record->coverage - 1);
}
