/*
 * Listings of accelerators.
 */
#include "ingest/gpu_list.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "ingest/cell.h"
#include "ingest/ingest.h"

enum { MODELS_MAX = 16, GPUS_MAX = 4096 };

/* A mean over the GPUs that state a number. */
struct mean {
	double sum;
	size_t count;
};

struct gpu_list {
	struct reading *reading;
	struct span *ids;
	size_t count;
	struct mean draw, limit, max_limit, memory;
	const char *models[MODELS_MAX];
	int model_counts[MODELS_MAX];
	size_t model_count;
	size_t nameless;       /* GPUs that the driver does not know by name */
	struct pos pos, power_pos;
};

struct gpu_fact
gpu_fact_none(void)
{
	return (struct gpu_fact){
		.id = { "", 0 },
		.model = { "", 0 },
		.draw_w = (double)NAN,
		.limit_w = (double)NAN,
		.max_limit_w = (double)NAN,
		.memory_gb = (double)NAN,
	};
}

bool
gpu_id_blank(struct span id)
{
	size_t i;

	if (cell_missing(id))
		return true;
	if (id.n < 16)
		return false;
	if (span_starts(id, "GPU-"))
		id = span_sub(id, 4, id.n);
	for (i = 0; i < id.n; i++)
		if (id.s[i] != '0' && id.s[i] != '-')
			return false;
	return true;
}

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

struct gpu_list *
gpu_list_open(struct reading *reading)
{
	struct gpu_list *list = arena_alloc(reading->arena, sizeof *list);

	*list = (struct gpu_list){ .reading = reading };
	return list;
}

static bool
is_listed(const struct gpu_list *list, struct span id)
{
	size_t i;

	for (i = 0; id.n > 0 && i < list->count; i++)
		if (list->ids[i].n == id.n &&
		    memcmp(list->ids[i].s, id.s, id.n) == 0)
			return true;
	return false;
}

static void
count_model(struct gpu_list *list, struct span model)
{
	size_t i;

	if (span_equal(span_trim(model), "Graphics Device")) {
		list->nameless++; /* a driver older than the card */
		return;
	}
	if (cell_missing(model))
		return;
	for (i = 0; i < list->model_count; i++) {
		if (span_equal(model, list->models[i])) {
			list->model_counts[i]++;
			return;
		}
	}
	if (i == MODELS_MAX)
		return;
	list->models[i] = span_dup(list->reading->arena, model);
	list->model_counts[i] = 1;
	list->model_count++;
}

bool
gpu_list_add(struct gpu_list *list, const struct gpu_fact *fact)
{
	struct arena *arena = list->reading->arena;

	if (list->count == GPUS_MAX || is_listed(list, fact->id))
		return false;
	list->ids = arena_grow(arena, list->ids, list->count,
	    sizeof *list->ids);
	list->ids[list->count] =
	    (struct span){ span_dup(arena, fact->id), fact->id.n };
	if (list->count++ == 0)
		list->pos = fact->pos;
	if (list->power_pos.line == 0)
		list->power_pos = fact->power_pos;
	mean_add(&list->draw, fact->draw_w);
	mean_add(&list->limit, fact->limit_w);
	mean_add(&list->max_limit, fact->max_limit_w);
	mean_add(&list->memory, fact->memory_gb);
	count_model(list, fact->model);
	return true;
}

int
gpu_list_count(const struct gpu_list *list)
{
	return (int)list->count;
}

/* "2 x NVIDIA A10G + 1 x Tesla T4"; a single model without its count. */
static const char *
model_text(const struct gpu_list *list)
{
	const char *text = "";
	size_t i;

	if (list->model_count == 0)
		return NULL;
	if (list->model_count == 1)
		return list->models[0];
	for (i = 0; i < list->model_count; i++)
		text = arena_printf(list->reading->arena, "%s%s%d x %s", text,
		    i == 0 ? "" : " + ", list->model_counts[i],
		    list->models[i]);
	return text;
}

void
gpu_list_finish(struct gpu_list *list, int nodes)
{
	struct record *record = list->reading->record;
	struct machine *machine = &record->machine;
	int count = (int)list->count;

	if (count == 0)
		return;
	record->devices = count;
	machine->nodes = nodes;
	if (nodes < 2)
		machine->accelerators = count;
	else if (count % nodes == 0)
		machine->accelerators = count / nodes;
	machine->accelerator = record->device_model = model_text(list);
	machine->accelerator_power_w = mean_value(&list->draw);
	machine->accelerator_power_limit_w = mean_value(&list->limit);
	machine->accelerator_max_power_w = mean_value(&list->max_limit);
	machine->accelerator_memory_gb = mean_value(&list->memory);
	machine->pos = list->pos;
	machine->power_pos = list->power_pos;
	if (list->nameless > 0)
		diag(list->reading->diags, DIAG_LOG_PARTIAL, list->pos,
		    "the driver is older than the GPU and calls it \"Graphics "
		    "Device\": the model is not known, state it as device=");
	if (list->model_count > 1)
		diag(list->reading->diags, DIAG_LOG_IMPLAUSIBLE, list->pos,
		    "GPUs of several models: %s; what is known of their power "
		    "is averaged", machine->accelerator);
}
