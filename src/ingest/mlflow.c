/*
 * MLflow run folders: meta.yaml, read as flat "key: value" lines, and the
 * files of metrics, whose lines are milliseconds, value and step.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "base/num.h"
#include "base/source.h"
#include "ingest/cell.h"
#include "ingest/formats.h"
#include "ingest/ingest.h"
#include "ingest/power.h"

enum {
	STATUS_RUNNING = 1,
	STATUS_FINISHED = 3,
	STATUS_FAILED,
	STATUS_KILLED,
	ID_TEXT = 16
};

/* Milliseconds since 1970: those of this century. */
#define MS_LEAST 1e11
#define MS_MOST 1e14

/* A meta.yaml while it is read. */
struct meta {
	struct reading *reading;
	double start_s, end_s; /* NAN: none */
	int status;            /* 0: none */
	bool run, experiment;
	struct pos start_pos, end_pos, status_pos;
};

/* The value of a line "KEY: value" without its quotes; false for another key. */
static bool
value_of(struct span line, const char *key, struct span *value)
{
	struct span text;
	size_t n = strlen(key);

	if (!span_starts(line, key) || line.n <= n || line.s[n] != ':')
		return false;
	text = span_trim(span_sub(line, n + 1, line.n));
	if (text.n >= 2 && (text.s[0] == '\'' || text.s[0] == '"') &&
	    text.s[text.n - 1] == text.s[0])
		text = span_sub(text, 1, text.n - 2);
	*value = text;
	return true;
}

static double
time_of(struct meta *meta, struct span text, struct pos pos)
{
	double ms;

	if (cell_missing(text) || span_equal(text, "~"))
		return (double)NAN;
	if (num_parse(text, &ms) && ms >= MS_LEAST && ms < MS_MOST)
		return ms / 1000;
	row_skip(meta->reading, pos, "no time in milliseconds since 1970");
	return (double)NAN;
}

static int
status_of(struct span text)
{
	static const char *const names[] = {
		[STATUS_RUNNING] = "RUNNING",
		[STATUS_RUNNING + 1] = "SCHEDULED",
		[STATUS_FINISHED] = "FINISHED",
		[STATUS_FAILED] = "FAILED",
		[STATUS_KILLED] = "KILLED",
	};
	int i;

	for (i = STATUS_RUNNING; i <= STATUS_KILLED; i++)
		if (span_equal(text, names[i]) ||
		    (text.n == 1 && text.s[0] == '0' + i))
			return i;
	return 0;
}

static void
take_line(struct meta *meta, struct span line)
{
	struct pos pos = source_pos(meta->reading->source, 1);
	struct span value;

	if (value_of(line, "start_time", &value)) {
		meta->start_s = time_of(meta, value, pos);
		meta->start_pos = pos;
	} else if (value_of(line, "end_time", &value)) {
		meta->end_s = time_of(meta, value, pos);
		meta->end_pos = pos;
	} else if (value_of(line, "status", &value)) {
		meta->status = status_of(value);
		meta->status_pos = pos;
	} else if (value_of(line, "run_id", &value) ||
	    value_of(line, "run_uuid", &value)) {
		meta->run = true;
	} else if (value_of(line, "artifact_location", &value)) {
		meta->experiment = true;
	}
}

static void
finish_time(struct meta *meta)
{
	struct record *record = meta->reading->record;
	struct diags *diags = meta->reading->diags;

	if (isnan(meta->end_s)) {
		diag(diags, DIAG_LOG_PARTIAL, meta->end_pos,
		    "the run has no end_time: it was stopped, or still runs; "
		    "its time is not known: give it with time=, or add a "
		    "scheduler's record (sacct) or a power log");
		return;
	}
	if (meta->end_s < meta->start_s) {
		diag(diags, DIAG_LOG_IMPLAUSIBLE, meta->end_pos,
		    "end_time lies before start_time: no time is taken");
		return;
	}
	record->end_s = meta->end_s;
	record->duration_s = meta->end_s - meta->start_s;
	record->time_pos = meta->end_pos;
	if (meta->status == STATUS_FAILED || meta->status == STATUS_KILLED)
		diag(diags, DIAG_LOG_ABORTED, meta->status_pos,
		    "status %s: the run used energy all the same",
		    meta->status == STATUS_FAILED ? "FAILED" : "KILLED");
}

static void
finish(struct meta *meta)
{
	struct record *record = meta->reading->record;
	struct pos pos = { .file = record->file };

	if (!meta->run && meta->experiment) {
		diag(meta->reading->diags, DIAG_LOG_NOTHING, pos,
		    "the meta.yaml of an experiment: a run's own lies in the "
		    "folder that is called as its run_id");
	} else if (isnan(meta->start_s)) {
		diag(meta->reading->diags, DIAG_LOG_NOTHING, pos,
		    "no start_time in milliseconds");
	} else {
		record->rows = 1;
		record->start_s = meta->start_s;
		record->zoned = true;
		record->time_pos = meta->start_pos;
		finish_time(meta);
	}
}

static void
read_meta(struct reading *reading)
{
	struct meta meta = {
		.reading = reading,
		.start_s = (double)NAN,
		.end_s = (double)NAN,
		.end_pos = { .file = reading->record->file },
	};
	struct span line;

	while (source_line(reading->source, &line))
		take_line(&meta, line);
	finish(&meta);
}

/* True when a line of the text begins with "KEY:". */
static bool
has_key(struct span text, const char *key)
{
	struct span value;

	while (text.n > 0) {
		struct span line = span_cut(&text, '\n');

		if (value_of(line, key, &value))
			return true;
	}
	return false;
}

static int
sniff_meta(const struct sniff *sniff)
{
	struct span head = sniff->head;

	if (!has_key(head, "experiment_id") || !has_key(head, "lifecycle_stage"))
		return 0;
	if ((has_key(head, "run_id") || has_key(head, "run_uuid")) &&
	    has_key(head, "start_time"))
		return 92;
	return has_key(head, "artifact_location") ? 80 : 0;
}

const struct format format_mlflow_run = {
	.name = "mlflow-run",
	.title = "MLflow meta.yaml of a run",
	.gives = "D",
	.sniff = sniff_meta,
	.read = read_meta,
};

/* A file of one metric while it is read. */
struct metric {
	struct reading *reading;
	struct power_meter *meter; /* NULL: the metric is no power */
	char card[ID_TEXT];
	double first_s, last_s;
	struct pos pos;
};

/* "1664364007310 0.7858 0": milliseconds, value, step; older files have no step. */
static bool
read_line(struct span line, double *time_s, double *value)
{
	double step;

	line = span_trim(line);
	if (!num_parse(span_cut(&line, ' '), time_s) || *time_s < MS_LEAST ||
	    *time_s >= MS_MOST)
		return false;
	*time_s /= 1000;
	if (!num_parse(span_cut(&line, ' '), value))
		*value = (double)NAN;
	return line.n == 0 || num_parse(line, &step);
}

/* The card of "gpu_0_power_usage_watts", false for another metric. */
static bool
card_of(const char *name, char card[ID_TEXT])
{
	struct span rest = span_of(name);
	struct span number;

	if (!span_starts(rest, "gpu_"))
		return false;
	rest = span_sub(rest, 4, rest.n);
	number = span_cut(&rest, '_');
	if (number.n == 0 || number.n >= ID_TEXT ||
	    !span_equal(rest, "power_usage_watts"))
		return false;
	snprintf(card, ID_TEXT, "%.*s", (int)number.n, number.s);
	return true;
}

static void
take_point(struct metric *metric, struct span line, struct pos pos)
{
	struct span none = { NULL, 0 };
	double time_s, value;

	if (!read_line(line, &time_s, &value)) {
		row_skip(metric->reading, pos, "no milliseconds and a value");
		return;
	}
	if (metric->meter != NULL && !power_add(metric->meter,
	    span_of(metric->card), none, time_s, value, pos)) {
		row_skip(metric->reading, pos,
		    "%.6g W is outside of 0..%d W", value, (int)POWER_MAX_W);
		return;
	}
	if (metric->reading->record->rows++ == 0)
		metric->pos = pos;
	if (!(metric->first_s <= time_s))
		metric->first_s = time_s;
	if (!(metric->last_s >= time_s))
		metric->last_s = time_s;
}

static void
finish_metric(struct metric *metric)
{
	struct reading *reading = metric->reading;
	struct record *record = reading->record;

	if (metric->meter != NULL) {
		record->rows = 0;
		power_finish(metric->meter);
		record->scope = SCOPE_GPU;
		record->zoned = true;
		return;
	}
	if (!(metric->last_s > metric->first_s)) {
		diag(reading->diags, DIAG_LOG_NOTHING, metric->pos,
		    "one point of a metric is no time: meta.yaml in the run's "
		    "folder holds it");
		return;
	}
	record->start_s = metric->first_s;
	record->end_s = metric->last_s;
	record->zoned = true;
	record->duration_s = metric->last_s - metric->first_s;
	record->duration_is_lower_bound = true;
	record->time_pos = metric->pos;
	diag(reading->diags, DIAG_LOG_SCOPE, metric->pos,
	    "the time is from the metric's first point to its last: at least "
	    "this long; meta.yaml in the run's folder holds the run's");
}

static void
read_metric(struct reading *reading)
{
	struct metric metric = {
		.reading = reading,
		.first_s = (double)NAN,
		.last_s = (double)NAN,
		.pos = { .file = reading->record->file },
	};
	const char *slash = strrchr(reading->record->file, '/');
	struct span line;

	if (card_of(slash == NULL ? reading->record->file : slash + 1,
	    metric.card))
		metric.meter = power_open(reading);
	while (source_line(reading->source, &line))
		if (span_trim(line).n > 0)
			take_point(&metric, line,
			    source_pos(reading->source, 1));
	rows_skipped_end(reading);
	finish_metric(&metric);
}

/* Two columns alone may be anything: then the name must be a metric's, without an extension. */
static int
sniff_metric(const struct sniff *sniff)
{
	struct span line = span_trim(sniff->line), rest = line;
	char card[ID_TEXT];
	double time_s, value;

	if (!read_line(line, &time_s, &value) || isnan(value))
		return 0;
	if (card_of(sniff->name, card))
		return 75;
	span_cut(&rest, ' ');
	span_cut(&rest, ' ');
	return rest.n > 0 || strchr(sniff->name, '.') == NULL ? 45 : 0;
}

const struct format format_mlflow_metric = {
	.name = "mlflow-metric",
	.title = "MLflow metric of a run",
	.gives = "D P E",
	.sniff = sniff_metric,
	.read = read_metric,
};
