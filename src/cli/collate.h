/*
 * A collation: what its parts share.
 */
#ifndef WATTLEAF_CLI_COLLATE_H
#define WATTLEAF_CLI_COLLATE_H

#include <stdbool.h>
#include <stddef.h>

#include "cli/batch.h"
#include "collate/tally.h"

struct collated;
struct collation;
struct output_job;

struct collate {
	struct job *job;
	struct batch_how how;
	struct tally_hiding hiding;
	struct look look;          /* where something is drawn */
	struct collation *collation;
	const struct collated *view;
	struct output_job *drawn;  /* the document; NULL: no file needs it */
};

/* Checks --format and -o; false with USAGE. */
bool
collate_files_check(const struct collate *);

/* Whether a file is asked for that shows the document. */
bool
collate_files_draw(const struct collate *);

/* Writes the files that were asked for; false with diagnostics. */
bool
collate_files_write(struct collate *);

#endif
