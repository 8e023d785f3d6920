/*
 * Gaps and fresh pages of the C library's heap. Elsewhere, and under
 * AddressSanitizer, which has a heap of its own, nothing is done.
 */
#include "base/heap.h"

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/sanitizer.h"

#if ADDRESS_SANITIZER
#define OTHER_HEAP
#elif !defined(__GLIBC__) || !__GLIBC_PREREQ(2, 33)
#define OTHER_HEAP
#endif

#ifndef OTHER_HEAP

#ifndef MADV_POPULATE_WRITE
#define MADV_POPULATE_WRITE 23 /* Linux 5.14 */
#endif

enum { LARGEST = 1 << 20, HALVED = 1024, STEP = 16, SMALLEST = 24,
	FRESH = 4 << 20, PAGE = 4096 };

/* Blocks of SIZE from gaps below END, as far as they go and FREE bytes last: how many are left. */
static size_t
fill_gaps_of(size_t size, uintptr_t end, size_t free_bytes)
{
	void *volatile block; /* kept, though nothing is ever in it */

	while (free_bytes >= size && (block = malloc(size)) != NULL) {
		if ((uintptr_t)block >= end) {
			free(block);
			break;
		}
		free_bytes -= size;
	}
	return free_bytes;
}

void
heap_fill_gaps(void)
{
	const struct mallinfo2 now = mallinfo2();
	uintptr_t end = (uintptr_t)sbrk(0) - now.keepcost;
	size_t free_bytes = now.fordblks - now.keepcost;
	size_t size = LARGEST;

	while (size >= SMALLEST) {
		free_bytes = fill_gaps_of(size, end, free_bytes);
		size = size > HALVED ? size / 2 : size - STEP;
	}
}

void
heap_prepare(void)
{
	char *block;

	/* one heap for all blocks but huge ones, which keeps what is freed */
	mallopt(M_MMAP_THRESHOLD, 2 * FRESH);
	mallopt(M_TRIM_THRESHOLD, 4 * FRESH);
	block = malloc(FRESH);
	if (block == NULL)
		return;
	madvise(block + (PAGE - (uintptr_t)block % PAGE) % PAGE,
	    FRESH - PAGE, MADV_POPULATE_WRITE);
	free(block);
}

#else

void
heap_fill_gaps(void)
{
}

void
heap_prepare(void)
{
}

#endif
