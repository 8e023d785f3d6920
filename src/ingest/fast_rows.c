/*
 * A shape is a row cut into literal text (delimiters, device, model) and
 * what changes between: a time stamp, a power, cells that nobody reads.
 * Eight bytes are looked at in one go. Here are rows of any shape; those of
 * the usual one are read in fast_usual.c.
 */
#include "ingest/fast_rows.h"

#include <stdint.h>
#include <string.h>

#include "ingest/delimited.h"
#include "ingest/fast_words.h"

static const double powers_of_ten[] = {
	1, 10, 100, 1000, 10000, 100000, 1000000, 10000000
};

/* "312.45 W"; returns the bytes of number and unit, 0 when it has another shape. */
static inline size_t
read_power(const struct shape *shape, const char *s, double *power_w)
{
	uint64_t word = fast_load(s) ^ BYTES(0x30);
	uint64_t marks = (word | (word + BYTES(0x76))) & BYTES(0x80);
	size_t whole, end;
	uint64_t digits;

	if (marks == 0)
		return 0;
	whole = first_byte(marks);
	marks &= marks - 1;
	if (whole == 0 || whole > WATT_DIGITS || s[whole] != '.' || marks == 0)
		return 0;
	end = first_byte(marks);
	if (end == whole + 1 ||
	    ((fast_load(s + end) ^ shape->unit) & shape->unit_mask) != 0)
		return 0;
	digits = (word & fast_mask(whole)) |
	    ((word & fast_mask(end)) >> 8 * (whole + 1) << 8 * whole);
	*power_w = (double)eight_digits(digits << 8 * (WORD + 1 - end)) /
	    powers_of_ten[end - whole - 1];
	return end + shape->unit_n;
}

/* Bytes before MARK; SIZE_MAX when the row ends before it, has a quote or ends too near the end of the text. */
static inline size_t
find_mark(struct span rest, char mark)
{
	uint64_t marks = BYTES((unsigned char)mark);
	size_t i;

	for (i = 0; i + WORD <= rest.n; i += WORD) {
		uint64_t word = fast_load(rest.s + i);
		uint64_t found = zeros(word ^ marks) |
		    zeros(word ^ BYTES('\n')) | zeros(word ^ BYTES('"'));

		if (found != 0) {
			i += first_byte(found);
			return rest.s[i] == mark ? i : SIZE_MAX;
		}
	}
	return SIZE_MAX;
}

static inline bool
is_cell_end(const struct fast_rows *fast, const char *s)
{
	return s[0] == fast->map->delimiter || s[0] == '\n' ||
	    (s[0] == '\r' && s[1] == '\n');
}

/* One step behind its literal text; returns its bytes, SIZE_MAX when the row is another. */
static inline size_t
take(struct fast_rows *fast, const struct shape *shape, enum action action,
    struct span rest, struct fast_row *row)
{
	size_t n;

	switch (action) {
	case ACTION_TIME:
		return fast_time(fast, shape, rest.s, &row->time_s) ?
		    shape->stamp_n : SIZE_MAX;
	case ACTION_POWER:
		n = read_power(shape, rest.s, &row->power_w);
		return n != 0 && is_cell_end(fast, rest.s + n) ? n : SIZE_MAX;
	case ACTION_SKIP:
		return find_mark(rest, fast->map->delimiter);
	case ACTION_END:
		break;
	}
	return is_cell_end(fast, rest.s) ? find_mark(rest, '\n') : SIZE_MAX;
}

static bool
match_steps(struct fast_rows *fast, const struct shape *shape,
    struct span text, struct fast_row *row)
{
	size_t i, at = 0;

	for (i = 0; i < shape->count; i++) {
		const struct step *step = &shape->steps[i];
		size_t n;

		if (text.n - at < step->n + LOOK_AHEAD ||
		    !same_text(text.s + at, shape->text + step->at, step->n))
			return false;
		at += step->n;
		n = take(fast, shape, step->action,
		    (struct span){ text.s + at, text.n - at }, row);
		if (n == SIZE_MAX)
			return false;
		if (step->action == ACTION_POWER)
			row->column = at + 1;
		at += n;
	}
	row->n = at + 1;
	return true;
}

static bool
match_shape(struct fast_rows *fast, const struct shape *shape,
    struct span text, struct fast_row *row)
{
	row->device = shape->device;
	row->model = shape->model;
	return match_steps(fast, shape, text, row);
}

bool
fast_rows_match(struct fast_rows *fast, struct span text,
    struct fast_row *row)
{
	size_t i, k = fast->next;

	for (i = 0; i < fast->count; i++) {
		bool is = match_shape(fast, fast->shapes[k], text, row);

		k = k + 1 < fast->count ? k + 1 : 0;
		if (is) {
			fast->next = k;
			return true;
		}
	}
	return false;
}
