/*
 * rocm-smi --json: one object with a member for each card. All values are
 * strings; the case of the keys changed between versions. There is no time
 * in it.
 */
#include <math.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/json.h"
#include "base/num.h"
#include "ingest/cell.h"
#include "ingest/formats.h"
#include "ingest/gpu_meters.h"
#include "ingest/hardware_text.h"
#include "ingest/ingest.h"
#include "ingest/json_documents.h"

static const char advice[] = "\"amd-smi metric -p -w 1 --csv\" writes them";

struct log {
	struct reading *reading;
	struct gpu_meters *meters;
	struct json_cursor cursor; /* in the document that is read */
	size_t documents, cards;
};

/* What is looked for among a card's members. */
struct wanted {
	const char *name;
	const char *text;
};

static void
take_member(const char *name, const struct json *value, void *context)
{
	struct wanted *wanted = context;

	if (wanted->text == NULL && strcasecmp(name, wanted->name) == 0)
		wanted->text = json_text(value);
}

/* The text of the member NAME, case ignored; NULL when it is missing. */
static const char *
text_of(const struct json *card, const char *name)
{
	struct wanted wanted = { .name = name };

	json_members(card, take_member, &wanted);
	if (wanted.text == NULL || cell_missing(span_of(wanted.text)))
		return NULL;
	return wanted.text;
}

/* The number of the first of the NAMES that has one. */
static double
number_of(const struct json *card, const char *const *names)
{
	double value;

	for (; *names != NULL; names++) {
		const char *text = text_of(card, *names);

		if (text != NULL && num_parse(span_of(text), &value))
			return value;
	}
	return (double)NAN;
}

/* A name in words; some versions write the device's number there. */
static const char *
model_of(const struct json *card)
{
	static const char *const names[] = { "Card series", "Device Name",
		"Card model" };
	size_t i;

	for (i = 0; i < sizeof names / sizeof names[0]; i++) {
		const char *text = text_of(card, names[i]);

		if (text != NULL && strncmp(text, "0x", 2) != 0)
			return text;
	}
	return "";
}

static const char *
id_of(const struct json *card, const char *name)
{
	const char *id = text_of(card, "Unique ID");

	if (id == NULL)
		id = text_of(card, "PCI Bus");
	return id == NULL ? name : id;
}

static void
describe(struct log *log, const struct json *card, struct span id,
    struct span name, struct pos pos)
{
	static const char *const limits[] = {
		"Max Graphics Package Power (W)", NULL };
	static const char *const memories[] = { "VRAM Total Memory (B)",
		NULL };
	struct gpu_fact *fact = gpu_meters_fact(log->meters, id, name, pos);

	if (fact == NULL || log->documents > 1)
		return;
	fact->model = span_of(span_dup(log->reading->arena,
	    hardware_board(span_of(model_of(card)))));
	fact->limit_w = number_of(card, limits);
	fact->memory_gb = number_of(card, memories) / 1e9;
	if (!isnan(fact->limit_w))
		fact->power_pos = pos;
}

static void
add_card(struct log *log, const struct json *card, const char *name)
{
	static const char *const powers[] = {
		"Average Graphics Package Power (W)",
		"Current Socket Graphics Package Power (W)", NULL };
	struct pos pos = json_cursor_key(&log->cursor, name);
	struct gpu_sample sample = {
		.kind = GPU_POWER,
		.id = span_of(id_of(card, name)),
		.alias = span_of(name + strlen("card")),
		.time_s = (double)NAN,
		.value = number_of(card, powers),
		.pos = pos,
	};

	log->cards++;
	describe(log, card, sample.id, sample.alias, pos);
	if (!isnan(sample.value))
		gpu_meters_add(log->meters, &sample);
}

static bool
is_card(const char *name)
{
	const char *digits = name + 4;

	return strncmp(name, "card", 4) == 0 && digits[0] != '\0' &&
	    strspn(digits, "0123456789") == strlen(digits);
}

static void
take_entry(const char *name, const struct json *value, void *context)
{
	struct log *log = context;
	struct record *record = log->reading->record;
	const char *driver;

	if (!json_is_object(value))
		return;
	if (is_card(name)) {
		add_card(log, value, name);
	} else if (strcmp(name, "system") == 0) {
		driver = text_of(value, "Driver version");
		if (driver != NULL && record->tool_version == NULL)
			record->tool_version = arena_strdup(
			    log->reading->arena, driver);
	}
}

static void
take_document(void *context, const struct json *json,
    struct json_cursor cursor)
{
	struct log *log = context;

	log->documents++;
	log->cursor = cursor;
	json_members(json, take_entry, log);
}

static void
read_json(struct reading *reading)
{
	struct log log = {
		.reading = reading,
		.meters = gpu_meters_open(reading, CLOCK_ORDER),
	};
	struct record *record = reading->record;

	if (json_documents_read(reading, take_document, &log) == 0)
		return;
	if (gpu_meters_finish(log.meters, 1, advice))
		return;
	record->rows = log.cards;
	if (log.cards == 0)
		diag(reading->diags, DIAG_LOG_NOTHING,
		    (struct pos){ .file = record->file },
		    "no member is called card0, card1, ...");
	else
		diag(reading->diags, DIAG_LOG_SNAPSHOT, record->machine.pos,
		    "the hardware is described; no power is stated");
}

static bool
has(const struct sniff *sniff, const char *text)
{
	return span_find(sniff->head, text) != SIZE_MAX;
}

static int
sniff_json(const struct sniff *sniff)
{
	if (!span_starts(span_trim(sniff->head), "{") || !has(sniff, "\"card"))
		return 0;
	if (has(sniff, "Graphics Package Power (W)\""))
		return 90;
	return has(sniff, "\"Card series\"") || has(sniff, "\"Card Series\"") ||
		has(sniff, "\"Card vendor\"") ||
		has(sniff, "\"Card Vendor\"") ?
	    85 : 0;
}

const struct format format_rocm_smi_json = {
	.name = "rocm-smi-json",
	.title = "rocm-smi --json",
	.gives = "N M P",
	.sniff = sniff_json,
	.read = read_json,
};
