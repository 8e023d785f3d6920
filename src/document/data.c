/*
 * The tree of values that templates and disclosure.json share.
 */
#include "document/data.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/num.h"
#include "base/str.h"

static struct data *
data_new(struct arena *arena, enum data_kind kind)
{
	struct data *data = arena_alloc(arena, sizeof *data);

	data->kind = kind;
	return data;
}

struct data *
data_object(struct arena *arena)
{
	return data_new(arena, DATA_OBJECT);
}

struct data *
data_list(struct arena *arena)
{
	return data_new(arena, DATA_LIST);
}

struct data *
data_add(struct data *parent, const char *key, struct data *value)
{
	value->key = key;
	if (parent->last == NULL)
		parent->first = value;
	else
		parent->last->next = value;
	parent->last = value;
	return value;
}

void
data_add_null(struct arena *arena, struct data *parent, const char *key)
{
	data_add(parent, key, data_new(arena, DATA_NULL));
}

void
data_add_text(struct arena *arena, struct data *parent, const char *key,
    const char *text)
{
	struct data *data =
	    data_new(arena, text == NULL ? DATA_NULL : DATA_TEXT);

	data->text = text;
	data_add(parent, key, data);
}

void
data_add_number(struct arena *arena, struct data *parent, const char *key,
    double number)
{
	struct data *data =
	    data_new(arena, isfinite(number) ? DATA_NUMBER : DATA_NULL);

	data->number = number;
	data_add(parent, key, data);
}

void
data_add_bool(struct arena *arena, struct data *parent, const char *key,
    bool truth)
{
	struct data *data = data_new(arena, DATA_BOOL);

	data->truth = truth;
	data_add(parent, key, data);
}

static const struct data *
data_step(const struct data *data, struct span step)
{
	const struct data *child = data->first;
	double index;

	if (data->kind == DATA_LIST) {
		if (!num_parse(step, &index) || index < 0)
			return NULL;
		while (child != NULL && index >= 1) {
			child = child->next;
			index--;
		}
		return child;
	}
	while (child != NULL && !span_equal(step, child->key))
		child = child->next;
	return child;
}

const struct data *
data_path(const struct data *data, const char *path)
{
	struct span rest = span_of(path);

	while (data != NULL && rest.n > 0)
		data = data_step(data, span_cut(&rest, '.'));
	return data;
}
