/*
 * BoAmps: values by path, out of JSON or out of the flattened CSV, whose
 * columns are called as the paths with "_" between the steps.
 */
#include "ingest/boamps.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "ingest/cell.h"
#include "ingest/ingest.h"

enum { PATH_TEXT = 128 };

/* What a path's steps are made into: "measures_0_unit". */
static int
column_of(const struct boamps_report *report, const char *path)
{
	char name[PATH_TEXT];
	size_t i;

	snprintf(name, sizeof name, "%s", path);
	for (i = 0; name[i] != '\0'; i++)
		if (name[i] == '/')
			name[i] = '_';
	for (i = 0; i < report->count; i++)
		if (strcmp(report->names[i], name) == 0)
			return (int)i;
	return -1;
}

static const struct json *
descend(const struct json *value, const char *path)
{
	struct span rest = span_of(path);

	while (rest.n > 0 && value != NULL) {
		struct span step = span_cut(&rest, '/');
		char name[PATH_TEXT];

		snprintf(name, sizeof name, "%.*s", (int)step.n, step.s);
		if (!json_is_array(value))
			value = json_member(value, name);
		else
			value = json_item(value, strtoul(name, NULL, 10));
	}
	return value;
}

/* The text at PATH; empty when there is none. */
struct span
boamps_text(const struct boamps_report *report, const char *path)
{
	const char *text;

	if (report->root == NULL)
		return cell_text(report->row, column_of(report, path));
	text = json_text(descend(report->root, path));
	return text == NULL ? (struct span){ "", 0 } : span_trim(span_of(text));
}

double
boamps_number(const struct boamps_report *report, const char *path)
{
	double value;

	if (report->root != NULL)
		return json_number(descend(report->root, path), &value) ?
		    value :
		    (double)NAN;
	return cell_number(
		   boamps_text(report, path), report->delimiter, &value) ?
	    value :
	    (double)NAN;
}

/* "measures/3/unit" */
static const char *
item_path(const struct boamps_report *report, const char *list, size_t index,
    const char *name)
{
	return arena_printf(
	    report->reading->arena, "%s/%zu/%s", list, index, name);
}

struct span
boamps_item_text(const struct boamps_report *report, const char *list,
    size_t index, const char *name)
{
	return boamps_text(report, item_path(report, list, index, name));
}

double
boamps_item_number(const struct boamps_report *report, const char *list,
    size_t index, const char *name)
{
	return boamps_number(report, item_path(report, list, index, name));
}

/* How many items a list has that NAME stands in. */
size_t
boamps_count(const struct boamps_report *report, const char *list,
    const char *name, size_t most)
{
	size_t n = 0;

	if (report->root != NULL) {
		n = json_count(descend(report->root, list));
		return n < most ? n : most;
	}
	while (n < most &&
	    column_of(report, item_path(report, list, n, name)) >= 0)
		n++;
	return n;
}

struct pos
boamps_energy_pos(const struct boamps_report *report, size_t index)
{
	if (report->root != NULL)
		return json_key_pos(report->text, "powerConsumption", index,
		    report->reading->record->file);
	return cell_pos(report->row,
	    column_of(report,
		item_path(report, "measures", index, "powerConsumption")));
}
