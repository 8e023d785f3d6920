/*
 * What the names of folders and files say of a run: people call them
 * "seed1", "node_0", "tuning", "logs". It knows names only, no files.
 */
#ifndef WATTLEAF_FOLDER_NAME_H
#define WATTLEAF_FOLDER_NAME_H

#include <stdbool.h>

#include "base/str.h"
#include "study/study.h"

struct arena;

enum name_kind {
	NAME_WORD,    /* a name: of a model, as like as not */
	NAME_PLAIN,   /* "logs", "results": says nothing */
	NAME_RANK,    /* "node_0", "rank3": a part of a run */
	NAME_RESTART, /* "restart1", "part-2": a part of a run too */
	NAME_RUN,     /* "seed1", "run-20210216_154407", "1234567" */
	NAME_STAGE    /* "tuning", "failed" */
};

enum name_kind
name_kind(struct span name);

/* The stage that a name tells of; false when it tells of none. */
bool
name_stage(struct span name, enum stage *);

/* The number of a job in a name: at least five digits in a row that are no date; empty when there is none. */
struct span
name_job(struct span name);

/* A file's name without its suffixes and the words for ranks and restarts: equal for the parts of a run. */
const char *
name_stem(const char *file, struct arena *);

/* Whether a word of a file's name says that it is one start of several: "part2". */
bool
name_restarts(const char *file);

/* NAME made an id: letters, digits, "-", "_" and ".", at most 60; "" when nothing is left. */
const char *
name_id(const char *name, struct arena *);

#endif
