/*
 * What init found in a folder, as the tree of a study with comments that
 * mark each guess and each line to fill in.
 */
#ifndef WATTLEAF_INIT_H
#define WATTLEAF_INIT_H

#include <stdbool.h>

#include "base/str.h"
#include "ingest/ingest.h"
#include "study/gather.h"

struct element;
struct job;
struct study;

struct init {
	struct job *job;
	const char *folder;
	struct found found;
	struct gathered gathered;
	bool yaml;             /* comments that show lines show YAML */
};

/* Looks through FOLDER, whose study has the text STUDY (empty: none). False with diagnostics when there is nothing in it. */
bool
init_gather(struct init *, struct job *, const char *folder,
    struct span study);

/* Adds to the study ROOT the logs that it does not name; how many. */
size_t
init_merge(const struct init *, struct element *root);

/* Adds an attribute with the comment that ends its line, or NULL. */
void
init_put(const struct init *, struct element *, const char *name,
    const char *value, const char *beside);

/* The whole study. */
struct element *
init_tree(const struct init *);

/* One model of it, as a child of ROOT; ids stay distinct. */
struct element *
init_add_model(const struct init *, struct element *root,
    const struct gathered_model *);

struct element *
init_add_run(const struct init *, struct element *model,
    const struct gathered_run *);

void
init_add_log(const struct init *, struct element *run,
    const struct gathered_file *);

/* "0.592 kWh of the node, 382.9 s": what a log says, in a few words. */
const char *
init_log_words(const struct init *, const struct record *);

/* A line of comment that, without its mark, is the log. */
const char *
init_log_line(const struct init *, const struct gathered_file *, bool first);

/* Adds the hardware of a run, as far as anything tells of it. */
void
init_add_hardware(const struct init *, struct element *run,
    const struct gathered_run *);

/* A study in memory from what FOLDER holds, its logs read; says what was assumed. NULL with diagnostics. */
struct study *
init_study(struct job *, const char *folder);

#endif
