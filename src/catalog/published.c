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
