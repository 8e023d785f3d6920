check_PROGRAMS += fuzz/replay
fuzz_replay_SOURCES = fuzz/careful.c fuzz/careful.h fuzz/collate.c \
	fuzz/disclosure.c fuzz/document.c fuzz/document.h fuzz/kinds.c \
	fuzz/kinds.h fuzz/page.c fuzz/profile.c \
	fuzz/reader.c fuzz/replay.c fuzz/study.c fuzz/template.c
fuzz_replay_LDADD = libwattleaf.a $(WATTLEAF_LIBS) -lm
TESTS += fuzz/replay
