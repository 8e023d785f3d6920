#!/bin/sh
# The command line: exit statuses, diagnostics, nothing half written.
# shellcheck source=tests/tests.sh
. "$WATTLEAF_SRCDIR/tests/tests.sh"

# fault N TEXT COMMAND...: status and message together
fault()
{
	fault_status=$1
	fault_text=$2
	shift 2
	runs "$fault_status" "$@" && err_says "$fault_text"
}

study()
{
	cat >study.xml <<EOF
<?xml version="1.0"?>
<study xmlns="urn:wattleaf:study:1" title="T" method="wattleaf">
  <place grid="USA" year="2024"/>
  <model id="a" name="A">
    $1
  </model>
</study>
EOF
}

nothing_written()
{
	[ ! -e out-folder ] && ! ls -d out-folder.* 2>/dev/null
}

# refused NAME N TEXT: report of study.xml ends with N, says TEXT, writes nothing
refused()
{
	ok "$1" fault "$2" "$3" "$WATTLEAF" report study.xml -o out-folder
	ok "$1: nothing is left behind" nothing_written
}

good='<run time="10 h"><hardware device="v100" count="1" power="250 W"/></run>'

study "$good"
ok "a complete study ends with 0" runs 0 "$WATTLEAF" report study.xml -o done
ok "all outputs are there" ls done/report.pdf done/report.html \
	done/appendix.md done/appendix.tex done/table.pdf done/table.svg \
	done/table.tex done/table.md done/table.csv done/chart.pdf \
	done/chart.svg done/chart.png done/disclosure.json done/references.bib
ok "an unchanged study gives the same bytes" sh -c \
	'"$WATTLEAF" report study.xml -o again -q && diff -r done again'
ok "a report replaces its own folder" runs 0 "$WATTLEAF" report study.xml \
	-o done --format md
ok "only the chosen files are left in it" sh -c \
	'[ "$(ls done)" = "$(printf "appendix.md\ntable.md")" ]'
mkdir -p mine && echo keep >mine/paper.tex
ok "a folder with other files takes ours" runs 0 "$WATTLEAF" report \
	study.xml -o mine --format table.tex
ok "and keeps the others" grep -x keep mine/paper.tex
ok "no staging folder is left" sh -c '! ls -d *.wattleaf-* .wattleaf-* 2>/dev/null'

study '<run time="10 h"><hardware device="tpu-v2" count="4" pwoer="1 W"/></run>'
refused "a misspelt attribute" 3 \
	'study.xml:5:58: error: unknown attribute: <hardware> has no "pwoer"; did you mean "power"? [study-attribute]'
study '<run time="10"><hardware device="v100" count="1"/></run>'
refused "a missing unit" 3 \
	'study.xml:5:16: error: quantity without its unit: time="10" needs a unit, one of: h, ms, s, min, d, y [quantity-unit]'
study '<run time="10 h"><hardware device="v1000" count="1"/></run>'
refused "an unknown device" 4 'no device is called "v1000"'
study '<run time="10 h"><log href="gone.csv"/></run>'
refused "a log that is not there" 3 \
	'study.xml:5:33: error: file that the study names is not there: "gone.csv" should be a file'
head -c 20000 "$WATTLEAF" >rubbish.csv
study '<run time="10 h"><log href="rubbish.csv"/></run>'
refused "a log of binary rubbish" 3 '[format-unknown]'
study '<run time="10 h"><log href="../outside.csv"/></run>'
refused "a log outside the folder" 3 '[study-outside]'
printf '<study' >study.xml
refused "a study that is cut off" 3 '[xml-syntax]'
printf '<?xml version="1.0"?><html/>' >study.xml
refused "a file that is no study" 3 'the document begins with <html>'
: >study.xml
refused "an empty study" 3 '[file-empty]'
rm study.xml
refused "a study that is not there" 3 '[file-open]'

study "$good"
cat >power.csv <<'EOF'
timestamp, index, power.draw [W]
2026/01/01 00:00:00.000, 0, 100.00 W
2026/01/01 01:00:00.000, 0, 300.00 W
EOF
ok "inspect integrates" sh -c \
	'"$WATTLEAF" inspect power.csv | grep -F "0.200000 kWh, sampled, scope gpu"'
"$WATTLEAF" inspect --json power.csv >power.json
for key in file format format_version tool_version kind scope devices \
    device_model start end duration_s duration_is_lower_bound it_energy_kwh \
    energy_kwh pue_included mean_power_w max_power_w max_gap_s covered_s \
    coverage rows rows_skipped runs co2e_kg_reported intensity_g_per_kwh \
    water_l cost currency billed_h steps flops device_list hardware \
    diagnostics; do
	ok "inspect --json states $key" grep "^    \"$key\":" power.json
done
: >file
ok "an output folder that is a file" fault 5 '[output-open]' \
	"$WATTLEAF" report study.xml -o file
ok "an output folder that can't be made" fault 5 '[output-open]' \
	"$WATTLEAF" report study.xml -o /proc/nothing/here
if [ -w /dev/full ]; then
	ok "a full disk on standard output" sh -c \
		'"$WATTLEAF" report study.xml -o - -f table.md >/dev/full 2>err
		[ $? -eq 5 ] && grep -F "[output-write]" err'
	ok "a full disk for inspect" sh -c \
		'"$WATTLEAF" inspect power.csv >/dev/full 2>err; [ $? -eq 5 ]'
	ok "a full disk for help" sh -c \
		'"$WATTLEAF" --help >/dev/full 2>err; [ $? -eq 5 ]'
else
	skip "a full disk on standard output" "no /dev/full"
fi
# A real full disk needs a file system of our own.
mkdir -p small
if mount -t tmpfs -o size=64k tmpfs small 2>/dev/null; then
	ok "a full disk for the folder" fault 5 '[output-write]' \
		"$WATTLEAF" report study.xml -o small/out
	ok "a full disk leaves nothing half written" sh -c \
		'[ -z "$(ls -A small)" ]'
	umount small
else
	skip "a full disk for the folder" "tmpfs can't be mounted"
fi

study '<run time="10 h"/>'
ok "an incomplete study ends with 1" fault 1 '[unknown-power]' \
	"$WATTLEAF" report study.xml -o incomplete
ok "and is written all the same" ls incomplete/report.pdf
study "$good"
ok "an unknown method" fault 4 'did you mean strubell-2019' \
	"$WATTLEAF" report study.xml -m strubell-2018 -o out-folder
ok "an unknown template" fault 4 '[template-name]' \
	"$WATTLEAF" report study.xml -t nosuch -o out-folder
ok "an unknown format" fault 2 '"docx" is none of' \
	"$WATTLEAF" report study.xml -f docx -o out-folder
ok "an unknown unit" fault 2 '--units: "stone"' \
	"$WATTLEAF" report study.xml -u stone -o out-folder
ok "a width without a unit" fault 2 '--width=84' \
	"$WATTLEAF" report study.xml -w 84 -o out-folder
ok "an unknown option suggests" fault 2 'did you mean --output' \
	"$WATTLEAF" report study.xml --outptu x
ok "an unknown command suggests" fault 2 'did you mean "report"' \
	"$WATTLEAF" reprot study.xml
ok "an option of another command" fault 2 'report has no option --json' \
	"$WATTLEAF" report study.xml --json
ok "no command" fault 2 'a command is needed' "$WATTLEAF"
ok "no study" fault 2 'report needs a study' "$WATTLEAF" report
ok "none of these wrote" nothing_written
ok "help begins with examples" sh -c '"$WATTLEAF" --help | head -1 | grep Examples'
ok "each command has help" sh -c 'for c in report inspect check explain; do
	"$WATTLEAF" $c --help | grep "Usage: wattleaf $c" || exit 1; done'
ok "version names catalogue" sh -c '"$WATTLEAF" --version | grep "^catalogue 20"'
ok "a bad SOURCE_DATE_EPOCH" fault 2 SOURCE_DATE_EPOCH \
	env SOURCE_DATE_EPOCH=soon "$WATTLEAF" report study.xml
ok "data folder that is none" fault 3 '[data-directory]' \
	env WATTLEAF_DATADIR=/nonexistent "$WATTLEAF" report study.xml

sed 's/{{study.title}}/{{study.titel}}/; s/{methods}/{method}/' \
	"$WATTLEAF_DATADIR/templates/appendix.md" >bad.md
ok "an unknown path in a template" fault 3 \
	'bad.md:1:3: error: unknown path in the template: {{study.titel}} is no value of the disclosure; did you mean "title"?' \
	"$WATTLEAF" report study.xml -t ./bad.md -o out-folder
ok "an unknown directive in a template" err_says 'did you mean {methods}'
ok "a bad template writes nothing" nothing_written

ok "check is silent on a good study" sh -c \
	'"$WATTLEAF" check study.xml >out 2>&1 && [ ! -s out ]'
ok "explain names file, line and column" sh -c \
	'"$WATTLEAF" explain study.xml a.co2e | grep "study.xml:5:63 \"250 W\""'
ok "explain names the source" sh -c \
	'"$WATTLEAF" explain study.xml a.co2e | grep "catalogue grid/USA"'
ok "explain to a depth" sh -c \
	'[ "$("$WATTLEAF" explain study.xml a.co2e --depth 1 | grep -c " = ")" -eq 3 ]'
ok "explain of a stage" sh -c \
	'"$WATTLEAF" explain study.xml a.final.energy | grep "^a.final.energy: A, final"'
ok "explain of the total" sh -c \
	'"$WATTLEAF" explain study.xml total.co2e | grep "^total.co2e"'
ok "explain of a stage without runs" sh -c \
	'"$WATTLEAF" explain study.xml a.tuning.energy | grep "not asked for"'
ok "explain in Markdown" sh -c \
	'"$WATTLEAF" explain study.xml a.co2e -f md | grep -F "  - E = PUE × E\\_it ="'
ok "explain in JSON" sh -c '"$WATTLEAF" explain study.xml a.co2e --json >x.json &&
	python3 -c "
import json
figures = json.load(open(\"x.json\"))[0][\"figures\"]
ids = [f[\"id\"] for f in figures]
assert len(ids) == len(set(ids))
assert all(a in ids for f in figures for a in f[\"arguments\"])
assert all(f[\"arguments\"] or f[\"origin\"] for f in figures)
"'
shares()
{
	"$WATTLEAF" explain study.xml a.co2e --sensitivity >shares &&
	grep -c " %  " shares
	[ "$(sed -n "s/^ *\([0-9.]*\) %  .*/\1/p" shares |
	    awk "{ sum += \$1 } END { print (sum > 99.8 && sum < 100.2) }")" -eq 1 ]
}
ok "explain ranks the inputs of a range" shares
ok "explain in no such format" fault 2 'text, markdown or json' \
	"$WATTLEAF" explain study.xml a.co2e --format pdf
ok "explain to no such depth" fault 2 'number of levels' \
	"$WATTLEAF" explain study.xml a.co2e --depth -1
ok "a figure that is used again is referred to" sh -c \
	'"$WATTLEAF" explain "$WATTLEAF_SRCDIR/samples/strubell-2019" \
	    total.energy 2>err | grep "as in \[1\]"'
ok "report ranks the inputs of a range" sh -c \
	'"$WATTLEAF" report study.xml -o - -f appendix.md --sensitivity 2>err |
	    grep "carbon intensity, grid/USA"'
ok "report says nothing of it when not asked" sh -c \
	'! "$WATTLEAF" report study.xml -o - -f appendix.md 2>err | grep "share of the variance"'
ok "explain of a model that is not there" fault 2 'the study has no model' \
	"$WATTLEAF" explain study.xml b
ok "explain of a quantity that is not there" fault 2 'did you mean "co2e"' \
	"$WATTLEAF" explain study.xml a.co2
ok "model dump" sh -c '"$WATTLEAF" report study.xml --dump model | grep "power=250W@5:63"'
ok "document dump" sh -c '"$WATTLEAF" report study.xml --dump document | grep "column co2e"'
ok "scene dump" sh -c '"$WATTLEAF" report study.xml --dump scene | grep -i text'
done_testing
