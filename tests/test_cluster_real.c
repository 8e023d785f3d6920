/*
 * Schedulers, bills and hardware on files that tools wrote; sums made by
 * hand or with another program.
 */
#include "ingest_tree.h"

START_TEST(slurm)
{
	struct reader reader = reader_new();
	const struct record *record = read_real(&reader,
	    "slurm-sacct/reportseff-princeton-steps.txt");

	ck_assert_str_eq(record->format, "slurm-sacct");
	ck_assert_double_eq(record->duration_s, 1294203);
	ck_assert_uint_eq(record->run_count, 9);
	ck_assert_uint_eq(record->rows_skipped, 0);
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_STEPS));
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_TWICE));
	record = read_real(&reader, "slurm-sacct/osc-default-columns.txt");
	ck_assert_str_eq(record->format, "slurm-sacct");
	ck_assert(isnan(record->duration_s));
	ck_assert_ptr_nonnull(strstr(said(&reader, DIAG_LOG_NOTHING)->text,
	    "ElapsedRaw"));
	record = read_real(&reader, "slurmrestd-json/jobs.json");
	ck_assert_str_eq(record->format, "slurmrestd-json");
	ck_assert_double_eq(record->duration_s, 6192);
	ck_assert_uint_eq(record->run_count, 1);
	ck_assert(record->duration_is_lower_bound);
	reader_free(&reader);
}
END_TEST

START_TEST(focus)
{
	struct reader reader = reader_new();
	const struct record *record = read_real(&reader,
	    "focus-billing/focus_sample_first250.csv");

	assert_near(record->cost, 5.0210650074, 1e-10);
	ck_assert_str_eq(record->currency, "USD");
	ck_assert_uint_eq(record->rows, 249);
	ck_assert_double_eq(record->billed_h, 9);
	ck_assert(isnan(record->duration_s));
	reader_free(&reader);
}
END_TEST

START_TEST(azure)
{
	struct reader reader = reader_new();
	const struct record *record =
	    read_real(&reader, "azure-billing/headers-German.csv");

	assert_near(record->cost, 0.075, 0);
	ck_assert_str_eq(record->currency, "USD");
	record = read_real(&reader, "azure-billing/headers-PayAsYouGo.csv");
	assert_near(record->cost, 0.075, 0);
	record = read_real(&reader, "azure-billing/headers-Enterprise.csv");
	assert_near(record->cost, 0, 0);
	ck_assert_str_eq(record->currency, "CAD");
	ck_assert_double_eq(record->billed_h, 10);
	record = read_real(&reader, "azure-billing/values-VirtualMachine.csv");
	assert_near(record->cost, 4, 0);
	ck_assert_ptr_null(record->currency);
	reader_free(&reader);
}
END_TEST

START_TEST(hardware)
{
	struct reader reader = reader_new();
	const struct record *record =
	    read_real(&reader, "hwloc-xml/nvidiaDGX2.xml");

	ck_assert_int_eq(record->devices, 16);
	ck_assert_str_eq(record->device_model, "Tesla V100-SXM3-32GB-H");
	ck_assert_int_eq(record->machine.cpus, 2);
	record = read_real(&reader, "hwloc-xml/vm-hwloc2.9.xml");
	ck_assert_int_eq(record->devices, -1);
	ck_assert_str_eq(record->machine.cpu, "AMD EPYC");
	record = read_real(&reader, "lshw-xml/vm-lshw-b02.19.xml");
	ck_assert_str_eq(record->machine.cpu, "AMD EPYC");
	assert_near(record->machine.memory_gb, 25.769803776, 1e-9);
	ck_assert_int_eq(record->devices, -1);
	record = read_real(&reader, "lshw-xml/vm-lshw.json");
	ck_assert_str_eq(record->format, "lshw-json");
	ck_assert_str_eq(record->machine.cpu, "AMD EPYC");
	assert_near(record->machine.memory_gb, 25.769803776, 1e-9);
	record = read_real(&reader, "lscpu-json/vm-lscpu-2.38.json");
	ck_assert_str_eq(record->machine.cpu, "AMD EPYC");
	ck_assert_int_eq(record->machine.cpus, 1);
	assert_pos(record->machine.pos, 25, 20);
	record = read_real(&reader, "lscpu-json/vm-lscpu-2.38.txt");
	ck_assert_str_eq(record->machine.cpu, "AMD EPYC");
	reader_free(&reader);
}
END_TEST

int
main(void)
{
	Suite *suite;

	if (!tests_have_real())
		return tests_skip("no files of other tools at hand");
	suite = suite_create("cluster_real");
	tests_add(suite, slurm);
	tests_add(suite, focus);
	tests_add(suite, azure);
	tests_add(suite, hardware);
	return tests_run(suite);
}
