/*
 * mdoc: text that means nothing to it, and the parts that people wrote.
 */
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/source.h"
#include "cli/cli.h"
#include "reference.h"

enum { LINE_MOST = 76 };

/* One code point of UTF-8 that is no ASCII, as "\[u2082]". */
static size_t
add_rune(struct buf *out, struct span text)
{
	unsigned char c = (unsigned char)text.s[0];
	size_t i, n = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : 2;
	unsigned rune = c & (0xffu >> (n + 1));

	for (i = 1; i < n && i < text.n; i++)
		rune = rune << 6 | ((unsigned char)text.s[i] & 0x3f);
	buf_printf(out, "\\[u%04X]", rune);
	return i;
}

void
page_words(struct buf *out, struct span text)
{
	size_t i = 0;

	if (text.n > 0 && (text.s[0] == '.' || text.s[0] == '\''))
		buf_puts(out, "\\&");
	while (i < text.n) {
		bool option = text.s[i] == '-' &&
		    (i == 0 || text.s[i - 1] == ' ' || text.s[i - 1] == '-' ||
			text.s[i - 1] == '[');

		if ((unsigned char)text.s[i] >= 0x80) {
			i += add_rune(out, span_sub(text, i, text.n));
			continue;
		}
		if (text.s[i] == '\\')
			buf_puts(out, "\\e");
		else if (option)
			buf_puts(out, "\\-");
		else
			buf_putc(out, text.s[i]);
		i++;
	}
}

/* Whether a line ends behind the word: a sentence is over. */
static bool
ends_sentence(struct span word)
{
	while (word.n > 0 && strchr(")\"'", word.s[word.n - 1]) != NULL)
		word.n--;
	return word.n > 1 && strchr(".?!", word.s[word.n - 1]) != NULL;
}

void
page_text(struct buf *out, const char *text)
{
	struct span rest = span_of(text);
	size_t used = 0;

	while (rest.n > 0) {
		struct span word = span_cut(&rest, ' ');

		if (word.n == 0)
			continue;
		if (used > 0 && used + 1 + word.n > LINE_MOST) {
			buf_putc(out, '\n');
			used = 0;
		} else if (used > 0) {
			buf_putc(out, ' ');
		}
		page_words(out, word);
		used += word.n + 1;
		if (ends_sentence(word) && rest.n > 0) {
			buf_putc(out, '\n');
			used = 0;
		}
	}
	buf_putc(out, '\n');
}

struct page
page_open(const struct reference *reference, const char *name,
    struct buf *out)
{
	struct job *job = reference->job;
	struct diags quiet = { .arena = job->arena };
	struct page page = { reference, "", out };
	struct span text;
	struct source *source = source_open(arena_printf(job->arena,
	    "%s/%s.mdoc", reference->texts, name), job->arena, &quiet);

	if (source != NULL && source_text(source, &text))
		page.hand = span_dup(job->arena, text);
	if (source != NULL)
		source_close(source);
	return page;
}

/* What stands behind ".Sh NAME" and before the next ".Sh". */
static struct span
section_of(const struct page *page, const char *name)
{
	const char *head = arena_printf(page->reference->job->arena,
	    ".Sh %s\n", name);
	struct span text = span_of(page->hand);
	size_t at = span_find(text, head);

	if (at >= text.n)
		return (struct span){ "", 0 };
	text = span_sub(text, at + strlen(head), text.n);
	at = span_find(text, "\n.Sh ");
	return at < text.n ? span_sub(text, 0, at + 1) : text;
}

bool
page_section(const struct page *page, const char *name, bool heading)
{
	struct span text = section_of(page, name);

	if (text.n == 0)
		return false;
	if (heading)
		buf_printf(page->out, ".Sh %s\n", name);
	buf_add(page->out, text.s, text.n);
	return true;
}
