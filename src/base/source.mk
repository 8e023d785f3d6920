libwattleaf_a_SOURCES += \
	src/base/blocks.c src/base/blocks.h \
	src/base/crc32.c src/base/crc32.h \
	src/base/csv.c src/base/csv.h \
	src/base/input.c src/base/input.h \
	src/base/progress.h \
	src/base/source.c src/base/source.h \
	src/base/member_name.c src/base/member_name.h \
	src/base/unpack.c src/base/unpack.h \
	src/base/unpack_memory.c src/base/unpack_memory.h
