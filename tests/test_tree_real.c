/*
 * The readers of structured logs on files that tools and submitters wrote.
 */
#include "ingest_tree.h"

/* Durations: run_stop less run_start as written; energies: the trapezoid rule by hand. */
struct run_time {
	const char *file;
	double seconds;
};

START_TEST(mlperf_logs)
{
	static const struct run_time all[] = {
		{ "v4.0-smc-bert-result_5119_06.txt", 277.048 },
		{ "v4.0-smc-resnet-result_5759_2.txt", 802.177 },
		{ "v4.0-asustek-llama2_70b_lora-result_0.txt", 1773.263 },
		{ "v0.7-google-tpuv3-32-bert-result_0.txt", 3140.413 },
		{ "v0.6-google-tpuv3-1024-gnmt-result_0.txt", 127.418 },
		{ "v0.5-google-tpuv2-8-gnmt-result_0.txt", 2420.653 },
	};
	struct reader reader = reader_new();
	size_t i;

	for (i = 0; i < sizeof all / sizeof all[0]; i++) {
		char name[128];
		const struct record *record;

		snprintf(name, sizeof name, "mlperf-log/%s", all[i].file);
		record = read_real(&reader, name);
		assert_near(record->duration_s, all[i].seconds, 0.0005);
		ck_assert_uint_eq(record->run_count, 1);
		ck_assert_uint_eq(reader.diags.count, 0);
	}
	reader_free(&reader);
}
END_TEST

START_TEST(mlperf_power)
{
	struct reader reader = reader_new();
	const struct record *record = read_real(&reader,
	    "mlperf-power/v4.0-smc-bert-result_5119_06-node_0.txt");

	assert_near(record->energy_kwh * 3.6e6, 2132976, 1);
	assert_near(record->duration_s, 382.941, 1e-6);
	reader.options.from_s = 1715341130.099;
	reader.options.to_s = 1715341407.147;
	record = read_real(&reader,
	    "mlperf-power/v4.0-smc-bert-result_5119_06-node_0.txt");
	assert_near(record->energy_kwh * 3.6e6, 1877684, 1);
	ck_assert_uint_eq(record->rows, 139);
	reader.options.from_s = 1715904930.622;
	reader.options.to_s = 1715905732.799;
	record = read_real(&reader,
	    "mlperf-power/v4.0-smc-resnet-5759_2-node_1.txt");
	assert_near(record->energy_kwh * 3.6e6, 5538136, 1);
	ck_assert_uint_eq(record->rows, 360);
	assert_near(record->max_gap_s, 11.032, 1e-6);
	reader_free(&reader);
}
END_TEST

START_TEST(mlperf_systems)
{
	struct reader reader = reader_new();
	const struct record *record = read_real(&reader,
	    "mlperf-system/v4.0-smc-ac-1xSMC-H100-SXM-80GB.json");

	ck_assert_int_eq(record->devices, 8);
	ck_assert_str_eq(record->device_model, "NVIDIA H100-SXM5-80GB");
	assert_near(record->machine.memory_gb, 2000, 1e-9);
	record = read_real(&reader, "mlperf-system/v4.0-ESC_N8A-E12.json");
	ck_assert_int_eq(record->devices, 8);
	assert_near(record->machine.memory_gb, 1536, 1e-9);
	record = read_real(&reader, "mlperf-system/v0.7-tpu-v3-32-TF2.0.json");
	ck_assert_int_eq(record->devices, 16);
	ck_assert_uint_eq(reader.diags.count, 0);
	record = read_real(&reader,
	    "mlperf-system/v0.5-google-tpuv2-8-entry.json");
	ck_assert_int_eq(record->devices, 8);
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_IMPLAUSIBLE));
	reader_free(&reader);
}
END_TEST

/* Known from the files themselves: the run of whisper-large-v2. */
START_TEST(hf_trainer)
{
	struct reader reader = reader_new();
	const struct record *record =
	    read_real(&reader, "hf-trainer/whisper-large-v2-trainer_state.json");

	assert_near(record->duration_s, 77350.9963, 1e-9);
	ck_assert_double_eq(record->steps, 5000);
	assert_near(record->flops, 5.27162132754432e20, 1);
	record =
	    read_real(&reader, "hf-trainer/whisper-large-v2-all_results.json");
	assert_near(record->duration_s, 77350.9963, 1e-9);
	assert_pos(record->time_pos, 10, 5);
	record = read_real(&reader,
	    "hf-trainer/whisper-large-v2-train_results.json");
	assert_near(record->duration_s, 77350.9963, 1e-9);
	reader_free(&reader);
}
END_TEST

/* What the drivers wrote, read by eye. */
struct expected {
	const char *file, *model, *driver;
	double draw_w, limit_w, max_w;
	size_t power_line;
};

START_TEST(nvidia_smi)
{
	static const struct expected all[] = {
		{ "a100-sxm4-v12.xml", "NVIDIA A100-SXM4-80GB", "535.54.03",
		    67.03, 500, 500, 310 },
		{ "a10g.xml", "NVIDIA A10G", "515.105.01", 25.58, 300, 300,
		    180 },
		{ "gtx-1660-ti.xml", NULL, "418.43", 8.93, 130,
		    130, 148 },
		{ "rtx-3080-v13.xml", "NVIDIA GeForce RTX 3080", "595.58.03",
		    139.62, 320, 320, 227 },
		{ "tesla-t4.xml", "Tesla T4", "515.105.01", 26.78, 70, 70,
		    170 },
	};
	struct reader reader = reader_new();
	size_t i;

	for (i = 0; i < sizeof all / sizeof all[0]; i++) {
		const struct expected *e = &all[i];
		char name[64];
		const struct record *record;

		snprintf(name, sizeof name, "nvidia-smi-xml/%s", e->file);
		record = read_real(&reader, name);
		ck_assert_pstr_eq(record->device_model, e->model);
		ck_assert_int_eq(said(&reader, DIAG_LOG_PARTIAL) != NULL,
		    e->model == NULL);
		ck_assert_str_eq(record->tool_version, e->driver);
		ck_assert_int_eq(record->devices, 1);
		assert_near(record->machine.accelerator_power_w, e->draw_w, 0);
		assert_near(record->machine.accelerator_power_limit_w,
		    e->limit_w, 0);
		assert_near(record->machine.accelerator_max_power_w, e->max_w,
		    0);
		ck_assert_uint_eq(record->machine.power_pos.line,
		    e->power_line);
		ck_assert(!diags_have_error(&reader.diags, 0));
	}
	reader_free(&reader);
}
END_TEST

int
main(void)
{
	Suite *suite;

	if (!tests_have_real())
		return tests_skip("no files of other tools at hand");
	suite = suite_create("tree_real");
	tests_add(suite, mlperf_logs);
	tests_add(suite, mlperf_power);
	tests_add(suite, mlperf_systems);
	tests_add(suite, hf_trainer);
	tests_add(suite, nvidia_smi);
	return tests_run(suite);
}
