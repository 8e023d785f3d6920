#!/bin/sh
# Drawing measured beside what else draws: the table and the chart of a
# sample study, with ranges, values, labels and reference lines, as PDF and
# SVG, by a process of their own and one after the other in one process;
# the whole report; all with no font cache; and the parts: what completing
# report.pdf adds, and what the least PDF takes. All of a group run in turn.
# BENCH_ROUNDS says how many rounds (11). BENCH_INSTALL=yes installs the
# other programs first (Debian packages, as root).
set -eu

source=${WATTLEAF_SRCDIR:-$(cd "$(dirname "$0")/.." && pwd)}
program=${WATTLEAF:-$source/build/wattleaf}
draw=${WATTLEAF_BENCH:-$source/build/bench}/draw
WATTLEAF_DATADIR=${WATTLEAF_DATADIR:-$source/build/data}
export WATTLEAF_DATADIR
rounds=${BENCH_ROUNDS:-11}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. "$source/bench/peers.sh"

# ours OUTPUTS: a report of its own, and one process that draws
ours()
{
	job "wattleaf report" 1 "$program" report "$study" --chart emissions \
	    --format "$1" --output "$work/out"
	job "wattleaf, its drawing alone" 1,21 "$draw" @COUNT@ "$1" "$work" \
	    "$study"
}

# cold WORD...: with fonts of the system that no cache knows
cold()
{
	name=$1
	shift
	job "$name" 1 env "FONTCONFIG_FILE=$work/cold.conf" \
	    "XDG_CACHE_HOME=$work/none" "HOME=$work/none" "$@"
}

cold_fonts()
{
	cat >"$work/cold.conf" <<-END
	<?xml version="1.0"?>
	<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
	<fontconfig><dir>/usr/share/fonts</dir>
	<cachedir>/nonexistent/fontconfig</cachedir></fontconfig>
	END
	job "wattleaf report, as it is" 1 "$program" report "$study" \
	    --chart emissions --format chart.pdf --output "$work/out"
	cold "wattleaf report, no cache" "$program" report "$study" \
	    --chart emissions --format chart.pdf --output "$work/out"
	if has gnuplot; then
		cold "gnuplot, no cache" gnuplot -e "count=1; formats='pdf'; \
folder='$work'" "$source/bench/specimen.gp"
	fi
	measure 'A chart as PDF with no font cache'
}

parts()
{
	job 'three lines of text, PDF' 1,21 "$draw" @COUNT@ words "$work" \
	    "$study"
	for outputs in chart.pdf table.pdf chart.svg table.svg chart.png \
	    pages report.pdf; do
		job "$outputs" 1,21 "$draw" @COUNT@ "$outputs" "$work" \
		    "$study"
	done
	job 'three lines of text, anew' 1,21 "$draw" @COUNT@ words "$work" \
	    "$study" fresh
	job 'table and chart, anew' 1,21 "$draw" @COUNT@ \
	    table.pdf,table.svg,chart.pdf,chart.svg "$work" "$study" fresh
	measure 'Parts, in one process ("anew": fonts opened for each)'
}

for tool in "$program" "$draw"; do
	if [ ! -x "$tool" ]; then
		echo "bench: no program at $tool: build it first" >&2
		exit 1
	fi
done
[ "${BENCH_INSTALL:-no}" != yes ] || install_peers

# The sample with a range of PUE and of intensity, for ranges to draw.
study=$work/study.xml
sed 's#<place grid="USA" year="2018"/>#<place grid="USA" year="2018" pue="1.58 (1.10..1.67)" intensity="0.954 (0.74..1.15) lb/kWh"/>#' \
    "$source/samples/strubell-2019/study.xml" >"$study"
grep -q '1.10..1.67' "$study"
machine
find_peers

ours table.pdf,table.svg,chart.pdf,chart.svg
peers 'pdf svg' 'chart table'
measure 'Table and chart as PDF and SVG'
ours chart.pdf
peers pdf chart
measure 'The chart as PDF'
ours chart.svg
job "wattleaf, text left as text" 1,21 "$draw" @COUNT@ chart.svg "$work" \
    "$study" text
peers svg chart
measure 'The chart as SVG'
job 'wattleaf report, every output' 1 "$program" report \
    "$source/samples/strubell-2019/study.xml" --output "$work/out"
job 'true' 1 true
job 'wattleaf --version' 1 "$program" --version
measure 'The whole report'
cold_fonts
parts
