/*
 * Diagnostics: collecting and printing.
 */
#include "base/diag.h"

#include <stdarg.h>

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

void
diag(struct diags *diags, enum diag_code code, struct pos pos,
    const char *detail, ...)
{
	va_list arguments;
	const char *text;

	va_start(arguments, detail);
	text = arena_vprintf(diags->arena, detail, arguments);
	va_end(arguments);
	diags->items = arena_grow(diags->arena, diags->items, diags->count,
	    sizeof *diags->items);
	diags->items[diags->count++] = (struct diagnostic){
		.code = code,
		.pos = pos,
		.text = arena_printf(diags->arena, "%s: %s",
		    rows[code].meaning, text),
	};
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

	for (i = 0; i < from->count; i++) {
		if (diag_level(from->items[i].code) < least)
			continue;
		to->items = arena_grow(to->arena, to->items, to->count,
		    sizeof *to->items);
		to->items[to->count++] = from->items[i];
	}
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

/* Control characters could drive the reader's terminal: shown as '?'. */
static void
add_clean(struct buf *line, const char *text)
{
	for (; *text != '\0'; text++)
		buf_putc(line, (unsigned char)*text < ' ' || *text == 127 ?
		    '?' : *text);
}

static void
add_pos(struct buf *line, struct pos pos)
{
	add_clean(line, pos.file == NULL ? "wattleaf" : pos.file);
	if (pos.file != NULL && pos.line != 0)
		buf_printf(line, ":%zu:%zu", pos.line, pos.column);
	buf_puts(line, ": ");
}

/* Standard error has no buffer: a line is written in one go. */

void
diags_print(const struct diags *diags, size_t first, bool verbose,
    FILE *stream)
{
	struct buf line = { NULL, 0, 0 };
	size_t i;

	for (i = first; i < diags->count; i++) {
		const struct diagnostic *item = &diags->items[i];
		enum diag_level level = rows[item->code].level;
		char name[DIAG_NAME];

		if (level == DIAG_NOTE && !verbose)
			continue;
		line.n = 0;
		add_pos(&line, item->pos);
		buf_printf(&line, "%s: ", diag_level_name(level));
		add_clean(&line, item->text);
		buf_printf(&line, " [%s]\n", diag_name(item->code, name));
		fwrite(line.s, 1, line.n, stream);
	}
	buf_free(&line);
}
