#!/bin/sh
# Digests of logs: cut anywhere, joined in any order, they say what the log
# whole says, to the last bit; what can't be joined is not, and what was
# edited is refused. python3 makes the logs, cuts and compares.
# shellcheck source=tests/tests.sh
. "$WATTLEAF_SRCDIR/tests/tests.sh"

if ! command -v python3 >/dev/null; then
	skip "digests of parts of a log" "no python3"
	done_testing
fi

inspect()
{
	"$WATTLEAF" inspect "$@" </dev/null
}

ok "logs of several formats" python3 "$WATTLEAF_SRCDIR/tests/partial.py" make

# cuts LOG HEADER-LINES [OPTION...]: many cuts of the log
cuts()
{
	python3 "$WATTLEAF_SRCDIR/tests/partial.py" cut "$WATTLEAF" "$@"
}

ok "nvidia-smi, devices by index, gaps, stamps that repeat" cuts smi.csv 1
ok "nvidia-smi without a header, devices by uuid" cuts bare.csv 0
ok "nvidia-smi dmon" cuts dmon.txt 2
ok "a table with its columns named" cuts mine.csv 0 \
	--columns time=0,power=1,unit=W
ok "a counter of two devices that is set back" cuts counter.csv 0 \
	--columns time=0,device=1,energy=2,unit=J
ok "events of wandb" cuts wandb-events.jsonl 0
ok "DCGM's scrapes" cuts scrapes.prom 1
ok "ipmitool's blocks" cuts ipmi.txt 0
real=$WATTLEAF_SHARED/real/nvidia-smi-query-csv
n=0
for log in "$real"/*; do
	[ -f "$log" ] && [ $n -lt 6 ] || continue
	inspect --json "$log" 2>/dev/null | grep -q '"kind": "sampled"' &&
	    inspect --json "$log" 2>/dev/null | grep -q '"start": "' &&
	    [ "$(wc -l <"$log")" -lt 20000 ] || continue
	cp "$log" "real-$n.csv"
	header=$(head -n 1 "$log" | grep -c timestamp)
	ok "a real log of nvidia-smi" cuts "real-$n.csv" "$header"
	n=$((n + 1))
done
[ $n -gt 0 ] || skip "real logs of nvidia-smi" "none is here"

# What a person knows by hand: 100 W to 300 W in an hour are 200 Wh, then an
# hour at 300 W; the seam between the parts is the second hour.
head='timestamp, index, power.draw [W]'
printf '%s\n' "$head" '2026/01/01 00:00:00.000, 0, 100.00 W' \
	'2026/01/01 01:00:00.000, 0, 300.00 W' >power-0001.csv
printf '%s\n' "$head" '2026/01/01 02:00:00.000, 0, 300.00 W' >power-0002.csv
ok "a digest of each part" sh -c '
	"$WATTLEAF" inspect --partial power-0001.csv -o power-0001.json &&
	"$WATTLEAF" inspect --partial power-0002.csv -o power-0002.json'
joined()
{
	inspect --json "$@" >said 2>err && cat said err &&
	    grep -q '"energy_kwh": 0.5,' said &&
	    grep -q '"rows": 3,' said && [ "$(grep -c '"file"' said)" -eq 1 ]
}
ok "together they have the hour between them" joined power-0001.json \
	power-0002.json
ok "in any order" joined power-0002.json power-0001.json
ok "a part that is there twice counts once" joined power-0001.json \
	power-0002.json power-0001.json
cp power-0001.csv again.csv && inspect --partial again.csv >again.json
ok "by its sum, not by its name" joined again.json power-0001.json \
	power-0002.json
ok "a digest keeps the sum of its log" sh -c '
	grep -c "$(sha256sum <power-0001.csv | cut -d " " -f 1)" power-0001.json |
	grep -x 1'
ok "digests join to a digest" sh -c '
	"$WATTLEAF" inspect --partial power-0002.json power-0001.json -o power.json &&
	"$WATTLEAF" inspect --partial power-000?.csv -o logs.json &&
	cmp power.json logs.json'
ok "which is a log like any other" joined power.json
gzip -k power-0001.csv
ok "packed logs, too, and standard input" sh -c '
	zcat power-0001.csv.gz | "$WATTLEAF" inspect --partial - >in.json &&
	"$WATTLEAF" inspect --partial power-0001.csv.gz -o packed.json &&
	grep "\"sha256\": null" in.json &&
	for f in in packed; do
		"$WATTLEAF" inspect --json $f.json power-0002.json |
		grep -c "\"energy_kwh\": 0.5," || exit 1
	done'

# Studies.
study()
{
	mkdir -p "$1"
	cp ./*.csv ./*.json "$1"
	{
		echo '<study xmlns="urn:wattleaf:study:1" title="T"><place pue="1" intensity="400 g/kWh"/>'
		echo "<model id='m' name='M'><run $2><hardware device='v100-sxm2-32gb' count='1'/>"
		for log in $3; do echo "<log href='$log' role='power'/>"; done
		echo '</run></model></study>'
	} >"$1/study.xml"
	"$WATTLEAF" report "$1" -q -f table.csv -o "$1/out" >"$1/said" 2>&1
	cat "$1/said"
	[ -f "$1/out/table.csv" ]
}
cat power-0001.csv >whole.csv && tail -n 1 power-0002.csv >>whole.csv
same_study()
{
	study a "$1" whole.csv
	study b "$1" "power-0002.json power-0001.json" &&
	    cmp a/out/table.csv b/out/table.csv
}
ok "a study says of digests what it says of the log" same_study ''
ok "and of a run's window around them" same_study \
	'start="2026-01-01T00:00:00" end="2026-01-01T02:00:00"'
ok "one that cuts a digest takes it whole, and says so" sh -c '
	cd b && sed -i "s/T00:00:00\"/T00:30:00\"/" study.xml &&
	"$WATTLEAF" report . -f table.csv -o cut 2>err; grep "log-window" err'
mkdir folder && cp power-000?.json folder
ok "init takes digests of one name for parts of one run" sh -c '
	[ "$("$WATTLEAF" init -o - folder | grep -c -e "- href:")" -eq 2 ] &&
	[ "$("$WATTLEAF" init -o - folder | grep -c "runs:")" -eq 1 ]'
ok "and report reads them" sh -c \
	'"$WATTLEAF" report folder --grid DEU --zone UTC -q -f table.csv -o - |
	grep -q "," || "$WATTLEAF" report folder --grid DEU -f table.csv -o -'

# What does not join.
printf '%s\n' "$head" '2026/01/01 00:30:00.000, 0, 100.00 W' \
	'2026/01/01 01:30:00.000, 0, 300.00 W' >over.csv
inspect --partial over.csv -o over.json
ok "parts that overlap are shown apart, with a warning" sh -c '
	"$WATTLEAF" inspect power-0001.json over.json 2>err | grep -c wattleaf-partial |
	grep -x 2 && grep "log-overlap" err'
ok "and make no digest" sh -c '
	"$WATTLEAF" inspect --partial power-0001.json over.json -o none.json 2>err
	[ $? -eq 3 ] && grep log-no-digest err && ! [ -e none.json ]'
ok "machines are told apart by a name" sh -c '
	"$WATTLEAF" inspect --partial --machine 7 over.csv -o seven.json &&
	grep "\"id\": \"7/0\"" seven.json &&
	"$WATTLEAF" inspect --partial power-0001.json seven.json -o both.json &&
	"$WATTLEAF" inspect --json both.json | grep "\"energy_kwh\": 0.4,"'
ok "a log that is no samples has no digest" sh -c '
	cp "$WATTLEAF_SRCDIR/samples/strubell-2019/study.xml" . 2>/dev/null
	printf "%s\n" "model name : x" >no.txt
	"$WATTLEAF" inspect --partial no.txt -o none.json 2>err; [ $? -eq 3 ] &&
	! [ -e none.json ]'
ok "nor has one without dates" sh -c '
	printf "1,100\n2,200\n3,300\n" >undated.csv
	"$WATTLEAF" inspect --partial --columns time=0,power=1,unit=W undated.csv \
	    2>err; [ $? -eq 3 ] && grep log-no-digest err'
ok "--machine goes with --partial" sh -c \
	'"$WATTLEAF" inspect --machine 7 over.csv 2>err; [ $? -eq 2 ]'
ok "what was edited is refused, whatever it was" \
	python3 "$WATTLEAF_SRCDIR/tests/partial.py" edit "$WATTLEAF" power-0001.json
ok "no path and no name of the log is in a digest" sh -c \
	'! grep -e power-0001 -e "$PWD" power-0001.json'
ok "a digest is as its schema says" \
	python3 "$WATTLEAF_SRCDIR/tests/partial.py" schema \
	"$WATTLEAF_DATADIR/schema/partial.schema.json" ./*.json

# digests.md: its commands, one after the other.
gzip -c power-0002.csv >power-0002.csv.zst
cp "$WATTLEAF_SRCDIR"/samples/four-models/logs/* . 2>/dev/null
printf 'timestamp, index, power.draw [W]\n2026/01/01 00:00:00.000, 0, 1.00 W\n2026/01/01 09:00:00.000, 0, 1.00 W\n' >result.txt
sed -n '/^```sh$/,/^```$/s/^wattleaf //p' "$WATTLEAF_SRCDIR/doc/digests.md" >commands
ok "digests.md has commands" test "$(grep -c . commands)" -ge 6
while read -r arguments; do
	# shellcheck disable=SC2086,SC2016
	ok "digests.md: wattleaf $arguments" sh -c \
		'"$WATTLEAF" "$@" </dev/null >/dev/null 2>err; s=$?; cat err
		[ $s -le 1 ]' sh $arguments
done <commands
done_testing
