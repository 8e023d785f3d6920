libwattleaf_a_SOURCES += \
	src/ingest/ceems.c \
	src/ingest/energibridge.c \
	src/ingest/interval.c src/ingest/interval.h \
	src/ingest/interval_parts.h src/ingest/interval_record.c \
	src/ingest/meter_text.c src/ingest/meter_text.h \
	src/ingest/perf_line.c src/ingest/perf_line.h \
	src/ingest/perf_stat.c \
	src/ingest/power_gadget.c \
	src/ingest/powerjoular.c \
	src/ingest/powermetrics.c src/ingest/powermetrics.h \
	src/ingest/powermetrics_plist.c \
	src/ingest/powermetrics_text.c \
	src/ingest/ptdaemon.c \
	src/ingest/pyjoules.c \
	src/ingest/pyrapl.c \
	src/ingest/rapl_domain.c src/ingest/rapl_domain.h \
	src/ingest/rapl_sysfs.c \
	src/ingest/scaphandre.c \
	src/ingest/turbostat.c \
	src/ingest/zeus.c
