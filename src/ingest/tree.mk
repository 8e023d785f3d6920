libwattleaf_a_SOURCES += \
	src/ingest/hardware_text.c src/ingest/hardware_text.h \
	src/ingest/hf_trainer.c \
	src/ingest/mlperf_event.c src/ingest/mlperf_event.h \
	src/ingest/mlperf_log.c \
	src/ingest/mlperf_system.c \
	src/ingest/nvidia_smi_gpu.c src/ingest/nvidia_smi_gpu.h \
	src/ingest/nvidia_smi_xml.c
