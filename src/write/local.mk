include src/write/ink.mk
include src/write/text.mk
