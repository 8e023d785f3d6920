/*
 * How a report is set: the venue's row, the width and the font that were
 * asked for.
 */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/num.h"
#include "base/str.h"
#include "cli/cli.h"
#include "layout/venue.h"

static const char DEFAULT_VENUE[] = "a4";

/* Lengths that --width knows, in points of 1/72 inch. */
static const struct {
	const char *unit;
	double points;
} lengths[] = {
	{ "mm", 72 / 25.4 },
	{ "cm", 72 / 2.54 },
	{ "in", 72 },
	{ "pt", 72 / 72.27 }, /* TeX's point */
	{ "bp", 1 },
};

/* Widths between a thumb and a poster. */
static const double WIDTH_MIN = 100, WIDTH_MAX = 2000;

/* In points, 0 when it is no length; a box may not be wider than asked for, so it is rounded down. */
static double
length(const char *text)
{
	double number, points;
	size_t i;

	for (i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
		struct span span = span_of(text);

		if (!span_ends(span, lengths[i].unit))
			continue;
		span.n -= strlen(lengths[i].unit);
		points = !num_parse(span_trim(span), &number) ?
		    0 :
		    number * lengths[i].points;
		if (points >= WIDTH_MIN && points <= WIDTH_MAX)
			return points;
	}
	return 0;
}

static double
read_width(struct job *job, const struct venue *venue)
{
	static const char *const names[] = { "column", "full" };
	const char *text = job->options.width;
	double points;

	if (text == NULL || strcmp(text, "column") == 0)
		return venue->column;
	if (strcmp(text, "full") == 0)
		return venue->full;
	points = length(text);
	if (points <= 0)
		diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
		    "--width=%s must be column, full, or a length such as 84mm, 3.3in, 240pt (TeX) or 238bp%s",
		    text, str_meant(job->arena, text, names, 2));
	return points;
}

const struct venue *
job_venue(struct job *job)
{
	struct venue *venues = arena_alloc(job->arena,
	    VENUES_MAX * sizeof *venues);
	const char *id = job->options.venue == NULL ?
	    DEFAULT_VENUE : job->options.venue;
	size_t i, count = venues_read(data_file(job, "templates",
	    "venues.csv"), venues, job->arena, &job->diags);
	const struct venue *venue = venue_named(venues, count, id);
	const char **names = arena_alloc(job->arena,
	    (count + 1) * sizeof *names);
	const char *list = "";

	if (venue != NULL || count == 0)
		return venue;
	for (i = 0; i < count; i++) {
		names[i] = venues[i].id;
		list = arena_printf(job->arena, "%s%s%s", list,
		    i == 0 ? "" : ", ", venues[i].id);
	}
	diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
	    "--venue=%s is none of %s%s", id, list,
	    str_meant(job->arena, id, names, count));
	return NULL;
}

static bool
set_font(struct job *job, struct layout_style *style)
{
	static const char *const names[] = { "serif", "sans" };
	const char *font = job->options.font;
	bool serif = font != NULL && strcmp(font, "serif") == 0;

	if (font == NULL)
		return true;
	if (!serif && strcmp(font, "sans") != 0) {
		diag(&job->diags, DIAG_USAGE, (struct pos){ 0 },
		    "--font=%s must be serif or sans%s", font,
		    str_meant(job->arena, font, names, 2));
		return false;
	}
	style->text = style->label = serif ? FACE_SERIF : FACE_SANS;
	style->bold = style->label_bold =
	    serif ? FACE_SERIF_BOLD : FACE_SANS_BOLD;
	style->italic = serif ? FACE_SERIF_ITALIC : FACE_SANS_ITALIC;
	return true;
}

bool
job_look(struct job *job, struct look *look)
{
	const struct venue *venue = job_venue(job);
	double width = venue == NULL ? 0 : read_width(job, venue);

	if (width <= 0)
		return false;
	*look = (struct look){
		.style = venue_style(venue, width),
		.page = venue_page(venue),
		.fonts = venue->fonts,
	};
	return set_font(job, &look->style);
}
