/*
 * Runs: measuring and placing pieces of text on one baseline.
 */
#include "layout/run.h"

#include "base/arena.h"
#include "layout/fonts.h"
#include "layout/layout.h"
#include "layout/wide.h"

/* Of the size of the text around: what typesetters use, and pango does not. */
#define SCRIPT_SIZE 0.70
#define SUPER_RISE 0.33
#define SUB_RISE (-0.16)

#define HAIR_SPACE "\xe2\x80\x8a"

/* A piece that one face sets: the style's and FACE. */
static void
add_piece(struct layout *layout, struct run *run,
    const struct text_style *style, enum script script, struct span text,
    enum face face)
{
	struct piece piece = { .style = *style, .text = text };

	piece.style.face += face;
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

/* Marks that meet share the blank between them. */
static void
add_wide(struct layout *layout, struct run *run,
    const struct text_style *style, enum script script, struct span text)
{
	size_t n, first = run->count;

	while (text.n != 0) {
		if (run->count != first)
			run->width -= run->pieces[first].style.size / 2;
		n = wide_marks_meet(text);
		add_piece(layout, run, style, script, span_sub(text, 0, n),
		    FACE_WIDE);
		run->pieces[run->count - 1].moved = run->count - 1 != first;
		text = span_sub(text, n, text.n);
	}
}

void
run_add(struct layout *layout, struct run *run,
    const struct text_style *style, enum script script, struct span text)
{
	struct span part;
	bool wide;

	while (text.n != 0) {
		wide = wide_cut(&text, &part);
		if (wide)
			add_wide(layout, run, style, script, part);
		else
			add_piece(layout, run, style, script, part, 0);
	}
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

size_t
run_bytes(const struct run *run)
{
	size_t i, n = 0;

	for (i = 0; i < run->count; i++)
		n += run->pieces[i].text.n;
	return n;
}

static double
hold_x(const struct run *run)
{
	switch (run->hold) {
	case HOLD_START:
		return 0;
	case HOLD_MIDDLE:
		return run->width / 2;
	case HOLD_END:
		return run->width;
	case HOLD_POINT:
		break;
	}
	return run->hold_x;
}

void
run_place(const struct run *run, struct scene *scene, double x, double y)
{
	const struct piece *piece;
	size_t i;

	for (i = 0; i < run->count; i++) {
		piece = &run->pieces[i];
		scene_add(scene, (struct scene_item){
			.kind = SCENE_TEXT,
			.x = x + piece->x,
			.y = y - piece->rise,
			.fill = piece->style.color,
			.stroke = COLOR_NONE,
			.face = piece->style.face,
			.size = piece->style.size,
			.text = piece->text,
			.joins = i != 0,
			.hold = i == 0 ? run->hold : HOLD_START,
			.hold_x = x + hold_x(run),
			.hold_at = run->hold_at,
		});
	}
}

void
run_place_held(const struct run *run, enum scene_hold hold,
    struct scene *scene, double x, double y)
{
	struct run held = *run;

	held.hold = hold;
	run_place(&held, scene, x, y);
}
