#!/bin/sh
# The table of models as it is asked for: columns, order, groups, totals; and
# as LaTeX sets it at the venues' widths. TAP.
set -u
. "$WATTLEAF_SRCDIR/tests/tests.sh"

samples=$WATTLEAF_SRCDIR/samples
cat >study.xml <<'END'
<study xmlns="urn:wattleaf:study:1" title="Stages" method="strubell-2019">
  <place grid="USA" year="2018"/>
  <model id="base" name="Ours_{base}">
    <run stage="final" time="12 h"><hardware device="v100" count="8" total-power="2400 W"/></run>
    <run stage="tuning" time="108 h"><hardware device="v100" count="8" total-power="2400 W"/></run>
  </model>
  <model id="big" name="Ours_{big}">
    <run stage="final" time="84 h"><hardware device="v100" count="8" total-power="2400 W"/></run>
    <run stage="failed" time="5 h"><hardware device="tpu-v2" count="8" unit="chip"/></run>
  </model>
  <model id="elmo" name="ELMo">
    <run time="336 h"><hardware device="p100" count="3" total-power="517.66 W"/></run>
  </model>
</study>
END

# Usage: table STUDY FORMAT OPTION...; what is incomplete is said, and no fault
table()
{
	study=$1 format=$2
	shift 2
	"$WATTLEAF" report "$study" -o - --format "table.$format" "$@" 2>err
	status=$?
	cat err >&2
	[ $status -le 1 ]
}

# Usage: column NUMBER STUDY OPTION...: that column of the CSV, on one line
column()
{
	number=$1 study=$2
	shift 2
	table "$study" csv "$@" | tr -d '\r' | cut -d, -f"$number" |
	    paste -sd' ' -
}

# Usage: is EXPECTED COMMAND...
is()
{
	expected=$1
	shift
	found=$("$@") && echo "$found" && [ "$found" = "$expected" ]
}

# Usage: refuses TEXT OPTION...: a usage error that says TEXT
refuses()
{
	text=$1
	shift
	"$WATTLEAF" report study.xml -o out "$@" 2>err
	[ $? = 2 ] && cat err && grep -qF -e "$text" err && [ ! -e out ]
}

ok 'columns are chosen, names of disclosure.json too' is \
	'model,co2e_lb,params,it_energy_kwh' \
	sh -c "tr -d '\r' | head -n 1" <<-END
	$(table "$samples/strubell-2019" csv \
	    --columns co2e_kg,params,it_energy 2>/dev/null)
	END
ok 'a cost may be of two columns' is 'model,cost_low_usd,cost_high_usd' \
	sh -c "tr -d '\r' | head -n 1" <<-END
	$(table study.xml csv --columns cost 2>/dev/null)
	END
# 0.954 lb/kWh x 1.58 x (8 x ... W) of each: NAS most, unknown ones last
ok 'rows are sorted down, what is not known last' is \
	'model NAS BERT_base ELMo Transformer_big Transformer_base BERT_base NAS GPT-2' \
	column 1 "$samples/strubell-2019" --sort co2e:desc
ok 'and up, what is not known last again' is \
	'model Transformer_base Transformer_big ELMo BERT_base NAS BERT_base NAS GPT-2' \
	column 1 "$samples/strubell-2019" --sort co2e
ok 'by a cost of two ends' is \
	'model Transformer_base Transformer_big ELMo BERT_base BERT_base GPT-2 NAS NAS' \
	column 1 "$samples/strubell-2019" --sort cost
ok 'an unknown column has a nearest name' refuses 'did you mean "energy"?' \
	--columns enrgy
ok 'to sort by too' refuses 'did you mean "co2e"?' --sort co2
ok 'an order is asc or desc' refuses 'asc or desc' --sort co2e:down
ok 'a group is one of three' refuses 'stage, family or none' --group models

ok 'stages group the runs' is \
	'group Final runs Final runs Final runs Tuning Failed runs' \
	column 1 study.xml --group stage
ok 'with their own hours' is 'time_h 12 84 336 108 5' \
	column 5 study.xml --group stage
ok 'and their own hardware' is \
	'hardware V100×8 V100×8 P100×3 V100×8 TPUv2×8' \
	column 3 study.xml --group stage
ok 'a heading stays above what is sorted' is \
	'model Ours_big ELMo Ours_base Ours_base Ours_big' \
	column 2 study.xml --group stage --sort energy:desc
ok 'families group the models' is \
	'group Transformer Transformer BERT BERT NAS NAS Other models Other models' \
	column 1 "$samples/strubell-2019" --group family

# 1.58 x 2.4 kW x (12 + 108 + 84) h + 1.58 x 0.51766 kW x 336 h = 1,048.4 kWh
total_says_at_least()
{
	table study.xml md --total >total.md && cat total.md &&
	grep -q '^| \*\*Total\*\*.*≥1,048 ' total.md &&
	grep -q '^- ≥ At least' total.md
}
ok 'a total over an unknown part says at least' total_says_at_least
# the second BERT and the second NAS are not counted: 12 + 84 + 336 + 79.2 + 274,120 + 168
ok 'and counts a model once' is 274799.2 \
	sh -c 'tail -n 1 | cut -d, -f5' <<-END
	$(table "$samples/strubell-2019" csv --total 2>/dev/null)
	END

# An energy of 100 kWh +-4, one of 200 kWh +30 -10, one of 40 kWh without a
# range, at 500 g/kWh: 50 kg +-2, 100 kg +15 -5, 20 kg.
cat >ranges.xml <<'END'
<study xmlns="urn:wattleaf:study:1" title="Ranges" method="wattleaf">
  <place pue="1" intensity="500 g/kWh"/>
  <model id="a" name="A"><run energy="100 (96..104) kWh"/></model>
  <model id="b" name="B"><run energy="200 (190..230) kWh"/></model>
  <model id="c" name="C"><run energy="40 kWh"/></model>
</study>
END
# Usage: cells FORM: energy and emissions of the three models, as Markdown has them
cells()
{
	table ranges.xml md --ranges "$1" --columns energy,co2e 2>/dev/null |
	    sed -n 's/^| [ABC] *|//p' | tr -s '| ' ' ' | paste -sd';' -
}
ok 'one-number form' is \
	' 100 50.0 ; 200 100 ; 40.0 20.0 ' cells none
ok 'symmetric ranges behind ±, others with their sides' is \
	' 100 ± 4 50.0 ± 2.0 ; 200 +30/−10 100 +15/−5 ; 40.0 20.0 ' \
	sh -c 'tr -s " " | sed "s/^;//"' <<-END
	$(cells pm | sed 's/\xc2\xa0/ /g')
	END
ok 'ranges in brackets' is \
	' 100 (96–104) 50.0 (48.0–52.0) ; 200 (190–230) 100 (95–115) ; 40.0 20.0 ' \
	cells both
ok 'low and high are columns of the CSV' is \
	'model,energy_kwh,energy_low_kwh,energy_high_kwh;A,100,96,104;B,200,190,230;C,40,,' \
	sh -c "tr -d '\r' | paste -sd';' -" <<-END
	$(table ranges.xml csv --ranges pm --columns energy 2>/dev/null)
	END
ok 'a form is one of four' refuses 'did you mean "pm"?' --ranges pn
# each number begins one digit further left than that with a digit less before its mark
decimal_marks()
{
	"$WATTLEAF" report ranges.xml -q --ranges pm --columns energy,co2e \
	    --format table.pdf -o pm
	pdftotext -bbox pm/table.pdf words.html
	xs=$(sed -n 's/.*xMin="\([0-9]*\)\.[0-9]*" .*>\(50\|20\)\.0<.*/\1/p' words.html)
	[ "$(echo "$xs" | sort -u | wc -l)" = 1 ] && [ -n "$xs" ] || return 1
	xs=$(sed -n 's/.*xMin="\([0-9]*\)\.[0-9]*" .*>[12]00<.*/\1/p' words.html)
	[ "$(echo "$xs" | sort -u | wc -l)" = 2 ]
}
ok 'the values stand at their decimal marks' decimal_marks
printf '# T\n\n```{table models ranges=pm columns=co2e sort=co2e:desc total caption="What we found" layout=turned}\n```\n' >t.md
template_asks()
{
	"$WATTLEAF" report ranges.xml -q -t ./t.md -o asked
	grep -q 'What we found' asked/table.svg || return 1
	sed 's/\xc2\xa0/ /g' asked/appendix.md >text; cat text
	grep -A1 '^| B .*100 +15/−5 *|$' text | grep '^| A .*50.0 ± 2.0 *|$'
}
ok 'a template asks for a table' template_asks
ok 'the command line comes first' is 'model,energy_kwh;A,100;B,200;C,40' \
	sh -c "tr -d '\r' | paste -sd';' -" <<-END
	$(table ranges.xml csv -t ./t.md --columns energy --sort model \
	    --ranges none 2>/dev/null | grep -v Total)
	END
# Usage: mends FENCE EXPECTED: a directive that is refused with its place
mends()
{
	printf '# T\n\n```{%s}\n```\n' "$1" >bad.md
	! "$WATTLEAF" report ranges.xml -q -t ./bad.md -o out 2>err &&
	cat err && grep -qF -e "$2" err && [ ! -e out ]
}
ok 'an unknown option has its place and the nearest name' mends \
	'table models total colums=energy' \
	'bad.md:3:24: error: unknown directive in the template: there is no option of a table "colums"; did you mean "columns=LIST"?'
ok 'so has an unknown column' mends 'table models columns=energy,cop2e' \
	'bad.md:3:18: error: unknown directive in the template: columns=energy,cop2e: "cop2e" is no column of the table, did you mean "co2e"?'
ok 'so has an unknown layout' mends 'table regions layout=turnd' \
	'bad.md:3:19: error: unknown directive in the template: layout=turnd: it must be any, plain, brief, common, turned, stacked or parts; did you mean "turned"?'
ok 'an option needs its value' mends 'table models caption' \
	'caption needs its TEXT: caption=TEXT'
ok 'a flag has none' mends 'table models total=yes' 'total stands alone'

in_parts()
{
	"$WATTLEAF" report "$samples/strubell-2019" --width 100bp \
	    -o narrow --format table.pdf --quiet
	[ $? -le 1 ] && pdfinfo narrow/table.pdf | grep 'Page size: *100 x' &&
	pdftotext narrow/table.pdf - | grep 3,201,722
}
ok 'a hundred points take a table in parts' in_parts

# Usage: set_in ENGINE PREAMBLE VENUE WIDTH POINTS STUDY: no overfull box
set_in()
{
	{
		printf '%s\n' '\documentclass{article}' \
		    '\usepackage{booktabs}' "$2" \
		    "\\setlength{\\textwidth}{${5}bp}" \
		    '\setlength{\hsize}{\textwidth}' \
		    '\setlength{\columnwidth}{\textwidth}' \
		    '\setlength{\linewidth}{\textwidth}' \
		    '\setlength{\textheight}{25cm}' \
		    '\setlength{\parindent}{0pt}\pagestyle{empty}' \
		    '\begin{document}' '\input{latex}' '\end{document}'
	} >document.tex
	# shellcheck disable=SC2086 # options
	table "$6" tex --venue "$3" --width "$4" $extra >latex.tex 2>err ||
	    return 1
	"$1" -interaction=nonstopmode -halt-on-error -no-shell-escape \
	    document.tex >log || { tail -n 20 log; return 1; }
	! grep 'Overfull .hbox' log
}

# Usage: sets ENGINE PREAMBLE VENUE WIDTH
sets()
{
	field=4
	[ "$4" = full ] && field=5
	points=$(sed 's/"[^"]*"/-/g' "$WATTLEAF_SRCDIR/templates/venues.csv" |
	    awk -F, -v id="$3" -v n=$field '$1 == id { print $n }')
	for study in "$samples/strubell-2019/study.xml" study.xml; do
		set_in "$1" "$2" "$3" "$4" "$points" "$study" || return 1
	done
}

# Usage: latex ENGINE VENUE WIDTH PREAMBLE FILE...: FILEs are those of TeX that it needs
latex()
{
	name="$1 sets a table of $2, $3 width, without an overfull box"
	engine=$1 venue=$2 width=$3 preamble=$4
	shift 4
	for file in booktabs.sty "$@"; do
		command -v "$engine" >/dev/null 2>&1 || file=$engine
		kpsewhich "$file" >/dev/null 2>&1 && continue
		skip "$name" "no $file"
		return
	done
	ok "$name" sets "$engine" "$preamble" "$venue" "$width"
}

times='\usepackage{times}'
extra=
for venue in acl icml aaai ieee; do
	latex pdflatex $venue column "$times" times.sty ptmr7t.tfm
done
latex pdflatex acl full "$times" times.sty ptmr7t.tfm
latex pdflatex neurips column "$times" times.sty ptmr7t.tfm
latex pdflatex springer column ''
extra='--ranges pm --method wattleaf'
latex pdflatex acl column "$times" times.sty ptmr7t.tfm
extra=
latex pdflatex a4 full ''
latex lualatex springer column '' lmroman10-regular.otf
latex lualatex acl column \
	'\usepackage{fontspec}\setmainfont{texgyretermes-regular.otf}' \
	fontspec.sty texgyretermes-regular.otf
done_testing
