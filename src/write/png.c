/*
 * PNG (ISO 15948) of what cairo draws on white, with its physical size
 * stated. Not by cairo's own writer: it tries every filter on every row,
 * which took ten times as long as drawing and packed no better.
 */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include <cairo.h>
#include <zlib.h>

#include "base/arena.h"
#include "base/crc32.h"
#include "base/str.h"
#include "layout/fonts.h"
#include "layout/scene.h"
#include "write/canvas.h"
#include "write/png_colours.h"
#include "write/write.h"

enum {
	PNG_SIDE_MAX = 32767, /* cairo's limit */
	POINTS_PER_INCH = 72,
	/* of PNG: kinds of picture, filters of a row */
	RGB = 2, INDEXED = 3,
	AS_IT_IS = 0, LESS_ABOVE = 2,
	/* of zlib: what was found best, pictures of charts being so empty */
	LEVEL = 3, GOOD = 4, LAZY = 6, NICE = 258, CHAIN = 32,
	PACKED_STEP = 65536
};

#define METRES_PER_INCH 0.0254

static void
put_number(char at[4], size_t number)
{
	at[0] = (char)(number >> 24 & 0xff);
	at[1] = (char)(number >> 16 & 0xff);
	at[2] = (char)(number >> 8 & 0xff);
	at[3] = (char)(number & 0xff);
}

/* A chunk: its length, its kind, its bytes and their checksum. */
static void
add_chunk(struct buf *out, struct crc32 *crc, const char *kind,
    struct span bytes)
{
	char number[4];
	size_t start;

	put_number(number, bytes.n);
	buf_add(out, number, sizeof number);
	start = out->n;
	buf_add(out, kind, 4);
	buf_add(out, bytes.s, bytes.n);
	crc32_restart(crc);
	crc32_add(crc, (const unsigned char *)out->s + start, out->n - start);
	put_number(number, crc32_value(crc));
	buf_add(out, number, sizeof number);
}

static void
add_head(struct buf *out, struct crc32 *crc, const struct png_pixels *pixels,
    int kind, double dpi)
{
	char head[13] = { [8] = 8, [9] = (char)kind };
	char size[9] = { [8] = 1 }; /* the unit is the metre */
	size_t dots = (size_t)lround(dpi / METRES_PER_INCH);

	put_number(head, pixels->width);
	put_number(head + 4, pixels->height);
	put_number(size, dots);
	put_number(size + 4, dots);
	buf_add(out, "\x89PNG\r\n\x1a\n", 8);
	add_chunk(out, crc, "IHDR", (struct span){ head, sizeof head });
	add_chunk(out, crc, "pHYs", (struct span){ size, sizeof size });
}

static void
add_palette(struct buf *out, struct crc32 *crc,
    const struct png_colours *colours)
{
	char bytes[3 * PNG_PALETTE];
	size_t i;

	for (i = 0; i < colours->palette_count; i++) {
		bytes[3 * i] = (char)(colours->palette[i] >> 16 & 0xff);
		bytes[3 * i + 1] = (char)(colours->palette[i] >> 8 & 0xff);
		bytes[3 * i + 2] = (char)(colours->palette[i] & 0xff);
	}
	add_chunk(out, crc, "PLTE",
	    (struct span){ bytes, 3 * colours->palette_count });
}

static bool
pack(z_stream *stream, int flush, struct buf *packed)
{
	int status;

	do {
		stream->next_out = (Bytef *)buf_room(packed, PACKED_STEP);
		stream->avail_out = PACKED_STEP;
		status = deflate(stream, flush);
		buf_took(packed, PACKED_STEP - stream->avail_out);
	} while (stream->avail_out == 0);
	return status != Z_STREAM_ERROR;
}

/* Packs a row; without COLOURS as red, green and blue. */
static bool
pack_row(z_stream *stream, const struct png_colours *colours,
    const struct png_pixels *pixels, size_t row, unsigned char *line,
    struct buf *packed)
{
	size_t n = (colours == NULL ? 3 : 1) * pixels->width;
	bool last = row + 1 == pixels->height;

	line[0] = AS_IT_IS;
	if (png_row_repeats(pixels, row)) {
		line[0] = LESS_ABOVE;
		memset(line + 1, 0, n);
	} else if (colours != NULL) {
		png_colours_row(colours, pixels, row, line + 1);
	} else {
		png_rgb_row(pixels, row, line + 1);
	}
	stream->next_in = line;
	stream->avail_in = (uInt)n + 1;
	return pack(stream, last ? Z_FINISH : Z_NO_FLUSH, packed);
}

static bool
pack_rows(const struct png_colours *colours, const struct png_pixels *pixels,
    struct arena *arena, struct buf *packed)
{
	unsigned char *line = arena_alloc(arena, 3 * pixels->width + 1);
	z_stream stream = { .next_in = NULL };
	bool good = true;
	size_t row;

	if (deflateInit(&stream, LEVEL) != Z_OK)
		return false;
	deflateTune(&stream, GOOD, LAZY, NICE, CHAIN);
	for (row = 0; good && row < pixels->height; row++)
		good = pack_row(&stream, colours, pixels, row, line, packed);
	deflateEnd(&stream);
	return good;
}

static bool
encode(const struct png_pixels *pixels, double dpi, struct buf *out)
{
	struct arena *arena = arena_new();
	struct png_colours *colours = arena_alloc(arena, sizeof *colours);
	struct crc32 *crc = arena_alloc(arena, sizeof *crc);
	struct buf packed = { NULL, 0, 0 };
	bool few = png_colours_find(colours, pixels);
	bool good = pack_rows(few ? colours : NULL, pixels, arena, &packed);

	crc32_start(crc);
	if (good) {
		add_head(out, crc, pixels, few ? INDEXED : RGB, dpi);
		if (few)
			add_palette(out, crc, colours);
		add_chunk(out, crc, "IDAT",
		    (struct span){ packed.s, packed.n });
		add_chunk(out, crc, "IEND", (struct span){ "", 0 });
	}
	buf_free(&packed);
	arena_free(arena);
	return good;
}

/* Dots along LENGTH points, 0 when out of bounds; a hair over adds none. */
static int
dots_of(double length, double dpi)
{
	double dots = ceil(length * dpi / POINTS_PER_INCH - 0.001);

	return dots >= 1 && dots <= PNG_SIDE_MAX ? (int)dots : 0;
}

static bool
draw(cairo_surface_t *surface, const struct scene *scene,
    struct fonts *fonts, double dpi)
{
	cairo_t *cr = cairo_create(surface);
	bool good;

	cairo_set_source_rgb(cr, 1, 1, 1);
	cairo_paint(cr);
	cairo_set_antialias(cr, CAIRO_ANTIALIAS_BEST);
	cairo_scale(cr, dpi / POINTS_PER_INCH, dpi / POINTS_PER_INCH);
	good = canvas_draw(cr, scene, fonts, NULL);
	cairo_destroy(cr);
	cairo_surface_flush(surface);
	return good;
}

bool
png_write(const struct scene *scene, struct fonts *fonts, double dpi,
    struct buf *out)
{
	int width = dots_of(scene->width, dpi);
	int height = dots_of(scene->height, dpi);
	struct png_pixels pixels = { NULL, 0, (size_t)width, (size_t)height };
	cairo_surface_t *surface;
	bool good;

	if (width == 0 || height == 0)
		return false;
	surface =
	    cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
	good = draw(surface, scene, fonts, dpi);
	pixels.bytes = cairo_image_surface_get_data(surface);
	pixels.stride = (size_t)cairo_image_surface_get_stride(surface);
	good = good && pixels.bytes != NULL && encode(&pixels, dpi, out);
	cairo_surface_destroy(surface);
	return good;
}
