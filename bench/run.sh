#!/bin/sh
# Wall time of the main job and of start-up alone, beside what a process
# costs (true) and beside gnuplot drawing one comparable chart. Runs are
# interleaved, so that a machine that slows down slows all alike; medians
# are printed. BENCH_ROUNDS says how many (31).
set -eu

source=${WATTLEAF_SRCDIR:-$(cd "$(dirname "$0")/.." && pwd)}
program=${WATTLEAF:-$source/build/wattleaf}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
study=$source/samples/strubell-2019/study.xml

if [ ! -x "$program" ]; then
	echo "bench: no program at $program: build it first" >&2
	exit 1
fi
{
	printf 'true\ttrue\n'
	printf 'wattleaf --version\t%s\t--version\n' "$program"
	printf 'wattleaf report, all outputs\t%s\treport\t%s\t-o\t%s\n' \
	    "$program" "$study" "$work/report"
	if command -v gnuplot >/dev/null; then
		printf 'gnuplot, one chart\tgnuplot\t-e\t%s\t%s\n' \
		    "count=1; formats='pdf'; folder='$work'" \
		    "$source/bench/specimen.gp"
	fi
} >"$work/jobs"
perl "$source/bench/time.pl" "${BENCH_ROUNDS:-31}" <"$work/jobs"
if command -v gnuplot >/dev/null; then
	gnuplot --version
else
	echo "gnuplot is missing (Debian package gnuplot-nox): not compared"
fi
