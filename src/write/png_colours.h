/*
 * The few colours of a drawing, for a PNG with a palette: a third of the
 * bytes to pack.
 */
#ifndef WATTLEAF_PNG_COLOURS_H
#define WATTLEAF_PNG_COLOURS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PNG_PALETTE = 256, PNG_COLOUR_SLOTS = 8192 };

/* Rows of 0x00RRGGBB, or with anything in the first byte. */
struct png_pixels {
	const unsigned char *bytes;
	size_t stride; /* bytes from row to row */
	size_t width, height;
};

struct png_colours {
	uint32_t slots[PNG_COLOUR_SLOTS]; /* 0x01RRGGBB; 0: free */
	uint32_t counts[PNG_COLOUR_SLOTS];
	unsigned char indices[PNG_COLOUR_SLOTS];
	size_t slot_count;
	uint32_t palette[PNG_PALETTE]; /* 0x01RRGGBB */
	size_t palette_count;
};

/*
 * Finds a palette for the pixels, in COLOURS, which is zero. Where there are
 * more colours, rare ones (of edges) become ones seen more often that are at
 * most 3 of 255 away in red, green and blue; false when that can't be.
 */
bool
png_colours_find(struct png_colours *, const struct png_pixels *);

/* The row as indices of the palette, WIDTH bytes. */
void
png_colours_row(const struct png_colours *, const struct png_pixels *,
    size_t row, unsigned char *out);

/* The row as red, green, blue, 3 WIDTH bytes. */
void
png_rgb_row(const struct png_pixels *, size_t row, unsigned char *out);

/* Whether the row is the same as the one above. */
bool
png_row_repeats(const struct png_pixels *, size_t row);

#endif
