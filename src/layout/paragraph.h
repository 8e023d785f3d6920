/*
 * Paragraphs: words broken into lines of even tightness and placed. Each
 * line is available alone, so that a page can take some of them.
 */
#ifndef WATTLEAF_PARAGRAPH_H
#define WATTLEAF_PARAGRAPH_H

#include <stdbool.h>
#include <stddef.h>

#include "layout/run.h"

struct layout;

enum para_align { PARA_LEFT, PARA_RIGHT, PARA_CENTRE, PARA_JUSTIFY };

struct word {
	struct run run;
	double space;     /* before the next word on the same line */
	double give;      /* what may be added there in justified text without being seen */
	bool spaced;      /* white space follows in the text */
	bool elastic;     /* none does, but it may be set apart: full width */
	bool forced;      /* a line ends here */
	const char *link; /* target, or NULL */
	const char *tag;  /* leaf tag of its own, or NULL */
	unsigned part;    /* words of one part share the leaf */
};

struct para_line {
	size_t first, count;
	double width;   /* as set, without the space that fills it up */
	double stretch; /* added to each space */
};

/* Open to read; filled by the functions below. */
struct para {
	struct word *words;
	size_t word_count;
	struct para_line *lines; /* after para_set */
	size_t line_count;
	double width;            /* of the longest line */
	double leading;          /* from baseline to baseline */
	double ascent, descent;  /* of its largest text */
	enum para_align align;
	double set_width;
	bool whole;              /* breaks only at white space */
	double size;             /* of its largest text */
	size_t bytes, wide_bytes; /* of its text, and of that set at full width */
	bool wide;               /* set as text of full width; after para_set */
	bool open;               /* the last word can grow */
	const char *link;        /* of what is added next */
	const char *tag;
	unsigned part;
};

struct para *
para_new(struct layout *);

/* Adds plain text; white space separates words; the text is borrowed. */
void
para_add(struct layout *, struct para *, const struct text_style *,
    enum script, struct span text);

void
para_add_markup(struct layout *, struct para *, const struct text_style *,
    const char *markup);

/* Adds note letters, raised, to the last word; no break before them. */
void
para_add_marks(struct layout *, struct para *, const struct text_style *,
    const char *marks);

/* Ends the word; the space behind it is WIDTH wide. */
void
para_space(struct para *, double width);

/* Ends the line. */
void
para_break(struct para *);

/* What is added next stands in a leaf TAG of its own, linked to LINK; NULL for neither. */
void
para_part(struct para *, const char *tag, const char *link);

/*
 * Whether it is set as text of full width, which wants more space between
 * lines: most of it is; in a language that is written so a fifth of it, or
 * its beginning, is enough, however many names it lists.
 */
bool
para_is_wide(const struct layout *, const struct para *);

/* The width of the longest word. */
double
para_longest(const struct para *);

/* Breaks lines for WIDTH; a longer word is cut. LEADING 0: the usual one. */
void
para_set(struct layout *, struct para *, double width, double leading,
    enum para_align);

/* Height of COUNT lines from the top of the first to the bottom of the last. */
double
para_height(const struct para *, size_t count);

/*
 * Draws COUNT lines from FIRST; X is the left edge, Y the first baseline.
 * Lines shorter than the set width stand as the alignment says.
 */
void
para_place(const struct para *, struct scene *, size_t first, size_t count,
    double x, double y);

#endif
