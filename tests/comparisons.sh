#!/bin/sh
# What the reader chooses to compare with: equivalents, energy mixes, other
# places, scores. Golden numbers are those that the papers print. TAP.
set -u
# shellcheck source=tests/tests.sh
. "$WATTLEAF_SRCDIR/tests/tests.sh"

table3=$WATTLEAF_DATADIR/../samples/strubell-2019/study.xml
[ -r "$table3" ] || table3=$WATTLEAF_SRCDIR/samples/strubell-2019/study.xml

# run STATUS ARGUMENT...: what it says is in err
run()
{
	want=$1
	shift
	runs "$want" "$WATTLEAF" "$@"
}

not()
{
	! "$@" >/dev/null
}

# Strubell et al. 2019: 626,155 lb are 4.97 car lifetimes of 126,000 lb.
ok "equivalents that the reader chose" run 1 report "$table3" -q -o chosen \
	--equivalent car-lifetime,ga-flight-nyc-mel,codecarbon-car-km
ok "are told in their order" reads chosen/appendix.md \
	'is 4.97 times “Car, one lifetime with fuel” (126,000 lb), 123 times “Flight New York - Melbourne” (5,093 lb) or'
ok "each with digits of its own and its source" reads chosen/appendix.md \
	'“Car, km driven” (0.265 lb) [1] [2] [3].'
ok "those of the method are gone" not grep -q 'American life' chosen/appendix.md
ok "all are lines of the chart" run 1 report "$table3" --dump=document \
	--equivalent car-lifetime,ga-flight-nyc-mel,codecarbon-car-km
ok "three of them" sh -c 'grep -c "^ *reference" out | grep -x 3'
ok "an unknown equivalent" run 4 report "$table3" -q -o none \
	--equivalent car-lifetim
ok "has nearest candidates" reads err 'car-lifetime' '[catalog-unknown]'

# Nobody asked: nothing elsewhere, no mix; but scores, since two models have one.
ok "without being asked" run 1 report "$table3" -q -o plain
ok "there is no other place" not grep -q 'The same runs elsewhere' plain/appendix.md
ok "nor a mix" not grep -q 'Other or unstated' plain/appendix.md
ok "but what a score takes" reads plain/appendix.md \
	'BLEU on newstest2014 en-de (higher is better) against emissions' \
	'Left out, without this score or without known emissions: Transformer_base'
ok "the table on its own is that of the models" sh -c \
	'head -n 1 plain/table.csv | grep "^model,"'

ok "the same runs elsewhere" run 1 report "$table3" -q -o there \
	--regions fra,aws/us-east-1,wind,cooling
# 626,155 + 1,438 + 262 + 192 + 26 lb at 0.954 lb/kWh, then at 11 g/kWh
ok "have the study's energy under other factors" sh -c '
	grep "^| As accounted for (United States) *| 1.58 | *433 *| *658,357 | *628,072 | 1.00" \
		there/appendix.md &&
	grep "^| 100 % renewable: wind, onshore *| 1.58 | *11.0 | *658,357 | *15,966 | 0.0254" \
		there/appendix.md &&
	grep "^| Cooling as in the best fleet (Meta fleet) *| 1.08 | *433 *| *450,016 | *429,315 | 0.684" \
		there/appendix.md'
ok "each with its source" reads there/appendix.md \
	'PUE in place of the runs’ own:' 'Meta fleet, fleet of the provider, 2023 [' \
	'g/kWh (France, lifecycle generation,' 'wind onshore, lifecycle, 2014 ['
ok "those without energy are named" reads there/appendix.md \
	'Left out, since their energy is not known: GPT-2 (TPUv3×32).'
ok "in a chart of its own" test -s there/chart-regions.svg
ok "whose description tells all" reads there/appendix.md \
	'As accounted for, United States: 628,072 lb.' \
	'100 % renewable: wind, onshore: 15,966 lb.'
ok "an unknown place" run 4 report "$table3" -q -o none --regions fra,atlantis
ok "is named" reads err '"atlantis"' '[catalog-unknown]'
ok "a scenario that is misspelt" run 4 report "$table3" -q -o none \
	--regions coolin
ok "has the right one" reads err 'did you mean cooling'
ok "the default is the catalogue's" run 1 report "$table3" -q -o default \
	--regions default
ok "from the cleanest to the dirtiest" reads default/appendix.md \
	'(cleanest cloud region)' '(most carbon-intensive cloud region)' 'World'

printf 'table,id,name,value,unit,year\nscenario,hydro,Hydropower alone,fuel/ipcc-ar5-2014/hydro,text,2014\nscenario,site,Google as in 2021,pue/google/2021,text,2021\n' >own.csv
ok "scenarios of one's own" run 1 report "$table3" -q -o own --catalog own.csv \
	--regions hydro,site
ok "take rows of the catalogue" sh -c '
	grep "^| Hydropower alone *| 1.58 | *24.0 |" own/appendix.md &&
	grep "^| Google as in 2021 *| 1.10 | *433 *|" own/appendix.md'

# A template or --chart asks for it, too.
printf '# T\n\n```{table mix}\n```\n\n```{table regions}\n```\n\n```{table scores}\n```\n' >tables.md
ok "a template with the tables alone" run 1 report "$table3" -q -o tables \
	-t tables.md
ok "has them" reads tables/appendix.md 'United States, 2018' \
	'The same runs elsewhere' 'What a score takes'
ok "charts as files" run 1 report "$table3" -q -o charts --chart mix,regions
ok "are made" sh -c 'grep -q "renewable 17" charts/chart.svg &&
	grep -q "As accounted for" charts/chart-regions.svg'
ok "a mix that is not there" run 4 report "$table3" -q -o none --mix gogle
ok "has its candidate" reads err 'did you mean' 'gcp'

# Two metrics, one of which is better when lower; a model that is beaten.
cat >scores.xml <<'END'
<study xmlns="urn:wattleaf:study:1" title="S"><place intensity="400 g/kWh" pue="1"/>
<model id="a" name="A"><score metric="perplexity" value="20.5" better="lower"/><score metric="F1" value="90"/><run energy="100 kWh"/></model>
<model id="b" name="B"><score metric="perplexity" value="18" better="lower"/><score metric="F1" value="89"/><run energy="350 kWh"/></model>
<model id="c" name="C"><score metric="perplexity" value="19" better="lower"/><run energy="400 kWh"/></model>
<model id="d" name="D"><run energy="1 kWh"/></model></study>
END
ok "scores of two metrics" run 1 report scores.xml -q -o scores
# (350 - 100) kWh x 0.4 kg/kWh / 2.5
ok "make a table each" sh -c '
	grep "^| B *| *18.0 | *140.* | *2.5 | *40.0 |" scores/appendix.md &&
	grep "perplexity (lower is better)" scores/appendix.md &&
	grep "F1 (higher is better)" scores/appendix.md'
ok "with those that are beaten apart" reads scores/appendix.md \
	'On the Pareto front' 'Beaten in both'
ok "and the others named" reads scores/appendix.md \
	'without known emissions: D.' 'without known emissions: C, D.'

ok "and a chart each" sh -c '
	grep -q "Scatter plot of perplexity" scores/chart-score.svg &&
	grep -q "Scatter plot of F1" scores/chart-score-2.svg &&
	! grep -q "Scatter plot of F1" scores/chart-score.svg'
ok "one of which is chosen" run 1 report scores.xml -q -o f1 --metric F1
ok "with its table" sh -c '
	grep "F1 (higher is better)" f1/appendix.md &&
	! grep perplexity f1/appendix.md'
ok "and its chart" sh -c '
	grep -q "Scatter plot of F1" f1/chart-score.svg && ! ls f1/chart-score-2.svg'
ok "a chart of one says that there are others" sh -c '
	"$WATTLEAF" report scores.xml -v -t short -o one --chart score 2>err
	grep "shows perplexity; metric=NAME, or --metric, chooses another: F1" err'
ok "a template chooses, too" sh -c "
	printf '# T\n\n\`\`\`{chart score metric=F1}\n\`\`\`\n' >metric.md
	\"\$WATTLEAF\" report scores.xml -q -o own -t ./metric.md
	grep -q 'Scatter plot of F1' own/chart.svg"
many_beaten()
{
	{
		printf '<study xmlns="urn:wattleaf:study:1" title="M">'
		printf '<place intensity="400 g/kWh" pue="1"/>'
		for i in 1 2 3 4 5 6 7 8 9 10 11 12 13; do
			printf '<model id="m%d" name="M-%d">' $i $i
			printf '<score metric="F1" value="%d"/>' $((90 - i))
			printf '<run energy="%d kWh"/></model>' $((100 * i))
		done
		printf '</study>\n'
	} >many.xml
	"$WATTLEAF" report many.xml -q -o many
	reads many/appendix.md 'not listed, 12 models: M-2, M-3' &&
	    grep '^| M-1 *| *89 ' many/appendix.md &&
	    ! grep '^| M-2 *| *88 ' many/appendix.md
}
ok "many that are beaten are named under the table" many_beaten
ok "a score that nobody has" run 2 report scores.xml -q -o none --metric F2
ok "has its candidates" reads err 'there are perplexity, F1' 'did you mean "F1"'

for folder in plain there default scores chosen; do
	ok "the check takes the disclosure of $folder" sh -c \
		'"$WATTLEAF" check "$1/disclosure.json" >out 2>&1; s=$?
		cat out; [ $s -eq 0 ]' sh $folder
done
done_testing
