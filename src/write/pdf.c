/*
 * PDF through cairo: fonts embedded, no clock; a document is tagged, has
 * bookmarks and is completed. It knows nothing of what the pages show.
 */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include <cairo-pdf.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/timestamp.h"
#include "layout/fonts.h"
#include "layout/scene.h"
#include "layout/utf8.h"
#include "write/canvas.h"
#include "write/pdf_parts.h"
#include "write/write.h"

#define SAME_SIZE 1e-6 /* points */

enum { HEADINGS = 6 };

/* Years that have four digits: -62135596800 is 0001-01-01. */
static const int64_t date_least = -62135596800, date_most = 253402300799;

static cairo_status_t
append(void *out, const unsigned char *data, unsigned length)
{
	buf_add(out, (const char *)data, length);
	return CAIRO_STATUS_SUCCESS;
}

static bool
has_date(const struct write_info *info)
{
	return info->date_s >= date_least && info->date_s <= date_most;
}

/* "2022-09-01T10:20:30", without the zone; 1970 when there is no date. */
static const char *
date_text(const struct write_info *info, struct arena *arena)
{
	char text[TIMESTAMP_TEXT];

	timestamp_text(has_date(info) ? (double)info->date_s : 0, false, text);
	return arena_strdup(arena, text);
}

/* The digits of "2022-09-01T10:20:30". */
static const char *
date_digits(const struct write_info *info, struct arena *arena)
{
	char *digits = arena_strdup(arena, date_text(info, arena));
	const char *from = digits;
	char *to = digits;

	for (; *from != '\0'; from++)
		if (*from >= '0' && *from <= '9')
			*to++ = *from;
	*to = '\0';
	return digits;
}

const char *
pdf_date(const struct write_info *info, struct arena *arena)
{
	return has_date(info) ?
	    arena_printf(arena, "D:%sZ", date_digits(info, arena)) : NULL;
}

const char *
pdf_date_iso(const struct write_info *info, struct arena *arena)
{
	return has_date(info) ?
	    arena_printf(arena, "%sZ", date_text(info, arena)) : NULL;
}

static void
add_text(cairo_surface_t *surface, cairo_pdf_metadata_t key,
    const char *text, struct arena *arena)
{
	struct span clean;

	if (text == NULL || text[0] == '\0')
		return;
	clean = utf8_clean(arena, span_of(text));
	cairo_pdf_surface_set_metadata(surface, key, span_dup(arena, clean));
}

/* "+00:00" and not "Z": leaves finish_dates its room. */
static void
add_info(cairo_surface_t *surface, const struct write_info *info,
    struct arena *arena)
{
	const char *date =
	    arena_printf(arena, "%s+00:00", date_text(info, arena));

	add_text(surface, CAIRO_PDF_METADATA_TITLE, info->title, arena);
	add_text(surface, CAIRO_PDF_METADATA_SUBJECT, info->subject, arena);
	add_text(surface, CAIRO_PDF_METADATA_CREATOR, info->creator, arena);
	add_text(surface, CAIRO_PDF_METADATA_CREATE_DATE, date, arena);
}

/* The depth of a heading's tag, "H2"; 0 of any other. */
static int
heading_depth(const struct scene_item *item)
{
	return item->kind == SCENE_BEGIN && item->text.n == 2 &&
	    item->text.s[0] == 'H' && item->text.s[1] >= '1' &&
	    item->text.s[1] <= '6' ? item->text.s[1] - '0' : 0;
}

/* The text of the heading that begins at item AT, in the order drawn. */
static const char *
heading_text(const struct scene *page, size_t at, struct arena *arena)
{
	struct buf text = { NULL, 0, 0 };
	const struct scene_item *item;
	const char *copy;

	for (at++; at < page->count; at++) {
		item = &page->items[at];
		if (item->kind == SCENE_END &&
		    item->text.n == 2 && item->text.s[0] == 'H')
			break;
		if (item->kind != SCENE_TEXT)
			continue;
		buf_add(&text, item->text.s, item->text.n);
	}
	copy = span_dup(arena, span_trim((struct span){ text.s, text.n }));
	buf_free(&text);
	return copy;
}

/* Where the text of the heading at AT stands, less its height. */
static double
heading_top(const struct scene *page, size_t at)
{
	for (at++; at < page->count; at++)
		if (page->items[at].kind == SCENE_TEXT)
			return page->items[at].y - 2 * page->items[at].size;
	return 0;
}

/* Headings as bookmarks, one in the other by their depth. */
struct bookmarks {
	int open[HEADINGS + 1]; /* by depth: the last one's id, or the root */
};

static void
add_bookmarks(cairo_surface_t *surface, struct bookmarks *marks,
    const struct scene *page, size_t number, struct arena *arena)
{
	size_t i;
	int depth, k, id;

	for (i = 0; i < page->count; i++) {
		depth = heading_depth(&page->items[i]);
		if (depth == 0)
			continue;
		id = cairo_pdf_surface_add_outline(surface,
		    marks->open[depth - 1],
		    heading_text(page, i, arena),
		    arena_printf(arena, "page=%zu pos=[0 %.0f]", number,
			fmax(heading_top(page, i), 0)),
		    depth == 1 ? CAIRO_PDF_OUTLINE_FLAG_OPEN : 0);
		for (k = depth; k <= HEADINGS; k++)
			marks->open[k] = id;
	}
}

static bool
same_size(const struct scene *a, const struct scene *b)
{
	return fabs(a->width - b->width) < SAME_SIZE &&
	    fabs(a->height - b->height) < SAME_SIZE;
}

/*
 * A file counts as tagged only when all is in one such tag. A size is set
 * only where it changes: to set one drops what was drawn, tags too, and
 * cairo 1.16 then clips to whole points, which cuts what stands at an edge.
 */
static bool
draw_pages(cairo_surface_t *surface, cairo_t *cr,
    const struct scene *const *pages, size_t count, struct fonts *fonts,
    struct canvas_tags *tags)
{
	struct bookmarks marks = { { CAIRO_PDF_OUTLINE_ROOT } };
	size_t i;

	for (i = 0; i < count; i++) {
		if (i > 0 && !same_size(pages[i], pages[i - 1]))
			cairo_pdf_surface_set_size(surface, pages[i]->width,
			    pages[i]->height);
		if (i == 0 && tags != NULL) {
			cairo_tag_begin(cr, "Document", NULL);
			canvas_tag_add(tags, "Document", NULL);
		}
		if (!canvas_draw(cr, pages[i], fonts, tags))
			return false;
		if (i == count - 1 && tags != NULL)
			cairo_tag_end(cr, "Document");
		if (tags != NULL)
			add_bookmarks(surface, &marks, pages[i], i + 1,
			    tags->arena);
		cairo_show_page(cr);
	}
	return cairo_status(cr) == CAIRO_STATUS_SUCCESS;
}

static bool
draw_file(cairo_surface_t *surface, const struct scene *const *pages,
    size_t count, struct fonts *fonts, struct canvas_tags *tags)
{
	cairo_t *cr = cairo_create(surface);
	bool good = draw_pages(surface, cr, pages, count, fonts, tags);

	cairo_destroy(cr);
	cairo_surface_finish(surface);
	return good && cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS;
}

/*
 * Cairo writes dates without the "D:" that PDF wants (up to 1.18) and must
 * be given one even if there is none. Both are mended in place, with blanks
 * to the old length, so that all offsets in the file hold. Titles can't hold
 * the text that is looked for: their parentheses are escaped.
 */
static void
finish_dates(struct span file, const struct write_info *info,
    struct arena *arena, char *bytes)
{
	const char *digits = date_digits(info, arena);
	const char *written =
	    arena_printf(arena, "/CreationDate (%s+00'00)", digits);
	struct span wanted = span_of(has_date(info) ?
	    arena_printf(arena, "/CreationDate (D:%sZ)", digits) : "");
	size_t at = span_find(file, written);

	if (at == SIZE_MAX)
		return;
	memset(bytes + at, ' ', strlen(written));
	memcpy(bytes + at, wanted.s, wanted.n);
}

bool
pdf_write(const struct scene *const *pages, size_t count,
    struct fonts *fonts, const struct write_info *info, struct buf *out)
{
	bool document = info->form == PDF_DOCUMENT;
	struct arena *arena;
	struct canvas_tags tags = { .count = 0 };
	cairo_surface_t *surface;
	size_t start = out->n;
	bool good;

	if (count == 0)
		return false;
	tags.arena = arena = arena_new();
	surface = cairo_pdf_surface_create_for_stream(append, out,
	    pages[0]->width, pages[0]->height);
	cairo_pdf_surface_restrict_to_version(surface, document ?
	    CAIRO_PDF_VERSION_1_5 : CAIRO_PDF_VERSION_1_4);
	add_info(surface, info, arena);
	good = draw_file(surface, pages, count, fonts,
	    document ? &tags : NULL);
	cairo_surface_destroy(surface);
	if (good && document)
		good = pdf_complete(out, start, &tags, info, arena);
	else if (good)
		finish_dates(span_sub((struct span){ out->s, out->n }, start,
		    out->n), info, arena, out->s + start);
	arena_free(arena);
	return good;
}
