/*
 * Power and time: the ways in which a row's numbers can be multiplied.
 */
#include <math.h>

#include "base/arena.h"
#include "catalog/catalog.h"
#include "check/judge.h"

#define TIMES " \xc3\x97 "

const struct claim *
judged(const struct judging *j, enum claim_kind kind)
{
	return row_claim(j->row, kind);
}

struct band
judged_band(const struct judging *j, const struct claim *claim)
{
	struct band band = claim->band;
	double most = j->bounds.zeros * band.value;
	double half = claim->zeros < most ? claim->zeros : most;

	if (band.value - half < band.low)
		band.low = band.value - half;
	if (band.value + half > band.high)
		band.high = band.value + half;
	return claim->about ? band_widen(band, j->bounds.about) : band;
}

struct band
device_count(const struct judging *j, bool *stated)
{
	const struct claim *count = judged(j, CLAIM_COUNT);

	*stated = count != NULL;
	return count == NULL ? band_of(1) : count->band;
}

/* Device-hours, unless they are found to be hours on the clock. */
static const struct claim *
device_hours(const struct judging *j)
{
	return j->relations[CLAIM_DEVICE_HOURS].off ?
	    NULL :
	    judged(j, CLAIM_DEVICE_HOURS);
}

/* Whether W of one device fits it; ALL: its share of the machine is inside. */
static bool
fits_device(const struct judging *j, struct band power, double count, bool all)
{
	const struct bounds *b = &j->bounds;
	double most;

	if (j->device == NULL || isnan(j->device->tdp.value))
		return true;
	most = b->device_power_most * j->device->tdp.high;
	if (all)
		most += b->host_power * ceil(count / b->host_devices) / count;
	return power.high >= b->device_power_least * j->device->tdp.low &&
	    power.low <= most;
}

/* W x h x NUMBER in kWh. */
static struct energy_reading
reading(const struct judging *j, const struct claim *power,
    const struct claim *time, struct band number, const char *times)
{
	struct band it = band_times(band_times(judged_band(j, power), number),
	    judged_band(j, time));
	double kwh = unit_to_base(UNIT_WH, 1);

	return (struct energy_reading){
		.it = band_times(it, band_of(kwh)),
		.plausible = true,
		.formula = arena_printf(j->arena, "%s%s" TIMES "%s",
		    power->written, times, time->written),
	};
}

static const char *
times_count(const struct judging *j, struct band count)
{
	return count.value == 1 ?
	    "" :
	    arena_printf(j->arena, TIMES "%.0f", count.value);
}

/* POWER is that of one device. */
static size_t
by_device(const struct judging *j, const struct claim *power,
    struct energy_reading *out)
{
	const struct claim *time = device_hours(j);
	const struct claim *wall = judged(j, CLAIM_HOURS);
	bool stated, fits = fits_device(j, power->band, 1, false);
	struct band count = device_count(j, &stated);
	size_t n = 0;

	if (time != NULL)
		out[n++] = reading(j, power, time, band_of(1), "");
	else if (wall != NULL)
		out[n++] = reading(j, power, wall, count,
		    times_count(j, count));
	if (time == NULL && wall != NULL && wall->scope == OF_OPEN &&
	    count.value > 1)
		out[n++] = reading(j, power, wall, band_of(1), "");
	if (n > 0)
		out[0].plausible = fits;
	if (n > 1)
		out[1].plausible = fits;
	return n;
}

/* POWER is that of all devices. */
static size_t
by_machine(const struct judging *j, const struct claim *power,
    struct energy_reading *out)
{
	const struct claim *time = device_hours(j);
	const struct claim *wall = judged(j, CLAIM_HOURS);
	bool stated;
	struct band count = device_count(j, &stated);
	struct band each = band_over(power->band, count);

	if (wall != NULL)
		*out = reading(j, power, wall, band_of(1), "");
	else if (time != NULL && stated)
		*out = reading(j, power, time, band_over(band_of(1), count),
		    arena_printf(j->arena, " / %.0f", count.value));
	else
		return 0;
	out->plausible = !stated || fits_device(j, each, count.value, true);
	return 1;
}

size_t
energy_readings(const struct judging *j,
    struct energy_reading out[READINGS_MAX])
{
	const struct claim *power = judged(j, CLAIM_POWER);
	const struct claim *count = judged(j, CLAIM_COUNT);
	size_t i, n = 0;

	if (power == NULL || j->relations[CLAIM_POWER].off)
		return 0;
	if (power->scope != OF_ALL)
		n = by_device(j, power, out);
	if (power->scope == OF_ALL || (power->scope == OF_OPEN &&
	    count != NULL && count->band.value > 1))
		n += by_machine(j, power, out + n);
	for (i = 0; i < n; i++)
		out[i].open = n > 1;
	return n;
}

/* Hours of all devices together: the least and the most that the row can mean. */
static bool
total_hours(const struct judging *j, struct band *hours, const char **text)
{
	const struct claim *time = device_hours(j);
	const struct claim *wall = judged(j, CLAIM_HOURS);
	bool stated;
	struct band count = device_count(j, &stated);

	if (time != NULL) {
		*hours = judged_band(j, time);
		*text = time->written;
		return true;
	}
	if (wall == NULL)
		return false;
	*hours = band_times(judged_band(j, wall), count);
	if (!stated)
		hours->high = (double)INFINITY;
	if (wall->scope == OF_OPEN)
		hours->low = wall->band.low;
	*text = arena_printf(j->arena, "%.0f" TIMES "%s", count.value,
	    wall->written);
	return true;
}

bool
plausible_energy(const struct judging *j, struct band *it,
    const char **formula)
{
	const struct bounds *b = &j->bounds;
	const struct device *device = j->device;
	double kwh = unit_to_base(UNIT_WH, 1), host, count;
	struct band hours;
	const char *text;
	bool stated;

	if (device == NULL || isnan(device->tdp.value) ||
	    !total_hours(j, &hours, &text))
		return false;
	count = device_count(j, &stated).value;
	host = b->host_power * ceil(count / b->host_devices) / count;
	*it = (struct band){
		.value = device->tdp.value * hours.value * kwh,
		.low = b->device_power_least * device->tdp.low * hours.low *
		    kwh,
		.high = (b->device_power_most * device->tdp.high + host) *
		    hours.high * kwh,
	};
	*formula = arena_printf(j->arena, "%s" TIMES "%s (%s)", text,
	    shown(j, device->tdp.value, UNIT_W), device->label);
	return true;
}
