/*
 * Input that unpacks to far more than it is: limits hold, each with its own
 * diagnostic, in little memory and without a file written.
 */
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "base/sanitizer.h"
#include "packed.h"

enum { MEMORY_MAX_KB = 64 << 10, BLOCK = 1 << 16 };

/* What "wattleaf inspect PATH" came to. */
struct outcome {
	int status;
	long memory_kb; /* the most that was resident */
	struct buf said;
};

/* In the child: what the command says goes to "said". */
static void
run_command(const char *path)
{
	const char *program = getenv("WATTLEAF");
	int said = open("said", O_WRONLY | O_CREAT | O_TRUNC, 0600);

	dup2(said, STDOUT_FILENO);
	dup2(said, STDERR_FILENO);
	execl(program, program, "inspect", path, (char *)NULL);
	_exit(127);
}

static struct outcome
inspect(const char *path)
{
	struct outcome outcome = { 0 };
	struct rusage usage;
	int status;
	pid_t child = fork();

	if (child == 0)
		run_command(path);
	ck_assert_int_eq(wait4(child, &status, 0, &usage), child);
	ck_assert_msg(WIFEXITED(status), "%s: ended by a signal", path);
	outcome.status = WEXITSTATUS(status);
	outcome.memory_kb = usage.ru_maxrss;
	outcome.said = pack_bytes("said");
	buf_putc(&outcome.said, '\0');
	return outcome;
}

/* Refused with status 3 and WORDS, within the memory. */
static void
assert_bounded(const char *path, const char *words)
{
	struct outcome outcome = inspect(path);

	ck_assert_msg(outcome.status == 3, "%s: status %d: %s", path,
	    outcome.status, outcome.said.s);
	ck_assert_msg(strstr(outcome.said.s, words) != NULL, "%s: %s", path,
	    outcome.said.s);
	ck_assert_msg(ADDRESS_SANITIZER || outcome.memory_kb < MEMORY_MAX_KB,
	    "%s: %ld KiB", path, outcome.memory_kb);
	buf_free(&outcome.said);
}

/* MEGABYTES of the byte C behind the text HEAD, compressed. */
static const char *
pack_run(const char *path, const int *filters, const char *head, char c,
    long megabytes)
{
	struct archive *archive = pack_open(path, ARCHIVE_FORMAT_RAW, filters);
	struct archive_entry *entry = archive_entry_new();
	char block[BLOCK];
	long i;

	archive_entry_set_pathname(entry, "data");
	archive_entry_set_filetype(entry, AE_IFREG);
	ck_assert_int_eq(archive_write_header(archive, entry), ARCHIVE_OK);
	archive_write_data(archive, head, strlen(head));
	memset(block, c, sizeof block);
	for (i = 0; i < megabytes * 16; i++)
		ck_assert_int_eq(archive_write_data(archive, block,
		    sizeof block), BLOCK);
	archive_entry_free(entry);
	pack_close(archive);
	return path;
}

static const int gzip[] = { ARCHIVE_FILTER_GZIP, PACK_END };
static const int zstd[] = { ARCHIVE_FILTER_ZSTD, PACK_END };
static const int bzip2[] = { ARCHIVE_FILTER_BZIP2, PACK_END };
static const int gzip_twice[] = { ARCHIVE_FILTER_GZIP, ARCHIVE_FILTER_GZIP,
	PACK_END };

#define TABLE "timestamp, index, power.draw [W]\n"

/* Zeros are an empty tar archive, or nothing: no log at all. */
START_TEST(zeros)
{
	assert_bounded(pack_run("zeros.gz", gzip, "", '\0', 100),
	    "[log-nothing]");
	assert_bounded(pack_run("zeros.zst", zstd, "", '\0', 100),
	    "[log-nothing]");
}
END_TEST

/* A log whose rows never end, or that is one line, is stopped by the ratio. */
START_TEST(rows_without_end)
{
	assert_bounded(pack_run("rows.zst", zstd, TABLE, '\n', 150),
	    "2000 times its size [file-limit]");
	assert_bounded(pack_run("line.bz2", bzip2, TABLE, '1', 150),
	    "2000 times its size [file-limit]");
	assert_bounded(pack_run("twice.gz.gz", gzip_twice, TABLE, '\n', 150),
	    "2000 times its size [file-limit]");
}
END_TEST

/* gzip alone can't pass the ratio: it takes time, and no memory. */
START_TEST(long_line)
{
	struct outcome outcome = inspect(pack_run("line.gz", gzip, TABLE,
	    'x', 150));

	ck_assert_int_eq(outcome.status, 3);
	ck_assert(strstr(outcome.said.s, "[log-nothing]") != NULL);
	ck_assert(ADDRESS_SANITIZER || outcome.memory_kb < MEMORY_MAX_KB);
	buf_free(&outcome.said);
}
END_TEST

/* What is passed over in an archive counts too. */
START_TEST(passed_over)
{
	static const int none[] = { PACK_END };
	static const int tar[] = { ARCHIVE_FILTER_ZSTD, PACK_END };
	struct buf bomb = pack_bytes(pack_run("bomb", zstd, TABLE, '\n', 150));
	struct archive *archive;
	struct archive_entry *entry = archive_entry_new();
	char block[BLOCK] = { 0 };
	long i;

	archive = pack_open("bomb.zip", ARCHIVE_FORMAT_ZIP, none);
	pack_add(archive, "bomb.csv.zst", AE_IFREG, bomb.s, bomb.n);
	pack_close(archive);
	assert_bounded("bomb.zip", "2000 times its size [file-limit]");
	archive = pack_open("bomb.tar.zst", ARCHIVE_FORMAT_TAR, tar);
	archive_entry_set_pathname(entry, "zeros.bin");
	archive_entry_set_filetype(entry, AE_IFREG);
	archive_entry_set_perm(entry, 0644);
	archive_entry_set_size(entry, (la_int64_t)150 << 20);
	archive_write_header(archive, entry);
	for (i = 0; i < 150 * 16; i++)
		archive_write_data(archive, block, sizeof block);
	archive_entry_free(entry);
	pack_add(archive, "power.csv", AE_IFREG, PACK_LOG,
	    sizeof PACK_LOG - 1);
	pack_close(archive);
	assert_bounded("bomb.tar.zst", "2000 times its size [file-limit]");
	buf_free(&bomb);
}
END_TEST

START_TEST(too_many_members)
{
	struct archive *archive = pack_open("many.tar.gz", ARCHIVE_FORMAT_TAR,
	    gzip);
	char name[32];
	int i;

	for (i = 0; i < 65536 + 10; i++) {
		snprintf(name, sizeof name, "%d.txt", i);
		pack_add(archive, name, AE_IFREG, "words\n", 6);
	}
	pack_close(archive);
	assert_bounded("many.tar.gz", "more than 65536 members [file-limit]");
}
END_TEST

static void
put(struct buf *bytes, uint64_t number, int n)
{
	for (; n > 0; n--, number >>= 8)
		buf_putc(bytes, (char)(number & 255));
}

/* A header of a stored file of SIZE bytes called NAME; of the list when AT isn't negative. */
static void
put_header(struct buf *zip, const char *name, uint32_t sum, uint32_t size,
    long at)
{
	put(zip, at < 0 ? 0x04034b50 : 0x02014b50, 4);
	if (at >= 0)
		put(zip, 20, 2);
	put(zip, 20, 2);
	put(zip, 0, 8);       /* flags, stored, time */
	put(zip, sum, 4);
	put(zip, size, 4);
	put(zip, size, 4);
	put(zip, strlen(name), 2);
	put(zip, 0, 2);
	if (at >= 0) {
		put(zip, 0, 10);  /* comment, disk, attributes */
		put(zip, (uint64_t)at, 4);
	}
	buf_puts(zip, name);
}

static void
put_end(struct buf *zip, size_t count, size_t list)
{
	size_t n = zip->n - list;

	put(zip, 0x06054b50, 4);
	put(zip, 0, 4);
	put(zip, count, 2);
	put(zip, count, 2);
	put(zip, n, 4);
	put(zip, list, 4);
	put(zip, 0, 2);
}

/* A zip archive of one stored log that says it has SIZE bytes. */
static const char *
lying_zip(const char *path, uint32_t size)
{
	struct buf zip = { 0 };
	size_t list;

	put_header(&zip, "power.csv", 0, size, -1);
	buf_puts(&zip, PACK_LOG);
	list = zip.n;
	put_header(&zip, "power.csv", 0, size, 0);
	put_end(&zip, 1, list);
	job_write(path, zip.s, zip.n);
	buf_free(&zip);
	return path;
}

START_TEST(lying_sizes)
{
	assert_bounded(lying_zip("huge.zip", 0xfffffff0), "[file-");
	assert_bounded(lying_zip("large.zip", 1 << 30), "[file-");
	assert_bounded(lying_zip("small.zip", 3), "[");
}
END_TEST

/* A list of names that is longer than what is to be held of it. */
START_TEST(long_list)
{
	struct buf zip = { 0 };
	char name[400];
	size_t i, list;

	memset(name, 'n', sizeof name);
	name[sizeof name - 1] = '\0';
	put_header(&zip, name, 0, 0, -1);
	list = zip.n;
	for (i = 0; i < 60000; i++) {
		snprintf(name, 9, "%08zu", i);
		name[8] = 'n';
		put_header(&zip, name, 0, 0, 0);
	}
	put_end(&zip, 60000, list);
	job_write("list.zip", zip.s, zip.n);
	buf_free(&zip);
	assert_bounded("list.zip", "[file-limit]");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("bombs");

	if (getenv("WATTLEAF") == NULL)
		return tests_skip("WATTLEAF names no program");
	tests_add(suite, zeros);
	tests_add(suite, rows_without_end);
	tests_add(suite, long_line);
	tests_add(suite, passed_over);
	tests_add(suite, too_many_members);
	tests_add(suite, lying_sizes);
	tests_add(suite, long_list);
	return tests_run(suite);
}
