libwattleaf_a_SOURCES += \
	src/ingest/cell.c src/ingest/cell.h \
	src/ingest/codecarbon.c src/ingest/codecarbon.h \
	src/ingest/codecarbon_overlap.c \
	src/ingest/codecarbon_rows.c \
	src/ingest/codecarbon_totals.c \
	src/ingest/column_map.c \
	src/ingest/counter.c src/ingest/counter.h \
	src/ingest/delimited.c src/ingest/delimited.h \
	src/ingest/formats.h \
	src/ingest/ingest.c src/ingest/ingest.h \
	src/ingest/nvidia_smi_csv.c \
	src/ingest/power.c src/ingest/power.h \
	src/ingest/registry.c \
	src/ingest/ticks.c src/ingest/ticks.h
