/*
 * Keys of records.
 */
#include "collate/same.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "batch/digest.h"
#include "batch/fold.h"
#include "batch/record.h"

_Static_assert(SAME_STUDY == DIGEST_TEXT - 1, "a study is a sum");

enum { DIGITS_MAX = 254 };

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "v10" behind "v9": before a number stands how many digits it has. */
static void
put_natural(struct buf *out, const char *text)
{
	while (*text != '\0') {
		size_t n = 0;

		if (!is_digit(*text)) {
			buf_putc(out, *text++);
			continue;
		}
		while (text[0] == '0' && is_digit(text[1]))
			text++;
		while (is_digit(text[n]) && n < DIGITS_MAX)
			n++;
		buf_putc(out, '0');
		buf_putc(out, (char)n);
		buf_add(out, text, n);
		text += n;
	}
}

/* Turned over, so that what is later comes first. */
static void
put_newest(struct buf *out, const char *text)
{
	size_t i = out->n;

	put_natural(out, text == NULL ? "" : text);
	buf_putc(out, '\0');
	for (; i < out->n; i++)
		out->s[i] = (char)~out->s[i];
}

/* Titles that the program gives say nothing. */
static bool
is_own_title(const char *title)
{
	static const char *const own[] = { "", "Anonymous study",
		"Energy and emissions of a run",
		"Estimate of energy and emissions" };
	size_t i;

	for (i = 0; i < sizeof own / sizeof own[0]; i++)
		if (strcmp(title, own[i]) == 0)
			return true;
	return false;
}

static bool
has_name(const struct record *record)
{
	return !record->origin.anonymous && record->title != NULL &&
	    record->origin.model != NULL && !is_own_title(record->title);
}

/* Blanks, case and Unicode's form don't count. */
static void
put_folded(struct digest *digest, const char *text, struct arena *arena)
{
	const char *p = fold_name(arena, text);
	struct buf plain = { 0 };

	for (; *p != '\0'; p++)
		if (*p != ' ')
			buf_putc(&plain, *p);
	digest_text(digest, plain.s == NULL ? "" : plain.s);
	buf_free(&plain);
}

static void
put_study(const struct record *record, struct buf *out)
{
	struct arena *arena = arena_new();
	struct digest *digest = digest_new(arena);
	char sum[DIGEST_TEXT];

	if (has_name(record)) {
		digest_text(digest, "named");
		put_folded(digest, record->title, arena);
		put_folded(digest, record->origin.model, arena);
	} else {
		/* without content it is like no other but by its name */
		digest_text(digest, "content");
		digest_text(digest, record->origin.content == NULL ?
			record->id : record->origin.content);
	}
	digest_end(digest, sum);
	buf_add(out, sum, SAME_STUDY);
	arena_free(arena);
}

void
same_key(const struct record *record, struct buf *out)
{
	put_study(record, out);
	put_newest(out, record->origin.catalog);
	put_newest(out, record->origin.program);
	put_newest(out, record->id);
}

void
same_order(const struct record *record, struct buf *out)
{
	put_natural(out, record->id);
	buf_putc(out, '\0');
	buf_puts(out, record->origin.content == NULL ? "" :
		record->origin.content);
}
