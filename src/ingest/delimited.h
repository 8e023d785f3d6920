/*
 * The generic delimited reader: a time column, a power column, perhaps a
 * device column, named by position. Presets (nvidia-smi) and a study's
 * columns="time=0,power=2,unit=W,device=1" sit on it.
 */
#ifndef WATTLEAF_DELIMITED_H
#define WATTLEAF_DELIMITED_H

#include <stdbool.h>
#include <stddef.h>

#include "base/unit.h"

struct csv_row;
struct reading;

enum {
	COLUMN_NONE = -1,
	COLUMN_ALIASES = 2,
	HEADER_UNKNOWN = -1 /* the first row may be a header */
};

struct column_map {
	int time, power, device, model; /* 0-based; COLUMN_NONE when absent */
	int energy;                     /* cumulative counter, COLUMN_NONE when absent */
	int aliases[COLUMN_ALIASES];    /* other names of the device, for options->device alone */
	enum unit power_unit;           /* of bare numbers in the power or energy column; UNIT_TOTAL when not known */
	enum unit time_unit;            /* of bare numbers; stamps need none; UNIT_TOTAL: by their size */
	bool zoned;                     /* stamps without a zone are UTC */
	int header_rows;                /* rows to pass over first, or HEADER_UNKNOWN */
	char delimiter;                 /* '\0': found from the first line; ' ' takes several as one */
	bool careful;                   /* no row is read fast: slower and the same */
	/* Called with a row that has no time: true when it is a header, which may change the map. Or NULL. */
	bool (*header)(const struct csv_row *, struct column_map *);
};

/* Nothing known. */
struct column_map
column_map_none(void);

/*
 * Reads options->columns: "time=0,power=2,unit=W,device=1,model=3,
 * time-unit=ms,header=1,delimiter=;" with 0-based columns; "energy=2,unit=J"
 * instead of power for a counter that rises; delimiters may be called comma,
 * semicolon, tab, space, pipe. False with STUDY_VALUE at columns_pos when it
 * can't be used.
 */
bool
column_map_parse(const struct reading *, struct column_map *);

/* Reads the source by the map into the reading's record. */
void
delimited_read(struct reading *, const struct column_map *);

#endif
