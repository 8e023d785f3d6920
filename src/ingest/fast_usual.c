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
 * What a number with its point at byte P and its end at byte E, at 8 P + E
 * here, takes to have the point at byte 4: bits to move it by, and the bytes
 * that are then its own. One to four digits before the point, one to three
 * behind it; anything else has no bytes.
 */
static const struct number_place {
	uint64_t mask;
	unsigned shift;
} number_places[8 * WORD] = {
#define PLACE(p, e) \
	[8 * (p) + (e)] = { ~UINT64_C(0) >> 8 * (3 - ((e) - (p) - 1)), 8 * (4 - (p)) }
	PLACE(1, 3), PLACE(1, 4), PLACE(1, 5),
	PLACE(2, 4), PLACE(2, 5), PLACE(2, 6),
	PLACE(3, 5), PLACE(3, 6), PLACE(3, 7),
	PLACE(4, 6), PLACE(4, 7)
#undef PLACE
};

/* "312.45 W": returns the bytes of the number, 0 when it is another. */
static inline size_t
read_watts(const char *s, double *power_w)
{
	uint64_t word = fast_load(s) ^ BYTES(0x30);
	uint64_t marks = (word | (word + BYTES(0x76))) & BYTES(0x80);
	uint64_t after = marks & (marks - 1);
	const struct number_place *place;
	size_t end;

	if (after == 0)
		return 0;
	end = first_byte(after);
	place = &number_places[8 * first_byte(marks) + end];
	word = word << place->shift & place->mask;
	if ((word >> 32 & 0xff) != ('.' ^ 0x30))
		return 0;
	word = (word & UINT64_C(0xffffffff)) | word >> 40 << 32;
	*power_w = (double)(int64_t)eight_digits(word) / 10000;
	return end;
}

/*
 * Bytes before the line's end; SIZE_MAX when the row has a quote or ends too
 * near the end of the text, which has a word at least. Line end and quote
 * differ in the bits of 0x28 alone; '*' and 2, which share the others, end
 * the search as a quote does.
 */
static inline size_t
find_end(struct span rest)
{
	size_t i = 0;

	do {
		uint64_t found = zeros((fast_load(rest.s + i) &
		    BYTES(0xd7)) ^ BYTES('\n' & 0xd7));

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

	if (text.n < shape->usual_n ||
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
	/* from the number on, not behind it: the processor need not wait for it to be read */
	n = find_end((struct span){ text.s + at, text.n - at });
	row->n = at + n + 1;
	return n != SIZE_MAX;
}

size_t
fast_rows_read(struct fast_rows *fast, struct span text,
    struct fast_row *rows, size_t most, size_t *n)
{
	size_t next = fast->next, shapes = fast->count, all = text.n;
	struct fast_row *row = rows;

	while (row < rows + most && shapes > 0) {
		if (match_usual(fast, fast->shapes[next], text, row)) {
			next = next + 1 < shapes ? next + 1 : 0;
		} else {
			fast->next = next;
			if (!fast_rows_match(fast, text, row))
				break;
			next = fast->next;
		}
		text.s += row->n;
		text.n -= row->n;
		row++;
	}
	fast->next = next;
	*n = all - text.n;
	return (size_t)(row - rows);
}
