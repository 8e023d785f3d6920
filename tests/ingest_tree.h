/*
 * What the tests of the readers of structured logs share: a text is written
 * to a file of the current folder and read as a log.
 */
#ifndef WATTLEAF_TESTS_INGEST_TREE_H
#define WATTLEAF_TESTS_INGEST_TREE_H

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "ingest/ingest.h"
#include "tests.h"

struct reader {
	struct arena *arena;
	struct diags diags;
	struct read_options options;
};

static inline struct reader
reader_new(void)
{
	struct arena *arena = arena_new();

	return (struct reader){
		.arena = arena,
		.diags = { .arena = arena },
		.options = read_options_none(),
	};
}

static inline void
reader_free(struct reader *reader)
{
	arena_free(reader->arena);
}

/* Reads TEXT as a file called NAME. */
static inline const struct record *
read_as(struct reader *reader, const char *name, const char *text)
{
	char path[64];
	FILE *file;

	snprintf(path, sizeof path, "%ld-%s", (long)getpid(), name);
	file = fopen(path, "wb");
	ck_assert_ptr_nonnull(file);
	fwrite(text, 1, strlen(text), file);
	fclose(file);
	reader->diags.count = 0;
	{
		const struct record *record = ingest_read(path,
		    &reader->options, reader->arena, &reader->diags);

		remove(path);
		return record;
	}
}

/* Reads a real file of a tool. */
static inline const struct record *
read_real(struct reader *reader, const char *name)
{
	char path[TESTS_PATH], file[256];

	snprintf(file, sizeof file, "real/%s", name);
	reader->diags.count = 0;
	return ingest_read(tests_path(path, "WATTLEAF_SHARED", file),
	    &reader->options, reader->arena, &reader->diags);
}

/* The first diagnostic of the code, or NULL. */
static inline const struct diagnostic *
said(const struct reader *reader, enum diag_code code)
{
	size_t i;

	for (i = 0; i < reader->diags.count; i++)
		if (reader->diags.items[i].code == code)
			return &reader->diags.items[i];
	return NULL;
}

#define assert_near(a, b, tolerance)                              \
	ck_assert_msg(fabs((a) - (b)) <= (tolerance), "%s is %.17g", #a, \
	    (double)(a))
#define assert_pos(place, l, c)                     \
	do {                                        \
		ck_assert_uint_eq((place).line, l); \
		ck_assert_uint_eq((place).column, c); \
	} while (0)

#endif
