/*
 * Entries for programs: JSON and CSV.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/num.h"
#include "base/str.h"
#include "catalog/catalog.h"
#include "cli/cli.h"
#include "cli/listing.h"
#include "document/data.h"
#include "document/text.h"
#include "write/output.h"

enum { EXACT_DIGITS = 15 };

/* What the row writes, without the last bits of its way through the base unit. */
static double
written(const struct factor *factor, double value)
{
	char text[NUM_TEXT];
	double number = entry_number(factor, value);

	if (!isfinite(number))
		return (double)NAN;
	snprintf(text, sizeof text, "%.*g", (int)EXACT_DIGITS - 1, number);
	num_parse(span_of(text), &number);
	return number;
}

/* What is empty is not known. */
static void
add_words(struct arena *arena, struct data *object, const char *key,
    const char *text)
{
	data_add_text(arena, object, key,
	    text == NULL || text[0] == '\0' ? NULL : text);
}

static void
add_factor(struct job *job, struct data *object, const struct factor *factor)
{
	struct arena *arena = job->arena;
	bool number = factor->text == NULL;

	data_add_number(arena, object, "value",
	    number ? written(factor, factor->value) : (double)NAN);
	data_add_number(arena, object, "low",
	    number ? written(factor, factor->low) : (double)NAN);
	data_add_number(arena, object, "high",
	    number ? written(factor, factor->high) : (double)NAN);
	data_add_text(arena, object, "unit",
	    number ? entry_unit(job, factor) : NULL);
	data_add_number(arena, object, "year",
	    factor->year == 0 ? (double)NAN : factor->year);
	add_words(arena, object, "boundary", factor->boundary);
	add_words(arena, object, "source", factor->source);
	add_words(arena, object, "low_source", factor->low_source);
	add_words(arena, object, "high_source", factor->high_source);
	data_add_bool(arena, object, "unconfirmed", factor->unconfirmed);
	add_words(arena, object, "note",
	    factor->note == NULL ? NULL : text_plain(factor->note, arena));
}

static void
add_citation(struct job *job, struct data *object,
    const struct citation *citation)
{
	struct arena *arena = job->arena;

	data_add_text(arena, object, "author", citation->author);
	data_add_text(arena, object, "year", citation->year);
	add_words(arena, object, "venue", citation->venue);
	add_words(arena, object, "url", citation->url);
	data_add_text(arena, object, "licence", citation->licence);
	add_words(arena, object, "attribution", citation->attribution);
}

static void
add_more(struct data *object, const struct data *more)
{
	const struct data *item = more == NULL ? NULL : more->first;

	if (item != NULL) {
		object->last->next = more->first;
		object->last = more->last;
	}
}

static struct data *
data_of(struct job *job, const struct entry *entry)
{
	struct arena *arena = job->arena;
	struct data *object = data_object(arena);

	data_add_text(arena, object, "table", list_name(job, entry->list));
	data_add_text(arena, object, "id", entry->id);
	data_add_text(arena, object, "name", text_plain(entry->name, arena));
	add_words(arena, object, "text",
	    entry->text == NULL ? NULL : text_plain(entry->text, arena));
	if (entry->factor != NULL)
		add_factor(job, object, entry->factor);
	if (entry->citation != NULL)
		add_citation(job, object, entry->citation);
	add_more(object, entry->more);
	return object;
}

static bool
has_id(const struct data *list, const char *id)
{
	const struct data *item = list->first;

	for (; item != NULL; item = item->next)
		if (strcmp(item->first->text, id) == 0)
			return true;
	return false;
}

/* The sources of the rows, each once. */
static void
add_sources(struct job *job, struct data *list, const char *id)
{
	const struct citation *citation = id == NULL || id[0] == '\0' ?
	    NULL :
	    catalog_citation(job->catalog, id);
	struct data *object;

	if (citation == NULL || has_id(list, id))
		return;
	object = data_add(list, NULL, data_object(job->arena));
	data_add_text(job->arena, object, "id", citation->id);
	data_add_text(job->arena, object, "text", citation->text);
	add_citation(job, object, citation);
}

struct data *
entries_data(struct job *job, const struct entries *entries)
{
	struct data *root = data_object(job->arena);
	struct data *rows, *sources = data_list(job->arena);
	size_t i;

	data_add_text(job->arena, root, "catalog",
	    catalog_version(job->catalog));
	rows = data_add(root, "rows", data_list(job->arena));
	for (i = 0; i < entries->count; i++) {
		const struct factor *factor = entries->items[i].factor;

		data_add(rows, NULL, data_of(job, &entries->items[i]));
		if (factor == NULL)
			continue;
		add_sources(job, sources, factor->source);
		add_sources(job, sources, factor->low_source);
		add_sources(job, sources, factor->high_source);
	}
	data_add(root, "sources", sources);
	return root;
}

static void
add_csv_factor(struct job *job, struct buf *out, const struct entry *entry)
{
	static const struct factor none = { .value = (double)NAN,
		.low = (double)NAN, .high = (double)NAN };
	const struct factor *factor =
	    entry->factor == NULL ? &none : entry->factor;
	const struct citation *citation = entry->citation != NULL ?
	    entry->citation :
	    factor->source == NULL ?
	    NULL :
	    catalog_citation(job->catalog, factor->source);
	bool number = entry->factor != NULL && factor->text == NULL;

	csv_next_number(out,
	    number ? written(factor, factor->value) : (double)NAN);
	csv_next_number(out,
	    number ? written(factor, factor->low) : (double)NAN);
	csv_next_number(out,
	    number ? written(factor, factor->high) : (double)NAN);
	csv_next(out, number ? entry_unit(job, factor) : NULL, job->arena);
	csv_next(out, entry->text, job->arena);
	csv_next_number(out,
	    factor->year == 0 ? (double)NAN : factor->year);
	csv_next(out, factor->boundary, job->arena);
	csv_next(out, citation == NULL ? NULL : citation->id, job->arena);
	csv_next(out, factor->unconfirmed ? "unconfirmed" : NULL, job->arena);
	csv_next(out, factor->note, job->arena);
	csv_next(out, citation == NULL ? NULL : citation->url, job->arena);
	csv_next(out, citation == NULL ? NULL : citation->licence, job->arena);
	csv_next(out, citation == NULL ? NULL : citation->attribution, job->arena);
}

/* What only the rows of one list have: the keys of its first row's. */
static const struct data *
more_columns(const struct entries *entries)
{
	const struct list *list =
	    entries->count == 0 ? NULL : entries->items[0].list;
	size_t i;

	for (i = 0; i < entries->count; i++)
		if (entries->items[i].list != list ||
		    entries->items[i].more == NULL)
			return NULL;
	return list == NULL ? NULL : entries->items[0].more->first;
}

static void
add_csv_more(struct job *job, struct buf *out, const struct entry *entry,
    const struct data *columns)
{
	for (; columns != NULL; columns = columns->next) {
		const struct data *cell =
		    data_path(entry->more, columns->key);

		if (cell != NULL && cell->kind == DATA_NUMBER)
			csv_next_number(out, cell->number);
		else
			csv_next(out, cell == NULL ? NULL : cell->text, job->arena);
	}
}

void
entries_csv(struct job *job, const struct entries *entries, struct buf *out)
{
	const struct data *columns = more_columns(entries), *column;
	size_t i;

	buf_puts(out,
	    "table,id,name,value,low,high,unit,text,year,boundary,source,mark,note,url,licence,attribution");
	for (column = columns; column != NULL; column = column->next)
		buf_printf(out, ",%s", column->key);
	buf_puts(out, "\r\n");
	for (i = 0; i < entries->count; i++) {
		const struct entry *entry = &entries->items[i];

		buf_puts(out, list_name(job, entry->list));
		csv_next(out, entry->id, job->arena);
		csv_next(out, entry->name, job->arena);
		add_csv_factor(job, out, entry);
		add_csv_more(job, out, entry, columns);
		buf_puts(out, "\r\n");
	}
}
