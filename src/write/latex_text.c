/*
 * Text for TeX. The one place where characters become LaTeX commands.
 */
#include "write/latex_text.h"

#include <stdlib.h>
#include <string.h>

#include "document/text.h"
#include "write/chars.h"

struct spelling {
	uint32_t c;
	const char *tex;
};

/* Sorted by character. Letters of Latin-1 and Latin Extended-A need none. */
static const struct spelling spellings[] = {
	{ '"', "''" },
	{ '#', "\\#" },
	{ '$', "\\$" },
	{ '%', "\\%" },
	{ '&', "\\&" },
	{ '*', "{*}" },
	{ '<', "\\textless{}" },
	{ '>', "\\textgreater{}" },
	{ '[', "{[}" },
	{ '\\', "\\textbackslash{}" },
	{ ']', "{]}" },
	{ '^', "\\textasciicircum{}" },
	{ '_', "\\_" },
	{ '`', "{`}" },
	{ '{', "\\{" },
	{ '|', "\\textbar{}" },
	{ '}', "\\}" },
	{ '~', "\\textasciitilde{}" },
	{ 0x00a0, "~" },
	{ 0x00a9, "\\textcopyright{}" },
	{ 0x00ab, "\\UseTextSymbol{T1}{\\guillemotleft}" },
	{ 0x00ac, "$\\neg$" },
	{ 0x00ad, "\\-" },
	{ 0x00ae, "\\textregistered{}" },
	{ 0x00b0, "\\textdegree{}" },
	{ 0x00b1, "$\\pm$" },
	{ 0x00b2, "\\textsuperscript{2}" },
	{ 0x00b3, "\\textsuperscript{3}" },
	{ 0x00b5, "$\\mu$" },
	{ 0x00b7, "$\\cdot$" },
	{ 0x00b9, "\\textsuperscript{1}" },
	{ 0x00bb, "\\UseTextSymbol{T1}{\\guillemotright}" },
	{ 0x00bc, "$\\frac14$" },
	{ 0x00bd, "$\\frac12$" },
	{ 0x00be, "$\\frac34$" },
	{ 0x00d7, "$\\times$" },
	{ 0x00f7, "$\\div$" },
	{ 0x0393, "$\\Gamma$" },
	{ 0x0394, "$\\Delta$" },
	{ 0x0398, "$\\Theta$" },
	{ 0x039b, "$\\Lambda$" },
	{ 0x039e, "$\\Xi$" },
	{ 0x03a0, "$\\Pi$" },
	{ 0x03a3, "$\\Sigma$" },
	{ 0x03a6, "$\\Phi$" },
	{ 0x03a8, "$\\Psi$" },
	{ 0x03a9, "$\\Omega$" },
	{ 0x03b1, "$\\alpha$" },
	{ 0x03b2, "$\\beta$" },
	{ 0x03b3, "$\\gamma$" },
	{ 0x03b4, "$\\delta$" },
	{ 0x03b5, "$\\varepsilon$" },
	{ 0x03b6, "$\\zeta$" },
	{ 0x03b7, "$\\eta$" },
	{ 0x03b8, "$\\theta$" },
	{ 0x03b9, "$\\iota$" },
	{ 0x03ba, "$\\kappa$" },
	{ 0x03bb, "$\\lambda$" },
	{ 0x03bc, "$\\mu$" },
	{ 0x03bd, "$\\nu$" },
	{ 0x03be, "$\\xi$" },
	{ 0x03c0, "$\\pi$" },
	{ 0x03c1, "$\\rho$" },
	{ 0x03c2, "$\\varsigma$" },
	{ 0x03c3, "$\\sigma$" },
	{ 0x03c4, "$\\tau$" },
	{ 0x03c5, "$\\upsilon$" },
	{ 0x03c6, "$\\varphi$" },
	{ 0x03c7, "$\\chi$" },
	{ 0x03c8, "$\\psi$" },
	{ 0x03c9, "$\\omega$" },
	{ 0x2007, "~" },
	{ 0x2008, "\\," },
	{ 0x2009, "\\," },
	{ 0x200a, "\\," },
	{ 0x2010, "-" },
	{ 0x2011, "\\mbox{-}" },
	{ 0x2012, "--" },
	{ 0x2013, "--" },
	{ 0x2014, "---" },
	{ 0x2015, "---" },
	{ 0x2018, "`" },
	{ 0x2019, "'" },
	{ 0x201c, "``" },
	{ 0x201d, "''" },
	{ 0x201e, "\\UseTextSymbol{T1}{\\quotedblbase}" },
	{ 0x2020, "$\\dagger$" },
	{ 0x2021, "$\\ddagger$" },
	{ 0x2022, "\\textbullet{}" },
	{ 0x2026, "\\ldots{}" },
	{ 0x202f, "\\," },
	{ 0x2032, "$'$" },
	{ 0x2033, "$''$" },
	{ 0x2070, "\\textsuperscript{0}" },
	{ 0x2074, "\\textsuperscript{4}" },
	{ 0x2075, "\\textsuperscript{5}" },
	{ 0x2076, "\\textsuperscript{6}" },
	{ 0x2077, "\\textsuperscript{7}" },
	{ 0x2078, "\\textsuperscript{8}" },
	{ 0x2079, "\\textsuperscript{9}" },
	{ 0x207a, "$^{+}$" },
	{ 0x207b, "$^{-}$" },
	{ 0x207f, "$^{n}$" },
	{ 0x2080, "\\textsubscript{0}" },
	{ 0x2081, "\\textsubscript{1}" },
	{ 0x2082, "\\textsubscript{2}" },
	{ 0x2083, "\\textsubscript{3}" },
	{ 0x2084, "\\textsubscript{4}" },
	{ 0x2085, "\\textsubscript{5}" },
	{ 0x2086, "\\textsubscript{6}" },
	{ 0x2087, "\\textsubscript{7}" },
	{ 0x2088, "\\textsubscript{8}" },
	{ 0x2089, "\\textsubscript{9}" },
	{ 0x20ac, "\\texteuro{}" },
	{ 0x2122, "\\texttrademark{}" },
	{ 0x2190, "$\\leftarrow$" },
	{ 0x2191, "$\\uparrow$" },
	{ 0x2192, "$\\rightarrow$" },
	{ 0x2193, "$\\downarrow$" },
	{ 0x2194, "$\\leftrightarrow$" },
	{ 0x2206, "$\\Delta$" },
	{ 0x2211, "$\\sum$" },
	{ 0x2212, "$-$" },
	{ 0x221a, "$\\surd$" },
	{ 0x221e, "$\\infty$" },
	{ 0x223c, "$\\sim$" },
	{ 0x2248, "$\\approx$" },
	{ 0x2260, "$\\neq$" },
	{ 0x2261, "$\\equiv$" },
	{ 0x2264, "$\\leq$" },
	{ 0x2265, "$\\geq$" },
	{ 0x226a, "$\\ll$" },
	{ 0x226b, "$\\gg$" },
	{ 0x22c5, "$\\cdot$" },
	{ 0x25cb, "$\\circ$" },
	{ 0x25cf, "$\\bullet$" },
	{ 0xfffd, "?" },
};

static int
compare(const void *key, const void *row)
{
	const uint32_t *c = key;
	const struct spelling *spelling = row;

	return (*c > spelling->c) - (*c < spelling->c);
}

static void
add_char(struct buf *out, uint32_t c, uint32_t previous)
{
	const struct spelling *found = bsearch(&c, spellings,
	    sizeof spellings / sizeof spellings[0], sizeof spellings[0],
	    compare);

	/* -- ,, !` are ligatures */
	if (c == previous && (c == '-' || c == ',' || c == '\''))
		buf_puts(out, "{}");
	if (found != NULL)
		buf_puts(out, found->tex);
	else
		chars_put(out, c);
}

/* The first Han character, and all above. */
enum { WIDE_FIRST = 0x2e80 };

/*
 * Between two characters: quotation marks beside Han are their font's, and
 * what stands before a French mark is what babel puts its own in place of.
 * False: neither.
 */
static bool
add_between(struct buf *out, uint32_t previous, uint32_t c, uint32_t next)
{
	bool quote = c >= 0x2018 && c <= 0x201d;

	if (quote && (previous >= WIDE_FIRST || next >= WIDE_FIRST))
		chars_put(out, c);
	else if (c == 0x202f && next != 0 && (previous == 0xab ||
	    next == 0xbb || (next < 0x80 && strchr(";:!?", (int)next))))
		buf_putc(out, '~');
	else
		return false;
	return true;
}

void
latex_text(struct buf *out, struct span text)
{
	uint32_t c, previous = 0;
	struct span ahead;

	while (text.n > 0) {
		c = chars_next_clean(&text);
		if (c == 0)
			continue;
		ahead = text;
		if (!add_between(out, previous, c,
			ahead.n == 0 ? 0 : chars_next_clean(&ahead)))
			add_char(out, c, previous);
		previous = c;
	}
}

void
latex_code(struct buf *out, struct span text)
{
	uint32_t c, previous = 0;

	while (text.n > 0) {
		c = chars_next_clean(&text);
		if (c == 0)
			continue;
		if (c == '"')
			buf_puts(out, "\\char34{}");
		else
			add_char(out, c, previous);
		/* a path may be broken where its parts meet */
		if (text.n > 0 && c < 0x80 && strchr("/._-=:", (int)c) != NULL)
			buf_puts(out, "\\allowbreak{}");
		previous = c;
	}
}

void
latex_markup(struct buf *out, const char *markup)
{
	struct span rest = span_of(markup);
	struct span text;
	enum script script;

	while (text_part(&rest, &text, &script)) {
		if (script != SCRIPT_NORMAL)
			buf_puts(out, script == SCRIPT_SUB ?
				"\\textsubscript{" :
				"\\textsuperscript{");
		latex_text(out, text);
		if (script != SCRIPT_NORMAL)
			buf_putc(out, '}');
	}
}

static bool
is_plain(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	    (c >= 'a' && c <= 'z') || (c != '\0' &&
	    strchr(":/._?=-,;+@!()~&", c) != NULL);
}

void
latex_url_encoded(struct buf *out, const char *url)
{
	for (; *url != '\0'; url++) {
		if (is_plain(*url) || *url == '%' || *url == '#')
			buf_putc(out, *url);
		else
			buf_printf(out, "%%%02X", (unsigned)(unsigned char)*url);
	}
}

static bool
all_plain(const char *url)
{
	while (is_plain(*url))
		url++;
	return *url == '\0';
}

void
latex_url(struct buf *out, const char *url)
{
	const char *p;

	if (all_plain(url)) {
		buf_printf(out, "\\url{%s}", url);
		return;
	}
	buf_puts(out, "\\texttt{");
	for (p = url; *p != '\0'; p++) {
		latex_code(out, (struct span){ p, 1 });
		if (strchr("/.?&-", *p) != NULL)
			buf_puts(out, "\\allowbreak{}");
	}
	buf_putc(out, '}');
}
