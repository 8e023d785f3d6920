/*
 * nvidia-smi dmon: columns between blanks (or commas) under header lines
 * that begin with '#' and repeat. Times stand in it only with -o; without
 * them the period that -d set must be named.
 */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/num.h"
#include "base/source.h"
#include "base/timestamp.h"
#include "base/unit.h"
#include "ingest/cell.h"
#include "ingest/formats.h"
#include "ingest/gpu_meters.h"
#include "ingest/ingest.h"

enum { WORDS_MAX = 64, SECONDS_PER_DAY = 86400 };

static const char advice[] = "\"nvidia-smi dmon -o DT\" writes the times; "
    "without them name the period that -d set (1 s unless given), as in "
    "format=\"nvidia-smi-dmon\" columns=\"period=1 s\"";

struct words {
	struct span items[WORDS_MAX];
	size_t count;
};

struct monitor {
	struct reading *reading;
	struct gpu_meters *meters; /* opened with the first row */
	int gpu, power, date, time; /* columns, or -1 */
	size_t columns;
	bool processes;            /* a header of pmon */
	double period_s;           /* NAN: not stated */
	double clock_s;            /* of the last row, when there are no dates */
	long days;
	size_t ticks;              /* rows of the first device */
	struct span first;         /* its name */
};

static struct words
split(struct span line)
{
	struct words words = { .count = 0 };
	size_t i = 0, start;

	while (words.count < WORDS_MAX) {
		while (i < line.n && strchr(" \t,", line.s[i]) != NULL &&
		    line.s[i] != '\0')
			i++;
		start = i;
		while (i < line.n && (line.s[i] == '\0' ||
					 strchr(" \t,", line.s[i]) == NULL))
			i++;
		if (i == start)
			break;
		words.items[words.count++] = span_sub(line, start, i - start);
	}
	return words;
}

/* Units stand in the second header line, "Idx" among them. */
static bool
is_units(const struct words *words)
{
	size_t i;

	for (i = 0; i < words->count; i++)
		if (span_equal_nocase(words->items[i], "Idx"))
			return true;
	return false;
}

static void
read_header(struct monitor *monitor, struct span line)
{
	struct words words;
	size_t i;

	line = span_sub(line, 1, line.n);
	words = split(line);
	if (is_units(&words))
		return;
	monitor->gpu = monitor->power = monitor->date = monitor->time = -1;
	monitor->columns = words.count;
	for (i = 0; i < words.count; i++) {
		struct span name = words.items[i];

		if (span_equal_nocase(name, "gpu"))
			monitor->gpu = (int)i;
		else if (span_equal_nocase(name, "pwr"))
			monitor->power = (int)i;
		else if (span_equal_nocase(name, "date"))
			monitor->date = (int)i;
		else if (span_equal_nocase(name, "time"))
			monitor->time = (int)i;
		else if (span_equal_nocase(name, "pid"))
			monitor->processes = true;
	}
}

/* A time of day alone: what falls by half a day has passed midnight. */
static bool
clock_time(struct monitor *monitor, struct span text, double *time_s)
{
	char stamp[32] = "1970-01-01 ";
	bool zoned;

	if (text.n != 8)
		return false;
	memcpy(stamp + 11, text.s, text.n);
	if (!timestamp_parse(span_of(stamp), time_s, &zoned))
		return false;
	if (*time_s < monitor->clock_s - SECONDS_PER_DAY / 2)
		monitor->days++;
	monitor->clock_s = *time_s;
	*time_s += (double)monitor->days * SECONDS_PER_DAY;
	return true;
}

/* "20240104" and "13:54:35" */
static bool
dated_time(const struct monitor *monitor, struct span date,
    struct span text, double *time_s)
{
	double zone_s = monitor->reading->options->zone_s;
	char stamp[32];
	bool zoned;

	if (date.n != 8 || text.n != 8)
		return false;
	snprintf(stamp, sizeof stamp, "%.4s-%.2s-%.2s %.8s", date.s,
	    date.s + 4, date.s + 6, text.s);
	if (!timestamp_parse(span_of(stamp), time_s, &zoned))
		return false;
	if (!isnan(zone_s))
		*time_s -= zone_s;
	return true;
}

static bool
has_dates(const struct monitor *monitor)
{
	return monitor->date >= 0 && monitor->time >= 0;
}

static enum gpu_clock
clock_of(const struct monitor *monitor)
{
	if (has_dates(monitor))
		return CLOCK_DATED;
	return monitor->time >= 0 || !isnan(monitor->period_s) ?
	    CLOCK_UNDATED :
	    CLOCK_ORDER;
}

/* Rows of all devices that come with one of the first one are one tick. */
static double
counted_time(struct monitor *monitor, struct span gpu)
{
	if (monitor->ticks == 0)
		monitor->first = (struct span){
			span_dup(monitor->reading->arena, gpu), gpu.n };
	if (gpu.n == monitor->first.n &&
	    memcmp(gpu.s, monitor->first.s, gpu.n) == 0)
		monitor->ticks++;
	return (double)monitor->ticks *
	    (isnan(monitor->period_s) ? 1 : monitor->period_s);
}

/* False for a row whose time can't be read. */
static bool
row_time(struct monitor *monitor, const struct words *words, double *time_s)
{
	if (has_dates(monitor))
		return dated_time(monitor, words->items[monitor->date],
		    words->items[monitor->time], time_s);
	if (monitor->time >= 0)
		return clock_time(monitor, words->items[monitor->time],
		    time_s);
	*time_s = counted_time(monitor, words->items[monitor->gpu]);
	return true;
}

static void
read_row(struct monitor *monitor, struct span line)
{
	struct reading *reading = monitor->reading;
	struct words words = split(line);
	struct pos pos = source_pos(reading->source, 1);
	struct gpu_sample sample = { .kind = GPU_POWER,
		.value = (double)NAN };

	if (words.count == 0 || monitor->gpu < 0 || monitor->power < 0)
		return;
	if (words.count != monitor->columns) {
		row_skip(reading, pos, "%zu columns instead of %zu",
		    words.count, monitor->columns);
		return;
	}
	if (monitor->meters == NULL)
		monitor->meters = gpu_meters_open(reading, clock_of(monitor));
	if (!row_time(monitor, &words, &sample.time_s)) {
		row_skip(reading, pos, "no time that can be read");
		return;
	}
	sample.id = sample.alias = words.items[monitor->gpu];
	num_parse(words.items[monitor->power], &sample.value);
	pos.column = (size_t)(words.items[monitor->power].s - line.s) + 1;
	sample.pos = pos;
	gpu_meters_add(monitor->meters, &sample);
}

static void
say_nothing(const struct monitor *monitor)
{
	struct reading *reading = monitor->reading;
	const char *why = "no row holds a power";

	if (monitor->processes)
		why = "pmon lists processes and no power; \"nvidia-smi dmon "
		      "-s p -o DT\" writes it";
	else if (monitor->power < 0)
		why = "there is no pwr column; \"nvidia-smi dmon -s p -o DT\" "
		      "writes it";
	diag(reading->diags, DIAG_LOG_NOTHING,
	    (struct pos){ .file = reading->record->file }, "%s", why);
}

/* "period=1 s" in the columns that the user named. */
static bool
read_period(struct monitor *monitor)
{
	const struct read_options *options = monitor->reading->options;
	struct quantity period;
	struct span text;

	if (options->columns == NULL)
		return true;
	text = span_trim(span_of(options->columns));
	if (span_starts(text, "period=") &&
	    quantity_parse(span_sub(text, 7, text.n), DIM_TIME, &period) ==
		QUANTITY_OK && period.value > 0) {
		monitor->period_s = unit_from_base(UNIT_S, period.value);
		return true;
	}
	diag(monitor->reading->diags, DIAG_STUDY_VALUE, options->columns_pos,
	    "columns=\"%s\": of dmon only the period can be named, as in "
	    "\"period=1 s\"", options->columns);
	return false;
}

static void
finish(struct monitor *monitor)
{
	struct reading *reading = monitor->reading;
	struct record *record = reading->record;

	record->zoned = has_dates(monitor) && !isnan(reading->options->zone_s);
	if (monitor->meters == NULL ||
	    !gpu_meters_finish(monitor->meters, 1, advice)) {
		say_nothing(monitor);
		return;
	}
	if (monitor->time < 0 && !isnan(monitor->period_s))
		diag(reading->diags, DIAG_LOG_SCOPE, record->energy_pos,
		    "the rows bear no time: one comes every %g s, as stated",
		    monitor->period_s);
}

static void
read_dmon(struct reading *reading)
{
	struct monitor monitor = {
		.reading = reading,
		.gpu = -1,
		.power = -1,
		.date = -1,
		.time = -1,
		.period_s = (double)NAN,
		.clock_s = (double)NAN,
	};
	struct span line;

	reading->record->scope = SCOPE_GPU;
	if (!read_period(&monitor))
		return;
	while (source_line(reading->source, &line)) {
		if (span_starts(span_trim(line), "#"))
			read_header(&monitor, span_trim(line));
		else
			read_row(&monitor, line);
	}
	finish(&monitor);
}

static int
sniff_dmon(const struct sniff *sniff)
{
	struct words words;
	size_t i;

	if (!span_starts(sniff->line, "#"))
		return 0;
	words = split(span_sub(sniff->line, 1, sniff->line.n));
	for (i = 0; i < words.count && i < 3; i++)
		if (span_equal(words.items[i], "gpu"))
			break;
	if (i == 3 || i + 1 >= words.count)
		return 0;
	for (; i < words.count; i++)
		if (span_equal(words.items[i], "pwr") ||
		    span_equal(words.items[i], "pid") ||
		    span_equal(words.items[i], "sm") ||
		    span_equal(words.items[i], "mclk") ||
		    span_equal(words.items[i], "fb"))
			return 88;
	return 0;
}

const struct format format_nvidia_smi_dmon = {
	.name = "nvidia-smi-dmon",
	.title = "nvidia-smi dmon",
	.gives = "D N P E",
	.sniff = sniff_dmon,
	.read = read_dmon,
};
