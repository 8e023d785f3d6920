/*
 * The records of a folder sorted into models and runs, by what the folders
 * and files are called and by what the records say. A guess, to be looked
 * at: what fits nowhere keeps a reason.
 */
#ifndef WATTLEAF_GATHER_H
#define WATTLEAF_GATHER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "study/study.h"

struct arena;
struct record;

enum { GATHER_MAX = 4096 }; /* records that are sorted: each is held against each */

enum file_use {
	FILE_LOG,     /* of its run */
	FILE_TWICE,   /* of its run, but its energy is counted by another */
	FILE_SPEC,    /* it describes hardware */
	FILE_NOWHERE
};

struct gathered_file {
	const struct record *record;
	const char *path;      /* below the folder */
	const char *model;     /* folders that name the model, "a/b"; "" */
	const char *run;       /* folders that name the run; "" */
	const char *stem;      /* its name without what tells parts apart */
	struct span job;
	bool known;            /* the study names it already */
	bool restart;          /* a name says that it is one of several starts of a run */
	bool staged;           /* a name tells the stage */
	enum stage stage;
	enum file_use use;
	const char *reason;    /* of TWICE and NOWHERE; of LOG: what to look at, or "" */
	size_t part_of;        /* while sorting: a file of the same run, in the end its first */
};

struct gathered_run {
	const char *key;       /* as the files' run */
	const char *stem;      /* of its files, when runs of one folder are told apart by it; or NULL */
	bool staged;
	enum stage stage;
	const struct gathered_file **files; /* LOG and TWICE, by path */
	size_t count;
	const struct gathered_file *spec;   /* describes its hardware; or NULL */
	const struct gathered_file **choices; /* that may be the spec, where they differ */
	size_t choice_count;
	const struct gathered_file *processor; /* describes its processors, where the spec has none; or NULL */
};

struct gathered_model {
	const char *key;
	struct gathered_run *runs;
	size_t count;
};

struct gathered {
	struct gathered_file *files; /* all, by path */
	size_t file_count;
	struct gathered_model *models;
	size_t count;
};

/*
 * Sorts COUNT records, at most GATHER_MAX, whose files lie in FOLDER. What
 * STUDY, the text of a study that is there, names is counted before what is
 * new.
 */
struct gathered
gather(struct record *const *records, size_t count, const char *folder,
    struct span study, struct arena *);

/* Whether the text of a study names the path, be it in a comment. */
bool
study_names(struct span study, const char *path);

#endif
