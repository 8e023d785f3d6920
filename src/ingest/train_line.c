/*
 * Lines of training logs. It must not know any trainer.
 */
#include "ingest/train_line.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/diag.h"
#include "base/num.h"
#include "base/source.h"
#include "base/timestamp.h"
#include "ingest/ingest.h"

enum {
	STAMP_WITHIN = 120, /* bytes of a line in which its stamp begins */
	STAMP_LENGTH = 19,
	DIGITS_MAX = 32,
	RANK_DIGITS_MAX = 6
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t
digits_at(struct span text, size_t at)
{
	size_t n = 0;

	while (at + n < text.n && is_digit(text.s[at + n]))
		n++;
	return n;
}

/* Behind the escape sequence that begins at AT: ESC [ ... letter. */
static size_t
pass_escape(struct span line, size_t at)
{
	at++;
	if (at >= line.n || line.s[at] != '[')
		return at;
	at++;
	while (at < line.n && line.s[at] >= 0x20 && line.s[at] < 0x40)
		at++;
	return at < line.n ? at + 1 : at;
}

struct span
line_without_colours(struct buf *clean, struct span line)
{
	size_t i = 0;

	if (line.n == 0 || memchr(line.s, '\033', line.n) == NULL)
		return line;
	clean->n = 0;
	while (i < line.n) {
		if (line.s[i] == '\033')
			i = pass_escape(line, i);
		else
			buf_putc(clean, line.s[i++]);
	}
	return (struct span){ clean->s, clean->n };
}

static int
number_of(struct span digits)
{
	int number = 0;
	size_t i;

	for (i = 0; i < digits.n; i++)
		number = number * 10 + (digits.s[i] - '0');
	return number;
}

/* How a launcher writes a rank in front of a line: BEFORE digits AFTER. */
struct prefix {
	const char *before, *after;
};

static const struct prefix prefixes[] = {
	{ "[default", "]:" },  /* torchrun --tee */
	{ "[rank", "]:" },     /* torch.distributed */
	{ "[1,", "]<stdout>:" }, /* mpirun --tag-output */
	{ "[1,", "]<stderr>:" },
	{ "", ": " },          /* srun -l */
};

static int
take_rank(struct span *text)
{
	size_t i;
	int rank;

	for (i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++) {
		size_t at = strlen(prefixes[i].before);
		size_t n = digits_at(*text, at);

		if (n == 0 || n > RANK_DIGITS_MAX ||
		    !span_starts(*text, prefixes[i].before) ||
		    !span_starts(span_sub(*text, at + n, text->n),
			prefixes[i].after))
			continue;
		rank = number_of(span_sub(*text, at, n));
		*text = span_sub(*text, at + n + strlen(prefixes[i].after),
		    text->n);
		return rank;
	}
	return RANK_NONE;
}

bool
train_lines_next(struct train_lines *lines, struct train_line *line)
{
	struct span text;

	while (lines->rest.n == 0) {
		if (!source_line(lines->source, &text))
			return false;
		lines->rest = line_without_colours(&lines->clean, text);
		lines->start = lines->rest.s;
	}
	line->text = span_cut(&lines->rest, '\r');
	line->rank = take_rank(&line->text);
	lines->column = (size_t)(line->text.s - lines->start) + 1;
	line->pos = source_pos(lines->source, lines->column);
	return true;
}

void
train_lines_end(struct train_lines *lines, const struct reading *reading)
{
	if (lines->copies > 0)
		diag(reading->diags, DIAG_LOG_TWICE,
		    (struct pos){ .file = reading->record->file },
		    "%zu lines of other ranks than %d are left out: every "
		    "rank prints what one does", lines->copies, lines->rank);
	buf_free(&lines->clean);
}

bool
train_lines_counts(struct train_lines *lines, const struct train_line *line)
{
	if (line->rank == RANK_NONE)
		return true;
	if (lines->rank == RANK_NONE)
		lines->rank = line->rank;
	if (line->rank == lines->rank)
		return true;
	lines->copies++;
	return false;
}

/* The length of the stamp at the start of the text, 0 for none. */
static size_t
stamp_length(struct span text)
{
	static const char shape[] = "dddd-dd-dd dd:dd:dd";
	size_t i, n;

	if (text.n < STAMP_LENGTH)
		return 0;
	for (i = 0; i < STAMP_LENGTH; i++) {
		bool fits = shape[i] == 'd' ? is_digit(text.s[i]) :
		    text.s[i] == shape[i] || (i == 10 && text.s[i] == 'T') ||
		    (i < 10 && text.s[i] == '/');

		if (!fits)
			return 0;
	}
	if (i < text.n && (text.s[i] == '.' || text.s[i] == ',')) {
		n = digits_at(text, i + 1);
		i += n == 0 ? 0 : n + 1;
	}
	if (i < text.n && text.s[i] == 'Z')
		i++;
	return i;
}

bool
train_stamp(const struct reading *reading, struct span text, double *time_s)
{
	double zone_s = reading->options->zone_s;
	size_t i, n;
	bool zoned;

	for (i = 0; i < text.n && i < STAMP_WITHIN; i++) {
		if (!is_digit(text.s[i]) || (i > 0 && is_digit(text.s[i - 1])))
			continue;
		n = stamp_length(span_sub(text, i, text.n));
		if (n == 0 ||
		    !timestamp_parse(span_sub(text, i, n), time_s, &zoned))
			continue;
		if (!zoned && !isnan(zone_s))
			*time_s -= zone_s;
		return true;
	}
	return false;
}

bool
train_number(struct span text, const char *word, double *number)
{
	char digits[DIGITS_MAX];
	size_t n = 0, at = span_find(text, word);

	if (at == SIZE_MAX)
		return false;
	at += strlen(word);
	while (at < text.n && (text.s[at] == ' ' || text.s[at] == '\t'))
		at++;
	for (; at < text.n && n < sizeof digits; at++) {
		char c = text.s[at];

		if (c == ',' && (n == 0 || digits_at(text, at + 1) != 3))
			break;
		if (c == ',')
			continue;
		if (!is_digit(c) && c != '.' &&
		    (n == 0 || c == '\0' || strchr("eE+-", c) == NULL))
			break;
		digits[n++] = c;
	}
	while (n > 0 && !is_digit(digits[n - 1]))
		n--;
	return num_parse((struct span){ digits, n }, number);
}

bool
train_begins(struct span text, const char *word)
{
	while (text.n > 0) {
		struct span line = span_cut(&text, '\n');

		take_rank(&line);
		if (span_starts(line, word) &&
		    digits_at(line, strlen(word)) > 0)
			return true;
	}
	return false;
}
