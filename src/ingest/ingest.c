/*
 * One file: open it, find its format, let the format read it.
 */
#include "ingest/ingest.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/csv.h"
#include "base/diag.h"
#include "base/source.h"
#include "ingest/formats.h"

enum { FORMATS_MAX = 64 };

/* First bytes that tell what stands in our way. */
struct magic {
	const char *bytes;
	size_t n;
	const char *text;
};

static const struct magic magics[] = {
	{ "version https://git-lfs", 23, "a Git LFS pointer, not the file "
	    "itself: \"git lfs pull\" brings it" },
	{ "\x1f\x8b", 2, "compressed with gzip: unpack it first" },
	{ "\x28\xb5\x2f\xfd", 4, "compressed with zstd: unpack it first" },
	{ "\xfd" "7zXZ", 5, "compressed with xz: unpack it first" },
	{ "BZh", 3, "compressed with bzip2: unpack it first" },
	{ "PK\x03\x04", 4, "a ZIP archive: unpack it first" },
	{ "%PDF-", 5, "a PDF document, not a log" },
	{ ":W&B", 4, "a binary W&B run, which is not read" },
};

struct read_options
read_options_none(void)
{
	return (struct read_options){
		.from_s = (double)NAN,
		.to_s = (double)NAN,
		.zone_s = (double)NAN,
	};
}

static struct pos
whole(const struct record *record)
{
	return (struct pos){ .file = record->file };
}

/* "a, b or c" of the formats that SCORES wants, all when it is NULL. */
static const char *
format_names(struct arena *arena, const int *scores, int wanted)
{
	const char *names = "", *last = NULL;
	size_t i;

	for (i = 0; ingest_formats[i] != NULL; i++) {
		if (scores != NULL && scores[i] != wanted)
			continue;
		if (last != NULL)
			names = arena_printf(arena, "%s%s%s", names,
			    names[0] == '\0' ? "" : ", ", last);
		last = ingest_formats[i]->name;
	}
	if (last == NULL || names[0] == '\0')
		return last == NULL ? "" : last;
	return arena_printf(arena, "%s or %s", names, last);
}

static const struct format *
unknown_name(const char *name, const struct record *record,
    struct arena *arena, struct diags *diags)
{
	const char *names[FORMATS_MAX];
	const char *nearest;
	size_t n = 0;

	for (; ingest_formats[n] != NULL && n < FORMATS_MAX; n++)
		names[n] = ingest_formats[n]->name;
	nearest = str_nearest(name, names, n);
	if (nearest != NULL)
		diag(diags, DIAG_FORMAT_NAME, whole(record),
		    "\"%s\"; perhaps \"%s\"", name, nearest);
	else
		diag(diags, DIAG_FORMAT_NAME, whole(record),
		    "\"%s\"; one of %s", name,
		    format_names(arena, NULL, 0));
	return NULL;
}

static const struct format *
named_format(const char *name, const struct record *record,
    struct arena *arena, struct diags *diags)
{
	size_t i;

	for (i = 0; ingest_formats[i] != NULL; i++)
		if (strcmp(ingest_formats[i]->name, name) == 0)
			return ingest_formats[i];
	return unknown_name(name, record, arena, diags);
}

/* The first line with more than white space. */
static struct span
first_line(struct span head)
{
	struct span rest = head, line = { head.s, 0 };

	while (rest.n > 0 && span_trim(line).n == 0)
		line = span_cut(&rest, '\n');
	while (line.n > 0 && line.s[line.n - 1] == '\r')
		line.n--;
	return line;
}

static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

/* Control characters that text files don't hold, NUL above all, in the first bytes. */
static bool
looks_binary(struct span head)
{
	size_t i, odd = 0, n = head.n < 4096 ? head.n : 4096;

	for (i = 0; i < n; i++) {
		unsigned char c = (unsigned char)head.s[i];

		odd += c < ' ' && c != '\t' && c != '\n' && c != '\r' &&
		    c != '\f' && c != 27;
	}
	return odd * 100 > n;
}

/* Why no format fits, and what would be right. */
static const char *
unknown_reason(const struct sniff *sniff, struct arena *arena)
{
	size_t i;

	for (i = 0; i < sizeof magics / sizeof magics[0]; i++)
		if (sniff->head.n >= magics[i].n &&
		    memcmp(sniff->head.s, magics[i].bytes, magics[i].n) == 0)
			return magics[i].text;
	if (looks_binary(sniff->head))
		return arena_printf(arena, "holds binary data; read are %s",
		    format_names(arena, NULL, 0));
	if (csv_delimiter(sniff->line) != '\0')
		return arena_printf(arena, "a table of power samples can be "
		    "read when its columns are named, as in "
		    "columns=\"time=0,power=2,unit=W\"; otherwise force one "
		    "of %s", format_names(arena, NULL, 0));
	return arena_printf(arena, "force one of %s if it is one",
	    format_names(arena, NULL, 0));
}

static const struct format *
sniff_format(const struct sniff *sniff, const struct record *record,
    struct arena *arena, struct diags *diags)
{
	int scores[FORMATS_MAX] = { 0 };
	size_t i, best = 0, equals = 0;

	for (i = 0; ingest_formats[i] != NULL && i < FORMATS_MAX; i++) {
		scores[i] = ingest_formats[i]->sniff(sniff);
		if (scores[i] > scores[best])
			best = i;
	}
	if (scores[best] <= 0) {
		diag(diags, DIAG_FORMAT_UNKNOWN, whole(record), "%s",
		    unknown_reason(sniff, arena));
		return NULL;
	}
	for (i = 0; ingest_formats[i] != NULL && i < FORMATS_MAX; i++)
		equals += scores[i] == scores[best];
	if (equals > 1) {
		diag(diags, DIAG_FORMAT_AMBIGUOUS, whole(record),
		    "may be %s: say which", format_names(arena, scores,
		    scores[best]));
		return NULL;
	}
	return ingest_formats[best];
}

static const struct format *
choose_format(const struct reading *reading)
{
	const struct read_options *options = reading->options;
	struct sniff sniff;

	if (options->format != NULL)
		return named_format(options->format, reading->record,
		    reading->arena, reading->diags);
	if (options->columns != NULL)
		return &format_delimited;
	sniff.head = source_head(reading->source);
	sniff.line = first_line(sniff.head);
	sniff.name = base_name(reading->record->file);
	return sniff_format(&sniff, reading->record, reading->arena,
	    reading->diags);
}

static void
read_source(struct reading *reading)
{
	const struct format *format = choose_format(reading);

	if (format == NULL)
		return;
	reading->record->format = format->name;
	format->read(reading);
}

struct record *
ingest_read(const char *path, const struct read_options *options,
    struct arena *arena, struct diags *diags)
{
	struct record *record = arena_alloc(arena, sizeof *record);
	struct reading reading = {
		.options = options,
		.record = record,
		.arena = arena,
		.diags = diags,
	};

	record_clear(record);
	record->file = arena_strdup(arena, path);
	record->diag_first = diags->count;
	reading.source = source_open(path, arena, diags);
	if (reading.source != NULL)
		read_source(&reading);
	source_close(reading.source);
	record->diag_count = diags->count - record->diag_first;
	return record;
}
