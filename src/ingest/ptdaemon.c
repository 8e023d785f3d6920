/*
 * PTDaemon's log of a wall meter: keys and values by turns, "Time,28-12-2020
 * 15:21:14.682,Watts,22.95,...". Whether the day or the month comes first
 * is told by a number over 12 or by the day that follows.
 */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/csv.h"
#include "base/diag.h"
#include "base/source.h"
#include "ingest/cell.h"
#include "ingest/formats.h"
#include "ingest/ingest.h"
#include "ingest/meter_text.h"
#include "ingest/power.h"

enum { DAY_S = 86400 };

struct wall {
	struct reading *reading;
	struct power_meter *meter;
	enum date_order order;
	bool decided, begun;
	double shift_s;        /* what the first order was wrong by */
	double last_dmy_s, last_mdy_s;
	struct pos first_pos;
};

/* Both readings of a stamp; NAN where there is no such day. */
static bool
both_orders(struct span text, double *dmy_s, double *mdy_s)
{
	if (!meter_stamp(text, DATE_DMY, dmy_s))
		*dmy_s = (double)NAN;
	if (!meter_stamp(text, DATE_MDY, mdy_s))
		*mdy_s = (double)NAN;
	return !isnan(*dmy_s) || !isnan(*mdy_s);
}

/* The order in which the step from the stamp before is the shorter one forwards. */
static void
decide_by_step(struct wall *wall, double dmy_s, double mdy_s)
{
	double dmy_step_s = dmy_s - wall->last_dmy_s;
	double mdy_step_s = mdy_s - wall->last_mdy_s;

	if (floor(dmy_s / DAY_S) <= floor(wall->last_dmy_s / DAY_S) &&
	    floor(dmy_s / DAY_S) >= floor(wall->last_dmy_s / DAY_S))
		return;
	if (dmy_step_s < 0 && mdy_step_s < 0)
		return;
	wall->decided = true;
	wall->order = mdy_step_s >= 0 &&
		(dmy_step_s < 0 || mdy_step_s < dmy_step_s) ?
	    DATE_MDY : DATE_DMY;
}

static void
decide(struct wall *wall, double dmy_s, double mdy_s)
{
	if (isnan(dmy_s) || isnan(mdy_s)) {
		wall->decided = true;
		wall->order = isnan(dmy_s) ? DATE_MDY : DATE_DMY;
	} else if (dmy_s >= mdy_s && dmy_s <= mdy_s) {
		return; /* the 5th of May reads both ways */
	} else if (wall->begun) {
		decide_by_step(wall, dmy_s, mdy_s);
	}
}

/* Until the order is known, days are taken to come first; what that is wrong by is put right at the end. */
static bool
read_time(struct wall *wall, struct span text, double *time_s)
{
	double dmy_s, mdy_s;

	if (!both_orders(text, &dmy_s, &mdy_s))
		return false;
	if (!wall->decided) {
		decide(wall, dmy_s, mdy_s);
		if (wall->decided && wall->order == DATE_MDY && wall->begun)
			wall->shift_s = wall->last_dmy_s - wall->last_mdy_s;
	}
	*time_s = wall->order == DATE_MDY ? mdy_s : dmy_s;
	if (isnan(*time_s))
		return false;
	*time_s = meter_from_local(wall->reading, *time_s + wall->shift_s);
	wall->last_dmy_s = dmy_s;
	wall->last_mdy_s = mdy_s;
	wall->begun = true;
	return true;
}

/* The value behind KEY. */
static int
value_column(const struct csv_row *row, const char *key)
{
	size_t i;

	for (i = 0; i + 1 < row->count; i += 2)
		if (span_equal(cell_text(row, (int)i), key))
			return (int)i + 1;
	return -1;
}

/* Messages ("NOTICE", "ERROR") stand between the samples. */
static void
read_sample(struct wall *wall, const struct csv_row *row)
{
	struct span none = { NULL, 0 };
	int column = value_column(row, "Watts");
	double time_s, power_w = meter_number(row, column, ',');

	if (!span_equal(cell_text(row, 0), "Time"))
		return;
	if (!read_time(wall, cell_text(row, 1), &time_s))
		row_skip(wall->reading, cell_pos(row, 1), "no time");
	else if (!power_add(wall->meter, none, none, time_s, power_w,
		     cell_pos(row, column)))
		row_skip(wall->reading, cell_pos(row, column),
		    "no power that can be one");
	else if (wall->first_pos.line == 0)
		wall->first_pos = cell_pos(row, 1);
}

/* A known window lies nearer to one of the two dates. */
static void
decide_by_window(struct wall *wall)
{
	double from_s = wall->reading->options->from_s;

	if (isnan(from_s))
		return;
	wall->decided = true;
	wall->order = fabs(wall->last_mdy_s - from_s) <
		fabs(wall->last_dmy_s - from_s) ? DATE_MDY : DATE_DMY;
}

/* The head's stamps decide for the first sample, which a run's window may need. */
static void
look_ahead(struct wall *wall)
{
	struct span rest = source_head(wall->reading->source);

	while (rest.n > 0 && !wall->decided) {
		struct span line = span_cut(&rest, '\n');
		double dmy_s, mdy_s;

		if (!span_equal(span_trim(span_cut(&line, ',')), "Time") ||
		    rest.n == 0 ||
		    !both_orders(span_cut(&line, ','), &dmy_s, &mdy_s))
			continue;
		decide(wall, dmy_s, mdy_s);
		wall->last_dmy_s = dmy_s;
		wall->last_mdy_s = mdy_s;
		wall->begun = true;
	}
	if (wall->begun && !wall->decided)
		decide_by_window(wall);
	wall->begun = false;
}

static void
set_dates(struct wall *wall)
{
	struct reading *reading = wall->reading;
	struct record *record = reading->record;

	record->start_s -= wall->shift_s;
	record->end_s -= wall->shift_s;
	if (wall->decided || isnan(record->start_s) ||
	    (wall->last_dmy_s >= wall->last_mdy_s &&
	    wall->last_dmy_s <= wall->last_mdy_s))
		return;
	record->start_s = record->end_s = (double)NAN;
	diag(reading->diags, DIAG_LOG_TIME, wall->first_pos, "day and month "
	    "may stand either way round: the energy is the same, the date is "
	    "not known");
}

static void
read_ptdaemon(struct reading *reading)
{
	struct wall wall = { .reading = reading, .order = DATE_DMY };
	struct csv *csv;
	struct csv_row row;

	look_ahead(&wall);
	wall.meter = power_open(reading);
	csv = csv_open(reading->source, ',', reading->arena);
	while (csv_row(csv, &row))
		read_sample(&wall, &row);
	csv_close(csv);
	rows_skipped_end(reading);
	reading->record->scope = SCOPE_NODE;
	power_finish(wall.meter);
	reading->record->devices = -1;
	reading->record->partial = NULL; /* its dates are found in the whole */
	set_dates(&wall);
}

static int
sniff(const struct sniff *sniff)
{
	size_t at = span_find(sniff->head, "Time,");

	while (at != SIZE_MAX) {
		struct span rest = span_sub(sniff->head, at + 5,
		    sniff->head.n);
		struct span stamp = span_cut(&rest, ',');
		double dmy_s, mdy_s;

		if (span_starts(rest, "Watts,") &&
		    both_orders(stamp, &dmy_s, &mdy_s))
			return 96;
		rest = span_sub(sniff->head, at + 5, sniff->head.n);
		if (span_find(rest, "Time,") == SIZE_MAX)
			break;
		at += 5 + span_find(rest, "Time,");
	}
	return 0;
}

const struct format format_ptdaemon = {
	.name = "ptdaemon-log",
	.title = "PTDaemon wall meter log",
	.gives = "D P E",
	.sniff = sniff,
	.read = read_ptdaemon,
};
