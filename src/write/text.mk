libwattleaf_a_SOURCES += \
	src/write/bibtex.c \
	src/write/cells.c src/write/cells.h \
	src/write/chars.c src/write/chars.h \
	src/write/boamps.c \
	src/write/card.c \
	src/write/comparison_html.c src/write/comparison_html.h \
	src/write/comparison_style.c \
	src/write/csv_out.c \
	src/write/cyclonedx.c \
	src/write/disclosed.c src/write/disclosed.h \
	src/write/html.c \
	src/write/html_page.c src/write/html_page.h \
	src/write/html_block.c src/write/html_block.h \
	src/write/html_table.c src/write/html_text.h \
	src/write/json_out.c \
	src/write/latex.c \
	src/write/latex_table.c src/write/latex_table.h \
	src/write/latex_text.c src/write/latex_text.h \
	src/write/markdown.c \
	src/write/modelcard.c \
	src/write/output.h \
	src/write/picture_data.c src/write/picture_data.h \
	src/write/pictures.c \
	src/write/prose.c src/write/prose.h \
	src/write/registry.c \
	src/write/ro_crate.c \
	src/write/sci.c \
	src/write/terminal.c src/write/terminal_text.c
