libwattleaf_a_SOURCES += \
	src/study/check.c \
	src/study/dump.c src/study/dump.h \
	src/study/override.c src/study/override.h \
	src/study/read.c src/study/read.h \
	src/study/record.c src/study/record.h \
	src/study/study.c src/study/study.h \
	src/study/vocabulary.c src/study/vocabulary.h
