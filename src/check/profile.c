/*
 * Reading a profile: YAML of which every key and every path is known.
 */
#include "check/profile.h"

#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/source.h"
#include "base/str.h"
#include "base/yaml.h"
#include "document/paths.h"

enum { NAMES_MAX = 128 };

struct reading {
	struct profile *profile;
	struct arena *arena;
	struct diags *diags;
	bool good;
};

/* What a key of a map becomes. */
struct key {
	const char *name;
	void (*take)(struct reading *, void *into, const struct yaml_pair *);
};

static void
refuse(struct reading *r, struct pos pos, const char *what, const char *text)
{
	r->good = false;
	diag(r->diags, DIAG_PROFILE_SYNTAX, pos, "%s%s", what, text);
}

static void
take_map(struct reading *r, const struct key *keys, size_t count, void *into,
    const struct yaml_node *node)
{
	const char *names[NAMES_MAX];
	size_t i, j;

	if (node->kind != YAML_KIND_MAP) {
		refuse(r, node->pos, "here stands a list of keys, such as ",
		    keys[0].name);
		return;
	}
	for (j = 0; j < count; j++)
		names[j] = keys[j].name;
	for (i = 0; i < node->count; i++) {
		const struct yaml_pair *pair = &node->pairs[i];

		for (j = 0; j < count; j++)
			if (strcmp(pair->key, keys[j].name) == 0)
				break;
		if (j < count)
			keys[j].take(r, into, pair);
		else
			refuse(r, pair->pos, arena_printf(r->arena,
			    "there is no key \"%s\"", pair->key),
			    str_meant(r->arena, pair->key, names, count));
	}
}

static const char *
text_of(struct reading *r, const struct yaml_pair *pair)
{
	if (pair->value->kind == YAML_KIND_SCALAR && !pair->value->null)
		return pair->value->text;
	refuse(r, pair->value->pos, pair->key, " must be a text");
	return NULL;
}

/* One of WORDS, its number; 0, with a diagnostic, when it is none. */
static size_t
word_of(struct reading *r, const struct yaml_pair *pair,
    const char *const *words, size_t count)
{
	const char *text = text_of(r, pair), *list = "";
	size_t i;

	for (i = 0; text != NULL && i < count; i++)
		if (strcmp(text, words[i]) == 0)
			return i;
	for (i = 0; i < count; i++)
		list = arena_printf(r->arena, "%s%s%s", list,
		    i == 0 ? "" : i + 1 == count ? " or " : ", ", words[i]);
	if (text != NULL)
		refuse(r, pair->value->pos, arena_printf(r->arena,
		    "%s must be %s", pair->key, list),
		    str_meant(r->arena, text, words, count));
	return 0;
}

/* Paths. */

static void
refuse_path(struct reading *r, const struct yaml_node *node,
    const char *fault, const char *nearest)
{
	r->good = false;
	diag(r->diags, DIAG_PROFILE_PATH, node->pos,
	    "\"%s\" is no path of disclosure.json: %s%s%s%s", node->text,
	    fault, nearest == NULL ? "" : "; did you mean \"",
	    nearest == NULL ? "" : nearest, nearest == NULL ? "" : "\"?");
}

/* Each step is a key; behind a list stands "*". */
static bool
check_path(struct reading *r, const struct yaml_node *node)
{
	struct path_end at = { .key = &path_root };
	struct span rest = span_of(node->text);

	while (rest.n > 0) {
		struct span step = span_cut(&rest, '.');
		bool list = at.key->kind == PATH_LIST && !at.item;
		struct path_end next;

		if (list != span_equal(step, "*")) {
			refuse_path(r, node, arena_printf(r->arena,
			    "before \"%.*s\" stands %s", (int)step.n, step.s,
			    list ? "a list: \"*\" means each of it" :
				   "no list"), NULL);
			return false;
		}
		next = path_follow(at, step, r->arena);
		if (next.key == NULL) {
			refuse_path(r, node, arena_printf(r->arena,
			    "there is no \"%.*s\"", (int)step.n, step.s),
			    next.nearest);
			return false;
		}
		at = next;
	}
	return true;
}

static void
add_path(struct reading *r, struct profile_field *field,
    const struct yaml_node *node)
{
	if (node->kind != YAML_KIND_SCALAR || node->null)
		refuse(r, node->pos, "a path is a text, such as ",
		    "models.*.params");
	else if (field->path_count == PROFILE_PATHS_MAX)
		refuse(r, node->pos, "a field has at most eight paths", "");
	else if (check_path(r, node))
		field->paths[field->path_count++] = node->text;
}

static void
take_path(struct reading *r, void *into, const struct yaml_pair *pair)
{
	const struct yaml_node *value = pair->value;
	size_t i;

	if (value->kind != YAML_KIND_LIST)
		add_path(r, into, value);
	for (i = 0; value->kind == YAML_KIND_LIST && i < value->count; i++)
		add_path(r, into, value->items[i]);
}

/* Fields. */

static void
take_item(struct reading *r, void *into, const struct yaml_pair *pair)
{
	((struct profile_field *)into)->item = text_of(r, pair);
}

static void
take_asks(struct reading *r, void *into, const struct yaml_pair *pair)
{
	((struct profile_field *)into)->asks = text_of(r, pair);
}

static void
take_need(struct reading *r, void *into, const struct yaml_pair *pair)
{
	static const char *const words[] = { "required", "recommended" };

	((struct profile_field *)into)->recommended =
	    word_of(r, pair, words, 2) == 1;
}

static void
take_whole(struct reading *r, void *into, const struct yaml_pair *pair)
{
	static const char *const words[] = { "no", "yes" };

	((struct profile_field *)into)->whole =
	    word_of(r, pair, words, 2) == 1;
}

static void
take_evidence(struct reading *r, void *into, const struct yaml_pair *pair)
{
	static const char *const words[] = { "assumed", "modelled", "sampled",
		"measured" };

	((struct profile_field *)into)->evidence =
	    words[word_of(r, pair, words, 4)];
}

static void
take_most(struct reading *r, void *into, const struct yaml_pair *pair)
{
	static const enum dimension dimensions[] = { DIM_ENERGY, DIM_MASS,
		DIM_TIME, DIM_MONEY };
	struct profile_field *field = into;
	const char *text = text_of(r, pair);
	size_t i;

	for (i = 0; text != NULL &&
	     i < sizeof dimensions / sizeof dimensions[0]; i++)
		if (quantity_parse(span_of(text), dimensions[i],
			&field->most) == QUANTITY_OK)
			field->limited = true;
	if (text != NULL && !field->limited)
		refuse(r, pair->value->pos, "most must be an energy, a mass, a time or money with its unit, such as ",
		    "\"100 MWh\"");
}

static const struct key field_keys[] = {
	{ "item", take_item },
	{ "asks", take_asks },
	{ "path", take_path },
	{ "need", take_need },
	{ "whole", take_whole },
	{ "evidence", take_evidence },
	{ "most", take_most },
};

/* ASIDE: of the checklist, where no path can stand. */
static void
take_field(struct reading *r, const struct yaml_node *node, bool aside)
{
	struct profile *profile = r->profile;
	struct profile_field *field = &profile->fields[profile->field_count];
	bool good = r->good;

	if (profile->field_count == PROFILE_FIELDS_MAX) {
		refuse(r, node->pos, "a profile has at most 256 fields", "");
		return;
	}
	*field = (struct profile_field){ .item = "" };
	if (aside)
		take_map(r, field_keys, 2, field, node);
	else
		take_map(r, field_keys,
		    sizeof field_keys / sizeof field_keys[0], field, node);
	if (r->good && field->asks == NULL)
		refuse(r, node->pos, "a field needs asks: ",
		    "what is asked for, in words");
	else if (r->good && !aside && field->path_count == 0)
		refuse(r, node->pos, "a field needs its path, such as ",
		    "models.*.params; what only the paper can say is for the checklist");
	if (good || r->good)
		profile->field_count++;
}

static void
take_list(struct reading *r, const struct yaml_pair *pair, bool aside)
{
	size_t i;

	if (pair->value->kind != YAML_KIND_LIST)
		refuse(r, pair->value->pos, pair->key, " must be a list");
	for (i = 0; pair->value->kind == YAML_KIND_LIST && i < pair->value->count;
	     i++)
		take_field(r, pair->value->items[i], aside);
}

static void
take_fields(struct reading *r, void *into, const struct yaml_pair *pair)
{
	(void)into;
	take_list(r, pair, false);
}

static void
take_checklist(struct reading *r, void *into, const struct yaml_pair *pair)
{
	(void)into;
	take_list(r, pair, true);
}

/* The profile itself. */

static void
take_title(struct reading *r, void *into, const struct yaml_pair *pair)
{
	((struct profile *)into)->title = text_of(r, pair);
}

static void
take_source(struct reading *r, void *into, const struct yaml_pair *pair)
{
	((struct profile *)into)->source = text_of(r, pair);
}

static void
take_venue(struct reading *r, void *into, const struct yaml_pair *pair)
{
	((struct profile *)into)->venue = text_of(r, pair);
}

static void
take_language(struct reading *r, void *into, const struct yaml_pair *pair)
{
	((struct profile *)into)->language = text_of(r, pair);
}

static void
take_template(struct reading *r, void *into, const struct yaml_pair *pair)
{
	((struct profile *)into)->template = text_of(r, pair);
}

static void
take_methods(struct reading *r, void *into, const struct yaml_pair *pair)
{
	const struct yaml_node *value = pair->value;
	struct profile *profile = into;
	size_t i;

	if (value->kind != YAML_KIND_LIST)
		refuse(r, value->pos, "methods must be a list, such as ",
		    "[wattleaf, strubell-2019]");
	for (i = 0; value->kind == YAML_KIND_LIST && i < value->count; i++) {
		profile->methods = arena_grow(r->arena, profile->methods,
		    profile->method_count, sizeof *profile->methods);
		profile->methods[profile->method_count++] =
		    value->items[i]->kind == YAML_KIND_SCALAR ?
		    value->items[i]->text : "";
	}
}

static void
take_place(struct reading *r, void *into, const struct yaml_pair *pair)
{
	static const char *const words[] = { "any", "country", "region" };

	((struct profile *)into)->place =
	    (enum profile_place)word_of(r, pair, words, 3);
}

static const struct key profile_keys[] = {
	{ "title", take_title },
	{ "source", take_source },
	{ "venue", take_venue },
	{ "language", take_language },
	{ "template", take_template },
	{ "methods", take_methods },
	{ "place", take_place },
	{ "fields", take_fields },
	{ "checklist", take_checklist },
};

static bool
read_text(struct reading *r, const char *path, struct span text)
{
	struct yaml_document document;

	if (!yaml_read(text, path, &document, r->arena, r->diags))
		return false;
	take_map(r, profile_keys, sizeof profile_keys / sizeof profile_keys[0],
	    r->profile, document.root);
	if (r->good && r->profile->title == NULL)
		refuse(r, document.root->pos, "a profile needs its ", "title");
	if (r->good && r->profile->field_count == 0)
		refuse(r, document.root->pos, "a profile needs ", "fields");
	return r->good;
}

const struct profile *
profile_read(const char *path, const char *id, struct arena *arena,
    struct diags *diags)
{
	struct profile *profile = arena_alloc(arena, sizeof *profile);
	struct reading r = { profile, arena, diags, true };
	struct source *source = source_open(path, arena, diags);
	struct span text;
	bool good;

	if (source == NULL)
		return NULL;
	profile->id = id;
	profile->fields = arena_alloc(arena,
	    PROFILE_FIELDS_MAX * sizeof *profile->fields);
	good = source_text(source, &text) && read_text(&r, path, text);
	source_close(source);
	return good ? profile : NULL;
}
