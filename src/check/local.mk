libwattleaf_a_SOURCES += \
	src/check/boamps.c \
	src/check/bounds.c \
	src/check/check.c src/check/check.h \
	src/check/claim.c src/check/claim.h \
	src/check/climate_card.c \
	src/check/column.c src/check/column.h \
	src/check/column_take.c \
	src/check/csv_table.c \
	src/check/cyclonedx.c \
	src/check/disclosure.c \
	src/check/disclosure_text.c src/check/disclosure_text.h \
	src/check/format.h \
	src/check/grid.c src/check/grid.h \
	src/check/hf_card.c \
	src/check/judge.h \
	src/check/latex.c \
	src/check/leaf.c src/check/leaf.h \
	src/check/markdown.c \
	src/check/markup_table.c src/check/markup_table.h \
	src/check/pdf_carrier.c \
	src/check/plain.c src/check/plain.h \
	src/check/product.c \
	src/check/profile.c src/check/profile.h \
	src/check/profile_judge.c \
	src/check/registry.c \
	src/check/relate.c \
	src/check/rules.c \
	src/check/rules_factor.c \
	src/check/rules_row.c \
	src/check/rules_sum.c \
	src/check/slip.c \
	src/check/unit_words.c src/check/unit_words.h \
	src/check/written.c src/check/written.h
