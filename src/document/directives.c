/*
 * The directives of templates: a row each.
 */
#include <stddef.h>
#include <string.h>

#include "account/account.h"
#include "base/arena.h"
#include "document/build.h"
#include "document/charts.h"
#include "document/directive_options.h"
#include "document/methods.h"
#include "document/peers.h"
#include "document/stages.h"
#include "document/story.h"
#include "document/table_request.h"
#include "document/template.h"
#include "study/study.h"

cmark_node *
block_after(struct builder *b, cmark_node *sibling,
    const struct doc_table *table, const struct doc_chart *chart)
{
	cmark_node *node = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK);
	struct doc_block *block = arena_alloc(b->arena, sizeof *block);

	*block = (struct doc_block){ .table = table, .chart = chart };
	cmark_node_set_user_data(node, block);
	cmark_node_insert_after(sibling, node);
	return node;
}

/* The tables; build gives NULL where there is nothing to show. */
static const struct table_kind {
	const char *name;
	bool models; /* what the command line asks of a table is about this one */
	const struct doc_table *(*build)(struct builder *);
	/* in place of build: several tables behind SIBLING */
	cmark_node *(*insert)(struct builder *, cmark_node *sibling);
} tables[] = {
	{ .name = "models", .models = true, .build = table_of_models },
	{ .name = "stages", .build = table_of_stages },
	{ .name = "scores", .insert = insert_scores },
	{ .name = "regions", .build = table_of_regions },
	{ .name = "mix", .build = table_of_mix },
	{ .name = "peers", .build = table_of_peers },
};

enum { TABLE_COUNT = sizeof tables / sizeof tables[0] };

#define REQUEST(member) offsetof(struct table_request, member)

static const struct directive_option table_options[] = {
	{ "columns", "LIST", REQUEST(columns) },
	{ "sort", "KEY", REQUEST(sort) },
	{ "group", "BY", REQUEST(group) },
	{ "total", NULL, REQUEST(total) },
	{ "ranges", "FORM", REQUEST(ranges) },
	{ "layout", "FORM", REQUEST(layout) },
	{ "metric", "NAME", REQUEST(metric) },
	{ "caption", "TEXT", REQUEST(caption) },
};

enum { TABLE_OPTIONS = sizeof table_options / sizeof table_options[0] };

/* A name as the template has it, or as a value says. */
static struct span
plain_name(struct template *t, const struct directive_request *request,
    struct span word)
{
	return span_of(template_plain(t, request->scope,
	    span_dup(t->b->arena, word)));
}

static const struct table_kind *
find_table(struct template *t, const struct directive_request *request,
    struct span name)
{
	const char *names[TABLE_COUNT];
	size_t i;

	for (i = 0; i < TABLE_COUNT; i++) {
		if (span_equal(name, tables[i].name))
			return &tables[i];
		names[i] = tables[i].name;
	}
	directive_say(t, request, "table", name,
	    str_nearest(span_dup(t->b->arena, name), names, TABLE_COUNT));
	return NULL;
}

static void
build_table(struct builder *b, const struct table_kind *kind,
    cmark_node *sibling)
{
	const struct doc_table *table;

	if (kind->insert != NULL) {
		kind->insert(b, sibling);
		return;
	}
	table = kind->build(b);
	if (table != NULL)
		block_after(b, sibling, table, NULL);
}

/* "NAME", "NAME columns=energy,co2e total": options of the command line come first. */
static void
insert_table(struct template *t, cmark_node *sibling,
    const struct directive_request *directive, bool dry)
{
	const struct table_request *before = t->b->request;
	struct span rest = directive->words;
	struct span name = plain_name(t, directive, span_cut(&rest, ' '));
	const struct table_kind *kind = find_table(t, directive, name);
	struct table_request given = { .total = false }, request;

	if (kind == NULL || !directive_options(t, directive, rest, "table",
	    table_options, TABLE_OPTIONS, &given))
		return;
	request = table_request_of(t->b->options, kind->models);
	request = table_request_join(&request, &given);
	if (!table_request_check(t->b, &request) || dry)
		return;
	t->b->request = &request;
	build_table(t->b, kind, sibling);
	t->b->request = before;
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

/* What a chart can be told. */
struct chart_words {
	struct asked model, metric, caption;
};

static const struct directive_option chart_options[] = {
	{ "model", "ID", offsetof(struct chart_words, model) },
	{ "metric", "NAME", offsetof(struct chart_words, metric) },
	{ "caption", "TEXT", offsetof(struct chart_words, caption) },
};

static bool
read_chart_options(struct template *t,
    const struct directive_request *directive, struct span rest,
    struct chart_request *request, bool dry)
{
	struct chart_words words = { .model.text = NULL };

	if (!directive_options(t, directive, rest, "chart", chart_options,
	    sizeof chart_options / sizeof chart_options[0], &words))
		return false;
	request->model = words.model.text;
	request->caption = words.caption.text;
	if (words.metric.text != NULL)
		request->metric = words.metric;
	if (dry || request->model == NULL || has_model(t->b, request->model))
		return true;
	template_say(t, DIAG_TEMPLATE_DIRECTIVE, words.model.pos,
	    "there is no model \"%s\"", request->model);
	return false;
}

/* "NAME" or "NAME model=ID"; a chart with nothing to show leaves no trace in the text. */
static void
insert_chart(struct template *t, cmark_node *sibling,
    const struct directive_request *directive, bool dry)
{
	struct chart_request request = { .pos = directive->pos,
		.metric.text = t->b->options->metric };
	struct span rest = directive->words;
	struct span name = plain_name(t, directive, span_cut(&rest, ' '));
	const char *nearest = NULL;
	const struct chart_kind *kind =
	    chart_kind_find(t->b, name, &nearest);
	const struct doc_chart *chart;

	if (kind == NULL) {
		directive_say(t, directive, "chart", name, nearest);
		return;
	}
	if (!read_chart_options(t, directive, rest, &request, dry) || dry)
		return;
	chart = chart_build(t->b, kind, &request, true);
	if (chart != NULL)
		block_after(t->b, sibling, NULL, chart);
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

static const struct directive directives[] = {
	{ .name = "if", .arguments = "[not] PATH" },
	{ .name = "for", .arguments = "NAME in LIST" },
	{ .name = "table", .arguments = "NAME [OPTION=VALUE...]",
	    .insert = insert_table },
	{ .name = "chart", .arguments = "NAME [OPTION=VALUE...]",
	    .insert = insert_chart },
	{ .name = "comparison", .prose = insert_comparison },
	{ .name = "scores", .prose = prose_scores },
	{ .name = "regions", .prose = prose_regions },
	{ .name = "mix", .prose = prose_mix },
	{ .name = "peers", .prose = prose_peers },
	{ .name = "methods", .prose = prose_methods },
	{ .name = "equivalents", .prose = prose_equivalents },
	{ .name = "sensitivity", .prose = prose_sensitivity },
	{ .name = "notes", .prose = prose_notes },
	{ .name = "references", .prose = prose_references },
};

enum { DIRECTIVE_COUNT = sizeof directives / sizeof directives[0] };

const struct directive *
directive_find(struct template *t, struct span name, struct pos pos)
{
	const char *names[DIRECTIVE_COUNT];
	const char *nearest;
	size_t i;

	for (i = 0; i < DIRECTIVE_COUNT; i++) {
		if (span_equal(name, directives[i].name))
			return &directives[i];
		names[i] = directives[i].name;
	}
	if (pos.file == NULL)
		return NULL;
	nearest = str_nearest(span_dup(t->b->arena, name), names,
	    DIRECTIVE_COUNT);
	template_say(t, DIAG_TEMPLATE_DIRECTIVE, pos,
	    "there is no {%.*s}%s%s%s", (int)name.n, name.n == 0 ? "" : name.s,
	    nearest == NULL ? "" : "; did you mean {",
	    nearest == NULL ? "" : nearest, nearest == NULL ? "" : "}?");
	return NULL;
}
