libwattleaf_a_SOURCES += \
	src/account/account.c src/account/account.h \
	src/account/context.h \
	src/account/cost.c \
	src/account/energy.c \
	src/account/figure.c src/account/figure.h \
	src/account/graph.c src/account/graph.h \
	src/account/logged.c \
	src/account/place.c \
	src/account/range.c src/account/range.h \
	src/account/scale.c src/account/scale.h \
	src/account/sensitivity.c \
	src/account/slopes.c \
	src/account/spread.c src/account/spread.h \
	src/account/time.c
