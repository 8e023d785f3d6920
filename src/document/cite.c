/*
 * Citations: numbering sources as they are first cited, and saying what an
 * input is and where it is from.
 */
#include <stdio.h>
#include <string.h>

#include "account/account.h"
#include "base/arena.h"
#include "base/num.h"
#include "catalog/catalog.h"
#include "document/build.h"
#include "document/restated.h"
#include "document/text.h"

size_t
cite(struct builder *b, const char *source)
{
	const struct citation *citation;
	size_t i;

	if (source == NULL || source[0] == '\0')
		return 0;
	for (i = 0; i < b->citation_count; i++)
		if (strcmp(b->citations[i]->id, source) == 0)
			return i + 1;
	citation = restated_source(b, source);
	if (citation == NULL)
		citation = catalog_citation(b->catalog, source);
	if (citation == NULL)
		return 0;
	b->citations = arena_grow(b->arena, b->citations, b->citation_count,
	    sizeof *b->citations);
	b->citations[b->citation_count++] = citation;
	return b->citation_count;
}

const char *
cite_text(struct builder *b, const char *source)
{
	size_t number = cite(b, source);

	return number == 0 ? "" : arena_printf(b->arena, "[%zu]", number);
}

struct gather {
	struct builder *builder;
	struct distinct *list;
	const char *symbol;
};

/* Two rows of the catalogue may give one number: both are named. */
static bool
same_row(const struct origin *a, const struct origin *b)
{
	return a->row == NULL || b->row == NULL || strcmp(a->row, b->row) == 0;
}

static void
gather_input(const struct figure *input, void *context)
{
	struct gather *gather = context;
	struct distinct *list = gather->list;
	size_t i;

	if (strcmp(input->symbol, gather->symbol) != 0)
		return;
	for (i = 0; i < list->count; i++)
		if (list->items[i]->value == input->value &&
		    list->items[i]->low == input->low &&
		    list->items[i]->high == input->high &&
		    same_row(list->items[i]->origin, input->origin))
			return;
	list->items = arena_grow(gather->builder->arena, list->items,
	    list->count, sizeof *list->items);
	list->items[list->count++] = input;
}

void
distinct_add(struct builder *b, struct distinct *list,
    const struct figure *figure, const char *symbol)
{
	struct gather gather = { b, list, symbol };

	if (figure != NULL)
		figure_inputs(figure, gather_input, &gather);
}

/* A number as it was written: shortest form, in the unit it was written in. */
static const char *
written_number(struct builder *b, double base, enum unit unit)
{
	char text[NUM_TEXT];
	double value = unit_from_base(unit, base);

	num_shortest(value, text);
	/* ten digits take away what the conversion there and back has added */
	if (strlen(text) > 12)
		snprintf(text, sizeof text, "%.10g", value);
	return text_written(arena_strdup(b->arena, text), b->doc->words,
	    b->arena);
}

/* NUMBER with the unit, or the currency, that the input was written in. */
static const char *
with_input_unit(struct builder *b, const char *number,
    const struct figure *input)
{
	const char *unit = unit_text(input->written);

	if (input->currency[0] != '\0') {
		unit = strchr(unit, '/');
		unit = arena_printf(b->arena, "%s%s", input->currency,
		    unit == NULL ? "" : unit);
	}
	return text_with_unit(number, word(b, unit), b->doc->words, b->arena);
}

const char *
input_text(struct builder *b, const struct figure *input)
{
	const char *value = written_number(b, input->value, input->written);
	const char *low = written_number(b, input->low, input->written);
	const char *high = written_number(b, input->high, input->written);
	const char *range = arena_printf(b->arena, "%s\xe2\x80\x93%s", low,
	    high);

	return with_input_unit(b, input->interval ? range :
		input->low < input->high ? phrase(b, "{number} ({range})",
		    "number", value, "range", range, NULL) :
					   value, input);
}

/* The data sets that the ends of a range come from are sources too. */
static const char *
range_sources(struct builder *b, const struct origin *origin)
{
	const char *low = cite_text(b, origin->low_source);
	const char *high = cite_text(b, origin->high_source);

	if (strcmp(low, high) == 0)
		high = "";
	if (low[0] == '\0' && high[0] == '\0')
		return "";
	return low[0] == '\0' || high[0] == '\0' ?
	    phrase(b, ", range from {source}", "source",
		low[0] == '\0' ? high : low, NULL) :
	    phrase(b, ", range from {low} and {high}", "low", low, "high",
		high, NULL);
}

/* "as stated by the authors", "Uptime Institute, world average, 2018 [2]" */
static const char *
source_phrase(struct builder *b, const struct origin *origin)
{
	const char *cited;

	switch (origin->kind) {
	case ORIGIN_STUDY:
		return word(b, "as stated by the authors");
	case ORIGIN_LOG:
		return word(b, "from the log");
	case ORIGIN_OPTION:
		return word(b, "as given on the command line");
	case ORIGIN_CATALOG:
	case ORIGIN_METHOD:
		break;
	}
	cited = cite_text(b, origin->source);
	return arena_printf(b->arena, "%s%s", origin->note == NULL ? cited :
		with_cites(b, word_parts(b, origin->note), cited),
	    range_sources(b, origin));
}

/* The numbers of sources, each once, rising. */
struct numbers {
	struct builder *b;
	size_t *items;
	size_t count;
};

static void
add_number(struct numbers *list, const char *source)
{
	size_t i, number = cite(list->b, source);

	for (i = 0; i < list->count; i++)
		if (list->items[i] == number)
			return;
	if (number == 0)
		return;
	list->items = arena_grow(list->b->arena, list->items, list->count,
	    sizeof *list->items);
	for (i = list->count++; i > 0 && list->items[i - 1] > number; i--)
		list->items[i] = list->items[i - 1];
	list->items[i] = number;
}

static void
add_sources(const struct figure *input, void *context)
{
	add_number(context, input->origin->source);
	add_number(context, input->origin->low_source);
	add_number(context, input->origin->high_source);
}

const char *
cite_figure(struct builder *b, const struct figure *figure)
{
	struct numbers list = { .b = b };
	const char *text = "";
	size_t i;

	figure_inputs(figure, add_sources, &list);
	for (i = 0; i < list.count; i++)
		text = arena_printf(b->arena, "%s%s%zu", text,
		    i == 0 ? "[" : ", ", list.items[i]);
	return i == 0 ? "" : arena_printf(b->arena, "%s]", text);
}

static bool
same_source(const struct origin *a, const struct origin *b)
{
	return a->kind == b->kind && a->note != NULL && b->note != NULL &&
	    a->source != NULL && b->source != NULL &&
	    strcmp(a->note, b->note) == 0 && strcmp(a->source, b->source) == 0;
}

const char *
inputs_phrase(struct builder *b, const struct distinct *list)
{
	const char *text = "";
	bool joined = false; /* what comes next shares its source */
	size_t i;

	for (i = 0; i < list->count; i++) {
		const struct origin *origin = list->items[i]->origin;
		bool of_device = origin->kind == ORIGIN_CATALOG &&
		    origin->written != NULL;
		bool more = i + 1 < list->count &&
		    same_source(origin, list->items[i + 1]->origin);

		const char *item = input_text(b, list->items[i]);

		if (of_device)
			item = phrase(b, "{value} for {device}", "value",
			    item, "device", origin->written, NULL);
		if (!more)
			item = with_detail(b, item,
			    source_phrase(b, origin));
		text = i == 0 ? item : phrase(b, joined ?
			"{list}, {item}" : "{list}; {item}", "list", text,
		    "item", item, NULL);
		joined = more;
	}
	return text;
}
