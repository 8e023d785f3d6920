/*
 * amd-smi, rocm-smi and Redfish: what AMD's tools and a node's controller
 * write as CSV and JSON.
 */
#include <stdio.h>

#include "base/str.h"
#include "ingest_tree.h"
#include "study/record.h"

START_TEST(csv_watch)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "a.csv",
	    "'CTRL' + 'C' to stop watching output:\n"
	    "timestamp,gpu,vcn_activity,socket_power\n"
	    "1786553852,0,\"['N/A', 'N/A']\",100\n"
	    "1786553852,1,\"['N/A', 'N/A']\",50\n\n"
	    "timestamp,gpu,vcn_activity,socket_power\n"
	    "1786553862,0,\"['N/A', 'N/A']\",300\n"
	    "1786553862,1,\"['N/A', 'N/A']\",N/A\n"
	    "1786553872,1,\"['N/A', 'N/A']\",50\n"
	    "1786553882,1,\"['N/A', 'N/");

	ck_assert_str_eq(record->format, "amd-smi-csv");
	ck_assert_int_eq(record->kind, RECORD_SAMPLED);
	ck_assert_int_eq(record->devices, 2);
	assert_near(record->energy_kwh * 3.6e6, 2000 + 1000, 1e-6);
	assert_near(record->start_s, 1786553852, 1e-6);
	ck_assert_int_eq(record->zoned, true);
	ck_assert_uint_eq(record->rows_skipped, 2);
	assert_pos(said(&reader, DIAG_LOG_ROW)->pos, 8, 31);
	reader_free(&reader);
}
END_TEST

/* Two snapshots of the counter: an energy, and no time. */
START_TEST(csv_counter)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "e.csv",
	    "gpu,total_energy_consumption\n0,1000\n1,2000\n"
	    "gpu,total_energy_consumption\n0,4600\n1,2400\n");

	ck_assert_str_eq(record->format, "amd-smi-csv");
	ck_assert_int_eq(record->kind, RECORD_MEASURED);
	assert_near(record->energy_kwh * 3.6e6, 4000, 1e-6);
	ck_assert(isnan(record->duration_s));
	ck_assert(isnan(record->mean_power_w));
	ck_assert(isnan(record->start_s));
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_SCOPE));
	read_as(&reader, "e.csv", "gpu,total_energy_consumption\n0,1000\n");
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_SNAPSHOT));
	reader_free(&reader);
}
END_TEST

START_TEST(csv_counter_beats_gauge)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "b.csv",
	    "timestamp,gpu,socket_power,total_energy_consumption\n"
	    "1786553852,0,100,5000\n1786553862,0,100,6100\n");

	ck_assert_int_eq(record->kind, RECORD_MEASURED);
	assert_near(record->energy_kwh * 3.6e6, 1100, 1e-6);
	assert_near(record->duration_s, 10, 1e-9);
	ck_assert_ptr_nonnull(strstr(said(&reader, DIAG_LOG_SCOPE)->text,
	    "counter"));
	/* powers in an order without times make no energy */
	record = read_as(&reader, "b.csv",
	    "gpu,socket_power\n0,100\ngpu,socket_power\n0,200\n");
	ck_assert_int_eq(record->kind, RECORD_NONE);
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_PARTIAL));
	reader_free(&reader);
}
END_TEST

START_TEST(json_shapes)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "m.json",
	    "{\"gpu_data\": [{\"gpu\": 0, \"timestamp\": 1786553852,\n"
	    " \"power\": {\"socket_power\": {\"value\": 100, \"unit\": "
	    "\"W\"}}}]}\n"
	    "{\"gpu_data\": [{\"gpu\": 0, \"timestamp\": 1786553862,\n"
	    " \"power\": {\"socket_power\": \"300 W\"}}]}\n{\"gpu_data\": [");

	ck_assert_str_eq(record->format, "amd-smi-json");
	assert_near(record->energy_kwh * 3.6e6, 2000, 1e-6);
	ck_assert_uint_eq(said(&reader, DIAG_LOG_ROW)->pos.line, 5);
	assert_pos(record->energy_pos, 1, 16);
	record = read_as(&reader, "m.json", "[{\"gpu\": 0, \"asic\": "
	    "{\"market_name\": \"AMD Instinct MI300X\"}, \"limit\": "
	    "{\"max_power\": {\"value\": 750, \"unit\": \"W\"}}},\n"
	    "{\"gpu\": 1, \"power\": {\"socket_power\": \"N/A\"}}]");
	ck_assert_int_eq(record->devices, 2);
	ck_assert_str_eq(record->device_model, "AMD Instinct MI300X");
	assert_near(record->machine.accelerator_max_power_w, 750, 1e-9);
	/* accumulator x resolution = microjoules */
	record = read_as(&reader, "m.json",
	    "[{\"gpu\":0,\"energy\":{\"energy_accumulator\":1000000,"
	    "\"counter_resolution\":15.3,\"total_energy_consumption\":1}}]"
	    "[{\"gpu\":0,\"energy\":{\"energy_accumulator\":3000000,"
	    "\"counter_resolution\":15.3,\"total_energy_consumption\":1}}]");
	assert_near(record->energy_kwh * 3.6e6, 30.6, 1e-6);
	reader_free(&reader);
}
END_TEST

START_TEST(rocm_shapes)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "r.json",
	    "{\"card0\": {\"Card Series\": \"0x1002\", \"Device Name\": "
	    "\"MI300X\",\n \"Current Socket Graphics Package Power (W)\": "
	    "\"140.0\", \"Unique ID\": \"N/A\"},\n"
	    "\"card10\": {\"card series\": \"MI300X\", "
	    "\"Average Graphics Package Power (W)\": \"60.0\",\n"
	    "\"Max Graphics Package Power (W)\": \"750.0\"},\n"
	    "\"system\": {\"Driver version\": \"6.7\"}}");

	ck_assert_str_eq(record->format, "rocm-smi-json");
	ck_assert_int_eq(record->devices, 2);
	ck_assert_str_eq(record->device_model, "MI300X");
	assert_near(record->machine.accelerator_power_w, 100, 1e-9);
	assert_near(record->machine.accelerator_power_limit_w, 750, 1e-9);
	ck_assert_str_eq(record->tool_version, "6.7");
	ck_assert(isnan(record->energy_kwh));
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_SNAPSHOT));
	reader_free(&reader);
}
END_TEST

START_TEST(redfish)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "p.json",
	    "{\"PowerControl\": [\n{\"PowerConsumedWatts\": 429, "
	    "\"PowerMetrics\": {\"AverageConsumedWatts\": 426, "
	    "\"IntervalInMin\": 1}},\n{\"PowerConsumedWatts\": 300}]}\n");

	ck_assert_str_eq(record->format, "redfish-power");
	ck_assert_int_eq(record->scope, SCOPE_NODE);
	ck_assert_int_eq(record->devices, -1);
	assert_near(record->device_list[0].mean_power_w, 429, 1e-9);
	ck_assert(isnan(record->energy_kwh));
	assert_pos(said(&reader, DIAG_LOG_SNAPSHOT)->pos, 2, 2);
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_OVERLAP));
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_SCOPE));
	read_as(&reader, "p.json", "{\"PowerControl\": [{}]}");
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_NOTHING));
	read_as(&reader, "p.json", "{\"PowerControl\": [{}");
	ck_assert_ptr_nonnull(said(&reader, DIAG_JSON_SYNTAX));
	reader_free(&reader);
}
END_TEST

START_TEST(real_amd)
{
	struct reader reader = reader_new();
	const struct record *record = read_real(&reader,
	    "amd-smi-csv/inferencex-mi355x-watch-first11.csv");

	ck_assert_str_eq(record->format, "amd-smi-csv");
	ck_assert_int_eq(record->devices, 8);
	assert_near(record->device_list[0].energy_j, 238.5, 1e-9);
	record = read_real(&reader, "amd-smi-json/metric-power-units.json");
	assert_near(record->machine.accelerator_power_w, 10, 1e-9);
	record = read_real(&reader, "rocm-smi-json/mi100_rocm602.json");
	ck_assert_int_eq(record->devices, 4);
	assert_near(record->machine.accelerator_power_w, 40.5, 1e-9);
	record = read_real(&reader, "rocm-smi-json/rx6700xt_rocm612.json");
	assert_near(record->machine.accelerator_power_limit_w, 211, 1e-9);
	record = read_real(&reader, "rocm-smi-json/vega-20-WKS-GL-XE.json");
	ck_assert_str_eq(record->device_model, "Radeon Instinct MI50 32GB");
	assert_near(record->machine.accelerator_memory_gb, 34.342961152, 1e-9);
	record = read_real(&reader, "redfish-power/dell_power.json");
	assert_near(record->device_list[0].mean_power_w, 429, 1e-9);
	reader_free(&reader);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("samplers_amd");

	tests_add(suite, csv_watch);
	tests_add(suite, csv_counter);
	tests_add(suite, csv_counter_beats_gauge);
	tests_add(suite, json_shapes);
	tests_add(suite, rocm_shapes);
	tests_add(suite, redfish);
	if (tests_have_real())
		tests_add(suite, real_amd);
	return tests_run(suite);
}
