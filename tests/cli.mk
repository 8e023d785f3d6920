TESTS += tests/cli.sh tests/docs.sh tests/packed.sh
