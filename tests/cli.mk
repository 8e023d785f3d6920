TESTS += tests/cli.sh
