/*
 * From JSON to the tree of values: what the tables know, and nothing else.
 */
#include "restate/tree.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/json.h"
#include "base/str.h"
#include "check/leaf.h"
#include "document/data.h"
#include "restate/quantity.h"
#include "restate/shape.h"

enum { TEXT_MAX = 2000, ITEMS_MAX = 20480, FAULTS_MAX = 20 };

/* Where in the file. */
struct step {
	const struct step *outer;
	const char *key;
};

/* "models/3/energy_kwh" */
static const char *
path_text(struct reading *r, const struct step *step)
{
	const char *text = step->key;

	while ((step = step->outer) != NULL)
		text = arena_printf(r->arena, "%s/%s", step->key, text);
	return text;
}

static void
say(struct reading *r, const struct step *step, const char *fault)
{
	const char *path;

	if (fault == NULL || ++r->faults > FAULTS_MAX)
		return;
	path = path_text(r, step);
	diag(r->diags, DIAG_DISCLOSED_VALUE,
	    leaf_place(r->text, r->root, r->file, path, r->arena),
	    "%s %s%s", path, fault, r->faults == FAULTS_MAX ?
		"; more of this kind is not said" : "");
}

/* Between two characters. */
static size_t
cut_at(const char *text, size_t n)
{
	while (n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80)
		n--;
	return n;
}

const char *
tree_text(struct reading *r, const struct json *value)
{
	const char *text = json_text(value);
	size_t n = text == NULL ? 0 : strlen(text);

	return text == NULL ?
	    NULL :
	    arena_strndup(r->arena, text,
		n > TEXT_MAX ? cut_at(text, TEXT_MAX) : n);
}

static void
add_number(struct reading *r, struct data *parent, const char *key,
    const struct json *value)
{
	double number = (double)NAN;

	json_number(value, &number);
	data_add_number(r->arena, parent, key, number);
}

/* False when the page can't take one more. */
static bool
count_item(struct reading *r)
{
	return ++r->items <= ITEMS_MAX;
}

static void
add_texts(struct reading *r, struct data *parent, const char *key,
    const struct json *value)
{
	struct data *list = data_add(parent, key, data_list(r->arena));
	size_t i;

	for (i = 0; i < json_count(value) && count_item(r); i++)
		if (json_text(json_item(value, i)) != NULL)
			data_add_text(r->arena, list, NULL,
			    tree_text(r, json_item(value, i)));
}

static void add_members(struct reading *, struct data *object,
    const struct shape *, const struct json *, const struct step *outer);

/* NOLINTNEXTLINE(misc-no-recursion): the tables are four deep */
static void
add_list(struct reading *r, struct data *parent, const struct shape *shape,
    const struct json *value, const struct step *step)
{
	struct data *list = data_add(parent, shape->key, data_list(r->arena));
	size_t i;

	for (i = 0; i < json_count(value) && count_item(r); i++) {
		const struct step item = { step,
			arena_printf(r->arena, "%zu", i) };

		if (json_is_object(json_item(value, i)))
			add_members(r, data_add(list, NULL,
				data_object(r->arena)),
			    shape->members, json_item(value, i), &item);
	}
}

/* NOLINTNEXTLINE(misc-no-recursion): the tables are four deep */
static void
add_member(struct reading *r, struct data *parent, const struct shape *shape,
    const struct json *value, const struct step *step)
{
	switch (shape->kind) {
	case SHAPE_TEXT:
		data_add_text(r->arena, parent, shape->key,
		    tree_text(r, value));
		break;
	case SHAPE_NUMBER:
		add_number(r, parent, shape->key, value);
		break;
	case SHAPE_BOOL:
		data_add_bool(r->arena, parent, shape->key,
		    json_is_true(value));
		break;
	case SHAPE_QUANTITY:
	case SHAPE_DIFFERENCE:
		say(r, step, quantity_add(r, parent, shape, value));
		break;
	case SHAPE_CHOICE:
		if (!json_is_object(value)) {
			data_add_null(r->arena, parent, shape->key);
			break;
		}
		/* fall through */
	case SHAPE_OBJECT:
		add_members(r, data_add(parent, shape->key,
			data_object(r->arena)),
		    shape->members, value, step);
		break;
	case SHAPE_LIST:
		add_list(r, parent, shape, value, step);
		break;
	case SHAPE_TEXTS:
		add_texts(r, parent, shape->key, value);
		break;
	}
}

/* NOLINTNEXTLINE(misc-no-recursion): the tables are four deep */
static void
add_members(struct reading *r, struct data *object, const struct shape *shape,
    const struct json *value, const struct step *outer)
{
	for (; shape->key != NULL; shape++) {
		const struct step step = { outer, shape->key };

		add_member(r, object, shape, json_member(value, shape->key),
		    &step);
	}
}

struct data *
tree_read(struct reading *r, const struct json *root)
{
	struct data *tree = data_object(r->arena);

	add_members(r, tree, shape_disclosure, root, NULL);
	if (r->items <= ITEMS_MAX)
		return tree;
	diag(r->diags, DIAG_DISCLOSED_PAGE, (struct pos){ .file = r->file },
	    "its lists hold over %d items",
	    (int)ITEMS_MAX);
	return NULL;
}
