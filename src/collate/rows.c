/*
 * One record of a collation in each of its forms.
 */
#include "collate/rows.h"

#include <stdbool.h>

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
	buf_puts(out, ",currency,at_least,catalog,content,problem\r\n");
}

static const char *
first_problem(const struct record *record, struct arena *arena)
{
	const struct record_problem *first = record_first_problem(record);

	return first == NULL ? record->reason :
			       record_problem_text(first, arena);
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
	csv_next(out, row->state == COLLATION_FAILED ?
		first_problem(record, arena) : NULL, arena);
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
	put_text(out, "problem", row->state == COLLATION_FAILED ?
		first_problem(record, arena) : NULL);
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
	size_t i;

	if (row->of != NULL)
		buf_printf(out, "%s: %s: %s\n", record->id, state,
		    rows_why(row, arena));
	if (row->state != COLLATION_FAILED)
		return;
	if (record->problem_count == 0)
		buf_printf(out, "%s: %s: [%s]\n", record->id, state,
		    record->reason == NULL ? "" : record->reason);
	for (i = 0; i < record->problem_count; i++)
		buf_printf(out, "%s: %s: %s\n", record->id, state,
		    record_problem_text(&record->problems[i], arena));
}
