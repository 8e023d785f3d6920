/*
 * Inline nodes: emphasis, code, links, lowered and raised text. Raw HTML is
 * left out; of an image its text is shown.
 */
#include "layout/page_inline.h"

#include <cmark.h>

#include "base/arena.h"
#include "document/document.h"
#include "layout/layout.h"
#include "layout/palette.h"

#define MONO_SIZE 0.9 /* of the text around */

struct inlines {
	struct layout *layout;
	struct para *para;
	double size;
	unsigned strong, emphasis, link;
	enum script script;
	const char *around; /* leaf of text that is no link, or NULL */
};

static struct text_style
style_of(const struct inlines *in, bool code)
{
	const struct layout_style *style = &in->layout->style;
	struct text_style text = {
		.face = style->text,
		.size = in->size,
		.color = in->link != 0 ? (int)PALETTE_LINK : (int)INK_BLACK,
	};

	if (in->strong != 0)
		text.face = style->bold;
	else if (in->emphasis != 0)
		text.face = style->italic;
	if (code) {
		text.face = style->mono;
		text.size *= MONO_SIZE;
	}
	return text;
}

static void
add(struct inlines *in, const char *literal, bool code)
{
	struct text_style style = style_of(in, code);

	para_add(in->layout, in->para, &style, in->script, span_of(literal));
}

static void
count(unsigned *counter, bool enter)
{
	if (enter)
		(*counter)++;
	else if (*counter != 0)
		(*counter)--;
}

static void
turn_link(struct inlines *in, cmark_node *node, bool enter)
{
	count(&in->link, enter);
	if (enter)
		para_part(in->para, "Link", cmark_node_get_url(node));
	else
		para_part(in->para, in->around, NULL);
}

static void
turn_script(struct inlines *in, cmark_node *node, bool enter)
{
	const struct doc_inline *data = cmark_node_get_user_data(node);

	in->script = enter && data != NULL ? data->script : SCRIPT_NORMAL;
}

static void
turn(struct inlines *in, cmark_node *node, bool enter)
{
	cmark_node_type type = cmark_node_get_type(node);

	if (type == CMARK_NODE_STRONG)
		count(&in->strong, enter);
	else if (type == CMARK_NODE_EMPH)
		count(&in->emphasis, enter);
	else if (type == CMARK_NODE_LINK)
		turn_link(in, node, enter);
	else if (type == CMARK_NODE_CUSTOM_INLINE)
		turn_script(in, node, enter);
	else if (type == CMARK_NODE_TEXT)
		add(in, cmark_node_get_literal(node), false);
	else if (type == CMARK_NODE_CODE)
		add(in, cmark_node_get_literal(node), true);
	else if (type == CMARK_NODE_SOFTBREAK)
		add(in, " ", false);
	else if (type == CMARK_NODE_LINEBREAK)
		para_break(in->para);
}

static bool
has_link(cmark_node *root)
{
	cmark_iter *iter = cmark_iter_new(root);
	bool found = false;

	while (!found && cmark_iter_next(iter) != CMARK_EVENT_DONE)
		found = cmark_node_get_type(cmark_iter_get_node(iter)) ==
		    CMARK_NODE_LINK;
	cmark_iter_free(iter);
	return found;
}

struct para *
page_inline(struct layout *layout, cmark_node *root, double size, bool bold)
{
	struct inlines in = {
		.layout = layout,
		.para = para_new(layout),
		.size = size,
		.strong = bold,
	};
	cmark_iter *iter = cmark_iter_new(root);
	cmark_event_type event;

	/* text beside a link must be in leaves of its own, or is lost */
	if (has_link(root))
		in.around = "Span";
	para_part(in.para, in.around, NULL);
	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE)
		if (cmark_iter_get_node(iter) != root)
			turn(&in, cmark_iter_get_node(iter),
			    event == CMARK_EVENT_ENTER);
	cmark_iter_free(iter);
	return in.para;
}
