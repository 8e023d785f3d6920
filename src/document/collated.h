/*
 * What a collation of many disclosures shows when others have added it up:
 * totals, distributions, groups. All texts live as long as the document.
 */
#ifndef WATTLEAF_COLLATED_H
#define WATTLEAF_COLLATED_H

#include <stdbool.h>
#include <stddef.h>

#include "base/unit.h"

struct arena;
struct diags;
struct doc;
struct doc_options;

/* What a sum is made of: its two largest addends, and all others together. */
struct collated_parts {
	double first, second, rest;
};

enum { COLLATED_ENDS = 3 /* value, low, high */ };

/* A sum over those that report it; all NAN when nobody does, or hidden. */
struct collated_sum {
	double value;     /* NAN: one of them has a range alone */
	double low, high; /* sums of the ends */
	size_t reported;
	bool at_least;    /* one of them, or one that reports nothing, leaves something out */
	bool hidden;      /* so few report it, or one of them makes so much of it, that it would tell of them */
	struct collated_parts parts[COLLATED_ENDS];
};

/* Numbers are in UNIT, or in CURRENCY when that is one. */
struct collated_total {
	const char *key;      /* "energy_kwh": plain */
	const char *name;     /* "Energy" */
	enum unit unit;       /* UNIT_CURRENCY: money */
	const char *currency; /* "USD"; "": no currency */
	struct collated_sum sum;
};

/* The figures of a group. */
enum collated_figure { COLLATED_HOURS, COLLATED_ENERGY, COLLATED_CO2E, COLLATED_FIGURES };

struct collated_group {
	const char *key;  /* "FRA": plain */
	const char *name; /* "France" */
	bool rest;        /* no group of its own: "several places", "not reported" */
	size_t count;     /* of studies */
	bool hidden;      /* with all its figures */
	struct collated_sum sums[COLLATED_FIGURES];
};

struct collated_groups {
	const char *key;  /* "place": plain */
	struct collated_group *items; /* in the order in which they are shown */
	size_t count;
	size_t hidden_groups, hidden_studies;
};

struct collated_bin {
	double from, to;  /* from 0 to 0: nothing at all; TO may be infinite */
	size_t count;
	bool hidden;
};

struct collated_spread {
	const char *key;  /* "energy_kwh": plain */
	enum unit unit;
	struct collated_bin *bins; /* without a gap */
	size_t count;
	size_t reported;
	bool hidden;      /* wholly */
	size_t hidden_studies; /* in bins that are hidden */
};

struct collated {
	const char *version, *catalog; /* of the program, of its factors */
	size_t found;      /* all that were given */
	size_t counted;    /* studies that the sums are of */
	size_t complete;   /* of them: energy and emissions known as a whole */
	size_t checked;    /* of them: by the rules of check */
	size_t slips;      /* of those: with slips */
	size_t duplicates, revised, failed; /* not counted */
	size_t min_group;  /* 0: nothing is hidden */
	double dominance;  /* percent of the largest addend that those behind the second must come to; 0: no such rule */
	struct collated_total *totals;
	size_t total_count;
	struct collated_spread spreads[COLLATED_FIGURES];
	struct collated_groups evidence, places;
};

/* The document of it: prose, tables and a chart of each distribution. Of the options the version and the language count. The caller frees with doc_close. */
struct doc *
collated_doc(const struct collated *, const struct doc_options *,
    struct arena *, struct diags *);

#endif
