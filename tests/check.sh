#!/bin/sh
# Disclosures that "wattleaf check" reads: each of tests/check/slips says what
# tests/check/expected has, each of tests/check/clean says nothing though it
# is read; exit statuses; JSON; our own outputs; hostile tables.
# shellcheck source=tests/tests.sh
. "$WATTLEAF_SRCDIR/tests/tests.sh"

cases=$WATTLEAF_SRCDIR/tests/check
cp -R "$cases/slips" "$cases/clean" . && chmod -R u+w slips clean

# The file's name is cut off: "line:column: level: text [code]".
says()
{
	runs 1 "$WATTLEAF" check "slips/$1" &&
		sed 's/^[^:]*://' err | diff -u "$cases/expected/$1.diag" -
}

silent()
{
	runs 0 "$WATTLEAF" check "$1" && test ! -s out && test ! -s err
}

# claims FILE N: at least N quantities are read from it
claims()
{
	"$WATTLEAF" check --json "$1" >out 2>err
	test "$(grep -c '"written":' out)" -ge "$2"
}

for file in slips/*; do
	ok "slips: ${file#slips/}" says "${file#slips/}"
done
for file in clean/*; do
	ok "clean: ${file#clean/}" silent "$file"
done
for code in $(sed -n 's/.*X(\(CHECK_[A-Z_]*\), WARNING.*/\1/p' \
	"$WATTLEAF_SRCDIR/src/base/diag_codes.h" | tr 'A-Z_' 'a-z-'); do
	ok "a file raises $code" grep -rq "\\[$code\\]\$" "$cases/expected"
done

# What is silent is read, every number of it.
while read -r file count; do
	ok "all of $file is read" claims "clean/$file" "$count"
done <<'END'
alternatives.md 12
before-pue.md 8
bloom.md 11
card-labels.md 14
card.md 3
climatebert.tex 8
llama.csv 24
patterson.tex 35
strubell.md 35
END

# A changed digit is seen in each of them.
changed()
{
	mkdir -p changed && sed "s/$2/$3/" "clean/$1" >"changed/$1" &&
		runs 1 "$WATTLEAF" check "changed/$1" && grep -q "\\[$4\\]" err
}
ok "strubell: g for kg" changed strubell.md '| 1438 |' '| 1,438,000 |' check-thousand
ok "patterson: a digit lost" changed patterson.tex '316 & 0.1357' '316 \& 0.01357' check-ten
ok "llama: PUE left out" changed llama.csv '36 MWh,14' '33.0 MWh,12.69' check-pue-missing
ok "bloom: a part left out" changed bloom.md '689,842' '789,842' check-sum
ok "climatebert: kg for g" changed climatebert.tex '15.79 kg' '15.79 g' check-thousand
ok "card: t for kg" changed card.md '1.71 kg' '1.71 t' check-thousand

# Exit statuses and formats.
ok "no file is usage" runs 2 "$WATTLEAF" check
ok "a missing file is status 3" runs 3 "$WATTLEAF" check nosuch.md
echo 'no table here' >prose.md
ok "what is not recognised is status 3" runs 3 "$WATTLEAF" check prose.md
ok "and says what is" grep -q 'climate-card' err
printf '{"wattleaf": "1", "models": [' >torn.json
ok "malformed JSON is status 3" runs 3 "$WATTLEAF" check torn.json
ok "with its place" grep -q '^torn.json:1:[0-9]*: error: ' err
printf '<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><a></bom>' >torn.xml
ok "malformed XML is status 3" runs 3 "$WATTLEAF" check torn.xml
printf 'a,b\n1,2\n' >other.csv
ok "a table of something else is status 3" runs 3 "$WATTLEAF" check other.csv
ok "an unknown format is usage" runs 2 "$WATTLEAF" check --format nosuch clean/llama.csv
ok "a format can be forced" runs 0 "$WATTLEAF" check --format csv clean/llama.csv
ok "standard input is read" sh -c '"$WATTLEAF" check --format latex - <slips/mismatch.tex 2>err; test $? -eq 1'
ok "several files give the first fault" runs 1 "$WATTLEAF" check clean/strubell.md slips/pound.md
cp -R "$WATTLEAF_DATADIR" bare && chmod -R u+w bare && sed -i /^intensity-most/d bare/catalog/checks.csv
ok "a bound that the catalogue lacks is status 4" env WATTLEAF_DATADIR=bare \
	sh -c '"$WATTLEAF" check clean/llama.csv 2>err; s=$?; cat err; test $s -eq 4'
ok "a device that is not known is a note" sh -c '
	printf "hardware,hours,energy (kWh)\nXyzzy 9,1,1\n" >unknown.csv
	"$WATTLEAF" check --verbose unknown.csv 2>err && grep -q "note: .*Xyzzy.*\[check-unused\]" err'

# Data on standard output.
"$WATTLEAF" check --json slips/pound.md >pound.json 2>/dev/null
ok "JSON has the slip" grep -q '"code": "check-pound"' pound.json
ok "JSON says how sure" grep -q '"sure": "certain"' pound.json
ok "JSON is JSON" sh -c '! command -v jq >/dev/null || jq -e ".[0].slips[1].would_be" pound.json'

# What report writes is clean, but for the price that the paper applies to
# each chip.
cp -R "$WATTLEAF_SRCDIR/samples" . && chmod -R u+w samples
for sample in strubell-2019 four-models; do
	"$WATTLEAF" report samples/$sample -o "$sample" >/dev/null 2>&1
	ok "$sample: our disclosure is clean" silent "$sample/disclosure.json"
	ok "$sample: and in the report that carries it" silent "$sample/report.pdf"
	for file in table.csv table.md appendix.md appendix.tex; do
		ok "$sample: $file has the paper's slip alone" sh -c '
			"$WATTLEAF" check "$1" 2>err; s=$?; cat err
			test $s -le 1 && ! grep -v "\[check-price-unit\]" err' sh "$sample/$file"
	done
done
sed '/"totals"/,$s/"value": \([0-9]\)/"value": 9\1/' strubell-2019/disclosure.json >raised.json
ok "a total that was raised is seen" sh -c '"$WATTLEAF" check raised.json 2>err; cat err
	grep -q "\[check-hidden-row\]" err'

ok "a PDF without a disclosure is status 3" runs 3 "$WATTLEAF" check strubell-2019/chart.pdf

# Hostile tables: nothing crashes, hangs or is believed.
survives()
{
	"$WATTLEAF" check "$@" >out 2>err
	test $? -le 3
}
awk 'BEGIN { for (i = 0; i < 100000; i++) printf "energy (kWh),"; print ""
	for (i = 0; i < 100000; i++) printf "1,"; print "" }' >wide.csv
ok "100,000 columns" survives wide.csv
awk 'BEGIN { for (i = 0; i < 100000; i++) printf "|energy (kWh)"; print "|"
	for (i = 0; i < 100000; i++) printf "|--"; print "|" }' >wide.md
ok "100,000 columns of a pipe table" survives wide.md
awk 'BEGIN { printf "name,energy (kWh),co2e (kg)\n"; for (i = 0; i < 1000000; i++) printf "9"; print ",1,1" }' >long.csv
ok "a cell of a million digits" survives long.csv
awk 'BEGIN { print "| energy (kWh) | co2e (kg) |"; print "|--|--|"; printf "| "; for (i = 0; i < 1000000; i++) printf "9"; print " | 1 |" }' >long.md
ok "and in a pipe table" survives long.md
awk 'BEGIN { for (i = 0; i < 200000; i++) printf "\\begin{tabular}{l}{"; }' >deep.tex
ok "tabulars that never end" survives deep.tex
awk 'BEGIN { for (i = 0; i < 100000; i++) printf "["; }' >deep.json
awk 'BEGIN { print "part,energy (kWh),co2e (kg)"; for (i = 0; i < 50000; i++) print "total,1,1\nV" i ",1,1" }' >totals.csv
ok "50,000 totals" survives totals.csv
awk 'BEGIN { print "name,hardware,hours,energy (kWh)"; for (i = 0; i < 50000; i++) print "n,GPU " i ",1,1" }' >devices.csv
ok "50,000 devices that are not known" survives devices.csv
ok "deep JSON" survives --format boamps deep.json
printf 'hardware,count,hours,power (W),pue,energy (kWh),co2e (kg)\n' >odd.csv
for value in NaN inf -5 1e308 1e-308 0 0.0 999999999999999999999999 0x10 1e999 -inf '1,2,3' '"1,2,3"' '$' '%' '..' '1..' '1--2' '~' 'e5' '1e' '1e5e5' '×' '10^' '1×10^99'; do
	printf 'V100,%s,%s,%s,%s,%s,%s\n' "$value" "$value" "$value" "$value" "$value" "$value"
done >>odd.csv
ok "numbers that are none" survives odd.csv
head -c 100000 "$WATTLEAF" >binary.md
for format in $("$WATTLEAF" check --format nosuch clean/llama.csv 2>&1 |
	sed -n 's/.*; one of \(.*\) \[.*/\1/p' | tr -d ',' | sed 's/ or / /'); do
	ok "a program read as $format" survives --format "$format" binary.md
done
done_testing
