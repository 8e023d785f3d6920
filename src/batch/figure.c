/*
 * Whether a total that a disclosure states can be added to others.
 */
#include <math.h>
#include <string.h>

#include "base/unit.h"
#include "batch/record.h"

/* No study of this world comes near; sums of so large ones could not be printed. */
static const double VALUE_MOST = 1e18;

static bool
is_number(double number)
{
	return isnan(number) || (number >= 0 && number <= VALUE_MOST);
}

const char *
record_unit(enum record_key key)
{
	switch (key) {
	case RECORD_DEVICE_HOURS:
		return "h";
	case RECORD_IT_ENERGY:
	case RECORD_ENERGY:
		return "kWh";
	case RECORD_CO2E:
	case RECORD_CO2E_MARKET:
	case RECORD_EMBODIED:
		return "kg";
	case RECORD_COST:
	case RECORD_ELECTRICITY_COST:
	case RECORD_KEYS:
		break;
	}
	return NULL;
}

static bool
has_unit(enum record_key key, const char *unit)
{
	const char *wanted = record_unit(key);

	if (unit == NULL || wanted != NULL)
		return unit != NULL && strcmp(unit, wanted) == 0;
	return unit_is_currency(unit);
}

bool
record_can_be_added(const struct record *record, enum record_key key)
{
	const struct record_figure *f = &record->figures[key];

	return !record_is_known(f) ||
	    (is_number(f->value) && is_number(f->low) && is_number(f->high) &&
		isnan(f->low) == isnan(f->high) && !(f->low > f->high) &&
		!(f->value < f->low) && !(f->value > f->high) &&
		has_unit(key, f->unit));
}

void
record_drop_unfit(struct record *record)
{
	const struct record none = record_new(record->id);
	size_t i;

	for (i = 0; i < RECORD_KEYS; i++)
		if (!record_can_be_added(record, (enum record_key)i))
			record->figures[i] = none.figures[i];
}
