/*
 * The directives of templates: a row each.
 */
#include <string.h>

#include "account/account.h"
#include "base/arena.h"
#include "document/build.h"
#include "document/charts.h"
#include "document/methods.h"
#include "document/peers.h"
#include "document/stages.h"
#include "document/story.h"
#include "document/template.h"
#include "study/study.h"

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

static void
say(struct template *t, struct pos pos, const char *what, struct span word,
    const char *nearest)
{
	template_say(t, DIAG_TEMPLATE_DIRECTIVE, pos,
	    "there is no %s \"%.*s\"%s", what, (int)word.n,
	    word.n == 0 ? "" : word.s, template_meant(t, nearest));
}

/* The tables; build gives NULL where there is nothing to show. */
static const struct table_kind {
	const char *name;
	const struct doc_table *(*build)(struct builder *);
	/* in place of build: several tables behind SIBLING */
	cmark_node *(*insert)(struct builder *, cmark_node *sibling);
} tables[] = {
	{ .name = "models", .build = table_of_models },
	{ .name = "stages", .build = table_of_stages },
	{ .name = "scores", .insert = insert_scores },
	{ .name = "regions", .build = table_of_regions },
	{ .name = "mix", .build = table_of_mix },
	{ .name = "peers", .build = table_of_peers },
};

enum { TABLE_COUNT = sizeof tables / sizeof tables[0] };

static void
insert_table(struct template *t, cmark_node *sibling,
    const struct directive_request *request, bool dry)
{
	const char *names[TABLE_COUNT];
	const struct doc_table *table;
	size_t i;

	for (i = 0; i < TABLE_COUNT; i++) {
		if (span_equal(request->words, tables[i].name))
			break;
		names[i] = tables[i].name;
	}
	if (i == TABLE_COUNT) {
		say(t, request->pos, "table", request->words,
		    str_nearest(span_dup(t->b->arena, request->words), names,
			TABLE_COUNT));
		return;
	}
	if (!dry && tables[i].insert != NULL)
		tables[i].insert(t->b, sibling);
	table = dry || tables[i].build == NULL ? NULL :
						 tables[i].build(t->b);
	if (table != NULL)
		block_after(t->b, sibling, table, NULL);
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
read_chart_options(struct template *t, struct span rest,
    struct chart_request *request, bool dry)
{
	struct span word;

	while ((rest = span_trim(rest)).n > 0) {
		word = span_cut(&rest, ' ');
		if (!span_starts(word, "model=")) {
			say(t, request->pos, "option of a chart", word,
			    "model=ID");
			return false;
		}
		request->model = span_dup(t->b->arena,
		    span_sub(word, strlen("model="), word.n));
		if (!dry && !has_model(t->b, request->model)) {
			say(t, request->pos, "model",
			    span_of(request->model), NULL);
			return false;
		}
	}
	return true;
}

/* "NAME" or "NAME model=ID"; a chart with nothing to show leaves no trace in the text. */
static void
insert_chart(struct template *t, cmark_node *sibling,
    const struct directive_request *directive, bool dry)
{
	struct chart_request request = { .pos = directive->pos };
	struct span rest = directive->words, name = span_cut(&rest, ' ');
	const char *nearest = NULL;
	const struct chart_kind *kind =
	    chart_kind_find(t->b, name, &nearest);
	const struct doc_chart *chart;

	if (kind == NULL) {
		say(t, request.pos, "chart", name, nearest);
		return;
	}
	if (!read_chart_options(t, rest, &request, dry) || dry)
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
	{ .name = "table", .arguments = "NAME", .insert = insert_table },
	{ .name = "chart", .arguments = "NAME [model=ID]",
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
