/*
 * Units and quantities: "84 h", "0.954 lb/kWh", "0.43..1.46 USD/h",
 * "400 (350..450) W". One table names every unit that the program knows.
 */
#ifndef WATTLEAF_UNIT_H
#define WATTLEAF_UNIT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;

/* The first unit of each dimension in UNITS is its base: quantities are held in it. */
enum dimension {
	DIM_RATIO,      /* a plain number or % */
	DIM_TIME,       /* h */
	DIM_POWER,      /* W */
	DIM_ENERGY,     /* kWh */
	DIM_MASS,       /* g */
	DIM_INTENSITY,  /* g/kWh */
	DIM_MONEY,      /* currency */
	DIM_RATE,       /* currency per device-hour */
	DIM_TARIFF,     /* currency per kWh */
	DIM_COUNT,      /* how many: parameters, devices */
	DIM_MEMORY,     /* GB */
	DIM_FLOP,       /* FLOP */
	DIM_FLOP_RATE,  /* FLOP/s */
	DIM_MEMORY_POWER, /* W/GB */
	DIM_WATER,      /* L */
	DIM_WATER_USE   /* L/kWh */
};

/*
 * X(enumerator, text, dimension, numerator, denominator): base = written *
 * numerator / denominator. Two factors, so that 79.2 h or 3.6e6 J lose no
 * bit that a division would keep. Sources: SI brochure (BIPM, 9th ed.);
 * 1 lb = 453.59237 g (international pound, 1959).
 */
#define UNITS(X)                                                   \
	X(UNIT_ONE, "", DIM_RATIO, 1, 1)                           \
	X(UNIT_PERCENT, "%", DIM_RATIO, 1, 100)                    \
	X(UNIT_H, "h", DIM_TIME, 1, 1)                             \
	X(UNIT_MS, "ms", DIM_TIME, 1, 3.6e6)                       \
	X(UNIT_S, "s", DIM_TIME, 1, 3600)                          \
	X(UNIT_MIN, "min", DIM_TIME, 1, 60)                        \
	X(UNIT_D, "d", DIM_TIME, 24, 1)                            \
	X(UNIT_Y, "y", DIM_TIME, 8760, 1)                          \
	X(UNIT_W, "W", DIM_POWER, 1, 1)                            \
	X(UNIT_MILLIW, "mW", DIM_POWER, 1, 1000)                   \
	X(UNIT_KW, "kW", DIM_POWER, 1000, 1)                       \
	X(UNIT_MW, "MW", DIM_POWER, 1e6, 1)                        \
	X(UNIT_KWH, "kWh", DIM_ENERGY, 1, 1)                       \
	X(UNIT_WH, "Wh", DIM_ENERGY, 1, 1000)                      \
	X(UNIT_MWH, "MWh", DIM_ENERGY, 1000, 1)                    \
	X(UNIT_GWH, "GWh", DIM_ENERGY, 1e6, 1)                     \
	X(UNIT_J, "J", DIM_ENERGY, 1, 3.6e6)                       \
	X(UNIT_KJ, "kJ", DIM_ENERGY, 1, 3600)                      \
	X(UNIT_MJ, "MJ", DIM_ENERGY, 1, 3.6)                       \
	X(UNIT_GJ, "GJ", DIM_ENERGY, 1000, 3.6)                    \
	X(UNIT_G, "g", DIM_MASS, 1, 1)                             \
	X(UNIT_KG, "kg", DIM_MASS, 1000, 1)                        \
	X(UNIT_T, "t", DIM_MASS, 1e6, 1)                           \
	X(UNIT_LB, "lb", DIM_MASS, 453.59237, 1)                   \
	X(UNIT_G_PER_KWH, "g/kWh", DIM_INTENSITY, 1, 1)            \
	X(UNIT_KG_PER_KWH, "kg/kWh", DIM_INTENSITY, 1000, 1)       \
	X(UNIT_KG_PER_MWH, "kg/MWh", DIM_INTENSITY, 1, 1)          \
	X(UNIT_T_PER_MWH, "t/MWh", DIM_INTENSITY, 1000, 1)         \
	X(UNIT_LB_PER_KWH, "lb/kWh", DIM_INTENSITY, 453.59237, 1)  \
	X(UNIT_LB_PER_MWH, "lb/MWh", DIM_INTENSITY, 453.59237, 1000) \
	X(UNIT_CURRENCY, "USD", DIM_MONEY, 1, 1)                   \
	X(UNIT_CURRENCY_PER_H, "USD/h", DIM_RATE, 1, 1)            \
	X(UNIT_CURRENCY_PER_KWH, "USD/kWh", DIM_TARIFF, 1, 1)      \
	X(UNIT_CURRENCY_PER_MWH, "USD/MWh", DIM_TARIFF, 1, 1000)   \
	X(UNIT_COUNT, "", DIM_COUNT, 1, 1)                         \
	X(UNIT_THOUSAND, "k", DIM_COUNT, 1000, 1)                  \
	X(UNIT_MILLION, "M", DIM_COUNT, 1e6, 1)                    \
	X(UNIT_BILLION, "B", DIM_COUNT, 1e9, 1)                    \
	X(UNIT_TRILLION, "T", DIM_COUNT, 1e12, 1)                  \
	X(UNIT_GB, "GB", DIM_MEMORY, 1, 1)                         \
	X(UNIT_MB, "MB", DIM_MEMORY, 1, 1000)                      \
	X(UNIT_TB, "TB", DIM_MEMORY, 1000, 1)                      \
	X(UNIT_FLOP, "FLOP", DIM_FLOP, 1, 1)                       \
	X(UNIT_FLOP_PER_S, "FLOP/s", DIM_FLOP_RATE, 1, 1)          \
	X(UNIT_TFLOP_PER_S, "TFLOP/s", DIM_FLOP_RATE, 1e12, 1)     \
	X(UNIT_W_PER_GB, "W/GB", DIM_MEMORY_POWER, 1, 1)         \
	X(UNIT_L, "L", DIM_WATER, 1, 1)                           \
	X(UNIT_L_PER_KWH, "L/kWh", DIM_WATER_USE, 1, 1)

#define UNIT_ENUM(name, text, dimension, numerator, denominator) name,
enum unit { UNITS(UNIT_ENUM) UNIT_TOTAL };
#undef UNIT_ENUM

enum { CURRENCY_TEXT = 4 };

/* Value and range in the dimension's base unit; UNIT remembers what was written. */
struct quantity {
	double value;  /* the middle of the range when only a range was written */
	double low;    /* equal to value when no range was written */
	double high;
	bool interval; /* only a range was written: value must not be quoted */
	enum unit unit;
	char currency[CURRENCY_TEXT]; /* ISO 4217, for money; else "" */
};

enum quantity_fault {
	QUANTITY_OK,
	QUANTITY_NO_NUMBER,
	QUANTITY_NO_UNIT,
	QUANTITY_UNKNOWN_UNIT,
	QUANTITY_WRONG_DIMENSION,
	QUANTITY_BAD_RANGE, /* low over high, or the value outside */
	QUANTITY_NEGATIVE,
	QUANTITY_TOO_LARGE  /* or too small, and not 0 */
};

/* Whether TEXT has the form of an ISO 4217 code, "USD". */
bool
unit_is_currency(const char *text);

/*
 * Whether a number in a base unit can be one of a training, with 24 digits
 * to spare: products of several stay finite.
 */
bool
unit_plausible(double value);

const char *
unit_text(enum unit);

enum dimension
unit_dimension(enum unit);

/* The unit in which quantities of the dimension are held. */
enum unit
unit_base(enum dimension);

/* VALUE written in UNIT, in the dimension's base unit. */
double
unit_to_base(enum unit, double value);

/* VALUE in the dimension's base unit, in UNIT. */
double
unit_from_base(enum unit, double value);

/* The unit that TEXT names ("kWh", "lb/MWh", any "EUR/h" as its dimension's), or UNIT_TOTAL. */
enum unit
unit_lookup(struct span text);

/*
 * What comes out when base units are multiplied or divided: *RESULT, and
 * the number to divide the bare product by (1000 for W x h in kWh), or to
 * multiply the bare quotient by. 0 when the two don't go together.
 */
double
unit_product(enum dimension a, enum dimension b, enum dimension *result);

double
unit_quotient(enum dimension a, enum dimension b, enum dimension *result);

/* Reads TEXT as a quantity of DIMENSION. *Q is written only on QUANTITY_OK. */
enum quantity_fault
quantity_parse(struct span text, enum dimension, struct quantity *q);

/* "h, ms, s, min, d": the units that fit, for an error message. */
const char *
unit_choices(struct arena *, enum dimension);

#endif
