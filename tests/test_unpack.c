/*
 * Compressed files: every compression, alone, one in the other, cut off,
 * damaged, with more behind it; and what is no file at all.
 */
#include <sys/wait.h>

#include "packed.h"

struct compression {
	int filter;
	const char *name;
};

static const struct compression compressions[] = {
	{ ARCHIVE_FILTER_GZIP, "power.csv.gz" },
	{ ARCHIVE_FILTER_BZIP2, "power.csv.bz2" },
	{ ARCHIVE_FILTER_XZ, "power.csv.xz" },
	{ ARCHIVE_FILTER_ZSTD, "power.csv.zst" },
};

enum { COMPRESSIONS = sizeof compressions / sizeof compressions[0] };

static void
write_bytes(const char *path, const struct buf *bytes)
{
	job_write(path, bytes->n == 0 ? "" : bytes->s, bytes->n);
}

/* What reading PATH says: one fault of CODE, whose text has WORDS. */
static void
assert_refused(const char *path, enum diag_code code, const char *words)
{
	struct job job = job_new();

	job_read(&job, path);
	ck_assert_msg(job_said(&job, code) == 1, "%s: no %s", path, words);
	ck_assert_msg(strstr(job_diag(&job, code)->text, words) != NULL,
	    "%s: %s", path, job_diag(&job, code)->text);
	job_end(&job);
}

START_TEST(each_compression)
{
	size_t i;

	for (i = 0; i < COMPRESSIONS; i++) {
		struct job job = job_new();

		job_read(&job, pack_log(compressions[i].name,
		    compressions[i].filter));
		ck_assert_str_eq(job.record->format, "nvidia-smi-csv");
		assert_near(job.record->energy_kwh, 0.2, 1e-12);
		ck_assert_uint_eq(job.record->energy_pos.line, 2);
		ck_assert(!diags_have_error(&job.diags, 0));
		job_end(&job);
	}
}
END_TEST

/* The suffix says nothing: the bytes do. */
START_TEST(any_name)
{
	struct job job = job_new();

	job_read(&job, pack_log("power.csv", ARCHIVE_FILTER_XZ));
	assert_near(job.record->energy_kwh, 0.2, 1e-12);
	job_read_text(&job, "plain.csv.gz", PACK_LOG);
	assert_near(job.record->energy_kwh, 0.2, 1e-12);
	job_end(&job);
}
END_TEST

START_TEST(compressed_twice)
{
	static const int three[] = { ARCHIVE_FILTER_GZIP, ARCHIVE_FILTER_XZ,
		ARCHIVE_FILTER_ZSTD, PACK_END };
	static const int four[] = { ARCHIVE_FILTER_GZIP, ARCHIVE_FILTER_GZIP,
		ARCHIVE_FILTER_GZIP, ARCHIVE_FILTER_GZIP, PACK_END };
	struct job job = job_new();

	job_read(&job, pack_text("power.csv.gz.xz.zst", three, PACK_LOG,
	    sizeof PACK_LOG - 1));
	assert_near(job.record->energy_kwh, 0.2, 1e-12);
	job_end(&job);
	assert_refused(pack_text("power.gz4", four, PACK_LOG,
	    sizeof PACK_LOG - 1), DIAG_FILE_LIMIT, "too many times");
}
END_TEST

/* Wherever it breaks off there is a fault. */
START_TEST(cut_off)
{
	struct buf log = pack_long_log(3000);
	size_t i, k;

	for (i = 0; i < COMPRESSIONS; i++) {
		const int filters[] = { compressions[i].filter, PACK_END };
		struct buf bytes;

		pack_text("whole", filters, log.s, log.n);
		bytes = pack_bytes("whole");
		for (k = 1; k < 8; k++) {
			struct buf part = { .s = bytes.s,
				.n = bytes.n * k / 8 };
			struct job job = job_new();

			write_bytes("part", &part);
			job_read(&job, "part");
			ck_assert_msg(diags_have_error(&job.diags, 0),
			    "%s cut at %zu", compressions[i].name, part.n);
			job_end(&job);
		}
		buf_free(&bytes);
	}
	buf_free(&log);
}
END_TEST

/* Each of these has a checksum, and no byte changes without its being seen. */
START_TEST(damaged)
{
	struct buf log = pack_long_log(300);
	size_t i, at;

	for (i = 0; i < COMPRESSIONS; i++) {
		const int filters[] = { compressions[i].filter, PACK_END };
		struct buf bytes;

		/* zstd has a checksum only when it is asked for */
		if (compressions[i].filter == ARCHIVE_FILTER_ZSTD)
			continue;
		pack_text("whole", filters, log.s, log.n);
		bytes = pack_bytes("whole");
		for (at = 40; at + 20 < bytes.n; at += bytes.n / 40) {
			struct job job = job_new();

			bytes.s[at] = (char)(bytes.s[at] ^ 16);
			write_bytes("damaged-packed", &bytes);
			bytes.s[at] = (char)(bytes.s[at] ^ 16);
			job_read(&job, "damaged-packed");
			ck_assert_msg(diags_have_error(&job.diags, 0),
			    "%s with a wrong byte %zu of %zu",
			    compressions[i].name, at, bytes.n);
			job_end(&job);
		}
		buf_free(&bytes);
	}
	buf_free(&log);
}
END_TEST

START_TEST(gzip_checksum)
{
	struct buf bytes = pack_bytes(pack_log("sum.gz",
	    ARCHIVE_FILTER_GZIP));

	bytes.s[bytes.n - 8] = (char)(bytes.s[bytes.n - 8] ^ 1);
	write_bytes("sum.gz", &bytes);
	buf_free(&bytes);
	assert_refused("sum.gz", DIAG_FILE_READ, "the checksum is wrong");
}
END_TEST

/* "cat a.gz b.gz" is a file of its own: loggers that append write it. */
START_TEST(streams_behind_each_other)
{
	static const int gzip[] = { ARCHIVE_FILTER_GZIP, PACK_END };
	struct buf first = pack_bytes(pack_log("first.gz",
	    ARCHIVE_FILTER_GZIP));
	static const char more[] = "2026/01/01 02:00:00.000, 0, 300.00 W\n";
	struct buf next = pack_bytes(pack_text("next.gz", gzip, more,
	    sizeof more - 1));
	struct job job = job_new();

	buf_add(&first, next.s, next.n);
	write_bytes("both.gz", &first);
	job_read(&job, "both.gz");
	assert_near(job.record->energy_kwh, 0.5, 1e-12);
	job_end(&job);
	buf_free(&first);
	buf_free(&next);
}
END_TEST

/* Tapes and block devices pad with zeros. */
START_TEST(padded)
{
	static const char zeros[300];
	struct buf bytes = pack_bytes(pack_log("padded.gz",
	    ARCHIVE_FILTER_GZIP));
	struct job job = job_new();

	buf_add(&bytes, zeros, sizeof zeros);
	write_bytes("padded.gz", &bytes);
	job_read(&job, "padded.gz");
	assert_near(job.record->energy_kwh, 0.2, 1e-12);
	ck_assert(!diags_have_error(&job.diags, 0));
	job_end(&job);
	buf_free(&bytes);
}
END_TEST

START_TEST(headers_alone)
{
	static const struct {
		const char *bytes;
		size_t n;
	} heads[] = {
		{ "\x1f\x8b", 2 },
		{ "\x1f\x8b\x08\0\0\0\0\0\0\3", 10 },
		{ "\x28\xb5\x2f\xfd", 4 },
		{ "\xfd" "7zXZ\0", 6 },
		{ "\xfd" "7zXZ\0\0\4", 8 },
		{ "BZh", 3 },
		{ "BZh91AY&SY", 10 },
		{ "PK\x03\x04", 4 },
		{ "PK\x03\x04\x14\0\0\0\x08\0", 10 },
	};
	size_t i;

	for (i = 0; i < sizeof heads / sizeof heads[0]; i++) {
		struct job job = job_new();

		job_read(&job, job_write("head", heads[i].bytes, heads[i].n));
		ck_assert_msg(diags_have_error(&job.diags, 0), "head %zu", i);
		ck_assert_ptr_null(job.record->format);
		job_end(&job);
	}
}
END_TEST

START_TEST(nothing_in_it)
{
	size_t i;

	for (i = 0; i < COMPRESSIONS; i++) {
		const int filters[] = { compressions[i].filter, PACK_END };
		struct job job = job_new();

		job_read(&job, pack_text("nothing", filters, "", 0));
		ck_assert_uint_eq(job_said(&job, DIAG_FILE_EMPTY), 1);
		job_end(&job);
	}
}
END_TEST

/* UTF-16 with a byte order mark, compressed: as a shell of Windows redirects. */
START_TEST(wide_text)
{
	static const int gzip[] = { ARCHIVE_FILTER_GZIP, PACK_END };
	struct buf wide = { 0 };
	const char *p;
	struct job job = job_new();

	buf_add(&wide, "\xff\xfe", 2);
	for (p = PACK_LOG; *p != '\0'; p++) {
		buf_putc(&wide, *p);
		buf_putc(&wide, '\0');
	}
	job_read(&job, pack_text("wide.csv.gz", gzip, wide.s, wide.n));
	assert_near(job.record->energy_kwh, 0.2, 1e-12);
	job_end(&job);
	buf_free(&wide);
}
END_TEST

/* Compressions of other kinds start no program: they are not read. */
START_TEST(others)
{
	static const int filters[] = { ARCHIVE_FILTER_COMPRESS,
		ARCHIVE_FILTER_UU };
	size_t i;

	for (i = 0; i < sizeof filters / sizeof filters[0]; i++) {
		struct job job = job_new();

		job_read(&job, pack_log("other", filters[i]));
		ck_assert_uint_eq(job_said(&job, DIAG_FORMAT_UNKNOWN), 1);
		job_end(&job);
	}
}
END_TEST

/* Byte by byte, as a pipe may give it. */
START_TEST(from_a_pipe)
{
	struct job job = job_new();
	int ends[2];
	pid_t child;

	pack_log("pipe.csv.zst", ARCHIVE_FILTER_ZSTD);
	ck_assert_int_eq(pipe(ends), 0);
	child = fork();
	if (child == 0) {
		struct buf bytes = pack_bytes("pipe.csv.zst");
		size_t i;

		for (i = 0; i < bytes.n; i++)
			if (write(ends[1], bytes.s + i, 1) != 1)
				_exit(1);
		_exit(0);
	}
	close(ends[1]);
	ck_assert_int_eq(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
	close(ends[0]);
	job_read(&job, "-");
	assert_near(job.record->energy_kwh, 0.2, 1e-12);
	waitpid(child, NULL, 0);
	job_end(&job);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("unpack");

	tests_add(suite, each_compression);
	tests_add(suite, any_name);
	tests_add(suite, compressed_twice);
	tests_add(suite, cut_off);
	tests_add(suite, damaged);
	tests_add(suite, gzip_checksum);
	tests_add(suite, streams_behind_each_other);
	tests_add(suite, padded);
	tests_add(suite, headers_alone);
	tests_add(suite, nothing_in_it);
	tests_add(suite, wide_text);
	tests_add(suite, others);
	tests_add(suite, from_a_pipe);
	return tests_run(suite);
}
