/*
 * How wide the columns of a measured table must be, would be, and are.
 */
#include <math.h>

#include "base/arena.h"
#include "layout/fonts.h"
#include "layout/layout.h"
#include "layout/table.h"

#define GAP_MAX 4.0 /* em: a wider table would fall apart */
#define SLACK 0.01

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

/* Computer Modern's digits in ems by size in points: its small sizes are wider. */
static double
modern_digit(double size)
{
	static const double ems[] = { 0.569, 0.531, 0.514, 0.5 };
	const double first = 7;
	size_t at = size <= first ? 0 : (size_t)(size - first);

	return ems[at < 3 ? at : 3];
}

/* Its words are wider than its digits say, beside the types that we measure. */
static const double MODERN_WORDS = 1.09, TEX_WORDS = 1.01;

double
table_type_scale(const struct table_plan *plan, bool words)
{
	const struct layout *layout = plan->layout;
	double size = plan->fit.size, digit;

	if (!layout->style.tex)
		return 1;
	if (!layout->style.modern)
		return words ? TEX_WORDS : 1;
	digit = modern_digit(size) * size / fonts_measure(layout->fonts,
	    layout->style.text, size, span_of("0")).width;
	return words ? MODERN_WORDS * digit : digit;
}

static double
head_width(const struct table_column *column, bool wrapped)
{
	double width = wrapped ? para_longest(column->head) :
				 column->head->width;

	if (column->below == NULL)
		return width;
	return fmax(width, wrapped ? para_longest(column->below) :
				     column->below->width);
}

/* Width of the cells, and the least that breaking lines makes of it. */
static double
cells_width(const struct table_plan *plan, size_t at, bool least)
{
	const struct table_column *column = &plan->columns[at];
	const struct table_fit *fit = &plan->fit;
	double width = column->natural;

	if (plan->table->columns[at].align != ALIGN_LEFT)
		return width * table_type_scale(plan, false);
	if (least && fit->text_ems > 0)
		width = fmin(width, fmax(fit->cut ? 0 : column->shortest,
		    fit->text_ems * fit->size));
	return width * table_type_scale(plan, true);
}

struct table_widths
table_widths(const struct table_plan *plan)
{
	size_t i, count = plan->table->column_count;
	double gap = plan->fit.gap * plan->fit.size;
	double scale = table_type_scale(plan, true);
	struct table_widths w = { .count = count };
	const struct table_column *column;

	w.least = arena_alloc(plan->layout->arena,
	    (2 * count + 2) * sizeof *w.least);
	w.wanted = w.least + count + 1;
	w.gaps = count > 1 ? gap * (double)(count - 1) : 0;
	for (i = 0; i < count; i++) {
		column = &plan->columns[i];
		w.wanted[i] = fmax(cells_width(plan, i, false), scale *
		    fmax(head_width(column, false), column->unit.width));
		w.least[i] = fmax(cells_width(plan, i, true), scale *
		    fmax(column->unit.width,
			head_width(column, plan->fit.wrap_heads)));
	}
	for (i = 0; i < plan->span_count; i++) {
		widen(w.least, &plan->spans[i], gap);
		widen(w.wanted, &plan->spans[i], gap);
	}
	return w;
}

/* Gives each column its least width and its share of what is left. */
void
table_share(struct table_plan *plan, const struct table_widths *w)
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

void
table_stretch(struct table_plan *plan, double width)
{
	size_t i, count = plan->table->column_count;
	double more = count < 2 ? 0 :
	    (width - plan->width) / (double)(count - 1);

	for (i = 1; i < count; i++)
		plan->columns[i].x += more * (double)i;
	if (count > 1)
		plan->width = width;
}

bool
table_is_narrow(const struct table_plan *plan, const struct table_widths *w)
{
	return table_least(w) <= plan->layout->style.width + SLACK;
}

double
table_least(const struct table_widths *w)
{
	return sum(w->least, w->count) + w->gaps;
}
