#!/bin/sh
# Disclosures of strangers put together: each study once, the same bytes in
# whatever order and in however many parts, one bad costs itself alone.
# shellcheck source=tests/tests.sh
. "$WATTLEAF_SRCDIR/tests/tests.sh"

collate()
{
	"$WATTLEAF" collate "$@" </dev/null
}

# make N FOLDER: disclosures 1 to N
make()
{
	mkdir -p "$2"
	awk -v "n=$1" -v "folder=$2" \
		-f "$WATTLEAF_SRCDIR/tests/collate_gen.awk"
}

# Sums by hand: of 1 to 300 kWh 45 150, with a tenth less and more; of 0.4 kg
# a kWh 0.4 (45 150 - 7 (1 + ... + 42)) = 15 531.6; 42 report no emissions.
make 300 many
ok "three hundred disclosures: status 0" \
	status 0 collate many -o out -q --format json,csv,jsonl,txt
ok "totals are sums with their ranges" says out/totals.csv \
	'^total,,energy_kwh,,,300,45150,40635,49665,kWh,300,0,no,no' \
	'^total,,device_hours,,,300,90300,90300,90300,h,300,0' \
	'^total,,co2e_kg,,,300,15531.6,13978.44,17084.76,kg,258,42,yes,no' \
	'^total,,embodied_kg,,,300,,,,kg,0,300'
ok "bins count studies" says out/totals.csv \
	'^distribution,,energy_kwh,1,2,1,' '^distribution,,energy_kwh,2,5,3,' \
	'^distribution,,energy_kwh,100,200,100,' \
	'^distribution,,energy_kwh,200,500,101,'
ok "groups are of places and of evidence" says out/totals.csv \
	'^place,not-reported,energy_kwh,,,27,4158,' \
	'^evidence,measured,energy_kwh,,,75,11400,' \
	'^place,USA,device_hours,,,5[0-9],'
ok "a row each, in the order of names as people count" sh -c \
	'cut -d, -f1 out/items.csv | sed -n "2p;3p;11p;301p" | tr "\n" " " |
	grep -x "p1 p2 p10 p300 "'
ok "and the same as JSON lines" sh -c \
	'[ "$(wc -l <out/items.jsonl)" -eq 300 ] && [ ! -s out/problems.txt ]'

# In another order, in parts, from lists.
ok "the same bytes from a list in another order" sh -c \
	'ls many | sort -r | sed s,^,many/, >list &&
	"$WATTLEAF" collate @list -o listed -q --format json,csv,jsonl,txt &&
	diff -r out listed'
ok "from standard input with NUL" sh -c \
	'find many -name "*.json" -print0 |
	"$WATTLEAF" collate -0 -o nul -q --format json,csv,jsonl,txt &&
	diff -r out nul'
mkdir one two
cp many/p[1-4]*.json one
cp many/p[5-9]*.json two
ok "from two folders, with one process" sh -c \
	'"$WATTLEAF" collate two one -j1 -o parts -q --format json,csv,jsonl,txt &&
	diff -r out parts'

# Duplicates and revisions.
mkdir again
cp many/p7.json again/copy.json
tr -d ' ' <many/p8.json | sed 's/Study8/Study 8/' >again/spaces.json
sed 's/2026.11/2026.9/; s/"value": 9,/"value": 9.5,/' many/p9.json \
	>again/older.json
sed 's/2026.11/2027.1/; s/"value": 10,/"value": 10.5,/' many/p10.json \
	>again/newer.json
ok "copies and revisions count once" sh -c \
	'"$WATTLEAF" collate many again -o twice --format csv,txt,json -v >said 2>&1'
ok "and are told" says said \
	'300 studies counted, .*; 2 duplicates, 2 revised, 0 failed' \
	'^copy: note: .*the same content as p7 \[collate-duplicate\]' \
	'^older: warning: .*a newer one of this study is p9' \
	'^p10: warning: .*a newer one of this study is newer'
ok "the newer one counts" says twice/totals.csv \
	'^total,,energy_kwh,,,300,45150.5,'
ok "the others have a row that says so" says twice/items.csv \
	'^copy,duplicate,p7,' '^older,revised,p9,' '^newer,counted,,'
ok "and a line" says twice/problems.txt '^p8: duplicate: .*spaces$'

# Slips: a model of 8,000 kWh in a total of 8 kWh.
mkdir slips
cp many/p1.json many/p2.json slips
sed 's/"name": "M"/&, "energy_kwh": {"value": 8000, "unit": "kWh"}/' \
	many/p8.json >slips/p8.json
ok "slips are counted and told, and the study counts" sh -c \
	'"$WATTLEAF" collate slips -o slipped --format json,csv,jsonl,txt >said 2>&1 &&
	grep "3 studies counted, 3 complete, 1 with slips; 0 dup" said &&
	grep "\"checked\": 3," slipped/collation.json &&
	grep "\"with_slips\": 1," slipped/collation.json &&
	grep "^total,,energy_kwh,,,3,11," slipped/totals.csv'
ok "each in its row" sh -c \
	'grep "^p1,counted,.*,0,.$" slipped/items.csv &&
	grep "^p8,counted,.*,1,.p8.json:1:[0-9]*: warning: .*\[check-sum\]" slipped/items.csv &&
	grep "^{\"name\": \"p1\",.* \"slips\": 0, \"problem\": null," slipped/items.jsonl &&
	grep "^{\"name\": \"p8\",.* \"slips\": 1, \"problem\": \"p8.json:1:" slipped/items.jsonl'
ok "and in the list of problems" sh -c \
	'[ "$(cut -d: -f1,2 slipped/problems.txt | uniq -c | tr -s " ")" = " 1 p8: slip" ] &&
	grep "^p8: slip: p8.json:1:[0-9]*: warning: .*\[check-sum\]" slipped/problems.txt'
ok "and in the report" sh -c '"$WATTLEAF" collate slips -o - --format md |
	grep "^Of 3 that were checked, 1 state numbers that do not follow"'
ok "of so few nothing is told with small groups" sh -c \
	'"$WATTLEAF" collate slips many/p3.json --min-group 3 -o few -q &&
	grep "\"with_slips\": null," few/collation.json &&
	! grep "that were checked" few/report.md'

# What is broken.
mkdir bad
cp many/p1.json bad
printf '{"wattleaf": "0.1.0",\n "study"' >bad/torn.json
sed 's/"value": 2,/"value": -2,/' many/p2.json >bad/negative.json
sed 's/"value": 3, "low": 2.7/"value": 3, "low": 3.1/' many/p3.json \
	>bad/order.json
sed 's/"kWh"/"MWh"/' many/p4.json >bad/unit.json
sed 's/"value": 5,/"value": 1e300,/' many/p5.json >bad/huge.json
echo '{"a": 1}' >bad/foreign.json
echo '%PDF-1.4 nothing' >bad/empty.pdf
printf 'x' >bad/notes.txt
ok "what is broken costs itself alone: status 1" sh -c \
	'"$WATTLEAF" collate bad -o broken -v --format csv,txt >said 2>&1
	[ $? -eq 1 ]'
ok "the good one counts" says broken/totals.csv \
	'^total,,energy_kwh,,,1,1,0.9,1.1,kWh'
ok "each is named with its place" says broken/problems.txt \
	'^torn: failed: torn.json:2:.*\[json-syntax\]' \
	'^negative: failed: negative.json:1:[0-9]*: error: .*totals/energy_kwh must be .*\[collate-value\]' \
	'^order: failed: order.json:' \
	'^unit: failed: unit.json:.* in kWh \[collate-value\]' \
	'^huge: failed: huge.json:' \
	'^foreign: failed: foreign.json:1:1: .*should have "wattleaf"' \
	'^empty: failed: empty.pdf: error: '
ok "on standard error too; other files are passed over" says said \
	'^torn: error: .*\[collate-failed\]' 'notes.txt: note: .*\[collate-skipped\]'
ok "a name that is not there is named" sh -c \
	'"$WATTLEAF" collate bad/p1.json gone.json -o gone -q --format csv
	[ $? -eq 1 ] && grep -q "^gone,failed,.*\[batch-input\]" gone/items.csv'
mkdir hollow
ok "nothing at all is an error: status 3" \
	status 3 collate hollow -o hollow-out -q
ok "and writes nothing" [ ! -e hollow-out ]
ok "a list that is not there: status 3" status 3 collate @gone -o x -q
ok "NUL in a list without -0: status 3, and said" sh -c 'find many -type f -print0 |
	"$WATTLEAF" collate - -o nul -q 2>err; [ $? -eq 3 ] &&
	grep "^-: error: .*--null.*\[list-nul\]" err'

# One that takes too much memory costs itself alone: those that shared its
# process are read by another.
mkdir heavy
cp many/p[1-5].json heavy
{ printf '{"wattleaf": "0.1.0", "x": ["'; head -c 60000000 /dev/zero | tr '\0' a
	echo '"]}'; } >heavy/p3x.json
if grep -q __asan_init "$WATTLEAF"; then
	skip "too much memory" "a sanitizer has memory of its own"
else
	ok "one that takes too much memory is named" sh -c \
		'"$WATTLEAF" collate heavy -j1 --limit-memory 64 -o light -q --format csv,txt
		[ $? -eq 1 ] && grep "^p3x: failed: error: .*\[batch-memory\]" light/problems.txt'
	ok "the others count" says light/totals.csv \
		'^total,,energy_kwh,,,5,15,13.5,16.5,kWh'
fi

# Costs in two currencies: neither sum lacks what is told in the other; where
# one study tells none, both may be more.
mkdir paid
cost() {
	sed "s/\"electricity_cost\": null/\"electricity_cost\": {\"value\": $2, \"unit\": \"$3\"}/" \
		"many/$1.json" >"paid/$1.json"
}
cost p1 10 USD
cost p2 20 USD
cost p3 7 EUR
ok "each currency is a sum of its own" sh -c \
	'"$WATTLEAF" collate paid -o costs -q --format csv,md'
ok "it is whole when all tell a cost" says costs/totals.csv \
	'^total,,electricity_cost,,,3,30,30,30,USD,2,1,no,' \
	'^total,,electricity_cost,,,3,7,7,7,EUR,1,2,no,'
cp many/p4.json paid
"$WATTLEAF" collate paid -o costs -q --format csv,md
ok "one without a cost leaves each at least what it is" \
	says costs/totals.csv '^total,,electricity_cost,.*,USD,2,2,yes,' \
		'^total,,electricity_cost,.*,EUR,1,3,yes,'
ok "and the page says so" says costs/report.md '^| Electricity .*USD.*≥30'

# Text of strangers.
sed 's/Study 1"/=HYPERLINK(1) <script>\\u001b[31m"/' many/p1.json >evil.json
ok "text of a stranger is data" sh -c \
	'"$WATTLEAF" collate evil.json -o evil -q --format csv,jsonl &&
	grep -q "^evil,counted,,[a-z]*,.=HYPERLINK(1) <script>\[31m,wattleaf" evil/items.csv &&
	! LC_ALL=C grep -r "$(printf "\033")" evil'

# Small groups.
ok "small groups are hidden" status 0 \
	collate many/p1.json many/p2.json many/p3.json many/p4.json \
	many/p5.json many/p6.json many/p7.json many/p8.json \
	--min-group 3 -o small -q
ok "places with one or two are not shown" sh -c \
	'! grep "^place," small/totals.csv'
ok "no list of all is written" sh -c \
	'ls small >list && ! grep -e items -e problems list &&
	grep -x totals.csv list'
ok "a bin of one takes that of three with it, or the total would tell" sh -c \
	'[ "$(grep "^distribution,,energy" small/totals.csv)" = \
	"$(printf "distribution,,energy_kwh,5,10,4,,,,kWh,,,,no\r")" ]'
ok "sums of all are shown" says small/totals.csv '^total,,energy_kwh,,,8,36,'
ok "an earlier run's lists go" sh -c \
	'"$WATTLEAF" collate many/p1.json -o over -q --format csv &&
	[ -f over/items.csv ] &&
	"$WATTLEAF" collate many --min-group 5 -o over -q --format csv,json &&
	[ ! -e over/items.csv ] && [ -f over/totals.csv ]'
# One of 3000 kWh among three of 1, 2 and 4: the two that are not largest are
# 3, less than a tenth, but more than a thousandth of it.
mkdir giant
cp many/p1.json many/p2.json many/p4.json giant
sed 's/"value": 5, "low": 4.5, "high": 5.5/"value": 3000, "low": 2900, "high": 3100/' \
	many/p5.json >giant/p5.json
ok "a sum that one study dominates is hidden with the small groups" sh -c \
	'"$WATTLEAF" collate giant --min-group 3 -o giants -q &&
	grep "^total,,energy_kwh,,,4,,,,kWh,,,[a-z]*,yes" giants/totals.csv &&
	grep "^total,,device_hours,,,4,24," giants/totals.csv &&
	grep "\"dominance_percent\": 10," giants/collation.json &&
	grep "less than 10 % of the largest" giants/report.md &&
	! grep -r "3,007\|3 *007" giants --include=*.csv --include=*.json --include=*.md'
ok "the axis does not tell where the largest is" sh -c \
	'cp many/p[67].json giant && "$WATTLEAF" collate giant many/p[89].json \
	--min-group 3 -o - --format totals.csv >axis && rm giant/p[67].json &&
	[ "$(grep "^distribution,,energy_kwh," axis | cut -d, -f4-6)" = 5,10,4 ]'
ok "so little that the two others don't hide it is asked for" sh -c \
	'"$WATTLEAF" collate giant --min-group 3 --dominance 0.09 -o - \
	--format totals.csv | grep "^total,,energy_kwh,,,4,3007,2906.3,"'
ok "or nothing is" sh -c \
	'"$WATTLEAF" collate giant --min-group 3 --dominance 0 -o - \
	--format totals.csv | grep "^total,,energy_kwh,,,4,3007,"'
ok "a percentage without small groups" status 2 \
	collate giant --dominance 10 -o x
ok "a percentage that is none" status 2 \
	collate giant --min-group 3 --dominance 101 -o x
ok "a list that is asked for is refused" status 2 \
	collate many --min-group 5 --format jsonl -o x

# One file.
ok "-o FILE.json" sh -c '"$WATTLEAF" collate many -o one.json -q &&
	cmp one.json out/collation.json'
ok "-o - with one format" sh -c \
	'"$WATTLEAF" collate many --format json -o - | cmp - out/collation.json'
ok "-o - with several is refused" status 2 collate many -o - --format csv,json
ok "a format that is none" status 2 collate many --format docx -o x
ok "a full disk is an error: status 5" sh -c \
	'[ ! -c /dev/full ] || { "$WATTLEAF" collate many --format json -o - >/dev/full
	[ $? -eq 5 ]; }'

# Folders of batch, whole and in shares.
for i in 1 2 3 4 5; do
	mkdir -p "papers/p$i"
	printf '%s%s%s%s%s' '<study xmlns="urn:wattleaf:study:1" title="S' "$i" \
		'"><place grid="FRA" pue="1.25" intensity="400 g/kWh"/>' \
		'<model id="m" name="M"><run time="' "$i" >"papers/p$i/study.xml"
	echo ' h"><hardware device="a100-sxm4-80gb" count="8" power="300 W"/></run></model></study>' \
		>>"papers/p$i/study.xml"
done
mkdir papers/broken
echo '<study' >papers/broken/study.xml
"$WATTLEAF" batch papers -o pages -q --format json 2>/dev/null </dev/null
"$WATTLEAF" batch papers -o share-1 --shard 1/2 -q --format json 2>/dev/null </dev/null
"$WATTLEAF" batch papers -o share-2 --shard 2/2 -q --format json 2>/dev/null </dev/null
ok "the folder of a batch" status 1 \
	collate pages -o whole -q --format json,csv,jsonl,txt
ok "its studies count" says whole/totals.csv \
	'^total,,energy_kwh,,,5,45,45,45,kWh,5,0,no,no' \
	'^place,FRA,co2e_kg,,,5,18,'
ok "what failed there is named" says whole/problems.txt \
	'^broken: failed: study.xml:.*\[xml-syntax\]'
ok "two shares give the same bytes" sh -c \
	'"$WATTLEAF" collate share-2 share-1 -o joined -q --format json,csv,jsonl,txt
	diff -r whole joined'
ok "and so do the disclosures in it" sh -c \
	'"$WATTLEAF" collate pages/p*/disclosure.json -o files -q --format json &&
	for f in files whole; do grep -v "\"given\"\|\"failed\"" $f/collation.json >$f.txt; done
	diff files.txt whole.txt'
ok "and what was not checked says so" sh -c \
	'cp -r pages older && sed -i "/^  \"slips\"/d" older/p1/result.json &&
	"$WATTLEAF" collate older -o older-sums -q --format json,jsonl,csv
	grep "\"checked\": 4," older-sums/collation.json &&
	grep "\"name\": \"p1\",.* \"slips\": null," older-sums/items.jsonl &&
	grep "\"name\": \"p2\",.* \"slips\": 0," older-sums/items.jsonl'
mkdir -p other/card
printf '| Model | Energy (kWh) |\n|---|---|\n| one | 300 |\n' \
	>other/card/disclosure.json
mkdir other/p1 && cp many/p1.json other/p1/disclosure.json
"$WATTLEAF" batch other -o other-out -q --format json 2>/dev/null </dev/null
ok "what a batch found of another form is no study of the sums" sh -c \
	'"$WATTLEAF" collate other-out -o other-sums -q --format csv,json 2>/dev/null
	[ $? -eq 1 ] && grep "\"studies\": 1,$" other-sums/collation.json &&
	grep "^card,failed,.*\[collate-foreign\]" other-sums/items.csv'


# The report: what is drawn is of one document.
ok "a report with all its files" status 0 collate many -o report -q
ok "Markdown has the totals" says report/report.md \
	'^# Energy and emissions of 300 studies' \
	'^| Device-hours  *| *90,300.*h | *— | *300 of 300 |' \
	'^| Energy  *| .* | *40.6–49.7.*MWh | *300 of 300 |' \
	'^| CO₂e  *| *≥15.5.*t | *14.0–17.1.*t | *258 of 300 |' \
	'100–200 kWh: 100. 200–500 kWh: 101' '^| not reported *| *27 |'
ok "HTML is well-formed and asks nobody" sh -c \
	'{ ! command -v xmllint >/dev/null || xmllint --noout --nonet report/report.html; } &&
	! grep -e "<script" -e "src=\"http" -e "href=\"http" report/report.html'
ok "each distribution is a chart in three forms" sh -c \
	'for f in chart chart-emissions chart-device-hours chart-evidence chart-place; do
		for s in svg pdf png; do [ -s report/$f.$s ] || exit 1; done; done'
ok "the picture tells its numbers" says report/chart.svg \
	'<desc.*100–200 kWh: 100. 200–500 kWh: 101.'
ok "the report in PDF is tagged text" sh -c \
	'! command -v pdftotext >/dev/null || pdftotext report/report.pdf - | grep -q "90,300"'
ok "the same bytes again" sh -c \
	'"$WATTLEAF" collate one two -o report-2 -q && diff -r report report-2'
ok "in another language" sh -c \
	'"$WATTLEAF" collate many --lang de -o - --format md | grep "^| Energie .*300 von 300"'
ok "what is hidden is nowhere in the files" sh -c \
	'"$WATTLEAF" collate many/p?.json many/p10.json --min-group 4 -o hidden -q &&
	grep -q "left out" hidden/report.md &&
	! grep -r "2–5 kWh: 3\|p3" hidden/report.md hidden/report.html hidden/totals.csv'

# Ten thousand take the memory of one thousand: what is held does not grow.
make 3000 more
ok "memory does not grow with the count" sh -c '
	[ -x /usr/bin/time ] || exit 0
	grep -q __asan_init "$WATTLEAF" && exit 0
	/usr/bin/time -f %M -o m "$WATTLEAF" collate more -o m1 -q --format csv &&
	[ "$(cat m)" -lt 65536 ]'

# The schema, for all that was written here.
schema()
{
	sh "$WATTLEAF_SRCDIR/tests/schema.sh" "$@"
}
figures=$WATTLEAF_DATADIR/schema/collation.schema.json
items=$WATTLEAF_DATADIR/schema/item.schema.json
all=$(find . -name collation.json)
lines=$(find . -name items.jsonl)
# names that this test gave
# shellcheck disable=SC2086
schema valid "$figures" $all >schema-output 2>&1
if [ $? -eq 77 ]; then
	skip "the schema" "no python3 with jsonschema 4"
else
	# shellcheck disable=SC2086
	ok "every collation.json is as the schema says" \
		schema valid "$figures" one.json $all
	for f in out over giants whole; do
		ok "slips in $f/collation.json are refused" \
			schema refuses "$figures" "$f/collation.json"
	done
	# shellcheck disable=SC2086
	ok "every line of items.jsonl is as its schema says" \
		schema valid "$items" $lines
	ok "slips in a line are refused" \
		schema refuses "$items" out/items.jsonl
fi
done_testing
