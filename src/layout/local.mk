include src/layout/ink.mk
include src/layout/layout.mk
