/*
 * A length and the record as text, one after the other.
 */
#include "collate/handed.h"

#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "batch/record.h"

void
handed_put(const struct record *record, struct buf *out)
{
	size_t start = out->n;
	uint32_t n = 0;

	buf_add(out, (const char *)&n, sizeof n);
	record_write(record, out);
	n = (uint32_t)(out->n - start - sizeof n);
	memcpy(out->s + start, &n, sizeof n);
}

bool
handed_read(FILE *file, struct record *record, struct arena *arena)
{
	uint32_t n;
	char *text;

	if (fread(&n, sizeof n, 1, file) != 1 || n > RECORD_BYTES_MAX)
		return false;
	text = arena_alloc(arena, (size_t)n + 1);
	*record = record_new("");
	return fread(text, 1, n, file) == n &&
	    record_read(record, (struct span){ text, n }, arena);
}
