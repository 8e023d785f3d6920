/*
 * Diagnostics: coded messages with a position, collected in order.
 */
#ifndef WATTLEAF_DIAG_H
#define WATTLEAF_DIAG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/diag_codes.h"
#include "base/pos.h"

struct arena;
struct buf;
struct progress;

enum diag_level { DIAG_NOTE, DIAG_WARNING, DIAG_ERROR };

#define DIAG_ENUM(code, level, status, text) DIAG_##code,
enum diag_code { DIAG_CODES(DIAG_ENUM) DIAG_TOTAL };
#undef DIAG_ENUM

struct diagnostic {
	enum diag_code code;
	struct pos pos;
	const char *text; /* the code's text and the detail */
};

struct diags {
	struct arena *arena;
	struct diagnostic *items;
	size_t count;
	struct progress *progress; /* of the job whose diagnostics they are; or NULL */
};

/*
 * Adds one diagnostic; DETAIL says what is wrong and what would be right. A
 * note or warning of no consequence for the status is told once for its place.
 */
void
diag(struct diags *, enum diag_code, struct pos, const char *detail, ...)
    __attribute__((format(printf, 4, 5)));

enum diag_level
diag_level(enum diag_code);

/* Adds those of FROM that are at least LEAST. */
void
diags_append(struct diags *, const struct diags *from, enum diag_level least);

enum { DIAG_NAME = 48 };

/* Writes "study-attribute", the code as it is printed and documented, and returns it. */
const char *
diag_name(enum diag_code, char name[DIAG_NAME]);

/* One line of what the code means. */
const char *
diag_meaning(enum diag_code);

const char *
diag_level_name(enum diag_level);

/* The exit status that the diagnostics from FIRST on ask for: the first error's, else 1 when one says that something is incomplete, else 0. */
int
diags_status(const struct diags *, size_t first);

bool
diags_have_error(const struct diags *, size_t first);

/* Appends "file:line:col: error: text [code]" and a line feed; COLOUR: place, level and code in the colours of terminals. */
void
diag_line(const struct diagnostic *, bool colour, struct buf *out);

/* diag_line for each from FIRST on; notes only when VERBOSE. */
void
diags_print(const struct diags *, size_t first, bool verbose, FILE *);

#endif
