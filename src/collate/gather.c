/*
 * A process takes a share of the disclosures and leaves a file with their
 * records. Where it dies, the one that it was at gets a process of its own,
 * and what is left another.
 */
#include "collate/gather.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"
#include "batch/record.h"
#include "batch/worker.h"
#include "collate/found.h"
#include "collate/handed.h"
#include "collate/reading.h"

enum { SHARE = 64, MEGABYTE = 1 << 20, JOBS_MAX = 256 };

/* How a process ends that could not write what it read. */
enum { UNWRITTEN = 3 };

/* What one process is given. */
struct share {
	struct arena *arena;
	const struct catalog *catalog;
	struct found items[SHARE];
	size_t count;
	unsigned slot;
	char *file;
	const char *read[SHARE + 1], *write[2]; /* NULL at the end */
	struct share *next; /* of those that wait */
};

struct gathering {
	const struct gather *gather;
	struct share *waiting;
	bool slots[JOBS_MAX];
	bool broken; /* what is read can't be kept */
};

const char *
gather_file(unsigned i, char name[GATHER_FILE])
{
	snprintf(name, GATHER_FILE, "%u", i);
	return name;
}

static struct share *
share_new(void)
{
	struct arena *arena = arena_new();
	struct share *share = arena_alloc(arena, sizeof *share);

	share->arena = arena;
	return share;
}

/* In the process. */

static bool
write_all(int file, const char *bytes, size_t n)
{
	while (n > 0) {
		ssize_t done = write(file, bytes, n);

		if (done < 0 && errno != EINTR)
			return false;
		if (done > 0) {
			bytes += done;
			n -= (size_t)done;
		}
	}
	return true;
}

static bool
read_one(int file, const struct found *found, const struct catalog *catalog)
{
	struct arena *arena = arena_new();
	struct record record = reading_record(found, catalog, arena);
	struct buf text = { 0 };
	bool good;

	handed_put(&record, &text);
	good = write_all(file, text.s, text.n);
	buf_free(&text);
	arena_free(arena);
	return good;
}

static int
run(void *context)
{
	const struct share *share = context;
	int file = open(share->file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC,
	    0600);
	size_t i;

	for (i = 0; file >= 0 && i < share->count; i++)
		if (!read_one(file, &share->items[i], share->catalog))
			return UNWRITTEN;
	return file < 0 ? UNWRITTEN : 0;
}

/* In the parent. */

static void
refuse(const struct gathering *g, const struct found *found,
    enum diag_code code, const char *text, struct arena *arena)
{
	char name[DIAG_NAME];
	struct record record = reading_fault(found,
	    arena_strdup(arena, diag_name(code, name)),
	    arena_printf(arena, "%s: %s", diag_meaning(code), text), arena);

	g->gather->take(g->gather->context, &record);
}

static struct share *
find_share(const struct gathering *g)
{
	struct share *share = share_new();
	struct found found;

	while (share->count < SHARE &&
	    finder_next(g->gather->finder, share->arena, &found)) {
		if (found.fault == NULL)
			share->items[share->count++] = found;
		else
			refuse(g, &found, DIAG_BATCH_INPUT, found.fault,
			    share->arena);
	}
	return share;
}

static void
prepare(struct gathering *g, struct share *share, struct work *work)
{
	char name[GATHER_FILE];
	size_t i;

	while (g->slots[share->slot])
		share->slot++;
	g->slots[share->slot] = true;
	share->catalog = g->gather->catalog;
	share->file = arena_printf(share->arena, "%s/%s", g->gather->work,
	    gather_file(share->slot, name));
	for (i = 0; i < share->count; i++)
		share->read[i] = share->items[i].path;
	share->read[i] = NULL;
	share->write[0] = g->gather->work;
	*work = (struct work){ run, share, { share->read, share->write } };
}

static bool
next(void *context, struct work *work)
{
	struct gathering *g = context;
	struct share *share = g->waiting;

	if (g->broken)
		return false;
	if (share != NULL)
		g->waiting = share->next;
	else
		share = find_share(g);
	if (share->count == 0) {
		arena_free(share->arena);
		return false;
	}
	prepare(g, share, work);
	return true;
}

/* Hands on what is whole in the file; returns how many. */
static size_t
take_records(const struct gathering *g, const struct share *share)
{
	FILE *file = fopen(share->file, "rbe");
	size_t taken = 0;
	bool good = file != NULL;

	while (good && taken < share->count) {
		struct arena *arena = arena_new();
		struct record record;

		good = handed_read(file, &record, arena);
		if (good) {
			record.id = share->items[taken++].name;
			g->gather->take(g->gather->context, &record);
		}
		arena_free(arena);
	}
	if (file != NULL)
		fclose(file);
	unlink(share->file);
	return taken;
}

static bool
said_memory(const struct worker_result *result)
{
	return span_find((struct span){ result->said, result->said_bytes },
		   "[memory]") < result->said_bytes;
}

/* It is no fault of a disclosure's when its record can't be written or read: records are small. */
static bool
is_of_machine(const struct worker_result *result)
{
	return result->end == WORKER_FILE ||
	    (result->end == WORKER_EXITED && !said_memory(result) &&
		(result->status == 0 || result->status == UNWRITTEN));
}

static void
stop(struct gathering *g)
{
	if (!g->broken)
		diag(g->gather->diags, DIAG_OUTPUT_WRITE, (struct pos){ 0 },
		    "what is read can't be kept in TMPDIR, which names a folder for it");
	g->broken = true;
}

/* Why a process that had one disclosure left nothing. */
static void
blame(const struct gathering *g, const struct share *share,
    const struct worker_result *result)
{
	const struct gather *gather = g->gather;
	const struct found *found = &share->items[0];
	struct arena *arena = share->arena;

	if (result->end == WORKER_EXITED && said_memory(result))
		refuse(g, found, DIAG_BATCH_MEMORY, arena_printf(arena,
		    "over %zu MB; --limit-memory raises that",
		    gather->limits.memory / MEGABYTE), arena);
	else if (result->end == WORKER_CPU)
		refuse(g, found, DIAG_BATCH_CPU, arena_printf(arena,
		    "over %u s; --limit-seconds raises that",
		    gather->limits.seconds), arena);
	else if (result->end == WORKER_TIME)
		refuse(g, found, DIAG_BATCH_TIME, arena_printf(arena,
		    "over %u s on the clock", gather->seconds), arena);
	else if (result->end == WORKER_CALL)
		refuse(g, found, DIAG_BATCH_CALL,
		    "one that no part of this program makes", arena);
	else if (result->end == WORKER_NOT_STARTED)
		refuse(g, found, DIAG_BATCH_START, "it was not begun", arena);
	else
		refuse(g, found, DIAG_BATCH_CRASH, arena_printf(arena,
		    "its process ended with %d", result->status), arena);
}

/* What stands from FIRST on, COUNT of it, waits for another process. */
static void
wait_again(struct gathering *g, const struct share *share, size_t first,
    size_t count)
{
	struct share *rest = share_new();
	size_t i;

	for (i = 0; i < count; i++) {
		const struct found *item = &share->items[first + i];

		rest->items[i] = (struct found){
			.name = arena_strdup(rest->arena, item->name),
			.path = arena_strdup(rest->arena, item->path),
			.kind = item->kind,
		};
	}
	rest->count = count;
	rest->next = g->waiting;
	g->waiting = rest;
}

static void
done(void *context, const struct work *work,
    const struct worker_result *result)
{
	struct gathering *g = context;
	struct share *share = work->context;
	size_t taken = take_records(g, share);

	if (taken < share->count && share->count == 1) {
		if (is_of_machine(result))
			stop(g);
		else
			blame(g, share, result);
	} else if (taken < share->count) {
		if (taken + 1 < share->count)
			wait_again(g, share, taken + 1,
			    share->count - taken - 1);
		wait_again(g, share, taken, 1);
	}
	g->slots[share->slot] = false;
	arena_free(share->arena);
}

void
gather_run(const struct gather *gather)
{
	struct arena *arena = arena_new();
	struct gathering g = { .gather = gather };
	const struct workers workers = {
		.count = gather->jobs,
		.limits = gather->limits,
		.seconds = gather->seconds,
		.next = next,
		.done = done,
		.context = &g,
	};

	/* one that ends as the last leaves its rest when nothing more was asked for */
	do {
		workers_run(&workers, arena);
	} while (g.waiting != NULL && !g.broken);
	while (g.waiting != NULL) {
		struct share *rest = g.waiting;

		g.waiting = rest->next;
		arena_free(rest->arena);
	}
	arena_free(arena);
}
