/*
 * The studies of a batch: where each lies and what it is called.
 */
#ifndef WATTLEAF_INPUTS_H
#define WATTLEAF_INPUTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct diags;

struct input_study {
	const char *id;     /* a safe name for a folder, like no other's */
	const char *given;  /* as it was named; of a folder of studies, the name in it */
	const char *folder; /* with all that it may read */
	const char *file;   /* in the folder; NULL: as a study is called there */
	const char *fault;  /* why it can't be a study, or NULL */
};

struct inputs {
	struct input_study *studies;
	size_t count;
	struct arena *arena;
	struct diags *diags;
};

/* How studies are named. */
struct inputs_how {
	const char *const *arguments; /* folders of studies, lists, "@list", "-" */
	size_t count;
	bool null_ends;    /* entries of lists end with NUL, not with a line */
	const char *output; /* a folder that is none of them */
};

/*
 * Finds the studies and gives each its id, in whose order they then are.
 * Notes say what was passed over or renamed. False with a diagnostic when
 * an argument can't be read or there is no study.
 */
bool
inputs_read(struct inputs *, const struct inputs_how *);

/* Whether the study called ID is of the K-th share of N (from 1). */
bool
input_in_share(const char *id, unsigned k, unsigned n);

/* The study called ID, or NULL. */
const struct input_study *
inputs_find(const struct inputs *, const char *id);

/* TEXT without what steers a terminal or reorders a line, in the arena. */
const char *
inputs_shown(struct arena *, const char *text);

/* True, and said, when LINE of LIST holds NUL: names don't, so it was meant for --null, or is none. */
bool
inputs_refuse_nul(struct span line, const char *list, struct diags *);

/* Gives ids (inputs_read does it too): safe names, a part of the sum of the given name where that isn't one, or names too near. Sorts by them. */
void
inputs_name(struct inputs *);

#endif
