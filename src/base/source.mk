libwattleaf_a_SOURCES += \
	src/base/csv.c src/base/csv.h \
	src/base/source.c src/base/source.h
