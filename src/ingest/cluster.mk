libwattleaf_a_SOURCES += \
	src/ingest/aws_cur.c \
	src/ingest/azure_billing.c \
	src/ingest/bill.c src/ingest/bill.h \
	src/ingest/bill_set.c src/ingest/bill_set.h \
	src/ingest/bill_table.c src/ingest/bill_table.h \
	src/ingest/focus_billing.c \
	src/ingest/gcp_billing.c \
	src/ingest/hardware_parts.c src/ingest/hardware_parts.h \
	src/ingest/hwloc_xml.c \
	src/ingest/jobs.c src/ingest/jobs.h \
	src/ingest/jobs_fold.c src/ingest/jobs_fold.h \
	src/ingest/jobs_nodes.c \
	src/ingest/lscpu_json.c \
	src/ingest/lshw_json.c \
	src/ingest/lshw_node.c src/ingest/lshw_node.h \
	src/ingest/lshw_xml.c \
	src/ingest/opencost_csv.c \
	src/ingest/pbs_qstat.c \
	src/ingest/slurm_columns.c src/ingest/slurm_columns.h \
	src/ingest/slurm_json.c \
	src/ingest/slurm_sacct.c \
	src/ingest/slurm_text.c src/ingest/slurm_text.h
