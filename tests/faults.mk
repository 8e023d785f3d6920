# Calls that fail: a library to load before all others, and what runs with it.

TESTS += tests/faults.sh tests/batch_faults.sh tests/collate_faults.sh
check_DATA = tests/faults/fail.so

tests/faults/fail.so: tests/faults/fail.c
	$(AM_V_CC)$(MKDIR_P) tests/faults && \
	$(CC) -D_GNU_SOURCE -std=c11 $(WARN_CFLAGS) -O1 -g -shared -fPIC \
	    -fno-builtin -o $@ $(srcdir)/tests/faults/fail.c

# Every allocation, one after the other: half an hour for a report, as much for
# a collation, some hours for a batch.
check-faults:
	WATTLEAF_FAULTS=all TEST_TIMEOUT=28800 $(MAKE) $(AM_MAKEFLAGS) check \
	    TESTS='tests/faults.sh tests/batch_faults.sh tests/collate_faults.sh'
