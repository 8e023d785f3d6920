/*
 * GPU metrics of Prometheus: a scrape, scrapes with times, and the answer
 * to query_range.
 */
#include <stdio.h>

#include "base/str.h"
#include "ingest_tree.h"
#include "study/record.h"

#define ENERGY "DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION"
#define POWER "DCGM_FI_DEV_POWER_USAGE"
#define LABELS "{gpu=\"0\", UUID=\"GPU-a\",modelName=\"NVIDIA H100\"," \
	"Hostname=\"secret\"} "

START_TEST(one_scrape_is_no_energy)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "m.prom",
	    "# TYPE " POWER " gauge\n"
	    POWER LABELS "71.043\n"
	    ENERGY LABELS "3600000000\n"
	    POWER "{gpu=\"1\", UUID=\"GPU-b\"} 9223372036854775794\n");

	ck_assert_str_eq(record->format, "prometheus-text");
	ck_assert_int_eq(record->kind, RECORD_NONE);
	ck_assert_int_eq(record->devices, 2);
	ck_assert_str_eq(record->device_model, "NVIDIA H100");
	assert_near(record->machine.accelerator_power_w, 71.043, 1e-9);
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_SNAPSHOT));
	assert_pos(said(&reader, DIAG_LOG_ROW)->pos, 4, 48);
	reader_free(&reader);
}
END_TEST

START_TEST(scrapes_with_and_without_times)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "m.prom",
	    POWER LABELS "100 1694532600000\n"
	    POWER LABELS "300 1694532610000\n");

	ck_assert_int_eq(record->kind, RECORD_SAMPLED);
	assert_near(record->energy_kwh * 3.6e6, 2000, 1e-6);
	assert_near(record->start_s, 1694532600, 1e-6);
	ck_assert_int_eq(record->zoned, true);
	/* the counter without times, once for each of two pods: 36 kJ */
	record = read_as(&reader, "m.prom",
	    ENERGY "{UUID=\"GPU-a\",pod=\"x\"} 1000000\n"
	    ENERGY "{UUID=\"GPU-a\",pod=\"y\"} 1000000\n"
	    ENERGY "{UUID=\"GPU-a\",pod=\"x\"} 37000000\n"
	    ENERGY "{UUID=\"GPU-a\",pod=\"y\"} 37000000\n");
	ck_assert_int_eq(record->kind, RECORD_MEASURED);
	assert_near(record->energy_kwh, 0.01, 1e-12);
	ck_assert(isnan(record->duration_s));
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_OVERLAP));
	reader_free(&reader);
}
END_TEST

/* Average and instant beside the draw are the same power. */
START_TEST(one_power_of_three)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "m.prom",
	    "nvidia_smi_power_draw_average_watts{uuid=\"a\"} 90 1000000000\n"
	    "nvidia_smi_power_draw_instant_watts{uuid=\"a\"} 95 1000000000\n"
	    "nvidia_smi_power_draw_watts{uuid=\"a\"} 100 1000000000\n"
	    "nvidia_smi_power_draw_average_watts{uuid=\"a\"} 90 1000010000\n"
	    "nvidia_smi_power_draw_instant_watts{uuid=\"a\"} 95 1000010000\n"
	    "nvidia_smi_power_draw_watts{uuid=\"a\"} 100 1000010000\n"
	    "nvidia_smi_command_exit_code 0\n");

	ck_assert_int_eq(record->devices, 1);
	assert_near(record->energy_kwh * 3.6e6, 1000, 1e-6);
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_SCOPE));
	reader_free(&reader);
}
END_TEST

#define ANSWER "{\"status\":\"success\",\"data\":{\"resultType\":" \
	"\"matrix\",\"result\":["
#define SERIES(name, labels, values) \
	"{\"metric\":{\"__name__\":\"" name "\"," labels \
	"},\"values\":[" values "]}"
#define A "\"gpu\":\"0\",\"UUID\":\"GPU-a\",\"Hostname\":\"secret\""
#define B "\"gpu\":\"1\",\"UUID\":\"GPU-b\",\"Hostname\":\"secret\""

START_TEST(counter_before_gauge)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "q.json", ANSWER
	    SERIES(POWER, A, "[1694532600,\"10\"],[1694532700,\"10\"]") ","
	    SERIES(ENERGY, A, "[1694532600.5,\"1000000\"],"
	    "[1694532650.5,\"NaN\"],[1694532660.5,\"9223372036854775794\"],"
	    "[1694532700.5,\"37000000\"]") "]}}");

	ck_assert_str_eq(record->format, "prometheus-json");
	ck_assert_int_eq(record->kind, RECORD_MEASURED);
	ck_assert_int_eq(record->devices, 1);
	assert_near(record->energy_kwh, 0.01, 1e-12);
	assert_near(record->duration_s, 100, 1e-6);
	ck_assert_uint_eq(record->rows_skipped, 2);
	ck_assert_ptr_nonnull(strstr(said(&reader, DIAG_LOG_SCOPE)->text,
	    "counter"));
	reader_free(&reader);
}
END_TEST

START_TEST(counter_that_is_set_back)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "q.json", ANSWER
	    SERIES(ENERGY, A, "[1694532600,\"1000000\"],"
	    "[1694532610,\"2000000\"],[1694532620,\"500000\"],"
	    "[1694532630,\"1500000\"]") "]}}");

	assert_near(record->energy_kwh * 3.6e6, 2000, 1e-6);
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_FALLING));
	reader_free(&reader);
}
END_TEST

/* Two pods used GPU-a, one after the other and for a while both; the later series stands first. */
START_TEST(pods_of_one_gpu)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "q.json", ANSWER
	    SERIES(POWER, A ",\"pod\":\"y\"", "[1694532610,\"100\"],"
	    "[1694532620,\"100\"]") ","
	    SERIES(POWER, A ",\"pod\":\"x\"", "[1694532600,\"100\"],"
	    "[1694532610,\"100\"]") ","
	    SERIES(POWER, B, "[1694532600,\"50\"],[1694532620,\"50\"]")
	    "]}}");

	ck_assert_int_eq(record->devices, 2);
	assert_near(record->energy_kwh * 3.6e6, 2000 + 1000, 1e-6);
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_OVERLAP));
	ck_assert_ptr_null(said(&reader, DIAG_LOG_TIME));
	reader.options.from_s = 1694532605;
	reader.options.to_s = 1694532625;
	record = read_as(&reader, "q.json", ANSWER
	    SERIES(POWER, A, "[1694532600,\"100\"],[1694532610,\"100\"],"
	    "[1694532620,\"100\"],[1694532630,\"100\"]") "]}}");
	assert_near(record->energy_kwh * 3.6e6, 1000, 1e-6);
	reader_free(&reader);
}
END_TEST

/* GPUs that bear no UUID are told apart by host, whose name is not kept. */
START_TEST(hosts_are_numbers)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "q.json", ANSWER
	    SERIES(POWER, "\"gpu\":\"0\",\"Hostname\":\"secret-1\"",
	    "[1694532600,\"100\"],[1694532610,\"100\"]") ","
	    SERIES(POWER, "\"gpu\":\"0\",\"Hostname\":\"secret-2\"",
	    "[1694532600,\"100\"],[1694532610,\"100\"]") "]}}");

	ck_assert_int_eq(record->devices, 2);
	ck_assert_int_eq(record->machine.nodes, 2);
	ck_assert_int_eq(record->machine.accelerators, 1);
	assert_near(record->energy_kwh * 3.6e6, 2000, 1e-6);
	ck_assert_str_eq(record->device_list[0].id, "node 1, 0");
	ck_assert_str_eq(record->device_list[1].id, "node 2, 0");
	reader_free(&reader);
}
END_TEST

START_TEST(answers_without_energy)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "v.json",
	    "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\","
	    "\"result\":[{\"metric\":{\"__name__\":\"" POWER "\"," A
	    "},\"value\":[1694532600,\"71.5\"]}]}}");

	ck_assert_int_eq(record->kind, RECORD_NONE);
	assert_near(record->machine.accelerator_power_w, 71.5, 1e-9);
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_SNAPSHOT));
	read_as(&reader, "s.json", ANSWER "{\"metric\":{},\"values\":"
	    "[[1694532600,\"1\"],[1694532610,\"1\"]]}]}}");
	ck_assert_ptr_nonnull(strstr(said(&reader, DIAG_LOG_NOTHING)->text,
	    "name"));
	read_as(&reader, "s.json", ANSWER
	    SERIES("up", A, "[1694532600,\"1\"]") "]}}");
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_NOTHING));
	reader_free(&reader);
}
END_TEST

START_TEST(real_metrics)
{
	struct reader reader = reader_new();
	const struct record *record = read_real(&reader, "prometheus-text/"
	    "linux-x86_64__nvidia-h200__590.48.01__load.metrics");

	ck_assert_str_eq(record->device_model, "NVIDIA H200");
	ck_assert_int_eq(record->devices, 1);
	assert_near(record->machine.accelerator_power_w, 627.4, 1e-9);
	assert_near(record->machine.accelerator_power_limit_w, 700, 1e-9);
	ck_assert_str_eq(record->tool_version, "590.48.01");
	record = read_real(&reader,
	    "prometheus-text/dcgm-exporter-readme.metrics");
	ck_assert_str_eq(record->format, "prometheus-text");
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_NOTHING));
	record = read_real(&reader, "prometheus-text/dcgm-default-counters.csv");
	ck_assert_str_eq(record->format, "prometheus-text");
	ck_assert_uint_eq(reader.diags.count, 1);
	reader_free(&reader);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("samplers_prometheus");

	tests_add(suite, one_scrape_is_no_energy);
	tests_add(suite, scrapes_with_and_without_times);
	tests_add(suite, one_power_of_three);
	tests_add(suite, counter_before_gauge);
	tests_add(suite, counter_that_is_set_back);
	tests_add(suite, pods_of_one_gpu);
	tests_add(suite, hosts_are_numbers);
	tests_add(suite, answers_without_energy);
	if (tests_have_real())
		tests_add(suite, real_metrics);
	return tests_run(suite);
}
