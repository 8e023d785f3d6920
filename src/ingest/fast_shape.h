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
	bool usual;          /* see match_usual */
	uint64_t unit, unit_mask; /* behind the number: " W" */
	size_t unit_n;
	size_t stamp_n;
	uint64_t stamp_mask; /* of seconds and milliseconds */
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
	char minute[3 * WORD]; /* text of the last time stamp */
	double minute_s;
	bool has_minute;
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
