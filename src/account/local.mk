libwattleaf_a_SOURCES += \
	src/account/account.c src/account/account.h \
	src/account/context.h \
	src/account/cost.c \
	src/account/energy.c \
	src/account/figure.c src/account/figure.h \
	src/account/logged.c \
	src/account/place.c \
	src/account/time.c
