/*
 * What an .xz file may ask for. libarchive lets it have 1 GiB for its
 * dictionary; a function here stands before liblzma's of the same name,
 * which libarchive calls, and gives it less.
 */
#include "base/unpack_memory.h"

#include <archive.h>
#include <lzma.h>
#include <stdint.h>
#include <string.h>

#include "base/unpack.h"

bool
unpack_wants_memory(const char *text)
{
	return text != NULL && strstr(text, "Out of memory") != NULL;
}

bool
unpack_swells(struct archive *archive, uint64_t packed)
{
	uint64_t most = UNPACK_BETWEEN_FREE + UNPACK_BETWEEN_RATIO * packed;
	int i, count = archive_filter_count(archive);

	for (i = 1; i < count - 1; i++)
		if (archive_filter_bytes(archive, i) > (int64_t)most)
			return true;
	return false;
}

/* xz -9 asks for 65 MiB. What begins as .xz does is read as such. */
lzma_ret
lzma_stream_decoder(lzma_stream *stream, uint64_t limit, uint32_t flags)
{
	return lzma_auto_decoder(stream,
	    limit < UNPACK_XZ_MEMORY ? limit : UNPACK_XZ_MEMORY, flags);
}
