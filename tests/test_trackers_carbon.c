/*
 * carbontracker: the standard log, the output log and its blocks in other
 * texts, on files of its users and on small ones for each trap.
 */
#include "ingest_text.h"

#define READ(text) job_read_text(&job, "carbontracker.log", text)

static const char started[] =
    "2022-11-14 15:42:43 - carbontracker version 1.1.6\n"
    "2022-11-14 15:42:43 - Only predicted and actual consumptions are "
    "multiplied by a PUE coefficient of 1.59 (Rhonda Ascierto, 2019).\n"
    "2022-11-14 15:42:43 - The following components were found: GPU with "
    "device(s) NVIDIA A40, NVIDIA A40. CPU with device(s) cpu:0, cpu:1.\n"
    "2022-11-14 15:42:43 - Monitoring thread started.\n";

static const char actual[] =
    "CarbonTracker: \nActual consumption for 2 epoch(s):\n"
    "\tTime:\t1:00:00\n\tEnergy:\t1.590000 kWh\n\tCO2eq:\t159.000000 g\n"
    "\tThis is equivalent to:\n\t1.0 km travelled by car\n";
static const char predicted[] =
    "CarbonTracker: \nPredicted consumption for 10 epoch(s):\n"
    "\tTime:\t5:00:00\n\tEnergy:\t7.950000 kWh\n\tCO2eq:\t795.000000 g\n";

/* Joins texts; the buffer lives in the job's arena. */
static const char *
join(struct job *job, const char *a, const char *b, const char *c)
{
	return arena_printf(job->arena, "%s%s%s", a, b, c);
}

/* 150.24995015 W for 141.9 s; the output log of the same test says 0.009417 kWh, at a PUE of 1.59. */
START_TEST(real_epochs)
{
	struct job job = job_new();

	ck_assert(job_read_real(&job,
	    "real/carbontracker/test_parse_logs_carbontracker.log"));
	ck_assert_str_eq(job.record->format, "carbontracker");
	assert_near(job.record->it_energy_kwh, 150.24995015 * 141.9 / 3.6e6,
	    1e-12);
	assert_near(job.record->it_energy_kwh * 1.59, 0.009417, 5e-7);
	ck_assert_double_eq(job.record->pue_included, 1);
	ck_assert_int_eq(job.record->kind, RECORD_SAMPLED);
	job_read_real(&job,
	    "real/carbontracker/test_parse_epoch_mismatch_carbontracker.log");
	assert_near(job.record->it_energy_kwh * 1.59, 0.009417, 5e-7);
	ck_assert_uint_eq(job.record->rows_skipped, 1);
	job_read_real(&job, "real/carbontracker/"
	    "std-v2.3.4dev-apple-silicon_carbontracker.log");
	assert_near(job.record->it_energy_kwh,
	    (0.019533333333333337 + 6.785066666666666) * 33.57 / 3.6e6,
	    1e-15);
	ck_assert_double_eq(job.record->intensity_g_per_kwh, 143.3);
	ck_assert_int_eq(job.record->devices, -1);
	ck_assert_int_eq(job.record->scope, SCOPE_NODE);
	job_end(&job);
}
END_TEST

START_TEST(real_without_powers)
{
	struct job job = job_new();

	ck_assert(job_read_real(&job, "real/carbontracker/test_parse_logs_"
	    "consumption_no_power_usages_carbontracker.log"));
	ck_assert(isnan(job.record->energy_kwh));
	ck_assert_int_eq(job.record->kind, RECORD_NONE);
	ck_assert_double_eq(job.record->duration_s, 53.25);
	ck_assert_str_eq(job.record->device_model, "NVIDIA GeForce RTX 3060");
	ck_assert_int_eq(job.record->devices, 1);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_PARTIAL), 1);
	job_end(&job);
}
END_TEST

/* The sums of the five predictions of 200 epochs, by hand. */
START_TEST(real_markdown)
{
	struct job job = job_new();

	ck_assert(job_read_real(&job,
	    "real/carbontracker/carbon-cost-kaggle-results_rt_frz.md"));
	ck_assert_uint_eq(job.record->run_count, 5);
	assert_near(job.record->energy_kwh, 29.885841, 1e-9);
	assert_near(job.record->co2e_g_reported, 2166.87596, 1e-6);
	assert_near(job.record->duration_s, 2703826, 0);
	assert_near(job.record->runs[0].duration_s, 315 * 3600 + 43 * 60 + 29,
	    0);
	ck_assert_int_eq(job.record->kind, RECORD_PREDICTED);
	ck_assert(isnan(job.record->it_energy_kwh));
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_PREDICTED), 1);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_RUNS), 1);
	job_end(&job);
}
END_TEST

START_TEST(real_output)
{
	struct job job = job_new();

	ck_assert(job_read_real(&job, "real/carbontracker/test_aggregate_"
	    "consumption_both_available_carbontracker_output.log"));
	ck_assert_int_eq(job.record->kind, RECORD_PREDICTED);
	ck_assert_double_eq(job.record->energy_kwh, 0.014018);
	ck_assert_double_eq(job.record->duration_s, 213);
	ck_assert_uint_eq(job.record->energy_pos.line, 12);
	ck_assert_uint_eq(job.record->energy_pos.column, 16);
	job_read_real(&job, "real/carbontracker/test_aggregate_"
	    "consumption_early_stop_carbontracker_output.log");
	ck_assert_int_eq(job.record->kind, RECORD_SAMPLED);
	ck_assert_double_eq(job.record->energy_kwh, 0.003504);
	job_read_real(&job, "real/carbontracker/test_aggregate_"
	    "consumption_actual_carbontracker_output.log");
	ck_assert_double_eq(job.record->energy_kwh, 0.009417);
	ck_assert_double_eq(job.record->co2e_g_reported, 0.96049);
	ck_assert_double_eq(job.record->end_s - job.record->start_s, 142);
	job_end(&job);
}
END_TEST

/* numpy goes on to the next line after 75 columns: eight GPUs of 100 to 170 W. */
START_TEST(wrapped_arrays)
{
	struct job job = job_new();

	READ(join(&job, started,
	    "2022-11-14 16:42:43 - Epoch 1:\n"
	    "2022-11-14 16:42:43 - Duration: 1:00:00.00\n"
	    "2022-11-14 16:42:43 - Average power usage (W) for gpu: "
	    "[100.12345678 110.12345678 120.12345678 130.12345678\n"
	    " 140.12345678 150.12345678 160.12345678 170.12345678]\n"
	    "2022-11-14 16:42:43 - Average power usage (W) for cpu: "
	    "[60. 4.e+01]\n", "2022-11-14 16:42:44 - Epoch 2:\n"
	    "2022-11-14 17:42:44 - Duration: 1:00:00.00\n"
	    "2022-11-14 17:42:44 - Average power usage (W) for gpu: None\n"));
	assert_near(job.record->energy_kwh, (1080.98765424 + 100) / 1000,
	    1e-12);
	ck_assert_int_eq(job.record->devices, 8);
	ck_assert_double_eq(job.record->duration_s, 7200);
	ck_assert_double_eq(job.record->covered_s, 3600);
	ck_assert_str_eq(job.record->tool_version, "1.1.6");
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_PARTIAL), 1);
	ck_assert_ptr_nonnull(strstr(job_diag(&job, DIAG_LOG_PARTIAL)->text,
	    "1 of 2 epochs"));
	job_end(&job);
}
END_TEST

START_TEST(out_of_range_power)
{
	struct job job = job_new();

	READ(join(&job, started, "2022-11-14 16:42:43 - Epoch 1:\n"
	    "2022-11-14 16:42:43 - Duration: 1:00:00.00\n"
	    "2022-11-14 16:42:43 - Average power usage (W) for gpu: "
	    "[390000.0]\n"
	    "2022-11-14 16:42:43 - Average power usage (W) for cpu: 50\n",
	    "2022-11-14 16:42:43 - Average power usage (W) for cpu: 60\n"
	    "2022-11-14 16:42:43 - Epoch 2:\n"
	    "2022-11-14 16:42:43 - Duration: -1 day, 23:59:59\n"));
	assert_near(job.record->energy_kwh, 0.05, 1e-15);
	ck_assert_uint_eq(job.record->rows_skipped, 3);
	job_end(&job);
}
END_TEST

/* The PUE of the line before comes out of the energy. */
START_TEST(actual_covers_all)
{
	struct job job = job_new();

	READ(join(&job, started, actual, ""));
	ck_assert_double_eq(job.record->energy_kwh, 1.59);
	assert_near(job.record->it_energy_kwh, 1, 1e-15);
	ck_assert_double_eq(job.record->pue_included, 1.59);
	assert_near(job.record->intensity_g_per_kwh, 100, 1e-12);
	ck_assert_int_eq(job.record->devices, 2);
	ck_assert_str_eq(job.record->device_model, "NVIDIA A40");
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_PARTIAL), 0);
	job_end(&job);
}
END_TEST

START_TEST(actual_against_predicted)
{
	struct job job = job_new();

	READ(join(&job, started, actual, predicted));
	ck_assert_int_eq(job.record->kind, RECORD_PREDICTED);
	assert_near(job.record->it_energy_kwh, 5, 1e-14);
	ck_assert_uint_eq(job.record->run_count, 1);
	READ(join(&job, started, predicted, actual));
	assert_near(job.record->it_energy_kwh, 5, 1e-14);
	ck_assert_uint_eq(job.record->run_count, 1);
	READ(join(&job, predicted, "2022-11-14 16:42:43 - Training was "
	    "interrupted before all 10 epochs were monitored.\n", actual));
	ck_assert_int_eq(job.record->kind, RECORD_SAMPLED);
	ck_assert_double_eq(job.record->energy_kwh, 1.59);
	job_end(&job);
}
END_TEST

/* "Finished monitoring." parts trackers: the second one's actual figure is not the first one's. */
START_TEST(several_trackers)
{
	struct job job = job_new();

	READ(join(&job, predicted, "CarbonTracker: Finished monitoring.\n",
	    actual));
	ck_assert_uint_eq(job.record->run_count, 2);
	assert_near(job.record->energy_kwh, 7.95 + 1.59, 1e-14);
	ck_assert_int_eq(job.record->kind, RECORD_PREDICTED);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_RUNS), 1);
	job_end(&job);
}
END_TEST

START_TEST(copies_count_once)
{
	struct job job = job_new();

	READ(join(&job, actual, "some output\n", actual));
	ck_assert_uint_eq(job.record->run_count, 1);
	ck_assert_double_eq(job.record->energy_kwh, 1.59);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_OVERLAP), 1);
	job_end(&job);
}
END_TEST

/* Trackers of two ranks watched one machine in the same hour. */
START_TEST(ranks_count_once)
{
	struct job job = job_new();

	READ(join(&job, started,
	    "2022-11-14 17:00:00 - CarbonTracker: \n"
	    "Actual consumption for 2 epoch(s):\n\tTime:\t1:00:00\n"
	    "\tEnergy:\t1.590000 kWh\n\tCO2eq:\t159.0 g\n",
	    "2022-11-14 17:00:00 - CarbonTracker: \n"
	    "Actual consumption for 2 epoch(s):\n\tTime:\t0:59:00\n"
	    "\tEnergy:\t1.580000 kWh\n\tCO2eq:\t158.0 g\n"));
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_OVERLAP), 1);
	ck_assert_double_eq(job.record->energy_kwh, 1.59);
	ck_assert_double_eq(job.record->duration_s, 3600);
	job_end(&job);
}
END_TEST

START_TEST(indented_and_commented)
{
	struct job job = job_new();

	READ("epoch 3 loss 0.5\n"
	    "# CarbonTracker:\n"
	    "# Actual consumption:\n"
	    "#    Time:   0:00:10\r\n"
	    "#    Energy: 0.000100000000 kWh\r\n"
	    "#    CO2eq:  0.010000000000 g\r\n");
	ck_assert_str_eq(job.record->format, "carbontracker");
	ck_assert_double_eq(job.record->energy_kwh, 0.0001);
	ck_assert_double_eq(job.record->duration_s, 10);
	ck_assert_uint_eq(job.record->energy_pos.line, 5);
	ck_assert_uint_eq(job.record->energy_pos.column, 14);
	job_end(&job);
}
END_TEST

START_TEST(block_without_energy)
{
	struct job job = job_new();

	READ("Actual consumption for 1 epoch(s):\n\tTime:\t0:00:10\n"
	    "Actual consumption for 1 epoch(s):\n\tTime:\t0:00:10\n"
	    "\tEnergy:\t1 kWh\n\tCO2eq:\t1 g\n");
	ck_assert_uint_eq(job.record->rows_skipped, 1);
	ck_assert_uint_eq(job.record->rows, 1);
	/* a kilowatt-hour in ten seconds is 360 kW */
	ck_assert(isnan(job.record->energy_kwh));
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_IMPLAUSIBLE), 1);
	job_end(&job);
}
END_TEST

/* The standard log beside an output log knows the PUE, and that the training was stopped. */
START_TEST(pair)
{
	struct job job = job_new();
	const char *log = join(&job, started, "2022-11-14 17:42:43 - "
	    "Training was interrupted before all 10 epochs were "
	    "monitored.\n", "");
	const char *output = join(&job, predicted, actual, "");

	job_write("77_2022-11-14T154243Z_carbontracker.log", log,
	    strlen(log));
	job_read_text(&job, "77_2022-11-14T154243Z_carbontracker_output.log",
	    output);
	ck_assert_double_eq(job.record->pue_included, 1.59);
	assert_near(job.record->it_energy_kwh, 1, 1e-15);
	ck_assert_int_eq(job.record->kind, RECORD_SAMPLED);
	remove("77_2022-11-14T154243Z_carbontracker.log");
	job_read(&job, "77_2022-11-14T154243Z_carbontracker_output.log");
	ck_assert(isnan(job.record->pue_included));
	ck_assert(isnan(job.record->it_energy_kwh));
	ck_assert_int_eq(job.record->kind, RECORD_PREDICTED);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_PARTIAL), 1);
	job_end(&job);
}
END_TEST

#define EPOCHS(watts)                                                        \
	"2022-11-14 17:00:00 - Epoch 1:\n"                                    \
	"2022-11-14 17:00:00 - Duration: 0:30:00.00\n"                        \
	"2022-11-14 17:00:00 - Average power usage (W) for gpu: [600.0 " watts \
	"]\n2022-11-14 17:30:00 - Epoch 2:\n"                                 \
	"2022-11-14 17:30:00 - Duration: 0:30:00.00\n"                        \
	"2022-11-14 17:30:00 - Average power usage (W) for gpu: [600.0 "      \
	"400.0]\n"

/* 1 kWh by the powers, 1.59 with the PUE inside: the same energy, of the same machine, twice. */
START_TEST(pair_agrees)
{
	struct job job = job_new();
	const char *log = join(&job, started, EPOCHS("400.0"), "");
	const char *key;

	job_write("78_carbontracker.log", log, strlen(log));
	job_read_text(&job, "78_carbontracker_output.log",
	    join(&job, "2022-11-14 17:30:00 - CarbonTracker: \n", actual, ""));
	ck_assert_double_eq(job.record->energy_kwh, 1.59);
	assert_near(job.record->it_energy_kwh, 1, 1e-15);
	ck_assert_int_eq(job.record->devices, 2);
	ck_assert_str_eq(job.record->device_model, "NVIDIA A40");
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_DISAGREES), 0);
	ck_assert_uint_eq(job.record->run_count, 1);
	key = job.record->runs[0].host_key;
	job_read(&job, "78_carbontracker.log");
	assert_near(job.record->it_energy_kwh, 1, 1e-15);
	ck_assert_ptr_nonnull(key);
	ck_assert_str_eq(job.record->runs[0].host_key, key);
	remove("78_carbontracker.log");
	job_end(&job);
}
END_TEST

START_TEST(pair_disagrees)
{
	struct job job = job_new();
	const char *log = join(&job, started, EPOCHS("200.0"), "");

	job_write("78_carbontracker.log", log, strlen(log));
	job_read_text(&job, "78_carbontracker_output.log", actual);
	ck_assert_double_eq(job.record->energy_kwh, 1.59);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_DISAGREES), 1);
	/* 0.9 kWh x 1.59 */
	ck_assert_ptr_nonnull(strstr(job_diag(&job,
	    DIAG_LOG_DISAGREES)->text, "1.431 kWh"));
	remove("78_carbontracker.log");
	job_end(&job);
}
END_TEST

START_TEST(coloured_block)
{
	struct job job = job_new();

	READ("\033[32m0: epoch 3\033[0m loss 0.5\n"
	    "\033[1mCarbonTracker: \033[0m\n"
	    "\033[1;36mActual consumption for 2 epoch(s):\033[0m\n"
	    "\t\033[33mTime:\033[0m\t\033[1m0:00:10\033[0m\n"
	    "\t\033[33mEnergy:\033[0m\t\033[1m0.000100 kWh\033[0m\n"
	    "\t\033[33mCO2eq:\033[0m\t\033[1m0.010000 g\033[0m\n");
	ck_assert_str_eq(job.record->format, "carbontracker");
	ck_assert_double_eq(job.record->energy_kwh, 0.0001);
	ck_assert_double_eq(job.record->co2e_g_reported, 0.01);
	ck_assert_double_eq(job.record->duration_s, 10);
	job_end(&job);
}
END_TEST

START_TEST(window_and_zone)
{
	struct job job = job_new();
	const char *text = join(&job, started,
	    "2022-11-14 16:00:00 - Epoch 1:\n"
	    "2022-11-14 16:00:00 - Duration: 0:10:00.00\n"
	    "2022-11-14 16:00:00 - Average power usage (W) for gpu: 600\n",
	    "2022-11-14 16:20:00 - Epoch 2:\n"
	    "2022-11-14 16:20:00 - Duration: 0:20:00.00\n"
	    "2022-11-14 16:20:00 - Average power usage (W) for gpu: 300\n");

	job.options.zone_s = 3600;
	job.options.from_s = 1668438000; /* 15:00:00 UTC */
	job.options.to_s = 1668439800;
	READ(text);
	assert_near(job.record->energy_kwh, 0.1, 1e-15);
	ck_assert(job.record->zoned);
	ck_assert_double_eq(job.record->end_s, 1668439200);
	job.options.from_s = 1700000000;
	job.options.to_s = 1700001000;
	READ(text);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_NOTHING), 1);
	job_end(&job);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("trackers_carbon");

	tests_add(suite, wrapped_arrays);
	tests_add(suite, out_of_range_power);
	tests_add(suite, actual_covers_all);
	tests_add(suite, actual_against_predicted);
	tests_add(suite, several_trackers);
	tests_add(suite, copies_count_once);
	tests_add(suite, ranks_count_once);
	tests_add(suite, indented_and_commented);
	tests_add(suite, block_without_energy);
	tests_add(suite, pair);
	tests_add(suite, pair_agrees);
	tests_add(suite, pair_disagrees);
	tests_add(suite, coloured_block);
	tests_add(suite, window_and_zone);
	if (tests_have_real()) {
		tests_add(suite, real_epochs);
		tests_add(suite, real_without_powers);
		tests_add(suite, real_markdown);
		tests_add(suite, real_output);
	}
	return tests_run(suite);
}
