/*
 * wandb-summary.json: the last values that a Weights & Biases run logged,
 * and how long it ran.
 */
#include <math.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/json.h"
#include "base/source.h"
#include "ingest/formats.h"
#include "ingest/ingest.h"

enum { SECONDS_MAX = 1 << 30 };

static double
seconds_of(const struct json *object, const char *key)
{
	double seconds;

	if (!json_number(json_member(object, key), &seconds) ||
	    !(seconds > 0 && seconds < SECONDS_MAX))
		return (double)NAN;
	return seconds;
}

static void
set_duration(struct reading *reading, struct span text,
    const struct json *root)
{
	struct record *record = reading->record;
	double whole_s = seconds_of(json_member(root, "_wandb"), "runtime");
	double logged_s = seconds_of(root, "_runtime");
	const char *file = record->file;

	if (!isnan(whole_s)) {
		record->duration_s = whole_s;
		record->time_pos = json_key_pos(text, "runtime", 0, file);
	} else if (!isnan(logged_s)) {
		record->duration_s = logged_s;
		record->duration_is_lower_bound = true;
		record->time_pos = json_key_pos(text, "_runtime", 0, file);
		diag(reading->diags, DIAG_LOG_SCOPE, record->time_pos,
		    "_runtime ends with the last value that was logged: at "
		    "least this long");
	} else {
		diag(reading->diags, DIAG_LOG_NOTHING,
		    (struct pos){ file, 1, 1 },
		    "neither _wandb.runtime nor _runtime states seconds; the "
		    "run's wandb-events.jsonl or its .wandb file may");
	}
}

static void
set_steps(struct record *record, const struct json *root)
{
	double step;

	if (json_number(json_member(root, "_step"), &step) && step >= 0)
		record->steps = step;
}

static void
read_summary(struct reading *reading)
{
	struct span text;
	struct json *root;

	if (!source_text(reading->source, &text))
		return;
	root = json_read(text, (struct pos){ reading->record->file, 1, 1 },
	    reading->diags);
	if (root == NULL)
		return;
	reading->record->rows = 1;
	set_duration(reading, text, root);
	set_steps(reading->record, root);
	json_free(root);
}

static bool
has_key(struct span head, const char *key)
{
	return span_find(head, key) != SIZE_MAX;
}

static int
sniff_summary(const struct sniff *sniff)
{
	struct span head = span_trim(sniff->head);

	if (!span_starts(head, "{") || has_key(sniff->line, "\"system.gpu."))
		return 0;
	if (has_key(head, "\"_wandb\"") && has_key(head, "\"runtime\""))
		return 92;
	return has_key(head, "\"_runtime\"") &&
	    has_key(head, "\"_timestamp\"") ? 88 : 0;
}

const struct format format_wandb_summary = {
	.name = "wandb-summary",
	.title = "W&B wandb-summary.json",
	.gives = "D",
	.sniff = sniff_summary,
	.read = read_summary,
};
