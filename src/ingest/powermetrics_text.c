/*
 * powermetrics as text: blocks that begin with "*** Sampled system activity
 * (stamp) (104.51ms elapsed) ***". Cluster powers are inside "CPU Power".
 */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/num.h"
#include "base/source.h"
#include "ingest/cell.h"
#include "ingest/formats.h"
#include "ingest/ingest.h"
#include "ingest/meter_text.h"
#include "ingest/powermetrics.h"

static const char block_start[] = "*** Sampled system activity (";

struct blocks {
	struct powermetrics log;
	struct powermetrics_sample sample;
	bool open, closed;
};

static void
end_block(struct blocks *blocks)
{
	if (blocks->open)
		powermetrics_add(&blocks->log, &blocks->sample);
	blocks->open = false;
}

/* "104.51ms" in seconds. */
static double
read_elapsed(struct span text)
{
	double number;

	if (!span_ends(text, "ms"))
		return (double)NAN;
	text.n -= 2;
	return num_parse(span_trim(text), &number) ? number / 1000 :
						     (double)NAN;
}

static void
begin_block(struct blocks *blocks, struct span line)
{
	struct span rest = span_sub(line, sizeof block_start - 1, line.n);
	struct span stamp = span_cut(&rest, ')'), elapsed;
	bool zoned = true;

	span_cut(&rest, '(');
	elapsed = span_cut(&rest, ' ');
	end_block(blocks);
	blocks->open = true;
	blocks->sample = (struct powermetrics_sample){
		.elapsed_s = read_elapsed(elapsed),
		.total_w = (double)NAN,
		.cpu_w = (double)NAN,
		.gpu_w = (double)NAN,
		.ane_w = (double)NAN,
		.pos = source_pos(blocks->log.reading->source, 1),
	};
	if (!meter_long_stamp(stamp, &blocks->sample.stamp_s, &zoned))
		blocks->sample.stamp_s = (double)NAN;
	else if (!zoned)
		blocks->sample.stamp_s = meter_from_local(blocks->log.reading,
		    blocks->sample.stamp_s);
	else
		blocks->log.reading->record->zoned = true;
}

/* "CPU Power: 947 mW" and "... derived package power (CPUs+GT+SA): 3.21W". */
static void
take_power(struct blocks *blocks, struct span name, struct span text)
{
	struct powermetrics_sample *sample = &blocks->sample;
	double power_w;
	enum unit unit;

	if (!cell_quantity(text, ',', &power_w, &unit) ||
	    unit == UNIT_TOTAL || unit_dimension(unit) != DIM_POWER)
		return;
	power_w = unit_to_base(unit, power_w);
	if (span_starts(name, "Combined Power") ||
	    span_equal(name, "Package Power") ||
	    span_starts(name, "Intel energy model derived package power"))
		sample->total_w = power_w;
	else if (span_equal(name, "CPU Power"))
		sample->cpu_w = power_w;
	else if (span_equal(name, "GPU Power") && isnan(sample->gpu_w))
		sample->gpu_w = power_w;
	else if (span_equal(name, "ANE Power"))
		sample->ane_w = power_w;
}

static void
read_line(struct blocks *blocks, struct span line)
{
	struct record *record = blocks->log.reading->record;
	struct span rest = line, name;

	if (span_starts(line, block_start)) {
		begin_block(blocks, line);
		return;
	}
	name = span_trim(span_cut(&rest, ':'));
	if (blocks->open)
		take_power(blocks, name, span_trim(rest));
	else if (span_equal(name, "Machine model") &&
	    record->machine.cpu == NULL)
		record->machine.cpu = span_dup(blocks->log.reading->arena,
		    span_trim(rest));
}

static void
read_text(struct reading *reading)
{
	struct blocks blocks = { .open = false };
	struct span line;

	powermetrics_open(&blocks.log, reading);
	while (source_line(reading->source, &line))
		read_line(&blocks, line);
	end_block(&blocks);
	powermetrics_finish(&blocks.log);
}

static int
sniff(const struct sniff *sniff)
{
	return span_find(sniff->head, block_start) != SIZE_MAX ? 90 : 0;
}

const struct format format_powermetrics_text = {
	.name = "powermetrics-text",
	.title = "macOS powermetrics text",
	.gives = "D P E",
	.sniff = sniff,
	.read = read_text,
};
