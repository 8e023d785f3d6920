libwattleaf_a_SOURCES += \
	src/ingest/boamps.c src/ingest/boamps.h \
	src/ingest/boamps_paths.c \
	src/ingest/carbontracker.c src/ingest/carbontracker.h \
	src/ingest/carbontracker_epochs.c \
	src/ingest/carbontracker_totals.c \
	src/ingest/eco2ai.c \
	src/ingest/experiment_impact.c \
	src/ingest/green_algorithms.c \
	src/ingest/hf_model_card.c \
	src/ingest/impact_info.c src/ingest/impact_info.h \
	src/ingest/tracker.c src/ingest/tracker.h
