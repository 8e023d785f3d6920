/*
 * Holding a disclosure to a profile. Each model is looked at by itself, so
 * that of several paths each model may take its own.
 */
#include "check/profile.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "document/paths.h"

#define MODELS "models.*."

struct judging {
	const struct profile *profile;
	const struct json *root;
	struct arena *arena;
	struct profile_answers answers;
};

/* What a path comes to, and of what is not met what was found. */
struct outcome {
	enum profile_state state;
	const char *found;
};

static const char *const states[] = {
	[PROFILE_MET] = "met",
	[PROFILE_MISSING] = "missing",
	[PROFILE_PARTLY] = "partly",
	[PROFILE_WEAK] = "weak",
	[PROFILE_ABOVE] = "above",
	[PROFILE_REFUSED] = "refused",
	[PROFILE_ASIDE] = "paper",
};

const char *
profile_state_name(enum profile_state state)
{
	return states[state];
}

/* One value. */

static int
rank_of(const char *quality)
{
	static const char *const order[] = { "assumed", "modelled", "sampled",
		"measured" };
	int i;

	for (i = 0; i < 4; i++)
		if (quality != NULL && strcmp(quality, order[i]) == 0)
			return i;
	return -1;
}

static bool
is_there(const struct json *value)
{
	const char *text = json_text(value);
	double number;

	if (json_is_array(value))
		return json_count(value) != 0;
	if (text != NULL)
		return text[0] != '\0';
	return value != NULL && (json_is_object(value) ||
	    json_is_true(value) || json_number(value, &number));
}

static bool
is_unit_of(const struct path_key *key, const char *unit)
{
	if (unit == NULL)
		return false;
	if (key->unit == UNIT_CURRENCY)
		return unit_is_currency(unit);
	return strcmp(unit,
	    key->unit == UNIT_ONE ? "1" : unit_text(key->unit)) == 0;
}

/* An object alone is no quantity: a number or both ends, in order, in its unit. What is wrong, or NULL. */
static const char *
fault_of_quantity(const struct path_key *key, const struct json *value)
{
	double number = json_member_number(value, "value");
	double low = json_member_number(value, "low");
	double high = json_member_number(value, "high");

	if (isnan(number) && (isnan(low) || isnan(high)))
		return "without a number";
	if (low > high || number < low || number > high || low < 0 ||
	    number < 0)
		return "negative, or outside of its range";
	return is_unit_of(key, json_text(json_member(value, "unit"))) ?
	    NULL : "not in its unit";
}

/* A quantity's high end counts against a limit; units are those of disclosure.json. */
static bool
is_above(const struct profile_field *field, const struct json *value)
{
	double high = json_member_number(value, "high");
	const char *unit = json_text(json_member(value, "unit"));
	enum dimension dimension = unit_dimension(field->most.unit);
	enum unit own = dimension == DIM_ENERGY ? UNIT_KWH :
	    dimension == DIM_MASS               ? UNIT_KG :
	    dimension == DIM_TIME               ? UNIT_H :
						  UNIT_CURRENCY;

	if (isnan(high))
		high = json_member_number(value, "value");
	if (own == UNIT_CURRENCY)
		return unit != NULL && high > field->most.value &&
		    strcmp(unit, field->most.currency) == 0;
	return unit_to_base(own, high) > field->most.value;
}

static struct outcome
judge_value(const struct judging *j, const struct profile_field *field,
    const struct path_key *key, const struct json *value)
{
	const char *quality = json_is_object(value) ?
	    json_text(json_member(value, "quality")) : json_text(value);
	const char *fault = NULL;

	if (is_there(value) && key != NULL && key->kind == PATH_QUANTITY)
		fault = fault_of_quantity(key, value);
	if (!is_there(value) || fault != NULL)
		return (struct outcome){ PROFILE_MISSING, fault };
	if (field->whole && json_is_true(json_member(value, "at_least")))
		return (struct outcome){ PROFILE_PARTLY, "at least" };
	if (field->limited && is_above(field, value))
		return (struct outcome){ PROFILE_ABOVE, NULL };
	if (field->evidence != NULL &&
	    rank_of(quality) < rank_of(field->evidence))
		return (struct outcome){ PROFILE_WEAK, quality == NULL ?
			NULL : arena_strdup(j->arena, quality) };
	return (struct outcome){ PROFILE_MET, NULL };
}

/* Paths. */

/* All of a list must do; of none nothing is there. */
/* NOLINTNEXTLINE(misc-no-recursion): a profile's paths are short */
static struct outcome
judge_path(const struct judging *j, const struct profile_field *field,
    const struct path_key *key, const struct json *at, struct span path)
{
	struct outcome outcome = { PROFILE_MISSING, NULL };
	struct span rest = path, step;
	size_t i;

	if (path.n == 0)
		return judge_value(j, field, key, at);
	step = span_cut(&rest, '.');
	if (!span_equal(step, "*"))
		return judge_path(j, field, key,
		    json_member(at, span_dup(j->arena, step)), rest);
	for (i = 0; i < json_count(at); i++) {
		outcome = judge_path(j, field, key, json_item(at, i), rest);
		if (outcome.state != PROFILE_MET)
			return outcome;
	}
	return outcome;
}

/* The best of several paths from AT, behind their first CUT bytes; *PATH is the one. */
static struct outcome
judge_paths(const struct judging *j, const struct profile_field *field,
    const struct json *at, size_t cut, const char **path)
{
	struct outcome best = { PROFILE_MISSING, NULL };
	size_t i;

	*path = field->paths[0] + cut;
	for (i = 0; i < field->path_count; i++) {
		const char *own = field->paths[i] + cut;
		struct outcome outcome = judge_path(j, field,
		    path_follow((struct path_end){ .key = &path_root },
			span_of(field->paths[i]), j->arena).key,
		    at, span_of(own));

		if (outcome.state != PROFILE_MET &&
		    (best.state != PROFILE_MISSING || best.found != NULL ||
			(outcome.state == PROFILE_MISSING &&
			    outcome.found == NULL)))
			continue;
		best = outcome;
		*path = own;
		if (best.state == PROFILE_MET)
			break;
	}
	return best;
}

/* Answers. */

static void
add_fault(struct judging *j, struct profile_answer *answer,
    struct profile_fault fault)
{
	if (answer->fault_count == 0)
		answer->state = fault.state;
	answer->faults = arena_grow(j->arena, answer->faults,
	    answer->fault_count, sizeof *answer->faults);
	answer->faults[answer->fault_count++] = fault;
}

static void
add_answer(struct judging *j, const struct profile_answer *answer)
{
	struct profile_answers *all = &j->answers;

	all->items = arena_grow(j->arena, all->items, all->count,
	    sizeof *all->items);
	all->items[all->count++] = *answer;
	if (answer->fault_count == 0)
		return;
	if (answer->field->recommended)
		all->advice++;
	else
		all->faults++;
}

static const char *
model_path(const struct judging *j, size_t i, const char *rest)
{
	const char *id = json_text(json_member(
	    json_item(json_member(j->root, "models"), i), "id"));

	return id == NULL ?
	    arena_printf(j->arena, "models.%zu.%s", i, rest) :
	    arena_printf(j->arena, "models.%s.%s", id, rest);
}

static bool
is_of_models(const struct profile_field *field)
{
	size_t i;

	for (i = 0; i < field->path_count; i++)
		if (!span_starts(span_of(field->paths[i]), MODELS))
			return false;
	return true;
}

static void
judge_models(struct judging *j, struct profile_answer *answer)
{
	const struct json *models = json_member(j->root, "models");
	const char *path;
	size_t i;

	answer->asked = json_count(models);
	for (i = 0; i < answer->asked; i++) {
		struct outcome outcome = judge_paths(j, answer->field,
		    json_item(models, i), strlen(MODELS), &path);

		answer->met += outcome.state == PROFILE_MET;
		if (outcome.state != PROFILE_MET)
			add_fault(j, answer, (struct profile_fault){
			    outcome.state, model_path(j, i, path),
			    outcome.found, i });
	}
	if (answer->asked == 0)
		add_fault(j, answer, (struct profile_fault){ PROFILE_MISSING,
		    "models", NULL, PROFILE_NO_MODEL });
}

static void
judge_field(struct judging *j, const struct profile_field *field)
{
	struct profile_answer answer = { .field = field };
	struct outcome outcome;
	const char *path;

	if (field->path_count == 0) {
		answer.state = PROFILE_ASIDE;
	} else if (is_of_models(field)) {
		judge_models(j, &answer);
	} else {
		answer.asked = 1;
		outcome = judge_paths(j, field, j->root, 0, &path);
		answer.met = outcome.state == PROFILE_MET;
		if (outcome.state != PROFILE_MET)
			add_fault(j, &answer, (struct profile_fault){
			    outcome.state, path, outcome.found,
			    PROFILE_NO_MODEL });
	}
	add_answer(j, &answer);
}

/* Rules of the whole. */

static void
judge_method(struct judging *j)
{
	struct profile_field *field = arena_alloc(j->arena, sizeof *field);
	const char *method = json_text(json_member(
	    json_member(j->root, "study"), "method"));
	struct profile_answer answer = { .field = field, .asked = 1 };
	const char *list = "";
	size_t i;

	if (j->profile->method_count == 0)
		return;
	for (i = 0; i < j->profile->method_count; i++) {
		answer.met |= method != NULL &&
		    strcmp(method, j->profile->methods[i]) == 0;
		list = arena_printf(j->arena, "%s%s%s", list,
		    i == 0 ? "" : ", ", j->profile->methods[i]);
	}
	field->item = "method";
	field->asks = arena_printf(j->arena, "one of %s", list);
	if (answer.met == 0)
		add_fault(j, &answer, (struct profile_fault){
		    PROFILE_REFUSED, "study.method", method == NULL ? NULL :
		    arena_strdup(j->arena, method), PROFILE_NO_MODEL });
	add_answer(j, &answer);
}

/* A place as fine as the profile wants is a field like others. */
static void
judge_place(struct judging *j)
{
	struct profile_field *field = arena_alloc(j->arena, sizeof *field);

	if (j->profile->place == PROFILE_ANYWHERE)
		return;
	field->item = "place";
	field->asks = j->profile->place == PROFILE_COUNTRY ?
	    "the country or grid of every run" :
	    "the cloud region of every run";
	field->paths[0] = j->profile->place == PROFILE_COUNTRY ?
	    MODELS "places.*.grid" :
	    MODELS "places.*.region";
	field->path_count = 1;
	judge_field(j, field);
}

struct profile_answers
profile_judge(const struct profile *profile, const struct json *disclosure,
    struct arena *arena)
{
	struct judging j = { .profile = profile, .root = disclosure,
		.arena = arena };
	size_t i;

	judge_method(&j);
	judge_place(&j);
	for (i = 0; i < profile->field_count; i++)
		judge_field(&j, &profile->fields[i]);
	return j.answers;
}
