/*
 * The boxes of a table: what each head and cell measures at one font size,
 * before it is known how wide the columns are.
 */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "layout/layout.h"
#include "layout/palette.h"
#include "layout/table.h"

#define UNIT_SIZE 0.89   /* of the text, but never under the least size */
#define NO_WIDTH 1e6     /* wide enough for any line */
#define GROUP_INDENT 0.9 /* em */
#define DASH "\xe2\x80\x94"

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
has_text(const char *text)
{
	return text != NULL && text[0] != '\0';
}

/* Bytes before the mark that a number hangs at: words in a column of numbers have none. */
static size_t
integer_bytes(const struct printed *printed, enum align align, size_t n)
{
	size_t at = printed->integer;

	if (align == ALIGN_RANGE)
		return at;
	if (align != ALIGN_DECIMAL || at == 0 || at + 1 >= n ||
	    !is_digit(printed->text[at - 1]))
		return n;
	/* behind a whole number its range begins with a blank */
	return printed->text[at] != '.' || is_digit(printed->text[at + 1]) ?
	    at :
	    n;
}

/* Width of the first N bytes of markup. */
static double
width_before(struct table_plan *plan, const char *text, size_t n)
{
	struct run run = { 0 };

	run_add_markup(plan->layout, &run, &plan->text,
	    (struct span){ text, n });
	return run.width;
}

static void
number_box(struct table_plan *plan, struct table_cell *box, enum align align,
    const struct printed *printed, const struct text_style *style)
{
	size_t n = strlen(printed->text), before;

	run_add_markup(plan->layout, &box->run, style,
	    span_of(printed->text));
	box->lead = box->run.width;
	if (align == ALIGN_CENTRE)
		box->lead /= 2;
	before = integer_bytes(printed, align, n);
	if (before < n)
		box->lead = width_before(plan, printed->text, before);
	box->run.hold_at = before < n ? before : run_bytes(&box->run);
	box->run.hold_x = box->lead;
	box->run.hold = align == ALIGN_CENTRE ? HOLD_MIDDLE :
							HOLD_POINT;
}

bool
table_has_ranges_below(const struct table_plan *plan, size_t column)
{
	return plan->below != NULL &&
	    plan->below->columns[column].align == ALIGN_RANGE &&
	    plan->table->columns[column].align != ALIGN_RANGE;
}

/* LOWER: on a cell's second line, where words are grey and ranges in the middle. */
static void
cell_box(struct table_plan *plan, struct table_cell *box, size_t at,
    const struct doc_cell *cell, bool lower)
{
	const struct doc_column *column = lower ? &plan->below->columns[at] :
						  &plan->table->columns[at];
	bool middle = lower && table_has_ranges_below(plan, at);
	struct layout *layout = plan->layout;
	struct printed printed = text_cell(cell, column, layout->arena);
	bool known = printed.known && strcmp(printed.text, DASH) != 0;
	const struct text_style *style = known &&
		!(lower && column->align == ALIGN_LEFT) ?
	    &plan->text : &plan->grey;

	box->empty = printed.text[0] == '\0';
	if (column->align != ALIGN_LEFT) {
		number_box(plan, box, middle ? ALIGN_CENTRE : column->align,
		    &printed, style);
		run_add_marks(layout, &box->run, &plan->text, cell->marks);
		return;
	}
	box->para = para_new(layout);
	para_add_markup(layout, box->para, style, printed.text);
	para_add_marks(layout, box->para, &plan->text, cell->marks);
	para_set(layout, box->para, NO_WIDTH, 0, PARA_LEFT);
}

static enum scene_hold
unit_hold(enum align align)
{
	switch (align) {
	case ALIGN_LEFT:
		return HOLD_START;
	case ALIGN_RIGHT:
		return HOLD_END;
	case ALIGN_CENTRE:
	case ALIGN_DECIMAL:
	case ALIGN_RANGE:
		break;
	}
	return HOLD_MIDDLE;
}

static struct para *
head_para(struct table_plan *plan, const struct doc_column *column,
    const struct text_style *style)
{
	struct layout *layout = plan->layout;
	struct para *para = para_new(layout);

	para->whole = true;
	para_add_markup(layout, para, style, column->head);
	para_add_marks(layout, para, style, column->marks);
	para_set(layout, para, NO_WIDTH, 0, PARA_LEFT);
	return para;
}

static void
head_box(struct table_plan *plan, struct table_column *box, size_t at)
{
	const struct doc_column *column = &plan->table->columns[at];
	const struct doc_column *below = plan->below == NULL ? NULL :
	    &plan->below->columns[at];
	struct layout *layout = plan->layout;

	*box = (struct table_column){
		.head = head_para(plan, column, &plan->text),
	};
	if (below != NULL && has_text(below->head))
		box->below = head_para(plan, below,
		    below->align == ALIGN_LEFT ? &plan->grey : &plan->text);
	if (!has_text(column->unit))
		return;
	run_add_markup(layout, &box->unit, &plan->unit,
	    span_of(layout->style.tex ? arena_printf(layout->arena, "(%s)",
		column->unit) : column->unit));
	box->unit.hold = unit_hold(column->align);
	plan->units = true;
}

/* Lets a column grow to what one cell needs; MIDDLE: a number that hangs at no other's point. */
static void
column_take(struct table_column *column, const struct table_cell *cell,
    bool middle)
{
	if (cell->para != NULL) {
		column->natural = fmax(column->natural, cell->para->width);
		column->shortest = fmax(column->shortest,
		    para_longest(cell->para));
		return;
	}
	if (!middle) {
		column->lead = fmax(column->lead, cell->lead);
		column->tail = fmax(column->tail,
		    cell->run.width - cell->lead);
	}
	column->natural = fmax(column->natural,
	    middle ? cell->run.width : column->lead + column->tail);
	column->shortest = column->natural;
}

static struct table_cell *
line_boxes(struct table_plan *plan, const struct doc_table *table, size_t row)
{
	bool lower = table == plan->below;
	struct table_cell *cells = arena_alloc(plan->layout->arena,
	    (table->column_count + 1) * sizeof *cells);
	size_t i;

	for (i = 0; i < table->column_count; i++) {
		cell_box(plan, &cells[i], i, &table->rows[row].cells[i],
		    lower);
		if (!lower || !cells[i].empty)
			column_take(&plan->columns[i], &cells[i],
			    lower && table_has_ranges_below(plan, i));
	}
	return cells;
}

struct para *
table_heading(const struct table_plan *plan, const char *group,
    struct layout *layout)
{
	struct text_style italic = plan->text;
	struct para *para = para_new(layout);

	italic.face = layout->style.italic;
	para_add_markup(layout, para, &italic, group);
	return para;
}

static void
row_boxes(struct table_plan *plan, size_t at)
{
	const struct doc_row *row = &plan->table->rows[at];
	struct table_row *box = &plan->rows[at];

	*box = (struct table_row){ .lines = 1 };
	box->cells = line_boxes(plan, plan->table, at);
	if (plan->below != NULL)
		box->below = line_boxes(plan, plan->below, at);
	if (at > 0 && !row->total)
		box->heading = plan->rows[at - 1].heading;
	if (!has_text(row->group))
		return;
	box->heading = row->group;
	box->group = table_heading(plan, row->group, plan->layout);
	plan->groups = true;
}

static bool
same_spanner(const struct doc_column *a, const struct doc_column *b)
{
	return has_text(a->spanner) && has_text(b->spanner) &&
	    strcmp(a->spanner, b->spanner) == 0;
}

static void
span_boxes(struct table_plan *plan)
{
	const struct doc_column *columns = plan->table->columns;
	struct table_span *span;
	size_t i, n;

	plan->spans = NULL;
	plan->span_count = 0;
	for (i = 0; i < plan->table->column_count; i += n) {
		n = 1;
		if (!has_text(columns[i].spanner))
			continue;
		while (i + n < plan->table->column_count &&
		    same_spanner(&columns[i], &columns[i + n]))
			n++;
		plan->spans = arena_grow(plan->layout->arena, plan->spans,
		    plan->span_count, sizeof *span);
		span = &plan->spans[plan->span_count++];
		*span = (struct table_span){
			.first = i,
			.count = n,
			.text.hold = HOLD_MIDDLE,
		};
		run_add_markup(plan->layout, &span->text, &plan->text,
		    span_of(columns[i].spanner));
	}
}

static void
styles(struct table_plan *plan)
{
	const struct layout_style *style = &plan->layout->style;

	plan->text = (struct text_style){
		.face = style->text,
		.size = plan->fit.size,
		.color = INK_BLACK,
	};
	plan->grey = plan->text;
	plan->grey.color = PALETTE_GREY;
	plan->unit = plan->grey;
	if (!style->tex)
		plan->unit.size = fmin(plan->fit.size,
		    fmax(plan->fit.size * UNIT_SIZE, style->min_size));
}

/* Rows of a group stand a little to the right of its heading. */
static void
indent_rows(struct table_plan *plan)
{
	struct table_column *first = &plan->columns[0];

	if (!plan->groups || plan->table->columns[0].align != ALIGN_LEFT)
		return;
	plan->indent = GROUP_INDENT * plan->fit.size;
	first->natural += plan->indent;
	first->shortest += plan->indent;
}

void
table_boxes(struct table_plan *plan)
{
	const struct doc_table *table = plan->table;
	struct arena *arena = plan->layout->arena;
	size_t i;

	styles(plan);
	plan->units = plan->groups = false;
	plan->indent = 0;
	plan->columns = arena_alloc(arena,
	    (table->column_count + 1) * sizeof *plan->columns);
	plan->rows = arena_alloc(arena,
	    (table->row_count + 1) * sizeof *plan->rows);
	for (i = 0; i < table->column_count; i++)
		head_box(plan, &plan->columns[i], i);
	for (i = 0; i < table->row_count; i++)
		row_boxes(plan, i);
	span_boxes(plan);
	indent_rows(plan);
}
