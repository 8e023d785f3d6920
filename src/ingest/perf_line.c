/*
 * The separator is what stands between "Joules" and the event's name; the
 * value is the field before "Joules".
 */
#include "ingest/perf_line.h"

#include <ctype.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/json.h"
#include "base/num.h"
#include "ingest/cell.h"

enum { FIELDS_MAX = 32, NUMBER_MAX = 48, DECIMALS = 2 };

static const char unit_word[] = "Joules";
static const char *const event_starts[] = { "power/energy-",
	"power_core/energy-", "power_per_core/energy-" };
static const double nano = 1e9;

bool
perf_number(struct span text, double *value)
{
	char digits[NUMBER_MAX];
	size_t i, n = 0, mark = SIZE_MAX, marks[2] = { 0 };

	text = span_trim(text);
	if (text.n == 0 || text.n >= NUMBER_MAX)
		return false;
	for (i = 0; i < text.n; i++)
		if (text.s[i] == '.' || text.s[i] == ',') {
			mark = i;
			marks[text.s[i] == ',']++;
		}
	/* A mark that occurs twice divides thousands. */
	if (mark != SIZE_MAX && marks[text.s[mark] == ','] > 1)
		mark = SIZE_MAX;
	for (i = 0; i < text.n; i++) {
		char c = text.s[i];

		if (i == mark)
			digits[n++] = '.';
		else if (c != '.' && c != ',' && c != '\'')
			digits[n++] = c;
	}
	return num_parse((struct span){ digits, n }, value);
}

/* Where the event's name begins, SIZE_MAX for none. */
static size_t
find_event(struct span line)
{
	size_t i, at;

	for (i = 0; i < sizeof event_starts / sizeof event_starts[0]; i++) {
		at = span_find(line, event_starts[i]);
		if (at != SIZE_MAX)
			return at;
	}
	return SIZE_MAX;
}

/* "energy-pkg" of "power/energy-pkg/". */
static struct span
event_name(struct span text)
{
	size_t at = span_find(text, "/");
	size_t n = 0;

	if (at == SIZE_MAX)
		return (struct span){ "", 0 };
	text = span_sub(text, at + 1, text.n);
	while (n < text.n && (isalnum((unsigned char)text.s[n]) ||
	    text.s[n] == '-' || text.s[n] == '_'))
		n++;
	return span_sub(text, 0, n);
}

static bool
is_blank(struct span text)
{
	return span_trim(text).n == 0;
}

/* Cuts TEXT by SEPARATOR, by runs of blanks when it is blank. */
static size_t
split(struct span text, struct span separator,
    struct span fields[FIELDS_MAX])
{
	bool blanks = is_blank(separator);
	size_t n = 0, at;

	while (n < FIELDS_MAX) {
		if (blanks)
			text = span_trim(text);
		if (blanks && text.n == 0)
			break;
		for (at = 0; at < text.n; at++) {
			if (blanks && isspace((unsigned char)text.s[at]))
				break;
			if (!blanks && text.n - at >= separator.n &&
			    memcmp(text.s + at, separator.s,
				separator.n) == 0)
				break;
		}
		fields[n++] = span_trim(span_sub(text, 0, at));
		if (at == text.n)
			break;
		text = span_sub(text, at + (blanks ? 1 : separator.n),
		    text.n);
	}
	return n;
}

static bool
is_digits(struct span text, size_t least, size_t most)
{
	size_t i;

	for (i = 0; i < text.n; i++)
		if (!isdigit((unsigned char)text.s[i]))
			return false;
	return text.n >= least && text.n <= most;
}

/* A separator of "," cuts the decimal comma of "43,02" too; the locale never changes the time's point. */
static bool
joins_comma(const struct span *fields, size_t count)
{
	return count >= 2 &&
	    is_digits(fields[count - 1], DECIMALS, DECIMALS) &&
	    is_digits(fields[count - 2], 1, NUMBER_MAX);
}

static bool
is_time(struct span text)
{
	size_t dot = span_find(text, ".");
	double number;

	return dot != SIZE_MAX && text.n - dot > 9 &&
	    num_parse(text, &number);
}

/* FIELDS stand before "Joules": time, group and its size, value. */
static void
read_value(const struct span *fields, size_t count, bool comma,
    struct perf_line *line)
{
	struct span value = fields[count - 1];
	size_t i = 0, last = count - 1;
	double fraction;

	if (comma && joins_comma(fields, count)) {
		last--;
		if (num_parse(fields[last], &line->energy_j) &&
		    num_parse(value, &fraction))
			line->energy_j += fraction / 100;
	} else if (!perf_number(value, &line->energy_j)) {
		line->energy_j = (double)NAN;
	}
	if (i < last && is_time(fields[i]))
		num_parse(fields[i++], &line->time_s);
	if (i + 1 < last && is_digits(fields[i + 1], 1, 6))
		num_parse(fields[i + 1], &line->processors);
}

/* FIELDS stand behind the event: with -r the variance, then runtime and share. */
static void
read_runtime(const struct span *fields, size_t count, struct perf_line *line)
{
	size_t i = 0;

	if (count > 0 && span_ends(fields[0], "%")) {
		line->mean = true;
		i = 1;
	}
	if (i < count && is_digits(fields[i], 1, 20) &&
	    num_parse(fields[i], &line->runtime_s))
		line->runtime_s /= nano;
}

static bool
read_delimited(struct span text, size_t event, struct perf_line *line)
{
	struct span fields[FIELDS_MAX], separator, before;
	size_t unit = span_find(text, unit_word), n;
	size_t word = sizeof unit_word - 1;

	if (unit == SIZE_MAX || event < unit + word + 1)
		return false;
	separator = span_sub(text, unit + word, event - unit - word);
	before = span_sub(text, 0, unit);
	if (!is_blank(separator)) {
		if (before.n < separator.n)
			return false;
		before.n -= separator.n;
	}
	n = split(before, separator, fields);
	if (n == 0)
		return false;
	line->event = event_name(span_sub(text, event, text.n));
	read_value(fields, n, span_equal(separator, ","), line);
	n = split(span_sub(text, event, text.n), separator, fields);
	if (n > 1 && !is_blank(separator))
		read_runtime(fields + 1, n - 1, line);
	else
		line->mean = span_find(text, "( +-") != SIZE_MAX;
	return true;
}

static bool
read_json(struct span text, size_t event, struct perf_line *line)
{
	struct json *root = json_read_quietly(text);
	const char *value = json_text(json_member(root, "counter-value"));
	const char *unit = json_text(json_member(root, "unit"));

	if (unit == NULL || strcmp(unit, unit_word) != 0) {
		json_free(root);
		return false;
	}
	line->event = event_name(span_sub(text, event, text.n));
	if (value == NULL)
		json_number(json_member(root, "counter-value"),
		    &line->energy_j);
	else if (!perf_number(span_of(value), &line->energy_j))
		line->energy_j = (double)NAN;
	json_number(json_member(root, "interval"), &line->time_s);
	json_number(json_member(root, "aggregate-number"),
	    &line->processors);
	if (json_number(json_member(root, "event-runtime"),
		&line->runtime_s))
		line->runtime_s /= nano;
	line->mean = json_member(root, "variance") != NULL;
	json_free(root);
	return true;
}

bool
perf_line_read(struct span text, struct perf_line *line)
{
	size_t event = find_event(text);

	*line = (struct perf_line){
		.energy_j = (double)NAN,
		.time_s = (double)NAN,
		.runtime_s = (double)NAN,
		.processors = (double)NAN,
	};
	if (event == SIZE_MAX)
		return false;
	if (span_starts(span_trim(text), "{"))
		return read_json(text, event, line);
	return read_delimited(text, event, line);
}
