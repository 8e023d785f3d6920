/*
 * carbontracker: its standard log, its output log, and its output as it
 * stands in job logs and Markdown, without stamps and indented by spaces.
 */
#include "ingest/carbontracker.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/num.h"
#include "base/source.h"
#include "ingest/beside.h"
#include "ingest/cell.h"
#include "ingest/course.h"
#include "ingest/formats.h"
#include "ingest/ingest.h"
#include "ingest/tracker.h"
#include "ingest/train_line.h"

enum {
	BLOCK_LINES = 8,      /* a header's values follow within so many lines */
	BLOCKS_MAX = 1000000,
	STAMP = 19            /* "2022-11-14 15:43:37" */
};

static const char actual_words[] = "Actual consumption";
static const char predicted_words[] = "Predicted consumption";
static const char found_words[] = "The following components were found:";
static const char pue_words[] = "PUE coefficient of ";
static const char interrupted_words[] =
    "Training was interrupted before all";
static const char output_suffix[] = "_carbontracker_output.log";
static const char standard_suffix[] = "_carbontracker.log";

double
ct_duration(struct span text)
{
	struct span hours, minutes;
	double h, m, s;

	text = span_trim(text);
	hours = span_cut(&text, ':');
	minutes = span_cut(&text, ':');
	if (!num_parse(hours, &h) || !num_parse(minutes, &m) ||
	    !num_parse(text, &s))
		return (double)NAN;
	if (h < 0 || m < 0 || s < 0 || m >= 60 || s >= 60 || h > 1e7)
		return (double)NAN;
	return h * 3600 + m * 60 + s;
}

double
ct_number_after(struct span text, const char *label)
{
	size_t at = span_find(text, label), n = 0;
	double value;

	if (at == SIZE_MAX)
		return (double)NAN;
	text = span_trim(span_sub(text, at + strlen(label), text.n));
	while (n < text.n && text.s[n] != '\0' &&
	    strchr("0123456789.eE+-", text.s[n]) != NULL)
		n++;
	while (n > 0 && text.s[n - 1] == '.') /* of the sentence */
		n--;
	if (!num_parse(span_sub(text, 0, n), &value))
		return (double)NAN;
	return value;
}

struct span
ct_message(struct ct_log *log, struct span line)
{
	bool zoned;

	line = span_trim(line);
	log->stamped = false;
	while (line.n > 0 && (line.s[0] == '#' || line.s[0] == '>'))
		line = span_trim(span_sub(line, 1, line.n));
	if (line.n < STAMP + 3 ||
	    !span_equal(span_sub(line, STAMP, 3), " - ") ||
	    !tracker_stamp(log->reading, span_sub(line, 0, STAMP),
	    &log->stamp_s, &zoned))
		return line;
	log->stamped = true;
	log->unzoned = log->unzoned || !zoned;
	return span_trim(span_sub(line, STAMP + 3, line.n));
}

/* Names that stand for a kind of device, not for a model. */
static bool
is_placeholder(struct span name)
{
	return cell_missing(name) || span_equal(name, "GPU") ||
	    span_equal(name, "ANE") || span_equal(name, "CPU") ||
	    span_starts(name, "cpu:");
}

/* The list behind LABEL, "A, A" of "GPU with device(s) A, A. CPU ...". */
static struct span
device_names(struct span message, const char *label)
{
	size_t at = span_find(message, label);
	struct span names;

	if (at == SIZE_MAX)
		return (struct span){ "", 0 };
	names = span_sub(message, at + strlen(label), message.n);
	at = span_find(names, ". ");
	names = span_trim(span_sub(names, 0, at));
	if (names.n > 0 && names.s[names.n - 1] == '.')
		names.n--;
	return names;
}

static void
take_gpus(struct ct_log *log, struct span names)
{
	struct record *record = log->reading->record;
	struct span first = { "", 0 };
	bool alike = true;
	int count = 0;

	while (names.n > 0) {
		struct span name = span_trim(span_cut(&names, ','));

		if (is_placeholder(name))
			return;
		if (count++ == 0)
			first = name;
		alike = alike && name.n == first.n &&
		    memcmp(name.s, first.s, name.n) == 0;
	}
	if (count <= record->devices)
		return;
	record->devices = count;
	record->device_model = alike ?
	    span_dup(log->reading->arena, first) : NULL;
}

static void
take_components(struct ct_log *log, struct span message, struct pos pos)
{
	struct record *record = log->reading->record;
	struct span gpus = device_names(message, "GPU with device(s) ");
	struct span cpus = device_names(message, "CPU with device(s) ");

	log->group++;
	log->gpu_named = log->gpu_named || gpus.n > 0;
	log->cpu_named = log->cpu_named || cpus.n > 0;
	take_gpus(log, gpus);
	if (!is_placeholder(cpus) && record->machine.cpu == NULL)
		record->machine.cpu = span_dup(log->reading->arena, cpus);
	if (record->machine.pos.line == 0)
		record->machine.pos = pos;
	log->host_key = tracker_host_key(log->reading,
	    span_sub(message, span_find(message, found_words), message.n));
}

/* Version, PUE and components: lines that both logs may hold. */
static bool
read_head_line(struct ct_log *log, struct span message, struct pos pos)
{
	struct record *record = log->reading->record;
	double pue = ct_number_after(message, pue_words);

	if (span_find(message, found_words) != SIZE_MAX) {
		take_components(log, message, pos);
		return true;
	}
	if (!isnan(pue)) {
		log->pue = pue >= 1 && pue <= 100 ? pue : (double)NAN;
		return true;
	}
	if (span_find(message, interrupted_words) != SIZE_MAX) {
		log->interrupted_group = log->group + 1;
		return true;
	}
	if (span_starts(message, "```") ||
	    span_find(message, "Finished monitoring.") != SIZE_MAX) {
		log->group++;
		return false;
	}
	if (isnan(record->intensity_g_per_kwh))
		record->intensity_g_per_kwh = ct_number_after(message,
		    "carbon intensity during training was ");
	return false;
}

static void
end_block(struct ct_log *log)
{
	struct ct_block *block = &log->block;

	log->lines_left = 0;
	if (isnan(block->energy_kwh) || log->block_count >= BLOCKS_MAX) {
		row_skip(log->reading, block->pos,
		    "no energy follows its header");
		return;
	}
	log->blocks = arena_grow(log->reading->arena, log->blocks,
	    log->block_count, sizeof *log->blocks);
	log->blocks[log->block_count++] = *block;
}

static void
take_value(struct span value, enum dimension dimension, double *out)
{
	enum unit unit;
	double number;

	if (cell_quantity(value, ',', &number, &unit) &&
	    unit != UNIT_TOTAL && unit_dimension(unit) == dimension)
		*out = unit_to_base(unit, number);
}

static struct pos
pos_of(const struct ct_log *log, struct span line, struct span part)
{
	return source_pos(log->reading->source,
	    (size_t)(span_trim(part).s - line.s) + 1);
}

/* A value of the open block. */
static void
read_block_line(struct ct_log *log, struct span line)
{
	static const char *const labels[] = { "Time:", "Energy:", "CO2eq:" };
	struct ct_block *block = &log->block;
	size_t i;

	log->lines_left--;
	for (i = 0; i < sizeof labels / sizeof labels[0]; i++) {
		size_t at = span_find(line, labels[i]);
		struct span value;

		if (at == SIZE_MAX)
			continue;
		value = span_sub(line, at + strlen(labels[i]), line.n);
		if (i == 0) {
			block->time_s = ct_duration(value);
		} else if (i == 1) {
			take_value(value, DIM_ENERGY, &block->energy_kwh);
			block->energy_pos = pos_of(log, line, value);
		} else {
			take_value(value, DIM_MASS, &block->co2e_g);
			end_block(log);
			return;
		}
	}
	if (log->lines_left == 0)
		end_block(log);
}

/* True for a header, "Predicted consumption for 200 epoch(s):". */
static bool
read_header(struct ct_log *log, struct span message, struct pos pos)
{
	bool actual = span_find(message, actual_words) != SIZE_MAX;

	if (!actual && span_find(message, predicted_words) == SIZE_MAX)
		return false;
	if (message.n == 0 || message.s[message.n - 1] != ':')
		return false;
	if (log->lines_left > 0)
		end_block(log);
	log->block = (struct ct_block){
		.actual = actual,
		.epochs = ct_number_after(message, "consumption for "),
		.time_s = (double)NAN,
		.energy_kwh = (double)NAN,
		.co2e_g = (double)NAN,
		.stamp_s = log->stamp_s,
		.pue = log->pue,
		.group = log->group,
		.pos = pos,
		.energy_pos = pos,
	};
	log->lines_left = BLOCK_LINES;
	return true;
}

static void
read_line(struct ct_log *log, struct span line)
{
	struct span message = ct_message(log, line);
	struct pos pos = source_pos(log->reading->source,
	    (size_t)(message.s - line.s) + 1);

	if (read_header(log, message, pos))
		return;
	if (log->lines_left > 0) {
		read_block_line(log, line);
		return;
	}
	if (read_head_line(log, message, pos))
		return;
	ct_read_epoch_line(log, message, pos);
}

static struct ct_log
log_new(struct reading *reading)
{
	return (struct ct_log){
		.reading = reading,
		.stamp_s = (double)NAN,
		.pue = (double)NAN,
		.epoch = { .duration_s = (double)NAN },
		.trace = course_open(reading),
	};
}

static void
read_lines(struct ct_log *log)
{
	struct span line;

	while (source_line(log->reading->source, &line))
		read_line(log, line_without_colours(&log->clean, line));
	if (log->lines_left > 0)
		end_block(log);
	ct_end_epoch(log);
	buf_free(&log->clean);
}

/* Both logs of a run bear its process and its start in their names. */
static const char *
key_of_name(struct reading *reading)
{
	struct span name = span_of(reading->record->file);
	size_t at = span_find(name, standard_suffix);

	if (at == SIZE_MAX)
		at = span_find(name, output_suffix);
	return at == SIZE_MAX ? NULL :
	    tracker_host_key(reading, span_sub(name, 0, at));
}

/* What the standard log beside an output log tells of the machine. */
static void
take_machine(struct ct_log *log, const struct record *beside)
{
	struct record *record = log->reading->record;

	log->gpu_named = log->gpu_named || log->beside->gpu_named;
	log->cpu_named = log->cpu_named || log->beside->cpu_named;
	if (log->host_key == NULL)
		log->host_key = log->beside->host_key;
	if (record->devices < 0) {
		record->devices = beside->devices;
		record->device_model = beside->device_model;
	}
	if (record->machine.cpu == NULL)
		record->machine.cpu = beside->machine.cpu;
	if (record->tool_version == NULL)
		record->tool_version = beside->tool_version;
}

/* The standard log beside an output log. Its faults are said where it is read itself. */
static void
read_beside(struct ct_log *log)
{
	struct reading *reading = log->reading;
	struct diags unsaid = { .arena = reading->arena };
	struct record *record;
	struct reading beside = *reading;

	if (!span_ends(span_of(reading->record->file), output_suffix))
		return;
	beside.source = beside_open_other(reading, output_suffix,
	    standard_suffix);
	if (beside.source == NULL)
		return;
	record = arena_alloc(reading->arena, sizeof *record);
	record_clear(record);
	record->file = reading->record->file;
	beside.record = record;
	beside.diags = &unsaid;
	log->beside = arena_alloc(reading->arena, sizeof *log->beside);
	*log->beside = log_new(&beside);
	read_lines(log->beside);
	source_close(beside.source);
	log->beside->reading = reading;
	take_machine(log, record);
}

static void
read_carbontracker(struct reading *reading)
{
	struct ct_log log = log_new(reading);

	read_lines(&log);
	read_beside(&log);
	rows_skipped_end(reading);
	if (log.host_key == NULL)
		log.host_key = key_of_name(reading);
	ct_finish(&log);
}

/* A header with an energy in kWh close behind it. */
static bool
has_block(struct span head, const char *words)
{
	size_t at = span_find(head, words);
	struct span near;

	if (at == SIZE_MAX)
		return false;
	near = span_sub(head, at, 400);
	return span_find(near, "Energy:") != SIZE_MAX &&
	    span_find(near, "kWh") != SIZE_MAX;
}

static int
sniff(const struct sniff *sniff)
{
	if (span_find(sniff->line, "carbontracker version ") != SIZE_MAX)
		return 94;
	if (span_find(sniff->head, "Average power usage (W) for ") !=
	    SIZE_MAX)
		return 92;
	if (has_block(sniff->head, actual_words) ||
	    has_block(sniff->head, predicted_words))
		return 91;
	return 0;
}

const struct format format_carbontracker = {
	.name = "carbontracker",
	.title = "carbontracker log or output",
	.gives = "D N M P E",
	.sniff = sniff,
	.read = read_carbontracker,
};
