/*
 * Glyph outlines: relative commands in whole font units.
 */
#include "layout/outline.h"

#include <math.h>

#include <hb.h>

#include "base/arena.h"
#include "base/str.h"

/* Path data being written, relative from point to point: shorter. */
struct outline {
	struct buf data;
	long x, y;
};

/* Writes SEPARATOR and NUMBER; printf took most of an outline's time. */
static void
add_number(struct buf *data, char separator, long number)
{
	char text[24];
	size_t at = sizeof text;
	unsigned long left = number < 0 ? -(unsigned long)number :
					  (unsigned long)number;

	do
		text[--at] = (char)('0' + left % 10);
	while ((left /= 10) != 0);
	if (number < 0)
		text[--at] = '-';
	text[--at] = separator;
	buf_add(data, text + at, sizeof text - at);
}

static void
add_point(struct outline *outline, char separator, float x, float y)
{
	add_number(&outline->data, separator, lroundf(x) - outline->x);
	add_number(&outline->data, ' ', lroundf(-y) - outline->y);
}

static void
move_to(struct outline *outline, float x, float y)
{
	outline->x = lroundf(x);
	outline->y = lroundf(-y);
}

static void
add_move(hb_draw_funcs_t *functions, void *data, hb_draw_state_t *state,
    float x, float y, void *user)
{
	(void)functions, (void)state, (void)user;
	add_point(data, 'm', x, y);
	move_to(data, x, y);
}

static void
add_segment(hb_draw_funcs_t *functions, void *data, hb_draw_state_t *state,
    float x, float y, void *user)
{
	(void)functions, (void)state, (void)user;
	add_point(data, 'l', x, y);
	move_to(data, x, y);
}

/* HarfBuzz says what it takes. */
static void /* NOLINTNEXTLINE(readability-function-size) */
add_cubic(hb_draw_funcs_t *functions, void *data, hb_draw_state_t *state,
    float x1, float y1, float x2, float y2, float x, float y, void *user)
{
	(void)functions, (void)state, (void)user;
	add_point(data, 'c', x1, y1);
	add_point(data, ' ', x2, y2);
	add_point(data, ' ', x, y);
	move_to(data, x, y);
}

static void
add_close(hb_draw_funcs_t *functions, void *data, hb_draw_state_t *state,
    void *user)
{
	struct outline *outline = data;

	(void)functions, (void)user;
	buf_putc(&outline->data, 'z');
	/* The pen goes back to where the contour began. */
	move_to(outline, state->path_start_x, state->path_start_y);
}

static hb_draw_funcs_t *
outline_functions(void)
{
	hb_draw_funcs_t *functions = hb_draw_funcs_create();

	/* Quadratic curves come as cubic ones. */
	hb_draw_funcs_set_move_to_func(functions, add_move, NULL, NULL);
	hb_draw_funcs_set_line_to_func(functions, add_segment, NULL, NULL);
	hb_draw_funcs_set_cubic_to_func(functions, add_cubic, NULL, NULL);
	hb_draw_funcs_set_close_path_func(functions, add_close, NULL, NULL);
	return functions;
}

const char *
outline_path(hb_font_t *font, unsigned glyph, struct arena *arena)
{
	hb_draw_funcs_t *functions = outline_functions();
	struct outline outline = { .x = 0 };
	const char *data;

#if HB_VERSION_ATLEAST(7, 0, 0)
	hb_font_draw_glyph(font, glyph, functions, &outline);
#else
	hb_font_get_glyph_shape(font, glyph, functions, &outline);
#endif
	hb_draw_funcs_destroy(functions);
	data = span_dup(arena, (struct span){ outline.data.s, outline.data.n });
	buf_free(&outline.data);
	return data;
}
