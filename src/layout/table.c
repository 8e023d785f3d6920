/*
 * Drawing a measured table: three rules, heads, rows, notes. Distances are
 * in ems of the table's text.
 */
#include "layout/table.h"

#include <math.h>

#include "base/arena.h"
#include "base/word.h"
#include "document/language.h"
#include "layout/caption.h"
#include "layout/layout.h"

#define HEAVY_RULE 0.8 /* points, as the booktabs package has them */
#define LIGHT_RULE 0.5
#define SPAN_RULE 0.35

#define CAPTION_GAP 0.75
#define HEAD_FIRST 1.25  /* from the top rule to the first baseline */
#define SPAN_BELOW 0.42  /* from a baseline to the rule of a span */
#define SPAN_NEXT 1.08   /* from there to the next baseline */
#define UNIT_PITCH 1.05
#define RULE_BELOW 0.52  /* from a baseline to a rule */
#define BODY_FIRST 1.18  /* from a rule to the baseline of a row */
#define ROW_PITCH 1.33
#define STACKED_PITCH 1.5 /* between rows of two lines */
#define GROUP_ABOVE 0.25
#define NOTES_GAP 0.45
#define PART_GAP 0.9     /* between parts under each other */

/* A drawing under way: Y is the last baseline, or the last rule. */
struct sheet {
	const struct table_plan *plan;
	struct layout *layout;
	struct scene *scene;
	double em;
	double x, y;
};

/* An attribute of TH. */
static const char *
scope(const struct sheet *sheet, const char *name, size_t columns)
{
	return columns == 1 ? name :
	    arena_printf(sheet->layout->arena, "%s %zu", name, columns);
}

static void
rule(struct sheet *sheet, double weight)
{
	scene_line(sheet->scene, sheet->x, sheet->y,
	    sheet->x + sheet->plan->width, sheet->y, weight, INK_BLACK);
}

static void
place_run(struct sheet *sheet, const char *tag, const char *attribute,
    const struct run *run, double x)
{
	scene_begin(sheet->scene, tag, attribute);
	run_place(run, sheet->scene, sheet->x + x, sheet->y);
	scene_end(sheet->scene, tag);
}

static double
span_right(const struct table_plan *plan, const struct table_span *span)
{
	const struct table_column *last =
	    &plan->columns[span->first + span->count - 1];

	return last->x + last->width;
}

static void
draw_span(struct sheet *sheet, const struct table_span *span)
{
	const struct table_plan *plan = sheet->plan;
	double left = plan->columns[span->first].x;
	double right = span_right(plan, span);
	double y = sheet->y + SPAN_BELOW * sheet->em;

	place_run(sheet, "TH", scope(sheet, "Column", span->count),
	    &span->text, (left + right - span->text.width) / 2);
	scene_line(sheet->scene, sheet->x + left, y, sheet->x + right, y,
	    SPAN_RULE, INK_BLACK);
}

/* The row of headings over several columns; other columns have empty cells. */
static void
draw_spans(struct sheet *sheet)
{
	const struct table_plan *plan = sheet->plan;
	const struct run empty = { 0 };
	size_t i = 0, k = 0;

	if (plan->span_count == 0)
		return;
	sheet->y += HEAD_FIRST * sheet->em;
	scene_begin(sheet->scene, "TR", NULL);
	while (i < plan->table->column_count) {
		if (k < plan->span_count && plan->spans[k].first == i) {
			draw_span(sheet, &plan->spans[k]);
			i += plan->spans[k++].count;
			continue;
		}
		place_run(sheet, "TH", "Column", &empty, 0);
		i++;
	}
	scene_end(sheet->scene, "TR");
	sheet->y += SPAN_BELOW * sheet->em;
}

/* A text in a leaf of its own when it has a neighbour in its cell. */
static void
place_para(struct sheet *sheet, const struct para *para, bool leaf, double x,
    double y)
{
	if (leaf)
		scene_begin(sheet->scene, "Span", NULL);
	para_place(para, sheet->scene, 0, para->line_count, sheet->x + x, y);
	if (leaf)
		scene_end(sheet->scene, "Span");
}

/* Heads of one line stand beside the last line of longer ones. */
static void
draw_head(struct sheet *sheet, const struct table_column *column)
{
	const struct para *head = column->head, *below = column->below;
	double lines = (double)head->line_count +
	    (below == NULL ? 0 : (double)below->line_count);
	double y = sheet->y - head->leading * (lines - 1);

	scene_begin(sheet->scene, "TH", "Column");
	place_para(sheet, head, below != NULL, column->x, y);
	if (below != NULL)
		place_para(sheet, below, true, column->x,
		    y + head->leading * (double)head->line_count);
	scene_end(sheet->scene, "TH");
}

static void
draw_heads(struct sheet *sheet)
{
	const struct table_plan *plan = sheet->plan;
	size_t i;

	sheet->y += sheet->em *
	    ((plan->span_count == 0 ? HEAD_FIRST : SPAN_NEXT) +
		(double)(plan->head_lines - 1) * LINE_LEADING);
	scene_begin(sheet->scene, "TR", NULL);
	for (i = 0; i < plan->table->column_count; i++)
		draw_head(sheet, &plan->columns[i]);
	scene_end(sheet->scene, "TR");
}

static double
unit_x(const struct table_column *column, enum align align)
{
	double spare = column->width - column->unit.width;

	switch (align) {
	case ALIGN_LEFT:
		return column->x;
	case ALIGN_RIGHT:
		return column->x + spare;
	case ALIGN_CENTRE:
	case ALIGN_DECIMAL:
	case ALIGN_RANGE:
		break;
	}
	return column->x + spare / 2;
}

static void
draw_units(struct sheet *sheet)
{
	const struct table_plan *plan = sheet->plan;
	size_t i;

	if (!plan->units)
		return;
	sheet->y += UNIT_PITCH * sheet->em;
	scene_begin(sheet->scene, "TR", NULL);
	for (i = 0; i < plan->table->column_count; i++)
		place_run(sheet, "TH", "Column", &plan->columns[i].unit,
		    unit_x(&plan->columns[i], plan->table->columns[i].align));
	scene_end(sheet->scene, "TR");
}

/* Where the numbers of a column have their decimal point; ranges under them, their middle. */
static double
point_x(const struct sheet *sheet, size_t at, bool below)
{
	const struct table_column *column = &sheet->plan->columns[at];
	double spare = column->width - column->lead - column->tail;

	if (below && table_has_ranges_below(sheet->plan, at))
		return column->x + column->width / 2;
	return column->x + column->lead +
	    (sheet->plan->table->columns[at].align == ALIGN_RIGHT ?
		spare : spare / 2);
}

/* One line, or one text, of a cell; X where its column begins. */
static void
draw_line(struct sheet *sheet, const struct table_cell *cell, double point,
    double x, double y)
{
	if (cell->para == NULL)
		run_place(&cell->run, sheet->scene,
		    sheet->x + point - cell->lead, y);
	else
		para_place(cell->para, sheet->scene, 0,
		    cell->para->line_count, sheet->x + x, y);
}

/* A cell of two lines holds a leaf for each. */
static void
draw_cell(struct sheet *sheet, const struct table_row *row, size_t at,
    double indent)
{
	const struct table_cell *cell = &row->cells[at];
	const struct table_cell *below = row->below == NULL ||
		row->below[at].empty ? NULL : &row->below[at];
	bool head = at == 0 &&
	    sheet->plan->table->columns[at].align == ALIGN_LEFT;
	double x = sheet->plan->columns[at].x + indent;
	size_t lines = cell->para == NULL ? 1 : cell->para->line_count;

	scene_begin(sheet->scene, head ? "TH" : "TD", head ? "Row" : NULL);
	if (below != NULL)
		scene_begin(sheet->scene, "Span", NULL);
	draw_line(sheet, cell, point_x(sheet, at, false), x, sheet->y);
	if (below != NULL) {
		scene_end(sheet->scene, "Span");
		scene_begin(sheet->scene, "Span", NULL);
		draw_line(sheet, below, point_x(sheet, at, true), x,
		    sheet->y + (double)lines * LINE_LEADING * sheet->em);
		scene_end(sheet->scene, "Span");
	}
	scene_end(sheet->scene, head ? "TH" : "TD");
}

static void
draw_group(struct sheet *sheet, const struct para *group, bool first)
{
	const struct table_plan *plan = sheet->plan;

	if (!first)
		sheet->y += GROUP_ABOVE * sheet->em;
	sheet->y += ROW_PITCH * sheet->em;
	scene_begin(sheet->scene, "TR", NULL);
	scene_begin(sheet->scene, "TH",
	    scope(sheet, "Column", plan->table->column_count));
	para_place(group, sheet->scene, 0, group->line_count, sheet->x,
	    sheet->y);
	scene_end(sheet->scene, "TH");
	scene_end(sheet->scene, "TR");
	sheet->y += (double)(group->line_count - 1) * group->leading;
}

/* Above rows whose group began on an earlier page. */
static void
draw_group_again(struct sheet *sheet, const char *heading)
{
	struct para *group = table_heading(sheet->plan,
	    language_phrase(sheet->layout->words, sheet->layout->arena,
		"{heading} (continued)", "heading", heading, NULL),
	    sheet->layout);

	para_set(sheet->layout, group, sheet->plan->width,
	    LINE_LEADING * sheet->em, PARA_LEFT);
	draw_group(sheet, group, true);
}

static void
draw_row(struct sheet *sheet, size_t at, bool first)
{
	const struct table_row *row = &sheet->plan->rows[at];
	bool total = sheet->plan->table->rows[at].total;
	double indent = total ? 0 : sheet->plan->indent;
	size_t i;

	if (row->group != NULL)
		draw_group(sheet, row->group, first);
	else if (first && row->heading != NULL)
		draw_group_again(sheet, row->heading);
	if (total && !first) {
		sheet->y += RULE_BELOW * sheet->em;
		rule(sheet, LIGHT_RULE);
		sheet->y += BODY_FIRST * sheet->em;
	} else {
		sheet->y += sheet->em * (first || row->below == NULL ?
			ROW_PITCH : STACKED_PITCH);
	}
	scene_begin(sheet->scene, "TR", NULL);
	for (i = 0; i < sheet->plan->table->column_count; i++)
		draw_cell(sheet, row, i, i == 0 ? indent : 0);
	scene_end(sheet->scene, "TR");
	sheet->y += (double)(row->lines - 1) * LINE_LEADING * sheet->em;
}

static void
draw_caption(struct sheet *sheet, const struct table_part *part)
{
	const struct table_plan *plan = sheet->plan;
	struct para *caption;

	if (!part->caption)
		return;
	caption = caption_new(sheet->layout, WORD("Table"), plan->table->number,
	    part->continued, plan->table->caption, sheet->scene->width);
	if (caption->line_count == 0)
		return;
	scene_begin(sheet->scene, "Caption", NULL);
	para_place(caption, sheet->scene, 0, caption->line_count, 0,
	    sheet->y + caption->ascent);
	scene_end(sheet->scene, "Caption");
	sheet->y += para_height(caption, caption->line_count) +
	    CAPTION_GAP * sheet->em;
}

static void
draw_notes(struct sheet *sheet, const struct table_part *part)
{
	const struct para *notes = sheet->plan->notes;
	double x = 0;

	if (!part->notes || notes == NULL)
		return;
	if (sheet->plan->notes_width <= sheet->plan->width)
		x = sheet->x;
	else
		x = (sheet->scene->width - sheet->plan->notes_width) / 2;
	sheet->y += NOTES_GAP * sheet->em;
	para_place(notes, sheet->scene, 0, notes->line_count, x,
	    sheet->y + notes->ascent);
	sheet->y += para_height(notes, notes->line_count);
}

static void
draw_body(struct sheet *sheet, const struct table_part *part)
{
	size_t i;

	sheet->y += RULE_BELOW * sheet->em;
	rule(sheet, LIGHT_RULE);
	sheet->y += (BODY_FIRST - ROW_PITCH) * sheet->em;
	for (i = 0; i < part->count; i++)
		draw_row(sheet, part->first + i, i == 0);
	sheet->y += RULE_BELOW * sheet->em;
	rule(sheet, HEAVY_RULE);
	sheet->y += HEAVY_RULE / 2;
}

static void
draw_part(struct sheet *sheet, const struct table_part *part)
{
	sheet->x = (sheet->scene->width - sheet->plan->width) / 2;
	sheet->em = sheet->plan->fit.size;
	sheet->y += HEAVY_RULE / 2;
	rule(sheet, HEAVY_RULE);
	draw_spans(sheet);
	draw_heads(sheet);
	draw_units(sheet);
	draw_body(sheet, part);
	scene_end(sheet->scene, "Table");
}

/* The box: of the rules, but a caption takes the whole column. */
static double
box_width(const struct table_plan *plan, const struct table_part *part)
{
	const struct table_plan *next;
	double width = plan->width;

	for (next = plan->next; next != NULL; next = next->next)
		width = fmax(width, next->width);
	if (plan->notes != NULL && part->notes)
		width = fmax(width, plan->notes_width);
	if (part->caption)
		width = fmax(width, plan->layout->style.width);
	return width;
}

struct scene *
table_draw(const struct table_plan *plan, const struct table_part *part)
{
	struct sheet sheet = {
		.plan = plan,
		.layout = plan->layout,
		.scene = scene_new(box_width(plan, part), 0,
		    plan->layout->arena),
		.em = plan->fit.size,
	};

	sheet.scene->least_line = plan->layout->style.line;
	sheet.scene->grey = plan->layout->style.grey;
	scene_begin(sheet.scene, "Table", NULL);
	draw_caption(&sheet, part);
	draw_part(&sheet, part);
	while ((sheet.plan = sheet.plan->next) != NULL) {
		sheet.y += PART_GAP * sheet.em;
		scene_begin(sheet.scene, "Table", NULL);
		draw_part(&sheet, part);
	}
	sheet.plan = plan;
	sheet.x = (sheet.scene->width - plan->width) / 2;
	draw_notes(&sheet, part);
	sheet.scene->height = sheet.y;
	return sheet.scene;
}

static const char *
describe(const struct layout *layout, const struct doc_table *table)
{
	struct arena *arena = layout->arena;
	const char *list = "";
	size_t i;

	for (i = 0; i < table->column_count; i++) {
		const char *head = text_plain(table->columns[i].head, arena);

		list = i == 0 ? head : language_phrase(layout->words, arena,
		    "{list}, {item}", "list", list, "item", head, NULL);
	}
	return language_phrase(layout->words, arena,
	    "Table of {n} rows; columns: {columns}", "n",
	    arena_printf(arena, "%zu", table->row_count), "columns", list,
	    NULL);
}

struct scene *
layout_table(struct layout *layout, const struct doc_table *table,
    bool with_caption)
{
	const struct table_plan *plan = table_plan_new(layout, table);
	struct scene *scene = table_draw(plan, &(struct table_part){
		.count = plan->table->row_count,
		.caption = with_caption,
		.notes = true,
	});

	scene->title = text_plain(table->caption, layout->arena);
	scene->description = describe(layout, table);
	scene->language = layout->language;
	return scene;
}
