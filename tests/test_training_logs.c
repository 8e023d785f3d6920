/*
 * Text logs of trainers: real ones, and small ones for each trap.
 */
#include "ingest_text.h"

/* Reads a real file, or says that it is not there. */
static bool
real(struct job *job, const char *file, const char *format)
{
	if (!job_read_real(job, file))
		return false;
	ck_assert_ptr_nonnull(job->record->format);
	ck_assert_str_eq(job->record->format, format);
	return true;
}

START_TEST(megatron_real)
{
	struct job job = job_new();

	/* ten lines of ten iterations each; 14 570 iterations have no line */
	if (real(&job, "real/megatron-log/"
	    "bigscience-tr1-13B-base-chronicles.log", "megatron-log")) {
		assert_near(job.record->duration_s, 2267.481, 1e-6);
		ck_assert(job.record->duration_is_lower_bound);
		ck_assert_double_eq(job.record->steps, 43680);
		ck_assert_uint_eq(job.record->rows, 10);
		ck_assert(job_hears(&job, DIAG_LOG_PARTIAL, "14570 iterations"));
	}
	if (real(&job, "real/megatron-log/bigscience-tr1-13B-base-README.log",
	    "megatron-log")) {
		ck_assert(isnan(job.record->duration_s));
		ck_assert(job_hears(&job, DIAG_LOG_NOTHING, "follow each other"));
	}
	job_end(&job);
}
END_TEST

#define STEP(i, unit, value)                                       \
	" iteration " #i "/ 100 | consumed samples: 1 | elapsed "   \
	"time per iteration (" #unit "): " #value " | lm loss: 1 |\n"

START_TEST(megatron_units)
{
	struct job job = job_new();

	job_read_text(&job, "log.txt", "using world size: 384, data\n"
	    STEP(10, ms, 2000.0) STEP(20, ms, 1000) STEP(30, ms, 1000));
	assert_near(job.record->duration_s, 40, 1e-9);
	ck_assert_int_eq(job.record->devices, 384);
	ck_assert_double_eq(job.record->steps, 30);
	ck_assert(isnan(job.record->start_s));
	job_read_text(&job, "log.txt", "  world_size ............ 16\n"
	    STEP(2, s, 769.99) STEP(3, s, 10.01));
	assert_near(job.record->duration_s, 780, 1e-9);
	ck_assert_int_eq(job.record->devices, 16);
	job_read_text(&job, "log.txt",
	    STEP(2, s, 7) STEP(3, s, 1e9) STEP(4, h, 1) STEP(5, s, 2)
	    "print(' elapsed time per iteration (ms): {:.1f} |')\n");
	ck_assert_uint_eq(job.record->rows_skipped, 2);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_ROW), 2);
	job_end(&job);
}
END_TEST

START_TEST(megatron_ranks_and_restarts)
{
	struct job job = job_new();

	/* rank 6 prints the same; iterations 20 and 30 are done twice */
	job_read_text(&job, "log.txt",
	    "[default7]:" STEP(10, s, 1) "[default6]:" STEP(10, s, 1)
	    "[default7]:" STEP(20, s, 1) "[default6]:" STEP(20, s, 1)
	    "[default7]:" STEP(30, s, 1)
	    "[default7]:" STEP(20, s, 2) "[default7]:" STEP(30, s, 2));
	assert_near(job.record->duration_s, 70, 1e-9);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_RUNS), 1);
	ck_assert(job_hears(&job, DIAG_LOG_TWICE, "2 lines"));
	ck_assert_double_eq(job.record->steps, 30);
	/* rank 6 is written behind rank 7: no restart */
	job.diags.count = 0;
	job_read_text(&job, "log.txt",
	    "[default7]:" STEP(10, s, 1) "[default7]:" STEP(20, s, 1)
	    "[default6]:" STEP(10, s, 3) "[default6]:" STEP(20, s, 3));
	assert_near(job.record->duration_s, 20, 1e-9);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_RUNS), 0);
	/* two ranks without names */
	job.diags.count = 0;
	job.diags.count = 0;
	job_read_text(&job, "log.txt", STEP(1, s, 3) STEP(1, s, 3.001)
	    STEP(2, s, 3) STEP(2, s, 3.001));
	assert_near(job.record->duration_s, 6, 1e-9);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_TWICE), 1);
	job_end(&job);
}
END_TEST

/* Lines are missing: their iterations are not made up. Another log interval is none. */
START_TEST(megatron_missing_lines)
{
	struct job job = job_new();

	job_read_text(&job, "log.txt", STEP(10, s, 1) STEP(20, s, 1)
	    STEP(30, s, 1) STEP(500, s, 1));
	assert_near(job.record->duration_s, 40, 1e-9);
	ck_assert(job_hears(&job, DIAG_LOG_PARTIAL, "460 iterations"));
	job.diags.count = 0;
	job_read_text(&job, "log.txt", STEP(10, s, 1) STEP(20, s, 1)
	    STEP(30, s, 1) STEP(130, s, 1) STEP(230, s, 1));
	assert_near(job.record->duration_s, 230, 1e-9);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_PARTIAL), 0);
	job_end(&job);
}
END_TEST

#define STAMPED(time, i, value)                                       \
	"[default7]: [2026-09-08 " time "] iteration " #i "/ 90 | "  \
	"elapsed time per iteration (ms): " #value " | x |\n"

START_TEST(megatron_stamps)
{
	struct job job = job_new();

	/* the stamps hold 20 s of evaluation that the means leave out */
	job_read_text(&job, "log.txt",
	    STAMPED("20:00:10.500000", 10, 1000.0)
	    STAMPED("20:00:20.500000", 20, 1000.0)
	    STAMPED("20:00:50.500000", 30, 1000.0));
	assert_near(job.record->duration_s, 50, 1e-6);
	ck_assert(!job.record->duration_is_lower_bound);
	ck_assert(!job.record->zoned);
	assert_near(job.record->end_s - job.record->start_s, 50, 1e-6);
	/* eight hours in a queue are no training */
	job.options.zone_s = 3600;
	job_read_text(&job, "log.txt",
	    STAMPED("10:00:10", 10, 1000.0) STAMPED("10:00:20", 20, 1000.0)
	    STAMPED("18:00:30", 30, 1000.0));
	assert_near(job.record->duration_s, 30, 1e-6);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_GAP), 1);
	ck_assert(job.record->zoned);
	ck_assert_double_eq(job.record->end_s, 1788886830);
	job_end(&job);
}
END_TEST

START_TEST(deepspeed)
{
	struct job job = job_new();

	job_read_text(&job, "log.txt",
	    "[2023-11-07 02:14:00,396] [INFO] [launch.py:98:main] "
	    "dist_world_size=8\n"
	    "noise 7\n"
	    "[2023-11-07 02:14:06,396] [INFO] [timer.py:260:stop] "
	    "epoch=0/micro_step=1840/global_step=460, "
	    "RunningAvgSamplesPerSec=25.7, CurrSamplesPerSec=25\n"
	    "[2023-11-07 02:14:16,896] [INFO] [timer.py:260:stop] "
	    "0/470, RunningAvgSamplesPerSec=25.7, CurrSamplesPerSec=25\n");
	ck_assert_str_eq(job.record->format, "deepspeed-log");
	assert_near(job.record->duration_s, 16.5, 1e-6);
	ck_assert_int_eq(job.record->devices, 8);
	ck_assert_double_eq(job.record->steps, 470);
	job_end(&job);
}
END_TEST

#define DEEP(time, step)                                                \
	"[2023-11-07 " time ",000] [INFO] [logging.py:96:log_dist] [Rank 0] " \
	"step=" #step ", skipped=4\n"

/* The job was started again from a checkpoint a day later. */
START_TEST(deepspeed_restart)
{
	struct job job = job_new();

	job_read_text(&job, "log.txt",
	    DEEP("02:00:00", 10) DEEP("02:00:10", 20) DEEP("02:00:20", 30)
	    "[2023-11-08 03:00:00,000] [INFO] [launch.py:1:main] x\n"
	    "[2023-11-08 03:00:30,000] [INFO] [engine.py:1:load] x\n"
	    "[2023-11-08 03:01:00,000] [INFO] [logging.py:96:log_dist] "
	    "[Rank 0] step=20, skipped=1\n");
	assert_near(job.record->duration_s, 20 + 60, 1e-6);
	ck_assert_uint_eq(job.record->run_count, 2);
	assert_near(job.record->runs[1].duration_s, 60, 1e-6);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_RUNS), 1);
	/* no step falls: a day without a line is said */
	job_read_text(&job, "log.txt", DEEP("02:00:00", 10)
	    DEEP("12:00:00", 20));
	assert_near(job.record->duration_s, 36000, 1e-6);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_GAP), 1);
	/* the hour of summer time comes twice */
	job_read_text(&job, "log.txt", DEEP("02:50:00", 10)
	    DEEP("02:59:00", 20) DEEP("02:01:00", 30) DEEP("02:11:00", 40));
	assert_near(job.record->duration_s, 540 + 600, 1e-6);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_TIME), 1);
	job_end(&job);
}
END_TEST

START_TEST(nemo)
{
	struct job job = job_new();

	job_read_text(&job, "log.txt",
	    "[NeMo I 2026-02-13 00:14:11 utils:662] start\n"
	    "All distributed processes registered. Starting with 16 processes\n"
	    "Epoch 0:  1%| 1/9 [00:10, train_step_timing in s=0.5, "
	    "global_step=1.000]\r"
	    "[NeMo W 2026-02-13 00:24:11 nemo_logging:349] x\n");
	ck_assert_str_eq(job.record->format, "nemo-log");
	assert_near(job.record->duration_s, 600, 1e-6);
	ck_assert_int_eq(job.record->devices, 16);
	ck_assert(!job.record->duration_is_lower_bound);
	job_read_text(&job, "log.txt",
	    "[NeMo I 2026-02-13 00:14:11 utils:662] start\n"
	    "[NeMo I 2026-02-13 00:14:21 utils:662] go\n"
	    "Epoch 0:  1%| 1/9 [00:10, global_step=500.0]\n");
	ck_assert(job.record->duration_is_lower_bound);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_PARTIAL), 1);
	job_end(&job);
}
END_TEST

START_TEST(fairseq_real)
{
	struct job job = job_new();

	if (real(&job, "real/fairseq-log/fsdp-13B-1xV100-json.log",
	    "fairseq-log")) {
		ck_assert_double_eq(job.record->duration_s, 798.6);
		ck_assert_int_eq(job.record->devices, 1);
		ck_assert_double_eq(job.record->steps, 10);
		ck_assert(!job.record->duration_is_lower_bound);
		assert_near(job.record->end_s - job.record->start_s, 798.6,
		    1e-6);
	}
	job_end(&job);
}
END_TEST

START_TEST(fairseq_sessions)
{
	struct job job = job_new();

	/* killed after 100 s, begun again, done after 50.5 s */
	job_read_text(&job, "log.txt",
	    "2021-03-08 12:00:00 | INFO | fairseq_cli.train | training on 8 "
	    "devices (GPUs/TPUs)\n"
	    "2021-03-08 12:01:40 | INFO | train_inner | {\"wall\": \"90\", "
	    "\"train_wall\": \"80\"}\n"
	    "2021-03-09 12:00:00 | INFO | fairseq_cli.train | training on 8 "
	    "devices (GPUs/TPUs)\n"
	    "2021-03-09 12:00:52 | INFO | fairseq_cli.train | done training "
	    "in 50.5 seconds\n");
	assert_near(job.record->duration_s, 150.5, 1e-6);
	ck_assert_int_eq(job.record->devices, 8);
	ck_assert(job.record->duration_is_lower_bound);
	ck_assert(isnan(job.record->start_s));
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_PARTIAL), 1);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_RUNS), 1);
	job_end(&job);
}
END_TEST

START_TEST(fairseq_old)
{
	struct job job = job_new();

	/* no stamps; train_wall over wall betrays a resumed run */
	job_read_text(&job, "log.txt", "| training on 4 GPUs\n"
	    "| epoch 001:  15000 / 34323 loss=8.1, num_updates=15000, "
	    "wall=407, train_wall=6043\n");
	ck_assert_str_eq(job.record->format, "fairseq-log");
	ck_assert_double_eq(job.record->duration_s, 407);
	ck_assert(job.record->duration_is_lower_bound);
	ck_assert_int_eq(job.record->devices, 4);
	ck_assert(job_hears(&job, DIAG_LOG_PARTIAL, "resumed"));
	job_end(&job);
}
END_TEST

#define OLMO(time, step)                                              \
	"\033[1m[2024-04-17 " time "]\033[0m INFO     [olmo.train:816, " \
	"rank=0] [step=\033[36m" #step "\033[0m/739328]\n"

START_TEST(olmo)
{
	struct job job = job_new();

	job_read_text(&job, "log.txt",
	    OLMO("09:42:26", 1)
	    "    throughput/total_tokens=4,194,304\n"
	    "    throughput/device/tokens_per_second=43,690\n"
	    OLMO("09:42:38", 2)
	    "    throughput/total_tokens=8,388,608\n"
	    "    throughput/device/tokens_per_second=43,691\n"
	    OLMO("09:42:50", 3)
	    "    throughput/total_tokens=12,582,912\n");
	ck_assert_str_eq(job.record->format, "olmo-log");
	assert_near(job.record->duration_s, 24, 1e-6);
	ck_assert_int_eq(job.record->devices, 8);
	ck_assert_double_eq(job.record->steps, 3);
	/* half a device more: not said */
	job_read_text(&job, "log.txt",
	    OLMO("09:42:26", 1)
	    "    throughput/total_tokens=100\n"
	    "    throughput/device/tokens_per_second=10\n"
	    OLMO("09:42:36", 2)
	    "    throughput/total_tokens=250\n");
	ck_assert_int_eq(job.record->devices, -1);
	job_end(&job);
}
END_TEST

START_TEST(nanogpt)
{
	struct job job = job_new();

	/* iteration 0 is slow, 20 holds an evaluation: each counts once */
	job_read_text(&job, "log.txt",
	    "tokens per iteration will be: 491,520\n"
	    "step 0: train loss 10.9, val loss 10.9\n"
	    "iter 0: loss 10.9, time 30000.00ms, mfu -100.00%\n"
	    "iter 10: loss 9.9, time 200.00ms, mfu -100.00%\n"
	    "step 20: train loss 9.9, val loss 9.9\n"
	    "iter 20: loss 9.8, time 5000.00ms, mfu 17.00%\n"
	    "iter 30: loss 9.7, time 300.00ms, mfu 17.00%\n");
	ck_assert_str_eq(job.record->format, "nanogpt-log");
	assert_near(job.record->duration_s, 35 + 29 * 0.25, 1e-9);
	ck_assert(job.record->duration_is_lower_bound);
	ck_assert(job_hears(&job, DIAG_LOG_SCOPE, "an estimate"));
	ck_assert_int_eq(job.record->devices, -1);
	job_end(&job);
}
END_TEST

START_TEST(llmc_has_no_time)
{
	struct job job = job_new();

	job_read_text(&job, "main.log",
	    "s:0 tel:11.0092\ns:0 trl:11.0091 lr:0.000001 norm:15.37\n");
	ck_assert_str_eq(job.record->format, "llmc-log");
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_NOTHING), 1);
	if (real(&job, "real/nanogpt-log/llmc-main-log-head.txt", "llmc-log"))
		ck_assert_uint_eq(job_said(&job, DIAG_LOG_NOTHING), 2);
	job_end(&job);
}
END_TEST

START_TEST(modded_real)
{
	struct job job = job_new();

	if (real(&job, "real/nanogpt-log/modded-nanogpt-2024-12-08.txt",
	    "modded-nanogpt-log")) {
		const struct record *record = job.record;

		ck_assert_double_eq(record->duration_s, 236.942);
		ck_assert(record->duration_is_lower_bound);
		ck_assert_int_eq(record->devices, 8);
		ck_assert_str_eq(record->device_model,
		    "NVIDIA H100 80GB HBM3");
		ck_assert_double_eq(record->steps, 1480);
		ck_assert_double_eq(
		    record->machine.accelerator_power_limit_w, 700);
		assert_near(record->machine.accelerator_power_w,
		    (74 + 78 + 78 + 81 + 105 + 118 + 78 + 95) / 8.0, 1e-9);
		ck_assert(job_hears(&job, DIAG_LOG_SCOPE, "24.966 s"));
	}
	job_end(&job);
}
END_TEST

/* The program prints itself first: its print statements are no steps. */
START_TEST(modded_program)
{
	struct job job = job_new();

	job_read_text(&job, "log.txt",
	    "print0(f'step:{step}/{n} train_time:{t:.0f}ms "
	    "step_avg:{a:.2f}ms')\n");
	ck_assert_str_eq(job.record->format, "modded-nanogpt-log");
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_NOTHING), 1);
	job_read_text(&job, "log.txt",
	    "print0(f'train_time:{t:.0f}ms')\n"
	    "step:0/9 train_time:0ms step_avg:nanms\n"
	    "step:9/9 val_loss:3.2 train_time:9500ms step_avg:1.0ms\n");
	ck_assert_double_eq(job.record->duration_s, 9.5);
	ck_assert_int_eq(job.record->devices, -1);
	job_end(&job);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("training_logs");

	tests_add(suite, megatron_real);
	tests_add(suite, megatron_units);
	tests_add(suite, megatron_ranks_and_restarts);
	tests_add(suite, megatron_missing_lines);
	tests_add(suite, megatron_stamps);
	tests_add(suite, deepspeed);
	tests_add(suite, deepspeed_restart);
	tests_add(suite, nemo);
	tests_add(suite, fairseq_real);
	tests_add(suite, fairseq_sessions);
	tests_add(suite, fairseq_old);
	tests_add(suite, olmo);
	tests_add(suite, nanogpt);
	tests_add(suite, llmc_has_no_time);
	tests_add(suite, modded_real);
	tests_add(suite, modded_program);
	return tests_run(suite);
}
