/*
 * Readers of energy meters that write tables of intervals or counters: Zeus,
 * pyJoules, pyRAPL, PowerJoular, EnergiBridge, Intel Power Gadget. Each trap
 * has a small log of its own here.
 */
#include "ingest_text.h"

static double
joules(const struct record *record)
{
	return record->energy_kwh * 3.6e6;
}

#define ZEUS "start_time,window_name,elapsed_time,gpu0_energy,gpu1_energy\n"

START_TEST(zeus_windows_nest)
{
	struct job job = job_new();
	/* Two steps and a rest inside one epoch; a second epoch behind a pause. */
	struct record *record = job_read_text(&job, "z.csv", ZEUS
	    "1700000000.0,step,4.0,400,300\n"
	    "1700000005.0,step,4.0,410,310\n"
	    "1700000000.0,epoch,10.0,1000,800\n"
	    "1700000020.0,epoch,10.0,1100,900\n");

	ck_assert_str_eq(record->format, "zeus");
	assert_near(joules(record), 3800, 1e-6);
	assert_near(record->duration_s, 20, 1e-9);
	assert_near(record->start_s, 1700000000, 1e-6);
	assert_near(record->end_s, 1700000030, 1e-6);
	ck_assert(record->zoned);
	ck_assert_int_eq(record->devices, 2);
	ck_assert_int_eq(record->scope, SCOPE_GPU);
	ck_assert_int_eq(record->kind, RECORD_MEASURED);
	assert_near(record->pue_included, 1, 0);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_OVERLAP), 1);
	ck_assert_uint_eq(job_diag(&job, DIAG_LOG_OVERLAP)->pos.line, 2);
	ck_assert_ptr_nonnull(strstr(job_diag(&job, DIAG_LOG_OVERLAP)->text,
	    "5220 J are stated in all, 3800 J"));
	job_end(&job);
}
END_TEST

START_TEST(zeus_partial_overlap_counts_once)
{
	struct job job = job_new();
	struct record *record = job_read_text(&job, "z.csv", ZEUS
	    "1700000000,a,10,1000,0\n"
	    "1700000005,b,10,1000,0\n");

	assert_near(joules(record), 1500, 1e-6);
	assert_near(record->duration_s, 15, 1e-9);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_OVERLAP), 1);
	job_end(&job);
}
END_TEST

START_TEST(zeus_comma_in_the_name)
{
	struct job job = job_new();
	struct record *record = job_read_text(&job, "z.csv", ZEUS
	    "526940.79,eval, 10,2.0,100,50\n"
	    "526950.79,bad row,2.0,100\n"
	    "526960.79,negative,2.0,-100,5\n");

	assert_near(joules(record), 150, 1e-9);
	assert_near(record->duration_s, 2, 1e-9);
	ck_assert(isnan(record->start_s));
	ck_assert_uint_eq(record->rows, 1);
	ck_assert_uint_eq(record->rows_skipped, 2);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_ROW), 2);
	job_end(&job);
}
END_TEST

START_TEST(zeus_window_and_device)
{
	struct job job = job_new();
	struct record *record;

	job.options.from_s = 1700000005;
	job.options.to_s = 1700000008;
	job.options.device = "1";
	record = job_read_text(&job, "z.csv", ZEUS
	    "1700000000,a,10,1000,500\n");
	assert_near(joules(record), 150, 1e-6);
	assert_near(record->duration_s, 3, 1e-6);
	assert_near(record->coverage, 1, 1e-6);
	ck_assert_int_eq(record->devices, 1);
	job_end(&job);
}
END_TEST

START_TEST(zeus_power_is_milliwatts)
{
	struct job job = job_new();
	struct record *record = job_read_text(&job, "p.csv", "Time,Power\n"
	    "2022-07-13 02:07:36.708783111,30000\n"
	    "2022-07-13 02:07:37.708783111,32000\n"
	    "total 3 samples\n");

	ck_assert_str_eq(record->format, "zeus-power");
	assert_near(joules(record), 31, 1e-6);
	ck_assert_uint_eq(record->rows_skipped, 1);
	job_end(&job);
}
END_TEST

START_TEST(zeus_power_needs_its_name)
{
	struct job job = job_new();
	const char *text = "1700000000.5,100,200\n1700000001.5,110,210\n";
	struct record *record = job_read_text(&job, "p.csv", text);

	ck_assert_ptr_null(record->format);
	record = job_read_text(&job, "w.csv",
	    "Time,Power\n2022-07-13 02:07:36,300\n");
	ck_assert_ptr_null(record->format);
	job.options.format = "zeus-power";
	record = job_read_text(&job, "p.csv", text);
	assert_near(joules(record), 310, 1e-6);
	ck_assert_int_eq(record->devices, 2);
	ck_assert(record->zoned);
	job_end(&job);
}
END_TEST

#define PYJOULES "timestamp;tag;duration;package_0;dram_0;core_0;uncore_0;nvidia_gpu_0\n"

START_TEST(pyjoules_core_is_inside)
{
	struct job job = job_new();
	struct record *record = job_read_text(&job, "j.csv", PYJOULES
	    "1700000000.0;setup;2.0;60000000;10000000;40000000;1000000;100000000\n"
	    "1700000002.0;train;1.0;50000000;5000000;30000000;1000000;200000000\n");

	ck_assert_str_eq(record->format, "pyjoules");
	assert_near(joules(record), 425, 1e-9);
	assert_near(record->duration_s, 3, 1e-9);
	ck_assert_int_eq(record->devices, 1);
	ck_assert_int_eq(record->scope, SCOPE_NODE);
	ck_assert_uint_eq(record->device_list_count, 3);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_OVERLAP), 0);
	ck_assert_uint_eq(job_diag(&job, DIAG_LOG_INSIDE)->pos.column, 41);
	job_end(&job);
}
END_TEST

START_TEST(pyjoules_appended_machine)
{
	struct job job = job_new();
	struct record *record = job_read_text(&job, "j.csv",
	    "timestamp;tag;duration;core_0;nvidia_gpu_0\n"
	    "1700000000;a;1;1000000;2000000\n"
	    "1700000010;b;1;1000000\n"
	    "1700000020;c;1;1000000;\n");

	/* Without its package, the core is what is known. */
	assert_near(joules(record), 4, 1e-9);
	ck_assert_uint_eq(record->rows, 2);
	ck_assert_uint_eq(record->rows_skipped, 1);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_PARTIAL), 1);
	job_end(&job);
}
END_TEST

#define PYRAPL "label,timestamp,duration,pkg,dram,socket\n"

START_TEST(pyrapl_sockets_and_units)
{
	struct job job = job_new();
	/* us and uJ; two sockets, dram unknown; a measurement inside the first. */
	struct record *record = job_read_text(&job, "r.csv", PYRAPL
	    "inner,1700000001,1000000,20000000,None,0\n"
	    "inner,1700000001,1000000,30000000,None,1\n"
	    "outer,1700000000,4000000,100000000,None,0\n"
	    "outer,1700000000,4000000,140000000,None,1\n");

	ck_assert_str_eq(record->format, "pyrapl");
	assert_near(joules(record), 240, 1e-9);
	assert_near(record->duration_s, 4, 1e-9);
	ck_assert_uint_eq(record->rows, 4);
	ck_assert_int_eq(record->devices, -1);
	ck_assert_uint_eq(record->device_list_count, 2);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_OVERLAP), 1);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_PARTIAL), 0);
	job_end(&job);
}
END_TEST

START_TEST(pyrapl_own_delimiter)
{
	struct job job = job_new();
	struct record *record = job_read_text(&job, "r.csv",
	    "label;timestamp;duration;pkg;dram;socket\n"
	    "a;1700000000;1000000;5000000;1000000;0\n"
	    "a;1700000001;1000000;5000000;1000000;0\n");

	assert_near(joules(record), 12, 1e-9);
	assert_near(record->duration_s, 2, 1e-9);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_OVERLAP), 0);
	job_end(&job);
}
END_TEST

#define JOULAR "Date,CPU Utilization,Total Power,CPU Power,GPU Power\n"

START_TEST(powerjoular_sessions)
{
	struct job job = job_new();
	struct record *record = job_read_text(&job, "p.csv", JOULAR
	    "2025-2-4 7:4:9.5,0.5,100,60,40\n"
	    "2025-2-4 7:4:10.5,0.5,200,160,40\n"
	    "2025-2-4 7:4:11.5,0.5,100,60,40\n"
	    "2025-2-4 9:00:00.0,0.1,50,50,0\n"
	    "2025-2-4 9:00:01.0,0.1,50,50,0\n");

	ck_assert_str_eq(record->format, "powerjoular");
	assert_near(joules(record), 350, 1e-6);
	assert_near(record->duration_s, 3, 1e-6);
	ck_assert_uint_eq(record->rows, 5);
	ck_assert_int_eq(record->scope, SCOPE_NODE);
	ck_assert_int_eq(record->kind, RECORD_SAMPLED);
	ck_assert(!record->zoned);
	ck_assert_uint_eq(job_diag(&job, DIAG_LOG_RUNS)->pos.line, 5);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_GAP), 1);
	job_end(&job);
}
END_TEST

START_TEST(powerjoular_process_and_faults)
{
	struct job job = job_new();
	struct record *record = job_read_text(&job, "p-12.csv",
	    "Date,CPU Utilization,CPU Power\n"
	    "2025-02-04 07:04:09,0.5,10\n"
	    "2025-02-30 07:04:10,0.5,10\n"
	    "2025-02-04 07:04:11,0.5,10\n"
	    "2025-02-04 07:04:10,0.5,10\n"
	    "2025-02-04 06:04:12,0.5,20\n"
	    "2025-02-04 06:04:13,0.5,20\n");

	ck_assert_int_eq(record->scope, SCOPE_PROCESS);
	assert_near(joules(record), 40, 1e-6);
	ck_assert_uint_eq(record->rows_skipped, 2);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_TIME), 1);
	record = job_read_text(&job, "last.csv", JOULAR
	    "2025-2-4 7:4:9,0.5,100,60,40\n");
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_NOTHING), 1);
	ck_assert(isnan(record->energy_kwh));
	job_end(&job);
}
END_TEST

START_TEST(energibridge_counter_wraps)
{
	struct job job = job_new();
	/* 2^16 J is the counter's end; PP0 is inside PACKAGE. */
	struct record *record = job_read_text(&job, "e.csv",
	    "Delta,Time,CPU_USAGE_0,CPU_USAGE_1,DRAM_ENERGY (J),GPU0_POWER (mWatts),GPU0_USAGE,PACKAGE_ENERGY (J),PP0_ENERGY (J),USED_MEMORY\n"
	    "0,1700000000000,1,1,100,100000,5,65500,500,1\n"
	    "1000,1700000001000,1,1,110,300000,5,64,600,1\n"
	    "1000,1700000002000,1,1,120,300000,5,164,700,1\n");

	ck_assert_str_eq(record->format, "energibridge");
	/* dram 20, gpu 200 + 300, package 36 + 64 + 100 */
	assert_near(joules(record), 720, 1e-6);
	assert_near(record->duration_s, 2, 1e-9);
	ck_assert_int_eq(record->devices, 1);
	ck_assert_int_eq(record->scope, SCOPE_NODE);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_FALLING), 1);
	ck_assert_uint_eq(record->rows, 3);
	job_end(&job);
}
END_TEST

START_TEST(energibridge_resets_and_shifts)
{
	struct job job = job_new();
	struct record *record = job_read_text(&job, "e.csv",
	    "Delta,Time,CPU_ENERGY (J),USED_MEMORY\n"
	    "0,1700000000000,100,1\n"
	    "1000,1700000001000,200,1\n"
	    "1000,1700000002000,5,0,1\n"
	    "2000,1700000003000,5,1\n"
	    "1000,1700000004000,25,1\n"
	    "0,1700009999000,1000,1\n"
	    "1000,1700010000000,1010,1\n");

	/* 100, a reset that a wrap would need 65 kJ for, 20; a new session, 10 */
	assert_near(joules(record), 130, 1e-6);
	ck_assert_int_eq(record->kind, RECORD_MEASURED);
	ck_assert_int_eq(record->scope, SCOPE_PROCESSOR);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_FALLING), 1);
	ck_assert(job_said(&job, DIAG_LOG_ROW) >= 1);
	ck_assert_uint_eq(job_diag(&job, DIAG_LOG_ROW)->pos.line, 4);
	job_end(&job);
}
END_TEST

START_TEST(energibridge_system_holds_processor)
{
	struct job job = job_new();
	struct record *record = job_read_text(&job, "e.csv",
	    "Delta;Time;CPU_POWER (Watts);SYSTEM_POWER (Watts);USED_MEMORY\n"
	    "0;1700000000000;5;20;1\n"
	    "500;1700000000500;5;20;1\n"
	    "500;1700000001000;5;20;1\n");

	assert_near(joules(record), 20, 1e-6);
	ck_assert_uint_eq(record->device_list_count, 1);
	ck_assert_str_eq(record->device_list[0].id, "SYSTEM");
	record = job_read_text(&job, "n.csv", "Delta,Time,USED_MEMORY\n"
	    "0,1700000000000,1\n500,1700000000500,1\n");
	ck_assert_str_eq(record->format, "energibridge");
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_NOTHING), 1);
	job_end(&job);
}
END_TEST

START_TEST(gadget_counts_from_its_start)
{
	struct job job = job_new();
	struct record *record = job_read_text(&job, "g.csv",
	    "System Time,RDTSC,Elapsed Time (sec),Processor Power_0(Watt),Cumulative Processor Energy_0(Joules),Cumulative Processor Energy_0(mWh),Cumulative IA Energy_0(Joules),Cumulative DRAM Energy_0(Joules)\n"
	    "14:55:35:726,1,0.1,20,2,0.5,1,0.5\n"
	    "14:55:35:826,2,0.2,20,4,1.1,2,1.0\n"
	    "\n"
	    "Total Elapsed Time (sec) = 0.2\n"
	    "Cumulative Processor Energy_0 (Joules) = 4\n");

	ck_assert_str_eq(record->format, "intel-power-gadget");
	assert_near(joules(record), 5, 1e-9);
	assert_near(record->duration_s, 0.2, 1e-9);
	ck_assert(isnan(record->start_s));
	ck_assert_uint_eq(record->rows, 2);
	ck_assert_uint_eq(record->rows_skipped, 0);
	job_end(&job);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("meters");

	tests_add(suite, zeus_windows_nest);
	tests_add(suite, zeus_partial_overlap_counts_once);
	tests_add(suite, zeus_comma_in_the_name);
	tests_add(suite, zeus_window_and_device);
	tests_add(suite, zeus_power_is_milliwatts);
	tests_add(suite, zeus_power_needs_its_name);
	tests_add(suite, pyjoules_core_is_inside);
	tests_add(suite, pyjoules_appended_machine);
	tests_add(suite, pyrapl_sockets_and_units);
	tests_add(suite, pyrapl_own_delimiter);
	tests_add(suite, powerjoular_sessions);
	tests_add(suite, powerjoular_process_and_faults);
	tests_add(suite, energibridge_counter_wraps);
	tests_add(suite, energibridge_resets_and_shifts);
	tests_add(suite, energibridge_system_holds_processor);
	tests_add(suite, gadget_counts_from_its_start);
	return tests_run(suite);
}
