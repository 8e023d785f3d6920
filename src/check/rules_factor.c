/*
 * Rules that explain a relation by a factor: a unit, a count, a PUE.
 */
#include <math.h>

#include "base/arena.h"
#include "catalog/catalog.h"
#include "check/judge.h"

/* Quantities whose relation a factor of units may mend. */
static bool
has_unit(enum claim_kind kind)
{
	return kind == CLAIM_POWER || kind == CLAIM_INTENSITY ||
	    kind == CLAIM_IT_ENERGY || kind == CLAIM_ENERGY ||
	    kind == CLAIM_CO2E || kind == CLAIM_COST ||
	    kind == CLAIM_COST_HIGH;
}

static bool
is_energy_product(enum claim_kind kind)
{
	return kind == CLAIM_IT_ENERGY || kind == CLAIM_ENERGY ||
	    kind == CLAIM_CO2E;
}

/* The name of the unit FACTOR times as large or small ("Wh" of "kWh"), or NULL. */
static const char *
unit_beside(enum unit unit, double factor)
{
	enum unit other;

	for (other = 0; other < UNIT_TOTAL; other++)
		if (unit_dimension(other) == unit_dimension(unit) &&
		    fabs(unit_to_base(other, factor) /
			    unit_to_base(unit, 1) -
			1) < 1e-9)
			return unit_text(other);
	return NULL;
}

/* The printed number is FACTOR times what it should be: the numbers are right in another unit. */
static void
explain_unit(struct judging *j, const struct rule *rule, double factor)
{
	enum claim_kind kind;

	for (kind = 0; kind < CLAIM_TOTAL; kind++) {
		struct relation *r = &j->relations[kind];
		const char *unit;

		if (!has_unit(kind) || !r->off)
			continue;
		unit = unit_beside(r->printed->unit, factor);
		slip_explain(j, r, rule->code, factor,
		    unit == NULL || unit[0] == '\0' ?
			"a factor of 1000 is lost" :
			arena_printf(j->arena, "a number in %s stands as %s",
			    unit, unit_text(r->printed->unit)));
	}
}

void
rule_thousand(struct judging *j, const struct rule *rule)
{
	explain_unit(j, rule, 1e3);
	explain_unit(j, rule, 1e-3);
	explain_unit(j, rule, 1e6);
	explain_unit(j, rule, 1e-6);
}

void
rule_ten(struct judging *j, const struct rule *rule)
{
	static const double factors[] = { 10, 0.1 };
	enum claim_kind kind;
	size_t i;

	for (kind = 0; kind < CLAIM_TOTAL; kind++) {
		struct relation *r = &j->relations[kind];

		for (i = 0; has_unit(kind) && !r->wide && i < 2; i++)
			slip_explain(j, r, rule->code, factors[i],
			    i == 0 ? "a digit too many" : "a digit too few");
	}
}

void
rule_pound(struct judging *j, const struct rule *rule)
{
	double factor = unit_to_base(UNIT_KG, 1) / unit_to_base(UNIT_LB, 1);
	struct relation *r = &j->relations[CLAIM_CO2E];

	if (r->wide)
		return;
	slip_explain(j, r, rule->code, factor,
	    "a number in pounds stands as metric");
	slip_explain(j, r, rule->code, 1 / factor,
	    "a metric number stands as pounds");
}

/* Devices that would fit where none are stated. */
static void
count_unstated(struct judging *j, const struct rule *rule, struct relation *r)
{
	double devices = r->band.value / r->expected.value;

	if (!r->off || r->wide || r->slip != NULL ||
	    judged(j, CLAIM_DEVICE_HOURS) != NULL ||
	    judged(j, CLAIM_POWER)->scope == OF_ALL || !(devices >= 1.5))
		return;
	r->slip = slip_add(j, (struct slip){
		.code = rule->code,
		.sureness = SURE_POSSIBLE,
		.row = j->row_index,
		.kind = r->kind,
		.pos = r->printed->pos,
		.printed = r->printed->written,
		.would_be = (double)NAN,
		.text = arena_printf(j->arena,
		    "%s%s; it needs %s devices of this power, and their number is not stated",
		    row_label(j, j->row), slip_contradiction(j, r),
		    shown(j, devices, UNIT_COUNT)),
	});
}

void
rule_count(struct judging *j, const struct rule *rule)
{
	bool stated;
	double count = device_count(j, &stated).value;
	enum claim_kind kind;

	for (kind = 0; kind < CLAIM_TOTAL; kind++) {
		struct relation *r = &j->relations[kind];

		if (!r->off || !(is_energy_product(kind) ||
		    kind == CLAIM_COST || kind == CLAIM_COST_HIGH))
			continue;
		if (judged(j, CLAIM_DEVICE_HOURS) == NULL && count > 1) {
			slip_explain(j, r, rule->code, 1 / count,
			    arena_printf(j->arena,
				"one device was counted; with %.0f", count));
			slip_explain(j, r, rule->code, count,
			    arena_printf(j->arena,
				"the %.0f devices were counted twice; once",
				count));
		}
		if (!stated && is_energy_product(kind) &&
		    judged(j, CLAIM_POWER) != NULL)
			count_unstated(j, rule, r);
	}
}

/* The relation holds when the device-hours are hours on the clock: they are wrong and it is right. */
static void
clock_hours(struct judging *j, const struct rule *rule, struct relation *r,
    const struct claim *time, double count)
{
	double would_be = time->band.value * count;

	if (!slip_explain(j, r, rule->code, count, "") || r->slip == NULL ||
	    r->slip->kind == CLAIM_DEVICE_HOURS)
		return;
	r->slip->kind = CLAIM_DEVICE_HOURS;
	r->slip->pos = time->pos;
	r->slip->printed = time->written;
	r->slip->would_be = would_be;
	r->slip->text = arena_printf(j->arena,
	    "%sdevice-hours are %s, but %s of %s needs them for each of %.0f: they are hours on the clock; as device-hours, it would be %s",
	    row_label(j, j->row), time->written, claim_words(r->kind),
	    r->printed->written, count, shown(j, would_be, time->unit));
}

void
rule_device_hours(struct judging *j, const struct rule *rule)
{
	static const enum claim_kind kinds[] = { CLAIM_IT_ENERGY,
		CLAIM_ENERGY, CLAIM_CO2E, CLAIM_COST };
	const struct claim *time = judged(j, CLAIM_DEVICE_HOURS);
	struct relation *hours = &j->relations[CLAIM_DEVICE_HOURS];
	bool stated;
	double count = device_count(j, &stated).value;
	size_t i;

	if (time == NULL || count <= 1)
		return;
	slip_explain(j, hours, rule->code, 1 / count,
	    "these are hours on the clock; as device-hours");
	for (i = 0; !hours->off && i < sizeof kinds / sizeof kinds[0]; i++)
		if (!j->relations[kinds[i]].wide)
			clock_hours(j, rule, &j->relations[kinds[i]], time,
			    count);
}

/* Explains energy and emissions by a power of the printed PUE. */
static void
explain_pue(struct judging *j, const struct rule *rule, bool twice,
    const char *cause)
{
	static const enum claim_kind kinds[] = { CLAIM_ENERGY, CLAIM_CO2E };
	const struct claim *pue = judged(j, CLAIM_PUE);
	size_t i;

	if (pue == NULL || pue->band.value < 1 + j->bounds.agree)
		return;
	for (i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		struct relation *r = &j->relations[kinds[i]];

		if (r->wide)
			continue;
		slip_explain(j, r, rule->code,
		    twice ? pue->band.value : 1 / pue->band.value, cause);
	}
}

void
rule_pue_twice(struct judging *j, const struct rule *rule)
{
	explain_pue(j, rule, true,
	    "the PUE was applied once more than it should; once");
}

/* Energy alone may be meant before PUE: nothing else shows it. */
void
rule_pue_missing(struct judging *j, const struct rule *rule)
{
	struct relation *r = &j->relations[CLAIM_ENERGY];

	explain_pue(j, rule, false,
	    "the PUE was not applied; with it");
	if (r->slip != NULL && r->slip->code == rule->code &&
	    (judged(j, CLAIM_CO2E) == NULL ||
		judged(j, CLAIM_INTENSITY) == NULL))
		r->slip->sureness = SURE_POSSIBLE;
}

/* The price of a board of several chips, paid for each chip. */
static bool
is_board_price(const struct judging *j, struct band price)
{
	const struct factor *row;
	size_t i;

	for (i = 0; (row = catalog_row(j->catalog, "price", i)) != NULL; i++) {
		struct span id = span_of(row->id);

		span_cut(&id, '/');
		if (span_equal(span_of(row->per), "board") &&
		    span_equal(span_cut(&id, '/'), j->device->id) &&
		    band_meets(price, band_widen(band_of(row->value),
			j->bounds.same_figure)))
			return true;
	}
	return false;
}

/* Hours of all chips as a cost has them. */
static bool
chip_hours(const struct judging *j, struct band *hours)
{
	const struct claim *time = judged(j, CLAIM_DEVICE_HOURS);
	const struct claim *wall = judged(j, CLAIM_HOURS);
	bool stated;

	if (time == NULL && wall == NULL)
		return false;
	*hours = time != NULL ? time->band :
				band_times(wall->band, device_count(j, &stated));
	return true;
}

static bool
price_unit(struct judging *j, const struct rule *rule, enum claim_kind kind)
{
	const struct claim *cost = judged(j, kind);
	double chips = j->device->chips, would_be;
	struct band hours;

	if (cost == NULL || !chip_hours(j, &hours) ||
	    !is_board_price(j, band_over(judged_band(j, cost), hours)))
		return false;
	would_be = cost->band.value / chips;
	slip_add(j, (struct slip){
		.code = rule->code,
		.sureness = SURE_LIKELY,
		.row = j->row_index,
		.kind = kind,
		.pos = cost->pos,
		.printed = cost->written,
		.would_be = would_be,
		.text = arena_printf(j->arena,
		    "%s%s is %s: %s an hour is the price of a board of %.0f chips, and %s is counted in chips; by board, it would be %s",
		    row_label(j, j->row), claim_words(kind), cost->written,
		    shown(j, cost->band.value / hours.value, UNIT_CURRENCY),
		    chips, j->device->label,
		    shown(j, would_be, cost->unit)),
	});
	return true;
}

/* Whole boards alone are judged: one chip may well be a board in a writer's words. */
void
rule_price_unit(struct judging *j, const struct rule *rule)
{
	bool stated;
	double count = device_count(j, &stated).value;

	if (j->device == NULL || j->device->chips < 2 || !stated ||
	    !span_equal(span_of(j->device->count_as), "chip") ||
	    fmod(count, j->device->chips) != 0)
		return;
	if (!price_unit(j, rule, CLAIM_COST))
		price_unit(j, rule, CLAIM_COST_HIGH);
}
