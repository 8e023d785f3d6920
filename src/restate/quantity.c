/*
 * Figures as a disclosure states them: inputs, with the range and the
 * evidence that stand beside them.
 */
#include "restate/quantity.h"

#include <math.h>
#include <string.h>

#include "account/beside.h"
#include "base/arena.h"
#include "base/json.h"
#include "document/data.h"
#include "restate/shape.h"
#include "restate/tree.h"

enum { SOURCES_MAX = 50 };

static const struct label label_other = { "x", "stated" };

static const struct {
	const char *key;
	const struct label *label;
} labels[] = {
	{ "wall_hours", &label_time },
	{ "device_hours", &label_device_hours },
	{ "power_w", &label_power },
	{ "pue", &label_pue },
	{ "intensity_g_per_kwh", &label_intensity },
	{ "it_energy_kwh", &label_it_energy },
	{ "energy_kwh", &label_energy },
	{ "co2e_kg", &label_co2e },
	{ "cost", &label_cost },
};

/* A quantity while it is read; numbers in the unit of its key. */
struct stated {
	double value, low, high;
	const char *unit, *quality;
};

static struct label
label_of(const char *key)
{
	size_t i;

	for (i = 0; i < sizeof labels / sizeof labels[0]; i++)
		if (strcmp(labels[i].key, key) == 0)
			return *labels[i].label;
	return label_other;
}

const char *
quality_stated(const char *text)
{
	enum quality quality;

	for (quality = 0; quality <= QUALITY_MEASURED; quality++)
		if (text != NULL && strcmp(text, quality_name(quality)) == 0)
			return quality_name(quality);
	return NULL;
}

/* Evidence that is not stated is taken as neither the best nor the worst. */
static enum quality
quality_of(const char *text)
{
	enum quality quality;

	for (quality = 0; quality <= QUALITY_MEASURED; quality++)
		if (text != NULL && strcmp(text, quality_name(quality)) == 0)
			return quality;
	return QUALITY_MODELLED;
}

static const char *
unit_wanted(const struct shape *shape)
{
	return shape->unit == UNIT_ONE ? "1" : unit_text(shape->unit);
}

static bool
is_number(const struct shape *shape, double number)
{
	return isfinite(number) &&
	    unit_plausible(unit_to_base(shape->unit, number)) &&
	    (number >= 0 || shape->kind == SHAPE_DIFFERENCE);
}

/* What is wrong with it, or NULL. */
static const char *
fault_of(struct reading *r, const struct shape *shape,
    const struct stated *stated)
{
	bool money = shape->unit == UNIT_CURRENCY;

	if (stated->unit == NULL ||
	    (money ? !unit_is_currency(stated->unit) :
		     strcmp(stated->unit, unit_wanted(shape)) != 0))
		return arena_printf(r->arena, "must be in %s",
		    money ? "a currency, such as USD" : unit_wanted(shape));
	if (!is_number(shape, stated->low) || !is_number(shape, stated->high) ||
	    stated->low > stated->high ||
	    (!isnan(stated->value) && (!is_number(shape, stated->value) ||
		stated->value < stated->low || stated->value > stated->high)))
		return "must have low, value and high in this order, or be null";
	return NULL;
}

/* The base number that gives NUMBER back: a disclosure is printed to the digit that it states. */
static double
base_of(enum unit unit, double number)
{
	double base = unit_to_base(unit, number);
	double near[] = { base, nextafter(base, (double)INFINITY),
		nextafter(base, -(double)INFINITY) };
	size_t i;

	for (i = 0; i < sizeof near / sizeof near[0]; i++)
		if (unit_from_base(unit, near[i]) == number)
			return near[i];
	return base;
}

/* At-least and partial are told by the members of OBJECT. */
static const struct figure *
figure_of(struct reading *r, const struct shape *shape,
    const struct stated *stated, const struct json *object)
{
	bool interval = isnan(stated->value);
	struct fact fact = { .known = true, .origin = &r->origin,
		.q = { .unit = shape->unit,
		    .low = base_of(shape->unit, stated->low),
		    .high = base_of(shape->unit, stated->high),
		    .interval = interval } };
	struct figure *figure;

	fact.q.value = interval ? (fact.q.low + fact.q.high) / 2 :
				  base_of(shape->unit, stated->value);
	if (shape->unit == UNIT_CURRENCY)
		memcpy(fact.q.currency, stated->unit, CURRENCY_TEXT);
	figure = figure_from_fact(r->arena, label_of(shape->key), &fact,
	    quality_of(stated->quality));
	figure->at_least = json_is_true(json_member(object, "at_least"));
	figure->partial = json_is_true(json_member(object, "range_partial"));
	figure->uncertain = !interval && figure->low < figure->high;
	return figure;
}

static void
add_sources(struct reading *r, struct data *parent, const struct json *list)
{
	struct data *sources =
	    data_add(parent, "sources", data_list(r->arena));
	size_t i, count = json_count(list);

	for (i = 0; i < count && i < SOURCES_MAX; i++)
		if (json_text(json_item(list, i)) != NULL)
			data_add_text(r->arena, sources, NULL,
			    tree_text(r, json_item(list, i)));
}

static void
add_object(struct reading *r, struct data *parent, const struct shape *shape,
    const struct stated *stated, const struct json *value)
{
	struct data *object =
	    data_add(parent, shape->key, data_object(r->arena));
	const struct figure *figure = figure_of(r, shape, stated, value);

	object->figure = figure;
	data_add_number(r->arena, object, "value", stated->value);
	data_add_number(r->arena, object, "low", stated->low);
	data_add_number(r->arena, object, "high", stated->high);
	data_add_text(r->arena, object, "unit", stated->unit);
	data_add_text(r->arena, object, "quality",
	    quality_stated(stated->quality));
	if (figure->at_least)
		data_add_bool(r->arena, object, "at_least", true);
	if (figure->partial)
		data_add_bool(r->arena, object, "range_partial", true);
	add_sources(r, object, json_member(value, "sources"));
}

const char *
quantity_add(struct reading *r, struct data *parent,
    const struct shape *shape, const struct json *value)
{
	const struct stated stated = {
		.value = json_member_number(value, "value"),
		.low = json_member_number(value, "low"),
		.high = json_member_number(value, "high"),
		.unit = tree_text(r, json_member(value, "unit")),
		.quality = json_text(json_member(value, "quality")),
	};
	const char *fault = json_is_null(value) ? NULL :
	    !json_is_object(value)        ? "must be a quantity or null" :
					    fault_of(r, shape, &stated);

	if (json_is_null(value) || fault != NULL)
		data_add_null(r->arena, parent, shape->key);
	else
		add_object(r, parent, shape, &stated, value);
	return fault;
}
