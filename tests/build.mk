TESTS += tests/layering.sh tests/data_folder.sh tests/bootstrap.sh
