/*
 * Building the document of an account.
 */
#include "document/build.h"

#include <cmark.h>
#include <string.h>

#include "account/account.h"
#include "base/arena.h"
#include "base/word.h"
#include "catalog/catalog.h"
#include "document/arrange.h"
#include "document/charts.h"
#include "document/markup.h"
#include "document/peers.h"
#include "document/restated.h"
#include "document/table_request.h"
#include "study/study.h"

const struct doc_table *
doc_main_table(const struct doc *doc)
{
	if (doc->main_table != NULL)
		return doc->main_table;
	return doc->table_count == 0 ? NULL : doc->tables[0];
}

const struct doc_table *
table_number(struct builder *b, struct doc_table *table)
{
	table_translate(b, table);
	table_tie(b, table);
	table->number = (int)b->table_count + 1;
	b->tables = arena_grow(b->arena, b->tables, b->table_count,
	    sizeof *b->tables);
	b->tables[b->table_count++] = table;
	return table;
}

const struct doc_table *
table_into_text(struct builder *b, struct doc_table *table)
{
	table_arrange(b, table);
	return table_number(b, table);
}

const char *
study_title(const struct builder *b, const char *title)
{
	const struct study *study = b->account->study;

	return study_is_anonymous(study) && study->title.text != NULL &&
		strcmp(title, study->title.text) == 0 ?
	    word(b, title) : title;
}

const struct figure *
figure_missing(struct builder *b, const char *reason)
{
	struct figure *figure = arena_alloc(b->arena, sizeof *figure);

	figure->op = FIGURE_UNKNOWN;
	figure->reason = reason;
	return figure;
}

const struct figure *
figure_of_params(struct builder *b, const struct model *model)
{
	struct figure *figure;

	if (!model->params.known)
		return figure_missing(b,
		    WORD("the number of parameters was not stated"));
	figure = arena_alloc(b->arena, sizeof *figure);
	figure->op = FIGURE_INPUT;
	figure->symbol = "N";
	figure->known = true;
	figure->value = model->params.q.value;
	figure->low = model->params.q.low;
	figure->high = model->params.q.high;
	figure->unit = UNIT_COUNT;
	figure->written = model->params.q.unit;
	figure->origin = model->params.origin;
	return figure;
}

const struct figure *
figure_or_unknown(struct builder *b, const struct figure *figure)
{
	return figure != NULL ? figure : figure_missing(b, NULL);
}

struct doc *
doc_build(const struct account *account, const struct doc_options *options,
    struct arena *arena, struct diags *diags)
{
	struct builder b = { .account = account, .catalog = account->catalog,
		.options = options, .arena = arena, .diags = diags };
	const struct table_request request = table_request_of(options, false);
	struct doc *doc = arena_alloc(arena, sizeof *doc);

	b.doc = doc;
	b.request = &request;
	if (!table_request_check(&b, &request))
		return NULL;
	doc->language = options->language;
	doc->words = options->words;
	doc->title = study_title(&b, account->study->title.text);
	doc->creator = arena_printf(arena, "wattleaf %s", options->version);
	doc->catalog_version = catalog_version(account->catalog);
	doc->date_s = options->date_s;
	styles_choose(&b);
	doc->disclosure = options->disclosure != NULL ?
	    options->disclosure :
	    disclosure_build(&b);
	if (options->disclosure != NULL)
		restated_words(&b, options->disclosure);
	if (!template_fill(&b) ||
	    !charts_choose_files(&b, options->charts, (struct pos){ 0 })) {
		doc_close(doc);
		return NULL;
	}
	restated_say(&b);
	markup_tie(&b, doc->root);
	doc->summary = peers_summary(&b);
	doc->tables = b.tables;
	doc->table_count = b.table_count;
	doc->main_table = b.main_table;
	doc->charts = b.charts;
	doc->chart_count = b.chart_count;
	doc->chart_files = b.chart_files;
	doc->chart_file_count = b.chart_file_count;
	doc->citations = b.citations;
	doc->citation_count = b.citation_count;
	return doc;
}

void
doc_close(struct doc *doc)
{
	if (doc != NULL && doc->root != NULL)
		cmark_node_free(doc->root);
}
