/*
 * Templates: CommonMark with {{path}} for values and fenced directives for
 * what is not prose. Values go in after parsing, so that no value is ever
 * read as Markdown.
 */
#include <cmark.h>
#include <string.h>

#include "account/account.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/num.h"
#include "base/source.h"
#include "document/build.h"
#include "document/charts.h"
#include "document/data.h"
#include "document/markup.h"
#include "document/methods.h"
#include "document/stages.h"
#include "document/text.h"
#include "study/study.h"

enum { KEYS_MAX = 64 };

cmark_node *
block_after(struct builder *b, cmark_node *sibling,
    const struct doc_table *table, const struct doc_chart *chart)
{
	cmark_node *node = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK);
	struct doc_block *block = arena_alloc(b->arena, sizeof *block);

	*block = (struct doc_block){ table, chart };
	cmark_node_set_user_data(node, block);
	cmark_node_insert_after(sibling, node);
	return node;
}

static cmark_node *
insert_table(struct builder *b, cmark_node *sibling)
{
	return block_after(b, sibling, table_of_models(b), NULL);
}

/* Table and chart when several methods were asked for; else nothing. */
static cmark_node *
insert_comparison(struct builder *b, cmark_node *sibling)
{
	const struct chart_request request = { .model = NULL };
	const struct doc_chart *chart;

	if (b->account->methods == NULL)
		return sibling;
	sibling = block_after(b, sibling, table_of_methods(b), NULL);
	chart = chart_build(b, &chart_kind_methods, &request, true);
	return chart == NULL ? sibling :
			       block_after(b, sibling, NULL, chart);
}

static cmark_node *
insert_stages(struct builder *b, cmark_node *sibling)
{
	const struct doc_table *table = table_of_stages(b);

	return table == NULL ? sibling :
			       block_after(b, sibling, table, NULL);
}

/* What may stand in braces behind a fence. */
static const struct directive {
	const char *name;
	cmark_node *(*insert)(struct builder *, cmark_node *sibling);
} directives[] = {
	{ "table models", insert_table },
	{ "table stages", insert_stages },
	{ "comparison", insert_comparison },
	{ "methods", prose_methods },
	{ "equivalents", prose_equivalents },
	{ "sensitivity", prose_sensitivity },
	{ "notes", prose_notes },
	{ "references", prose_references },
};

enum { DIRECTIVE_COUNT = sizeof directives / sizeof directives[0] };

static struct pos
node_pos(struct builder *b, cmark_node *node)
{
	return (struct pos){
		.file = b->options->template_path,
		.line = (size_t)cmark_node_get_start_line(node),
		.column = (size_t)cmark_node_get_start_column(node),
	};
}

static void
say_directive(struct builder *b, cmark_node *node, struct span name)
{
	const char *names[DIRECTIVE_COUNT];
	const char *nearest;
	size_t i;

	for (i = 0; i < DIRECTIVE_COUNT; i++)
		names[i] = directives[i].name;
	nearest = str_nearest(span_dup(b->arena, name), names,
	    DIRECTIVE_COUNT);
	diag(b->diags, DIAG_TEMPLATE_DIRECTIVE, node_pos(b, node),
	    "there is no {%.*s}%s%s%s", (int)name.n, name.s,
	    nearest == NULL ? "" : "; did you mean {",
	    nearest == NULL ? "" : nearest, nearest == NULL ? "" : "}?");
}

static void
say_chart(struct builder *b, cmark_node *node, struct span word,
    const char *what, const char *nearest)
{
	diag(b->diags, DIAG_TEMPLATE_DIRECTIVE, node_pos(b, node),
	    "there is no %s \"%.*s\"%s%s%s", what, (int)word.n, word.s,
	    nearest == NULL ? "" : "; did you mean \"",
	    nearest == NULL ? "" : nearest, nearest == NULL ? "" : "\"?");
}

static bool
has_model(const struct builder *b, const char *id)
{
	size_t i;

	for (i = 0; i < b->account->model_count; i++)
		if (strcmp(b->account->models[i].model->id.text, id) == 0)
			return true;
	return false;
}

/* "model=bert-base": all that a chart can be told. */
static bool
read_chart_options(struct builder *b, cmark_node *node, struct span rest,
    struct chart_request *request)
{
	struct span word;

	while ((rest = span_trim(rest)).n > 0) {
		word = span_cut(&rest, ' ');
		if (!span_starts(word, "model=")) {
			say_chart(b, node, word, "option of a chart", "model=ID");
			return false;
		}
		request->model = span_dup(b->arena,
		    span_sub(word, strlen("model="), word.n));
		if (!has_model(b, request->model)) {
			say_chart(b, node, span_of(request->model), "model",
			    NULL);
			return false;
		}
	}
	return true;
}

/* "chart NAME" or "chart NAME model=ID"; a chart with nothing to show leaves no trace in the text. */
static void
fill_chart(struct builder *b, cmark_node *node, struct span rest)
{
	struct chart_request request = { .pos = node_pos(b, node) };
	struct span name = span_cut(&rest, ' ');
	const char *nearest = NULL;
	const struct chart_kind *kind = chart_kind_find(b, name, &nearest);
	const struct doc_chart *chart;

	if (kind == NULL) {
		say_chart(b, node, name, "chart", nearest);
		return;
	}
	if (!read_chart_options(b, node, rest, &request))
		return;
	chart = chart_build(b, kind, &request, true);
	if (chart != NULL)
		block_after(b, node, NULL, chart);
	cmark_node_unlink(node);
	cmark_node_free(node);
}

/* Puts what the directive names in the place of its code block. */
static void
fill_directive(struct builder *b, cmark_node *node)
{
	struct span name = span_of(cmark_node_get_fence_info(node));
	size_t i;

	if (!span_starts(name, "{") || !span_ends(name, "}"))
		return;
	name = span_trim(span_sub(name, 1, name.n - 2));
	if (span_starts(name, "chart ")) {
		fill_chart(b, node, span_trim(span_sub(name,
		    strlen("chart "), name.n)));
		return;
	}
	for (i = 0; i < DIRECTIVE_COUNT; i++)
		if (span_equal(name, directives[i].name))
			break;
	if (i == DIRECTIVE_COUNT) {
		say_directive(b, node, name);
		return;
	}
	directives[i].insert(b, node);
	cmark_node_unlink(node);
	cmark_node_free(node);
}

static const struct number_style *
style_of(struct builder *b, const struct figure *figure)
{
	switch (unit_dimension(figure->unit)) {
	case DIM_TIME:
		return &b->styles.time;
	case DIM_POWER:
		return &b->styles.power;
	case DIM_ENERGY:
		return &b->styles.energy;
	case DIM_MASS:
		return &b->styles.mass;
	case DIM_MONEY:
		return &b->styles.money;
	case DIM_COUNT:
		return &b->styles.params;
	case DIM_INTENSITY:
		return &b->styles.intensity;
	case DIM_RATIO:
	case DIM_RATE:
	case DIM_TARIFF:
	case DIM_MEMORY:
	case DIM_FLOP:
	case DIM_FLOP_RATE:
	case DIM_MEMORY_POWER:
	case DIM_WATER:
	case DIM_WATER_USE:
		break;
	}
	return &b->styles.ratio;
}

/* The text of a value; NULL for a list or an object, which have none. */
static const char *
value_text(struct builder *b, const struct data *data)
{
	char number[NUM_TEXT];

	if (data->figure != NULL)
		return text_quantity(data->figure, BOUND_BOTH,
		    style_of(b, data->figure), b->arena);
	switch (data->kind) {
	case DATA_NULL:
		return "not reported";
	case DATA_BOOL:
		return data->truth ? "yes" : "no";
	case DATA_NUMBER:
		num_shortest(data->number, number);
		return arena_strdup(b->arena, number);
	case DATA_TEXT:
		return data->text;
	case DATA_LIST:
	case DATA_OBJECT:
		break;
	}
	return NULL;
}

/* The keys beside the step of PATH that is not there. */
static const char *
nearest_key(struct builder *b, const char *path)
{
	const struct data *data = b->doc->disclosure;
	struct span rest = span_of(path);
	const char *keys[KEYS_MAX];
	size_t count = 0;

	for (;;) {
		struct span step = span_cut(&rest, '.');
		const char *word = span_dup(b->arena, step);
		const struct data *next = data_path(data, word);

		if (next != NULL && rest.n > 0) {
			data = next;
			continue;
		}
		for (data = data->first; data != NULL && count < KEYS_MAX;
		     data = data->next)
			if (data->key != NULL)
				keys[count++] = data->key;
		return str_nearest(word, keys, count);
	}
}

static const char *
path_text(struct builder *b, cmark_node *node, struct span name)
{
	const char *path = span_dup(b->arena, span_trim(name));
	const struct data *data = data_path(b->doc->disclosure, path);
	const char *text = data == NULL ? NULL : value_text(b, data);
	const char *nearest;

	if (text != NULL)
		return text;
	nearest = data == NULL ? nearest_key(b, path) : NULL;
	diag(b->diags, DIAG_TEMPLATE_PATH, node_pos(b, node),
	    "{{%s}} is no value of the disclosure%s%s%s", path,
	    nearest == NULL ? "" : "; did you mean \"",
	    nearest == NULL ? "" : nearest, nearest == NULL ? "" : "\"?");
	return "";
}

static void
fill_text(struct builder *b, cmark_node *node)
{
	struct span rest = span_of(cmark_node_get_literal(node));
	const char *text = "";

	for (;;) {
		size_t at = span_find(rest, "{{");
		struct span after;
		size_t end;

		if (at >= rest.n)
			break;
		after = span_sub(rest, at + 2, rest.n);
		end = span_find(after, "}}");
		if (end >= after.n)
			break;
		text = arena_printf(b->arena, "%s%.*s%s", text, (int)at,
		    rest.s, path_text(b, node, span_sub(after, 0, end)));
		rest = span_sub(after, end + 2, after.n);
	}
	markup_replace(b, node,
	    arena_printf(b->arena, "%s%.*s", text, (int)rest.n,
		rest.n == 0 ? "" : rest.s));
}

static void
fill_tree(struct builder *b)
{
	cmark_node **nodes;
	size_t i, count;

	cmark_consolidate_text_nodes(b->doc->root);
	count = nodes_collect(b, b->doc->root, &nodes);
	for (i = 0; i < count; i++) {
		cmark_node_type type = cmark_node_get_type(nodes[i]);

		if (type == CMARK_NODE_CODE_BLOCK)
			fill_directive(b, nodes[i]);
		else if (type == CMARK_NODE_TEXT)
			fill_text(b, nodes[i]);
	}
}

bool
template_fill(struct builder *b)
{
	size_t first = b->diags->count;
	struct source *source =
	    source_open(b->options->template_path, b->arena, b->diags);
	struct span text;

	if (source == NULL)
		return false;
	if (source_text(source, &text)) {
		b->doc->root =
		    cmark_parse_document(text.s, text.n, CMARK_OPT_DEFAULT);
		fill_tree(b);
	}
	source_close(source);
	return !diags_have_error(b->diags, first);
}
