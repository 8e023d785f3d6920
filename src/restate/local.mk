libwattleaf_a_SOURCES += \
	src/restate/aside.c \
	src/restate/models.c \
	src/restate/parts.h \
	src/restate/quantity.c src/restate/quantity.h \
	src/restate/restate.c src/restate/restate.h \
	src/restate/shape.c src/restate/shape.h \
	src/restate/tree.c src/restate/tree.h
