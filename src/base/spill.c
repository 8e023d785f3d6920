/*
 * Sorted runs in files without a name; so many of one size are merged into
 * one of the next, so that no more than some dozens are open.
 */
#include "base/spill.h"

#include <assert.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/diag.h"

enum { RUNS_OF_A_SIZE = 16, SIZES = 5,
	RUNS_MAX = RUNS_OF_A_SIZE * SIZES };

/* Before the key and the data, in memory and in a file. */
struct head {
	uint32_t key, data;
};

struct run {
	FILE *file;
	int size;        /* 0: one block of memory; else runs of the size below */
	struct buf record; /* the one that comes next; empty at the end */
};

struct spill {
	struct arena *arena;
	struct diags *diags;
	struct buf block;    /* records that lie in memory */
	size_t memory, count; /* bytes; records in the block */
	struct run runs[RUNS_MAX];
	size_t run_count;
	struct buf last;     /* the record that spill_next returned */
	bool failed, sorted;
};

struct spill *
spill_open(size_t memory, struct diags *diags)
{
	struct arena *arena = arena_new();
	struct spill *spill = arena_alloc(arena, sizeof *spill);

	spill->arena = arena;
	spill->diags = diags;
	spill->memory = memory == 0 ? SPILL_BYTES : memory;
	return spill;
}

static bool
fail(struct spill *spill)
{
	if (!spill->failed)
		diag(spill->diags, DIAG_OUTPUT_WRITE, (struct pos){ 0 },
		    "a temporary file: %s; TMPDIR names another folder for them",
		    strerror(errno));
	spill->failed = true;
	return false;
}

static FILE *
temporary(struct spill *spill)
{
	const char *folder = getenv("TMPDIR");
	char *path = arena_printf(spill->arena, "%s/wattleaf-XXXXXX",
	    folder == NULL || folder[0] == '\0' ? "/var/tmp" : folder);
	int descriptor = mkstemp(path);
	FILE *file;

	if (descriptor < 0)
		return NULL;
	unlink(path);
	file = fdopen(descriptor, "w+b");
	if (file == NULL)
		close(descriptor);
	return file;
}

static struct head
head_of(const char *record)
{
	struct head head;

	memcpy(&head, record, sizeof head);
	return head;
}

static size_t
record_bytes(const char *record)
{
	struct head head = head_of(record);

	return sizeof head + head.key + head.data;
}

static int
compare_bytes(const char *a, size_t n, const char *b, size_t m)
{
	int order = memcmp(a, b, n < m ? n : m);

	return order != 0 ? order : n < m ? -1 : n > m;
}

static int
compare(const char *a, const char *b)
{
	struct head left = head_of(a), right = head_of(b);
	int order = compare_bytes(a + sizeof left, left.key,
	    b + sizeof right, right.key);

	return order != 0 ? order :
			    compare_bytes(a + sizeof left + left.key,
				left.data, b + sizeof right + right.key,
				right.data);
}

static int
compare_places(const void *a, const void *b)
{
	return compare(*(const char *const *)a, *(const char *const *)b);
}

static bool
put(FILE *file, const char *record)
{
	return fwrite(record, record_bytes(record), 1, file) == 1;
}

/* Reads the next record of a run; false with errno when the file fails. */
static bool
advance(struct run *run)
{
	struct head head;
	char *at;

	run->record.n = 0;
	if (fread(&head, sizeof head, 1, run->file) != 1)
		return !ferror(run->file);
	at = buf_room(&run->record, sizeof head + head.key + head.data);
	memcpy(at, &head, sizeof head);
	if (head.key + head.data != 0 &&
	    fread(at + sizeof head, (size_t)head.key + head.data, 1,
		run->file) != 1)
		return false;
	buf_took(&run->record, sizeof head + head.key + head.data);
	return true;
}

static struct run *
first_run(struct run *runs, size_t count)
{
	struct run *first = NULL;
	size_t i;

	for (i = 0; i < count; i++)
		if (runs[i].record.n != 0 &&
		    (first == NULL ||
			compare(runs[i].record.s, first->record.s) < 0))
			first = &runs[i];
	return first;
}

static void
close_runs(struct run *runs, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		fclose(runs[i].file);
		buf_free(&runs[i].record);
	}
}

/* Merges the runs from FIRST on into one. */
static bool
merge(struct spill *spill, size_t first, int size)
{
	struct run *runs = &spill->runs[first], *next;
	size_t i, count = spill->run_count - first;
	FILE *file = temporary(spill);
	bool good = file != NULL;

	for (i = 0; good && i < count; i++) {
		rewind(runs[i].file);
		good = advance(&runs[i]);
	}
	while (good && (next = first_run(runs, count)) != NULL)
		good = put(file, next->record.s) && advance(next);
	if (!good || fflush(file) != 0) {
		fail(spill);
		if (file != NULL)
			fclose(file);
		return false;
	}
	close_runs(runs, count);
	spill->run_count = first + 1;
	runs[0] = (struct run){ .file = file, .size = size };
	return true;
}

/* Merges while there are too many of a size at the end. */
static bool
tidy(struct spill *spill)
{
	for (;;) {
		size_t i = spill->run_count;
		int size = spill->runs[i - 1].size;

		while (i > 0 && spill->runs[i - 1].size == size)
			i--;
		if (spill->run_count - i < RUNS_OF_A_SIZE || size + 1 == SIZES)
			return true;
		if (!merge(spill, i, size + 1))
			return false;
	}
}

static const char **
places_of(struct spill *spill, struct arena *arena)
{
	const char **places =
	    arena_alloc(arena, (spill->count + 1) * sizeof *places);
	const char *at = spill->block.s;
	size_t i;

	for (i = 0; i < spill->count; i++, at += record_bytes(at))
		places[i] = at;
	if (spill->count > 1)
		qsort(places, spill->count, sizeof *places, compare_places);
	return places;
}

/* The block as a run. */
static bool
flush(struct spill *spill)
{
	struct arena *arena;
	const char **places;
	FILE *file;
	bool good;
	size_t i;

	if (spill->count == 0)
		return true;
	if (spill->run_count == RUNS_MAX && !merge(spill, 0, SIZES - 1))
		return false;
	arena = arena_new();
	places = places_of(spill, arena);
	file = temporary(spill);
	good = file != NULL;
	for (i = 0; good && i < spill->count; i++)
		good = put(file, places[i]);
	good = good && fflush(file) == 0;
	arena_free(arena);
	if (file != NULL)
		spill->runs[spill->run_count++] = (struct run){ .file = file };
	if (!good)
		return fail(spill);
	spill->block.n = spill->count = 0;
	return tidy(spill);
}

bool
spill_add(struct spill *spill, struct span key, struct span data)
{
	struct head head = { (uint32_t)key.n, (uint32_t)data.n };

	assert(key.n + data.n <= SPILL_RECORD_MAX);
	spill->sorted = false;
	if (spill->failed ||
	    (spill->block.n + key.n + data.n > spill->memory &&
		!flush(spill)))
		return false;
	buf_add(&spill->block, (const char *)&head, sizeof head);
	if (key.n != 0)
		buf_add(&spill->block, key.s, key.n);
	if (data.n != 0)
		buf_add(&spill->block, data.s, data.n);
	spill->count++;
	return true;
}

bool
spill_sort(struct spill *spill)
{
	if (spill->failed)
		return false;
	if (!spill->sorted) {
		if (!flush(spill) ||
		    (spill->run_count > 1 && !merge(spill, 0, SIZES - 1)))
			return false;
		buf_free(&spill->block);
	}
	spill->sorted = true;
	if (spill->run_count == 0)
		return true;
	rewind(spill->runs[0].file);
	return advance(&spill->runs[0]) || fail(spill);
}

bool
spill_next(struct spill *spill, struct span *key, struct span *data)
{
	struct run *run = &spill->runs[0];
	struct buf kept = spill->last;
	struct head head;

	if (spill->failed || !spill->sorted || spill->run_count == 0 ||
	    run->record.n == 0)
		return false;
	spill->last = run->record;
	run->record = kept;
	if (!advance(run))
		return fail(spill);
	head = head_of(spill->last.s);
	*key = (struct span){ spill->last.s + sizeof head, head.key };
	*data = (struct span){ key->s + head.key, head.data };
	return true;
}

bool
spill_failed(const struct spill *spill)
{
	return spill->failed;
}

void
spill_close(struct spill *spill)
{
	close_runs(spill->runs, spill->run_count);
	buf_free(&spill->block);
	buf_free(&spill->last);
	arena_free(spill->arena);
}
