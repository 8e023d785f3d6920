/*
 * experiment-impact-tracker's info.pkl: start, end and carbon intensity,
 * found by going through the pickle's opcodes. Nothing of it is ever run.
 */
#ifndef WATTLEAF_IMPACT_INFO_H
#define WATTLEAF_IMPACT_INFO_H

#include <stdbool.h>

#include "base/str.h"

struct reading;

/* Local times as if they were UTC: no zone is stored. NAN for what is not there. */
struct impact_info {
	double start_local_s, end_local_s;
	double intensity_g_per_kwh; /* the region's mean */
	char version[32];           /* of the tracker; "" unknown */
};

/* False when the bytes are no pickle that can be gone through up to a start. */
bool
impact_info_read(struct span pickle, struct impact_info *);

/* Whether a file that begins so is an info.pkl. */
bool
impact_info_is(struct span head);

/* Reads an info.pkl by itself: a time, and no energy. */
void
impact_info_alone(struct reading *);

#endif
