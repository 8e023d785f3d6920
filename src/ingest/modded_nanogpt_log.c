/*
 * Logs of modded-nanogpt: the program's own text, a table of nvidia-smi,
 * then steps. The stated train_time leaves out validation and the first
 * steps, so it is a lower bound.
 */
#include <math.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/num.h"
#include "base/source.h"
#include "ingest/cell.h"
#include "ingest/formats.h"
#include "ingest/hardware_text.h"
#include "ingest/ingest.h"
#include "ingest/train_line.h"

enum {
	CARDS_MAX = 1024,
	POWER_MAX_W = 10000  /* of one card */
};

struct log {
	struct reading *reading;
	struct train_lines lines;
	double train_s;       /* of the last step; NAN before */
	double warm_s;        /* highest reading before the timer was set back */
	double restarts;
	struct pos pos;
	int cards;            /* of the first table */
	bool table, over;     /* inside it; behind it */
	bool mixed;           /* cards of several models */
	double power_w;       /* sum of the readings */
	double readings;
};

/* "|   0  NVIDIA H100 80GB HBM3          On  | 00000000:65:02.0 Off | ...": the name, an empty span for another line. */
static struct span
card_name(struct span text)
{
	struct span cell;
	size_t n = 0;

	span_cut(&text, '|');
	cell = span_trim(span_cut(&text, '|'));
	if (span_find(text, ":") == SIZE_MAX)
		return span_sub(cell, 0, 0);
	while (n < cell.n && cell.s[n] >= '0' && cell.s[n] <= '9')
		n++;
	if (n == 0 || n > 4 || !span_starts(span_sub(cell, n, cell.n), "  "))
		return span_sub(cell, 0, 0);
	cell = span_trim(span_sub(cell, n, cell.n));
	if (span_ends(cell, " On") || span_ends(cell, " Off") ||
	    span_ends(cell, " N/A"))
		cell = span_trim(span_sub(cell, 0, cell.n - 3));
	return cell;
}

static void
take_card(struct log *log, const struct train_line *line, struct span name)
{
	struct record *record = log->reading->record;
	struct machine *machine = &record->machine;

	if (log->cards >= CARDS_MAX)
		return;
	if (log->cards++ == 0) {
		machine->accelerator = span_dup(log->reading->arena, name);
		machine->pos = line->pos;
	} else if (!span_equal(name, machine->accelerator)) {
		log->mixed = true;
	}
}

/* "| N/A   37C    P0              74W / 700W |      7MiB / 81559MiB |" */
static void
take_limits(struct log *log, struct span text)
{
	struct machine *machine = &log->reading->record->machine;
	size_t at = span_find(text, "W / ");
	struct span draw = span_sub(text, 0, at + 1);
	double limit_w = (double)NAN, power_w;

	if (at == SIZE_MAX)
		return;
	while (span_find(draw, " ") != SIZE_MAX)
		span_cut(&draw, ' ');
	power_w = hardware_power_w(draw);
	if (power_w <= POWER_MAX_W) {
		log->power_w += power_w;
		log->readings++;
	}
	if (train_number(text, "W / ", &limit_w) && limit_w > 0 &&
	    limit_w <= POWER_MAX_W && isnan(machine->accelerator_power_limit_w))
		machine->accelerator_power_limit_w = limit_w;
	at = span_find(text, "MiB / ");
	if (at != SIZE_MAX && isnan(machine->accelerator_memory_gb))
		machine->accelerator_memory_gb = hardware_memory_gb(
		    span_trim(span_sub(text, at + 6, 12)));
}

static void
take_table(struct log *log, const struct train_line *line)
{
	struct span name = card_name(line->text);

	if (span_find(line->text, "Processes:") != SIZE_MAX) {
		log->over = true;
		return;
	}
	if (name.n > 0)
		take_card(log, line, name);
	else if (log->cards > 0)
		take_limits(log, line->text);
}

/* "step:1480/1480 val_loss:3.2786 train_time:236942ms step_avg:161.19ms" */
static void
take_step(struct log *log, const struct train_line *line)
{
	struct record *record = log->reading->record;
	double step, ms;

	if (!train_number(line->text, "step:", &step) ||
	    span_find(line->text, "/") == SIZE_MAX ||
	    span_find(line->text, "train_time:") == SIZE_MAX)
		return;
	if (!train_number(line->text, "train_time:", &ms) ||
	    !(ms >= 0 && ms < 1e12)) {
		row_skip(log->reading, line->pos, "no train_time");
		return;
	}
	if (ms / 1000 < log->train_s) {
		log->restarts++;
		log->warm_s = fmax(log->warm_s, log->train_s);
	}
	record->rows++;
	record->steps = step;
	log->train_s = ms / 1000;
	log->pos = line->pos;
}

static void
take_line(struct log *log, const struct train_line *line)
{
	if (span_starts(line->text, "step:"))
		take_step(log, line);
	else if (!log->table && span_starts(line->text, "| NVIDIA-SMI "))
		log->table = true;
	else if (log->table && !log->over && span_starts(line->text, "|"))
		take_table(log, line);
}

static void
finish_cards(struct log *log)
{
	struct record *record = log->reading->record;
	struct machine *machine = &record->machine;

	if (log->cards == 0)
		return;
	machine->accelerators = record->devices = log->cards;
	if (!log->mixed)
		record->device_model = machine->accelerator;
	machine->power_pos = machine->pos;
	if (log->readings > 0)
		machine->accelerator_power_w = log->power_w / log->readings;
	diag(log->reading->diags, DIAG_LOG_SCOPE, machine->pos,
	    "%d devices are those of the node in nvidia-smi's table%s",
	    log->cards, log->mixed ? ", of several models" : "");
}

static void
finish(struct log *log)
{
	struct reading *reading = log->reading;
	struct record *record = reading->record;

	rows_skipped_end(reading);
	finish_cards(log);
	if (!(log->train_s > 0)) {
		diag(reading->diags, DIAG_LOG_NOTHING,
		    (struct pos){ .file = record->file },
		    "no line \"step:N/N ... train_time:...ms\": this is the "
		    "program, or a log that broke off before its first step");
		return;
	}
	record->duration_s = log->train_s;
	record->duration_is_lower_bound = true;
	record->time_pos = log->pos;
	diag(reading->diags, DIAG_LOG_SCOPE, log->pos,
	    "train_time leaves out validation and start-up: at least this "
	    "long");
	if (log->restarts > 0)
		diag(reading->diags, DIAG_LOG_SCOPE, log->pos,
		    "the timer was set back after the first steps, at %.3f s, "
		    "which are not in it", log->warm_s);
}

static void
read_log(struct reading *reading)
{
	struct log log = {
		.reading = reading,
		.lines = { .source = reading->source, .rank = RANK_NONE },
		.train_s = (double)NAN,
		.warm_s = 0,
	};
	struct train_line line;

	while (train_lines_next(&log.lines, &line))
		if (train_lines_counts(&log.lines, &line))
			take_line(&log, &line);
	train_lines_end(&log.lines, reading);
	finish(&log);
}

/* The steps may lie behind what a sniffer sees; then the program's text tells. */
static int
sniff_log(const struct sniff *sniff)
{
	if (span_find(sniff->head, "train_time:") == SIZE_MAX)
		return 0;
	if (train_begins(sniff->head, "step:"))
		return 97;
	return span_find(sniff->head, "step_avg:{") != SIZE_MAX ? 70 : 0;
}

const struct format format_modded_nanogpt_log = {
	.name = "modded-nanogpt-log",
	.title = "modded-nanogpt log",
	.gives = "D N M",
	.sniff = sniff_log,
	.read = read_log,
};
