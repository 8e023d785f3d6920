/*
 * Rules about one row that are no factor: power for energy, what is not
 * plausible, what is said twice, and what nothing explains.
 */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "catalog/catalog.h"
#include "check/judge.h"

/* Energy printed in a unit of power. */
static void
energy_in_watts(struct judging *j, const struct rule *rule,
    const struct claim *energy)
{
	const struct claim *time = judged(j, CLAIM_HOURS);
	double kwh = time == NULL ? (double)NAN :
				    unit_to_base(UNIT_WH, 1) *
		energy->band.value * time->band.value;

	slip_add(j, (struct slip){
		.code = rule->code,
		.sureness = SURE_CERTAIN,
		.row = j->row_index,
		.kind = CLAIM_ENERGY,
		.pos = energy->pos,
		.printed = energy->written,
		.would_be = kwh,
		.text = arena_printf(j->arena,
		    "%senergy is %s, which is a power%s%s%s%s",
		    row_label(j, j->row), energy->written,
		    isnan(kwh) ? ": its energy needs a time" : "; over ",
		    isnan(kwh) ? "" : time->written,
		    isnan(kwh) ? "" : " it would be ",
		    isnan(kwh) ? "" : shown(j, kwh, UNIT_KWH)),
	});
}

/* The number of kWh is the number of kW, or of W. */
static void
energy_as_watts(struct judging *j, const struct rule *rule,
    struct relation *r)
{
	static const enum unit units[] = { UNIT_KW, UNIT_W };
	const struct claim *power = judged(j, CLAIM_POWER);
	struct band as_power;
	size_t i;

	for (i = 0; i < sizeof units / sizeof units[0]; i++) {
		double scale = unit_from_base(units[i], 1);

		as_power = band_times(power->band, band_of(scale));
		if (!band_meets(r->band, as_power) ||
		    !slip_explain(j, r, rule->code,
			r->band.value / r->expected.value,
			arena_printf(j->arena,
			    "the power in %s stands as %s; over the time",
			    unit_text(units[i]), unit_text(r->printed->unit))))
			continue;
		return;
	}
}

void
rule_power_as_energy(struct judging *j, const struct rule *rule)
{
	static const enum claim_kind kinds[] = { CLAIM_ENERGY,
		CLAIM_IT_ENERGY };
	size_t i;

	for (i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		const struct claim *energy = judged(j, kinds[i]);
		struct relation *r = &j->relations[kinds[i]];

		if (energy == NULL || j->row->sum_only)
			continue;
		if (unit_dimension(energy->unit) == DIM_POWER)
			energy_in_watts(j, rule, energy);
		else if (r->off && !r->wide && judged(j, CLAIM_POWER) != NULL)
			energy_as_watts(j, rule, r);
	}
}

void
rule_pue_value(struct judging *j, const struct rule *rule)
{
	const struct claim *pue = judged(j, CLAIM_PUE);
	const struct claim *it = judged(j, CLAIM_IT_ENERGY);
	struct relation *r = &j->relations[CLAIM_ENERGY];

	if (pue != NULL && pue->band.high < 1)
		slip_add(j, (struct slip){ rule->code, SURE_CERTAIN,
			j->row_index, CLAIM_PUE, pue->pos, pue->written,
			(double)NAN,
			arena_printf(j->arena,
			    "%sPUE is %s: a facility can't use less than its machines, it is 1 or more",
			    row_label(j, j->row), pue->written) });
	if (!r->off || it == NULL || !r->wide || r->slip != NULL ||
	    r->printed == NULL)
		return;
	r->slip = slip_add(j, (struct slip){ rule->code, SURE_LIKELY,
		j->row_index, CLAIM_ENERGY, r->printed->pos, r->printed->written,
		(double)NAN,
		arena_printf(j->arena,
		    "%senergy of the facility is %s, that of the machines %s: a PUE of %s",
		    row_label(j, j->row), r->printed->written, it->written,
		    shown(j, r->band.value / it->band.value, UNIT_ONE)) });
}

/* A slip for a relation that no factor explains. */
static void
say_unexplained(struct judging *j, const struct rule *rule,
    struct relation *r, enum sureness sureness, const char *text)
{
	r->slip = slip_add(j, (struct slip){
		.code = rule->code,
		.sureness = sureness,
		.row = j->row_index,
		.kind = r->kind,
		.pos = r->printed->pos,
		.printed = r->printed->written,
		.would_be = r->wide ? (double)NAN : r->expected.value,
		.text = text,
	});
}

static bool
is_unexplained(const struct relation *r)
{
	return r->off && r->slip == NULL && r->printed != NULL;
}

void
rule_intensity(struct judging *j, const struct rule *rule)
{
	struct relation *stated = &j->relations[CLAIM_INTENSITY];
	struct relation *r = &j->relations[CLAIM_CO2E];
	const struct claim *energy = judged(j, CLAIM_ENERGY);
	const char *least = shown(j, j->bounds.intensity_least, UNIT_G_PER_KWH);
	const char *most = shown(j, j->bounds.intensity_most, UNIT_G_PER_KWH);

	if (energy == NULL)
		energy = judged(j, CLAIM_IT_ENERGY);
	if (is_unexplained(stated))
		say_unexplained(j, rule, stated, SURE_LIKELY,
		    arena_printf(j->arena,
			"%scarbon intensity is %s, where grids have %s to %s",
			row_label(j, j->row), stated->printed->written, least,
			most));
	if (!is_unexplained(r) || !r->wide || energy == NULL ||
	    unit_dimension(energy->unit) != DIM_ENERGY)
		return;
	say_unexplained(j, rule, r, SURE_LIKELY,
	    arena_printf(j->arena,
		"%sCO2e is %s for %s: %s, where grids have %s to %s",
		row_label(j, j->row), r->printed->written, energy->written,
		shown(j, r->band.value / energy->band.value, UNIT_G_PER_KWH),
		least, most));
}

void
rule_device_power(struct judging *j, const struct rule *rule)
{
	static const enum claim_kind kinds[] = { CLAIM_POWER,
		CLAIM_IT_ENERGY, CLAIM_ENERGY };
	size_t i;

	for (i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		struct relation *r = &j->relations[kinds[i]];
		bool power = kinds[i] == CLAIM_POWER;

		if (!is_unexplained(r) || !r->wide || j->device == NULL)
			continue;
		say_unexplained(j, rule, r, SURE_LIKELY,
		    arena_printf(j->arena,
			"%s%s is %s, where %s lets %s to %s be plausible",
			row_label(j, j->row), claim_words(r->kind),
			r->printed->written, r->formula,
			shown(j, r->expected.low, power ? UNIT_W :
							  r->printed->unit),
			isinf(r->expected.high) ?
			    "any" :
			    shown(j, r->expected.high,
				power ? UNIT_W : r->printed->unit)));
	}
}

/* A word of LIST, parted by '|', in NAME; true for a row without a name. */
static bool
name_has(const char *name, const char *list)
{
	struct span rest = span_of(list);
	size_t i;

	while (name != NULL && rest.n > 0) {
		struct span word = span_cut(&rest, '|');

		for (i = 0; i + word.n <= strlen(name); i++)
			if (strncasecmp(name + i, word.s, word.n) == 0)
				return true;
	}
	return name == NULL;
}

static bool
is_figure(const struct judging *j, const struct claim *claim,
    const struct factor *figure)
{
	return claim != NULL &&
	    unit_dimension(claim->unit) == unit_dimension(figure->unit) &&
	    fabs(claim->band.value / figure->value - 1) <
	    j->bounds.same_figure;
}

static void
say_other_run(struct judging *j, const struct rule *rule,
    const struct claim *claim, enum claim_kind kind,
    const struct factor *figure)
{
	slip_add(j, (struct slip){
		.code = rule->code,
		.sureness = SURE_LIKELY,
		.row = j->row_index,
		.kind = kind,
		.pos = claim->pos,
		.printed = claim->written,
		.would_be = (double)NAN,
		.text = arena_printf(j->arena,
		    "%s%s is %s, the published figure of %s; %s",
		    row_label(j, j->row), claim_words(kind), claim->written,
		    figure->name, figure->note),
	});
}

/* Published figures that are often quoted for something else. */
void
rule_other_run(struct judging *j, const struct rule *rule)
{
	static const enum claim_kind kinds[] = { CLAIM_ENERGY, CLAIM_CO2E };
	const struct factor *figure;
	size_t i, k;

	for (i = 0; (figure = catalog_row(j->catalog, "check", i)) != NULL;
	     i++) {
		if (!span_starts(span_of(figure->id), "figure/") ||
		    name_has(j->row->name, figure->per))
			continue;
		for (k = 0; k < sizeof kinds / sizeof kinds[0]; k++)
			if (is_figure(j, judged(j, kinds[k]), figure))
				say_other_run(j, rule, judged(j, kinds[k]),
				    kinds[k], figure);
	}
}

/* What the row's twin says of the same quantity, when it says something else. */
static const struct claim *
other_claim(const struct judging *j, enum claim_kind kind)
{
	const struct claim *here = judged(j, kind), *there;

	if (j->row->twin == 0 || here == NULL)
		return NULL;
	there = row_claim(&j->set->rows[j->row->twin - 1], kind);
	return there == NULL || band_meets(judged_band(j, here),
				    band_widen(judged_band(j, there),
					j->bounds.agree)) ?
	    NULL :
	    there;
}

/* The same quantity of the same run, in two places of a file. A factor of 1000 has its own code. */
void
rule_twice(struct judging *j, const struct rule *rule)
{
	static const enum claim_kind kinds[] = { CLAIM_HOURS, CLAIM_ENERGY,
		CLAIM_CO2E };
	size_t i;

	for (i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		const struct claim *here = judged(j, kinds[i]);
		const struct claim *there = other_claim(j, kinds[i]);
		double ratio = there == NULL ?
		    1 : here->band.value / there->band.value;
		bool thousand = fabs(ratio / 1e3 - 1) < j->bounds.agree ||
		    fabs(ratio * 1e3 - 1) < j->bounds.agree;

		if (there == NULL)
			continue;
		slip_add(j, (struct slip){
			thousand ? DIAG_CHECK_THOUSAND : rule->code,
			SURE_CERTAIN, j->row_index, kinds[i], here->pos,
			here->written, there->band.value,
			arena_printf(j->arena,
			    "%s is %s here and %s in line %zu: %s times as much",
			    claim_words(kinds[i]), here->written,
			    there->written, there->pos.line,
			    shown(j, ratio, UNIT_ONE)) });
	}
}

void
rule_mismatch(struct judging *j, const struct rule *rule)
{
	enum claim_kind kind;

	for (kind = 0; kind < CLAIM_TOTAL; kind++) {
		struct relation *r = &j->relations[kind];
		enum unit unit = r->printed == NULL ? UNIT_ONE :
						      r->printed->unit;

		if (!is_unexplained(r) || unit_dimension(unit) !=
			claim_dimension(kind) ||
		    band_meets(r->band, band_widen(r->expected,
			j->bounds.mismatch)))
			continue;
		say_unexplained(j, rule, r, SURE_POSSIBLE, r->wide ?
		    arena_printf(j->arena,
			"%s%s is %s, where %s leaves %s to %s plausible",
			row_label(j, j->row), claim_words(kind),
			r->printed->written, r->formula,
			shown(j, r->expected.low, unit),
			isinf(r->expected.high) ?
			    "any" :
			    shown(j, r->expected.high, unit)) :
		    arena_printf(j->arena,
			"%s%s is %s, but %s gives %s; no slip that is known explains it",
			row_label(j, j->row), claim_words(kind),
			r->printed->written, r->formula,
			shown(j, r->expected.value, unit)));
	}
}
