/*
 * Prose that follows from the figures: method, notes, references.
 */
#include <cmark.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "account/account.h"
#include "base/arena.h"
#include "base/word.h"
#include "catalog/catalog.h"
#include "document/build.h"
#include "document/markup.h"
#include "document/restated.h"
#include "document/text.h"
#include "study/record.h"
#include "study/study.h"

const char *
model_phrase(struct builder *b, const struct account_model *model)
{
	return with_detail(b, model->model->name.text, model->hardware);
}

/* How the IT energy of a model is known, in words. */
enum { MODELS_NAMED = 12 };

enum evidence { MEASURED, SAMPLED, SAMPLED_PARTLY, MODELLED,
	ESTIMATED, ASSUMED_PARTLY, ASSUMED, UNKNOWN };

static void
find_integral(const struct figure *input, void *context)
{
	bool *found = context;

	if (input->op == FIGURE_INTEGRAL)
		*found = true;
}

struct search {
	const char *symbol;
	bool found;
};

static void
find_symbol(const struct figure *input, void *context)
{
	struct search *search = context;

	search->found |= strcmp(input->symbol, search->symbol) == 0;
}

static bool
has_input(const struct figure *figure, const char *symbol)
{
	struct search search = { symbol, false };

	figure_inputs(figure, find_symbol, &search);
	return search.found;
}

static enum evidence
evidence_of(const struct figure *energy)
{
	bool integral = false;

	if (energy == NULL || !energy->known)
		return UNKNOWN;
	switch (energy->quality) {
	case QUALITY_MEASURED:
		return MEASURED;
	case QUALITY_SAMPLED:
		return SAMPLED;
	case QUALITY_MODELLED:
		figure_inputs(energy, find_integral, &integral);
		return integral ? SAMPLED_PARTLY : MODELLED;
	case QUALITY_ASSUMED:
		break;
	}
	return has_input(energy, "P_{tdp}") ? ASSUMED :
	    has_input(energy, "F") || has_input(energy, "D") ? ESTIMATED :
					      ASSUMED_PARTLY;
}

/* Those whose energy has this evidence; of many, all need no names. */
static const char *
models_of(struct builder *b, enum evidence evidence)
{
	const char *list = "";
	size_t i, count = 0;

	for (i = 0; i < b->account->model_count; i++) {
		const struct account_model *model = &b->account->models[i];

		if (evidence_of(model->line.it_energy) != evidence)
			continue;
		list = list_add(b, list, model_phrase(b, model));
		count++;
	}
	return count > MODELS_NAMED && count == b->account->model_count ?
	    word(b, "all models") :
	    list;
}

static const char *
evidence_sentence(struct builder *b, enum evidence evidence)
{
	static const char *const how[] = {
		[MEASURED] = WORD("IT energy was measured: {models}."),
		[SAMPLED] =
		    WORD("IT energy was integrated from sampled power: {models}."),
		[SAMPLED_PARTLY] =
		    WORD("IT energy was integrated from sampled power of the devices, and power times time for the rest of the node: {models}."),
		[MODELLED] =
		    WORD("IT energy is mean power times time: {models}."),
		[ESTIMATED] =
		    WORD("IT energy is power times the hours that follow from training FLOP and the utilisation of the peak rate: {models}."),
		[ASSUMED_PARTLY] =
		    WORD("IT energy has an assumed power of processors or memory in it: {models}."),
		[ASSUMED] =
		    WORD("IT energy is assumed from the thermal design power: {models}."),
	};
	const char *models = models_of(b, evidence);

	return models[0] == '\0' ?
	    "" : phrase(b, how[evidence], "models", models, NULL);
}

static const char *
unknown_sentence(struct builder *b)
{
	const char *models = models_of(b, UNKNOWN);

	return models[0] == '\0' ?
	    "" :
	    phrase(b,
		"The energy and the emissions of {models} are not known, since no power was reported; they are left open, not counted as nothing.",
		"models", models, NULL);
}

static const char *
method_sentence(struct builder *b)
{
	const char *method = b->account->method;
	const char *title = catalog_method_text(b->catalog, method, "title");
	const char *summary =
	    catalog_method_text(b->catalog, method, "summary");
	const char *source =
	    catalog_method_text(b->catalog, method, "source");

	return sentence_add(b,
	    phrase(b, "Energy and emissions follow the method of {method}.",
		"method", with_cites(b, title, cite_text(b, source)), NULL),
	    summary == NULL ? "" : word(b, summary));
}

/* The sentence of a symbol; that of any other is made of its name. */
static const struct {
	const char *symbol, *lead;
} leads[] = {
	{ "PUE", WORD("Facility energy is IT energy times a PUE of {values}.") },
	{ "I", WORD("Emissions are location-based: facility energy times a carbon intensity of {values}.") },
	{ "c", WORD("Rental cost is device-hours times the price of a device-hour: {values}.") },
	{ "I_{m}", WORD("Market-based emissions stand beside the location-based ones and are never added to them: facility energy times an intensity of {values}.") },
	{ "CFE", WORD("Market-based emissions stand beside the location-based ones and are never added to them: what is left by a carbon-free share of each hour of {values}.") },
	{ "M_{dev}", WORD("Embodied emissions, beside those of electricity, are those of making a device times the share of its hours in use that the run took: for each device {values}.") },
	{ "WUE", WORD("Water is energy times a water usage effectiveness of {values}.") },
	{ "c_{e}", WORD("Electricity is facility energy at {values}.") },
};

enum { LEAD_COUNT = sizeof leads / sizeof leads[0],
	LINE_MEMBERS =
	    sizeof(struct account_line) / sizeof(const struct figure *) };

/* The symbols that the text names: the leads', then every factor's that the figures use. */
struct symbols {
	struct builder *b;
	const struct figure **items; /* an input that has it */
	size_t count;
};

static void
add_symbol(const struct figure *input, void *context)
{
	struct symbols *symbols = context;
	size_t i;

	if (input->origin->kind != ORIGIN_CATALOG &&
	    input->origin->kind != ORIGIN_METHOD)
		return;
	for (i = 0; i < LEAD_COUNT; i++)
		if (strcmp(leads[i].symbol, input->symbol) == 0)
			return;
	for (i = 0; i < symbols->count; i++)
		if (strcmp(symbols->items[i]->symbol, input->symbol) == 0)
			return;
	symbols->items = arena_grow(symbols->b->arena, symbols->items,
	    symbols->count, sizeof *symbols->items);
	symbols->items[symbols->count++] = input;
}

/* Calls EACH for all figures of all models' lines. */
static void
each_figure(struct builder *b,
    void (*each)(const struct figure *, void *), void *context)
{
	const struct figure *members[LINE_MEMBERS];
	size_t i, j;

	for (i = 0; i < b->account->model_count; i++) {
		memcpy(members, &b->account->models[i].line, sizeof members);
		for (j = 0; j < LINE_MEMBERS; j++)
			if (members[j] != NULL)
				each(members[j], context);
	}
}

static void
add_symbols(const struct figure *figure, void *context)
{
	figure_inputs(figure, add_symbol, context);
}

/* Gathering the inputs of one symbol. */
struct naming {
	struct builder *b;
	const char *symbol;
	struct distinct list;
};

static void
name_inputs(const struct figure *figure, void *context)
{
	struct naming *naming = context;

	distinct_add(naming->b, &naming->list, figure, naming->symbol);
}

/* "... 1.58 (...[2]); 1.1 (...)." for one symbol over all models. */
static const char *
factor_sentence(struct builder *b, const char *symbol, const char *lead,
    const char *name)
{
	struct naming naming = { .b = b, .symbol = symbol };

	each_figure(b, name_inputs, &naming);
	return naming.list.count == 0 ?
	    "" :
	    phrase(b, lead, "values", inputs_phrase(b, &naming.list), "name",
		word(b, name), NULL);
}

/* One sentence for each factor that the figures use, and for no other. */
static const char *
factor_sentences(struct builder *b)
{
	struct symbols symbols = { .b = b };
	const char *text = "";
	size_t i;

	for (i = 0; i < LEAD_COUNT; i++)
		text = sentence_add(b, text,
		    factor_sentence(b, leads[i].symbol, leads[i].lead, ""));
	each_figure(b, add_symbols, &symbols);
	for (i = 0; i < symbols.count; i++)
		text = sentence_add(b, text,
		    factor_sentence(b, symbols.items[i]->symbol,
			WORD("The {name} is {values}."),
			symbols.items[i]->name));
	return text;
}

static const char *
range_sentence(struct builder *b)
{
	size_t offset = offsetof(struct account_line, co2e);

	if (!any_uncertain(b->account, offset))
		offset = offsetof(struct account_line, energy);
	return !any_uncertain(b->account, offset) ?
	    "" :
	    sentence_add(b,
		word(b, "Ranges are 95\xc2\xa0% intervals, propagated to first order."),
		range_phrase(b, offset));
}

/* What a tracker makes of its own energy stands beside ours. */
static const char *
reported_by(struct builder *b, const struct account_model *model,
    const struct record *record)
{
	const struct number_style mass = { .unit = b->styles.mass.unit,
		.decimals = DECIMALS_SIGNIFICANT, .significant = 3 };
	const char *mass_text = text_with_unit(
	    say_number(b, record->co2e_g_reported, &mass),
	    say_unit(b, mass.unit), b->doc->words, b->arena);

	if (isnan(record->intensity_g_per_kwh))
		return phrase(b,
		    "A log of {model} ({format}) itself states {mass} CO_{2}e.",
		    "model", model_phrase(b, model), "format", record->format,
		    "mass", mass_text, NULL);
	return phrase(b,
	    "A log of {model} ({format}) itself states {mass} CO_{2}e at {intensity}\xc2\xa0g/kWh.",
	    "model", model_phrase(b, model), "format", record->format, "mass",
	    mass_text, "intensity", say_number(b, record->intensity_g_per_kwh,
		&b->styles.intensity), NULL);
}

static const char *
reported_sentences(struct builder *b, const struct account_model *model)
{
	const char *text = "";
	size_t i, j;

	for (i = 0; i < model->run_count; i++) {
		const struct run *run = model->runs[i].run;

		for (j = 0; j < run->log_count; j++) {
			const struct record *record = run->logs[j].record;

			if (record != NULL && !isnan(record->co2e_g_reported))
				text = sentence_add(b, text,
				    reported_by(b, model, record));
		}
	}
	return text;
}

cmark_node *
prose_methods(struct builder *b, cmark_node *sibling)
{
	const char *text;
	enum evidence evidence;
	size_t i;

	if (b->account->restated != NULL)
		return restated_methods(b, sibling);
	text = method_sentence(b);
	for (evidence = MEASURED; evidence < UNKNOWN; evidence++)
		text = sentence_add(b, text, evidence_sentence(b, evidence));
	text = sentence_add(b, text, factor_sentences(b));
	text = sentence_add(b, text, sci_sentences(b));
	text = sentence_add(b, text, range_sentence(b));
	text = sentence_add(b, text, unknown_sentence(b));
	for (i = 0; i < b->account->model_count; i++)
		text = sentence_add(b, text,
		    reported_sentences(b, &b->account->models[i]));
	return paragraph_after(b, sibling, text);
}

static cmark_node *
notes_of_model(struct builder *b, cmark_node *sibling,
    const struct account_model *model)
{
	const char *lead = phrase(b, "{model}.", "model",
	    model_phrase(b, model), NULL);
	size_t i;

	if (model->model->note.text != NULL)
		sibling = markdown_after(b, sibling, model->model->note.text,
		    lead);
	for (i = 0; i < model->model->note_count; i++)
		sibling = markdown_after(b, sibling,
		    model->model->notes[i].text, lead);
	return sibling;
}

cmark_node *
prose_notes(struct builder *b, cmark_node *sibling)
{
	const struct study *study = b->account->study;
	size_t i;

	for (i = 0; i < study->note_count; i++)
		sibling =
		    markdown_after(b, sibling, study->notes[i].text, NULL);
	for (i = 0; i < b->account->model_count; i++)
		sibling =
		    notes_of_model(b, sibling, &b->account->models[i]);
	return sibling;
}

/* The text of a reference ends with its address, which is set as a link. */
static const char *
without_url(struct builder *b, const struct citation *citation)
{
	struct span text = span_of(citation->text);

	if (citation->url[0] != '\0' && span_ends(text, citation->url))
		text.n -= strlen(citation->url);
	return span_dup(b->arena, span_trim(text));
}

static cmark_node *
reference_item(struct builder *b, const struct citation *citation)
{
	cmark_node *item = cmark_node_new(CMARK_NODE_ITEM);
	cmark_node *paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH);
	cmark_node *link;

	markup_add(b, paragraph, without_url(b, citation));
	if (url_is_safe(citation->url)) {
		markup_add(b, paragraph, " ");
		link = cmark_node_new(CMARK_NODE_LINK);
		cmark_node_set_url(link, citation->url);
		markup_add(b, link, citation->url);
		cmark_node_append_child(paragraph, link);
	}
	if (citation->attribution[0] != '\0')
		markup_add(b, paragraph,
		    phrase(b, " Data: {attribution}.", "attribution",
			citation->attribution, NULL));
	cmark_node_append_child(item, paragraph);
	return item;
}

cmark_node *
prose_references(struct builder *b, cmark_node *sibling)
{
	cmark_node *list;
	size_t i;

	if (b->citation_count == 0)
		return sibling;
	list = cmark_node_new(CMARK_NODE_LIST);
	cmark_node_set_list_type(list, CMARK_ORDERED_LIST);
	cmark_node_set_list_start(list, 1);
	cmark_node_set_list_tight(list, 1);
	for (i = 0; i < b->citation_count; i++)
		cmark_node_append_child(list,
		    reference_item(b, b->citations[i]));
	cmark_node_insert_after(sibling, list);
	return list;
}
