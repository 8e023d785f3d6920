TESTS += tests/anonymous.sh tests/charts.sh tests/cli.sh tests/docs.sh \
	tests/estimate.sh tests/init.sh tests/lists.sh tests/newcomer.sh \
	tests/packaging.sh tests/packed.sh \
	tests/partial.sh tests/tables.sh tests/threads.sh
TESTS += tests/manual.sh tests/recipes.sh tests/terminal.sh
