/*
 * Captions of tables and figures.
 */
#include "layout/caption.h"

#include "base/arena.h"
#include "document/language.h"
#include "layout/layout.h"
#include "layout/paragraph.h"

/* "Table 1. ", "Table 1 (continued). "; without a number only what is said of it. */
static const char *
label(struct layout *layout, const char *kind, int number, bool continued)
{
	if (number <= 0)
		return continued ?
		    language_word(layout->words, "(continued) ") : "";
	return language_phrase(layout->words, layout->arena, continued ?
		"{kind}\xc2\xa0{n} (continued). " : "{kind}\xc2\xa0{n}. ",
	    "kind", language_word(layout->words, kind), "n",
	    arena_printf(layout->arena, "%d", number), NULL);
}

struct para *
caption_new(struct layout *layout, const char *kind, int number,
    bool continued, const char *text, double width)
{
	const struct layout_style *style = &layout->style;
	struct text_style plain = {
		.face = style->text,
		.size = style->caption_size,
		.color = INK_BLACK,
	};
	struct text_style bold = plain;
	struct para *para = para_new(layout);
	const char *head = label(layout, kind, number, continued);

	bold.face = style->bold;
	para_add(layout, para, &bold, SCRIPT_NORMAL, span_of(head));
	if (text != NULL && !continued)
		para_add_markup(layout, para, &plain, text);
	para_set(layout, para, width, 0, PARA_JUSTIFY);
	return para;
}
