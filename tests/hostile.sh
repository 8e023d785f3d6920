#!/bin/sh
# Hostile input of every kind against the whole program: it ends well, soon
# and small, reads nothing outside, writes nothing outside, and no payload
# acts in what it writes. The table is tests/hostile/cases.py and what it
# imports; by hand:
#   WATTLEAF=build/wattleaf WATTLEAF_DATADIR=build/data \
#       python3 tests/hostile/run.py [-j N] [CASE...]
set -u

# The parsers are Debian's, which another python3 may not see.
for python in python3 /usr/bin/python3; do
	if "$python" -c 'import html5lib, lxml.etree, yaml' 2>/dev/null; then
		break
	fi
	python=
done
for tool in "${python:-/nothing}" cmark-gfm qpdf pdfinfo pdftotext pdflatex; do
	if ! command -v "$tool" >/dev/null; then
		echo "1..0 # SKIP needs python3 with html5lib, lxml and yaml, cmark-gfm, qpdf, poppler and pdflatex"
		exit 0
	fi
done
exec "$python" -B "$WATTLEAF_SRCDIR/tests/hostile/run.py" -j 2
