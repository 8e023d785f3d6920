/*
 * GPUs of an nvidia-smi document. Sections are tried in the order in which
 * drivers had them: gpu_power_readings since 535, power_readings before.
 */
#include "ingest/nvidia_smi_gpu.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/timestamp.h"
#include "base/tree.h"
#include "ingest/cell.h"
#include "ingest/gpu_list.h"
#include "ingest/hardware_text.h"
#include "ingest/ingest.h"

static const char *const draws[] = { "average_power_draw", "power_draw",
	"instant_power_draw", NULL };
static const char *const limits[] = { "current_power_limit",
	"enforced_power_limit", "power_limit", "default_power_limit",
	"max_power_limit", NULL };
/* The default limit is the board's TDP; the maximum is what overclocking allows. */
static const char *const max_limits[] = { "default_power_limit",
	"max_power_limit", NULL };

/* "11:44:30 2023" and so on behind month and day. */
static bool
take_word(struct span *text, struct span *word)
{
	*text = span_trim(*text);
	*word = span_cut(text, ' ');
	return word->n > 0 && word->n < 16;
}

bool
smi_time(struct span text, double *time_s)
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	struct span day_name, month, day, clock, year;
	char stamp[64];
	const char *found;
	bool zoned;

	if (!take_word(&text, &day_name) || !take_word(&text, &month) ||
	    !take_word(&text, &day) || !take_word(&text, &clock) ||
	    !take_word(&text, &year) || month.n != 3 || day.n > 2)
		return false;
	found = memmem(months, sizeof months - 1, month.s, month.n);
	if (found == NULL || (found - months) % 3 != 0)
		return false;
	snprintf(stamp, sizeof stamp, "%.*s-%02d-%s%.*s %.*s", (int)year.n,
	    year.s, (int)(found - months) / 3 + 1, day.n == 1 ? "0" : "",
	    (int)day.n, day.s, (int)clock.n, clock.s);
	return timestamp_parse(span_of(stamp), time_s, &zoned);
}

/* The first of the elements NAMES of SECTION that states watts; NULL for none. */
static const struct element *
first_watts(const struct element *section, const char *const *names,
    double *power_w)
{
	for (; *names != NULL; names++) {
		const struct element *element = element_child(section, *names);

		if (element == NULL)
			continue;
		*power_w = hardware_power_w(span_of(element->text));
		if (!isnan(*power_w))
			return element;
	}
	*power_w = (double)NAN;
	return NULL;
}

static void
read_section(struct smi_power *power, const struct element *section)
{
	const struct element *draw, *limit;
	double draw_w, limit_w, max_w;

	draw = first_watts(section, draws, &draw_w);
	limit = first_watts(section, limits, &limit_w);
	first_watts(section, max_limits, &max_w);
	if (isnan(power->draw_w) && draw != NULL) {
		power->draw_w = draw_w;
		power->pos = draw->text_pos;
	}
	if (power->pos.line == 0 && limit != NULL)
		power->pos = limit->text_pos;
	if (isnan(power->limit_w))
		power->limit_w = limit_w;
	if (isnan(power->max_limit_w))
		power->max_limit_w = max_w;
}

struct smi_power
smi_power_of(const struct element *gpu)
{
	static const char *const sections[] = { "gpu_power_readings",
		"power_readings" };
	struct smi_power power = {
		.draw_w = (double)NAN,
		.limit_w = (double)NAN,
		.max_limit_w = (double)NAN,
	};
	size_t i;

	for (i = 0; i < sizeof sections / sizeof sections[0]; i++) {
		const struct element *section =
		    element_child(gpu, sections[i]);

		if (section != NULL)
			read_section(&power, section);
	}
	return power;
}

static const char *
text_of(const struct element *parent, const char *path)
{
	const struct element *element = element_path(parent, path);

	return element == NULL || cell_missing(span_of(element->text)) ?
	    NULL :
	    element->text;
}

const char *
smi_model_of(const struct element *gpu)
{
	const char *name = text_of(gpu, "product_name");

	return name == NULL ? "" : name;
}

const char *
smi_id_of(const struct element *gpu, size_t index, char *number, size_t size)
{
	const char *uuid = text_of(gpu, "uuid");
	const struct attribute *bus = element_attribute(gpu, "id");

	if (uuid != NULL)
		return uuid;
	if (bus != NULL && bus->value[0] != '\0')
		return bus->value;
	snprintf(number, size, "%zu", index);
	return number;
}

bool
smi_is_device(const struct element *gpu, size_t index, const char *wanted)
{
	const char *uuid = text_of(gpu, "uuid");
	const struct attribute *bus = element_attribute(gpu, "id");
	char number[24];

	snprintf(number, sizeof number, "%zu", index);
	return (uuid != NULL && strcmp(uuid, wanted) == 0) ||
	    (bus != NULL && strcmp(bus->value, wanted) == 0) ||
	    strcmp(number, wanted) == 0;
}

/* The board's memory states a power of its own, which the board's holds. */
static struct pos
memory_power_pos(const struct element *gpu)
{
	const struct element *section =
	    element_child(gpu, "gpu_memory_power_readings");
	const struct element *draw;
	double draw_w;

	if (section == NULL)
		return (struct pos){ 0 };
	draw = first_watts(section, draws, &draw_w);
	return draw == NULL ? (struct pos){ 0 } : draw->text_pos;
}

static void
add_gpu(struct gpu_list *list, const struct element *gpu)
{
	const struct element *name = element_child(gpu, "product_name");
	const char *memory = text_of(gpu, "fb_memory_usage/total");
	struct smi_power power = smi_power_of(gpu);
	struct gpu_fact fact = gpu_fact_none();

	fact.model = span_of(smi_model_of(gpu));
	fact.draw_w = power.draw_w;
	fact.limit_w = power.limit_w;
	fact.max_limit_w = power.max_limit_w;
	if (memory != NULL)
		fact.memory_gb = hardware_memory_gb(span_of(memory));
	fact.pos = name == NULL ? gpu->pos : name->text_pos;
	fact.power_pos = power.pos;
	gpu_list_add(list, &fact);
}

/* What the document's GPUs have that is worth a word. */
static void
say_oddities(struct reading *reading, const struct element *root)
{
	const struct element *attached = element_child(root, "attached_gpus");
	const struct machine *machine = &reading->record->machine;
	const struct element *gpu;
	struct pos memory_pos = { 0 };
	bool mig = false;
	char number[24];

	for (gpu = element_child(root, "gpu"); gpu != NULL;
	     gpu = element_next(gpu, "gpu")) {
		const char *mode = text_of(gpu, "mig_mode/current_mig");

		mig = mig || (mode != NULL && strcmp(mode, "Enabled") == 0);
		if (memory_pos.line == 0)
			memory_pos = memory_power_pos(gpu);
	}
	snprintf(number, sizeof number, "%d", machine->accelerators);
	if (attached != NULL && !cell_missing(span_of(attached->text)) &&
	    !span_equal(span_trim(span_of(attached->text)), number))
		diag(reading->diags, DIAG_LOG_IMPLAUSIBLE, attached->text_pos,
		    "attached_gpus is %.20s, but the file describes %s: state "
		    "the count in the study", attached->text, number);
	if (mig)
		diag(reading->diags, DIAG_LOG_SCOPE, machine->pos,
		    "MIG is enabled: power is that of the whole board");
	if (memory_pos.line > 0)
		smi_say_memory_power(reading, memory_pos);
}

void
smi_say_memory_power(struct reading *reading, struct pos pos)
{
	diag(reading->diags, DIAG_LOG_INSIDE, pos,
	    "the memory's power is part of the board's and not added");
}

void
smi_read_machine(struct reading *reading, const struct element *root)
{
	struct record *record = reading->record;
	struct gpu_list *list = gpu_list_open(reading);
	const char *driver = text_of(root, "driver_version");
	const struct element *gpu;

	for (gpu = element_child(root, "gpu"); gpu != NULL;
	     gpu = element_next(gpu, "gpu"))
		add_gpu(list, gpu);
	record->devices = record->machine.accelerators = 0;
	record->machine.nodes = 1;
	record->machine.pos = root->pos;
	gpu_list_finish(list, 1);
	if (driver != NULL)
		record->tool_version = arena_strdup(reading->arena, driver);
	say_oddities(reading, root);
	if (gpu_list_count(list) == 0)
		diag(reading->diags, DIAG_LOG_NOTHING, root->pos,
		    "the document describes no GPU");
}
