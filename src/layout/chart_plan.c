/*
 * Measuring a chart: how wide the labels are, how high the rows, and what
 * is left for the plot.
 */
#include <math.h>

#include "base/arena.h"
#include "layout/chart.h"
#include "layout/layout.h"
#include "layout/palette.h"

#define LABEL_PART 0.36   /* of the width, at most, for the labels */
#define LEFT_PART 0.40    /* and for labels with details beside them, */
#define PLOT_WIDTH 240.0  /* unless this is left for the plot */
#define COLUMN_GAP 1.5    /* em between labels and details */
#define PLOT_GAP 1.6      /* em before the plot */
#define LABEL_LEADING 1.15
#define ROW_PAD 0.7       /* em around the lines of a label */
#define PLOT_PAD 0.35     /* em over the first row and under the last */
#define PLOT_LEAST 2.0    /* em: the height when there is no row */
#define TOP_GAP 0.2
#define NO_WIDTH 1e6
#define DASH "\xe2\x80\x94"

/* Few rows stand wide apart, many close: em from row to row. */
static const struct {
	size_t rows;
	double pitch;
} pitches[] = { { 10, 2.0 }, { 25, 1.75 }, { (size_t)-1, 1.5 } };

double
chart_x(const struct chart_plan *plan, double value)
{
	return plan->left +
	    axis_at(&plan->axis, value) * (plan->right - plan->left);
}

static void
styles(struct chart_plan *plan)
{
	const struct layout_style *style = &plan->layout->style;

	plan->em = style->label_size;
	plan->width = style->width;
	plan->text = (struct text_style){
		.face = style->label,
		.size = plan->em,
		.color = INK_BLACK,
	};
	plan->grey = plan->bold = plan->flag = plan->text;
	plan->grey.color = PALETTE_GREY;
	plan->flag.color = PALETTE_REFERENCE;
	plan->bold.face = style->label_bold;
}

static void
measure_row(struct chart_plan *plan, struct chart_row *row)
{
	const struct doc_mark *mark = row->mark;
	struct layout *layout = plan->layout;
	bool known = axis_shows(&plan->axis, mark->value);
	const char *text = mark->text;

	row->label = para_new(layout);
	para_add_markup(layout, row->label, &plan->text, mark->label);
	para_set(layout, row->label, NO_WIDTH, 0, PARA_LEFT);
	row->detail = para_new(layout);
	para_add_markup(layout, row->detail, &plan->grey, mark->detail);
	para_set(layout, row->detail, NO_WIDTH, 0, PARA_LEFT);
	if (text == NULL || text[0] == '\0')
		text = isfinite(mark->value) ? "" : DASH;
	run_add_markup(layout, &row->value,
	    known ? &plan->bold : &plan->grey, span_of(text));
}

static void
measure_rows(struct chart_plan *plan, const struct chart_part *part)
{
	size_t i, count = plan->row_count;

	plan->rows = arena_alloc(plan->layout->arena,
	    (count + 1) * sizeof *plan->rows);
	for (i = 0; i < count; i++) {
		plan->rows[i].mark = &plan->chart->marks[part->first + i];
		measure_row(plan, &plan->rows[i]);
	}
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
		left += PLOT_GAP * plan->em;
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
	double pitch = row_pitch(plan->chart->mark_count) * plan->em;
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
	double y;
	size_t i;

	plan->top = TOP_GAP * plan->em +
	    (double)plan->tier_count * plan->tier_height;
	y = plan->top + PLOT_PAD * plan->em;
	for (i = 0; i < plan->row_count; i++) {
		plan->rows[i].y = y + plan->rows[i].height / 2;
		y += plan->rows[i].height;
	}
	plan->bottom = fmax(y + PLOT_PAD * plan->em,
	    plan->top + PLOT_LEAST * plan->em);
}

struct chart_plan *
chart_plan_new(struct layout *layout, const struct doc_chart *chart,
    const struct chart_part *part)
{
	struct chart_plan *plan = arena_alloc(layout->arena, sizeof *plan);

	plan->layout = layout;
	plan->chart = chart;
	plan->row_count = part->count;
	styles(plan);
	plan->axis = axis_of(chart);
	measure_rows(plan, part);
	place_columns(plan);
	break_labels(plan);
	place_plot(plan);
	place_rows(plan);
	axis_ticks(layout, &plan->axis, &plan->text,
	    plan->right - plan->left);
	return plan;
}
