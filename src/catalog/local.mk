libwattleaf_a_SOURCES += \
	src/catalog/catalog.c src/catalog/catalog.h \
	src/catalog/cpu.c \
	src/catalog/device.c \
	src/catalog/fact.c \
	src/catalog/listed.c src/catalog/listed.h \
	src/catalog/machine.c src/catalog/machine.h \
	src/catalog/name.c src/catalog/name.h \
	src/catalog/others.c \
	src/catalog/own.c \
	src/catalog/place.c src/catalog/place.h \
	src/catalog/place_factors.c \
	src/catalog/published.c src/catalog/published.h \
	src/catalog/region.c \
	src/catalog/row.c src/catalog/row.h \
	src/catalog/row_more.c \
	src/catalog/scenario.c src/catalog/scenario.h \
	src/catalog/sheet.c src/catalog/sheet.h \
	src/catalog/suggest.c \
	src/catalog/supply.c \
	src/catalog/table.c src/catalog/table.h
