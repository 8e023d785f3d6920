/*
 * Diagnostics: collecting and printing.
 */
#include "base/diag.h"

#include <stdarg.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"

struct code_row {
	const char *name;
	const char *meaning;
	enum diag_level level;
	int status;
};

#define DIAG_ROW(code, level, status, text) \
	[DIAG_##code] = { #code, text, DIAG_##level, status },
static const struct code_row rows[] = { DIAG_CODES(DIAG_ROW) };
#undef DIAG_ROW

_Static_assert(sizeof rows / sizeof rows[0] == DIAG_TOTAL, "a row per code");

enum { RECENT = 64 }; /* how far back a thing said again is looked for */

static bool
same_text(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool
same_item(const struct diagnostic *a, const struct diagnostic *b)
{
	return a->code == b->code && a->pos.line == b->pos.line &&
	    a->pos.column == b->pos.column &&
	    same_text(a->pos.file, b->pos.file) && same_text(a->text, b->text);
}

/*
 * What several models share, such as a place, is judged for each and told
 * once. Only where that changes no status: others may ask what came since.
 */
static bool
is_told(const struct diags *diags, const struct diagnostic *item)
{
	size_t i;

	if (rows[item->code].status != 0)
		return false;
	for (i = diags->count; i > 0 && diags->count - i < RECENT; i--)
		if (same_item(&diags->items[i - 1], item))
			return true;
	return false;
}

static void
add_item(struct diags *diags, const struct diagnostic *item)
{
	if (is_told(diags, item))
		return;
	diags->items = arena_grow(diags->arena, diags->items, diags->count,
	    sizeof *diags->items);
	diags->items[diags->count++] = *item;
}

void
diag(struct diags *diags, enum diag_code code, struct pos pos,
    const char *detail, ...)
{
	struct diagnostic item = { .code = code, .pos = pos };
	va_list arguments;
	const char *text;

	va_start(arguments, detail);
	text = arena_vprintf(diags->arena, detail, arguments);
	va_end(arguments);
	item.text =
	    arena_printf(diags->arena, "%s: %s", rows[code].meaning, text);
	add_item(diags, &item);
}

enum diag_level
diag_level(enum diag_code code)
{
	return rows[code].level;
}

void
diags_append(struct diags *to, const struct diags *from,
    enum diag_level least)
{
	size_t i;

	for (i = 0; i < from->count; i++)
		if (diag_level(from->items[i].code) >= least)
			add_item(to, &from->items[i]);
}

const char *
diag_name(enum diag_code code, char name[DIAG_NAME])
{
	const char *p = rows[code].name;
	size_t i;

	for (i = 0; p[i] != '\0' && i < DIAG_NAME - 1; i++)
		name[i] = p[i] == '_' ? '-' :
		    p[i] >= 'A' && p[i] <= 'Z' ? (char)(p[i] - 'A' + 'a') :
						 p[i];
	name[i] = '\0';
	return name;
}

const char *
diag_meaning(enum diag_code code)
{
	return rows[code].meaning;
}

const char *
diag_level_name(enum diag_level level)
{
	static const char *const names[] = {
		[DIAG_NOTE] = "note",
		[DIAG_WARNING] = "warning",
		[DIAG_ERROR] = "error",
	};

	return names[level];
}

int
diags_status(const struct diags *diags, size_t first)
{
	size_t i;
	int status = 0;

	for (i = first; i < diags->count; i++) {
		const struct code_row *row = &rows[diags->items[i].code];

		if (row->level == DIAG_ERROR)
			return row->status;
		if (row->status > status)
			status = row->status;
	}
	return status;
}

bool
diags_have_error(const struct diags *diags, size_t first)
{
	size_t i;

	for (i = first; i < diags->count; i++)
		if (rows[diags->items[i].code].level == DIAG_ERROR)
			return true;
	return false;
}

/* Whether the character of N bytes at P steers a terminal, or the direction of a line. */
static bool
steers(const unsigned char *p, size_t n)
{
	unsigned c = n == 2 ? (p[0] & 0x1fu) << 6 | (p[1] & 0x3fu) :
	    n == 3 ? (p[0] & 0xfu) << 12 | (p[1] & 0x3fu) << 6 | (p[2] & 0x3fu) :
		     p[0];

	return n == 0 || c < ' ' || (c >= 0x7f && c <= 0x9f) || c == 0x61c ||
	    (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) ||
	    (c >= 0x2060 && c <= 0x206f);
}

/* What would steer the reader's terminal, and what is no UTF-8: shown as '?'. */
static void
add_clean(struct buf *out, const char *text)
{
	struct span rest = span_of(text);

	while (rest.n > 0) {
		size_t n = span_utf8_length(rest);

		if (steers((const unsigned char *)rest.s, n))
			buf_putc(out, '?');
		else
			buf_add(out, rest.s, n);
		rest = span_sub(rest, n == 0 ? 1 : n, rest.n);
	}
}

static void
add_pos(struct buf *out, struct pos pos)
{
	add_clean(out, pos.file == NULL ? "wattleaf" : pos.file);
	if (pos.file != NULL && pos.line != 0)
		buf_printf(out, ":%zu:%zu", pos.line, pos.column);
	buf_puts(out, ":");
}

/* What sets the colour of a level, as terminals have it since the VT340. */
static const char *
colour_of(enum diag_level level)
{
	static const char *const colours[] = {
		[DIAG_NOTE] = "\033[1;36m",
		[DIAG_WARNING] = "\033[1;35m",
		[DIAG_ERROR] = "\033[1;31m",
	};

	return colours[level];
}

void
diag_line(const struct diagnostic *item, bool colour, struct buf *out)
{
	enum diag_level level = rows[item->code].level;
	const char *bold = colour ? "\033[1m" : "";
	const char *shade = colour ? colour_of(level) : "";
	const char *plain = colour ? "\033[0m" : "";
	char name[DIAG_NAME];

	buf_puts(out, bold);
	add_pos(out, item->pos);
	buf_printf(out, "%s %s%s:%s ", plain, shade, diag_level_name(level),
	    plain);
	add_clean(out, item->text);
	buf_printf(out, " %s[%s]%s\n", shade, diag_name(item->code, name),
	    plain);
}

/* Standard error has no buffer: a line is written in one go. */
void
diags_print(const struct diags *diags, size_t first, bool verbose,
    FILE *stream)
{
	struct buf line = { 0 };
	size_t i;

	for (i = first; i < diags->count; i++) {
		if (diag_level(diags->items[i].code) == DIAG_NOTE && !verbose)
			continue;
		line.n = 0;
		diag_line(&diags->items[i], false, &line);
		fwrite(line.s, 1, line.n, stream);
	}
	buf_free(&line);
}
