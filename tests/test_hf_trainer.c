/*
 * Results of the Hugging Face Trainer: seconds and steps, and what is not
 * in them.
 */
#include "ingest_tree.h"

static const char state[] =
    "{\n"
    "  \"epoch\": 2.0,\n"
    "  \"global_step\": 1000,\n"
    "  \"log_history\": [\n"
    "    {\"loss\": NaN, \"step\": 500},\n"
    "    {\"eval_runtime\": 30.5, \"step\": 500},\n"
    "    {\"step\": 1000, \"total_flos\": 2e18,\n"
    "     \"train_runtime\": 1234.5},\n"
    "    {\"eval_runtime\": 99.0, \"step\": 1000}],\n"
    "  \"max_steps\": 1000, \"total_flos\": 1e18\n"
    "}\n";

START_TEST(reads_state)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "a.json", state);

	ck_assert_str_eq(record->format, "hf-trainer");
	ck_assert_double_eq(record->duration_s, 1234.5);
	ck_assert_double_eq(record->steps, 1000);
	ck_assert_double_eq(record->flops, 2e18);
	assert_pos(record->time_pos, 8, 6);
	ck_assert_int_eq(record->kind, RECORD_NONE);
	ck_assert_int_eq(record->devices, -1);
	ck_assert(isnan(record->start_s) && isnan(record->energy_kwh));
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_SCOPE));
	ck_assert_ptr_null(strstr(reader.diags.items[1].text, "129.5"));
	ck_assert_ptr_nonnull(strstr(reader.diags.items[1].text, "30.5 s"));
	ck_assert(!diags_have_error(&reader.diags, 0));
	reader_free(&reader);
}
END_TEST

START_TEST(killed_run_has_no_time)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "a.json",
	    "{\"global_step\": 300,\n \"max_steps\": 900, \"log_history\": "
	    "[{\"step\": 300, \"loss\": 1.5}]}");

	ck_assert(isnan(record->duration_s));
	ck_assert_double_eq(record->steps, 300);
	ck_assert_uint_eq(reader.diags.count, 1);
	ck_assert_int_eq(reader.diags.items[0].code, DIAG_LOG_PARTIAL);
	ck_assert_ptr_nonnull(strstr(reader.diags.items[0].text,
	    "step 300 of 900"));
	reader_free(&reader);
}
END_TEST

START_TEST(sessions_are_added)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "a.json",
	    "{\"global_step\": 20, \"log_history\": [\n"
	    "{\"step\": 10, \"train_runtime\": 100},\n"
	    "{\"step\": 20, \"train_runtime\": \"50.5\"}]}");

	ck_assert_double_eq(record->duration_s, 150.5);
	assert_pos(record->time_pos, 3, 14);
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_RUNS));
	reader_free(&reader);
}
END_TEST

/* A total_flos of 0 means that the model does not count; a runtime of 0 is none. */
START_TEST(zero_is_unknown)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "all_results.json",
	    "{\"train_runtime\": 12.5, \"total_flos\": 0.0}");

	ck_assert_double_eq(record->duration_s, 12.5);
	ck_assert(isnan(record->flops) && isnan(record->steps));
	record = read_as(&reader, "all_results.json",
	    "{\"train_runtime\": 0, \"train_loss\": 0.1}");
	ck_assert(isnan(record->duration_s));
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_PARTIAL));
	reader_free(&reader);
}
END_TEST

START_TEST(evaluation_alone_is_nothing)
{
	struct reader reader = reader_new();

	read_as(&reader, "eval_results.json",
	    "{\"eval_loss\": 1,\n \"eval_runtime\": 12.0}");
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_NOTHING));
	assert_pos(said(&reader, DIAG_LOG_NOTHING)->pos, 2, 2);
	read_as(&reader, "a.json", "{\"train_runtime\": 12");
	ck_assert_ptr_nonnull(said(&reader, DIAG_JSON_SYNTAX));
	reader_free(&reader);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("hf_trainer");

	tests_add(suite, reads_state);
	tests_add(suite, killed_run_has_no_time);
	tests_add(suite, sessions_are_added);
	tests_add(suite, zero_is_unknown);
	tests_add(suite, evaluation_alone_is_nothing);
	return tests_run(suite);
}
