/*
 * The course of power over time, for a picture, beside the energy that a
 * reader works out: kept only where it was asked for.
 */
#ifndef WATTLEAF_COURSE_H
#define WATTLEAF_COURSE_H

struct reading;
struct trace;

/* Empty; NULL when none was asked for. */
struct trace *
course_open(const struct reading *);

/* Adds a mean power from one time to another, as far as it lies in the run's window; a NULL trace takes nothing. */
void
course_add(struct trace *, const struct reading *, double from_s, double to_s,
    double power_w);

#endif
