/*
 * The order of an explanation: every figure once, before what it is made
 * of, and a reference where it is used again.
 */
#include "account/account.h"
#include "account/range.h"
#include "base/arena.h"
#include "base/numbering.h"
#include "document/explain.h"

struct walking {
	struct arena *arena;
	size_t depth_max;
	struct numbering *figures; /* by address */
	struct numbering *inputs;  /* by origin */
	struct explain_entry *entries;
	size_t count;
	size_t *first;    /* entry + 1 of a figure by its number; 0: none yet */
	size_t first_count;
};

/* Inputs of one origin are the first of them. */
static const struct figure *
canonical(struct walking *w, const struct figure *figure)
{
	if (figure->argument_count != 0 || figure->origin == NULL)
		return figure;
	return numbering_item(w->inputs,
	    numbering_add(w->inputs, figure, NULL));
}

static size_t *
first_of(struct walking *w, const struct figure *figure)
{
	size_t number =
	    numbering_add(w->figures, canonical(w, figure), NULL);

	while (w->first_count <= number) {
		w->first = arena_grow(w->arena, w->first, w->first_count,
		    sizeof *w->first);
		w->first[w->first_count++] = 0;
	}
	return &w->first[number];
}

static void
walk(struct walking *w, const struct figure *figure, size_t depth)
{
	size_t *first = first_of(w, figure);
	struct explain_entry entry = { .figure = figure, .depth = depth,
		.again = *first != 0,
		.cut = figure->argument_count != 0 && depth >= w->depth_max };
	size_t i;

	if (entry.again) {
		/* for now that it has a number; which comes last */
		w->entries[*first - 1].number = 1;
		entry.number = *first;
		entry.cut = false;
	}
	w->entries = arena_grow(w->arena, w->entries, w->count,
	    sizeof *w->entries);
	w->entries[w->count++] = entry;
	if (entry.again || entry.cut)
		return;
	*first = w->count;
	for (i = 0; i < figure->argument_count; i++)
		walk(w, figure->arguments[i], depth + 1);
}

/* Numbers rise as they are read. */
static void
number_entries(struct walking *w)
{
	size_t i, n = 0;

	for (i = 0; i < w->count; i++) {
		struct explain_entry *entry = &w->entries[i];

		if (entry->again)
			entry->number = w->entries[entry->number - 1].number;
		else if (entry->number != 0)
			entry->number = ++n;
	}
}

const struct explain_entry *
explain_entries(const struct figure *figure, size_t depth,
    struct arena *arena, size_t *count)
{
	struct walking w = { .arena = arena, .depth_max = depth,
		.figures =
		    numbering_new(arena, (struct sameness){ NULL, NULL }),
		.inputs = numbering_new(arena, input_sameness()) };

	walk(&w, figure, 0);
	number_entries(&w);
	*count = w.count;
	return w.entries;
}
