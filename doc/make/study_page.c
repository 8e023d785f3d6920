/*
 * wattleaf-study(5): the elements and attributes of the RELAX NG, each with
 * what its documentation says.
 */
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/source.h"
#include "base/tree.h"
#include "base/xml.h"
#include "cli/cli.h"
#include "reference.h"
#include "version.h"

static struct element *
read_schema(struct job *job)
{
	const char *path = data_file(job, "schema", "study.rng");
	struct source *source = source_open(path, job->arena, &job->diags);
	struct span text;
	struct element *root = NULL;

	if (source != NULL && source_text(source, &text))
		root = xml_read(text, path, job->arena, &job->diags);
	if (source != NULL)
		source_close(source);
	return root;
}

static bool
is_called(const struct element *element, const char *name)
{
	return strcmp(element->name, name) == 0;
}

static const char *
name_of(const struct element *element)
{
	const struct attribute *name = element_attribute(element, "name");

	return name == NULL ? "" : name->value;
}

/* The documentation with its blanks made one. */
static void
add_documentation(struct buf *out, const struct element *element)
{
	const struct element *text = element_child(element, "documentation");
	struct buf line = { 0 };
	size_t i;

	for (i = 0; text != NULL && text->text[i] != '\0'; i++)
		buf_putc(&line, strchr("\t\n", text->text[i]) != NULL ? ' ' :
							 text->text[i]);
	if (line.n > 0)
		page_text(out, line.s);
	buf_free(&line);
}

/* The names of a choice: "\"high\", \"low\"". */
static void
add_choices(struct buf *out, const struct element *attribute)
{
	const struct element *choice = element_child(attribute, "choice");
	const struct element *value =
	    choice == NULL ? NULL : element_child(choice, "value");
	struct buf line = { 0 };

	for (; value != NULL; value = element_next(value, "value"))
		buf_printf(&line, "%s%s", line.n == 0 ? "One of: " : ", ",
		    value->text);
	if (line.n > 0) {
		buf_putc(&line, '.');
		page_text(out, line.s);
	}
	buf_free(&line);
}

/* Whether something between it and its element lets it be left out. */
static bool
is_optional(const struct element *at, const struct element *inside)
{
	for (at = at->parent; at != NULL && at != inside; at = at->parent)
		if (is_called(at, "optional") || is_called(at, "zeroOrMore") ||
		    is_called(at, "choice"))
			return true;
	return false;
}

static bool
is_repeated(const struct element *at)
{
	return is_called(at->parent, "zeroOrMore") ||
	    is_called(at->parent, "oneOrMore");
}

/* Whether AT belongs to ELEMENT itself and to no element inside it. */
static bool
belongs(const struct element *at, const struct element *element)
{
	for (at = at->parent; at != element; at = at->parent)
		if (is_called(at, "element") || is_called(at, "attribute"))
			return false;
	return true;
}

static void
add_attributes(struct buf *out, const struct element *element)
{
	const struct element *at = element;
	bool any = false;

	while ((at = element_after(element, at)) != NULL) {
		if (!is_called(at, "attribute") || !belongs(at, element))
			continue;
		if (!any)
			buf_puts(out, ".Bl -tag -width Ds\n");
		any = true;
		buf_printf(out, ".It Cm %s%s\n", name_of(at),
		    is_optional(at, element) ? "" : " Pq required");
		add_documentation(out, at);
		add_choices(out, at);
	}
	if (any)
		buf_puts(out, ".El\n");
}

static void
add_children(struct buf *out, const struct element *element)
{
	const struct element *at = element;
	struct buf line = { 0 };

	while ((at = element_after(element, at)) != NULL)
		if (is_called(at, "ref") && belongs(at, element))
			buf_printf(&line, "%s%s%s",
			    line.n == 0 ? "It holds " : ", ", name_of(at),
			    is_repeated(at) ? " (any number)" : "");
	if (line.n > 0) {
		buf_putc(&line, '.');
		page_text(out, line.s);
	}
	buf_free(&line);
}

static void
add_element(struct buf *out, const struct element *element)
{
	buf_printf(out, ".Ss <%s>\n", name_of(element));
	add_documentation(out, element);
	add_children(out, element);
	add_attributes(out, element);
}

bool
page_of_study(const struct reference *reference, struct buf *out)
{
	const struct element *root = read_schema(reference->job), *at = root;
	struct page page = page_open(reference, "wattleaf-study", out);

	if (root == NULL)
		return false;
	buf_printf(out, ".Dd %s\n.Dt WATTLEAF-STUDY 5\n.Os wattleaf %s\n"
	    ".Sh NAME\n.Nm wattleaf-study\n"
	    ".Nd what was run, where, and which logs tell of it\n"
	    ".Sh DESCRIPTION\n", reference->date, WATTLEAF_VERSION);
	page_section(&page, "DESCRIPTION", false);
	buf_puts(out, ".Sh ELEMENTS\n");
	while ((at = element_after(root, at)) != NULL)
		if (is_called(at, "element"))
			add_element(out, at);
	page_section(&page, "FILES", true);
	page_section(&page, "EXAMPLES", true);
	buf_puts(out, ".Sh SEE ALSO\n.Xr wattleaf 1 ,\n"
	    ".Xr wattleaf-report 1 ,\n.Xr wattleaf-disclosure 5\n");
	return true;
}
