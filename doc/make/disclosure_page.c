/*
 * wattleaf-disclosure(5): the members of the JSON Schema, each with its type
 * and what its description says.
 */
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/json.h"
#include "base/source.h"
#include "cli/cli.h"
#include "reference.h"
#include "version.h"

static struct json *
read_schema(struct job *job)
{
	const char *path = data_file(job, "schema", "disclosure.schema.json");
	struct source *source = source_open(path, job->arena, &job->diags);
	struct span text;
	struct json *root = NULL;

	if (source != NULL && source_text(source, &text))
		root = json_read(text, (struct pos){ path, 1, 1 },
		    &job->diags);
	if (source != NULL)
		source_close(source);
	return root;
}

/* "#/$defs/line" is a line. */
static const char *
last_step(const char *reference)
{
	const char *slash = strrchr(reference, '/');

	return slash == NULL ? reference : slash + 1;
}

static void
add_names(struct buf *line, const struct json *list, const char *between)
{
	size_t i;

	for (i = 0; i < json_count(list); i++) {
		const char *text = json_text(json_item(list, i));

		buf_printf(line, "%s%s", i == 0 ? "" : between,
		    text == NULL ? "null" : text);
	}
}

/* "number or null", "a quantity", "list of models": what a value is. */
static void
add_type(struct buf *line, const struct json *value, unsigned depth)
{
	const struct json *type = json_member(value, "type");
	const struct json *items = json_member(value, "items");
	const struct json *any = json_member(value, "anyOf");
	const char *ref = json_text(json_member(value, "$ref"));
	size_t i;

	if (any == NULL)
		any = json_member(value, "oneOf");
	if (ref != NULL)
		buf_puts(line, last_step(ref));
	else if (items != NULL && depth < 3) {
		buf_puts(line, "list of ");
		add_type(line, items, depth + 1);
	} else if (json_count(any) != 0 && depth < 3) {
		for (i = 0; i < json_count(any); i++) {
			buf_puts(line, i == 0 ? "" : " or ");
			add_type(line, json_item(any, i), depth + 1);
		}
	} else if (json_count(type) != 0) {
		add_names(line, type, " or ");
	} else if (json_text(type) != NULL) {
		buf_puts(line, json_text(type));
	} else if (json_count(json_member(value, "enum")) != 0) {
		buf_puts(line, "one of ");
		add_names(line, json_member(value, "enum"), ", ");
	}
}

static void
add_member(const char *name, const struct json *value, void *context)
{
	struct buf *out = context, line = { 0 };
	const char *text = json_text(json_member(value, "description"));

	buf_printf(out, ".It Cm %s", name);
	add_type(&line, value, 0);
	if (line.n > 0) {
		buf_puts(out, " Pq ");
		page_words(out, span_of(line.s));
	}
	buf_putc(out, '\n');
	if (text != NULL)
		page_text(out, text);
	buf_free(&line);
}

/* The members of an object; those of an object inside follow as its own. */
static void
add_members(struct buf *out, const struct json *object)
{
	const struct json *members = json_member(object, "properties");

	if (members == NULL)
		return;
	buf_puts(out, ".Bl -tag -width Ds\n");
	json_members(members, add_member, out);
	buf_puts(out, ".El\n");
}

static void
add_definition(const char *name, const struct json *value, void *context)
{
	struct buf *out = context, line = { 0 };
	const char *text = json_text(json_member(value, "description"));

	buf_printf(out, ".Ss %s\n", name);
	if (text != NULL)
		page_text(out, text);
	if (json_member(value, "properties") == NULL) {
		add_type(&line, value, 0);
		buf_puts(&line, ".");
		page_text(out, line.s);
		buf_free(&line);
	}
	add_members(out, value);
}

/* Objects that stand among the members and have members of their own. */
static void
add_inner(const char *name, const struct json *value, void *context)
{
	if (json_member(value, "properties") != NULL)
		add_definition(name, value, context);
}

bool
page_of_disclosure(const struct reference *reference, struct buf *out)
{
	struct json *root = read_schema(reference->job);
	struct page page = page_open(reference, "wattleaf-disclosure", out);

	if (root == NULL)
		return false;
	buf_printf(out, ".Dd %s\n.Dt WATTLEAF-DISCLOSURE 5\n"
	    ".Os wattleaf %s\n.Sh NAME\n.Nm wattleaf-disclosure\n"
	    ".Nd energy, emissions and cost of models, for machines\n"
	    ".Sh DESCRIPTION\n", reference->date, WATTLEAF_VERSION);
	page_section(&page, "DESCRIPTION", false);
	buf_puts(out, ".Sh MEMBERS\n");
	add_members(out, root);
	json_members(json_member(root, "properties"), add_inner, out);
	buf_puts(out, ".Sh KINDS OF VALUES\n");
	json_members(json_member(root, "$defs"), add_definition, out);
	page_section(&page, "FILES", true);
	page_section(&page, "EXAMPLES", true);
	buf_puts(out, ".Sh SEE ALSO\n.Xr wattleaf 1 ,\n"
	    ".Xr wattleaf-check 1 ,\n.Xr wattleaf-report 1 ,\n"
	    ".Xr wattleaf-study 5\n");
	json_free(root);
	return true;
}
