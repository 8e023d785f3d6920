/*
 * A tree of elements to a study. The vocabulary says what each attribute
 * holds; a fault is named at its place and reading goes on.
 */
#include "study/read.h"

#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/num.h"
#include "base/timestamp.h"
#include "base/tree.h"
#include "base/word.h"
#include "study/study.h"
#include "study/vocabulary.h"

enum { NAMES_MAX = 32 };

struct reader {
	struct arena *arena;
	struct diags *diags;
	bool yaml;
};

static const char *const stage_names[] = {
	[STAGE_FINAL] = WORD("final"),
	[STAGE_TUNING] = WORD("tuning"),
	[STAGE_FAILED] = WORD("failed"),
	[STAGE_INFERENCE] = WORD("inference"),
	[STAGE_OTHER] = WORD("other"),
};

static const char *const role_names[] = {
	[ROLE_ANY] = "any",
	[ROLE_POWER] = "power",
	[ROLE_TIME] = "time",
	[ROLE_ENERGY] = "energy",
	[ROLE_COST] = "cost",
};

_Static_assert(sizeof stage_names / sizeof stage_names[0] == STAGE_TOTAL,
    "a name per stage");

const char *
stage_name(enum stage stage)
{
	return stage_names[stage];
}

/* "a, b or c" */
static const char *
choices(struct arena *arena, const char *const *names, size_t count)
{
	const char *text = "";
	size_t i;

	for (i = 0; i < count; i++)
		text = arena_printf(arena, "%s%s%s", text,
		    i == 0             ? "" :
			i + 1 == count ? " or " :
					 ", ",
		    names[i]);
	return text;
}

/* What was written: time="1" or time: 1. */
static const char *
written(struct reader *r, const struct attribute *a)
{
	return arena_printf(r->arena,
	    r->yaml ? "\"%s: %s\"" : "%s=\"%s\"", a->name, a->value);
}

static void
say_unit(struct reader *r, const struct attribute *a, enum dimension dimension,
    enum quantity_fault fault)
{
	const char *units = unit_choices(r->arena, dimension);

	if (fault == QUANTITY_NO_UNIT)
		diag(r->diags, DIAG_QUANTITY_UNIT, a->value_pos,
		    "%s needs a unit, one of: %s", written(r, a),
		    units);
	else if (fault == QUANTITY_UNKNOWN_UNIT)
		diag(r->diags, DIAG_QUANTITY_UNIT, a->value_pos,
		    "the unit of %s is not known; one of: %s", written(r, a), units);
	else
		diag(r->diags, DIAG_QUANTITY_UNIT, a->value_pos,
		    "the unit of %s measures something else; one of: %s",
		    written(r, a), units[0] == '\0' ? "(none)" : units);
}

static void
say_quantity(struct reader *r, const struct attribute *a,
    enum dimension dimension, enum quantity_fault fault)
{
	switch (fault) {
	case QUANTITY_OK:
		break;
	case QUANTITY_NO_NUMBER:
		diag(r->diags, DIAG_QUANTITY_VALUE, a->value_pos,
		    "%s is no number, range \"a..b\" or \"a (b..c)\" with a unit",
		    written(r, a));
		break;
	case QUANTITY_NO_UNIT:
	case QUANTITY_UNKNOWN_UNIT:
	case QUANTITY_WRONG_DIMENSION:
		say_unit(r, a, dimension, fault);
		break;
	case QUANTITY_BAD_RANGE:
		diag(r->diags, DIAG_QUANTITY_VALUE, a->value_pos,
		    "the range of %s must rise and hold the value",
		    written(r, a));
		break;
	case QUANTITY_TOO_LARGE:
	case QUANTITY_NEGATIVE:
		diag(r->diags, DIAG_QUANTITY_VALUE, a->value_pos,
		    "%s must %s", written(r, a), fault == QUANTITY_NEGATIVE ?
			"not be negative" : "lie between 1e-36 and 1e36");
		break;
	}
}

static struct origin *
origin_written(struct reader *r, const struct attribute *a)
{
	struct origin *origin = arena_alloc(r->arena, sizeof *origin);

	*origin = (struct origin){
		.kind = ORIGIN_STUDY,
		.pos = a->value_pos,
		.written = a->value,
	};
	if (pos_is_option(&a->value_pos)) {
		origin->kind = ORIGIN_OPTION;
		origin->row = a->value_pos.file;
	}
	return origin;
}

static void
read_quantity(struct reader *r, const struct attribute *a,
    const struct attribute_rule *rule, struct fact *fact)
{
	struct quantity q;
	enum quantity_fault fault =
	    quantity_parse(span_of(a->value), rule->dimension, &q);

	if (fault != QUANTITY_OK) {
		say_quantity(r, a, rule->dimension, fault);
		return;
	}
	if (rule->most > 0 && (q.low < rule->least || q.high > rule->most)) {
		diag(r->diags, DIAG_STUDY_VALUE, a->value_pos,
		    "%s must lie between %g and %g", written(r, a),
		    rule->least, rule->most);
		return;
	}
	*fact = (struct fact){ true, q, origin_written(r, a) };
}

static void
read_whole(struct reader *r, const struct attribute *a, struct whole *whole)
{
	double value;

	if (!num_parse(span_trim(span_of(a->value)), &value) || value < 1 ||
	    value > 1e9 || value != (double)(long)value) {
		diag(r->diags, DIAG_STUDY_VALUE, a->value_pos,
		    "%s must be a whole number, at least 1", written(r, a));
		return;
	}
	*whole = (struct whole){ true, (long)value, a->value_pos };
}

static void
read_moment(struct reader *r, const struct attribute *a, struct moment *moment)
{
	struct moment read = { .known = true, .pos = a->value_pos };

	if (!timestamp_parse(span_of(a->value), &read.seconds, &read.zoned)) {
		diag(r->diags, DIAG_STUDY_VALUE, a->value_pos,
		    "%s must be a time such as 2026-01-31T12:00:00Z",
		    written(r, a));
		return;
	}
	*moment = read;
}

/* The index of the attribute's value in NAMES; 0 with a fault when it is none. */
static size_t
read_name(struct reader *r, const struct attribute *a,
    const char *const *names, size_t count)
{
	const char *nearest;
	size_t i;

	for (i = 0; i < count; i++)
		if (strcmp(names[i], a->value) == 0)
			return i;
	nearest = str_nearest(a->value, names, count);
	diag(r->diags, DIAG_STUDY_VALUE, a->value_pos,
	    "%s must be %s%s%s%s", written(r, a),
	    choices(r->arena, names, count),
	    nearest == NULL ? "" : "; did you mean \"",
	    nearest == NULL ? "" : nearest, nearest == NULL ? "" : "\"?");
	return 0;
}

static void
read_number(struct reader *r, const struct attribute *a, double *number)
{
	if (!num_parse(span_trim(span_of(a->value)), number))
		diag(r->diags, DIAG_STUDY_VALUE, a->value_pos,
		    "%s must be a number", written(r, a));
}

static void
read_value(struct reader *r, const struct attribute *a,
    const struct attribute_rule *rule, void *target)
{
	void *member = (char *)target + rule->offset;

	switch (rule->kind) {
	case ATTRIBUTE_WORDS:
		*(struct words *)member =
		    (struct words){ a->value, a->value_pos };
		break;
	case ATTRIBUTE_WHOLE:
		read_whole(r, a, member);
		break;
	case ATTRIBUTE_QUANTITY:
		read_quantity(r, a, rule, member);
		break;
	case ATTRIBUTE_MOMENT:
		read_moment(r, a, member);
		break;
	case ATTRIBUTE_STAGE:
		*(enum stage *)member = (enum stage)read_name(r, a,
		    stage_names, STAGE_TOTAL);
		break;
	case ATTRIBUTE_ROLE:
		*(enum log_role *)member = (enum log_role)read_name(r, a,
		    role_names, sizeof role_names / sizeof role_names[0]);
		break;
	case ATTRIBUTE_NUMBER:
		read_number(r, a, member);
		break;
	}
}

static const char *
nearest_attribute(const struct element_rule *rule, const char *name)
{
	const char *names[NAMES_MAX];
	size_t i;

	for (i = 0; i < rule->attribute_count && i < NAMES_MAX; i++)
		names[i] = rule->attributes[i].name;
	return str_nearest(name, names, i);
}

static void
say_attribute(struct reader *r, const struct element_rule *rule,
    const struct attribute *a)
{
	const char *names[NAMES_MAX];
	const char *nearest = nearest_attribute(rule, a->name);
	size_t i;

	if (nearest != NULL) {
		diag(r->diags, DIAG_STUDY_ATTRIBUTE, a->pos,
		    "<%s> has no \"%s\"; did you mean \"%s\"?", rule->name,
		    a->name, nearest);
		return;
	}
	for (i = 0; i < rule->attribute_count && i < NAMES_MAX; i++)
		names[i] = rule->attributes[i].name;
	diag(r->diags, DIAG_STUDY_ATTRIBUTE, a->pos,
	    "<%s> has no \"%s\"; it may have %s", rule->name, a->name,
	    i == 0 ? "none" : choices(r->arena, names, i));
}

/* Fills TARGET from the attributes of ELEMENT. */
static void
read_attributes(struct reader *r, const struct element *element, void *target)
{
	const struct element_rule *rule = vocabulary_rule(element->name);
	const struct attribute_rule *wanted;
	size_t i;

	for (i = 0; i < element->attribute_count; i++) {
		const struct attribute *a = &element->attributes[i];

		wanted = vocabulary_attribute(rule, a->name);
		if (wanted == NULL)
			say_attribute(r, rule, a);
		else
			read_value(r, a, wanted, target);
	}
	for (i = 0; i < rule->attribute_count; i++) {
		wanted = &rule->attributes[i];
		if (wanted->required &&
		    element_attribute(element, wanted->name) == NULL)
			diag(r->diags, DIAG_STUDY_MISSING, element->pos,
			    r->yaml ? "a %s needs the key \"%s:\"" :
				      "<%s> needs the attribute \"%s\"",
			    rule->name, wanted->name);
	}
}

static bool
may_hold(const struct element_rule *rule, const char *child)
{
	size_t i;

	for (i = 0; rule->children[i] != NULL; i++)
		if (strcmp(rule->children[i], child) == 0)
			return true;
	return false;
}

static void
say_element(struct reader *r, const struct element *parent,
    const struct element *child)
{
	const struct element_rule *rule = vocabulary_rule(parent->name);
	const char *nearest;
	size_t count = 0;

	while (rule->children[count] != NULL)
		count++;
	nearest = str_nearest(child->name, rule->children, count);
	if (nearest != NULL)
		diag(r->diags, DIAG_STUDY_ELEMENT, child->pos,
		    "<%s> may not hold <%s>; did you mean <%s>?",
		    parent->name, child->name, nearest);
	else
		diag(r->diags, DIAG_STUDY_ELEMENT, child->pos,
		    "<%s> may not hold <%s>; it may hold %s", parent->name,
		    child->name,
		    count == 0 ? "nothing" :
				 choices(r->arena, rule->children, count));
}

/* The next child that the vocabulary allows; others are named and passed over. */
static const struct element *
next_child(struct reader *r, const struct element *parent,
    const struct element *child)
{
	child = child == NULL ? parent->first : child->next;
	while (child != NULL &&
	    !may_hold(vocabulary_rule(parent->name), child->name)) {
		say_element(r, parent, child);
		child = child->next;
	}
	return child;
}

static void
read_leaf(struct reader *r, const struct element *element, void *target)
{
	read_attributes(r, element, target);
	next_child(r, element, NULL);
}

static void
add_note(struct reader *r, const struct element *element, struct note **notes,
    size_t *count)
{
	*notes = arena_grow(r->arena, *notes, *count, sizeof **notes);
	(*notes)[(*count)++] =
	    (struct note){ element->text, element->text_pos };
}

static void
read_hardware(struct reader *r, const struct element *element, struct run *run)
{
	struct hardware hardware = { 0 };

	read_leaf(r, element, &hardware);
	run->hardware = arena_grow(r->arena, run->hardware,
	    run->hardware_count, sizeof *run->hardware);
	run->hardware[run->hardware_count++] = hardware;
}

static void
read_log(struct reader *r, const struct element *element, struct run *run)
{
	struct log log = { .pos = element->pos };

	read_leaf(r, element, &log);
	run->logs = arena_grow(r->arena, run->logs, run->log_count,
	    sizeof *run->logs);
	run->logs[run->log_count++] = log;
}

static void
read_run(struct reader *r, const struct element *element, struct model *model)
{
	struct run run = { .pos = element->pos };
	const struct element *child = NULL;

	read_attributes(r, element, &run);
	while ((child = next_child(r, element, child)) != NULL) {
		if (strcmp(child->name, "place") == 0)
			read_leaf(r, child, &run.place);
		else if (strcmp(child->name, "hardware") == 0)
			read_hardware(r, child, &run);
		else if (strcmp(child->name, "log") == 0)
			read_log(r, child, &run);
		else
			read_leaf(r, child, &run.price);
	}
	run.price.known = element_child(element, "price") != NULL;
	model->runs = arena_grow(r->arena, model->runs, model->run_count,
	    sizeof *model->runs);
	model->runs[model->run_count++] = run;
}

static void
read_score(struct reader *r, const struct element *element,
    struct model *model)
{
	const struct attribute *value = element_attribute(element, "value");
	struct score score = {
		.written = value == NULL ? "" : value->value
	};

	read_leaf(r, element, &score);
	model->scores = arena_grow(r->arena, model->scores,
	    model->score_count, sizeof *model->scores);
	model->scores[model->score_count++] = score;
}

static void
read_model(struct reader *r, const struct element *element,
    struct study *study)
{
	struct model model = { .pos = element->pos };
	const struct element *child = NULL;

	read_attributes(r, element, &model);
	while ((child = next_child(r, element, child)) != NULL) {
		if (strcmp(child->name, "place") == 0)
			read_leaf(r, child, &model.place);
		else if (strcmp(child->name, "functional-unit") == 0)
			read_leaf(r, child, &model.functional_unit);
		else if (strcmp(child->name, "score") == 0)
			read_score(r, child, &model);
		else if (strcmp(child->name, "run") == 0)
			read_run(r, child, &model);
		else
			add_note(r, child, &model.notes, &model.note_count);
	}
	study->models = arena_grow(r->arena, study->models,
	    study->model_count, sizeof *study->models);
	study->models[study->model_count++] = model;
}

void
study_from_tree(const struct element *root, struct study *study,
    struct arena *arena, struct diags *diags)
{
	struct reader reader = { arena, diags, study->yaml };
	const struct element *child = NULL;

	study->pos = root->pos;
	read_attributes(&reader, root, study);
	while ((child = next_child(&reader, root, child)) != NULL) {
		if (strcmp(child->name, "place") == 0)
			read_leaf(&reader, child, &study->place);
		else if (strcmp(child->name, "functional-unit") == 0)
			read_leaf(&reader, child, &study->functional_unit);
		else if (strcmp(child->name, "model") == 0)
			read_model(&reader, child, study);
		else
			add_note(&reader, child, &study->notes,
			    &study->note_count);
	}
}

void
study_set(const char *element, const char *name, const char *value,
    const char *option, void *target, struct arena *arena,
    struct diags *diags)
{
	struct reader reader = { arena, diags, false };
	const struct attribute attribute = {
		.name = name,
		.value = value,
		.pos = pos_of_option(option),
		.value_pos = pos_of_option(option),
	};

	read_value(&reader, &attribute,
	    vocabulary_attribute(vocabulary_rule(element), name), target);
}
