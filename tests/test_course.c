/*
 * The course of power of every reader that has power, or a counter, over
 * time: what it covers comes to the energy, and its highest and lowest are
 * those of the log. The numbers are worked out by hand.
 */
#include "ingest_text.h"

#include "base/trace.h"

enum { NO_GAP, GAP };

struct log_case {
	const char *format, *file, *text;
	double least_w, most_w;
	double area_j;    /* summed over the devices; NAN: as the energy */
	double covered_s; /* summed over the devices */
	int gap;
	bool each;        /* one device at a time */
};

#define MATRIX "{\"status\":\"success\",\"data\":{\"resultType\":" \
	"\"matrix\",\"result\":["
#define GAUGE(gpu, values) "{\"metric\":{\"__name__\":" \
	"\"DCGM_FI_DEV_POWER_USAGE\",\"gpu\":\"" gpu "\"},\"values\":[" \
	values "]}"
#define COUNTER(gpu, values) "{\"metric\":{\"__name__\":" \
	"\"DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION\",\"gpu\":\"" gpu \
	"\"},\"values\":[" values "]}"
#define SMI(kind, value, ms) "nvidia_smi_power_draw_" kind \
	"watts{uuid=\"a\"} " value " " ms "\n"
#define HOST(uw, s) "{\"host\":{\"consumption\":" uw ",\"timestamp\":" s \
	",\"components\":{\"disks\":null}},\"consumers\":[],\"sockets\":[]}"
#define BLOCK(stamp, ms, mw) "*** Sampled system activity (" stamp ") (" ms \
	"ms elapsed) ***\n\n**** Processor usage ****\n\n" \
	"Combined Power (CPU + GPU + ANE): " mw " mW\n\n"
#define PLIST(stamp, ns, mw)                                             \
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<plist version=\"1.0\">" \
	"\n<dict>\n<key>elapsed_ns</key><integer>" ns "</integer>\n"     \
	"<key>timestamp</key><date>" stamp "</date>\n<key>processor</key>\n" \
	"<dict>\n<key>combined_power</key><real>" mw "</real>\n</dict>\n" \
	"</dict>\n</plist>\n"
#define WALL(stamp, w) "Time," stamp ",Watts," w \
	",Volts,228.57,Amps,0.2,PF,0.48,Mark,x\n"
#define RAPL "/sys/class/powercap/intel-rapl:"

static const struct log_case cases[] = {
	{ "prometheus-json", "gauge.json", MATRIX
	    GAUGE("0", "[1700000000,\"10\"],[1700000010,\"30\"]") ","
	    GAUGE("1", "[1700000000,\"50\"],[1700000010,\"50\"]") "]}}",
	    10, 50, (double)NAN, 20, NO_GAP, true },
	{ "prometheus-json", "counter.json", MATRIX
	    COUNTER("0", "[1700000000,\"1000000\"],[1700000010,\"2000000\"],"
		"[1700000020,\"500000\"],[1700000040,\"1500000\"]") "]}}",
	    50, 100, (double)NAN, 30, GAP, true },
	/* one of three readings of a power counts, and is drawn */
	{ "prometheus-text", "three.prom",
	    SMI("average_", "90", "1700000000000")
	    SMI("instant_", "95", "1700000000000")
	    SMI("", "100", "1700000000000")
	    SMI("average_", "10", "1700000010000")
	    SMI("instant_", "15", "1700000010000")
	    SMI("", "100", "1700000010000"),
	    100, 100, (double)NAN, 10, NO_GAP, true },
	{ "amd-smi-csv", "amd.csv", "timestamp,gpu,socket_power\n"
	    "1786553852,0,100\n1786553852,1,50\n"
	    "1786553862,0,300\n1786553862,1,50\n",
	    50, 300, 2500, 20, NO_GAP, true },
	{ "amd-smi-csv", "amd-counter.csv",
	    "timestamp,gpu,socket_power,total_energy_consumption\n"
	    "1786553852,0,1,5000\n1786553862,0,1,6100\n",
	    110, 110, 1100, 10, NO_GAP, true },
	{ "amd-smi-json", "amd.json",
	    "{\"gpu_data\": [{\"gpu\": 0, \"timestamp\": 1786553852,\n"
	    " \"power\": {\"socket_power\": \"100 W\"}}]}\n"
	    "{\"gpu_data\": [{\"gpu\": 0, \"timestamp\": 1786553862,\n"
	    " \"power\": {\"socket_power\": \"300 W\"}}]}\n",
	    100, 300, 2000, 10, NO_GAP, true },
	{ "nvidia-smi-dmon", "dmon.txt",
	    "#Date       Time        gpu    pwr  gtemp\n"
	    "#YYYYMMDD   HH:MM:SS    Idx      W      C\n"
	    " 20240104   23:59:58      0    100     40\n"
	    " 20240105   00:00:02      0    200     40\n",
	    100, 200, 600, 4, NO_GAP, true },
	/* cores lie inside the package, from the first row on */
	{ "turbostat", "turbo.txt",
	    "CPU\tBusy%\tTime_Of_Day_Seconds\tPkgWatt\tCorWatt\tRAMWatt\n"
	    "-\t1.2\t1700000000.0\t80.0\t60.0\t20.0\n"
	    "-\t1.2\t1700000005.0\t100.0\t70.0\t20.0\n"
	    "-\t1.2\t1700000010.0\t120.0\t90.0\t20.0\n",
	    120, 140, 1300, 10, NO_GAP, false },
	{ "perf-stat", "perf.csv",
	    "1.000000000,90.00,Joules,power/energy-pkg/,1,100.00,,\n"
	    "1.000000000,30.00,Joules,power/energy-cores/,1,100.00,,\n"
	    "3.000000000,130.00,Joules,power/energy-pkg/,1,100.00,,\n"
	    "3.000000000,30.00,Joules,power/energy-cores/,1,100.00,,\n",
	    65, 90, 220, 3, NO_GAP, false },
	{ "powermetrics-text", "pm.txt", "Machine model: Mac14,2\n\n"
	    BLOCK("Fri Nov 10 12:37:08 2023 +0100", "500.00", "2000")
	    BLOCK("Fri Nov 10 12:37:08 2023 +0100", "500.00", "4000")
	    BLOCK("Fri Nov 10 12:38:08 2023 +0100", "1000.00", "3500"),
	    2, 4, 6.5, 2, GAP, false },
	{ "powermetrics-plist", "pm.plist",
	    PLIST("2024-04-12T22:42:39Z", "1000000000", "70000"),
	    70, 70, 70, 1, NO_GAP, false },
	{ "ptdaemon-log", "pt.txt",
	    WALL("28-12-2020 15:21:14.500", "20.0")
	    WALL("28-12-2020 15:21:15.500", "30.0"),
	    20, 30, 25, 1, NO_GAP, true },
	/* the platform holds the package, from the first step on */
	{ "rapl-sysfs", "rapl.txt", RAPL "1/name:psys\n" RAPL "0/name:package-0\n"
	    "1700000000\n" RAPL "1/energy_uj:0\n" RAPL "0/energy_uj:0\n"
	    "1700000010\n" RAPL "1/energy_uj:500000000\n"
	    RAPL "0/energy_uj:300000000\n"
	    "1700000020\n" RAPL "1/energy_uj:700000000\n"
	    RAPL "0/energy_uj:400000000\n",
	    20, 50, 700, 20, NO_GAP, false },
	/* two steps inside an epoch, a pause, a second epoch */
	{ "zeus", "windows.csv",
	    "start_time,window_name,elapsed_time,gpu0_energy\n"
	    "1700000000.0,step,4.0,400\n"
	    "1700000005.0,step,4.0,410\n"
	    "1700000000.0,epoch,10.0,1000\n"
	    "1700000020.0,epoch,10.0,1500\n",
	    100, 150, 2500, 20, GAP, false },
	{ "zeus-power", "zeus.csv", "Time,Power\n"
	    "2022-07-13 02:07:36.500000000,30000\n"
	    "2022-07-13 02:07:37.500000000,32000\n",
	    30, 32, 31, 1, NO_GAP, true },
	{ "pyjoules", "joules.csv",
	    "timestamp;tag;duration;package_0;core_0;nvidia_gpu_0\n"
	    "1700000000.0;setup;2.0;60000000;40000000;100000000\n"
	    "1700000002.0;train;1.0;50000000;30000000;200000000\n",
	    80, 250, 410, 3, NO_GAP, false },
	{ "powerjoular", "joular.csv",
	    "Date,CPU Utilization,Total Power,CPU Power,GPU Power\n"
	    "2025-02-04 07:04:09.5,0.5,100,60,40\n"
	    "2025-02-04 07:04:10.5,0.5,200,160,40\n"
	    "2025-02-04 07:04:11.5,0.5,100,60,40\n"
	    "2025-02-04 07:05:11.5,0.5,100,60,40\n"
	    "2025-02-04 07:05:12.5,0.5,100,60,40\n",
	    (double)NAN, (double)NAN, (double)NAN, (double)NAN, NO_GAP,
	    false },
	{ "energibridge", "bridge.csv",
	    "Delta,Time,CPU_USAGE_0,GPU0_POWER (mWatts),PACKAGE_ENERGY (J),"
	    "PP0_ENERGY (J),USED_MEMORY\n"
	    "0,1700000000000,1,300000,100,500,1\n"
	    "1000,1700000001000,1,300000,164,600,1\n"
	    "1000,1700000002000,1,300000,264,700,1\n",
	    364, 400, 764, 2, NO_GAP, false },
	{ "intel-power-gadget", "gadget.csv",
	    "System Time,RDTSC,Elapsed Time (sec),Processor Power_0(Watt),"
	    "Cumulative Processor Energy_0(Joules),Cumulative DRAM "
	    "Energy_0(Joules)\n"
	    "14:55:35:726,1,1,20,20,5\n"
	    "14:55:36:726,2,2,20,50,10\n",
	    25, 35, 60, 2, NO_GAP, false },
	{ "scaphandre", "scaphandre.json",
	    "[" HOST("40000000.0", "1700000000.5") ",\n"
	    HOST("60000000.0", "1700000002.5") "]",
	    40, 60, 100, 2, NO_GAP, true },
	{ "ipmi-power", "ipmi.txt",
	    "    Instantaneous power reading:            100 Watts\n"
	    "    IPMI timestamp:           Mon Aug  1 21:22:50 2016\n"
	    "    Power reading state is:   activated\n\n"
	    "    Instantaneous power reading:            300 Watts\n"
	    "    IPMI timestamp:           Mon Aug  1 21:23:00 2016\n"
	    "    Power reading state is:   activated\n",
	    100, 300, 2000, 10, NO_GAP, true },
	{ "wandb-events", "wandb-events.jsonl",
	    "{\"system.gpu.0.powerWatts\":100,\"_timestamp\":1700000000.5,"
	    "\"_runtime\":1,\"_wandb\":true}\n"
	    "{\"system.gpu.0.powerWatts\":200,\"_timestamp\":1700000010.5,"
	    "\"_runtime\":11,\"_wandb\":true}\n",
	    100, 200, 1500, 10, NO_GAP, true },
	{ "experiment-impact-tracker", "data.json",
	    "{\"timestamp\":1572411486.0,\"nvidia_draw_absolute\":100.0,"
	    "\"rapl_power_draw_absolute\":50.0,"
	    "\"rapl_estimated_attributable_power_draw\":10.0,"
	    "\"nvidia_estimated_attributable_power_draw\":40.0}\n"
	    "{\"timestamp\":1572411496.0,"
	    "\"rapl_estimated_attributable_power_draw\":20.0,"
	    "\"nvidia_estimated_attributable_power_draw\":120.0}\n"
	    "{\"timestamp\":1572411506.0,"
	    "\"rapl_estimated_attributable_power_draw\":25.0,"
	    "\"nvidia_estimated_attributable_power_draw\":140.0}\n",
	    140, 165, 3050, 20, NO_GAP, false },
	{ "carbontracker", "x_carbontracker.log",
	    "2022-11-14 15:42:43 - carbontracker version 1.1.6\n"
	    "2022-11-14 15:42:43 - The following components were found: GPU "
	    "with device(s) NVIDIA A40.\n"
	    "2022-11-14 15:42:53 - Epoch 1:\n"
	    "2022-11-14 15:42:53 - Duration: 0:00:10.00\n"
	    "2022-11-14 15:42:53 - Average power usage (W) for gpu: 100.0\n"
	    "2022-11-14 15:43:13 - Epoch 2:\n"
	    "2022-11-14 15:43:13 - Duration: 0:00:20.00\n"
	    "2022-11-14 15:43:13 - Average power usage (W) for gpu: 150.0\n",
	    100, 150, 4000, 30, NO_GAP, false },
};

struct seen {
	double least_w, most_w, area_j, covered_s;
	bool gap;
};

static struct seen
look_at(const struct trace *trace)
{
	struct seen seen = { .least_w = (double)NAN, .most_w = (double)NAN };
	size_t i;

	for (i = 0; i < trace->count; i++) {
		const struct trace_bin *bin = &trace->bins[i];

		seen.least_w = fmin(seen.least_w, bin->least);
		seen.most_w = fmax(seen.most_w, bin->most);
		seen.area_j += bin->area;
		seen.covered_s += bin->covered_s;
		seen.gap |= isnan(bin->least) && !(bin->covered_s > 0);
	}
	return seen;
}

START_TEST(course_is_the_energy)
{
	const struct log_case *log = &cases[_i];
	struct job job = job_new();
	struct record *record;
	struct seen seen;

	job.options.trace = true;
	record = job_read_text(&job, log->file, log->text);
	ck_assert_ptr_nonnull(record->format);
	ck_assert_str_eq(record->format, log->format);
	ck_assert_msg(record->trace != NULL, "%s: no trace", log->file);
	seen = look_at(record->trace);
	assert_near(seen.area_j, record->energy_kwh * 3.6e6, 1e-3);
	ck_assert_int_eq(record->trace_each, log->each);
	if (!isnan(log->least_w)) {
		assert_near(seen.least_w, log->least_w, 1e-6);
		assert_near(seen.most_w, log->most_w, 1e-6);
		assert_near(seen.covered_s, log->covered_s, 1e-4);
		ck_assert_int_eq(seen.gap, log->gap == GAP);
	}
	if (!isnan(log->area_j))
		assert_near(seen.area_j, log->area_j, 1e-3);
	if (!isnan(record->max_power_w) && !record->trace_each)
		assert_near(record->max_power_w, seen.most_w, 1e-6);
	job_end(&job);
}
END_TEST

/* Only what lies in the run's window is drawn. */
START_TEST(course_in_a_window)
{
	struct job job = job_new();
	struct seen seen;

	job.options.trace = true;
	job.options.from_s = 1700000005;
	job.options.to_s = 1700000008;
	job_read_text(&job, "turbo.txt",
	    "CPU\tBusy%\tTime_Of_Day_Seconds\tPkgWatt\n"
	    "-\t1.2\t1700000000.0\t80.0\n-\t1.2\t1700000006.0\t100.0\n"
	    "-\t1.2\t1700000010.0\t120.0\n");
	seen = look_at(job.record->trace);
	/* 100 W for 1 s, 120 W for 2 s */
	assert_near(seen.area_j, 340, 1e-3);
	assert_near(seen.covered_s, 3, 1e-4);
	job_end(&job);
}
END_TEST

/* A counter that bears no times, a total, and a reader that was not asked. */
START_TEST(no_course)
{
	struct job job = job_new();

	job.options.trace = true;
	job_read_text(&job, "course.csv", "gpu,total_energy_consumption\n0,1000\n"
	    "gpu,total_energy_consumption\n0,4600\n");
	assert_near(job.record->energy_kwh * 3.6e6, 3600, 1e-6);
	ck_assert_ptr_null(job.record->trace);
	job.options.trace = false;
	job_read_text(&job, "turbo.txt",
	    "CPU\tBusy%\tTime_Of_Day_Seconds\tPkgWatt\n"
	    "-\t1.2\t1700000000.0\t80.0\n-\t1.2\t1700000006.0\t100.0\n");
	ck_assert(job.record->energy_kwh > 0);
	ck_assert_ptr_null(job.record->trace);
	job_end(&job);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("course");
	TCase *tcase = tcase_create("course");

	tcase_add_loop_test(tcase, course_is_the_energy, 0,
	    (int)(sizeof cases / sizeof cases[0]));
	suite_add_tcase(suite, tcase);
	tests_add(suite, course_in_a_window);
	tests_add(suite, no_course);
	return tests_run(suite);
}
