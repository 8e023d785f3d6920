/*
 * Pages: prose with anchors, a list of all pages with the headings of this
 * one, and the ways to the page before and the page behind.
 */
#include "write/html_page.h"

#include <string.h>

#include "base/arena.h"
#include "document/document.h"
#include "write/html_text.h"
#include "write/prose.h"

struct heading {
	const char *id;
	struct span text;
	int level;
};

struct page {
	const struct html_site *site;
	struct arena *arena;
	struct heading *headings;
	size_t count;
};

static const char style[] =
    "body{max-width:80rem}\n"
    "header{display:flex;justify-content:space-between;gap:1rem;"
    "border-bottom:1px solid var(--rule);padding-bottom:.5rem}\n"
    "header a{text-decoration:none}\n"
    "main{min-width:0}\n"
    "main>*{max-width:46rem}\n"
    "main>.table{max-width:none}\n"
    "main>.table table{width:auto;min-width:min(46rem,100%)}\n"
    "code,pre{font:.85rem/1.45 'DejaVu Sans Mono',Menlo,Consolas,monospace}\n"
    "p code,li code{overflow-wrap:anywhere}\n"
    "@media(max-width:40rem){td code,th code{overflow-wrap:anywhere}}\n"
    "pre{padding:.7rem}\n"
    "figure.file{margin:1rem 0}\n"
    "figure.file figcaption{margin:0 0 .2rem;color:var(--soft)}\n"
    "figure.file pre{margin:0}\n"
    "td,th{vertical-align:top}\n"
    "thead th{font-weight:bold}\n"
    "img{max-width:100%;height:auto;background:#fff}\n"
    "nav{font-size:.9rem}\n"
    "nav ul{list-style:none;margin:0;padding:0}\n"
    "nav li{margin:.25rem 0}\n"
    "nav ul ul{padding-left:1rem}\n"
    "nav .g{margin-top:1rem;color:var(--soft)}\n"
    "nav a{text-decoration:none}\n"
    "nav a:hover,header a:hover{text-decoration:underline}\n"
    "nav [aria-current]{font-weight:bold}\n"
    "@media(min-width:40rem){td:first-child code{white-space:nowrap}}\n"
    ".ways{display:flex;justify-content:space-between;gap:1rem;"
    "margin-top:2rem;border-top:1px solid var(--rule);padding-top:.5rem}\n"
    ":target{scroll-margin-top:1rem}\n"
    "@media(min-width:64rem){.page{display:grid;"
    "grid-template-columns:15rem minmax(0,1fr);gap:3rem}"
    ".page nav{grid-row:1;grid-column:1}.page main{grid-column:2}"
    "header .c{display:none}}\n"
    "@media(max-width:63.99rem){nav.all{border-top:1px solid var(--rule);"
    "margin-top:2rem;padding-top:.5rem}nav.all li{margin:.5rem 0}}\n"
    "@media print{nav,header .c,.ways{display:none}}\n";

/* "`--format` and more" is "--format-and-more", as code hosts make it. */
static const char *
slug(struct page *page, struct span text)
{
	struct buf out = { 0 };
	const char *id;
	size_t i, again = 0;

	for (i = 0; i < text.n; i++) {
		char c = text.s[i];

		if (c >= 'A' && c <= 'Z')
			buf_putc(&out, (char)(c - 'A' + 'a'));
		else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
		    c == '-' || c == '_' || (unsigned char)c >= 0x80)
			buf_putc(&out, c);
		else if (c == ' ')
			buf_putc(&out, '-');
	}
	id = arena_strndup(page->arena, out.s == NULL ? "" : out.s, out.n);
	buf_free(&out);
	for (i = 0; i < page->count; i++)
		again += strcmp(page->headings[i].id, id) == 0;
	return again == 0 ? id :
	    arena_printf(page->arena, "%s-%zu", id, again);
}

static void
open_heading(struct page *page, const struct prose_part *part,
    struct buf *enter, struct buf *leave)
{
	const char *id = slug(page, part->text);

	page->headings = arena_grow(page->arena, page->headings, page->count,
	    sizeof *page->headings);
	page->headings[page->count++] = (struct heading){ id, part->text,
		part->level };
	buf_printf(enter, "<h%d id=\"", part->level);
	html_text(enter, span_of(id));
	buf_puts(enter, "\">");
	buf_printf(leave, "</h%d>\n", part->level);
}

static bool
is_place(const struct html_site *site, struct span name)
{
	size_t i;

	for (i = 0; i < site->count; i++)
		if (span_equal(name, site->places[i].name))
			return true;
	return false;
}

/* A link to the source of a page leads to the page; one to a file that is no page is words. */
static void
open_link(struct page *page, const struct prose_part *part,
    struct buf *enter, struct buf *leave)
{
	struct span fragment = span_of(part->url);
	struct span file = span_cut(&fragment, '#');
	bool has_fragment = strchr(part->url, '#') != NULL;
	bool source = span_ends(file, ".md") &&
	    span_find(file, ":") >= file.n;

	if (source && !is_place(page->site, span_sub(file, 0, file.n - 3)))
		return;
	buf_puts(enter, "<a href=\"");
	if (source) {
		html_text(enter, span_sub(file, 0, file.n - 3));
		buf_puts(enter, ".html");
	} else {
		html_text(enter, file);
	}
	if (has_fragment) {
		buf_putc(enter, '#');
		html_text(enter, fragment);
	}
	buf_puts(enter, "\">");
	buf_puts(leave, "</a>");
}

static void
add_image(struct page *page, const struct prose_part *part, struct buf *out)
{
	const char *data = page->site->picture == NULL ? NULL :
	    page->site->picture(page->site, part->url, page->arena);

	if (data == NULL) {
		html_text(out, part->text);
		return;
	}
	buf_printf(out, "<img src=\"%s\" alt=\"", data);
	html_text(out, part->text);
	buf_puts(out, "\"/>");
}

static void
add_lines(struct buf *out, struct span text)
{
	while (text.n > 0) {
		html_text(out, span_cut(&text, '\n'));
		buf_putc(out, '\n');
	}
}

/* "sh", or "xml study.xml": the language and the file that it is. */
static void
add_code(const struct prose_part *part, struct buf *out)
{
	struct span file = span_of(part->info);
	struct span language = span_cut(&file, ' ');

	if (file.n > 0) {
		buf_puts(out, "<figure class=\"file\"><figcaption><code>");
		html_text(out, span_trim(file));
		buf_puts(out, "</code></figcaption>\n");
	}
	buf_puts(out, "<pre tabindex=\"0\"><code");
	if (language.n > 0) {
		buf_puts(out, " class=\"language-");
		html_text(out, language);
		buf_putc(out, '"');
	}
	buf_putc(out, '>');
	add_lines(out, part->text);
	buf_puts(out, "</code></pre>\n");
	if (file.n > 0)
		buf_puts(out, "</figure>\n");
}

static void
open_grid(const struct doc_grid *grid, struct buf *enter, struct buf *leave)
{
	static const char *const tags[] = {
		[GRID_TABLE] = "table", [GRID_HEAD] = "thead",
		[GRID_BODY] = "tbody", [GRID_ROW] = "tr",
		[GRID_HEAD_CELL] = "th", [GRID_CELL] = "td",
	};
	const char *tag = tags[grid->part];
	bool table = grid->part == GRID_TABLE;

	buf_printf(enter, "%s<%s%s%s>", table ?
		"<div class=\"table\" role=\"region\" tabindex=\"0\" "
		"aria-label=\"Table\">\n" : "", tag,
	    grid->part == GRID_HEAD_CELL ? " scope=\"col\"" : "",
	    grid->align == ALIGN_RIGHT      ? " class=\"n\"" :
		grid->align == ALIGN_CENTRE ? " class=\"c\"" :
					      "");
	buf_printf(leave, "</%s>\n%s", tag, table ? "</div>\n" : "");
}

static enum prose_turn
spell(const struct prose_part *part, void *context, struct buf *enter,
    struct buf *leave)
{
	struct page *page = context;

	switch (part->kind) {
	case PROSE_HEADING:
		open_heading(page, part, enter, leave);
		return PROSE_AROUND;
	case PROSE_LINK:
		open_link(page, part, enter, leave);
		return PROSE_AROUND;
	case PROSE_IMAGE:
		add_image(page, part, enter);
		return PROSE_INSTEAD;
	case PROSE_CODE_BLOCK:
		add_code(part, enter);
		return PROSE_INSTEAD;
	case PROSE_BLOCK:
		if (part->block->grid == NULL)
			return PROSE_INSTEAD;
		open_grid(part->block->grid, enter, leave);
		return PROSE_AROUND;
	case PROSE_SCRIPT:
	case PROSE_TEXT:
	case PROSE_CODE:
		break;
	}
	return PROSE_AS_IS;
}

/* The sections of this page, below its own entry. */
static void
add_sections(struct buf *out, const struct page *page)
{
	size_t i, any = 0;

	for (i = 0; i < page->count; i++) {
		const struct heading *heading = &page->headings[i];

		if (heading->level != 2)
			continue;
		buf_puts(out, any++ == 0 ? "\n<ul>\n" : "");
		buf_puts(out, "<li><a href=\"#");
		html_text(out, span_of(heading->id));
		buf_puts(out, "\">");
		html_text(out, heading->text);
		buf_puts(out, "</a></li>\n");
	}
	buf_puts(out, any > 0 ? "</ul>\n" : "");
}

static void
add_place(struct buf *out, const struct html_place *place, const char *more)
{
	buf_puts(out, "<a href=\"");
	html_text(out, span_of(place->name));
	buf_printf(out, ".html\"%s>", more);
	html_text(out, span_of(place->title));
	buf_puts(out, "</a>");
}

static void
add_contents(struct buf *out, const struct page *page, size_t here)
{
	const struct html_site *site = page->site;
	size_t i;

	buf_puts(out, "<nav id=\"contents\" class=\"all\" "
	    "aria-label=\"Contents\">\n<ul>\n");
	for (i = 0; i < site->count; i++) {
		if (site->places[i].group != NULL) {
			buf_puts(out, "<li class=\"g\">");
			html_text(out, span_of(site->places[i].group));
			buf_puts(out, "</li>\n");
		}
		buf_puts(out, "<li>");
		add_place(out, &site->places[i],
		    i == here ? " aria-current=\"page\"" : "");
		if (i == here)
			add_sections(out, page);
		buf_puts(out, "</li>\n");
	}
	buf_puts(out, "</ul>\n</nav>\n");
}

static void
add_ways(struct buf *out, const struct html_site *site, size_t here)
{
	buf_puts(out, "<div class=\"ways\"><span>");
	if (here > 0) {
		buf_puts(out, "← ");
		add_place(out, &site->places[here - 1], " rel=\"prev\"");
	}
	buf_puts(out, "</span><span>");
	if (here + 1 < site->count) {
		add_place(out, &site->places[here + 1], " rel=\"next\"");
		buf_puts(out, " →");
	}
	buf_puts(out, "</span></div>\n");
}

void
html_page(const struct html_site *site, size_t here, const struct doc *doc,
    struct arena *arena, struct buf *out)
{
	static const struct prose_format format = {
		.renderer = PROSE_HTML,
		.pages = true,
		.spell = spell,
	};
	struct page page = { .site = site, .arena = arena };

	html_head(out, doc, style, "; img-src data:");
	buf_puts(out, "<body>\n<header>");
	add_place(out, &(struct html_place){ site->places[0].name,
	    site->title, NULL }, "");
	buf_puts(out, "<a class=\"c\" href=\"#contents\">Contents</a></header>\n"
	    "<div class=\"page\">\n<main>\n");
	prose_write(doc, &format, &page, arena, out);
	add_ways(out, site, here);
	buf_puts(out, "</main>\n");
	add_contents(out, &page, here);
	buf_puts(out, "</div>\n</body>\n</html>\n");
}
