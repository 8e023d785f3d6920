/*
 * What else a name could mean that a look-up finds by choice: "A100" without
 * its form, "Georgia" without its country.
 */
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "catalog/name.h"
#include "catalog/table.h"

enum { OTHERS_MAX = 5 };

struct others {
	const char *ids[OTHERS_MAX];
	size_t count, left; /* how many more there are */
};

static void
add_other(struct others *others, const char *id)
{
	if (others->count < OTHERS_MAX)
		others->ids[others->count++] = id;
	else
		others->left++;
}

/* Words that make another product of a name, unlike those of its form ("PCIe"). */
static bool
is_other_product(const struct name *whole, const struct name *part)
{
	static const char *const words[] = { "d", "laptop", "max", "mig",
		"mobile", "pro", "super", "ti", "ultra" };
	size_t i;

	for (i = 0; i < sizeof words / sizeof words[0]; i++)
		if (name_has_word(whole, words[i]) &&
		    !name_has_word(part, words[i]))
			return true;
	return false;
}

static bool
goes_on_from(const char *list, const struct name *part)
{
	struct span rest = span_of(list);
	struct name whole;

	while (rest.n > 0) {
		name_read(&whole, span_cut(&rest, '|'));
		if (whole.n > part->n && name_contains(&whole, part) &&
		    !is_other_product(&whole, part))
			return true;
	}
	return false;
}

/*
 * Devices that are called by NAME and more. A row for a form that is not
 * stated has the others in its range; an id says all.
 */
static void
other_devices(const struct catalog *catalog, const char *text,
    struct others *others)
{
	const struct table *table = table_of(catalog, TABLE_DEVICE);
	const struct device *device = catalog_device(catalog, text);
	struct name name;
	size_t i;

	if (device == NULL || span_equal_nocase(span_of(text), device->id))
		return;
	name_read(&name, device_without_count(span_of(text)));
	for (i = 0; i < table->count; i++) {
		const struct row *row = &table->rows[i];

		if (row->device != device &&
		    strcmp(row->device->family, device->id) != 0 &&
		    (goes_on_from(row->match, &name) ||
			goes_on_from(row->factor.name, &name)))
			add_other(others, row->factor.id);
	}
}

/* Parts of countries that have the name of the place that is taken. */
static void
other_places(const struct catalog *catalog, const char *text,
    struct others *others)
{
	const struct row *place = place_row(catalog, text);
	const struct table *parts = table_of(catalog, TABLE_SUBREGION);
	struct name name;
	size_t i;

	if (place == NULL)
		return;
	name_read(&name, span_of(text));
	for (i = 0; i < parts->count; i++) {
		const struct row *row = &parts->rows[i];

		if (row != place && name.n > 0 &&
		    (name_in_list(&name, row->factor.name) ||
			name_in_list(&name, row->match)))
			add_other(others, row->factor.id);
	}
}

const char *
catalog_others(const struct catalog *catalog, const char *table,
    const char *name, struct arena *arena)
{
	struct others others = { .count = 0 };
	const char *text = "";
	size_t i;

	if (strcmp(table, "device") == 0)
		other_devices(catalog, name, &others);
	else if (strcmp(table, "place") == 0)
		other_places(catalog, name, &others);
	for (i = 0; i < others.count; i++)
		text = arena_printf(arena, "%s%s%s", text,
		    i == 0 ? "" :
			i + 1 == others.count && others.left == 0 ? " or " :
								    ", ",
		    others.ids[i]);
	return others.left == 0 ?
	    text :
	    arena_printf(arena, "%s or %zu more", text, others.left);
}
