/*
 * The node's power as IPMI tools print it: ipmitool ("Instantaneous power
 * reading"), freeipmi and ipmiutil ("Current Power"). The average beside it
 * covers the controller's own period, of days perhaps: only the
 * instantaneous readings of a loop make an energy.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "base/num.h"
#include "base/source.h"
#include "base/timestamp.h"
#include "ingest/cell.h"
#include "ingest/formats.h"
#include "ingest/ingest.h"
#include "ingest/node_power.h"
#include "ingest/nvidia_smi_gpu.h"
#include "ingest/power.h"

static const char advice[] = "the command repeated, with its times, gives "
    "an energy";

/* Before it (2001) no controller's clock was right. */
static const double least_time_s = 1e9;

struct log {
	struct reading *reading;
	struct power_meter *meter;
	double power_w, time_s;  /* of the block that is read; NAN */
	bool inactive;
	struct pos pos;
	size_t readings, untimed;
	double first_w;
	double average_w;        /* NAN: not stated */
	struct pos first_pos, average_pos, unset_pos, untimed_pos;
	bool unzoned;
};

/* The text behind LABEL and its colon; false when the line has no such label. */
static bool
value_of(struct span line, const char *label, struct span *value)
{
	size_t at = span_find(line, label);
	struct span rest;

	if (at == SIZE_MAX)
		return false;
	rest = span_trim(span_sub(line, at + strlen(label), line.n));
	if (rest.n == 0 || rest.s[0] != ':')
		return false;
	*value = span_trim(span_sub(rest, 1, rest.n));
	return true;
}

/* "167 Watts": either case, and more may follow. */
static double
watts_of(struct span text)
{
	double power_w;
	struct span number = span_cut(&text, ' ');
	struct span unit = span_trim(text);

	unit = span_cut(&unit, ' ');
	if (!num_parse(number, &power_w) ||
	    !(span_equal_nocase(unit, "Watts") ||
		span_equal_nocase(unit, "Watt") ||
		span_equal_nocase(unit, "W")))
		return (double)NAN;
	return power_w;
}

/* "11/03/2023 - 08:36:29": the month stands first. */
static bool
month_first(struct span text, double *time_s)
{
	char stamp[32];
	bool zoned;

	if (text.n < 21 || text.s[2] != '/' || text.s[5] != '/' ||
	    memcmp(text.s + 10, " - ", 3) != 0)
		return false;
	snprintf(stamp, sizeof stamp, "%.4s-%.2s-%.2s %.8s", text.s + 6,
	    text.s, text.s + 3, text.s + 13);
	return timestamp_parse(span_of(stamp), time_s, &zoned);
}

static bool
time_of(struct log *log, struct span text, double *time_s)
{
	double zone_s = log->reading->options->zone_s;
	bool zoned = false;

	if (span_ends(text, " UTC") &&
	    timestamp_parse(span_sub(text, 0, text.n - 4), time_s, &zoned))
		return true;
	if (!month_first(text, time_s) && !smi_time(text, time_s) &&
	    !timestamp_parse(text, time_s, &zoned))
		return false;
	if (!zoned && !isnan(zone_s))
		*time_s -= zone_s;
	log->unzoned = log->unzoned || (!zoned && isnan(zone_s));
	return true;
}

static void
count_reading(struct log *log)
{
	struct span none = { "", 0 };

	if (log->readings++ == 0) {
		log->first_w = log->power_w;
		log->first_pos = log->pos;
	}
	if (!isnan(log->time_s))
		power_add(log->meter, none, none, log->time_s, log->power_w,
		    log->pos);
	else if (log->untimed++ == 0)
		log->untimed_pos = log->pos;
}

static void
end_block(struct log *log)
{
	if (isnan(log->power_w))
		return;
	if (log->inactive)
		row_skip(log->reading, log->pos,
		    "the power measurement is not active");
	else if (!(log->power_w >= 0 && log->power_w <= POWER_MAX_W))
		row_skip(log->reading, log->pos,
		    "%.6g W is outside of 0..%d W", log->power_w,
		    (int)POWER_MAX_W);
	else
		count_reading(log);
	log->power_w = log->time_s = (double)NAN;
	log->inactive = false;
}

static void
begin_block(struct log *log, struct span line, struct span value)
{
	struct pos pos = source_pos(log->reading->source,
	    (size_t)(value.s - line.s) + 1);

	end_block(log);
	log->power_w = watts_of(value);
	log->time_s = (double)NAN;
	log->inactive = false;
	log->pos = pos;
	if (isnan(log->power_w))
		row_skip(log->reading, pos, "no watts");
}

static void
take_power(struct log *log, struct span line)
{
	static const struct {
		const char *label, *tool;
	} labels[] = {
		{ "Instantaneous power reading", "ipmitool" },
		{ "Current Power", "freeipmi or ipmiutil" },
	};
	struct span value;
	size_t i;

	for (i = 0; i < sizeof labels / sizeof labels[0]; i++) {
		if (!value_of(line, labels[i].label, &value))
			continue;
		if (log->reading->record->format_version == NULL)
			log->reading->record->format_version = labels[i].tool;
		begin_block(log, line, value);
	}
}

static void
take_time(struct log *log, struct span line)
{
	static const char *const labels[] = { "IPMI timestamp", "Time Stamp",
		"Timestamp" };
	struct span value;
	size_t i;

	if (isnan(log->power_w) || !isnan(log->time_s))
		return;
	for (i = 0; i < sizeof labels / sizeof labels[0]; i++)
		if (value_of(line, labels[i], &value) &&
		    time_of(log, value, &log->time_s))
			break;
	if (log->time_s < least_time_s && log->unset_pos.line == 0)
		log->unset_pos = source_pos(log->reading->source, 1);
}

static void
take_rest(struct log *log, struct span line)
{
	static const char *const averages[] = {
		"Average power reading over sample period",
		"Average Power over sampling duration",
		"Avg Power over sample duration" };
	struct span value;
	size_t i;

	if ((value_of(line, "Power reading state is", &value) ||
		value_of(line, "Power Measurement", &value)) &&
	    !(span_starts(value, "activ") || span_starts(value, "Activ")))
		log->inactive = true;
	if (!isnan(log->average_w))
		return;
	for (i = 0; i < sizeof averages / sizeof averages[0]; i++)
		if (value_of(line, averages[i], &value)) {
			log->average_w = watts_of(value);
			log->average_pos = source_pos(log->reading->source, 1);
		}
}

static void
say_oddities(const struct log *log)
{
	struct diags *diags = log->reading->diags;

	if (log->unset_pos.line > 0)
		diag(diags, DIAG_LOG_IMPLAUSIBLE, log->unset_pos,
		    "the controller's clock was not set");
	if (!isnan(log->average_w))
		diag(diags, DIAG_LOG_SCOPE, log->average_pos, "the mean of "
		    "%.6g W is of the controller's own period, not of a run, "
		    "and does not count", log->average_w);
}

static void
finish(struct log *log)
{
	struct reading *reading = log->reading;
	struct record *record = reading->record;
	size_t timed;

	end_block(log);
	timed = log->readings - log->untimed;
	record->scope = SCOPE_NODE;
	if (timed > 1 && log->untimed > 0)
		row_skip(reading, log->untimed_pos,
		    "%zu readings without a time", log->untimed);
	rows_skipped_end(reading);
	if (log->readings == 0)
		diag(reading->diags, DIAG_LOG_NOTHING,
		    (struct pos){ .file = record->file },
		    "no reading of a power");
	else if (timed > (reading->options->partial ? 0 : 1))
		node_power_finish(reading, log->meter);
	else
		node_power_snapshot(reading, log->first_w, log->first_pos,
		    advice);
	if (timed <= 1 && log->readings > 1)
		diag(reading->diags, DIAG_LOG_PARTIAL, log->untimed_pos,
		    "%zu readings bear no time, so that no energy comes from "
		    "them", log->untimed);
	record->zoned = !isnan(record->start_s) && !log->unzoned;
	say_oddities(log);
}

static void
read_ipmi(struct reading *reading)
{
	struct log log = {
		.reading = reading,
		.meter = power_open(reading),
		.power_w = (double)NAN,
		.time_s = (double)NAN,
		.first_w = (double)NAN,
		.average_w = (double)NAN,
	};
	struct span line;

	while (source_line(reading->source, &line)) {
		take_power(&log, line);
		take_time(&log, line);
		take_rest(&log, line);
	}
	finish(&log);
}

static int
sniff_ipmi(const struct sniff *sniff)
{
	struct span rest = sniff->head, value;

	while (rest.n > 0) {
		struct span line = span_cut(&rest, '\n');

		if (value_of(line, "Instantaneous power reading", &value))
			return 80;
		if (value_of(line, "Current Power", &value) &&
		    !isnan(watts_of(value)))
			return 75;
	}
	return 0;
}

const struct format format_ipmi_power = {
	.name = "ipmi-power",
	.title = "ipmitool dcmi, freeipmi or ipmiutil power readings",
	.gives = "D P E",
	.sniff = sniff_ipmi,
	.read = read_ipmi,
};
