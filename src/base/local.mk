libwattleaf_a_SOURCES += \
	src/base/pdf.c src/base/pdf.h \
	src/base/pdf_content.c src/base/pdf_run.h \
	src/base/pdf_ink.c src/base/pdf_ink.h \
	src/base/pdf_lexer.c src/base/pdf_lexer.h \
	src/base/pdf_see.c \
	src/base/arena.c src/base/arena.h \
	src/base/colour.c src/base/colour.h \
	src/base/diag.c src/base/diag.h src/base/diag_codes.h \
	src/base/exact.c src/base/exact.h \
	src/base/heap.c src/base/heap.h \
	src/base/num.c src/base/num.h \
	src/base/numbering.c src/base/numbering.h \
	src/base/pos.c src/base/pos.h \
	src/base/sanitizer.h \
	src/base/spill.c src/base/spill.h \
	src/base/str.c src/base/str.h \
	src/base/timestamp.c src/base/timestamp.h \
	src/base/trace.c src/base/trace.h \
	src/base/threads.c src/base/threads.h \
	src/base/trial.c src/base/trial.h \
	src/base/unit.c src/base/unit.h \
	src/base/word.h
