/*
 * Hardware beside accelerators' ratings: virtual processors, memory,
 * measured power, embodied emissions; prices by their date; sets of GWP and
 * of fuels; equivalents.
 */
#include "catalog/machine.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "catalog/name.h"
#include "catalog/table.h"

static const struct factor *
factor_of(const struct catalog *catalog, enum table_id table, const char *id)
{
	const struct row *row = table_row(catalog, table, id);

	return row == NULL ? NULL : &row->factor;
}

/* Letters in lower case and a '-' for whatever parts words: the form of ids. */
static const char *
slug(struct arena *arena, const char *text)
{
	char *id = arena_strdup(arena, text);
	size_t i, n = 0;

	for (i = 0; id[i] != '\0'; i++) {
		char c = id[i];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			id[n++] = c;
		else if (n > 0 && id[n - 1] != '-')
			id[n++] = '-';
	}
	while (n > 0 && id[n - 1] == '-')
		n--;
	id[n] = '\0';
	return id;
}

const struct factor *
catalog_vcpu(const struct catalog *catalog, const char *provider,
    const char *microarchitecture, const char *end)
{
	struct arena *arena = catalog->tables->arena;

	return factor_of(catalog, TABLE_VCPU,
	    arena_printf(arena, "%s/%s/%s", provider,
		slug(arena, microarchitecture), end));
}

const struct factor *
catalog_dram(const struct catalog *catalog, const char *id)
{
	return factor_of(catalog, TABLE_DRAM, id);
}

/* The row that is ranked first of the device, or of the form that it is one of. */
static const struct factor *
power_of(const struct table *table, const char *device)
{
	size_t i;

	for (i = 0; i < table->count; i++)
		if (table->rows[i].rank == 1 &&
		    strcmp(table->rows[i].of_device, device) == 0)
			return &table->rows[i].factor;
	return NULL;
}

const struct factor *
catalog_power(const struct catalog *catalog, const char *name)
{
	const struct table *table = table_of(catalog, TABLE_POWER);
	const struct device *device = catalog_device(catalog, name);
	const struct factor *power;

	if (device == NULL)
		return NULL;
	power = power_of(table, device->id);
	return power != NULL || device->family[0] == '\0' ?
	    power :
	    power_of(table, device->family);
}

/* A row "a100" is of the devices that its match names; "a100/falk2025" is what one source has. */
static const struct row *
embodied_row(const struct table *table, const char *id)
{
	size_t i;

	for (i = 0; i < table->count; i++)
		if (strcmp(table->rows[i].factor.id, id) == 0 ||
		    name_listed(table->rows[i].match, span_of(id)))
			return &table->rows[i];
	return NULL;
}

static const struct row *
embodied_of(const struct catalog *catalog, const char *name)
{
	const struct table *table = table_of(catalog, TABLE_EMBODIED);
	const struct device *device = catalog_device(catalog, name);
	const struct row *row =
	    embodied_row(table, device == NULL ? name : device->id);

	return row != NULL || device == NULL ?
	    row :
	    embodied_row(table, "accelerator");
}

const struct factor *
catalog_embodied(const struct catalog *catalog, const char *device)
{
	const struct row *row = embodied_of(catalog, device);

	return row == NULL ? NULL : &row->factor;
}

double
catalog_embodied_lifetime(const struct catalog *catalog, const char *device)
{
	const struct row *row = embodied_of(catalog, device);

	return row == NULL ? (double)NAN : row->lifetime_h;
}

/* The parts of "aws-2026-09/a10g/on-demand". */
struct list_price {
	struct span provider, date, device, kind;
};

static struct list_price
read_list_price(const char *id)
{
	struct list_price price;
	struct span rest = span_of(id);

	price.date = span_cut(&rest, '/');
	price.provider = span_cut(&price.date, '-');
	price.device = span_cut(&rest, '/');
	price.kind = rest;
	return price;
}

/* Spot and preemptible are one kind under two names. */
static bool
is_kind(struct span kind, const char *asked)
{
	return span_equal(kind, asked) ||
	    (strcmp(asked, "spot") == 0 && span_equal(kind, "preemptible"));
}

static bool
is_priced(const struct factor *factor, const char *provider,
    const char *device, const char *kind, int year)
{
	struct list_price price = read_list_price(factor->id);

	return span_equal(price.device, device) && is_kind(price.kind, kind) &&
	    (provider == NULL || span_equal(price.provider, provider)) &&
	    (year == 0 || factor->year <= year);
}

static const struct factor *
latest_price(const struct catalog *catalog, const char *provider,
    const char *device, const char *kind, int year)
{
	const struct table *table = table_of(catalog, TABLE_PRICE);
	const struct factor *latest = NULL;
	size_t i;

	for (i = 0; i < table->count; i++) {
		const struct factor *factor = &table->rows[i].factor;

		if (is_priced(factor, provider, device, kind, year) &&
		    (latest == NULL || factor->year > latest->year))
			latest = factor;
	}
	return latest;
}

const struct factor *
catalog_price_list(const struct catalog *catalog, const char *provider,
    const char *name, const char *kind, int year)
{
	const struct device *device = catalog_device(catalog, name);
	const struct factor *price;

	if (device == NULL)
		return NULL;
	price = latest_price(catalog, provider, device->id, kind, year);
	return price != NULL || device->family[0] == '\0' ?
	    price :
	    latest_price(catalog, provider, device->family, kind, year);
}

const struct factor *
catalog_gwp(const struct catalog *catalog, const char *set, const char *gas)
{
	struct arena *arena = catalog->tables->arena;

	return factor_of(catalog, TABLE_GWP,
	    arena_printf(arena, "%s/%s", slug(arena, set), slug(arena, gas)));
}

const struct factor *
catalog_fuel(const struct catalog *catalog, const char *set, const char *fuel)
{
	struct arena *arena = catalog->tables->arena;

	return factor_of(catalog, TABLE_FUEL,
	    arena_printf(arena, "%s/%s", set, slug(arena, fuel)));
}

const struct factor *
catalog_equivalent(const struct catalog *catalog, const char *name)
{
	const struct table *table = table_of(catalog, TABLE_EQUIVALENT);
	struct name asked;
	size_t i;

	name_read(&asked, span_of(name));
	for (i = 0; asked.n > 0 && i < table->count; i++) {
		const struct factor *factor = &table->rows[i].factor;
		struct name id;

		name_read(&id, span_of(factor->id));
		if (name_equal(&asked, &id) ||
		    name_in_list(&asked, factor->name) ||
		    name_in_list(&asked, table->rows[i].match))
			return factor;
	}
	return NULL;
}
