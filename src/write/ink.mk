libwattleaf_a_SOURCES += \
	src/write/canvas.c src/write/canvas.h \
	src/write/pdf.c src/write/pdf_parts.h \
	src/write/pdf_complete.c \
	src/write/pdf_intent.c \
	src/write/pdf_tags.c \
	src/write/pdf_xmp.c \
	src/write/png.c \
	src/write/png_colours.c src/write/png_colours.h \
	src/write/svg.c src/write/svg.h \
	src/write/svg_outline.c \
	src/write/svg_text.c \
	src/write/svg_theme.c \
	src/write/xml_out.c src/write/xml_out.h \
	src/write/write.h
