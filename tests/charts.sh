#!/bin/sh
# Charts on the command line: which become files, in which outputs they
# stand, and what is said when a name is wrong. TAP.
set -u
# shellcheck source=tests/tests.sh
. "$WATTLEAF_SRCDIR/tests/tests.sh"

four=$WATTLEAF_SRCDIR/samples/four-models/study.xml
strubell=$WATTLEAF_SRCDIR/samples/strubell-2019/study.xml

# run STATUS ARGUMENT...: report ends so; what it says is in err
run()
{
	want=$1
	shift
	runs "$want" "$WATTLEAF" report "$@"
}

ok "charts are chosen by name" run 1 "$strubell" -o chosen -q \
	--chart cost,emissions,stages
ok "the first is chart, the others carry their name" sh -c \
	'ls chosen/chart.pdf chosen/chart-emissions.svg chosen/chart-stages.png &&
	! ls chosen/chart-cost.pdf 2>/dev/null'
ok "the first is what was asked for" grep -F 'Ranges of cost' chosen/chart.svg
ok "the prose points to the file of its chart" grep -F \
	'](chart-emissions.svg)' chosen/appendix.md
ok "and so does LaTeX" grep -F 'includegraphics{chart-emissions.pdf}' \
	chosen/appendix.tex

ok "a wrong name is refused" run 2 "$strubell" -o none --chart emisions
ok "with the nearest" err_says 'did you mean "emissions"?'
ok "and nothing is written" sh -c '! ls -d none* 2>/dev/null'
ok "a chart with nothing to show is a warning" run 1 "$strubell" -o empty \
	--chart power
ok "that says why" err_says '[chart-nothing]'
printf 'gpu,total_energy_consumption\n0,1000\n' >counter.csv
printf 'gpu,total_energy_consumption\n0,4600\n' >>counter.csv
ok "a log without times has no course of power" run 1 counter.csv -o empty \
	--chart power
ok "which is said of it" err_says \
	'counter.csv (amd-smi-csv): it states what whole runs used, not power over time'

cat >two.md <<'TEMPLATE'
# Two charts

```{chart emissions}
```

```{chart cost model=nas-p100}
```

```{chart cost}
```
TEMPLATE
ok "a template has many charts" run 1 "$strubell" -o two -q -t ./two.md
ok "each is a file" ls two/chart.svg two/chart-cost.svg two/chart-cost-2.svg
ok "each stands in the prose" sh -c \
	'[ "$(grep -c "](chart" two/appendix.md)" -eq 3 ]'
ok "each stands in the page" sh -c \
	'[ "$(grep -c "<svg" two/report.html)" -eq 3 ]'
ok "each is numbered in the report" sh -c \
	'pdftotext two/report.pdf - | grep -c "^Figure [123]\." | grep -x 3'
ok "one is of one model" sh -c \
	'grep -F "NAS" two/chart-cost.svg && ! grep -F "ELMo" two/chart-cost.svg'

ok "one of several goes to standard output by its name" run 1 "$strubell" \
	-q -t ./two.md --format chart.svg -o - --part chart-cost.svg
ok "and it is that one" cmp out two/chart-cost.svg
ok "without a name several are refused" run 2 "$strubell" -q -t ./two.md \
	--format chart.svg -o -
ok "and named" err_says 'these are 3: chart.svg, chart-cost.svg, chart-cost-2.svg'
ok "nothing is written" sh -c '! [ -s out ]'
ok "a wrong name is refused" run 2 "$strubell" -q -t ./two.md \
	--format chart.svg -o - --part chart-costs.svg
ok "with the nearest one" err_says 'did you mean "chart-cost.svg"?'
ok "a part of a folder is refused" run 2 "$strubell" -q -o none \
	--part chart.svg
ok "a report without charts says so" run 1 "$strubell" -t short \
	--format chart.svg -o -
ok "in words" err_says 'holds nothing for'
printf '# T\n\n```{chart emission}\n```\n' >bad.md
ok "a template's wrong chart is refused" run 3 "$strubell" -o none -t ./bad.md
ok "with its place" err_says './bad.md:3:11: error:'
ok "and the nearest name" err_says 'did you mean "emissions"?'
printf '# T\n\n```{chart cost modle=nas}\n```\n' >bad.md
ok "so is a wrong option" run 3 "$strubell" -o none -t ./bad.md
ok "with the right one" err_says 'did you mean "model=ID"?'
printf '# T\n\n```{chart cost model=nosuch}\n```\n' >bad.md
ok "so is a model that is not there" run 3 "$strubell" -o none -t ./bad.md

ok "power over time comes from the logs" run 1 "$four" -o power -q \
	--chart power
ok "with its mean" grep -F 'Line chart of power over time' power/chart.svg
ok "readers keep nothing when nobody asks" run 1 "$four" -o plain -q
ok "and the numbers are the same" cmp power/disclosure.json \
	plain/disclosure.json
awk 'BEGIN {
	print "time,power_w"
	for (i = 0; i < 60; i++)
		print 1700000000 + 10 * i "," 46296.3 + i % 7
}' >large.csv
cat >large.xml <<'END'
<study xmlns="urn:wattleaf:study:1" title="L"><place pue="1.2" intensity="400 g/kWh"/>
<model id="a" name="A"><run><log href="large.csv" columns="time=0,power=1,unit=W"/></run></model></study>
END
ok "much power is shown in kW" sh -c \
	'"$WATTLEAF" report large.xml -q -o large --chart power --svg-text
	grep "Power, kW" large/chart.svg &&
	grep "mean 46.3 kW, lowest 46.3 kW, highest 46.3 kW" large/chart.svg'
ok "all is as it was when done again" sh -c \
	'"$WATTLEAF" report "$1" -o again -q --chart power; diff -r power again' \
	sh "$four"
done_testing
