/*
 * Readers of Scaphandre, CEEMS, turbostat, perf stat, powermetrics and
 * PTDaemon: each trap has a small log of its own here.
 */
#include "ingest_text.h"

static double
joules(const struct record *record)
{
	return record->energy_kwh * 3.6e6;
}

#define HOST(uw, s) "{\"host\":{\"consumption\":" uw ",\"timestamp\":" s \
	",\"components\":{\"disks\":null}},\"consumers\":[{\"exe\":\"/home/me/x}\"," \
	"\"pid\":1,\"consumption\":900000.0,\"timestamp\":" s "}],\"sockets\":[{\"id\":0," \
	"\"consumption\":40000000.0,\"domains\":[],\"timestamp\":" s "}]}"

START_TEST(scaphandre_microwatts)
{
	struct job job = job_new();
	struct record *record = job_read_text(&job, "s.json",
	    "[" HOST("0.0", "1699999998.5") ",\n" HOST("40000000.0",
	    "1700000000.5") ",\n" HOST("60000000.0", "1700000002.5") "]");

	ck_assert_str_eq(record->format, "scaphandre");
	assert_near(joules(record), 100, 1e-6);
	assert_near(record->duration_s, 2, 1e-6);
	ck_assert_uint_eq(record->rows, 2);
	ck_assert(record->zoned);
	ck_assert_int_eq(record->devices, -1);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_REPAIRED), 0);
	job_end(&job);
}
END_TEST

START_TEST(scaphandre_killed)
{
	struct job job = job_new();
	struct record *record = job_read_text(&job, "s.json",
	    "[" HOST("40000000.0", "1700000000.5") "," HOST("60000000.0",
	    "1700000002.5") ",");

	assert_near(joules(record), 100, 1e-6);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_REPAIRED), 1);
	record = job_read_text(&job, "t.json",
	    "[" HOST("40000000.0", "1700000000.5") "," HOST("60000000.0",
	    "1700000002.5") ",{\"host\":{\"consumption\":6");
	assert_near(joules(record), 100, 1e-6);
	ck_assert_uint_eq(record->rows_skipped, 1);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_REPAIRED), 2);
	job_end(&job);
}
END_TEST

#define CEEMS_JOB(id, more)                                                \
	"{\"uuid\":\"" id "\",\"name\":\"secret\",\"username\":\"usr1\","  \
	"\"started_at\":\"2023-02-21T15:49:06+0100\",\"started_at_ts\":"   \
	"1676990946000,\"elapsed\":\"00:08:20\",\"allocation\":{\"cpus\":8," \
	"\"gpus\":2},\"total_cpu_energy_usage_kwh\":{\"total\":0.5},"      \
	"\"total_gpu_energy_usage_kwh\":{\"total\":1.5},"                  \
	"\"total_cpu_emissions_gms\":{\"emaps_total\":20,\"rte_total\":30}," \
	"\"total_gpu_emissions_gms\":{\"emaps_total\":60,\"rte_total\":90}" \
	more "}"

START_TEST(ceems_sources_are_alternatives)
{
	struct job job = job_new();
	struct record *record = job_read_text(&job, "c.json",
	    "{\"status\":\"success\",\"data\":[" CEEMS_JOB("147975",
	    ",\"ended_at\":\"2023-02-21T15:57:26+0100\"") "," CEEMS_JOB(
	    "147976", ",\"ended_at\":\"2023-02-21T15:57:26+0100\"") "]}");
	size_t i;

	ck_assert_str_eq(record->format, "ceems");
	assert_near(record->energy_kwh, 4, 1e-12);
	assert_near(record->co2e_g_reported, 160, 1e-9);
	assert_near(record->intensity_g_per_kwh, 40, 1e-9);
	assert_near(record->duration_s, 1000, 1e-9);
	ck_assert_uint_eq(record->run_count, 2);
	ck_assert_str_eq(record->runs[1].id, "147976");
	assert_near(record->runs[0].start_s, 1676990946, 0);
	ck_assert_int_eq(record->devices, 2);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_RUNS), 1);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_PARTIAL), 0);
	for (i = 0; i < job.diags.count; i++) {
		ck_assert_ptr_null(strstr(job.diags.items[i].text, "usr1"));
		ck_assert_ptr_null(strstr(job.diags.items[i].text, "secret"));
	}
	job_end(&job);
}
END_TEST

START_TEST(ceems_running_job)
{
	struct job job = job_new();
	struct record *record = job_read_text(&job, "c.json",
	    "{\"status\":\"success\",\"data\":[" CEEMS_JOB("1",
	    ",\"ended_at\":\"Unknown\"") ",{\"uuid\":\"2\"}]}");

	ck_assert_uint_eq(job_said(&job, DIAG_LOG_PARTIAL), 1);
	ck_assert(isnan(record->end_s));
	ck_assert_uint_eq(record->rows_skipped, 1);
	job_end(&job);
}
END_TEST

#define TURBO "Core\tCPU\tAvg_MHz\tBusy%\tTime_Of_Day_Seconds\tPkgWatt\tCorWatt\tRAMWatt\n"

START_TEST(turbostat_summary_row)
{
	struct job job = job_new();
	struct record *record = job_read_text(&job, "t.txt", TURBO
	    "-\t-\t41\t1.2\t1700000000.0\t80.0\t60.0\t20.0\n"
	    "0\t0\t41\t1.2\t1700000000.0\t80.0\t60.0\t20.0\n"
	    "0\t1\t41\t1.2\n" TURBO
	    "-\t-\t41\t1.2\t1700000005.0\t100.0\t70.0\t20.0\n"
	    "0\t0\t41\t1.2\t1700000005.0\t100.0\t70.0\t20.0\n" TURBO
	    "-\t-\t41\t1.2\t1700000010.0\t120.0\t90.0\t20.0\n");

	ck_assert_str_eq(record->format, "turbostat");
	/* (100 + 20) x 5 + (120 + 20) x 5 */
	assert_near(joules(record), 1300, 1e-6);
	assert_near(record->duration_s, 10, 1e-9);
	ck_assert_int_eq(record->kind, RECORD_SAMPLED);
	ck_assert_uint_eq(record->device_list_count, 2);
	ck_assert_int_eq(record->scope, SCOPE_PROCESSOR);
	job_end(&job);
}
END_TEST

START_TEST(turbostat_joules_and_command)
{
	struct job job = job_new();
	struct record *record = job_read_text(&job, "t.txt",
	    "5.0 sec\nPackage\tCore\tCPU\tAvg_MHz\tBusy%\tPkg_J\tCor_J\tRAM_J\n"
	    "-\t-\t-\t41\t1.20\t500\t400\t100\n"
	    "0\t0\t0\t41\t1.20\t500\t400\t100\n");

	assert_near(joules(record), 600, 1e-9);
	assert_near(record->duration_s, 5, 1e-9);
	ck_assert_int_eq(record->kind, RECORD_MEASURED);
	record = job_read_text(&job, "w.txt",
	    "5.0 sec\nAvg_MHz Busy% PkgWatt RAMWatt\n41 1.20 100.0 0.00\n");
	assert_near(joules(record), 500, 1e-9);
	ck_assert_uint_eq(record->device_list_count, 1);
	record = job_read_text(&job, "j.txt",
	    "CPU\tBusy%\tPkg_J\n-\t1\t500\n-\t1\t300\n");
	assert_near(joules(record), 800, 1e-9);
	ck_assert(isnan(record->duration_s));
	job_end(&job);
}
END_TEST

START_TEST(turbostat_without_time)
{
	struct job job = job_new();
	struct record *record = job_read_text(&job, "t.txt",
	    "CPU\tBusy%\tPkgWatt\n-\t1\t100\n-\t1\t200\n");

	ck_assert(isnan(record->energy_kwh));
	assert_near(record->mean_power_w, 150, 1e-9);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_SNAPSHOT), 1);
	job_end(&job);
}
END_TEST

START_TEST(perf_interval_and_sockets)
{
	struct job job = job_new();
	struct record *record = job_read_text(&job, "tables.csv",
	    "# started on Mon Nov 23 06:19:37 2026\n\n"
	    "     1.000000000,S0,1,40.00,Joules,power/energy-pkg/,2002406532,100.00,,\n"
	    "     1.000000000,S1,1,50.00,Joules,power/energy-pkg/,2002406532,100.00,,\n"
	    "     1.000000000,S0,1,30.00,Joules,power/energy-cores/,2002406532,100.00,,\n"
	    "epoch 1 loss 0.3\n"
	    "     1.000000000,S0,1,<not supported>,Joules,power/energy-ram/,0,100.00,,\n"
	    "     3.000000000,S0,1,60.00,Joules,power/energy-pkg/,2002406532,100.00,,\n"
	    "     3.000000000,S1,1,70.00,Joules,power/energy-pkg/,2002406532,100.00,,\n");

	ck_assert_str_eq(record->format, "perf-stat");
	assert_near(joules(record), 220, 1e-9);
	assert_near(record->duration_s, 3, 1e-6);
	assert_near(record->start_s, 1795414777, 1e-6);
	ck_assert(!record->zoned);
	ck_assert_uint_eq(record->device_list_count, 1);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_PARTIAL), 1);
	job_end(&job);
}
END_TEST

START_TEST(perf_separators)
{
	static const char *const lines[] = {
		"43.02,Joules,power/energy-pkg/,192545269820,100.00,,\n",
		"43,02:Joules:power/energy-pkg/:192545269820:100,00::\n",
		"43,02,Joules,power/energy-pkg/,192545269820,100,00,,\n",
		"43.02\tJoules\tpower/energy-pkg/\t192545269820\t100.00\t\t\n",
		"43.02; Joules; power/energy-pkg/; 192545269820; 100.00; ; \n",
		"             43,02 Joules power/energy-pkg/\n",
		"{\"counter-value\" : \"43.020000\", \"unit\" : \"Joules\", \"event\" : \"power/energy-pkg/\", \"event-runtime\" : 1, \"pcnt-running\" : 100.00}\n",
		"{\"counter-value\" : \"43,020000\", \"unit\" : \"Joules\", \"event\" : \"power/energy-pkg/\", \"event-runtime\" : 1, \"pcnt-running\" : 100.00}\n",
	};
	size_t i;

	for (i = 0; i < sizeof lines / sizeof lines[0]; i++) {
		struct job job = job_new();
		struct record *record = job_read_text(&job, "p.txt",
		    lines[i]);

		ck_assert_ptr_nonnull(record->format);
		assert_near(joules(record), 43.02, 1e-9);
		ck_assert(isnan(record->duration_s));
		job_end(&job);
	}
}
END_TEST

START_TEST(perf_decimal_comma_interval)
{
	struct job job = job_new();
	struct record *record = job_read_text(&job, "tables.csv",
	    "     1.001048308,43,02,Joules,power/energy-pkg/,1001048308,100,00,,\n"
	    "     2.001048308,57,98,Joules,power/energy-pkg/,1001048308,100,00,,\n");

	assert_near(joules(record), 101, 1e-9);
	assert_near(record->duration_s, 2.001048308, 1e-9);
	job_end(&job);
}
END_TEST

START_TEST(perf_text_platform_and_runs)
{
	struct job job = job_new();
	struct record *record = job_read_text(&job, "p.txt",
	    " Performance counter stats for 'system wide' (5 runs):\n\n"
	    "          1,234.50 Joules power/energy-psys/    ( +-  0.50% )\n"
	    "            800.00 Joules power/energy-pkg/     ( +-  0.50% )\n\n"
	    "       10.0123 +- 0.01 seconds time elapsed\n");

	assert_near(joules(record), 1234.5, 1e-9);
	assert_near(record->duration_s, 10.0123, 1e-9);
	ck_assert_int_eq(record->scope, SCOPE_NODE);
	record = job_read_text(&job, "q.txt",
	    " Performance counter stats for 'sleep':\n\n"
	    "            800.00 Joules power/energy-pkg/\n\n"
	    "       10.012300000 seconds time elapsed\n\n"
	    "        0.002314000 seconds sys\n");
	assert_near(joules(record), 800, 1e-9);
	assert_near(record->duration_s, 10.0123, 1e-9);
	job_end(&job);
}
END_TEST

#define BLOCK(stamp, ms) "*** Sampled system activity (" stamp ") (" ms \
	"ms elapsed) ***\n\n**** Processor usage ****\n\nE-Cluster Power: 105 mW\n"

START_TEST(powermetrics_text_total)
{
	struct job job = job_new();
	struct record *record = job_read_text(&job, "m.txt",
	    "Machine model: Mac14,2\n\n"
	    BLOCK("Fri Nov 10 12:37:08 2023 +0100", "500.00")
	    "CPU Power: 947 mW\nGPU Power: 153 mW\nANE Power: 0 mW\n"
	    "Combined Power (CPU + GPU + ANE): 2000 mW\n\n"
	    "**** GPU usage ****\n\nGPU Power: 155 mW\n"
	    BLOCK("Fri Nov 10 12:37:08 2023 +0100", "500.00")
	    "CPU Power: 1000 mW\nGPU Power: 2000 mW\nANE Power: 1000 mW\n"
	    "\n**** GPU usage ****\n\nGPU Power: 2500 mW\n"
	    BLOCK("Fri Nov 10 12:38:08 2023 +0100", "1000.00")
	    "Intel energy model derived package power (CPUs+GT+SA): 3.5W\n");

	ck_assert_str_eq(record->format, "powermetrics-text");
	/* 2 x 0.5 + 4 x 0.5 + 3.5 x 1 */
	assert_near(joules(record), 6.5, 1e-9);
	assert_near(record->duration_s, 2, 1e-9);
	ck_assert(record->zoned);
	assert_near(record->start_s, 1699616227.5, 1e-6);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_GAP), 1);
	job_end(&job);
}
END_TEST

#define PLIST(stamp, ns, mw)                                                  \
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE plist PUBLIC " \
	"\"-//Apple//DTD PLIST 1.0//EN\" \"http://x/y.dtd\">\n"               \
	"<plist version=\"1.0\">\n<dict>\n<key>elapsed_ns</key><integer>" ns \
	"</integer>\n<key>timestamp</key><date>" stamp "</date>\n"            \
	"<key>processor</key>\n<dict>\n<key>gpu_energy</key><integer>9"       \
	"</integer>\n<key>combined_power</key><real>" mw "</real>\n</dict>\n" \
	"<key>gpu</key><dict><key>gpu_energy</key><integer>11</integer>"      \
	"</dict>\n</dict>\n</plist>\n"

START_TEST(powermetrics_plist_documents)
{
	static const char text[] =
	    PLIST("2024-04-12T22:42:39Z", "1000000000", "70000") "\0"
	    PLIST("2024-04-12T22:42:41Z", "2000000000", "10000") "\0"
	    "<?xml version=\"1.0\"?>\n<plist><dict>\n";
	struct job job = job_new();
	struct record *record = job_read(&job, job_write("m.plist", text,
	    sizeof text - 1));

	ck_assert_str_eq(record->format, "powermetrics-plist");
	assert_near(joules(record), 90, 1e-9);
	assert_near(record->duration_s, 3, 1e-9);
	ck_assert(record->zoned);
	ck_assert_uint_eq(record->rows, 2);
	ck_assert_uint_eq(record->rows_skipped, 1);
	job_end(&job);
}
END_TEST

#define WALL(stamp, w) "Time," stamp ",Watts," w \
	",Volts,228.57,Amps,0.2,PF,0.48,Mark,x\n"

START_TEST(ptdaemon_day_first_or_month_first)
{
	struct job job = job_new();
	struct record *record = job_read_text(&job, "w.txt",
	    WALL("28-12-2020 15:21:14.500", "20.0")
	    "NOTICE range changed\n"
	    WALL("28-12-2020 15:21:15.500", "30.0")
	    WALL("28-12-2020 15:21:16.500", "-1"));

	ck_assert_str_eq(record->format, "ptdaemon-log");
	assert_near(joules(record), 25, 1e-6);
	assert_near(record->start_s, 1609168874.5, 1e-6);
	ck_assert_uint_eq(record->rows_skipped, 1);
	ck_assert_int_eq(record->scope, SCOPE_NODE);
	record = job_read_text(&job, "u.txt",
	    WALL("12-28-2020 15:21:14.500", "20.0")
	    WALL("12-28-2020 15:21:15.500", "30.0"));
	assert_near(record->start_s, 1609168874.5, 1e-6);
	job_end(&job);
}
END_TEST

START_TEST(ptdaemon_order_by_the_next_day)
{
	struct job job = job_new();
	/* The 3rd and the 4th of February, month first. */
	struct record *record = job_read_text(&job, "w.txt",
	    WALL("02-03-2021 23:59:59.0", "10")
	    WALL("02-04-2021 00:00:01.0", "10"));

	assert_near(joules(record), 20, 1e-6);
	assert_near(record->start_s, 1612396799, 1e-6);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_TIME), 0);
	record = job_read_text(&job, "v.txt",
	    WALL("02-03-2021 10:00:00.0", "10")
	    WALL("02-03-2021 10:00:02.0", "10"));
	assert_near(joules(record), 20, 1e-6);
	ck_assert(isnan(record->start_s));
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_TIME), 1);
	job_end(&job);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("meters' tables");

	tests_add(suite, scaphandre_microwatts);
	tests_add(suite, scaphandre_killed);
	tests_add(suite, ceems_sources_are_alternatives);
	tests_add(suite, ceems_running_job);
	tests_add(suite, turbostat_summary_row);
	tests_add(suite, turbostat_joules_and_command);
	tests_add(suite, turbostat_without_time);
	tests_add(suite, perf_interval_and_sockets);
	tests_add(suite, perf_separators);
	tests_add(suite, perf_decimal_comma_interval);
	tests_add(suite, perf_text_platform_and_runs);
	tests_add(suite, powermetrics_text_total);
	tests_add(suite, powermetrics_plist_documents);
	tests_add(suite, ptdaemon_day_first_or_month_first);
	tests_add(suite, ptdaemon_order_by_the_next_day);
	return tests_run(suite);
}
