/*
 * A record as JSON: whole for the study's folder, short on one line.
 */
#include <math.h>

#include "base/json.h"
#include "base/num.h"
#include "batch/record.h"

/* How members are parted: by line feeds, or on one line. */
struct writing {
	struct buf *out;
	bool lines, first;
};

static void
add_key(struct writing *w, const char *key)
{
	if (!w->first)
		buf_putc(w->out, ',');
	buf_puts(w->out, w->lines ? "\n  " : w->first ? "" : " ");
	w->first = false;
	json_quote(w->out, span_of(key));
	buf_puts(w->out, ": ");
}

static void
put_text(struct buf *out, const char *text)
{
	if (text == NULL)
		buf_puts(out, "null");
	else
		json_quote(out, span_of(text));
}

static void
put_number(struct buf *out, double number)
{
	char text[NUM_TEXT];

	num_shortest(number, text);
	buf_puts(out, text);
}

static void
add_text(struct writing *w, const char *key, const char *text)
{
	add_key(w, key);
	put_text(w->out, text);
}

static void
add_count(struct writing *w, const char *key, size_t n)
{
	add_key(w, key);
	buf_printf(w->out, "%zu", n);
}

static void
put_figure(struct buf *out, const struct record_figure *figure)
{
	if (!record_is_known(figure)) {
		buf_puts(out, "null");
		return;
	}
	buf_puts(out, "{\"value\": ");
	put_number(out, figure->value);
	buf_puts(out, ", \"low\": ");
	put_number(out, figure->low);
	buf_puts(out, ", \"high\": ");
	put_number(out, figure->high);
	buf_puts(out, ", \"unit\": ");
	put_text(out, figure->unit);
	buf_puts(out, ", \"quality\": ");
	put_text(out, figure->quality);
	buf_puts(out, figure->at_least ? ", \"at_least\": true}" : "}");
}

static void
add_figures(struct writing *w, const struct record *record)
{
	size_t i;

	add_key(w, "totals");
	buf_putc(w->out, '{');
	for (i = 0; i < RECORD_KEYS; i++) {
		buf_puts(w->out, i == 0 ? "" : ",");
		buf_puts(w->out, w->lines ? "\n    " : i == 0 ? "" : " ");
		json_quote(w->out, span_of(record_key((enum record_key)i)));
		buf_puts(w->out, ": ");
		put_figure(w->out, &record->figures[i]);
	}
	buf_puts(w->out, w->lines ? "\n  }" : "}");
}

static void
put_problem(struct buf *out, const struct record_problem *problem)
{
	buf_puts(out, "{\"code\": ");
	put_text(out, problem->code);
	buf_puts(out, ", \"level\": ");
	put_text(out, problem->level);
	buf_puts(out, ", \"file\": ");
	put_text(out, problem->file);
	if (problem->line == 0)
		buf_puts(out, ", \"line\": null, \"column\": null");
	else
		buf_printf(out, ", \"line\": %zu, \"column\": %zu",
		    problem->line, problem->column);
	buf_puts(out, ", \"text\": ");
	put_text(out, problem->text);
	buf_putc(out, '}');
}

static void
add_problems(struct writing *w, const struct record *record)
{
	size_t i;

	add_key(w, "diagnostics");
	buf_putc(w->out, '[');
	for (i = 0; i < record->problem_count; i++) {
		buf_puts(w->out, i == 0 ? "" : ",");
		buf_puts(w->out, w->lines ? "\n    " : i == 0 ? "" : " ");
		put_problem(w->out, &record->problems[i]);
	}
	buf_puts(w->out, w->lines && i > 0 ? "\n  ]" : "]");
}

static void
add_files(struct writing *w, const struct record *record)
{
	size_t i;

	add_key(w, "files");
	buf_putc(w->out, '[');
	for (i = 0; i < record->file_count; i++) {
		buf_puts(w->out, i == 0 ? "\n    " : ",\n    ");
		buf_puts(w->out, "{\"name\": ");
		put_text(w->out, record->files[i].name);
		buf_printf(w->out, ", \"bytes\": %zu}",
		    record->files[i].bytes);
	}
	buf_puts(w->out, i > 0 ? "\n  ]" : "]");
}

static void
put_origin(struct buf *out, const struct record_origin *origin)
{
	struct writing w = { out, false, true };

	buf_putc(out, '{');
	add_text(&w, "content", origin->content);
	add_text(&w, "wattleaf", origin->program);
	add_text(&w, "catalog", origin->catalog);
	add_text(&w, "model", origin->model);
	add_text(&w, "place", origin->place);
	add_text(&w, "evidence", origin->evidence);
	add_key(&w, "anonymous");
	buf_puts(out, origin->anonymous ? "true}" : "false}");
}

static void
add_head(struct writing *w, const struct record *record)
{
	add_text(w, "id", record->id);
	add_text(w, "status", record_status_name(record->status));
	add_text(w, "reason", record->reason);
	add_count(w, "exit_status", (size_t)record->exit_status);
	add_text(w, "kind", record->kind);
	add_text(w, "title", record->title);
	add_text(w, "method", record->method);
	add_count(w, "models", record->models);
	add_figures(w, record);
	add_count(w, "errors", record->errors);
	add_count(w, "warnings", record->warnings);
	add_count(w, "notes", record->notes);
}

void
record_write(const struct record *record, struct buf *out)
{
	struct writing w = { out, true, true };

	buf_putc(out, '{');
	add_head(&w, record);
	if (record->checked)
		add_count(&w, "slips", record->slips);
	add_key(&w, "origin");
	put_origin(out, &record->origin);
	add_text(&w, "inputs", record->inputs);
	add_files(&w, record);
	add_problems(&w, record);
	buf_puts(out, "\n}\n");
}

/* One object on one line; the first problem stands for all. */
void
record_line(const struct record *record, struct buf *out)
{
	const struct record_problem *first = record_first_problem(record);
	struct writing w = { out, false, true };

	buf_putc(out, '{');
	add_head(&w, record);
	add_key(&w, "first_diagnostic");
	if (first == NULL)
		buf_puts(out, "null");
	else
		put_problem(out, first);
	buf_putc(out, '}');
}
