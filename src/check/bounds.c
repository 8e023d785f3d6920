/*
 * The bounds of the check, from the catalogue.
 */
#include "base/diag.h"
#include "catalog/catalog.h"
#include "check/judge.h"

#define BOUND(id, member) { id, offsetof(struct bounds, member) }

static const struct {
	const char *id;
	size_t offset;
} bounds[] = {
	BOUND("about", about),
	BOUND("agree", agree),
	BOUND("mismatch", mismatch),
	BOUND("same-figure", same_figure),
	BOUND("zeros", zeros),
	BOUND("device-power-least", device_power_least),
	BOUND("device-power-most", device_power_most),
	BOUND("host-power", host_power),
	BOUND("host-devices", host_devices),
	BOUND("intensity-least", intensity_least),
	BOUND("intensity-most", intensity_most),
	BOUND("pue-most", pue_most),
};

bool
bounds_read(const struct catalog *catalog, struct bounds *out,
    struct diags *diags)
{
	bool good = true;
	size_t i;

	for (i = 0; i < sizeof bounds / sizeof bounds[0]; i++) {
		const struct factor *factor =
		    catalog_factor(catalog, "check", bounds[i].id);

		if (factor == NULL) {
			diag(diags, DIAG_CATALOG_UNKNOWN, (struct pos){ 0 },
			    "the bound check/%s is not in the catalogue",
			    bounds[i].id);
			good = false;
			continue;
		}
		*(double *)(void *)((char *)out + bounds[i].offset) =
		    factor->value;
	}
	return good;
}
