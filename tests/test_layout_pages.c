/*
 * Documents on pages: what stays together, what is cut, and the tags.
 */
#include "tests.h"

#include <cmark.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "layout/layout.h"
#include "layout_samples.h"

#define WIDE 453.54

/* A document under test; "~~~ WORD" blocks become figures. */
struct book {
	struct bench bench;
	struct doc_block block;
	struct doc doc;
	struct page_style style;
	struct scene **pages;
	size_t count;
};

/* Puts the book's block in place of the first code block, if it has one. */
static void
hang_block(struct book *book)
{
	cmark_node *node = cmark_node_first_child(book->doc.root), *custom;

	if (book->block.table == NULL && book->block.chart == NULL)
		return;
	while (cmark_node_get_type(node) != CMARK_NODE_CODE_BLOCK)
		node = cmark_node_next(node);
	custom = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK);
	cmark_node_set_user_data(custom, &book->block);
	cmark_node_insert_before(node, custom);
	cmark_node_unlink(node);
	cmark_node_free(node);
}

static void
book_print(struct book *book, const char *markdown)
{
	book->doc.title = "Title";
	book->doc.language = "en";
	book->doc.root = cmark_parse_document(markdown, strlen(markdown),
	    CMARK_OPT_DEFAULT);
	book->style = page_style_a4();
	hang_block(book);
	book->count = layout_pages(&book->bench.layout, &book->doc,
	    &book->style, &book->pages);
}

static void
book_close(struct book *book)
{
	cmark_node_free(book->doc.root);
	bench_close(&book->bench);
}

/* Markdown: COUNT paragraphs of some lines each, then TAIL. */
static char *
paragraphs(struct arena *arena, size_t count, const char *tail)
{
	struct buf text = { 0 };
	char *copy;
	size_t i, k;

	for (i = 0; i < count; i++) {
		buf_printf(&text, "Paragraph %zu", i);
		for (k = 0; k < 30; k++)
			buf_puts(&text, " and some more words");
		buf_puts(&text, ".\n\n");
	}
	buf_puts(&text, tail);
	copy = arena_strndup(arena, text.s, text.n);
	buf_free(&text);
	return copy;
}

static bool
all_well(const struct book *book)
{
	const struct page_style *style = &book->style;
	const struct scene_item *item;
	size_t i, k;

	for (i = 0; i < book->count; i++) {
		if (!scene_balanced(book->pages[i]) ||
		    !bench_text_in_leaves(book->pages[i]))
			return false;
		for (k = 0; k < book->pages[i]->count; k++) {
			item = &book->pages[i]->items[k];
			if (item->kind != SCENE_TEXT)
				continue;
			if (item->x < style->left - 0.01 ||
			    bench_right(&book->bench, item) >
			    style->width - style->right + 0.1)
				return false;
		}
	}
	return true;
}

/* The lowest text of a page over its bottom margin. */
static const struct scene_item *
lowest(const struct book *book, size_t page)
{
	const struct scene *scene = book->pages[page];
	const struct scene_item *low = NULL;
	size_t i;

	for (i = 0; i < scene->count; i++)
		if (scene->items[i].kind == SCENE_TEXT &&
		    scene->items[i].y < scene->height - book->style.bottom &&
		    (low == NULL || scene->items[i].y > low->y))
			low = &scene->items[i];
	return low;
}

START_TEST(prose_of_all_kinds)
{
	static const char markdown[] =
	    "# Head\n\nPlain *slanted* **strong** `code` and [a "
	    "link](https://example.org/x).\n\n- one\n- two\n\n  3. three\n"
	    "  4. four\n\n> quoted\n\n    a  code\n\n      block\n\n***\n\n"
	    "<div>raw</div>\n\nlast\\\nline\n";
	struct book book = { 0 };
	struct scene *page;

	bench_open(&book.bench, WIDE);
	book_print(&book, markdown);
	ck_assert_uint_eq(book.count, 1);
	ck_assert(all_well(&book));
	page = book.pages[0];
	ck_assert_int_eq(bench_find(page, "Head")->face, FACE_SERIF_BOLD);
	ck_assert_int_eq(bench_find(page, "slanted")->face,
	    FACE_SERIF_ITALIC);
	ck_assert_int_eq(bench_find(page, "strong")->face, FACE_SERIF_BOLD);
	ck_assert_int_eq(bench_find(page, "code")->face, FACE_MONO);
	ck_assert_ptr_nonnull(bench_find(page, "3."));
	ck_assert_ptr_nonnull(bench_find(page, "4."));
	ck_assert_ptr_nonnull(bench_find(page, "•"));
	ck_assert_ptr_null(bench_find(page, "<div>raw</div>"));
	ck_assert_double_lt(bench_find(page, "last")->y,
	    bench_find(page, "line")->y);
	ck_assert_uint_eq(bench_tags(page, "L"), 2);
	ck_assert_uint_eq(bench_tags(page, "LI"), 4);
	ck_assert_uint_eq(bench_tags(page, "Lbl"), 4);
	ck_assert_uint_eq(bench_tags(page, "BlockQuote"), 1);
	ck_assert_uint_eq(bench_tags(page, "Link"), 1);
	ck_assert_uint_eq(bench_tags(page, "H1"), 1);
	book_close(&book);
}
END_TEST

static const struct scene_item *
from_end(const struct scene *page, size_t n)
{
	ck_assert_uint_ge(page->count, n);
	return &page->items[page->count - n];
}

START_TEST(pages_are_numbered)
{
	struct book book = { 0 };

	bench_open(&book.bench, WIDE);
	book_print(&book, paragraphs(book.bench.arena, 40, ""));
	ck_assert_uint_gt(book.count, 2);
	ck_assert(all_well(&book));
	/* last, and no part of what is read */
	ck_assert(span_equal(from_end(book.pages[0], 1)->text, "Artifact"));
	ck_assert(span_equal(from_end(book.pages[0], 2)->text, "1"));
	ck_assert(span_equal(from_end(book.pages[2], 2)->text, "3"));
	ck_assert_str_eq(book.pages[1]->title, "Title");
	book_close(&book);
	/* no prose: still a page */
	book = (struct book){ 0 };
	bench_open(&book.bench, WIDE);
	book_print(&book, "");
	ck_assert_uint_eq(book.count, 1);
	book_close(&book);
}
END_TEST

START_TEST(heading_is_never_last_on_a_page)
{
	size_t count, second = 0;

	for (count = 20; count < 50; count++) {
		struct book book = { 0 };
		struct buf text = { 0 };
		size_t i;

		bench_open(&book.bench, WIDE);
		for (i = 0; i < count; i++)
			buf_puts(&text, "line\n\n");
		buf_puts(&text, "## Head\n\nAfter it.\n");
		book_print(&book, text.s);
		i = bench_find(book.pages[0], "Head") == NULL;
		second += i;
		ck_assert_ptr_nonnull(bench_find(book.pages[i], "Head"));
		ck_assert_ptr_nonnull(bench_find(book.pages[i], "After it."));
		buf_free(&text);
		book_close(&book);
	}
	ck_assert_uint_gt(second, 0);
	ck_assert_uint_lt(second, 30);
}
END_TEST

/* Lines of prose on a page: different baselines over the bottom margin. */
static size_t
lines_on(const struct book *book, size_t page)
{
	const struct scene *scene = book->pages[page];
	double last = -1;
	size_t i, lines = 0;

	for (i = 0; i < scene->count; i++)
		if (scene->items[i].kind == SCENE_TEXT &&
		    scene->items[i].y < scene->height - book->style.bottom &&
		    fabs(scene->items[i].y - last) > 0.01) {
			last = scene->items[i].y;
			lines++;
		}
	return lines;
}

START_TEST(no_line_stands_alone)
{
	size_t lines;

	for (lines = 40; lines < 70; lines++) {
		struct book book = { 0 };
		struct buf text = { 0 };
		size_t i;

		bench_open(&book.bench, WIDE);
		for (i = 0; i < lines; i++)
			buf_puts(&text, "line\\\n");
		buf_puts(&text, "end\n");
		book_print(&book, text.s);
		ck_assert_uint_le(book.count, 2);
		ck_assert_uint_ge(lines_on(&book, book.count - 1), 2);
		ck_assert_uint_ge(lines_on(&book, 0), 2);
		buf_free(&text);
		book_close(&book);
	}
}
END_TEST

START_TEST(table_that_fits_is_never_cut)
{
	size_t count;

	for (count = 0; count < 14; count++) {
		struct book book = { 0 };
		size_t i, tables = 0;

		bench_open(&book.bench, WIDE);
		book.block.table = sample_table(book.bench.arena);
		book_print(&book, paragraphs(book.bench.arena, count,
		    "~~~ table\n~~~\n\nAfter.\n"));
		ck_assert(all_well(&book));
		for (i = 0; i < book.count; i++)
			tables += bench_tags(book.pages[i], "Table");
		ck_assert_uint_eq(tables, 1);
		book_close(&book);
	}
}
END_TEST

/* Whether the heading of a group stands there again, in italics. */
static bool
group_is_continued(const struct scene *page)
{
	size_t i;

	for (i = 0; i < page->count; i++) {
		const struct scene_item *item = &page->items[i];

		if (item->kind == SCENE_TEXT &&
		    item->face == FACE_SERIF_ITALIC &&
		    span_find(item->text, "(continued)") < item->text.n)
			return true;
	}
	return false;
}

START_TEST(long_table_is_cut_with_its_head)
{
	struct book book = { 0 };
	size_t i, rows = 0, notes = 0, again = 0;

	bench_open(&book.bench, WIDE);
	book.block.table = sample_long_table(book.bench.arena, 150);
	book_print(&book, "Before.\n\n~~~ table\n~~~\n\nAfter.\n");
	ck_assert_uint_ge(book.count, 3);
	ck_assert(all_well(&book));
	for (i = 0; i < book.count; i++) {
		ck_assert_ptr_nonnull(bench_find(book.pages[i], "Power"));
		ck_assert_double_lt(lowest(&book, i)->y,
		    book.style.height - book.style.bottom);
		rows += bench_tags(book.pages[i], "TR") - 3;
		again += group_is_continued(book.pages[i]);
		notes += bench_tags(book.pages[i], "Note");
	}
	/* two rows are the headings of groups, which each page repeats */
	ck_assert_uint_eq(again, book.count - 1);
	ck_assert_uint_eq(rows, 150 + 2 + again);
	ck_assert_uint_eq(notes, 3);
	ck_assert_ptr_null(bench_find(book.pages[0],
	    "Table\xc2\xa0" "1 (continued)."));
	ck_assert_ptr_nonnull(bench_find(book.pages[1],
	    "Table\xc2\xa0" "1 (continued)."));
	book_close(&book);
}
END_TEST

START_TEST(long_chart_is_cut_with_its_axis)
{
	struct book book = { 0 };
	size_t i, k, dots = 0;

	bench_open(&book.bench, WIDE);
	book.block.chart = sample_long_chart(book.bench.arena, 60, 1, 1e6);
	book_print(&book, "~~~ chart\n~~~\n");
	ck_assert_uint_ge(book.count, 2);
	ck_assert(all_well(&book));
	for (i = 0; i < book.count; i++) {
		ck_assert_ptr_nonnull(bench_find(book.pages[i], "1,000"));
		for (k = 0; k < book.pages[i]->count; k++)
			dots += book.pages[i]->items[k].kind == SCENE_DOT;
	}
	ck_assert_uint_eq(dots, 60);
	book_close(&book);
}
END_TEST

START_TEST(deep_nesting_ends)
{
	struct book book = { 0 };
	struct buf text = { 0 };
	size_t i;

	bench_open(&book.bench, WIDE);
	for (i = 0; i < 300; i++)
		buf_puts(&text, i % 2 == 0 ? "> " : "- ");
	buf_puts(&text, "deep\n\nout again\n");
	book_print(&book, text.s);
	ck_assert(all_well(&book));
	ck_assert_ptr_nonnull(bench_find(book.pages[0], "deep"));
	ck_assert_double_eq_tol(bench_find(book.pages[book.count - 1],
	    "out again")->x, book.style.left, 0.01);
	buf_free(&text);
	book_close(&book);
}
END_TEST

START_TEST(links_have_one_box_a_line)
{
	struct book book = { 0 };
	struct buf text = { 0 };
	size_t i;

	bench_open(&book.bench, WIDE);
	buf_puts(&text, "See [a link");
	for (i = 0; i < 40; i++)
		buf_puts(&text, " of many words");
	buf_puts(&text, "](https://example.org/) here.\n");
	book_print(&book, text.s);
	ck_assert(all_well(&book));
	ck_assert_uint_ge(bench_tags(book.pages[0], "Link"), 3);
	ck_assert_uint_eq(bench_tags(book.pages[0], "Span"), 2);
	buf_free(&text);
	book_close(&book);
}
END_TEST

START_TEST(scripts_in_prose)
{
	static const struct doc_inline lowered = { .script = SCRIPT_SUB };
	struct book book = { 0 };
	cmark_node *script, *text;
	const struct scene_item *base, *sub;

	bench_open(&book.bench, WIDE);
	book_print(&book, "Transformer\n");
	script = cmark_node_new(CMARK_NODE_CUSTOM_INLINE);
	text = cmark_node_new(CMARK_NODE_TEXT);
	cmark_node_set_literal(text, "big");
	cmark_node_set_user_data(script, (void *)(uintptr_t)&lowered);
	cmark_node_append_child(script, text);
	cmark_node_append_child(cmark_node_first_child(book.doc.root),
	    script);
	book.count = layout_pages(&book.bench.layout, &book.doc, &book.style,
	    &book.pages);
	base = bench_find(book.pages[0], "Transformer");
	sub = bench_find(book.pages[0], "big");
	ck_assert_double_eq_tol(sub->size, 7, 1e-9);
	ck_assert_double_eq_tol(sub->y - base->y, 1.6, 1e-9);
	book_close(&book);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("layout-pages");

	tests_add(suite, prose_of_all_kinds);
	tests_add(suite, pages_are_numbered);
	tests_add(suite, heading_is_never_last_on_a_page);
	tests_add(suite, no_line_stands_alone);
	tests_add(suite, table_that_fits_is_never_cut);
	tests_add(suite, long_table_is_cut_with_its_head);
	tests_add(suite, long_chart_is_cut_with_its_axis);
	tests_add(suite, deep_nesting_ends);
	tests_add(suite, links_have_one_box_a_line);
	tests_add(suite, scripts_in_prose);
	return tests_run(suite);
}
