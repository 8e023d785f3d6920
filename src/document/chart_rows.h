/*
 * What a chart shows when others have worked it out: rows of a name and a
 * number with its ends, or rows of shares. Filled in by who has the numbers;
 * all texts are markup and live as long as the document.
 */
#ifndef WATTLEAF_CHART_ROWS_H
#define WATTLEAF_CHART_ROWS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/unit.h"

/* One number of the model in question, in the base unit of its dimension. */
struct chart_value {
	const char *name;   /* "Green Algorithms 3.0", "France, 2024", "PUE" */
	const char *detail; /* "cited as the authors do", or "" */
	double value;       /* NAN: not known */
	double low, high;   /* of its range; NAN or equal: none */
	double share;       /* sensitivity: of the variance, 0..1; NAN elsewhere */
	bool own;           /* the study's own method or place */
};

/*
 * Rows in the order in which they are shown. Sensitivity: low and high are
 * what the result becomes when the input is at its own ends, base the result.
 */
struct chart_values {
	const char *model;   /* the id whose numbers they are; NULL: of all */
	const char *subject; /* "Emissions of Transformer_{big}": title of the axis, without unit */
	const char *caption; /* a sentence, or "" */
	enum unit unit;      /* tells the dimension; shown in the document's unit of it */
	double base;         /* NAN: no line */
	const char *base_label; /* "as reported" */
	const struct chart_value *rows;
	size_t count;
};

/* The parts of a whole: the energy mix of providers or of grids. */
struct chart_share_row {
	const char *name, *detail;
	const double *shares; /* one a part, 0..1; NAN: not stated */
};

struct chart_shares {
	const char *subject;  /* "Electricity of cloud regions" */
	const char *caption;
	const char *const *parts; /* "coal", "gas", ...: at most seven */
	size_t part_count;
	const struct chart_share_row *rows; /* what is left to 1 is "other or unstated" */
	size_t row_count;
};

/* NULL: nobody has worked it out. Lists end with NULL. */
struct chart_facts {
	const struct chart_values *const *methods;
	const struct chart_values *const *regions;
	const struct chart_values *const *sensitivity;
	const struct chart_shares *mix;
};

#endif
