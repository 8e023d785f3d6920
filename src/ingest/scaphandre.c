/*
 * Scaphandre's JSON exporter: an array of samples of the host in microwatts.
 * A run that was killed leaves the array without its end. Sockets, domains
 * and consumers are parts of the host and are not read.
 */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/json.h"
#include "base/source.h"
#include "ingest/cell.h"
#include "ingest/formats.h"
#include "ingest/ingest.h"
#include "ingest/power.h"

static const double micro = 1e6;

struct samples {
	struct reading *reading;
	struct power_meter *meter;
	struct span text;
	size_t at;
	size_t line, line_at, seen; /* the line of what was SEEN last */
	size_t hosts, unborn;
	struct pos first_pos;
};

/* The object's length at the start of TEXT, SIZE_MAX when it has no end. */
static size_t
object_length(struct span text)
{
	size_t i, depth = 0;
	bool quoted = false;

	for (i = 0; i < text.n; i++) {
		char c = text.s[i];

		if (quoted) {
			if (c == '\\')
				i++;
			else if (c == '"')
				quoted = false;
		} else if (c == '"') {
			quoted = true;
		} else if (c == '{' || c == '[') {
			depth++;
		} else if ((c == '}' || c == ']') && --depth == 0) {
			return i + 1;
		}
	}
	return SIZE_MAX;
}

static struct pos
pos_at(struct samples *samples, size_t at)
{
	const char *mark;

	while ((mark = memchr(samples->text.s + samples->seen, '\n',
		    at - samples->seen)) != NULL) {
		samples->line++;
		samples->line_at = (size_t)(mark - samples->text.s) + 1;
		samples->seen = samples->line_at;
	}
	samples->seen = at;
	return (struct pos){ samples->reading->record->file, samples->line,
		at - samples->line_at + 1 };
}

/* The first samples of a host may be 0: nothing was measured yet. */
static void
take_host(struct samples *samples, const struct json *host, struct pos pos)
{
	struct span none = { NULL, 0 };
	double time_s, power_uw;

	if (!json_number(json_member(host, "timestamp"), &time_s) ||
	    !json_number(json_member(host, "consumption"), &power_uw)) {
		row_skip(samples->reading, pos,
		    "no consumption and time of the host");
		return;
	}
	if (power_uw >= 0 && power_uw <= 0) {
		samples->unborn++;
		return;
	}
	if (samples->hosts++ == 0)
		samples->first_pos = pos;
	if (!power_add(samples->meter, none, none, time_s, power_uw / micro,
	    pos))
		row_skip(samples->reading, pos, "%.6g W is outside of 0..%d W",
		    power_uw / micro, (int)POWER_MAX_W);
}

static void
take_object(struct samples *samples, struct span text, struct pos pos)
{
	struct json *root = json_read_quietly(text);

	if (root == NULL)
		row_skip(samples->reading, pos, "the sample cannot be read");
	else
		take_host(samples, json_member(root, "host"), pos);
	json_free(root);
}

/* Goes through the array's objects; true when its end is there. */
static bool
read_array(struct samples *samples)
{
	while (samples->at < samples->text.n) {
		struct span rest = span_sub(samples->text, samples->at,
		    samples->text.n);
		size_t length;

		if (rest.s[0] == ']')
			return true;
		if (rest.s[0] != '{') {
			samples->at++;
			continue;
		}
		length = object_length(rest);
		if (length == SIZE_MAX) {
			row_skip(samples->reading, pos_at(samples,
			    samples->at), "the last sample is cut off");
			return false;
		}
		take_object(samples, span_sub(rest, 0, length),
		    pos_at(samples, samples->at));
		samples->at += length;
	}
	return false;
}

static void
finish(struct samples *samples, bool whole)
{
	struct reading *reading = samples->reading;

	rows_skipped_end(reading);
	if (!whole)
		diag(reading->diags, DIAG_LOG_REPAIRED,
		    pos_at(samples, samples->text.n), "the array has no end, "
		    "as when the tool was killed: %zu whole samples are used",
		    samples->hosts);
	power_finish(samples->meter);
	reading->record->devices = -1;
	reading->record->zoned = true;
	if (reading->record->kind == RECORD_NONE)
		return;
	reading->record->scope = SCOPE_PROCESSOR;
	diag(reading->diags, DIAG_LOG_SCOPE, samples->first_pos, "power of "
	    "the host's processors and memory as RAPL counts it, with no GPU");
	diag(reading->diags, DIAG_LOG_INSIDE, samples->first_pos,
	    "sockets and processes are parts of the host: they are not "
	    "added");
}

static void
read_scaphandre(struct reading *reading)
{
	struct samples samples = { .reading = reading, .line = 1 };
	bool whole;

	if (!source_text(reading->source, &samples.text))
		return;
	samples.at = span_find(samples.text, "[");
	if (samples.at == SIZE_MAX)
		samples.at = 0;
	else
		samples.at++;
	samples.meter = power_open(reading);
	whole = read_array(&samples);
	finish(&samples, whole);
}

static int
sniff(const struct sniff *sniff)
{
	struct span head = span_trim(sniff->head);

	if (!span_starts(head, "[") && !span_starts(head, "{\"host\""))
		return 0;
	return span_find(head, "\"host\"") != SIZE_MAX &&
		span_find(head, "\"consumption\"") != SIZE_MAX &&
		(span_find(head, "\"consumers\"") != SIZE_MAX ||
		span_find(head, "\"sockets\"") != SIZE_MAX) ? 95 : 0;
}

const struct format format_scaphandre = {
	.name = "scaphandre",
	.title = "Scaphandre JSON",
	.gives = "D P E",
	.sniff = sniff,
	.read = read_scaphandre,
};
