libwattleaf_a_SOURCES += \
	src/catalog/catalog.c src/catalog/catalog.h \
	src/catalog/device.c \
	src/catalog/fact.c \
	src/catalog/name.c src/catalog/name.h \
	src/catalog/place.c \
	src/catalog/sheet.c src/catalog/sheet.h \
	src/catalog/suggest.c \
	src/catalog/table.c src/catalog/table.h
