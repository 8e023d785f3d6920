/*
 * The workers of a batch: what each is given and what becomes of what it
 * made. Of a study's own files nothing is read here.
 */
#include "base/arena.h"
#include "base/str.h"
#include "batch/store.h"
#include "batch/summary.h"
#include "batch/worker.h"
#include "cli/batch.h"

/* A study that a worker is at. */
struct slot {
	struct arena *arena; /* NULL: the slot is free */
	size_t number;
	struct batch_study task;
	const char *read[4], *write[2]; /* NULL at the end */
};

/* The sum of the result that is there, when all its files are; NULL: none. */
static const char *
sum_there(const struct batch *batch, const char *id, struct arena *arena)
{
	struct record record = summary_record(batch->store, id, arena);
	size_t i;

	for (i = 0; i < record.file_count; i++)
		if (!store_has(batch->store, id, record.files[i].name,
			record.files[i].bytes))
			return NULL;
	return record.inputs;
}

static struct slot *
free_slot(struct batch *batch)
{
	size_t i = 0;

	while (batch->slots[i].arena != NULL)
		i++;
	return &batch->slots[i];
}

static int
run_slot(void *context)
{
	struct slot *slot = context;

	return batch_study_run(&slot->task);
}

static bool
prepare(struct batch *batch, size_t number, struct work *work)
{
	const struct input_study *study = &batch->inputs.studies[number];
	struct slot *slot = free_slot(batch);
	struct arena *arena = arena_new();

	slot->number = number;
	slot->task = (struct batch_study){
		.job = batch->job,
		.report = &batch->report,
		.study = study,
		.base = batch->base,
		.old = sum_there(batch, study->id, arena),
		.work = store_work(batch->store, number, arena),
	};
	if (slot->task.work == NULL) {
		arena_free(arena);
		batch->broken = true;
		return false;
	}
	slot->arena = arena;
	slot->read[0] = study->folder;
	slot->read[1] = batch->job->data_folder;
	slot->read[2] = batch->report.template;
	slot->write[0] = slot->task.work;
	*work = (struct work){ run_slot, slot,
		{ slot->read, slot->write } };
	return true;
}

static bool
next(void *context, struct work *work)
{
	struct batch *batch = context;

	while (!batch->broken && batch->next < batch->inputs.count) {
		size_t number = batch->next++;
		const struct input_study *study =
		    &batch->inputs.studies[number];

		if (batch_in_share(batch, number)) {
			if (study->fault == NULL)
				return prepare(batch, number, work);
			batch_refuse(batch, number, study->fault);
		}
		batch_ended(batch, number);
	}
	return false;
}

/* Whether a worker that ended well left what can be read. */
static bool
has_result(const char *work, struct arena *arena)
{
	struct record record = record_new("");
	size_t n = 0;
	const char *text = store_read_work(work, STORE_RESULT,
	    RECORD_BYTES_MAX, &n, arena);

	return text != NULL &&
	    record_read(&record, (struct span){ text, n }, arena);
}

static void
done(void *context, const struct work *work,
    const struct worker_result *result)
{
	struct batch *batch = context;
	struct slot *slot = work->context;
	const char *id = slot->task.study->id;
	bool exited = result->end == WORKER_EXITED;

	if (exited && result->status == WORK_UNCHANGED &&
	    slot->task.old != NULL) {
		batch->unchanged++;
		store_drop(batch->store, slot->task.work);
	} else if (exited && result->status == 0 &&
	    has_result(slot->task.work, slot->arena)) {
		batch->broken |= !store_take(batch->store, slot->task.work,
		    id);
	} else {
		batch_fault(batch, slot->number, result);
	}
	arena_free(slot->arena);
	slot->arena = NULL;
	batch_ended(batch, slot->number);
}

void
batch_run(struct batch *batch)
{
	const struct workers workers = {
		.count = batch->how.jobs,
		.limits = batch->how.limits,
		.seconds = batch->how.seconds,
		.next = next,
		.done = done,
		.context = batch,
	};
	struct arena *arena = batch->job->arena;

	batch->slots =
	    arena_alloc(arena, batch->how.jobs * sizeof *batch->slots);
	batch->ended = arena_alloc(arena,
	    (batch->inputs.count + 1) * sizeof *batch->ended);
	batch_progress(batch);
	workers_run(&workers, arena);
	batch_clear_progress(batch);
}
