/*
 * PNG through cairo, on white, with its physical size stated.
 */
#include <math.h>
#include <stdint.h>

#include <cairo.h>

#include "base/str.h"
#include "layout/fonts.h"
#include "layout/scene.h"
#include "write/canvas.h"
#include "write/write.h"

enum {
	PNG_HEAD = 33,           /* signature and IHDR */
	PNG_SIDE_MAX = 32767,    /* cairo's limit */
	POINTS_PER_INCH = 72
};

#define METRES_PER_INCH 0.0254

static cairo_status_t
append(void *out, const unsigned char *data, unsigned length)
{
	buf_add(out, (const char *)data, length);
	return CAIRO_STATUS_SUCCESS;
}

/* CRC-32 as in ISO 3309; a chunk of 13 bytes needs no table. */
static uint32_t
crc(const unsigned char *bytes, size_t n)
{
	uint32_t sum = 0xffffffff;
	size_t i;
	int bit;

	for (i = 0; i < n; i++) {
		sum ^= bytes[i];
		for (bit = 0; bit < 8; bit++)
			sum = sum & 1 ? sum >> 1 ^ 0xedb88320 : sum >> 1;
	}
	return ~sum;
}

static void
put_number(unsigned char *at, uint32_t number)
{
	at[0] = (unsigned char)(number >> 24);
	at[1] = (unsigned char)(number >> 16 & 0xff);
	at[2] = (unsigned char)(number >> 8 & 0xff);
	at[3] = (unsigned char)(number & 0xff);
}

/* The pHYs chunk: dots per metre both ways. Cairo writes none. */
static void
add_size(struct buf *out, double dpi)
{
	unsigned char chunk[21] = { 0, 0, 0, 9, 'p', 'H', 'Y', 's' };
	uint32_t dots = (uint32_t)lround(dpi / METRES_PER_INCH);

	put_number(chunk + 8, dots);
	put_number(chunk + 12, dots);
	chunk[16] = 1; /* the unit is the metre */
	put_number(chunk + 17, crc(chunk + 4, 13));
	buf_add(out, (const char *)chunk, sizeof chunk);
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
	return good;
}

bool
png_write(const struct scene *scene, struct fonts *fonts, double dpi,
    struct buf *out)
{
	struct buf plain = { NULL, 0, 0 };
	int width = dots_of(scene->width, dpi);
	int height = dots_of(scene->height, dpi);
	cairo_surface_t *surface;
	bool good;

	if (width == 0 || height == 0)
		return false;
	surface =
	    cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
	good = draw(surface, scene, fonts, dpi) &&
	    cairo_surface_write_to_png_stream(surface, append, &plain) ==
		CAIRO_STATUS_SUCCESS &&
	    plain.n > PNG_HEAD;
	cairo_surface_destroy(surface);
	if (good) {
		buf_add(out, plain.s, PNG_HEAD);
		add_size(out, dpi);
		buf_add(out, plain.s + PNG_HEAD, plain.n - PNG_HEAD);
	}
	buf_free(&plain);
	return good;
}
