/*
 * Finding a provider's region: "aws/us-east-1", "us-east-1", "East US",
 * "US East (N. Virginia)", "us-central1-a".
 */
#include <ctype.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "catalog/name.h"
#include "catalog/row.h"

/* What is asked for: a region, and its provider's id or NULL. */
struct wanted {
	const char *provider;
	struct span region;
};

/* How near a region's name comes to what is asked for. */
enum nearness { SAME_TEXT, SAME_TEXT_IN_ZONE, SAME_LETTERS, NEARNESS_TOTAL };

static const char *
provider_id(const struct catalog *catalog, struct span text)
{
	const struct table *table = table_of(catalog, TABLE_PROVIDER);
	struct name name;
	size_t i;

	name_read(&name, text);
	for (i = 0; name.n > 0 && i < table->count; i++) {
		const struct row *row = &table->rows[i];

		if (span_equal_nocase(text, row->factor.id) ||
		    name_in_list(&name, row->factor.name) ||
		    name_in_list(&name, row->match))
			return row->factor.id;
	}
	return NULL;
}

/* "aws/us-east-1", "AWS us-east-1", "google:us-central1": the provider is cut off when it is one. */
static struct wanted
read_wanted(const struct catalog *catalog, const char *name)
{
	static const char marks[] = "/: ";
	struct wanted wanted = { .region = span_trim(span_of(name)) };
	const char *mark;

	for (mark = marks; *mark != '\0'; mark++) {
		struct span rest = wanted.region;
		struct span first = span_cut(&rest, *mark);

		if (rest.n == 0)
			continue;
		wanted.provider = provider_id(catalog, first);
		if (wanted.provider != NULL) {
			wanted.region = span_trim(rest);
			return wanted;
		}
	}
	return wanted;
}

/* Without what stands in parentheses at its end: "East US (Public)". */
static struct span
without_remark(struct span text)
{
	size_t at = span_find(text, "(");

	return at < text.n && at > 0 ? span_trim(span_sub(text, 0, at)) : text;
}

/* A zone of a region: "us-central1-a", "us-east-1b". */
static struct span
without_zone(struct span text)
{
	struct span region = text;

	if (text.n < 3 || !isalpha((unsigned char)text.s[text.n - 1]))
		return text;
	region.n--;
	if (region.s[region.n - 1] == '-')
		region.n--;
	return isdigit((unsigned char)region.s[region.n - 1]) ? region : text;
}

static bool
same_text(const struct row *row, struct span own, struct span region)
{
	return span_equal_nocase(region, own.s) ||
	    name_listed(row->match, region);
}

static bool
fits(const struct row *row, const struct wanted *wanted,
    enum nearness nearness)
{
	struct span own = span_of(row->factor.id);
	struct span provider = span_cut(&own, '/');
	struct span region = without_remark(wanted->region);
	struct name asked, name;

	if (wanted->provider != NULL &&
	    !span_equal(provider, wanted->provider))
		return false;
	if (own.n == 0) /* a user's own, without a provider */
		own = provider;
	switch (nearness) {
	case SAME_TEXT:
		return same_text(row, own, wanted->region) ||
		    same_text(row, own, region);
	case SAME_TEXT_IN_ZONE:
		return same_text(row, own, without_zone(region));
	case SAME_LETTERS:
		name_read(&asked, region);
		name_read(&name, own);
		return asked.n > 0 &&
		    (name_equal(&asked, &name) ||
			name_in_list(&asked, row->match) ||
			name_in_list(&asked, row->factor.name));
	case NEARNESS_TOTAL:
		break;
	}
	return false;
}

const struct row *
region_row(const struct catalog *catalog, const char *name,
    struct table *several)
{
	const struct table *table = table_of(catalog, TABLE_REGION);
	struct wanted wanted = read_wanted(catalog, name);
	struct table found = { 0 };
	enum nearness nearness;
	size_t i;

	for (nearness = 0; nearness < NEARNESS_TOTAL && found.count == 0;
	     nearness++)
		for (i = 0; i < table->count; i++)
			if (fits(&table->rows[i], &wanted, nearness))
				row_add(catalog->tables->arena, &found,
				    &table->rows[i]);
	if (several != NULL)
		*several = found;
	if (found.count != 1)
		return NULL;
	return row_in(table, found.rows[0].factor.id);
}
