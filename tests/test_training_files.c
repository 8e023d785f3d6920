/*
 * Files of experiment trackers that are text: real ones, and small ones for
 * each trap.
 */
#include "ingest_text.h"

START_TEST(summary)
{
	struct job job = job_new();

	job_read_text(&job, "wandb-summary.json",
	    "{\"loss\": 1.5, \"_runtime\": 90.5, \"_timestamp\": 1.7e9,\n"
	    " \"_step\": 300, \"_wandb\": {\"runtime\": 123}}");
	ck_assert_str_eq(job.record->format, "wandb-summary");
	ck_assert_double_eq(job.record->duration_s, 123);
	ck_assert(!job.record->duration_is_lower_bound);
	ck_assert_double_eq(job.record->steps, 300);
	ck_assert_uint_eq(job.record->time_pos.line, 2);
	job_read_text(&job, "wandb-summary.json",
	    "{\"_runtime\": 90.5, \"_timestamp\": 1.7e9}");
	ck_assert_double_eq(job.record->duration_s, 90.5);
	ck_assert(job.record->duration_is_lower_bound);
	job_read_text(&job, "wandb-summary.json",
	    "{\"_runtime\": null, \"_timestamp\": 1.7e9}");
	ck_assert(isnan(job.record->duration_s));
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_NOTHING), 1);
	job_end(&job);
}
END_TEST

START_TEST(metadata)
{
	struct job job = job_new();

	job_read_text(&job, "wandb-metadata.json",
	    "{\"os\": \"Linux-5.15\", \"python\": \"3.10\",\n"
	    " \"startedAt\": \"2020-02-19T00:17:09.330135\",\n"
	    " \"heartbeatAt\": \"2020-02-19T00:17:10.330135\",\n"
	    " \"host\": \"secret1\", \"username\": \"secret2\",\n"
	    " \"email\": \"secret3\", \"program\": \"/home/secret4/a.py\",\n"
	    " \"executable\": \"/home/secret5/python\",\n"
	    " \"gpu\": \"Tesla P100\", \"gpu_count\": 8,\n"
	    " \"gpu_nvidia\": [{\"name\": \"Tesla P100\", \"memoryTotal\": "
	    "\"17179869184\", \"uuid\": \"secret6\"}],\n"
	    " \"memory\": {\"total\": \"540000000000\"}}");
	ck_assert_str_eq(job.record->format, "wandb-metadata");
	ck_assert_str_eq(job.record->machine.accelerator, "Tesla P100");
	ck_assert_int_eq(job.record->machine.accelerators, 8);
	/* cards of the host, not of the run; and no end */
	ck_assert_int_eq(job.record->devices, -1);
	ck_assert(isnan(job.record->end_s) && isnan(job.record->duration_s));
	assert_near(job.record->start_s, 1582071429.330135, 1e-3);
	ck_assert(job.record->zoned);
	assert_near(job.record->machine.accelerator_memory_gb, 17.179869184,
	    1e-9);
	assert_near(job.record->machine.memory_gb, 540, 1e-9);
	ck_assert(!job_leaks(&job, "secret"));
	job_read_text(&job, "wandb-metadata.json",
	    "{\"startedAt\": \"2020-02-19T00:17:09\", \"executable\": \"x\", "
	    "\"gpu\": \"[NVIDIA A100]\", \"memory\": {\"total\": 250}}");
	ck_assert_str_eq(job.record->machine.accelerator, "NVIDIA A100");
	assert_near(job.record->machine.memory_gb, 268.435456, 1e-6);
	job_end(&job);
}
END_TEST

#define EVENT(time, a, b)                                                \
	"{\"system.gpu.0.powerWatts\": " #a ", \"system.gpu.1.powerWatts\": " \
	#b ", \"system.gpu.process.0.powerWatts\": " #a ", "             \
	"\"system.gpu.0.powerPercent\": 40, \"_timestamp\": " #time ", "  \
	"\"_runtime\": 3}\n"

START_TEST(events)
{
	struct job job = job_new();

	job_read_text(&job, "wandb-events.jsonl",
	    EVENT(1582070941, 100, 50) EVENT(1582070971, 100, 50)
	    "{broken\n" EVENT(1582071001, 200, 50));
	ck_assert_str_eq(job.record->format, "wandb-events");
	/* 3000 + 4500 J and 3000 J; the process keys are the same cards */
	assert_near(job.record->energy_kwh * 3.6e6, 10500, 1e-6);
	ck_assert_int_eq(job.record->devices, 2);
	ck_assert_int_eq(job.record->scope, SCOPE_GPU);
	ck_assert_double_eq(job.record->duration_s, 60);
	ck_assert(job.record->zoned);
	ck_assert_uint_eq(job.record->rows_skipped, 1);
	ck_assert(job_hears(&job, DIAG_LOG_SCOPE, "every card of the host"));
	job.options.device = "1";
	job_read_text(&job, "wandb-events.jsonl",
	    EVENT(1582070941, 100, 50) EVENT(1582070971, 100, 50));
	assert_near(job.record->energy_kwh * 3.6e6, 1500, 1e-6);
	job_end(&job);
}
END_TEST

/* The machine's power holds the card's; a node's label may be its name. */
START_TEST(events_beside)
{
	struct job job = job_new();

	job_read_text(&job, "wandb-events.jsonl",
	    "{\"system.gpu.0.powerWatts/l:secret\": 10, "
	    "\"system.powerWatts\": 99, \"_timestamp\": 1582070941}\n"
	    "{\"system.gpu.0.powerWatts/l:secret\": 10, "
	    "\"system.powerWatts\": 99, \"_timestamp\": 1582070951}\n");
	assert_near(job.record->energy_kwh * 3.6e6, 100, 1e-6);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_INSIDE), 1);
	ck_assert_str_eq(job.record->device_list[0].id, "node 0 card 0");
	ck_assert(!job_leaks(&job, "secret"));
	job_read_text(&job, "wandb-events.jsonl",
	    "{\"system.powerWatts\": 99, \"_timestamp\": 1582070941}\n"
	    "{\"system.powerWatts\": 99, \"_timestamp\": 1582070951}\n");
	assert_near(job.record->energy_kwh * 3.6e6, 990, 1e-6);
	ck_assert_int_eq(job.record->scope, SCOPE_NODE);
	job_read_text(&job, "wandb-events.jsonl",
	    "{\"system.cpu\": 9, \"_timestamp\": 1582070941}\n"
	    "{\"system.cpu\": 9, \"_timestamp\": 1582070951}\n");
	ck_assert_double_eq(job.record->duration_s, 10);
	ck_assert(job.record->duration_is_lower_bound);
	ck_assert(isnan(job.record->energy_kwh));
	job_end(&job);
}
END_TEST

#define RUN_META(status, end)                                          \
	"artifact_uri: file:///E:/secret\nend_time: " end "\n"         \
	"experiment_id: '0'\nlifecycle_stage: active\nname: ''\n"      \
	"run_id: cb\nstart_time: 1664364007025\nstatus: " status "\n"  \
	"tags: []\nuser_id: secret\n"

START_TEST(mlflow_run)
{
	struct job job = job_new();

	job_read_text(&job, "meta.yaml", RUN_META("3", "1664364107525"));
	ck_assert_str_eq(job.record->format, "mlflow-run");
	assert_near(job.record->duration_s, 100.5, 1e-6);
	assert_near(job.record->start_s, 1664364007.025, 1e-3);
	ck_assert(job.record->zoned);
	ck_assert_uint_eq(job.diags.count, 0);
	job_read_text(&job, "meta.yaml", RUN_META("FAILED", "1664364107525"));
	assert_near(job.record->duration_s, 100.5, 1e-6);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_ABORTED), 1);
	job_read_text(&job, "meta.yaml", RUN_META("1", "null"));
	ck_assert(isnan(job.record->duration_s));
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_PARTIAL), 1);
	job_read_text(&job, "meta.yaml", RUN_META("3", "1664364007"));
	ck_assert(isnan(job.record->duration_s));
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_ROW), 1);
	job_read_text(&job, "meta.yaml",
	    "artifact_location: file:///x\ncreation_time: 1\n"
	    "experiment_id: '0'\nlifecycle_stage: active\nname: Default\n");
	ck_assert_str_eq(job.record->format, "mlflow-run");
	ck_assert(job_hears(&job, DIAG_LOG_NOTHING, "experiment"));
	ck_assert(!job_leaks(&job, "secret"));
	job_end(&job);
}
END_TEST

START_TEST(mlflow_metric)
{
	struct job job = job_new();

	job_read_text(&job, "gpu_0_power_usage_watts",
	    "1664364007000 100 0\n1664364017000 300.0 1\n");
	ck_assert_str_eq(job.record->format, "mlflow-metric");
	assert_near(job.record->energy_kwh * 3.6e6, 2000, 1e-6);
	ck_assert_int_eq(job.record->devices, 1);
	job_read_text(&job, "accuracy",
	    "1664364007000 0.5 0\n1664364017500 0.6 1\n");
	assert_near(job.record->duration_s, 10.5, 1e-6);
	ck_assert(job.record->duration_is_lower_bound);
	ck_assert(isnan(job.record->energy_kwh));
	/* two columns with an extension may be anybody's power log */
	job_read_text(&job, "power.txt", "1664364007000 0.5\n");
	ck_assert_ptr_null(job.record->format);
	if (job_read_real(&job, "real/mlflow/metrics-accuracy"))
		ck_assert(job_hears(&job, DIAG_LOG_NOTHING, "meta.yaml"));
	if (job_read_real(&job, "real/mlflow/run-meta.yaml")) {
		assert_near(job.record->start_s, 1664364007.025, 1e-3);
		ck_assert(job_hears(&job, DIAG_LOG_PARTIAL, "end_time"));
	}
	job_end(&job);
}
END_TEST

START_TEST(ultralytics)
{
	struct job job = job_new();

	/* resumed after the second epoch: 20.5 + 15 s */
	job_read_text(&job, "results.csv",
	    "epoch,time,train/box_loss,metrics/mAP50(B)\n"
	    "1,10.5,1.5,0.1\n2,20.5,1.4,0.2\n3,8,1.3,0.3\nx,y,1,1\n"
	    "4,15,1.2,0.4\n");
	ck_assert_str_eq(job.record->format, "ultralytics-csv");
	ck_assert_double_eq(job.record->duration_s, 35.5);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_RUNS), 1);
	ck_assert_uint_eq(job.record->rows_skipped, 1);
	job_read_text(&job, "results.csv",
	    "                  epoch,         train/box_loss\n"
	    "                      0,                    1.5\n");
	ck_assert_str_eq(job.record->format, "ultralytics-csv");
	ck_assert(job_hears(&job, DIAG_LOG_NOTHING, "no time column"));
	job_end(&job);
}
END_TEST

START_TEST(tables_without_time)
{
	struct job job = job_new();

	job_read_text(&job, "metrics.csv",
	    "train_loss,train_acc,epoch,step\n0.6,0.5,0,24\n");
	ck_assert_str_eq(job.record->format, "lightning-csv");
	ck_assert(isnan(job.record->duration_s));
	ck_assert(job_hears(&job, DIAG_LOG_NOTHING, "tfevents"));
	job_read_text(&job, "training.log",
	    "epoch,accuracy,loss,val_accuracy,val_loss\n0,0.5,1,0.5,1\n");
	ck_assert_str_eq(job.record->format, "keras-csv");
	ck_assert(job_hears(&job, DIAG_LOG_NOTHING, "console"));
	if (job_read_real(&job, "real/lightning-csv/binn-metrics.csv"))
		ck_assert_str_eq(job.record->format, "lightning-csv");
	/* a table with a time is another's */
	job_read_text(&job, "metrics.csv", "epoch,step,loss,time\n1,1,1,1\n");
	ck_assert_ptr_null(job.record->format);
	job_end(&job);
}
END_TEST

START_TEST(step_json)
{
	struct job job = job_new();

	/* iterations 0..19 and 20..39, counted from 0 */
	job_read_text(&job, "metrics.json",
	    "{\"data_time\": 0.1, \"eta_seconds\": 9, \"iteration\": 19, "
	    "\"time\": 0.5}\n"
	    "{\"data_time\": 0.1, \"iteration\": 39, \"time\": 0.25}\n"
	    "{\"bbox/AP\": 40, \"iteration\": 39}\n");
	ck_assert_str_eq(job.record->format, "step-json");
	assert_near(job.record->duration_s, 15, 1e-9);
	ck_assert(job.record->duration_is_lower_bound);
	ck_assert_double_eq(job.record->steps, 40);
	/* iterations begin again in each epoch; validation has its own time */
	job_read_text(&job, "a.log.json",
	    "{\"env_info\": \"sys.platform: linux\"}\n"
	    "{\"mode\": \"train\", \"epoch\": 1, \"iter\": 50, "
	    "\"data_time\": 0, \"time\": 1}\n"
	    "{\"mode\": \"train\", \"epoch\": 1, \"iter\": 100, "
	    "\"data_time\": 0, \"time\": 1}\n"
	    "{\"mode\": \"val\", \"epoch\": 1, \"iter\": 7, \"time\": 99}\n"
	    "{\"mode\": \"train\", \"epoch\": 2, \"iter\": 50, "
	    "\"data_time\": 0, \"time\": 2}\n");
	assert_near(job.record->duration_s, 200, 1e-9);
	ck_assert_double_eq(job.record->steps, 150);
	job_end(&job);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("training_files");

	tests_add(suite, summary);
	tests_add(suite, metadata);
	tests_add(suite, events);
	tests_add(suite, events_beside);
	tests_add(suite, mlflow_run);
	tests_add(suite, mlflow_metric);
	tests_add(suite, ultralytics);
	tests_add(suite, tables_without_time);
	tests_add(suite, step_json);
	return tests_run(suite);
}
