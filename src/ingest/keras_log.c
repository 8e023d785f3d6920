/*
 * Console output of Keras: progress bars that end in the seconds of their
 * epoch. It holds no clock time, and nothing of what runs between epochs.
 */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/num.h"
#include "base/source.h"
#include "ingest/formats.h"
#include "ingest/ingest.h"
#include "ingest/train_line.h"

enum { SECONDS_MAX = 100000000, RUNS_MAX = 100000, EPOCHS_MAX = 100000000 };

/* "1875/1875 [====] - 12s 5ms/step - loss: 0.29" */
struct bar {
	double done, of;   /* steps */
	double seconds;    /* NAN: not stated */
	double step_s;     /* NAN: not stated */
};

struct epochs {
	struct reading *reading;
	struct train_lines lines;
	double number, of;      /* "Epoch 3/10"; NAN before the first */
	struct bar bar;         /* the last one of the epoch */
	bool open;              /* bars belong to the epoch */
	struct pos pos;         /* of the epoch's line */
	double sum_s, steps;
	double outside_s;       /* of evaluations and predictions */
	double aside_s;         /* of the bar outside at hand */
	size_t count, cut;
	struct pos cut_pos;
	struct record_run *runs; /* one for each training */
	size_t run_count;
};

/* "12/34" at the front. */
static bool
take_fraction(struct span *text, double *a, double *b)
{
	struct span rest = *text, first;
	size_t n;

	n = span_find(rest, "/");
	if (n == SIZE_MAX || n > 12)
		return false;
	first = span_cut(&rest, '/');
	for (n = 0; n < rest.n && rest.s[n] >= '0' && rest.s[n] <= '9'; n++)
		continue;
	if (!num_parse(span_trim(first), a) ||
	    !num_parse(span_sub(rest, 0, n), b))
		return false;
	*text = span_sub(rest, n, rest.n);
	return *a >= 0 && *b >= *a && *b <= EPOCHS_MAX;
}

struct time_unit {
	const char *unit;
	double seconds;
};

static const struct time_unit units[] = {
	{ "ms", 1e-3 }, { "us", 1e-6 }, { "s", 1 },
};

/* A number with the unit of a time behind it; NAN for none. */
static double
time_of(struct span word, const char *suffix)
{
	size_t i;
	double number;

	if (!span_ends(word, suffix))
		return (double)NAN;
	word.n -= strlen(suffix);
	for (i = 0; i < sizeof units / sizeof units[0]; i++) {
		if (!span_ends(word, units[i].unit))
			continue;
		word.n -= strlen(units[i].unit);
		if (num_parse(word, &number) && number >= 0 &&
		    number <= SECONDS_MAX)
			return number * units[i].seconds;
		return (double)NAN;
	}
	return (double)NAN;
}

/* The losses behind the times end with a colon, as "ETA:" does. */
static bool
take_bar(struct span text, struct bar *bar)
{
	*bar = (struct bar){ .seconds = (double)NAN, .step_s = (double)NAN };
	text = span_trim(text);
	if (!take_fraction(&text, &bar->done, &bar->of) ||
	    (text.n > 0 && text.s[0] != ' '))
		return false;
	while (text.n > 0) {
		struct span word = span_cut(&text, ' ');

		if (span_ends(word, ":"))
			break;
		if (isnan(bar->seconds))
			bar->seconds = time_of(word, "");
		if (isnan(bar->step_s))
			bar->step_s = time_of(word, "/step");
	}
	return true;
}

/* Seconds are rounded: of a short epoch the steps tell more. */
static double
seconds_of(const struct bar *bar)
{
	double by_steps = bar->step_s * bar->of;

	return bar->seconds < 1 && by_steps < 1 ? by_steps : bar->seconds;
}

static void
add_run(struct epochs *e)
{
	if (e->run_count >= RUNS_MAX)
		return;
	e->runs = arena_grow(e->reading->arena, e->runs, e->run_count,
	    sizeof *e->runs);
	e->runs[e->run_count++] = (struct record_run){
		.start_s = (double)NAN,
		.end_s = (double)NAN,
		.energy_kwh = (double)NAN,
		.co2e_g = (double)NAN,
		.pos = e->pos,
	};
}

/* The epoch is over: at its end, or where the log breaks off. */
static void
end_epoch(struct epochs *e)
{
	double seconds = e->bar.done >= e->bar.of ? seconds_of(&e->bar) :
						    (double)NAN;

	if (!isnan(e->aside_s))
		e->outside_s += e->aside_s;
	e->aside_s = (double)NAN;
	if (!e->open)
		return;
	e->open = false;
	if (isnan(seconds)) {
		if (e->cut++ == 0)
			e->cut_pos = e->pos;
		return;
	}
	if (e->count++ == 0)
		e->reading->record->time_pos = e->pos;
	e->sum_s += seconds;
	e->steps += e->bar.of;
	e->runs[e->run_count - 1].duration_s += seconds;
}

static void
begin_epoch(struct epochs *e, double number, double of, struct pos pos)
{
	end_epoch(e);
	e->pos = pos;
	if (e->run_count == 0 || number <= e->number)
		add_run(e);
	e->number = number;
	e->of = of;
	e->bar = (struct bar){ 0, 1, (double)NAN, (double)NAN };
	e->open = true;
}

/* The epoch's bar runs on to its end; one that begins again or counts to another end is an evaluation's. */
static void
add_bar(struct epochs *e, const struct bar *bar)
{
	bool first = e->open && isnan(e->bar.seconds) && e->bar.done < 1 &&
	    e->bar.of < 2;
	bool same = e->open && bar->of >= e->bar.of && bar->of <= e->bar.of &&
	    bar->done >= e->bar.done;

	e->reading->record->rows++;
	if (first || same) {
		e->bar = *bar;
		return;
	}
	end_epoch(e);
	if (bar->done >= bar->of)
		e->aside_s = seconds_of(bar);
}

static void
take_text(struct epochs *e, struct span text, struct pos pos)
{
	struct bar bar;
	double number, of;

	text = span_trim(text);
	if (span_starts(text, "Epoch ")) {
		text = span_sub(text, 6, text.n);
		if (take_fraction(&text, &number, &of) &&
		    span_trim(text).n == 0)
			begin_epoch(e, number, of, pos);
	} else if (take_bar(text, &bar)) {
		add_bar(e, &bar);
	}
}

static void
say(const struct epochs *e)
{
	struct diags *diags = e->reading->diags;
	const struct record *record = e->reading->record;

	diag(diags, DIAG_LOG_SCOPE, record->time_pos,
	    "the seconds of %zu epochs, training and validation; start-up "
	    "and what runs between epochs are not in it%s", e->count,
	    e->outside_s > 0 ? arena_printf(e->reading->arena,
		", nor are %.6g s of evaluation or prediction behind them",
		e->outside_s) : "");
	if (e->cut > 0)
		diag(diags, DIAG_LOG_PARTIAL, e->cut_pos,
		    "%zu %s before the end: the time is not stated and not "
		    "in the sum", e->cut, e->cut == 1 ? "epoch breaks off" :
		    "epochs break off");
	if (e->run_count > 1)
		diag(diags, DIAG_LOG_RUNS, e->runs[1].pos,
		    "the epochs begin again: %zu trainings in one log, whose "
		    "times are added", e->run_count);
}

static void
finish(struct epochs *e)
{
	struct record *record = e->reading->record;

	end_epoch(e);
	if (e->count == 0) {
		diag(e->reading->diags, DIAG_LOG_NOTHING,
		    (struct pos){ .file = record->file },
		    "no epoch states its time (\"- 12s 15ms/step\"): fit() "
		    "writes it unless verbose=0; a scheduler's record (sacct) "
		    "or a power log holds it too");
		return;
	}
	record->duration_s = e->sum_s;
	record->duration_is_lower_bound = true;
	record->steps = e->steps;
	record->runs = e->runs;
	record->run_count = e->run_count;
	say(e);
}

static void
read_keras(struct reading *reading)
{
	struct epochs e = {
		.reading = reading,
		.lines = { .source = reading->source, .rank = RANK_NONE },
		.number = (double)NAN,
		.aside_s = (double)NAN,
	};
	struct train_line line;

	while (train_lines_next(&e.lines, &line)) {
		if (!train_lines_counts(&e.lines, &line))
			continue;
		while (line.text.n > 0)
			take_text(&e, span_cut(&line.text, '\b'), line.pos);
	}
	train_lines_end(&e.lines, reading);
	finish(&e);
}

static int
sniff_keras(const struct sniff *sniff)
{
	static const char *const words[] = { "ms/step", "us/step", "s/step",
		"s/epoch", " - ETA: " };
	size_t i;

	if (!train_begins(sniff->head, "Epoch "))
		return 0;
	for (i = 0; i < sizeof words / sizeof words[0]; i++)
		if (span_find(sniff->head, words[i]) != SIZE_MAX)
			return 84;
	return span_find(sniff->head, "/") != SIZE_MAX &&
		span_find(sniff->head, "s - loss: ") != SIZE_MAX ? 60 : 0;
}

const struct format format_keras_log = {
	.name = "keras-log",
	.title = "Keras console output",
	.gives = "D",
	.sniff = sniff_keras,
	.read = read_keras,
};
