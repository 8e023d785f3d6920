libwattleaf_a_SOURCES += \
	src/study/check.c \
	src/study/dump.c src/study/dump.h \
	src/study/folder_name.c src/study/folder_name.h \
	src/study/gather.c src/study/gather.h \
	src/study/gather_join.c src/study/gather_join.h \
	src/study/gather_twice.c \
	src/study/override.c src/study/override.h \
	src/study/read.c src/study/read.h \
	src/study/record.c src/study/record.h \
	src/study/record_overlap.c src/study/record_overlap.h \
	src/study/study.c src/study/study.h \
	src/study/vocabulary.c src/study/vocabulary.h \
	src/study/xml_write.c \
	src/study/yaml_comment.c \
	src/study/yaml_patch.c \
	src/study/yaml_points.c src/study/yaml_tree.h \
	src/study/yaml_tree.c \
	src/study/yaml_write.c
