/*
 * The answer of Prometheus to query_range (or query): series of times and
 * values. One GPU may have several series, one for each pod that used it;
 * they are joined by UUID before anything is integrated.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/json.h"
#include "ingest/cell.h"
#include "ingest/formats.h"
#include "ingest/gpu_meters.h"
#include "ingest/gpu_metric.h"
#include "ingest/ingest.h"
#include "ingest/json_documents.h"

static const char advice[] = "query_range has the times that query has not";

/* A device of one kind of reading. */
struct line {
	enum gpu_reading kind;
	struct span id, alias, model;
};

struct point {
	size_t line;
	double time_s, value;
	struct pos pos;
};

struct answer {
	struct reading *reading;
	struct gpu_meters *meters;
	struct gpu_hosts *hosts;
	struct line *lines;
	size_t line_count;
	struct point *points;      /* of the document that is read */
	size_t point_count;
	size_t series, nameless, strange; /* without a name; of other metrics */
	const char *error;         /* the server's */
	struct metric_series labels; /* of the series that is read */
};

static void
take_label(const char *name, const struct json *value, void *context)
{
	struct metric_series *series = context;
	const char *text = json_text(value);

	if (text == NULL)
		return;
	if (strcmp(name, "__name__") == 0)
		series->name = span_of(text);
	else if (series->count < METRIC_LABELS_MAX)
		series->labels[series->count++] = (struct metric_label){
			span_of(name), span_of(text) };
}

static bool
is_line(const struct line *line, enum gpu_reading kind, struct span id)
{
	return line->kind == kind && line->id.n == id.n &&
	    (id.n == 0 || memcmp(line->id.s, id.s, id.n) == 0);
}

static struct span
keep(const struct answer *answer, struct span text)
{
	return (struct span){ span_dup(answer->reading->arena, text), text.n };
}

/* The number of the line that the series belongs to. */
static size_t
line_of(struct answer *answer, enum gpu_reading kind)
{
	struct span alias, model, id;
	char text[METRIC_ID];
	size_t i;

	id = metric_device(answer->hosts, &answer->labels, text, &alias,
	    &model);
	for (i = 0; i < answer->line_count; i++)
		if (is_line(&answer->lines[i], kind, id))
			return i;
	answer->lines = arena_grow(answer->reading->arena, answer->lines, i,
	    sizeof *answer->lines);
	answer->lines[i] = (struct line){
		.kind = kind,
		.id = keep(answer, id),
		.alias = keep(answer, alias),
		.model = keep(answer, model),
	};
	answer->line_count++;
	return i;
}

/* "[1694532600, "71.04"]" */
static void
add_point(struct answer *answer, const struct metric *metric, size_t line,
    const struct json *pair, struct pos pos)
{
	struct point point = { .line = line, .pos = pos };
	double number;

	if (!json_number(json_item(pair, 0), &point.time_s) ||
	    !json_number(json_item(pair, 1), &number)) {
		row_skip(answer->reading, pos, "no time, or no number");
		return;
	}
	point.value = metric_value(metric, number);
	answer->points = arena_grow(answer->reading->arena, answer->points,
	    answer->point_count, sizeof *answer->points);
	answer->points[answer->point_count++] = point;
}

static void
add_points(struct answer *answer, const struct metric *metric,
    const struct json *series, struct pos pos)
{
	const struct json *values = json_member(series, "values");
	const struct json *value = json_member(series, "value");
	size_t line = line_of(answer, metric->reading), i;

	for (i = 0; i < json_count(values); i++)
		add_point(answer, metric, line, json_item(values, i), pos);
	if (value != NULL)
		add_point(answer, metric, line, value, pos);
}

/* The limit that the series states last. */
static double
last_value(const struct json *series)
{
	const struct json *values = json_member(series, "values");
	const struct json *pair = json_member(series, "value");
	double value = (double)NAN;

	if (json_count(values) > 0)
		pair = json_item(values, json_count(values) - 1);
	json_number(json_item(pair, 1), &value);
	return value;
}

static void
take_series(struct answer *answer, const struct json *series, struct pos pos)
{
	struct metric_series *labels = &answer->labels;
	const struct metric *metric;

	labels->name = (struct span){ "", 0 };
	labels->count = 0;
	json_members(json_member(series, "metric"), take_label, labels);
	answer->series++;
	metric = metric_lookup(labels->name);
	if (metric != NULL && metric->kind == METRIC_READING)
		add_points(answer, metric, series, pos);
	else if (labels->name.n == 0)
		answer->nameless++;
	else if (metric == NULL)
		answer->strange++;
	if (metric != NULL && metric->kind != METRIC_READING)
		metric_describe(answer->reading, answer->meters,
		    answer->hosts, metric, labels, last_value(series), pos);
}

static int
by_line_and_time(const void *a, const void *b)
{
	const struct point *x = a, *y = b;

	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	if (x->time_s < y->time_s || x->time_s > y->time_s)
		return x->time_s < y->time_s ? -1 : 1;
	if (x->pos.line != y->pos.line)
		return x->pos.line < y->pos.line ? -1 : 1;
	return x->pos.column < y->pos.column ? -1 :
					       x->pos.column > y->pos.column;
}

static void
add_samples(struct answer *answer)
{
	size_t i;

	if (answer->point_count > 0)
		qsort(answer->points, answer->point_count,
		    sizeof *answer->points, by_line_and_time);
	for (i = 0; i < answer->point_count; i++) {
		const struct point *point = &answer->points[i];
		const struct line *line = &answer->lines[point->line];

		gpu_meters_add(answer->meters, &(struct gpu_sample){
			.kind = line->kind,
			.id = line->id,
			.alias = line->alias,
			.model = line->model,
			.time_s = point->time_s,
			.value = point->value,
			.pos = point->pos,
		});
	}
}

static void
take_document(void *context, const struct json *json,
    struct json_cursor cursor)
{
	struct answer *answer = context;
	const struct json *result =
	    json_member(json_member(json, "data"), "result");
	const char *error = json_text(json_member(json, "error"));
	size_t i;

	if (error != NULL && answer->error == NULL)
		answer->error = arena_strdup(answer->reading->arena, error);
	answer->points = NULL;
	answer->point_count = 0;
	for (i = 0; i < json_count(result); i++)
		take_series(answer, json_item(result, i),
		    json_cursor_key(&cursor, "metric"));
	add_samples(answer);
}

static void
say_nothing(const struct answer *answer)
{
	struct diags *diags = answer->reading->diags;
	struct pos pos = { .file = answer->reading->record->file };

	if (answer->nameless > 0)
		diag(diags, DIAG_LOG_NOTHING, pos, "%zu of %zu series have no "
		    "metric's name: functions such as sum and rate take it "
		    "off; query DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION itself",
		    answer->nameless, answer->series);
	else if (answer->series > 0)
		diag(diags, DIAG_LOG_NOTHING, pos, "none of %zu series is a "
		    "power or an energy of a GPU; query "
		    "DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION", answer->series);
	else
		diag(diags, DIAG_LOG_NOTHING, pos, "%s",
		    answer->error != NULL ? "the server answered with an error" :
					    "the answer has no series");
}

static void
read_json(struct reading *reading)
{
	struct answer *answer = arena_alloc(reading->arena, sizeof *answer);

	*answer = (struct answer){
		.reading = reading,
		.meters = gpu_meters_open(reading, CLOCK_DATED),
		.hosts = gpu_hosts_open(reading),
	};
	reading->record->zoned = true;
	if (json_documents_read(reading, take_document, answer) == 0)
		return;
	if (!gpu_meters_finish(answer->meters,
		gpu_hosts_count(answer->hosts), advice)) {
		say_nothing(answer);
		return;
	}
	if (answer->nameless + answer->strange > 0)
		diag(reading->diags, DIAG_LOG_SCOPE,
		    (struct pos){ .file = reading->record->file },
		    "%zu of %zu series are no power and no energy of a GPU "
		    "and are passed over", answer->nameless + answer->strange,
		    answer->series);
}

static int
sniff_json(const struct sniff *sniff)
{
	if (!span_starts(span_trim(sniff->head), "{"))
		return 0;
	if (span_find(sniff->head, "\"resultType\"") != SIZE_MAX)
		return 90;
	return span_find(sniff->head, "\"status\"") != SIZE_MAX &&
		span_find(sniff->head, "\"errorType\"") != SIZE_MAX ?
	    60 : 0;
}

const struct format format_prometheus_json = {
	.name = "prometheus-json",
	.title = "answer of Prometheus to query_range",
	.gives = "D N M P E",
	.sniff = sniff_json,
	.read = read_json,
};
