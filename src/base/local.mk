libwattleaf_a_SOURCES += \
	src/base/pdf.c src/base/pdf.h \
	src/base/arena.c src/base/arena.h \
	src/base/diag.c src/base/diag.h src/base/diag_codes.h \
	src/base/num.c src/base/num.h \
	src/base/pos.h \
	src/base/str.c src/base/str.h \
	src/base/timestamp.c src/base/timestamp.h \
	src/base/unit.c src/base/unit.h
