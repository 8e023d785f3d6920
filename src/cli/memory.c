/*
 * An allocation that fails ends the program, in whatever library it fails:
 * some of them go on and draw a picture in which something is missing. These
 * stand before the C library's functions of the same names.
 */
#include <errno.h>
#include <malloc.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/sanitizer.h"
#include "cli/unfinished.h"
#include "version.h"

#if defined(HAVE___LIBC_MALLOC) && !ADDRESS_SANITIZER

/* What nobody needs, and only a file that lies about itself asks for, fails as usual. */
static const size_t REQUEST_MAX = (size_t)1 << 30;

extern void *__libc_malloc(size_t), *__libc_calloc(size_t, size_t),
    *__libc_realloc(void *, size_t), *__libc_memalign(size_t, size_t);

static void *
checked(void *memory, size_t count, size_t size)
{
	static const char text[] =
	    "wattleaf: error: out of memory [memory]\n";
	ssize_t ignored;

	if (memory != NULL || count == 0 || size == 0)
		return memory;
	if (count > REQUEST_MAX / size) {
		errno = ENOMEM;
		return NULL;
	}
	ignored = write(STDERR_FILENO, text, sizeof text - 1);
	(void)ignored;
	unfinished_remove();
	_exit(5);
}

void *
malloc(size_t size)
{
	return checked(__libc_malloc(size), 1, size);
}

void *
calloc(size_t count, size_t size)
{
	return checked(__libc_calloc(count, size), count, size);
}

void *
realloc(void *old, size_t size)
{
	return checked(__libc_realloc(old, size), 1, size);
}

void *
memalign(size_t alignment, size_t size)
{
	return checked(__libc_memalign(alignment, size), 1, size);
}

void *
aligned_alloc(size_t alignment, size_t size)
{
	return memalign(alignment, size);
}

int
posix_memalign(void **result, size_t alignment, size_t size)
{
	if (alignment % sizeof(void *) != 0 ||
	    (alignment & (alignment - 1)) != 0 || alignment == 0)
		return EINVAL;
	*result = memalign(alignment, size);
	return *result == NULL && size != 0 ? ENOMEM : 0;
}

#endif
