/*
 * nvidia-smi's CSV: with a header or without, of one device or several, and
 * what its cells hold instead of a number.
 */
#include "ingest_text.h"

START_TEST(with_header)
{
	struct job job = job_new();
	const struct record *record = job_read_text(&job, "header.csv",
	    "timestamp, name, utilization.gpu [%], power.draw [W]\n"
	    "2026/01/03 15:36:53.500, NVIDIA GeForce RTX 4090, 1 %, 30.00 W\n"
	    "2026/01/03 15:36:54.500, NVIDIA GeForce RTX 4090, 2 %, 50.00 W\n"
	    "2026/01/03 15:36:56.500, NVIDIA GeForce RTX 4090, 2 %, 50.00 W\n");

	ck_assert_str_eq(record->format, "nvidia-smi-csv");
	ck_assert_int_eq((int)record->scope, SCOPE_GPU);
	ck_assert_int_eq((int)record->kind, RECORD_SAMPLED);
	ck_assert_int_eq(record->devices, 1);
	ck_assert_str_eq(record->device_model, "NVIDIA GeForce RTX 4090");
	assert_joules(job, 140);
	assert_near(record->duration_s, 3, 1e-6);
	assert_near(record->max_gap_s, 2, 1e-6);
	ck_assert(!record->zoned);
	ck_assert_uint_eq(record->energy_pos.line, 2);
	ck_assert_uint_eq(record->energy_pos.column, 56);
	ck_assert_uint_eq(job.diags.count, 0);
	job_end(&job);
}
END_TEST

START_TEST(without_units)
{
	struct job job = job_new();

	job_read_text(&job, "nounits.csv",
	    "timestamp, power.draw [W], temperature.gpu\r\n"
	    "2026/01/03 15:36:53.500, 30.00, 44\r\n"
	    "2026/01/03 15:36:54.500, 50.00, 44\r\n");
	assert_joules(job, 40);
	job_end(&job);
}
END_TEST

START_TEST(without_header)
{
	struct job job = job_new();

	job_read_text(&job, "noheader.csv",
	    "2026/04/25 16:06:06.780, 0 %, 2 MiB, 27, [N/A]\n"
	    "2026/04/25 16:06:07.780, 0 %, 2 MiB, 27, 11.00 W\n"
	    "2026/04/25 16:06:08.780, 0 %, 2 MiB, 27, 13.00 W\n");
	assert_joules(job, 12);
	ck_assert_uint_eq(job.record->rows, 2);
	ck_assert_uint_eq(job.record->rows_skipped, 1);
	ck_assert_uint_eq(job_diag(&job, DIAG_LOG_ROW)->pos.line, 1);
	job_end(&job);
}
END_TEST

START_TEST(neither_header_nor_units)
{
	struct job job = job_new();
	static const char text[] = "2026/04/25 16:06:06.780, 27, 11.00\n"
	    "2026/04/25 16:06:07.780, 27, 13.00\n";

	job_read_text(&job, "bare.csv", text);
	ck_assert_uint_eq(job_said(&job, DIAG_FORMAT_AMBIGUOUS), 1);
	ck_assert(isnan(job.record->energy_kwh));
	job_end(&job);
	job = job_new();
	job.options.columns = "time=0,power=2,unit=W";
	job_read_text(&job, "bare.csv", text);
	ck_assert_str_eq(job.record->format, "delimited");
	assert_joules(job, 12);
	ck_assert_uint_eq(job.diags.count, 0);
	job_end(&job);
}
END_TEST

START_TEST(two_columns_in_watts)
{
	struct job job = job_new();

	job_read_text(&job, "two.csv",
	    "2026/04/25 16:06:06.780, 11.00 W, 130.00 W\n");
	ck_assert_uint_eq(job_said(&job, DIAG_FORMAT_AMBIGUOUS), 1);
	job_end(&job);
}
END_TEST

/* The uuid is the key, for indices can change. */
START_TEST(keys)
{
	static const char text[] =
	    "timestamp, index, uuid, power.draw [W]\n"
	    "2026/01/03 15:00:00.000, 0, GPU-a, 100.00 W\n"
	    "2026/01/03 15:00:00.010, 1, GPU-b, 200.00 W\n"
	    "2026/01/03 15:00:10.000, 1, GPU-a, 100.00 W\n"
	    "2026/01/03 15:00:10.010, 0, GPU-b, 200.00 W\n";
	struct job job = job_new();

	job_read_text(&job, "keys.csv", text);
	ck_assert_int_eq(job.record->devices, 2);
	ck_assert_str_eq(job.record->device_list[0].id, "GPU-a");
	assert_near(job.record->device_list[0].energy_j, 1000, 1e-6);
	assert_near(job.record->device_list[1].energy_j, 2000, 1e-6);
	ck_assert_uint_eq(job.diags.count, 0);
	job_end(&job);
	job = job_new();
	job.options.device = "GPU-b";
	job_read_text(&job, "keys.csv", text);
	ck_assert_int_eq(job.record->devices, 1);
	assert_joules(job, 2000);
	job_end(&job);
	job = job_new();
	job.options.device = "GPU-x";
	job_read_text(&job, "keys.csv", text);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_NOTHING), 1);
	job_end(&job);
}
END_TEST

/* Without a column that names the device, N rows a tick are N devices; one without a reading keeps its place. */
START_TEST(ticks)
{
	struct job job = job_new();
	char text[65536];
	size_t n = (size_t)snprintf(text, sizeof text,
	    "timestamp, name, power.draw [W]\n");
	int i, k;

	for (i = 0; i < 50; i++)
		for (k = 0; k < 4; k++)
			n += (size_t)snprintf(text + n, sizeof text - n,
			    "2026/01/03 15:00:%02d.%03d, NVIDIA A40, %s\n", i,
			    100 + 3 * k, i == 7 && k == 1 ? "[N/A]" :
			    k == 0 ? "100.00 W" : "200.00 W");
	job_read_text(&job, "ticks.csv", text);
	ck_assert_int_eq(job.record->devices, 4);
	assert_joules(job, 49 * 700);
	ck_assert_uint_eq(job.record->rows, 199);
	ck_assert_uint_eq(job.record->rows_skipped, 1);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_TICKS), 1);
	job_end(&job);
}
END_TEST

/* A single device whose sampler stalls is still one device. */
START_TEST(stalls_are_no_ticks)
{
	struct job job = job_new();
	char text[65536];
	size_t n = 0;
	int i, second = 0;

	for (i = 0; i < 500; i++) {
		n += (size_t)snprintf(text + n, sizeof text - n,
		    "2026/01/03 15:%02d:%02d.507, 27, 100.00 W\n",
		    second / 60, second % 60);
		second += i % 35 == 34 ? 4 : 1;
	}
	job_read_text(&job, "stalls.csv", text);
	ck_assert_int_eq(job.record->devices, 1);
	assert_joules(job, 100 * (499 + 3 * 14));
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_TICKS), 0);
	job_end(&job);
}
END_TEST

/* Bursts of samples: COUNT of them STEP_S apart, then a pause. */
static int
devices_of_bursts(int count, double step_s, double pause_s)
{
	struct job job = job_new();
	FILE *stream = fopen("bursts.csv", "w");
	double time_s = 1.7e9;
	int i, devices;

	for (i = 0; i < 20 * count; i++) {
		fprintf(stream, "%.3f,100 W\n", time_s);
		time_s += i % count == count - 1 ? pause_s : step_s;
	}
	fclose(stream);
	job.options.columns = "time=0,power=1";
	job_read(&job, "bursts.csv");
	devices = job.record->devices;
	job_end(&job);
	return devices;
}

START_TEST(bursts)
{
	ck_assert_int_eq(devices_of_bursts(8, 0.01, 0.93), 8);
	ck_assert_int_eq(devices_of_bursts(2, 0, 1), 2);
	/* too long a tick for its step, too long an interval for a tick */
	ck_assert_int_eq(devices_of_bursts(20, 0.1, 1), 1);
	ck_assert_int_eq(devices_of_bursts(5, 1, 60), 1);
}
END_TEST

START_TEST(power_elsewhere)
{
	struct job job = job_new();

	job_read_text(&job, "instant.csv",
	    "timestamp, index, power.draw [W], power.draw.average [W], "
	    "power.draw.instant [W]\n"
	    "2026/01/03 15:00:00.000, 0, [N/A], [N/A], 10.00 W\n"
	    "2026/01/03 15:00:01.000, 0, [N/A], [N/A], 30.00 W\n");
	assert_joules(job, 20);
	job_end(&job);
}
END_TEST

/* Started anew into the same file, with other columns. */
START_TEST(second_header)
{
	struct job job = job_new();

	job_read_text(&job, "again.csv",
	    "timestamp, index, power.draw [W]\n"
	    "2026/01/03 15:00:00.000, 0, 10.00 W\n"
	    "2026/01/03 15:00:01.000, 0, 10.00 W\n"
	    "timestamp, power.draw [W], temperature.gpu, index\n"
	    "2026/01/03 15:00:02.000, 10.00 W, 44, 0\n"
	    "2026/01/03 15:00:03.000, 10.00 W, 44, 0\n"
	    "2026/01/03 15:0");
	assert_joules(job, 30);
	ck_assert_uint_eq(job.record->rows_skipped, 1);
	job_end(&job);
}
END_TEST

START_TEST(words)
{
	static const char *const missing[] = {
		"[N/A]", "N/A", "[Not Supported]", "[Unknown Error]",
		"[Insufficient Permissions]", "[GPU is lost]", "ERR!", "",
		"[Requested functionality has been deprecated]", "-", "12 %",
		"-5.00 W", "1e9 W", "0x10 W", "nan W",
	};
	size_t i;

	for (i = 0; i < sizeof missing / sizeof missing[0]; i++) {
		struct job job = job_new();
		char text[512];

		snprintf(text, sizeof text,
		    "timestamp, index, power.draw [W]\n"
		    "2026/01/03 15:00:00.000, 0, 10.00 W\n"
		    "2026/01/03 15:00:01.000, 0, %s\n"
		    "2026/01/03 15:00:02.000, 0, 10.00 W\n", missing[i]);
		job_read_text(&job, "words.csv", text);
		assert_joules(job, 20);
		ck_assert_uint_eq(job.record->rows, 2);
		ck_assert_uint_eq(job.record->rows_skipped, 1);
		job_end(&job);
	}
}
END_TEST

START_TEST(snapshot)
{
	struct job job = job_new();
	const struct record *record = job_read_text(&job, "once.csv",
	    "timestamp, index, name, power.draw [W], enforced.power.limit "
	    "[W], power.max_limit [W], memory.total [MiB], driver_version\n"
	    "2026/01/03 15:00:00.000, 0, NVIDIA H200, 70.00 W, 600.00 W, "
	    "700.00 W, 143771 MiB, 590.48.01\n"
	    "2026/01/03 15:00:00.004, 1, NVIDIA H200, 90.00 W, 600.00 W, "
	    "700.00 W, 143771 MiB, 590.48.01\n");

	ck_assert_int_eq((int)record->kind, RECORD_NONE);
	ck_assert(isnan(record->energy_kwh));
	ck_assert_int_eq(record->devices, 2);
	ck_assert_int_eq(record->machine.accelerators, 2);
	ck_assert_str_eq(record->machine.accelerator, "NVIDIA H200");
	assert_near(record->machine.accelerator_power_w, 80, 1e-9);
	assert_near(record->machine.accelerator_power_limit_w, 600, 0);
	assert_near(record->machine.accelerator_max_power_w, 700, 0);
	assert_near(record->machine.accelerator_memory_gb, 140.4, 0.01);
	ck_assert_str_eq(record->tool_version, "590.48.01");
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_SNAPSHOT), 1);
	ck_assert(!diags_have_error(&job.diags, 0));
	job_end(&job);
}
END_TEST

START_TEST(hardware_list)
{
	struct job job = job_new();
	const struct record *record = job_read_text(&job, "list.csv",
	    "index, name, power.limit [W]\n0, Tesla T4, 70.00 W\n"
	    "1, Tesla T4, 70.00 W\n0, Tesla T4, 70.00 W\n");

	ck_assert_str_eq(record->format, "nvidia-smi-csv");
	ck_assert_int_eq(record->devices, 2);
	assert_near(record->machine.accelerator_power_limit_w, 70, 0);
	ck_assert(!diags_have_error(&job.diags, 0));
	job_end(&job);
}
END_TEST

START_TEST(zone_and_window)
{
	static const char text[] = "timestamp, power.draw [W]\n"
	    "2026/01/03 15:00:00.000, 10.00 W\n"
	    "2026/01/03 15:00:10.000, 10.00 W\n"
	    "2026/01/03 15:00:20.000, 10.00 W\n"
	    "2026/01/03 15:00:30.000, 10.00 W\n";
	struct job job = job_new();

	job.options.zone_s = 3600;
	job.options.from_s = 1767448805; /* 2026-01-03T14:00:05Z */
	job.options.to_s = 1767448825;
	job_read_text(&job, "zone.csv", text);
	ck_assert(job.record->zoned);
	assert_joules(job, 100);
	assert_near(job.record->coverage, 0.5, 1e-12);
	job_end(&job);
}
END_TEST

START_TEST(real_idle)
{
	struct job job = job_new();

	if (job_read_real(&job, "real/nvidia-smi-query-csv/"
	    "rtx4000ada-idle-noheader-5s.csv")) {
		ck_assert_uint_eq(job.record->rows, 1923);
		assert_near(job.record->duration_s, 9636.953, 1e-3);
		assert_near(job.record->mean_power_w, 16.52, 5e-3);
		assert_near(job.record->max_power_w, 67.59, 0);
		assert_near(job.record->max_gap_s, 5.723, 1e-5);
		ck_assert_int_eq(job.record->devices, 1);
	}
	job_end(&job);
}
END_TEST

START_TEST(real_all_fields)
{
	static const struct {
		const char *file, *model;
		double power_w, limit_w;
	} files[] = {
		{ "h200-linux-590.48.01-load", "NVIDIA H200", 627.4, 700 },
		{ "rtx2080super-windows-591.86-idle",
		    "NVIDIA GeForce RTX 2080 SUPER", 38.92, 250 },
		{ "rtx4080super-linux-595.71.05-load",
		    "NVIDIA GeForce RTX 4080 SUPER", 84.24, 320 },
	};
	size_t i;

	for (i = 0; i < sizeof files / sizeof files[0]; i++) {
		struct job job = job_new();
		const struct machine *machine;
		char path[256];

		snprintf(path, sizeof path,
		    "real/nvidia-smi-query-csv/%s-allfields.csv",
		    files[i].file);
		if (job_read_real(&job, path)) {
			machine = &job.record->machine;
			ck_assert_int_eq((int)job.record->kind, RECORD_NONE);
			ck_assert_str_eq(machine->accelerator,
			    files[i].model);
			assert_near(machine->accelerator_power_w,
			    files[i].power_w, 1e-9);
			assert_near(machine->accelerator_power_limit_w,
			    files[i].limit_w, 1e-9);
		}
		job_end(&job);
	}
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("nvidia_smi_csv");

	tests_add(suite, with_header);
	tests_add(suite, without_units);
	tests_add(suite, without_header);
	tests_add(suite, neither_header_nor_units);
	tests_add(suite, two_columns_in_watts);
	tests_add(suite, keys);
	tests_add(suite, ticks);
	tests_add(suite, stalls_are_no_ticks);
	tests_add(suite, bursts);
	tests_add(suite, power_elsewhere);
	tests_add(suite, second_header);
	tests_add(suite, words);
	tests_add(suite, snapshot);
	tests_add(suite, hardware_list);
	tests_add(suite, zone_and_window);
	if (tests_have_real()) {
		tests_add(suite, real_idle);
		tests_add(suite, real_all_fields);
	}
	return tests_run(suite);
}
