/*
 * MLPerf training logs and the power logs of nodes that go with them: from
 * events to a record. Every rank may print the same event. It must not know
 * how events are written, nor how energy is integrated.
 */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/json.h"
#include "base/source.h"
#include "ingest/cell.h"
#include "ingest/formats.h"
#include "ingest/hardware_text.h"
#include "ingest/ingest.h"
#include "ingest/mlperf_event.h"
#include "ingest/power.h"

enum {
	SAME_EVENT_S = 10,    /* ranks print one event within this time */
	RUNS_MAX = 100000,
	COUNT_MAX = 1000000   /* nodes, accelerators: more is no count */
};

/* A log while it is read. */
struct log {
	struct reading *reading;
	struct record_run *runs;
	size_t run_count;
	size_t events, orphans, aborted;
	struct pos orphan_pos, aborted_pos, stop_pos;
	double last_s;        /* of the last event with a time */
	struct power_meter *meter;
	double last_reading_s, last_reading_w;
	size_t repeated;      /* readings printed twice, inside the window */
	double marker_stop_s;
	struct pos marker_pos;
	double conversion;    /* NAN: none stated */
	struct pos conversion_pos;
	double switch_w;      /* estimate for an interconnect; NAN: none */
	struct pos switch_pos;
};

static bool
is_time(double seconds)
{
	return seconds > 1e8 && seconds < 1e11;
}

static struct record_run *
last_run(struct log *log)
{
	return log->run_count == 0 ? NULL : &log->runs[log->run_count - 1];
}

static void
take_run_start(struct log *log, const struct mlperf_event *event)
{
	struct record_run *run = last_run(log);

	if (!is_time(event->time_s) || log->run_count >= RUNS_MAX)
		return;
	if (run != NULL && isnan(run->end_s) &&
	    fabs(event->time_s - run->start_s) <= SAME_EVENT_S) {
		run->start_s = fmin(run->start_s, event->time_s);
		return;
	}
	log->runs = arena_grow(log->reading->arena, log->runs, log->run_count,
	    sizeof *log->runs);
	log->runs[log->run_count++] = (struct record_run){
		.start_s = event->time_s,
		.end_s = (double)NAN,
		.duration_s = (double)NAN,
		.energy_kwh = (double)NAN,
		.co2e_g = (double)NAN,
		.pos = event->pos,
	};
}

static bool
is_aborted(const struct mlperf_event *event)
{
	const char *status = json_text(json_member(event->details, "status"));
	const struct json *success = json_member(event->value, "success");

	if (status != NULL)
		return strcmp(status, "success") != 0;
	return success != NULL && !json_is_true(success);
}

static void
take_run_stop(struct log *log, const struct mlperf_event *event)
{
	struct record_run *run = last_run(log);
	bool again = run != NULL && !isnan(run->end_s) &&
	    fabs(event->time_s - run->end_s) <= SAME_EVENT_S;

	if (!is_time(event->time_s))
		return;
	if (run == NULL || event->time_s < run->start_s ||
	    (!isnan(run->end_s) && !again)) {
		if (log->orphans++ == 0)
			log->orphan_pos = event->pos;
		return;
	}
	run->end_s = again ? fmax(run->end_s, event->time_s) : event->time_s;
	run->duration_s = run->end_s - run->start_s;
	log->stop_pos = event->pos;
	if (!again && is_aborted(event) && log->aborted++ == 0)
		log->aborted_pos = event->pos;
}

static void
take_benchmark(struct log *log, const struct mlperf_event *event)
{
	struct record *record = log->reading->record;

	if (record->title == NULL)
		record->title = hardware_name(log->reading->arena,
		    json_text(event->value));
}

/* A count that a newer log states itself, or COUNT as it was. */
static int
count_of(const struct mlperf_event *event, int count)
{
	double number;

	if (!json_number(event->value, &number) || number < 0 ||
	    number > COUNT_MAX || number != floor(number))
		return count;
	return (int)number;
}

static void
take_nodes(struct log *log, const struct mlperf_event *event)
{
	struct machine *machine = &log->reading->record->machine;

	machine->nodes = count_of(event, machine->nodes);
}

static void
take_accelerators(struct log *log, const struct mlperf_event *event)
{
	struct machine *machine = &log->reading->record->machine;

	machine->accelerators = count_of(event, machine->accelerators);
}

static bool
is_wanted(const struct log *log, double time_s)
{
	const struct read_options *options = log->reading->options;

	return !(time_s < options->from_s) && !(time_s > options->to_s);
}

static void
take_power(struct log *log, const struct mlperf_event *event)
{
	struct span none = { NULL, 0 };
	double power_w;

	if (log->meter == NULL)
		log->meter = power_open(log->reading);
	if (!is_time(event->time_s) || !json_number(event->value, &power_w)) {
		row_skip(log->reading, event->pos, "no power reading");
	} else if (event->time_s == log->last_reading_s &&
	    power_w == log->last_reading_w) {
		log->repeated += is_wanted(log, event->time_s);
	} else if (!power_add(log->meter, none, none, event->time_s, power_w,
	    event->pos)) {
		row_skip(log->reading, event->pos, "%.6g W is outside of 0..%d W",
		    power_w, (int)POWER_MAX_W);
	} else {
		log->last_reading_s = event->time_s;
		log->last_reading_w = power_w;
	}
}

static void
take_power_stop(struct log *log, const struct mlperf_event *event)
{
	log->marker_stop_s = event->time_s;
	log->marker_pos = event->pos;
}

static void
take_conversion(struct log *log, const struct mlperf_event *event)
{
	double factor;

	if (!json_number(event->value, &factor) || factor <= 0 || factor > 2) {
		row_skip(log->reading, event->pos,
		    "no conversion efficiency");
		return;
	}
	log->conversion = factor;
	log->conversion_pos = event->pos;
}

static void
take_switch(struct log *log, const struct mlperf_event *event)
{
	if (json_number(event->value, &log->switch_w))
		log->switch_pos = event->pos;
}

struct taker {
	const char *key;
	void (*take)(struct log *, const struct mlperf_event *);
};

static const struct taker takers[] = {
	{ "run_start", take_run_start },
	{ "run_stop", take_run_stop },
	{ "submission_benchmark", take_benchmark },
	{ "number_of_nodes", take_nodes },
	{ "accelerators_per_node", take_accelerators },
	{ "power_reading", take_power },
	{ "power_measurement_stop", take_power_stop },
	{ "conversion_eff", take_conversion },
	{ "interconnect_power_est", take_switch },
};

/* The dialect, and the benchmark where each event names it. */
static void
name_log(struct reading *reading, const struct mlperf_event *event)
{
	struct record *record = reading->record;

	if (record->format_version == NULL)
		record->format_version = event->dialect;
	if (record->title == NULL && event->benchmark.n > 0)
		record->title = span_dup(reading->arena, event->benchmark);
}

static void
take_event(void *context, const struct mlperf_event *event)
{
	struct log *log = context;
	size_t i;

	if (!event->read) {
		row_skip(log->reading, event->pos,
		    "the event cannot be read");
		return;
	}
	name_log(log->reading, event);
	log->events++;
	if (is_time(event->time_s))
		log->last_s = event->time_s;
	for (i = 0; i < sizeof takers / sizeof takers[0]; i++)
		if (span_equal(event->key, takers[i].key))
			takers[i].take(log, event);
}

/* The official rule multiplies the energy that was metered by the stated factor. */
static void
apply_conversion(struct log *log)
{
	struct record *record = log->reading->record;
	size_t i;

	if (isnan(log->conversion) || isnan(record->energy_kwh))
		return;
	record->energy_kwh *= log->conversion;
	record->it_energy_kwh *= log->conversion;
	record->mean_power_w *= log->conversion;
	record->max_power_w *= log->conversion;
	for (i = 0; i < record->device_list_count; i++) {
		record->device_list[i].energy_j *= log->conversion;
		record->device_list[i].mean_power_w *= log->conversion;
		record->device_list[i].max_power_w *= log->conversion;
	}
	diag(log->reading->diags, DIAG_LOG_CONVERSION, log->conversion_pos,
	    "readings are multiplied by the conversion_eff %g that the log "
	    "states", log->conversion);
}

/* The meter stands at the node: it says nothing of accelerators. */
static void
finish_power(struct log *log)
{
	struct record *record = log->reading->record;

	power_finish(log->meter);
	record->partial = NULL; /* its sums are not the meter's alone */
	record->rows += log->repeated;
	record->scope = SCOPE_NODE;
	record->zoned = true;
	record->devices = -1;
	apply_conversion(log);
	if (log->marker_stop_s < log->last_reading_s)
		diag(log->reading->diags, DIAG_LOG_SCOPE, log->marker_pos,
		    "power_measurement_stop carries a time before the last "
		    "reading: the readings count, not the marker");
}

static void
finish_devices(struct record *record)
{
	double all = (double)record->machine.nodes *
	    record->machine.accelerators;

	if (record->machine.nodes >= 0 && record->machine.accelerators >= 0 &&
	    all <= COUNT_MAX)
		record->devices = (int)all;
}

/* What the runs sum to; unfinished ones have no duration. */
static size_t
sum_runs(struct log *log)
{
	struct record *record = log->reading->record;
	size_t i, finished = 0;
	double sum_s = 0;

	for (i = 0; i < log->run_count; i++) {
		if (isnan(log->runs[i].duration_s))
			continue;
		finished++;
		sum_s += log->runs[i].duration_s;
		record->end_s = log->runs[i].end_s;
	}
	record->runs = log->runs;
	record->run_count = log->run_count;
	record->start_s = log->runs[0].start_s;
	record->zoned = true;
	record->duration_s = finished == 0 ? (double)NAN : sum_s;
	record->time_pos = finished == 0 ? log->runs[0].pos : log->stop_pos;
	return finished;
}

static void
say_unfinished(struct log *log, size_t finished)
{
	struct record *record = log->reading->record;
	const struct record_run *run = last_run(log);

	record->duration_is_lower_bound = finished > 0;
	diag(log->reading->diags, DIAG_LOG_PARTIAL, run->pos,
	    "%zu of %zu runs have a run_start and no run_stop: cut off, with "
	    "a time that is not known; the last line is %.0f s after this "
	    "start", log->run_count - finished, log->run_count,
	    log->last_s - run->start_s);
}

static void
finish_runs(struct log *log)
{
	struct reading *reading = log->reading;
	size_t finished;

	if (log->meter == NULL)
		reading->record->rows = log->events;
	reading->record->end_s = (double)NAN;
	finished = sum_runs(log);
	if (finished < log->run_count)
		say_unfinished(log, finished);
	if (log->run_count > 1)
		diag(reading->diags, DIAG_LOG_RUNS, log->runs[1].pos,
		    "%zu runs in one log; their times are added",
		    log->run_count);
	if (log->aborted > 0)
		diag(reading->diags, DIAG_LOG_ABORTED, log->aborted_pos,
		    "%zu of %zu runs did not end with success; they used "
		    "energy all the same", log->aborted, log->run_count);
}

static void
say_nothing(struct log *log)
{
	struct reading *reading = log->reading;

	if (!isnan(log->switch_w))
		diag(reading->diags, DIAG_LOG_NOTHING, log->switch_pos,
		    "only an estimate of %g W for the interconnect, without a "
		    "time", log->switch_w);
	else
		diag(reading->diags, DIAG_LOG_NOTHING,
		    log->orphans > 0 ?
			log->orphan_pos :
			(struct pos){ .file = reading->record->file },
		    "%s", log->orphans > 0 ? "a run_stop without a run_start" :
					     "no run_start and no power "
					     "reading");
}

static void
finish(struct log *log)
{
	struct reading *reading = log->reading;

	rows_skipped_end(reading);
	if (log->meter != NULL)
		finish_power(log);
	finish_devices(reading->record);
	if (log->run_count > 0)
		finish_runs(log);
	if (log->orphans > 0 && log->run_count > 0)
		diag(reading->diags, DIAG_LOG_TIME, log->orphan_pos,
		    "%zu run_stop that no run_start goes with", log->orphans);
	if (log->run_count == 0 && log->meter == NULL)
		say_nothing(log);
}

static void
read_log(struct reading *reading)
{
	struct log log = {
		.reading = reading,
		.last_s = (double)NAN,
		.last_reading_s = (double)NAN,
		.last_reading_w = (double)NAN,
		.marker_stop_s = (double)NAN,
		.conversion = (double)NAN,
		.switch_w = (double)NAN,
	};
	struct span line;

	while (source_line(reading->source, &line))
		mlperf_read_line(line, source_pos(reading->source, 1), take_event,
		    &log);
	finish(&log);
}

static bool
is_power_log(struct span head)
{
	return (span_find(head, "power_reading") != SIZE_MAX ||
		   span_find(head, "interconnect_power_est") != SIZE_MAX) &&
	    span_find(head, "run_start") == SIZE_MAX;
}

static int
sniff_log(const struct sniff *sniff)
{
	return mlperf_has_event(sniff->head) && !is_power_log(sniff->head) ? 95 : 0;
}

static int
sniff_power(const struct sniff *sniff)
{
	return mlperf_has_event(sniff->head) && is_power_log(sniff->head) ? 96 : 0;
}

const struct format format_mlperf_log = {
	.name = "mlperf-log",
	.title = "MLPerf training log",
	.gives = "D",
	.sniff = sniff_log,
	.read = read_log,
};

const struct format format_mlperf_power = {
	.name = "mlperf-power",
	.title = "MLPerf power log of a node",
	.gives = "P E",
	.sniff = sniff_power,
	.read = read_log,
};
