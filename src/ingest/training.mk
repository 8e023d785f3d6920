libwattleaf_a_SOURCES += \
	src/ingest/deepspeed_log.c \
	src/ingest/epoch_csv.c \
	src/ingest/fairseq_log.c \
	src/ingest/keras_log.c \
	src/ingest/megatron_log.c \
	src/ingest/mlflow.c \
	src/ingest/modded_nanogpt_log.c \
	src/ingest/nanogpt_log.c \
	src/ingest/nemo_log.c \
	src/ingest/olmo_log.c \
	src/ingest/record_bytes.c src/ingest/record_bytes.h \
	src/ingest/step_json.c \
	src/ingest/tfevents.c \
	src/ingest/train_clock.c src/ingest/train_clock.h \
	src/ingest/train_job.c src/ingest/train_job.h \
	src/ingest/train_line.c src/ingest/train_line.h \
	src/ingest/train_steps.c src/ingest/train_steps.h \
	src/ingest/ultralytics_csv.c \
	src/ingest/wandb_environment.c src/ingest/wandb_environment.h \
	src/ingest/wandb_events.c \
	src/ingest/wandb_metadata.c \
	src/ingest/wandb_run.c \
	src/ingest/wandb_stats.c src/ingest/wandb_stats.h \
	src/ingest/wandb_summary.c
