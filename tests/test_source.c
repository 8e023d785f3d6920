/*
 * Files by lines and whole, as they come: marks, line ends, encodings.
 */
#include <fcntl.h>
#include <sys/stat.h>

#include "base/source.h"
#include "ingest_text.h"

static void
assert_span(struct span text, const char *expected)
{
	ck_assert_uint_eq(text.n, strlen(expected));
	ck_assert(span_equal(text, expected));
}

static void
assert_line(struct source *source, const char *expected)
{
	struct span line;

	ck_assert(source_line(source, &line));
	assert_span(line, expected);
}

static struct source *
open_text(struct job *job, const char *text, size_t n)
{
	struct source *source;

	source = source_open(job_write("source.txt", text, n), job->arena,
	    &job->diags);
	ck_assert_ptr_nonnull(source);
	return source;
}

START_TEST(line_ends)
{
	static const char text[] = "\xef\xbb\xbfone\r\ntwo\r\r\n\nfo\rur";
	struct job job = job_new();
	struct source *source = open_text(&job, text, sizeof text - 1);
	struct span line;

	assert_line(source, "one");
	ck_assert_uint_eq(source_pos(source, 1).line, 1);
	assert_line(source, "two");
	assert_line(source, "");
	ck_assert(!source_torn(source));
	assert_line(source, "fo\rur");
	ck_assert(source_torn(source));
	ck_assert_uint_eq(source_pos(source, 7).line, 4);
	ck_assert_uint_eq(source_pos(source, 7).column, 7);
	ck_assert(!source_line(source, &line));
	ck_assert(!source_line(source, &line));
	source_close(source);
	job_end(&job);
}
END_TEST

START_TEST(nul_bytes_and_head)
{
	static const char text[] = "a\0b\nc\n";
	struct job job = job_new();
	struct source *source = open_text(&job, text, sizeof text - 1);
	struct span line;

	ck_assert_uint_eq(source_head(source).n, 6);
	ck_assert(source_line(source, &line));
	ck_assert_uint_eq(line.n, 3);
	ck_assert_mem_eq(line.s, "a\0b", 3);
	assert_line(source, "c");
	ck_assert(!source_torn(source));
	ck_assert_mem_eq(source_head(source).s, text, 6);
	source_close(source);
	job_end(&job);
}
END_TEST

/* What PowerShell's ">" writes. */
START_TEST(utf16)
{
	static const char little[] = "\xff\xfe" "a\0\xe9\0\n\0\x3d\xd8\x00\xde"
	    "\0\xdc\n";
	static const char big[] = "\xfe\xff\0a\0\n";
	struct job job = job_new();
	struct source *source = open_text(&job, little, sizeof little - 1);

	assert_line(source, "a\xc3\xa9");
	assert_line(source, "\xf0\x9f\x98\x80\xef\xbf\xbd");
	source_close(source);
	source = open_text(&job, big, sizeof big - 1);
	assert_line(source, "a");
	source_close(source);
	job_end(&job);
}
END_TEST

/* Lines that cross the reading block come out whole. */
START_TEST(many_blocks)
{
	struct job job = job_new();
	struct source *source;
	struct span line;
	FILE *stream = fopen("blocks.txt", "w");
	int i, n = 0;

	for (i = 0; i < 40000; i++)
		fprintf(stream, "line %d of a long file\n", i);
	fclose(stream);
	source = source_open("blocks.txt", job.arena, &job.diags);
	for (i = 0; source_line(source, &line); i++) {
		char expected[64];

		snprintf(expected, sizeof expected, "line %d of a long file",
		    i);
		n += span_equal(line, expected);
	}
	ck_assert_int_eq(n, 40000);
	ck_assert_uint_eq(source_pos(source, 1).line, 40000);
	source_close(source);
	job_end(&job);
}
END_TEST

START_TEST(line_too_long)
{
	struct job job = job_new();
	struct source *source;
	struct span line;
	FILE *stream = fopen("long.txt", "w");
	int i;

	for (i = 0; i < (SOURCE_LINE_MAX >> 10) + 100; i++)
		fprintf(stream, "%01024d", 7);
	fputs("\nnext\n", stream);
	fclose(stream);
	source = source_open("long.txt", job.arena, &job.diags);
	ck_assert(source_line(source, &line));
	ck_assert_uint_eq(line.n, SOURCE_LINE_MAX);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_ROW), 1);
	assert_line(source, "next");
	source_close(source);
	job_end(&job);
}
END_TEST

START_TEST(rest_as_text)
{
	static const char text[] = "head\nbody\nmore";
	struct job job = job_new();
	struct source *source = open_text(&job, text, sizeof text - 1);
	struct span rest, line;

	assert_line(source, "head");
	ck_assert(source_text(source, &rest));
	ck_assert(!source_line(source, &line));
	source_close(source);
	assert_span(rest, "body\nmore");
	job_end(&job);
}
END_TEST

static void
assert_refused(const char *path, enum diag_code code)
{
	struct job job = job_new();

	ck_assert_ptr_null(source_open(path, job.arena, &job.diags));
	ck_assert_uint_eq(job.diags.count, 1);
	ck_assert_int_eq((int)job.diags.items[0].code, (int)code);
	ck_assert_str_eq(job.diags.items[0].pos.file, path);
	job_end(&job);
}

START_TEST(refused)
{
	job_write("empty.txt", "", 0);
	job_write("mark.txt", "\xef\xbb\xbf", 3);
	assert_refused("empty.txt", DIAG_FILE_EMPTY);
	assert_refused("mark.txt", DIAG_FILE_EMPTY);
	assert_refused("absent.txt", DIAG_FILE_OPEN);
	assert_refused(".", DIAG_FILE_OPEN);
	assert_refused("/dev/zero", DIAG_FILE_OPEN);
}
END_TEST

/* A named pipe that nobody writes to must not hold the program up. */
START_TEST(silent_pipe)
{
	ck_assert(mkfifo("pipe", 0600) == 0 || access("pipe", F_OK) == 0);
	assert_refused("pipe", DIAG_FILE_EMPTY);
}
END_TEST

START_TEST(standard_input)
{
	struct job job = job_new();
	struct source *source;
	int fd;

	job_write("input.txt", "from stdin\n", 11);
	fd = open("input.txt", O_RDONLY);
	ck_assert_int_eq(dup2(fd, STDIN_FILENO), STDIN_FILENO);
	source = source_open("-", job.arena, &job.diags);
	ck_assert_ptr_nonnull(source);
	assert_line(source, "from stdin");
	ck_assert_str_eq(source_pos(source, 1).file, "-");
	source_close(source);
	close(fd);
	job_end(&job);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("source");

	tests_add(suite, line_ends);
	tests_add(suite, nul_bytes_and_head);
	tests_add(suite, utf16);
	tests_add(suite, many_blocks);
	tests_add(suite, line_too_long);
	tests_add(suite, rest_as_text);
	tests_add(suite, refused);
	tests_add(suite, silent_pipe);
	tests_add(suite, standard_input);
	return tests_run(suite);
}
