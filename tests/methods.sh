#!/bin/sh
# Methods on the command line: one, a list and all; what stands beside the
# emissions of electricity; what is refused. TAP.
set -u
# shellcheck source=tests/tests.sh
. "$WATTLEAF_SRCDIR/tests/tests.sh"

# run STATUS ARGUMENT...: what it says is in err
run()
{
	want=$1
	shift
	runs "$want" "$WATTLEAF" "$@"
}

# study INSIDE: a study of one model
study()
{
	printf '<study xmlns="urn:wattleaf:study:1" title="T" method="wattleaf">
<place grid="USA"/><model id="m" name="M">%s</model></study>\n' "$1" >study.xml
}

run8='<run time="24 h"><hardware device="v100-sxm2" count="8" power="250 W"/></run>'

study "$run8"
ok "a list of methods" run 0 report study.xml -q -o list \
	--method mlco2-2019,strubell-2019
ok "the comparison comes first" sh -c \
	'grep -n "^\*\*Table 1\.\*\* The same runs under each method" list/appendix.md'
ok "the first method is that of the report" reads list/appendix.md \
	'follow the method of ML CO2 Impact 2019' 'Strubell et al. 2019'
ok "the table on its own is that of the models" sh -c \
	'head -n 1 list/table.csv | grep "^model,"'
ok "the disclosure has both" sh -c \
	'grep -c "\"ratio\"" list/disclosure.json | grep -x 2'
ok "all methods" run 0 report study.xml -q -o all --method all
ok "the study's own is the first" reads all/appendix.md \
	'Emissions over those of the first row, wattleaf'
ok "an empty comparison leaves no trace" run 0 report study.xml -q -o one
ok "neither in the text" sh -c '! grep "under each method" one/appendix.md'
ok "nor in the diagnostics" sh -c '! grep chart-nothing one/disclosure.json'
ok "an unknown method is refused" run 4 report study.xml --method strubel-2019
ok "with names like it" reads err 'did you mean strubell-2019'
ok "in a list, too" run 4 report study.xml --method wattleaf,codecarbon
ok "explain shows each rounding" run 0 explain study.xml m.co2e \
	--method mlco2-2019
ok "as an operation" reads out 'to decimals: ' 'method/mlco2-2019/round_mass'
ok "explain takes one method" run 4 explain study.xml --method wattleaf,eco2ai

study "<functional-unit name=\"step\" count=\"1000\"/>$run8<run stage=\"tuning\" device-hours=\"1920 h\"><hardware device=\"v100-sxm2\" count=\"8\" power=\"250 W\"/></run>"
ok "stages and a functional unit" run 0 report study.xml -q -o stages
ok "the chart names the table of the models" reads stages/appendix.md \
	'of the models in Table 1.'
ok "stages are rows" reads stages/appendix.md 'final' 'tuning' 'All / final' \
	'11.0'
ok "the intensity per unit is said" reads stages/appendix.md \
	'software carbon intensity (ISO/IEC 21031) of M is' 'per step'
ok "embodied is a column of its own" reads stages/table.csv embodied_kg
study "$run8"
ok "embodied when asked" run 0 report study.xml -q -o embodied --embodied
ok "and a column" reads embodied/table.csv embodied_kg
ok "an intensity per unit without the unit" run 1 report study.xml -o sci --sci
ok "says what is missing" reads err '<functional-unit' '[sci-incomplete]'
study '<run flops="1e20 FLOP"><hardware device="v100-sxm2" count="8" power="250 W"/></run>'
ok "FLOP without a utilisation" run 1 report study.xml -o flops
ok "is not assumed" reads err '[flops-utilisation]'
study '<run time="1 h"><hardware device="tpu-v2" count="16"/><price device-hour="4.50 USD" unit="board"/></run>'
ok "a price of boards, hours of chips" run 3 report study.xml -q -o units
ok "names both" reads err 'that of a board' 'those of a chip' '[price-unit]'
done_testing
