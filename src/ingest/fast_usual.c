/*
 * Rows of the usual shape: a time stamp, literal text, a power, and more
 * that nobody reads. They come by the million, and this is where they do.
 */
#include "base/timestamp.h"
#include "ingest/fast_words.h"

/* It is parsed as carefully as ever, but once. */
bool
fast_minute(struct fast_rows *fast, const char *s)
{
	char text[STAMP_SECONDS];
	bool zoned;

	memcpy(text, s, MINUTE_TEXT);
	memcpy(text + MINUTE_TEXT, "00", 2);
	if (!timestamp_parse((struct span){ text, sizeof text },
	    &fast->minute_s, &zoned))
		return false;
	fast->minute[0] = fast_load(s);
	fast->minute[1] = fast_load(s + WORD);
	fast->second = (fast_load(s + SECOND_WORD) & 0xffff) |
	    UINT64_C(0x3030302e30300000);
	return true;
}

/*
 * "312.45 W": one to four digits, a point, one to three digits. The point is
 * moved to byte 4, so that the digits before it and behind it stand in
 * places of their own. Returns the bytes of the number, 0 when it is another.
 */
static inline size_t
read_watts(const char *s, double *power_w)
{
	uint64_t word = fast_load(s) ^ BYTES(0x30);
	uint64_t marks = (word | (word + BYTES(0x76))) & BYTES(0x80);
	uint64_t after = marks & (marks - 1);
	int point, end;

	if (after == 0)
		return 0;
	point = __builtin_ctzll(marks); /* 8 x digits + 7 */
	end = __builtin_ctzll(after);
	if ((unsigned)(point - 15) > 24 || (unsigned)(end - point - 16) > 16)
		return 0;
	word = word << (39 - point) << (32 - end + point) >> (32 - end + point);
	if ((word >> 32 & 0xff) != ('.' ^ 0x30))
		return 0;
	word = (word & UINT64_C(0xffffffff)) | word >> 40 << 32;
	*power_w = (double)(int64_t)eight_digits(word) / 10000;
	return (size_t)end / 8;
}

/* Bytes before the line's end; SIZE_MAX when the row has a quote or ends too near the end of the text, which has a word at least. */
static inline size_t
find_end(struct span rest)
{
	size_t i = 0;

	do {
		uint64_t word = fast_load(rest.s + i);
		uint64_t found = zeros(word ^ BYTES('\n')) |
		    zeros(word ^ BYTES('"'));

		if (found != 0) {
			i += first_byte(found);
			return rest.s[i] == '\n' ? i : SIZE_MAX;
		}
		i += WORD;
	} while (i + WORD <= rest.n);
	return SIZE_MAX;
}

static inline bool
match_usual(struct fast_rows *fast, const struct shape *shape,
    struct span text, struct fast_row *row)
{
	const struct step *step = &shape->steps[1];
	size_t at = shape->stamp_n, n;

	if (!shape->usual || text.n < shape->usual_n ||
	    !same_text(text.s + at, shape->text + step->at, step->n) ||
	    !fast_time(fast, shape, text.s, &row->time_s))
		return false;
	at += step->n;
	n = read_watts(text.s + at, &row->power_w);
	if (n == 0 || ((fast_load(text.s + at + n) ^ shape->unit) &
	    shape->unit_mask) != 0)
		return false;
	row->column = at + 1;
	row->device = shape->device;
	row->model = shape->model;
	at += n + shape->unit_n;
	n = find_end((struct span){ text.s + at, text.n - at });
	row->n = at + n + 1;
	return n != SIZE_MAX;
}

size_t
fast_rows_read(struct fast_rows *fast, struct span text,
    struct fast_row *rows, size_t most)
{
	size_t count = 0, next = fast->next;

	while (count < most && fast->count > 0) {
		if (match_usual(fast, fast->shapes[next], text, &rows[count])) {
			next = next + 1 < fast->count ? next + 1 : 0;
		} else {
			fast->next = next;
			if (!fast_rows_match(fast, text, &rows[count]))
				return count;
			next = fast->next;
		}
		text.s += rows[count].n;
		text.n -= rows[count].n;
		count++;
	}
	fast->next = next;
	return count;
}
