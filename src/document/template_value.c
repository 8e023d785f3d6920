/*
 * Values of a template: a path and its filters as text, put into the tree
 * as nodes that no writer takes for markup.
 */
#include <math.h>
#include <string.h>

#include "account/account.h"
#include "base/arena.h"
#include "base/num.h"
#include "base/word.h"
#include "catalog/catalog.h"
#include "document/build.h"
#include "document/charts.h"
#include "document/data.h"
#include "document/markup.h"
#include "document/template.h"
#include "document/template_filter.h"
#include "document/text.h"

#define NOT_REPORTED WORD("not reported")

enum { DEFAULT_DIGITS = 3, PIECES_MAX = 1000 };

/* A part of what is said; markup and addresses are for prose alone. */
struct piece {
	const char *text;
	bool markup;
	bool address;
};

struct said {
	struct template *t;
	struct piece *pieces; /* none: not reported */
	size_t count;
	struct span fallback; /* Markdown instead, or s NULL */
};

static struct number_style
style_of(const struct builder *b, const struct path_key *key)
{
	enum dimension dimension = unit_dimension(key->unit);
	const struct number_style *style = dimension == DIM_COUNT ?
	    &b->styles.params :
	    chart_style(b, key->unit);

	if (unit_dimension(style->unit) == dimension)
		return *style;
	return (struct number_style){ .unit = unit_base(dimension),
		.decimals = DECIMALS_SIGNIFICANT, .significant = DEFAULT_DIGITS };
}

static bool
was_added(const struct said *said, const char *text)
{
	size_t i;

	for (i = 0; i < said->count; i++)
		if (strcmp(said->pieces[i].text, text) == 0)
			return true;
	return false;
}

/* Adds a piece; in a list each is said once. */
static void
add(struct said *said, const char *text, bool markup, bool address)
{
	struct arena *arena = said->t->b->arena;

	if (text == NULL || said->count >= PIECES_MAX || was_added(said, text))
		return;
	said->pieces = arena_grow(arena, said->pieces, said->count,
	    sizeof *said->pieces);
	said->pieces[said->count++] = (struct piece){ text, markup, address };
}

/* The number as a machine reads it; NULL where only ends were stated. */
static const char *
plain_number(struct builder *b, const struct figure *figure,
    const struct value_format *format)
{
	double value = format->bound == BOUND_LOW ? figure->low :
	    format->bound == BOUND_HIGH           ? figure->high :
	    figure->interval                      ? (double)NAN :
						    figure->value;
	char text[NUM_TEXT];

	if (isnan(value))
		return NULL;
	num_shortest(unit_from_base(format->style.unit, value), text);
	return arena_strdup(b->arena, text);
}

static void
add_figure(struct said *said, const struct figure *figure,
    const struct value_format *format)
{
	struct builder *b = said->t->b;
	const char *unit = text_unit(&format->style);
	const char *text;

	if (format->cited) {
		text = cite_figure(b, figure);
		add(said, text[0] == '\0' ? NULL : text, false, false);
	} else if (format->plain) {
		add(said, plain_number(b, figure, format), false, false);
	} else if (format->scientific) {
		text = text_scientific(figure->value, &format->style, b->arena);
		if (!format->bare)
			text = text_with_unit(text, unit, b->doc->words,
			    b->arena);
		add(said, text, true, false);
	} else if (format->bare) {
		add(said, text_figure(figure, format->bound, &format->style,
		    b->arena).text, false, false);
	} else {
		add(said, text_quantity(figure, format->bound,
		    &format->style, b->arena), false, false);
	}
}

static const char *
number_text(struct builder *b, double number)
{
	char text[NUM_TEXT];

	num_shortest(number, text);
	return text_written(arena_strdup(b->arena, text), b->doc->words,
	    b->arena);
}

/* A text in the report's language where it is the program's own: names and words of the catalogue, no text of the study. */
static const char *
own_words(struct builder *b, const struct data *data)
{
	static const char *const keys[] = { "better", "boundary", "name",
		"public", "quality", "unit" };
	size_t i;

	for (i = 0; data->key != NULL && i < sizeof keys / sizeof keys[0]; i++)
		if (strcmp(data->key, keys[i]) == 0)
			return word_parts(b, data->text);
	return data->key != NULL && strcmp(data->key, "title") == 0 ?
	    study_title(b, data->text) : data->text;
}

/* What names an object: its words, else its name. */
static void
add_object(struct said *said, const struct data *object)
{
	static const char *const keys[] = { "name", "title", "id" };
	const struct data *name = NULL;
	size_t i;

	if (object->text != NULL) {
		add(said, object->text, false, false);
		return;
	}
	for (i = 0; i < 3 && (name == NULL || name->kind != DATA_TEXT); i++)
		name = data_path(object, keys[i]);
	if (name != NULL && name->kind == DATA_TEXT)
		add(said, name->markup != NULL ? name->markup :
			own_words(said->t->b, name),
		    name->markup != NULL, false);
}

static void
add_data(struct said *said, const struct data *data, enum path_kind kind)
{
	struct builder *b = said->t->b;

	switch (data->kind) {
	case DATA_NULL:
	case DATA_LIST:
		break;
	case DATA_BOOL:
		add(said, word(b, data->truth ? "yes" : "no"), false, false);
		break;
	case DATA_NUMBER:
		add(said, number_text(b, data->number), false, false);
		break;
	case DATA_TEXT:
		add(said, data->markup != NULL ? data->markup :
			own_words(b, data),
		    data->markup != NULL, kind == PATH_URL);
		break;
	case DATA_OBJECT:
		add_object(said, data);
		break;
	}
}

static void
add_value(struct said *said, const struct path_end *end,
    const struct value_format *format)
{
	const struct data *data = end->data;

	if (data == NULL)
		return;
	if (data->figure != NULL && data->kind != DATA_NULL)
		add_figure(said, data->figure, format);
	else if (data->kind == DATA_LIST)
		for (data = data->first; data != NULL; data = data->next)
			add_data(said, data, PATH_TEXT);
	else
		add_data(said, data, end->key->kind);
}

/* Whether the path leads to something that has words. */
static bool
has_words(struct template *t, const struct path_end *end,
    const struct expression *e, struct span path)
{
	if (end->key->kind != PATH_OBJECT)
		return true;
	template_say(t, DIAG_TEMPLATE_PATH, e->pos,
	    "{{%.*s}} is a group of values; name one of them, such as {{%.*s.%s}}",
	    (int)path.n, path.s, (int)path.n, path.s,
	    end->key->members[0].key);
	return false;
}

/* What an expression says; no pieces, with diagnostics, where it is wrong. */
static struct said
say(struct template *t, const struct scope *scope, const struct expression *e)
{
	struct said said = { .t = t };
	struct value_format format = { .bound = BOUND_BOTH };
	struct span filters = e->text, path = filters_cut(&filters);
	struct path_end end = template_path(t, scope, path, e->pos);

	if (end.key == NULL || !has_words(t, &end, e, path))
		return said;
	if (end.key->kind == PATH_QUANTITY || end.key->kind == PATH_COUNT)
		format.style = style_of(t->b, end.key);
	format.scientific = end.key->unit == UNIT_FLOP;
	if (filters_read(t, end.key, filters, e->pos, &format)) {
		format.style.language = t->b->doc->words;
		add_value(&said, &end, &format);
	}
	said.fallback = format.fallback;
	return said;
}

static void
put_text(cmark_node *node, const char *text)
{
	cmark_node *made = cmark_node_new(CMARK_NODE_TEXT);

	cmark_node_set_literal(made, text);
	cmark_node_insert_before(node, made);
}

static void
put_link(cmark_node *node, const char *url)
{
	cmark_node *link = cmark_node_new(CMARK_NODE_LINK);
	cmark_node *text = cmark_node_new(CMARK_NODE_TEXT);

	cmark_node_set_url(link, url);
	cmark_node_set_literal(text, url);
	cmark_node_append_child(link, text);
	cmark_node_insert_before(node, link);
}

/* A line of the template's own Markdown; what begins a list or the like ("-") is words. */
static void
put_markdown(struct template *t, cmark_node *node, struct span text)
{
	cmark_node *root = cmark_parse_document(text.s, text.n,
	    CMARK_OPT_DEFAULT);
	cmark_node *block = cmark_node_first_child(root), *child;
	bool line = block != NULL && cmark_node_next(block) == NULL &&
	    cmark_node_get_type(block) == CMARK_NODE_PARAGRAPH;

	cmark_consolidate_text_nodes(root);
	while (line && (child = cmark_node_first_child(block)) != NULL) {
		cmark_node_insert_before(node, child);
		if (cmark_node_get_type(child) == CMARK_NODE_TEXT)
			markup_replace(t->b, child,
			    cmark_node_get_literal(child));
	}
	if (!line && text.n > 0)
		put_text(node, span_dup(t->b->arena, text));
	cmark_node_free(root);
}

static void
put_said(const struct said *said, cmark_node *node)
{
	size_t i;

	if (said->count == 0 && said->fallback.s != NULL)
		put_markdown(said->t, node, said->fallback);
	else if (said->count == 0)
		put_text(node, word(said->t->b, NOT_REPORTED));
	for (i = 0; i < said->count; i++) {
		const struct piece *piece = &said->pieces[i];

		if (i > 0)
			put_text(node, word(said->t->b, ", "));
		if (piece->address && url_is_safe(piece->text))
			put_link(node, piece->text);
		else if (piece->markup)
			markup_before(said->t->b, node, piece->text);
		else
			put_text(node, piece->text);
	}
}

static void
put_citation(struct template *t, const struct expression *e,
    cmark_node *node, bool dry)
{
	struct builder *b = t->b;
	const char *key = span_dup(b->arena, e->text);
	const char *near;

	if (catalog_citation(b->catalog, key) != NULL) {
		if (!dry)
			put_text(node, cite_text(b, key));
		return;
	}
	near = catalog_suggest(b->catalog, "source", key, b->arena);
	template_say(t, DIAG_TEMPLATE_PATH, e->pos,
	    "the catalogue has no source \"%s\"%s%s%s", key,
	    near[0] == '\0' ? "" : "; did you mean ", near,
	    near[0] == '\0' ? "" : "?");
}

void
template_put(struct template *t, const struct scope *scope,
    const struct expression *e, cmark_node *node, bool dry)
{
	struct said said;

	if (e->kind == EXPRESSION_CITE) {
		put_citation(t, e, node, dry);
	} else if (e->kind == EXPRESSION_LITERAL) {
		put_text(node, "{{");
	} else if (e->kind == EXPRESSION_VALUE) {
		said = say(t, scope, e);
		put_said(&said, node);
	}
}

/* What is said as plain text. */
static void
add_plain(struct buf *out, const struct said *said)
{
	size_t i;

	if (said->count == 0 && said->fallback.s != NULL)
		buf_add(out, said->fallback.s, said->fallback.n);
	else if (said->count == 0)
		buf_puts(out, word(said->t->b, NOT_REPORTED));
	for (i = 0; i < said->count; i++) {
		const struct piece *piece = &said->pieces[i];

		buf_printf(out, "%s%s", i == 0 ? "" :
			word(said->t->b, ", "), piece->markup ?
			text_plain(piece->text, said->t->b->arena) :
			piece->text);
	}
}

static void
add_expression(struct template *t, const struct scope *scope,
    const struct expression *e, struct buf *out)
{
	struct said said;

	switch (e->kind) {
	case EXPRESSION_LITERAL:
		buf_puts(out, "{{");
		break;
	case EXPRESSION_VALUE:
		said = say(t, scope, e);
		add_plain(out, &said);
		break;
	case EXPRESSION_CITE:
		buf_add(out, e->raw.s, e->raw.n);
		break;
	case EXPRESSION_IF:
	case EXPRESSION_ELSE:
	case EXPRESSION_END:
		template_say(t, DIAG_TEMPLATE_SYNTAX, e->pos,
		    "%.*s can't stand in code, an address or a directive",
		    (int)e->raw.n, e->raw.s);
		break;
	}
}

const char *
template_plain(struct template *t, const struct scope *scope,
    const char *literal)
{
	struct span rest = span_of(literal), before;
	struct buf out = { 0 };
	const char *text;

	while (rest.n > 0) {
		const struct expression *e = template_cut(t, &rest, &before);

		if (e == NULL)
			buf_add(&out, before.s, before.n);
		else
			add_expression(t, scope, e, &out);
	}
	text = arena_strndup(t->b->arena, out.s == NULL ? "" : out.s, out.n);
	buf_free(&out);
	return text;
}
