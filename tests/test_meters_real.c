/*
 * Known answers on files that the meters' tools wrote, worked out apart from
 * the program.
 */
#include "ingest_text.h"

static struct record *
read_real(struct job *job, const char *file)
{
	char path[256];

	snprintf(path, sizeof path, "real/%s", file);
	ck_assert_msg(job_read_real(job, path), "%s is missing", file);
	return job->record;
}

static double
joules(const struct record *record)
{
	return record->energy_kwh * 3.6e6;
}

struct known {
	const char *file, *format;
	double energy_j, duration_s;
	size_t rows;
	int devices;
};

static const struct known knowns[] = {
	{ "zeus/A40+resnet50+gpu0.csv", "zeus", 54265.29799999297,
	    312.5976292565465, 9, 1 },
	{ "zeus/V100+resnet18+gpu0,1.csv", "zeus", 15904.945000000009,
	    74.02704448602162, 7, 2 },
	{ "zeus/zeus_monitor-2022-power-mW-head200.csv", "zeus-power",
	    31.004155204, 0.958481625, 19, 1 },
	{ "pyrapl/test_csv_output.csv", "pyrapl", 3.9996e-6, 3e-7, 4, -1 },
	{ "energibridge/readme-example-m1.csv", "energibridge",
	    11.58033275604248 * 0.104, 0.104, 2, -1 },
	{ "intel-power-gadget/mock_intel_power_gadget_data.csv",
	    "intel-power-gadget", 3.141 + 1.426, 1.252, 12, -1 },
	{ "powermetrics-plist/powermetrics-output-m2ultra.xml",
	    "powermetrics-plist", 73.46204, 1.023721416, 1, -1 },
	{ "powermetrics-text/mock_powermetrics_log.txt", "powermetrics-text",
	    0.550957180, 1.074060, 10, -1 },
	{ "ptdaemon-log/power-dev-readme-spl.txt", "ptdaemon-log", 46.257235,
	    2.009, 3, -1 },
};

START_TEST(known_answers)
{
	size_t i;

	for (i = 0; i < sizeof knowns / sizeof knowns[0]; i++) {
		const struct known *known = &knowns[i];
		struct job job = job_new();
		struct record *record = read_real(&job, known->file);

		ck_assert_ptr_nonnull(record->format);
		ck_assert_str_eq(record->format, known->format);
		ck_assert_msg(fabs(joules(record) - known->energy_j) <=
		    1e-6 * known->energy_j, "%s: %.12g J", known->file,
		    joules(record));
		assert_near(record->duration_s, known->duration_s, 1e-6);
		ck_assert_uint_eq(record->rows, known->rows);
		ck_assert_uint_eq(record->rows_skipped, 0);
		ck_assert_int_eq(record->devices, known->devices);
		assert_near(record->pue_included, 1, 0);
		assert_near(record->it_energy_kwh, record->energy_kwh, 0);
		job_end(&job);
	}
}
END_TEST

START_TEST(turbostat_shows_power)
{
	struct job job = job_new();
	struct record *record = read_real(&job,
	    "turbostat/intel-unknown.txt");

	ck_assert_str_eq(record->format, "turbostat");
	ck_assert_uint_eq(record->device_list_count, 2);
	assert_near(record->device_list[0].mean_power_w, 87.38, 1e-9);
	assert_near(record->device_list[1].mean_power_w, 27.80, 1e-9);
	ck_assert(isnan(record->energy_kwh));
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_SNAPSHOT), 1);
	job_end(&job);
}
END_TEST

/* Files that hold no energy say so, with what would give it. */
START_TEST(what_is_lacking_is_said)
{
	static const char *const files[] = {
		"turbostat/usec-whitespace-header.txt",
		"perf-stat/vm-task-clock.csv", "perf-stat/vm.json",
		"pyjoules/header-from-source.csv",
		"powerjoular/header-from-source.csv",
		"powerjoular/header-pid-from-source.csv",
	};
	size_t i;

	for (i = 0; i < sizeof files / sizeof files[0]; i++) {
		struct job job = job_new();
		struct record *record = read_real(&job, files[i]);

		ck_assert_ptr_nonnull(record->format);
		ck_assert(isnan(record->energy_kwh));
		ck_assert_uint_eq(job_said(&job, DIAG_LOG_NOTHING), 1);
		job_end(&job);
	}
}
END_TEST

START_TEST(perf_times_without_energy)
{
	struct job job = job_new();
	struct record *record = read_real(&job, "perf-stat/vm-text.txt");

	assert_near(record->duration_s, 0.302516254, 1e-12);
	record = read_real(&job, "perf-stat/vm-interval.csv");
	assert_near(record->duration_s, 0.901939872, 1e-12);
	ck_assert(isnan(record->energy_kwh));
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_SCOPE), 2);
	job_end(&job);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("meters' real files");

	if (!tests_have_real())
		return tests_skip("the real logs are not at hand");
	tests_add(suite, known_answers);
	tests_add(suite, turbostat_shows_power);
	tests_add(suite, what_is_lacking_is_said);
	tests_add(suite, perf_times_without_energy);
	return tests_run(suite);
}
