/*
 * The paths of templates: the keys of the disclosure, known without one, so
 * that a template is checked even where a study has nothing to show.
 */
#ifndef WATTLEAF_PATHS_H
#define WATTLEAF_PATHS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "base/unit.h"

struct arena;
struct buf;
struct data;

enum path_kind {
	PATH_TEXT,
	PATH_URL,
	PATH_NUMBER,
	PATH_COUNT,    /* a number so large that it is printed short: 110 M */
	PATH_TRUTH,
	PATH_QUANTITY, /* an object that is printed as one number with its unit */
	PATH_LIST,
	PATH_OBJECT
};

struct path_key {
	const char *key;
	enum path_kind kind;
	const struct path_key *members; /* of an OBJECT, a QUANTITY or each item of a LIST; NULL: items are texts */
	const char *help;
	enum unit unit;                 /* of a QUANTITY or a COUNT */
};

/* Keys that are told in a file of their own; a quantity's. */
extern const struct path_key path_of_quantity[], path_of_equivalent[],
    path_of_region[], path_of_mix[], path_of_metric[];

/* The disclosure itself. */
extern const struct path_key path_root;

/* Where a path leads: what is there in every disclosure, and in this one. */
struct path_end {
	const struct path_key *key; /* NULL: there is no such path */
	bool item;                  /* one of the LIST key, not the list */
	const struct data *data;    /* NULL: not in this disclosure */
	struct span fault;          /* the step that is wrong */
	const char *nearest;        /* what it may mean, or NULL */
};

/*
 * Follows PATH, "models.bert-base.energy_kwh", down from FROM; an item of a
 * list is called by its id or its number, from 0. DATA of FROM may be NULL:
 * then an item may have any name.
 */
struct path_end
path_follow(struct path_end from, struct span path, struct arena *);

/* The names of the members of END, for a message: adds at most ROOM to NAMES, returns how many. */
size_t
path_names(struct path_end end, const char **names, size_t room);

/* Every path with its kind and its help, a line each: "models.ID.params", tab, "count", tab, "..."; the members of quantities once, as "QUANTITY.low". */
void
paths_print(struct buf *);

#endif
