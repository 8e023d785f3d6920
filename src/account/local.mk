libwattleaf_a_SOURCES += \
	src/account/account.c src/account/account.h \
	src/account/anonymity.c src/account/anonymity.h \
	src/account/anonymous.c src/account/anonymous.h \
	src/account/anonymous_origin.c \
	src/account/anonymous_study.c \
	src/account/beside.c src/account/beside.h \
	src/account/change.c src/account/change.h \
	src/account/compare.c \
	src/account/context.h \
	src/account/cost.c \
	src/account/counted.c \
	src/account/elsewhere.c src/account/elsewhere.h \
	src/account/embodied.c \
	src/account/energy.c \
	src/account/equivalents.c \
	src/account/figure.c src/account/figure.h src/account/users.c \
	src/account/flops.c \
	src/account/graph.c src/account/graph.h \
	src/account/host.c \
	src/account/logged.c \
	src/account/mix.c src/account/mix.h \
	src/account/modules.c src/account/modules.h \
	src/account/place.c \
	src/account/places.c src/account/places.h \
	src/account/published.c src/account/published.h \
	src/account/range.c src/account/range.h \
	src/account/restated.h \
	src/account/rule.c src/account/rule.h \
	src/account/scale.c src/account/scale.h \
	src/account/sci.c \
	src/account/score.c src/account/score.h \
	src/account/sensitivity.c \
	src/account/slopes.c \
	src/account/spread.c src/account/spread.h \
	src/account/stated.c \
	src/account/time.c
