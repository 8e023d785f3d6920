/*
 * Delimited text, row by row. A quote that does not close within a few
 * lines is taken for damage: its line is handed out as torn and reading
 * goes on with the next, so that one stray quote can't swallow a file.
 */
#include "base/csv.h"

#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/source.h"

enum {
	QUOTE_LINES = 64,     /* a quoted field spans at most so many lines */
	QUOTE_BYTES = 1 << 20 /* and so many bytes */
};

struct csv {
	struct source *source;
	struct arena *arena;
	char delimiter;
	struct csv_field *fields;
	size_t capacity;
	struct buf raw;      /* lines of a row with quotes, '\n' between */
	struct buf text;     /* its fields, unquoted */
	struct buf queue;    /* lines read ahead in vain, each with its '\n' */
	size_t queue_at;
	struct pos at;       /* of the line handed out last */
};

/* Where a scan of quotes stands; it survives line ends. */
struct quoting {
	bool inside;  /* between quotes */
	bool begun;   /* the field has more than white space */
	bool closed;  /* the last byte was a closing quote */
};

struct csv *
csv_open(struct source *source, char delimiter, struct arena *arena)
{
	struct csv *csv = arena_alloc(arena, sizeof *csv);

	*csv = (struct csv){
		.source = source,
		.arena = arena,
		.delimiter = delimiter,
	};
	return csv;
}

void
csv_close(struct csv *csv)
{
	if (csv == NULL)
		return;
	buf_free(&csv->raw);
	buf_free(&csv->text);
	buf_free(&csv->queue);
}

static bool
queued(const struct csv *csv)
{
	return csv->queue_at < csv->queue.n;
}

static bool
next_line(struct csv *csv, struct span *line)
{
	const char *start, *end;

	if (!queued(csv)) {
		if (!source_line(csv->source, line))
			return false;
		csv->at = source_pos(csv->source, 1);
		return true;
	}
	start = csv->queue.s + csv->queue_at;
	end = memchr(start, '\n', csv->queue.n - csv->queue_at);
	*line = (struct span){ start, (size_t)(end - start) };
	csv->queue_at += line->n + 1;
	csv->at.line++;
	return true;
}

struct span
csv_peek(struct csv *csv)
{
	if (!queued(csv))
		return source_peek(csv->source);
	return (struct span){ csv->queue.s + csv->queue_at,
		csv->queue.n - csv->queue_at };
}

void
csv_pass(struct csv *csv, size_t n, size_t lines)
{
	if (queued(csv))
		csv->queue_at += n;
	else
		source_pass(csv->source, n, lines);
	csv->at.line += lines;
}

bool
csv_place(const struct csv *csv, struct source_place *place)
{
	return !queued(csv) && source_place(csv->source, place);
}

void
csv_skip(struct csv *csv, uint64_t n, size_t lines)
{
	source_skip(csv->source, n, lines);
	csv->at.line += lines;
}

size_t
csv_line(const struct csv *csv)
{
	return csv->at.line;
}

/* Scans on over TEXT; a quote opens only at the start of a field. */
static void
scan_quotes(struct quoting *state, struct span text, char delimiter)
{
	size_t i;

	for (i = 0; i < text.n; i++) {
		char c = text.s[i];
		bool was_inside = state->inside;

		if (state->inside)
			state->inside = c != '"';
		else if (c == delimiter)
			state->begun = false;
		else if (c == '"' && (!state->begun || state->closed))
			state->inside = state->begun = true;
		else if (c != ' ')
			state->begun = true;
		state->closed = was_inside && !state->inside;
	}
}

static void
add_field(struct csv *csv, struct csv_row *row, struct span text,
    struct pos pos)
{
	if (row->count == CSV_FIELDS_MAX)
		return;
	if (row->count == csv->capacity) {
		csv->fields = arena_grow(csv->arena, csv->fields, row->count,
		    sizeof *csv->fields);
		csv->capacity = row->count == 0 ? 8 : 2 * row->count;
	}
	csv->fields[row->count++] = (struct csv_field){ text, pos };
}

static void
split_plain(struct csv *csv, struct span line, struct csv_row *row)
{
	struct span rest = line;
	bool more = true;

	while (more && row->count < CSV_FIELDS_MAX) {
		struct pos pos = csv->at;
		const char *mark = rest.n == 0 ? NULL :
		    memchr(rest.s, csv->delimiter, rest.n);
		size_t n = mark == NULL ? rest.n : (size_t)(mark - rest.s);

		pos.column = line.n - rest.n + 1;
		add_field(csv, row, span_sub(rest, 0, n), pos);
		more = mark != NULL;
		rest = span_sub(rest, n + 1, rest.n);
	}
}

/* Unquotes the field at the front of REST into the text buffer and moves REST to its delimiter or its end. */
static void
unquote(struct csv *csv, struct span *rest)
{
	bool inside = false, begun = false;
	size_t i;

	for (i = 0; i < rest->n; i++) {
		char c = rest->s[i];

		if (!inside && c == csv->delimiter)
			break;
		if (c != '"' || (!inside && begun)) {
			begun = begun || c != ' ';
			buf_putc(&csv->text, c);
		} else if (!inside) {
			inside = begun = true;
		} else if (i + 1 < rest->n && rest->s[i + 1] == '"') {
			buf_putc(&csv->text, c);
			i++;
		} else {
			inside = false;
		}
	}
	*rest = span_sub(*rest, i, rest->n);
}

/* Line and column of the byte at OFFSET of the raw row; moves on from the last one asked for. */
static void
advance(struct pos *pos, struct span passed)
{
	size_t i;

	for (i = 0; i < passed.n; i++) {
		pos->column++;
		if (passed.s[i] == '\n') {
			pos->line++;
			pos->column = 1;
		}
	}
}

/* The text buffer may move while it grows: fields get their bytes at the end. */
static void
place_fields(struct csv *csv, struct csv_row *row)
{
	const char *s = csv->text.s;
	size_t i;

	for (i = 0; i < row->count; i++) {
		row->fields[i].text.s = s;
		s += row->fields[i].text.n;
	}
}

static void
split_quoted(struct csv *csv, struct pos pos, struct csv_row *row)
{
	struct span rest = { csv->raw.s, csv->raw.n };
	bool more = true;

	csv->text.n = 0;
	buf_add(&csv->text, "", 0);
	while (more && row->count < CSV_FIELDS_MAX) {
		struct span field = rest;
		size_t start = csv->text.n;

		unquote(csv, &rest);
		add_field(csv, row, (struct span){ NULL, csv->text.n - start },
		    pos);
		more = rest.n > 0;
		rest = span_sub(rest, 1, rest.n);
		advance(&pos, span_sub(field, 0, field.n - rest.n));
		/* a delimiter at the very end starts one more, empty field */
		if (more && rest.n == 0) {
			add_field(csv, row, (struct span){ NULL, 0 }, pos);
			more = false;
		}
	}
	row->fields = csv->fields;
	place_fields(csv, row);
}

/* The raw row's first line stays; the others go back to the front of the queue, where they still are when they came from it alone. */
static void
give_back(struct csv *csv, size_t first, struct pos start, size_t queue_at)
{
	struct buf queue = { 0 };

	csv->at = start;
	if (csv->queue_at - queue_at == csv->raw.n - first) {
		csv->queue_at = queue_at;
		csv->raw.n = first;
		return;
	}
	if (csv->raw.n > first) {
		buf_add(&queue, csv->raw.s + first + 1,
		    csv->raw.n - first - 1);
		buf_putc(&queue, '\n');
	}
	if (queued(csv))
		buf_add(&queue, csv->queue.s + csv->queue_at,
		    csv->queue.n - csv->queue_at);
	buf_free(&csv->queue);
	csv->queue = queue;
	csv->queue_at = 0;
	csv->raw.n = first;
}

/* Gathers the lines of a row that LINE, with a quote in it, begins; false when the quote never closes. */
static bool
gather(struct csv *csv, struct span line)
{
	struct quoting state = { false, false, false };
	struct pos start = csv->at;
	size_t first = line.n, queue_at = csv->queue_at;

	csv->raw.n = 0;
	buf_add(&csv->raw, line.s, line.n);
	scan_quotes(&state, line, csv->delimiter);
	while (state.inside) {
		if (csv->at.line - start.line >= QUOTE_LINES ||
		    csv->raw.n > QUOTE_BYTES || !next_line(csv, &line)) {
			give_back(csv, first, start, queue_at);
			return false;
		}
		buf_putc(&csv->raw, '\n');
		buf_add(&csv->raw, line.s, line.n);
		scan_quotes(&state, line, csv->delimiter);
	}
	return true;
}

bool
csv_row(struct csv *csv, struct csv_row *row)
{
	struct span line;

	*row = (struct csv_row){ 0 };
	do {
		if (!next_line(csv, &line))
			return false;
	} while (span_trim(line).n == 0);
	row->pos = csv->at;
	row->plain = memchr(line.s, '"', line.n) == NULL;
	if (row->plain) {
		split_plain(csv, line, row);
	} else {
		row->torn = !gather(csv, line);
		split_quoted(csv, row->pos, row);
	}
	row->fields = csv->fields;
	if (!queued(csv) && source_torn(csv->source))
		row->torn = true;
	return true;
}

char
csv_delimiter(struct span line)
{
	static const char marks[] = ",;\t|";
	size_t counts[sizeof marks] = { 0 };
	size_t i, k, best = 0;
	bool inside = false;

	for (i = 0; i < line.n; i++) {
		if (line.s[i] == '"')
			inside = !inside;
		for (k = 0; !inside && marks[k] != '\0'; k++)
			if (line.s[i] == marks[k])
				counts[k]++;
	}
	for (k = 1; marks[k] != '\0'; k++)
		if (counts[k] > counts[best])
			best = k;
	return counts[best] == 0 ? '\0' : marks[best];
}
