/*
 * Logs that tell an energy which another log counts: copies, a second
 * tracker, a meter over a sampler, one device in two logs.
 */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "study/gather.h"
#include "study/gather_join.h"
#include "study/record.h"
#include "study/record_overlap.h"

static bool
has_energy(const struct gathered_file *file)
{
	return !isnan(file->record->it_energy_kwh);
}

static bool
is_same(double a, double b)
{
	return a == b || (isnan(a) && isnan(b));
}

static bool
same_devices(const struct record *a, const struct record *b)
{
	const char *x, *y;
	size_t i;

	if (a->device_list_count != b->device_list_count)
		return false;
	for (i = 0; i < a->device_list_count; i++) {
		x = a->device_list[i].id;
		y = b->device_list[i].id;
		if (strcmp(x == NULL ? "" : x, y == NULL ? "" : y) != 0)
			return false;
	}
	return true;
}

/* The same numbers of the same tool at the same time: a copy. */
static bool
is_copy(const struct record *a, const struct record *b)
{
	return a->it_energy_kwh > 0 && a->it_energy_kwh == b->it_energy_kwh &&
	    strcmp(a->format, b->format) == 0 && a->rows == b->rows &&
	    is_same(a->duration_s, b->duration_s) &&
	    is_same(a->start_s, b->start_s) && same_devices(a, b);
}

/* Two tools in one run that say nothing of what they measure. */
static bool
are_trackers(const struct record *a, const struct record *b)
{
	return a->scope == b->scope && strcmp(a->format, b->format) != 0 &&
	    record_surely_at_one_time(a, b);
}

/* Why the energy of B is that of A, in part at least; NULL when nothing says so. */
static const char *
why_twice(const struct gathered_file *a, const struct gathered_file *b)
{
	static const char *const overlaps[] = {
		[OVERLAP_NONE] = NULL,
		[OVERLAP_POWER] = "it may see the power that %s sees, at the same time",
		[OVERLAP_DEVICE] = "it names the same device as %s, at the same time",
		[OVERLAP_MACHINE] = "it is of the same machine as %s, at the same time",
	};
	const struct record *x = a->record, *y = b->record;

	if (is_copy(x, y))
		return "it says what %s says, number for number, and may be a copy";
	if (a->part_of == b->part_of)
		return are_trackers(x, y) && record_overlap(x, y) == OVERLAP_NONE ?
		    "it may tell the energy again that %s tells" :
		    NULL; /* overlaps within a run are seen when it is counted */
	return record_surely_at_one_time(x, y) ?
	    overlaps[record_overlap(x, y)] :
	    NULL;
}

/* WHY with the path of the other file in the place of "%s". */
static const char *
reason_with(const char *why, const char *path, struct arena *arena)
{
	const char *mark = strstr(why, "%s");

	return arena_printf(arena, "%.*s%s%s", (int)(mark - why), why, path,
	    mark + 2);
}

/* How many files the run of file I has. */
static size_t
run_size(const struct gathered *all, size_t i)
{
	size_t k, n = 0;

	for (k = 0; k < all->file_count; k++)
		n += all->files[k].use == FILE_LOG &&
		    all->files[k].part_of == all->files[i].part_of;
	return n;
}

/* Of two that tell one energy the study's own counts, else that of the larger run, else that with the shorter name. */
static bool
counts_before(const struct gathered *all, size_t i, size_t k)
{
	const struct gathered_file *a = &all->files[i], *b = &all->files[k];
	size_t x = run_size(all, i), y = run_size(all, k);

	if (a->known != b->known)
		return a->known;
	if (x != y)
		return x > y;
	return strlen(a->path) != strlen(b->path) ?
	    strlen(a->path) < strlen(b->path) :
	    i < k;
}

/* "0", "12": the number of a device on a machine that nothing names. */
static bool
are_numbers(const struct record *record)
{
	const char *id;
	size_t i;

	for (i = 0; i < record->device_list_count; i++) {
		id = record->device_list[i].id;
		if (id != NULL && id[strspn(id, "0123456789")] != '\0')
			return false;
	}
	return true;
}

/* Whether one lies in a folder that holds the other's too. */
static bool
are_nested(const char *a, const char *b)
{
	size_t n = strlen(a);

	return n == 0 || (strncmp(a, b, n) == 0 &&
			     (b[n] == '\0' || b[n] == '/'));
}

/* Whether an overlap may be one of the clocks alone: two models, no name that says it is one machine. */
static bool
may_be_apart(const struct gathered_file *a, const struct gathered_file *b)
{
	if (a->part_of == b->part_of || is_copy(a->record, b->record) ||
	    are_nested(a->model, b->model) || are_nested(b->model, a->model))
		return false;
	switch (record_overlap(a->record, b->record)) {
	case OVERLAP_NONE:
	case OVERLAP_MACHINE:
		break;
	case OVERLAP_POWER:
		return true;
	case OVERLAP_DEVICE:
		return are_numbers(a->record) || are_numbers(b->record);
	}
	return false;
}

static void
find_twice(struct gathered *all, struct arena *arena)
{
	struct gathered_file *files = all->files;
	const char *why;
	size_t i, k, first;

	for (i = 0; i < all->file_count; i++)
		for (k = 0; k < i; k++) {
			if (files[i].use != FILE_LOG ||
			    files[k].use != FILE_LOG ||
			    !has_energy(&files[i]) || !has_energy(&files[k]))
				continue;
			why = why_twice(&files[k], &files[i]);
			if (why == NULL)
				continue;
			if (may_be_apart(&files[k], &files[i])) {
				files[i].reason = arena_printf(arena,
				    "on another machine than %s, which has the same times",
				    files[k].path);
				continue;
			}
			first = counts_before(all, i, k) ? i : k;
			files[i + k - first].use = FILE_TWICE;
			files[i + k - first].reason =
			    reason_with(why, files[first].path, arena);
		}
}

/* A run of which nothing counts is none. */
static void
drop_uncounted(struct gathered *all)
{
	size_t i, k;

	for (i = 0; i < all->file_count; i++) {
		if (all->files[i].use != FILE_TWICE)
			continue;
		for (k = 0; k < all->file_count; k++)
			if (all->files[k].use == FILE_LOG &&
			    all->files[k].part_of == all->files[i].part_of)
				break;
		if (k == all->file_count)
			all->files[i].use = FILE_NOWHERE;
	}
}

void
gather_twice(struct gathered *all, struct arena *arena)
{
	find_twice(all, arena);
	drop_uncounted(all);
}
