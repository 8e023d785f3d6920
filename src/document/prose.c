/*
 * Prose that follows from the figures: method, notes, references.
 */
#include <cmark.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "account/account.h"
#include "base/arena.h"
#include "catalog/catalog.h"
#include "document/build.h"
#include "document/markup.h"
#include "document/text.h"
#include "study/record.h"
#include "study/study.h"

const char *
model_phrase(struct builder *b, const struct account_model *model)
{
	return model->hardware == NULL ?
	    model->model->name.text :
	    arena_printf(b->arena, "%s (%s)", model->model->name.text,
		model->hardware);
}

static const char *
join(struct builder *b, const char *list, const char *item)
{
	return arena_printf(b->arena, "%s%s%s", list,
	    list[0] == '\0' ? "" : ", ", item);
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
		list = join(b, list, model_phrase(b, model));
		count++;
	}
	return count > MODELS_NAMED && count == b->account->model_count ?
	    "all models" :
	    list;
}

static const char *
evidence_sentence(struct builder *b, enum evidence evidence)
{
	static const char *const how[] = {
		[MEASURED] = "was measured",
		[SAMPLED] = "was integrated from sampled power",
		[SAMPLED_PARTLY] =
		    "was integrated from sampled power of the devices, and power times time for the rest of the node",
		[MODELLED] = "is mean power times time",
		[ESTIMATED] =
		    "is power times the hours that follow from training FLOP and the utilisation of the peak rate",
		[ASSUMED_PARTLY] =
		    "has an assumed power of processors or memory in it",
		[ASSUMED] = "is assumed from the thermal design power",
	};
	const char *models = models_of(b, evidence);

	return models[0] == '\0' ?
	    "" :
	    arena_printf(b->arena, " IT energy %s: %s.", how[evidence],
		models);
}

static const char *
unknown_sentence(struct builder *b)
{
	const char *models = models_of(b, UNKNOWN);

	return models[0] == '\0' ?
	    "" :
	    arena_printf(b->arena,
		" The energy and the emissions of %s are not known, since no power was reported; they are left open, not counted as nothing.",
		models);
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

	return arena_printf(b->arena,
	    "Energy and emissions follow the method of %s%s%s.%s%s", title,
	    source == NULL ? "" : " ", cite_text(b, source),
	    summary == NULL ? "" : " ", summary == NULL ? "" : summary);
}

/* How the sentence of a symbol begins; that of any other by its name. */
static const struct {
	const char *symbol, *lead;
} leads[] = {
	{ "PUE", "Facility energy is IT energy times a PUE of" },
	{ "I", "Emissions are location-based: facility energy times a carbon intensity of" },
	{ "c", "Rental cost is device-hours times the price of a device-hour:" },
	{ "I_{m}", "Market-based emissions stand beside the location-based ones and are never added to them: facility energy times an intensity of" },
	{ "CFE", "Market-based emissions stand beside the location-based ones and are never added to them: what is left by a carbon-free share of each hour of" },
	{ "M_{dev}", "Embodied emissions, beside those of electricity, are those of making a device times the share of its hours in use that the run took: for each device" },
	{ "WUE", "Water is energy times a water usage effectiveness of" },
	{ "c_{e}", "Electricity is facility energy at" },
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

/* "LEAD 1.58 (...[2]); 1.1 (...)." for one symbol over all models. */
static const char *
factor_sentence(struct builder *b, const char *symbol, const char *lead)
{
	struct naming naming = { .b = b, .symbol = symbol };

	each_figure(b, name_inputs, &naming);
	return naming.list.count == 0 ?
	    "" :
	    arena_printf(b->arena, " %s %s.", lead,
		inputs_phrase(b, &naming.list));
}

/* One sentence for each factor that the figures use, and for no other. */
static const char *
factor_sentences(struct builder *b)
{
	struct symbols symbols = { .b = b };
	const char *text = "";
	size_t i;

	for (i = 0; i < LEAD_COUNT; i++)
		text = arena_printf(b->arena, "%s%s", text,
		    factor_sentence(b, leads[i].symbol, leads[i].lead));
	each_figure(b, add_symbols, &symbols);
	for (i = 0; i < symbols.count; i++) {
		const struct figure *input = symbols.items[i];
		const char *lead = arena_printf(b->arena, "The %s is",
		    input->name);

		text = arena_printf(b->arena, "%s%s", text,
		    factor_sentence(b, input->symbol, lead));
	}
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
	    arena_printf(b->arena,
		" Ranges are 95\xc2\xa0%% intervals, propagated to first order. %s",
		range_phrase(b, offset));
}

/* What a tracker makes of its own energy stands beside ours. */
static const char *
reported_by(struct builder *b, const struct account_model *model,
    const struct record *record)
{
	const struct number_style mass = { b->styles.mass.unit,
		DECIMALS_SIGNIFICANT, 3 };
	const char *at = "";

	if (!isnan(record->intensity_g_per_kwh))
		at = arena_printf(b->arena, " at %s\xc2\xa0g/kWh",
		    text_number(record->intensity_g_per_kwh,
			&b->styles.intensity, b->arena).text);
	return arena_printf(b->arena,
	    " A log of %s (%s) itself states %s\xc2\xa0%s CO_{2}e%s.",
	    model_phrase(b, model), record->format,
	    text_number(record->co2e_g_reported, &mass, b->arena).text,
	    unit_text(mass.unit), at);
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
				text = arena_printf(b->arena, "%s%s", text,
				    reported_by(b, model, record));
		}
	}
	return text;
}

cmark_node *
prose_methods(struct builder *b, cmark_node *sibling)
{
	const char *text = method_sentence(b);
	enum evidence evidence;
	size_t i;

	for (evidence = MEASURED; evidence < UNKNOWN; evidence++)
		text = arena_printf(b->arena, "%s%s", text,
		    evidence_sentence(b, evidence));
	text = arena_printf(b->arena, "%s%s%s%s%s", text, factor_sentences(b),
	    sci_sentences(b), range_sentence(b), unknown_sentence(b));
	for (i = 0; i < b->account->model_count; i++)
		text = arena_printf(b->arena, "%s%s", text,
		    reported_sentences(b, &b->account->models[i]));
	return paragraph_after(b, sibling, text);
}

static cmark_node *
notes_of_model(struct builder *b, cmark_node *sibling,
    const struct account_model *model)
{
	const char *lead =
	    arena_printf(b->arena, "%s.", model_phrase(b, model));
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
		    arena_printf(b->arena, " Data: %s.",
			citation->attribution));
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
