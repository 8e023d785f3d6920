/*
 * What a page of a disclosure says in words: whose figures they are, what
 * they come to, what was found in it.
 */
#include "document/restated.h"

#include <cmark.h>
#include <stddef.h>
#include <string.h>

#include "account/account.h"
#include "account/restated.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/word.h"
#include "catalog/catalog.h"
#include "document/build.h"
#include "document/markup.h"
#include "document/text.h"

enum { FINDINGS_MAX = 20 };

const struct citation *
restated_source(const struct builder *b, const char *id)
{
	const struct account_restated *restated = b->account->restated;
	size_t i;

	for (i = 0; restated != NULL && i < restated->source_count; i++)
		if (strcmp(restated->sources[i].id, id) == 0)
			return &restated->sources[i];
	return NULL;
}

/* A paragraph in bold. */
static cmark_node *
strong_after(struct builder *b, cmark_node *sibling, const char *text)
{
	cmark_node *paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH);
	cmark_node *strong = cmark_node_new(CMARK_NODE_STRONG);

	markup_add(b, strong, text);
	cmark_node_append_child(paragraph, strong);
	cmark_node_insert_after(sibling, paragraph);
	return paragraph;
}

/* "energy 36 kWh": what is not stated is not reported. */
static const char *
total_phrase(struct builder *b, const char *list, const char *words,
    const struct figure *figure, const struct number_style *style)
{
	const char *value = figure == NULL || !figure->known ?
	    word(b, "not reported") :
	    say_quantity(b, figure, BOUND_BOTH, style);
	const char *item = phrase(b, words, "value", value, NULL);

	return list[0] == '\0' ? item :
	    phrase(b, "{list}; {item}", "list", list, "item", item, NULL);
}

static const char *
totals_text(struct builder *b)
{
	const struct account_line *total = &b->account->total;
	const char *list = "";

	list = total_phrase(b, list, WORD("device-hours {value}"),
	    total->device_hours, &b->styles.device_hours);
	list = total_phrase(b, list, WORD("energy {value}"), total->energy,
	    &b->styles.energy);
	list = total_phrase(b, list, WORD("CO_{2}e {value}"), total->co2e,
	    &b->styles.mass);
	if (total->cost != NULL && total->cost->known)
		list = total_phrase(b, list, WORD("cloud cost {value}"),
		    total->cost, &b->styles.money);
	return phrase(b, "Its totals: {totals}.", "totals", list, NULL);
}

static bool
is_finding(const struct diagnostic *item)
{
	return diag_level(item->code) != DIAG_NOTE;
}

static cmark_node *
finding_item(struct builder *b, const struct diagnostic *finding)
{
	cmark_node *item = cmark_node_new(CMARK_NODE_ITEM);
	cmark_node *paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH);
	char name[DIAG_NAME];

	markup_add(b, paragraph, arena_printf(b->arena, "%s [%s]",
	    finding->text, diag_name(finding->code, name)));
	cmark_node_append_child(item, paragraph);
	return item;
}

/* What was said of the disclosure so far, behind SIBLING. */
static cmark_node *
findings_after(struct builder *b, cmark_node *sibling, size_t count)
{
	cmark_node *list = cmark_node_new(CMARK_NODE_LIST);
	size_t i, shown = 0;

	cmark_node_set_list_type(list, CMARK_BULLET_LIST);
	cmark_node_set_list_tight(list, 1);
	for (i = 0; i < b->diags->count && shown < FINDINGS_MAX; i++) {
		if (!is_finding(&b->diags->items[i]))
			continue;
		cmark_node_append_child(list,
		    finding_item(b, &b->diags->items[i]));
		shown++;
	}
	cmark_node_insert_after(sibling, list);
	return shown == count ? list :
	    paragraph_after(b, list, phrase(b, "And {count} more.", "count",
		say_count(b, count - shown), NULL));
}

static cmark_node *
check_after(struct builder *b, cmark_node *sibling)
{
	size_t i, count = 0;

	for (i = 0; i < b->diags->count; i++)
		count += is_finding(&b->diags->items[i]);
	if (count == 0)
		return paragraph_after(b, sibling,
		    word(b, "The check of its numbers against each other found nothing wrong."));
	sibling = strong_after(b, sibling,
	    word(b, "What the check of its numbers found:"));
	return findings_after(b, sibling, count);
}

/* Behind the title; a document without one gets it first of all. */
static cmark_node *
behind_title(struct builder *b)
{
	cmark_node *node = cmark_node_first_child(b->doc->root);

	while (node != NULL &&
	    cmark_node_get_type(node) != CMARK_NODE_HEADING)
		node = cmark_node_next(node);
	return node;
}

void
restated_say(struct builder *b)
{
	cmark_node *sibling, *mark = NULL;

	if (b->account->restated == NULL)
		return;
	sibling = behind_title(b);
	if (sibling == NULL) {
		sibling = mark = cmark_node_new(CMARK_NODE_PARAGRAPH);
		cmark_node_prepend_child(b->doc->root, mark);
	}
	sibling = strong_after(b, sibling,
	    word(b, "The figures on this page are those that the authors\xe2\x80\x99 disclosure states. They were not worked out again."));
	sibling = paragraph_after(b, sibling, totals_text(b));
	check_after(b, sibling);
	if (mark != NULL)
		cmark_node_free(mark);
}

const char *
restated_caption(struct builder *b)
{
	const struct account_restated *restated = b->account->restated;
	const char *lead =
	    word(b, "Energy, CO_{2}e emissions and cost of each model, as the disclosure states them.");

	return restated->method == NULL ?
	    lead :
	    sentence_add(b, lead,
		phrase(b, "It names the method of {method}.", "method",
		    with_cites(b, restated->method,
			cite_text(b, restated->source)),
		    NULL));
}

/* The models of which the disclosure states this evidence, NULL: none. */
static const char *
models_of(struct builder *b, const char *evidence)
{
	const struct restated_model *beside = b->account->restated->models;
	const char *list = "";
	size_t i;

	for (i = 0; i < b->account->model_count; i++)
		if (evidence == NULL ? beside[i].evidence == NULL :
			beside[i].evidence != NULL &&
			    strcmp(beside[i].evidence, evidence) == 0)
			list = list_add(b, list,
			    model_phrase(b, &b->account->models[i]));
	return list;
}

static const char *
evidence_text(struct builder *b)
{
	enum quality quality = QUALITY_MEASURED;
	const char *text = "", *models;

	do {
		models = models_of(b, quality_name(quality));
		if (models[0] != '\0')
			text = sentence_add(b, text,
			    phrase(b, "IT energy is stated as {evidence}: {models}.",
				"evidence", word(b, quality_name(quality)),
				"models", models, NULL));
	} while (quality-- != QUALITY_ASSUMED);
	models = models_of(b, NULL);
	if (models[0] != '\0')
		text = sentence_add(b, text,
		    phrase(b, "How IT energy is known is not stated: {models}.",
			"models", models, NULL));
	return text;
}

static const char *
maker_text(struct builder *b)
{
	const struct account_restated *restated = b->account->restated;
	const char *text = restated->method == NULL ?
	    word(b, "The disclosure names no method.") :
	    phrase(b, "The disclosure names the method of {method}.",
		"method", with_cites(b, restated->method,
		    cite_text(b, restated->source)), NULL);

	if (restated->program == NULL || restated->catalog == NULL)
		return text;
	return sentence_add(b, text,
	    phrase(b, "It was made by wattleaf {version} with the catalogue {catalog}.",
		"version", restated->program, "catalog", restated->catalog,
		NULL));
}

/* All that it names is in the references, though no factor may cite it. */
static void
cite_all(struct builder *b)
{
	const struct account_restated *restated = b->account->restated;
	size_t i;

	for (i = 0; i < restated->source_count; i++)
		cite(b, restated->sources[i].id);
}

cmark_node *
restated_methods(struct builder *b, cmark_node *sibling)
{
	const char *text = sentence_add(b, maker_text(b), evidence_text(b));
	const struct doc_table *table;

	text = sentence_add(b, text, sci_sentences(b));
	if (any_uncertain(b->account, offsetof(struct account_line, energy)) ||
	    any_uncertain(b->account, offsetof(struct account_line, co2e)))
		text = sentence_add(b, text,
		    word(b, "Ranges are those that it states."));
	sibling = paragraph_after(b, sibling, text);
	if ((table = table_of_stated(b)) != NULL)
		sibling = block_after(b, sibling, table, NULL);
	if ((table = table_of_factors(b)) != NULL)
		sibling = block_after(b, sibling, table, NULL);
	cite_all(b);
	return sibling;
}
