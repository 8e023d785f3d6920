/*
 * Many records put together: each study once, all in one order. What is held
 * in memory does not grow with their number.
 */
#ifndef WATTLEAF_COLLATION_H
#define WATTLEAF_COLLATION_H

#include <stdbool.h>
#include <stddef.h>

struct collated;
struct collation;
struct diags;
struct record;
struct tally;

enum collation_state {
	COLLATION_COUNTED,
	COLLATION_DUPLICATE, /* its content is there already */
	COLLATION_REVISED,   /* a newer one of its study is there */
	COLLATION_FAILED
};

/* One record with what became of it. */
struct collation_row {
	enum collation_state state;
	const char *of; /* name of the one that is counted instead, or NULL */
	const struct record *record;
};

/* "counted" */
const char *
collation_state_name(enum collation_state);

/* MEMORY: as for spill_open. Faults of temporary files go to DIAGS. The caller closes. */
struct collation *
collation_open(size_t memory, struct diags *);

/* Takes a record in. */
void
collation_take(struct collation *, const struct record *);

/* Judges which are of one study. To be called once, when all are in; false after a fault. */
bool
collation_judge(struct collation *);

/* Calls EACH for all in the order of their names; a row lives until it returns. To be called as often as wanted. False after a fault, or when EACH was. */
bool
collation_each(struct collation *,
    bool (*each)(void *context, const struct collation_row *),
    void *context);

/* How many are of STATE. */
size_t
collation_count(const struct collation *, enum collation_state);

void
collation_close(struct collation *);

#endif
