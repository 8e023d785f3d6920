libwattleaf_a_SOURCES += \
	src/layout/bound.c src/layout/bound.h \
	src/layout/caption.c src/layout/caption.h \
	src/layout/chart.c src/layout/chart.h \
	src/layout/chart_axis.c src/layout/chart_axis.h \
	src/layout/chart_field.c \
	src/layout/chart_fill.c \
	src/layout/chart_flags.c \
	src/layout/chart_keys.c \
	src/layout/chart_marks.c \
	src/layout/chart_names.c \
	src/layout/chart_places.c src/layout/chart_places.h \
	src/layout/chart_plan.c \
	src/layout/chart_row_plan.c \
	src/layout/chart_rows.c \
	src/layout/layout.c src/layout/layout.h \
	src/layout/page.c src/layout/page.h \
	src/layout/page_figure.c \
	src/layout/page_inline.c src/layout/page_inline.h \
	src/layout/page_prose.c \
	src/layout/palette.c src/layout/palette.h \
	src/layout/paragraph.c src/layout/paragraph.h \
	src/layout/paragraph_place.c \
	src/layout/run.c src/layout/run.h \
	src/layout/table.c src/layout/table.h \
	src/layout/table_boxes.c \
	src/layout/table_plan.c \
	src/layout/table_refuse.c \
	src/layout/table_views.c \
	src/layout/table_width.c \
	src/layout/missing.c src/layout/missing.h \
	src/layout/wide.c src/layout/wide.h \
	src/layout/theme.c src/layout/theme.h \
	src/layout/venue.c src/layout/venue.h
