/*
 * Whether an entry is meant by the words of a pattern.
 */
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "catalog/catalog.h"
#include "cli/listing.h"
#include "cli/cli.h"
#include "document/text.h"

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Lower case; without BETWEEN, letters, digits and UTF-8 alone. */
static void
add_folded(struct buf *out, const char *text, bool between)
{
	for (; *text != '\0'; text++) {
		char c = lower(*text);
		bool letter = (c >= 'a' && c <= 'z') ||
		    (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;

		if (letter || between)
			buf_putc(out, c);
	}
	buf_putc(out, '\n');
}

static void
add_all(struct job *job, const struct entry *entry, bool between,
    struct buf *out)
{
	add_folded(out, entry->id, between);
	add_folded(out, text_plain(entry->name, job->arena), between);
	add_folded(out, entry->others, between);
	if (entry->text != NULL)
		add_folded(out, text_plain(entry->text, job->arena), between);
	if (entry->factor != NULL && entry->factor->source != NULL)
		add_folded(out, entry->factor->source, between);
	if (entry->citation != NULL)
		add_folded(out, entry->citation->url, between);
	buf_putc(out, '\0');
}

static bool
stands_in(const struct buf *all, const char *word, bool between)
{
	struct buf folded = { 0 };
	bool found;

	add_folded(&folded, word, between);
	folded.s[folded.n - 1] = '\0';
	found = folded.n > 1 && strstr(all->s, folded.s) != NULL;
	buf_free(&folded);
	return found;
}

/* "a100 sxm" word by word, or "A100-SXM4-80GB" as "a100sxm480gb". */
bool
entry_fits(struct job *job, const struct entry *entry, const char *pattern)
{
	struct span rest = span_of(pattern);
	struct buf all = { 0 }, close = { 0 };
	bool fits = true, fits_close;

	add_all(job, entry, true, &all);
	add_all(job, entry, false, &close);
	while (fits && rest.n > 0) {
		struct span word = span_cut(&rest, ' ');

		fits = word.n == 0 ||
		    stands_in(&all, span_dup(job->arena, word), true);
	}
	fits_close = stands_in(&close, pattern, false);
	buf_free(&all);
	buf_free(&close);
	return fits || fits_close;
}
