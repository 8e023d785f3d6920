/*
 * The options that speak of a run in a study's words.
 */
#ifndef WATTLEAF_OVERRIDES_H
#define WATTLEAF_OVERRIDES_H

#include <stdbool.h>

struct job;
struct study;

/* Puts what the command line says of runs into all runs of the study; false with diagnostics. Needs the catalogue. */
bool
job_override(struct job *, struct study *);

#endif
