/*
 * The digest of a log that "inspect --partial" wrote. All of it is checked:
 * what does not agree with itself is refused whole.
 */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/json.h"
#include "base/source.h"
#include "ingest/formats.h"
#include "ingest/ingest.h"
#include "ingest/partial.h"

enum {
	PARTIAL_VERSION = 1,
	DEVICES_MAX = 1024,
	LOGS_MAX = 1000000,
	SAID_MAX = 1000,
	TERMS_MAX = 8
};

static const double count_most = 9007199254740992.0; /* 2^53 */
static const double time_most = 253402300799.0; /* the end of the year 9999 */
static const double joules_per_kwh = 3600000;

struct digest {
	struct reading *reading;
	struct partial *partial;
	const char *fault;  /* the first: what is wrong with the digest */
};

static void
fail(struct digest *digest, const char *fault)
{
	if (digest->fault == NULL)
		digest->fault = fault;
}

static const char *
text_of(struct digest *digest, const struct json *object, const char *name)
{
	const char *text = json_text(json_member(object, name));

	return text == NULL ? NULL :
			      arena_strdup(digest->reading->arena, text);
}

/* A whole number of 0 or more. */
static size_t
count_of(struct digest *digest, const struct json *object, const char *name)
{
	double value = json_member_number(object, name);

	if (!(value >= 0 && value < count_most) || value != floor(value)) {
		fail(digest, "a count is none");
		return 0;
	}
	return (size_t)value;
}

static int
small_of(const struct json *object, const char *name)
{
	double value = json_member_number(object, name);

	return value >= 0 && value <= 1000000 ? (int)value : -1;
}

static struct partial_sample
sample_of(struct digest *digest, const struct json *object)
{
	bool counter = digest->partial->counter;
	struct partial_sample sample = {
		json_member_number(object, "time_s"),
		json_member_number(object,
		    counter ? "energy_kwh" : "power_w"),
	};

	if (!(fabs(sample.time_s) <= time_most) || !(sample.value >= 0) ||
	    sample.value > (counter ? count_most : POWER_MAX_W))
		fail(digest, "a sample has no time, or no reading that can be one");
	return sample;
}

/* Terms whose sum is the energy without an error. */
static void
read_energy(struct digest *digest, const struct json *rest,
    struct exact_sum *energy)
{
	const struct json *terms = json_member(rest,
	    digest->partial->counter ? "energy_kwh" : "energy_j");
	size_t i, n = json_count(terms);
	double term;

	if (n == 0 || n > TERMS_MAX)
		fail(digest, "an energy is not a list of one to eight terms");
	for (i = 0; digest->fault == NULL && i < n; i++) {
		if (json_number(json_item(terms, i), &term) && term >= 0 &&
		    term < count_most)
			exact_add(energy, term);
		else
			fail(digest, "a term of an energy is none");
	}
}

static void
read_steps(struct digest *digest, const struct json *rest,
    struct partial_body *body)
{
	const struct json *steps = json_member(rest, "steps_s");
	size_t i, n = json_count(steps), right = body->samples - 1;

	if (right > STEPS_KEPT)
		right = STEPS_KEPT;
	if (n != right) {
		fail(digest, "steps_s does not hold the first 64 intervals");
		return;
	}
	for (i = 0; i < n; i++)
		if (!json_number(json_item(steps, i), &body->steps[i]) ||
		    !(body->steps[i] > 0) ||
		    body->steps[i] > body->max_gap_s)
			fail(digest, "a step is none, or longer than the longest");
}

static void
read_body(struct digest *digest, const struct json *rest,
    struct partial_body *body)
{
	struct pos pos = { .file = digest->reading->record->file };

	if (!json_is_object(rest))
		return;
	body->samples = count_of(digest, rest, "samples");
	body->first = sample_of(digest, json_member(rest, "first"));
	body->last = sample_of(digest, json_member(rest, "last"));
	body->min_w = json_member_number(rest, "min_power_w");
	body->max_w = json_member_number(rest, "max_power_w");
	body->max_gap_s = json_member_number(rest, "max_gap_s");
	body->first_pos = body->gap_pos = pos;
	body->disordered_pos = body->reset_pos = pos;
	if (body->samples == 0 ||
	    (body->samples == 1) !=
		(body->first.time_s == body->last.time_s) ||
	    body->first.time_s > body->last.time_s ||
	    !(body->max_gap_s >= 0 &&
		body->max_gap_s <= body->last.time_s - body->first.time_s) ||
	    (!digest->partial->counter &&
		!(body->min_w >= 0 && body->min_w <= body->max_w &&
		    body->max_w <= POWER_MAX_W)))
		fail(digest, "the samples behind a first one can't be such");
	if (digest->fault != NULL)
		return;
	read_energy(digest, rest, &body->energy);
	read_steps(digest, rest, body);
}

/* What people read of the device must be what machines join. */
static void
check_device(struct digest *digest, const struct json *object,
    const struct partial_device *device)
{
	bool counter = digest->partial->counter;
	struct partial_body whole = partial_whole(device, counter);
	double energy_kwh = exact_value(&whole.energy) /
	    (counter ? 1 : joules_per_kwh);
	double stated_kwh = json_member_number(object, "energy_kwh");

	if (device->body.samples > 0 &&
	    device->body.first.time_s <= device->lead.time_s)
		fail(digest, "a first sample is not the first");
	if (!counter &&
	    exact_value(&whole.energy) > whole.max_w *
		(whole.last.time_s - whole.first.time_s) * (1 + 1e-9))
		fail(digest, "an energy is more than its power gives");
	if (whole.samples > 1 &&
	    !(fabs(stated_kwh - energy_kwh) <= 1e-9 * energy_kwh))
		fail(digest, "energy_kwh of a device is not what its terms and samples come to");
	if (whole.samples != count_of(digest, object, "samples"))
		fail(digest, "samples of a device are not as many as it says");
}

static bool
is_known(const struct partial *partial, const char *id)
{
	size_t i;

	for (i = 0; i < partial->count; i++)
		if (strcmp(partial->devices[i].id, id) == 0)
			return true;
	return false;
}

static void
read_device(struct digest *digest, const struct json *object)
{
	struct partial *partial = digest->partial;
	struct partial_device device = {
		.id = text_of(digest, object, "id"),
		.model = text_of(digest, object, "model"),
		.lead = sample_of(digest, json_member(object, "first")),
		.lead_pos = { .file = digest->reading->record->file },
	};
	const char *wanted = digest->reading->options->device;

	if (device.id == NULL || is_known(partial, device.id))
		fail(digest, "a device has no id, or that of another");
	read_body(digest, json_member(object, "rest"), &device.body);
	device.body.disordered = count_of(digest, object, "left_out");
	device.body.resets = count_of(digest, object, "resets");
	if (digest->fault == NULL)
		check_device(digest, object, &device);
	if (digest->fault == NULL &&
	    (wanted == NULL || strcmp(wanted, device.id) == 0))
		partial->devices[partial->count++] = device;
}

static void
read_devices(struct digest *digest, const struct json *root)
{
	const struct json *list = json_member(root, "devices");
	size_t i, n = json_count(list);

	if (n == 0 || n > DEVICES_MAX)
		fail(digest, "it lists no devices, or more than 1024");
	for (i = 0; digest->fault == NULL && i < n; i++)
		read_device(digest, json_item(list, i));
}

static void
read_machine(struct digest *digest, const struct json *root)
{
	const struct json *object = json_member(root, "hardware");
	struct machine *machine = &digest->partial->machine;

	*machine = (struct machine){
		.accelerator = text_of(digest, object, "accelerator"),
		.accelerators = small_of(object, "accelerators_per_node"),
		.nodes = small_of(object, "nodes"),
		.accelerator_power_limit_w =
		    json_member_number(object, "power_limit_w"),
		.accelerator_max_power_w =
		    json_member_number(object, "rated_power_w"),
		.accelerator_power_w = json_member_number(object, "power_w"),
		.accelerator_memory_gb =
		    json_member_number(object, "accelerator_memory_gb"),
		.cpu = text_of(digest, object, "cpu"),
		.cpus = small_of(object, "cpus_per_node"),
		.memory_gb = json_member_number(object, "memory_gb"),
		.os = text_of(digest, object, "os"),
		.pos = { .file = digest->reading->record->file },
		.power_pos = { .file = digest->reading->record->file },
	};
}

static void
read_logs(struct digest *digest, const struct json *root)
{
	struct partial *partial = digest->partial;
	const struct json *list = json_member(root, "logs");
	size_t i, n = json_count(list);

	if (n > LOGS_MAX)
		fail(digest, "it is of more than a million logs");
	if (digest->fault != NULL)
		return;
	partial->logs = arena_alloc(digest->reading->arena,
	    (n + 1) * sizeof *partial->logs);
	for (i = 0; i < n; i++) {
		const struct json *item = json_item(list, i);

		partial->logs[partial->log_count++] = (struct partial_log){
			text_of(digest, item, "sha256"),
			json_member_number(item, "bytes"),
		};
	}
}

static enum diag_code
code_called(const char *text)
{
	char name[DIAG_NAME];
	int code;

	for (code = 0; code < (int)DIAG_TOTAL; code++)
		if (text != NULL && strcmp(text,
			diag_name((enum diag_code)code, name)) == 0)
			break;
	return (enum diag_code)code;
}

/* Said again, of the digest. */
static void
read_said(struct digest *digest, const struct json *root)
{
	const struct json *list = json_member(root, "diagnostics");
	struct diags *said = &digest->partial->said;
	size_t i, n = json_count(list);

	said->arena = digest->reading->arena;
	for (i = 0; i < n && i < SAID_MAX; i++) {
		const struct json *item = json_item(list, i);
		enum diag_code code = code_called(
		    json_text(json_member(item, "code")));
		const char *text = json_text(json_member(item, "detail"));

		if (code != DIAG_TOTAL && text != NULL &&
		    diag_level(code) != DIAG_ERROR)
			diag(said, code, (struct pos){
			    .file = digest->reading->record->file }, "%s",
			    text);
	}
}

static void
read_scope(struct digest *digest, const struct json *root)
{
	const char *text = json_text(json_member(root, "scope"));
	int scope;

	for (scope = SCOPE_GPU; text != NULL && scope <= SCOPE_FACILITY;
	     scope++)
		if (strcmp(text,
			record_scope_name((enum record_scope)scope)) == 0)
			digest->partial->scope = (enum record_scope)scope;
	if (text != NULL && digest->partial->scope == SCOPE_UNKNOWN)
		fail(digest, "its scope is none of gpu, processor, process, node, facility");
}

static void
read_kind(struct digest *digest, const struct json *root)
{
	const char *kind = json_text(json_member(root, "kind"));

	digest->partial->counter =
	    kind != NULL && strcmp(kind, "measured") == 0;
	if (kind == NULL ||
	    (!digest->partial->counter && strcmp(kind, "sampled") != 0))
		fail(digest, "its kind is neither \"sampled\" nor \"measured\"");
	digest->partial->format = text_of(digest, root, "format");
	if (digest->partial->format == NULL)
		fail(digest, "it does not say of which format the log was");
}

static void
read_root(struct digest *digest, const struct json *root)
{
	struct partial *partial = digest->partial;

	if (json_member_number(root, "wattleaf_partial") != PARTIAL_VERSION)
		fail(digest, "it is of another version than 1: this program is older than the one that wrote it");
	read_kind(digest, root);
	read_scope(digest, root);
	partial->zoned = json_is_true(json_member(root, "zoned"));
	partial->accelerators =
	    json_is_true(json_member(root, "accelerators"));
	partial->tool_version = text_of(digest, root, "tool_version");
	partial->device_model = text_of(digest, root, "device_model");
	partial->rows_skipped = count_of(digest, root, "rows_skipped");
	read_machine(digest, root);
	read_logs(digest, root);
	if (digest->fault == NULL)
		read_said(digest, root);
	read_devices(digest, root);
}

/* The whole digest counts or none of it: it can't be cut to a window. False when none of it lies there. */
static bool
is_in_window(const struct digest *digest)
{
	const struct read_options *options = digest->reading->options;
	double start_s = partial_start_s(digest->partial);
	double end_s = partial_end_s(digest->partial);
	struct pos pos = { .file = digest->reading->record->file };

	if (end_s < options->from_s || start_s > options->to_s) {
		diag(digest->reading->diags, DIAG_LOG_SCOPE, pos,
		    "all of it lies outside of the run's window and is left out");
		return false;
	}
	if (start_s < options->from_s || end_s > options->to_s)
		diag(digest->reading->diags, DIAG_LOG_WINDOW, pos,
		    "a digest can't be cut, and it begins %.6g s before the window and ends %.6g s behind it: all of it is used; --window cuts a log before its digest is made",
		    fmax(0, options->from_s - start_s),
		    fmax(0, end_s - options->to_s));
	return true;
}

static void
read_digest(struct digest *digest, struct span text)
{
	struct reading *reading = digest->reading;
	struct pos pos = { reading->record->file, 1, 1 };
	struct json *root = json_read(text, pos, reading->diags);

	if (root == NULL)
		return;
	digest->partial->devices = arena_alloc(reading->arena,
	    (json_count(json_member(root, "devices")) + 1) *
		sizeof *digest->partial->devices);
	read_root(digest, root);
	json_free(root);
	pos = (struct pos){ .file = reading->record->file };
	if (digest->fault != NULL)
		diag(reading->diags, DIAG_LOG_NOTHING, pos, "%s",
		    digest->fault);
	else if (digest->partial->count == 0)
		diag(reading->diags, DIAG_LOG_NOTHING, pos,
		    "none of its devices is \"%s\"",
		    reading->options->device);
	else if (is_in_window(digest))
		partial_record(reading, digest->partial);
}

static void
read_partial(struct reading *reading)
{
	struct partial *partial = arena_alloc(reading->arena,
	    sizeof *partial);
	struct digest digest = { .reading = reading, .partial = partial };
	struct span text;

	*partial = (struct partial){ 0 };
	if (source_text(reading->source, &text))
		read_digest(&digest, text);
}

static int
sniff(const struct sniff *sniff)
{
	if (!span_starts(span_trim(sniff->head), "{"))
		return 0;
	return span_find(sniff->head, "\"wattleaf_partial\"") < 1024 ? 99 : 0;
}

const struct format format_wattleaf_partial = {
	.name = "wattleaf-partial",
	.title = "wattleaf inspect --partial",
	.gives = "D N M P E",
	.sniff = sniff,
	.read = read_partial,
};
