/*
 * What stands behind the models of a comparison, in words: whose figure it
 * is, what may not be read from it, and in which unit all are shown.
 */
#include "document/peers.h"

#include <cmark.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "account/account.h"
#include "account/published.h"
#include "base/arena.h"
#include "base/word.h"
#include "catalog/catalog.h"
#include "catalog/published.h"
#include "document/build.h"
#include "document/markup.h"
#include "document/text.h"
#include "study/study.h"

/* Smaller numbers need their decimals. */
static const double WHOLE_LEAST = 10;

/* What all known figures of one kind have in common. */
struct shared {
	enum unit unit; /* that the publications print; UNIT_TOTAL: several */
	bool metric;    /* they differ by powers of ten alone, or not at all */
};

/* 1.5 MWh and 1500 kWh are one number; 3307 lb are another. */
static bool
is_metric(enum unit unit)
{
	return unit != UNIT_LB && unit != UNIT_J && unit != UNIT_KJ &&
	    unit != UNIT_MJ && unit != UNIT_GJ;
}

static const struct figure *
figure_of(const struct builder *b, size_t i, size_t offset)
{
	const struct figure *figure = *(const struct figure *const *)(
	    const void *)((const char *)&b->account->models[i].line + offset);

	return figure != NULL && figure->known ? figure : NULL;
}

static bool
is_printed(const struct builder *b, size_t i, const struct figure *figure)
{
	return b->account->beside->items[i].published != NULL &&
	    figure->op == FIGURE_INPUT;
}

static struct shared
shared_of(const struct builder *b, size_t offset)
{
	struct shared shared = { UNIT_TOTAL, true };
	bool several = false;
	size_t i;

	for (i = 0; i < b->account->model_count; i++) {
		const struct figure *figure = figure_of(b, i, offset);

		if (figure == NULL || !is_printed(b, i, figure))
			continue;
		several |= shared.unit != UNIT_TOTAL &&
		    shared.unit != figure->written;
		shared.unit = figure->written;
		shared.metric &= is_metric(figure->written);
	}
	shared.metric |= !several;
	if (several)
		shared.unit = UNIT_TOTAL;
	return shared;
}

static bool
is_whole(const struct builder *b, size_t offset, enum unit unit)
{
	size_t i;

	for (i = 0; i < b->account->model_count; i++) {
		const struct figure *figure = figure_of(b, i, offset);
		double low, high;

		if (figure == NULL)
			continue;
		low = unit_from_base(unit, figure->low);
		high = unit_from_base(unit, figure->high);
		if (low < WHOLE_LEAST)
			return false;
		if (is_printed(b, i, figure) &&
		    (fabs(low - round(low)) > 1e-6 * low ||
			fabs(high - round(high)) > 1e-6 * high))
			return false;
	}
	return true;
}

/* In the publications' own unit and digits, where they have one of each. */
static void
share_style(const struct builder *b, size_t offset,
    struct number_style *style)
{
	struct shared shared = shared_of(b, offset);

	if (shared.unit != UNIT_TOTAL)
		style->unit = shared.unit;
	if (shared.metric)
		style->decimals = is_whole(b, offset, style->unit) ?
		    0 :
		    DECIMALS_STATED;
}

void
peers_styles(struct builder *b)
{
	if (b->account->beside == NULL || b->account->beside->normalised)
		return;
	share_style(b, offsetof(struct account_line, co2e), &b->styles.mass);
	share_style(b, offsetof(struct account_line, energy),
	    &b->styles.energy);
	share_style(b, offsetof(struct account_line, cost),
	    &b->styles.money);
}

/* "Strubell" of "Strubell, Emma" or "Emma Strubell"; what braces hold as it is. */
static struct span
surname(struct span author)
{
	size_t comma;

	author = span_trim(author);
	if (span_starts(author, "{") && span_ends(author, "}"))
		return span_sub(author, 1, author.n - 2);
	comma = span_find(author, ",");
	return comma < author.n ? span_sub(author, 0, comma) : author;
}

/* "Strubell et al.", "Hershcovich and Frenkel" */
static const char *
authors(struct builder *b, const struct citation *citation)
{
	struct span list = span_of(citation->author);
	size_t at = span_find(list, " and ");
	struct span first = surname(span_sub(list, 0, at)), rest;

	if (at >= list.n)
		return span_dup(b->arena, first);
	rest = span_sub(list, at + strlen(" and "), list.n);
	if (span_equal(rest, "others") || span_find(rest, " and ") < rest.n)
		return arena_printf(b->arena,
		    "%.*s\xc2\xa0" "et\xc2\xa0" "al.", (int)first.n, first.s);
	rest = surname(rest);
	return phrase(b, "{list} and {item}", "list",
	    span_dup(b->arena, first), "item", span_dup(b->arena, rest), NULL);
}

const char *
peer_source(struct builder *b, size_t i)
{
	const struct account_compared *item = &b->account->beside->items[i];
	const struct citation *citation = item->source == NULL ?
	    NULL :
	    catalog_citation(b->catalog, item->source);

	if (citation != NULL)
		return authors(b, citation);
	return word(b, item->method != NULL ? "own account" :
					      "own disclosure");
}

double
peer_correction(const struct builder *b, size_t i)
{
	const struct account_compared *items = b->account->beside->items;
	const struct figure *wrong = items[i].co2e, *better;
	size_t right = items[i].corrected_by;

	if (right == 0 || wrong == NULL || !wrong->known)
		return (double)NAN;
	better = items[right - 1].co2e;
	return better == NULL || !better->known || better->value <= 0 ?
	    (double)NAN :
	    wrong->value / better->value;
}

const char *
peer_published(struct builder *b, size_t i)
{
	const struct figure *co2e = b->account->beside->items[i].co2e;
	const struct number_style printed = { .unit = co2e->written,
		.decimals = DECIMALS_STATED, .significant = 0 };

	return say_quantity(b, co2e, BOUND_VALUE,
	    co2e->op == FIGURE_INPUT ? &printed : &b->styles.mass);
}

/* "The figure that Strubell et al. (2019) published for NAS was put right ...: 7,096 lb CO_{2}e, 88 times lower." */
static const char *
correction_sentence(struct builder *b, size_t i)
{
	const struct account *account = b->account;
	const struct account_compared *items = account->beside->items;
	size_t right = items[i].corrected_by;
	double ratio = peer_correction(b, i);
	const struct number_style whole = { .unit = UNIT_ONE,
		.decimals = 0, .significant = 0 };

	if (right == 0 || isnan(ratio))
		return "";
	return phrase(b,
	    "The figure that {source} ({year}) published for {model} was put right by {other} ({later}): {mass} CO_{2}e, {times} times lower.",
	    "source", peer_source(b, i), "year",
	    say_count(b, (size_t)items[i].year), "model",
	    account->models[i].model->name.text, "other",
	    peer_source(b, right - 1), "later",
	    say_count(b, (size_t)items[right - 1].year), "mass",
	    peer_published(b, right - 1), "times",
	    say_number(b, ratio, &whole), NULL);
}

/* "GPT-2, DeepSeek-V3": the models without emissions. */
static const char *
unknown_models(struct builder *b)
{
	const struct account *account = b->account;
	const char *list = "";
	size_t i;

	for (i = 0; i < account->model_count; i++)
		if (figure_of(b, i, offsetof(struct account_line, co2e)) ==
			NULL &&
		    strstr(list, account->models[i].model->name.text) == NULL)
			list = list_add(b, list,
			    account->models[i].model->name.text);
	return list;
}

static const char *
published_text(struct builder *b)
{
	const char *unknown = unknown_models(b);
	const char *text = word(b,
	    "Each figure is the one that its source published: by its own method, for its own hardware, place and year. Sources differ in what they count, so a part of each difference is one of bookkeeping.");
	size_t i;

	for (i = 0; i < b->account->model_count; i++)
		text = sentence_add(b, text, correction_sentence(b, i));
	return unknown[0] == '\0' ?
	    text :
	    sentence_add(b, text, phrase(b,
		"Emissions were not published, and are not guessed here: {models}.",
		"models", unknown, NULL));
}

/* "The PUE is 1.2 (as given on the command line)." */
static const char *
factor_text(struct builder *b, const char *symbol, const char *name,
    size_t offset)
{
	struct distinct list = { NULL, 0 };
	const struct figure *figure;
	size_t i;

	for (i = 0; i < b->account->model_count; i++)
		if ((figure = figure_of(b, i, offset)) != NULL)
			distinct_add(b, &list, figure, symbol);
	return list.count == 0 ?
	    "" :
	    phrase(b, "The {name} is {values}.", "name", word(b, name),
		"values", inputs_phrase(b, &list), NULL);
}

static const char *
normalised_text(struct builder *b)
{
	const struct account *account = b->account;
	const char *unknown = unknown_models(b);
	const char *source = catalog_method_text(b->catalog, account->method,
	    "source");
	const char *text = phrase(b,
	    "All rows are recomputed by one method, {method}, as if they had run in one place, {place}: what counts is the hardware, its hours and its power or energy. They are not what the sources published; the table has that beside.",
	    "method", with_cites(b, catalog_method_text(b->catalog,
		account->method, "title"), cite_text(b, source)), "place",
	    word_parts(b, account->beside->place), NULL);
	size_t i;

	text = sentence_add(b, text, factor_text(b, "PUE", WORD("PUE"),
	    offsetof(struct account_line, energy)));
	text = sentence_add(b, text, factor_text(b, "I",
	    WORD("carbon intensity"), offsetof(struct account_line, co2e)));
	for (i = 0; i < account->model_count; i++)
		text = sentence_add(b, text, correction_sentence(b, i));
	return unknown[0] == '\0' ?
	    text :
	    sentence_add(b, text, phrase(b,
		"Neither a power nor an energy is known that could be recomputed: {models}.",
		"models", unknown, NULL));
}

enum { SOURCES_MAX = 4 }; /* named in one line */

/* "Strubell et al. 2019, Patterson et al. 2021 and 3 more" */
static const char *
all_sources(struct builder *b)
{
	const struct account *account = b->account;
	const char *list = "", *one;
	size_t i, n = 0;

	for (i = 0; i < account->model_count; i++) {
		one = peer_source(b, i);
		if (account->beside->items[i].year != 0)
			one = arena_printf(b->arena, "%s %d", one,
			    account->beside->items[i].year);
		if (strstr(list, one) == NULL && ++n <= SOURCES_MAX)
			list = list_add(b, list, one);
	}
	return n <= SOURCES_MAX ?
	    list :
	    phrase(b, "{list} and {n} more", "list", list, "n",
		say_count(b, n - SOURCES_MAX), NULL);
}

const char *
peers_summary(struct builder *b)
{
	const struct account *account = b->account;

	if (account->beside == NULL)
		return NULL;
	return account->beside->normalised ?
	    phrase(b,
		"Recomputed by one method ({method}) in one place ({place})",
		"method", catalog_method_text(b->catalog, account->method,
		    "title"),
		"place", word_parts(b, account->beside->place), NULL) :
	    phrase(b, "As published: {sources}", "sources", all_sources(b),
		NULL);
}

cmark_node *
prose_peers(struct builder *b, cmark_node *sibling)
{
	const struct account_beside *beside = b->account->beside;

	if (beside == NULL)
		return sibling;
	return paragraph_after(b, sibling, beside->normalised ?
		normalised_text(b) :
		published_text(b));
}
