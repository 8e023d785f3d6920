/*
 * Events of MLPerf logs in their three dialects, found anywhere in a line.
 * It must not know what an event means.
 */
#ifndef WATTLEAF_MLPERF_EVENT_H
#define WATTLEAF_MLPERF_EVENT_H

#include <stdbool.h>

#include "base/pos.h"
#include "base/str.h"

struct json;

/* One event; all but POS and READ is unset when it could not be read. */
struct mlperf_event {
	bool read;
	double time_s;               /* since 1970; NAN when it has none */
	struct span key;
	const struct json *value;    /* or NULL */
	const struct json *details;  /* its metadata, or NULL */
	struct span benchmark;       /* v0.5 names it in every event; else empty */
	const char *dialect;         /* "MLLOG", "MLL", "MLPv0.5" */
	struct pos pos;
};

/* Gives each event of LINE, which begins at POS, to TAKE; it lasts until TAKE returns. */
void
mlperf_read_line(struct span line, struct pos pos,
    void (*take)(void *context, const struct mlperf_event *), void *context);

/* True when an event begins anywhere in the text. */
bool
mlperf_has_event(struct span text);

#endif
