libwattleaf_a_SOURCES += \
	src/collate/addends.c src/collate/addends.h \
	src/collate/bins.c src/collate/bins.h \
	src/collate/collation.c src/collate/collation.h \
	src/collate/figures.c src/collate/figures.h \
	src/collate/found.c src/collate/found.h \
	src/collate/gather.c src/collate/gather.h \
	src/collate/handed.c src/collate/handed.h \
	src/collate/hide.c src/collate/hide.h \
	src/collate/reading.c src/collate/reading.h \
	src/collate/rows.c src/collate/rows.h \
	src/collate/same.c src/collate/same.h \
	src/collate/tally.c src/collate/tally.h
