libwattleaf_a_SOURCES += \
	src/ingest/partial.c src/ingest/partial.h src/ingest/partial_join.c \
	src/ingest/power_partial.c \
	src/ingest/wattleaf_partial.c \
	src/ingest/amd_smi_csv.c \
	src/ingest/amd_smi_json.c \
	src/ingest/gpu_list.c src/ingest/gpu_list.h \
	src/ingest/gpu_meters.c src/ingest/gpu_meters.h \
	src/ingest/gpu_metric.c src/ingest/gpu_metric.h \
	src/ingest/ipmi_power.c \
	src/ingest/json_documents.c src/ingest/json_documents.h \
	src/ingest/node_power.c src/ingest/node_power.h \
	src/ingest/nvidia_smi_dmon.c \
	src/ingest/nvidia_smi_list.c \
	src/ingest/nvidia_smi_table.c \
	src/ingest/nvidia_smi_text.c \
	src/ingest/prometheus_json.c \
	src/ingest/prometheus_text.c \
	src/ingest/redfish_power.c \
	src/ingest/rocm_smi_json.c
