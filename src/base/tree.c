/*
 * Finding attributes and elements of a tree. It must not know what the tree
 * was read from.
 */
#include "base/tree.h"

#include <stdbool.h>
#include <string.h>

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
