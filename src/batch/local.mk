libwattleaf_a_SOURCES += \
	src/batch/digest.c src/batch/digest.h \
	src/batch/digest_folder.c \
	src/batch/figure.c \
	src/batch/fold.h \
	src/batch/index.c \
	src/batch/inputs.c src/batch/inputs.h \
	src/batch/names.c \
	src/batch/record.c src/batch/record.h \
	src/batch/record_write.c \
	src/batch/remove.c src/batch/remove.h \
	src/batch/sandbox.c src/batch/sandbox.h \
	src/batch/sandbox_calls.c src/batch/sandbox_calls.h \
	src/batch/store.c src/batch/store.h \
	src/batch/summary.c src/batch/summary.h \
	src/batch/worker.c src/batch/worker.h
