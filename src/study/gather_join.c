/*
 * Logs of one folder are of one run when they are called alike, share the
 * number of a job or a run, or were written at the same time. What says no
 * time of day goes with the only run there is.
 */
#include "study/gather_join.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "study/gather.h"
#include "study/record.h"
#include "study/record_overlap.h"

enum { IDS_COMPARED = 16, ID_LEAST = 4 };

/* What the logs of a run together have. */
enum { TRAIT_CLOCK = 1, TRAIT_ENERGY = 2, TRAIT_ZONED = 4, TRAIT_LOCAL = 8 };

struct joining {
	struct gathered *all;
	unsigned *traits; /* of a run, at its first file */
};

static bool
has_energy(const struct gathered_file *file)
{
	return !isnan(file->record->it_energy_kwh);
}

static bool
has_clock(const struct gathered_file *file)
{
	return !isnan(file->record->start_s) && !isnan(file->record->end_s);
}

static bool
same_folder(const struct gathered_file *a, const struct gathered_file *b)
{
	return strcmp(a->model, b->model) == 0 && strcmp(a->run, b->run) == 0;
}

static size_t
first_of(struct gathered *all, size_t i)
{
	while (all->files[i].part_of != i) {
		all->files[i].part_of =
		    all->files[all->files[i].part_of].part_of;
		i = all->files[i].part_of;
	}
	return i;
}

static void
join(struct gathered *all, size_t i, size_t j)
{
	size_t a = first_of(all, i), b = first_of(all, j);

	if (a < b)
		all->files[b].part_of = a;
	else
		all->files[a].part_of = b;
}

static bool
has_id(const struct record *record, struct span id)
{
	size_t i;

	for (i = 0; i < record->run_count && i < IDS_COMPARED; i++)
		if (record->runs[i].id != NULL &&
		    span_equal(id, record->runs[i].id))
			return true;
	return false;
}

/* A run that both name, by an id that is more than a number of two digits. */
static bool
same_run_id(const struct gathered_file *a, const struct gathered_file *b)
{
	size_t i;

	for (i = 0; i < a->record->run_count && i < IDS_COMPARED; i++) {
		const char *id = a->record->runs[i].id;

		if (id != NULL && strlen(id) >= ID_LEAST &&
		    has_id(b->record, span_of(id)))
			return true;
	}
	return (a->job.n > 0 && has_id(b->record, a->job)) ||
	    (b->job.n > 0 && has_id(a->record, b->job));
}

static bool
spans_equal(struct span a, struct span b)
{
	return a.n == b.n && memcmp(a.s, b.s, a.n) == 0;
}

/* Parts of one log, by its name. */
static bool
are_digests(const struct gathered_file *a, const struct gathered_file *b)
{
	return a->record->partial != NULL && b->record->partial != NULL;
}

/* Whether two logs of one folder are surely of one run. */
static bool
belong(const struct gathered_file *a, const struct gathered_file *b)
{
	if (same_run_id(a, b))
		return true;
	/* ranks run at one time, starts and parts one after the other */
	if (strcmp(a->stem, b->stem) == 0)
		return are_digests(a, b) || !has_clock(a) || !has_clock(b) ||
		    a->record->zoned != b->record->zoned ||
		    (a->restart && b->restart) ||
		    record_surely_at_one_time(a->record, b->record);
	if (a->job.n > 0 && b->job.n > 0)
		return spans_equal(a->job, b->job);
	return record_surely_at_one_time(a->record, b->record);
}

static void
join_sure(struct gathered *all)
{
	size_t i, j;

	for (i = 0; i < all->file_count; i++)
		all->files[i].part_of = i;
	for (i = 0; i < all->file_count; i++)
		for (j = 0; j < i; j++)
			if (all->files[i].use == FILE_LOG &&
			    all->files[j].use == FILE_LOG &&
			    same_folder(&all->files[i], &all->files[j]) &&
			    belong(&all->files[i], &all->files[j]))
				join(all, i, j);
}

static unsigned
traits_of(const struct gathered_file *file)
{
	unsigned traits = 0;

	if (has_energy(file))
		traits |= TRAIT_ENERGY;
	if (has_clock(file))
		traits |= TRAIT_CLOCK |
		    (file->record->zoned ? TRAIT_ZONED : TRAIT_LOCAL);
	return traits;
}

/* A file that a run begins with. */
static bool
begins_run(const struct joining *j, size_t i)
{
	return j->all->files[i].use <= FILE_TWICE &&
	    j->all->files[i].part_of == i;
}

/* Makes every part_of point to a run's first file, and sums the traits. */
static void
settle(struct joining *j)
{
	struct gathered *all = j->all;
	size_t i;

	for (i = 0; i < all->file_count; i++) {
		all->files[i].part_of = first_of(all, i);
		j->traits[i] = 0;
	}
	for (i = 0; i < all->file_count; i++)
		if (all->files[i].use == FILE_LOG)
			j->traits[all->files[i].part_of] |=
			    traits_of(&all->files[i]);
}

/* How many other runs of the folder have the traits WITH and none of WITHOUT; *FOUND is the last of them. */
static size_t
others(const struct joining *j, size_t run, unsigned with, unsigned without,
    size_t *found)
{
	size_t i, n = 0;

	for (i = 0; i < j->all->file_count; i++)
		if (i != run && begins_run(j, i) &&
		    same_folder(&j->all->files[i], &j->all->files[run]) &&
		    (j->traits[i] & with) == with &&
		    (j->traits[i] & without) == 0) {
			*found = i;
			n++;
		}
	return n;
}

static bool
jobs_differ(const struct gathered_file *a, const struct gathered_file *b)
{
	return a->job.n > 0 && b->job.n > 0 && !spans_equal(a->job, b->job);
}

static void
set_use(struct joining *j, size_t run, unsigned traits, enum file_use use,
    const char *reason)
{
	size_t i;

	for (i = 0; i < j->all->file_count; i++) {
		struct gathered_file *file = &j->all->files[i];

		if (file->part_of == run && file->use == FILE_LOG &&
		    (traits_of(file) & traits) == traits) {
			file->use = use;
			file->reason = reason;
		}
	}
}

/* Clocks with and without a zone can't be compared: one run of each kind in a folder is taken for one. */
static void
join_clocks(struct joining *j)
{
	size_t i, other = 0, same = 0;

	for (i = 0; i < j->all->file_count; i++)
		if (begins_run(j, i) &&
		    (j->traits[i] & (TRAIT_LOCAL | TRAIT_ZONED)) ==
			TRAIT_LOCAL &&
		    others(j, i, TRAIT_LOCAL, TRAIT_ZONED, &same) == 0 &&
		    others(j, i, TRAIT_ZONED, 0, &other) == 1 &&
		    !jobs_differ(&j->all->files[i], &j->all->files[other])) {
			join(j->all, i, other);
			settle(j);
		}
}

/* Durations that are one, as three files of one trainer state it. */
static bool
last_alike(const struct gathered_file *a, const struct gathered_file *b)
{
	double x = a->record->duration_s, y = b->record->duration_s;

	return isnan(x) || isnan(y) || fabs(x - y) <= 0.01 * fmax(x, y);
}

/* RUN goes to INTO; an energy that INTO has already is not counted again. */
static void
join_energy(struct joining *j, size_t run, size_t into)
{
	if ((j->traits[run] & TRAIT_ENERGY) != 0 &&
	    (j->traits[into] & TRAIT_ENERGY) != 0)
		set_use(j, run, TRAIT_ENERGY, FILE_TWICE,
		    "it says no time of day and may tell the same energy again");
	join(j->all, run, into);
	settle(j);
}

/* The next run of the folder that tells a time as RUN does; RUN when there is none. */
static size_t
alike(const struct joining *j, size_t run)
{
	const struct gathered_file *files = j->all->files;
	size_t i;

	for (i = run + 1; i < j->all->file_count; i++)
		if (begins_run(j, i) && same_folder(&files[i], &files[run]) &&
		    j->traits[i] == 0 &&
		    !jobs_differ(&files[run], &files[i]) &&
		    (strcmp(files[run].record->format,
			 files[i].record->format) != 0 ||
			last_alike(&files[run], &files[i])))
			return i;
	return run;
}

/* A run in a folder of which no log says the time of day. */
static void
place_timeless(struct joining *j, size_t run)
{
	const struct gathered_file *files = j->all->files;
	size_t other = run,
	    n = others(j, run, TRAIT_ENERGY, TRAIT_CLOCK, &other);
	bool energy = (j->traits[run] & TRAIT_ENERGY) != 0;

	if (n > 1 && !energy)
		set_use(j, run, 0, FILE_NOWHERE,
		    "it says no time of day: of which run is it?");
	else if (n == 1 &&
	    (!energy ||
		(other < run &&
		    strcmp(files[run].record->format,
			files[other].record->format) != 0)))
		join_energy(j, run, other);
	else if (n == 0 && !energy && (other = alike(j, run)) > run)
		join_energy(j, run, other);
}

/* What says no time of day goes with the one run of its folder that does. */
static void
join_timeless(struct joining *j)
{
	size_t i, clocked = 0, n;

	/* backwards: what joins a run before it is asked again with it */
	for (i = j->all->file_count; i-- > 0;) {
		if (!begins_run(j, i) || (j->traits[i] & TRAIT_CLOCK) != 0)
			continue;
		n = others(j, i, TRAIT_CLOCK, 0, &clocked);
		if (n == 0)
			place_timeless(j, i);
		else if (n == 1 &&
		    !jobs_differ(&j->all->files[i], &j->all->files[clocked]))
			join_energy(j, i, clocked);
		else if (n > 1 && (j->traits[i] & TRAIT_ENERGY) == 0)
			set_use(j, i, 0, FILE_NOWHERE,
			    "it says no time of day: of which run is it?");
	}
}

/* A run whose first file has gone elsewhere begins with the next. */
static void
renumber(struct gathered *all, struct arena *arena)
{
	size_t i, *first =
	    arena_alloc(arena, (all->file_count + 1) * sizeof *first);

	for (i = all->file_count; i-- > 0;)
		if (all->files[i].use <= FILE_TWICE)
			first[all->files[i].part_of] = i;
	for (i = 0; i < all->file_count; i++)
		if (all->files[i].use <= FILE_TWICE)
			all->files[i].part_of = first[all->files[i].part_of];
}

void
gather_join(struct gathered *all, struct arena *arena)
{
	struct joining j = { .all = all };

	j.traits = arena_alloc(arena,
	    (all->file_count + 1) * sizeof *j.traits);
	join_sure(all);
	settle(&j);
	join_clocks(&j);
	join_timeless(&j);
	gather_twice(all, arena);
	renumber(all, arena);
}
