include src/ingest/cluster.mk
include src/ingest/samplers.mk
include src/ingest/text.mk
include src/ingest/tree.mk
include src/ingest/meters.mk
include src/ingest/training.mk
include src/ingest/trackers.mk
