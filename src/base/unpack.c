/*
 * libarchive behind a stream of bytes. It reads through the caller's
 * functions, knows tar, zip and four compressions, starts no programs, and
 * stops where the limits are passed.
 */
#include "base/unpack.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/crc32.h"
#include "base/diag.h"
#include "base/member_name.h"
#include "base/str.h"
#include "base/unpack_memory.h"

enum { UNPACK_BLOCK = 65536, UNPACK_LITTLE = 4096, UNPACK_TAIL = 512, TAR_MAGIC_AT = 257 };

struct unpack {
	struct archive *archive;
	struct archive_entry *entry; /* a header not yet handed out, or NULL */
	struct unpack_input input;
	const char *file;
	const char *kind;
	const char *at;           /* the file or the member that is read */
	struct arena *arena;
	struct diags *diags;
	uint64_t packed;          /* bytes read */
	uint64_t unpacked;        /* bytes given, by archives inside too */
	uint64_t given;           /* bytes given of the stream or the member */
	size_t members;
	bool begun;               /* the first header has been seen */
	bool over;                /* the list of members is too long */
	bool swollen;             /* what is compressed twice is mostly air */
	bool input_end;
	bool dead;
	bool member_end;
	bool is_gzip;             /* gzip and nothing else */
	bool may_go_on;           /* a second stream may begin somewhere */
	uint32_t last;            /* the last four bytes read */
	struct crc32 crc;
	unsigned char tail[UNPACK_TAIL]; /* the last bytes of the input */
	size_t tail_n;
	unsigned char block[UNPACK_BLOCK];
};

const char *
unpack_kind(const unsigned char *head, size_t n)
{
	static const struct {
		const char *bytes;
		size_t n;
		const char *kind;
	} kinds[] = {
		{ "\x1f\x8b", 2, "gzip" },
		{ "\x28\xb5\x2f\xfd", 4, "zstd" },
		{ "\x50\x2a\x4d\x18", 4, "zstd" }, /* a frame to be skipped */
		{ "\xfd" "7zXZ\0", 6, "xz" },
		{ "BZh", 3, "bzip2" },
		{ "PK\x03\x04", 4, "zip" },
	};
	size_t i;

	for (i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (n >= kinds[i].n &&
		    memcmp(head, kinds[i].bytes, kinds[i].n) == 0)
			return kinds[i].kind;
	if (n >= TAR_MAGIC_AT + 5 &&
	    memcmp(head + TAR_MAGIC_AT, "ustar", 5) == 0)
		return "tar";
	return NULL;
}

/* Says FAULT once for the file or member that is read. */
static void
stop(struct unpack *unpack, enum diag_code code, const char *fault)
{
	if (!unpack->dead)
		diag(unpack->diags, code, (struct pos){ .file = unpack->at },
		    "%s: %s", unpack->kind, fault);
	unpack->dead = true;
}

/* What the library says is wrong; STATUS tells whether it can go on behind it. */
static void
fault(struct unpack *unpack, int status)
{
	const char *text = archive_error_string(unpack->archive);

	if (unpack->over)
		stop(unpack, DIAG_FILE_LIMIT, "the list of what it holds is too long");
	else if (unpack->swollen)
		stop(unpack, DIAG_FILE_LIMIT, "compressed twice, and between the two more than 4 times its size");
	else if (unpack_wants_memory(text))
		stop(unpack, DIAG_FILE_LIMIT, "unpacking it takes more than 80 MiB of memory: xz -9 or less would be right");
	else
		stop(unpack, DIAG_FILE_READ,
		    text == NULL ? "the packed data is damaged" : text);
	unpack->dead = unpack->dead && status <= ARCHIVE_FATAL;
	unpack->member_end = true;
}

static void
keep_tail(struct unpack *unpack, size_t n)
{
	size_t take = n < UNPACK_TAIL ? n : UNPACK_TAIL;
	size_t keep = unpack->tail_n < UNPACK_TAIL - take ?
	    unpack->tail_n :
	    UNPACK_TAIL - take;

	memmove(unpack->tail, unpack->tail + unpack->tail_n - keep, keep);
	memcpy(unpack->tail + keep, unpack->block + n - take, take);
	unpack->tail_n = keep + take;
}

/* Whether a gzip header that is not the file's first begins in the N bytes of the block. */
static void
watch_gzip(struct unpack *unpack, size_t n)
{
	bool first = unpack->packed == 0;
	uint32_t last = unpack->last;
	size_t i;

	for (i = 0; i < n && !unpack->may_go_on; i++) {
		last = last << 8 | unpack->block[i];
		/* two marks, the only method, and flags of which three must be 0 */
		unpack->may_go_on = (last & 0xffffffe0) == 0x1f8b0800 &&
		    !(first && i == 3);
	}
	unpack->last = last;
}

static la_ssize_t
read_input(struct archive *archive, void *context, const void **bytes)
{
	struct unpack *unpack = context;
	/* little at a time where it may swell between two compressions */
	size_t want = archive_filter_count(archive) > 2 ? UNPACK_LITTLE :
							  UNPACK_BLOCK;
	size_t n = unpack->input.read(unpack->input.context, unpack->block,
	    want);

	*bytes = unpack->block;
	watch_gzip(unpack, n);
	unpack->packed += n;
	keep_tail(unpack, n);
	unpack->input_end = n == 0;
	unpack->over = !unpack->begun && unpack->packed > UNPACK_LIST_MAX;
	unpack->swollen = unpack_swells(archive, unpack->packed);
	if (unpack->over || unpack->swollen) {
		archive_set_error(archive, EFBIG, "too long");
		return -1;
	}
	return (la_ssize_t)n;
}

static la_int64_t
seek_input(struct archive *archive, void *context, la_int64_t offset,
    int whence)
{
	struct unpack *unpack = context;

	(void)archive;
	return unpack->input.seek(unpack->input.context, offset, whence);
}

/* Nothing that would start a program is let in. */
static bool
choose_formats(struct archive *archive)
{
	return archive_read_support_filter_gzip(archive) == ARCHIVE_OK &&
	    archive_read_support_filter_bzip2(archive) == ARCHIVE_OK &&
	    archive_read_support_filter_xz(archive) == ARCHIVE_OK &&
	    archive_read_support_filter_zstd(archive) == ARCHIVE_OK &&
	    archive_read_support_format_tar(archive) == ARCHIVE_OK &&
	    archive_read_support_format_zip(archive) == ARCHIVE_OK &&
	    archive_read_support_format_raw(archive) == ARCHIVE_OK &&
	    archive_read_support_format_empty(archive) == ARCHIVE_OK;
}

static int
open_archive(struct unpack *unpack)
{
	struct archive *archive = unpack->archive;

	if (!choose_formats(archive))
		return ARCHIVE_FATAL;
	archive_read_set_read_callback(archive, read_input);
	archive_read_set_callback_data(archive, unpack);
	if (unpack->input.seek != NULL)
		archive_read_set_seek_callback(archive, seek_input);
	return archive_read_open1(archive);
}

static int
format_of(const struct unpack *unpack)
{
	return archive_format(unpack->archive) & ARCHIVE_FORMAT_BASE_MASK;
}

/* The number of compressions around what is read. */
static int
layers(const struct unpack *unpack)
{
	return archive_filter_count(unpack->archive) - 1;
}

/* Whether a tar archive that nothing compresses ended without its zero blocks. */
static bool
lacks_end(const struct unpack *unpack)
{
	size_t i;

	if (format_of(unpack) != ARCHIVE_FORMAT_TAR || layers(unpack) > 0 ||
	    !unpack->input_end)
		return false;
	for (i = 0; i < unpack->tail_n; i++)
		if (unpack->tail[i] != 0)
			return true;
	return false;
}

/* Reads a header into ENTRY; false at the end and after a fault that is the last. */
static bool
next_header(struct unpack *unpack)
{
	int status = archive_read_next_header(unpack->archive, &unpack->entry);

	unpack->begun = true;
	if (status == ARCHIVE_OK || status == ARCHIVE_WARN)
		return true;
	unpack->entry = NULL;
	unpack->at = unpack->file;
	if (status != ARCHIVE_EOF)
		fault(unpack, ARCHIVE_FATAL);
	else if (lacks_end(unpack))
		diag(unpack->diags, DIAG_LOG_PARTIAL,
		    (struct pos){ .file = unpack->file },
		    "tar: the archive has no end mark; it may be cut off");
	unpack->dead = true;
	return false;
}

/* The first header, and what it tells of the input as a whole. */
static bool
begin(struct unpack *unpack)
{
	size_t said = unpack->diags->count;
	int status = open_archive(unpack);

	if (status != ARCHIVE_OK) {
		fault(unpack, ARCHIVE_FATAL);
		return false;
	}
	if (layers(unpack) > UNPACK_LAYERS_MAX) {
		stop(unpack, DIAG_FILE_LIMIT, "compressed too many times over");
		return false;
	}
	if (!next_header(unpack))
		return !diags_have_error(unpack->diags, said);
	unpack->is_gzip = layers(unpack) == 1 &&
	    archive_filter_code(unpack->archive, 0) == ARCHIVE_FILTER_GZIP;
	if (unpack->is_gzip)
		crc32_start(&unpack->crc);
	if (layers(unpack) == 0 && format_of(unpack) == ARCHIVE_FORMAT_RAW) {
		stop(unpack, DIAG_FILE_READ, "the header is damaged");
		return false;
	}
	return true;
}

struct unpack *
unpack_open(const struct unpack_input *input, const char *file,
    const char *kind, struct arena *arena, struct diags *diags)
{
	struct unpack *unpack = calloc(1, sizeof *unpack);

	if (unpack != NULL)
		unpack->archive = archive_read_new();
	if (unpack == NULL || unpack->archive == NULL) {
		fputs("wattleaf: error: out of memory [memory]\n", stderr);
		exit(5);
	}
	unpack->input = *input;
	unpack->file = unpack->at = file;
	unpack->kind = kind;
	unpack->may_go_on = strcmp(kind, "gzip") != 0;
	unpack->arena = arena;
	unpack->diags = diags;
	if (begin(unpack))
		return unpack;
	unpack_close(unpack);
	return NULL;
}

void
unpack_close(struct unpack *unpack)
{
	if (unpack == NULL)
		return;
	archive_read_free(unpack->archive);
	free(unpack);
}

bool
unpack_is_archive(const struct unpack *unpack)
{
	int format = format_of(unpack);

	return format == ARCHIVE_FORMAT_TAR || format == ARCHIVE_FORMAT_ZIP;
}

/* Whether N bytes more stay within the limits of the input that holds all. */
static bool
spend(struct unpack *unpack, size_t n)
{
	struct unpack *root = unpack;
	uint64_t packed;

	while (root->input.outer != NULL)
		root = root->input.outer;
	/* a zip archive can name the same bytes many times */
	packed = root->packed < root->input.size ? root->packed :
						   root->input.size;
	root->unpacked += n;
	unpack->given += n;
	if (root->unpacked > UNPACK_SIZE_MAX)
		stop(unpack, DIAG_FILE_LIMIT, "unpacks to more than 64 GiB");
	else if (root->unpacked > UNPACK_RATIO_FREE &&
	    (root->unpacked - UNPACK_RATIO_FREE) / UNPACK_RATIO_MAX > packed)
		stop(unpack, DIAG_FILE_LIMIT, "unpacks to more than 2000 times its size");
	else
		return true;
	root->dead = true;
	return false;
}

static uint32_t
number_at(const unsigned char *p)
{
	return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
	    (uint32_t)p[3] << 24;
}

/*
 * The library passes over gzip's checksum and length, which stand at the end
 * of the file or before what pads it. Those of several streams behind each
 * other are of their parts and can't be checked.
 */
static void
check_gzip(struct unpack *unpack)
{
	const unsigned char *p = unpack->tail + unpack->tail_n;

	if (unpack->may_go_on || !unpack->input_end)
		return;
	while (p - unpack->tail >= 8) {
		if (number_at(p - 4) == (uint32_t)unpack->given &&
		    number_at(p - 8) == crc32_value(&unpack->crc))
			return;
		p--;
	}
	stop(unpack, DIAG_FILE_READ, "the checksum is wrong: what was unpacked is not what was packed");
}

static void
end_member(struct unpack *unpack)
{
	unpack->member_end = true;
	if (unpack->is_gzip && !unpack_is_archive(unpack))
		check_gzip(unpack);
}

size_t
unpack_read(struct unpack *unpack, unsigned char *bytes, size_t size)
{
	la_ssize_t n;

	if (unpack->dead || unpack->member_end)
		return 0;
	n = archive_read_data(unpack->archive, bytes, size);
	if (n < 0) {
		fault(unpack, (int)n);
		return 0;
	}
	if (n == 0)
		end_member(unpack);
	else if (!spend(unpack, (size_t)n))
		return 0;
	if (unpack->is_gzip)
		crc32_add(&unpack->crc, bytes, (size_t)n);
	return (size_t)n;
}

/* Reads to the end of a member, so that the limits hold for what is passed over too. */
static void
drain(struct unpack *unpack)
{
	unsigned char bytes[UNPACK_BLOCK];

	if (layers(unpack) == 0 && unpack->input.seek != NULL)
		return;
	while (unpack_read(unpack, bytes, sizeof bytes) > 0)
		continue;
}

static const char *
name_of(const struct unpack *unpack)
{
	const char *raw = archive_entry_pathname(unpack->entry);

	if (raw == NULL)
		raw = archive_entry_pathname_utf8(unpack->entry);
	return raw == NULL ? NULL : member_name(unpack->arena, raw);
}

/* Zip's common methods; what LZMA and PPMd take to unpack a header of theirs says, up to 4 GB. */
static bool
is_known_method(const struct unpack *unpack)
{
	static const char *const methods[] = { "(uncompressed)", "(deflation)",
		"(bzip)" };
	const char *name = archive_format_name(unpack->archive);
	size_t i;

	if (format_of(unpack) != ARCHIVE_FORMAT_ZIP || name == NULL)
		return true;
	for (i = 0; i < sizeof methods / sizeof methods[0]; i++)
		if (strstr(name, methods[i]) != NULL)
			return true;
	return false;
}

/* Why a member isn't read, NULL when it is. */
static const char *
refusal(const struct unpack *unpack, const char *name)
{
	struct archive_entry *entry = unpack->entry;

	if (archive_entry_hardlink(entry) != NULL ||
	    archive_entry_filetype(entry) == AE_IFLNK)
		return "a link";
	if (archive_entry_filetype(entry) != AE_IFREG)
		return "a device or the like";
	if (archive_entry_is_data_encrypted(entry))
		return "it is encrypted";
	if (!is_known_method(unpack))
		return "it is compressed in a way that is not read; zip's usual one is";
	return member_name_fault(name);
}

/* Whether the header in ENTRY is one of a file to be read; if not, it is named. */
static bool
is_wanted(struct unpack *unpack)
{
	struct archive_entry *entry = unpack->entry;
	const char *name = name_of(unpack);
	const char *why;

	if (archive_entry_filetype(entry) == AE_IFDIR || name == NULL)
		return false;
	unpack->at = arena_printf(unpack->arena, "%s/%s", unpack->file, name);
	why = refusal(unpack, name);
	if (why != NULL)
		diag(unpack->diags, DIAG_FILE_SKIPPED,
		    (struct pos){ .file = unpack->at }, "%s", why);
	return why == NULL;
}

const char *
unpack_next(struct unpack *unpack, struct diags *diags)
{
	bool wanted = false;

	unpack->diags = diags;
	while (!wanted) {
		if (unpack->members > 0 && !unpack->dead)
			drain(unpack);
		unpack->diags = diags;
		if (unpack->members > 0 || unpack->entry == NULL)
			if (unpack->dead || !next_header(unpack))
				return NULL;
		if (++unpack->members > UNPACK_MEMBERS_MAX) {
			unpack->at = unpack->file;
			stop(unpack, DIAG_FILE_LIMIT, "holds more than 65536 members");
			return NULL;
		}
		unpack->given = 0;
		unpack->member_end = false;
		wanted = is_wanted(unpack);
	}
	return unpack->at;
}
