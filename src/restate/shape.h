/*
 * What a disclosure holds, as tables: the keys that are read, in the order
 * in which a report writes them. As schema/disclosure.schema.json.
 */
#ifndef WATTLEAF_SHAPE_H
#define WATTLEAF_SHAPE_H

#include "base/unit.h"

enum shape_kind {
	SHAPE_TEXT,
	SHAPE_NUMBER,
	SHAPE_BOOL,
	SHAPE_QUANTITY,   /* or null */
	SHAPE_DIFFERENCE, /* the same, and may be negative */
	SHAPE_OBJECT,
	SHAPE_CHOICE,     /* an object or null */
	SHAPE_LIST,       /* of objects */
	SHAPE_TEXTS       /* a list of texts */
};

struct shape {
	const char *key;             /* NULL: the end of a table */
	enum shape_kind kind;
	enum unit unit;              /* of a quantity */
	const struct shape *members; /* of objects */
};

extern const struct shape shape_disclosure[];

#endif
