/*
 * Filling a template: its tree is walked without recursion, part by part;
 * repeated parts are read once for each row. What a condition leaves out is
 * walked too, dry, so that a fault shows whatever the study holds.
 */
#include <string.h>

#include "base/arena.h"
#include "base/source.h"
#include "document/build.h"
#include "document/data.h"
#include "document/markup.h"
#include "document/template.h"
#include "document/template_inline.h"

enum { STEPS_MAX = 100000 };

/* A part of the template: the whole, or what stands in one directive. */
struct part {
	cmark_node **nodes;  /* parents first; NULL: gone */
	size_t count, next;
	const struct scope *scope;
	cmark_node *dry;     /* the tree of its own that is thrown away; NULL: it stands in the document */
	struct pos base;     /* before its first line */
	struct choices choices;
};

struct filling {
	struct template t;
	struct part *parts;  /* those still to be walked, the next one last */
	size_t part_count;
	size_t steps;
};

/* A stand-in is shorter or longer than what it stands for: columns as they were written. */
static size_t
written_column(const struct template *t, size_t line, size_t column)
{
	size_t i;

	for (i = 0; i < t->count; i++) {
		const struct expression *e = &t->expressions[i];

		if (e->pos.line == line && e->pos.column < column)
			column += e->raw.n - STAND_IN_BYTES;
	}
	return column;
}

static struct pos
node_pos(const struct filling *f, cmark_node *node)
{
	const struct part *part = &f->parts[f->part_count - 1];
	struct pos pos = {
		.file = part->base.file,
		.line = part->base.line +
		    (size_t)cmark_node_get_start_line(node),
		.column = part->base.column +
		    (size_t)cmark_node_get_start_column(node),
	};

	pos.column = written_column(&f->t, pos.line, pos.column);
	return pos;
}

/* Reads TEXT as a part: on top of the others. */
static struct part *
push_part(struct filling *f, struct span text, const struct scope *scope,
    struct pos base)
{
	cmark_node *root = cmark_parse_document(text.s, text.n,
	    CMARK_OPT_DEFAULT);
	struct part *part;

	f->parts = arena_grow(f->t.b->arena, f->parts, f->part_count,
	    sizeof *f->parts);
	part = &f->parts[f->part_count++];
	*part = (struct part){ .scope = scope, .dry = root, .base = base };
	inline_split(&f->t, root);
	part->count = nodes_collect(f->t.b, root, &part->nodes);
	return part;
}

/* Moves the blocks of PART behind LAST into the document; returns the last of them. */
static cmark_node *
splice(struct part *part, cmark_node *last)
{
	cmark_node *block;

	while ((block = cmark_node_first_child(part->dry)) != NULL) {
		cmark_node_insert_after(last, block);
		last = block;
	}
	cmark_node_free(part->dry);
	part->dry = NULL;
	part->nodes[0] = NULL;
	return last;
}

static const struct data *
first_row(const struct path_end *list)
{
	return list->data == NULL || list->data->kind != DATA_LIST ?
	    NULL :
	    list->data->first;
}

static const struct scope *
scope_of_row(struct filling *f, const char *name,
    const struct path_end *list, const struct data *row,
    const struct scope *outer)
{
	struct scope *scope = arena_alloc(f->t.b->arena, sizeof *scope);

	*scope = (struct scope){ .name = name, .outer = outer,
		.at = { .key = list->key, .item = true, .data = row } };
	return scope;
}

/* The parts that were pushed last come first. */
static void
reverse_parts(struct filling *f, size_t first)
{
	size_t last = f->part_count;

	while (first + 1 < last) {
		struct part kept = f->parts[first];

		f->parts[first++] = f->parts[--last];
		f->parts[last] = kept;
	}
}

/* "model in models" */
static bool
read_for(struct filling *f, const struct scope *scope, struct span words,
    struct pos pos, const char **name, struct path_end *list)
{
	struct span rest = words, word = span_cut(&rest, ' ');
	struct span in = span_cut(&rest, ' ');

	rest = span_trim(rest);
	if (word.n == 0 || !span_equal(in, "in") || rest.n == 0) {
		template_say(&f->t, DIAG_TEMPLATE_SYNTAX, pos,
		    "\"for\" is written {for NAME in LIST}, such as {for model in models}");
		return false;
	}
	*name = span_dup(f->t.b->arena, word);
	*list = template_path(&f->t, scope, rest, pos);
	if (list->key == NULL)
		return false;
	if (list->key->kind == PATH_LIST && !list->item)
		return true;
	template_say(&f->t, DIAG_TEMPLATE_PATH, pos, "%.*s is no list",
	    (int)rest.n, rest.s);
	return false;
}

static void
fill_for(struct filling *f, cmark_node *node, struct span words, bool dry)
{
	const struct scope *scope = f->parts[f->part_count - 1].scope;
	struct span body = span_of(cmark_node_get_literal(node));
	struct pos pos = node_pos(f, node), base = pos;
	size_t first = f->part_count;
	cmark_node *last = node;
	const struct data *row;
	struct path_end list;
	const char *name;

	base.column--;
	if (!read_for(f, scope, words, pos, &name, &list))
		return;
	row = dry ? NULL : first_row(&list);
	if (row == NULL)
		push_part(f, body, scope_of_row(f, name, &list, NULL, scope),
		    base);
	for (; row != NULL && f->steps < STEPS_MAX; row = row->next) {
		struct part *part = push_part(f, body,
		    scope_of_row(f, name, &list, row, scope), base);

		f->steps += part->count;
		last = splice(part, last);
	}
	reverse_parts(f, first);
}

static void
fill_if(struct filling *f, cmark_node *node, struct span condition, bool dry)
{
	const struct scope *scope = f->parts[f->part_count - 1].scope;
	struct pos pos = node_pos(f, node), base = pos;
	bool holds = template_holds(&f->t, scope, condition, pos);
	struct part *part;

	base.column--;
	part = push_part(f, span_of(cmark_node_get_literal(node)), scope,
	    base);
	if (holds && !dry)
		splice(part, node);
}

static bool
is_blank(cmark_node *node)
{
	return span_trim(span_of(cmark_node_get_literal(node))).n == 0;
}

/* A directive that stands for something, in its place. */
static void
fill_other(struct filling *f, cmark_node *node,
    const struct directive *directive, struct span words, bool dry)
{
	const struct scope *scope = f->parts[f->part_count - 1].scope;
	const struct directive_request request = { .pos = node_pos(f, node),
		.scope = scope, .words = span_trim(words) };

	if (!is_blank(node))
		template_say(&f->t, DIAG_TEMPLATE_SYNTAX, request.pos,
		    "nothing can stand between the fences of {%s}; or the closing fence is missing",
		    directive->name);
	else if (directive->arguments == NULL && request.words.n > 0)
		template_say(&f->t, DIAG_TEMPLATE_DIRECTIVE, request.pos,
		    "{%s} takes nothing more", directive->name);
	else if (directive->insert != NULL)
		directive->insert(&f->t, node, &request, dry);
	else if (!dry)
		directive->prose(f->t.b, node);
}

static void
fill_directive(struct filling *f, cmark_node *node, struct span info,
    bool dry)
{
	struct span words = span_trim(span_sub(info, 1, info.n - 2));
	struct span name = span_cut(&words, ' ');
	const struct directive *directive =
	    directive_find(&f->t, name, node_pos(f, node));

	words = span_trim(words);
	if (directive == NULL)
		return;
	if (strcmp(directive->name, "for") == 0)
		fill_for(f, node, words, dry);
	else if (strcmp(directive->name, "if") == 0)
		fill_if(f, node, words, dry);
	else
		fill_other(f, node, directive, words, dry);
	cmark_node_unlink(node);
	cmark_node_free(node);
}

/* Whether a fence is meant as a directive but not written as one. */
static bool
is_mistaken(struct filling *f, cmark_node *node, struct span info)
{
	struct span rest = info, name = span_cut(&rest, ' ');

	if (info.n == 0 || (info.s[0] != '{' &&
	    directive_find(&f->t, name, (struct pos){ 0 }) == NULL))
		return false;
	template_say(&f->t, DIAG_TEMPLATE_SYNTAX, node_pos(f, node),
	    "a directive stands in braces: ```{%.*s}",
	    (int)(info.s[0] == '{' ? info.n - 1 : info.n),
	    info.s[0] == '{' ? info.s + 1 : info.s);
	return true;
}

static void
fill_code(struct filling *f, cmark_node *node, const struct scope *scope,
    bool dry)
{
	struct span info = span_trim(span_of(cmark_node_get_fence_info(node)));

	if (span_starts(info, "{") && span_ends(info, "}")) {
		fill_directive(f, node, info, dry);
		return;
	}
	if (is_mistaken(f, node, info))
		return;
	cmark_node_set_literal(node,
	    template_plain(&f->t, scope, cmark_node_get_literal(node)));
}

/* Comments are the author's own; other HTML and pictures have no place in PDF or LaTeX. */
static void
refuse(struct filling *f, cmark_node *node)
{
	const char *literal = cmark_node_get_literal(node);

	if (literal == NULL || !span_starts(span_of(literal), "<!--"))
		template_say(&f->t, DIAG_TEMPLATE_SYNTAX, node_pos(f, node),
		    "a template can't hold %s",
		    literal == NULL ? "pictures: use a chart" : "HTML");
}

static void
fill_node(struct filling *f, struct part *part, cmark_node *node)
{
	const struct scope *scope = part->scope;
	cmark_node_type type = cmark_node_get_type(node);
	bool dry = part->dry != NULL ||
	    !choices_take(&f->t, &part->choices, scope, node);

	if (type == CMARK_NODE_CODE_BLOCK)
		fill_code(f, node, scope, dry);
	else if (type == CMARK_NODE_CODE)
		cmark_node_set_literal(node, template_plain(&f->t, scope,
		    cmark_node_get_literal(node)));
	else if (type == CMARK_NODE_LINK)
		inline_link(&f->t, scope, node, node_pos(f, node));
	else if (type == CMARK_NODE_HTML_BLOCK ||
	    type == CMARK_NODE_HTML_INLINE || type == CMARK_NODE_IMAGE)
		refuse(f, node);
	else if (type == CMARK_NODE_TEXT)
		inline_text(&f->t, scope, node, dry);
}

static void
drop_part(struct filling *f, struct part *part)
{
	choices_close(&f->t, &part->choices);
	if (part->dry != NULL)
		cmark_node_free(part->dry);
}

/* Walks part after part; a part may push others before it goes on. */
static void
walk(struct filling *f)
{
	while (f->part_count > 0 && f->steps < STEPS_MAX) {
		struct part *part = &f->parts[f->part_count - 1];
		cmark_node *node;

		if (part->next == part->count) {
			drop_part(f, part);
			f->part_count--;
			continue;
		}
		node = part->nodes[part->next++];
		f->steps++;
		if (node != NULL)
			fill_node(f, part, node);
	}
}

static void
fill(struct filling *f, struct span text)
{
	struct scope *root = arena_alloc(f->t.b->arena, sizeof *root);
	struct pos base = { f->t.b->options->template_path, 0, 0 };
	struct part *part;

	*root = (struct scope){ .at = { .key = &path_root,
		.data = f->t.b->doc->disclosure } };
	part = push_part(f, text, root, base);
	f->t.b->doc->root = part->dry;
	part->dry = NULL;
	walk(f);
	if (f->steps >= STEPS_MAX)
		template_say(&f->t, DIAG_TEMPLATE_SYNTAX, base,
		    "the template repeats too much");
	while (f->part_count > 0)
		drop_part(f, &f->parts[--f->part_count]);
	inline_tidy(f->t.b, f->t.b->doc->root);
}

bool
template_fill(struct builder *b)
{
	struct filling f = { .t = { .b = b, .first_diag = b->diags->count } };
	struct source *source =
	    source_open(b->options->template_path, b->arena, b->diags);
	struct span text;

	if (source == NULL)
		return false;
	if (source_text(source, &text)) {
		f.t.text = text;
		fill(&f, template_scan(&f.t, text));
	}
	source_close(source);
	return !diags_have_error(b->diags, f.t.first_diag);
}
