/*
 * PowerJoular: samples of the host's watts about once a second, local time,
 * perhaps unpadded. A later session is appended without a mark, so a long
 * step is time between sessions and not integrated.
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
#include "ingest/interval.h"
#include "ingest/meter_text.h"
#include "ingest/power.h"

/* The tool sleeps one second between samples. */
static const double session_gap_s = 10;
/* Fractions of its stamps are wrong now and then, never by more than this. */
static const double rounding_s = 2;

struct session {
	struct reading *reading;
	struct interval_meter *meter;
	char delimiter;
	int total, cpu;   /* columns */
	bool begun;
	double last_s, last_w;
	size_t samples, sessions, back;
	struct pos gap_pos, back_pos, first_pos;
};

static void
read_header(struct session *session, const struct csv_row *row)
{
	session->total = meter_column(row, "Total Power");
	session->cpu = meter_column(row, "CPU Power");
	session->begun = false;
}

/* Total Power is the sum of the other two; a process file has CPU Power alone. */
static double
power_of(const struct session *session, const struct csv_row *row)
{
	return meter_number(row,
	    session->total >= 0 ? session->total : session->cpu,
	    session->delimiter);
}

static void
add_step(struct session *session, double time_s, double power_w,
    struct pos pos)
{
	double step_s = time_s - session->last_s;
	double energy_j = (session->last_w + power_w) / 2 * step_s;
	struct interval interval = {
		.start_s = session->last_s,
		.duration_s = step_s,
		.energy_j = &energy_j,
		.pos = pos,
	};

	interval_add(session->meter, &interval);
}

/* A step backwards, as at the end of daylight saving, begins a session too. */
static bool
is_next(struct session *session, double time_s, struct pos pos)
{
	if (!session->begun)
		return false;
	if (time_s < session->last_s) {
		if (session->back++ == 0)
			session->back_pos = pos;
		return false;
	}
	return time_s - session->last_s <= session_gap_s;
}

static void
read_sample(struct session *session, const struct csv_row *row)
{
	double time_s, power_w = power_of(session, row);

	if (!meter_stamp(cell_text(row, 0), DATE_YMD, &time_s)) {
		row_skip(session->reading, row->pos, "no time in its first "
		    "cell");
		return;
	}
	if (!(power_w >= 0 && power_w <= POWER_MAX_W)) {
		row_skip(session->reading, row->pos,
		    "no power that can be one");
		return;
	}
	time_s = meter_from_local(session->reading, time_s);
	if (session->begun && time_s <= session->last_s &&
	    time_s > session->last_s - rounding_s) {
		row_skip(session->reading, row->pos,
		    "not later than the sample before");
		return;
	}
	if (is_next(session, time_s, row->pos))
		add_step(session, time_s, power_w, row->pos);
	else if (session->sessions++ == 1)
		session->gap_pos = row->pos;
	if (session->samples++ == 0)
		session->first_pos = row->pos;
	session->begun = true;
	session->last_s = time_s;
	session->last_w = power_w;
}

static void
say_sessions(struct session *session)
{
	struct diags *diags = session->reading->diags;

	if (session->back > 0)
		diag(diags, DIAG_LOG_TIME, session->back_pos, "the clock "
		    "steps back %zu %s; a session is taken to begin there",
		    session->back, session->back == 1 ? "time" : "times");
	if (session->sessions > 1)
		diag(diags, DIAG_LOG_RUNS, session->gap_pos, "%zu sessions; "
		    "the time between them (steps over %g s) is left out",
		    session->sessions, session_gap_s);
}

static void
finish(struct session *session)
{
	struct reading *reading = session->reading;
	struct record *record = reading->record;

	rows_skipped_end(reading);
	if (session->samples == 1) {
		diag(reading->diags, DIAG_LOG_NOTHING, session->first_pos,
		    "one sample, as option -o leaves it: there is no time to "
		    "integrate over; -f keeps them all");
		return;
	}
	record->scope = session->total >= 0 ? SCOPE_NODE : SCOPE_PROCESS;
	if (!interval_finish(session->meter))
		return;
	record->rows = session->samples;
	record->energy_pos = record->time_pos = session->first_pos;
	say_sessions(session);
	diag(reading->diags, DIAG_LOG_SCOPE, session->first_pos, "%s",
	    session->total >= 0 ? "power of processor and GPU together, as "
	    "its column Total Power has it" : "one process's share of the "
	    "processor: no GPU is in it");
}

static void
read_powerjoular(struct reading *reading)
{
	struct session session = {
		.reading = reading,
		.delimiter = cell_delimiter(reading->source),
		.total = -1, .cpu = -1,
	};
	struct csv *csv = csv_open(reading->source, session.delimiter,
	    reading->arena);
	struct csv_row row;

	session.meter = interval_open(reading, INTERVAL_SERIAL,
	    RECORD_SAMPLED);
	interval_part(session.meter, "total", PART_HOST);
	while (csv_row(csv, &row)) {
		if (span_equal(cell_text(&row, 0), "Date"))
			read_header(&session, &row);
		else
			read_sample(&session, &row);
	}
	csv_close(csv);
	finish(&session);
}

static int
sniff(const struct sniff *sniff)
{
	return span_starts(sniff->line, "Date,CPU Utilization,") &&
		span_find(sniff->line, "CPU Power") != SIZE_MAX ?
	    97 : 0;
}

const struct format format_powerjoular = {
	.name = "powerjoular",
	.title = "PowerJoular CSV",
	.gives = "D P E",
	.sniff = sniff,
	.read = read_powerjoular,
};
