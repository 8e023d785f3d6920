/*
 * A record of a log or hardware file as it is shown: to people, and to
 * programs.
 */
#ifndef WATTLEAF_RECORD_OUT_H
#define WATTLEAF_RECORD_OUT_H

#include <stdbool.h>

struct arena;
struct buf;
struct data;
struct job;
struct machine;
struct record;

/* All that the record says, with its diagnostics; unknown is null. */
struct data *
record_data(struct job *, const struct record *);

/* Adds a member "hardware"; null when nothing is known of it. */
void
record_machine(struct arena *, struct data *parent, const struct machine *);

/* What the record says, a line each. */
void
record_text(struct job *, const struct record *, struct buf *out);

/* "2022-09-01T10:20:30Z", without the Z when no zone is known; NULL for NAN. */
const char *
record_moment(struct job *, double seconds, bool zoned);

#endif
