/*
 * A table of samples being read: shared by the files of the delimited
 * reader alone.
 */
#ifndef WATTLEAF_DELIMITED_TABLE_H
#define WATTLEAF_DELIMITED_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "ingest/delimited.h"
#include "ingest/ingest.h"

struct counter_meter;
struct csv;
struct fast_rows;
struct power_meter;
struct table_parts;
struct ticks;

enum { MODELS_MAX = 64 };

struct table {
	struct reading reading;       /* the caller's, but for the window of a log without dates */
	struct read_options options;
	struct column_map map;
	struct power_meter *power;    /* opened with the first time */
	struct counter_meter *counter;
	struct ticks *ticks;          /* when no column names the device */
	struct fast_rows *fast;       /* rows like those before */
	double divisor;               /* bare times by this are seconds; 0 before the first */
	bool dated, unzoned, stop;
	size_t rows, chosen;          /* rows seen; rows of the wanted device */
	struct table_parts *parts;    /* NULL: one thread reads all */
	const char *models[MODELS_MAX];
	size_t model_count;
};

/* Reads as many rows as come fast; the next one, if any, takes care. */
void
table_read_fast(struct table *, struct csv *);

/* Threads for the parts of a large log; NULL when one is to read it all. */
struct table_parts *
table_parts_open(struct table *);

/*
 * Reads on by several threads when N bytes more have come fast and much is
 * left. What the rows of a part say is added as if they had come one by one;
 * ends before the first row that takes care. False when nothing was read.
 */
bool
table_read_parts(struct table *, struct csv *, size_t n);

/* A row took care: threads are worth their while when many have come fast again. */
void
table_parts_rest(struct table_parts *);

#endif
