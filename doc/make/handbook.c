/*
 * The handbook in HTML:
 *   handbook FOLDER SOURCES VERSION PAGE...
 * The pages that index.md in SOURCES lists, in its order; then those that it
 * does not list; last the pages for man(1), which end in ".1" and ".5".
 * Each page is written by the writer of the reports.
 */
#include <cmark.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/source.h"
#include "base/str.h"
#include "document/document.h"
#include "grid.h"
#include "mdoc.h"
#include "write/html_page.h"

enum { PLACES_MAX = 96 };

static const char MANUAL[] = "Manual pages";

struct handbook {
	struct arena *arena;
	struct diags diags;
	const char *sources, *creator;
	struct html_place places[PLACES_MAX];
	struct span manuals[PLACES_MAX]; /* the text of a page for man(1); else nothing */
	size_t manual_first; /* the place of the first of them, or 0 */
	struct html_site site;
};

static bool
read_file(struct handbook *book, const char *path, struct span *text)
{
	struct source *source = source_open(path, book->arena, &book->diags);
	bool good = source != NULL && source_text(source, text);

	if (source != NULL)
		source_close(source);
	return good;
}

static bool
read_text(struct handbook *book, const char *name, struct span *text)
{
	return read_file(book, arena_printf(book->arena, "%s/%s",
	    book->sources, name), text);
}

/* All text and code below a node. */
static const char *
words(struct arena *arena, cmark_node *root)
{
	cmark_iter *iter = cmark_iter_new(root);
	const char *text = "";

	while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);

		if (cmark_node_get_type(node) == CMARK_NODE_TEXT ||
		    cmark_node_get_type(node) == CMARK_NODE_CODE)
			text = arena_printf(arena, "%s%s", text,
			    cmark_node_get_literal(node));
	}
	cmark_iter_free(iter);
	return text;
}

/* A link of the list: "[Charts](charts.md)". */
static void
add_place(struct handbook *book, cmark_node *link, const char **group)
{
	struct span url = span_of(cmark_node_get_url(link));

	if (!span_ends(url, ".md") || span_find(url, "/") < url.n ||
	    book->site.count == PLACES_MAX)
		return;
	book->places[book->site.count++] = (struct html_place){
		span_dup(book->arena, span_sub(url, 0, url.n - 3)),
		words(book->arena, link), *group };
	*group = NULL;
}

/* The pages in the order of index.md's list, by its headings. */
static bool
read_places(struct handbook *book)
{
	const char *group = NULL;
	cmark_node *root;
	cmark_iter *iter;
	struct span text;

	if (!read_text(book, "index.md", &text))
		return false;
	book->places[book->site.count++] =
	    (struct html_place){ "index", "Overview", NULL };
	root = cmark_parse_document(text.s, text.n, CMARK_OPT_DEFAULT);
	iter = cmark_iter_new(root);
	while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);

		if (cmark_iter_get_event_type(iter) != CMARK_EVENT_ENTER)
			continue;
		if (cmark_node_get_type(node) == CMARK_NODE_HEADING)
			group = words(book->arena, node);
		else if (cmark_node_get_type(node) == CMARK_NODE_LINK)
			add_place(book, node, &group);
	}
	cmark_iter_free(iter);
	cmark_node_free(root);
	return true;
}

static bool
is_listed(const struct handbook *book, struct span name)
{
	size_t i;

	for (i = 0; i < book->site.count; i++)
		if (span_equal(name, book->places[i].name))
			return true;
	return false;
}

/* The page in PATH, when nobody lists it, under its heading. */
static void
add_unlisted(struct handbook *book, const char *path, const char **group)
{
	const char *slash = strrchr(path, '/');
	struct span name = span_of(slash == NULL ? path : slash + 1);
	cmark_node *root, *heading;
	struct span text;

	name = span_sub(name, 0, name.n - strlen(".md"));
	if (is_listed(book, name) || book->site.count == PLACES_MAX ||
	    !read_text(book, arena_printf(book->arena, "%.*s.md",
		(int)name.n, name.s), &text))
		return;
	root = cmark_parse_document(text.s, text.n, CMARK_OPT_DEFAULT);
	heading = cmark_node_first_child(root);
	book->places[book->site.count++] = (struct html_place){
		span_dup(book->arena, name), heading == NULL ?
		    span_dup(book->arena, name) :
		    words(book->arena, heading), *group };
	*group = NULL;
	cmark_node_free(root);
}

static bool
is_manual(const char *path)
{
	struct span name = span_of(path);

	return span_ends(name, ".1") || span_ends(name, ".5");
}

/* "manual/man1/wattleaf.1" is called "wattleaf(1)" and becomes wattleaf.html. */
static bool
add_manual(struct handbook *book, const char *path)
{
	const char *slash = strrchr(path, '/');
	struct span name = span_of(slash == NULL ? path : slash + 1);
	size_t here = book->site.count;

	if (here == PLACES_MAX ||
	    !read_file(book, path, &book->manuals[here]))
		return false;
	book->places[here] = (struct html_place){
		span_dup(book->arena, span_sub(name, 0, name.n - 2)),
		arena_printf(book->arena, "%.*s(%c)", (int)name.n - 2, name.s,
		    name.s[name.n - 1]),
		book->manual_first == 0 ? MANUAL : NULL };
	if (book->manual_first == 0)
		book->manual_first = here;
	book->site.count++;
	return true;
}

/* The overview ends with the list of what is made from the program. */
static void
add_list(struct handbook *book, struct buf *text)
{
	size_t i;

	if (book->manual_first == 0)
		return;
	buf_printf(text, "\n## %s\n\n", MANUAL);
	for (i = book->manual_first; i < book->site.count; i++)
		buf_printf(text, "- [%s](%s.md)\n", book->places[i].title,
		    book->places[i].name);
}

/* What the page says, in Markdown. */
static bool
markdown(struct handbook *book, size_t here, struct span *text)
{
	const char *name = book->places[here].name;
	struct buf out = { 0 };

	if (here >= book->manual_first && book->manual_first != 0) {
		mdoc_markdown(book->manuals[here], book->arena, &out);
	} else {
		if (!read_text(book, arena_printf(book->arena, "%s.md", name),
			text))
			return false;
		buf_add(&out, text->s, text->n);
		if (here == 0)
			add_list(book, &out);
	}
	*text = (struct span){ arena_strndup(book->arena, out.s, out.n),
		out.n };
	buf_free(&out);
	return true;
}

/* An SVG of the sources as a data: address. */
static const char *
picture(const struct html_site *site, const char *url, struct arena *arena)
{
	struct diags quiet = { .arena = arena };
	struct source *source = !span_ends(span_of(url), ".svg") ? NULL :
	    source_open(arena_printf(arena, "%s/%s", site->folder, url),
		arena, &quiet);
	struct buf out = { 0 };
	struct span text;
	const char *data;
	size_t i;

	if (source == NULL || !source_text(source, &text))
		return NULL;
	buf_puts(&out, "data:image/svg+xml,");
	for (i = 0; i < text.n; i++)
		if (strchr("%#<>\"'& \n\t", text.s[i]) != NULL ||
		    (unsigned char)text.s[i] >= 0x7f)
			buf_printf(&out, "%%%02X", (unsigned char)text.s[i]);
		else
			buf_putc(&out, text.s[i]);
	source_close(source);
	data = arena_strndup(arena, out.s, out.n);
	buf_free(&out);
	return data;
}

static bool
write_file(const char *path, const struct buf *text)
{
	FILE *file = fopen(path, "w");
	bool good =
	    file != NULL && fwrite(text->s, 1, text->n, file) == text->n;

	if (file != NULL && fclose(file) != 0)
		good = false;
	if (!good)
		perror(path);
	return good;
}

static bool
write_page(struct handbook *book, const char *folder, size_t here)
{
	const char *name = book->places[here].name;
	struct grids grids = { .arena = book->arena };
	struct doc doc = { .language = "en", .creator = book->creator };
	struct buf out = { 0 };
	struct span text;
	bool good;

	if (!markdown(book, here, &text))
		return false;
	text = grids_take(&grids, text);
	doc.root = cmark_parse_document(text.s, text.n, CMARK_OPT_DEFAULT);
	grids_put(&grids, doc.root);
	doc.title = arena_printf(book->arena, "%s: %s", book->site.title,
	    cmark_node_first_child(doc.root) == NULL ? name :
		words(book->arena, cmark_node_first_child(doc.root)));
	html_page(&book->site, here, &doc, book->arena, &out);
	good = write_file(arena_printf(book->arena, "%s/%s.html", folder,
	    name), &out);
	cmark_node_free(doc.root);
	buf_free(&out);
	return good;
}

int
main(int argc, char **argv)
{
	struct arena *arena = arena_new();
	struct handbook book = { .arena = arena, .diags.arena = arena };
	const char *group = "More";
	bool good = argc >= 4;
	size_t i;
	int j;

	if (good) {
		book.sources = argv[2];
		book.creator = arena_printf(arena, "wattleaf %s", argv[3]);
		book.site.title = "wattleaf handbook";
		book.site.places = book.places;
		book.site.picture = picture;
		book.site.folder = argv[2];
		good = read_places(&book);
	}
	for (j = 4; good && j < argc; j++)
		if (!is_manual(argv[j]))
			add_unlisted(&book, argv[j], &group);
	for (j = 4; good && j < argc; j++)
		if (is_manual(argv[j]))
			good = add_manual(&book, argv[j]);
	for (i = 0; good && i < book.site.count; i++)
		good = write_page(&book, argv[1], i);
	diags_print(&book.diags, 0, false, stderr);
	arena_free(arena);
	return good ? 0 : 1;
}
