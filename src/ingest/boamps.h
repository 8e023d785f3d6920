/*
 * A BoAmps report as its reader sees it: values by path, whichever form the
 * file has.
 */
#ifndef WATTLEAF_BOAMPS_H
#define WATTLEAF_BOAMPS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/csv.h"
#include "base/str.h"

struct json;
struct reading;
struct tracker_run;

/* A report, in either form. */
struct boamps_report {
	struct reading *reading;
	const struct json *root;   /* NULL for the CSV form */
	struct span text;
	const char **names;        /* of the CSV form's columns */
	size_t count;
	const struct csv_row *row;
	char delimiter;
	struct tracker_run *runs;  /* of all reports of the file */
	size_t run_count;
	const char **ids;          /* of the reports read */
	size_t id_count;
	size_t views, repeated;    /* measures and reports that count already */
	struct pos view_pos, repeated_pos;
	bool zoned;
};

/* The text at "header/reportId"; empty when there is none. */
struct span
boamps_text(const struct boamps_report *, const char *path);

/* NAN when there is none. */
double
boamps_number(const struct boamps_report *, const char *path);

/* The same in an item of a list: "measures", 0, "unit". */
struct span
boamps_item_text(const struct boamps_report *, const char *list,
    size_t index, const char *name);

double
boamps_item_number(const struct boamps_report *, const char *list,
    size_t index, const char *name);

/* How many items a list has, of those that NAME stands in; MOST at most. */
size_t
boamps_count(const struct boamps_report *, const char *list,
    const char *name, size_t most);

/* Where a measure's energy stands. */
struct pos
boamps_energy_pos(const struct boamps_report *, size_t measure);

#endif
