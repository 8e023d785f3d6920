/*
 * What wattleaf catalog lists: rows of the catalogue and the program's own
 * registries, in one shape.
 */
#ifndef WATTLEAF_LISTING_H
#define WATTLEAF_LISTING_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct citation;
struct data;
struct factor;
struct job;
struct list;

struct entry {
	const struct list *list;
	const char *id;
	const char *name;     /* markup */
	const char *text;     /* markup: a value in words, or what it is; NULL: the factor's number */
	const char *others;   /* other names, parted by '|'; "" none */
	const struct factor *factor;     /* NULL: of no table */
	const struct citation *citation; /* a source itself, or NULL */
	const struct data *more;         /* members that only such rows have; or NULL */
};

struct entries {
	struct entry *items;
	size_t count;
};

/* Something that can be listed: one row of the table of lists. */
struct list {
	const char *names;    /* "hardware|devices|device": the first is shown */
	const char *summary;
	const char *tables;   /* of the catalogue, parted by '|'; NULL: FILL makes it */
	void (*fill)(struct job *, const struct list *, struct entries *);
};

/* The i-th list, NULL past the end. */
const struct list *
list_at(size_t i);

/* The list called NAME, or NULL. */
const struct list *
list_named(const char *name);

/* "hardware" */
const char *
list_name(struct job *, const struct list *);

/* All entries of a list. */
struct entries
list_entries(struct job *, const struct list *);

void
entries_add(struct job *, struct entries *, struct entry);

/* The program's registries. */
void
fill_formats(struct job *, const struct list *, struct entries *);

void
fill_venues(struct job *, const struct list *, struct entries *);

void
fill_profiles(struct job *, const struct list *, struct entries *);

void
fill_templates(struct job *, const struct list *, struct entries *);

void
fill_outputs(struct job *, const struct list *, struct entries *);

void
fill_charts(struct job *, const struct list *, struct entries *);

/* Whether all words of PATTERN stand in what the entry is called or says. */
bool
entry_fits(struct job *, const struct entry *, const char *pattern);

/* "400 (250–400) W"; the words where the value is words. */
const char *
entry_value(struct job *, const struct entry *);

/* The unit with its currency and what one is: "USD/h per board"; "" for words. */
const char *
entry_unit(struct job *, const struct factor *);

/* VALUE, in the base unit of the factor's, in the unit of its row. */
double
entry_number(const struct factor *, double value);

/* Lines for a terminal of COLUMNS columns; one entry alone is told whole. */
void
entries_text(struct job *, const struct entries *, size_t columns,
    struct buf *);

/* What a single entry says, a line each. */
void
entry_details(struct job *, const struct entry *, size_t columns,
    struct buf *);

/* The sources of the entries with their licences; without ALL those alone that ask to be named. */
void
entries_sources(struct job *, const struct entries *, bool all,
    size_t columns, struct buf *);

struct data *
entries_data(struct job *, const struct entries *);

/* RFC 4180: no cell is a formula to a spreadsheet. */
void
entries_csv(struct job *, const struct entries *, struct buf *);

#endif
