/*
 * What the operators of a PDF's content show: fonts, sizes of text, widths
 * of lines, colours.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/colour.h"
#include "base/pdf_run.h"

/* Against white (WCAG 2.2, contrast ratio). */
static double
contrast(int color)
{
	return 1.05 / (colour_luminance(color) + 0.05);
}

static void
see_color(struct pdf_run *run, int color)
{
	int red = color >> 16 & 0xff, green = color >> 8 & 0xff;
	int blue = color & 0xff;

	if (color < 0 || abs(red - green) > 2 || abs(green - blue) > 2)
		run->ink->colour = true;
}

static double
scale_of(struct pdf_matrix m)
{
	return sqrt(fabs(m.a * m.d - m.b * m.c));
}

static bool
has_file(qpdf_data pdf, qpdf_oh font)
{
	qpdf_oh below = qpdf_oh_get_key_if_dict(pdf, font,
	    "/DescendantFonts");
	qpdf_oh descriptor;

	if (qpdf_oh_is_array(pdf, below) &&
	    qpdf_oh_get_array_n_items(pdf, below) > 0)
		font = qpdf_oh_get_array_item(pdf, below, 0);
	descriptor = qpdf_oh_get_key_if_dict(pdf, font, "/FontDescriptor");
	return qpdf_oh_is_dictionary(pdf, descriptor) &&
	    (qpdf_oh_has_key(pdf, descriptor, "/FontFile") ||
		qpdf_oh_has_key(pdf, descriptor, "/FontFile2") ||
		qpdf_oh_has_key(pdf, descriptor, "/FontFile3"));
}

/* "/BCDEFG+Name" is Name. */
static const char *
name_of(struct pdf_run *run, qpdf_oh font, const char *key)
{
	qpdf_oh name = qpdf_oh_get_key_if_dict(run->pdf, font, key);
	const char *text;

	if (!qpdf_oh_is_name(run->pdf, name))
		return "unnamed";
	text = qpdf_oh_get_name(run->pdf, name) + 1;
	if (strlen(text) > 7 && text[6] == '+')
		text += 7;
	return arena_strdup(run->arena, text);
}

static void
note_font(struct pdf_run *run, qpdf_oh font)
{
	struct pdf_font found = {
		.name = name_of(run, font, "/BaseFont"),
		.type = name_of(run, font, "/Subtype"),
	};
	size_t i;

	found.embedded = strcmp(found.type, "Type3") == 0 ||
	    has_file(run->pdf, font);
	for (i = 0; i < run->ink->font_count; i++)
		if (strcmp(run->fonts[i].name, found.name) == 0 &&
		    strcmp(run->fonts[i].type, found.type) == 0 &&
		    run->fonts[i].embedded == found.embedded)
			return;
	if (run->ink->font_count < PDF_FONTS)
		run->fonts[run->ink->font_count++] = found;
}

void
pdf_see_text(struct pdf_run *run)
{
	const struct pdf_state *state = pdf_now(run);
	double size = fabs(state->size) *
	    scale_of(pdf_times(run->text, state->ctm));
	size_t length = run->characters;

	if (!state->has_font || state->mode == 3 || state->mode == 7 ||
	    length == 0)
		return;
	note_font(run, state->font);
	if (strcmp(name_of(run, state->font, "/Subtype"), "Type0") == 0)
		length = (length + 1) / 2;
	if (length <= PDF_SCRIPT_MAX) {
		run->ink->script = fmin(run->ink->script, size);
	} else if (size < run->ink->text) {
		run->ink->text = size;
		run->ink->text_page = run->page;
	}
	see_color(run, state->fill);
	if (state->fill >= 0 && contrast(state->fill) < run->ink->contrast) {
		run->ink->contrast = contrast(state->fill);
		run->ink->contrast_colour = state->fill;
	}
}

void
pdf_see_stroke(struct pdf_run *run)
{
	const struct pdf_state *state = pdf_now(run);

	run->ink->line = fmin(run->ink->line,
	    state->line * scale_of(state->ctm));
	see_color(run, state->stroke);
}

void
pdf_see_fill(struct pdf_run *run)
{
	see_color(run, pdf_now(run)->fill);
}
