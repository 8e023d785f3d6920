libwattleaf_a_SOURCES += \
	src/document/arrange.c src/document/arrange.h \
	src/document/assumed.c \
	src/document/brief.c \
	src/document/build.c src/document/build.h \
	src/document/chart.h \
	src/document/chart_cost.c \
	src/document/chart_emissions.c \
	src/document/chart_make.c \
	src/document/chart_mix.c \
	src/document/chart_peers.c \
	src/document/chart_power.c \
	src/document/chart_rows.h \
	src/document/collated.h src/document/collation.h \
	src/document/collation.c \
	src/document/collation_charts.c \
	src/document/chart_score.c \
	src/document/chart_stages.c \
	src/document/chart_values.c \
	src/document/charts.c src/document/charts.h \
	src/document/cite.c \
	src/document/data.c src/document/data.h \
	src/document/disclosure.c src/document/disclosure.h \
	src/document/disclosure_context.c \
	src/document/disclosure_story.c \
	src/document/document.h \
	src/document/directive_options.c src/document/directive_options.h \
	src/document/directives.c \
	src/document/dump.c src/document/dump.h \
	src/document/equivalents.c \
	src/document/explain.c src/document/explain.h \
	src/document/explain_data.c \
	src/document/explain_walk.c \
	src/document/language.c src/document/language.h \
	src/document/markup.c src/document/markup.h \
	src/document/methods.c src/document/methods.h \
	src/document/metrics.c \
	src/document/methods_chart.c \
	src/document/paths.c src/document/paths.h \
	src/document/paths_story.c \
	src/document/peers.c src/document/peers.h \
	src/document/prose.c \
	src/document/prose_sci.c \
	src/document/ranges.c \
	src/document/restated.c src/document/restated.h \
	src/document/restated_tables.c \
	src/document/restated_words.c \
	src/document/sensitivity.c \
	src/document/stages.c src/document/stages.h \
	src/document/story.c src/document/story.h \
	src/document/styles.c \
	src/document/table_edit.c src/document/table_edit.h \
	src/document/table_ranges.c \
	src/document/table_request.c src/document/table_request.h \
	src/document/table_rows.c \
	src/document/table_turn.c \
	src/document/table_mix.c \
	src/document/table_peers.c \
	src/document/table_regions.c \
	src/document/table_scores.c \
	src/document/tables.c \
	src/document/template.c src/document/template.h \
	src/document/template_filter.c src/document/template_filter.h \
	src/document/template_inline.c src/document/template_inline.h \
	src/document/template_path.c \
	src/document/template_scan.c \
	src/document/template_value.c \
	src/document/text.c src/document/text.h \
	src/document/tie.c \
	src/document/words.c src/document/words.h
