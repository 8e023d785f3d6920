/*
 * Comparing names.
 */
#include "catalog/name.h"

#include <string.h>
#include <strings.h>

/* Bytes of UTF-8 beyond ASCII count as letters. */
static bool
is_letter(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || c >= 0x80;
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

void
name_read(struct name *name, struct span text)
{
	bool inside = false;
	size_t i;

	name->n = 0;
	for (i = 0; i < text.n && name->n < NAME_MAX_BYTES; i++) {
		bool letter = is_letter((unsigned char)text.s[i]);

		if (!letter && inside)
			name->last[name->n - 1] = true;
		if (letter) {
			name->s[name->n] = lower(text.s[i]);
			name->first[name->n] = !inside;
			name->last[name->n] = false;
			name->n++;
		}
		inside = letter;
	}
	if (inside && i == text.n)
		name->last[name->n - 1] = true;
}

bool
name_equal(const struct name *a, const struct name *b)
{
	return a->n == b->n && memcmp(a->s, b->s, a->n) == 0;
}

static bool
stands_at(const struct name *whole, size_t at, const char *s, size_t n)
{
	return whole->first[at] && whole->last[at + n - 1] &&
	    memcmp(whole->s + at, s, n) == 0;
}

bool
name_contains(const struct name *whole, const struct name *part)
{
	size_t i;

	if (part->n == 0)
		return false;
	for (i = 0; i + part->n <= whole->n; i++)
		if (stands_at(whole, i, part->s, part->n))
			return true;
	return false;
}

bool
name_has_word(const struct name *name, const char *word)
{
	size_t i, n = strlen(word);

	for (i = 0; i + n <= name->n; i++)
		if (stands_at(name, i, word, n))
			return true;
	return false;
}

/* Whether name_read makes NAME of TEXT; most texts differ in their first letter. */
static bool
reads_as(const struct name *name, struct span text)
{
	size_t i, n = 0;

	for (i = 0; i < text.n && n < NAME_MAX_BYTES; i++) {
		if (!is_letter((unsigned char)text.s[i]))
			continue;
		if (n == name->n || name->s[n] != lower(text.s[i]))
			return false;
		n++;
	}
	return n == name->n;
}

bool
name_in_list(const struct name *name, const char *list)
{
	struct span rest = span_of(list);

	while (rest.n > 0)
		if (reads_as(name, span_cut(&rest, '|')))
			return true;
	return false;
}

bool
name_listed(const char *list, struct span name)
{
	struct span rest = span_of(list);

	while (rest.n > 0) {
		struct span one = span_cut(&rest, '|');

		if (one.n == name.n && strncasecmp(one.s, name.s, one.n) == 0)
			return true;
	}
	return false;
}
