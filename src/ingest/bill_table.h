/*
 * Bills as delimited tables: columns found by the names of a provider's
 * layout, each row handed to its function.
 */
#ifndef WATTLEAF_BILL_TABLE_H
#define WATTLEAF_BILL_TABLE_H

#include <stdbool.h>

#include "base/pos.h"
#include "base/str.h"
#include "ingest/bill.h"

struct reading;

enum bill_column {
	BILL_COST,
	BILL_CURRENCY,
	BILL_CLASS,      /* use, tax, credit ... */
	BILL_START,
	BILL_END,
	BILL_AMOUNT,     /* how much was used ... */
	BILL_UNIT,       /* ... of what */
	BILL_SERVICE,    /* what kind of thing was used */
	BILL_DETAIL,     /* and more of it */
	BILL_RESOURCE,
	BILL_COMMITMENT,
	BILL_CREDITS,
	BILL_LINE,       /* a number of the row, which with BILL_PERIOD is its alone */
	BILL_PERIOD,
	BILL_COLUMNS
};

enum { BILL_ALIASES = 6 };

struct bill_row {
	struct span cells[BILL_COLUMNS]; /* trimmed; empty when missing */
	struct pos pos[BILL_COLUMNS];
	bool has[BILL_COLUMNS];          /* whether the table has the column */
	char delimiter;
	double cost;                     /* NAN when the cell is no number */
};

/* Names are compared by their letters and digits alone, case ignored. */
struct bill_layout {
	const char *metric;   /* NULL: the name of the column that was found */
	enum bill_hours hours;
	const char *names[BILL_COLUMNS][BILL_ALIASES];
	/* Sets the item from the row; cost, currency, times and places are set. */
	void (*take)(const struct bill_row *, struct bill_item *);
};

/* Reads the reading's source by the layout. */
void
bill_table_read(struct reading *, const struct bill_layout *);

/* True when the header LINE has a column called NAME, compared as above. */
bool
bill_table_has(struct span line, const char *name);

/* "2024-09-18 22:00:00", "... UTC", "02/28/2021" (month first) or "2021-02-02". NAN otherwise. */
double
bill_time_s(struct span, bool *zoned);

/* The value of KEY in a small JSON text: {"ServiceType": "Standard_DS2_v2"}; empty when it is not there. */
struct span
bill_json_text(struct span, const char *key);

#endif
