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
#define VALUE_PART 0.5    /* of the room for the plot, at most, for values in it */
#define BAR_GAP 0.8       /* and where bars do */
#define LABEL_LEADING 1.15
#define ROW_PAD 0.7       /* em around the lines of a label */
#define PLOT_PAD 0.35     /* em over the first row and under the last */
#define PLOT_LEAST 2.0    /* em: the height when there is no row */
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
	const char *text = category->text;
	bool known;
	size_t i;

	row->marks = row->dots = (struct reach){ (double)INFINITY,
		-(double)INFINITY };
	for (i = 0; i < plan->chart->series_count; i++)
		reach_datum(plan, row, i);
	known = row->marks.least <= row->marks.most ||
	    row->dots.least <= row->dots.most;
	row->label = para_new(layout);
	para_add_markup(layout, row->label, &plan->text, category->label);
	para_set(layout, row->label, NO_WIDTH, 0, PARA_LEFT);
	row->detail = para_new(layout);
	para_add_markup(layout, row->detail, &plan->grey, category->detail);
	para_set(layout, row->detail, NO_WIDTH, 0, PARA_LEFT);
	if (!known && (text == NULL || text[0] == '\0'))
		text = DASH;
	if (text == NULL)
		return;
	run_add_markup(layout, &row->value,
	    known ? &plan->bold : &plan->grey, span_of(text));
	row->under = para_new(layout);
	para_add_markup(layout, row->under, known ? &plan->bold :
	    &plan->grey, text);
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

/* The columns left of the plot: details beside the labels, or under them when that takes too much. */
static void
place_columns(struct chart_plan *plan)
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
	if (left > fmax(LEFT_PART * plan->width, plan->width - PLOT_WIDTH)) {
		plan->stacked = true;
		plan->label_width = fmin(fmax(label, detail),
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
	struct chart_row *row;
	size_t i, lines;

	for (i = 0; i < plan->row_count; i++) {
		row = &plan->rows[i];
		para_set(plan->layout, row->label, plan->label_width + 0.01,
		    leading, PARA_LEFT);
		lines = row->label->line_count;
		if (plan->stacked) {
			para_set(plan->layout, row->detail,
			    plan->label_width + 0.01, leading, PARA_LEFT);
			lines += row->detail->line_count;
		}
		row->height = fmax(pitch, (double)lines * leading +
		    ROW_PAD * plan->em);
	}
}

/* Values that would leave the plot too little stand under their marks. */
static void
place_under(struct chart_plan *plan)
{
	double room = plan->width - plan->left, leading, widest = 0;
	struct chart_row *row;
	size_t i;

	for (i = 0; i < plan->row_count; i++)
		widest = fmax(widest, plan->rows[i].value.width);
	for (i = 0; i < plan->row_count; i++) {
		row = &plan->rows[i];
		if (row->under == NULL || widest < VALUE_PART * room) {
			row->under = NULL;
			continue;
		}
		row->value = (struct run){ 0 };
		leading = LABEL_LEADING * plan->em;
		para_set(plan->layout, row->under, room, leading, PARA_LEFT);
		row->height = fmax(row->height, (double)
		    (row->under->line_count + 1) * leading +
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

/* The plot ends where half a tick label still fits, or sooner when a value finds no good place otherwise. */
static void
place_plot(struct chart_plan *plan)
{
	double wide = plan->width - fmax(plan->em / 2,
	    axis_end_width(plan->layout, &plan->axis, &plan->text, true) / 2);
	double narrow = fmin(wide, chart_values_right(plan));
	enum value_place place = try_right(plan, wide);

	if (place == PLACE_CLEAR || try_right(plan, narrow) < place)
		return;
	try_right(plan, wide);
}

static void
place_rows(struct chart_plan *plan)
{
	double y = PLOT_PAD * plan->em;
	size_t i;

	for (i = 0; i < plan->row_count; i++) {
		plan->rows[i].top = y;
		plan->rows[i].y = y + plan->rows[i].height / 2;
		if (plan->rows[i].under != NULL)
			plan->rows[i].y -= (double)
			    plan->rows[i].under->line_count *
			    LABEL_LEADING * plan->em / 2;
		y += plan->rows[i].height;
	}
	plan->bottom = fmax(y + PLOT_PAD * plan->em, PLOT_LEAST * plan->em);
}

void
chart_rows_plan(struct chart_plan *plan, const struct chart_part *part)
{
	plan->row_count = part->count;
	measure_rows(plan, part);
	place_columns(plan);
	break_labels(plan);
	place_under(plan);
	place_plot(plan);
	place_rows(plan);
}
