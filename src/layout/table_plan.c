/*
 * Fitting a table to its column: in each layout first less space between
 * columns, then heads and texts on several lines, then smaller type.
 */
#include <math.h>

#include "base/arena.h"
#include "layout/layout.h"
#include "layout/table.h"

#define SIZE_STEP 0.5
#define NOTES_EMS 30.0  /* notes under a narrow table may stick out to this */
#define NOTE_SPACE 0.9  /* em between notes */
#define SLACK 0.01
#define ONE_LINE 1e6

#define NO_BREAK_SPACE "\xc2\xa0"

/* From the most comfortable on; sizes are filled in. */
static const struct table_fit fits[] = {
	{ .gap = 1.4 },
	{ .gap = 0.75 },
	{ .gap = 0.75, .wrap_heads = true },
	{ .gap = 0.75, .wrap_heads = true, .text_ems = 11 },
	/* only where no other layout fits: */
	{ .gap = 0.5, .wrap_heads = true, .text_ems = 9 },
	{ .gap = 0.5, .wrap_heads = true, .text_ems = 9, .cut = true },
};

enum { FITS = sizeof fits / sizeof fits[0], COMFORTABLE = 4 };

#define SHRINK_FIRST 1.0 /* points that type may lose before other layouts are tried */

/* The first of COUNT fits in which a part is narrow enough at its size; COUNT when none is. */
static size_t
fit_part(const struct table_plan *part, size_t count)
{
	struct layout own = *part->layout;
	struct table_plan trial = *part;
	double size = part->fit.size;
	struct table_widths w;
	size_t i;

	own.arena = arena_new();
	trial.layout = &own;
	table_boxes(&trial);
	for (i = 0; i < count; i++) {
		trial.fit = fits[i];
		trial.fit.size = size;
		w = table_widths(&trial);
		if (table_is_narrow(&trial, &w))
			break;
	}
	arena_free(own.arena);
	return i;
}

/* Sets the parts of one layout to one size and the fit that the widest needs; false when none does. */
static bool
fit_parts(struct table_plan *first, size_t count, double size)
{
	struct table_plan *part;
	size_t fit = 0, needed;

	for (part = first; part != NULL; part = part->next) {
		part->fit.size = size;
		needed = fit_part(part, count);
		if (needed == count)
			return false;
		if (needed > fit)
			fit = needed;
	}
	for (part = first; part != NULL; part = part->next) {
		part->fit = fits[fit];
		part->fit.size = size;
	}
	return true;
}

static struct table_plan *
part_new(struct layout *layout, const struct table_view *view)
{
	struct table_plan *plan = arena_alloc(layout->arena, sizeof *plan);

	plan->layout = layout;
	plan->table = view->table;
	plan->below = view->below;
	return plan;
}

/* The parts of a layout, not yet measured; NULL where it is none for the table. */
static struct table_plan *
parts_new(struct layout *layout, const struct doc_table *table,
    const struct table_layout *how, const struct doc_table **noted)
{
	struct table_plan *first = NULL, **end = &first;
	struct table_views views;
	size_t i;

	if (!how->make(table, how->parts, layout->arena, &views))
		return NULL;
	for (i = 0; i < views.count; i++) {
		*end = part_new(layout, &views.parts[i]);
		end = &(*end)->next;
	}
	*noted = views.noted;
	return first;
}

/* In the first of the sizes from FIRST on that it fits in; NULL when there is none. */
static struct table_plan *
fit_layout(struct layout *layout, const struct doc_table *table,
    const struct table_layout *how, bool tight,
    const struct doc_table **noted)
{
	const struct layout_style *style = &layout->style;
	struct table_plan *plan = parts_new(layout, table, how, noted);
	double step = style->tex ? 1 : SIZE_STEP, size;
	double first = style->tex ? floor(style->text_size) :
				    style->text_size;
	double least = tight ? style->min_size :
	    fmax(style->min_size, style->text_size - SHRINK_FIRST);

	for (size = first; plan != NULL && size >= least; size -= step)
		if (fit_parts(plan, tight ? FITS : COMFORTABLE, size))
			return plan;
	return NULL;
}

/*
 * The first layout that fits, of those of a FORM or of all: in the column's
 * usual type, or a little smaller; then again in the least type that the
 * venue takes.
 */
static struct table_plan *
choose_of(struct layout *layout, const struct doc_table *table,
    enum table_form form, const struct doc_table **noted)
{
	const struct table_layout *how;
	struct table_plan *plan;
	size_t i;
	int tight;

	for (tight = 0; tight < 2; tight++)
		for (i = 0; (how = table_layout_at(i)) != NULL; i++) {
			if (form == FORM_ANY ? how->last && !tight :
					       how->form != form)
				continue;
			plan = fit_layout(layout, table, how, tight != 0,
			    noted);
			if (plan != NULL)
				return plan;
		}
	return NULL;
}

/* The form that was asked for, where the table can have it; else what fits. */
static struct table_plan *
choose(struct layout *layout, const struct doc_table *table,
    const struct doc_table **noted)
{
	struct table_plan *plan = table->form == FORM_ANY ? NULL :
	    choose_of(layout, table, table->form, noted);

	return plan != NULL ? plan :
			      choose_of(layout, table, FORM_ANY, noted);
}

static enum para_align
head_align(enum align align)
{
	switch (align) {
	case ALIGN_LEFT:
		return PARA_LEFT;
	case ALIGN_RIGHT:
		return PARA_RIGHT;
	case ALIGN_CENTRE:
	case ALIGN_DECIMAL:
	case ALIGN_RANGE:
		break;
	}
	return PARA_CENTRE;
}

static void
set_heads(struct table_plan *plan, double leading)
{
	const struct doc_table *table = plan->table;
	struct table_column *column;
	double width;
	size_t i, lines;

	plan->head_lines = 1;
	for (i = 0; i < table->column_count; i++) {
		column = &plan->columns[i];
		width = column->width / table_type_scale(plan, true);
		para_set(plan->layout, column->head, width + SLACK,
		    leading, head_align(table->columns[i].align));
		lines = column->head->line_count;
		if (column->below != NULL) {
			para_set(plan->layout, column->below,
			    width + SLACK, leading,
			    head_align(table->columns[i].align));
			lines += column->below->line_count;
		}
		if (lines > plan->head_lines)
			plan->head_lines = lines;
	}
}

/* Breaks a text to the lines that its column allows; how many it has. */
static size_t
set_cell(struct table_plan *plan, const struct table_cell *cell, size_t at,
    double leading)
{
	double indent = at == 0 ? plan->indent : 0;

	if (cell->empty || cell->para == NULL)
		return !cell->empty;
	para_set(plan->layout, cell->para,
	    (plan->columns[at].width - indent) / table_type_scale(plan, true) + SLACK,
	    leading, PARA_LEFT);
	return cell->para->line_count;
}

static void
set_row(struct table_plan *plan, struct table_row *row, double leading)
{
	size_t i, lines;

	if (row->group != NULL)
		para_set(plan->layout, row->group,
		    plan->width / table_type_scale(plan, true), leading, PARA_LEFT);
	for (i = 0; i < plan->table->column_count; i++) {
		lines = set_cell(plan, &row->cells[i], i, leading);
		if (row->below != NULL)
			lines += set_cell(plan, &row->below[i], i, leading);
		if (lines > row->lines)
			row->lines = lines;
	}
}

/* A letter is raised, a dash is not; neither is parted from its note. */
static void
add_note(struct layout *layout, struct para *para,
    const struct text_style *style, const struct doc_note *note)
{
	bool letter = (unsigned char)note->mark[0] < 0x80;

	para_part(para, "Note", NULL);
	if (note->mark[0] == '\0') {
		para_add_markup(layout, para, style, note->text);
		return;
	}
	para_add(layout, para, style, letter ? SCRIPT_SUPER : SCRIPT_NORMAL,
	    span_of(note->mark));
	para_add(layout, para, style, SCRIPT_NORMAL,
	    span_of(NO_BREAK_SPACE));
	para_add_markup(layout, para, style, note->text);
}

/* Run on in one paragraph, each in a leaf of its own. */
static void
set_notes(struct table_plan *plan, const struct doc_table *table)
{
	struct layout *layout = plan->layout;
	struct text_style style = plan->text;
	size_t i;

	plan->notes_width = plan->width;
	if (table->note_count == 0)
		return;
	style.size = fmax(layout->style.min_size,
	    fmin(layout->style.small_size, plan->fit.size));
	plan->notes = para_new(layout);
	for (i = 0; i < table->note_count; i++) {
		para_space(plan->notes, NOTE_SPACE * style.size);
		add_note(layout, plan->notes, &style, &table->notes[i]);
	}
	/* short ones begin under the table, long ones may be wider than it */
	para_set(layout, plan->notes, ONE_LINE, 0, PARA_LEFT);
	plan->notes_width = fmax(plan->width, fmin(plan->notes->width + SLACK,
	    fmin(layout->style.width, NOTES_EMS * plan->fit.size)));
	para_set(layout, plan->notes, plan->notes_width, 0, PARA_JUSTIFY);
}

static void
set_part(struct table_plan *plan)
{
	double leading = LINE_LEADING * plan->fit.size;
	size_t i;

	set_heads(plan, leading);
	for (i = 0; i < plan->table->row_count; i++)
		set_row(plan, &plan->rows[i], leading);
}

/* Parts under each other are as wide as the widest of them. */
static void
set_widths(struct table_plan *first)
{
	struct table_plan *part;
	struct table_widths w;
	double width = 0;

	for (part = first; part != NULL; part = part->next) {
		table_boxes(part);
		w = table_widths(part);
		table_share(part, &w);
		width = fmax(width, part->width);
	}
	for (part = first; part != NULL; part = part->next)
		table_stretch(part, width);
}

struct table_plan *
table_plan_tightest(struct layout *layout, const struct table_view *view)
{
	struct table_plan *plan = part_new(layout, view);

	plan->fit = fits[FITS - 1];
	plan->fit.size = fmin(layout->style.min_size,
	    layout->style.text_size);
	return plan;
}

struct table_plan *
table_plan_new(struct layout *layout, const struct doc_table *table)
{
	const struct doc_table *noted = table;
	struct table_plan *plan = choose(layout, table, &noted), *part;

	if (plan == NULL) {
		table_refuse(layout, table);
		noted = table;
		/* so that all that follows has something to draw */
		plan = table_plan_tightest(layout,
		    &(struct table_view){ table, NULL });
	}
	set_widths(plan);
	for (part = plan; part != NULL; part = part->next)
		set_part(part);
	plan->noted = noted;
	set_notes(plan, noted);
	return plan;
}
