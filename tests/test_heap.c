/*
 * The heap of a process that is forked: its gaps are filled, and fresh
 * memory costs no faults.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>

#include "base/heap.h"
#include "base/sanitizer.h"
#include "tests.h"

enum { BLOCKS = 2000, BLOCK = 1500, LARGE = 3 << 20, PAGE = 4096 };

/* Blocks with a gap behind each. */
static void
make_gaps(char **kept, char **gone)
{
	size_t i;

	for (i = 0; i < BLOCKS; i++) {
		kept[i] = malloc(BLOCK);
		gone[i] = malloc(BLOCK);
		memset(kept[i], (int)i & 0x7f, BLOCK);
	}
	for (i = 0; i < BLOCKS; i++)
		free(gone[i]);
}

static size_t
count_in(uintptr_t block, const uintptr_t *places)
{
	size_t i, n = 0;

	for (i = 0; i < BLOCKS; i++)
		n += block >= places[i] && block < places[i] + BLOCK;
	return n;
}

START_TEST(gaps_are_not_used_again)
{
	char *kept[BLOCKS], *gone[BLOCKS], *block;
	uintptr_t places[BLOCKS];
	size_t i, again = 0;

	make_gaps(kept, gone);
	for (i = 0; i < BLOCKS; i++)
		memcpy(&places[i], &gone[i], sizeof places[i]);
	heap_fill_gaps();
	for (i = 0; i < BLOCKS; i++) {
		block = malloc(BLOCK / 3);
		again += count_in((uintptr_t)block, places);
		memset(block, 0x7f, BLOCK / 3);
		gone[i] = block;
	}
	ck_assert_uint_lt(again, BLOCKS / 20);
	for (i = 0; i < BLOCKS; i++) {
		ck_assert_int_eq(kept[i][0], (int)i & 0x7f);
		ck_assert_int_eq(kept[i][BLOCK - 1], (int)i & 0x7f);
		free(kept[i]);
		free(gone[i]);
	}
}
END_TEST

static long
faults_now(void)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	return usage.ru_minflt;
}

/* Whether the kernel maps pages at once (Linux 5.14), and the heap is the one that asks for it. */
static bool
is_populated(void)
{
	void *page = mmap(NULL, PAGE, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	bool can = madvise(page, PAGE, 23 /* MADV_POPULATE_WRITE */) == 0;

	munmap(page, PAGE);
	return can && !ADDRESS_SANITIZER;
}

START_TEST(fresh_memory_is_there)
{
	long before, with, without;
	char *block, *more;

	heap_prepare();
	before = faults_now();
	block = malloc(LARGE);
	memset(block, 1, LARGE);
	with = faults_now() - before;
	before = faults_now();
	more = malloc(3 * LARGE);
	memset(more, 1, 3 * LARGE);
	without = faults_now() - before;
	ck_assert_int_eq(block[LARGE - 1] + more[3 * LARGE - 1], 2);
	free(block);
	free(more);
	if (is_populated())
		ck_assert_int_lt(with, 64);
	ck_assert_int_gt(without, 0);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("heap");

	tests_add(suite, gaps_are_not_used_again);
	tests_add(suite, fresh_memory_is_there);
	return tests_run(suite);
}
