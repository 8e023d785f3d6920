/*
 * What a heading, a label or a key names: a quantity with its unit, a
 * device, a name, or nothing that the check uses.
 */
#ifndef WATTLEAF_COLUMN_H
#define WATTLEAF_COLUMN_H

#include "base/str.h"
#include "check/claim.h"

struct arena;

enum column_kind {
	COLUMN_UNKNOWN,
	COLUMN_IGNORED, /* known, and not for the check: parameters, offsets */
	COLUMN_NAME,
	COLUMN_DEVICE,
	COLUMN_CLAIM
};

struct column {
	enum column_kind kind;
	enum claim_kind claim; /* of COLUMN_CLAIM */
	enum claim_scope scope;
	enum unit unit;        /* that the heading names; UNIT_TOTAL for none */
};

/* What the plain text of a heading means: "Energy (kWh)", "power_w", "tCO2e". */
struct column
column_read(struct span heading);

/*
 * Reads the plain text of a cell under COLUMN into the row: a number with
 * its unit, a device ("8xA100" is a count too) or a name. False when it says
 * nothing that can be used.
 */
bool
column_take(const struct column *, struct span cell, struct pos,
    struct claim_row *, struct arena *);

#endif
