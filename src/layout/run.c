/*
 * Runs: measuring and placing pieces of text on one baseline.
 */
#include "layout/run.h"

#include "base/arena.h"
#include "layout/fonts.h"
#include "layout/layout.h"

/* Of the size of the text around: what typesetters use, and pango does not. */
#define SCRIPT_SIZE 0.70
#define SUPER_RISE 0.33
#define SUB_RISE (-0.16)

#define HAIR_SPACE "\xe2\x80\x8a"

void
run_add(struct layout *layout, struct run *run,
    const struct text_style *style, enum script script, struct span text)
{
	struct piece piece = { .style = *style, .text = text };

	if (text.n == 0)
		return;
	if (script != SCRIPT_NORMAL) {
		piece.style.size *= SCRIPT_SIZE;
		piece.rise = style->size *
		    (script == SCRIPT_SUPER ? SUPER_RISE : SUB_RISE);
	}
	piece.x = run->width;
	run->width += fonts_measure(layout->fonts, piece.style.face,
	    piece.style.size, text).width;
	run->pieces = arena_grow(layout->arena, run->pieces, run->count,
	    sizeof *run->pieces);
	run->pieces[run->count++] = piece;
}

void
run_add_markup(struct layout *layout, struct run *run,
    const struct text_style *style, struct span markup)
{
	struct span text;
	enum script script;

	while (text_part(&markup, &text, &script))
		run_add(layout, run, style, script, text);
}

void
run_add_marks(struct layout *layout, struct run *run,
    const struct text_style *style, const char *marks)
{
	const char *text;

	if (marks == NULL || *marks == '\0')
		return;
	text = arena_printf(layout->arena, HAIR_SPACE "%s", marks);
	run_add(layout, run, style, SCRIPT_SUPER, span_of(text));
}

void
run_place(const struct run *run, struct scene *scene, double x, double y)
{
	const struct piece *piece;
	size_t i;

	for (i = 0; i < run->count; i++) {
		piece = &run->pieces[i];
		scene_text(scene, piece->style.face, piece->style.size,
		    piece->style.color, x + piece->x, y - piece->rise,
		    piece->text);
	}
}
