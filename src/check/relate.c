/*
 * The relations of a row: each printed quantity against what the others
 * give. One that is consistent under some plausible reading is not off.
 */
#include <math.h>

#include "base/arena.h"
#include "catalog/catalog.h"
#include "check/judge.h"

#define TIMES " \xc3\x97 "

static bool
is_power(const struct claim *claim)
{
	return claim != NULL && unit_dimension(claim->unit) == DIM_POWER;
}

static struct relation *
begin(struct judging *j, enum claim_kind kind, const struct claim *printed)
{
	struct relation *r = &j->relations[kind];

	*r = (struct relation){
		.kind = kind,
		.printed = printed,
		.band = judged_band(j, printed),
	};
	return r;
}

static bool
agrees(const struct judging *j, const struct relation *r, struct band expected)
{
	return band_meets(r->band, band_widen(expected, j->bounds.agree));
}

/* PUE as printed; 1 to the most that is plausible when it is not. */
static struct band
pue_of(const struct judging *j, const char **text)
{
	const struct claim *pue = judged(j, CLAIM_PUE);

	if (pue != NULL && pue->band.high >= 1) {
		*text = arena_printf(j->arena, TIMES "PUE %s", pue->written);
		return pue->band;
	}
	*text = "";
	return (struct band){ 1, 1, j->bounds.pue_most };
}

/* What multiplies IT energy in kWh to the quantity: PUE, intensity. */
struct multiple {
	struct band band;
	const char *text;
};

/* Compares with each way to read power and time; the first that is plausible is expected when none agrees. */
static void
compare_readings(struct judging *j, struct relation *r,
    const struct multiple *by)
{
	struct energy_reading ways[READINGS_MAX];
	size_t i, best = READINGS_MAX, n = energy_readings(j, ways);
	bool agreed = false, plausible = false;

	for (i = 0; i < n; i++) {
		if (agrees(j, r, band_times(ways[i].it, by->band))) {
			agreed = true;
			plausible = plausible || ways[i].plausible;
		}
		if (best == READINGS_MAX && ways[i].plausible)
			best = i;
	}
	if (n == 0 || plausible || (agreed && best == READINGS_MAX))
		return;
	best = best == READINGS_MAX ? 0 : best;
	r->off = true;
	r->open = ways[best].open;
	r->pue_open = r->kind != CLAIM_IT_ENERGY &&
	    judged(j, CLAIM_PUE) == NULL;
	r->expected = band_times(ways[best].it, by->band);
	r->formula = arena_printf(j->arena, "%s%s", ways[best].formula,
	    by->text);
}

/* Compares with what the device's TDP allows. */
static void
compare_device(struct judging *j, struct relation *r,
    const struct multiple *by)
{
	struct band it;

	if (judged(j, CLAIM_POWER) != NULL &&
	    !j->relations[CLAIM_POWER].off)
		return;
	if (!plausible_energy(j, &it, &r->formula))
		return;
	r->expected = band_times(it, by->band);
	r->wide = true;
	r->off = !band_meets(r->band, r->expected);
	r->formula = arena_printf(j->arena, "%s%s", r->formula, by->text);
}

/* Power of one device, or of all by their number, against the TDP. */
static void
relate_power(struct judging *j)
{
	const struct claim *power = judged(j, CLAIM_POWER);
	const struct bounds *b = &j->bounds;
	struct relation *r;
	bool stated;
	double count = device_count(j, &stated).value, host;

	if (power == NULL || j->device == NULL ||
	    isnan(j->device->tdp.value) || (power->scope != OF_DEVICE && !stated))
		return;
	r = begin(j, CLAIM_POWER, power);
	host = b->host_power * ceil(count / b->host_devices);
	r->wide = true;
	r->expected = (struct band){
		.value = j->device->tdp.value,
		.low = b->device_power_least * j->device->tdp.low,
		.high = b->device_power_most * j->device->tdp.high,
	};
	if (power->scope == OF_ALL)
		r->expected.low *= count;
	if (power->scope != OF_DEVICE)
		r->expected.high = r->expected.high * count + host;
	r->formula = arena_printf(j->arena, "TDP %s of %s%s",
	    shown(j, j->device->tdp.value, UNIT_W),
	    count > 1 && power->scope != OF_DEVICE ?
		arena_printf(j->arena, "each of %.0f ", count) :
		"",
	    j->device->label);
	r->off = !band_meets(r->band, r->expected);
}

static void
relate_intensity(struct judging *j)
{
	const struct claim *intensity = judged(j, CLAIM_INTENSITY);
	struct relation *r;

	if (intensity == NULL)
		return;
	r = begin(j, CLAIM_INTENSITY, intensity);
	r->wide = true;
	r->expected = (struct band){ (double)NAN, j->bounds.intensity_least,
		j->bounds.intensity_most };
	r->off = !band_meets(r->band, r->expected);
	r->formula = "";
}

/* Whether emissions show that the energy is before its PUE. */
static bool
is_before_pue(const struct judging *j, const struct claim *energy)
{
	const struct claim *pue = judged(j, CLAIM_PUE);
	const struct claim *intensity = judged(j, CLAIM_INTENSITY);
	const struct claim *co2e = judged(j, CLAIM_CO2E);
	struct band after;

	if (pue == NULL || intensity == NULL || co2e == NULL ||
	    energy->scope == OF_ALL)
		return false;
	after = band_times(judged_band(j, energy), intensity->band);
	return !band_meets(judged_band(j, co2e), after) &&
	    band_meets(judged_band(j, co2e),
		band_widen(band_times(after, pue->band), j->bounds.agree));
}

static void
relate_energy(struct judging *j)
{
	const struct claim *energy = judged(j, CLAIM_ENERGY);
	const struct claim *it = judged(j, CLAIM_IT_ENERGY);
	struct multiple one = { band_of(1), "" }, pue;
	struct relation *r;

	if (it != NULL && !is_power(it)) {
		r = begin(j, CLAIM_IT_ENERGY, it);
		compare_readings(j, r, &one);
		if (!r->off)
			compare_device(j, r, &one);
	}
	if (energy == NULL)
		return;
	r = begin(j, CLAIM_ENERGY, energy);
	pue.band = pue_of(j, &pue.text);
	if (is_power(energy)) {
		r->off = true;
		r->expected = band_of((double)NAN);
		r->formula = "";
		return;
	}
	compare_readings(j, r, &pue);
	if (r->off && is_before_pue(j, energy)) {
		r->off = false;
		compare_readings(j, r, &one);
	}
	if (!r->off)
		compare_device(j, r, &pue);
}

/* PUE between energy before and after it. */
static void
relate_pue(struct judging *j)
{
	const struct claim *energy = judged(j, CLAIM_ENERGY);
	const struct claim *it = judged(j, CLAIM_IT_ENERGY);
	const struct claim *stated = judged(j, CLAIM_PUE);
	struct relation *r = &j->relations[CLAIM_ENERGY];
	const char *text;

	if (energy == NULL || it == NULL || is_power(energy) || is_power(it) ||
	    r->off || (stated != NULL && stated->band.high < 1))
		return;
	r = begin(j, CLAIM_ENERGY, energy);
	r->expected = band_times(judged_band(j, it), pue_of(j, &text));
	r->formula = arena_printf(j->arena, "%s%s", it->written, text);
	r->wide = judged(j, CLAIM_PUE) == NULL;
	r->off = !agrees(j, r, r->expected);
}

/* Whether the energy has its PUE inside. */
enum basis { BASIS_OPEN, BASIS_BEFORE, BASIS_AFTER };

/* As the heading says, or as power and time show. */
static enum basis
basis_of(const struct judging *j, const struct claim *energy)
{
	const struct claim *pue = judged(j, CLAIM_PUE);
	struct energy_reading ways[READINGS_MAX];
	struct relation r = { .band = judged_band(j, energy) };
	bool before = false, after = false;
	size_t i, n;

	if (energy == judged(j, CLAIM_IT_ENERGY))
		return BASIS_BEFORE;
	if (energy->scope == OF_ALL || pue == NULL)
		return BASIS_AFTER;
	n = energy_readings(j, ways);
	for (i = 0; i < n; i++) {
		before = before || agrees(j, &r, ways[i].it);
		after = after ||
		    agrees(j, &r, band_times(ways[i].it, pue->band));
	}
	if (before == after)
		return BASIS_OPEN;
	return before ? BASIS_BEFORE : BASIS_AFTER;
}

/* Emissions of the energy as printed; true when they agree. */
static bool
agrees_by(struct judging *j, struct relation *r, const struct claim *energy,
    const struct multiple *intensity, const struct multiple *pue)
{
	r->expected = band_times(band_times(judged_band(j, energy),
	    intensity->band), pue->band);
	r->formula = arena_printf(j->arena, "%s%s%s", energy->written,
	    pue->text, intensity->text);
	return agrees(j, r, r->expected);
}

/* Emissions by energy and intensity, both as printed. */
static void
compare_energy(struct judging *j, struct relation *r,
    const struct claim *energy, const struct multiple *intensity, bool wide)
{
	const struct relation *other = &j->relations[CLAIM_ENERGY];
	struct multiple one = { band_of(1), "" }, pue;
	enum basis basis = basis_of(j, energy);

	if (other->off && agrees(j, r, band_times(other->expected,
	    intensity->band)))
		return;
	pue.band = pue_of(j, &pue.text);
	r->wide = wide;
	if (basis != BASIS_AFTER && agrees_by(j, r, energy, intensity, &pue))
		return;
	if (energy == judged(j, CLAIM_IT_ENERGY))
		r->off = true;
	else
		r->off = !agrees_by(j, r, energy, intensity, &one);
}

/* Energy that emissions can be computed from. */
static const struct claim *
energy_for_co2e(const struct judging *j)
{
	const struct claim *energy = judged(j, CLAIM_ENERGY);

	if (energy == NULL)
		energy = judged(j, CLAIM_IT_ENERGY);
	return is_power(energy) ? NULL : energy;
}

static void
relate_co2e(struct judging *j)
{
	const struct claim *co2e = judged(j, CLAIM_CO2E);
	const struct claim *energy = energy_for_co2e(j);
	const struct claim *intensity = judged(j, CLAIM_INTENSITY);
	struct multiple by = { { (double)NAN, j->bounds.intensity_least,
		j->bounds.intensity_most }, "" };
	bool wide = intensity == NULL || j->relations[CLAIM_INTENSITY].off;
	struct relation *r;
	const char *pue;

	if (co2e == NULL)
		return;
	r = begin(j, CLAIM_CO2E, co2e);
	if (!wide)
		by = (struct multiple){ judged_band(j, intensity),
			arena_printf(j->arena, TIMES "%s",
			    intensity->written) };
	if (energy != NULL) {
		compare_energy(j, r, energy, &by, wide);
		if (r->off && wide && intensity != NULL)
			r->off = !agrees(j, r, band_times(
			    judged_band(j, energy), intensity->band));
		return;
	}
	by.band = band_times(by.band, pue_of(j, &pue));
	by.text = arena_printf(j->arena, "%s%s", pue, by.text);
	if (!wide)
		compare_readings(j, r, &by);
	if (!r->off)
		compare_device(j, r, &by);
}

/* Device-hours against hours on the clock. */
static void
relate_hours(struct judging *j)
{
	const struct claim *time = judged(j, CLAIM_DEVICE_HOURS);
	const struct claim *wall = judged(j, CLAIM_HOURS);
	const struct claim *count = judged(j, CLAIM_COUNT);
	struct relation *r;

	if (time == NULL || wall == NULL || count == NULL ||
	    count->band.value <= 1)
		return;
	r = begin(j, CLAIM_DEVICE_HOURS, time);
	r->expected = band_times(judged_band(j, wall), count->band);
	r->formula = arena_printf(j->arena, "%s" TIMES "%s", wall->written,
	    count->written);
	r->off = !agrees(j, r, r->expected);
}

/* Cost by a price: of all device-hours, or of the hours of a machine when the price does not say. */
static void
relate_cost(struct judging *j, enum claim_kind kind, enum claim_kind price_kind)
{
	const struct claim *cost = judged(j, kind);
	const struct claim *price = judged(j, price_kind);
	const struct claim *time = judged(j, CLAIM_DEVICE_HOURS);
	const struct claim *wall = judged(j, CLAIM_HOURS);
	struct relation *r;
	struct band hours;
	bool stated;

	if (cost == NULL || price == NULL || (time == NULL && wall == NULL))
		return;
	r = begin(j, kind, cost);
	hours = time != NULL ? judged_band(j, time) :
			       band_times(judged_band(j, wall),
				   device_count(j, &stated));
	r->expected = band_times(hours, price->band);
	r->formula = arena_printf(j->arena, "%s h" TIMES "%s",
	    shown(j, hours.value, UNIT_ONE), price->written);
	r->off = !agrees(j, r, r->expected);
	if (r->off && price->scope != OF_DEVICE && wall != NULL &&
	    agrees(j, r, band_times(judged_band(j, wall), price->band)))
		r->off = false;
	r->open = price->scope != OF_DEVICE;
}

void
relate(struct judging *j)
{
	enum claim_kind kind;

	for (kind = 0; kind < CLAIM_TOTAL; kind++)
		j->relations[kind] = (struct relation){ 0 };
	if (j->row->sum_only || j->row->at_least)
		return;
	relate_intensity(j);
	relate_co2e(j);
	if (j->row->kind == ROW_TOTAL && judged(j, CLAIM_COUNT) == NULL)
		return;
	relate_power(j);
	relate_hours(j);
	relate_energy(j);
	relate_pue(j);
	relate_co2e(j);
	relate_cost(j, CLAIM_COST, CLAIM_PRICE);
	relate_cost(j, CLAIM_COST_HIGH, judged(j, CLAIM_PRICE_HIGH) != NULL ?
	    CLAIM_PRICE_HIGH : CLAIM_PRICE);
}
