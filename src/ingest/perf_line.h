/*
 * One line of perf stat that states an energy, whatever its separator:
 * "-x,", "-x:" with decimal commas, "-j" or text for people. It must not know what
 * is added to what.
 */
#ifndef WATTLEAF_PERF_LINE_H
#define WATTLEAF_PERF_LINE_H

#include <stdbool.h>

#include "base/str.h"

struct perf_line {
	struct span event;   /* "energy-pkg" of "power/energy-pkg/" */
	double energy_j;     /* NAN: <not counted>, <not supported> */
	double time_s;       /* -I: since the start; NAN without it */
	double runtime_s;    /* summed over the processors that count; NAN unknown */
	double processors;   /* that count, with --per-socket and the like; NAN */
	bool mean;           /* of several runs (-r) */
};

/* False when the line states no energy. */
bool
perf_line_read(struct span line, struct perf_line *);

/* The number of a text with a decimal point or comma, and thousands between: "1.234,56". */
bool
perf_number(struct span text, double *value);

#endif
