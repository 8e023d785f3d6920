/*
 * The structure of a PDF that cairo drew: each element is the tag that was
 * begun at its place, and gets the attributes that cairo 1.16 leaves out.
 * What was drawn as CANVAS_ARTIFACT leaves the structure.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "layout/utf8.h"
#include "write/canvas.h"
#include "write/pdf_parts.h"

enum { DEPTH_MAX = 80 };

struct walk {
	qpdf_data pdf;
	const struct canvas_tags *tags;
	struct arena *arena;
	size_t next;  /* tag */
	size_t notes;
	bool failed;
};

static qpdf_oh
text_object(struct walk *walk, const char *text)
{
	return qpdf_oh_new_unicode_string(walk->pdf,
	    span_dup(walk->arena, utf8_clean(walk->arena, span_of(text))));
}

/* The height of the page that an element is on; 0 when it is on none. */
static double
page_height(qpdf_data pdf, qpdf_oh element)
{
	qpdf_oh page = qpdf_oh_get_key(pdf, element, "/Pg");
	qpdf_oh box = qpdf_oh_get_key_if_dict(pdf, page, "/MediaBox");

	return qpdf_oh_is_array(pdf, box) ?
	    qpdf_oh_get_numeric_value(pdf,
		qpdf_oh_get_array_item(pdf, box, 3)) : 0;
}

static void
set_figure(struct walk *walk, qpdf_oh element, const struct canvas_tag *tag)
{
	double height = page_height(walk->pdf, element);

	qpdf_oh_replace_key(walk->pdf, element, "/Alt",
	    text_object(walk, tag->attribute == NULL ||
		tag->attribute[0] == '\0' ? "figure" : tag->attribute));
	if (tag->left > tag->right)
		return;
	qpdf_oh_replace_key(walk->pdf, element, "/A",
	    qpdf_oh_parse(walk->pdf, arena_printf(walk->arena,
		"<< /O /Layout /Placement /Block /BBox [%.2f %.2f %.2f %.2f] >>",
		tag->left, height - tag->bottom, tag->right,
		height - tag->top)));
}

/* "Column 2": its scope, and how many columns it spans. */
static void
set_heading(struct walk *walk, qpdf_oh element, const struct canvas_tag *tag)
{
	const char *scope = tag->attribute == NULL ? "Row" : tag->attribute;
	const char *name = strncmp(scope, "Column", 6) == 0 ? "Column" : "Row";
	long columns = strtol(scope + strlen(name), NULL, 10);

	qpdf_oh_replace_key(walk->pdf, element, "/A",
	    qpdf_oh_parse(walk->pdf, columns > 1 ?
		arena_printf(walk->arena,
		    "<< /O /Table /Scope /%s /ColSpan %ld >>", name,
		    columns) :
		arena_printf(walk->arena, "<< /O /Table /Scope /%s >>",
		    name)));
}

/* "2" of a cell that is no heading: how many columns it spans. */
static void
set_cell(struct walk *walk, qpdf_oh element, const struct canvas_tag *tag)
{
	long columns = tag->attribute == NULL ?
	    1 : strtol(tag->attribute, NULL, 10);

	if (columns > 1)
		qpdf_oh_replace_key(walk->pdf, element, "/A",
		    qpdf_oh_parse(walk->pdf, arena_printf(walk->arena,
			"<< /O /Table /ColSpan %ld >>", columns)));
}

static void
set_note(struct walk *walk, qpdf_oh element)
{
	qpdf_oh_replace_key(walk->pdf, element, "/ID",
	    qpdf_oh_new_string(walk->pdf,
		arena_printf(walk->arena, "note-%zu", ++walk->notes)));
}

static void
set_attributes(struct walk *walk, qpdf_oh element,
    const struct canvas_tag *tag)
{
	if (strcmp(tag->name, "Figure") == 0)
		set_figure(walk, element, tag);
	else if (strcmp(tag->name, "TH") == 0)
		set_heading(walk, element, tag);
	else if (strcmp(tag->name, "TD") == 0)
		set_cell(walk, element, tag);
	else if (strcmp(tag->name, "Note") == 0)
		set_note(walk, element);
}

static bool
is_element(qpdf_data pdf, qpdf_oh kid)
{
	return qpdf_oh_is_dictionary(pdf, kid) &&
	    qpdf_oh_has_key(pdf, kid, "/S");
}

/* Whether the element is an artifact. */
static bool
visit(struct walk *walk, qpdf_oh element, int depth);

/* Leaves in KIDS those that are not DROPPED. */
static void
keep_kids(struct walk *walk, qpdf_oh element, qpdf_oh kids,
    const bool *dropped)
{
	qpdf_oh kept = qpdf_oh_new_array(walk->pdf);
	int i, count = qpdf_oh_get_array_n_items(walk->pdf, kids);

	for (i = 0; i < count; i++)
		if (!dropped[i])
			qpdf_oh_append_item(walk->pdf, kept,
			    qpdf_oh_get_array_item(walk->pdf, kids, i));
	qpdf_oh_replace_key(walk->pdf, element, "/K", kept);
}

static void
visit_kids(struct walk *walk, qpdf_oh element, int depth)
{
	qpdf_data pdf = walk->pdf;
	qpdf_oh kids = qpdf_oh_wrap_in_array(pdf,
	    qpdf_oh_get_key(pdf, element, "/K"));
	int i, count = qpdf_oh_get_array_n_items(pdf, kids);
	bool *dropped = arena_alloc(walk->arena, (size_t)count), any = false;
	qpdf_oh kid;

	for (i = 0; i < count && !walk->failed; i++) {
		kid = qpdf_oh_get_array_item(pdf, kids, i);
		if (!is_element(pdf, kid))
			continue;
		dropped[i] = visit(walk, kid, depth + 1);
		any |= dropped[i];
	}
	if (any)
		keep_kids(walk, element, kids, dropped);
}

/* Elements stand in the order in which their tags were begun. */
static bool
visit(struct walk *walk, qpdf_oh element, int depth)
{
	const char *name = qpdf_oh_get_name(walk->pdf,
	    qpdf_oh_get_key(walk->pdf, element, "/S"));
	const struct canvas_tag *tag = &walk->tags->items[walk->next];

	if (depth > DEPTH_MAX || walk->next >= walk->tags->count ||
	    name[0] != '/' || strcmp(name + 1, tag->name) != 0) {
		walk->failed = true;
		return false;
	}
	walk->next++;
	set_attributes(walk, element, tag);
	if (qpdf_oh_has_key(walk->pdf, element, "/K"))
		visit_kids(walk, element, depth);
	return strcmp(tag->name, CANVAS_ARTIFACT) == 0;
}

/* The entry of page or annotation KEY in the parent tree, not initialised when there is none. */
static qpdf_oh
parent_entry(qpdf_data pdf, long long key)
{
	qpdf_oh root = qpdf_oh_get_key(pdf, qpdf_get_root(pdf),
	    "/StructTreeRoot");
	qpdf_oh tree = qpdf_oh_get_key_if_dict(pdf, root, "/ParentTree");
	qpdf_oh numbers = qpdf_oh_get_key_if_dict(pdf, tree, "/Nums");
	int i, count = qpdf_oh_is_array(pdf, numbers) ?
	    qpdf_oh_get_array_n_items(pdf, numbers) : 0;

	for (i = 0; i + 1 < count; i += 2)
		if (qpdf_oh_get_int_value(pdf,
			qpdf_oh_get_array_item(pdf, numbers, i)) == key)
			return qpdf_oh_get_array_item(pdf, numbers, i + 1);
	return qpdf_oh_new_uninitialized(pdf);
}

/* Past a string that begins at AT: "(...)" with escapes, nested. */
static size_t
past_string(struct span text, size_t at)
{
	size_t depth = 0;

	for (; at < text.n; at++) {
		if (text.s[at] == '\\')
			at++;
		else if (text.s[at] == '(')
			depth++;
		else if (text.s[at] == ')' && --depth == 0)
			return at + 1;
	}
	return text.n;
}

/* The number of the content that "/NonStruct << /MCID n >> BDC" marks at AT, and its length; -1 when it is something else. */
static int
artifact_at(struct span text, size_t at, size_t *length)
{
	static const char opening[] = "/" CANVAS_ARTIFACT " << /MCID ";
	static const char closing[] = " >> BDC";
	size_t n = at + sizeof opening - 1;
	int number = 0;

	if (!span_equal(span_sub(text, at, sizeof opening - 1), opening))
		return -1;
	for (; n < text.n && text.s[n] >= '0' && text.s[n] <= '9' &&
	    number < 10000000; n++)
		number = number * 10 + (text.s[n] - '0');
	if (!span_equal(span_sub(text, n, sizeof closing - 1), closing))
		return -1;
	*length = n + sizeof closing - 1 - at;
	return number;
}

static void
rewrite(struct walk *walk, struct span text, qpdf_oh parents,
    struct buf *out)
{
	size_t from = 0, at = 0, next, length;
	int number;

	while (at < text.n) {
		next = text.s[at] == '(' ? past_string(text, at) : at + 1;
		number = text.s[at] == '/' ?
		    artifact_at(text, at, &length) : -1;
		if (number < 0) {
			at = next;
			continue;
		}
		buf_add(out, text.s + from, at - from);
		buf_puts(out, "/Artifact BMC");
		if (number < qpdf_oh_get_array_n_items(walk->pdf, parents))
			qpdf_oh_set_array_item(walk->pdf, parents, number,
			    qpdf_oh_new_null(walk->pdf));
		else
			walk->failed = true;
		from = at += length;
	}
	buf_add(out, text.s + from, at - from);
}

static void
free_page(struct walk *walk, qpdf_oh page)
{
	qpdf_data pdf = walk->pdf;
	qpdf_oh key = qpdf_oh_get_key(pdf, page, "/StructParents");
	qpdf_oh contents = qpdf_oh_get_key(pdf, page, "/Contents");
	struct buf out = { NULL, 0, 0 };
	unsigned char *bytes = NULL;
	qpdf_oh parents;
	size_t length;

	if (!qpdf_oh_is_integer(pdf, key))
		return;
	parents = parent_entry(pdf, qpdf_oh_get_int_value(pdf, key));
	if (!qpdf_oh_is_array(pdf, parents) ||
	    !qpdf_oh_is_stream(pdf, contents) ||
	    qpdf_oh_get_page_content_data(pdf, page, &bytes, &length) != 0) {
		walk->failed = true;
		return;
	}
	rewrite(walk, (struct span){ (const char *)bytes, length }, parents,
	    &out);
	qpdf_oh_replace_stream_data(pdf, contents,
	    (const unsigned char *)out.s, out.n, qpdf_oh_new_null(pdf),
	    qpdf_oh_new_null(pdf));
	buf_free(&out);
	free(bytes);
}

bool
pdf_tags(qpdf_data pdf, const struct canvas_tags *tags,
    struct arena *arena)
{
	struct walk walk = { .pdf = pdf, .tags = tags, .arena = arena };
	qpdf_oh root = qpdf_oh_get_key(pdf, qpdf_get_root(pdf),
	    "/StructTreeRoot");
	int i, pages = qpdf_get_num_pages(pdf);

	if (!qpdf_oh_is_dictionary(pdf, root))
		return false;
	visit_kids(&walk, root, 0);
	for (i = 0; i < pages && !walk.failed; i++)
		free_page(&walk, qpdf_get_page_n(pdf, (size_t)i));
	return !walk.failed && walk.next == tags->count;
}
