/*
 * Finding attributes and elements of a tree. It must not know what the tree
 * was read from.
 */
#include "base/tree.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"

static bool
is_called(const struct element *element, const char *name, size_t n)
{
	return strncmp(element->name, name, n) == 0 && element->name[n] == '\0';
}

static const struct element *
first_called(const struct element *element, const char *name, size_t n)
{
	while (element != NULL && !is_called(element, name, n))
		element = element->next;
	return element;
}

struct element *
element_add(struct element *parent, const char *name, struct pos pos,
    struct arena *arena)
{
	struct element *element = arena_alloc(arena, sizeof *element);

	*element = (struct element){
		.name = name,
		.namespace_uri = parent == NULL ? NULL : parent->namespace_uri,
		.pos = pos,
		.text = "",
		.text_pos = pos,
		.parent = parent,
	};
	if (parent != NULL && parent->last != NULL)
		parent->last = parent->last->next = element;
	else if (parent != NULL)
		parent->first = parent->last = element;
	return element;
}

void
attribute_add(struct element *element, struct attribute attribute,
    struct arena *arena)
{
	element->attributes = arena_grow(arena, element->attributes,
	    element->attribute_count, sizeof *element->attributes);
	element->attributes[element->attribute_count++] = attribute;
}

const char *
comment_joined(struct arena *arena, const char *text, const char *line)
{
	if (text == NULL)
		return line;
	return strlen(text) + strlen(line) > COMMENT_SIZE_MAX ?
	    text :
	    arena_printf(arena, "%s\n%s", text, line);
}

const char *
comment_trimmed(struct arena *arena, const char *raw)
{
	struct span rest = span_trim(span_of(raw));
	struct buf text = { NULL, 0, 0 };
	const char *kept;

	while (rest.n > 0 && text.n < COMMENT_SIZE_MAX) {
		struct span line = span_trim(span_cut(&rest, '\n'));

		buf_add(&text, line.s, line.n);
		buf_putc(&text, rest.n > 0 ? '\n' : ' ');
	}
	kept = text.n == 0 ? NULL :
			     arena_strndup(arena, text.s, text.n - 1);
	buf_free(&text);
	return kept;
}

const struct attribute *
element_attribute(const struct element *element, const char *name)
{
	size_t i;

	for (i = 0; i < element->attribute_count; i++)
		if (strcmp(element->attributes[i].name, name) == 0)
			return &element->attributes[i];
	return NULL;
}

const struct element *
element_child(const struct element *element, const char *name)
{
	if (name == NULL)
		return element->first;
	return first_called(element->first, name, strlen(name));
}

const struct element *
element_next(const struct element *element, const char *name)
{
	if (name == NULL)
		return element->next;
	return first_called(element->next, name, strlen(name));
}

const struct element *
element_path(const struct element *element, const char *path)
{
	while (element != NULL && *path != '\0') {
		size_t n = strcspn(path, "/");

		element = first_called(element->first, path, n);
		path += n;
		if (*path == '/')
			path++;
	}
	return element;
}

const struct element *
element_after(const struct element *root, const struct element *at)
{
	if (at->first != NULL)
		return at->first;
	while (at != root && at->next == NULL)
		at = at->parent;
	return at == root ? NULL : at->next;
}
