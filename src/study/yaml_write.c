/*
 * A tree of a study to YAML, through libyaml, which knows no comments: these
 * are put between its lines where reading them back says that the parts stand.
 */
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/num.h"
#include "base/timestamp.h"
#include "base/tree.h"
#include "base/yaml.h"
#include "study/study.h"
#include "study/vocabulary.h"
#include "study/yaml_tree.h"

struct emitting {
	struct yaml_out *out;
	struct arena *arena;
	struct yaml_slot *slots;
	size_t count;
};

/* Digits as all readers of YAML understand them: "12", "0.5", not "012" or "1.20". */
static bool
is_plain_number(const char *text)
{
	size_t whole = strspn(text, "0123456789"), part;

	if (whole == 0 || whole > 15 || (text[0] == '0' && whole > 1))
		return false;
	if (text[whole] == '\0')
		return true;
	part = strspn(text + whole + 1, "0123456789");
	return text[whole] == '.' && part > 0 && part <= 15 &&
	    text[whole + 1 + part] == '\0' && text[whole + part] != '0';
}

/* Words and signs that another reader takes for a truth, a number, a date or nothing. */
static bool
looks_else(const char *text)
{
	static const char *const words[] = { "y", "yes", "n", "no", "true",
		"false", "on", "off", "null", "~", "<<", "=" };
	bool zoned;
	double number;
	size_t i;

	for (i = 0; i < sizeof words / sizeof words[0]; i++)
		if (span_equal_nocase(span_of(text), words[i]))
			return true;
	if (num_parse(span_of(text), &number))
		return !is_plain_number(text);
	if (timestamp_parse(span_of(text), &number, &zoned))
		return true;
	/* ".5", ".inf", "0x1f", "1_000", "12:30", "+1", "1e5" */
	return strchr("0123456789+-.", text[0]) != NULL &&
	    strspn(text, "0123456789abcdefABCDEFxXoOinfINFeE_:.+-") ==
	    strlen(text);
}

/* A block keeps its lines as they are; what it might lose goes in double quotes. */
static bool
fits_block(const char *text)
{
	struct span rest = span_of(text);

	if (strchr(text, '\n') == NULL || strpbrk(text, "\r\t") != NULL ||
	    strchr(" \n", text[0]) != NULL ||
	    span_ends(rest, "\n\n"))
		return false;
	while (rest.n > 0) {
		struct span line = span_cut(&rest, '\n');

		if (line.n > 0 && line.s[line.n - 1] == ' ')
			return false;
	}
	return true;
}

static enum yaml_style
style_of(const char *text)
{
	if (strpbrk(text, "\n\r") != NULL)
		return fits_block(text) ? YAML_STYLE_BLOCK :
					  YAML_STYLE_DOUBLE;
	return text[0] != '\0' && looks_else(text) ? YAML_STYLE_SINGLE :
						     YAML_STYLE_PLAIN;
}

static void
add_slot(struct emitting *e, struct yaml_slot slot)
{
	e->slots = arena_grow(e->arena, e->slots, e->count, sizeof *e->slots);
	e->slots[e->count++] = slot;
}

static void
write_element(struct emitting *, const struct element *element);

/* CHILD and those behind it that are called so. */
static void
write_list(struct emitting *e, const struct element *child)
{
	const char *name = child->name;

	add_slot(e, (struct yaml_slot){ YAML_POINT_GROUP, child->parent, 0 });
	yaml_out_begin(e->out, YAML_KIND_LIST, false);
	for (; child != NULL; child = element_next(child, name))
		write_element(e, child);
	yaml_out_end(e->out, YAML_KIND_LIST);
}

/* One alone stands under its own name where that is the plural too. */
static bool
stands_alone(const struct element_rule *rule, const struct element *child)
{
	return rule->plural == NULL ||
	    (strcmp(rule->plural, rule->name) == 0 &&
		element_next(child, child->name) == NULL);
}

static void
write_children(struct emitting *e, const struct element *element)
{
	const struct element *child;

	for (child = element->first; child != NULL; child = child->next) {
		const struct element_rule *rule = vocabulary_rule(child->name);

		if (rule == NULL ||
		    element_child(element, child->name) != child)
			continue; /* it stands in the list of the first */
		yaml_out_scalar(e->out,
		    rule->plural == NULL ? rule->name : rule->plural,
		    YAML_STYLE_PLAIN);
		if (stands_alone(rule, child))
			write_element(e, child);
		else
			write_list(e, child);
	}
}

static void
write_attributes(struct emitting *e, const struct element *element)
{
	size_t i;

	for (i = 0; i < element->attribute_count; i++) {
		const char *value = element->attributes[i].value;

		add_slot(e, (struct yaml_slot){ YAML_POINT_ATTRIBUTE, element, i });
		yaml_out_scalar(e->out, element->attributes[i].name,
		    YAML_STYLE_PLAIN);
		yaml_out_scalar(e->out, value, style_of(value));
	}
}

static void
write_element(struct emitting *e, const struct element *element)
{
	const struct element_rule *rule = vocabulary_rule(element->name);

	add_slot(e, (struct yaml_slot){ YAML_POINT_ELEMENT, element, 0 });
	if (rule != NULL && rule->text) {
		yaml_out_scalar(e->out, element->text,
		    element->text[0] == '\0' ? YAML_STYLE_SINGLE :
					       style_of(element->text));
		return;
	}
	yaml_out_begin(e->out, YAML_KIND_MAP,
	    element->attribute_count == 0 && element->first == NULL);
	write_attributes(e, element);
	write_children(e, element);
	yaml_out_end(e->out, YAML_KIND_MAP);
}

/* What libyaml wrote, and where in it each slot stands; root NULL when reading it back gives something else. */
static struct yaml_tree
read_back(const struct emitting *e, const struct buf *text)
{
	struct diags said = { .arena = e->arena };
	struct yaml_document document;
	struct yaml_tree tree = yaml_tree_parse(
	    (struct span){ text->s, text->n }, "", &document, e->arena, &said);
	size_t i;

	for (i = 0; tree.root != NULL && i < e->count; i++)
		if (i >= tree.count || tree.points[i].kind != e->slots[i].kind)
			tree.root = NULL;
	if (tree.count != e->count)
		tree.root = NULL;
	return tree;
}

bool
yaml_tree_write(const struct element *root, struct buf *out,
    struct arena *arena)
{
	struct emitting e = { .arena = arena };
	struct buf text = { NULL, 0, 0 };
	struct yaml_tree tree = { NULL, NULL, 0 };

	e.out = yaml_out_open(&text, arena);
	write_element(&e, root);
	if (yaml_out_close(e.out))
		tree = read_back(&e, &text);
	if (tree.root != NULL)
		yaml_comment_write(&tree, e.slots, &text, out, arena);
	buf_free(&text);
	return tree.root != NULL;
}
