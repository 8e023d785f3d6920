/*
 * Output of nanoGPT: now and then the time of one single iteration, without
 * stamps. The training's time is an estimate from these samples.
 */
#include <math.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/source.h"
#include "ingest/cell.h"
#include "ingest/formats.h"
#include "ingest/ingest.h"
#include "ingest/train_line.h"

enum { SECONDS_MAX = 86400 };

struct log {
	struct reading *reading;
	struct train_lines lines;
	double first, last;      /* iterations of the run at hand; NAN before */
	double plain_s, plain;   /* sum and count of iterations without an evaluation */
	double odd_s, odd;       /* of those behind an evaluation and of first ones */
	double iterations;       /* of the runs before */
	double evaluated;        /* step that was evaluated last */
	size_t restarts;
	struct pos first_pos, restart_pos;
};

static void
take_order(struct log *log, double iteration, struct pos pos)
{
	if (isnan(log->first)) {
		log->first = iteration;
		log->first_pos = pos;
	} else if (iteration <= log->last) {
		if (log->restarts++ == 0)
			log->restart_pos = pos;
		log->iterations += log->last - log->first + 1;
		log->first = iteration;
	}
	log->last = iteration;
}

/* "iter 100: loss 6.9, time 245.32ms, mfu 17.9%" */
static void
take_iteration(struct log *log, const struct train_line *line)
{
	double iteration, ms;
	bool odd;

	if (!train_number(line->text, "iter ", &iteration))
		return;
	if (!train_number(line->text, ", time ", &ms) ||
	    !(ms > 0 && ms <= 1000.0 * SECONDS_MAX)) {
		row_skip(log->reading, line->pos, "no time of an iteration");
		return;
	}
	odd = isnan(log->first) || iteration <= log->last ||
	    iteration == log->evaluated;
	take_order(log, iteration, line->pos);
	log->reading->record->rows++;
	if (odd) {
		log->odd_s += ms / 1000;
		log->odd++;
	} else {
		log->plain_s += ms / 1000;
		log->plain++;
	}
}

static void
finish(struct log *log)
{
	struct reading *reading = log->reading;
	struct record *record = reading->record;
	double mean_s, iterations;

	rows_skipped_end(reading);
	if (log->plain <= 0) {
		diag(reading->diags, DIAG_LOG_NOTHING, log->first_pos,
		    "fewer than two iterations state a time; a scheduler's "
		    "record (sacct) or a power log holds the training's");
		return;
	}
	mean_s = log->plain_s / log->plain;
	iterations = log->iterations + log->last - log->first + 1;
	record->duration_s = log->odd_s + mean_s * (iterations - log->odd);
	record->duration_is_lower_bound = true;
	record->time_pos = log->first_pos;
	record->steps = log->last;
	diag(reading->diags, DIAG_LOG_SCOPE, log->first_pos,
	    "an estimate: %.0f iterations at %.6g ms, the mean of %.0f single "
	    "ones; evaluations between them, start-up and checkpoints are "
	    "not in it", iterations, mean_s * 1000, log->plain);
	if (log->restarts > 0)
		diag(reading->diags, DIAG_LOG_RUNS, log->restart_pos,
		    "the iteration falls %zu times: the job began again; what "
		    "was done twice counts twice", log->restarts);
}

static void
read_log(struct reading *reading)
{
	struct log log = {
		.reading = reading,
		.lines = { .source = reading->source, .rank = RANK_NONE },
		.first = (double)NAN,
		.last = (double)NAN,
		.evaluated = (double)NAN,
		.first_pos = { .file = reading->record->file },
	};
	struct train_line line;
	double step;

	while (train_lines_next(&log.lines, &line)) {
		if (!train_lines_counts(&log.lines, &line))
			continue;
		if (span_starts(line.text, "iter "))
			take_iteration(&log, &line);
		else if (span_starts(line.text, "step ") &&
		    train_number(line.text, "step ", &step))
			log.evaluated = step;
	}
	train_lines_end(&log.lines, reading);
	finish(&log);
}

static int
sniff_log(const struct sniff *sniff)
{
	return train_begins(sniff->head, "iter ") &&
	    span_find(sniff->head, ": loss ") != SIZE_MAX &&
	    span_find(sniff->head, "ms, mfu ") != SIZE_MAX ? 88 : 0;
}

const struct format format_nanogpt_log = {
	.name = "nanogpt-log",
	.title = "nanoGPT output",
	.gives = "D",
	.sniff = sniff_log,
	.read = read_log,
};

/* The main.log of llm.c: losses alone. */
static void
read_llmc(struct reading *reading)
{
	diag(reading->diags, DIAG_LOG_NOTHING,
	    (struct pos){ reading->record->file, 1, 1 },
	    "main.log of llm.c holds no time: its console output states ms "
	    "per step; a scheduler's record (sacct) or a power log gives the "
	    "training's");
}

/* "s:0 trl:11.0091 lr:0.000001 norm:15.37" */
static int
sniff_llmc(const struct sniff *sniff)
{
	return train_begins(sniff->line, "s:") &&
	    (span_find(sniff->line, " trl:") != SIZE_MAX ||
		span_find(sniff->line, " tel:") != SIZE_MAX) ? 85 : 0;
}

const struct format format_llmc_log = {
	.name = "llmc-log",
	.title = "llm.c main.log",
	.gives = "",
	.sniff = sniff_llmc,
	.read = read_llmc,
};
