# Hostile input of every kind: tests/hostile/cases.py.

TESTS += tests/hostile.sh
