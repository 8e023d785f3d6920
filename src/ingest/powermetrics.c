/*
 * Samples of powermetrics to energy. The total holds processor, GPU and
 * neural engine; their own powers are used only where it is missing.
 */
#include "ingest/powermetrics.h"

#include <math.h>

#include "base/diag.h"
#include "ingest/cell.h"
#include "ingest/ingest.h"
#include "ingest/interval.h"
#include "ingest/power.h"

/* Stamps are whole seconds: samples nearer than this follow each other. */
static const double stamp_s = 2;

void
powermetrics_open(struct powermetrics *log, struct reading *reading)
{
	*log = (struct powermetrics){
		.reading = reading,
		.end_s = (double)NAN,
	};
	log->meter = interval_open(reading, INTERVAL_SERIAL, RECORD_SAMPLED);
	log->part = interval_part(log->meter, "soc", PART_HOST);
}

static double
or_zero(double value)
{
	return isnan(value) ? 0 : value;
}

static double
power_of(struct powermetrics *log, const struct powermetrics_sample *sample)
{
	if (!isnan(sample->total_w))
		return sample->total_w;
	if (isnan(sample->cpu_w))
		return (double)NAN;
	log->parts = true;
	return sample->cpu_w + or_zero(sample->gpu_w) +
	    or_zero(sample->ane_w);
}

/* Samples follow each other; only a clock that leaves them behind opens a hole. */
static double
start_of(const struct powermetrics *log,
    const struct powermetrics_sample *sample)
{
	double start_s = sample->stamp_s - sample->elapsed_s;

	if (isnan(log->end_s) || start_s > log->end_s + stamp_s ||
	    start_s < log->end_s - stamp_s * 2)
		return start_s;
	return log->end_s;
}

void
powermetrics_add(struct powermetrics *log,
    const struct powermetrics_sample *sample)
{
	double power_w = power_of(log, sample), energy_j;
	struct interval interval = {
		.duration_s = sample->elapsed_s,
		.energy_j = &energy_j,
		.pos = sample->pos,
	};

	if (isnan(power_w) || !(sample->elapsed_s > 0)) {
		row_skip(log->reading, sample->pos,
		    "a sample without its power or its elapsed time");
		return;
	}
	if (!(power_w >= 0 && power_w <= POWER_MAX_W)) {
		row_skip(log->reading, sample->pos,
		    "%.6g W is outside of 0..%d W", power_w,
		    (int)POWER_MAX_W);
		return;
	}
	energy_j = power_w * sample->elapsed_s;
	interval.start_s = start_of(log, sample);
	if (!interval_add(log->meter, &interval))
		return;
	if (log->samples++ == 0)
		log->first_pos = sample->pos;
	log->end_s = interval.start_s + interval.duration_s;
}

void
powermetrics_finish(struct powermetrics *log)
{
	struct reading *reading = log->reading;

	rows_skipped_end(reading);
	reading->record->scope = SCOPE_NODE;
	if (!interval_finish(log->meter))
		return;
	diag(reading->diags, DIAG_LOG_SCOPE, log->first_pos, "Apple's estimate "
	    "of processor, GPU and neural engine together%s: display and the "
	    "rest of the machine are not in it", log->parts ?
	    ", summed from their own powers where no total is stated" : "");
}
