/*
 * Published results, found by their id, their model or their name.
 */
#include "catalog/published.h"

#include <strings.h>

#include "base/str.h"
#include "catalog/name.h"
#include "catalog/table.h"

static bool
begins(const char *text, struct span stem)
{
	return strncasecmp(text, stem.s, stem.n) == 0;
}

static bool
is_meant(const struct published *published, const char *name)
{
	struct span text = span_of(name == NULL ? "*" : name);
	struct name asked;

	if (span_ends(text, "*")) {
		text.n--;
		return begins(published->id, text) ||
		    begins(published->name, text);
	}
	name_read(&asked, text);
	return span_equal_nocase(text, published->id) ||
	    span_equal_nocase(text, published->model) ||
	    (asked.n > 0 && name_in_list(&asked, published->name));
}

const struct published *
catalog_published(const struct catalog *catalog, const char *name, size_t i)
{
	const struct table *table = table_of(catalog, TABLE_RESULT);
	size_t k;

	for (k = 0; k < table->count; k++) {
		const struct published *published = table->rows[k].published;

		if (is_meant(published, name) && i-- == 0)
			return published;
	}
	return NULL;
}

const struct published *
catalog_published_one(const struct catalog *catalog, const char *name)
{
	const struct published *published, *best = NULL;
	size_t i;

	for (i = 0; (published = catalog_published(catalog, name, i)) != NULL;
	     i++) {
		if (span_equal_nocase(span_of(name), published->id))
			return published;
		if (published->rank > 0 &&
		    (best == NULL || published->rank < best->rank))
			best = published;
	}
	return best;
}

const struct published *
catalog_published_correction(const struct catalog *catalog, const char *id)
{
	const struct published *published;
	size_t i;

	for (i = 0; (published = catalog_published(catalog, NULL, i)) != NULL;
	     i++)
		if (span_equal(span_of(published->corrects), id))
			return published;
	return NULL;
}
