/*
 * Placing the lines of a paragraph: neighbouring words of one style become
 * one text, so that a reader of the file finds sentences and not letters.
 */
#include <math.h>
#include <string.h>

#include "document/language.h"
#include "layout/layout.h"
#include "layout/paragraph.h"

#define SAME 1e-9

enum { WIDE_PART = 5 }; /* more is text, less a name in one of another script */

/* Text that is held back until the style or the place changes. */
struct pen {
	struct scene *scene;
	struct buf text;
	struct text_style style;
	double x, y;
	const char *tag; /* open leaf, or NULL */
	unsigned part;
	bool joins;      /* something of the line stands already */
	enum scene_hold hold;
	double hold_x;   /* of the line */
};

static bool
begins_wide(const struct para *para)
{
	const struct run *run = para->word_count == 0 ? NULL :
						       &para->words[0].run;

	return run != NULL && run->count != 0 &&
	    run->pieces[0].style.face >= FACE_WIDE;
}

bool
para_is_wide(const struct layout *layout, const struct para *para)
{
	if (2 * para->wide_bytes > para->bytes)
		return true;
	return strcmp(language_setting(layout->words, "@marks", ""),
		"wide") == 0 &&
	    (begins_wide(para) || WIDE_PART * para->wide_bytes > para->bytes);
}

static void
pen_flush(struct pen *pen)
{
	if (pen->text.n == 0)
		return;
	scene_add(pen->scene, (struct scene_item){
		.kind = SCENE_TEXT,
		.x = pen->x,
		.y = pen->y,
		.fill = pen->style.color,
		.stroke = COLOR_NONE,
		.face = pen->style.face,
		.size = pen->style.size,
		.text = (struct span){ pen->text.s, pen->text.n },
		.joins = pen->joins,
		.hold = pen->joins ? HOLD_START : pen->hold,
		.hold_x = pen->hold_x,
	});
	pen->text.n = 0;
	pen->joins = true;
}

static void
pen_close(struct pen *pen)
{
	pen_flush(pen);
	if (pen->tag != NULL)
		scene_end(pen->scene, pen->tag);
	pen->tag = NULL;
}

/* Opens the leaf that a word stands in. */
static void
pen_enter(struct pen *pen, const struct word *word)
{
	if (pen->part == word->part &&
	    (pen->tag == NULL) == (word->tag == NULL))
		return;
	pen_close(pen);
	pen->part = word->part;
	pen->tag = word->tag;
	if (word->tag != NULL)
		scene_begin(pen->scene, word->tag, word->link);
}

static bool
same_style(const struct text_style *a, const struct text_style *b)
{
	return a->face == b->face && fabs(a->size - b->size) < SAME &&
	    a->color == b->color;
}

static void
pen_write(struct pen *pen, const struct piece *piece, double x, double y,
    bool join)
{
	y -= piece->rise;
	if (!join || piece->moved || pen->text.n == 0 || fabs(y - pen->y) > SAME ||
	    !same_style(&pen->style, &piece->style)) {
		pen_flush(pen);
		pen->style = piece->style;
		pen->x = x + piece->x;
		pen->y = y;
	}
	buf_add(&pen->text, piece->text.s, piece->text.n);
}

static double
line_x(const struct para *para, const struct para_line *line, double x)
{
	double slack = para->set_width - line->width;

	if (slack <= 0)
		return x;
	if (para->align == PARA_CENTRE)
		return x + slack / 2;
	return para->align == PARA_RIGHT ? x + slack : x;
}

/* Begins a line that is set from X on. */
static void
pen_line(struct pen *pen, const struct para *para,
    const struct para_line *line, double x)
{
	pen->joins = false;
	pen->hold = HOLD_START;
	pen->hold_x = x;
	if (para->align == PARA_CENTRE) {
		pen->hold = HOLD_MIDDLE;
		pen->hold_x = x + line->width / 2;
	} else if (para->align == PARA_RIGHT) {
		pen->hold = HOLD_END;
		pen->hold_x = x + line->width;
	}
}

static void
place_line(struct pen *pen, const struct para *para,
    const struct para_line *line, double x, double y)
{
	const struct word *word;
	bool even = fabs(line->stretch) < SAME;
	bool join = false, gives;
	size_t i, k;

	x = line_x(para, line, x);
	pen_line(pen, para, line, x);
	for (i = line->first; i < line->first + line->count; i++) {
		word = &para->words[i];
		pen_enter(pen, word);
		for (k = 0; k < word->run.count; k++)
			pen_write(pen, &word->run.pieces[k], x, y,
			    join || k != 0);
		if (word->spaced && pen->text.n != 0)
			buf_putc(&pen->text, ' ');
		x += word->run.width + word->space;
		gives = word->spaced ||
		    (word->elastic && para->wide);
		if (gives)
			x += line->stretch;
		join = !gives || even;
	}
	pen_flush(pen);
	/* a link's area is one box: a new one for each line */
	if (pen->tag != NULL && strcmp(pen->tag, "Link") == 0)
		pen_close(pen);
}

double
para_longest(const struct para *para)
{
	double longest = 0;
	size_t i;

	for (i = 0; i < para->word_count; i++)
		longest = fmax(longest, para->words[i].run.width);
	return longest;
}

void
para_place(const struct para *para, struct scene *scene, size_t first,
    size_t count, double x, double y)
{
	struct pen pen = { .scene = scene };
	size_t i;

	pen.part = para->word_count == 0 ? 0 : para->words[0].part + 1;
	for (i = first; i < first + count && i < para->line_count; i++) {
		place_line(&pen, para, &para->lines[i], x, y);
		y += para->leading;
	}
	pen_close(&pen);
	buf_free(&pen.text);
}
