/*
 * Console logs of OLMo: stamped lines "[step=2/739328]" with indented
 * metrics under them. The count of devices is worked out from the rate of
 * one and the tokens of all.
 */
#include <math.h>
#include <stdint.h>

#include "base/diag.h"
#include "ingest/formats.h"
#include "ingest/ingest.h"
#include "ingest/train_job.h"

enum {
	DEVICES_MAX = 100000,
	STAMP_ERROR_S = 1    /* stamps are whole seconds */
};

/* How far a count may be from a whole number. */
#define WHOLE_WITHIN 0.2

struct log {
	struct train_job job;
	double time_s;         /* of the last step line; NAN before */
	double tokens;         /* of all devices together, under the step before */
	double tokens_time_s;
	double rate_sum;       /* tokens per second of one device */
	double rates;
	double tokens_sum, seconds_sum; /* between steps of one run */
};

static void
take_step(struct log *log, const struct train_line *line, double step)
{
	struct reading *reading = log->job.reading;
	double time_s;

	reading->record->rows++;
	if (step < log->job.step)
		log->tokens = (double)NAN;
	train_job_step(&log->job, step);
	log->time_s = train_stamp(reading, line->text, &time_s) ? time_s :
								  (double)NAN;
}

static void
take_tokens(struct log *log, double tokens)
{
	if (tokens > log->tokens && log->time_s > log->tokens_time_s) {
		log->tokens_sum += tokens - log->tokens;
		log->seconds_sum += log->time_s - log->tokens_time_s;
	}
	log->tokens = tokens;
	log->tokens_time_s = log->time_s;
}

static void
take_line(struct log *log, const struct train_line *line)
{
	double time_s, number;

	if (!train_lines_counts(&log->job.lines, line))
		return;
	train_job_stamp(&log->job, line, &time_s);
	if (train_number(line->text, "[step=", &number)) {
		take_step(log, line, number);
	} else if (train_number(line->text, "throughput/total_tokens=",
	    &number)) {
		take_tokens(log, number);
	} else if (train_number(line->text,
	    "throughput/device/tokens_per_second=", &number) && number > 0) {
		log->rate_sum += number;
		log->rates++;
	}
}

/* Tokens of all by tokens of one; -1 unless that is a whole number within what the stamps allow. */
static int
count_devices(const struct log *log)
{
	double devices, error;

	if (log->rates <= 0 || log->seconds_sum <= 0)
		return -1;
	devices = log->tokens_sum / log->seconds_sum /
	    (log->rate_sum / log->rates);
	error = devices * STAMP_ERROR_S / log->seconds_sum;
	if (!(devices < DEVICES_MAX) || devices < 1 - WHOLE_WITHIN ||
	    fabs(devices - round(devices)) > WHOLE_WITHIN || error > 0.5)
		return -1;
	return (int)round(devices);
}

static void
finish(struct log *log)
{
	struct reading *reading = log->job.reading;
	struct record *record = reading->record;

	if (!train_clock_ran(&log->job.clock)) {
		diag(reading->diags, DIAG_LOG_NOTHING,
		    (struct pos){ .file = record->file },
		    "no two stamps to take the time from");
		return;
	}
	train_clock_finish(&log->job.clock);
	record->devices = count_devices(log);
	diag(reading->diags, DIAG_LOG_SCOPE, record->time_pos,
	    "the time is from the first stamp to the last: start-up is in it");
	if (record->devices > 0)
		diag(reading->diags, DIAG_LOG_SCOPE, record->time_pos,
		    "%d devices follow from the tokens of all and the rate "
		    "of one", record->devices);
}

static void
read_log(struct reading *reading)
{
	struct log log = {
		.job = train_job_open(reading),
		.time_s = (double)NAN,
		.tokens = (double)NAN,
		.tokens_time_s = (double)NAN,
	};
	struct train_line line;

	while (train_job_line(&log.job, &line))
		take_line(&log, &line);
	finish(&log);
}

static bool
has(const struct sniff *sniff, const char *text)
{
	return span_find(sniff->head, text) != SIZE_MAX;
}

static int
sniff_log(const struct sniff *sniff)
{
	if (!has(sniff, "olmo.") && !has(sniff, "olmo_core."))
		return 0;
	return has(sniff, "[step=") ? 88 : has(sniff, "[olmo.") ? 60 : 0;
}

const struct format format_olmo_log = {
	.name = "olmo-log",
	.title = "OLMo console log",
	.gives = "D N",
	.sniff = sniff_log,
	.read = read_log,
};
