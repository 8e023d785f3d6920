#!/bin/sh
# SVG in both forms, outlines and text: well-formed, nothing in it that runs
# or is fetched, small, and the same picture in every viewer. TAP; a viewer
# that is not installed is skipped.
set -u
. "$WATTLEAF_SRCDIR/tests/tests.sh"

study=$WATTLEAF_SRCDIR/samples/strubell-2019/study.xml

# Status 1: something in the study is not known.
report()
{
	"$WATTLEAF" report -q "$study" "$@"
	[ $? -le 1 ]
}

written()
{
	report --format svg,pdf,disclosure.json -o outline &&
	report --format svg --svg-text -o text &&
	[ "$(cat outline/*.svg | grep -c '<text')" -eq 0 ] &&
	[ "$(cat text/*.svg | grep -c '<path')" -eq 0 ] &&
	[ "$(cat text/*.svg | grep -c '<text')" -gt 90 ]
}

well_formed()
{
	xmllint --noout --nonet outline/*.svg text/*.svg
}

# References lead to glyphs of the same file; addresses are names of XML or
# what a person may click.
harmless()
{
	for file in outline/*.svg text/*.svg; do
		! grep -Eiq '<(script|style|image|iframe|object|foreignObject|set|animate|!DOCTYPE|!ENTITY|\?xml-)' "$file" &&
		! grep -Eiq ' on[a-z]+=|javascript:|data:|url\(|@import' \
		    "$file" &&
		! sed 's/<a xlink:href="\(http\|mailto\)[^"]*"//g' "$file" |
		    grep -Eq 'href="[^#]' || return 1
		grep -o '[a-z]*://[^"]*"' "$file" | sort -u | grep -v \
		    -e '^http://www.w3.org/2000/svg"$' \
		    -e '^http://www.w3.org/1999/xlink"$' && return 1
	done
	return 0
}

cat >data.py <<'END'
# What is in the metadata is what the disclosure says.
import json, sys, xml.etree.ElementTree as tree
models = json.load(open("outline/disclosure.json"))["models"]
name = "{http://www.w3.org/2000/svg}metadata"
for form in "outline", "text":
    data = {}
    for kind in "table", "chart":
        root = tree.parse("%s/%s.svg" % (form, kind)).getroot()
        data[kind] = json.loads(root.find(name).text)
    keys = [c["key"] for c in data["table"]["columns"]]
    units = {c["key"]: c.get("unit") for c in data["table"]["columns"]}
    rows = [dict(zip(keys, row)) for row in data["table"]["rows"]]
    assert len(rows) == len(models) == 8, rows
    assert units["co2e"] == "lb" and units["params"] is None, units
    for row, model in zip(rows, models):
        known = model["co2e_kg"]
        assert (row["co2e"] is None) == (known is None), row
        if known:
            pounds = known["value"] / 0.45359237
            assert abs(row["co2e"] / pounds - 1) < 1e-12, row
        assert row["params"] == model["params"], row
    chart = data["chart"]
    assert chart["x"]["scale"] == "log" and len(chart["rows"]) == 5
    values = sorted(d["x"] for d in chart["series"][0]["data"])
    known = sorted(r["co2e"] for r in rows if r["co2e"] is not None)
    assert values == known, values
    assert [r["x"] for r in chart["references"]] == [1984, 126000]
END

data_is_there()
{
	python3 data.py
}

size()
{
	wc -c <"$1"
}

# Of cairo's own SVG, which poppler writes, less than half; of outlines, text
# is less than a third.
small()
{
	for name in table chart; do
		pdftocairo -svg outline/$name.pdf cairo.svg || return 1
		size cairo.svg
		size outline/$name.svg
		size text/$name.svg
		[ $((2 * $(size outline/$name.svg))) -lt "$(size cairo.svg)" ] &&
		[ $((3 * $(size text/$name.svg))) -lt \
		    "$(size outline/$name.svg)" ] || return 1
	done
}

# Usage: draw VIEWER FOLDER NAME
draw()
{
	out=$1-$2-$3.png
	case $1 in
	rsvg) rsvg-convert -b white "$2/$3.svg" -o "$out" ;;
	chromium)
		chromium --headless --no-sandbox --disable-gpu \
		    --hide-scrollbars --user-data-dir="$PWD/profile" \
		    --window-size=620,400 --screenshot="$PWD/$out" \
		    "file://$PWD/$2/$3.svg" >chromium.log 2>&1
		[ -s "$out" ] || cat chromium.log ;;
	inkscape)
		inkscape --export-type=png --export-dpi=96 -b white \
		    -o "$out" "$2/$3.svg" >/dev/null 2>&1 ;;
	esac
	[ -s "$out" ]
}

alike()
{
	python3 "$WATTLEAF_SRCDIR/tests/picture.py" "$@"
}

# Notes are left out of text: only browsers know how to stretch a line.
same_in()
{
	draw "$1" outline "$2" && draw "$1" text "$2" &&
	alike rsvg-outline-$2.png "$1-outline-$2.png" 4 35 &&
	alike rsvg-outline-$2.png "$1-text-$2.png" 4 45 185
}

same_as_outlines()
{
	for name in table chart; do
		draw rsvg outline $name && draw rsvg text $name &&
		alike rsvg-outline-$name.png rsvg-text-$name.png 4 45 185 ||
		    return 1
	done
}

# What charts are made of: stacked bars and hatches, points with names, lines
# and bands, ranges.
many=$WATTLEAF_SRCDIR/samples/four-models/study.xml
kinds='stages score power cost'
charts_written()
{
	for kind in $kinds; do
		"$WATTLEAF" report -q "$many" --format svg --chart "$kind" \
		    -o charts-$kind
		[ $? -le 1 ] && mkdir -p outline &&
		mv charts-$kind/chart.svg outline/$kind.svg || return 1
	done
}

# Usage: kind_in VIEWER KIND
kind_in()
{
	draw rsvg outline "$2" && draw "$1" outline "$2" &&
	alike "rsvg-outline-$2.png" "$1-outline-$2.png" 4 35
}

change_is_seen()
{
	mkdir -p changed &&
	sed 's/>626,155</></' text/table.svg >changed/table.svg &&
	draw rsvg changed table &&
	! alike rsvg-text-table.png rsvg-changed-table.png 4 45 185
}

# Usage: seen_in VIEWER PROGRAM
seen_in()
{
	for name in table chart; do
		if ! command -v "$2" >/dev/null 2>&1; then
			skip "the same $name in $1" "no $2"
		else
			ok "the same $name in $1" same_in "$1" $name
		fi
	done
	for kind in $kinds; do
		if ! command -v "$2" >/dev/null 2>&1; then
			skip "the same chart of $kind in $1" "no $2"
		else
			ok "the same chart of $kind in $1" kind_in "$1" $kind
		fi
	done
}

ok 'both forms are written' written
ok 'nothing runs, nothing is fetched' harmless
ok 'the data are in the metadata' data_is_there
if command -v xmllint >/dev/null 2>&1; then
	ok 'both are well-formed' well_formed
else
	skip 'both are well-formed' 'no xmllint'
fi
if command -v pdftocairo >/dev/null 2>&1; then
	ok 'both are small' small
else
	skip 'both are small' 'no pdftocairo'
fi
if ! command -v rsvg-convert >/dev/null 2>&1; then
	skip 'the same picture' 'no rsvg-convert'
elif ! fc-list 2>/dev/null | grep -q 'Linux Libertine O'; then
	skip 'the same picture' 'the fonts are not installed for viewers'
else
	ok 'text looks as outlines do' same_as_outlines
	ok 'charts of other kinds are written' charts_written
	ok 'a number that is not there is seen' change_is_seen
	seen_in chromium chromium
	seen_in inkscape inkscape
fi
done_testing
