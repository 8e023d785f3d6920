/*
 * Eight bytes of a row in one go: marks, digits, time stamps, literal text.
 * Numbers come out with the same bits as the careful parser's: whole numbers
 * under 2^53 divided once by a power of ten round as a correctly rounded
 * decimal does.
 */
#ifndef WATTLEAF_FAST_WORDS_H
#define WATTLEAF_FAST_WORDS_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/str.h"
#include "ingest/fast_rows.h"
#include "ingest/fast_shape.h"

#define BYTES(x) (UINT64_C(0x0101010101010101) * (x))

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

/*
 * "6:53.507" behind "2026/01/03 15:3": bytes 2, 3, 5, 6, 7 become digits
 * and the others 0. False when it is no time of the minute that is known.
 */
static inline bool
time_word(const struct fast_rows *fast, const struct shape *shape,
    const char *s, uint64_t *word)
{
	*word = (fast_load(s + SECOND_WORD) ^ fast->second) &
	    shape->stamp_mask;
	return (((*word | (*word + UINT64_C(0x0606060006060000))) &
		    UINT64_C(0xf0f0f0fff0f0ffff)) |
		(fast_load(s) ^ fast->minute[0]) |
		(fast_load(s + WORD) ^ fast->minute[1])) == 0;
}

/* Reads the minute that S begins with, which is another than before; false when it is none. */
bool
fast_minute(struct fast_rows *, const char *s);

static inline bool
fast_time(struct fast_rows *fast, const struct shape *shape, const char *s,
    double *time_s)
{
	uint64_t word, pairs;
	unsigned second, ms;

	if (!time_word(fast, shape, s, &word) &&
	    (!fast_minute(fast, s) || !time_word(fast, shape, s, &word)))
		return false;
	pairs = word * 10 + (word >> 8);
	second = (unsigned)(pairs >> 16 & 0xff);
	ms = (unsigned)(pairs >> 40 & 0xff) * 10 + (unsigned)(word >> 56);
	*time_s = fast->minute_s + (int)second + (int)ms / 1000.0 -
	    fast->zone_s;
	return second <= 59;
}

/* Whole words, the last of them over the one before. */
static inline bool
same_text(const char *a, const char *b, size_t n)
{
	uint64_t differences;
	size_t i;

	if (n < WORD)
		return ((fast_load(a) ^ fast_load(b)) & fast_mask(n)) == 0;
	if (n > 2 * WORD && n <= 4 * WORD)
		return ((fast_load(a) ^ fast_load(b)) |
			   (fast_load(a + WORD) ^ fast_load(b + WORD)) |
			   (fast_load(a + n - 2 * WORD) ^
			       fast_load(b + n - 2 * WORD)) |
			   (fast_load(a + n - WORD) ^
			       fast_load(b + n - WORD))) == 0;
	differences = 0;
	for (i = 0; i < n - WORD; i += WORD)
		differences |= fast_load(a + i) ^ fast_load(b + i);
	return (differences | (fast_load(a + n - WORD) ^
		    fast_load(b + n - WORD))) == 0;
}

#endif
