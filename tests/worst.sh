#!/bin/sh
# The worst cases: every table and chart of studies that are hardest to print,
# at the width of a column and of a page; as PDF and as SVG they are the same
# picture. TAP.
set -u
# shellcheck source=tests/tests.sh
. "$WATTLEAF_SRCDIR/tests/tests.sh"

charts=emissions,bars,stages,breakdown,score,sensitivity,cost
python3 "$WATTLEAF_SRCDIR/tests/worst.py"

# What nothing is known of is said by status 1.
printed()
{
	"$WATTLEAF" report "$1.xml" -q --venue acl --width "$2" --total \
	    --chart $charts -o "$1-$2"
	[ $? -le 1 ] && [ -s "$1-$2/table.pdf" ] && [ -s "$1-$2/chart.pdf" ]
}

for study in one sixty long wide unknown equal zero; do
	for width in column full; do
		ok "$study is printed, $width width" printed $study $width
	done
done

# Usage: same STUDY: each picture of it, drawn by poppler and by librsvg
same()
{
	for file in "$1"-column/table.pdf "$1"-column/chart*.pdf; do
		name=${file%.pdf}
		pdftoppm -r 96 -png -singlefile "$file" pdf &&
		rsvg-convert -b white "$name.svg" -o svg.png &&
		python3 "$WATTLEAF_SRCDIR/tests/picture.py" pdf.png svg.png \
		    8 60 || { echo "$name"; return 1; }
	done
}

# where nothing is known there is next to nothing to compare
for study in one long wide equal zero; do
	if command -v pdftoppm >/dev/null 2>&1 &&
	    command -v rsvg-convert >/dev/null 2>&1; then
		ok "$study is the same as PDF and SVG" same $study
	else
		skip "$study is the same as PDF and SVG" \
		    'no pdftoppm, or no rsvg-convert'
	fi
done

# Usage: data STUDY CHART EXPRESSION: of the chart's data "c", in Python
data()
{
	python3 - "$1-column/$2.svg" "$3" <<'END'
import json, sys, xml.etree.ElementTree as tree
root = tree.parse(sys.argv[1]).getroot()
c = json.loads(root.find("{http://www.w3.org/2000/svg}metadata").text)
value = eval(sys.argv[2])
print(value)
sys.exit(0 if value else 1)
END
}

ok 'a range to zero ends there, not before' data zero chart-bars \
	'all(d["low"] == 0 for s in c["series"] for d in s["data"])'
ok 'a cost from nothing has no logarithmic scale' data zero chart-cost \
	'c["x"]["scale"] == "linear"'
ok 'one from 1 g to 1 Mt has' data wide chart 'c["x"]["scale"] == "log"'
ok 'what is known of nothing has no marks' data unknown chart \
	'all(d["x"] is None for s in c["series"] for d in s["data"])'
whole_total()
{
	pdftotext -layout one-column/table.pdf text && cat text &&
	grep -q '^ *Cloud compute cost, high.*USD *58\.4 *58\.4' text
}
if command -v pdftotext >/dev/null 2>&1; then
	ok 'a total of one model stands beside it' whole_total
else
	skip 'a total of one model stands beside it' 'no pdftotext'
fi
negative_ranges()
{
	printf '# T\n\n```{table scores}\n```\n' >scores.md
	"$WATTLEAF" report long.xml -q -t ./scores.md -o scores
	sed 's/\xc2\xa0/ /g' scores/appendix.md >text; cat text
	grep -q '| *−11,900 – −3,490 *|' text
}
ok 'a dash keeps away from a minus' negative_ranges
done_testing
