check_PROGRAMS += fuzz/replay
fuzz_replay_SOURCES = fuzz/careful.c fuzz/careful.h fuzz/reader.c fuzz/replay.c \
	fuzz/study.c fuzz/study.h
fuzz_replay_LDADD = libwattleaf.a $(WATTLEAF_LIBS) -lm
TESTS += fuzz/replay
