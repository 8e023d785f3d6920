/*
 * The tables of the catalogue in memory, each read when it is first asked
 * for. Private to src/catalog.
 */
#ifndef WATTLEAF_TABLE_H
#define WATTLEAF_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "catalog/catalog.h"

enum table_id {
	TABLE_DEVICE,
	TABLE_EQUIVALENT,
	TABLE_GRID,
	TABLE_METHOD,
	TABLE_MODEL,
	TABLE_PRICE,
	TABLE_PUE,
	TABLE_TOTAL
};

struct row {
	struct factor factor;
	const char *match;     /* other names, parted by '|'; "" none */
	const char *alpha2;    /* of a country, or "" */
	struct device *device; /* of an accelerator, else NULL */
};

struct table {
	struct row *rows;
	size_t count;
	bool read;
};

struct citations {
	struct citation *rows;
	size_t count;
	bool read;
};

/* What is read so far: changes behind a catalogue that is const to those who ask it. */
struct tables {
	const char *directory;
	struct arena *arena;
	struct diags *diags;
	struct table tables[TABLE_TOTAL];
	struct citations citations;
};

struct catalog {
	const char *version;
	struct tables *tables;
};

/* The table that is called NAME ("grid"), or TABLE_TOTAL. */
enum table_id
table_lookup(const char *name);

/* True when every table's file can be read; a diagnostic for each that can't. */
bool
tables_present(const struct tables *);

/* The table, read when it has not been. */
const struct table *
table_of(const struct catalog *, enum table_id);

/* The row ID of a table, or NULL. */
const struct row *
table_row(const struct catalog *, enum table_id, const char *id);

const struct citations *
citations_of(const struct catalog *);

#endif
