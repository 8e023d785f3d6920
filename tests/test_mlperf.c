/*
 * MLPerf: run times in three dialects, node power, system descriptions.
 */
#include "ingest_tree.h"

#define EVENT(ms, key, value, rest) \
	":::MLLOG {\"namespace\": \"\", \"time_ms\": " ms ", \"key\": \"" key \
	"\", \"value\": " value ", \"metadata\": " rest "}\n"

START_TEST(three_dialects)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "a.txt",
	    ":::MLPv0.5.0 gnmt 1544232580.122391462 (a (b).py:502) run_start\n"
	    "noise\n"
	    ":::MLPv0.5.0 gnmt 1544232590.622391462 (<string>:1) run_stop: "
	    "{\"success\": true}\n"
	    ":::MLPv0.5.0 gnmt 1544232591.5 (nmt.py:7) run_final\n");

	ck_assert_str_eq(record->format, "mlperf-log");
	ck_assert_str_eq(record->title, "gnmt");
	assert_near(record->duration_s, 10.5, 1e-6);
	assert_pos(record->time_pos, 3, 1);
	ck_assert_uint_eq(reader.diags.count, 0);
	record = read_as(&reader, "b.txt",
	    ":::MLL 0.0 submission_benchmark: {\"value\": \"ssd\", "
	    "\"metadata\": {}}\n"
	    "[1,0]<stdout>: :::MLL 1560229129.003 run_start: {\"value\": null}\n"
	    ":::MLL 1560229130.003 run_stop: {\"value\": null, \"metadata\": "
	    "{\"status\": \"aborted\"}}\n");
	ck_assert_str_eq(record->title, "ssd");
	assert_near(record->duration_s, 1, 1e-6);
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_ABORTED));
	record = read_as(&reader, "c.txt",
	    EVENT("1715848254167", "init_start", "null", "\"\"")
	    "0: " EVENT("1715848320425", "run_start", "null", "{\"lineno\": 1}")
	    "0: :::MLLOG {\"time_ms\":1715850093688,\"key\":\"run_stop\","
	    "\"metadata\":{\"status\":\"success\"}} \x1b[0m\n");
	assert_near(record->duration_s, 1773.263, 1e-6);
	assert_near(record->start_s, 1715848320.425, 1e-6);
	assert_near(record->end_s, 1715850093.688, 1e-6);
	ck_assert(record->zoned);
	ck_assert_uint_eq(record->run_count, 1);
	ck_assert_int_eq(record->devices, -1);
	assert_pos(record->time_pos, 3, 4);
	ck_assert_uint_eq(reader.diags.count, 0);
	reader_free(&reader);
}
END_TEST

START_TEST(ranks_print_one_run)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "a.txt",
	    "1: " EVENT("1600000000100", "run_start", "null", "\"\"")
	    "0: " EVENT("1600000000000", "run_start", "null", "\"\"")
	    "0: " EVENT("1600000060000", "run_stop", "null", "\"\"")
	    "1: " EVENT("1600000060300", "run_stop", "null", "\"\""));

	ck_assert_uint_eq(record->run_count, 1);
	assert_near(record->duration_s, 60.3, 1e-6);
	ck_assert_uint_eq(reader.diags.count, 0);
	reader_free(&reader);
}
END_TEST

START_TEST(killed_and_repeated_runs)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "a.txt",
	    EVENT("1600000000000", "run_start", "null", "\"\"")
	    EVENT("1600000500000", "epoch_stop", "null", "\"\""));

	ck_assert(isnan(record->duration_s) && isnan(record->end_s));
	ck_assert_int_eq(reader.diags.items[0].code, DIAG_LOG_PARTIAL);
	ck_assert_ptr_nonnull(strstr(reader.diags.items[0].text, "500 s"));
	record = read_as(&reader, "a.txt",
	    EVENT("1600000000000", "run_start", "null", "\"\"")
	    EVENT("1600000500000", "run_start", "null", "\"\"")
	    EVENT("1600000600000", "run_stop", "null", "\"\"")
	    EVENT("1600000700000", "run_start", "null", "\"\"")
	    EVENT("1600000750000", "run_stop", "null", "\"\""));
	ck_assert_uint_eq(record->run_count, 3);
	assert_near(record->duration_s, 150, 1e-6);
	ck_assert(record->duration_is_lower_bound);
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_RUNS));
	record = read_as(&reader, "a.txt",
	    EVENT("1600000000000", "run_stop", "null", "\"\""));
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_NOTHING));
	record = read_as(&reader, "a.txt",
	    EVENT("1600000000000", "run_start", "null", "\"\"")
	    EVENT("1500000000000", "run_stop", "null", "\"\""));
	ck_assert(isnan(record->duration_s));
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_TIME));
	reader_free(&reader);
}
END_TEST

START_TEST(odd_lines)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "a.txt",
	    "print(\":::MLLOG %s\" % line)\n"
	    ":::MLLOG {\"time_ms\": 16000\n"
	    EVENT("1600000000000", "run_start", "null", "{\"f\": \"\xe9\"}")
	    EVENT("1600000000000", "accelerators_per_node", "8", "\"\"")
	    EVENT("1600000000000", "number_of_nodes", "\"2\"", "\"\"")
	    "half :::MLLOG {\"a\": 1" EVENT("1600000001000", "run_stop",
		"null", "\"\""));

	assert_near(record->duration_s, 1, 1e-6);
	ck_assert_int_eq(record->devices, 16);
	ck_assert_uint_eq(record->rows_skipped, 2);
	assert_pos(said(&reader, DIAG_LOG_ROW)->pos, 2, 1);
	reader_free(&reader);
}
END_TEST

static const char power[] =
    EVENT("1600000000000", "power_measurement_start", "\"null\"", "\"\"")
    EVENT("1600000000000", "power_reading", "1000", "\"\"")
    EVENT("1600000010000", "power_reading", "\"2000\"", "\"\"")
    EVENT("1600000010000", "power_reading", "2000", "\"\"")
    EVENT("1600000020000", "power_reading", "\"null\"", "\"\"")
    EVENT("1600000030000", "power_reading", "3000", "\"\"")
    EVENT("1600000040000", "power_reading", "3000", "\"\"")
    EVENT("1600000000000", "power_measurement_stop", "\"null\"", "\"\"");

/* 10 s at 1500 W, 20 s at 2500 W, 10 s at 3000 W: 95 kJ. */
START_TEST(node_power)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "node_0.txt", power);

	ck_assert_str_eq(record->format, "mlperf-power");
	ck_assert_int_eq(record->kind, RECORD_SAMPLED);
	ck_assert_int_eq(record->scope, SCOPE_NODE);
	ck_assert_int_eq(record->devices, -1);
	assert_near(record->energy_kwh * 3.6e6, 95000, 1e-6);
	assert_near(record->max_gap_s, 20, 1e-9);
	ck_assert_uint_eq(record->rows, 5);
	ck_assert_uint_eq(record->rows_skipped, 1);
	assert_pos(said(&reader, DIAG_LOG_SCOPE)->pos, 8, 1);
	reader.options.from_s = 1600000005;
	reader.options.to_s = 1600000030;
	record = read_as(&reader, "node_0.txt", power);
	assert_near(record->energy_kwh * 3.6e6, 50000, 1e-6);
	assert_near(record->coverage, 20 / 25.0, 1e-9);
	reader_free(&reader);
}
END_TEST

START_TEST(conversion)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "node_0.txt",
	    EVENT("1600000000000", "conversion_eff", "0.5", "\"\"")
	    EVENT("1600000000000", "power_reading", "1000", "\"\"")
	    EVENT("1600000010000", "power_reading", "1000", "\"\""));

	assert_near(record->energy_kwh * 3.6e6, 5000, 1e-6);
	assert_near(record->mean_power_w, 500, 1e-9);
	assert_near(record->device_list[0].energy_j, 5000, 1e-6);
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_CONVERSION));
	read_as(&reader, "sw_0.txt",
	    EVENT("1600000000000", "interconnect_power_est", "740", "\"\""));
	ck_assert_ptr_nonnull(strstr(
	    said(&reader, DIAG_LOG_NOTHING)->text, "740 W"));
	reader_free(&reader);
}
END_TEST

START_TEST(system_description)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "s.json",
	    "{\"number_of_nodes\": \"4\", \"accelerators_per_node\": \"8\",\n"
	    " \"accelerator_model_name\": \"NVIDIA H100-SXM5-80GB\",\n"
	    " \"accelerator_memory_capacity\": \"80GB\",\n"
	    " \"host_processor_model_name\": \"N/A\",\n"
	    " \"host_processors_per_node\": 2,\n"
	    " \"host_memory_capacity\": \"1.024 TB\",\n"
	    " \"hw_notes\": \"CPU TDP 350W; GPU TDP:700W\",\n"
	    " \"operating_system\": \"\"}");

	ck_assert_str_eq(record->format, "mlperf-system");
	ck_assert_int_eq(record->devices, 32);
	ck_assert_int_eq(record->machine.nodes, 4);
	ck_assert_int_eq(record->machine.cpus, 2);
	ck_assert_str_eq(record->device_model, "NVIDIA H100-SXM5-80GB");
	assert_near(record->machine.accelerator_max_power_w, 700, 0);
	assert_pos(record->machine.power_pos, 7, 2);
	assert_pos(record->machine.pos, 2, 2);
	assert_near(record->machine.memory_gb, 1024, 1e-9);
	assert_near(record->machine.accelerator_memory_gb, 80, 1e-9);
	ck_assert_ptr_null(record->machine.cpu);
	ck_assert_ptr_null(record->machine.os);
	ck_assert_uint_eq(reader.diags.count, 0);
	record = read_as(&reader, "s.json",
	    "{\"number_of_nodes\": \"two\", \"accelerators_per_node\": \"\",\n"
	    "\"accelerator_model_name\": \"B200\", \"hw_notes\": "
	    "\"B200 TGP 1000 W\"}");
	ck_assert_int_eq(record->devices, -1);
	assert_near(record->machine.accelerator_max_power_w, 1000, 0);
	assert_pos(said(&reader, DIAG_LOG_IMPLAUSIBLE)->pos, 1, 2);
	reader_free(&reader);
}
END_TEST

START_TEST(system_of_v05)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "entry.json",
	    "{\"os\": \"Ubuntu\", \"nodes\": [\n"
	    "{\"num_nodes\": 2, \"num_accelerators\": 4, \"accelerator\": "
	    "\"V100\", \"cpu\": \"x\", \"sys_mem_size\": 120}]}");

	ck_assert_int_eq(record->devices, 8);
	assert_near(record->machine.memory_gb, 120, 0);
	ck_assert_uint_eq(reader.diags.count, 0);
	record = read_as(&reader, "entry.json",
	    "{\"nodes\": [{\"num_nodes\": 1, \"num_accelerators\": 0, "
	    "\"accelerator\": \"NA\", \"cpu\": \"x\"}]}");
	ck_assert_int_eq(record->devices, 0);
	ck_assert_ptr_null(record->device_model);
	reader_free(&reader);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("mlperf");

	tests_add(suite, three_dialects);
	tests_add(suite, ranks_print_one_run);
	tests_add(suite, killed_and_repeated_runs);
	tests_add(suite, odd_lines);
	tests_add(suite, node_power);
	tests_add(suite, conversion);
	tests_add(suite, system_description);
	tests_add(suite, system_of_v05);
	return tests_run(suite);
}
