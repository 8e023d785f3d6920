/*
 * Measuring the rows of a chart: how wide the labels are, how high the rows,
 * and what is left for the plot.
 */
#include <math.h>

#include "base/arena.h"
#include "layout/chart.h"
#include "layout/layout.h"

#define LABEL_PART 0.36   /* of the width, at most, for the labels */
#define LEFT_PART 0.40    /* and for labels with details beside them, */
#define PLOT_WIDTH 240.0  /* unless this is left for the plot */
#define COLUMN_GAP 1.5    /* em between labels and details */
#define PLOT_GAP 1.6      /* em before the plot, where marks may begin, */
#define COLUMN_PLOT 0.34  /* of the width, at least, for a plot beside a column of values */
#define VALUE_GAP 0.8     /* em between that column and the plot */
#define BAR_GAP 0.8       /* and where bars do */
#define LABEL_LEADING 1.15
#define ROW_PAD 0.7       /* em around the lines of a label */
#define PLOT_PAD 0.35     /* em over the first row and under the last */
#define PLOT_LEAST 2.0    /* em: the height when there is no row */
#define BAR_PART 0.33     /* of the lowest row, half of a bar, */
#define BAR_PART_MOST 0.4 /* or so much, when a text needs it, */
#define BAR_TEXT 0.56     /* em, half of a bar that holds text; */
#define BAR_MOST 0.72     /* but no more em */
#define NO_WIDTH 1e6
#define DASH "\xe2\x80\x94"

/* Few rows stand wide apart, many close: em from row to row. */
static const struct {
	size_t rows;
	double pitch;
} pitches[] = { { 10, 2.0 }, { 25, 1.75 }, { (size_t)-1, 1.5 } };

static void
reach_datum(const struct chart_plan *plan, struct chart_row *row,
    size_t index)
{
	const struct doc_series *series = &plan->chart->series[index];
	const struct doc_scale *scale = &plan->chart->x;
	const struct doc_datum *datum = &series->data[row->index];

	if (!chart_shows(plan, series, row->index))
		return;
	if (series->mark == MARK_POINT)
		reach_include(&row->dots, scale, datum->x);
	else if (series->mark == MARK_STACK)
		reach_include(&row->marks, scale, datum->x +
		    chart_stack_base(plan->chart, index, row->index));
	else if (series->mark == MARK_BAR)
		reach_include(&row->marks, scale, datum->x);
	if (series->mark == MARK_BAR || series->mark == MARK_STACK)
		reach_include(&row->marks, scale, plan->axis.logarithmic ?
		    pow(10, plan->axis.low) : 0);
	if (series->mark == MARK_STACK || !isfinite(datum->low) ||
	    !(datum->low <= datum->high))
		return;
	/* what a log scale can't show reaches its left end */
	reach_include(&row->marks, scale, axis_shows(&plan->axis, datum->low) ?
	    datum->low : pow(10, plan->axis.low));
	reach_include(&row->marks, scale, datum->high);
}

static void
measure_row(struct chart_plan *plan, struct chart_row *row)
{
	const struct doc_category *category = row->category;
	struct layout *layout = plan->layout;
	size_t i;

	row->text = category->text;
	row->marks = row->dots = (struct reach){ (double)INFINITY,
		-(double)INFINITY };
	for (i = 0; i < plan->chart->series_count; i++)
		reach_datum(plan, row, i);
	row->known = row->marks.least <= row->marks.most ||
	    row->dots.least <= row->dots.most;
	row->label = para_new(layout);
	para_add_markup(layout, row->label, &plan->text, category->label);
	para_set(layout, row->label, NO_WIDTH, 0, PARA_LEFT);
	row->detail = para_new(layout);
	para_add_markup(layout, row->detail, &plan->grey, category->detail);
	para_set(layout, row->detail, NO_WIDTH, 0, PARA_LEFT);
	if (!row->known && (row->text == NULL || row->text[0] == '\0'))
		row->text = DASH;
	if (row->text != NULL)
		run_add_markup(layout, &row->value,
		    row->known ? &plan->bold : &plan->grey,
		    span_of(row->text));
}

static void
measure_rows(struct chart_plan *plan, const struct chart_part *part)
{
	size_t i, count = plan->row_count;

	plan->rows = arena_alloc(plan->layout->arena,
	    (count + 1) * sizeof *plan->rows);
	for (i = 0; i < count; i++) {
		plan->rows[i].index = part->first + i;
		plan->rows[i].category = &plan->chart->rows[part->first + i];
		measure_row(plan, &plan->rows[i]);
	}
}

static bool
has_bars(const struct doc_chart *chart)
{
	size_t i;

	for (i = 0; i < chart->series_count; i++)
		if (chart->series[i].mark == MARK_BAR ||
		    chart->series[i].mark == MARK_STACK)
			return true;
	return false;
}

static double
widest_value(const struct chart_plan *plan)
{
	double widest = 0;
	size_t i;

	for (i = 0; i < plan->row_count; i++)
		widest = fmax(widest, plan->rows[i].value.width);
	return widest;
}

/* The columns left of the plot: details beside the labels, or under them when that takes too much. VALUE: width of what stands under both, or 0. */
static void
place_columns(struct chart_plan *plan, double value)
{
	double label = 0, detail = 0, gap = COLUMN_GAP * plan->em, left;
	size_t i;

	for (i = 0; i < plan->row_count; i++) {
		label = fmax(label, plan->rows[i].label->width);
		detail = fmax(detail, plan->rows[i].detail->width);
	}
	plan->label_width = fmin(label, LABEL_PART * plan->width);
	plan->detail_x = plan->label_width + gap;
	left = detail > 0 ? plan->detail_x + detail : plan->label_width;
	if (value > 0 ||
	    left > fmax(LEFT_PART * plan->width, plan->width - PLOT_WIDTH)) {
		plan->stacked = true;
		plan->label_width = fmin(fmax(value, fmax(label, detail)),
		    LABEL_PART * plan->width);
		left = plan->label_width;
	}
	if (left > 0)
		left += (has_bars(plan->chart) ? BAR_GAP : PLOT_GAP) *
		    plan->em;
	plan->left = fmax(left, axis_end_width(plan->layout, &plan->axis,
	    &plan->text, false) / 2);
}

static double
row_pitch(size_t rows)
{
	size_t i = 0;

	while (rows > pitches[i].rows)
		i++;
	return pitches[i].pitch;
}

static void
break_labels(struct chart_plan *plan)
{
	double pitch = row_pitch(plan->chart->row_count) * plan->em;
	double leading = LABEL_LEADING * plan->em;
	double width = plan->label_width + 0.01;
	struct chart_row *row;
	size_t i, lines;

	for (i = 0; i < plan->row_count; i++) {
		row = &plan->rows[i];
		para_set(plan->layout, row->label, width, leading, PARA_LEFT);
		lines = row->label->line_count;
		if (plan->stacked) {
			para_set(plan->layout, row->detail, width, leading,
			    PARA_LEFT);
			lines += row->detail->line_count;
		}
		if (row->under != NULL) {
			para_set(plan->layout, row->under, width, leading,
			    PARA_LEFT);
			lines += row->under->line_count;
		}
		row->height = fmax(pitch, (double)lines * leading +
		    ROW_PAD * plan->em);
	}
}

/* Puts references and values into a plot that ends at RIGHT. */
static enum value_place
try_right(struct chart_plan *plan, double right)
{
	plan->right = right;
	chart_flags_place(plan);
	return chart_values_place(plan);
}

/* Where the plot ends when half a tick label still fits. */
static double
right_most(const struct chart_plan *plan)
{
	return plan->width - fmax(plan->em / 2,
	    axis_end_width(plan->layout, &plan->axis, &plan->text, true) / 2);
}

/* All values under the labels: no line comes there. */
static void
place_under(struct chart_plan *plan)
{
	struct chart_row *row;
	size_t i;

	place_columns(plan, widest_value(plan));
	for (i = 0; i < plan->row_count; i++) {
		row = &plan->rows[i];
		if (row->value.count == 0)
			continue;
		row->value = (struct run){ 0 };
		row->under = para_new(plan->layout);
		para_add_markup(plan->layout, row->under, row->known ?
		    &plan->bold : &plan->grey, row->text);
	}
	break_labels(plan);
	try_right(plan, right_most(plan));
}

/* Values stand beside their marks. When one finds no good place there, all stand in a column behind the plot; when that takes too much, under the labels. */
static void
place_plot(struct chart_plan *plan)
{
	double wide = right_most(plan);
	double narrow = fmin(wide, chart_values_right(plan));
	double aligned = fmin(wide, plan->width - widest_value(plan) -
	    VALUE_GAP * plan->em);

	if (try_right(plan, wide) == PLACE_CLEAR ||
	    try_right(plan, narrow) == PLACE_CLEAR)
		return;
	if (aligned - plan->left < COLUMN_PLOT * plan->width) {
		place_under(plan);
		return;
	}
	try_right(plan, aligned);
	chart_values_align(plan);
}

/* All bars of a chart are equally high, whatever their labels are. */
static double
bar_half(const struct chart_plan *plan)
{
	double least = BAR_MOST * plan->em / BAR_PART;
	size_t i;

	for (i = 0; i < plan->row_count; i++)
		least = fmin(least, plan->rows[i].height);
	return fmax(BAR_PART * least,
	    fmin(BAR_TEXT * plan->em, BAR_PART_MOST * least));
}

static void
place_rows(struct chart_plan *plan)
{
	double y = PLOT_PAD * plan->em;
	size_t i;

	for (i = 0; i < plan->row_count; i++) {
		plan->rows[i].top = y;
		plan->rows[i].y = y + plan->rows[i].height / 2;
		y += plan->rows[i].height;
	}
	plan->bottom = fmax(y + PLOT_PAD * plan->em, PLOT_LEAST * plan->em);
}

void
chart_rows_plan(struct chart_plan *plan, const struct chart_part *part)
{
	plan->row_count = part->count;
	measure_rows(plan, part);
	place_columns(plan, 0);
	break_labels(plan);
	place_plot(plan);
	plan->bar_half = bar_half(plan);
	place_rows(plan);
}
