#!/bin/sh
# Reports in every language: no text is missing, no English is left, numbers
# and marks are those of the language, machines read the same in all. TAP.
set -u
# shellcheck source=tests/tests.sh
. "$WATTLEAF_SRCDIR/tests/tests.sh"

python=$(command -v python3) || python=
messages="$WATTLEAF_SRCDIR/tests/languages.py"

# The samples without what their authors wrote in English.
cat >strip.py <<'PYTHON'
import re, sys
text = open(sys.argv[1], encoding="utf-8").read()
text = re.sub(r"<note[ >].*?</note>", "", text, flags=re.S)
text = re.sub(r'(<study[^>]*?)title="[^"]*"', r'\1title="T"', text)
text = re.sub(r' (note|task)="[^"]*"', "", text)
open(sys.argv[2], "w", encoding="utf-8").write(text)
PYTHON

for sample in four-models strubell-2019; do
	cp -R "$WATTLEAF_SRCDIR/samples/$sample" . && chmod -R u+w "$sample"
	[ -z "$python" ] || "$python" strip.py \
	    "$WATTLEAF_SRCDIR/samples/$sample/study.xml" "$sample/study.xml"
done

# report DIR SAMPLE LANGUAGE [OPTION...]; status 1 says that a power is unknown
report()
{
	report_dir=$1
	report_study=$2
	report_lang=$3
	shift 3
	"$WATTLEAF" report "$report_study" -q --lang "$report_lang" \
	    -o "$report_dir" "$@" 2>err
	[ $? -le 1 ] || { cat err; return 1; }
}

all_of_it()
{
	report "$1-$2" "$1" "$2" --method all --regions default \
	    --mix default --sensitivity --embodied --total --group stage \
	    --chart emissions,bars,stages,breakdown,power,score,mix,cost \
	    --svg-text --format md,html,svg,tex,csv,json,pdf
}

# The appendix up to its references, the charts, the page.
no_english()
{
	sed '/^## \(Literatur\|Références\|参考文献\)$/,$d' \
	    "$1-$2/appendix.md" >said
	sed '/<h2>\(Literatur\|Références\|参考文献\)</,$d' \
	    "$1-$2/report.html" >>said
	cat "$1-$2"/*.svg >>said
	"$python" "$messages" left "$WATTLEAF_SRCDIR" "$2" <said
}

same_for_machines()
{
	report rows-en "$1" en --format csv &&
	    report "rows-$2" "$1" "$2" --format csv &&
	    cmp rows-en/table.csv "rows-$2/table.csv" &&
	    grep "\"language\": \"$2\"" "$1-$2/disclosure.json" &&
	    sed 's/"language": "[^"]*"/"language": "en"/' \
		"$1-$2/disclosure.json" | cmp - "$1-en/disclosure.json"
}

tagged()
{
	grep -F "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"$2\">" \
	    "$1-$2/report.html" &&
	    grep -F "lang=\"$2\" xml:lang=\"$2\"" "$1-$2/chart.svg" &&
	    grep -F "lang=\"$2\" xml:lang=\"$2\"" "$1-$2/table.svg" &&
	    qpdf --qdf --object-streams=disable "$1-$2/report.pdf" - |
		grep -a -F "/Lang ($2)"
}

if [ -n "$python" ]; then
	ok "every text is in every language, with its values" \
	    "$python" "$messages" check "$WATTLEAF_SRCDIR"
	ok "templates of each language ask for the same" \
	    "$python" "$messages" templates "$WATTLEAF_SRCDIR"
	echo 'The emissions are measured.' >english
	ok "English that is left is found" sh -c \
	    '! "$1" "$2" left "$3" de <english | grep -v emissions >left
	    grep measured left' sh "$python" "$messages" "$WATTLEAF_SRCDIR"
fi

for sample in four-models strubell-2019; do
	ok "$sample in en" all_of_it "$sample" en
	for tag in de fr zh-CN; do
		ok "$sample in $tag" all_of_it "$sample" "$tag"
		ok "$sample in $tag reads the same for machines" \
		    same_for_machines "$sample" "$tag"
		if [ -n "$python" ]; then
			ok "no English is left of $sample in $tag" \
			    no_english "$sample" "$tag"
		else
			skip "no English is left of $sample in $tag" "no python3"
		fi
	done
done
for tag in en de fr zh-CN; do
	if command -v qpdf >/dev/null; then
		ok "files say that they are in $tag" tagged four-models "$tag"
	else
		skip "files say that they are in $tag" "no qpdf"
	fi
done

# A study whose names are withheld, a part of a country, rows of the catalogue
named_by_us()
{
	cat >withheld.xml <<-'END'
	<study xmlns="urn:wattleaf:study:1" title="T"><model id="a" name="A">
	<place grid="NO-NO4" year="2024" pue="1.2"/><run time="84 h"><hardware
	device="v100" count="8" power="250 W"/></run></model></study>
	END
	"$WATTLEAF" report withheld.xml -q --lang "$1" --format appendix.md \
	    -o - >named.md &&
	"$WATTLEAF" report withheld.xml -q --lang "$1" --anonymous \
	    --format appendix.md -o - >withheld.md &&
	"$WATTLEAF" compare nas gpt-3 -q --lang "$1" --format table.md \
	    -o - >compared.md &&
	grep -F "$2" withheld.md && grep -F "$3" withheld.md &&
	grep -F "$4" named.md && grep -F "$5" compared.md &&
	! grep -E 'Anonymous|States \(part|Norway|zone 4 \(Northern' withheld.md named.md ||
	return 1
	! grep -E 'final training|architecture search|was measured' compared.md
}
ok "what is withheld and where it is, in German" named_by_us de \
    'Anonyme Studie' '(Teil' 'Zone 4 (Nordnorwegen)' Architektursuche
ok "in French" named_by_us fr 'Étude anonyme' '(partie' \
    'zone 4 (nord de la Norvège)' 'recherche d'
ok "in Chinese" named_by_us zh 匿名研究 '（第' '4 区（挪威北部）' 架构搜索

nb=$(printf '\302\240')
narrow=$(printf '\342\200\257')

# has FILE TEXT
has()
{
	grep -F -e "$2" "$1" || { head -c 2000 "$1"; return 1; }
}

report de strubell-2019 de
report fr strubell-2019 fr
report zh strubell-2019 zh
ok "German has a comma before decimals and points between thousands" \
    has de/table.md "12.041,51"
ok "French has a comma and narrow spaces" \
    has fr/table.md "12${narrow}041,51"
ok "Chinese has a point and commas" has zh/table.md "12,041.51"
# shellcheck disable=SC1111
ok "German quotes" has de/appendix.md "„Auto, eine Lebensdauer mit Kraftstoff“"
ok "French quotes with narrow spaces" has fr/appendix.md \
    "«${narrow}Voiture, durée de vie avec carburant${narrow}»"
ok "French has narrow spaces before its marks" \
    has fr/appendix.md "Énergie de l’installation${narrow}:"
ok "Chinese has marks of full width" has zh/appendix.md \
    "设施能耗：IT 能耗乘以 PUE 1.58（世界数据中心平均，2018 [1]）。"
ok "the currency stands where the language puts it" \
    has fr/appendix.md "USD/h"
report short strubell-2019 de -t short --format md
ok "an amount stands before its currency" \
    has short/appendix.md "3.259.893${nb}USD"
report card strubell-2019 fr -t climate-card --format md
ok "places are named in the language" has card/appendix.md "États-Unis"

# Tags of any form find their language.
finds()
{
	report found strubell-2019 "$1" --format table.md && cmp found/table.md "$2"
}
for asked in zh zh_CN zh-cn zh-Hans zh_CN.UTF-8; do
	ok "$asked is zh-CN" finds "$asked" zh/table.md
done
ok "de-AT is German" finds de-AT de/table.md
ok "de_CH.UTF-8@euro is German" finds de_CH.UTF-8@euro de/table.md
report en strubell-2019 en --format md
ok "en-GB is English" finds en-GB en/table.md

no_language()
{
	"$WATTLEAF" report strubell-2019 --lang "$1" -o x >out 2>err
	[ $? -eq 2 ] && [ ! -e x ] &&
	    has err "--lang=$1: reports are written in de, en, fr, zh-CN"
}
ok "a language that there is not lists those there are" no_language it
ok "so does one that is a path" no_language ../de
ok "so does an empty one" no_language ""

sed 's/lang="en"/lang="fr"/' strubell-2019/study.xml >fr.xml
ok "the study says its language" sh -c \
    '"$WATTLEAF" report fr.xml -q -o s --format table.md 2>err
    cmp s/table.md fr/table.md'
ok "--lang goes before the study" sh -c \
    '"$WATTLEAF" report fr.xml -q --lang de -o s --format table.md 2>err
    cmp s/table.md de/table.md'
sed 's/lang="en"/lang="tlh"/' strubell-2019/study.xml >tlh.xml
ok "one that a study asks for in vain is English, and said" sh -c \
    '"$WATTLEAF" report tlh.xml -o s --format html >out 2>err
    grep -F "tlh.xml:" err | grep -F "[language]" &&
    grep -F "lang=\"en\"" s/report.html'

# The venues' checklists are in the venues' words.
ok "a template in English alone says so" sh -c \
    '"$WATTLEAF" report strubell-2019 -v --lang de -t checklist-arr -o c \
	--format md >out 2>err
    grep -F "[language-template]" err && grep -F "Answer" c/appendix.md &&
    grep -F "658.357" c/appendix.md'
printf '# {{study.title}}\n\nOurs: {{totals.energy_kwh}}\n' >ours.md
ok "a template of one's own is taken as it is" sh -c \
    '"$WATTLEAF" report strubell-2019 -q --lang de -t ./ours.md -o c \
	--format md 2>err
    grep -F "Ours: ≥658.357" c/appendix.md'

# A table that is damaged is named.
cp -R "$WATTLEAF_DATADIR" data && chmod -R u+w data
printf 'english,text\nEnergy\n' >data/languages/de.csv
ok "a damaged table of a language is named" sh -c \
    'WATTLEAF_DATADIR=$PWD/data "$WATTLEAF" report strubell-2019 -q \
	--lang de -o d >out 2>err
    [ $? -eq 3 ] && grep -F "de.csv:2:" err && grep -F "[language-table]" err'
rm -rf data

# Every character is in a font, or is named with the font that lacks it.
cat >han.xml <<'STUDY'
<study xmlns="urn:wattleaf:study:1" title="大模型的能耗" method="wattleaf">
  <place grid="CHN" year="2023"/>
  <model id="a" name="模型甲"><run time="10 h" energy="100 kWh"/></model>
</study>
STUDY
ok "Chinese in an English report is set" sh -c \
    '"$WATTLEAF" report han.xml -q -o h --format pdf,svg 2>err'
if command -v pdftotext >/dev/null; then
	ok "and can be read from the PDF" sh -c \
	    'pdftotext h/report.pdf - | grep -F 模型甲'
	ok "a Chinese PDF holds its text" sh -c \
	    'pdftotext four-models-zh-CN/report.pdf - | tr -d "\n" |
	    grep -F "碳排放基于位置核算"'
fi
sed 's/模型甲/ยา/' han.xml >thai.xml
ok "a missing glyph is named with its family" sh -c \
    '"$WATTLEAF" report thai.xml -q -o t --format pdf >out 2>err
    [ $? -eq 5 ] && grep -F "U+0E22 in Linux Libertine O" err'
printf '%s' '<study xmlns="urn:wattleaf:study:1" title="T" method="wattleaf"><place grid="CHN"/><model id="a" name="𰻞"><run time="1 h" energy="1 kWh"/></model></study>' \
    >rare.xml
ok "so is one that no Chinese font has" sh -c \
    '"$WATTLEAF" report rare.xml -q -o t --format pdf >out 2>err
    [ $? -eq 5 ] && grep -F "U+30EDE in Noto S" err ||
    { [ ! -s err ] && [ -s t/report.pdf ]; }'

# LaTeX takes what is written for it.
# compiles ENGINE CLASS PACKAGES TAG
compiles()
{
	cat >"paper-$4.tex" <<TEX
\\documentclass{$2}
\\usepackage{booktabs}
\\usepackage{url}
$3
\\begin{document}
\\input{four-models-$4/appendix.tex}
\\input{four-models-$4/table.tex}
\\end{document}
TEX
	"$1" -interaction=nonstopmode -halt-on-error "paper-$4.tex" >tex.log 2>&1 ||
	    { tail -30 tex.log; return 1; }
	! grep -a "Missing character" tex.log "paper-$4.log"
}
for tag in de fr; do
	if command -v pdflatex >/dev/null; then
		ok "LaTeX compiles $tag" compiles pdflatex article "" "$tag"
	else
		skip "LaTeX compiles $tag" "no pdflatex"
	fi
done
if command -v lualatex >/dev/null && kpsewhich ctex.sty >/dev/null 2>&1 &&
    kpsewhich luatexja.sty >/dev/null 2>&1; then
	ok "LuaLaTeX compiles zh-CN with ctex" \
	    compiles lualatex article '\usepackage{ctex}' zh-CN
elif command -v xelatex >/dev/null && kpsewhich ctex.sty >/dev/null 2>&1; then
	ok "XeLaTeX compiles zh-CN with ctex" \
	    compiles xelatex article '\usepackage{ctex}' zh-CN
else
	skip "LaTeX compiles zh-CN" "no ctex"
fi
done_testing
