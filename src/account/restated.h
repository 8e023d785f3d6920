/*
 * What stands behind an account that a disclosure states: nobody here
 * worked its figures out. All texts are a stranger's, and plain.
 */
#ifndef WATTLEAF_ACCOUNT_RESTATED_H
#define WATTLEAF_ACCOUNT_RESTATED_H

#include <stddef.h>

struct citation;

/* A factor that the disclosure lists; numbers are in UNIT. */
struct restated_factor {
	const char *name;       /* or NULL */
	const char *id;         /* table and row of the catalogue, or NULL */
	double value, low, high; /* NAN: not stated */
	const char *unit;       /* "" */
	const char *source;     /* id of one of the sources, or NULL */
};

/* What it says of a model beside its figures; NULL: not stated. */
struct restated_model {
	const char *place;      /* "France, Ireland" */
	const char *evidence;   /* "measured", of its IT energy */
};

struct account_restated {
	const char *file;       /* "disclosure.json" */
	const char *method;     /* title or id as stated, or NULL */
	const char *source;     /* of the method: id in the catalogue, or NULL */
	const char *program, *catalog; /* versions that made it, or NULL */
	const struct restated_model *models; /* one a model of the account */
	const struct restated_factor *factors;
	size_t factor_count;
	const struct citation *sources; /* as stated */
	size_t source_count;
};

#endif
