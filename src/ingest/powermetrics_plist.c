/*
 * powermetrics -f plist: property lists, one a sample, a NUL byte between
 * them. gpu_energy stands twice with different values, so only the
 * processor's own dictionary is read.
 */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/num.h"
#include "base/source.h"
#include "base/timestamp.h"
#include "base/tree.h"
#include "base/xml.h"
#include "ingest/cell.h"
#include "ingest/formats.h"
#include "ingest/ingest.h"
#include "ingest/powermetrics.h"

static const char document_end[] = "</plist>";
static const double nano = 1e9, milli = 1000;

struct documents {
	struct powermetrics log;
	struct buf text;      /* of the document under way */
	struct pos pos;       /* where it begins */
};

/* The value behind the key NAME of a dictionary, or NULL. */
static const struct element *
value_of(const struct element *dict, const char *name)
{
	const struct element *child;

	if (dict == NULL || strcmp(dict->name, "dict") != 0)
		return NULL;
	for (child = dict->first; child != NULL; child = child->next)
		if (strcmp(child->name, "key") == 0 &&
		    strcmp(child->text, name) == 0)
			return child->next;
	return NULL;
}

static double
number_of(const struct element *dict, const char *name)
{
	const struct element *value = value_of(dict, name);
	double number;

	if (value == NULL ||
	    !num_parse(span_trim(span_of(value->text)), &number))
		return (double)NAN;
	return number;
}

static void
take_model(struct documents *documents, const struct element *dict)
{
	struct reading *reading = documents->log.reading;
	const struct element *model = value_of(dict, "hw_model");

	if (model != NULL && model->text[0] != '\0' &&
	    reading->record->machine.cpu == NULL)
		reading->record->machine.cpu =
		    arena_strdup(reading->arena, model->text);
}

static void
take_sample(struct documents *documents, const struct element *root)
{
	const struct element *dict = element_child(root, "dict");
	const struct element *processor = value_of(dict, "processor");
	const struct element *stamp = value_of(dict, "timestamp");
	struct powermetrics_sample sample = {
		.stamp_s = (double)NAN,
		.elapsed_s = number_of(dict, "elapsed_ns") / nano,
		.total_w = number_of(processor, "combined_power") / milli,
		.cpu_w = number_of(processor, "cpu_power") / milli,
		.gpu_w = number_of(processor, "gpu_power") / milli,
		.ane_w = number_of(processor, "ane_power") / milli,
		.pos = processor == NULL ? root->pos : processor->pos,
	};
	bool zoned;

	if (stamp != NULL && !timestamp_parse(span_of(stamp->text),
		&sample.stamp_s, &zoned))
		sample.stamp_s = (double)NAN;
	take_model(documents, dict);
	powermetrics_add(&documents->log, &sample);
}

/* With an arena of its own, so that a long log does not fill memory. */
static void
end_document(struct documents *documents)
{
	struct reading *reading = documents->log.reading;
	struct span text = { documents->text.s, documents->text.n };
	struct arena *arena;
	struct diags faults;
	struct element *root;

	if (text.n == 0)
		return;
	arena = arena_new();
	faults = (struct diags){ .arena = arena };
	root = xml_read_at(text, documents->pos, arena, &faults);
	if (root != NULL)
		take_sample(documents, root);
	else
		row_skip(reading, faults.items[0].pos, "%s",
		    faults.items[0].text);
	arena_free(arena);
	documents->text.n = 0;
}

/* A NUL, and what blanks are around it, stands before a document. */
static void
read_line(struct documents *documents, struct span line)
{
	const struct reading *reading = documents->log.reading;
	size_t skipped = 0;

	if (documents->text.n == 0) {
		while (skipped < line.n && (line.s[skipped] == '\0' ||
		    line.s[skipped] == ' '))
			skipped++;
		if (skipped == line.n)
			return;
		documents->pos = source_pos(reading->source, skipped + 1);
	}
	if (documents->text.n + line.n > XML_SIZE_MAX) {
		row_skip(documents->log.reading, documents->pos,
		    "the document has no end");
		documents->text.n = 0;
		return;
	}
	buf_add(&documents->text, line.s + skipped, line.n - skipped);
	buf_putc(&documents->text, '\n');
	if (span_find(line, document_end) != SIZE_MAX)
		end_document(documents);
}

static void
read_plist(struct reading *reading)
{
	struct documents documents = { .pos = { .line = 0 } };
	struct span line;

	powermetrics_open(&documents.log, reading);
	reading->record->zoned = true;
	while (source_line(reading->source, &line))
		read_line(&documents, line);
	if (documents.text.n > 0)
		row_skip(reading, documents.pos,
		    "the last document is cut off");
	buf_free(&documents.text);
	powermetrics_finish(&documents.log);
}

static int
sniff(const struct sniff *sniff)
{
	struct span head = sniff->head;

	return span_find(head, "<plist") != SIZE_MAX &&
		span_find(head, "<key>elapsed_ns</key>") != SIZE_MAX ?
	    96 : 0;
}

const struct format format_powermetrics_plist = {
	.name = "powermetrics-plist",
	.title = "macOS powermetrics property list",
	.gives = "D P E",
	.sniff = sniff,
	.read = read_plist,
};
