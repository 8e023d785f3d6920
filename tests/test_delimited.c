/*
 * Tables by a column map, the faults of such a map, and files that no reader
 * knows or that are read as the format that is asked for.
 */
#include "ingest_text.h"

START_TEST(delimited_shapes)
{
	static const struct {
		const char *columns, *text;
		double joules;
	} shapes[] = {
		{ "time=0,power=1,unit=W", "1,5\n2,5\n3,7\n", 11 },
		{ "time=0,power=1,unit=mW", "t;p\n0;5000\n2;5000\n", 10 },
		{ "time=1,power=0,unit=kW,delimiter=;",
		    "0,005;1,5\n0,005;3,5\n", 10 },
		{ "time=0,power=1,unit=W,time-unit=ms", "0 5\n500 5\n", 0 },
		{ "time=0,power=1,unit=W,time-unit=ms,delimiter=space",
		    "  0   5\n500 5\n", 2.5 },
		{ "time=0,power=1,unit=W,time-unit=min", "0,5\n1,5\n", 300 },
		{ "time=0,power=2,unit=W,device=1",
		    "1700000000.5,a,5\n1700000000.5,b,7\n"
		    "1700000002.5,a,5\n1700000002.5,b,7\n", 24 },
		{ "time=0,power=1,unit=W",
		    "1700000000500,5\n1700000001500,5\n", 5 },
		{ "time=0,power=1,unit=W,delimiter=,",
		    "2025-01-01T10:00:00Z,5\n2025-01-01T12:00:01+02:00,5\n",
		    5 },
		{ "time=0,power=1,header=2", "1,9 W\n2,9 W\n3,9 W\n4,9 W\n",
		    9 },
		{ "time=0,energy=1,unit=J", "1,100\n2,150\n3,10\n4,30\n",
		    70 },
		{ "time=0,power=1,unit=W",
		    "# a comment\n1,5\n# another\n2,5\n", 5 },
	};
	size_t i;

	for (i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
		struct job job = job_new();

		job.options.columns = shapes[i].columns;
		job_read_text(&job, "shape.csv", shapes[i].text);
		if (shapes[i].joules > 0)
			assert_joules(job, shapes[i].joules);
		else
			ck_assert_uint_eq(job_said(&job, DIAG_LOG_NOTHING), 1);
		job_end(&job);
	}
}
END_TEST

START_TEST(column_faults)
{
	static const struct {
		const char *columns;
		enum diag_code code;
	} faults[] = {
		{ "time=0", DIAG_STUDY_VALUE },
		{ "power=0", DIAG_STUDY_VALUE },
		{ "", DIAG_STUDY_VALUE },
		{ "time=0,power=1,energy=2", DIAG_STUDY_VALUE },
		{ "time=x,power=1", DIAG_STUDY_VALUE },
		{ "time=-1,power=1", DIAG_STUDY_VALUE },
		{ "time=0,power=1e9", DIAG_STUDY_VALUE },
		{ "time=0,power=1,unit=V", DIAG_STUDY_VALUE },
		{ "time=0,power=1,unit=J", DIAG_STUDY_VALUE },
		{ "time=0,power=1,unit=g", DIAG_STUDY_VALUE },
		{ "time=0,power=1,colour=2", DIAG_STUDY_VALUE },
		{ "time=0,power=1,time-unit=W", DIAG_STUDY_VALUE },
		{ "time=0,power=1,delimiter=ab", DIAG_STUDY_VALUE },
		{ "time=0,power=1", DIAG_QUANTITY_UNIT },
		{ "time=7,power=1,unit=W", DIAG_LOG_NOTHING },
		{ "time=0,power=7,unit=W", DIAG_LOG_NOTHING },
	};
	size_t i;

	for (i = 0; i < sizeof faults / sizeof faults[0]; i++) {
		struct job job = job_new();

		job.options.columns = faults[i].columns;
		job_read_text(&job, "fault.csv", "1,5\n2,5\n");
		ck_assert_uint_eq(job_said(&job, faults[i].code), 1);
		ck_assert(isnan(job.record->energy_kwh));
		job_end(&job);
	}
}
END_TEST

/* What is no log of ours: one error each, and what would be right. */
START_TEST(unknown_formats)
{
	static const struct {
		const char *text, *hint;
		enum diag_code code;
	} files[] = {
		{ "a,b\n1,2\n", "columns=", DIAG_FORMAT_UNKNOWN },
		{ "just words\n", "--format", DIAG_FORMAT_UNKNOWN },
		{ "version https://git-lfs.github.com/spec/v1\n", "git lfs",
		    DIAG_FORMAT_UNKNOWN },
		{ "\x1f\x8b\x08", "gzip", DIAG_FILE_READ },
		{ "\x01\x02\x03\x04\x05", "binary", DIAG_FORMAT_UNKNOWN },
	};
	size_t i;

	for (i = 0; i < sizeof files / sizeof files[0]; i++) {
		struct job job = job_new();
		const struct record *record = job_read_text(&job, "what",
		    files[i].text);

		ck_assert_ptr_null(record->format);
		ck_assert_uint_eq(record->diag_count, 1);
		ck_assert_ptr_nonnull(strstr(job_diag(&job,
		    files[i].code)->text, files[i].hint));
		job_end(&job);
	}
}
END_TEST

START_TEST(forced_format)
{
	struct job job = job_new();

	job.options.format = "codecarbo";
	job_read_text(&job, "forced.csv", "a,b\n1,2\n");
	ck_assert_ptr_nonnull(strstr(job_diag(&job, DIAG_FORMAT_NAME)->text,
	    "\"codecarbon\""));
	job.options.format = "codecarbon";
	job_read(&job, "forced.csv");
	ck_assert_str_eq(job.record->format, "codecarbon");
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_NOTHING), 1);
	job_end(&job);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("delimited");

	tests_add(suite, delimited_shapes);
	tests_add(suite, column_faults);
	tests_add(suite, unknown_formats);
	tests_add(suite, forced_format);
	return tests_run(suite);
}
