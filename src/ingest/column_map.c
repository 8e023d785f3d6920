/*
 * Column maps as text: "time=0,power=2,unit=W,device=1".
 */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/csv.h"
#include "base/diag.h"
#include "base/num.h"
#include "ingest/delimited.h"
#include "ingest/ingest.h"

/* Sets what KEY says; false with the reason when VALUE can't be used. */
struct key {
	const char *name;
	bool (*set)(struct column_map *, struct span value);
	const char *wants;
};

struct column_map
column_map_none(void)
{
	return (struct column_map){
		.time = COLUMN_NONE,
		.power = COLUMN_NONE,
		.device = COLUMN_NONE,
		.model = COLUMN_NONE,
		.energy = COLUMN_NONE,
		.aliases = { COLUMN_NONE, COLUMN_NONE },
		.power_unit = UNIT_TOTAL,
		.time_unit = UNIT_TOTAL,
		.header_rows = HEADER_UNKNOWN,
	};
}

static bool
set_count(int *count, struct span value)
{
	double number;

	if (!num_parse(value, &number) || !(number >= 0) ||
	    number >= CSV_FIELDS_MAX || number != floor(number))
		return false;
	*count = (int)number;
	return true;
}

static bool
set_time(struct column_map *map, struct span value)
{
	return set_count(&map->time, value);
}

static bool
set_power(struct column_map *map, struct span value)
{
	return set_count(&map->power, value);
}

static bool
set_energy(struct column_map *map, struct span value)
{
	return set_count(&map->energy, value);
}

static bool
set_device(struct column_map *map, struct span value)
{
	return set_count(&map->device, value);
}

static bool
set_model(struct column_map *map, struct span value)
{
	return set_count(&map->model, value);
}

static bool
set_header(struct column_map *map, struct span value)
{
	return set_count(&map->header_rows, value);
}

static bool
set_unit(struct column_map *map, struct span value)
{
	map->power_unit = unit_lookup(value);
	return map->power_unit != UNIT_TOTAL &&
	    (unit_dimension(map->power_unit) == DIM_POWER ||
	     unit_dimension(map->power_unit) == DIM_ENERGY);
}

static bool
set_time_unit(struct column_map *map, struct span value)
{
	map->time_unit = unit_lookup(value);
	return map->time_unit != UNIT_TOTAL &&
	    unit_dimension(map->time_unit) == DIM_TIME;
}

static bool
set_delimiter(struct column_map *map, struct span value)
{
	static const struct {
		const char *name;
		char mark;
	} names[] = {
		{ "comma", ',' }, { "semicolon", ';' }, { "tab", '\t' },
		{ "space", ' ' }, { "pipe", '|' },
	};
	size_t i;

	for (i = 0; i < sizeof names / sizeof names[0]; i++)
		if (span_equal(value, names[i].name)) {
			map->delimiter = names[i].mark;
			return true;
		}
	if (value.n != 1 || value.s[0] == '"' || value.s[0] == '\0')
		return false;
	map->delimiter = value.s[0];
	return true;
}

static const struct key keys[] = {
	{ "time", set_time, "a column's number, from 0" },
	{ "power", set_power, "a column's number, from 0" },
	{ "energy", set_energy, "a column's number, from 0" },
	{ "device", set_device, "a column's number, from 0" },
	{ "model", set_model, "a column's number, from 0" },
	{ "header", set_header, "how many rows to pass over" },
	{ "unit", set_unit, "a unit of power, or of energy for a counter" },
	{ "time-unit", set_time_unit, "a unit of time" },
	{ "delimiter", set_delimiter, "comma, semicolon, tab, space, pipe or "
	    "one character" },
};

enum { KEYS = sizeof keys / sizeof keys[0] };

static bool
refuse(const struct reading *reading, const char *why)
{
	diag(reading->diags, DIAG_STUDY_VALUE, reading->options->columns_pos,
	    "columns=\"%s\": %s", reading->options->columns, why);
	return false;
}

static bool
unknown_key(const struct reading *reading, const char *name)
{
	const char *names[KEYS];
	const char *nearest;
	size_t i;

	for (i = 0; i < KEYS; i++)
		names[i] = keys[i].name;
	nearest = str_nearest(name, names, KEYS);
	return refuse(reading, nearest == NULL ?
	    arena_printf(reading->arena, "\"%s\" is unknown; it is written "
		"as in \"time=0,power=2,unit=W\"", name) :
	    arena_printf(reading->arena, "\"%s\" is unknown; perhaps \"%s\"",
		name, nearest));
}

static bool
set_pair(const struct reading *reading, struct column_map *map,
    struct span pair)
{
	struct span name = span_trim(span_cut(&pair, '='));
	struct span value = span_trim(pair);
	size_t i;

	for (i = 0; i < KEYS; i++) {
		if (!span_equal(name, keys[i].name))
			continue;
		if (keys[i].set(map, value))
			return true;
		return refuse(reading, arena_printf(reading->arena,
		    "%s=\"%s\" is not %s", keys[i].name,
		    span_dup(reading->arena, value), keys[i].wants));
	}
	return unknown_key(reading, span_dup(reading->arena, name));
}

static bool
check(const struct reading *reading, const struct column_map *map)
{
	bool energy = map->energy != COLUMN_NONE;

	if (map->time == COLUMN_NONE)
		return refuse(reading, "time= is missing");
	if (energy == (map->power != COLUMN_NONE))
		return refuse(reading, energy ?
		    "power= and energy= exclude each other" :
		    "power= or energy= is missing");
	if (map->power_unit == UNIT_TOTAL)
		return true;
	if (energy != (unit_dimension(map->power_unit) == DIM_ENERGY))
		return refuse(reading, energy ?
		    "unit= is no unit of energy (J, kJ, MJ, Wh, kWh)" :
		    "unit= is no unit of power (W, mW, kW)");
	return true;
}

bool
column_map_parse(const struct reading *reading, struct column_map *map)
{
	struct span rest = span_of(reading->options->columns);

	*map = column_map_none();
	while (rest.n > 0) {
		struct span pair = span_trim(span_cut(&rest, ','));

		/* "delimiter=," ends in an empty value */
		if (span_equal(pair, "delimiter="))
			pair = span_of("delimiter=comma");
		if (pair.n > 0 && !set_pair(reading, map, pair))
			return false;
	}
	return check(reading, map);
}
