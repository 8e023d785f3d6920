/*
 * Comments of YAML, each at the part of the tree that it speaks of: the one
 * whose line it ends, the one below it, or, indented as what is above it and
 * deeper than what follows, the end of that.
 */
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/tree.h"
#include "base/yaml.h"
#include "study/yaml_tree.h"

static void
join(struct arena *arena, const char **text, const char *line)
{
	*text = comment_joined(arena, *text, line);
}

/* Where the comments above or beside a point are kept; a list's key has no room of its own. */
static void
add_above(struct yaml_tree *tree, size_t i, const char *text,
    struct arena *arena)
{
	const struct yaml_point *point = &tree->points[i];

	if (point->kind == YAML_POINT_GROUP && i + 1 < point->end &&
	    i + 1 < tree->count)
		point = &tree->points[i + 1];
	if (point->kind == YAML_POINT_ATTRIBUTE)
		join(arena, &point->element->attributes[point->attribute].above,
		    text);
	else
		join(arena, &point->element->above, text);
}

static void
add_beside(struct yaml_tree *tree, size_t i, const char *text,
    struct arena *arena)
{
	const struct yaml_point *point = &tree->points[i];

	if (point->kind == YAML_POINT_ATTRIBUTE)
		join(arena,
		    &point->element->attributes[point->attribute].beside,
		    text);
	else if (point->kind == YAML_POINT_ELEMENT)
		join(arena, &point->element->beside, text);
	else
		add_above(tree, i, text, arena);
}

/* The element that a point in its column belongs to: where a comment in that column ends. */
static struct element *
holder(const struct yaml_point *point)
{
	return point->kind != YAML_POINT_ELEMENT ? point->element :
	    point->element->parent == NULL       ? point->element :
						   point->element->parent;
}

/* The last point before NEXT that stands no deeper than COLUMN. */
static struct element *
ending(const struct yaml_tree *tree, size_t next, size_t column)
{
	size_t i;

	for (i = next; i-- > 1;)
		if (tree->points[i].pos.column <= column)
			return holder(&tree->points[i]);
	return tree->root;
}

static void
add_alone(struct yaml_tree *tree, size_t next,
    const struct yaml_comment *comment, struct arena *arena)
{
	size_t column = comment->pos.column, at;

	if (next < tree->count) {
		const struct yaml_point *point = &tree->points[next];

		at = point->pos.column - (point->item ? 2 : 0);
		if (column <= at || next <= 1) {
			add_above(tree, next, comment->text, arena);
			return;
		}
	}
	join(arena, &ending(tree, next, column)->tail, comment->text);
}

/* Drops points that an alias or "<<" brought here: they stand elsewhere. */
static struct yaml_tree
in_order(const struct yaml_tree *tree, struct arena *arena)
{
	struct yaml_tree kept = { .root = tree->root };
	size_t i, line = 0;

	kept.points = arena_alloc(arena, tree->count * sizeof *kept.points);
	for (i = 0; i < tree->count; i++) {
		if (tree->points[i].pos.line < line)
			continue;
		line = tree->points[i].pos.line;
		kept.points[kept.count] = tree->points[i];
		/* only whether a list has an entry is asked of it */
		kept.points[kept.count].end =
		    tree->points[i].end > i + 1 ? SIZE_MAX : kept.count + 1;
		kept.count++;
	}
	return kept;
}

void
yaml_points_comment(struct yaml_tree *tree,
    const struct yaml_document *document, struct arena *arena)
{
	struct yaml_tree points = in_order(tree, arena);
	size_t i, next = 0;

	for (i = 0; i < document->comment_count; i++) {
		const struct yaml_comment *comment = &document->comments[i];
		size_t line = comment->pos.line + (comment->alone ? 0 : 1);

		while (next < points.count &&
		    points.points[next].pos.line < line)
			next++;
		if (comment->alone)
			add_alone(&points, next, comment, arena);
		else if (next > 0)
			add_beside(&points, next - 1, comment->text, arena);
	}
}
