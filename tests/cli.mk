TESTS += tests/charts.sh tests/cli.sh tests/docs.sh tests/estimate.sh \
	tests/lists.sh tests/packed.sh \
	tests/tables.sh tests/threads.sh
