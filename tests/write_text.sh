#!/bin/sh
# The text outputs seen by other programs. TAP; a test whose program is not
# installed is skipped.
set -u
. "$WATTLEAF_SRCDIR/tests/tests.sh"

html_is_well_formed()
{
	xmllint --noout --nonet plain-report.html hostile-report.html
}

# Well-formed is not enough: nothing strangers wrote may be an element.
html_holds_no_stranger()
{
	names='string(//*[local-name()="script" or local-name()="img"])'
	[ -z "$(xmllint --nonet --xpath "$names" hostile-report.html)" ] &&
	count='count(//*[local-name()="script" or local-name()="img"])' &&
	[ "$(xmllint --nonet --xpath "$count" hostile-report.html)" = 0 ] &&
	count='count(//@*[starts-with(name(), "on")])' &&
	[ "$(xmllint --nonet --xpath "$count" hostile-report.html)" = 0 ]
}

html_asks_nobody()
{
	! grep -E 'src=|url\(|@import|<link|<base|<iframe' plain-report.html \
	    hostile-report.html
}

# GitHub's parser: cells in rows, and text as it was.
pipe_table_is_read()
{
	cmark-gfm -e table -e autolink plain-table.md >plain.html &&
	cat plain.html &&
	[ "$(grep -c '<td' plain.html)" = 25 ] &&
	[ "$(grep -c '<th' plain.html)" = 6 ] &&
	grep -qF '<td align="right">1,438ᵃ</td>' plain.html
}

hostile_pipe_table_is_read()
{
	cmark-gfm --unsafe -e table -e autolink -e strikethrough \
	    hostile-appendix.md >hostile.html &&
	cat hostile.html &&
	[ "$(grep -c '<td' hostile.html)" = 75 ] &&
	grep -qF '<td>a|b $x$ ~s~</td>' hostile.html &&
	grep -qF '<td>&lt;script&gt;alert(1)&lt;/script&gt;</td>' \
	    hostile.html &&
	grep -qF '<td>*a* `b` **c** [d]</td>' hostile.html &&
	! grep -qE '<script|<em>|<del>|href="javascript' hostile.html
}

# Usage: latex PREFIX-NAME
latex()
{
	printf '%s\n' '\documentclass{article}' '\usepackage{booktabs}' \
	    '\usepackage{url}' '\begin{document}' "\\input{$1.tex}" \
	    '\end{document}' >"$1-document.tex" &&
	pdflatex -interaction=nonstopmode -halt-on-error -no-shell-escape \
	    "$1-document.tex"
}

latex_is_set()
{
	latex plain-appendix && latex plain-table
}

hostile_latex_is_set()
{
	latex hostile-appendix && latex hostile-table &&
	pdftotext -layout hostile-table-document.pdf hostile.txt &&
	grep -qF '\input{/etc/passwd}' hostile.txt &&
	grep -qF '}}\end{tabular}\write18{id}%' hostile.txt &&
	! grep -q '^root:' hostile.txt
}

# Usage: bibtex_reads PREFIX; every entry is read, no warning but of empty fields
bibtex_reads()
{
	printf '%s\n' '\citation{*}' '\bibstyle{plain}' \
	    "\\bibdata{$1-references}" >"$1.aux" &&
	bibtex "$1" && cat "$1.bbl"
}

bibtex_is_read()
{
	bibtex_reads plain && grep -qF '\bibitem{strubell2019}' plain.bbl &&
	grep -qF '\bibitem{iea2024}' plain.bbl && bibtex_reads hostile &&
	[ "$(grep -c '\\bibitem' hostile.bbl)" = 1 ]
}

json_is_read()
{
	for f in plain hostile; do
		python3 -c 'import json, sys; json.load(open(sys.argv[1], encoding="utf-8"))' \
		    "$f-disclosure.json" || return 1
	done
}

csv_is_read()
{
	python3 - <<-'END'
	import csv
	for name, width in ("plain", 7), ("hostile", 7):
	    rows = list(csv.reader(open(name + "-table.csv", newline="",
	                                encoding="utf-8")))
	    assert all(len(row) == width for row in rows), rows
	    assert not any(cell[:1] in "=+-@\t\r" for row in rows
	                   for cell in row if cell), rows
	END
}

ok 'samples are written' "$(dirname "$WATTLEAF")/tests/write_text_sample"
seen_by xmllint 'HTML is well-formed XML too' html_is_well_formed
seen_by xmllint 'HTML holds no element of strangers' html_holds_no_stranger
ok 'HTML asks no host for anything' html_asks_nobody
seen_by cmark-gfm 'pipe table is read' pipe_table_is_read
seen_by cmark-gfm 'hostile pipe table is read' hostile_pipe_table_is_read
setter=pdflatex
kpsewhich booktabs.sty >/dev/null 2>&1 || setter=booktabs.sty
seen_by $setter 'LaTeX is set' latex_is_set
seen_by $setter 'hostile LaTeX is set' hostile_latex_is_set
seen_by bibtex 'BibTeX is read' bibtex_is_read
seen_by python3 'JSON is read' json_is_read
seen_by python3 'CSV is read' csv_is_read
done_testing
