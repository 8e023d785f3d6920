libwattleaf_a_SOURCES += \
	src/ingest/beside.c src/ingest/beside.h \
	src/ingest/cell.c src/ingest/cell.h \
	src/ingest/codecarbon.c src/ingest/codecarbon.h \
	src/ingest/codecarbon_overlap.c \
	src/ingest/codecarbon_rows.c \
	src/ingest/codecarbon_totals.c \
	src/ingest/column_map.c \
	src/ingest/counter.c src/ingest/counter.h \
	src/ingest/course.c src/ingest/course.h \
	src/ingest/delimited.c src/ingest/delimited.h \
	src/ingest/delimited_fast.c src/ingest/delimited_table.h \
	src/ingest/delimited_parts.c \
	src/ingest/fast_learn.c \
	src/ingest/fast_rows.c src/ingest/fast_rows.h \
	src/ingest/fast_usual.c src/ingest/fast_words.h \
	src/ingest/fast_shape.h \
	src/ingest/formats.h \
	src/ingest/ingest.c src/ingest/ingest.h \
	src/ingest/nvidia_smi_csv.c \
	src/ingest/power.c src/ingest/power.h src/ingest/power_device.h \
	src/ingest/power_part.c \
	src/ingest/registry.c \
	src/ingest/search.c src/ingest/search.h \
	src/ingest/search_folder.c \
	src/ingest/sum.h \
	src/ingest/ticks.c src/ingest/ticks.h
