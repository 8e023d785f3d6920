/*
 * Building the document of an account.
 */
#include "document/build.h"
#include "document/charts.h"

#include <cmark.h>

#include "account/account.h"
#include "base/arena.h"
#include "catalog/catalog.h"
#include "study/study.h"

struct doc *
doc_build(const struct account *account, const struct doc_options *options,
    struct arena *arena, struct diags *diags)
{
	struct builder b = { .account = account, .catalog = account->catalog,
		.options = options, .arena = arena, .diags = diags };
	struct doc *doc = arena_alloc(arena, sizeof *doc);

	b.doc = doc;
	doc->title = account->study->title.text;
	doc->language = options->language;
	doc->creator = arena_printf(arena, "wattleaf %s", options->version);
	doc->catalog_version = catalog_version(account->catalog);
	doc->date_s = options->date_s;
	styles_choose(&b);
	doc->disclosure = disclosure_build(&b);
	if (!template_fill(&b) ||
	    !charts_choose_files(&b, options->charts, (struct pos){ 0 })) {
		doc_close(doc);
		return NULL;
	}
	doc->tables = b.tables;
	doc->table_count = b.table_count;
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
