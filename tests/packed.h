/*
 * What the tests of packed input share: files that are packed here, by the
 * library that reads them too, or byte by byte.
 */
#ifndef WATTLEAF_TESTS_PACKED_H
#define WATTLEAF_TESTS_PACKED_H

#include <archive.h>
#include <archive_entry.h>
#include <sys/stat.h>

#include "base/str.h"
#include "ingest_text.h"

/* Two samples of 100 W and 300 W an hour apart: 0.2 kWh. */
#define PACK_LOG \
	"timestamp, index, power.draw [W]\n" \
	"2026/01/01 00:00:00.000, 0, 100.00 W\n" \
	"2026/01/01 01:00:00.000, 0, 300.00 W\n"

enum { PACK_END = -1 };

struct pack_entry {
	const char *name;
	const char *text;  /* of a link its target */
	unsigned type;     /* AE_IFREG when 0 */
};

/* An archive being written; filters from the inner to the outer, PACK_END at the end. */
static inline struct archive *
pack_open(const char *path, int format, const int *filters)
{
	struct archive *archive = archive_write_new();

	ck_assert_int_eq(archive_write_set_format(archive, format),
	    ARCHIVE_OK);
	for (; *filters != PACK_END; filters++)
		ck_assert_int_eq(archive_write_add_filter(archive, *filters),
		    ARCHIVE_OK);
	archive_write_set_bytes_per_block(archive, 0);
	ck_assert_int_eq(archive_write_open_filename(archive, path),
	    ARCHIVE_OK);
	return archive;
}

static inline void
pack_add(struct archive *archive, const char *name, unsigned type,
    const char *text, size_t n)
{
	struct archive_entry *entry = archive_entry_new();

	archive_entry_set_pathname(entry, name);
	archive_entry_set_filetype(entry, type);
	archive_entry_set_perm(entry, 0644);
	archive_entry_set_size(entry,
	    type == AE_IFREG ? (la_int64_t)n : 0);
	if (type == AE_IFLNK)
		archive_entry_set_symlink(entry, text);
	ck_assert_int_eq(archive_write_header(archive, entry), ARCHIVE_OK);
	if (type == AE_IFREG)
		ck_assert_int_eq(archive_write_data(archive, text, n),
		    (la_ssize_t)n);
	archive_entry_free(entry);
}

static inline void
pack_close(struct archive *archive)
{
	ck_assert_int_eq(archive_write_close(archive), ARCHIVE_OK);
	archive_write_free(archive);
}

/* Writes TEXT, compressed by the filters, to PATH and returns it. */
static inline const char *
pack_text(const char *path, const int *filters, const char *text, size_t n)
{
	struct archive *archive = pack_open(path, ARCHIVE_FORMAT_RAW, filters);

	pack_add(archive, "data", AE_IFREG, text, n);
	pack_close(archive);
	return path;
}

static inline const char *
pack_log(const char *path, int filter)
{
	const int filters[] = { filter, PACK_END };

	return pack_text(path, filters, PACK_LOG, sizeof PACK_LOG - 1);
}

static inline const char *
pack_entries(const char *path, int format, int filter,
    const struct pack_entry *entries, size_t count)
{
	const int filters[] = { filter, PACK_END };
	struct archive *archive = pack_open(path, format, filters);
	size_t i;

	for (i = 0; i < count; i++)
		pack_add(archive, entries[i].name,
		    entries[i].type == 0 ? (unsigned)AE_IFREG :
					   entries[i].type,
		    entries[i].text, strlen(entries[i].text));
	pack_close(archive);
	return path;
}

/* A whole file in memory, ended by NUL. */
static inline struct buf
pack_bytes(const char *path)
{
	struct buf bytes = { 0 };
	char block[4096];
	FILE *stream = fopen(path, "r");
	size_t n;

	ck_assert_ptr_nonnull(stream);
	while ((n = fread(block, 1, sizeof block, stream)) > 0)
		buf_add(&bytes, block, n);
	fclose(stream);
	return bytes;
}

/* A log of ROWS samples of 100 W, one a second. */
static inline struct buf
pack_long_log(int rows)
{
	struct buf text = { 0 };
	int i;

	buf_puts(&text, "timestamp, index, power.draw [W]\n");
	for (i = 0; i < rows; i++)
		buf_printf(&text,
		    "2026/01/%02d %02d:%02d:%02d.%03d, 0, 100.%02d W\n",
		    1 + i / 86400, i / 3600 % 24, i / 60 % 60, i % 60,
		    (int)((long)i * 7919 % 1000), i * 31 % 100);
	return text;
}

#endif
