/*
 * What the parts of anonymous mode share. Inside accounting only.
 */
#ifndef WATTLEAF_ANONYMITY_H
#define WATTLEAF_ANONYMITY_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct catalog;
struct catalog_place;
struct numbering;
struct origin;
struct study;

/* A place or a provider that may not be named, and what stands for it. */
struct hidden {
	const char *id;   /* "aws/us-east-1" */
	const char *base; /* what CODE numbers: "USA", "provider", "site" */
	const char *code; /* "USA-1" */
	const char *name; /* "United States (part 1)" */
};

struct anonymity {
	struct arena *arena;
	struct catalog *catalog;
	struct study *study;
	const char **names;     /* what the project is called */
	size_t name_count;
	struct hidden *hidden;
	size_t hidden_count;
	struct numbering *files, *rows;
};

/* Finds out what is to be hidden: nothing is changed yet. */
void
anonymity_learn(struct anonymity *);

/* TEXT with "Ours" in the place of what the project is called; NULL stays. */
const char *
anonymous_text(const struct anonymity *, const char *text);

/* "study", "log 1", "own rows": what stands for a file; NULL stays. */
const char *
anonymous_file(struct anonymity *, const char *path);

/* The origin as an output may show it. */
const struct origin *
anonymous_origin(struct anonymity *, const struct origin *);

/* What stands for the place or provider ID; NULL: it may be named. */
const struct hidden *
anonymous_place(struct anonymity *, const char *id);

/* Takes out of the study what may not be shown; call once, with its account's figures done. */
void
anonymous_study(struct anonymity *);

#endif
