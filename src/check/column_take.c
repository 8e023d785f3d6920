/*
 * Cells under a heading: numbers with their units, devices with their
 * counts, names.
 */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "check/column.h"
#include "check/unit_words.h"
#include "check/written.h"

#define TIMES "\xc3\x97"

enum { CELL_MAX = 200, COUNT_DIGITS = 6 };

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A claim that the row does not make yet. */
static void
put(struct claim_row *row, enum claim_kind kind, const struct claim *claim)
{
	if (kind != CLAIM_TOTAL && !row->claims[kind].known)
		row->claims[kind] = *claim;
}

static bool
read_count(struct span digits, struct pos pos, struct claim_row *row,
    struct arena *arena)
{
	struct written written;

	if (digits.n == 0 || digits.n > COUNT_DIGITS + 2 ||
	    !written_read(digits, UNIT_COUNT, arena, &written) ||
	    written.first.band.value < 1 ||
	    fmod(written.first.band.value, 1) != 0)
		return false;
	written.first.band = band_of(written.first.band.value);
	written.first.zeros = 0;
	written.first.pos = pos;
	put(row, CLAIM_COUNT, &written.first);
	return true;
}

/* Bytes of "x", "×" or "*" at the begin of TEXT, with blanks around it. */
static size_t
times_sign(struct span text)
{
	size_t n = span_run(text, " ");

	if (span_starts(span_sub(text, n, text.n), TIMES))
		n += strlen(TIMES);
	else if (n < text.n && strchr("xX*", text.s[n]) != NULL)
		n++;
	else
		return 0;
	while (n < text.n && text.s[n] == ' ')
		n++;
	return n;
}

/* "8xA100", "64 V100", "8 × A100": the count goes to the row, the rest is returned. */
static struct span
count_before(struct span text, struct pos pos, struct claim_row *row,
    struct arena *arena)
{
	size_t n = 0, sign;
	struct span rest;

	while (n < text.n && (is_digit(text.s[n]) || text.s[n] == ','))
		n++;
	if (n == 0 || n == text.n)
		return text;
	rest = span_sub(text, n, text.n);
	sign = times_sign(rest);
	if (sign == 0 && (rest.s[0] != ' ' || rest.n < 2 ||
	    span_starts(rest, " Ti")))
		return text;
	if (sign != 0 && sign < rest.n && is_digit(rest.s[sign]) &&
	    memchr(rest.s + sign, ' ', rest.n - sign) == NULL)
		return text;
	return read_count(span_sub(text, 0, n), pos, row, arena) ?
	    span_sub(rest, sign, rest.n) :
	    text;
}

/* "P100x8", "V100 × 64", "TPUv3 (32)". */
static struct span
count_behind(struct span text, struct pos pos, struct claim_row *row,
    struct arena *arena)
{
	size_t end = text.n, at, sign;

	if (end > 0 && text.s[end - 1] == ')')
		end--;
	at = end;
	while (at > 0 && is_digit(text.s[at - 1]))
		at--;
	if (at == 0 || at == end)
		return text;
	if (end < text.n && text.s[at - 1] == '(')
		return read_count(span_sub(text, at, end - at), pos, row,
			   arena) ?
		    span_sub(text, 0, at - 1) :
		    text;
	for (sign = at > 4 ? at - 4 : 0; sign < at; sign++)
		if (sign > 0 && times_sign(span_sub(text, sign, at - sign)) ==
		    at - sign)
			return read_count(span_sub(text, at, end - at), pos,
				   row, arena) ?
			    span_sub(text, 0, sign) :
			    text;
	return text;
}

static bool
take_device(struct span cell, struct pos pos, struct claim_row *row,
    struct arena *arena)
{
	struct span rest = count_before(cell, pos, row, arena);

	if (rest.n == cell.n)
		rest = count_behind(cell, pos, row, arena);
	rest = span_trim(rest);
	if (rest.n == 0)
		return false;
	if (row->device == NULL)
		row->device = span_dup(arena, rest);
	return true;
}

/* The quantity that a unit makes of a heading's. CLAIM_TOTAL: it can't be. */
static enum claim_kind
kind_by_unit(const struct column *column, enum unit unit)
{
	enum dimension dimension = unit_dimension(unit);
	enum claim_kind kind = column->claim;

	if (claim_dimension(kind) == dimension)
		return kind;
	if (dimension == DIM_POWER && (kind == CLAIM_ENERGY ||
	    kind == CLAIM_IT_ENERGY))
		return kind;
	if (dimension == DIM_ENERGY && kind == CLAIM_POWER)
		return CLAIM_ENERGY;
	if (dimension == DIM_INTENSITY && kind == CLAIM_CO2E)
		return CLAIM_INTENSITY;
	if (dimension == DIM_RATE && kind == CLAIM_COST)
		return CLAIM_PRICE;
	if (dimension == DIM_MONEY && kind == CLAIM_PRICE)
		return CLAIM_PRICE;
	return CLAIM_TOTAL;
}

/* The unit of a number without one. */
static enum unit
unit_of_column(const struct column *column)
{
	if (column->unit != UNIT_TOTAL)
		return column->unit;
	if (column->claim == CLAIM_PUE)
		return UNIT_ONE;
	if (column->claim == CLAIM_COUNT)
		return UNIT_COUNT;
	if (column->claim == CLAIM_COST || column->claim == CLAIM_PRICE)
		return UNIT_CURRENCY;
	return UNIT_TOTAL;
}

static const char *
with_unit(const struct claim *claim, const struct column *column,
    struct arena *arena)
{
	struct span text = span_of(claim->written);
	const char *unit = unit_text(claim->unit);
	size_t n = text.n;

	if (column->unit == UNIT_TOTAL || n == 0 ||
	    !is_digit(text.s[n - 1]) || column->claim >= CLAIM_PRICE)
		return claim->written;
	return arena_printf(arena, "%s%s%s", claim->written,
	    unit[0] == '\0' ? "" : " ", unit);
}

static bool
take_number(const struct column *column, struct span cell, struct pos pos,
    struct claim_row *row, struct arena *arena)
{
	struct written written;
	enum claim_kind kind;

	if (column->claim == CLAIM_COUNT)
		return read_count(cell, pos, row, arena) ||
		    count_before(cell, pos, row, arena).n < cell.n;
	if (!written_read(cell, unit_of_column(column), arena, &written))
		return false;
	kind = kind_by_unit(column, written.first.unit);
	if (kind == CLAIM_TOTAL)
		return false;
	written.first.pos = written.last.pos = pos;
	written.first.scope = written.last.scope = column->scope;
	written.first.written = with_unit(&written.first, column, arena);
	if (written.last.known && kind != CLAIM_COST && kind != CLAIM_PRICE) {
		written.first.band.high = written.last.band.high;
		written.first.band.value = (written.first.band.low +
		    written.last.band.high) / 2;
	} else if (written.last.known) {
		put(row, kind + 1, &written.last);
	} else if ((kind == CLAIM_COST || kind == CLAIM_PRICE) &&
	    row->claims[kind].known) {
		kind++;
	}
	put(row, kind, &written.first);
	return true;
}

bool
column_take(const struct column *column, struct span cell, struct pos pos,
    struct claim_row *row, struct arena *arena)
{
	if (cell.n == 0 || cell.n > CELL_MAX)
		return false;
	switch (column->kind) {
	case COLUMN_NAME:
		if (row->name == NULL)
			row->name = span_dup(arena, cell);
		return true;
	case COLUMN_DEVICE:
		return read_count(cell, pos, row, arena) ||
		    take_device(cell, pos, row, arena);
	case COLUMN_CLAIM:
		return take_number(column, cell, pos, row, arena);
	case COLUMN_UNKNOWN:
	case COLUMN_IGNORED:
		break;
	}
	return false;
}
