/*
 * The shapes of rows that are read fast: between the files that learn and
 * that match them.
 */
#ifndef WATTLEAF_FAST_SHAPE_H
#define WATTLEAF_FAST_SHAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct arena;
struct column_map;

enum {
	SHAPES_MAX = 64,
	STEPS_MAX = 64,
	LINE_MOST = 2048,    /* a longer row is none to learn from */
	LOOK_AHEAD = 32,     /* bytes that a step looks at behind its literal text */
	WORD = 8,
	MINUTE_TEXT = 17,    /* "2026/01/03 15:36:" */
	SECOND_WORD = 15,    /* where "6:53.507" begins */
	STAMP_SECONDS = 19,  /* ... "53" */
	STAMP_MILLIS = 23,   /* ... ".507" */
	WATT_DIGITS = 4      /* at most, before the decimal point */
};

enum action {
	ACTION_TIME,
	ACTION_POWER,
	ACTION_SKIP, /* a cell that is not read */
	ACTION_END   /* the rest of the row */
};

/* Literal text, then what follows it. */
struct step {
	size_t at, n; /* in the shape's text */
	enum action action;
};

struct shape {
	struct step steps[STEPS_MAX];
	size_t count;
	size_t usual_n;      /* of a stamp, a power behind literal text, the end: the bytes looked at; SIZE_MAX of others */
	uint64_t unit, unit_mask; /* behind the number: " W" and the byte after */
	size_t unit_n;
	size_t stamp_n;
	uint64_t stamp_mask; /* of what time_word reads */
	const char *text;
	void *device;
	const char *model;
};

struct fast_rows {
	struct arena *arena;
	const struct column_map *map;
	double zone_s;
	struct shape *shapes[SHAPES_MAX];
	size_t count;
	size_t next;         /* the shape that is likely next */
	uint64_t minute[2];  /* first bytes of the last time stamp */
	uint64_t second;     /* what a time_word holds before its digits are added */
	double minute_s;
};

static inline uint64_t
fast_load(const char *s)
{
	uint64_t word;

	memcpy(&word, s, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	word = __builtin_bswap64(word);
#endif
	return word;
}

/* The low N bytes. */
static inline uint64_t
fast_mask(size_t n)
{
	return n >= WORD ? ~UINT64_C(0) : (UINT64_C(1) << 8 * n) - 1;
}

#endif
