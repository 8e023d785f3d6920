/*
 * The table that Slurm's sacct writes, with whatever stands between its
 * columns: zones, elapsed times and counts of GPUs as its cells have them.
 */
#include "ingest_tree.h"

START_TEST(zones)
{
	struct reader reader = reader_new();
	const struct record *record;

	reader.options.zone_s = 3600;
	record = read_as(&reader, "a.txt", "JobID|Elapsed|Start|End\n"
	    "1|00:00:10|2024-03-15T21:00:00|2024-03-15T21:00:10\n");
	ck_assert(record->zoned);
	assert_near(record->start_s, 1710532800, 0);
	record = read_as(&reader, "a.txt", "JobID|Elapsed|Start|End\n"
	    "1|00:00:10|2024-03-15T20:00:00+0000|2024-03-15T20:00:10+0000\n");
	assert_near(record->start_s, 1710532800, 0);
	reader.options.zone_s = (double)NAN;
	record = read_as(&reader, "a.txt", "JobID|Elapsed|Start|End\n"
	    "1|00:00:10|2024-03-15-20:00:00|Unknown\n");
	assert_near(record->start_s, 1710532800, 0);
	ck_assert(!record->zoned);
	record = read_as(&reader, "a.txt", "JobID|State|Start|End\n"
	    "1|FAILED|1710532800|1710532860\n");
	ck_assert_double_eq(record->duration_s, 60);
	ck_assert(record->zoned);
	reader_free(&reader);
}
END_TEST

/* Text, seconds; NAN where the text is no elapsed time. */
START_TEST(elapsed_texts)
{
	static const struct {
		const char *text;
		double seconds;
	} all[] = {
		{ "00:02:26", 146 },
		{ "10-13:27:06", 912426 },
		{ "2630:02:36", 9468156 },
		{ "01:30.500", 90.5 },
	};
	struct reader reader = reader_new();
	const struct record *record;
	char text[128];
	size_t i;

	for (i = 0; i < sizeof all / sizeof all[0]; i++) {
		snprintf(text, sizeof text, "JobID|Elapsed\n5|%s\n",
		    all[i].text);
		record = read_as(&reader, "a.txt", text);
		assert_near(record->duration_s, all[i].seconds, 1e-9);
	}
	record = read_as(&reader, "a.txt", "JobID|Elapsed\n5|UNLIMITED\n"
	    "6|INVALID\n7|1:2:3:4\n8|-00:01:00\n");
	ck_assert_uint_eq(record->rows_skipped, 4);
	ck_assert(isnan(record->duration_s));
	assert_pos(said(&reader, DIAG_LOG_ROW)->pos, 2, 3);
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_NOTHING));
	reader_free(&reader);
}
END_TEST

START_TEST(delimiters)
{
	static const char *const all[] = {
		"JobID|Comment|ElapsedRaw|AllocTRES|\n"
		"9|a|30|cpu=1,gres/gpu=2|\n9.0|a|30||\n",
		"JobID^|^Comment^|^ElapsedRaw^|^AllocTRES\n"
		"9^|^a|b^|^30^|^cpu=1,gres/gpu=2\n",
		"JobID,Comment,ElapsedRaw,AllocTRES\n"
		"9,\"a,b\",30,\"cpu=1,gres/gpu=2\"\n",
		"JobID,ElapsedRaw,AllocTRES\n9,30,cpu=1,gres/gpu=2\n",
		"JobID;ElapsedRaw;AllocTRES\r\n9;30;cpu=1,gres/gpu=2\r\n",
		"JobID\tElapsedRaw\tAllocTRES\n9\t30\tcpu=1,gres/gpu=2\n",
	};
	struct reader reader = reader_new();
	size_t i;

	for (i = 0; i < sizeof all / sizeof all[0]; i++) {
		const struct record *record =
		    read_as(&reader, "a.txt", all[i]);

		ck_assert_msg(record->format != NULL &&
		    strcmp(record->format, "slurm-sacct") == 0, "%zu", i);
		ck_assert_msg(record->duration_s == 30, "%zu", i);
		ck_assert_msg(record->devices == 2, "%zu", i);
		ck_assert_uint_eq(record->rows_skipped, 0);
	}
	reader_free(&reader);
}
END_TEST

START_TEST(delimiter_inside_a_text)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "a.txt",
	    "JobID|ElapsedRaw|JobName|State|NNodes\n"
	    "1|10|a|b|c|COMPLETED|3\n"
	    "2|20|plain|COMPLETED|3\n");

	ck_assert_double_eq(record->duration_s, 30);
	ck_assert_int_eq(record->machine.nodes, 3);
	assert_pos(said(&reader, DIAG_LOG_REPAIRED)->pos, 2, 1);
	/* State between two texts can't be told */
	record = read_as(&reader, "a.txt",
	    "JobID|JobName|State|Comment|ElapsedRaw\n"
	    "1|a|b|COMPLETED|c|10\n2|a|COMPLETED|c|20\n");
	ck_assert_double_eq(record->duration_s, 20);
	ck_assert_uint_eq(record->rows_skipped, 1);
	/* a line end in a text leaves a row that is none */
	record = read_as(&reader, "a.txt", "JobID|Comment|State|ElapsedRaw\n"
	    "1|two\nlines|COMPLETED|10\n2|one|COMPLETED|20\n");
	ck_assert_double_eq(record->duration_s, 20);
	ck_assert_uint_eq(record->rows_skipped, 2);
	reader_free(&reader);
}
END_TEST

START_TEST(without_a_header)
{
	static const char text[] = "77|bert|00:00:50|COMPLETED|\n"
				   "77.batch|batch|00:00:51|COMPLETED|\n";
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "a.txt", text);

	ck_assert_str_eq(record->format, "slurm-sacct");
	ck_assert_ptr_nonnull(strstr(said(&reader, DIAG_LOG_NOTHING)->text,
	    "columns="));
	reader.options.format = "slurm-sacct";
	reader.options.columns = "JobID,JobName,Elapsed,State";
	record = read_as(&reader, "a.txt", text);
	ck_assert_double_eq(record->duration_s, 50);
	ck_assert_uint_eq(record->run_count, 1);
	reader.options.columns = "time=0,power=2";
	record = read_as(&reader, "a.txt", text);
	ck_assert_ptr_nonnull(said(&reader, DIAG_STUDY_VALUE));
	reader.options = read_options_none();
	record = read_as(&reader, "a.txt",
	    "       JobID    JobName      State \n"
	    "------------ ---------- ---------- \n"
	    "77                 bert  COMPLETED \n");
	ck_assert(isnan(record->duration_s));
	ck_assert_ptr_nonnull(strstr(said(&reader, DIAG_LOG_NOTHING)->text,
	    "sacct -P"));
	reader_free(&reader);
}
END_TEST

/* One count of GPUs: bare, else the sum by type; requests and gres when there is no more. */
START_TEST(counts_of_gpus)
{
	static const struct {
		const char *header, *cells;
		int gpus;
		const char *model;
	} all[] = {
		{ "AllocTRES", "gres/gpu:l40s=1,gres/gpu=1", 1, "l40s" },
		{ "AllocTRES", "gres/gpu:a100=2,gres/gpu:v100=1", 3, NULL },
		{ "AllocTRES", "cpu=8,gres/gpumem=80G,gres/gpuutil=9", -1,
		    NULL },
		{ "AllocTRES", "gres/gpu:1g.10gb=2,gres/gpu=2", -1, NULL },
		{ "AllocTRES", "gres/gpu=1e300", -1, NULL },
		{ "NNodes|AllocGRES", "1|gpu:2", 2, NULL },
		{ "NNodes|AllocGRES", "1|gpu:a100:4", 4, "a100" },
		{ "NNodes|AllocGRES", "2|gpu:2", -1, NULL },
		{ "AllocTRES|ReqTRES", "|gres/gpu=4,node=1", 4, NULL },
		{ "AllocTRES|ReqTRES", "cpu=4|gres/gpu=4", -1, NULL },
	};
	struct reader reader = reader_new();
	char text[256];
	size_t i;

	for (i = 0; i < sizeof all / sizeof all[0]; i++) {
		const struct record *record;

		snprintf(text, sizeof text, "JobID|ElapsedRaw|%s\n1|5|%s\n",
		    all[i].header, all[i].cells);
		record = read_as(&reader, "a.txt", text);
		ck_assert_msg(record->devices == all[i].gpus, "%zu: %d", i,
		    record->devices);
		ck_assert_msg((record->device_model == NULL) ==
			(all[i].model == NULL), "%zu", i);
		if (all[i].model != NULL)
			ck_assert_str_eq(record->device_model, all[i].model);
		ck_assert_ptr_null(said(&reader, DIAG_LOG_RUNS));
	}
	reader_free(&reader);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("cluster_sacct");

	tests_add(suite, zones);
	tests_add(suite, elapsed_texts);
	tests_add(suite, delimiters);
	tests_add(suite, delimiter_inside_a_text);
	tests_add(suite, without_a_header);
	tests_add(suite, counts_of_gpus);
	return tests_run(suite);
}
