/*
 * A tree of a study to XML as people write it: short elements on one line,
 * long ones with an attribute below the other, comments kept.
 */
#include <string.h>

#include "base/arena.h"
#include "base/tree.h"
#include "study/study.h"
#include "study/yaml_tree.h"

enum { LINE_WIDTH = 96, INDENT = 2 };

/* TEXT with what XML would read otherwise made references; ATTRIBUTE: in double quotes. */
static void
write_text(const char *text, bool attribute, struct buf *out)
{
	for (; *text != '\0'; text++)
		switch (*text) {
		case '&':
			buf_puts(out, "&amp;");
			break;
		case '<':
			buf_puts(out, "&lt;");
			break;
		case '>':
			buf_puts(out, "&gt;");
			break;
		case '\r':
			buf_puts(out, "&#13;");
			break;
		case '"':
			buf_puts(out, attribute ? "&quot;" : "\"");
			break;
		case '\n':
			buf_puts(out, attribute ? "&#10;" : "\n");
			break;
		case '\t':
			buf_puts(out, attribute ? "&#9;" : "\t");
			break;
		default:
			buf_putc(out, *text);
		}
}

/* XML allows no "--" in a comment, and no "-" at its end. */
static void
write_comment_line(struct span line, struct buf *out)
{
	size_t i;

	for (i = 0; i < line.n; i++) {
		buf_putc(out, line.s[i]);
		if (line.s[i] == '-' &&
		    (i + 1 == line.n || line.s[i + 1] == '-'))
			buf_putc(out, ' ');
	}
}

static void
write_comment(const char *text, int indent, struct buf *out)
{
	struct span rest = span_of(text);
	bool many = strchr(text, '\n') != NULL;

	buf_printf(out, "%*s<!--%s", indent, "", many ? "\n" : " ");
	while (rest.n > 0) {
		struct span line = span_cut(&rest, '\n');

		if (many && line.n > 0)
			buf_printf(out, "%*s", indent + INDENT, "");
		write_comment_line(line, out);
		if (many)
			buf_putc(out, '\n');
	}
	if (many)
		buf_printf(out, "%*s-->\n", indent, "");
	else
		buf_puts(out, " -->\n");
}

/* The comment that ends the element's line: its own, or that of its only attribute. */
static const char *
beside_of(const struct element *element)
{
	if (element->beside != NULL || element->attribute_count != 1)
		return element->beside;
	return element->attributes[0].beside;
}

/* An attribute's comment has no place inside a tag: it goes above, with the name. */
static void
write_comments(const struct element *element, int indent, struct arena *arena,
    struct buf *out)
{
	const char *text = element->above;
	size_t i;

	for (i = 0; i < element->attribute_count; i++) {
		const struct attribute *attribute = &element->attributes[i];

		if (attribute->above != NULL)
			text = comment_joined(arena, text, attribute->above);
		if (attribute->beside != NULL &&
		    attribute->beside != beside_of(element))
			text = comment_joined(arena, text,
			    arena_printf(arena, "%s: %s", attribute->name,
				attribute->beside));
	}
	if (text != NULL)
		write_comment(text, indent, out);
}

static void
write_attributes(const struct element *element, int indent, struct buf *out)
{
	struct buf one = { NULL, 0, 0 };
	size_t i, width = (size_t)indent + strlen(element->name) + 1;
	size_t first = width + 1;

	for (i = 0; i < element->attribute_count; i++) {
		const struct attribute *attribute = &element->attributes[i];

		one.n = 0;
		buf_printf(&one, "%s=\"", attribute->name);
		write_text(attribute->value, true, &one);
		buf_putc(&one, '"');
		if (i > 0 && width + 1 + one.n > LINE_WIDTH) {
			buf_printf(out, "\n%*s", (int)first, "");
			width = first;
		} else {
			buf_putc(out, ' ');
			width++;
		}
		buf_add(out, one.s, one.n);
		width += one.n;
	}
	buf_free(&one);
}

static void
write_element(const struct element *element, int indent, struct arena *arena,
    struct buf *out)
{
	const struct element *child;

	write_comments(element, indent, arena, out);
	buf_printf(out, "%*s<%s", indent, "", element->name);
	write_attributes(element, indent, out);
	if (element->first == NULL && element->text[0] == '\0' &&
	    element->tail == NULL) {
		buf_puts(out, "/>");
	} else if (element->text[0] != '\0') {
		buf_putc(out, '>');
		write_text(element->text, false, out);
		buf_printf(out, "</%s>", element->name);
	} else {
		buf_puts(out, ">\n");
		for (child = element->first; child != NULL;
		     child = child->next) {
			if (indent == 0)
				buf_putc(out, '\n');
			write_element(child, indent + INDENT, arena, out);
		}
		if (element->tail != NULL)
			write_comment(element->tail, indent + INDENT, out);
		buf_printf(out, "%*s</%s>", indent, "", element->name);
	}
	if (beside_of(element) != NULL) {
		buf_putc(out, ' ');
		write_comment(beside_of(element), 0, out);
	} else {
		buf_putc(out, '\n');
	}
}

/* The name space is no attribute of the tree: it is written as if it were the first. */
static struct element
with_namespace(const struct element *root, struct arena *arena)
{
	struct element named = *root;
	size_t i, n = root->attribute_count;

	named.attributes =
	    arena_alloc(arena, (n + 1) * sizeof *named.attributes);
	named.attributes[0] =
	    (struct attribute){ .name = "xmlns", .value = STUDY_NAMESPACE };
	for (i = 0; i < n; i++)
		named.attributes[i + 1] = root->attributes[i];
	named.attribute_count = n + 1;
	return named;
}

void
xml_tree_write(const struct element *root, struct buf *out,
    struct arena *arena)
{
	struct element named = with_namespace(root, arena);

	buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	write_element(&named, 0, arena, out);
}
