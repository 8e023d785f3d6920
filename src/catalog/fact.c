/*
 * Facts about published models, found by the patterns of their rows.
 */
#include <strings.h>

#include "base/arena.h"
#include "base/str.h"
#include "catalog/table.h"

/* A pattern is a name, or the beginning of one before a '*'. */
static bool
pattern_matches(struct span pattern, struct span model)
{
	if (pattern.n > 0 && pattern.s[pattern.n - 1] == '*') {
		pattern.n--;
		model = span_sub(model, 0, pattern.n);
	}
	return pattern.n == model.n &&
	    (pattern.n == 0 || strncasecmp(pattern.s, model.s, model.n) == 0);
}

static bool
list_matches(const char *list, const char *model)
{
	struct span rest = span_of(list);

	while (rest.n > 0)
		if (pattern_matches(span_cut(&rest, '|'), span_of(model)))
			return true;
	return false;
}

/* The row "nas/correction" is a fact "correction" of the model "nas". */
static struct catalog_fact
fact_of_row(const struct factor *factor, struct arena *arena)
{
	struct span key = span_of(factor->id);
	struct span model = span_cut(&key, '/');

	return (struct catalog_fact){
		.model = span_dup(arena, model),
		.key = span_dup(arena, key),
		.text = factor->text,
		.value = factor->value,
		.unit = factor->unit,
		.source = factor->source,
	};
}

const struct catalog_fact *
catalog_facts(const struct catalog *catalog, const char *model, size_t *count)
{
	const struct table *table = table_of(catalog, TABLE_MODEL);
	struct arena *arena = catalog->tables->arena;
	struct catalog_fact *facts = NULL;
	size_t i;

	*count = 0;
	for (i = 0; i < table->count; i++) {
		if (!list_matches(table->rows[i].match, model))
			continue;
		facts = arena_grow(arena, facts, *count, sizeof *facts);
		facts[(*count)++] = fact_of_row(&table->rows[i].factor, arena);
	}
	return facts;
}
