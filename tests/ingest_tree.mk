check_PROGRAMS += tests/test_json tests/test_xml tests/test_mlperf \
	tests/test_hf_trainer tests/test_nvidia_smi_xml tests/test_tree_real
tests_test_json_SOURCES = tests/test_json.c tests/tests.h
tests_test_json_LDADD = $(TEST_LIBS)
tests_test_xml_SOURCES = tests/test_xml.c tests/tests.h
tests_test_xml_LDADD = $(TEST_LIBS)
tests_test_mlperf_SOURCES = tests/test_mlperf.c tests/ingest_tree.h tests/tests.h
tests_test_mlperf_LDADD = $(TEST_LIBS)
tests_test_hf_trainer_SOURCES = tests/test_hf_trainer.c tests/ingest_tree.h tests/tests.h
tests_test_hf_trainer_LDADD = $(TEST_LIBS)
tests_test_nvidia_smi_xml_SOURCES = tests/test_nvidia_smi_xml.c tests/ingest_tree.h tests/tests.h
tests_test_nvidia_smi_xml_LDADD = $(TEST_LIBS)
tests_test_tree_real_SOURCES = tests/test_tree_real.c tests/ingest_tree.h tests/tests.h
tests_test_tree_real_LDADD = $(TEST_LIBS)
TESTS += tests/test_json tests/test_xml tests/test_mlperf \
	tests/test_hf_trainer tests/test_nvidia_smi_xml tests/test_tree_real
