/*
 * One record of a collation in each of its forms.
 */
#include "collate/rows.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "batch/record.h"
#include "collate/collation.h"
#include "write/output.h"

static bool
at_least(const struct record *record)
{
	return record->figures[RECORD_ENERGY].at_least ||
	    record->figures[RECORD_CO2E].at_least;
}

const char *
rows_why(const struct collation_row *row, struct arena *arena)
{
	if (row->of == NULL)
		return "";
	return arena_printf(arena, row->state == COLLATION_DUPLICATE ?
		"the same content as %s" :
		"a newer one of this study is %s: the same title and first model",
	    row->of);
}

void
rows_csv_head(struct buf *out)
{
	size_t i;

	buf_puts(out, "name,state,counted_instead,status,title,method,models,"
		      "place,evidence");
	for (i = 0; i < RECORD_KEYS; i++) {
		const char *key = record_key((enum record_key)i);

		buf_printf(out, ",%s,%s_low,%s_high", key, key, key);
	}
	buf_puts(out, ",currency,at_least,catalog,content,slips,problem\r\n");
}

static bool
is_slip(const struct record_problem *problem)
{
	return strcmp(problem->level, "warning") == 0 &&
	    span_starts(span_of(problem->code), "check-");
}

static const struct record_problem *
first_slip(const struct record *record)
{
	size_t i;

	for (i = 0; i < record->problem_count; i++)
		if (is_slip(&record->problems[i]))
			return &record->problems[i];
	return NULL;
}

/* Why it failed, or the first slip of what did not. */
static const char *
first_problem(const struct collation_row *row, struct arena *arena)
{
	const struct record *record = row->record;
	bool failed = row->state == COLLATION_FAILED;
	const struct record_problem *first = failed ?
	    record_first_problem(record) :
	    first_slip(record);

	return first != NULL ? record_problem_text(first, arena) :
	    failed           ? record->reason :
			       NULL;
}

void
rows_csv(const struct collation_row *row, struct arena *arena,
    struct buf *out)
{
	const struct record *record = row->record;
	size_t i;

	csv_cell(out, record->id, arena);
	csv_next(out, collation_state_name(row->state), arena);
	csv_next(out, row->of, arena);
	csv_next(out, record_status_name(record->status), arena);
	csv_next(out, record->title, arena);
	csv_next(out, record->method, arena);
	buf_printf(out, ",%zu", record->models);
	csv_next(out, record->origin.place, arena);
	csv_next(out, record->origin.evidence, arena);
	for (i = 0; i < RECORD_KEYS; i++) {
		csv_next_number(out, record->figures[i].value);
		csv_next_number(out, record->figures[i].low);
		csv_next_number(out, record->figures[i].high);
	}
	csv_next(out, record_money_unit(record), arena);
	buf_puts(out, at_least(record) ? ",yes" : ",no");
	csv_next(out, record->origin.catalog, arena);
	csv_next(out, record->origin.content, arena);
	csv_next_number(out,
	    record->checked ? (double)record->slips : (double)NAN);
	csv_next(out, first_problem(row, arena), arena);
	buf_puts(out, "\r\n");
}

static void
put_text(struct buf *out, const char *key, const char *text)
{
	buf_printf(out, "\"%s\": ", key);
	if (text == NULL)
		buf_puts(out, "null");
	else
		json_quote(out, span_of(text));
	buf_puts(out, ", ");
}

void
rows_json(const struct collation_row *row, struct arena *arena,
    struct buf *out)
{
	const struct record *record = row->record;
	const struct record_origin *origin = &record->origin;

	buf_putc(out, '{');
	put_text(out, "name", record->id);
	put_text(out, "state", collation_state_name(row->state));
	put_text(out, "counted_instead", row->of);
	put_text(out, "place", origin->place);
	put_text(out, "evidence", origin->evidence);
	put_text(out, "catalog", origin->catalog);
	put_text(out, "content", origin->content);
	if (record->checked)
		buf_printf(out, "\"slips\": %zu, ", record->slips);
	else
		buf_puts(out, "\"slips\": null, ");
	put_text(out, "problem", first_problem(row, arena));
	buf_puts(out, "\"record\": ");
	record_line(record, out);
	buf_puts(out, "}\n");
}

void
rows_problems(const struct collation_row *row, struct arena *arena,
    struct buf *out)
{
	const struct record *record = row->record;
	const char *state = collation_state_name(row->state);
	bool failed = row->state == COLLATION_FAILED;
	size_t i;

	if (row->of != NULL)
		buf_printf(out, "%s: %s: %s\n", record->id, state,
		    rows_why(row, arena));
	if (failed && record->problem_count == 0)
		buf_printf(out, "%s: %s: [%s]\n", record->id, state,
		    record->reason == NULL ? "" : record->reason);
	for (i = 0; i < record->problem_count; i++)
		if (failed || is_slip(&record->problems[i]))
			buf_printf(out, "%s: %s: %s\n", record->id,
			    failed ? state : "slip",
			    record_problem_text(&record->problems[i], arena));
}
