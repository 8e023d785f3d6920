/*
 * The tables of the catalogue in memory, each read when it is first asked
 * for. Private to src/catalog.
 */
#ifndef WATTLEAF_TABLE_H
#define WATTLEAF_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "catalog/catalog.h"

enum table_id {
	TABLE_CHECK,
	TABLE_CPU,
	TABLE_CPU_CORE,
	TABLE_DEVICE,
	TABLE_DRAM,
	TABLE_ELECTRICITY,
	TABLE_EMBODIED,
	TABLE_EQUIVALENT,
	TABLE_FUEL,
	TABLE_GRID,
	TABLE_GWP,
	TABLE_INTENSITY,
	TABLE_METHOD,
	TABLE_MIX,
	TABLE_MODEL,
	TABLE_POWER,
	TABLE_PRICE,
	TABLE_PROVIDER,
	TABLE_PUE,
	TABLE_REGION,
	TABLE_RESULT,
	TABLE_SCENARIO,
	TABLE_SITE,
	TABLE_SUBREGION,
	TABLE_VCPU,
	TABLE_TOTAL
};

struct row {
	struct factor factor;
	const char *match;     /* other names, parted by '|'; "" none */
	const char *alpha2;    /* of a country, or "" */
	const char *country;   /* alpha-3 of a part of a country, or "" */
	const char *of_device; /* of a measured power, or "" */
	int rank;              /* 1 is taken first; 0 is not taken by itself */
	double lifetime_h;     /* of embodied emissions; NAN unknown */
	struct device *device; /* of an accelerator, else NULL */
	struct cpu *cpu;       /* of a processor, else NULL */
	struct mix *mix;       /* of a mix, else NULL */
	struct published *published; /* of a result, else NULL */
};

struct table {
	struct row *rows;
	size_t count;
	bool read;
};

/* Rows of a table whose ids begin alike. */
struct part {
	enum table_id id;
	const char *prefix;
	struct table rows;
};

/* A factor of a place in a year that was asked for. */
struct yearly {
	const char *place;
	int year;
	const struct factor *factor;
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
	struct table own[TABLE_TOTAL]; /* the user's rows */
	struct part *parts;
	size_t part_count;
	struct yearly *yearly;
	size_t yearly_count;
	struct citations citations;
	struct citations own_citations;
};

struct catalog {
	const char *version;
	struct tables *tables;
};

/* The table that is called NAME ("grid"), or TABLE_TOTAL. */
enum table_id
table_lookup(const char *name);

const char *
table_name(enum table_id);

/* True when every table's file can be read; a diagnostic for each that can't. */
bool
tables_present(const struct tables *);

/* The table, read when it has not been: the user's rows, then ours that they leave. */
const struct table *
table_of(const struct catalog *, enum table_id);

/*
 * The rows of a table whose id is PREFIX or begins with it, without reading
 * the others: for tables that are large.
 */
const struct table *
table_part(const struct catalog *, enum table_id, const char *prefix);

/* The row ID of a table, or NULL. */
const struct row *
table_row(const struct catalog *, enum table_id, const char *id);

const struct row *
row_in(const struct table *, const char *id);

const struct citations *
citations_of(const struct catalog *);

/* The row of a country, or a part of one, that PLACE means; NULL when none. */
const struct row *
place_row(const struct catalog *, const char *place);

/* The row of the provider's region that NAME means; NULL when none, or several. *SEVERAL: all that fit, when not NULL. */
const struct row *
region_row(const struct catalog *, const char *name, struct table *several);

/* "8xA100", "A100×8": what is counted; the text as it is when nothing is. */
struct span
device_without_count(struct span text);

/* "xeon-gold-6148": the id under which a processor is kept. */
const char *
cpu_key(const char *name, struct arena *);

#endif
