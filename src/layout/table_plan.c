/*
 * Fitting a table to its column: first less space between columns, then
 * heads and texts on several lines, then smaller type.
 */
#include <math.h>

#include "base/arena.h"
#include "base/diag.h"
#include "layout/layout.h"
#include "layout/table.h"

#define GAP_MAX 4.0     /* em: a wider table would fall apart */
#define SIZE_STEP 0.5
#define NOTES_EMS 30.0  /* notes under a narrow table may stick out to this */
#define NOTE_SPACE 0.9  /* em between notes */
#define SLACK 0.01

#define NO_BREAK_SPACE "\xc2\xa0"

/* From the most comfortable on; sizes are filled in. */
static const struct table_fit fits[] = {
	{ .gap = 1.4 },
	{ .gap = 0.75 },
	{ .gap = 0.75, .wrap_heads = true },
	{ .gap = 0.75, .wrap_heads = true, .text_ems = 11 },
};

static const struct table_fit tightest = {
	.gap = 0.5, .wrap_heads = true, .text_ems = 1,
};

/* Least and wanted width of each column, and the least gaps. */
struct widths {
	double *least, *wanted;
	double gaps;
	size_t count;
};

static double
sum(const double *widths, size_t count)
{
	double total = 0;
	size_t i;

	for (i = 0; i < count; i++)
		total += widths[i];
	return total;
}

/* Widens the columns under a heading that is longer than they are. */
static void
widen(double *widths, const struct table_span *span, double gap)
{
	double lack = span->text.width - sum(widths + span->first,
	    span->count) - gap * (double)(span->count - 1);
	size_t i;

	if (lack <= 0)
		return;
	for (i = 0; i < span->count; i++)
		widths[span->first + i] += lack / (double)span->count;
}

static struct widths
widths_of(const struct table_plan *plan)
{
	size_t i, count = plan->table->column_count;
	double gap = plan->fit.gap * plan->fit.size, text;
	struct widths w = { .count = count };
	const struct table_column *column;

	w.least = arena_alloc(plan->layout->arena,
	    (2 * count + 2) * sizeof *w.least);
	w.wanted = w.least + count + 1;
	w.gaps = count > 1 ? gap * (double)(count - 1) : 0;
	for (i = 0; i < count; i++) {
		column = &plan->columns[i];
		w.wanted[i] = fmax(column->natural,
		    fmax(column->head->width, column->unit.width));
		text = column->natural;
		if (plan->fit.text_ems > 0)
			text = fmin(text, fmax(column->shortest,
			    plan->fit.text_ems * plan->fit.size));
		w.least[i] = fmax(fmax(text, column->unit.width),
		    plan->fit.wrap_heads ? para_longest(column->head) :
					   column->head->width);
	}
	for (i = 0; i < plan->span_count; i++) {
		widen(w.least, &plan->spans[i], gap);
		widen(w.wanted, &plan->spans[i], gap);
	}
	return w;
}

/* Gives each column its least width and its share of what is left. */
static void
share(struct table_plan *plan, const struct widths *w)
{
	double least = sum(w->least, w->count);
	double more = sum(w->wanted, w->count) - least;
	double spare = plan->layout->style.width - w->gaps - least;
	double part = 0, x = 0, gap = 0;
	size_t i;

	if (more > SLACK && spare > 0)
		part = fmin(1, spare / more);
	spare -= part * more;
	if (w->count > 1) {
		gap = (w->gaps + fmax(spare, 0)) / (double)(w->count - 1);
		gap = fmin(gap, GAP_MAX * plan->fit.size);
	}
	for (i = 0; i < w->count; i++) {
		plan->columns[i].x = x;
		plan->columns[i].width = w->least[i] +
		    part * (w->wanted[i] - w->least[i]);
		plan->width = x + plan->columns[i].width;
		x = plan->width + gap;
	}
}

static bool
try_fit(struct table_plan *plan, struct widths *w)
{
	table_boxes(plan);
	*w = widths_of(plan);
	return sum(w->least, w->count) + w->gaps <=
	    plan->layout->style.width + SLACK;
}

/* True when the table is narrow enough at FIT; what is tried leaves no trace. */
static bool
works(const struct table_plan *plan, const struct table_fit *fit, double size)
{
	struct layout own = *plan->layout;
	struct table_plan trial = *plan;
	struct widths w;
	bool good;

	own.arena = arena_new();
	trial.layout = &own;
	trial.fit = *fit;
	trial.fit.size = size;
	good = try_fit(&trial, &w);
	arena_free(own.arena);
	return good;
}

/* The most comfortable fit that works, or the tightest. */
static struct table_fit
choose(const struct table_plan *plan)
{
	const struct layout_style *style = &plan->layout->style;
	size_t i = 0, last = sizeof fits / sizeof fits[0] - 1;
	double size = style->text_size;
	struct table_fit fit;

	while (size >= style->min_size) {
		fit = fits[i];
		fit.size = size;
		if (works(plan, &fits[i], size))
			return fit;
		if (i == last)
			size -= SIZE_STEP;
		else
			i++;
	}
	fit = tightest;
	fit.size = fmin(style->min_size, style->text_size);
	return fit;
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
		break;
	}
	return PARA_CENTRE;
}

static void
set_heads(struct table_plan *plan, double leading)
{
	const struct doc_table *table = plan->table;
	struct table_column *column;
	size_t i;

	plan->head_lines = 1;
	for (i = 0; i < table->column_count; i++) {
		column = &plan->columns[i];
		para_set(plan->layout, column->head, column->width + SLACK,
		    leading, head_align(table->columns[i].align));
		if (column->head->line_count > plan->head_lines)
			plan->head_lines = column->head->line_count;
	}
}

/* Breaks the texts of a row to the lines that the columns allow. */
static void
set_row(struct table_plan *plan, struct table_row *row, double leading)
{
	struct para *para;
	double indent;
	size_t i;

	if (row->group != NULL)
		para_set(plan->layout, row->group, plan->width, leading,
		    PARA_LEFT);
	for (i = 0; i < plan->table->column_count; i++) {
		para = row->cells[i].para;
		if (para == NULL)
			continue;
		indent = i == 0 ? plan->indent : 0;
		para_set(plan->layout, para,
		    plan->columns[i].width - indent + SLACK, leading,
		    PARA_LEFT);
		if (para->line_count > row->lines)
			row->lines = para->line_count;
	}
}

/* A letter is raised, a dash is not; neither is parted from its note. */
static void
add_note(struct layout *layout, struct para *para,
    const struct text_style *style, const struct doc_note *note)
{
	bool letter = (unsigned char)note->mark[0] < 0x80;

	para_part(para, "Note", NULL);
	para_add(layout, para, style, letter ? SCRIPT_SUPER : SCRIPT_NORMAL,
	    span_of(note->mark));
	para_add(layout, para, style, SCRIPT_NORMAL,
	    span_of(NO_BREAK_SPACE));
	para_add_markup(layout, para, style, note->text);
}

/* Run on in one paragraph, each in a leaf of its own. */
static void
set_notes(struct table_plan *plan)
{
	const struct doc_table *table = plan->table;
	struct layout *layout = plan->layout;
	struct text_style style = plan->text;
	size_t i;

	plan->notes_width = fmax(plan->width,
	    fmin(layout->style.width, NOTES_EMS * plan->fit.size));
	if (table->note_count == 0)
		return;
	style.size = layout->style.small_size;
	plan->notes = para_new(layout);
	for (i = 0; i < table->note_count; i++) {
		para_space(plan->notes, NOTE_SPACE * style.size);
		add_note(layout, plan->notes, &style, &table->notes[i]);
	}
	para_set(layout, plan->notes, plan->notes_width, 0, PARA_JUSTIFY);
}

static void
warn_width(const struct table_plan *plan)
{
	const struct layout *layout = plan->layout;

	diag(layout->diags, DIAG_TABLE_WIDTH, (struct pos){ 0 },
	    "%s needs %.1f pt at %g pt type, the column has %.1f pt; use a "
	    "wider column or fewer columns", plan->table->id == NULL ?
	    "table" : plan->table->id, plan->width, plan->fit.size,
	    layout->style.width);
}

struct table_plan *
table_plan_new(struct layout *layout, const struct doc_table *table)
{
	struct table_plan *plan = arena_alloc(layout->arena, sizeof *plan);
	struct widths w;
	bool fits_in;
	size_t i;

	plan->layout = layout;
	plan->table = table;
	plan->fit = choose(plan);
	fits_in = try_fit(plan, &w);
	share(plan, &w);
	if (!fits_in)
		warn_width(plan);
	set_heads(plan, LINE_LEADING * plan->fit.size);
	for (i = 0; i < table->row_count; i++)
		set_row(plan, &plan->rows[i], LINE_LEADING * plan->fit.size);
	set_notes(plan);
	return plan;
}
