/*
 * Telling devices apart in a power log that names none: the k-th row of a
 * tick is device k. The size of a tick is learned from the first rows.
 */
#ifndef WATTLEAF_TICKS_H
#define WATTLEAF_TICKS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pos.h"
#include "base/str.h"

struct arena;
struct ticks;

struct tick_row {
	double time_s;
	double power_w;  /* NAN: a row without a reading still takes its place */
	const char *model;
	struct pos pos;
};

/* Where rows go: DEVICE counts from 0, TICKS_TOO_MANY for a row more than the tick's devices. */
enum { TICKS_TOO_MANY = -1 };

typedef void ticks_sink(void *context, int device, const struct tick_row *);

struct ticks *
ticks_open(struct arena *, ticks_sink *, void *context);

void
ticks_add(struct ticks *, const struct tick_row *);

/* Hands out what is still held. */
void
ticks_end(struct ticks *);

/* Devices a tick, known after the first rows or the end; 1 before. */
int
ticks_devices(const struct ticks *);

#endif
