#!/bin/sh
# Every template in LaTeX, set by a real TeX: no error, no box that is too
# full, no character that the font has not. TAP; skipped without TeX.
set -u
# shellcheck source=tests/tests.sh
. "$WATTLEAF_SRCDIR/tests/tests.sh"
# shellcheck source=tests/tex.sh
. "$WATTLEAF_SRCDIR/tests/tex.sh"

templates=$(cd "$WATTLEAF_DATADIR/templates" && ls -- *.md | sed 's/\.md$//')

cat >hostile.xml <<'STUDY'
<study xmlns="urn:wattleaf:study:1" title="\input{/etc/passwd} $x$ 100% &amp; #1 ~^_{a}" method="wattleaf">
  <place grid="FRA" year="2024" pue="1.25" intensity="500 g/kWh"/>
  <model id="m" name="\textbf{x} \write18{id} a^^41 {} }{ %" task="\end{document}" params="110 M">
    <run time="10 h" energy="100 kWh"><hardware device="a100-sxm4-80gb" count="8" cpu="\csname end\endcsname &amp; $y"/></run>
    <note>`\end{document}` and \input{/etc/passwd}</note>
  </model>
</study>
STUDY

# document STUDY NAME: all templates of a study in one document, NAME.tex
document()
{
	parts "$@" >"$2.tex"
}

parts()
{
	printf '%s\n' '\documentclass{article}' '\usepackage{booktabs}' \
	    '\usepackage{url}' '\begin{document}'
	for t in $templates; do
		"$WATTLEAF" report "$1" -q -t "$t" --format appendix.tex \
		    -o - >"$2-$t.tex" 2>err
		[ $? -le 1 ] || return 1
		printf '\\clearpage\\typeout{template %s}\\input{%s}\n' \
		    "$t" "$2-$t.tex"
	done
	printf '%s\n' '\end{document}'
}

for name in strubell-2019 four-models; do
	ok "$name is written in LaTeX" document \
		"$WATTLEAF_SRCDIR/samples/$name/study.xml" "$name"
done
ok "a hostile study is written in LaTeX" document hostile.xml hostile

for engine in pdflatex lualatex; do
	if ! command -v $engine >/dev/null 2>&1 ||
	    ! kpsewhich booktabs.sty >/dev/null 2>&1; then
		skip "$engine sets all templates" "no $engine with booktabs"
		continue
	fi
	for name in strubell-2019 four-models hostile; do
		ok "$engine sets all templates of $name" is_set $engine $name
		[ $name = hostile ] ||
			ok "no box is too full in $name" is_clean $engine $name
	done
	# shellcheck disable=SC2016
	ok "nothing of a study is a command of $engine" sh -c \
		'pdftotext -layout "$1" - >hostile.txt &&
		grep -F "\\input{/etc/passwd}" hostile.txt &&
		grep -F "\\write18{id}" hostile.txt &&
		! grep "^root:" hostile.txt' sh $engine-hostile.pdf
done
done_testing
