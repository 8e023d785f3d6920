#!/bin/sh
# How tables and texts are set: what stays on one line, what stands under
# what, and that nothing is cut at an edge. TAP.
set -u
. "$WATTLEAF_SRCDIR/tests/tests.sh"

python3 "$WATTLEAF_SRCDIR/tests/worst.py"
# shellcheck disable=SC2016 # a fence
printf '# T\n\n```{table scores}\n```\n' >scores.md

# Usage: made STATUS ARGUMENT...: a report with this exit status, in out/
made()
{
	wanted=$1
	shift
	rm -rf out
	"$WATTLEAF" report -q -o out "$@"
	[ $? -eq "$wanted" ]
}

# cairo clips to whole points where a size was set twice: the column of acl is
# 218.27 points wide
whole_edges()
{
	for study in zero equal; do
		made 0 $study.xml --venue acl --width column \
		    --format table.pdf,chart.pdf || return 1
		for file in table chart; do
			qpdf --qdf --object-streams=disable out/$file.pdf - |
			    grep -a ' re W n' && return 1
		done
	done
	true
}

# A number at the end of a line, its unit or its name on the next one.
torn()
{
	grep -Pzo '(^|[\n (–])[0-9][0-9.,]* *\n *(W|h|kWh|lb|kg|t|g/kWh|lb/kWh|USD/h|passenger|Person|passager|year)\b' "$1" ||
	grep -Pzo '\b(Table|Figure|Tabelle|Abbildung|tableau|PUE of|PUE von|PUE de|表|图) *\n *[0-9]' "$1" ||
	grep -Pzo '[0-9]– *\n *[0-9]' "$1"
}

# Usage: tied LANGUAGE: lines of the report, the table's notes and captions
tied()
{
	for study in strubell-2019 four-models; do
		for venue in acl neurips ieee; do
			made 1 "$WATTLEAF_SRCDIR/samples/$study" --lang "$1" \
			    --venue $venue --width column \
			    --format report.pdf,table.pdf 2>/dev/null || return 1
			for file in report table; do
				pdftotext -layout out/$file.pdf lines &&
				    ! torn lines | tr "\0" "\n" | grep . || return 1
				# copied and searched for as a plain blank
				! grep -q "$(printf '\302\240')" lines || return 1
			done
		done
	done
}

# No-break spaces in every format: U+00A0 in Markdown, HTML and SVG, "~" in LaTeX
tied_formats()
{
	made 1 "$WATTLEAF_SRCDIR/samples/strubell-2019" 2>/dev/null &&
	for file in appendix.md report.html; do
		grep -q "Table$(printf '\302\240')1\." out/$file &&
		grep -q "PUE of$(printf '\302\240')1\.58" out/$file || return 1
	done &&
	grep -q "1$(printf '\302\240')passenger" out/chart.svg &&
	grep -q 'Table~1\.' out/appendix.tex &&
	grep -q 'PUE of~1\.58' out/appendix.tex &&
	! grep -q "$(printf '\302\240')" out/disclosure.json
}

# Seven models alike in all but their names: neither by id nor by name
study_order()
{
	made 0 equal.xml -t ./scores.md --format appendix.md &&
	grep -o '^| E[0-9]' out/appendix.md | tr -d '| \n' >order &&
	[ "$(cat order)" = E0E1E2E3E4E5E6 ] &&
	sed 's/name="E\([0-6]\)"/name="F\1"/; s/name="F0"/name="Z"/' equal.xml >renamed.xml &&
	made 0 renamed.xml --format chart.svg --chart bars --svg-text &&
	grep -o '>[FZ][0-9]*<' out/chart.svg | tr -d '<>\n' >order &&
	[ "$(cat order)" = ZF1F2F3F4F5F6 ] || { cat order; return 1; }
}
# The scene of the table of STUDY in a column of VENUE
scene_of()
{
	"$WATTLEAF" report -q "$1".xml --total --venue "$2" --width column \
	    --dump=scene | awk '/^scene/ && n++ { exit } { print }' >scene
}

# Each range stands in the middle of its column, as the unit does
stacked_ranges()
{
	scene_of zero acl &&
	grep -F '"kg" middle' scene | sed 's/.* //' >units &&
	grep -E '"[0-9.,]+–[0-9.,]+" middle' scene | sed 's/.* //' >ranges &&
	[ "$(wc -l <ranges)" -eq 6 ] &&
	awk 'NR == FNR { unit = $1; next }
	    { off = $1 - unit; if (off * off > 0.001) exit 1 }' units ranges
}
ok 'ranges stand in the middle under their values' stacked_ranges

# A part with one end of the cost has both; all rules are as long
whole_groups()
{
	for venue in acl aaai ieee; do
		scene_of wide $venue &&
		awk '/^begin Table/ { low = high = 0; parts++ }
		    /"low"/ { low = 1 }
		    /"high"/ { high = 1 }
		    /^end Table/ && low != high { exit 1 }
		    / 0\.80$/ { split($2, from, ","); split($3, to, ",")
			print to[1] - from[1] > "lengths" }
		    END { if (parts < 3) exit 1 }' scene &&
		[ "$(sort -u lengths | wc -l)" -eq 1 ] || return 1
	done
}
ok 'parts are as wide as each other and tear no group' whole_groups
ok 'equal rows keep the order of the study' study_order

# Captions have the same pitch however many names of another script they list
captions_alike()
{
	{
		printf '<study xmlns="urn:wattleaf:study:1" title="T">'
		printf '<place pue="1.2" intensity="400 g/kWh"/>'
		printf '<model id="k" name="K"><run time="84 h"><hardware device="v100" count="8" power="250 W"/></run></model>'
		for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17; do
			printf '<model id="m%s" name="LongModelNameOfAnotherScript-%s"><run/></model>' $i $i
		done
		printf '</study>'
	} >names.xml
	"$WATTLEAF" report -q names.xml --lang zh --venue acl --format \
	    report.pdf --dump=scene 2>/dev/null | awk '
	    /^begin Caption/ { inside = 1; last = 0 }
	    /^end Caption/ { inside = 0 }
	    inside && /^text/ { split($2, at, ",")
		if (last && at[2] > last + 6) print at[2] - last
		if (!last || at[2] > last + 6) last = at[2] }' >pitches
	cat pitches
	[ "$(wc -l <pitches)" -ge 4 ] && awk '$1 < 14.5 { exit 1 }' pitches
}
ok 'Chinese captions are set alike' captions_alike

if command -v pdftotext >/dev/null 2>&1; then
	for language in en de fr zh; do
		ok "numbers stay with their units: $language" tied $language
	done
else
	skip 'numbers stay with their units' 'no pdftotext'
fi
ok 'no-break spaces in every format' tied_formats
if command -v qpdf >/dev/null 2>&1; then
	ok 'nothing is cut at the edge of a figure' whole_edges
else
	skip 'nothing is cut at the edge of a figure' 'no qpdf'
fi
done_testing
