/*
 * What a disclosure claims: rows of quantities as they are printed, each
 * with the interval that its digits leave open. Readers fill it, rules judge
 * it. It knows no format and no rule.
 */
#ifndef WATTLEAF_CLAIM_H
#define WATTLEAF_CLAIM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pos.h"
#include "base/unit.h"

struct arena;

/* X(enumerator, key, words, dimension): the quantities of a row. Money has its low end, or its only value, in the first of two. */
#define CLAIMS(X)                                                          \
	X(CLAIM_COUNT, "devices", "number of devices", DIM_COUNT)          \
	X(CLAIM_HOURS, "wall_hours", "time", DIM_TIME)                     \
	X(CLAIM_DEVICE_HOURS, "device_hours", "device-hours", DIM_TIME)    \
	X(CLAIM_POWER, "power_w", "power", DIM_POWER)                      \
	X(CLAIM_PUE, "pue", "PUE", DIM_RATIO)                              \
	X(CLAIM_INTENSITY, "intensity_g_per_kwh", "carbon intensity",      \
	    DIM_INTENSITY)                                                 \
	X(CLAIM_IT_ENERGY, "it_energy_kwh", "energy before PUE",           \
	    DIM_ENERGY)                                                    \
	X(CLAIM_ENERGY, "energy_kwh", "energy", DIM_ENERGY)                \
	X(CLAIM_CO2E, "co2e_g", "CO2e", DIM_MASS)                          \
	X(CLAIM_PRICE, "price", "price of an hour", DIM_RATE)              \
	X(CLAIM_PRICE_HIGH, "price_high", "higher price of an hour",       \
	    DIM_RATE)                                                      \
	X(CLAIM_COST, "cost", "cost", DIM_MONEY)                           \
	X(CLAIM_COST_HIGH, "cost_high", "higher cost", DIM_MONEY)

#define CLAIM_ENUM(name, key, words, dimension) name,
enum claim_kind { CLAIMS(CLAIM_ENUM) CLAIM_TOTAL };
#undef CLAIM_ENUM

/* Of what the number is: as far as the disclosure says. */
enum claim_scope {
	OF_OPEN,   /* it does not say */
	OF_DEVICE, /* power of one device, price of a device-hour */
	OF_ALL     /* power of all, hours on the clock, energy after PUE */
};

/* A value and what it may have been before it was rounded. */
struct band {
	double value, low, high;
};

struct claim {
	bool known;
	bool at_least;       /* leaves unknown parts out */
	bool about;          /* printed as an approximation */
	struct band band;    /* in the base unit of its dimension; half a unit of the last digit wide */
	double zeros;        /* half a unit of the last digit that is not 0, when zeros at the end may be rounding; else 0 */
	enum unit unit;      /* as written */
	enum claim_scope scope;
	const char *written; /* "1,415.78 W" */
	struct pos pos;
};

/* The range that a disclosure states of a value, or in its place, in the base unit. No rule judges it. */
struct stated_range {
	bool has_low, has_high;
	double low, high;
};

enum row_kind {
	ROW_PART,
	ROW_TOTAL,   /* sums the parts of its table */
	ROW_ASIDE    /* is judged, but no part of a sum: an alternative, "of which" */
};

struct claim_row {
	const char *name;    /* or NULL */
	const char *device;  /* as written, or NULL */
	struct pos pos;
	enum row_kind kind;
	bool sum_only;       /* stands in a table for its sum alone */
	bool at_least;       /* one of its claims leaves unknown parts out */
	size_t table;        /* rows of one number sum to their total */
	size_t twin;         /* 1 + index of a row about the same run, or 0 */
	struct claim claims[CLAIM_TOTAL];
	struct stated_range ranges[CLAIM_TOTAL];
	char currency[CURRENCY_TEXT]; /* of money; "" not stated */
};

struct claim_set {
	const char *file;
	const char *format;  /* name of the reader */
	struct claim_row *rows;
	size_t count, tables;
	struct arena *arena;
};

enum {
	CLAIM_ROWS_MAX = 20000,
	CLAIM_TEXT_MAX = 16 << 20 /* bytes of a disclosure */
};

/* The key of a quantity in JSON, its words and its dimension. */
const char *
claim_key(enum claim_kind);

const char *
claim_words(enum claim_kind);

enum dimension
claim_dimension(enum claim_kind);

/* A new row; NULL when there are CLAIM_ROWS_MAX. Rows move when one is added. */
struct claim_row *
claim_row_add(struct claim_set *, struct pos);

/* The claim, or NULL when the row does not make it. */
const struct claim *
row_claim(const struct claim_row *, enum claim_kind);

struct band
band_of(double value);

/* Products and quotients of what is not negative; a quotient by 0 is NAN. */
struct band
band_times(struct band, struct band);

struct band
band_over(struct band, struct band);

struct band
band_plus(struct band, struct band);

/* Wider by SHARE of each end. */
struct band
band_widen(struct band, double share);

/* True when the two have a value in common; false for NAN. */
bool
band_meets(struct band, struct band);

#endif
