#!/bin/sh
# PDF, SVG and PNG seen by other programs. TAP; a test whose program is not
# installed is skipped.
set -u
. "$WATTLEAF_SRCDIR/tests/tests.sh"

pdf_is_sound()
{
	qpdf --check ink.pdf
}

# Two lines of heading; then name, type (words), encoding, emb, sub, uni.
fonts_are_embedded()
{
	pdffonts ink.pdf >fonts.txt && cat fonts.txt &&
	[ "$(sed 1,2d fonts.txt | wc -l)" -ge 7 ] &&
	! grep -q 'Type 3' fonts.txt &&
	! sed 1,2d fonts.txt | grep -qv ' yes yes yes '
}

pages_have_their_sizes()
{
	pdfinfo -f 1 -l 2 ink.pdf >info.txt && cat info.txt &&
	grep -q '^Page *1 size: *300 x 200 pts' info.txt &&
	grep -q '^Page *2 size: *200 x 120 pts' info.txt &&
	grep -q '^Tagged: *yes' info.txt &&
	grep -q '^PDF version: *1.7' info.txt &&
	grep -q '^Title: *Ti(t)le /CreationDate (x) 🌱 �' info.txt
}

text_comes_back()
{
	pdftotext -layout ink.pdf text.txt && cat text.txt &&
	for word in 'CO₂e' '1,415.78' '−3.5' 'P100×8 office' \
	    'fluffy affine' '≈ 10 µg' "<b>&amp;\"'" '—' 'Outside of leaves.' \
	    '626,155 lb' 'log scale'; do
		grep -qF -- "$word" text.txt || return 1
	done
}

structure_holds_all_text()
{
	pdfinfo -struct-text ink.pdf >struct.txt && cat struct.txt &&
	for line in Document Table TR TD TH: H1 'Note <note-1>' Link \
	    Figure:; do
		grep -q "^ *$line\\( (.*)\\)\\{0,1\\}\$" struct.txt || return 1
	done &&
	for word in 'CO₂e' '1,415.78' 'Outside of leaves.' example.org \
	    refused 'BERT' '626,155 lb'; do
		grep -qF -- "$word" struct.txt || return 1
	done
}

rules_of_access_hold()
{
	python3 "$WATTLEAF_SRCDIR/tests/pdf_structure.py" ink.pdf
}

# PDFBox's preflight knows PDF/A-1b alone: what part 3 allows is left aside.
preflight_finds_nothing()
{
	path=
	for jar in preflight pdfbox2 fontbox2 xmpbox commons-logging \
	    jaxb-api javax.activation; do
		path=$path:$jars/$jar.jar
	done
	java -cp "$path" org.apache.pdfbox.preflight.Validator_A1b ink.pdf \
	    >flight.txt 2>&1
	cat flight.txt
	grep -q '^7\.11\.2 : .*part must be 1' flight.txt &&
	! grep '^[0-9.]* : ' flight.txt | grep -v \
	    -e '^1\.2\.9 ' -e '^1\.4\.7 ' -e '^2\.2\.1 ' -e '^2\.1\.6 ' \
	    -e '^3\.1\.11 ' -e '^7\.11\.2 .*part must be 1' \
	    -e '^3\.1\.4 .*Charset entry is missing'
}

numbers_are_carried()
{
	pdfdetach -list ink.pdf | grep -q '^1: disclosure.json' &&
	pdfdetach -save 1 -o carried.json ink.pdf &&
	[ "$(cat carried.json)" = '{"a": "(x) \\ endstream"}' ]
}

bookmarks_are_there()
{
	qpdf --json ink.pdf | grep -q '"title": "Heading (one)"'
}

links_lead_to_the_web()
{
	pdfinfo -url ink.pdf >links.txt && cat links.txt &&
	grep -qF 'https://example.org/a%28b%29%27c%5Cd%20e' links.txt &&
	! grep -q javascript links.txt
}

svg_is_well_formed()
{
	xmllint --noout --nonet table.svg && xmllint --noout --nonet chart.svg
}

# Pages as gray pictures; renderers smooth edges each in its own
# way, but at most one dot in fifty may differ much.
svg_looks_as_pdf()
{
	page=$1
	rsvg-convert -f pdf -o "$2.pdf" "$2.svg" &&
	pdftoppm -gray -r 100 -f "$page" -l "$page" -singlefile ink.pdf \
	    "pdf-$2" &&
	pdftoppm -gray -r 100 -singlefile "$2.pdf" "svg-$2" &&
	[ "$(head -c 15 "pdf-$2.pgm" | sed -n 2p)" = \
	    "$(head -c 15 "svg-$2.pgm" | sed -n 2p)" ] &&
	cmp -l "pdf-$2.pgm" "svg-$2.pgm" | awk -v size="$(wc -c <"pdf-$2.pgm")" '
	    function octal(s) {
		return int(s / 100) * 64 + int(s / 10) % 10 * 8 + s % 10
	    }
	    {
		d = octal($2) - octal($3)
		if (d > 80 || d < -80)
			n++
	    }
	    END { print n + 0, "of", size; exit n * 50 > size }'
}

ok 'sample is written' "$(dirname "$WATTLEAF")/tests/ink_sample"
seen_by qpdf 'PDF is sound' pdf_is_sound
seen_by pdffonts 'fonts are embedded' fonts_are_embedded
seen_by pdfinfo 'pages have their sizes' pages_have_their_sizes
seen_by pdftotext 'text comes back' text_comes_back
seen_by pdfinfo 'structure holds all text' structure_holds_all_text
seen_by pdfinfo 'links lead to the web' links_lead_to_the_web
seen_by qpdf 'rules of access hold' rules_of_access_hold
seen_by pdfdetach 'numbers are carried' numbers_are_carried
seen_by qpdf 'bookmarks are there' bookmarks_are_there
jars=/usr/share/java
if [ -f $jars/preflight.jar ] && command -v java >/dev/null 2>&1; then
	ok 'preflight finds nothing' preflight_finds_nothing
else
	skip 'preflight finds nothing' 'no PDFBox preflight'
fi
seen_by xmllint 'SVG is well-formed' svg_is_well_formed
viewer=rsvg-convert
command -v pdftoppm >/dev/null 2>&1 || viewer=pdftoppm
seen_by $viewer 'table in SVG looks as in PDF' svg_looks_as_pdf 1 table
seen_by $viewer 'chart in SVG looks as in PDF' svg_looks_as_pdf 2 chart
done_testing
