/*
 * What a conference asks of a disclosure: a file of templates/venues, or of
 * the user. It names fields by their paths in disclosure.json.
 */
#ifndef WATTLEAF_PROFILE_H
#define WATTLEAF_PROFILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pos.h"
#include "base/unit.h"

struct arena;
struct diags;
struct json;

enum { PROFILE_PATHS_MAX = 8, PROFILE_FIELDS_MAX = 256 };

struct profile_field {
	const char *item;  /* of its checklist: "C1" */
	const char *asks;  /* "number of parameters" */
	const char *paths[PROFILE_PATHS_MAX]; /* one of them will do; "*" is each of a list */
	size_t path_count; /* 0: only the paper can say it */
	bool recommended;  /* not required */
	bool whole;        /* "at least" will not do */
	const char *evidence; /* the weakest that will do, or NULL */
	bool limited;
	struct quantity most; /* when LIMITED, in base units */
};

enum profile_place { PROFILE_ANYWHERE, PROFILE_COUNTRY, PROFILE_REGION };

struct profile {
	const char *id;    /* name of its file: "arr" */
	const char *title, *source; /* source or NULL */
	const char *venue, *language, *template; /* or NULL */
	const char **methods; /* of which one must be used; none: any */
	size_t method_count;
	enum profile_place place; /* how finely each place must be known */
	struct profile_field *fields;
	size_t field_count;
};

/* Reads PATH; NULL with PROFILE_SYNTAX or PROFILE_PATH, each at its line and column, with the nearest name. */
const struct profile *
profile_read(const char *path, const char *id, struct arena *,
    struct diags *);

enum profile_state {
	PROFILE_MET,
	PROFILE_MISSING,
	PROFILE_PARTLY,   /* at least so much */
	PROFILE_WEAK,     /* its evidence is weaker than asked for */
	PROFILE_ABOVE,    /* a limit is passed */
	PROFILE_REFUSED,  /* of method or place: another one is asked for */
	PROFILE_ASIDE     /* not in a disclosure: the paper says it */
};

/* "met" */
const char *
profile_state_name(enum profile_state);

#define PROFILE_NO_MODEL ((size_t)-1)

/* What does not hold, in one place. */
struct profile_fault {
	enum profile_state state;
	const char *path;  /* "models.bert-base.params" */
	const char *found; /* "assumed", "co2e 120 kg"; or NULL */
	size_t model;      /* its index, or PROFILE_NO_MODEL */
};

/* One field with all that does not hold of it. */
struct profile_answer {
	const struct profile_field *field;
	enum profile_state state; /* of its first fault */
	size_t asked, met;        /* places: one, or one for each model */
	struct profile_fault *faults;
	size_t fault_count;
};

struct profile_answers {
	struct profile_answer *items; /* rules of method and place, then the fields */
	size_t count;
	size_t faults, advice; /* fields that are required, recommended, and not met */
};

/* Holds a disclosure to the profile. */
struct profile_answers
profile_judge(const struct profile *, const struct json *disclosure,
    struct arena *);

#endif
