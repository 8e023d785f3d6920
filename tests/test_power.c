/*
 * Energy from samples: sums that can be done on paper, and two published
 * MLPerf runs.
 */
#include "ingest/power.h"
#include "ingest_text.h"

/* A meter without a file. */
struct bench {
	struct job job;
	struct record record;
	struct reading reading;
};

static struct power_meter *
open_bench(struct bench *bench, double from_s, double to_s)
{
	bench->job = job_new();
	bench->job.options.from_s = from_s;
	bench->job.options.to_s = to_s;
	record_clear(&bench->record);
	bench->reading = (struct reading){
		.options = &bench->job.options,
		.record = &bench->record,
		.arena = bench->job.arena,
		.diags = &bench->job.diags,
	};
	return power_open(&bench->reading);
}

static bool
add(struct power_meter *meter, const char *id, double time_s, double power_w)
{
	size_t line = isfinite(time_s) ? (size_t)time_s + 1 : 0;

	return power_add(meter, span_of(id), span_of("Model X"), time_s,
	    power_w, (struct pos){ "log", line, 1 });
}

START_TEST(one_device)
{
	struct bench bench;
	struct power_meter *meter = open_bench(&bench, (double)NAN, (double)NAN);

	ck_assert(add(meter, "", 1000, 100));
	ck_assert(add(meter, "", 1002, 200));
	ck_assert(add(meter, "", 1003, 400));
	power_finish(meter);
	/* 150 W x 2 s + 300 W x 1 s */
	assert_near(bench.record.energy_kwh, 600.0 / JOULES_PER_KWH, 1e-15);
	assert_near(bench.record.it_energy_kwh, bench.record.energy_kwh, 0);
	assert_near(bench.record.pue_included, 1, 0);
	assert_near(bench.record.mean_power_w, 200, 1e-9);
	assert_near(bench.record.max_power_w, 400, 0);
	assert_near(bench.record.max_gap_s, 2, 0);
	assert_near(bench.record.start_s, 1000, 0);
	assert_near(bench.record.duration_s, 3, 0);
	assert_near(bench.record.coverage, 1, 0);
	ck_assert_int_eq(bench.record.devices, 1);
	ck_assert_uint_eq(bench.record.rows, 3);
	ck_assert_int_eq((int)bench.record.kind, RECORD_SAMPLED);
	ck_assert_str_eq(bench.record.device_model, "Model X");
	ck_assert_uint_eq(bench.job.diags.count, 0);
	job_end(&bench.job);
}
END_TEST

/* The window keeps readings, it makes up none at its edges. */
START_TEST(window)
{
	struct bench bench;
	struct power_meter *meter = open_bench(&bench, 10, 20);
	int i;

	for (i = 0; i < 15; i++)
		add(meter, "", 2.0 * i + 1, 300);
	power_finish(meter);
	assert_near(bench.record.start_s, 11, 0);
	assert_near(bench.record.end_s, 19, 0);
	ck_assert_uint_eq(bench.record.rows, 5);
	assert_near(bench.record.energy_kwh, 2400.0 / JOULES_PER_KWH, 1e-15);
	assert_near(bench.record.covered_s, 8, 0);
	assert_near(bench.record.coverage, 0.8, 1e-12);
	job_end(&bench.job);
}
END_TEST

START_TEST(several_devices)
{
	struct bench bench;
	struct power_meter *meter = open_bench(&bench, (double)NAN, (double)NAN);
	int i;

	for (i = 0; i <= 100; i++) {
		add(meter, "GPU-a", i, 100);
		add(meter, "GPU-b", i + 0.01, 250);
		if (i <= 50)
			add(meter, "GPU-c", i, 400);
	}
	power_finish(meter);
	ck_assert_int_eq(bench.record.devices, 3);
	ck_assert_uint_eq(bench.record.device_list_count, 3);
	ck_assert_str_eq(bench.record.device_list[1].id, "GPU-b");
	ck_assert_uint_eq(bench.record.device_list[2].samples, 51);
	assert_near(bench.record.device_list[2].energy_j, 20000, 1e-9);
	assert_near(bench.record.energy_kwh,
	    (10000.0 + 25000 + 20000) / JOULES_PER_KWH, 1e-12);
	/* each device's mean over its own time */
	assert_near(bench.record.mean_power_w, 750, 1e-9);
	assert_near(bench.record.max_power_w, 750, 1e-9);
	job_end(&bench.job);
}
END_TEST

START_TEST(disorder)
{
	struct bench bench;
	struct power_meter *meter = open_bench(&bench, (double)NAN, (double)NAN);

	add(meter, "", 1, 100);
	add(meter, "", 2, 100);
	add(meter, "", 2, 900);
	add(meter, "", 1.5, 900);
	add(meter, "", 3, 100);
	power_finish(meter);
	assert_near(bench.record.energy_kwh, 200.0 / JOULES_PER_KWH, 1e-15);
	ck_assert_uint_eq(bench.record.rows, 3);
	ck_assert_uint_eq(bench.record.rows_skipped, 2);
	ck_assert_uint_eq(job_said(&bench.job, DIAG_LOG_TIME), 1);
	ck_assert_uint_eq(job_diag(&bench.job, DIAG_LOG_TIME)->pos.line, 3);
	job_end(&bench.job);
}
END_TEST

START_TEST(gaps)
{
	struct bench bench;
	struct power_meter *meter = open_bench(&bench, (double)NAN, (double)NAN);
	int i;

	for (i = 0; i < 200; i++)
		add(meter, "", i < 100 ? i : i + 10.5, 100);
	power_finish(meter);
	assert_near(bench.record.max_gap_s, 11.5, 1e-9);
	ck_assert_uint_eq(job_said(&bench.job, DIAG_LOG_GAP), 1);
	ck_assert_uint_eq(job_diag(&bench.job, DIAG_LOG_GAP)->pos.line, 111);
	job_end(&bench.job);

	meter = open_bench(&bench, (double)NAN, (double)NAN);
	for (i = 0; i < 200; i++)
		add(meter, "", i < 100 ? i : i + 8.5, 100);
	power_finish(meter);
	ck_assert_uint_eq(job_said(&bench.job, DIAG_LOG_GAP), 0);
	job_end(&bench.job);
}
END_TEST

START_TEST(refused_samples)
{
	struct bench bench;
	struct power_meter *meter = open_bench(&bench, (double)NAN, (double)NAN);

	ck_assert(!add(meter, "", 1, -1));
	ck_assert(!add(meter, "", 1, (double)NAN));
	ck_assert(!add(meter, "", 1, POWER_MAX_W + 1.0));
	ck_assert(!add(meter, "", (double)NAN, 100));
	ck_assert(!add(meter, "", (double)INFINITY, 100));
	power_finish(meter);
	ck_assert_uint_eq(job_said(&bench.job, DIAG_LOG_NOTHING), 1);
	ck_assert_int_eq((int)bench.record.kind, RECORD_NONE);
	ck_assert(isnan(bench.record.energy_kwh));
	job_end(&bench.job);
}
END_TEST

START_TEST(nothing_in_the_window)
{
	struct bench bench;
	struct power_meter *meter = open_bench(&bench, 100, 200);

	add(meter, "", 1, 100);
	add(meter, "", 2, 100);
	add(meter, "", 150, 100);
	ck_assert(!power_single(meter));
	power_finish(meter);
	ck_assert_uint_eq(job_said(&bench.job, DIAG_LOG_NOTHING), 1);
	ck_assert(isnan(bench.record.energy_kwh));
	job_end(&bench.job);
}
END_TEST

START_TEST(lonely_device)
{
	struct bench bench;
	struct power_meter *meter = open_bench(&bench, (double)NAN, (double)NAN);

	add(meter, "0", 1, 100);
	add(meter, "1", 1, 100);
	add(meter, "0", 2, 100);
	power_finish(meter);
	ck_assert_int_eq(bench.record.devices, 2);
	ck_assert(isnan(bench.record.device_list[1].energy_j));
	ck_assert_uint_eq(job_said(&bench.job, DIAG_LOG_PARTIAL), 1);
	assert_near(bench.record.energy_kwh, 100.0 / JOULES_PER_KWH, 1e-15);
	job_end(&bench.job);
}
END_TEST

/* A million samples of 0.1 s at 0.1 W: the sum keeps its digits. */
START_TEST(long_log)
{
	struct bench bench;
	struct power_meter *meter = open_bench(&bench, (double)NAN, (double)NAN);
	int i;

	for (i = 0; i <= 1000000; i++)
		add(meter, "", 1.7e9 + i * 0.125, 0.1);
	power_finish(meter);
	assert_near(bench.record.energy_kwh * JOULES_PER_KWH / 12500, 1,
	    1e-14);
	job_end(&bench.job);
}
END_TEST

/* Halving the step of a straight line changes nothing. */
START_TEST(step_does_not_matter)
{
	struct bench bench;
	double energy_kwh[2];
	int i, k;

	for (k = 0; k < 2; k++) {
		struct power_meter *meter = open_bench(&bench, (double)NAN, (double)NAN);

		for (i = 0; i <= 100; i += 2 - k)
			add(meter, "", i, 3.0 * i);
		power_finish(meter);
		energy_kwh[k] = bench.record.energy_kwh;
		job_end(&bench.job);
	}
	assert_near(energy_kwh[0], 15000.0 / JOULES_PER_KWH, 1e-15);
	assert_near(energy_kwh[0], energy_kwh[1], 1e-15);
}
END_TEST

/* MLPerf Training v4.0, node power between run_start and run_stop. */
START_TEST(mlperf_bert)
{
	struct job job = job_new();
	const char *file =
	    "real/mlperf-power/v4.0-smc-bert-result_5119_06-node_0.txt";

	job.options.from_s = 1715341130.099;
	job.options.to_s = 1715341407.147;
	if (job_read_real(&job, file)) {
		ck_assert_uint_eq(job.record->rows, 139);
		assert_near(job.record->energy_kwh * JOULES_PER_KWH, 1877684,
		    1);
	}
	job_end(&job);
	job = job_new();
	if (job_read_real(&job, file)) {
		assert_near(job.record->energy_kwh * JOULES_PER_KWH, 2132976,
		    1);
		assert_near(job.record->duration_s, 382.941, 1e-3);
	}
	job_end(&job);
}
END_TEST

START_TEST(mlperf_resnet)
{
	struct job job = job_new();

	job.options.from_s = 1715904930.622;
	job.options.to_s = 1715905732.799;
	if (job_read_real(&job,
	    "real/mlperf-power/v4.0-smc-resnet-5759_2-node_1.txt")) {
		ck_assert_uint_eq(job.record->rows, 360);
		assert_near(job.record->energy_kwh * JOULES_PER_KWH, 5538136,
		    1);
		assert_near(job.record->max_gap_s, 11.032, 1e-6);
	}
	job_end(&job);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("power");

	tests_add(suite, one_device);
	tests_add(suite, window);
	tests_add(suite, several_devices);
	tests_add(suite, disorder);
	tests_add(suite, gaps);
	tests_add(suite, refused_samples);
	tests_add(suite, nothing_in_the_window);
	tests_add(suite, lonely_device);
	tests_add(suite, long_log);
	tests_add(suite, step_does_not_matter);
	if (tests_have_real()) {
		tests_add(suite, mlperf_bert);
		tests_add(suite, mlperf_resnet);
	}
	return tests_run(suite);
}
