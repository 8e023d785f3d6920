/*
 * perf stat -a -e power/energy-pkg/,...: energies of the machine, of the
 * whole command or interval by interval (-I). Cores and graphics are inside
 * the package, all inside the platform (psys).
 */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/json.h"
#include "base/num.h"
#include "base/source.h"
#include "ingest/cell.h"
#include "ingest/formats.h"
#include "ingest/ingest.h"
#include "ingest/interval.h"
#include "ingest/meter_text.h"
#include "ingest/perf_line.h"

enum domain { PKG, RAM, PSYS, CORES, GPU, CORE, DOMAINS };

static const char *const events[DOMAINS] = {
	[PKG] = "energy-pkg", [RAM] = "energy-ram", [PSYS] = "energy-psys",
	[CORES] = "energy-cores", [GPU] = "energy-gpu", [CORE] = "energy-core",
};

struct counts {
	struct reading *reading;
	struct interval_meter *meter;
	int parts[DOMAINS];
	double energy_j[INTERVAL_PARTS]; /* of the interval under way */
	double base_s;          /* "# started on", NAN without it */
	bool zoned, open, sectioned;
	double time_s, from_s;  /* end and start of the interval, since the start */
	double elapsed_s;       /* stated by the text form */
	double runtime_s;
	double last_time_s;     /* of any event's line, for logs without energy */
	size_t lines, uncounted, means;
	struct pos pos, first_pos, uncounted_pos, mean_pos, elapsed_pos;
};

static void
clear_energies(struct counts *counts)
{
	size_t i;

	for (i = 0; i < INTERVAL_PARTS; i++)
		counts->energy_j[i] = (double)NAN;
}

/* Whether the interval at hand, or one before it, states an energy of the domain. */
static bool
has(const struct counts *counts, int domain)
{
	int part = counts->parts[domain];

	return counts->energy_j[part] > 0 || interval_has(counts->meter, part);
}

static void
set_roles(struct counts *counts)
{
	bool platform = has(counts, PSYS);
	bool package = has(counts, PKG);
	size_t i;

	for (i = 0; i < DOMAINS; i++)
		if (i != PSYS)
			interval_set_role(counts->meter, counts->parts[i],
			    platform || (package && i > PSYS) ? PART_INSIDE :
								PART_HOST);
}

static void
end_interval(struct counts *counts)
{
	struct interval interval = {
		.energy_j = counts->energy_j,
		.start_s = counts->base_s + counts->from_s,
		.duration_s = counts->time_s - counts->from_s,
		.pos = counts->pos,
	};
	size_t i, known = 0;

	if (!counts->open)
		return;
	counts->open = false;
	for (i = 0; i < DOMAINS; i++)
		if (!isnan(counts->energy_j[counts->parts[i]]))
			known++;
	if (isnan(counts->time_s)) {
		interval.start_s = counts->base_s;
		interval.duration_s = !isnan(counts->elapsed_s) ?
		    counts->elapsed_s : counts->runtime_s;
	} else if (isnan(counts->base_s)) {
		interval.start_s = counts->from_s;
	}
	if (known > 0) {
		set_roles(counts);
		interval_add(counts->meter, &interval);
	}
	counts->from_s = counts->time_s;
	counts->elapsed_s = counts->runtime_s = (double)NAN;
	clear_energies(counts);
}

/* Lines of one interval share their time; a time that falls begins a new session. */
static void
begin_interval(struct counts *counts, const struct perf_line *line)
{
	if (counts->open && (isnan(line->time_s) ||
	    (line->time_s >= counts->time_s &&
	    line->time_s <= counts->time_s)))
		return;
	end_interval(counts);
	if (isnan(line->time_s) || !(counts->from_s <= line->time_s))
		counts->from_s = 0;
	counts->time_s = line->time_s;
	counts->open = true;
	counts->pos = source_pos(counts->reading->source, 1);
}

static int
domain_of(struct span event)
{
	int i;

	for (i = 0; i < DOMAINS; i++)
		if (span_equal(event, events[i]))
			return i;
	return -1;
}

/* The energies of sockets are added. */
static void
take_energy(struct counts *counts, const struct perf_line *line)
{
	struct pos pos = source_pos(counts->reading->source, 1);
	int domain = domain_of(line->event);
	double *energy_j;

	if (counts->lines++ == 0)
		counts->first_pos = pos;
	begin_interval(counts, line);
	if (isnan(line->energy_j)) {
		if (counts->uncounted++ == 0)
			counts->uncounted_pos = pos;
		return;
	}
	if (domain < 0) {
		row_skip(counts->reading, pos, "an energy event that is not "
		    "known");
		return;
	}
	if (line->mean && counts->means++ == 0)
		counts->mean_pos = pos;
	energy_j = &counts->energy_j[counts->parts[domain]];
	*energy_j = isnan(*energy_j) ? line->energy_j :
				       *energy_j + line->energy_j;
	/* One processor's runtime is the time that passed; a sum of several is not. */
	if (line->processors >= 1 && line->processors <= 1 &&
	    !isnan(line->runtime_s))
		counts->runtime_s = line->runtime_s;
}

static bool
take_start(struct counts *counts, struct span line)
{
	static const char start[] = "# started on ";
	double time_s;

	if (!span_starts(line, start))
		return false;
	line = span_sub(line, sizeof start - 1, line.n);
	end_interval(counts);
	counts->from_s = 0;
	if (meter_long_stamp(line, &time_s, &counts->zoned))
		counts->base_s = counts->zoned ? time_s :
		    meter_from_local(counts->reading, time_s);
	return true;
}

/* "       0.302516254 seconds time elapsed" stands behind the events, with -r as "10.01 +- 0.02 seconds". */
static bool
take_elapsed(struct counts *counts, struct span line)
{
	size_t at = span_find(line, "seconds time elapsed");
	struct span rest = span_trim(span_sub(line, 0, at));

	if (at == SIZE_MAX ||
	    !perf_number(span_cut(&rest, ' '), &counts->elapsed_s))
		return false;
	counts->elapsed_pos = source_pos(counts->reading->source, 1);
	counts->last_time_s = counts->elapsed_s;
	end_interval(counts);
	return true;
}

/* The time of any event of -I, so that a log without energy still tells how long. */
static void
take_time(struct counts *counts, struct span line)
{
	size_t n = 0;
	double time_s;

	if (line.n == 0 || line.s[0] != ' ' ||
	    span_find(line, " seconds ") != SIZE_MAX)
		return;
	line = span_trim(line);
	while (n < line.n && ((line.s[n] >= '0' && line.s[n] <= '9') ||
	    line.s[n] == '.'))
		n++;
	if (n > 10 && n < line.n && line.s[n - 10] == '.' &&
	    num_parse(span_sub(line, 0, n), &time_s)) {
		counts->last_time_s = time_s;
		counts->elapsed_pos = source_pos(counts->reading->source, 1);
	}
}

static void
read_line(struct counts *counts, struct span line)
{
	struct perf_line values;

	if (take_start(counts, line))
		return;
	if (perf_line_read(line, &values))
		take_energy(counts, &values);
	else if (!take_elapsed(counts, line))
		take_time(counts, line);
}

static void
say_no_energy(struct counts *counts)
{
	struct reading *reading = counts->reading;
	struct record *record = reading->record;

	if (isnan(counts->last_time_s)) {
		diag(reading->diags, DIAG_LOG_NOTHING, counts->lines > 0 ?
		    counts->first_pos : (struct pos){ .file = record->file },
		    "%s: perf stat -a -I 1000 -e "
		    "power/energy-pkg/,power/energy-ram/ as root would give "
		    "energy", counts->lines > 0 ? "no energy was counted" :
		    "its events are no energies and it states no time");
		return;
	}
	record->duration_s = counts->last_time_s;
	record->time_pos = counts->elapsed_pos;
	record->rows = 1;
	if (!isnan(counts->base_s)) {
		record->start_s = counts->base_s;
		record->end_s = counts->base_s + counts->last_time_s;
	}
	diag(reading->diags, DIAG_LOG_SCOPE, counts->elapsed_pos, "a time "
	    "without energy: perf stat -a -e "
	    "power/energy-pkg/,power/energy-ram/ as root would count it");
}

static void
say_scope(struct counts *counts)
{
	struct diags *diags = counts->reading->diags;
	size_t i;

	if (interval_has(counts->meter, counts->parts[PSYS])) {
		counts->reading->record->scope = SCOPE_NODE;
		diag(diags, DIAG_LOG_INSIDE, counts->first_pos,
		    "energy-psys is the platform's and holds the other "
		    "domains: they are not added");
		return;
	}
	counts->reading->record->scope = SCOPE_PROCESSOR;
	diag(diags, DIAG_LOG_SCOPE, counts->first_pos, "energy of the "
	    "machine's processor packages%s: no GPU board is in it",
	    interval_has(counts->meter, counts->parts[RAM]) ? " and memory" :
							      "");
	for (i = 0; i < DOMAINS; i++)
		if (i != PKG && i != RAM && i != PSYS &&
		    interval_has(counts->meter, counts->parts[i])) {
			diag(diags, DIAG_LOG_INSIDE, counts->first_pos,
			    "cores and graphics are parts of the package: "
			    "they are not added");
			return;
		}
}

static void
finish(struct counts *counts)
{
	struct reading *reading = counts->reading;
	size_t i;

	rows_skipped_end(reading);
	for (i = 0; i < DOMAINS; i++)
		if (interval_has(counts->meter, counts->parts[i]))
			break;
	if (i == DOMAINS) {
		say_no_energy(counts);
		return;
	}
	if (!interval_finish(counts->meter))
		return;
	say_scope(counts);
	if (counts->uncounted > 0)
		diag(reading->diags, DIAG_LOG_PARTIAL, counts->uncounted_pos,
		    "%zu readings were not counted or not supported: they are "
		    "missing, not 0", counts->uncounted);
	if (counts->means > 0)
		diag(reading->diags, DIAG_LOG_SCOPE, counts->mean_pos,
		    "a mean of several runs (-r): the energy of one of them");
	if (isnan(reading->record->duration_s))
		diag(reading->diags, DIAG_LOG_SCOPE, counts->first_pos,
		    "no elapsed time: the runtimes are summed over "
		    "processors; -I states it");
}

static void
read_perf(struct reading *reading)
{
	struct counts *counts = arena_alloc(reading->arena, sizeof *counts);
	struct span line;
	size_t i;

	counts->reading = reading;
	counts->base_s = counts->elapsed_s = counts->runtime_s =
	    counts->last_time_s = counts->time_s = (double)NAN;
	counts->meter = interval_open(reading, INTERVAL_SERIAL,
	    RECORD_MEASURED);
	for (i = 0; i < DOMAINS; i++)
		counts->parts[i] = interval_part(counts->meter, events[i],
		    PART_HOST);
	clear_energies(counts);
	while (source_line(reading->source, &line))
		read_line(counts, line);
	end_interval(counts);
	finish(counts);
}

static int
sniff(const struct sniff *sniff)
{
	struct span head = sniff->head;

	if (span_find(head, "power/energy-") != SIZE_MAX &&
	    span_find(head, "Joules") != SIZE_MAX)
		return 80;
	if (span_find(head, "\"counter-value\"") != SIZE_MAX &&
	    span_find(head, "\"event-runtime\"") != SIZE_MAX)
		return 94;
	if (span_find(head, " Performance counter stats for ") != SIZE_MAX)
		return 75;
	return span_starts(sniff->line, "# started on ") &&
		(span_find(head, "task-clock") != SIZE_MAX ||
		span_find(head, "<not ") != SIZE_MAX ||
		span_find(head, "cycles") != SIZE_MAX) ? 90 : 0;
}

const struct format format_perf_stat = {
	.name = "perf-stat",
	.title = "perf stat",
	.gives = "D E",
	.sniff = sniff,
	.read = read_perf,
};
