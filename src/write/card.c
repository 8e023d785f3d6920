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
static const double label_sizes[] = { 14, 13, 12, 11, 10, 9.5 };

enum { LABEL_SIZES = sizeof label_sizes / sizeof label_sizes[0] };

static struct layout
layout_of(const struct output_job *job, double label_size)
{
	struct layout layout = output_layout(job);

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

/* TEXT without its last character, and an ellipsis. */
static const char *
shortened(const char *text, struct arena *arena)
{
	static const char ellipsis[] = "\xe2\x80\xa6";
	struct span rest = span_of(text);

	if (span_ends(rest, ellipsis))
		rest.n -= strlen(ellipsis);
	while (rest.n > 0 && ((unsigned char)rest.s[--rest.n] & 0xc0) == 0x80)
		;
	rest = span_trim(rest);
	return arena_printf(arena, "%.*s%s", (int)rest.n, rest.s, ellipsis);
}

/* One line of plain text, set smaller until it fits, then cut. */
static struct run
fit_line(struct output_job *job, struct text_style style, const char *text)
{
	struct layout layout = layout_of(job, style.size);
	struct run run;

	for (;;) {
		run = (struct run){ .count = 0 };
		run_add(&layout, &run, &style, SCRIPT_NORMAL, span_of(text));
		if (run.width <= WIDTH - 2 * MARGIN)
			return run;
		if (style.size > LEAST)
			style.size -= 0.5;
		else
			text = shortened(text, job->arena);
	}
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
	double top = MARGIN + TITLE_SIZE + GAP;
	double bottom = HEIGHT - MARGIN - FOOT_SIZE - GAP;
	const struct text_style title = { job->style.label_bold, TITLE_SIZE,
		INK_BLACK };
	const struct text_style small = { job->style.label, FOOT_SIZE,
		PALETTE_GREY };
	struct run run;
	size_t rows;

	card->title = job->doc->title;
	card->description = chart->description;
	scene = fit_chart(job, chart, bottom - top, &rows);
	if (scene == NULL)
		return NULL;
	scene_begin(card, "Artifact", NULL);
	run = fit_line(job, title, job->doc->title);
	run_place(&run, card, MARGIN, MARGIN + TITLE_SIZE);
	run = fit_line(job, small, foot(job, chart, rows));
	run_place(&run, card, MARGIN, HEIGHT - MARGIN);
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
	const struct pos pos = { .file = "card.png" };
	const struct scene *card;

	if (job->doc->chart_file_count == 0 ||
	    job->doc->chart_files[0]->row_count == 0)
		return true;
	card = job->fonts == NULL ? NULL : draw(job, job->doc->chart_files[0]);
	if (card == NULL && job->fonts != NULL) {
		diag(job->diags, DIAG_OUTPUT_LACKS, pos,
		    "not written: not one row of the chart fits on it");
		return true;
	}
	if (card != NULL && png_write(card, job->fonts, DPI, out))
		return true;
	diag(job->diags, DIAG_OUTPUT_WRITE, pos,
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
