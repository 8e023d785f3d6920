/*
 * Events to nodes. What a person may have meant is said where libyaml only
 * says what it did not find. It must not know what a document is about.
 */
#include "base/yaml.h"

#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/yaml_text.h"

struct anchor {
	const char *name;
	struct yaml_node *node;
	bool open;             /* its node is not complete */
};

/* A list or a map that is not complete. */
struct level {
	struct yaml_node *node;
	const struct yaml_node *merged; /* what "<<" names */
	const char *key;       /* that waits for its value; or NULL */
	struct pos key_pos;
	const char *anchor;
};

struct builder {
	struct yaml_text text;
	struct arena *arena;
	struct diags *diags;
	struct level levels[YAML_DEPTH_MAX];
	size_t depth;
	struct anchor *anchors;
	size_t anchor_count, alias_count, weight;
	const struct yaml_node *root;
	bool failed;
};

/* What to do about the faults that people make most. */
struct hint {
	const char *problem;
	const char *text;
};

static const struct hint hints[] = {
	{ "mapping values are not allowed",
	    "is the line indented too far? A value that holds \": \" goes in quotes" },
	{ "did not find expected key",
	    "the keys of one block begin in one column; a value that goes on behind a quote is quoted whole" },
	{ "could not find expected ':'",
	    "a line says \"key: value\", with a space behind the colon" },
	{ "block sequence entries are not allowed",
	    "a list stands below its key, each entry behind \"- \"" },
	{ "did not find expected '-' indicator",
	    "the entries of one list begin in one column, each with \"- \"" },
	{ "did not find expected alphabetic or numeric character",
	    "a value that begins with * or & goes in quotes" },
	{ "unknown escape character",
	    "in double quotes \\ is written \\\\; single quotes take it as it is" },
	{ "unexpected end of stream", "a quote or a bracket is not closed" },
	{ "unexpected document indicator",
	    "a quote or a bracket is not closed" },
	{ "did not find expected ',' or ']'", "a bracket is not closed" },
	{ "did not find expected ',' or '}'", "a bracket is not closed" },
	{ "undefined tag handle", "a value takes no tag: it is text" },
	{ "did not find expected <document start>",
	    "the file begins with \"key: value\" lines" },
	{ "did not find URI escaped octet", "a value takes no tag: it is text" },
};

static const char *
hint_of(struct span problem)
{
	size_t i;

	for (i = 0; i < sizeof hints / sizeof hints[0]; i++)
		if (span_find(problem, hints[i].problem) < problem.n)
			return hints[i].text;
	return NULL;
}

static void
fail(struct builder *b, enum diag_code code, struct pos pos,
    const char *text)
{
	diag(b->diags, code, pos, "%s", text);
	b->failed = true;
}

/* A character that begins no value: most often a tab. */
static const char *
start_hint(const struct builder *b, size_t index)
{
	size_t at = yaml_text_byte(&b->text, index);
	char c = at < b->text.text.n ? b->text.text.s[at] : '\0';

	if (c == '\t')
		return "a tab indents nothing in YAML: use spaces";
	return arena_printf(b->arena,
	    "a value that begins with \"%c\" goes in quotes", c);
}

static void
say_fault(struct builder *b, const struct yaml_event *event)
{
	const char *hint = hint_of(event->text);

	if (span_find(event->text, "cannot start any token") < event->text.n ||
	    span_find(event->text, "tab character") < event->text.n)
		hint = start_hint(b, event->begin);
	fail(b, DIAG_YAML_SYNTAX, yaml_text_pos(&b->text, event->begin),
	    arena_printf(b->arena, "%s%s%.*s%s%s", event->context,
		event->context[0] == '\0' ? "" : ": ", (int)event->text.n,
		event->text.s, hint == NULL ? "" : "; ",
		hint == NULL ? "" : hint));
}

static void
over(struct builder *b, enum diag_code code, struct pos pos,
    const char *what, int limit)
{
	fail(b, code, pos,
	    arena_printf(b->arena, "more than %d %s", limit, what));
}

/* Tags that say what is so anyway. */
static bool
tag_fits(const struct yaml_event *event)
{
	static const char *const names[] = {
		[YAML_KIND_SCALAR] = "tag:yaml.org,2002:str",
		[YAML_KIND_LIST] = "tag:yaml.org,2002:seq",
		[YAML_KIND_MAP] = "tag:yaml.org,2002:map",
	};

	return event->tag == NULL || strcmp(event->tag, "!") == 0 ||
	    strcmp(event->tag, names[event->kind]) == 0;
}

static bool
is_null(const struct yaml_event *event)
{
	static const char *const words[] = { "", "~", "null", "Null", "NULL" };
	size_t i;

	if (!event->plain || event->tag != NULL)
		return false;
	for (i = 0; i < sizeof words / sizeof words[0]; i++)
		if (span_equal(event->text, words[i]))
			return true;
	return false;
}

const struct yaml_pair *
yaml_pair(const struct yaml_node *map, const char *key)
{
	size_t i;

	for (i = 0; i < map->count; i++)
		if (strcmp(map->pairs[i].key, key) == 0)
			return &map->pairs[i];
	return NULL;
}

/* Adds NODE below the level, whose weight and height grow. */
static void
weigh(struct builder *b, struct level *level, const struct yaml_node *node,
    struct pos pos)
{
	struct yaml_node *parent = level->node;

	parent->weight += node->weight;
	if (parent->height <= node->height)
		parent->height = node->height + 1;
	if (b->depth + node->height > YAML_DEPTH_MAX)
		over(b, DIAG_YAML_DEPTH, pos,
		    "lists and maps in each other", YAML_DEPTH_MAX);
}

static void
add_pair(struct builder *b, struct level *level, struct yaml_pair pair)
{
	struct yaml_node *map = level->node;

	if (map->count >= YAML_KEYS_MAX) {
		over(b, DIAG_YAML_NODES, pair.pos, "keys in one map",
		    YAML_KEYS_MAX);
		return;
	}
	map->pairs = arena_grow(b->arena, map->pairs, map->count,
	    sizeof *map->pairs);
	map->pairs[map->count++] = pair;
	weigh(b, level, pair.value, pair.pos);
}

/* What a map's "<<" names: a map, or a list of them. */
static void
add_merge(struct builder *b, struct level *level,
    const struct yaml_node *value, struct pos pos)
{
	size_t i;
	bool maps = value->kind == YAML_KIND_MAP;

	for (i = 0; value->kind == YAML_KIND_LIST && i < value->count; i++)
		maps = (i == 0 || maps) &&
		    value->items[i]->kind == YAML_KIND_MAP;
	if (maps && level->merged == NULL)
		level->merged = value;
	else
		fail(b, DIAG_YAML_SYNTAX, pos,
		    "\"<<\" takes, once, the name of a map, as in \"<<: *node\"");
}

static void
add_value(struct builder *b, struct level *level,
    const struct yaml_node *value, struct pos pos)
{
	const struct yaml_pair *twice;

	if (strcmp(level->key, "<<") == 0) {
		add_merge(b, level, value, pos);
	} else if ((twice = yaml_pair(level->node, level->key)) != NULL) {
		fail(b, DIAG_YAML_KEY_TWICE, level->key_pos,
		    arena_printf(b->arena,
			"\"%s\" stands on line %zu already; what occurs more than once is a list",
			level->key, twice->pos.line));
	} else {
		add_pair(b, level,
		    (struct yaml_pair){ level->key, level->key_pos, value });
	}
	level->key = NULL;
}

/* A complete node, or one that an alias names, goes where it belongs. */
static void
place_node(struct builder *b, const struct yaml_node *node, struct pos pos)
{
	struct level *level;

	if (b->depth == 0) {
		b->root = node;
		return;
	}
	level = &b->levels[b->depth - 1];
	if (level->node->kind == YAML_KIND_LIST) {
		level->node->items = arena_grow(b->arena, level->node->items,
		    level->node->count, sizeof *level->node->items);
		level->node->items[level->node->count++] = node;
		weigh(b, level, node, pos);
	} else if (level->key != NULL) {
		add_value(b, level, node, pos);
	} else if (node->kind == YAML_KIND_SCALAR) {
		level->key = node->text;
		level->key_pos = pos;
	} else {
		fail(b, DIAG_YAML_SYNTAX, pos,
		    "a key must be a word, not a list or a map");
	}
}

static void
name_node(struct builder *b, const char *name, struct yaml_node *node,
    bool open)
{
	if (name == NULL || b->failed)
		return;
	if (b->anchor_count >= YAML_ANCHORS_MAX) {
		over(b, DIAG_YAML_ALIASES, node->pos, "anchors",
		    YAML_ANCHORS_MAX);
		return;
	}
	b->anchors = arena_grow(b->arena, b->anchors, b->anchor_count,
	    sizeof *b->anchors);
	b->anchors[b->anchor_count++] = (struct anchor){ name, node, open };
}

static const struct anchor *
find_anchor(const struct builder *b, const char *name)
{
	size_t i;

	for (i = b->anchor_count; i-- > 0;)
		if (strcmp(b->anchors[i].name, name) == 0)
			return &b->anchors[i];
	return NULL;
}

static bool
has_room(struct builder *b, size_t weight, enum diag_code code,
    struct pos pos)
{
	b->weight += weight;
	if (b->weight <= YAML_NODES_MAX)
		return true;
	over(b, code, pos,
	    code == DIAG_YAML_ALIASES ?
		"values, each alias counted as what it stands for" :
		"values",
	    YAML_NODES_MAX);
	return false;
}

static void
read_alias(struct builder *b, const struct yaml_event *event)
{
	struct pos pos = yaml_text_pos(&b->text, event->begin);
	const struct anchor *anchor = find_anchor(b, event->anchor);

	if (anchor == NULL)
		fail(b, DIAG_YAML_ALIASES, pos,
		    arena_printf(b->arena,
			"no value above is named &%s; a text that begins with * goes in quotes",
			event->anchor));
	else if (anchor->open)
		fail(b, DIAG_YAML_ALIASES, pos,
		    arena_printf(b->arena, "*%s stands inside what it names",
			event->anchor));
	else if (++b->alias_count > YAML_ALIASES_MAX)
		over(b, DIAG_YAML_ALIASES, pos, "aliases", YAML_ALIASES_MAX);
	else if (has_room(b, anchor->node->weight, DIAG_YAML_ALIASES, pos))
		place_node(b, anchor->node, pos);
}

static struct yaml_node *
new_node(struct builder *b, const struct yaml_event *event)
{
	struct yaml_node *node = arena_alloc(b->arena, sizeof *node);

	*node = (struct yaml_node){
		.kind = event->kind,
		.pos = yaml_text_pos(&b->text, event->begin),
		.weight = 1,
		.height = event->kind != YAML_KIND_SCALAR,
	};
	if (!tag_fits(event))
		fail(b, DIAG_YAML_TAG, node->pos,
		    arena_printf(b->arena,
			"the tag \"%.80s\" is not followed: write the value as text, without it",
			event->tag));
	has_room(b, 1, DIAG_YAML_NODES, node->pos);
	return node;
}

static void
read_scalar(struct builder *b, const struct yaml_event *event)
{
	struct yaml_node *node = new_node(b, event);
	struct yaml_text *text = &b->text;

	node->text = event->text.s;
	node->null = is_null(event);
	text->scalars = arena_grow(b->arena, text->scalars,
	    text->scalar_count, sizeof *text->scalars);
	text->scalars[text->scalar_count++] =
	    (struct yaml_stretch){ yaml_text_byte(text, event->begin),
		    yaml_text_byte(text, event->end) };
	/* an escape can write what the text may not hold */
	if (!b->failed && !yaml_text_clean(event->text))
		fail(b, DIAG_YAML_SYNTAX, node->pos,
		    "a control character is no text; take it out");
	name_node(b, event->anchor, node, false);
	if (!b->failed)
		place_node(b, node, node->pos);
}

static void
open_level(struct builder *b, const struct yaml_event *event)
{
	struct yaml_node *node = new_node(b, event);

	if (b->failed)
		return;
	if (b->depth >= YAML_DEPTH_MAX) {
		over(b, DIAG_YAML_DEPTH, node->pos,
		    "lists and maps in each other", YAML_DEPTH_MAX);
		return;
	}
	b->levels[b->depth++] = (struct level){ .node = node,
		.anchor = event->anchor };
	name_node(b, event->anchor, node, true);
}

static void
merge(struct builder *b, struct level *level, const struct yaml_node *map)
{
	size_t i;

	for (i = 0; i < map->count && !b->failed; i++)
		if (yaml_pair(level->node, map->pairs[i].key) == NULL)
			add_pair(b, level, map->pairs[i]);
}

static void
close_level(struct builder *b)
{
	struct level *level = &b->levels[b->depth - 1];
	const struct yaml_node *merged = level->merged;
	size_t i;

	if (merged != NULL && merged->kind == YAML_KIND_MAP)
		merge(b, level, merged);
	for (i = 0; merged != NULL && merged->kind == YAML_KIND_LIST &&
	     i < merged->count; i++)
		merge(b, level, merged->items[i]);
	for (i = 0; i < b->anchor_count; i++)
		if (b->anchors[i].node == level->node)
			b->anchors[i].open = false;
	b->depth--;
	if (!b->failed)
		place_node(b, level->node, level->node->pos);
}

static void
read_event(struct builder *b, const struct yaml_event *event)
{
	switch (event->kind) {
	case YAML_KIND_END:
		break;
	case YAML_KIND_FAULT:
		say_fault(b, event);
		break;
	case YAML_KIND_DOCUMENT:
		if (b->root != NULL)
			fail(b, DIAG_YAML_SYNTAX,
			    yaml_text_pos(&b->text, event->begin),
			    "a second document begins here; one file holds one");
		break;
	case YAML_KIND_SCALAR:
		read_scalar(b, event);
		break;
	case YAML_KIND_LIST:
	case YAML_KIND_MAP:
		open_level(b, event);
		break;
	case YAML_KIND_CLOSE:
		close_level(b);
		break;
	case YAML_KIND_ALIAS:
		read_alias(b, event);
		break;
	}
}

bool
yaml_read(struct span text, const char *file,
    struct yaml_document *document, struct arena *arena,
    struct diags *diags)
{
	struct builder *b = arena_alloc(arena, sizeof *b);
	struct yaml_event event = { .kind = YAML_KIND_FAULT };
	struct yaml_in *in;

	*document = (struct yaml_document){ .root = NULL };
	b->arena = arena;
	b->diags = diags;
	if (!yaml_text_open(&b->text, text, file, arena, diags) ||
	    (in = yaml_in_open(text, arena)) == NULL)
		return false;
	while (!b->failed && event.kind != YAML_KIND_END) {
		event = yaml_in_next(in);
		read_event(b, &event);
	}
	yaml_in_close(in);
	if (!b->failed && b->root == NULL)
		fail(b, DIAG_YAML_SYNTAX, (struct pos){ file, 1, 1 },
		    "the document is empty");
	if (b->failed)
		return false;
	document->root = b->root;
	yaml_text_comments(&b->text, document, arena);
	return true;
}
