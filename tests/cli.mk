TESTS += tests/cli.sh tests/docs.sh
