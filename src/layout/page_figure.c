/*
 * Tables and charts that are longer than a page, cut between rows: heads,
 * axis and a caption that says "continued" on each part.
 */
#include "base/arena.h"
#include "document/document.h"
#include "layout/chart.h"
#include "layout/layout.h"
#include "layout/page.h"
#include "layout/table.h"

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
		figure->rows = table->row_count;
	} else {
		figure->rows = chart->mark_count;
	}
	figure->whole = draw(figure, 0, figure->rows);
	return figure;
}

/* The most rows, fewer than all that are left, whose part fits; at least one. */
static size_t
rows_that_fit(const struct page_figure *figure, size_t first, double height)
{
	size_t fit = 0, over = figure->rows - first, middle;

	while (over - fit > 1) {
		middle = fit + (over - fit) / 2;
		if (draw(figure, first, middle)->height <= height)
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
	struct scene *scene;

	*count = figure->rows - first;
	scene = first == 0 ? figure->whole : draw(figure, first, *count);
	if (scene->height <= height || *count <= 1)
		return scene->height <= height || least == 0 ? scene : NULL;
	*count = rows_that_fit(figure, first, height);
	if (*count < least)
		return NULL;
	scene = draw(figure, first, *count);
	return scene->height <= height || least == 0 ? scene : NULL;
}
