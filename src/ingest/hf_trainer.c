/*
 * What the Hugging Face Trainer leaves: trainer_state.json, all_results.json
 * and train_results.json. They state seconds and steps, but no clock time,
 * no device and no count of devices.
 */
#include <math.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/json.h"
#include "base/source.h"
#include "ingest/formats.h"
#include "ingest/ingest.h"

/* A file while it is read. */
struct results {
	struct reading *reading;
	struct span text;
	const struct json *root;
	size_t summaries;       /* entries that state a train_runtime */
	double runtime_s;       /* their sum */
	double evaluation_s;    /* of evaluations before the last summary */
	double evaluation_pending_s;
};

static struct pos
key_pos(const struct results *results, const char *key, size_t nth)
{
	return json_key_pos(results->text, key, nth,
	    results->reading->record->file);
}

/* A positive number of an object, NAN for none: a total_flos of 0 means that nobody counted. */
static double
positive(const struct json *object, const char *key)
{
	double number;

	if (!json_number(json_member(object, key), &number) || number <= 0)
		return (double)NAN;
	return number;
}

static double
first_known(double a, double b)
{
	return isnan(a) ? b : a;
}

static void
take_entry(struct results *results, const struct json *entry)
{
	struct record *record = results->reading->record;
	double runtime_s = positive(entry, "train_runtime");
	double evaluation_s = positive(entry, "eval_runtime");

	if (!isnan(evaluation_s))
		results->evaluation_pending_s += evaluation_s;
	if (isnan(runtime_s))
		return;
	results->summaries++;
	results->runtime_s += runtime_s;
	results->evaluation_s += results->evaluation_pending_s;
	results->evaluation_pending_s = 0;
	record->flops = first_known(positive(entry, "total_flos"),
	    record->flops);
	record->steps = first_known(positive(entry, "step"), record->steps);
}

static void
say_unfinished(const struct results *results)
{
	const struct record *record = results->reading->record;
	double planned = positive(results->root, "max_steps");
	struct pos pos = { record->file, 1, 1 };

	if (isnan(record->steps))
		diag(results->reading->diags, DIAG_LOG_PARTIAL, pos,
		    "no train_runtime: the time is not known; give it with "
		    "time=, or add a scheduler's record (sacct) or a power "
		    "log");
	else
		diag(results->reading->diags, DIAG_LOG_PARTIAL,
		    key_pos(results, "global_step", 0),
		    "no train_runtime, as in a checkpoint of a run that was "
		    "stopped (step %.0f of %.0f): the time is not known; give "
		    "it with time=, or add a scheduler's record (sacct) or a "
		    "power log", record->steps, planned);
}

/* What the number does not cover, for whoever quotes it. */
static void
say_scope(const struct results *results)
{
	struct reading *reading = results->reading;
	struct pos pos = reading->record->time_pos;

	diag(reading->diags, DIAG_LOG_SCOPE, pos,
	    "train_runtime is the train loop's: no clock time, no device and "
	    "no count of devices is stated, and a run resumed from a "
	    "checkpoint counts its last session only");
	if (results->evaluation_s > 0 &&
	    results->evaluation_s < results->runtime_s)
		diag(reading->diags, DIAG_LOG_SCOPE, pos,
		    "%.1f s of evaluation during training are inside it",
		    results->evaluation_s);
	if (results->summaries > 1)
		diag(reading->diags, DIAG_LOG_RUNS, pos,
		    "%zu sessions each state a train_runtime; they are added",
		    results->summaries);
}

static void
set_duration(struct results *results)
{
	struct record *record = results->reading->record;

	if (results->summaries == 0) {
		say_unfinished(results);
		return;
	}
	record->duration_s = results->runtime_s;
	record->time_pos =
	    key_pos(results, "train_runtime", results->summaries - 1);
	say_scope(results);
}

static void
read_state(struct results *results)
{
	const struct json *history = json_member(results->root, "log_history");
	struct record *record = results->reading->record;
	size_t i, count = json_count(history);

	record->format_version = "trainer_state";
	record->steps = positive(results->root, "global_step");
	record->flops = positive(results->root, "total_flos");
	record->rows = count;
	for (i = 0; i < count; i++)
		take_entry(results, json_item(history, i));
	set_duration(results);
}

/* all_results.json and train_results.json: one flat object. */
static void
read_flat(struct results *results)
{
	struct record *record = results->reading->record;

	record->format_version = "results";
	record->rows = 1;
	take_entry(results, results->root);
	results->evaluation_s = 0;
	if (results->summaries == 0 &&
	    json_member(results->root, "eval_runtime") != NULL) {
		record->rows = 0;
		diag(results->reading->diags, DIAG_LOG_NOTHING,
		    key_pos(results, "eval_runtime", 0),
		    "an evaluation alone: the training's time is in "
		    "train_results.json or trainer_state.json");
		return;
	}
	set_duration(results);
}

static void
read_results(struct reading *reading)
{
	struct results results = { .reading = reading };
	struct pos start = { reading->record->file, 1, 1 };
	struct json *root;

	if (!source_text(reading->source, &results.text))
		return;
	root = json_read(results.text, start, reading->diags);
	if (root == NULL)
		return;
	results.root = root;
	if (json_is_array(json_member(root, "log_history")))
		read_state(&results);
	else
		read_flat(&results);
	json_free(root);
}

static bool
has_key(struct span head, const char *key)
{
	return span_find(head, key) != SIZE_MAX;
}

static int
sniff_results(const struct sniff *sniff)
{
	struct span head = span_trim(sniff->head);

	if (!span_starts(head, "{"))
		return 0;
	if (has_key(head, "\"log_history\""))
		return has_key(head, "\"global_step\"") ? 95 : 80;
	if (has_key(head, "\"_wandb\"")) /* a summary that repeats it */
		return 0;
	if (has_key(head, "\"train_runtime\""))
		return 90;
	return has_key(head, "\"eval_runtime\"") ? 60 : 0;
}

const struct format format_hf_trainer = {
	.name = "hf-trainer",
	.title = "Hugging Face Trainer results",
	.gives = "D",
	.sniff = sniff_results,
	.read = read_results,
};
