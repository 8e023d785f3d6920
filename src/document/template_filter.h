/*
 * Filters of a template: how a value is printed. Inside document only.
 */
#ifndef WATTLEAF_TEMPLATE_FILTER_H
#define WATTLEAF_TEMPLATE_FILTER_H

#include <stdbool.h>

#include "document/document.h"
#include "document/template.h"

struct value_format {
	struct number_style style;
	enum bound bound;
	bool bare;            /* without its unit */
	bool plain;           /* for machines: not rounded, no unit */
	bool scientific;      /* 3.1 × 10^{23} */
	bool cited;           /* its sources instead of it: [1, 3] */
	struct span fallback; /* Markdown for what is not known; s NULL: none */
};

/* Reads "| unit MWh | digits 2" in FILTERS into FORMAT, which holds the defaults. False with diagnostics. */
bool
filters_read(struct template *, const struct path_key *, struct span filters,
    struct pos, struct value_format *);

/* Cuts the path or the next filter off an expression: up to the next | outside quotes. */
struct span
filters_cut(struct span *rest);

#endif
