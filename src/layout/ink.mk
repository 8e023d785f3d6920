libwattleaf_a_SOURCES += \
	src/layout/faces.c src/layout/faces.h \
	src/layout/families.c src/layout/families.h \
	src/layout/fonts.c src/layout/fonts.h \
	src/layout/outline.c src/layout/outline.h \
	src/layout/scene.c src/layout/scene.h \
	src/layout/utf8.c src/layout/utf8.h
