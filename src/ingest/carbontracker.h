/*
 * carbontracker, between its own files: the blocks of its output, the epochs
 * of its standard log, and what is said of the machine.
 */
#ifndef WATTLEAF_CARBONTRACKER_H
#define WATTLEAF_CARBONTRACKER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pos.h"
#include "base/str.h"

struct reading;

/* "Actual consumption for 1 epoch(s):" and what stands under it. */
struct ct_block {
	bool actual;
	double epochs;           /* NAN: not stated */
	double time_s, energy_kwh, co2e_g;
	double stamp_s;          /* when it was printed; NAN unknown */
	double pue;              /* of the line before it; NAN unknown */
	size_t group;            /* blocks of one tracker share it */
	bool interrupted;        /* its training was stopped early */
	struct pos pos, energy_pos;
};

/* One "carbontracker version" to the next: what a standard log measured. */
struct ct_session {
	double start_s, end_s;
	double duration_s;       /* of its epochs */
	double energy_kwh, covered_s; /* of those with a power */
	double max_power_w;
	size_t epochs, blank;    /* all, and those without a power */
	size_t devices;          /* GPUs that a power was printed for */
	bool gpu, cpu;           /* had a power */
	struct pos pos, energy_pos;
};

struct ct_epoch {
	bool open, gpu, cpu, missing; /* missing: a component printed None */
	double duration_s, stamp_s;
	double power_w;          /* of all devices */
	struct pos pos, power_pos;
};

struct ct_log {
	struct reading *reading;
	struct ct_block *blocks;
	size_t block_count;
	struct ct_block block;   /* being read; open while lines_left > 0 */
	int lines_left;
	size_t group;
	struct ct_session *sessions;
	size_t session_count;
	struct ct_epoch epoch;
	double stamp_s;          /* the last */
	bool stamped;            /* this line has one */
	size_t interrupted_group; /* of the tracker that was stopped early, + 1 */
	bool unzoned;
	double pue;              /* of the last line that states one */
	struct ct_log *beside;   /* the standard log beside an output log, or NULL */
	double *epoch_kwh;       /* of each epoch in turn; NAN where a power is missing */
	size_t epoch_count;
	struct buf clean;        /* a line without its colours */
	const char *host_key;
	bool gpu_named, cpu_named;
	struct trace *trace;     /* power of its epochs; NULL: none is kept */
	double drawn_s;          /* its end, of epochs without a stamp */
};

/* The line's text without indentation, quoting marks and the stamp before it; the stamp goes into the log. */
struct span
ct_message(struct ct_log *, struct span line);

/* Reads a line of a standard log; a power may go on over the lines that follow, up to its bracket. */
void
ct_read_epoch_line(struct ct_log *, struct span message, struct pos);

/* Closes the epoch being read. */
void
ct_end_epoch(struct ct_log *);

/* Fills the record from the blocks, or from the sessions when there is none. */
void
ct_finish(struct ct_log *);

/* "315:43:29" or "0:02:21.90" in seconds; NAN when it is none or negative. */
double
ct_duration(struct span);

/* The number behind LABEL in the text; NAN for none. */
double
ct_number_after(struct span text, const char *label);

#endif
