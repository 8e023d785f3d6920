/*
 * The course of power from counters and intervals: means over stretches.
 */
#include "ingest/course.h"

#include <math.h>
#include <stddef.h>

#include "base/trace.h"
#include "ingest/ingest.h"

struct trace *
course_open(const struct reading *reading)
{
	return reading->options->trace ? trace_new(reading->arena) : NULL;
}

void
course_add(struct trace *trace, const struct reading *reading, double from_s,
    double to_s, double power_w)
{
	/* fmax passes over a NAN: no window */
	if (trace != NULL)
		trace_mean(trace, fmax(from_s, reading->options->from_s),
		    fmin(to_s, reading->options->to_s), power_w);
}
