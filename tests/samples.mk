TESTS += tests/samples.sh
