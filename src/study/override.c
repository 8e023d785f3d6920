/*
 * Values of the command line put over those of a study. It knows the
 * vocabulary and no option by name.
 */
#include "study/override.h"

#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "study/read.h"
#include "study/study.h"
#include "study/vocabulary.h"

/* What a given attribute makes void: "" stands for the whole element. */
static const struct {
	const char *element, *attribute, *voids_element, *voids;
} voided[] = {
	{ "place", "region", "place", "grid" },
	{ "place", "region", "place", "intensity" },
	{ "place", "region", "place", "market-intensity" },
	{ "place", "region", "place", "pue" },
	{ "place", "region", "place", "wue" },
	{ "place", "grid", "place", "region" },
	{ "place", "grid", "place", "intensity" },
	{ "place", "grid", "place", "market-intensity" },
	{ "run", "time", "run", "device-hours" },
	{ "run", "device-hours", "run", "time" },
	{ "run", "energy", "run", "it-energy" },
	{ "run", "it-energy", "run", "energy" },
	{ "run", "flops", "run", "tokens" },
	{ "run", "tokens", "run", "flops" },
	{ "hardware", "device", "hardware", "" },
	{ "hardware", "power", "hardware", "total-power" },
	{ "hardware", "total-power", "hardware", "power" },
	{ "price", "device-hour", "price", "low" },
	{ "price", "device-hour", "price", "high" },
	{ "price", "device-hour", "price", "billed" },
};

enum { VOIDED = sizeof voided / sizeof voided[0] };

/* What was given, read once: an element of each kind. */
struct given {
	const struct override *overrides;
	size_t count;
	struct place place;
	struct model model;
	struct run run;
	struct hardware hardware;
	struct price price;
	struct arena *arena;
	struct diags *diags;
};

static void *
element_of(struct given *given, const char *element)
{
	return strcmp(element, "place") == 0 ? (void *)&given->place :
	    strcmp(element, "model") == 0    ? (void *)&given->model :
	    strcmp(element, "run") == 0      ? (void *)&given->run :
	    strcmp(element, "hardware") == 0 ? (void *)&given->hardware :
					       (void *)&given->price;
}

static size_t
size_of(enum attribute_kind kind)
{
	switch (kind) {
	case ATTRIBUTE_WORDS:
		return sizeof(struct words);
	case ATTRIBUTE_WHOLE:
		return sizeof(struct whole);
	case ATTRIBUTE_QUANTITY:
		return sizeof(struct fact);
	case ATTRIBUTE_MOMENT:
		return sizeof(struct moment);
	case ATTRIBUTE_STAGE:
		return sizeof(enum stage);
	case ATTRIBUTE_ROLE:
		return sizeof(enum log_role);
	case ATTRIBUTE_NUMBER:
		return sizeof(double);
	}
	return 0;
}

/* Empties the attribute NAME of TARGET. */
static void
empty(const char *element, const char *name, void *target)
{
	const struct attribute_rule *rule =
	    vocabulary_attribute(vocabulary_rule(element), name);

	memset((char *)target + rule->offset, 0, size_of(rule->kind));
}

static bool
is_given(const struct given *given, const char *element,
    const char *attribute)
{
	size_t i;

	for (i = 0; i < given->count; i++)
		if (strcmp(given->overrides[i].element, element) == 0 &&
		    strcmp(given->overrides[i].attribute, attribute) == 0)
			return true;
	return false;
}

/* Empties what is void of TARGET, an ELEMENT. */
static void
empty_voided(const struct given *given, const char *element, void *target)
{
	size_t i;

	for (i = 0; i < VOIDED; i++)
		if (strcmp(voided[i].voids_element, element) == 0 &&
		    voided[i].voids[0] != '\0' &&
		    is_given(given, voided[i].element, voided[i].attribute))
			empty(element, voided[i].voids, target);
}

/* Copies what was given of ELEMENT into TARGET. */
static void
put(struct given *given, const char *element, void *target)
{
	const struct attribute_rule *rule;
	size_t i;

	empty_voided(given, element, target);
	for (i = 0; i < given->count; i++) {
		const struct override *one = &given->overrides[i];

		if (strcmp(one->element, element) != 0)
			continue;
		rule = vocabulary_attribute(vocabulary_rule(element),
		    one->attribute);
		memcpy((char *)target + rule->offset,
		    (const char *)element_of(given, element) + rule->offset,
		    size_of(rule->kind));
	}
}

static bool
any_of(const struct given *given, const char *element)
{
	size_t i;

	for (i = 0; i < given->count; i++)
		if (strcmp(given->overrides[i].element, element) == 0)
			return true;
	return false;
}

/* A device stands in place of all hardware of the run, in the same number unless one is given. */
static void
put_hardware(struct given *given, struct run *run)
{
	struct hardware *all = run->hardware;
	size_t i;

	if (!any_of(given, "hardware"))
		return;
	if (run->hardware_count == 0 || is_given(given, "hardware", "device")) {
		run->hardware = arena_alloc(given->arena,
		    sizeof *run->hardware);
		if (run->hardware_count == 1) {
			run->hardware->count = all->count;
			run->hardware->nodes = all->nodes;
		}
		run->hardware_count = 1;
	}
	for (i = 0; i < run->hardware_count; i++)
		put(given, "hardware", &run->hardware[i]);
}

static void
put_run(struct given *given, struct run *run)
{
	put(given, "run", run);
	put(given, "place", &run->place);
	put_hardware(given, run);
	put(given, "price", &run->price);
	run->price.known |= any_of(given, "price");
}

/* Places above the run lose what is void; what is given stands nearest, in the run. */
static void
put_all(struct given *given, struct study *study)
{
	size_t i, j;

	empty_voided(given, "place", &study->place);
	for (i = 0; i < study->model_count; i++) {
		struct model *model = &study->models[i];

		put(given, "model", model);
		empty_voided(given, "place", &model->place);
		for (j = 0; j < model->run_count; j++)
			put_run(given, &model->runs[j]);
	}
}

/* The power of a whole machine says nothing of two kinds of hardware. */
static bool
check_total_power(const struct given *given, const struct study *study)
{
	size_t i, j;

	if (!is_given(given, "hardware", "total-power") ||
	    is_given(given, "hardware", "device"))
		return true;
	for (i = 0; i < study->model_count; i++)
		for (j = 0; j < study->models[i].run_count; j++)
			if (study->models[i].runs[j].hardware_count > 1) {
				diag(given->diags, DIAG_STUDY_VALUE,
				    given->hardware.total_power.origin->pos,
				    "a run of \"%s\" has several kinds of hardware; give --power, or --hardware too",
				    study->models[i].id.text);
				return false;
			}
	return true;
}

bool
study_override(struct study *study, const struct override *overrides,
    size_t count, struct arena *arena, struct diags *diags)
{
	struct given given = { .overrides = overrides, .count = count,
		.arena = arena, .diags = diags };
	size_t i, first = diags->count;

	for (i = 0; i < count; i++)
		study_set(overrides[i].element, overrides[i].attribute,
		    overrides[i].value, overrides[i].option,
		    element_of(&given, overrides[i].element), arena, diags);
	if (diags_have_error(diags, first) ||
	    !check_total_power(&given, study))
		return false;
	put_all(&given, study);
	return true;
}
