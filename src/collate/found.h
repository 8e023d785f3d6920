/*
 * The disclosures that a collation is asked for, one after the other as they
 * are found: none is held, and none is opened here.
 */
#ifndef WATTLEAF_FOUND_H
#define WATTLEAF_FOUND_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct diags;
struct finder;

enum found_kind {
	FOUND_FILE,  /* disclosure.json, or a PDF that carries it */
	FOUND_RECORD /* result.json of a batch */
};

struct found {
	const char *name;  /* of the folder that is its own, else of the file: clean, no path */
	const char *path;
	enum found_kind kind;
	const char *fault; /* why it can't be read, or NULL */
};

/* Begins. ARGUMENTS are files, folders, lists ("@list", "-"); entries of lists end with NUL if NULL_ENDS. The caller closes. */
struct finder *
finder_open(const char *const *arguments, size_t count, bool null_ends,
    struct diags *);

/* The next one, its texts in ARENA; false at the end. A list that can't be read is an error in the diagnostics; what is passed over is a note. */
bool
finder_next(struct finder *, struct arena *, struct found *);

void
finder_close(struct finder *);

#endif
