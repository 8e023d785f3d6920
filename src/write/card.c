/*
 * A card for social networks: the title, the chart and what its figures are,
 * 1200 dots wide and 630 high. Text stays large; rows that find no room are
 * counted.
 */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "document/chart.h"
#include "document/document.h"
#include "document/text.h"
#include "layout/fonts.h"
#include "layout/layout.h"
#include "layout/palette.h"
#include "layout/run.h"
#include "write/output.h"
#include "write/write.h"

/* Points; two dots each. */
static const double WIDTH = 600, HEIGHT = 315, DPI = 144;
static const double MARGIN = 22, GAP = 12;
static const double TITLE_SIZE = 20, FOOT_SIZE = 11, LEAST = 8;

/* The largest text with which the chart fits is taken. */
static const double label_sizes[] = { 14, 13, 12, 11, 10.5 };

enum { LABEL_SIZES = sizeof label_sizes / sizeof label_sizes[0] };

static struct layout
layout_of(const struct output_job *job, double label_size)
{
	struct layout layout = {
		.fonts = job->fonts,
		.arena = job->arena,
		.diags = job->diags,
		.style = job->style,
		.language = job->doc->language,
	};

	layout.style.width = WIDTH - 2 * MARGIN;
	layout.style.label_size = label_size;
	return layout;
}

/* The first COUNT rows of a chart. */
static const struct doc_chart *
with_rows(const struct doc_chart *chart, size_t count, struct arena *arena)
{
	struct doc_chart *copy = arena_alloc(arena, sizeof *copy);
	size_t i;

	*copy = *chart;
	copy->row_count = count;
	copy->series = arena_alloc(arena,
	    copy->series_count * sizeof *copy->series + 1);
	for (i = 0; i < copy->series_count; i++) {
		copy->series[i] = chart->series[i];
		copy->series[i].count = count;
	}
	return copy;
}

/* The chart no higher than ROOM, with as many of its rows as fit in *ROWS; NULL when not one does. */
static const struct scene *
fit_chart(struct output_job *job, const struct doc_chart *chart, double room,
    size_t *rows)
{
	struct layout layout;
	const struct scene *scene;
	size_t i;

	for (*rows = chart->row_count; *rows > 0; (*rows)--) {
		i = *rows == chart->row_count ? 0 : LABEL_SIZES - 1;
		for (; i < LABEL_SIZES; i++) {
			layout = layout_of(job, label_sizes[i]);
			scene = layout_chart(&layout,
			    with_rows(chart, *rows, job->arena), false);
			if (scene != NULL && scene->height <= room)
				return scene;
		}
	}
	return NULL;
}

/* One line of text, set smaller until it fits; returns its size. */
static double
add_line(struct output_job *job, struct scene *card, enum face face,
    double size, int color, double y, const char *markup)
{
	struct layout layout = layout_of(job, size);
	struct run run;

	for (;; size -= 0.5) {
		const struct text_style style = { face, size, color };

		run = (struct run){ .count = 0 };
		run_add_markup(&layout, &run, &style, span_of(markup));
		if (run.width <= WIDTH - 2 * MARGIN || size <= LEAST)
			break;
	}
	run_place(&run, card, MARGIN, y < 0 ? -y + size : y);
	return size;
}

static const char *
foot(const struct output_job *job, const struct doc_chart *chart, size_t rows)
{
	const char *text =
	    job->doc->summary == NULL ? "" : job->doc->summary;

	if (rows < chart->row_count)
		text = arena_printf(job->arena, "The first %zu of %zu. %s",
		    rows, chart->row_count, text);
	return text;
}

static const struct scene *
draw(struct output_job *job, const struct doc_chart *chart)
{
	struct scene *card = scene_new(WIDTH, HEIGHT, job->arena);
	const struct scene *scene;
	double top, bottom = HEIGHT - MARGIN - FOOT_SIZE - GAP;
	size_t rows;

	card->title = job->doc->title;
	card->description = chart->description;
	scene_begin(card, "Artifact", NULL);
	top = MARGIN + GAP + add_line(job, card, job->style.label_bold,
	    TITLE_SIZE, INK_BLACK, -MARGIN, job->doc->title);
	scene = fit_chart(job, chart, bottom - top, &rows);
	if (scene == NULL)
		return NULL;
	add_line(job, card, job->style.label, FOOT_SIZE, PALETTE_GREY,
	    HEIGHT - MARGIN, foot(job, chart, rows));
	scene_end(card, "Artifact");
	scene_append(card, scene, MARGIN,
	    top + (bottom - top - scene->height) / 2);
	return theme_scene(card, job->theme == THEME_DARK ? THEME_DARK :
							    THEME_LIGHT,
	    0, job->arena);
}

static bool
write_card(struct output_job *job, struct buf *out)
{
	const struct scene *card;

	if (job->doc->chart_file_count == 0)
		return true;
	card = job->fonts == NULL ? NULL : draw(job, job->doc->chart_files[0]);
	if (card != NULL && png_write(card, job->fonts, DPI, out))
		return true;
	diag(job->diags, DIAG_OUTPUT_WRITE, (struct pos){ .file = "card.png" },
	    "the picture cannot be drawn");
	return false;
}

const struct output output_card_png = {
	.name = "card.png",
	.format = "card",
	.help = "the chart for social networks, 1200 x 630",
	.write = write_card,
	.extra = true,
};
