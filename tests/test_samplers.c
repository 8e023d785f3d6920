/*
 * Samplers that print text: nvidia-smi -q, -L, its table and dmon, and the
 * power readings of a node's controller.
 */
#include <stdio.h>

#include "base/str.h"
#include "ingest_tree.h"
#include "study/record.h"

#define Q_HEAD                                                            \
	"==============NVSMI LOG==============\n\n"                       \
	"Timestamp                 : Fri Jul  3 22:11:%s 2026\n"          \
	"Driver Version            : 590.48.01\n\n"                       \
	"Attached GPUs             : %d\n"
#define Q_GPU                                                             \
	"GPU 00000000:%s:00.0\n"                                          \
	"    Product Name          : NVIDIA H200\n"                       \
	"    MIG Mode\n"                                                  \
	"        Current           : Disabled\n"                          \
	"    GPU UUID              : GPU-%s\n"                            \
	"    FB Memory Usage\n"                                           \
	"        Total             : 143771 MiB\n"                        \
	"    BAR1 Memory Usage\n"                                         \
	"        Total             : 262144 MiB\n"                        \
	"    GPU Power Readings\n"                                        \
	"        Average Power Draw       : %s\n"                         \
	"        Instantaneous Power Draw : 625.24 W\n"                   \
	"        Current Power Limit      : 700.00 W\n"                   \
	"        Default Power Limit      : 690.00 W\n"                   \
	"        Max Power Limit          : 710.00 W\n"                   \
	"    GPU Memory Power Readings \n"                                \
	"        Average Power Draw       : 97.69 W\n"                    \
	"    Module Power Readings\n"                                     \
	"        Average Power Draw       : 900.00 W\n"                   \
	"        Current Power Limit      : 1000.00 W\n"

START_TEST(text_stops_at_the_section)
{
	struct reader reader = reader_new();
	struct buf text = { 0 };
	const struct record *record;

	buf_printf(&text, Q_HEAD, "09", 2);
	buf_printf(&text, Q_GPU, "83", "a", "627.32 W");
	record = read_as(&reader, "q.txt", text.s);
	ck_assert_str_eq(record->format, "nvidia-smi-text");
	ck_assert_int_eq(record->kind, RECORD_NONE);
	ck_assert_int_eq(record->devices, 1);
	ck_assert_str_eq(record->device_model, "NVIDIA H200");
	assert_near(record->machine.accelerator_power_w, 627.32, 1e-9);
	assert_near(record->machine.accelerator_power_limit_w, 700, 1e-9);
	assert_near(record->machine.accelerator_max_power_w, 690, 1e-9);
	assert_near(record->machine.accelerator_memory_gb,
	    143771 * 1.048576e-3, 1e-9);
	ck_assert(isnan(record->energy_kwh));
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_SNAPSHOT));
	/* 97.69 W of the memory are in them */
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_INSIDE));
	/* -i was used: two are attached */
	assert_pos(said(&reader, DIAG_LOG_IMPLAUSIBLE)->pos, 6, 29);
	buf_free(&text);
	reader_free(&reader);
}
END_TEST

START_TEST(text_loop_is_integrated)
{
	struct reader reader = reader_new();
	struct buf text = { 0 };
	const struct record *record;

	/* 100 W to 300 W and 50 W throughout over 10 s: 2000 J and 500 J */
	buf_printf(&text, Q_HEAD, "09", 2);
	buf_printf(&text, Q_GPU, "83", "a", "100.00 W");
	buf_printf(&text, Q_GPU, "84", "b", "50.00 W");
	buf_printf(&text, Q_HEAD, "19", 2);
	buf_printf(&text, Q_GPU, "83", "a", "300.00 W");
	buf_printf(&text, Q_GPU, "84", "b", "50.00 W");
	record = read_as(&reader, "q.txt", text.s);
	ck_assert_int_eq(record->kind, RECORD_SAMPLED);
	ck_assert_int_eq(record->devices, 2);
	assert_near(record->energy_kwh * 3.6e6, 2500, 1e-9);
	assert_near(record->duration_s, 10, 1e-9);
	ck_assert_int_eq(record->zoned, false);
	reader.options.device = "1";
	record = read_as(&reader, "q.txt", text.s);
	assert_near(record->energy_kwh * 3.6e6, 500, 1e-9);
	buf_free(&text);
	reader_free(&reader);
}
END_TEST

START_TEST(text_without_average)
{
	struct reader reader = reader_new();
	struct buf text = { 0 };

	buf_printf(&text, Q_HEAD, "09", 1);
	buf_printf(&text, Q_GPU, "83", "a", "N/A");
	assert_near(read_as(&reader, "q.txt",
	    text.s)->machine.accelerator_power_w, 625.24, 1e-9);
	ck_assert_ptr_null(said(&reader, DIAG_LOG_ROW));
	buf_free(&text);
	reader_free(&reader);
}
END_TEST

START_TEST(list_counts_gpus)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "l.txt",
	    "GPU 0: NVIDIA H200 (UUID: GPU-a)\n"
	    "  MIG 3g.40gb     Device  0: (UUID: MIG-c)\n"
	    "GPU 1: NVIDIA H200 (UUID: GPU-b)\n"
	    "GPU 1: NVIDIA H200 (UUID: GPU-b)\n");

	ck_assert_str_eq(record->format, "nvidia-smi-list");
	ck_assert_int_eq(record->devices, 2);
	ck_assert_str_eq(record->device_model, "NVIDIA H200");
	assert_pos(said(&reader, DIAG_LOG_SCOPE)->pos, 2, 1);
	assert_pos(record->machine.pos, 1, 8);
	record = read_as(&reader, "l.txt",
	    "0: GPU 0: NVIDIA A10G (UUID: GPU-a)\n"
	    "1: GPU 0: Tesla T4 (UUID: GPU-b)\n");
	ck_assert_int_eq(record->devices, 2);
	ck_assert_str_eq(record->device_model,
	    "1 x NVIDIA A10G + 1 x Tesla T4");
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_IMPLAUSIBLE));
	reader_free(&reader);
}
END_TEST

#define TABLE_HEAD \
	"| NVIDIA-SMI 590.48.01   Driver Version: 590.48.01   CUDA |\n" \
	"| GPU  Name         Persistence-M | Bus-Id   Disp.A | ECC |\n"
#define TABLE_GPU(index, name, bus)                                        \
	"|   " index "  " name "      On  |   00000000:" bus ":00.0 Off |  0 |\n" \
	"| N/A   52C    P0     628W /  700W |   32362MiB / 143771MiB | 9% |\n"
#define TABLE_PROCESSES                                                    \
	"| Processes:                                                 |\n" \
	"|    0   N/A  N/A   2056    C+G   dwm.exe          N/A | x:x |\n"

START_TEST(table_is_hardware)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "t.txt",
	    TABLE_HEAD TABLE_GPU("0", "NVIDIA H200", "83")
	    TABLE_GPU("1", "NVIDIA H200", "84") TABLE_PROCESSES
	    TABLE_HEAD TABLE_GPU("0", "NVIDIA H200", "83"));

	ck_assert_str_eq(record->format, "nvidia-smi-table");
	ck_assert_int_eq(record->devices, 2);
	ck_assert_str_eq(record->device_model, "NVIDIA H200");
	assert_near(record->machine.accelerator_power_w, 628, 1e-9);
	assert_near(record->machine.accelerator_power_limit_w, 700, 1e-9);
	ck_assert(isnan(record->energy_kwh));
	ck_assert_uint_eq(said(&reader, DIAG_LOG_SCOPE)->pos.line, 9);
	record = read_as(&reader, "t.txt",
	    TABLE_HEAD TABLE_GPU("0", "NVIDIA GeForce RTX 2080 ...", "0C"));
	ck_assert_int_eq(record->devices, 1);
	ck_assert_ptr_null(record->device_model);
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_PARTIAL));
	reader_free(&reader);
}
END_TEST

/* What a training log says counts for more than the table in it. */
START_TEST(training_log_wins)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "run.log",
	    "starting\n\n\n\n" TABLE_HEAD TABLE_GPU("0", "NVIDIA H200", "83")
	    ":::MLLOG {\"namespace\": \"\", \"time_ms\": 1700000000000, "
	    "\"event_type\": \"INTERVAL_START\", \"key\": \"run_start\", "
	    "\"value\": null, \"metadata\": {}}\n"
	    "GPU 0: NVIDIA H200 (UUID: GPU-a)\n");

	ck_assert_str_eq(record->format, "mlperf-log");
	reader_free(&reader);
}
END_TEST

#define DMON_HEAD                                  \
	"# gpu    pwr  gtemp  mtemp     sm \n" \
	"# Idx      W      C      C      % \n"

START_TEST(dmon_needs_a_period)
{
	struct reader reader = reader_new();
	static const char log[] = DMON_HEAD
	    "    0    100     53      -    100 \n"
	    "    1     50     53      -    100 \n"
	    "    0    200     53      -    100 \n"
	    "    1      -     53      -    100 \n"
	    DMON_HEAD
	    "    0    100     53      -    100 \n"
	    "    1     50     53      -    100 \n"
	    "    0    1";
	const struct record *record = read_as(&reader, "d.txt", log);

	ck_assert_str_eq(record->format, "nvidia-smi-dmon");
	ck_assert_int_eq(record->kind, RECORD_NONE);
	ck_assert_int_eq(record->devices, 2);
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_PARTIAL));
	ck_assert_ptr_nonnull(strstr(said(&reader, DIAG_LOG_PARTIAL)->text,
	    "period"));
	ck_assert_uint_eq(record->rows_skipped, 2);
	assert_pos(said(&reader, DIAG_LOG_ROW)->pos, 6, 12);
	/* every 2 s: 300 + 300 J and 50 W over 4 s */
	reader.options.format = "nvidia-smi-dmon";
	reader.options.columns = "period=2 s";
	reader.options.from_s = 1e9;
	record = read_as(&reader, "d.txt", log);
	assert_near(record->energy_kwh * 3.6e6, 800, 1e-9);
	assert_near(record->duration_s, 4, 1e-9);
	ck_assert(isnan(record->start_s));
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_WINDOW));
	reader.options.columns = "power=1";
	ck_assert(isnan(read_as(&reader, "d.txt", log)->energy_kwh));
	ck_assert_ptr_nonnull(said(&reader, DIAG_STUDY_VALUE));
	reader_free(&reader);
}
END_TEST

START_TEST(dmon_with_times)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "d.txt",
	    "#Date       Time        gpu    pwr  gtemp\n"
	    "#YYYYMMDD   HH:MM:SS    Idx      W      C\n"
	    " 20240104   23:59:58      0    100     40\n"
	    " 20240105   00:00:02      0    200     40\n");

	ck_assert_str_eq(record->format, "nvidia-smi-dmon");
	assert_near(record->energy_kwh * 3.6e6, 600, 1e-9);
	assert_near(record->start_s, 1704412798, 1e-6);
	ck_assert_int_eq(record->zoned, false);
	/* a time of day alone passes midnight */
	record = read_as(&reader, "d.txt",
	    "#Time        gpu, pwr, gtemp\n#HH:MM:SS    Idx, W, C\n"
	    "23:59:58, 0, 100, 40\n00:00:02, 0, 200, 40\n");
	assert_near(record->energy_kwh * 3.6e6, 600, 1e-9);
	ck_assert(isnan(record->start_s));
	read_as(&reader, "d.txt", "# gpu  pid  type  sm  command\n"
	    "# Idx    #   C/G   %  name\n    0  10  C  9  x\n");
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_NOTHING));
	reader_free(&reader);
}
END_TEST

START_TEST(ipmitool_blocks)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "i.txt",
	    "    Instantaneous power reading:            100 Watts\n"
	    "    Average power reading over sample period: 9999 Watts\n"
	    "    IPMI timestamp:           Mon Aug  1 21:22:50 2016\n"
	    "    Power reading state is:   activated\n\n"
	    "Instantaneous power reading: 300 Watts     "
	    "IPMI timestamp: Mon Aug  1 21:23:00 2016\n"
	    "    Instantaneous power reading:            500 Watts\n"
	    "    IPMI timestamp:           Mon Aug  1 21:23:10 2016\n"
	    "    Power reading state is:   deactivated\n");

	ck_assert_str_eq(record->format, "ipmi-power");
	ck_assert_int_eq(record->scope, SCOPE_NODE);
	ck_assert_int_eq(record->kind, RECORD_SAMPLED);
	ck_assert_int_eq(record->devices, -1);
	ck_assert_int_eq(record->machine.accelerators, -1);
	assert_near(record->energy_kwh * 3.6e6, 2000, 1e-9);
	assert_near(record->start_s, 1470086570, 1e-6);
	assert_pos(said(&reader, DIAG_LOG_ROW)->pos, 7, 45);
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_SCOPE));
	reader_free(&reader);
}
END_TEST

START_TEST(freeipmi_and_ipmiutil)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "f.txt",
	    "Current Power                        : 332 Watts\n"
	    "Minimum Power over sampling duration : 68 watts\n"
	    "Time Stamp                           : 11/03/2023 - 08:36:29\n"
	    "Power Measurement                    : Active\n"
	    "Current Power                        : 332 watts\n"
	    "Time Stamp                           : 11/03/2023 - 08:36:39\n"
	    "Power Measurement                    : Active\n");

	ck_assert_str_eq(record->format, "ipmi-power");
	assert_near(record->energy_kwh * 3.6e6, 3320, 1e-9);
	assert_near(record->start_s, 1699000589, 1e-6); /* the month first */
	record = read_as(&reader, "u.txt", "ipmiutil dcmi ver 3.17\n"
	    "  Current Power:                   304 Watts\n"
	    "  Timestamp:                       Thu Jan  1 00:12:30 1970\n");
	ck_assert_int_eq(record->kind, RECORD_NONE);
	assert_near(record->device_list[0].mean_power_w, 304, 1e-9);
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_SNAPSHOT));
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_IMPLAUSIBLE));
	read_as(&reader, "u.txt", "Current Power: 304 Watts\n"
	    "Current Power: 305 Watts\nCurrent Power: 390000 Watts\n");
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_PARTIAL));
	ck_assert_uint_eq(said(&reader, DIAG_LOG_ROW)->pos.line, 3);
	reader_free(&reader);
}
END_TEST

START_TEST(real_text)
{
	struct reader reader = reader_new();
	const struct record *record = read_real(&reader,
	    "nvidia-smi-q-text/h200-linux-590.48.01-load-q.txt");

	assert_near(record->machine.accelerator_power_w, 627.32, 1e-9);
	ck_assert_int_eq(record->devices, 1);
	record = read_real(&reader,
	    "nvidia-smi-q-text/rtx2080super-windows-591.86-load-q.txt");
	assert_near(record->machine.accelerator_power_w, 97.49, 1e-9);
	assert_near(record->machine.accelerator_max_power_w, 250, 1e-9);
	record = read_real(&reader, "nvidia-smi-L/h200-linux-590.48.01-L.txt");
	ck_assert_str_eq(record->device_model, "NVIDIA H200");
	record = read_real(&reader,
	    "nvidia-smi-table/h200-linux-590.48.01-load-table.txt");
	assert_near(record->machine.accelerator_power_w, 628, 1e-9);
	/* a process whose memory is N/A is no GPU */
	record = read_real(&reader,
	    "nvidia-smi-table/rtx2080super-windows-591.86-load-table.txt");
	ck_assert_int_eq(record->devices, 1);
	reader_free(&reader);
}
END_TEST

START_TEST(real_power)
{
	struct reader reader = reader_new();
	const struct record *record;

	reader.options.format = "nvidia-smi-dmon";
	reader.options.columns = "period=1 s";
	record = read_real(&reader,
	    "nvidia-smi-dmon/h200-linux-590.48.01-load-dmon.txt");
	/* 630, 628, 629, 632, 630 W */
	assert_near(record->energy_kwh * 3.6e6, 2519, 1e-6);
	reader.options = read_options_none();
	read_real(&reader,
	    "nvidia-smi-dmon/h200-linux-590.48.01-load-pmon.txt");
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_NOTHING));
	record = read_real(&reader, "ipmitool-dcmi/supermicro-dcmi.txt");
	assert_near(record->device_list[0].mean_power_w, 167, 1e-9);
	ck_assert_int_eq(record->scope, SCOPE_NODE);
	reader_free(&reader);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("samplers");

	tests_add(suite, text_stops_at_the_section);
	tests_add(suite, text_loop_is_integrated);
	tests_add(suite, text_without_average);
	tests_add(suite, list_counts_gpus);
	tests_add(suite, table_is_hardware);
	tests_add(suite, training_log_wins);
	tests_add(suite, dmon_needs_a_period);
	tests_add(suite, dmon_with_times);
	tests_add(suite, ipmitool_blocks);
	tests_add(suite, freeipmi_and_ipmiutil);
	if (tests_have_real()) {
		tests_add(suite, real_text);
		tests_add(suite, real_power);
	}
	return tests_run(suite);
}
