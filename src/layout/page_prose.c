/*
 * Block nodes of the tree: paragraphs, headings, lists, quotes, code, and
 * the tables and charts that hang on custom nodes.
 */
#include <math.h>

#include <cmark.h>

#include "base/arena.h"
#include "document/document.h"
#include "layout/layout.h"
#include "layout/page.h"
#include "layout/page_inline.h"

#define LEADING 1.3        /* of the size */
#define LEADING_WIDE 1.55  /* the same, for characters of full width */
#define PARA_SPACE 0.7     /* em */
#define TIGHT_SPACE 0.15
#define FIGURE_SPACE 1.4
#define RULE_SPACE 1.2
#define LIST_INDENT 1.9
#define QUOTE_INDENT 1.5
#define CODE_INDENT 1.2
#define CODE_SIZE 0.85
#define MARKER_GAP 0.5
#define INDENT_PART 0.5    /* of the width: deeper nesting is not shown */
#define BULLET "\xe2\x80\xa2"
#define NO_BREAK_SPACE "\xc2\xa0"

enum { HEADINGS = 6, CONTAINERS_MAX = PAGE_DEPTH - 1 };

static const struct {
	const char *tag;
	double size, above, below; /* of the text, ems of the text */
} headings[HEADINGS] = {
	{ "H1", 1.65, 2.2, 0.9 },
	{ "H2", 1.3, 1.8, 0.6 },
	{ "H3", 1.1, 1.4, 0.5 },
	{ "H4", 1.0, 1.1, 0.4 },
	{ "H5", 1.0, 1.0, 0.3 },
	{ "H6", 1.0, 1.0, 0.3 },
};

struct level {
	double bar;      /* of the innermost quote, negative: none */
	int number;      /* of the list's last item */
	bool ordered, tight;
};

struct prose {
	struct flow *flow;
	double em, indent;
	struct level levels[PAGE_DEPTH]; /* containers; deeper ones share the last */
	size_t level, over;
	struct page_path path;
	struct run marker;
	size_t marker_depth;
};

static struct level *
level_of(struct prose *prose)
{
	return &prose->levels[prose->level];
}

/* Containers leave room for the leaf: text must never stand in one of them. */
static void
push_container(struct page_path *path, const char *name, const void *owner)
{
	if (path->depth < CONTAINERS_MAX)
		path->tags[path->depth++] = (struct page_tag){ name, owner };
}

static void
pop_tags(struct page_path *path, const void *owner)
{
	while (path->depth > 0 &&
	    path->tags[path->depth - 1].owner == owner)
		path->depth--;
}

static void
enter_level(struct prose *prose)
{
	if (prose->level + 1 == PAGE_DEPTH) {
		prose->over++;
		return;
	}
	prose->level++;
	prose->levels[prose->level] = prose->levels[prose->level - 1];
}

static void
leave_level(struct prose *prose)
{
	if (prose->over != 0)
		prose->over--;
	else
		prose->level--;
}

static double
shown_indent(const struct prose *prose, double indent)
{
	return fmin(indent, INDENT_PART * prose->flow->width);
}

static struct page_item *
item_add(struct prose *prose, const char *tag, const void *owner)
{
	struct flow *flow = prose->flow;
	struct page_item *item;

	flow->items = arena_grow(flow->layout->arena, flow->items,
	    flow->count, sizeof *item);
	item = &flow->items[flow->count++];
	*item = (struct page_item){
		.indent = shown_indent(prose, prose->indent),
		.bar = level_of(prose)->bar,
		.above = PARA_SPACE * prose->em,
		.below = PARA_SPACE * prose->em,
		.path = prose->path,
	};
	if (level_of(prose)->tight)
		item->above = item->below = TIGHT_SPACE * prose->em;
	if (tag != NULL)
		item->path.tags[item->path.depth++] =
		    (struct page_tag){ tag, owner };
	return item;
}

/* The first paragraph of a list item bears its marker. */
static void
take_marker(struct prose *prose, struct page_item *item)
{
	item->marker = prose->marker;
	item->marker_depth = prose->marker_depth;
	prose->marker = (struct run){ 0 };
}

static void
add_paragraph(struct prose *prose, cmark_node *node)
{
	struct layout *layout = prose->flow->layout;
	struct page_item *item = item_add(prose, "P", node);

	item->para = page_inline(layout, node, prose->em, false);
	para_set(layout, item->para, prose->flow->width - item->indent,
	    (para_is_wide(layout, item->para) ? LEADING_WIDE : LEADING) *
		prose->em, PARA_JUSTIFY);
	take_marker(prose, item);
}

static void
add_heading(struct prose *prose, cmark_node *node)
{
	struct layout *layout = prose->flow->layout;
	int level = cmark_node_get_heading_level(node);
	size_t at = level < 1 ? 0 : level > HEADINGS ? HEADINGS - 1 :
						       (size_t)level - 1;
	struct page_item *item = item_add(prose, headings[at].tag, node);
	double size = headings[at].size * prose->em;

	item->above = headings[at].above * prose->em;
	item->below = headings[at].below * prose->em;
	item->keep_next = true;
	item->para = page_inline(layout, node, size, true);
	para_set(layout, item->para, prose->flow->width - item->indent, 0,
	    PARA_LEFT);
	take_marker(prose, item);
}

/* A line of code: its spaces are kept. */
static void
add_code_line(struct prose *prose, struct para *para, struct span line)
{
	struct layout *layout = prose->flow->layout;
	struct text_style style = {
		.face = layout->style.mono,
		.size = CODE_SIZE * prose->em,
		.color = INK_BLACK,
	};
	struct buf text = { 0 };
	size_t i;

	for (i = 0; i < line.n; i++) {
		if (line.s[i] == '\t')
			buf_puts(&text, NO_BREAK_SPACE NO_BREAK_SPACE
			    NO_BREAK_SPACE NO_BREAK_SPACE);
		else if (line.s[i] == ' ' &&
		    (i == 0 || line.s[i - 1] == ' '))
			buf_puts(&text, NO_BREAK_SPACE);
		else
			buf_putc(&text, line.s[i]);
	}
	if (line.n == 0)
		buf_puts(&text, NO_BREAK_SPACE);
	para_add(layout, para, &style, SCRIPT_NORMAL,
	    span_of(arena_strndup(layout->arena, text.s, text.n)));
	para_break(para);
	buf_free(&text);
}

static void
add_code(struct prose *prose, cmark_node *node)
{
	struct layout *layout = prose->flow->layout;
	struct page_item *item = item_add(prose, "P", node);
	struct span rest = span_of(cmark_node_get_literal(node));

	item->indent = shown_indent(prose,
	    prose->indent + CODE_INDENT * prose->em);
	item->para = para_new(layout);
	item->para->whole = true;
	while (rest.n != 0)
		add_code_line(prose, item->para, span_cut(&rest, '\n'));
	para_set(layout, item->para, prose->flow->width - item->indent,
	    LEADING * CODE_SIZE * prose->em, PARA_LEFT);
	take_marker(prose, item);
}

static void
add_figure(struct prose *prose, cmark_node *node)
{
	const struct doc_block *block = cmark_node_get_user_data(node);
	struct layout *layout = prose->flow->layout;
	struct page_item *item;

	if (block == NULL || (block->table == NULL && block->chart == NULL))
		return;
	item = item_add(prose, NULL, NULL);
	item->above = item->below = FIGURE_SPACE * prose->em;
	item->figure = page_figure_new(layout, block->table, block->chart);
}

static void
add_rule(struct prose *prose)
{
	struct page_item *item = item_add(prose, NULL, NULL);

	item->above = item->below = RULE_SPACE * prose->em;
}

static void
turn_quote(struct prose *prose, cmark_node *node, bool enter)
{
	double step = QUOTE_INDENT * prose->em;

	if (enter) {
		enter_level(prose);
		level_of(prose)->bar = shown_indent(prose,
		    prose->indent + step / 3);
		level_of(prose)->tight = false;
		prose->indent += step;
		push_container(&prose->path, "BlockQuote", node);
	} else {
		prose->indent -= step;
		leave_level(prose);
		pop_tags(&prose->path, node);
	}
}

static void
turn_list(struct prose *prose, cmark_node *node, bool enter)
{
	double step = LIST_INDENT * prose->em;
	struct level *level;

	if (!enter) {
		prose->indent -= step;
		leave_level(prose);
		pop_tags(&prose->path, node);
		return;
	}
	enter_level(prose);
	level = level_of(prose);
	level->ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
	level->number = cmark_node_get_list_start(node);
	level->tight = cmark_node_get_list_tight(node) != 0;
	prose->indent += step;
	push_container(&prose->path, "L", node);
}

static void
turn_list_item(struct prose *prose, cmark_node *node, bool enter)
{
	struct layout *layout = prose->flow->layout;
	struct text_style style = {
		.face = layout->style.text,
		.size = prose->em,
		.color = INK_BLACK,
	};
	const char *text = BULLET;

	if (!enter) {
		pop_tags(&prose->path, node);
		prose->marker = (struct run){ 0 };
		return;
	}
	push_container(&prose->path, "LI", node);
	prose->marker_depth = prose->path.depth;
	push_container(&prose->path, "LBody", node);
	if (level_of(prose)->ordered)
		text = arena_printf(layout->arena, "%d.",
		    level_of(prose)->number++);
	prose->marker = (struct run){ 0 };
	run_add(layout, &prose->marker, &style, SCRIPT_NORMAL,
	    span_of(text));
	prose->marker.width += MARKER_GAP * prose->em;
}

static void
turn(struct prose *prose, cmark_node *node, bool enter)
{
	cmark_node_type type = cmark_node_get_type(node);

	if (type == CMARK_NODE_BLOCK_QUOTE)
		turn_quote(prose, node, enter);
	else if (type == CMARK_NODE_LIST)
		turn_list(prose, node, enter);
	else if (type == CMARK_NODE_ITEM)
		turn_list_item(prose, node, enter);
	else if (!enter)
		return;
	else if (type == CMARK_NODE_PARAGRAPH)
		add_paragraph(prose, node);
	else if (type == CMARK_NODE_HEADING)
		add_heading(prose, node);
	else if (type == CMARK_NODE_CODE_BLOCK)
		add_code(prose, node);
	else if (type == CMARK_NODE_CUSTOM_BLOCK)
		add_figure(prose, node);
	else if (type == CMARK_NODE_THEMATIC_BREAK)
		add_rule(prose);
}

void
page_prose(struct flow *flow, cmark_node *root)
{
	struct prose prose = {
		.flow = flow,
		.em = flow->page->text_size,
		.levels[0].bar = -1,
	};
	cmark_iter *iter = cmark_iter_new(root);
	cmark_event_type event;

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE)
		turn(&prose, cmark_iter_get_node(iter),
		    event == CMARK_EVENT_ENTER);
	cmark_iter_free(iter);
}
