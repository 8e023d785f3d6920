/*
 * Writes ink.pdf, table.svg, chart.svg and chart.png into the current
 * folder, for the tests that look at them with other programs.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/str.h"
#include "ink_scene.h"

static void
save(const char *name, bool good, struct buf *bytes)
{
	FILE *file = good ? fopen(name, "wb") : NULL;

	if (file == NULL || fwrite(bytes->s, 1, bytes->n, file) != bytes->n ||
	    fclose(file) != 0) {
		fprintf(stderr, "cannot write %s\n", name);
		exit(EXIT_FAILURE);
	}
	buf_free(bytes);
}

int
main(void)
{
	struct arena *arena = arena_new();
	struct diags diags = { .arena = arena };
	struct fonts *fonts = ink_fonts(arena, &diags);
	const struct scene *pages[] = { ink_table(arena), ink_chart(arena) };
	struct buf out = { NULL, 0, 0 };
	struct svg_form outlines = { .text = false };
	bool good;

	good = pdf_write(pages, 2, fonts, ink_info(), &out);
	save("ink.pdf", good, &out);
	good = svg_write(pages[0], fonts, &outlines, &out);
	save("table.svg", good, &out);
	good = svg_write(pages[1], fonts, &outlines, &out);
	save("chart.svg", good, &out);
	good = png_write(pages[1], fonts, 144, &out);
	save("chart.png", good, &out);
	good = !fonts_incomplete(fonts);
	fonts_close(fonts);
	arena_free(arena);
	return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
