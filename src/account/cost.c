/*
 * Money: what the devices' hours cost to rent, what the electricity costs.
 * Rent: K = g t c (Strubell et al. 2019, Table 3); electricity: K_e = E c_e.
 */
#include <math.h>
#include <string.h>

#include "account/context.h"
#include "account/rule.h"
#include "base/arena.h"
#include "base/word.h"
#include "catalog/catalog.h"
#include "study/record.h"
#include "study/study.h"

static const struct label COST = { "K", WORD("rental cost") };
static const struct label RATE = { "c", WORD("price of a device-hour") };
static const struct label ELECTRICITY = { "K_{e}", WORD("electricity cost") };
static const struct label TARIFF = { "c_{e}", WORD("price of electricity") };

/* Low and high stated apart are the two ends of one range. */
static const struct figure *
stated_ends(struct accounting *a, const struct price *price)
{
	struct fact range = price->low;

	range.q.low = price->low.q.value;
	range.q.high = price->high.q.value;
	range.q.value = (range.q.low + range.q.high) / 2;
	range.q.interval = true;
	return figure_from_fact(a->arena, RATE, &range, QUALITY_MEASURED);
}

static const struct figure *
stated_rate(struct accounting *a, const struct price *price)
{
	if (price->device_hour.known)
		return figure_from_fact(a->arena, RATE, &price->device_hour,
		    QUALITY_MEASURED);
	if (price->low.known && price->high.known)
		return stated_ends(a, price);
	return NULL;
}

/* Both ends come from one list: it is named once, the device apart. */
static const struct origin *
list_origin(struct arena *arena, const struct origin *row, const char *device,
    int year)
{
	struct origin *origin = arena_alloc(arena, sizeof *origin);

	*origin = *row;
	origin->written = device;
	origin->note = arena_printf(arena,
	    "list prices of %d, preemptible to on-demand", year);
	return origin;
}

/*
 * The method's list prices: preemptible and on demand are the two ends. *PER
 * is set to what they are for, unless the method takes them as they stand.
 */
static const struct figure *
listed_rate(struct accounting *a, const char **per)
{
	const char *dataset =
	    catalog_method_text(a->catalog, a->method, "price_dataset");
	const struct factor *low, *high;
	const struct device *device;
	struct figure *rate;

	if (dataset == NULL || a->run->hardware_count != 1 ||
	    a->run->hardware[0].device.text == NULL)
		return NULL;
	device = catalog_device(a->catalog, a->run->hardware[0].device.text);
	if (device == NULL)
		return NULL;
	low = catalog_price(a->catalog, dataset, device->id, "preemptible");
	high = catalog_price(a->catalog, dataset, device->id, "on-demand");
	if (low == NULL || high == NULL)
		return NULL;
	if (!rule_says(a, "price_units", "as-listed") && low->per[0] != '\0')
		*per = low->per;
	rate = figure_from_factor(a->arena, RATE, low, ORIGIN_CATALOG,
	    QUALITY_ASSUMED);
	rate->high = high->value;
	rate->value = (rate->low + rate->high) / 2;
	rate->interval = true;
	rate->origin = list_origin(a->arena, rate->origin, device->label,
	    low->year);
	return rate;
}

static bool
same_currency(const struct record *a, const struct record *b)
{
	return a->currency != NULL && b->currency != NULL &&
	    strcmp(a->currency, b->currency) == 0;
}

static const struct figure *
cost_of_bill(struct accounting *a, const struct record *bill)
{
	struct figure *cost;

	if (bill->currency == NULL ||
	    strlen(bill->currency) != CURRENCY_TEXT - 1)
		return figure_unknown(a->arena, COST, UNIT_CURRENCY,
		    WORD("the bill names no currency"));
	cost = figure_from_value(a->arena, COST, bill->cost, UNIT_CURRENCY,
	    origin_of_log(a->arena, &bill->energy_pos, bill->format),
	    QUALITY_MEASURED);
	memcpy(cost->currency, bill->currency, CURRENCY_TEXT);
	return cost;
}

/* The bills among the logs, added when they are in one currency; NULL for none. */
static const struct figure *
billed_cost(struct accounting *a)
{
	const struct run *run = a->run;
	const struct figure **parts =
	    arena_alloc(a->arena, run->log_count * sizeof *parts + 1);
	const struct record *first = NULL;
	size_t i, n = 0;

	for (i = 0; i < run->log_count; i++) {
		const struct record *record = run->logs[i].record;

		if (record == NULL || isnan(record->cost))
			continue;
		if (first == NULL)
			first = record;
		else if (!same_currency(first, record))
			return figure_unknown(a->arena, COST, UNIT_CURRENCY,
			    WORD("the bills are in different currencies"));
		parts[n++] = cost_of_bill(a, record);
	}
	if (n == 0)
		return NULL;
	return n == 1 ? parts[0] : figure_sum(a->arena, COST, parts, n);
}

static const struct figure *
rental_cost(struct accounting *a, const struct account_line *line)
{
	const struct price *price = &a->run->price;
	const struct figure *billed, *rate;
	const char *per = price->unit.text;

	if (price->billed.known)
		return figure_from_fact(a->arena, COST, &price->billed,
		    QUALITY_MEASURED);
	billed = billed_cost(a);
	if (billed != NULL)
		return billed;
	rate = stated_rate(a, price);
	if (rate == NULL)
		rate = listed_rate(a, &per);
	if (rate == NULL)
		return figure_unknown(a->arena, COST, UNIT_CURRENCY,
		    WORD("a price was not reported"));
	rate = rate_per_counted(a, line, rate, per);
	return rate == NULL ?
	    figure_unknown(a->arena, COST, UNIT_CURRENCY,
		WORD("the price is per another unit than the hours")) :
	    figure_product(a->arena, COST, line->device_hours, rate);
}

static const struct figure *
tariff_stated(struct accounting *a)
{
	return !a->run->price.electricity.known ?
	    NULL :
	    figure_from_fact(a->arena, TARIFF, &a->run->price.electricity,
		QUALITY_MEASURED);
}

/* What large customers pay at the place. */
static const struct figure *
tariff_of_place(struct accounting *a)
{
	const struct catalog_place *place = account_where(a);
	const struct whole *year = place_year(a->study, a->model, a->run);
	const struct factor *factor = place == NULL ?
	    NULL :
	    catalog_electricity(a->catalog, place->id,
		year->known ? (int)year->value : 0);

	return factor == NULL ?
	    NULL :
	    figure_from_factor(a->arena, TARIFF, factor, ORIGIN_CATALOG,
		QUALITY_ASSUMED);
}

static const struct figure *
tariff_default(struct accounting *a)
{
	const struct factor *factor = rule_number(a, "electricity");

	return factor == NULL ?
	    NULL :
	    figure_from_factor(a->arena, TARIFF, factor, ORIGIN_METHOD,
		QUALITY_ASSUMED);
}

static const struct way tariff_ways[] = {
	{ "stated", tariff_stated },
	{ "place", tariff_of_place },
	{ "default", tariff_default },
};

static const struct figure *
electricity_cost(struct accounting *a, const struct account_line *line)
{
	const struct figure *tariff = rule_find(a, "electricity_from",
	    tariff_ways, sizeof tariff_ways / sizeof tariff_ways[0]);

	return tariff == NULL ?
	    NULL :
	    figure_product(a->arena, ELECTRICITY, line->energy, tariff);
}

void
account_cost(struct accounting *a, struct account_line *line)
{
	line->cost = rental_cost(a, line);
	line->electricity = electricity_cost(a, line);
}
