/*
 * What the rules work with: a row, and for each of its quantities what it
 * should be by the others. Private to src/check.
 */
#ifndef WATTLEAF_JUDGE_H
#define WATTLEAF_JUDGE_H

#include <stdbool.h>
#include <stddef.h>

#include "check/check.h"
#include "check/claim.h"

struct arena;
struct catalog;
struct device;

/* The rows "check" of the catalogue; shares as fractions, power in W. */
struct bounds {
	double about, agree, mismatch, same_figure, zeros;
	double device_power_least, device_power_most;
	double host_power, host_devices;
	double intensity_least, intensity_most;
	double pue_most;
};

/* A printed quantity against what the rest of its row gives. */
struct relation {
	bool off;              /* they don't meet */
	bool wide;             /* expected is a range of what is plausible, by catalogue and not by the row */
	bool pue_open;         /* expected leaves room for a PUE that is not stated */
	bool open;             /* the row does not say of what a number is: no slip is certain */
	enum claim_kind kind;
	const struct claim *printed;
	struct band band;      /* printed, with what rounding leaves open */
	struct band expected;
	const char *formula;   /* "1,515.43 W × 84 h × PUE 1.58" */
	bool exact;            /* its slip explains it to the last digit */
	struct slip *slip;     /* of the first rule that explains it */
};

struct judging {
	const struct claim_set *set;
	size_t row_index;
	size_t totals;                  /* rows of totals so far: each looks at its whole table */
	const struct claim_row *row;
	const struct device *device;    /* NULL: none named, or not known */
	struct relation relations[CLAIM_TOTAL];
	const struct catalog *catalog;
	struct bounds bounds;
	struct check_result *result;
	struct arena *arena;
	struct diags *diags;
};

/* One kind of slip: judges one row. */
struct rule {
	enum diag_code code;
	bool sums;       /* is also for rows that stand for their sum alone */
	void (*judge)(struct judging *, const struct rule *);
};

/* All rules, in the order in which they may explain; a code of DIAG_TOTAL ends them. */
extern const struct rule check_rules[];

void rule_power_as_energy(struct judging *, const struct rule *);
void rule_device_hours(struct judging *, const struct rule *);
void rule_count(struct judging *, const struct rule *);
void rule_pue_twice(struct judging *, const struct rule *);
void rule_pue_missing(struct judging *, const struct rule *);
void rule_pound(struct judging *, const struct rule *);
void rule_price_unit(struct judging *, const struct rule *);
void rule_thousand(struct judging *, const struct rule *);
void rule_ten(struct judging *, const struct rule *);
void rule_pue_value(struct judging *, const struct rule *);
void rule_intensity(struct judging *, const struct rule *);
void rule_device_power(struct judging *, const struct rule *);
void rule_other_run(struct judging *, const struct rule *);
void rule_twice(struct judging *, const struct rule *);
void rule_mismatch(struct judging *, const struct rule *);
void rule_sum(struct judging *, const struct rule *);
void rule_hidden_row(struct judging *, const struct rule *);

/* Reads the bounds; false with CATALOG_UNKNOWN when one is missing. */
bool
bounds_read(const struct catalog *, struct bounds *, struct diags *);

/* The claim with what zeros and "about" leave open. */
struct band
judged_band(const struct judging *, const struct claim *);

/* The claim of the row that is judged, or NULL. */
const struct claim *
judged(const struct judging *, enum claim_kind);

/* Fills the relations of the row. */
void
relate(struct judging *);

/* How many devices the row has: printed, or 1 when it states none; *STATED says which. */
struct band
device_count(const struct judging *, bool *stated);

/*
 * A way to read power and time together: IT energy in kWh. OPEN: the row
 * leaves it open; PLAUSIBLE: the power of one device fits the device.
 */
struct energy_reading {
	struct band it;
	const char *formula;
	bool plausible;
	bool open;
};

enum { READINGS_MAX = 4, TOTALS_MAX = 100 };

/* All ways; returns how many there are: none without power or time. */
size_t
energy_readings(const struct judging *, struct energy_reading [READINGS_MAX]);

/* IT energy in kWh that the TDP of the device allows over the row's time; false when it is not known. */
bool
plausible_energy(const struct judging *, struct band *it, const char **formula);

/* "26.84 kWh": VALUE in the base unit, shown in UNIT. */
const char *
shown(const struct judging *, double value, enum unit);

/* The name of the row with ": ", or "". */
const char *
row_label(const struct judging *, const struct claim_row *);

/* "energy is 201,128 kWh, but 1,515.43 W × 84 h gives 201.1 kWh". */
const char *
slip_contradiction(const struct judging *, const struct relation *);

/* Adds a slip; NULL when there are too many. */
struct slip *
slip_add(struct judging *, struct slip);

/*
 * If the relation is off and dividing the printed number by FACTOR mends it,
 * adds a slip of CODE, or makes the one that is there less sure. CAUSE says
 * what was done ("Wh are printed as kWh").
 */
bool
slip_explain(struct judging *, struct relation *, enum diag_code,
    double factor, const char *cause);

#endif
