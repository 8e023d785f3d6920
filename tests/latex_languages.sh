#!/bin/sh
# Reports in a language as part of a paper in that language, whose packages
# make marks active: French ones before : ; ! ?, German ones the ". Every
# template is set, a study's own marks are printed as they are, nothing
# sticks out. TAP; skipped without TeX.
set -u
# shellcheck source=tests/tests.sh
. "$WATTLEAF_SRCDIR/tests/tests.sh"
# shellcheck source=tests/tex.sh
. "$WATTLEAF_SRCDIR/tests/tex.sh"

templates=$(cd "$WATTLEAF_DATADIR/templates" && ls -- *.md | sed 's/\.md$//')

# Marks that a language may have made active, in each place of a study.
cat >marks.xml <<'STUDY'
<study xmlns="urn:wattleaf:study:1" title="A: b; c! d? &quot;a&quot; &quot;= &quot;| `q' &lt;&lt;x&gt;&gt; ^o ~n" method="wattleaf">
  <place grid="FRA" year="2024" pue="1.25" intensity="500 (450..550) g/kWh"/>
  <model id="m" name="M: &quot;a; !b? &quot;-c" task="x: &quot;u&quot;; y!" params="110 M" url="https://example.org/a:b;c!d?e=&quot;f">
    <score metric="F1: &quot;a" dataset="d; &quot;o!" value="90"/>
    <run time="10 h" energy="100 kWh"><hardware device="a100-sxm4-80gb" count="8" cpu="c: &quot;s; z!"/></run>
    <run stage="tuning" time="1 h" energy="3 kWh"><hardware device="a100-sxm4-80gb" count="8"/></run>
    <note>Marks: "a" ; b ! c ? `d: "e"`</note>
  </model>
</study>
STUDY

# document STUDY LANGUAGE NAME: all templates of a study, NAME.tex; what
# stands before \begin{document} is read
document()
{
	{
		cat
		printf '%s\n' '\usepackage{booktabs}' '\usepackage{url}' \
		    '\begin{document}'
		for t in $templates; do
			"$WATTLEAF" report "$1" -q -l "$2" -t "$t" \
			    --format appendix.tex -o - >"$3-$t.tex" 2>err
			[ $? -le 1 ] || { cat err >&2; return 1; }
			printf '\\clearpage\\typeout{template %s}\\input{%s}\n' \
			    "$t" "$3-$t.tex"
		done
		printf '%s\n' '\end{document}'
	} >"$3.tex"
}

# prints ENGINE NAME TEXT...
prints()
{
	pdftotext -layout "$1-$2.pdf" "$2.txt" || return 1
	# straight marks are set as closing ones
	sed "s/\xe2\x80\x9d/\"/g" "$2.txt" |
	    tr -d ' \n\302\240\342\200\257' >"$2.flat"
	name=$2
	shift 2
	for text in "$@"; do
		grep -qF -e "$(printf %s "$text" | tr -d ' ')" "$name.flat" ||
			{ echo "not printed: $text"; return 1; }
	done
}

# paper ENGINE LANGUAGE NAME: a paper whose preamble is read
paper()
{
	cat >preamble
	for study in strubell-2019 four-models; do
		ok "$study in $2 is written" document \
		    "$WATTLEAF_SRCDIR/samples/$study" "$2" "$3-$study" <preamble
		ok "$1 with $3 sets all templates of $study" \
		    is_set "$1" "$3-$study"
		ok "... and nothing sticks out" is_clean "$1" "$3-$study"
	done
	ok "marks in $2 are written" document marks.xml "$2" "$3-marks" <preamble
	ok "$1 with $3 sets a study's marks" is_set "$1" "$3-marks"
	ok "... and prints them as they are" prints "$1" "$3-marks" \
	    'M: "a; !b? "-c' 'x: "u"; y!'
}

# needed ENGINE FILE: whether the paper can be set here
needed()
{
	command -v "$1" >/dev/null 2>&1 && kpsewhich "$2" >/dev/null 2>&1 &&
	    command -v pdftotext >/dev/null 2>&1
}

for engine in pdflatex lualatex; do
	encoding='\usepackage[T1]{fontenc}\usepackage{times}'
	[ $engine = pdflatex ] || encoding='\usepackage{fontspec}'
	for language in fr/french de/ngerman; do
		package=${language#*/}
		if needed $engine $package.ldf; then
			paper $engine "${language%/*}" $package <<-END
				\\documentclass{article}
				$encoding
				\\usepackage[$package]{babel}
			END
		else
			skip "$engine with babel-$package" "no $engine or $package"
		fi
	done
done
for package in ctex luatexja; do
	load='\usepackage{ctex}'
	[ $package = ctex ] || load='\usepackage{luatexja-fontspec}
\setmainjfont{FandolSong-Regular.otf}[BoldFont=FandolSong-Bold.otf]
\setsansjfont{FandolHei-Regular.otf}'
	if needed lualatex $package.sty &&
	    kpsewhich FandolSong-Regular.otf >/dev/null; then
		paper lualatex zh-CN $package <<-END
			\\documentclass{article}
			$load
		END
	else
		skip "lualatex with $package" "no $package or font"
	fi
done
done_testing
