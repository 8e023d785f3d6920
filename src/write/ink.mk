libwattleaf_a_SOURCES += \
	src/write/canvas.c src/write/canvas.h \
	src/write/pdf.c \
	src/write/png.c \
	src/write/svg.c \
	src/write/write.h
