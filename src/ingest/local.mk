include src/ingest/text.mk
include src/ingest/tree.mk
