/*
 * Paragraphs: from text to words, and from words to lines. The breaks are
 * those with the least sum of squared gaps over the whole paragraph.
 */
#include "layout/paragraph.h"

#include <math.h>

#include "base/arena.h"
#include "layout/bound.h"
#include "layout/fonts.h"
#include "layout/layout.h"
#include "layout/wide.h"

#define LEADING 1.22     /* of the font size */
#define LEADING_WIDE 1.5 /* the same, where characters of full width fill the line */
#define GIVE_WIDE 0.2    /* of the font size, between two of these */
#define SHRINK 0.15      /* of a space: how far a justified one may give way */
#define STRETCH_MAX 1.0  /* of a space: looser paragraphs are set ragged */
#define SHRINK_PENALTY 4.0
#define TOLERANCE 1e-6

struct para *
para_new(struct layout *layout)
{
	return arena_alloc(layout->arena, sizeof(struct para));
}

static struct word *
last_word(struct para *para)
{
	return para->word_count == 0 ? NULL :
				       &para->words[para->word_count - 1];
}

static struct word *
word_new(struct layout *layout, struct para *para)
{
	struct word *word;

	para->words = arena_grow(layout->arena, para->words,
	    para->word_count, sizeof *para->words);
	word = &para->words[para->word_count++];
	*word = (struct word){
		.link = para->link,
		.tag = para->tag,
		.part = para->part,
	};
	para->open = true;
	return word;
}

static size_t
wide_bytes(const struct run *run, size_t first)
{
	size_t i, n = 0;

	for (i = first; i < run->count; i++)
		if (run->pieces[i].style.face >= FACE_WIDE)
			n += run->pieces[i].text.n;
	return n;
}

static void
add_piece(struct layout *layout, struct para *para,
    const struct text_style *style, enum script script, struct span text)
{
	struct text_size size;
	struct word *word = para->open ? last_word(para) : NULL;
	size_t first;

	if (text.n == 0)
		return;
	if (word == NULL || word->part != para->part)
		word = word_new(layout, para);
	first = word->run.count;
	run_add(layout, &word->run, style, script, text);
	size = fonts_measure(layout->fonts, style->face, style->size,
	    span_of("x"));
	para->ascent = fmax(para->ascent, size.ascent);
	para->descent = fmax(para->descent, size.descent);
	para->leading = fmax(para->leading, style->size * LEADING);
	para->size = fmax(para->size, style->size);
	para->bytes += text.n;
	para->wide_bytes += wide_bytes(&word->run, first);
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Bytes of the character at I that allow a line break after it: a dash, but not one between two numbers; 0 for none. */
static size_t
break_after(struct span text, size_t i)
{
	const unsigned char *p = (const unsigned char *)text.s + i;
	size_t left = text.n - i;

	if (*p == '-' && i > 0 && left > 1)
		return text.s[i - 1] != '-' && !is_space(text.s[i - 1]) &&
			text.s[i + 1] != '-' && !bound_lone(text, i + 1) ?
		    1 :
		    0;
	if (left > 3 && p[0] == 0xe2 && p[1] == 0x80 &&
	    (p[2] == 0x93 || p[2] == 0x94))
		return i > 0 && !(is_digit(text.s[i - 1]) &&
			    is_digit(text.s[i + 3])) ?
		    3 :
		    0;
	return 0;
}

/*
 * Length of the part up to the next white space or allowed break; WHOLE
 * allows none but behind a mark of full width.
 */
static size_t
segment_length(struct span text, bool whole)
{
	size_t i, n;

	for (i = 0; i < text.n &&
	     (!is_space(text.s[i]) || bound_space(text, i)); i++) {
		if (i > 0 && wide_break(text, i, whole))
			return i;
		n = whole ? 0 : break_after(text, i);
		if (n != 0 && i + n < text.n && !is_space(text.s[i + n]))
			return i + n;
	}
	return i;
}

/* A line may end here, without white space. */
static void
end_word(struct para *para, double size)
{
	struct word *word = last_word(para);
	const struct run *run = &word->run;

	para->open = false;
	if (run->count != 0 &&
	    run->pieces[run->count - 1].style.face >= FACE_WIDE) {
		word->elastic = true;
		word->give = GIVE_WIDE * size;
	}
}

void
para_add(struct layout *layout, struct para *para,
    const struct text_style *style, enum script script, struct span text)
{
	double space = fonts_measure(layout->fonts, style->face,
	    style->size, span_of(" ")).width;
	size_t n;

	while (text.n != 0) {
		if (is_space(text.s[0])) {
			para_space(para, space);
			text = span_sub(text, 1, text.n);
			continue;
		}
		n = segment_length(text, para->whole);
		add_piece(layout, para, style, script, span_sub(text, 0, n));
		text = span_sub(text, n, text.n);
		if (text.n != 0 && !is_space(text.s[0]))
			end_word(para, style->size);
	}
}

void
para_add_markup(struct layout *layout, struct para *para,
    const struct text_style *style, const char *markup)
{
	struct span rest = span_of(markup);
	struct span text;
	enum script script;

	while (text_part(&rest, &text, &script))
		para_add(layout, para, style, script, text);
}

void
para_add_marks(struct layout *layout, struct para *para,
    const struct text_style *style, const char *marks)
{
	struct word *word = last_word(para);

	if (marks == NULL || *marks == '\0')
		return;
	if (word == NULL)
		word = word_new(layout, para);
	run_add_marks(layout, &word->run, style, marks);
}

void
para_space(struct para *para, double width)
{
	struct word *word = last_word(para);

	if (word == NULL || word->forced)
		return;
	word->space = fmax(word->space, width);
	word->give = word->space;
	word->spaced = true;
	para->open = false;
}

void
para_break(struct para *para)
{
	struct word *word = last_word(para);

	if (word == NULL)
		return;
	word->forced = true;
	para->open = false;
}

void
para_part(struct para *para, const char *tag, const char *link)
{
	para->tag = tag;
	para->link = link;
	para->part++;
}

/* The most bytes of TEXT, at least one character, that fit into ROOM. */
static size_t
fitting_bytes(struct layout *layout, const struct text_style *style,
    struct span text, double room)
{
	size_t fits = 0, n = 0;

	while (n < text.n) {
		do
			n++;
		while (n < text.n && ((unsigned char)text.s[n] & 0xc0) == 0x80);
		if (fits != 0 &&
		    fonts_measure(layout->fonts, style->face, style->size,
			span_sub(text, 0, n)).width > room)
			break;
		fits = n;
	}
	return fits;
}

/* Adds a piece to the words, cut where the width ends. */
static void
add_cut(struct layout *layout, struct para *para, const struct piece *piece,
    double width)
{
	struct word *word = last_word(para);
	struct span rest = piece->text;
	struct piece part = *piece;
	size_t n;

	while (rest.n != 0) {
		n = fitting_bytes(layout, &piece->style, rest,
		    width - word->run.width);
		part.text = span_sub(rest, 0, n);
		rest = span_sub(rest, n, rest.n);
		part.x = word->run.width;
		word->run.width += fonts_measure(layout->fonts,
		    part.style.face, part.style.size, part.text).width;
		word->run.pieces = arena_grow(layout->arena,
		    word->run.pieces, word->run.count, sizeof part);
		word->run.pieces[word->run.count++] = part;
		if (rest.n != 0) {
			const struct word *from = word;

			para->link = from->link;
			para->tag = from->tag;
			para->part = from->part;
			word = word_new(layout, para);
		}
	}
}

static bool
fits(const struct word *word, double width)
{
	return word->run.width <= width + TOLERANCE;
}

/* Cuts every word that is longer than a line. */
static void
cut_words(struct layout *layout, struct para *para, double width)
{
	const struct word *old = para->words;
	size_t count = para->word_count, i, k;
	struct word *word;

	if (para_longest(para) <= width + TOLERANCE)
		return;
	para->words = NULL;
	para->word_count = 0;
	for (i = 0; i < count; i++) {
		word = word_new(layout, para);
		*word = old[i];
		if (fits(&old[i], width))
			continue;
		word->run = (struct run){ 0 };
		word->space = word->give = 0;
		word->spaced = word->elastic = word->forced = false;
		for (k = 0; k < old[i].run.count; k++)
			add_cut(layout, para, &old[i].run.pieces[k], width);
		word = last_word(para);
		word->space = old[i].space;
		word->give = old[i].give;
		word->spaced = old[i].spaced;
		word->elastic = old[i].elastic;
		word->forced = old[i].forced;
	}
}

/* The best way to set the words from one on. */
struct tail {
	double cost;
	size_t count; /* words on its first line */
};

static bool
ends_paragraph(const struct para *para, size_t last)
{
	return last + 1 == para->word_count || para->words[last].forced;
}

/* What a line costs: SLACK is left, NATURAL the sum of its spaces. Negative: it can't be. */
static double
line_cost(double slack, double natural, size_t words, bool justify, bool last)
{
	double ratio;

	if (words == 1)
		return last ? 0 : 4 + fmax(slack, 0) * 0.01;
	if (slack < -TOLERANCE &&
	    (!justify || -slack > SHRINK * natural + TOLERANCE))
		return -1;
	/* parts of one word: there is no space to judge by */
	if (natural <= 0)
		return last ? 0 : 4 + fmax(slack, 0) * 0.01;
	if (last && slack >= 0)
		return 0;
	ratio = slack / fmax(natural, TOLERANCE);
	if (!justify)
		ratio /= 4;
	return ratio * ratio * (slack < 0 ? SHRINK_PENALTY / SHRINK : 1);
}

/* Finds the best first line of the words from FIRST on; TAILS behind it are known. */
static void
best_line(const struct para *para, struct tail *tails, size_t first,
    double width, bool justify)
{
	double used = 0, spaces = 0, cost;
	size_t i, last;

	tails[first] = (struct tail){ .cost = (double)INFINITY, .count = 1 };
	for (last = first; last < para->word_count; last++) {
		used += para->words[last].run.width;
		cost = line_cost(width - used, spaces, last - first + 1,
		    justify, ends_paragraph(para, last));
		if (cost < 0 && used * (1 - SHRINK) > width)
			break;
		i = last + 1;
		if (cost >= 0 && cost + tails[i].cost < tails[first].cost)
			tails[first] = (struct tail){
				.cost = cost + tails[i].cost,
				.count = i - first,
			};
		if (para->words[last].forced)
			break;
		used += para->words[last].space;
		spaces += para->words[last].give;
	}
}

static bool
gives(const struct para *para, const struct word *word)
{
	return word->spaced || (word->elastic && para->wide);
}

static struct para_line
line_of(const struct para *para, size_t first, size_t count, bool justify)
{
	struct para_line line = { .first = first, .count = count };
	double slack;
	size_t i, spaces = 0;

	for (i = first; i < first + count; i++) {
		line.width += para->words[i].run.width;
		if (i + 1 < first + count) {
			line.width += para->words[i].space;
			spaces += gives(para, &para->words[i]);
		}
	}
	slack = para->set_width - line.width;
	if (spaces != 0 && (slack < 0 || (justify &&
	    !ends_paragraph(para, first + count - 1))))
		line.stretch = slack / (double)spaces;
	return line;
}

/* A justified line that can't be filled, or only with gaps that the eye sees. */
static bool
too_loose(const struct para *para, const struct para_line *line)
{
	double natural = 0, spaces = 0;
	size_t i, last = line->first + line->count - 1;

	if (ends_paragraph(para, last))
		return false;
	for (i = line->first; i < last; i++) {
		natural += para->words[i].give;
		spaces += gives(para, &para->words[i]);
	}
	if (spaces < 1)
		return line->width < para->set_width - 1;
	return line->stretch * spaces > STRETCH_MAX * natural;
}

/* Breaks into lines; false when a justified line of words would be too loose. */
static bool
break_lines(struct layout *layout, struct para *para, bool justify)
{
	struct tail *tails = arena_alloc(layout->arena,
	    (para->word_count + 1) * sizeof *tails);
	struct para_line line;
	size_t i;

	for (i = para->word_count; i-- > 0;)
		best_line(para, tails, i, para->set_width, justify);
	para->lines = NULL;
	para->line_count = 0;
	para->width = 0;
	for (i = 0; i < para->word_count; i += line.count) {
		line = line_of(para, i, tails[i].count, justify);
		if (justify && too_loose(para, &line)) {
			if (!para->wide)
				return false;
			/* before a long name: the others stay filled */
			line.stretch = fmin(line.stretch, 0);
		}
		para->lines = arena_grow(layout->arena, para->lines,
		    para->line_count, sizeof line);
		para->lines[para->line_count++] = line;
		para->width = fmax(para->width, line.width);
	}
	return true;
}

void
para_set(struct layout *layout, struct para *para, double width,
    double leading, enum para_align align)
{
	para->wide = para_is_wide(layout, para);
	if (leading > 0)
		para->leading = leading;
	else if (para->wide)
		para->leading =
		    fmax(para->leading, para->size * LEADING_WIDE);
	cut_words(layout, para, width);
	para->set_width = width;
	para->align = align;
	if (align == PARA_JUSTIFY && break_lines(layout, para, true))
		return;
	if (align == PARA_JUSTIFY)
		para->align = PARA_LEFT;
	break_lines(layout, para, false);
}

double
para_height(const struct para *para, size_t count)
{
	return count == 0 ? 0 :
	    para->ascent + para->descent + (double)(count - 1) * para->leading;
}
