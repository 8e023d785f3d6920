/*
 * Ties: the blanks at which no line may end, between a number and what it
 * counts or numbers. The one place that makes them in texts; text.c does in
 * what it prints.
 */
#include <string.h>

#include "base/arena.h"
#include "base/unit.h"
#include "document/language.h"
#include "document/text.h"

#define NO_BREAK_SPACE "\xc2\xa0"

/* Words that stay with a number behind them; a language adds its own under "@ties". */
#define ENGLISH_TIES "Table Tables Figure Figures Section of by at"

enum {
	TIED_MAX = 24, /* bytes of a number with its noun: longer ones tear holes */
	NOUN_MIN = 4,  /* letters of what is taken for a noun */
	YEAR_DIGITS = 4,
	WIDE_BYTE = 0xe3 /* characters of full width begin with it, or above */
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool
is_letter(char c)
{
	return is_upper(c) || (c >= 'a' && c <= 'z');
}

/* Without the bytes of MARKS at its start, or its end. */
static struct span
strip(struct span word, const char *marks, bool end)
{
	while (word.n > 0 &&
	    strchr(marks, word.s[end ? word.n - 1 : 0]) != NULL)
		word = span_sub(word, end ? 0 : 1, word.n - 1);
	return word;
}

/* "1,415.78", "350–450", "≥12" and their like: ends in a digit and has no letter. */
static bool
is_number(struct span word)
{
	size_t i;

	for (i = 0; i < word.n; i++)
		if (is_letter(word.s[i]) || strchr("[]{}_", word.s[i]) != NULL)
			return false;
	return word.n > 0 && is_digit(word.s[word.n - 1]);
}

static bool
is_year(struct span word)
{
	word = strip(strip(word, "(", false), ".,;:)", true);
	return word.n == YEAR_DIGITS && is_digit(word.s[2]) &&
	    (span_starts(word, "19") || span_starts(word, "20"));
}

/* Letters at the start of a word; what lies beyond ASCII counts as some. */
static size_t
letters(struct span word)
{
	size_t n = 0;

	while (n < word.n &&
	    (is_letter(word.s[n]) || (unsigned char)word.s[n] >= 0xc3))
		n++;
	return n;
}

/* Whether WORD is what the number before it counts. */
static bool
is_counted(struct span number, struct span word)
{
	struct span bare = strip(word, ".,;:!?)]", true);

	if (word.n == 0 || !is_number(number))
		return false;
	if (bare.n > 0 && unit_lookup(bare) != UNIT_TOTAL)
		return true;
	if (is_year(number))
		return false;
	if ((unsigned char)word.s[0] >= WIDE_BYTE)
		return true;
	return number.n + word.n <= TIED_MAX &&
	    (letters(word) >= NOUN_MIN || is_upper(word.s[0]));
}

/* Whether a number behind WORD stays with it: "Table", "of". */
static bool
is_tying(struct span word, const char *ties)
{
	struct span rest = span_of(ties), tie;

	word = strip(word, "([", false);
	while (rest.n > 0) {
		tie = span_cut(&rest, ' ');
		if (tie.n == 0 || tie.n > word.n)
			continue;
		/* full width: words are not parted by blanks */
		if ((unsigned char)tie.s[0] >= WIDE_BYTE ?
			memcmp(word.s + word.n - tie.n, tie.s, tie.n) == 0 :
			tie.n == word.n &&
			    memcmp(word.s, tie.s, tie.n) == 0)
			return true;
	}
	return false;
}

static bool
begins_number(struct span word)
{
	static const char *const marks[] = { "\xe2\x89\xa5", "\xe2\x89\x88",
		"\xe2\x88\x92" };
	size_t i;

	for (i = 0; i < sizeof marks / sizeof marks[0]; i++)
		if (span_starts(word, marks[i]))
			word = span_sub(word, strlen(marks[i]), word.n);
	return word.n > 0 && is_digit(word.s[0]);
}

bool
text_ties(struct span before, struct span after,
    const struct language *language)
{
	return is_counted(before, after) ||
	    (begins_number(after) && !is_year(after) &&
		(is_tying(before, ENGLISH_TIES) ||
		    is_tying(before, language_setting(language, "@ties", ""))));
}

struct span
text_last_word(struct span text)
{
	size_t from = text.n;

	while (from > 0 && text.s[from - 1] != ' ')
		from--;
	return span_sub(text, from, text.n);
}

struct span
text_first_word(struct span text)
{
	size_t n = 0;

	while (n < text.n && text.s[n] != ' ')
		n++;
	return span_sub(text, 0, n);
}

const char *
text_tied(const char *text, const struct language *language,
    struct arena *arena)
{
	struct span all = span_of(text == NULL ? "" : text);
	struct buf out = { 0 };
	const char *tied;
	size_t i;

	for (i = 0; i < all.n; i++)
		if (all.s[i] == ' ' &&
		    text_ties(text_last_word(span_sub(all, 0, i)),
			text_first_word(span_sub(all, i + 1, all.n)),
			language))
			buf_puts(&out, NO_BREAK_SPACE);
		else
			buf_putc(&out, all.s[i]);
	tied = text == NULL ? NULL : arena_strndup(arena,
	    out.s == NULL ? "" : out.s, out.n);
	buf_free(&out);
	return tied;
}
