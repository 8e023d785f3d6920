/*
 * Spans, buffers and near misses.
 */
#include "base/str.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum {
	STR_NEAREST_MAX = 63,
	STR_PRINTED = 48 /* most of what is printed is shorter */
};

struct span
span_of(const char *s)
{
	return (struct span){ s, s == NULL ? 0 : strlen(s) };
}

bool
span_equal(struct span a, const char *s)
{
	return a.n == strlen(s) && (a.n == 0 || memcmp(a.s, s, a.n) == 0);
}

static int
lower(int c)
{
	return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

bool
span_equal_nocase(struct span a, const char *s)
{
	size_t i;

	if (a.n != strlen(s))
		return false;
	for (i = 0; i < a.n; i++)
		if (lower((unsigned char)a.s[i]) != lower((unsigned char)s[i]))
			return false;
	return true;
}

bool
span_starts(struct span a, const char *prefix)
{
	return span_equal(span_sub(a, 0, strlen(prefix)), prefix);
}

bool
span_ends(struct span a, const char *suffix)
{
	size_t n = strlen(suffix);

	return a.n >= n && span_equal(span_sub(a, a.n - n, n), suffix);
}

size_t
span_find(struct span a, const char *needle)
{
	const char *found;

	if (a.n == 0)
		return SIZE_MAX;
	found = memmem(a.s, a.n, needle, strlen(needle));
	return found == NULL ? SIZE_MAX : (size_t)(found - a.s);
}

struct span
span_sub(struct span a, size_t from, size_t n)
{
	if (from > a.n)
		from = a.n;
	if (n > a.n - from)
		n = a.n - from;
	return (struct span){ a.s == NULL ? NULL : a.s + from, n };
}

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct span
span_trim(struct span a)
{
	while (a.n > 0 && is_space(a.s[0]))
		a = span_sub(a, 1, a.n - 1);
	while (a.n > 0 && is_space(a.s[a.n - 1]))
		a.n--;
	return a;
}

struct span
span_cut(struct span *rest, char mark)
{
	const char *found =
	    rest->n == 0 ? NULL : memchr(rest->s, mark, rest->n);
	struct span part = *rest;

	if (found == NULL) {
		*rest = span_sub(*rest, rest->n, 0);
		return part;
	}
	part.n = (size_t)(found - rest->s);
	*rest = span_sub(*rest, part.n + 1, rest->n);
	return part;
}

char *
span_dup(struct arena *arena, struct span a)
{
	return arena_strndup(arena, a.s, a.n);
}

static void
buf_reserve(struct buf *buf, size_t n)
{
	size_t want = buf->n + n + 1;
	char *larger;

	if (want <= buf->capacity)
		return;
	if (want < 2 * buf->capacity)
		want = 2 * buf->capacity;
	larger = realloc(buf->s, want);
	if (larger == NULL) {
		fputs("wattleaf: error: out of memory [memory]\n", stderr);
		exit(5);
	}
	buf->s = larger;
	buf->capacity = want;
}

static size_t
sequence_length(unsigned char first)
{
	if (first < 0x80)
		return 1;
	if (first < 0xc2 || first > 0xf4)
		return 0;
	return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

size_t
span_run(struct span span, const char *set)
{
	size_t n = 0;

	while (n < span.n && span.s[n] != '\0' && strchr(set, span.s[n]) != NULL)
		n++;
	return n;
}

size_t
span_utf8_length(struct span text)
{
	static const unsigned char least[] = { 0, 0, 0, 0xa0, 0x90 };
	unsigned char c = (unsigned char)text.s[0];
	size_t i, n = sequence_length(c);

	if (n > text.n)
		return 0;
	for (i = 1; i < n; i++)
		if (((unsigned char)text.s[i] & 0xc0) != 0x80)
			return 0;
	if ((c == 0xe0 || c == 0xf0) && (unsigned char)text.s[1] < least[n])
		return 0;
	if ((c == 0xed && (unsigned char)text.s[1] > 0x9f) ||
	    (c == 0xf4 && (unsigned char)text.s[1] > 0x8f))
		return 0;
	return n;
}

void
buf_add(struct buf *buf, const char *s, size_t n)
{
	buf_reserve(buf, n);
	if (n != 0)
		memcpy(buf->s + buf->n, s, n);
	buf->n += n;
	buf->s[buf->n] = '\0';
}

void
buf_puts(struct buf *buf, const char *s)
{
	buf_add(buf, s, strlen(s));
}

void
buf_putc(struct buf *buf, char c)
{
	buf_add(buf, &c, 1);
}

void
buf_printf(struct buf *buf, const char *format, ...)
{
	va_list arguments;
	size_t room;
	int n;

	buf_reserve(buf, STR_PRINTED);
	room = buf->capacity - buf->n;
	va_start(arguments, format);
	n = vsnprintf(buf->s + buf->n, room, format, arguments);
	va_end(arguments);
	if (n >= 0 && (size_t)n >= room) {
		buf_reserve(buf, (size_t)n);
		va_start(arguments, format);
		vsnprintf(buf->s + buf->n, (size_t)n + 1, format, arguments);
		va_end(arguments);
	}
	if (n > 0)
		buf->n += (size_t)n;
	buf->s[buf->n] = '\0';
}

char *
buf_room(struct buf *buf, size_t n)
{
	buf_reserve(buf, n);
	return buf->s + buf->n;
}

void
buf_took(struct buf *buf, size_t n)
{
	buf->n += n;
	buf->s[buf->n] = '\0';
}

void
buf_free(struct buf *buf)
{
	free(buf->s);
	*buf = (struct buf){ 0 };
}

static size_t
min3(size_t a, size_t b, size_t c)
{
	size_t least = a < b ? a : b;

	return least < c ? least : c;
}

/* Levenshtein distance, ASCII case ignored; words over STR_NEAREST_MAX bytes are cut. */
static size_t
distance(const char *a, const char *b)
{
	size_t row[STR_NEAREST_MAX + 1];
	size_t i, j, na = strlen(a), nb = strlen(b);

	na = na > STR_NEAREST_MAX ? STR_NEAREST_MAX : na;
	nb = nb > STR_NEAREST_MAX ? STR_NEAREST_MAX : nb;
	for (j = 0; j <= nb; j++)
		row[j] = j;
	for (i = 1; i <= na; i++) {
		size_t diagonal = row[0];

		row[0] = i;
		for (j = 1; j <= nb; j++) {
			size_t above = row[j];
			bool same = lower((unsigned char)a[i - 1]) ==
			    lower((unsigned char)b[j - 1]);

			row[j] = min3(above + 1, row[j - 1] + 1,
			    diagonal + (same ? 0 : 1));
			diagonal = above;
		}
	}
	return row[nb];
}

const char *
str_nearest(const char *word, const char *const *names, size_t count)
{
	const char *nearest = NULL;
	size_t i, least = strlen(word) / 3 + 2;

	for (i = 0; i < count; i++) {
		size_t d = distance(word, names[i]);

		if (d < least) {
			least = d;
			nearest = names[i];
		}
	}
	return nearest;
}

const char *
str_meant(struct arena *arena, const char *word, const char *const *names,
    size_t count)
{
	const char *nearest = str_nearest(word, names, count);

	return nearest == NULL ?
	    "" :
	    arena_printf(arena, "; did you mean \"%s\"?", nearest);
}

int
str_order(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char *
str_listed(struct arena *arena, const char *const *names, size_t count)
{
	const char *list = "";
	size_t i;

	for (i = 0; i < count; i++)
		list = arena_printf(arena, "%s%s%s", list, i == 0 ? "" : ", ",
		    names[i]);
	return list;
}

char *
str_without_slashes(struct arena *arena, const char *path)
{
	size_t n = strlen(path);

	while (n > 1 && path[n - 1] == '/')
		n--;
	return arena_strndup(arena, path, n);
}

const char *
str_plural(size_t n, const char *one, const char *many)
{
	return n == 1 ? one : many;
}
