/*
 * Tables of all studies, written as the records are read: no more than one
 * of them is held.
 */
#include "batch/summary.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/json.h"
#include "base/num.h"
#include "batch/inputs.h"
#include "batch/store.h"
#include "write/output.h"

struct record
summary_record(const struct store *store, const char *id,
    struct arena *arena)
{
	struct record record = record_new(id);
	size_t n = 0;
	const char *text = store_read(store, id, STORE_RESULT,
	    RECORD_BYTES_MAX, &n, arena);
	char name[DIAG_NAME];

	if (text != NULL &&
	    record_read(&record, (struct span){ text, n }, arena))
		return record;
	record = record_new(id);
	record.exit_status = 5;
	record.reason = arena_strdup(arena,
	    diag_name(DIAG_BATCH_RESULT, name));
	return record;
}

static double
either(double number, double other)
{
	return isnan(number) ? other : number;
}

static void
add_total(struct summary *summary, struct summary_total *total,
    const struct record_figure *figure)
{
	const char *unit = figure->unit == NULL ? "" : figure->unit;

	if (!record_is_known(figure))
		return;
	if (total->reported++ == 0)
		total->unit = arena_strdup(summary->arena, unit);
	total->mixed |= strcmp(total->unit, unit) != 0;
	total->at_least |= figure->at_least;
	total->value += figure->value;
	total->low += either(figure->low, figure->value);
	total->high += either(figure->high, figure->value);
	if (total->mixed)
		total->value = total->low = total->high = (double)NAN;
}

void
summary_count(struct summary *summary, const struct record *record)
{
	size_t i;

	summary->studies++;
	summary->status[record->status]++;
	for (i = 0; i < RECORD_KEYS; i++)
		add_total(summary, &summary->totals[i], &record->figures[i]);
}

static void
csv_head(struct buf *out)
{
	size_t i;

	buf_puts(out, "id,status,reason,kind,title,method,models");
	for (i = 0; i < RECORD_KEYS; i++) {
		const char *key = record_key((enum record_key)i);

		buf_printf(out, ",%s,%s_low,%s_high", key, key, key);
	}
	buf_puts(out, ",currency,quality,at_least,errors,warnings,first_diagnostic\r\n");
}

/* A formula can't be a number; text is guarded by csv_cell. */
static void
csv_row(const struct record *record, struct arena *arena, struct buf *out)
{
	const struct record_figure *co2e = &record->figures[RECORD_CO2E];
	const struct record_problem *first = record_first_problem(record);
	size_t i;

	csv_cell(out, record->id, arena);
	csv_next(out, record_status_name(record->status), arena);
	csv_next(out, record->reason, arena);
	csv_next(out, record->kind, arena);
	csv_next(out, record->title, arena);
	csv_next(out, record->method, arena);
	buf_printf(out, ",%zu", record->models);
	for (i = 0; i < RECORD_KEYS; i++) {
		csv_next_number(out, record->figures[i].value);
		csv_next_number(out, record->figures[i].low);
		csv_next_number(out, record->figures[i].high);
	}
	csv_next(out, record_money_unit(record), arena);
	csv_next(out, co2e->quality, arena);
	buf_printf(out, ",%s,%zu,%zu", co2e->at_least ? "yes" : "no",
	    record->errors, record->warnings);
	csv_next(out,
	    first == NULL ? NULL : record_problem_text(first, arena), arena);
	buf_puts(out, "\r\n");
}

/* "paper-17: failed: study.xml:3:4: error: ... [study-value]", a line for each. */
static void
failure_lines(const struct record *record, struct arena *arena,
    struct buf *out)
{
	const char *status = record_status_name(record->status);
	size_t i;

	if (record->status == RECORD_COMPLETE)
		return;
	if (record->problem_count == 0)
		buf_printf(out, "%s: %s: [%s]\n", record->id, status,
		    record->reason == NULL ? "" : record->reason);
	for (i = 0; i < record->problem_count; i++)
		if (record->status == RECORD_INCOMPLETE ||
		    strcmp(record->problems[i].level, "error") == 0)
			buf_printf(out, "%s: %s: %s\n", record->id, status,
			    record_problem_text(&record->problems[i], arena));
}

static void
json_totals(const struct summary *summary, struct buf *out)
{
	char text[NUM_TEXT];
	size_t i;

	for (i = 0; i < RECORD_KEYS; i++) {
		const struct summary_total *total = &summary->totals[i];
		bool known = total->reported > 0 && !total->mixed;
		const double numbers[] = { total->value, total->low,
			total->high };
		static const char *const names[] = { "value", "low", "high" };
		size_t j;

		buf_printf(out, "%s\n    \"%s\": {", i == 0 ? "" : ",",
		    record_key((enum record_key)i));
		for (j = 0; j < 3; j++) {
			num_shortest(known ? numbers[j] : (double)NAN, text);
			buf_printf(out, "\"%s\": %s, ", names[j], text);
		}
		buf_puts(out, "\"unit\": ");
		if (known)
			json_quote(out, span_of(total->unit));
		else
			buf_puts(out, "null");
		buf_printf(out,
		    ", \"at_least\": %s, \"reported\": %zu, \"not_reported\": %zu}",
		    total->at_least || total->reported < summary->studies ?
			"true" :
			"false",
		    total->reported, summary->studies - total->reported);
	}
}

static void
json_head(const struct summary *summary, struct buf *out)
{
	size_t i;

	buf_puts(out, "{\n  \"wattleaf\": ");
	json_quote(out, span_of(summary->version));
	buf_puts(out, ",\n  \"catalog\": ");
	json_quote(out, span_of(summary->catalog));
	buf_printf(out, ",\n  \"studies\": %zu", summary->studies);
	for (i = 0; i <= RECORD_FAILED; i++)
		buf_printf(out, ",\n  \"%s\": %zu",
		    record_status_name((enum record_status)i),
		    summary->status[i]);
	buf_puts(out, ",\n  \"totals\": {");
	json_totals(summary, out);
	buf_puts(out, "\n  },\n  \"records\": [");
}

enum file { CSV, JSON, FAILURES, INDEX, FILES };

static const char *const names[FILES] = { [CSV] = "summary.csv",
	[JSON] = "summary.json", [FAILURES] = "failures.txt",
	[INDEX] = "index.html" };

static void
write_buf(FILE *file, struct buf *text)
{
	if (text->n != 0)
		fwrite(text->s, 1, text->n, file);
	text->n = 0;
}

static void
write_row(FILE *const files[FILES], const struct record *record, bool first,
    struct arena *arena)
{
	struct buf out = { 0 };

	csv_row(record, arena, &out);
	write_buf(files[CSV], &out);
	buf_puts(&out, first ? "\n    " : ",\n    ");
	record_line(record, &out);
	write_buf(files[JSON], &out);
	failure_lines(record, arena, &out);
	write_buf(files[FAILURES], &out);
	index_row(record, arena, &out);
	write_buf(files[INDEX], &out);
	buf_free(&out);
}

/* The study's record; false when it could not be read. */
static bool
next_record(const struct store *store, const char *id,
    struct summary *summary, struct record *record, struct arena *arena)
{
	char name[DIAG_NAME];

	*record = summary_record(store, id, arena);
	if (record->exit_status == 5 && record->reason != NULL &&
	    strcmp(record->reason, diag_name(DIAG_BATCH_RESULT, name)) == 0)
		summary->unread = id;
	return summary->unread == NULL;
}

static void
write_rows(FILE *const files[FILES], const struct store *store,
    const struct inputs *inputs, struct summary *summary)
{
	bool read = true;
	size_t i;

	for (i = 0; read && i < inputs->count; i++) {
		struct arena *arena = arena_new();
		struct record record;

		read = next_record(store, inputs->studies[i].id, summary,
		    &record, arena);
		write_row(files, &record, i == 0, arena);
		arena_free(arena);
	}
}

static void
write_files(FILE *const files[FILES], const struct store *store,
    const struct inputs *inputs, struct summary *summary)
{
	struct buf out = { 0 };

	csv_head(&out);
	write_buf(files[CSV], &out);
	json_head(summary, &out);
	write_buf(files[JSON], &out);
	index_head(summary, &out);
	write_buf(files[INDEX], &out);
	write_rows(files, store, inputs, summary);
	buf_puts(&out, "\n  ]\n}\n");
	write_buf(files[JSON], &out);
	index_foot(summary, summary->arena, &out);
	write_buf(files[INDEX], &out);
	buf_free(&out);
}

static bool
count_all(const struct store *store, const struct inputs *inputs,
    struct summary *summary)
{
	bool read = true;
	size_t i;

	for (i = 0; read && i < inputs->count; i++) {
		struct arena *arena = arena_new();
		struct record record;

		read = next_record(store, inputs->studies[i].id, summary,
		    &record, arena);
		summary_count(summary, &record);
		arena_free(arena);
	}
	return read;
}

bool
summary_write(struct store *store, const struct inputs *inputs,
    struct summary *summary)
{
	FILE *files[FILES];
	size_t i, opened;
	bool written = true;

	if (!count_all(store, inputs, summary))
		return false;
	for (opened = 0; opened < FILES; opened++) {
		files[opened] = store_begin(store, names[opened]);
		if (files[opened] == NULL)
			break;
	}
	if (opened == FILES)
		write_files(files, store, inputs, summary);
	for (i = 0; i < opened; i++) {
		if (opened < FILES || summary->unread != NULL)
			fclose(files[i]);
		else
			written &= store_end(store, files[i], names[i]);
	}
	return written && opened == FILES && summary->unread == NULL;
}
