/*
 * Comments and empty lines put between the lines of a YAML text. It must not
 * know what libyaml writes, only where the parts stand.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/tree.h"
#include "study/yaml_tree.h"

/* Of what goes before one line the ends of what is above it come first. */
enum insertion_kind { INSERT_TAIL, INSERT_EMPTY, INSERT_ABOVE };

struct insertion {
	enum insertion_kind kind;
	size_t line;       /* before it (1-based) */
	size_t indent;
	size_t index;      /* of the point */
	const char *text;  /* lines of comment */
};

struct lines {
	const struct yaml_tree *tree;
	struct arena *arena;
	struct insertion *items;
	size_t count;
	const char **beside; /* the comment that ends each line, or NULL */
	size_t line_count;
};

static void
insert(struct lines *lines, struct insertion insertion)
{
	lines->items = arena_grow(lines->arena, lines->items, lines->count,
	    sizeof *lines->items);
	lines->items[lines->count++] = insertion;
}

static void
insert_above(struct lines *lines, size_t i, const char *text)
{
	const struct yaml_point *point = &lines->tree->points[i];

	if (text != NULL)
		insert(lines,
		    (struct insertion){ INSERT_ABOVE, point->pos.line,
			point->pos.column - 1 - (point->item ? 2 : 0), i,
			text });
}

/* A comment of several lines, or a second one, can't end a line. */
static void
insert_beside(struct lines *lines, size_t i, const char *text)
{
	const char **room = &lines->beside[lines->tree->points[i].pos.line];

	if (text == NULL)
		return;
	if (*room != NULL || strchr(text, '\n') != NULL)
		insert_above(lines, i, text);
	else
		*room = text;
}

static void
insert_tail(struct lines *lines, size_t i, const char *text)
{
	const struct yaml_tree *tree = lines->tree;
	const struct yaml_point *point = &tree->points[i];
	size_t column = i + 1 < point->end ? tree->points[i + 1].pos.column :
					     point->pos.column;

	size_t line = point->end < tree->count ?
	    tree->points[point->end].pos.line :
	    lines->line_count + 1;

	if (text == NULL)
		return;
	if (i == 0) /* what ends the whole stands by itself */
		insert(lines,
		    (struct insertion){ INSERT_EMPTY, line, 0, i, "" });
	insert(lines,
	    (struct insertion){ i == 0 ? INSERT_ABOVE : INSERT_TAIL, line,
		column - 1, i, text });
}

/* Whether an empty line goes before the point: what a study has beside its own keys, and each further model. */
static bool
begins_part(const struct yaml_tree *tree, size_t i)
{
	const struct yaml_point *point = &tree->points[i];

	if (i == 0)
		return false;
	if (point->kind == YAML_POINT_GROUP)
		return point->element == tree->root;
	if (point->kind != YAML_POINT_ELEMENT ||
	    point->element->parent != tree->root)
		return false;
	return !point->item ||
	    (strcmp(point->element->name, "model") == 0 &&
		tree->points[i - 1].kind != YAML_POINT_GROUP);
}

static void
insert_slot(struct lines *lines, size_t i, const struct yaml_slot *slot)
{
	const struct attribute *attribute;

	if (begins_part(lines->tree, i))
		insert(lines,
		    (struct insertion){ INSERT_EMPTY,
			lines->tree->points[i].pos.line, 0, i, "" });
	switch (slot->kind) {
	case YAML_POINT_GROUP:
		break;
	case YAML_POINT_ATTRIBUTE:
		attribute = &slot->element->attributes[slot->attribute];
		insert_above(lines, i, attribute->above);
		insert_beside(lines, i, attribute->beside);
		break;
	case YAML_POINT_ELEMENT:
		insert_above(lines, i, slot->element->above);
		insert_beside(lines, i, slot->element->beside);
		insert_tail(lines, i, slot->element->tail);
		break;
	}
}

/* By line, by kind, the deeper tail first, else as they stand. */
static int
by_line(const void *a, const void *b)
{
	const struct insertion *x = a, *y = b;

	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	if (x->kind == INSERT_TAIL)
		return (x->index < y->index) - (x->index > y->index);
	return (x->index > y->index) - (x->index < y->index);
}

/* One line of comment: what YAML takes for the end of a line (U+0085, U+2028, U+2029, "\r") or for no text is a space. */
static void
write_comment(struct span line, struct buf *out)
{
	size_t n;

	buf_puts(out, line.n == 0 ? "#" : "# ");
	for (; line.n > 0; line = span_sub(line, n, line.n)) {
		struct span one;

		n = span_utf8_length(line);
		one = span_sub(line, 0, n);
		if (n == 0)
			n = 1;
		if (one.n == 0 || (one.n == 1 && one.s[0] < ' ' &&
			one.s[0] != '\t') || span_equal(one, "\x7f") ||
		    (one.n == 2 && span_starts(one, "\xc2") &&
			(unsigned char)one.s[1] < 0xa0) ||
		    span_equal(one, "\xe2\x80\xa8") ||
		    span_equal(one, "\xe2\x80\xa9") ||
		    span_equal(one, "\xef\xbb\xbf"))
			buf_putc(out, ' ');
		else
			buf_add(out, one.s, one.n);
	}
}

static void
write_insertion(const struct insertion *insertion, struct buf *out)
{
	struct span rest = span_of(insertion->text), line;

	if (insertion->kind == INSERT_EMPTY)
		buf_putc(out, '\n');
	while (insertion->kind != INSERT_EMPTY && rest.s != NULL) {
		line = span_cut(&rest, '\n');
		buf_printf(out, "%*s", (int)insertion->indent, "");
		write_comment(line, out);
		buf_putc(out, '\n');
		if (rest.n == 0)
			break;
	}
}

static void
write_lines(const struct lines *lines, struct span text, struct buf *out)
{
	size_t i = 0, number;

	for (number = 1; text.n > 0; number++) {
		struct span line = span_cut(&text, '\n');

		for (; i < lines->count && lines->items[i].line <= number; i++)
			write_insertion(&lines->items[i], out);
		buf_add(out, line.s, line.n);
		if (lines->beside[number] != NULL) {
			buf_puts(out, "  ");
			write_comment(span_of(lines->beside[number]), out);
		}
		buf_putc(out, '\n');
	}
	for (; i < lines->count; i++)
		write_insertion(&lines->items[i], out);
}

void
yaml_comment_write(const struct yaml_tree *tree,
    const struct yaml_slot *slots, const struct buf *text, struct buf *out,
    struct arena *arena)
{
	struct lines lines = { .tree = tree, .arena = arena };
	size_t i;

	for (i = 0; i < text->n; i++)
		lines.line_count += text->s[i] == '\n';
	lines.beside = arena_alloc(arena,
	    (lines.line_count + 2) * sizeof *lines.beside);
	for (i = 0; i < tree->count; i++)
		insert_slot(&lines, i, &slots[i]);
	if (lines.count > 0)
		qsort(lines.items, lines.count, sizeof *lines.items, by_line);
	write_lines(&lines, (struct span){ text->s, text->n }, out);
}
