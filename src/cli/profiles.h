/*
 * Profiles of conferences on the command line: finding one by name, what it
 * says of a study or a disclosure.
 */
#ifndef WATTLEAF_PROFILES_H
#define WATTLEAF_PROFILES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct data;
struct job;
struct profile;
struct study;

enum { PROFILES_MAX = 64 };

/* The names of the program's profiles, sorted; how many there are. */
size_t
profile_names(struct job *, const char *names[PROFILES_MAX]);

/* "DATA/templates/venues/arr.yaml" */
const char *
profile_file(struct job *, const char *name);

/*
 * Reads what --profile asks for, a name or a file, and lets it choose venue,
 * language and template where no option does. NULL without the option: then
 * true. False with diagnostics.
 */
bool
profile_ready(struct job *, const struct profile **);

/* What there is to ask: the text of a disclosure, and where its models stand. */
struct profile_asked {
	const char *file;
	struct span text;
	const struct study *study; /* that it was made of; NULL: positions are in the text */
};

/* Holds it to the profile: what does not hold becomes diagnostics. SAID: the answers are printed, or added to LIST when that is not NULL. */
void
profile_ask(struct job *, const struct profile *,
    const struct profile_asked *, bool said, struct data *list);

/* The same for what a report disclosed, and without print. */
void
profile_ask_report(struct job *, const struct profile *, const struct data *,
    const struct study *);

/* check --profile: PATH is a study or a disclosure. */
void
profile_check(struct job *, const struct profile *, const char *path,
    struct data *list);

#endif
