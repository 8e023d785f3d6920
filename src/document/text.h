/*
 * Text: the one formatter of numbers, and the splitting of markup.
 */
#ifndef WATTLEAF_TEXT_H
#define WATTLEAF_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "document/document.h"

/* A number as it is printed. */
struct printed {
	const char *text;   /* "1,415.78", "41–140"; "—" when not known */
	size_t integer;     /* bytes before the mark that it is aligned at */
	bool known;
};

/* Prints one bound of FIGURE: rounded once, half to even, as the style's language writes numbers. */
struct printed
text_figure(const struct figure *, enum bound, const struct number_style *,
    struct arena *);

/* As text_figure, with the unit: "1,438 lb", "USD 41–140". */
const char *
text_quantity(const struct figure *, enum bound, const struct number_style *,
    struct arena *);

/* The style's unit in its language: "kWh", "%", "". */
const char *
text_unit(const struct number_style *);

/* "84 h", "62 %": the unit behind a printed number; UNIT may be "". */
const char *
text_with_unit(const char *number, const char *unit, const struct language *,
    struct arena *);

/* A number that stands as a machine wrote it ("0.954"), with the language's decimal mark. */
const char *
text_written(const char *number, const struct language *, struct arena *);

/* A bare value in the style's unit's base. */
struct printed
text_number(double value, const struct number_style *, struct arena *);

/* As text_number, as markup with a power of ten: "3.14 × 10^{23}"; the style's digits, or three. */
const char *
text_scientific(double value, const struct number_style *, struct arena *);

/*
 * What stands in a cell: a figure printed in the column's style, or its
 * text. In a column of ranges "integer" ends at the dash.
 */
struct printed
text_cell(const struct doc_cell *, const struct doc_column *, struct arena *);

/*
 * One bound of a cell's figure for machines: in the column's unit, counts as
 * they are, not rounded. NAN when the cell is a text or not known.
 */
double
text_raw(const struct doc_cell *, const struct doc_column *, enum bound);

/* Whether the cell is for both ends of a range. */
bool
text_is_range(const struct doc_cell *);

/* Whether the cell is for a value with its range. */
bool
text_has_range(const struct doc_cell *);

/*
 * Cuts the next part of one script off *MARKUP. False at the end. The braces
 * are not part of *TEXT.
 */
bool
text_part(struct span *markup, struct span *text, enum script *script);

/*
 * TEXT with no-break spaces (U+00A0) for the blanks between a number and
 * its unit, what it counts or what it numbers: "362 W", "1 passenger",
 * "Table 1", "PUE of 1.2". What other blanks are is left alone. NULL for NULL.
 */
const char *
text_tied(const char *text, const struct language *, struct arena *);

/* Whether a blank between two words is such a one. */
bool
text_ties(struct span before, struct span after, const struct language *);

/* Up to, and from, the blank next to the end. */
struct span
text_first_word(struct span);

struct span
text_last_word(struct span);

/* The short form of a head or spanner in the language, or HEAD itself; NULL for NULL. */
const char *
text_brief(const char *head, const struct language *);

/* Markup as plain text: "CO₂e" where Unicode has the digits lowered, "Transformer_big" where it has not. */
const char *
text_plain(const char *markup, struct arena *);

#endif
