/*
 * What an exporter of GPU metrics answers: one scrape is one instant, from
 * which no energy comes. Several in one file have the times that stand
 * behind their values, or none.
 */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/num.h"
#include "base/source.h"
#include "ingest/cell.h"
#include "ingest/formats.h"
#include "ingest/gpu_meters.h"
#include "ingest/gpu_metric.h"
#include "ingest/ingest.h"

static const char advice[] = "a query_range of "
    "DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION has the times";

/* A line: the series with its value. */
struct sample {
	struct metric_series series;
	struct span text;   /* name and labels */
	double value;
	double time_s;      /* NAN: none stated */
	size_t column;      /* of the value, 0-based */
};

struct scrapes {
	struct reading *reading;
	struct gpu_meters *meters; /* opened with the first line of a GPU */
	struct gpu_hosts *hosts;
	const char *anchor;        /* the first reading's series: with it a scrape begins */
	size_t scrapes;
	size_t gpu_lines;
	bool timed;
	struct sample sample;      /* of the line that is read */
};

static struct span
name_at(struct span text)
{
	size_t n = 0;

	while (n < text.n && text.s[n] != '\0' &&
	    strchr("{}=,\" \t", text.s[n]) == NULL)
		n++;
	return span_sub(text, 0, n);
}

/* The text behind NAME="; *REST moves behind the closing quote. Escapes are left as they are. */
static bool
take_value(struct span *rest, struct span *value)
{
	size_t i;

	if (!span_starts(*rest, "=\""))
		return false;
	for (i = 2; i < rest->n; i++) {
		if (rest->s[i] == '\\')
			i++;
		else if (rest->s[i] == '"')
			break;
	}
	if (i >= rest->n)
		return false;
	*value = span_sub(*rest, 2, i - 2);
	*rest = span_sub(*rest, i + 1, rest->n);
	return true;
}

/* Labels between braces; blanks may stand behind the commas. */
static bool
take_labels(struct span *rest, struct metric_series *series)
{
	*rest = span_sub(*rest, 1, rest->n);
	for (;;) {
		struct metric_label label;

		while (rest->n > 0 && strchr(", \t", rest->s[0]) != NULL &&
		    rest->s[0] != '\0')
			*rest = span_sub(*rest, 1, rest->n);
		if (rest->n > 0 && rest->s[0] == '}') {
			*rest = span_sub(*rest, 1, rest->n);
			return true;
		}
		label.name = name_at(*rest);
		*rest = span_sub(*rest, label.name.n, rest->n);
		if (label.name.n == 0 || !take_value(rest, &label.value))
			return false;
		if (series->count < METRIC_LABELS_MAX)
			series->labels[series->count++] = label;
	}
}

/* "name{label="value"} 71.04 1694532600000" */
static bool
parse(struct span line, struct sample *sample)
{
	struct span rest = span_trim(line), number;
	double ms;

	sample->text = rest;
	sample->series.count = 0;
	sample->series.name = name_at(rest);
	rest = span_sub(rest, sample->series.name.n, rest.n);
	if (sample->series.name.n == 0)
		return false;
	if (span_starts(rest, "{") && !take_labels(&rest, &sample->series))
		return false;
	sample->text.n = (size_t)(rest.s - sample->text.s);
	rest = span_trim(rest);
	sample->column = (size_t)(rest.s - line.s);
	number = span_cut(&rest, ' ');
	sample->value = (double)NAN;
	if (!num_parse(number, &sample->value) && !cell_missing(number))
		return false;
	sample->time_s = (double)NAN;
	if (num_parse(span_trim(rest), &ms))
		sample->time_s = ms / 1000;
	return true;
}

/* The first series of a reading begins a scrape whenever it comes again. */
static void
count_scrape(struct scrapes *scrapes)
{
	const struct sample *sample = &scrapes->sample;

	if (scrapes->anchor == NULL)
		scrapes->anchor = span_dup(scrapes->reading->arena,
		    sample->text);
	if (span_equal(sample->text, scrapes->anchor))
		scrapes->scrapes++;
}

static void
add_reading(struct scrapes *scrapes, const struct metric *metric,
    struct pos pos)
{
	const struct sample *sample = &scrapes->sample;
	char id[METRIC_ID];
	struct gpu_sample reading = {
		.kind = metric->reading,
		.value = metric_value(metric, sample->value),
		.pos = pos,
	};

	count_scrape(scrapes);
	reading.time_s = scrapes->timed ? sample->time_s :
					  (double)scrapes->scrapes;
	reading.id = metric_device(scrapes->hosts, &sample->series, id,
	    &reading.alias, &reading.model);
	gpu_meters_add(scrapes->meters, &reading);
}

/* True for a line of the list of counters that dcgm-exporter is configured with. */
static bool
is_counter_list(struct span line)
{
	struct span name = span_trim(span_cut(&line, ','));
	struct span type = span_trim(span_cut(&line, ','));

	return span_starts(name, "DCGM_FI_") &&
	    (span_equal(type, "gauge") || span_equal(type, "counter") ||
		span_equal(type, "label"));
}

static void
read_line(struct scrapes *scrapes, struct span line)
{
	struct reading *reading = scrapes->reading;
	struct sample *sample = &scrapes->sample;
	struct pos pos = source_pos(reading->source, 1);
	const struct metric *metric;

	if (!metric_is_gpu(name_at(span_trim(line))))
		return;
	if (is_counter_list(line))
		return;
	if (!parse(line, sample)) {
		row_skip(reading, pos, "no sample of a metric");
		return;
	}
	pos.column = sample->column + 1;
	if (scrapes->gpu_lines++ == 0) {
		scrapes->timed = !isnan(sample->time_s);
		scrapes->meters = gpu_meters_open(reading,
		    scrapes->timed ? CLOCK_DATED : CLOCK_ORDER);
	}
	metric = metric_lookup(sample->series.name);
	if (metric != NULL && metric->kind == METRIC_READING)
		add_reading(scrapes, metric, pos);
	else
		metric_describe(reading, scrapes->meters, scrapes->hosts,
		    metric, &sample->series, sample->value, pos);
}

static void
finish(struct scrapes *scrapes)
{
	struct reading *reading = scrapes->reading;
	struct record *record = reading->record;

	record->zoned = scrapes->timed;
	if (scrapes->meters != NULL && gpu_meters_finish(scrapes->meters,
	    gpu_hosts_count(scrapes->hosts), advice))
		return;
	if (scrapes->meters == NULL)
		rows_skipped_end(reading);
	diag(reading->diags, DIAG_LOG_NOTHING,
	    (struct pos){ .file = record->file }, scrapes->gpu_lines > 0 ?
	    "no metric is a power or an energy; "
	    "DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION or DCGM_FI_DEV_POWER_USAGE "
	    "would be" :
	    "it names metrics and holds no value of one; what the exporter "
	    "answers at /metrics does");
}

static void
read_text(struct reading *reading)
{
	struct scrapes *scrapes = arena_alloc(reading->arena,
	    sizeof *scrapes);
	struct span line;

	*scrapes = (struct scrapes){ .reading = reading };
	scrapes->hosts = gpu_hosts_open(reading);
	reading->record->scope = SCOPE_GPU;
	while (source_line(reading->source, &line))
		read_line(scrapes, line);
	finish(scrapes);
}

static int
sniff_line(struct span line)
{
	struct span name = name_at(line), rest;

	if (span_starts(line, "# TYPE ") || span_starts(line, "# HELP ")) {
		rest = span_sub(line, 7, line.n);
		return metric_is_gpu(name_at(rest)) ? 80 : 0;
	}
	if (!metric_is_gpu(name))
		return 0;
	rest = span_trim(span_sub(line, name.n, line.n));
	if (span_starts(rest, "{") && span_find(rest, "=\"") != SIZE_MAX)
		return 80;
	return is_counter_list(line) ? 40 : 0;
}

static int
sniff_text(const struct sniff *sniff)
{
	struct span rest = sniff->head;

	while (rest.n > 0) {
		int score = sniff_line(span_cut(&rest, '\n'));

		if (score > 0)
			return score;
	}
	return 0;
}

const struct format format_prometheus_text = {
	.name = "prometheus-text",
	.title = "metrics of GPUs as Prometheus scrapes them",
	.gives = "N M P",
	.sniff = sniff_text,
	.read = read_text,
};
