/*
 * Derivations as values, for machines: a list of figures, each once, that
 * name their arguments by id.
 */
#include <math.h>

#include "account/account.h"
#include "account/range.h"
#include "base/arena.h"
#include "base/numbering.h"
#include "catalog/catalog.h"
#include "document/data.h"
#include "document/explain.h"
#include "document/text.h"

static const char *
operation_name(enum figure_op op)
{
	switch (op) {
	case FIGURE_INPUT:
		return "input";
	case FIGURE_UNKNOWN:
		return "unknown";
	case FIGURE_SUM:
		return "sum";
	case FIGURE_DIFFERENCE:
		return "difference";
	case FIGURE_PRODUCT:
		return "product";
	case FIGURE_QUOTIENT:
		return "quotient";
	case FIGURE_SCALE:
		return "scale";
	case FIGURE_MAXIMUM:
		return "maximum";
	case FIGURE_INTEGRAL:
		return "integral";
	case FIGURE_ROUNDED:
		return "rounded";
	}
	return "unknown";
}

static const char *
kind_name(enum origin_kind kind)
{
	switch (kind) {
	case ORIGIN_STUDY:
		return "study";
	case ORIGIN_LOG:
		return "log";
	case ORIGIN_CATALOG:
		return "catalog";
	case ORIGIN_METHOD:
		return "method";
	case ORIGIN_OPTION:
		return "option";
	}
	return "study";
}

static void
add_origin(const struct explaining *e, struct data *node,
    const struct origin *origin)
{
	struct arena *arena = e->arena;
	struct data *object;
	const struct citation *citation;
	bool placed;

	if (origin == NULL) {
		data_add_null(arena, node, "origin");
		return;
	}
	object = data_add(node, "origin", data_object(arena));
	placed = origin->pos.file != NULL && origin->kind != ORIGIN_OPTION;
	citation = origin->source == NULL ?
	    NULL :
	    catalog_citation(e->catalog, origin->source);
	data_add_text(arena, object, "kind", kind_name(origin->kind));
	data_add_text(arena, object, "file",
	    placed ? origin->pos.file : NULL);
	data_add_number(arena, object, "line",
	    placed ? (double)origin->pos.line : (double)NAN);
	data_add_number(arena, object, "column",
	    placed ? (double)origin->pos.column : (double)NAN);
	data_add_text(arena, object, "row", origin->row);
	data_add_text(arena, object, "written", origin->written);
	data_add_text(arena, object, "note", origin->note);
	data_add_text(arena, object, "source",
	    citation == NULL ? NULL : citation->id);
	data_add_text(arena, object, "citation",
	    citation == NULL ? NULL : citation->text);
}

static double
shown(const struct figure *figure, double value)
{
	return figure->known ? unit_from_base(figure->written, value) :
			       (double)NAN;
}

static void
add_numbers(const struct explaining *e, struct data *node,
    const struct figure *figure)
{
	data_add_number(e->arena, node, "value",
	    figure->interval ? (double)NAN : shown(figure, figure->value));
	data_add_number(e->arena, node, "low", shown(figure, figure->low));
	data_add_number(e->arena, node, "high", shown(figure, figure->high));
	data_add_text(e->arena, node, "unit", explain_unit(figure, e->arena));
	data_add_text(e->arena, node, "quality",
	    figure->known ? quality_name(figure->quality) : NULL);
	data_add_bool(e->arena, node, "at_least", figure->at_least);
	data_add_bool(e->arena, node, "uncertain", figure->uncertain);
	data_add_bool(e->arena, node, "range_partial", figure->partial);
	data_add_text(e->arena, node, "reason", figure->reason);
}

/* Ids of figures, the same for inputs of one origin. */
struct ids {
	struct numbering *figures, *inputs;
};

static double
id_of(const struct ids *ids, const struct figure *figure)
{
	if (figure->argument_count == 0 && figure->origin != NULL)
		figure = numbering_item(ids->inputs,
		    numbering_add(ids->inputs, figure, NULL));
	return (double)(numbering_add(ids->figures, figure, NULL) + 1);
}

static void
add_node(const struct explaining *e, const struct ids *ids,
    struct data *list, const struct explain_entry *entry)
{
	const struct figure *figure = entry->figure;
	struct data *node, *arguments;
	size_t i;

	if (entry->again)
		return;
	node = data_add(list, NULL, data_object(e->arena));
	data_add_number(e->arena, node, "id", id_of(ids, figure));
	data_add_text(e->arena, node, "symbol",
	    text_plain(figure->symbol, e->arena));
	data_add_text(e->arena, node, "name",
	    text_plain(figure->name, e->arena));
	data_add_text(e->arena, node, "operation",
	    operation_name(figure->op));
	add_numbers(e, node, figure);
	data_add_bool(e->arena, node, "cut", entry->cut);
	arguments = data_add(node, "arguments", data_list(e->arena));
	for (i = 0; i < figure->argument_count && !entry->cut; i++)
		data_add_number(e->arena, arguments, NULL,
		    id_of(ids, figure->arguments[i]));
	add_origin(e, node, figure->origin);
}

static void
add_shares(const struct explaining *e, const struct ids *ids,
    struct data *root, const struct figure *figure)
{
	struct influences all = figure_influences(figure, e->arena);
	struct data *list =
	    data_add(root, "sensitivity", data_list(e->arena));
	size_t i;

	for (i = 0; i < all.count; i++) {
		struct data *item =
		    data_add(list, NULL, data_object(e->arena));

		data_add_number(e->arena, item, "id",
		    id_of(ids, all.items[i].input));
		data_add_text(e->arena, item, "name",
		    text_plain(all.items[i].input->name, e->arena));
		data_add_number(e->arena, item, "share", all.items[i].share);
		data_add_number(e->arena, item, "low",
		    shown(figure, all.items[i].low));
		data_add_number(e->arena, item, "high",
		    shown(figure, all.items[i].high));
	}
}

struct data *
explain_data(const struct explaining *e, const char *target,
    const struct figure *figure)
{
	struct data *root = data_object(e->arena);
	struct ids ids = {
		numbering_new(e->arena, (struct sameness){ NULL, NULL }),
		numbering_new(e->arena, input_sameness()) };
	const struct explain_entry *entries;
	struct data *list;
	size_t i, count;

	data_add_text(e->arena, root, "target", target);
	list = data_add(root, "figures", data_list(e->arena));
	if (figure == NULL)
		return root;
	entries = explain_entries(figure, e->depth, e->arena, &count);
	for (i = 0; i < count; i++)
		add_node(e, &ids, list, &entries[i]);
	if (e->sensitivity)
		add_shares(e, &ids, root, figure);
	return root;
}
