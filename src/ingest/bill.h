/*
 * Rows of a bill, summed to a record: one metric, one currency, the rows of
 * use apart from taxes, credits and fees. It must not know who wrote it.
 */
#ifndef WATTLEAF_BILL_H
#define WATTLEAF_BILL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pos.h"
#include "base/str.h"

struct bill;
struct reading;

enum bill_hours {
	BILL_MACHINE_HOURS, /* those of one machine are a time */
	BILL_GPU_HOURS
};

/* One row. Spans need live no longer than the call. */
struct bill_item {
	struct span left_out;  /* why the row is no use: "Tax", "Credit"; empty for use */
	struct span currency;  /* empty when the row names none */
	struct span machine;   /* which machine HOURS are of, or empty */
	struct span machine_type; /* "p4d.24xlarge", or empty */
	double cost;
	double credit;         /* inside COST already; NAN none */
	double hours;          /* of a machine, or of GPUs; NAN none */
	double start_s, end_s; /* NAN unknown */
	bool zoned;
	bool committed;        /* paid for elsewhere by a commitment */
	struct pos pos, hours_pos;
};

struct bill_item
bill_item_none(void);

/* METRIC names what is summed. */
struct bill *
bill_open(struct reading *, const char *metric, enum bill_hours);

/*
 * Adds one row; false when its cost is none that can be: the caller skips
 * the row.
 */
bool
bill_add(struct bill *, const struct bill_item *);

/* True when KEY (of two parts) has been seen before in this bill. */
bool
bill_seen(struct bill *, struct span key, struct span more);

/* Fills the record; says the metric, what was left out (LOG_BILL), LOG_NOTHING without a row. */
void
bill_finish(struct bill *);

#endif
