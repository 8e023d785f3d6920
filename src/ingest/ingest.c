/*
 * One file: find its format, let the format read it.
 */
#include "ingest/ingest.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/csv.h"
#include "base/diag.h"
#include "base/progress.h"
#include "base/source.h"
#include "ingest/formats.h"
#include "ingest/partial.h"
#include "ingest/search.h"

enum { FORMATS_MAX = 256 };

/* First bytes that tell what stands in our way. */
struct magic {
	const char *bytes;
	size_t n;
	const char *text;
};

static const struct magic magics[] = {
	{ "version https://git-lfs", 23, "a Git LFS pointer, not the file "
	    "itself: \"git lfs pull\" brings it" },
	{ "%PDF-", 5, "a PDF document, not a log" },
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

/* What the first bytes tell, or NULL. */
static const char *
known_magic(struct span head)
{
	size_t i;

	for (i = 0; i < sizeof magics / sizeof magics[0]; i++)
		if (head.n >= magics[i].n &&
		    memcmp(head.s, magics[i].bytes, magics[i].n) == 0)
			return magics[i].text;
	return NULL;
}

/* Why no format fits, and what would be right. */
static const char *
unknown_reason(const struct sniff *sniff)
{
	const char *known = known_magic(sniff->head);

	if (known != NULL)
		return known;
	if (looks_binary(sniff->head))
		return "holds binary data of no format that is read";
	if (csv_delimiter(sniff->line) != '\0')
		return "a table of power samples can be read when its columns "
		       "are named, as in columns=\"time=0,power=2,unit=W\"; "
		       "--format forces one of the formats that are read";
	return "it looks like none of the formats that are read; --format "
	       "forces one";
}

/* Why a file that a search met is passed over; NULL when it is to be read. */
static const char *
skip_reason(const struct sniff *sniff, const struct read_options *options)
{
	const char *known = known_magic(sniff->head);
	size_t i;

	if (options->format == NULL && options->columns != NULL &&
	    csv_delimiter(sniff->line) != '\0')
		return NULL;
	for (i = 0; ingest_formats[i] != NULL; i++)
		if ((options->format == NULL ? options->columns == NULL :
			    strcmp(options->format,
				ingest_formats[i]->name) == 0) &&
		    ingest_formats[i]->sniff(sniff) > 0)
			return NULL;
	if (known != NULL)
		return known;
	if (looks_binary(sniff->head))
		return "binary data of no format that is read";
	if (options->format == NULL && options->columns == NULL &&
	    csv_delimiter(sniff->line) != '\0')
		return "a table of no format that is read; --columns may "
		    "name what it holds";
	return options->format == NULL ? "of no format that is read" :
					 "not of the format that is asked for";
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
		    unknown_reason(sniff));
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
choose_format(const struct reading *reading, const struct sniff *sniff)
{
	const struct read_options *options = reading->options;

	if (options->format != NULL)
		return named_format(options->format, reading->record,
		    reading->arena, reading->diags);
	if (options->columns != NULL)
		return &format_delimited;
	return sniff_format(sniff, reading->record, reading->arena,
	    reading->diags);
}

static struct sniff
sniff_source(const struct source *source)
{
	struct span head = source_head(source);

	return (struct sniff){
		.head = head,
		.line = first_line(head),
		.name = source_name(source),
	};
}

static void
read_source(struct reading *reading)
{
	const struct sniff sniff = sniff_source(reading->source);
	const struct format *format = choose_format(reading, &sniff);
	size_t first = reading->diags->count;

	if (format == NULL)
		return;
	reading->record->format = format->name;
	format->read(reading);
	if (reading->record->partial != NULL && reading->options->partial &&
	    format != &format_wattleaf_partial)
		partial_complete(reading->record, first, reading->diags,
		    reading->arena);
}

/* Whether a search passes over the source, which is then said. */
static bool
is_skipped(const struct source *source, const char *file,
    const struct read_options *options, struct diags *diags)
{
	const struct sniff sniff = sniff_source(source);
	const char *why = skip_reason(&sniff, options);

	if (why != NULL)
		diag(diags, DIAG_FILE_SKIPPED, (struct pos){ .file = file },
		    "%s", why);
	return why != NULL;
}

struct record *
ingest_source(struct source *source, const char *file, bool searching,
    const struct read_options *options, struct arena *arena,
    struct diags *diags)
{
	struct record *record;
	struct reading reading = {
		.source = source,
		.options = options,
		.arena = arena,
		.diags = diags,
	};

	if (searching && source != NULL &&
	    is_skipped(source, file, options, diags))
		return NULL;
	if (diags->progress != NULL)
		diags->progress->file(diags->progress, file);
	record = reading.record = arena_alloc(arena, sizeof *record);
	record_clear(record);
	record->file = arena_strdup(arena, file);
	if (source != NULL)
		read_source(&reading);
	return record;
}

struct record *
ingest_read(const char *path, const struct read_options *options,
    struct arena *arena, struct diags *diags)
{
	size_t first = diags->count;
	struct source *source = source_open_packed(path, arena, diags);
	struct record *record;

	if (source != NULL && source_is_archive(source))
		record = search_single(source, path, options, arena, diags);
	else
		record = ingest_source(source, path, false, options, arena,
		    diags);
	source_close(source);
	record->diag_first = first;
	record->diag_count = diags->count - first;
	return record;
}
