/*
 * Finding the accelerator that a name means.
 */
#include <string.h>

#include "base/str.h"
#include "catalog/name.h"
#include "catalog/table.h"

/*
 * Words that make another product of the one before: a row that does not
 * have the word itself is not meant ("RTX 3080 Laptop GPU", "H200 NVL").
 */
static const char *const variants[] = { "d", "laptop", "max", "mig", "mobile",
	"nvl", "pcie", "pro", "super", "ti", "ultra" };

static const struct device *
device_by_id(const struct table *table, struct span text)
{
	size_t i;

	for (i = 0; i < table->count; i++)
		if (span_equal_nocase(text, table->rows[i].factor.id))
			return table->rows[i].device;
	return NULL;
}

static bool
is_called(const struct row *row, const struct name *name)
{
	return name_in_list(name, row->match) ||
	    name_in_list(name, row->factor.name) ||
	    (row->device != NULL && name_in_list(name, row->device->label));
}

static const struct device *
device_by_name(const struct table *table, const struct name *name)
{
	size_t i;

	for (i = 0; i < table->count; i++)
		if (is_called(&table->rows[i], name))
			return table->rows[i].device;
	return NULL;
}

static bool
is_variant(const struct name *name, const struct name *part)
{
	size_t i;

	for (i = 0; i < sizeof variants / sizeof variants[0]; i++)
		if (name_has_word(name, variants[i]) &&
		    !name_has_word(part, variants[i]))
			return true;
	return false;
}

/* How many bytes of NAME the longest match string of the row takes; 0 when none stands in it. */
static size_t
match_length(const struct row *row, const struct name *name)
{
	struct span rest = span_of(row->match);
	struct name part;
	size_t longest = 0;

	while (rest.n > 0) {
		name_read(&part, span_cut(&rest, '|'));
		if (part.n > longest && name_contains(name, &part) &&
		    !is_variant(name, &part))
			longest = part.n;
	}
	return longest;
}

static const struct device *
device_inside(const struct table *table, const struct name *name)
{
	const struct device *device = NULL;
	size_t i, n, longest = 0;

	for (i = 0; i < table->count; i++) {
		n = match_length(&table->rows[i], name);
		if (n > longest) {
			longest = n;
			device = table->rows[i].device;
		}
	}
	return device;
}

static const struct device *
find(const struct table *table, struct span text)
{
	const struct device *device;
	struct name name;

	text = span_trim(text);
	device = device_by_id(table, text);
	if (device != NULL)
		return device;
	name_read(&name, text);
	device = device_by_name(table, &name);
	return device != NULL ? device : device_inside(table, &name);
}

static struct span
without_digits(struct span text)
{
	while (text.n > 0 && text.s[0] >= '0' && text.s[0] <= '9')
		text = span_sub(text, 1, text.n);
	return text;
}

/* "8xA100", "8 × A100", "A100×8": what is counted. The text as it is when nothing is. */
struct span
device_without_count(struct span text)
{
	static const char times[] = "\xc3\x97";
	struct span rest = span_trim(without_digits(text));
	size_t at = span_find(text, times);

	if (rest.n < text.n && span_starts(rest, times))
		return span_sub(rest, strlen(times), rest.n);
	if (rest.n < text.n && span_starts(rest, "x"))
		return span_sub(rest, 1, rest.n);
	return at < text.n ? span_sub(text, 0, at) : text;
}

const struct device *
catalog_device(const struct catalog *catalog, const char *name)
{
	const struct table *table = table_of(catalog, TABLE_DEVICE);
	struct span text = span_trim(span_of(name));
	const struct device *device = find(table, text);

	return device != NULL ? device : find(table, device_without_count(text));
}
