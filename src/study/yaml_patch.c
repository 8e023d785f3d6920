/*
 * Lines added to a YAML text that somebody else laid out. Where they go in
 * the text as wattleaf writes it is known; the parts of the tree, which both
 * texts hold in the same order, tell where that is in the other.
 */
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/tree.h"
#include "base/yaml.h"
#include "study/yaml_tree.h"

struct patch {
	struct arena *arena;
	struct span *lines;        /* of the original */
	size_t line_count;
	struct yaml_tree original; /* where its parts stand */
	struct yaml_tree before;   /* where they stand as wattleaf writes them */
	struct buf *added;         /* what goes behind each line of the original */
};

static struct yaml_tree
parts_of(struct span text, struct arena *arena)
{
	struct diags said = { .arena = arena };
	struct yaml_document document;

	return yaml_tree_parse(text, "", &document, arena, &said);
}

static bool
same_parts(const struct yaml_tree *a, const struct yaml_tree *b)
{
	size_t i;

	if (a->root == NULL || b->root == NULL || a->count != b->count)
		return false;
	for (i = 0; i < a->count; i++)
		if (a->points[i].kind != b->points[i].kind ||
		    a->points[i].item != b->points[i].item ||
		    (i > 0 && a->points[i].pos.line < a->points[i - 1].pos.line))
			return false;
	return true;
}

static bool
same_tree(const struct element *a, const struct element *b)
{
	const struct element *x = a->first, *y = b->first;
	size_t i;

	if (strcmp(a->name, b->name) != 0 || strcmp(a->text, b->text) != 0 ||
	    a->attribute_count != b->attribute_count)
		return false;
	for (i = 0; i < a->attribute_count; i++)
		if (strcmp(a->attributes[i].name, b->attributes[i].name) != 0 ||
		    strcmp(a->attributes[i].value, b->attributes[i].value) != 0)
			return false;
	for (; x != NULL && y != NULL; x = x->next, y = y->next)
		if (!same_tree(x, y))
			return false;
	return x == y;
}

static void
cut_lines(struct patch *patch, struct span text)
{
	while (text.n > 0) {
		patch->lines = arena_grow(patch->arena, patch->lines,
		    patch->line_count, sizeof *patch->lines);
		patch->lines[patch->line_count++] = span_cut(&text, '\n');
	}
	patch->added = arena_alloc(patch->arena,
	    (patch->line_count + 1) * sizeof *patch->added);
}

static bool
says_nothing(struct span line)
{
	struct span text = span_trim(line);

	return text.n == 0 || text.s[0] == '#';
}

/* The last point that stands on the line of BEFORE or above it. */
static size_t
point_at(const struct patch *patch, size_t line)
{
	size_t i = patch->before.count;

	while (i > 1 && patch->before.points[i - 1].pos.line > line)
		i--;
	return i - 1;
}

/* The last line of the original that belongs to the point: not the comments and empty lines behind it. */
static size_t
last_line(const struct patch *patch, size_t point)
{
	const struct yaml_point *points = patch->original.points;
	size_t line = point + 1 < patch->original.count ?
	    points[point + 1].pos.line - 1 :
	    patch->line_count;

	while (line > points[point].pos.line &&
	    says_nothing(patch->lines[line - 1]))
		line--;
	return line;
}

/* The column, from 0, of the "-" in front of an entry of the original; SIZE_MAX where it is in no block. */
static size_t
dash_of(const struct patch *patch, const struct yaml_point *point)
{
	struct span line = patch->lines[point->pos.line - 1];
	size_t at = point->pos.column - 1;

	while (at > 0 && line.s[at - 1] == ' ')
		at--;
	return at > 0 && line.s[at - 1] == '-' ? at - 1 : SIZE_MAX;
}

/* How far the original indents what wattleaf indents by INDENT, seen at the nearest part above; SIZE_MAX when that is in no block. */
static size_t
indent_there(const struct patch *patch, size_t point, size_t indent,
    bool entry)
{
	size_t i;

	for (i = point + 1; i-- > 1;) {
		const struct yaml_point *ours = &patch->before.points[i];
		const struct yaml_point *theirs = &patch->original.points[i];

		if (entry && ours->item && ours->pos.column == indent + 3)
			return dash_of(patch, theirs);
		if (!entry && !ours->item && ours->pos.column == indent + 1)
			return theirs->pos.column - 1;
	}
	return SIZE_MAX;
}

/* The first line of a piece that is no comment; the first of all when there is none. */
static struct span
leading_line(const struct span *lines, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (!says_nothing(lines[i]))
			return lines[i];
	return lines[0];
}

/* Puts COUNT lines, which stand behind line AFTER of BEFORE, where that is in the original. */
static bool
put_piece(struct patch *patch, size_t after, const struct span *lines,
    size_t count)
{
	struct span leading = leading_line(lines, count);
	size_t point = point_at(patch, after), indent = span_run(leading, " ");
	bool entry = indent < leading.n && leading.s[indent] == '-';
	size_t there = says_nothing(leading) ?
	    indent :
	    indent_there(patch, point, indent, entry), i;
	struct buf *added = &patch->added[last_line(patch, point)];

	if (there == SIZE_MAX)
		return false;
	for (i = 0; i < count; i++) {
		size_t own = span_run(lines[i], " ");

		if (own < lines[i].n)
			buf_printf(added, "%*s%.*s",
			    (int)(own + there >= indent ? own + there - indent :
							  own),
			    "", (int)(lines[i].n - own), lines[i].s + own);
		buf_putc(added, '\n');
	}
	return true;
}

/* Each piece of AFTER that BEFORE has not; false when BEFORE has a line that AFTER has not. */
static bool
put_pieces(struct patch *patch, struct span before, struct span after)
{
	struct patch ours = { .arena = patch->arena };
	struct patch both = { .arena = patch->arena };
	size_t i = 0, j = 0, first = 0;

	cut_lines(&ours, before);
	cut_lines(&both, after);
	for (; j < both.line_count; j++) {
		bool old = i < ours.line_count &&
		    both.lines[j].n == ours.lines[i].n &&
		    memcmp(both.lines[j].s, ours.lines[i].s,
			ours.lines[i].n) == 0;

		if (!old)
			continue;
		if (j > first &&
		    !put_piece(patch, i, &both.lines[first], j - first))
			return false;
		first = j + 1;
		i++;
	}
	if (j > first && !put_piece(patch, i, &both.lines[first], j - first))
		return false;
	return i == ours.line_count;
}

static void
write_lines(const struct patch *patch, struct buf *out)
{
	size_t i;

	for (i = 0; i <= patch->line_count; i++) {
		if (i > 0) {
			buf_add(out, patch->lines[i - 1].s,
			    patch->lines[i - 1].n);
			buf_putc(out, '\n');
		}
		if (patch->added[i].n > 0)
			buf_add(out, patch->added[i].s, patch->added[i].n);
		buf_free(&patch->added[i]);
	}
}

bool
yaml_patch(struct span original, const struct buf *before,
    const struct buf *after, const struct element *merged, struct buf *out,
    struct arena *arena)
{
	struct patch patch = { .arena = arena };
	struct yaml_tree read;
	bool fits;

	cut_lines(&patch, original);
	patch.original = parts_of(original, arena);
	patch.before =
	    parts_of((struct span){ before->s, before->n }, arena);
	fits = same_parts(&patch.original, &patch.before) &&
	    put_pieces(&patch, (struct span){ before->s, before->n },
		(struct span){ after->s, after->n });
	write_lines(&patch, out);
	if (!fits)
		return false;
	read = parts_of((struct span){ out->s, out->n }, arena);
	return read.root != NULL && same_tree(read.root, merged);
}
