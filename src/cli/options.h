/*
 * The option table: what the command line takes, from which the help is
 * printed too.
 */
#ifndef WATTLEAF_OPTIONS_H
#define WATTLEAF_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct command;

/* What stands at the offset: bool, const char *, struct texts. */
enum option_kind { OPTION_FLAG, OPTION_TEXT, OPTION_TEXTS };

struct option_row {
	const char *name;
	char letter;          /* or '\0' */
	const char *argument; /* "DIR"; NULL for a flag */
	const char *help;
	unsigned commands;    /* bits of those it goes with */
	enum option_kind kind;
	size_t offset;        /* in struct options */
};

/* The option at I in the order of the help; NULL past the last. */
const struct option_row *
option_row(size_t i);

/* The heading that it stands under in the help of the command, the same for all of a group; NULL where the command has few options. */
const char *
option_heading(const struct option_row *, const struct command *);

/* Whether the option goes with the command. */
bool
option_of(const struct option_row *, const struct command *);

/* Its help: what it says of this command, or all of it (COMMAND NULL, or nothing is said). */
const char *
option_help(const struct option_row *, const struct command *,
    struct arena *);

#endif
