/*
 * Tables and charts that are longer than a page, cut between rows: heads,
 * axis and a caption that says "continued" on each part.
 */
#include <math.h>

#include "base/arena.h"
#include "document/document.h"
#include "layout/chart.h"
#include "layout/layout.h"
#include "layout/page.h"
#include "layout/table.h"

#define ROW_LEAST 4.0 /* points: no row is lower */

static struct scene *
draw(const struct page_figure *figure, size_t first, size_t count)
{
	if (figure->plan != NULL)
		return table_draw(figure->plan, &(struct table_part){
			.first = first,
			.count = count,
			.caption = true,
			.continued = first != 0,
			.notes = first + count == figure->rows,
		});
	return chart_draw(figure->layout, figure->chart,
	    &(struct chart_part){
		.first = first,
		.count = count,
		.caption = true,
		.continued = first != 0,
	});
}

struct page_figure *
page_figure_new(struct layout *layout, const struct doc_table *table,
    const struct doc_chart *chart)
{
	struct page_figure *figure = arena_alloc(layout->arena,
	    sizeof *figure);

	figure->layout = layout;
	figure->chart = chart;
	if (table != NULL) {
		figure->plan = table_plan_new(layout, table);
		figure->rows = figure->plan->table->row_count;
	} else {
		/* a field is drawn whole */
		figure->rows = chart->y.kind == SCALE_CATEGORY ?
		    chart->row_count : 1;
	}
	figure->whole = draw(figure, 0, figure->rows);
	return figure;
}

/* The height of a part; what is drawn for it leaves no trace. */
static double
height_of(const struct page_figure *figure, size_t first, size_t count)
{
	struct layout own = *figure->layout;
	struct page_figure copy = *figure;
	struct table_plan plan;
	double height;

	own.arena = arena_new();
	copy.layout = &own;
	if (figure->plan != NULL) {
		plan = *figure->plan;
		plan.layout = &own;
		copy.plan = &plan;
	}
	height = draw(&copy, first, count)->height;
	arena_free(own.arena);
	return height;
}

/* The most rows whose part fits; at least one. */
static size_t
rows_that_fit(const struct page_figure *figure, size_t first, double height)
{
	size_t fit = 0, left = figure->rows - first, middle;
	size_t over = (size_t)fmax(height / ROW_LEAST, 1) + 1;

	if (left < over) {
		if (height_of(figure, first, left) <= height)
			return left;
		over = left;
	}
	while (over > fit + 1) {
		middle = fit + (over - fit) / 2;
		if (height_of(figure, first, middle) <= height)
			fit = middle;
		else
			over = middle;
	}
	return fit == 0 ? 1 : fit;
}

struct scene *
page_figure_part(const struct page_figure *figure, size_t first,
    size_t least, double height, size_t *count)
{
	struct scene *scene = figure->whole;

	*count = figure->rows;
	if (first != 0 || (scene->height > height && *count > 1)) {
		*count = rows_that_fit(figure, first, height);
		if (*count < least && first + *count < figure->rows)
			return NULL;
		scene = draw(figure, first, *count);
	}
	return scene->height <= height || least == 0 ? scene : NULL;
}
