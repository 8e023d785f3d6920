#!/bin/sh
# Many studies from strangers: each costs itself alone, the result is the same
# bytes however it came about, and is done once.
# shellcheck source=tests/tests.sh
. "$WATTLEAF_SRCDIR/tests/tests.sh"

batch()
{
	"$WATTLEAF" batch "$@" </dev/null
}

# study FOLDER HOURS [INSIDE-RUN [TITLE]]: 8 x 300 W, PUE 1.25, 400 g/kWh:
# 3 kWh and 1.2 kg an hour.
study()
{
	mkdir -p "$1"
	printf '%s%s%s' '<study xmlns="urn:wattleaf:study:1" title="' \
		"${4-A study}" '"><place pue="1.25" intensity="400 g/kWh"/>' \
		>"$1/study.xml"
	printf '<model id="m" name="M"><run time="%s h">%s%s' "$2" "${3-}" \
		'<hardware device="a100-sxm4-80gb" count="8" power="300 W"/>' \
		>>"$1/study.xml"
	echo '</run></model></study>' >>"$1/study.xml"
}

lacks()
{
	! grep -rn "$@"
}

sanitized()
{
	grep -q __asan_init "$WATTLEAF"
}

# Two that are well: what they hold is known by hand.
study two/a 10
study two/b 2
ok "two studies that are well: status 0" status 0 batch two -o two-out -q
ok "each has the files of a report" sh -c \
	'"$WATTLEAF" report two/a -o plain -q && cmp plain/report.pdf two-out/a/report.pdf &&
	cmp plain/disclosure.json two-out/a/disclosure.json'
ok "the table has the energy and the emissions" sh -c \
	'awk -F, "\$1 == \"a\" { print \$2, \$14, \$17 }" two-out/summary.csv |
	grep -x "complete 30 12"'
ok "the page has them by the point, with their evidence" says \
	two-out/index.html \
	'>a<.*>80\.0.*<.*>30\.0.*<.*>12\.0.*<.*>modelled<' \
	'>Total<.*>96\.0.*>36\.0.*>14\.4'
ok "the totals are sums" says two-out/summary.json \
	'"energy_kwh": {"value": 36, "low": 36' '"co2e_kg": {"value": 14.4,' \
	'"embodied_kg": {"value": null,.*"not_reported": 2'
mkdir money
cp -r two/a two/b money
for pair in a:USD b:EUR; do
	sed -i "s|</run>|<price device-hour='1 ${pair#*:}'/></run>|" \
		"money/${pair%:*}/study.xml"
done
ok "money in two currencies: status 0" status 0 batch money -o money-out -q
ok "is not added, and that is said" says money-out/index.html \
	'>Total<.*>several currencies<'
ok "nor in the totals for machines" says money-out/summary.json \
	'"cost": {"value": null, .*"unit": null, .*"reported": 2'
mkdir -p forms/yaml forms/both
cat >forms/yaml/study.yaml <<'END'
title: In YAML
place: {pue: 1.25, intensity: 400 g/kWh}
models:
  - {id: m, name: M, runs: [{time: 10 h, hardware: {device: a100-sxm4-80gb, count: 8, power: 300 W}}]}
END
cp forms/yaml/study.yaml two/a/study.xml forms/both
ok "one study of two fails" status 1 batch forms -o forms-out -q 2>/dev/null
ok "a study may be YAML" sh -c \
	'awk -F, "\$1 == \"yaml\" { print \$2, \$14, \$17 }" \
	forms-out/summary.csv | grep -x "complete 30 12"'
ok "but it is one file" says forms-out/failures.txt \
	'^both: failed: .*\[study-files\]$'
ok "nothing failed: failures.txt is empty" sh -c \
	'[ -f two-out/failures.txt ] && [ ! -s two-out/failures.txt ]'
ok "lines end as RFC 4180 has it" sh -c \
	'[ "$(grep -c "$(printf "\r")\$" two-out/summary.csv)" -eq 3 ]'

# Strangers. Names, by printf, are not those of files in a distribution.
study in/good 10
study in/Paper 1
study in/paper 2
study "in/$(printf 'caf\303\251')" 1
study "in/$(printf 'cafe\314\201')" 2
study "in/$(printf 'right\342\200\256tfel')" 1
study "in/$(printf 'line\nfeed\033[31m')" 1
study 'in/=cmd()' 1
study 'in/<script>alert(1)<' 1 '' '=HYPERLINK(&quot;x&quot;)&lt;script&gt;alert(2)'
study in/INDEX.html 1
study in/summary.csv 1
study "in/$(printf '\377latin')" 1
study in/long 1 '' "$(awk 'BEGIN { while (i++ < 4000) printf "long " }')"
mkdir in/empty in/broken in/claim in/odd
echo '<study' >in/broken/study.xml
cp two-out/a/disclosure.json in/claim
echo '[[[[' >in/odd/disclosure.json
study in/link 1 '<log href="stolen.csv"/>'
echo 'timestamp,canary-of-the-outside' >outside.csv
ln -s ../../outside.csv in/link/stolen.csv
study in/linked-folder 1 '<log href="below/outside.csv"/>'
ln -s ../.. in/linked-folder/below
study in/pipe 1 '<log href="power.csv"/>'
mkfifo in/pipe/power.csv
study in/huge 1
truncate -s 5G in/huge/weights.bin
study in/deep 1
(cd in/deep && for i in $(awk 'BEGIN { while (i++ < 40) print i }'); do
	mkdir d && cd d || exit 1; done; : "$i")
ln -s good in/alias
study in/.hidden 1
echo text >in/README

ok "some fail: status 1" status 1 batch in -o out -j 2 -v 2>/dev/null
batch in -o out1 -j 1 -v >said 2>err
ok "the same bytes with one worker as with two" diff -r out out1
batch in -o out4 -j 4 -q 2>/dev/null
ok "and with four" diff -r out out4
ok "of 22 studies 8 failed" says out/summary.json '"studies": 22' \
	'"complete": 14' '"incomplete": 0' '"failed": 8'
ok "each that failed is named with its reason" says out/failures.txt \
	'^broken: failed: study.xml:2:1: error: .*\[xml-syntax\]$' \
	'^empty: failed: .*\[batch-no-study\]$' \
	'^odd: failed: disclosure.json:.*\[' \
	'^link: failed: .*\[study-outside\]$' \
	'^linked-folder: failed: .*\[study-outside\]$' \
	'^pipe: failed: power.csv: .*\[file-empty\]$' \
	'^huge: failed: .*over 4 GiB \[batch-folder\]$' \
	'^deep: failed: .*over 32 deep \[batch-folder\]$'
ok "and on standard error" says err '^broken: error: .*\[batch-failed\]$' \
	'^huge: error: .*\[batch-folder\] \[batch-failed\]$'
ok "what was passed over is a note" says err '^in/alias: note: .*link' \
	'^in/README: note: ' '^in/.hidden: note: '
ok "nothing from outside came in" lacks canary-of-the-outside out err
ok "a disclosure alone is checked, and its figures taken" says \
	out/summary.csv '^claim,complete,,disclosure,A study,wattleaf,1,80,80,80,'
ok "names that differ by case or Unicode form are parted" sh -c \
	'ls out | grep -c "^[Pp]aper-[0-9a-f]\{8\}$" | grep -x 2 &&
	ls out | grep -c "^caf.*-[0-9a-f]\{8\}$" | grep -x 2'
ok "names of ours are not theirs" sh -c \
	'[ -f out/summary.csv ] && [ -d out/summary.csv-* ] && [ -d out/INDEX.html-* ]'
ok "no name holds what steers a terminal or is a tag" sh -c \
	'! ls -A out | LC_ALL=C grep "[[:cntrl:]<>]" &&
	! ls -A out | grep "$(printf "\342\200\256")"'
ok "nor does what is said" sh -c \
	'! LC_ALL=C grep "$(printf "[\001-\010\033]")" err &&
	! grep "$(printf "\342\200\256")" err'
ok "no cell is a formula" sh -c '! grep -E "(^|,|\")=" out/summary.csv'
ok "no script is in the page" lacks '<script' out/index.html
ok "no path of this machine is in an output" lacks "$PWD" out

if command -v xmllint >/dev/null; then
	ok "the page is well-formed" xmllint --noout --nonet out/index.html
fi
if command -v python3 >/dev/null; then
	ok "its links lead to files" python3 -c '
import os, urllib.parse, xml.etree.ElementTree as tree
links = [a.get("href") for a in tree.parse("out/index.html").iter()
         if a.tag.endswith("}a")]
assert len(links) == 22 + 3, len(links)
for link in links:
    assert os.path.isfile(os.path.join(b"out",
        urllib.parse.unquote_to_bytes(link))), link'
	ok "and the table has as many cells in each row" python3 -c '
import csv
rows = list(csv.reader(open("out/summary.csv", newline="")))
assert len(rows) == 23 and len({len(row) for row in rows}) == 1
assert {row[1] for row in rows} == {"status", "complete", "failed"}'
fi
if command -v jq >/dev/null; then
	ok "the summary is JSON" jq -e '.studies == (.records | length)' \
		out/summary.json
	ok "lines of JSON are in the order of the ids" sh -c \
		'"$WATTLEAF" batch in -o out --json-lines 2>err2 >lines
		jq -r .id lines >ids && LC_ALL=C sort -c ids &&
		[ "$(wc -l <lines)" -eq 22 ] &&
		jq -c ".records[]" out/summary.json | jq -S . >left &&
		jq -S . lines | cmp - left'
fi

# Done once.
batch in -o out >said 2>/dev/null
ok "what did not change is not done again" says said '; 20 unchanged$'
ok "and the result is the same" diff -r out out1
touch in/good/study.xml
batch in -o out >said 2>/dev/null
ok "a new time is no change" says said '; 20 unchanged$'
sed -i 's/10 h/11 h/' in/good/study.xml
rm out/paper-*/table.csv
echo longer >>"$(echo out/Paper-*)/table.md"
batch in -o out >said 2>/dev/null
ok "what changed, is missing or was touched is done again" says said \
	'; 17 unchanged$'
ok "the change is in the summary" sh -c \
	'awk -F, "\$1 == \"good\" { print \$14 }" out/summary.csv | grep -x 33'
sed -i 's/11 h/10 h/' in/good/study.xml
batch in -o out -q 2>/dev/null
ok "changed back, all is as it was" diff -r out out1
batch two -o two-out --units MWh >said
ok "another option changes all" sh -c '! grep unchanged said'
rm -r two/b
batch two -o two-out -v >said 2>err
ok "who has left is named" says err '^b: note: .*\[batch-left\]$'
ok "and is not in the summary" sh -c \
	'[ -d two-out/b ] && ! grep "^b," two-out/summary.csv'

# Shares.
for k in 1 2 3; do
	batch in -o shared --shard $k/3 >>shares 2>/dev/null
done
ok "the shares are all studies" sh -c \
	'[ "$(awk "/studies?:/ { n += \$1 } END { print n }" shares)" -eq 22 ] &&
	[ "$(grep -c "^Share" shares)" -eq 3 ] && [ ! -f shared/summary.csv ]'
batch in -o shared >said 2>/dev/null
ok "the run that joins them has nothing left to do" says said \
	'; 20 unchanged$'
ok "shares and one run give the same bytes" diff -r shared out1
ok "a share must be one" status 2 batch in -o none --shard 4/3

# Lists.
printf 'in/good\n\nin/Paper/study.xml\r\nin/good/\nnowhere/to-find\n' >list
batch list -o listed -v >said 2>err
ok "a list names folders and files" says said '^3 studies: 2 complete'
ok "an entry that is not there fails" says listed/failures.txt \
	'^to-find: failed: error: .*No such file.*\[batch-input\]$'
ok "an entry twice is one" says err 'named twice'
batch @list -o listed2 -q 2>err
ok "@list is the same" diff -r listed listed2
printf 'in/good\0in/Paper/study.xml\0nowhere/to-find\0' |
	"$WATTLEAF" batch -0 -o listed3 -q 2>err
ok "so is standard input, with NUL" diff -r listed listed3
grep -v 'good/' list | "$WATTLEAF" batch - -o listed4 -q 2>err
ok "and by lines" diff -r listed listed4
printf 'in/good\0in/Paper/study.xml\0' >nul
ok "NUL without -0 is no list: status 3, and said" sh -c \
	'"$WATTLEAF" batch @nul -o listed5 2>err; [ $? -eq 3 ] &&
	grep "^nul: error: .*--null.*\[list-nul\]" err &&
	[ ! -e listed5/index.html ]'

# What can't be.
ok "no folder for results: status 2" status 2 batch in
ok "nothing there: status 3" status 3 batch nothing -o none
ok "no study there: status 3" sh -c 'mkdir void
	"$WATTLEAF" batch void -o none 2>err; [ $? -eq 3 ] && grep batch-nothing err'
mkdir mine && echo precious >mine/file
ok "a folder of somebody else's is left alone" sh -c \
	'"$WATTLEAF" batch in -o mine 2>err; [ $? -eq 5 ] &&
	grep batch-foreign err && [ "$(ls -A mine)" = file ]'
mkdir -p kept/.work kept/good && echo precious >kept/good/file
ok "so is one in a study's place" sh -c \
	'"$WATTLEAF" batch in -o kept -q 2>err; [ $? -eq 5 ] &&
	grep batch-foreign err && [ -f kept/good/file ]'
ok "an option of one study is none of batch" status 2 batch in -o none \
	--baseline x
ok "results in the folder of studies are no study" sh -c \
	'cp -R two within && "$WATTLEAF" batch within -o within/pages -q &&
	"$WATTLEAF" batch within -o within/pages -q && ! [ -d within/pages/pages ]'

# Limits.
mkdir -p heavy/big
awk 'BEGIN {
	print "<study xmlns=\"urn:wattleaf:study:1\" title=\"T\">"
	while (j++ < 16)
		runs = runs "<run time=\"3 h\"><hardware device=\"p100\" power=\"300 W\"/></run>"
	while (i++ < 200)
		printf "<model id=\"m%d\" name=\"M\">%s</model>\n", i, runs
	print "</study>" }' >heavy/big/study.xml
study heavy/small 1
if sanitized; then
	skip "memory has a limit" "a sanitizer has its own memory"
else
	batch heavy -o memory --limit-memory 64 -q 2>err
	ok "memory has a limit" says err \
		'^big: error: .*over 64 MB.*\[batch-memory\]$'
	ok "others are well" says memory/summary.csv '^small,complete,'
fi
awk 'BEGIN { while (i++ < 150) print "```{table models}\n```\n" }' >tables.md
# Where much else runs, six seconds on the clock may come before one of the
# processor: it is tried again.
tries=0
until grep -q 'batch-cpu' cpu/failures.txt 2>/dev/null || [ $tries -eq 5 ]; do
	batch heavy -o cpu --limit-memory 8000 --limit-seconds 1 \
		--template "$PWD/tables.md" -q 2>err
	tries=$((tries + 1))
done
ok "time of the processor has a limit" says cpu/failures.txt \
	'^big: failed: .*over 1 s.*\[batch-cpu\]$'

# One that waits for a pipe that somebody holds open; before it by name one
# that is well, behind it another.
study wait/a 1
study wait/b 1 '<log href="power.csv"/>'
study wait/c 1
mkfifo wait/b/power.csv
exec 9<>wait/b/power.csv
batch wait -o late -j 2 --limit-seconds 1 -q 2>err
ok "time on the clock has a limit" says late/failures.txt \
	'^b: failed: .*on the clock \[batch-time\]$'
ok "others do not wait" says late/summary.csv '^a,complete,' '^c,complete,'
rm late/c/result.json

# begin: a batch that hangs in b, when it has done a; its id is $running
begin()
{
	rm -rf stopped
	"$WATTLEAF" batch wait -o stopped -j 1 9>&- >said 2>err &
	running=$!
	tries=0
	until [ -f stopped/a/result.json ] && [ -d stopped/.work/1 ]; do
		sleep 0.1
		tries=$((tries + 1))
		[ $tries -lt 600 ] || break
	done
}

begin
ok "two runs at once are refused" sh -c \
	'"$WATTLEAF" batch wait -o stopped 2>err2; [ $? -eq 5 ] &&
	grep batch-locked err2'
ok "a share is refused, too" sh -c \
	'"$WATTLEAF" batch wait -o stopped --shard 1/2 2>err2; [ $? -eq 5 ] &&
	grep batch-locked err2'
kill -TERM $running
wait $running 2>/dev/null
ok "stopped, it leaves no summary" sh -c '[ ! -f stopped/summary.csv ]'
begin
kill -KILL $running
wait $running 2>/dev/null
exec 9>&-
rm wait/b/power.csv
study wait/b 1
batch wait -o stopped >said 2>err
ok "run again, it does what is missing" says said \
	'^3 studies: 3 complete, 0 incomplete, 0 failed; 1 unchanged$'
batch wait -o whole -q
ok "and gives the same as a run that was not stopped" diff -r stopped whole

study wait/b 1 '<log href="power.csv"/>'
mkfifo wait/b/power.csv
exec 9<>wait/b/power.csv
begin
worker=$(cat /proc/$running/task/$running/children 2>/dev/null)
if [ -n "$worker" ]; then
	# shellcheck disable=SC2086
	kill -KILL $worker
	wait $running
	ok "a worker that is killed costs its study alone" sh -c \
		'grep "^b: failed: .*signal 9 \[batch-crash\]$" stopped/failures.txt &&
		grep "^c,complete," stopped/summary.csv'
else
	kill -KILL $running
	skip "a worker that is killed costs its study alone" \
		"the kernel does not say who it is"
fi
exec 9>&-

# The schema, for all that was written here, and for lines: of studies that
# are complete and that failed.
schema()
{
	sh "$WATTLEAF_SRCDIR/tests/schema.sh" "$@"
}
tables=$WATTLEAF_DATADIR/schema/summary.schema.json
lines=$tables'#/$defs/record'
study wait/b unknown
batch wait -o lined --json-lines >lines.jsonl 2>err
all=$(find . -name summary.json)
# names that this test gave
# shellcheck disable=SC2086
schema valid "$tables" $all >schema-output 2>&1
if [ $? -eq 77 ]; then
	skip "the schema" "no python3 with jsonschema 4"
else
	# shellcheck disable=SC2086
	ok "every summary.json is as the schema says" \
		schema valid "$tables" $all
	ok "every line is one of its records" schema valid "$lines" lines.jsonl
	ok "slips in a summary are refused" \
		schema refuses "$tables" lined/summary.json
	ok "slips in a line are refused" schema refuses "$lines" lines.jsonl
fi
done_testing
