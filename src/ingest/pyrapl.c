/*
 * pyRAPL's CSVOutput: a row each processor socket of a measurement, energies
 * in microjoules, durations in microseconds, the start in seconds.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
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

enum { SOCKETS_MAX = 40 };

static const double micro = 1e6;

enum column { LABEL, STAMP, DURATION, PKG, DRAM, SOCKET, COLUMNS };

static const char *const names[COLUMNS] = {
	[LABEL] = "label", [STAMP] = "timestamp", [DURATION] = "duration",
	[PKG] = "pkg", [DRAM] = "dram", [SOCKET] = "socket",
};

/* The measurement whose sockets are being read. */
struct measurement {
	struct reading *reading;
	struct interval_meter *meter;
	char delimiter;
	int columns[COLUMNS];
	bool begun;
	const char *label;
	double start_s, duration_us;
	double energy_j[INTERVAL_PARTS];
	unsigned char seen[SOCKETS_MAX];
	size_t rows;
	struct pos pos;
};

static void
end_measurement(struct measurement *m)
{
	struct interval interval = {
		.start_s = m->start_s,
		.duration_s = m->duration_us / micro,
		.energy_j = m->energy_j,
		.pos = m->pos,
	};

	if (m->begun)
		interval_add(m->meter, &interval);
	m->begun = false;
}

static void
begin_measurement(struct measurement *m, const struct csv_row *row,
    double start_s, double duration_us)
{
	size_t i;

	end_measurement(m);
	m->begun = true;
	m->label = span_dup(m->reading->arena,
	    cell_text(row, m->columns[LABEL]));
	m->start_s = start_s;
	m->duration_us = duration_us;
	m->pos = row->pos;
	memset(m->seen, 0, sizeof m->seen);
	for (i = 0; i < INTERVAL_PARTS; i++)
		m->energy_j[i] = (double)NAN;
}

/* Sockets of one measurement share its label and its times. */
static bool
is_same(const struct measurement *m, const struct csv_row *row,
    double start_s, double duration_us, size_t socket)
{
	return m->begun && m->seen[socket] == 0 &&
	    m->start_s >= start_s && m->start_s <= start_s &&
	    m->duration_us >= duration_us && m->duration_us <= duration_us &&
	    span_equal(cell_text(row, m->columns[LABEL]), m->label);
}

static void
add_energy(struct measurement *m, const struct csv_row *row,
    enum column column, size_t socket)
{
	double energy_uj = meter_number(row, m->columns[column],
	    m->delimiter);
	char id[32];
	int part;

	if (isnan(energy_uj))
		return;
	snprintf(id, sizeof id, "%s-%zu", column == PKG ? "package" : "dram",
	    socket);
	part = interval_part(m->meter, id, PART_HOST);
	if (part >= 0)
		m->energy_j[part] = energy_uj / micro;
}

static void
read_socket(struct measurement *m, const struct csv_row *row)
{
	double start_s = meter_number(row, m->columns[STAMP], m->delimiter);
	double duration_us = meter_number(row, m->columns[DURATION],
	    m->delimiter);
	double number = meter_number(row, m->columns[SOCKET], m->delimiter);
	size_t socket;

	if (isnan(start_s) || isnan(duration_us) ||
	    !(number >= 0 && number < SOCKETS_MAX)) {
		row_skip(m->reading, row->pos,
		    "no time, no duration or no socket");
		return;
	}
	socket = (size_t)number;
	if (!is_same(m, row, start_s, duration_us, socket))
		begin_measurement(m, row, start_s, duration_us);
	m->seen[socket] = 1;
	m->rows++;
	add_energy(m, row, PKG, socket);
	add_energy(m, row, DRAM, socket);
}

static void
read_header(struct measurement *m, const struct csv_row *row)
{
	size_t i;

	for (i = 0; i < COLUMNS; i++)
		m->columns[i] = meter_column(row, names[i]);
}

static void
finish(struct measurement *m)
{
	struct reading *reading = m->reading;
	struct record *record = reading->record;

	rows_skipped_end(reading);
	if (!interval_finish(m->meter))
		return;
	record->rows = m->rows;
	record->zoned = !isnan(record->start_s);
	record->scope = SCOPE_PROCESSOR;
	diag(reading->diags, DIAG_LOG_SCOPE, record->energy_pos,
	    "energy of processors and memory, the sockets added: no GPU is "
	    "in it");
}

static void
read_pyrapl(struct reading *reading)
{
	struct measurement *m = arena_alloc(reading->arena, sizeof *m);
	struct csv *csv;
	struct csv_row row;

	m->reading = reading;
	m->delimiter = cell_delimiter(reading->source);
	m->meter = interval_open(reading, INTERVAL_NESTED, RECORD_MEASURED);
	memset(m->columns, -1, sizeof m->columns);
	csv = csv_open(reading->source, m->delimiter, reading->arena);
	while (csv_row(csv, &row)) {
		if (span_equal(cell_text(&row, 0), names[LABEL]))
			read_header(m, &row);
		else
			read_socket(m, &row);
	}
	csv_close(csv);
	end_measurement(m);
	finish(m);
}

/* The delimiter is the user's. */
static int
sniff(const struct sniff *sniff)
{
	struct span line = sniff->line;

	return span_starts(line, "label") && line.n > 6 &&
		span_starts(span_sub(line, 6, line.n), "timestamp") &&
		span_find(line, "duration") != SIZE_MAX &&
		span_find(line, "pkg") != SIZE_MAX &&
		span_find(line, "socket") != SIZE_MAX ?
	    96 : 0;
}

const struct format format_pyrapl = {
	.name = "pyrapl",
	.title = "pyRAPL CSV",
	.gives = "D E",
	.sniff = sniff,
	.read = read_pyrapl,
};
