#!/bin/sh
# wattleaf catalog: every table is there, found by its names, and shown with
# its sources as text, CSV and JSON.
# shellcheck source=tests/tests.sh
. "$WATTLEAF_SRCDIR/tests/tests.sh"

data=$WATTLEAF_DATADIR/catalog

# lists COUNT NAME: so many rows are counted
lists()
{
	awk -v want="$1" -v name="$2" '
		$1 == name { found = 1; print; good = $2 == want }
		END { exit !(found && good) }' tables
}

# rows FILE: rows of a table of the catalogue; no field holds a line end
rows()
{
	echo $(($(wc -l <"$data/$1") - 1))
}

"$WATTLEAF" catalog >tables 2>err
ok "without a word it lists the tables" test -s tables
while read -r name file; do
	ok "$name: $file" lists "$(rows "$file")" "$name"
done <<LIST
hardware accelerators.csv
cpus cpus.csv
cores cores.csv
vcpus vcpus.csv
memory dram.csv
power power.csv
embodied embodied.csv
regions regions.csv
sites sites.csv
providers providers.csv
pue pue.csv
intensities intensities.csv
fuels fuels.csv
mixes mixes.csv
prices prices.csv
electricity electricity.csv
gwp gwp.csv
equivalents equivalents.csv
rules methods.csv
models results.csv
facts models.csv
scenarios scenarios.csv
checks checks.csv
sources sources.csv
LIST
ok "grids: countries and their parts" lists \
	$(($(rows grid.csv) + $(rows subregions.csv))) grids
ok "every file of the catalogue has its table" test \
	"$(ls "$data"/*.csv | wc -l)" -eq 26
ok "methods" lists "$(grep -c '/title,' "$data/methods.csv")" methods
ok "venues" lists \
	$(($(wc -l <"$WATTLEAF_DATADIR/templates/venues.csv") - 1)) venues
ok "templates" lists \
	"$(find "$WATTLEAF_DATADIR/templates/" -maxdepth 1 -name '*.md' | wc -l)" templates

# The registries are those that errors name.
"$WATTLEAF" inspect --format nosuch "$WATTLEAF_SRCDIR/README.md" 2>err
sed -n 's/.*; one of \(.*\) \[.*/\1/p' err | tr -d ',' | sed 's/ or / /' |
	tr ' ' '\n' | sort >want
"$WATTLEAF" catalog formats --format csv 2>err | sed 1d | cut -d, -f2 |
	sort >got
ok "formats" diff -u want got
"$WATTLEAF" catalog charts --format csv | sed 1d | cut -d, -f2 >charts
ok "charts" grep -x emissions charts
ok "outputs" sh -c '"$WATTLEAF" catalog outputs | grep "^table.tex .*tex$"'

# found TEXT ARGUMENT...: text that the list holds
found()
{
	text=$1
	shift
	"$WATTLEAF" catalog "$@" >out 2>err && grep -e "$text" out
}
ok "by a part of the name" found '^a100-sxm-80 .*400 W' hardware a100
ok "as a tool writes it" found '^id: *a100-sxm-80' hardware a100-sxm-80
ok "without the signs between" found '^a100-sxm-40 ' hardware 'A100SXM4'
ok "by another name" found 'h100-sxm' hardware '80GB HBM3'
ok "by all of several words" found 'aws/us-east-1$' regions aws virginia
ok "and by none of fewer" sh -c '! "$WATTLEAF" catalog regions aws tokyo virginia'
ok "the table's other name" found '^id: *FRA' grid fra
ok "a country by its name" found 'FRA$' grids France
ok "its source" found 'Ember (2025)' grids FRA
ok "its licence" found 'CC BY 4.0' grids FRA
ok "a line that the licence asks for" found '^epoch2026: .*CC BY 4.0' \
	hardware h100
ok "sources of a list" found '^licence:' hardware h100 --sources
ok "a pattern over all tables" found '^prices (' v100-sxm2
ok "names the tables" found '^hardware (' v100
ok "a published result" found '626155 lb' models nas
ok "a table's name nearly" found 'There is a table "hardware"' hardwar

ok "nothing found" runs 4 "$WATTLEAF" catalog hardware a1000x
ok "a near name" grep 'did you mean' err
ok "nothing anywhere" runs 4 "$WATTLEAF" catalog nosuchthinganywhere
ok "a near format" runs 4 "$WATTLEAF" catalog formats codecarbom
ok "is named" grep 'codecarbon' err
ok "no such form" runs 2 "$WATTLEAF" catalog --format yaml

"$WATTLEAF" catalog >all 2>err
for table in $(sed -n 's/^\([a-z]*\) .*/\1/p' all); do
	"$WATTLEAF" catalog "$table" >out 2>err
	ok "$table fits 80 columns" awk '
		{ n = gsub(/[^\200-\277]/, "") }
		n > 80 { bad = 1; print n, NR }
		END { exit bad || NR < 3 }' out
done

# CSV by RFC 4180: lines end in CR LF, every record has the same fields, no
# cell begins as a formula does.
for table in hardware grids prices equivalents rules sources venues; do
	"$WATTLEAF" catalog "$table" --format csv >out.csv 2>err
	ok "$table as CSV" python3 -c '
import csv, sys
text = open("out.csv", newline="", encoding="utf-8").read()
assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", "")
rows = list(csv.reader(text.splitlines()))
assert len(rows) > 1
for row in rows:
    assert len(row) == len(rows[0]), row
    for cell in row:
        assert cell[:1] not in ("=", "+", "-", "@") or not cell[1:2].strip(), cell
print(len(rows))
ids = [row[:2] for row in rows]
for row in rows[1:]:
    assert ids.count(row[:2]) == 1, row
'
done
"$WATTLEAF" catalog hardware --format csv >out.csv
ok "values as the table writes them" python3 -c '
import csv, sys
mine = {r["id"]: r for r in csv.DictReader(open("out.csv", newline=""))}
for r in csv.DictReader(open(sys.argv[1], newline="", encoding="utf-8")):
    got = mine[r["id"]]
    assert got["value"] == "" if r["value"] == "" else float(got["value"]) == float(r["value"]), r
    assert got["source"] == r["source"]
    assert (got["memory_gb"] or "nan") == (r["memory_gb"] or "nan") or float(got["memory_gb"]) == float(r["memory_gb"])
print(len(mine))
' "$data/accelerators.csv"
"$WATTLEAF" catalog equivalents --json >out.json
ok "JSON with rows and sources" python3 -c '
import csv, json, sys
root = json.load(open("out.json"))
mine = {r["id"]: r for r in root["rows"]}
known = {s["id"] for s in root["sources"]}
for r in csv.DictReader(open(sys.argv[1], newline="", encoding="utf-8")):
    assert mine[r["id"]]["value"] == float(r["value"]), r
    assert mine[r["id"]]["unit"].startswith(r["unit"]), r
    assert r["source"] in known
assert root["catalog"]
' "$data/equivalents.csv"
ok "the tables as JSON" sh -c '"$WATTLEAF" catalog --json |
	python3 -c "import json, sys; assert len(json.load(sys.stdin)[\"tables\"]) == 32"'
cat >own.csv <<'CSV'
table,id,name,value,unit,year,boundary,source
device,mine,"=cmd|' /C calc'!A0",123,W,2026,board,wattleaf
CSV
ok "rows of one's own" found '^value: *123 W' hardware mine --catalog own.csv
ok "are no formula" sh -c '"$WATTLEAF" catalog hardware mine \
	--catalog own.csv --format csv | grep "'"'=cmd"'"'
done_testing
