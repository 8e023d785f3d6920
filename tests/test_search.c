/*
 * Archives and folders: what is read of them, what is passed over and
 * named, and that nothing of them is written.
 */
#include <dirent.h>

#include "packed.h"

#define LOG(name) { name, PACK_LOG, 0 }

static struct found
find(struct job *job, const char *path)
{
	return ingest_find(path, &job->options, job->arena, &job->diags);
}

/* Whether a note says that FILE was passed over for a reason with WORDS. */
static bool
passed_over(const struct job *job, const char *file, const char *words)
{
	size_t i;

	for (i = 0; i < job->diags.count; i++) {
		const struct diagnostic *item = &job->diags.items[i];

		if (item->code == DIAG_FILE_SKIPPED &&
		    strcmp(item->pos.file, file) == 0 &&
		    strstr(item->text, words) != NULL)
			return true;
	}
	return false;
}

/* The names of the current folder, joined. */
static struct buf
names_here(void)
{
	struct buf names = { 0 };
	struct dirent **entries;
	int i, count = scandir(".", &entries, NULL, alphasort);

	for (i = 0; i < count; i++) {
		buf_printf(&names, "%s\n", entries[i]->d_name);
		free(entries[i]);
	}
	free(entries);
	buf_putc(&names, '\0');
	return names;
}

START_TEST(each_archive)
{
	static const struct {
		int format, filter;
	} kinds[] = {
		{ ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE },
		{ ARCHIVE_FORMAT_TAR_PAX_RESTRICTED, ARCHIVE_FILTER_GZIP },
		{ ARCHIVE_FORMAT_TAR_GNUTAR, ARCHIVE_FILTER_NONE },
		{ ARCHIVE_FORMAT_TAR, ARCHIVE_FILTER_BZIP2 },
		{ ARCHIVE_FORMAT_TAR, ARCHIVE_FILTER_XZ },
		{ ARCHIVE_FORMAT_TAR, ARCHIVE_FILTER_ZSTD },
		{ ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE },
	};
	static const struct pack_entry entries[] = {
		{ "runs", "", AE_IFDIR }, LOG("runs/b.csv"),
		{ "runs/notes.txt", "just words\n", 0 },
		{ "runs/none.csv", "", 0 }, LOG("./runs/a.csv"),
	};
	size_t i;

	for (i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		struct job job = job_new();
		struct found found = find(&job, pack_entries("a.packed",
		    kinds[i].format, kinds[i].filter, entries, 5));

		ck_assert(found.searched);
		ck_assert_uint_eq(found.count, 2);
		ck_assert_str_eq(found.records[0]->file, "a.packed/runs/b.csv");
		ck_assert_str_eq(found.records[1]->file, "a.packed/runs/a.csv");
		assert_near(found.records[0]->energy_kwh, 0.2, 1e-12);
		assert_near(found.records[1]->energy_kwh, 0.2, 1e-12);
		ck_assert_uint_eq(found.skipped, 2);
		ck_assert(passed_over(&job, "a.packed/runs/notes.txt",
		    "of no format"));
		ck_assert(passed_over(&job, "a.packed/runs/none.csv", "empty"));
		job_end(&job);
	}
}
END_TEST

START_TEST(one_member)
{
	static const struct pack_entry both[] = { LOG("a.csv"), LOG("b.csv"),
		{ "notes.txt", "just words\n", 0 } };
	struct job job = job_new();

	pack_entries("two.zip", ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE,
	    both, 3);
	job_read(&job, "two.zip/b.csv");
	assert_near(job.record->energy_kwh, 0.2, 1e-12);
	job_read(&job, "two.zip/c.csv");
	ck_assert_uint_eq(job_said(&job, DIAG_FILE_OPEN), 1);
	job_read(&job, "two.zip");
	ck_assert_uint_eq(job_said(&job, DIAG_FORMAT_AMBIGUOUS), 1);
	ck_assert_ptr_null(job.record->format);
	/* the only log of an archive is the archive's */
	job_read(&job, pack_entries("one.tar", ARCHIVE_FORMAT_TAR,
	    ARCHIVE_FILTER_NONE, both + 1, 2));
	assert_near(job.record->energy_kwh, 0.2, 1e-12);
	job_end(&job);
}
END_TEST

/* A member may be compressed; an archive in it is not opened. */
START_TEST(nested)
{
	static const struct pack_entry inner[] = { LOG("a.csv") };
	struct buf bytes, tar;
	struct archive *archive;
	static const int none[] = { PACK_END };
	struct job job = job_new();
	struct found found;

	bytes = pack_bytes(pack_log("inner.gz", ARCHIVE_FILTER_GZIP));
	tar = pack_bytes(pack_entries("inner.tgz", ARCHIVE_FORMAT_TAR,
	    ARCHIVE_FILTER_GZIP, inner, 1));
	archive = pack_open("outer.zip", ARCHIVE_FORMAT_ZIP, none);
	pack_add(archive, "power.csv.gz", AE_IFREG, bytes.s, bytes.n);
	pack_add(archive, "more.tar.gz", AE_IFREG, tar.s, tar.n);
	pack_close(archive);
	found = find(&job, "outer.zip");
	ck_assert_uint_eq(found.count, 1);
	assert_near(found.records[0]->energy_kwh, 0.2, 1e-12);
	ck_assert(passed_over(&job, "outer.zip/more.tar.gz",
	    "an archive inside an archive"));
	job_read(&job, "outer.zip/more.tar.gz");
	ck_assert_uint_eq(job_said(&job, DIAG_FILE_READ), 1);
	job_end(&job);
	buf_free(&bytes);
	buf_free(&tar);
}
END_TEST

/* Every kind of name and member that unpacking would be harmed by. */
START_TEST(hostile_members)
{
	static const struct pack_entry entries[] = {
		LOG("../climb.csv"), LOG("a/../../b.csv"), LOG("a/.."),
		LOG("a\\..\\..\\c.csv"), LOG("/etc/abs.csv"),
		LOG("C:\\abs.csv"), LOG("line\nbreak.csv"),
		{ "link.csv", "/etc/passwd", AE_IFLNK },
		{ "pipe.csv", "", AE_IFIFO },
		{ "disk.csv", "", AE_IFBLK },
		LOG("...csv"), LOG("a..b/good.csv"),
	};
	static const char *const whys[][2] = {
		{ "../climb.csv", "leaves the archive" },
		{ "a/../../b.csv", "leaves the archive" },
		{ "a/..", "leaves the archive" },
		{ "a\\..\\..\\c.csv", "leaves the archive" },
		{ "/etc/abs.csv", "absolute" },
		{ "C:\\abs.csv", "absolute" },
		{ "link.csv", "a link" },
		{ "pipe.csv", "a device" },
		{ "disk.csv", "a device" },
	};
	struct job job = job_new();
	struct found found;
	struct buf before, after;
	char file[256];
	size_t i;

	pack_entries("hostile.tar", ARCHIVE_FORMAT_TAR, ARCHIVE_FILTER_NONE,
	    entries, sizeof entries / sizeof entries[0]);
	before = names_here();
	found = find(&job, "hostile.tar");
	after = names_here();
	ck_assert_str_eq(before.s, after.s);
	ck_assert_int_ne(access("../climb.csv", F_OK), 0);
	for (i = 0; i < sizeof whys / sizeof whys[0]; i++) {
		snprintf(file, sizeof file, "hostile.tar/%s", whys[i][0]);
		ck_assert_msg(passed_over(&job, file, whys[i][1]), "%s", file);
	}
	ck_assert_uint_eq(found.count, 3);
	ck_assert_str_eq(found.records[0]->file, "hostile.tar/line?break.csv");
	ck_assert_str_eq(found.records[2]->file,
	    "hostile.tar/a..b/good.csv");
	job_end(&job);
	buf_free(&before);
	buf_free(&after);
}
END_TEST

START_TEST(encrypted)
{
	struct archive *archive = archive_write_new();
	struct job job = job_new();
	struct found found;

	ck_assert_int_eq(archive_write_set_format_zip(archive), ARCHIVE_OK);
	ck_assert_int_eq(archive_write_set_options(archive,
	    "zip:encryption=traditional"), ARCHIVE_OK);
	ck_assert_int_eq(archive_write_set_passphrase(archive, "secret"),
	    ARCHIVE_OK);
	ck_assert_int_eq(archive_write_open_filename(archive, "locked.zip"),
	    ARCHIVE_OK);
	pack_add(archive, "power.csv", AE_IFREG, PACK_LOG,
	    sizeof PACK_LOG - 1);
	pack_close(archive);
	found = find(&job, "locked.zip");
	ck_assert_uint_eq(found.count, 0);
	ck_assert(passed_over(&job, "locked.zip/power.csv", "encrypted"));
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_NOTHING), 1);
	job_end(&job);
}
END_TEST

/* Where the list at the end of a zip archive begins. */
static size_t
list_of(const struct buf *zip)
{
	size_t at = 0;

	while (memcmp(zip->s + at, "PK\1\2", 4) != 0)
		at++;
	return at;
}

/* LZMA in zip reserves what its header says: a fuzzer had it ask for 1 GB. */
START_TEST(zip_methods)
{
	static const int methods[] = { 0, 8, 12, 14, 98 };
	struct buf zip = pack_bytes(pack_entries("stored.zip",
	    ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE,
	    (const struct pack_entry[]){ LOG("a.csv") }, 1));
	size_t i;

	for (i = 0; i < sizeof methods / sizeof methods[0]; i++) {
		struct job job = job_new();
		size_t list = list_of(&zip);

		/* in the file's own header and in the list */
		zip.s[8] = zip.s[list + 10] = (char)methods[i];
		find(&job, job_write("method.zip", zip.s, zip.n));
		ck_assert_int_eq(passed_over(&job, "method.zip/a.csv",
		    "in a way that is not read"), methods[i] > 12);
		job_end(&job);
	}
	buf_free(&zip);
}
END_TEST

/* The later of two files of one name is the one that unpacking leaves. */
START_TEST(same_name)
{
	static const struct pack_entry entries[] = {
		{ "a.csv", "timestamp, index, power.draw [W]\n"
		  "2026/01/01 00:00:00.000, 0, 1.00 W\n"
		  "2026/01/01 01:00:00.000, 0, 1.00 W\n", 0 },
		LOG("a.csv"),
	};
	struct job job = job_new();
	struct found found = find(&job, pack_entries("twice.tar",
	    ARCHIVE_FORMAT_TAR, ARCHIVE_FILTER_NONE, entries, 2));

	ck_assert_uint_eq(found.count, 1);
	assert_near(found.records[0]->energy_kwh, 0.2, 1e-12);
	ck_assert(passed_over(&job, "twice.tar/a.csv", "the same name"));
	job_end(&job);
}
END_TEST

/*
 * What came before the break is read; that it broke is said. A zip archive
 * that lacks its list alone is read whole.
 */
START_TEST(cut_off)
{
	static const struct pack_entry entries[] = { LOG("a.csv"),
		LOG("b.csv"), LOG("c.csv") };
	struct buf tar = pack_bytes(pack_entries("whole.tar",
	    ARCHIVE_FORMAT_TAR, ARCHIVE_FILTER_NONE, entries, 3));
	struct buf zip = pack_bytes(pack_entries("whole.zip",
	    ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, entries, 3));
	size_t n;

	for (n = 512; n <= 3072; n += 256) {
		struct job job = job_new();
		struct found found;

		found = find(&job, job_write("part.tar", tar.s, n));
		ck_assert_msg(diags_have_error(&job.diags, 0) ||
		    job_said(&job, DIAG_LOG_PARTIAL) > 0, "cut at %zu", n);
		ck_assert_uint_ge(found.count, n / 1024);
		job_end(&job);
	}
	for (n = 4; n < zip.n; n += 7) {
		struct job job = job_new();
		struct found found = find(&job, job_write("part.zip", zip.s,
		    n));

		ck_assert_msg(diags_have_error(&job.diags, 0) ||
		    (n > list_of(&zip) && found.count == 3), "cut at %zu", n);
		job_end(&job);
	}
	buf_free(&tar);
	buf_free(&zip);
}
END_TEST

/* A wrong byte anywhere: never a crash; in a zip's data, never unnoticed. */
START_TEST(damaged)
{
	static const struct pack_entry entries[] = { LOG("a.csv"),
		LOG("b.csv") };
	static const int formats[] = { ARCHIVE_FORMAT_ZIP, ARCHIVE_FORMAT_TAR };
	size_t i, at;

	for (i = 0; i < 2; i++) {
		struct buf bytes = pack_bytes(pack_entries("whole",
		    formats[i], ARCHIVE_FILTER_NONE, entries, 2));

		for (at = 0; at < bytes.n && at < 2600; at += 3) {
			struct job job = job_new();
			bool in_data = i == 0 && at > 70 && at < 120;

			bytes.s[at] = (char)(bytes.s[at] ^ 4);
			find(&job, job_write("damaged", bytes.s, bytes.n));
			bytes.s[at] = (char)(bytes.s[at] ^ 4);
			ck_assert_msg(!in_data ||
			    diags_have_error(&job.diags, 0), "byte %zu", at);
			job_end(&job);
		}
		buf_free(&bytes);
	}
}
END_TEST

START_TEST(folder)
{
	struct job job = job_new();
	struct found found;

	mkdir("runs", 0700);
	mkdir("runs/b", 0700);
	mkdir("runs/.git", 0700);
	job_write("runs/b/power.csv", PACK_LOG, sizeof PACK_LOG - 1);
	job_write("runs/.git/power.csv", PACK_LOG, sizeof PACK_LOG - 1);
	job_write("runs/notes.txt", "just words\n", 11);
	pack_log("runs/a.csv.gz", ARCHIVE_FILTER_GZIP);
	ck_assert_int_eq(symlink("b", "runs/loop"), 0);
	ck_assert_int_eq(mkfifo("runs/pipe", 0600), 0);
	found = find(&job, "runs");
	ck_assert_uint_eq(found.count, 2);
	ck_assert_str_eq(found.records[0]->file, "runs/a.csv.gz");
	ck_assert_str_eq(found.records[1]->file, "runs/b/power.csv");
	ck_assert(passed_over(&job, "runs/.git", "hidden"));
	ck_assert(passed_over(&job, "runs/loop", "a link"));
	ck_assert(passed_over(&job, "runs/pipe", "a device"));
	ck_assert(passed_over(&job, "runs/notes.txt", "of no format"));
	job_end(&job);
}
END_TEST

START_TEST(deep_folder)
{
	struct job job = job_new();
	char path[256] = "deep";
	int depth;

	mkdir(path, 0700);
	for (depth = 0; depth <= FOUND_DEPTH_MAX; depth++) {
		strcat(path, "/d");
		mkdir(path, 0700);
	}
	strcat(path, "/power.csv");
	job_write(path, PACK_LOG, sizeof PACK_LOG - 1);
	ck_assert_uint_eq(find(&job, "deep").count, 0);
	ck_assert_uint_eq(job_said(&job, DIAG_FILE_LIMIT), 1);
	job_end(&job);
}
END_TEST

/* Of many files that are passed over the first are named, the rest counted. */
START_TEST(many_skipped)
{
	struct job job = job_new();
	char path[64];
	int i;

	mkdir("many", 0700);
	for (i = 0; i < FOUND_NAMED_MAX + 17; i++) {
		snprintf(path, sizeof path, "many/%d.txt", i);
		job_write(path, "just words\n", 11);
	}
	ck_assert_uint_eq(find(&job, "many").skipped, FOUND_NAMED_MAX + 17);
	ck_assert_uint_eq(job_said(&job, DIAG_FILE_SKIPPED),
	    FOUND_NAMED_MAX + 1);
	ck_assert(passed_over(&job, "many", "17 more"));
	job_end(&job);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("search");

	tests_add(suite, each_archive);
	tests_add(suite, one_member);
	tests_add(suite, nested);
	tests_add(suite, hostile_members);
	tests_add(suite, encrypted);
	tests_add(suite, zip_methods);
	tests_add(suite, same_name);
	tests_add(suite, cut_off);
	tests_add(suite, damaged);
	tests_add(suite, folder);
	tests_add(suite, deep_folder);
	tests_add(suite, many_skipped);
	return tests_run(suite);
}
