/*
 * The colours of a picture, counted, and the palette of those that are seen
 * most. What it was drawn from is not known here.
 */
#include "write/png_colours.h"

#include <stdlib.h>
#include <string.h>

/* Distance that nobody sees, of 255; slots stay at most half full. */
enum { MOST = 3, COLOURS_MAX = PNG_COLOUR_SLOTS / 2 };

static const uint32_t USED = 0x1000000;

struct shade {
	uint32_t colour, count;
	size_t slot;
};

static uint32_t
pixel_at(const struct png_pixels *pixels, size_t row, size_t column)
{
	uint32_t pixel;

	memcpy(&pixel, pixels->bytes + row * pixels->stride + 4 * column,
	    sizeof pixel);
	return (pixel & (USED - 1)) | USED;
}

static size_t
slot_of(const struct png_colours *colours, uint32_t colour)
{
	size_t slot = (uint32_t)(colour * 2654435769u) >> 19;

	while (colours->slots[slot] != 0 && colours->slots[slot] != colour)
		slot = (slot + 1) % PNG_COLOUR_SLOTS;
	return slot;
}

bool
png_row_repeats(const struct png_pixels *pixels, size_t row)
{
	const unsigned char *bytes = pixels->bytes + row * pixels->stride;

	return row > 0 && memcmp(bytes, bytes - pixels->stride,
	    4 * pixels->width) == 0;
}

static bool
count_run(struct png_colours *colours, uint32_t colour, size_t length)
{
	size_t slot = slot_of(colours, colour);

	if (colours->slots[slot] == 0) {
		if (colours->slot_count == COLOURS_MAX)
			return false;
		colours->slots[slot] = colour;
		colours->slot_count++;
	}
	colours->counts[slot] += (uint32_t)length;
	return true;
}

/* Where the pixels that are alike from FROM on end; looks at two at a step. */
static size_t
run_end(const struct png_pixels *pixels, size_t row, size_t from)
{
	const unsigned char *bytes = pixels->bytes + row * pixels->stride;
	uint32_t twice[2];
	size_t to = from + 1;

	memcpy(&twice[0], bytes + 4 * from, 4);
	twice[1] = twice[0];
	while (to + 2 <= pixels->width &&
	    memcmp(bytes + 4 * to, twice, sizeof twice) == 0)
		to += 2;
	if (to < pixels->width && memcmp(bytes + 4 * to, twice, 4) == 0)
		to++;
	return to;
}

static bool
count_row(struct png_colours *colours, const struct png_pixels *pixels,
    size_t row)
{
	size_t from, to;

	for (from = 0; from < pixels->width; from = to) {
		to = run_end(pixels, row, from);
		if (!count_run(colours, pixel_at(pixels, row, from),
			to - from))
			return false;
	}
	return true;
}

/* Those seen most come first; alike ones by their value. */
static int
compare(const void *a, const void *b)
{
	const struct shade *one = a, *other = b;

	if (one->count != other->count)
		return one->count > other->count ? -1 : 1;
	return one->colour < other->colour ? -1 : one->colour > other->colour;
}

/* Whether red, green and blue each differ by at most MOST. */
static bool
alike(uint32_t a, uint32_t b, int most)
{
	return abs((int)(a & 0xff) - (int)(b & 0xff)) <= most &&
	    abs((int)(a >> 8 & 0xff) - (int)(b >> 8 & 0xff)) <= most &&
	    abs((int)(a >> 16 & 0xff) - (int)(b >> 16 & 0xff)) <= most;
}

/* The first of the palette that is at most MOST away; its size when none is. */
static size_t
near(const struct png_colours *colours, uint32_t colour, int most)
{
	size_t i;

	for (i = 0; i < colours->palette_count; i++)
		if (alike(colour, colours->palette[i], most))
			break;
	return i;
}

/* Each colour is in the palette or at most MOST away from one that is. */
static bool
fill_palette(struct png_colours *colours, const struct shade *shades,
    size_t count, int most)
{
	size_t i, found;

	colours->palette_count = 0;
	for (i = 0; i < count; i++) {
		found = near(colours, shades[i].colour, most);
		if (found == PNG_PALETTE)
			return false;
		if (found == colours->palette_count)
			colours->palette[colours->palette_count++] =
			    shades[i].colour;
		colours->indices[shades[i].slot] = (unsigned char)found;
	}
	return true;
}

bool
png_colours_find(struct png_colours *colours,
    const struct png_pixels *pixels)
{
	struct shade shades[COLOURS_MAX];
	size_t i, count = 0;
	int most;

	for (i = 0; i < pixels->height; i++)
		if (!png_row_repeats(pixels, i) &&
		    !count_row(colours, pixels, i))
			return false;
	for (i = 0; i < PNG_COLOUR_SLOTS; i++)
		if (colours->slots[i] != 0)
			shades[count++] = (struct shade){ colours->slots[i],
				colours->counts[i], i };
	qsort(shades, count, sizeof *shades, compare);
	most = count <= PNG_PALETTE ? 0 : 1;
	while (most <= MOST && !fill_palette(colours, shades, count, most))
		most++;
	return most <= MOST;
}

void
png_colours_row(const struct png_colours *colours,
    const struct png_pixels *pixels, size_t row, unsigned char *out)
{
	size_t from, to;

	for (from = 0; from < pixels->width; from = to) {
		size_t slot = slot_of(colours, pixel_at(pixels, row, from));

		to = run_end(pixels, row, from);
		memset(out + from, colours->indices[slot], to - from);
	}
}

void
png_rgb_row(const struct png_pixels *pixels, size_t row, unsigned char *out)
{
	size_t column;

	for (column = 0; column < pixels->width; column++, out += 3) {
		uint32_t pixel = pixel_at(pixels, row, column);

		out[0] = (unsigned char)(pixel >> 16 & 0xff);
		out[1] = (unsigned char)(pixel >> 8 & 0xff);
		out[2] = (unsigned char)(pixel & 0xff);
	}
}
