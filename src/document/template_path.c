/*
 * Paths of a template: found from the innermost repeated part outwards, and
 * conditions on them.
 */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "document/build.h"
#include "document/data.h"
#include "document/template.h"

enum { NAMES_MAX = 256, ERRORS_MAX = 50 };

/* Whether this was said of the same place: a repeated part comes by often. */
static bool
was_said(const struct template *t, enum diag_code code, struct pos pos)
{
	const struct diags *diags = t->b->diags;
	size_t i;

	for (i = t->first_diag; i < diags->count; i++)
		if (diags->items[i].code == code &&
		    diags->items[i].pos.line == pos.line &&
		    diags->items[i].pos.column == pos.column)
			return true;
	return false;
}

void
template_say(struct template *t, enum diag_code code, struct pos pos,
    const char *format, ...)
{
	va_list arguments;

	if (t->b->diags->count - t->first_diag >= ERRORS_MAX ||
	    was_said(t, code, pos))
		return;
	va_start(arguments, format);
	diag(t->b->diags, code, pos, "%s",
	    arena_vprintf(t->b->arena, format, arguments));
	va_end(arguments);
}

const char *
template_meant(struct template *t, const char *nearest)
{
	return nearest == NULL ?
	    "" :
	    arena_printf(t->b->arena, "; did you mean \"%s\"?", nearest);
}

static bool
has_member(const struct scope *scope, struct span name)
{
	const struct path_key *member = scope->at.key->members;

	for (; member != NULL && member->key != NULL; member++)
		if (span_equal(name, member->key))
			return true;
	return false;
}

/* The name in reach that is nearest to WORD. */
static const char *
nearest_name(struct template *t, const struct scope *scope, struct span word)
{
	const char *names[NAMES_MAX];
	size_t n = 0;

	for (; scope != NULL && n + 1 < NAMES_MAX; scope = scope->outer) {
		if (scope->name != NULL)
			names[n++] = scope->name;
		n += path_names(scope->at, names + n, NAMES_MAX - n);
	}
	return str_nearest(span_dup(t->b->arena, word), names, n);
}

static void
say_path(struct template *t, struct span path, struct pos pos,
    const char *nearest)
{
	template_say(t, DIAG_TEMPLATE_PATH, pos,
	    "{{%.*s}} is no value of the disclosure%s", (int)path.n,
	    path.n == 0 ? "" : path.s, template_meant(t, nearest));
}

struct path_end
template_path(struct template *t, const struct scope *scope, struct span path,
    struct pos pos)
{
	const struct scope *s = scope;
	struct span rest = path, first = span_cut(&rest, '.');
	struct path_end end;

	while (s != NULL && !has_member(s, first) &&
	    (s->name == NULL || !span_equal(first, s->name)))
		s = s->outer;
	if (s == NULL) {
		say_path(t, path, pos, nearest_name(t, scope, first));
		return (struct path_end){ .key = NULL };
	}
	if (has_member(s, first))
		rest = path;
	else if (rest.n == 0)
		return s->at;
	end = path_follow(s->at, rest, t->b->arena);
	if (end.key == NULL)
		say_path(t, path, pos, end.nearest);
	return end;
}

static bool
is_there(const struct data *data)
{
	if (data == NULL)
		return false;
	switch (data->kind) {
	case DATA_NULL:
		return false;
	case DATA_BOOL:
		return data->truth;
	case DATA_NUMBER:
	case DATA_OBJECT:
		return true;
	case DATA_TEXT:
		return data->text[0] != '\0';
	case DATA_LIST:
		break;
	}
	return data->first != NULL;
}

bool
template_holds(struct template *t, const struct scope *scope,
    struct span condition, struct pos pos)
{
	bool negated = span_starts(condition, "not ");
	struct path_end end;

	if (negated)
		condition = span_trim(span_sub(condition, 4, condition.n));
	end = template_path(t, scope, condition, pos);
	return end.key != NULL && is_there(end.data) != negated;
}
