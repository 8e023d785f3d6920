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
#include "ingest/hardware_text.h"
#include "ingest/ingest.h"

enum { MODELS_MAX = 16 };

static const char *const draws[] = { "average_power_draw", "power_draw",
	"instant_power_draw", NULL };
static const char *const limits[] = { "current_power_limit",
	"enforced_power_limit", "power_limit", "default_power_limit",
	"max_power_limit", NULL };
/* The default limit is the board's TDP; the maximum is what overclocking allows. */
static const char *const max_limits[] = { "default_power_limit",
	"max_power_limit", NULL };

/* A sum over the GPUs that state a number. */
struct mean {
	double sum;
	size_t count;
};

static void
mean_add(struct mean *mean, double value)
{
	if (isnan(value))
		return;
	mean->sum += value;
	mean->count++;
}

static double
mean_value(const struct mean *mean)
{
	return mean->count == 0 ? (double)NAN :
				  mean->sum / (double)mean->count;
}

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

/* The GPUs of a document taken together. */
struct gpus {
	int count;
	struct mean draw, limit, max_limit, memory;
	const char *models[MODELS_MAX];
	int model_counts[MODELS_MAX];
	size_t model_count;
	bool mig;
	struct pos name_pos, power_pos;
};

static void
count_model(struct gpus *gpus, const char *model)
{
	size_t i;

	for (i = 0; i < gpus->model_count; i++) {
		if (strcmp(gpus->models[i], model) == 0) {
			gpus->model_counts[i]++;
			return;
		}
	}
	if (i == MODELS_MAX || model[0] == '\0')
		return;
	gpus->models[i] = model;
	gpus->model_counts[i] = 1;
	gpus->model_count++;
}

static void
add_gpu(struct gpus *gpus, const struct element *gpu)
{
	const struct element *name = element_child(gpu, "product_name");
	const char *memory = text_of(gpu, "fb_memory_usage/total");
	const char *mig = text_of(gpu, "mig_mode/current_mig");
	struct smi_power power = smi_power_of(gpu);

	if (gpus->count++ == 0)
		gpus->name_pos = name == NULL ? gpu->pos : name->text_pos;
	if (gpus->power_pos.line == 0)
		gpus->power_pos = power.pos;
	mean_add(&gpus->draw, power.draw_w);
	mean_add(&gpus->limit, power.limit_w);
	mean_add(&gpus->max_limit, power.max_limit_w);
	if (memory != NULL)
		mean_add(&gpus->memory, hardware_memory_gb(span_of(memory)));
	gpus->mig = gpus->mig || (mig != NULL && strcmp(mig, "Enabled") == 0);
	count_model(gpus, smi_model_of(gpu));
}

/* "2 x NVIDIA A10G + 1 x Tesla T4"; a single model without its count. */
static const char *
model_text(const struct gpus *gpus, struct arena *arena)
{
	const char *text = "";
	size_t i;

	if (gpus->model_count == 0)
		return NULL;
	if (gpus->model_count == 1)
		return arena_strdup(arena, gpus->models[0]);
	for (i = 0; i < gpus->model_count; i++)
		text = arena_printf(arena, "%s%s%d x %s", text,
		    i == 0 ? "" : " + ", gpus->model_counts[i],
		    gpus->models[i]);
	return text;
}

static void
say_oddities(struct reading *reading, const struct element *root,
    const struct gpus *gpus)
{
	const struct element *attached = element_child(root, "attached_gpus");
	char number[24];

	if (gpus->model_count > 1)
		diag(reading->diags, DIAG_LOG_IMPLAUSIBLE, gpus->name_pos,
		    "GPUs of several models: %s; their limits are averaged",
		    reading->record->machine.accelerator);
	snprintf(number, sizeof number, "%d", gpus->count);
	if (attached != NULL && !cell_missing(span_of(attached->text)) &&
	    !span_equal(span_trim(span_of(attached->text)), number))
		diag(reading->diags, DIAG_LOG_IMPLAUSIBLE, attached->text_pos,
		    "attached_gpus is %.20s, but the file describes %d: state "
		    "the count in the study", attached->text, gpus->count);
	if (gpus->mig)
		diag(reading->diags, DIAG_LOG_SCOPE, gpus->name_pos,
		    "MIG is enabled: power is that of the whole board");
}

void
smi_read_machine(struct reading *reading, const struct element *root)
{
	struct record *record = reading->record;
	struct machine *machine = &record->machine;
	const char *driver = text_of(root, "driver_version");
	const struct element *gpu;
	struct gpus gpus = { 0 };

	for (gpu = element_child(root, "gpu"); gpu != NULL;
	     gpu = element_next(gpu, "gpu"))
		add_gpu(&gpus, gpu);
	machine->accelerator = model_text(&gpus, reading->arena);
	machine->accelerators = record->devices = gpus.count;
	machine->nodes = 1;
	machine->accelerator_power_w = mean_value(&gpus.draw);
	machine->accelerator_power_limit_w = mean_value(&gpus.limit);
	machine->accelerator_max_power_w = mean_value(&gpus.max_limit);
	machine->accelerator_memory_gb = mean_value(&gpus.memory);
	machine->pos = gpus.count > 0 ? gpus.name_pos : root->pos;
	machine->power_pos = gpus.power_pos;
	record->device_model = machine->accelerator;
	if (driver != NULL)
		record->tool_version = arena_strdup(reading->arena, driver);
	say_oddities(reading, root, &gpus);
	if (gpus.count == 0)
		diag(reading->diags, DIAG_LOG_NOTHING, root->pos,
		    "the document describes no GPU");
}
