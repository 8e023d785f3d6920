/*
 * PNG: palettes of few, of close and of too many colours, and pictures as
 * libpng reads them back.
 */
#include <stdlib.h>
#include <string.h>

#include <cairo.h>

#include "base/arena.h"
#include "base/str.h"
#include "ink_scene.h"
#include "tests.h"
#include "write/png_colours.h"

enum { SIDE = 32, STEP = 10 };

static struct arena *arena;
static struct diags diags;
static struct fonts *fonts;

static void
setup(void)
{
	arena = arena_new();
	diags = (struct diags){ .arena = arena };
	fonts = ink_fonts(arena, &diags);
}

static void
teardown(void)
{
	fonts_close(fonts);
	arena_free(arena);
}

static struct png_pixels
pixels_of(const uint32_t *values, size_t width, size_t height)
{
	return (struct png_pixels){ (const unsigned char *)values, 4 * width,
		width, height };
}

static int
difference(uint32_t a, uint32_t b)
{
	int shift, most = 0;

	for (shift = 0; shift < 24; shift += 8) {
		int d = abs((int)(a >> shift & 0xff) - (int)(b >> shift & 0xff));

		most = d > most ? d : most;
	}
	return most;
}

/* The largest difference of what the palette makes of the pixels. */
static int
worst(const uint32_t *values, size_t width, size_t height,
    struct png_colours *colours)
{
	struct png_pixels pixels = pixels_of(values, width, height);
	unsigned char *row = arena_alloc(arena, width);
	int most = 0;
	size_t i, j;

	ck_assert(png_colours_find(colours, &pixels));
	ck_assert_uint_le(colours->palette_count, PNG_PALETTE);
	for (i = 0; i < height; i++) {
		png_colours_row(colours, &pixels, i, row);
		for (j = 0; j < width; j++) {
			int d;

			ck_assert_uint_lt(row[j], colours->palette_count);
			d = difference(values[i * width + j],
			    colours->palette[row[j]]);
			most = d > most ? d : most;
		}
	}
	return most;
}

START_TEST(few_colours_are_kept)
{
	/* the first byte is anybody's */
	uint32_t values[SIDE * SIDE];
	struct png_colours *colours = arena_alloc(arena, sizeof *colours);
	size_t i;

	for (i = 0; i < SIDE * SIDE; i++)
		values[i] = (uint32_t)(i % 256 * 0x010203 & 0xffffff) |
		    (uint32_t)(i % 3) << 24;
	ck_assert_int_eq(worst(values, SIDE, SIDE, colours), 0);
	ck_assert_uint_eq(colours->palette_count, 256);
}
END_TEST

/* 1024 colours in 16 x 64 steps of 1: neighbours within 3 are enough. */
START_TEST(close_colours_become_one)
{
	uint32_t values[SIDE * SIDE];
	struct png_colours *colours = arena_alloc(arena, sizeof *colours);
	size_t i;

	for (i = 0; i < SIDE * SIDE; i++)
		values[i] = (uint32_t)((i % 16) << 16 | i / 16);
	ck_assert_int_le(worst(values, SIDE, SIDE, colours), 3);
	ck_assert_uint_lt(colours->palette_count, 1024);
}
END_TEST

START_TEST(many_colours_have_no_palette)
{
	uint32_t values[128 * 128];
	struct png_pixels apart = pixels_of(values, SIDE, SIDE);
	struct png_pixels many = pixels_of(values, 128, 128);
	struct png_colours *colours = arena_alloc(arena, sizeof *colours);
	size_t i;

	for (i = 0; i < SIDE * SIDE; i++)
		values[i] = (uint32_t)((i % 32 * 8) << 16 | i / 32 * 8);
	ck_assert(!png_colours_find(colours, &apart));
	for (i = 0; i < 128 * 128; i++)
		values[i] = (uint32_t)i;
	colours = arena_alloc(arena, sizeof *colours);
	ck_assert(!png_colours_find(colours, &many));
}
END_TEST

START_TEST(runs_end_where_they_do)
{
	/* every length of a run, at every place */
	uint32_t values[20];
	size_t width, from, to, i;

	for (width = 1; width <= 20; width++)
		for (from = 0; from < width; from++)
			for (to = from; to < width; to++) {
				struct png_colours *colours =
				    arena_alloc(arena, sizeof *colours);

				for (i = 0; i < width; i++)
					values[i] = i >= from && i <= to;
				ck_assert_int_eq(worst(values, width, 1,
				    colours), 0);
				ck_assert_uint_le(colours->palette_count, 2);
			}
}
END_TEST

struct reader {
	const struct buf *file;
	size_t at;
};

static cairo_status_t
read_some(void *closure, unsigned char *data, unsigned length)
{
	struct reader *reader = closure;

	if (length > reader->file->n - reader->at)
		return CAIRO_STATUS_READ_ERROR;
	memcpy(data, reader->file->s + reader->at, length);
	reader->at += length;
	return CAIRO_STATUS_SUCCESS;
}

/* The colour of box (COLUMN, ROW) of COUNT x COUNT. */
static int
box_colour(int column, int row, int count)
{
	return (column * 255 / (count - 1)) << 16 | (row * 255 / (count - 1));
}

/* Boxes in colours far apart, each one of STEP dots. */
static void
boxes_come_back(int count, unsigned char kind)
{
	struct scene *scene = scene_new(count * STEP, count * STEP, arena);
	struct buf out = { NULL, 0, 0 };
	struct reader reader = { &out, 0 };
	cairo_surface_t *read;
	int i, k;

	for (i = 0; i < count; i++)
		for (k = 0; k < count; k++)
			scene_add(scene, (struct scene_item){
				.kind = SCENE_BOX, .x = i * STEP,
				.y = k * STEP, .x2 = (i + 1) * STEP,
				.y2 = (k + 1) * STEP,
				.fill = box_colour(i, k, count),
				.stroke = COLOR_NONE });
	ck_assert(png_write(scene, fonts, 72, &out));
	ck_assert_uint_eq((unsigned char)out.s[25], kind);
	read = cairo_image_surface_create_from_png_stream(read_some, &reader);
	ck_assert_int_eq(cairo_surface_status(read), CAIRO_STATUS_SUCCESS);
	ck_assert_int_eq(cairo_image_surface_get_width(read), count * STEP);
	ck_assert_int_eq(cairo_image_surface_get_height(read), count * STEP);
	for (i = 0; i < count * STEP; i++)
		for (k = 0; k < count * STEP; k++) {
			uint32_t pixel;

			memcpy(&pixel, cairo_image_surface_get_data(read) +
			    k * cairo_image_surface_get_stride(read) + 4 * i,
			    sizeof pixel);
			ck_assert_int_eq((int)(pixel & 0xffffff),
			    box_colour(i / STEP, k / STEP, count));
		}
	cairo_surface_destroy(read);
	buf_free(&out);
}

START_TEST(indexed_pictures_are_read_back)
{
	boxes_come_back(12, 3);
}
END_TEST

START_TEST(full_colour_is_read_back)
{
	boxes_come_back(24, 2);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("png");
	TCase *tests = tcase_create("png");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, few_colours_are_kept);
	tcase_add_test(tests, close_colours_become_one);
	tcase_add_test(tests, many_colours_have_no_palette);
	tcase_add_test(tests, runs_end_where_they_do);
	tcase_add_test(tests, indexed_pictures_are_read_back);
	tcase_add_test(tests, full_colour_is_read_back);
	suite_add_tcase(suite, tests);
	return tests_run(suite);
}
