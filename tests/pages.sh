#!/bin/sh
# A disclosure alone gets its page: the figures are those that it states, to
# the digit; the page says so; what is wrong in it stands on the page.
# shellcheck source=tests/tests.sh
. "$WATTLEAF_SRCDIR/tests/tests.sh"

batch()
{
	"$WATTLEAF" batch "$@" </dev/null
}

lacks()
{
	! grep -n "$@"
}

# The rows of all tables in Markdown, without rulers, marks of notes and the
# padding of columns.
rows()
{
	grep '^|' "$1" | grep -v '^| *[-:]' |
	    sed 's/[ᵃᵇᶜᵈᵉᶠᵍʰ]//g; s/\\\[[0-9]*\\\]//g; s/  */ /g' |
	    sed 's/ |/|/g; s/| /|/g'
}

# restated NAME: all rows of the report stand on the page, whose heads of
# prices may have other words.
restated()
{
	rows "reports/$1/appendix.md" | grep '[0-9]' |
	    grep -v 'preemptible' >rows-report
	rows "out/$1/appendix.md" >rows-page
	[ "$(wc -l <rows-report)" -ge 2 ] || { echo 'no rows'; return 1; }
	grep -vxFf rows-page rows-report && return 1
	return 0
}

# numbers FILE: a CSV without its head and the texts in quotes
numbers()
{
	sed '1d; s/"[^"]*"//g' "$1"
}

# From a report to the page of its disclosure: both must print the same.
sample()
{
	name=$1
	shift
	"$WATTLEAF" report "$@" -o "reports/$name" -q 2>/dev/null
	mkdir -p "in/$name"
	cp "reports/$name/disclosure.json" "in/$name"
}

samples=$WATTLEAF_SRCDIR/samples
mkdir -p reports in
for name in fine-tuning four-models patterson-2021 strubell-2019; do
	sample "$name" "$samples/$name"
done
sample rich "$samples/strubell-2019" --regions default --mix default \
	--method strubell-2019,patterson-2021,wattleaf --embodied
sample anonymous "$samples/four-models" --anonymous
ok "pages of disclosures: status 1, for some leave something out" \
	status 1 batch in -o out -q 2>/dev/null
ok "those that do, as the studies themselves do" sh -c '
	awk -F, "{ print \$1, \$2 }" out/summary.csv |
	    grep "complete$" | sort >statuses
	{ for name in fine-tuning patterson-2021; do
		echo "$name complete"
	done
	for name in anonymous four-models rich strubell-2019; do
		echo "$name incomplete"
	done; } | sort | diff - statuses'
ok "and what" says out/failures.txt \
	'^four-models: incomplete: .*energy is not known as a whole \[disclosed-gap\]$'
for name in fine-tuning four-models patterson-2021 strubell-2019 rich \
	anonymous; do
	ok "$name: every row of the report's tables, to the digit" \
		restated "$name"
	numbers "reports/$name/table.csv" >numbers-report
	numbers "out/$name/table.csv" >numbers-page
	ok "$name: every number of table.csv" cmp numbers-report numbers-page
	ok "$name: the disclosure passes through to the byte" \
		cmp "in/$name/disclosure.json" "out/$name/disclosure.json"
	ok "$name: the page says whose figures they are" says \
		"out/$name/report.html" 'They were not worked out again'
done
ok "so does each other form of it" sh -c 'for file in appendix.md appendix.tex
	do grep -q "not worked out again" "out/rich/$file" || exit 1; done
	grep -q "as the disclosure states them" out/rich/table.md'
ok "the index links each page" sh -c 'for name in in/*; do
	grep -q "href=\"./${name#in/}/report.html\"" out/index.html || exit 1
	done'
if command -v pdftotext >/dev/null && command -v pdfdetach >/dev/null; then
	ok "the PDF says it and carries the disclosure" sh -c '
		pdftotext -layout out/rich/report.pdf - |
		    grep -q "not worked out" &&
		pdfdetach -save 1 -o carried.json out/rich/report.pdf &&
		cmp carried.json in/rich/disclosure.json'
else
	skip "the PDF says it and carries the disclosure" "no poppler-utils"
fi
"$WATTLEAF" report "$samples/strubell-2019" -o reports/german --lang de -q
cp -r in/strubell-2019 german-in
mkdir german && mv german-in german/german
ok "in German, too" sh -c '
	"$WATTLEAF" batch german -o out-de -q --lang de </dev/null 2>/dev/null
	grep -q "Sie wurden nicht nachgerechnet" out-de/german/report.html'
"$WATTLEAF" collate in -o joined -q --format csv,json 2>/dev/null
"$WATTLEAF" collate out -o joined-out -q --format csv,json 2>/dev/null
# (complete is what the check says there, and what the totals say here)
ok "collate sums pages as it sums what they are made of" sh -c \
	'grep -v "\"complete\"" joined/collation.json >joined-a
	grep -v "\"complete\"" joined-out/collation.json >joined-b
	cmp joined-a joined-b'

# What machines read is the same file, and a checklist the same text.
(
	export SOURCE_DATE_EPOCH=1700000000
	"$WATTLEAF" report "$samples/four-models" -o reports/all \
		--format all -q
	batch in/four-models/disclosure.json -o out-all --format all -q
) 2>/dev/null
ok "cards, bills of materials and references are the report's" sh -c '
	for file in reports/all/boamps-* reports/all/modelcard-* \
	    reports/all/bom.cdx.xml reports/all/references.bib \
	    reports/all/ro-crate-metadata.json; do
		cmp "$file" "out-all/four-models/${file##*/}" || exit 1
	done'
for template in checklist-arr model-card; do
	"$WATTLEAF" report "$samples/four-models" -o "reports/$template" \
		--template "$template" --format md -q 2>/dev/null
	batch in/four-models/disclosure.json -o "out-$template" \
		--template "$template" --format md -q 2>/dev/null
	ok "$template: every line of the report's stands on the page" sh -c "
		! grep -vxFf out-$template/four-models/appendix.md \
		    reports/$template/appendix.md"
done

# A PDF that carries it is as good.
mkdir -p pdfs/named pdfs/only pdfs/two pdfs/none
cp reports/rich/report.pdf pdfs/named
cp reports/rich/table.pdf pdfs/named/paper.pdf
cp reports/rich/report.pdf pdfs/only/paper.pdf
cp reports/rich/report.pdf pdfs/two/a.pdf
cp reports/rich/report.pdf pdfs/two/b.pdf
cp reports/rich/table.pdf pdfs/none/paper.pdf
ok "two of four folders with PDFs are well" status 1 batch pdfs -o out-pdf \
	-q 2>/dev/null
ok "report.pdf is taken, or the only one" sh -c '
	cmp out-pdf/named/table.csv out/rich/table.csv &&
	cmp out-pdf/only/table.csv out/rich/table.csv'
ok "of two none is taken, and one without it is said" says \
	out-pdf/failures.txt '^two: failed: .*\[batch-no-study\]$' \
	'^none: failed: paper.pdf: .*carries no.*\[log-nothing\]$'
ok "a PDF may be named" sh -c '
	"$WATTLEAF" batch pdfs/only/paper.pdf -o out-one -q 2>/dev/null </dev/null
	[ -s out-one/paper.pdf/report.pdf ] || { ls out-one; false; }'

# By hand. json MODEL TOTALS [MORE]: one model, with what its line states.
quantity()
{
	printf '"%s": {"value": %s, "low": %s, "high": %s, "unit": "%s", %s}' \
		"$1" "$2" "$3" "$4" "$5" '"quality": "measured", "sources": []'
}

json()
{
	printf '{"wattleaf": "0.1.0", "catalog": "2026.11", "study":
{"title": "By hand", "method": "ours", "anonymous": false},
"models": [{"id": "m", "name": "M", %s}], "totals": {%s} %s}\n' "$1" "$2" \
		"${3-}"
}

energy=$(quantity energy_kwh 30.5 28 33 kWh)
mkdir -p hand/small hand/slip hand/odd hand/lone hand/large hand/card \
	hand/unit hand/order
json "$energy" "$(quantity energy_kwh 30.5 28 33 MWh)" >hand/unit/disclosure.json
json "$energy" "$(quantity energy_kwh -5 28 33 kWh),
$(quantity device_hours 7 7 7 h), $(quantity cost null 2 6 USD)" >hand/order/disclosure.json
json "$energy, \"co2e_kg\": null" "$energy" >hand/small/disclosure.json
# 10 h of 8 devices are 80 device-hours; the parts sum to 30.5 kWh
json "$energy, $(quantity device_hours 10 10 10 h)" \
	"$(quantity energy_kwh 61 56 66 kWh)" >hand/slip/disclosure.json
json "$energy, $(quantity co2e_kg 3 9 1 kg), $(quantity cost 5 5 5 euros)" \
	"$energy" >hand/odd/disclosure.json
json "$energy" "$energy" ', "factors": [
{"id": "grid/x", "name": "Of the town", "value": 33, "low": 30, "high": 44,
"unit": "g/kWh", "source": "mine"}], "sources": [{"id": "mine",
"text": "A letter of the town", "url": "javascript:alert(1)",
"licence": null, "attribution": null}]' >hand/lone/disclosure.json
json "$energy" "$energy" ", \"factors\": [$(awk 'BEGIN {
	while (i++ < 20480) printf "{},"; print "{}" }')]" \
	>hand/large/disclosure.json
echo '{"bomFormat": "CycloneDX", "specVersion": "1.7", "components": [
{"type": "machine-learning-model", "name": "M", "modelCard":
{"considerations": {"environmentalConsiderations": {"energyConsumptions":
[{"activity": "training", "activityEnergyCost": {"value": 30, "unit": "kWh"}
}]}}}}]}' >hand/card/disclosure.json
ok "by hand: status 1" status 1 batch hand -o out-hand -q 2>/dev/null
# blanks that may break are easier to look for
for name in small slip lone; do
	sed 's/\xc2\xa0/ /g' out-hand/$name/appendix.md >"$name.md"
done
ok "a value with its range; what is not stated is no 0" says \
	out-hand/small/table.md '^| M  *|  *30.5 |  *— |  *28.0–33.0 |$' \
	'— Not reported'
ok "the totals stand below the title" says small.md \
	'^Its totals: device-hours not reported; energy 30.5 (28.0–33.0) kWh; CO₂e not reported\.$'
ok "its method is one that we don't know" says small.md \
	'The disclosure names the method of ours\.'
ok "and beside the page" says out-hand/failures.txt \
	'^small: incomplete: .*emissions are not known \[disclosed-gap\]$'
ok "no slip is found, and that is said" says small.md \
	'found nothing wrong'
ok "one that is found stands on the page" says slip.md \
	'^\*\*What the check of its numbers found:\*\*$' \
	'totals: energy is 61 kWh, .*30.5 kWh.*check-hidden-row'
ok "and beside it" says out-hand/failures.txt \
	'^slip: incomplete: disclosure.json:.*totals: energy is 61 kWh'
ok "figures in no order and no currency are left out, and said" says \
	out-hand/failures.txt \
	'^odd: .*disclosure.json:3:155: .*models/0/co2e_kg must have low, value and high.*\[disclosed-value\]$' \
	'^odd: .*disclosure.json:3:250: .*models/0/cost must be in a currency.*\[disclosed-value\]$'
ok "nor are such totals counted" says out-hand/failures.txt \
	'^unit: .*totals/energy_kwh must be in kWh.*\[disclosed-value\]$' \
	'^unit: .*energy is not known \[disclosed-gap\]$' \
	'^order: .*totals/energy_kwh must have low, value and high' \
	'^order: .*energy is not known \[disclosed-gap\]$'
# small, odd, lone and large state 30.5 (28 to 33) kWh, slip 61 (56 to 66)
ok "and one costs the sum of the others nothing" says out-hand/summary.json \
	'^    "energy_kwh": {"value": 183, "low": 168, "high": 198, "unit": "kWh", "at_least": true, "reported": 5, "not_reported": 3}' \
	'^    "device_hours": {"value": 7, '
ok "a sum of ranges says that something is missing" says \
	out-hand/index.html '>Total<.*USD.*≥2\.00–6\.00'
ok "and not shown" lacks -e '| *3.00 *|' -e euros out-hand/odd/table.md
ok "factors have their source" sh -c '
	tr -d "\\\\" <lone.md |
	    grep "^| Of the town (grid/x) .*| 33 (30–44) g/kWh | \[1\] "'
ok "which is no link that acts" sh -c '
	grep -q "A letter of the town" out-hand/lone/report.html &&
	! grep -i "href=.javascript" out-hand/lone/report.html'
ok "more than a page takes: checked alone" sh -c '
	grep -q "^large: .*\[disclosed-page\]\$" out-hand/failures.txt &&
	[ ! -f out-hand/large/report.html ] &&
	grep -q "^large,incomplete" out-hand/summary.csv'
ok "another form: checked alone, and nothing is counted" sh -c '
	[ ! -f out-hand/card/report.html ] &&
	grep -q "^card,incomplete,,disclosure" out-hand/summary.csv &&
	grep -q "^card: .*\[disclosed-other\]\$" out-hand/failures.txt'

# The same bytes, and once.
cp -r out-hand before
ok "once done is done" status 1 batch hand -o out-hand -q 2>/dev/null
ok "and the same bytes" diff -r before out-hand
batch hand -o out-four -j 4 -q 2>/dev/null
ok "whatever the number of workers" diff -r before out-four
sed 's/30\.5/31.5/' hand/small/disclosure.json >changed
cat changed >hand/small/disclosure.json
batch hand -o out-hand -q 2>/dev/null
ok "a disclosure that changed is done again" says out-hand/small/table.md \
	'^| M  *|  *31.5 |'
ok "and no other" diff -r before/lone out-hand/lone
ok "what is not anonymous gets no anonymous page" sh -c '
	"$WATTLEAF" batch hand -o out-anon -q --anonymous 2>/dev/null </dev/null
	[ ! -f out-anon/small/report.html ] &&
	grep -q "^small: .*\[disclosed-page\]\$" out-anon/failures.txt'
ok "nor do the tables tell its title, and they count its numbers" sh -c '
	! grep -rl "By hand" out-anon &&
	grep -q "^small,incomplete,,disclosure,,ours,1,,,,,,,30.5," out-anon/summary.csv'
batch in/anonymous/disclosure.json -o out-veiled -q --anonymous 2>/dev/null
ok "what is anonymous does" [ -s out-veiled/anonymous/report.pdf ]

done_testing
