/*
 * Captions of tables and figures.
 */
#include "layout/caption.h"

#include "base/arena.h"
#include "layout/layout.h"
#include "layout/paragraph.h"

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
	const char *head = number > 0 ?
	    arena_printf(layout->arena, "%s\xc2\xa0%d%s. ", kind, number,
		continued ? " (continued)" : "") :
	    continued ? "(continued) " : "";

	bold.face = style->bold;
	para_add(layout, para, &bold, SCRIPT_NORMAL, span_of(head));
	if (text != NULL && !continued)
		para_add_markup(layout, para, &plain, text);
	para_set(layout, para, width, 0, PARA_JUSTIFY);
	return para;
}
