libwattleaf_a_SOURCES += \
	src/batch/sandbox.c src/batch/sandbox.h \
	src/batch/sandbox_calls.c src/batch/sandbox_calls.h \
	src/batch/worker.c src/batch/worker.h
