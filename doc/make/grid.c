/*
 * Pipe tables: lines that begin with "|" where the second is one of dashes.
 * What stands in a cell is CommonMark.
 */
#include "grid.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "document/document.h"

enum { COLUMNS_MAX = 32 };

static const char mark[] = "wattleaf-grid ";

static bool
is_dashes(struct span line)
{
	size_t i;

	line = span_trim(line);
	for (i = 0; i < line.n; i++)
		if (strchr("|-: ", line.s[i]) == NULL)
			return false;
	return span_starts(line, "|") && span_find(line, "-") < line.n;
}

static struct span
next_line(struct span text)
{
	span_cut(&text, '\n');
	return span_cut(&text, '\n');
}

/* The lines at the front of TEXT that are one table. */
static struct span
table_of(struct span text)
{
	struct span rest = text;

	while (span_starts(rest, "|"))
		span_cut(&rest, '\n');
	return span_sub(text, 0, text.n - rest.n);
}

struct span
grids_take(struct grids *grids, struct span text)
{
	struct buf out = { 0 };
	bool fenced = false;
	struct span line;

	while (text.n > 0) {
		if (!fenced && span_starts(text, "|") &&
		    is_dashes(next_line(text))) {
			line = table_of(text);
			grids->texts = arena_grow(grids->arena, grids->texts,
			    grids->count, sizeof *grids->texts);
			buf_printf(&out, "\n```%s%zu\n```\n\n", mark,
			    grids->count);
			grids->texts[grids->count++] = line;
			text = span_sub(text, line.n, text.n);
			continue;
		}
		line = span_cut(&text, '\n');
		if (span_starts(line, "```"))
			fenced = !fenced;
		buf_add(&out, line.s, line.n);
		buf_putc(&out, '\n');
	}
	text.s = arena_strndup(grids->arena, out.s, out.n);
	text.n = out.n;
	buf_free(&out);
	return text;
}

/* Cuts one cell off the row: "\|" is no end of it, nor is "|" in code. */
static const char *
next_cell(struct arena *arena, struct span *row)
{
	struct buf out = { 0 };
	bool code = false;
	const char *text;
	size_t i;

	for (i = 0; i < row->n; i++) {
		bool escaped = row->s[i] == '\\' && i + 1 < row->n &&
		    row->s[i + 1] == '|';

		if (row->s[i] == '|' && !code)
			break;
		code ^= row->s[i] == '`';
		buf_putc(&out, row->s[i += escaped]);
	}
	*row = span_sub(*row, i + 1, row->n);
	text = span_dup(arena, span_trim((struct span){
	    out.s == NULL ? "" : out.s, out.n }));
	buf_free(&out);
	return text;
}

/* The cells of a line, without the ends. */
static size_t
cells_of(struct arena *arena, struct span line, const char **cells)
{
	struct span row = span_trim(line);
	size_t count = 0;

	row = span_sub(row, 1, row.n);
	while (row.n > 0 && count < COLUMNS_MAX)
		cells[count++] = next_cell(arena, &row);
	return count;
}

static enum align
align_of(const char *dashes)
{
	struct span text = span_of(dashes);

	if (!span_ends(text, ":"))
		return ALIGN_LEFT;
	return span_starts(text, ":") ? ALIGN_CENTRE : ALIGN_RIGHT;
}

static cmark_node *
add_part(struct arena *arena, cmark_node *parent, enum grid_part part,
    enum align align)
{
	cmark_node *node = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK);
	struct doc_grid *grid = arena_alloc(arena, sizeof *grid);
	struct doc_block *block = arena_alloc(arena, sizeof *block);

	*grid = (struct doc_grid){ part, align };
	*block = (struct doc_block){ .grid = grid };
	cmark_node_set_user_data(node, block);
	if (parent != NULL)
		cmark_node_append_child(parent, node);
	return node;
}

/* What the text says as CommonMark, in the cell. */
static void
fill_cell(cmark_node *cell, const char *text)
{
	cmark_node *root = cmark_parse_document(text, strlen(text),
	    CMARK_OPT_DEFAULT);
	cmark_node *paragraph = cmark_node_first_child(root), *child;

	if (paragraph != NULL &&
	    cmark_node_get_type(paragraph) == CMARK_NODE_PARAGRAPH)
		while ((child = cmark_node_first_child(paragraph)) != NULL)
			cmark_node_append_child(cell, child);
	else if (text[0] != '\0') {
		child = cmark_node_new(CMARK_NODE_TEXT);
		cmark_node_set_literal(child, text);
		cmark_node_append_child(cell, child);
	}
	cmark_node_free(root);
}

static void
add_row(struct arena *arena, cmark_node *parent, struct span line,
    const enum align *aligns, bool head)
{
	cmark_node *row = add_part(arena, parent, GRID_ROW, ALIGN_LEFT);
	const char *cells[COLUMNS_MAX];
	size_t i, count = cells_of(arena, line, cells);

	for (i = 0; i < count; i++)
		fill_cell(add_part(arena, row,
		    head ? GRID_HEAD_CELL : GRID_CELL, aligns[i]), cells[i]);
}

static cmark_node *
grid_node(struct arena *arena, struct span text)
{
	cmark_node *table = add_part(arena, NULL, GRID_TABLE, ALIGN_LEFT);
	cmark_node *head = add_part(arena, table, GRID_HEAD, ALIGN_LEFT);
	cmark_node *body = add_part(arena, table, GRID_BODY, ALIGN_LEFT);
	struct span first = span_cut(&text, '\n');
	const char *dashes[COLUMNS_MAX];
	enum align aligns[COLUMNS_MAX] = { ALIGN_LEFT };
	size_t i, count = cells_of(arena, span_cut(&text, '\n'), dashes);

	for (i = 0; i < count; i++)
		aligns[i] = align_of(dashes[i]);
	add_row(arena, head, first, aligns, true);
	while (text.n > 0)
		add_row(arena, body, span_cut(&text, '\n'), aligns, false);
	return table;
}

void
grids_put(const struct grids *grids, cmark_node *root)
{
	cmark_iter *iter = cmark_iter_new(root);
	size_t number;

	while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter), *table;

		if (cmark_node_get_type(node) != CMARK_NODE_CODE_BLOCK ||
		    !span_starts(span_of(cmark_node_get_fence_info(node)),
			mark))
			continue;
		number = (size_t)strtoul(cmark_node_get_fence_info(node) +
		    sizeof mark - 1, NULL, 10);
		if (number >= grids->count)
			continue;
		table = grid_node(grids->arena, grids->texts[number]);
		cmark_node_insert_before(node, table);
		cmark_node_unlink(node);
		cmark_node_free(node);
	}
	cmark_iter_free(iter);
}
