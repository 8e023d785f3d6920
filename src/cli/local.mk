wattleaf_SOURCES += src/cli/main.c src/cli/memory.c
libwattleaf_a_SOURCES += \
	src/cli/cli.h \
	src/cli/baseline.c src/cli/baseline.h \
	src/cli/batch.h \
	src/cli/batch_options.c \
	src/cli/batch_disclosure.c \
	src/cli/batch_rehearse.c \
	src/cli/batch_run.c \
	src/cli/batch_study.c \
	src/cli/batch_tell.c \
	src/cli/check_figure.c \
	src/cli/cmd_batch.c \
	src/cli/cmd_catalog.c \
	src/cli/cmd_check.c \
	src/cli/cmd_collate.c src/cli/collate.h \
	src/cli/collate_files.c \
	src/cli/cmd_compare.c src/cli/compare.h \
	src/cli/compare_peers.c \
	src/cli/cmd_convert.c \
	src/cli/cmd_estimate.c \
	src/cli/cmd_explain.c \
	src/cli/cmd_init.c \
	src/cli/cmd_inspect.c \
	src/cli/cmd_report.c \
	src/cli/data_folder.c \
	src/cli/file_write.c \
	src/cli/hardware_words.c src/cli/hardware_words.h \
	src/cli/help.c \
	src/cli/init.h \
	src/cli/init_gather.c \
	src/cli/init_hardware.c \
	src/cli/init_merge.c \
	src/cli/init_study.c \
	src/cli/init_tree.c \
	src/cli/languages.c \
	src/cli/limits.c src/cli/limits.h \
	src/cli/listing.c src/cli/listing.h \
	src/cli/listing_data.c \
	src/cli/listing_find.c \
	src/cli/listing_own.c \
	src/cli/listing_text.c \
	src/cli/logs.c \
	src/cli/look.c \
	src/cli/option_help.c \
	src/cli/partial_data.c src/cli/partial_out.h \
	src/cli/partial_write.c \
	src/cli/options.c src/cli/options.h \
	src/cli/options_table.c \
	src/cli/outdir.c \
	src/cli/overrides.c src/cli/overrides.h \
	src/cli/profiles.c src/cli/profiles.h \
	src/cli/progress.c \
	src/cli/record_data.c src/cli/record_out.h \
	src/cli/record_text.c \
	src/cli/report_stdout.c \
	src/cli/report_study.c \
	src/cli/screen.c src/cli/screen.h \
	src/cli/study_input.c \
	src/cli/templates.c \
	src/cli/unfinished.c src/cli/unfinished.h \
	src/cli/values.c src/cli/values.h
