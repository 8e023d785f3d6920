/*
 * What device-hours count and what a price is for: chips, boards, nodes. A
 * price of a board is not that of a chip.
 */
#include <string.h>

#include "account/context.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/word.h"
#include "catalog/catalog.h"
#include "study/study.h"

static const struct label RATE = { "c", WORD("price of a device-hour") };

/* What one device-hour of the run is for, as the study or else the catalogue says; NULL when neither does. */
static const char *
counted_as(const struct hardware *hardware, const struct device *device)
{
	if (hardware->unit.text != NULL)
		return hardware->unit.text;
	return device == NULL || device->count_as[0] == '\0' ?
	    NULL :
	    device->count_as;
}

static const struct figure *
chips_of(struct accounting *a, const struct device *device)
{
	static const struct label chips = { "n_{chip}", WORD("chips of a board") };
	struct origin *origin = arena_alloc(a->arena, sizeof *origin);

	*origin = (struct origin){ .kind = ORIGIN_CATALOG,
		.row = arena_printf(a->arena, "device/%s", device->id),
		.source = device->source, .note = device->name };
	return figure_from_value(a->arena, chips, device->chips, UNIT_COUNT,
	    origin, QUALITY_MEASURED);
}

/* Devices of one node: the price of a node is parted among them. */
static const struct figure *
devices_of_node(struct accounting *a, const struct account_line *line)
{
	static const struct label each = { "g/n", WORD("devices of a node") };
	const struct figure *nodes = account_nodes(a);

	if (nodes == NULL || !figure_known(line->devices))
		return NULL;
	return figure_quotient(a->arena, each, line->devices, nodes);
}

static bool
is_pair(const char *a, const char *b, const char *first, const char *second)
{
	return strcmp(a, first) == 0 && strcmp(b, second) == 0;
}

/* NULL when PER can't be turned into UNIT. */
static const struct figure *
converted(struct accounting *a, const struct account_line *line,
    const struct figure *rate, const char *per, const char *unit)
{
	const struct hardware *hardware = a->run->hardware;
	const struct device *device =
	    catalog_device(a->catalog, hardware->device.text);
	bool has_chips = device != NULL && device->chips > 1 &&
	    hardware->unit.text != NULL;
	const struct figure *parts;

	if (has_chips && is_pair(per, unit, "board", "chip"))
		return figure_quotient(a->arena, RATE, rate,
		    chips_of(a, device));
	if (has_chips && is_pair(per, unit, "chip", "board"))
		return figure_product(a->arena, RATE, rate,
		    chips_of(a, device));
	if (strcmp(per, "node") != 0)
		return NULL;
	parts = devices_of_node(a, line);
	return parts == NULL ?
	    NULL :
	    figure_quotient(a->arena, RATE, rate, parts);
}

const struct figure *
rate_per_counted(struct accounting *a, const struct account_line *line,
    const struct figure *rate, const char *per)
{
	const struct hardware *hardware = a->run->hardware;
	const struct figure *result;
	const char *unit;

	if (per == NULL || a->run->hardware_count != 1 ||
	    hardware->device.text == NULL)
		return rate;
	unit = counted_as(hardware,
	    catalog_device(a->catalog, hardware->device.text));
	if (unit == NULL || strcmp(unit, per) == 0)
		return rate;
	result = converted(a, line, rate, per, unit);
	if (result == NULL)
		diag(a->diags, DIAG_PRICE_UNIT, a->run->pos,
		    "the price of \"%s\" is that of a %s, the device-hours are those of a %s%s; give both in one unit",
		    a->model->id.text, per, unit,
		    hardware->unit.text != NULL ?
			"" :
			" (as the catalogue counts it; <hardware unit=\"...\"> says otherwise)");
	return result;
}
