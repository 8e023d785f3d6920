/*
 * A crew of threads takes the blocks of a file in turn. Only a few blocks
 * are begun and not yet handed back, so that memory is bounded and
 * little is done in vain when the caller stops.
 */
#include "base/blocks.h"

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { THREADS_DEFAULT_MAX = 4 };

struct crew {
	const struct blocks *blocks;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	uint64_t count;   /* of all blocks */
	uint64_t next;    /* block to begin */
	uint64_t taken;   /* blocks handed back */
	size_t slots;
	bool done[BLOCKS_SLOTS * BLOCKS_THREADS_MAX];
	bool stop;
};

/* Bytes at OFFSET, fewer at the end of the file and after a fault. */
static size_t
read_at(int fd, char *bytes, size_t size, uint64_t offset)
{
	size_t n = 0;

	while (n < size) {
		ssize_t got = pread(fd, bytes + n, size - n,
		    (off_t)(offset + n));

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		n += (size_t)got;
	}
	return n;
}

/* Offset in the text of the first line that begins at AT or later; the end when there is none. */
static size_t
line_start(struct span text, size_t at)
{
	const char *end;

	if (at == 0 || at >= text.n)
		return at < text.n ? at : text.n;
	end = memchr(text.s + at - 1, '\n', text.n - at + 1);
	return end == NULL ? text.n : (size_t)(end - text.s) + 1;
}

/* Block K, with the byte before it, which tells whether a line begins it. */
static struct block
read_lines(const struct blocks *blocks, uint64_t k, char *bytes)
{
	uint64_t begin = blocks->from + k * blocks->bytes;
	uint64_t left = blocks->to - begin;
	size_t lead = k > 0 ? 1 : 0, start, end;
	struct span text = { bytes, 0 };

	text.n = read_at(blocks->fd, bytes,
	    lead + blocks->bytes + BLOCKS_SLACK, begin - lead);
	start = line_start(text, lead);
	end = left < blocks->bytes ? (size_t)left : blocks->bytes;
	end = line_start(text, lead + end);
	return (struct block){
		.text = span_sub(text, start, text.n),
		.own = end > start ? end - start : 0,
		.offset = begin - lead + start,
	};
}

/* The next block to begin; false when there is none. */
static bool
begin_block(struct crew *crew, uint64_t *k)
{
	bool is;

	pthread_mutex_lock(&crew->lock);
	while (!crew->stop && crew->next < crew->count &&
	    crew->next >= crew->taken + crew->slots)
		pthread_cond_wait(&crew->changed, &crew->lock);
	is = !crew->stop && crew->next < crew->count;
	if (is)
		*k = crew->next++;
	pthread_mutex_unlock(&crew->lock);
	return is;
}

static void
end_block(struct crew *crew, uint64_t k)
{
	pthread_mutex_lock(&crew->lock);
	crew->done[k % crew->slots] = true;
	pthread_cond_broadcast(&crew->changed);
	pthread_mutex_unlock(&crew->lock);
}

static void *
run_thread(void *context)
{
	struct crew *crew = context;
	const struct blocks *blocks = crew->blocks;
	char *bytes = malloc(1 + blocks->bytes + BLOCKS_SLACK);
	uint64_t k;

	if (bytes == NULL) {
		fputs("wattleaf: error: out of memory [memory]\n", stderr);
		exit(5);
	}
	while (begin_block(crew, &k)) {
		struct block block = read_lines(blocks, k, bytes);

		blocks->work(blocks->context, blocks->states[k % crew->slots],
		    &block);
		end_block(crew, k);
	}
	free(bytes);
	return NULL;
}

static void
await_block(struct crew *crew, uint64_t k)
{
	pthread_mutex_lock(&crew->lock);
	while (!crew->done[k % crew->slots])
		pthread_cond_wait(&crew->changed, &crew->lock);
	crew->done[k % crew->slots] = false;
	pthread_mutex_unlock(&crew->lock);
}

static void
pass_block(struct crew *crew, bool stop)
{
	pthread_mutex_lock(&crew->lock);
	crew->taken++;
	crew->stop = stop;
	pthread_cond_broadcast(&crew->changed);
	pthread_mutex_unlock(&crew->lock);
}

/* Hands the blocks back until they end or are no longer wanted. */
static void
take_blocks(struct crew *crew)
{
	const struct blocks *blocks = crew->blocks;
	uint64_t k;
	bool more = true;

	for (k = 0; k < crew->count && more; k++) {
		await_block(crew, k);
		more = blocks->take(blocks->context,
		    blocks->states[k % crew->slots]);
		pass_block(crew, !more);
	}
}

bool
blocks_run(const struct blocks *blocks)
{
	pthread_t threads[BLOCKS_THREADS_MAX];
	struct crew crew = {
		.blocks = blocks,
		.lock = PTHREAD_MUTEX_INITIALIZER,
		.changed = PTHREAD_COND_INITIALIZER,
		.count = (blocks->to - blocks->from + blocks->bytes - 1) /
		    blocks->bytes,
		.slots = BLOCKS_SLOTS * blocks->threads,
	};
	size_t i, started = 0;

	while (started < blocks->threads &&
	    pthread_create(&threads[started], NULL, run_thread, &crew) == 0)
		started++;
	if (started > 0)
		take_blocks(&crew);
	for (i = 0; i < started; i++)
		pthread_join(threads[i], NULL);
	pthread_mutex_destroy(&crew.lock);
	pthread_cond_destroy(&crew.changed);
	return started > 0;
}

unsigned
blocks_threads(unsigned wanted)
{
	cpu_set_t set;
	int n = 1;

	if (wanted > 0)
		return wanted < BLOCKS_THREADS_MAX ? wanted :
						     BLOCKS_THREADS_MAX;
	if (sched_getaffinity(0, sizeof set, &set) == 0)
		n = CPU_COUNT(&set);
	return n < THREADS_DEFAULT_MAX ? (unsigned)n : THREADS_DEFAULT_MAX;
}
