/*
 * The time of a job by its stamps. It must not know what the lines say.
 */
#include "ingest/train_clock.h"

#include <math.h>

#include "base/arena.h"
#include "base/diag.h"
#include "ingest/ingest.h"

enum {
	STEP_BACK_S = 60,   /* lines of several processes mix within this */
	PAUSE_S = 1800,     /* a shorter pause is not worth a word */
	RUNS_MAX = 100000
};

static struct record_run *
last_run(struct train_clock *clock)
{
	return clock->count == 0 ? NULL : &clock->runs[clock->count - 1];
}

static void
add_run(struct train_clock *clock, double time_s, struct pos pos)
{
	clock->split = false;
	if (clock->count >= RUNS_MAX)
		return;
	clock->runs = arena_grow(clock->reading->arena, clock->runs,
	    clock->count, sizeof *clock->runs);
	clock->runs[clock->count++] = (struct record_run){
		.start_s = time_s,
		.end_s = time_s,
		.duration_s = (double)NAN,
		.energy_kwh = (double)NAN,
		.co2e_g = (double)NAN,
		.pos = pos,
	};
	clock->gap_from_s = clock->gap_to_s = time_s;
}

static void
add_pause(struct train_clock *clock, double from_s, double to_s,
    struct pos pos)
{
	if (to_s - from_s > clock->gap_to_s - clock->gap_from_s) {
		clock->gap_from_s = from_s;
		clock->gap_to_s = to_s;
		clock->gap_pos = pos;
	}
}

void
train_clock_add(struct train_clock *clock, double time_s, struct pos pos)
{
	struct record_run *run = last_run(clock);

	if (run == NULL || clock->split) {
		add_run(clock, time_s, pos);
	} else if (time_s < run->end_s - STEP_BACK_S) {
		if (clock->steps_back++ == 0)
			clock->longest_pos = pos;
		add_run(clock, time_s, pos);
	} else if (time_s > run->end_s) {
		add_pause(clock, run->end_s, time_s, pos);
		run->end_s = time_s;
	}
}

/* The pause before a step stays in the run. */
void
train_clock_step(struct train_clock *clock)
{
	struct record_run *run = last_run(clock);
	double pause_s = clock->gap_to_s - clock->gap_from_s;

	if (run == NULL)
		return;
	if (pause_s > clock->longest_s) {
		clock->longest_s = pause_s;
		if (clock->steps_back == 0)
			clock->longest_pos = clock->gap_pos;
	}
	clock->gap_from_s = clock->gap_to_s = run->end_s;
}

void
train_clock_restart(struct train_clock *clock)
{
	struct record_run *run = last_run(clock);
	double end_s;

	if (run == NULL || clock->gap_to_s <= clock->gap_from_s)
		return;
	end_s = run->end_s;
	run->end_s = clock->gap_from_s;
	add_run(clock, clock->gap_to_s, clock->gap_pos);
	run = last_run(clock);
	run->end_s = fmax(run->end_s, end_s);
	clock->gap_from_s = clock->gap_to_s = run->end_s;
}

bool
train_clock_ran(const struct train_clock *clock)
{
	size_t i;

	for (i = 0; i < clock->count; i++)
		if (clock->runs[i].end_s > clock->runs[i].start_s)
			return true;
	return false;
}

static void
say(struct train_clock *clock, double sum_s)
{
	struct diags *diags = clock->reading->diags;

	if (clock->steps_back > 0)
		diag(diags, DIAG_LOG_TIME, clock->longest_pos,
		    "the clock steps back %zu times: what follows is taken "
		    "for a run of its own", clock->steps_back);
	else if (clock->longest_s > PAUSE_S && clock->longest_s > sum_s / 2)
		diag(diags, DIAG_LOG_GAP, clock->longest_pos,
		    "%.0f s without a line before this one, counted as "
		    "running: if the job stood still, give the time with "
		    "time=", clock->longest_s);
	if (clock->count > 1)
		diag(diags, DIAG_LOG_RUNS, clock->runs[1].pos,
		    "%zu runs in one log; their times are added, the time "
		    "between them is left out", clock->count);
}

void
train_clock_finish(struct train_clock *clock)
{
	struct record *record = clock->reading->record;
	double sum_s = 0;
	size_t i;

	train_clock_step(clock);
	if (clock->count == 0)
		return;
	for (i = 0; i < clock->count; i++) {
		struct record_run *run = &clock->runs[i];

		run->duration_s = run->end_s - run->start_s;
		sum_s += run->duration_s;
	}
	record->runs = clock->runs;
	record->run_count = clock->count;
	record->start_s = clock->runs[0].start_s;
	record->end_s = clock->runs[clock->count - 1].end_s;
	record->zoned = !isnan(clock->reading->options->zone_s);
	record->duration_s = sum_s;
	record->time_pos = clock->runs[0].pos;
	say(clock, sum_s);
}
