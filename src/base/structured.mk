libwattleaf_a_SOURCES += \
	src/base/json.c src/base/json.h \
	src/base/json_scan.c src/base/json_scan.h \
	src/base/tree.c src/base/tree.h \
	src/base/xml.c src/base/xml.h \
	src/base/xml_grammar.c src/base/xml_grammar.h \
	src/base/xml_scan.c src/base/xml_scan.h \
	src/base/xml_valid.c \
	src/base/yaml.c src/base/yaml.h \
	src/base/yaml_event.c src/base/yaml_event.h \
	src/base/yaml_text.c src/base/yaml_text.h
