/*
 * What two records have in common: time, devices, machine.
 */
#include "study/record_overlap.h"

#include <string.h>

#include "study/record.h"

/* A meter without a name for what it measures can't be recognised again. */
static bool
is_named(const struct record_device *device)
{
	return device->id != NULL && device->id[0] != '\0';
}

static bool
same_device(const struct record *a, const struct record *b)
{
	size_t i, j;

	for (i = 0; i < a->device_list_count; i++)
		for (j = 0; j < b->device_list_count; j++)
			if (is_named(&a->device_list[i]) &&
			    is_named(&b->device_list[j]) &&
			    strcmp(a->device_list[i].id,
				b->device_list[j].id) == 0)
				return true;
	return false;
}

static bool
same_host(const struct record *a, const struct record *b)
{
	size_t i, j;

	for (i = 0; i < a->run_count; i++)
		for (j = 0; j < b->run_count; j++)
			if (a->runs[i].host_key != NULL &&
			    b->runs[j].host_key != NULL &&
			    strcmp(a->runs[i].host_key,
				b->runs[j].host_key) == 0)
				return true;
	return false;
}

bool
record_at_one_time(const struct record *a, const struct record *b)
{
	return !(a->end_s <= b->start_s) && !(b->end_s <= a->start_s);
}

bool
record_surely_at_one_time(const struct record *a, const struct record *b)
{
	return a->zoned == b->zoned && a->start_s < b->end_s &&
	    b->start_s < a->end_s;
}

bool
record_is_beside(const struct record *a, const struct record *b)
{
	return (a->scope == SCOPE_GPU && b->scope == SCOPE_PROCESSOR) ||
	    (a->scope == SCOPE_PROCESSOR && b->scope == SCOPE_GPU);
}

enum record_overlap
record_overlap(const struct record *a, const struct record *b)
{
	if (!record_at_one_time(a, b) || record_is_beside(a, b))
		return OVERLAP_NONE;
	if (a->scope != b->scope)
		return OVERLAP_POWER;
	if (same_device(a, b))
		return OVERLAP_DEVICE;
	return same_host(a, b) ? OVERLAP_MACHINE : OVERLAP_NONE;
}
