/*
 * What the values of options and the words behind a command may be: for
 * completions and the manual.
 */
#ifndef WATTLEAF_VALUES_H
#define WATTLEAF_VALUES_H

#include <stddef.h>

struct command;
struct job;
struct option_row;

enum value_kind {
	VALUE_ANY,    /* nobody can list them */
	VALUE_FILE,
	VALUE_FOLDER,
	VALUE_ONE,    /* one of the names */
	VALUE_LIST    /* some of them by commas */
};

struct values {
	enum value_kind kind;
	const char **names; /* in the order of their tables */
	size_t count;
};

/* The values of an option of a command; the job's catalogue must be open. */
struct values
option_values(struct job *, const struct option_row *, const struct command *);

/* The words that a command takes; VALUE_FILE: files alone, VALUE_ONE: names or files. */
struct values
command_values(struct job *, const struct command *);

#endif
