/*
 * Lines of training logs: colours and progress bars taken apart, launchers'
 * prefixes read as ranks, time stamps and numbers found behind their words.
 */
#ifndef WATTLEAF_TRAIN_LINE_H
#define WATTLEAF_TRAIN_LINE_H

#include <stdbool.h>

#include "base/pos.h"
#include "base/str.h"

struct reading;
struct source;

enum { RANK_NONE = -1 };

/* The line without escape sequences of terminals, in CLEAN where it had some. */
struct span
line_without_colours(struct buf *clean, struct span line);

/* A log read line by line; a carriage return ends a line too. Closed by train_lines_end. */
struct train_lines {
	struct source *source;
	struct span rest;   /* of the file's line */
	struct buf clean;   /* a line without its colours */
	const char *start;  /* of the file's line */
	size_t column;
	int rank;           /* the rank whose lines count; RANK_NONE until one says so */
	size_t copies;      /* lines of other ranks */
};

/* One line: its text behind the launcher's prefix. */
struct train_line {
	struct span text;
	int rank;           /* that printed it; RANK_NONE when it does not say */
	struct pos pos;     /* of the text */
};

bool
train_lines_next(struct train_lines *, struct train_line *);

/* Says LOG_TWICE for lines of other ranks that were left out. */
void
train_lines_end(struct train_lines *, const struct reading *);

/* True for a line of the rank that counts: the first that was asked for. Others are counted as copies. */
bool
train_lines_counts(struct train_lines *, const struct train_line *);

/*
 * The first "2024-04-17 09:42:38", with a fraction perhaps, near the start
 * of the text, taken to UTC where the line or the reading's zone says how.
 */
bool
train_stamp(const struct reading *, struct span text, double *time_s);

/* The number that stands behind WORD and blanks; thousands commas are passed over. */
bool
train_number(struct span text, const char *word, double *number);

/* True when a line of the text begins with WORD and a digit follows. */
bool
train_begins(struct span text, const char *word);

#endif
