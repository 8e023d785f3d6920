/*
 * Walks over JSON and XML trees.
 */
#include "check/leaf.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/num.h"
#include "base/tree.h"
#include "base/xml.h"

enum { PATH_MAX_BYTES = 512, NUMBER_BYTES = 24 };

struct walk {
	char path[PATH_MAX_BYTES];
	size_t n;
	struct span text;     /* JSON: the file */
	size_t at;            /* JSON: behind the last key */
	struct pos pos;       /* JSON: of that */
	bool numbered;        /* JSON: paths have numbers for "#" */
	struct arena *arena;
	void (*each)(const struct leaf *, void *);
	void *context;
};

bool
leaf_ends(const struct leaf *leaf, const char *steps)
{
	size_t n = strlen(leaf->path), end = strlen(steps);

	return n >= end && strcmp(leaf->path + n - end, steps) == 0 &&
	    (n == end || leaf->path[n - end - 1] == '/');
}

/* Adds a step to the path; returns its length before. */
static size_t
push(struct walk *walk, const char *step)
{
	size_t before = walk->n;
	int n = snprintf(walk->path + walk->n, sizeof walk->path - walk->n,
	    "%s%s", walk->n == 0 ? "" : "/", step);

	if (n < 0 || (size_t)n >= sizeof walk->path - walk->n)
		walk->path[walk->n] = '\0';
	else
		walk->n += (size_t)n;
	return before;
}

static void
pop(struct walk *walk, size_t before)
{
	walk->n = before;
	walk->path[before] = '\0';
}

static void
emit(const struct walk *walk, bool container, struct span text, struct pos pos)
{
	struct leaf leaf = { walk->path, container, text, pos };

	walk->each(&leaf, walk->context);
}

static void
step_byte(struct walk *walk)
{
	walk->pos.column++;
	if (walk->text.s[walk->at++] == '\n') {
		walk->pos.line++;
		walk->pos.column = 1;
	}
}

/* Behind the string that begins here. */
static void
step_string(struct walk *walk)
{
	step_byte(walk);
	while (walk->at < walk->text.n && walk->text.s[walk->at] != '"') {
		if (walk->text.s[walk->at] == '\\' &&
		    walk->at + 1 < walk->text.n)
			step_byte(walk);
		step_byte(walk);
	}
	if (walk->at < walk->text.n)
		step_byte(walk);
}

static void
step_blanks(struct walk *walk)
{
	while (walk->at < walk->text.n &&
	    strchr(" \t\r\n", walk->text.s[walk->at]) != NULL &&
	    walk->text.s[walk->at] != '\0')
		step_byte(walk);
}

/* Goes to the value of the next key: members come in the file's order. */
static void
next_key(struct walk *walk)
{
	while (walk->at < walk->text.n) {
		if (walk->text.s[walk->at] != '"') {
			step_byte(walk);
			continue;
		}
		step_string(walk);
		step_blanks(walk);
		if (walk->at < walk->text.n &&
		    walk->text.s[walk->at] == ':') {
			step_byte(walk);
			step_blanks(walk);
			return;
		}
	}
}

/* A number with the digits that the file has. */
static struct span
raw_number(const struct walk *walk)
{
	struct span rest = span_sub(walk->text, walk->at, NUM_TEXT * 2);
	size_t n = 0;

	while (n < rest.n && rest.s[n] != '\0' &&
	    strchr("+-.0123456789eE", rest.s[n]) != NULL)
		n++;
	return span_sub(rest, 0, n);
}

static void walk_json(const struct json *, struct walk *);

static void
walk_member(const char *name, const struct json *value, void *context)
{
	struct walk *walk = context;
	size_t before = push(walk, name);

	next_key(walk);
	walk_json(value, walk);
	pop(walk, before);
}

static void
walk_items(const struct json *list, struct walk *walk)
{
	char number[NUMBER_BYTES];
	size_t i, before;

	for (i = 0; i < json_count(list); i++) {
		snprintf(number, sizeof number, "%zu", i);
		before = push(walk, walk->numbered ? number : "#");
		walk_json(json_item(list, i), walk);
		pop(walk, before);
	}
}

/* NOLINTNEXTLINE(misc-no-recursion): json_read limits the depth */
static void
walk_json(const struct json *value, struct walk *walk)
{
	const char *text = json_text(value);
	double number;

	if (json_is_object(value) || json_is_array(value)) {
		emit(walk, true, (struct span){ "", 0 }, walk->pos);
		if (json_is_array(value))
			walk_items(value, walk);
		else
			json_members(value, walk_member, walk);
	} else if (text != NULL) {
		emit(walk, false, span_of(text), walk->pos);
	} else if (json_number(value, &number)) {
		emit(walk, false, raw_number(walk), walk->pos);
	} else if (json_is_true(value)) {
		emit(walk, false, span_of("true"), walk->pos);
	}
}

void
leaf_walk_read(struct span text, const struct json *root, const char *file,
    struct arena *arena, void (*each)(const struct leaf *, void *),
    void *context)
{
	struct walk walk = {
		.text = text,
		.pos = { file, 1, 1 },
		.arena = arena,
		.each = each,
		.context = context,
	};

	walk_json(root, &walk);
}

struct search {
	const char *path;
	struct pos pos;
};

static void
note_place(const struct leaf *leaf, void *context)
{
	struct search *search = context;

	if (strcmp(leaf->path, search->path) == 0)
		search->pos = leaf->pos;
}

struct pos
leaf_place(struct span text, const struct json *root, const char *file,
    const char *path, struct arena *arena)
{
	struct search search = { path, { .file = file } };
	struct walk walk = {
		.text = text,
		.pos = { file, 1, 1 },
		.numbered = true,
		.arena = arena,
		.each = note_place,
		.context = &search,
	};

	if (root != NULL)
		walk_json(root, &walk);
	return search.pos;
}

bool
leaf_walk_json(struct span text, const char *file, struct arena *arena,
    struct diags *diags, void (*each)(const struct leaf *, void *),
    void *context)
{
	struct json *root = json_read(text, (struct pos){ file, 1, 1 }, diags);

	if (root == NULL)
		return false;
	leaf_walk_read(text, root, file, arena, each, context);
	json_free(root);
	return true;
}

/* "energyConsumptions" is the plural of "energyConsumption", "properties" of "property". */
static bool
is_item(const struct element *element)
{
	struct span plural, name = span_of(element->name);

	if (element->parent == NULL)
		return false;
	plural = span_of(element->parent->name);
	if (span_ends(name, "y") && span_ends(plural, "ies"))
		return plural.n == name.n + 2 &&
		    strncmp(plural.s, name.s, name.n - 1) == 0;
	return plural.n == name.n + 1 && span_ends(plural, "s") &&
	    strncmp(plural.s, name.s, name.n) == 0;
}

static void
emit_attributes(const struct element *element, struct walk *walk)
{
	char step[PATH_MAX_BYTES];
	size_t i, before;

	for (i = 0; i < element->attribute_count; i++) {
		snprintf(step, sizeof step, "@%s",
		    element->attributes[i].name);
		before = push(walk, step);
		emit(walk, false, span_of(element->attributes[i].value),
		    element->attributes[i].value_pos);
		pop(walk, before);
	}
}

/* NOLINTNEXTLINE(misc-no-recursion): xml_read limits the depth */
static void
walk_xml(const struct element *element, struct walk *walk)
{
	size_t before = push(walk, is_item(element) ? "#" : element->name);
	const struct element *child;
	bool container = element->first != NULL ||
	    element->attribute_count > 0;

	if (container)
		emit(walk, true, (struct span){ "", 0 }, element->pos);
	emit_attributes(element, walk);
	if (element->first == NULL)
		emit(walk, false, span_trim(span_of(element->text)),
		    element->text_pos);
	for (child = element->first; child != NULL; child = child->next)
		walk_xml(child, walk);
	pop(walk, before);
}

bool
leaf_walk_xml(struct span text, const char *file, struct arena *arena,
    struct diags *diags, void (*each)(const struct leaf *, void *),
    void *context)
{
	struct walk walk = {
		.arena = arena,
		.each = each,
		.context = context,
	};
	struct element *root = xml_read(text, file, arena, diags);

	if (root == NULL)
		return false;
	walk_xml(root, &walk);
	return true;
}
