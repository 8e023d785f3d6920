/*
 * A study without what tells who, where or when. What is kept is listed
 * here; an attribute that is not listed is left out.
 */
#include "account/anonymity.h"

#include <stddef.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/word.h"
#include "catalog/catalog.h"
#include "catalog/place.h"
#include "study/record.h"
#include "study/study.h"
#include "study/vocabulary.h"

static const char *const TITLE = WORD("Anonymous study");

enum { YEAR_DIGITS = 4 };

enum keeping {
	LEAVE_OUT,
	KEEP,      /* one of the study's own words: a method, a unit */
	WITHOUT_NAMES,
	YEAR_ALONE,
	YES_OR_NO
};

static const struct {
	const char *element, *attribute;
	enum keeping keeping;
} kept[] = {
	{ "study", "method", KEEP },
	{ "study", "lang", KEEP },
	{ "study", "currency", KEEP },
	{ "model", "id", WITHOUT_NAMES },
	{ "model", "name", WITHOUT_NAMES },
	{ "model", "task", WITHOUT_NAMES },
	{ "model", "public", YES_OR_NO },
	{ "score", "metric", WITHOUT_NAMES },
	{ "score", "dataset", WITHOUT_NAMES },
	{ "score", "better", KEEP },
	{ "functional-unit", "name", WITHOUT_NAMES },
	{ "run", "precision", KEEP },
	{ "hardware", "device", WITHOUT_NAMES },
	{ "hardware", "unit", KEEP },
	{ "hardware", "cpu", WITHOUT_NAMES },
	{ "log", "format", KEEP },
	{ "price", "unit", KEEP },
	{ "price", "date", YEAR_ALONE },
};

static enum keeping
keeping_of(const char *element, const char *attribute)
{
	size_t i;

	for (i = 0; i < sizeof kept / sizeof kept[0]; i++)
		if (strcmp(kept[i].element, element) == 0 &&
		    strcmp(kept[i].attribute, attribute) == 0)
			return kept[i].keeping;
	return LEAVE_OUT;
}

static bool
is_yes_or_no(const char *text)
{
	static const char *const words[] = { "no", "false", "true", "yes" };
	size_t i;

	for (i = 0; i < sizeof words / sizeof words[0]; i++)
		if (span_equal_nocase(span_of(text), words[i]))
			return true;
	return false;
}

static const char *
kept_text(const struct anonymity *a, const char *text, enum keeping keeping)
{
	if (text == NULL)
		return NULL;
	switch (keeping) {
	case KEEP:
		return text;
	case WITHOUT_NAMES:
		return anonymous_text(a, text);
	case YEAR_ALONE:
		return span_dup(a->arena,
		    span_sub(span_of(text), 0, YEAR_DIGITS));
	case YES_OR_NO:
		return is_yes_or_no(text) ? text : NULL;
	case LEAVE_OUT:
		break;
	}
	return NULL;
}

static void
change_attribute(struct anonymity *a, const char *element,
    const struct attribute_rule *rule, void *target)
{
	void *member = (char *)target + rule->offset;
	struct words *words = member;
	struct fact *fact = member;
	struct moment *moment = member;

	switch (rule->kind) {
	case ATTRIBUTE_WORDS:
		words->text = kept_text(a, words->text,
		    keeping_of(element, rule->name));
		break;
	case ATTRIBUTE_QUANTITY:
		if (fact->known)
			fact->origin = anonymous_origin(a, fact->origin);
		break;
	case ATTRIBUTE_MOMENT:
		moment->known = false;
		break;
	case ATTRIBUTE_WHOLE:
	case ATTRIBUTE_STAGE:
	case ATTRIBUTE_ROLE:
	case ATTRIBUTE_NUMBER:
		break;
	}
}

static void
change_element(struct anonymity *a, const char *element, void *target)
{
	const struct element_rule *rule = vocabulary_rule(element);
	size_t i;

	for (i = 0; i < rule->attribute_count; i++)
		change_attribute(a, element, &rule->attributes[i], target);
}

/* The country of the run's place, NULL when it is not known. */
static const char *
country_of(struct anonymity *a, const struct model *model,
    const struct run *run)
{
	const struct words *words = place_words(a->study, model, run,
	    offsetof(struct place, region));
	const struct hidden *hidden;
	struct catalog_place place;

	if (words->text == NULL)
		words = place_words(a->study, model, run,
		    offsetof(struct place, grid));
	if (words->text == NULL ||
	    !catalog_place(a->catalog, words->text, 0, &place))
		return NULL;
	hidden = anonymous_place(a, place.id);
	if (hidden == NULL)
		return place.id;
	return strcmp(hidden->base, place.country) == 0 ? place.country : NULL;
}

/* Each run gets its own country, before any place further out is emptied. */
static void
set_countries(struct anonymity *a)
{
	const char *country;
	size_t i, j;

	for (i = 0; i < a->study->model_count; i++) {
		struct model *model = &a->study->models[i];
		const char **countries = arena_alloc(a->arena,
		    model->run_count * sizeof *countries + 1);

		for (j = 0; j < model->run_count; j++)
			countries[j] = country_of(a, model, &model->runs[j]);
		change_element(a, "place", &model->place);
		for (j = 0; j < model->run_count; j++) {
			struct run *run = &model->runs[j];

			country = countries[j];
			change_element(a, "place", &run->place);
			run->place.grid.text = country;
		}
	}
	change_element(a, "place", &a->study->place);
}

/* What was read, without the names in it: of the file, the project, runs and devices. */
static const struct record *
anonymous_record(struct anonymity *a, const struct record *record)
{
	struct record *changed;

	if (record == NULL)
		return NULL;
	changed = arena_alloc(a->arena, sizeof *changed);
	*changed = *record;
	changed->file = anonymous_file(a, record->file);
	changed->title = NULL;
	changed->runs = NULL;
	changed->run_count = 0;
	return changed;
}

static void
change_run(struct anonymity *a, struct run *run)
{
	size_t i;

	change_element(a, "run", run);
	for (i = 0; i < run->hardware_count; i++) {
		change_element(a, "hardware", &run->hardware[i]);
		run->hardware[i].record =
		    anonymous_record(a, run->hardware[i].record);
	}
	for (i = 0; i < run->log_count; i++) {
		change_element(a, "log", &run->logs[i]);
		run->logs[i].record = anonymous_record(a,
		    run->logs[i].record);
	}
	change_element(a, "price", &run->price);
}

/* Two models whose names were the project's keep ids that differ. */
static void
keep_apart(struct anonymity *a, size_t index)
{
	struct model *models = a->study->models;
	size_t i;

	for (i = 0; i < index; i++)
		if (strcmp(models[i].id.text, models[index].id.text) == 0) {
			models[index].id.text = arena_printf(a->arena,
			    "%s-%zu", models[index].id.text, index + 1);
			break;
		}
}

static void
change_model(struct anonymity *a, size_t index)
{
	struct model *model = &a->study->models[index];
	size_t i;

	change_element(a, "model", model);
	keep_apart(a, index);
	change_element(a, "functional-unit", &model->functional_unit);
	model->note_count = 0;
	for (i = 0; i < model->score_count; i++)
		change_element(a, "score", &model->scores[i]);
	for (i = 0; i < model->run_count; i++)
		change_run(a, &model->runs[i]);
}

void
anonymous_study(struct anonymity *a)
{
	struct study *study = a->study;
	size_t i;

	set_countries(a);
	for (i = 0; i < study->model_count; i++)
		change_model(a, i);
	change_element(a, "study", study);
	change_element(a, "functional-unit", &study->functional_unit);
	study->title.text = TITLE;
	study->anonymous.text = "true";
	study->note_count = 0;
	study->file = "study";
	study->folder = ".";
}
