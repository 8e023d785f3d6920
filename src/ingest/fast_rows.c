/*
 * A shape is a row cut into literal text (delimiters, device, model) and
 * what changes between: a time stamp, a power, cells that nobody reads.
 * Eight bytes are looked at in one go. Numbers come out with the same bits
 * as the careful parser's: whole numbers under 2^53 divided once by a power
 * of ten round as a correctly rounded decimal does.
 */
#include "ingest/fast_rows.h"

#include <stdint.h>
#include <string.h>

#include "base/timestamp.h"
#include "ingest/delimited.h"
#include "ingest/fast_shape.h"

#define BYTES(x) (UINT64_C(0x0101010101010101) * (x))

static const double powers_of_ten[] = {
	1, 10, 100, 1000, 10000, 100000, 1000000, 10000000
};

/* The top bit of the first zero byte, and perhaps of bytes after it. */
static inline uint64_t
zeros(uint64_t word)
{
	return (word - BYTES(1)) & ~word & BYTES(0x80);
}

static inline size_t
first_byte(uint64_t marks)
{
	return (size_t)__builtin_ctzll(marks) / 8;
}

/* Eight digits, the first in the low byte. */
static inline uint64_t
eight_digits(uint64_t digits)
{
	digits = digits * 10 + (digits >> 8);
	return (((digits & UINT64_C(0x000000ff000000ff)) *
		    UINT64_C(0x000f424000000064)) +
		   ((digits >> 16 & UINT64_C(0x000000ff000000ff)) *
		       UINT64_C(0x0000271000000001))) >> 32;
}

/* A minute is parsed as carefully as ever, but once. */
static bool
read_minute(struct fast_rows *fast, const char *s)
{
	char text[STAMP_SECONDS];
	bool zoned;

	memcpy(text, s, MINUTE_TEXT);
	memcpy(text + MINUTE_TEXT, "00", 2);
	fast->has_minute = timestamp_parse(
	    (struct span){ text, sizeof text }, &fast->minute_s, &zoned);
	memcpy(fast->minute, s, MINUTE_TEXT);
	return fast->has_minute;
}

static inline bool
same_minute(const struct fast_rows *fast, const char *s)
{
	const char *minute = fast->minute;

	return ((fast_load(s) ^ fast_load(minute)) | (fast_load(s + 8) ^ fast_load(minute + 8)) |
		(uint64_t)(s[16] ^ minute[16])) == 0 && fast->has_minute;
}

/* "53.507" behind the minute: bytes 0, 1, 3, 4, 5 are digits. */
static inline bool
read_time(struct fast_rows *fast, const struct shape *shape, const char *s,
    double *time_s)
{
	uint64_t word = (fast_load(s + MINUTE_TEXT) ^
	    UINT64_C(0x30303030302e3030)) & shape->stamp_mask;
	unsigned second, ms;

	if (((word | (word + UINT64_C(0x0000060606000606))) &
	    UINT64_C(0xfffff0f0f0fff0f0)) != 0)
		return false;
	second = (unsigned)((word & 0xff) * 10 + (word >> 8 & 0xff));
	ms = (unsigned)((word >> 24 & 0xff) * 100 + (word >> 32 & 0xff) * 10 +
	    (word >> 40 & 0xff));
	if (second > 59 || (!same_minute(fast, s) && !read_minute(fast, s)))
		return false;
	*time_s = fast->minute_s + second + ms / 1000.0 - fast->zone_s;
	return true;
}

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

/* "312.45 W" and not "312.45 Wh". */
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
		return read_time(fast, shape, rest.s, &row->time_s) ?
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

static inline bool
same_text(const char *a, const char *b, size_t n)
{
	for (; n >= WORD; a += WORD, b += WORD, n -= WORD)
		if (fast_load(a) != fast_load(b))
			return false;
	return ((fast_load(a) ^ fast_load(b)) & fast_mask(n)) == 0;
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

/* As match_steps for the usual three steps: the stamp, the power behind literal text, the end. */
static inline bool
match_usual(struct fast_rows *fast, const struct shape *shape,
    struct span text, struct fast_row *row)
{
	const struct step *step = &shape->steps[1];
	size_t at = shape->stamp_n, n;

	if (text.n < at + step->n + 2 * LOOK_AHEAD ||
	    !same_text(text.s + at, shape->text + step->at, step->n) ||
	    !read_time(fast, shape, text.s, &row->time_s))
		return false;
	at += step->n;
	n = read_power(shape, text.s + at, &row->power_w);
	if (n == 0 || !is_cell_end(fast, text.s + at + n))
		return false;
	row->column = at + 1;
	at += n;
	n = find_mark((struct span){ text.s + at, text.n - at }, '\n');
	row->n = at + n + 1;
	return n != SIZE_MAX;
}

static inline bool
match_shape(struct fast_rows *fast, const struct shape *shape,
    struct span text, struct fast_row *row)
{
	row->device = shape->device;
	row->model = shape->model;
	return shape->usual ? match_usual(fast, shape, text, row) :
			      match_steps(fast, shape, text, row);
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
