/*
 * What people see on a terminal, and only there: how wide it is, whether it
 * takes colours, lines broken to fit. Elsewhere every line is whole and
 * plain, for other programs to read.
 */
#ifndef WATTLEAF_SCREEN_H
#define WATTLEAF_SCREEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct job;

enum { SCREEN_COLUMNS = 80, SCREEN_LEAST = 40 };

/* Columns of the terminal FD; SCREEN_COLUMNS when it is none. */
size_t
screen_columns(int fd);

/* Columns at which lines of FD are broken; 0, for never, when it is no terminal. */
size_t
screen_break(int fd);

/*
 * Whether FD is shown in colours: a terminal that is not dumb, unless
 * NO_COLOR has a value or --no-color is given; CLICOLOR_FORCE asks for
 * colours elsewhere too.
 */
bool
screen_colour(const struct job *, int fd);

/* Where the further lines of a broken line begin: the farther of the two. */
struct hang {
	size_t column;
	size_t more; /* than the line is set in */
};

/*
 * Appends TEXT with lines of more than COLUMNS broken at blanks. COLUMNS 0:
 * as it is. Escape sequences of colours take no room.
 */
void
screen_wrap(struct span text, size_t columns, struct hang, struct buf *out);

/* As stdout_write, with lines broken where standard output is a terminal. */
void
screen_write(struct job *, struct span text, struct hang);

/* Prints the job's diagnostics to standard error; notes only when asked for. */
void
screen_diagnostics(const struct job *);

#endif
