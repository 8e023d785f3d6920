#!/bin/sh
# A row from one line: what papers and tools print is reached; what is not
# said is assumed aloud; limits end a job.
# shellcheck source=tests/tests.sh
. "$WATTLEAF_SRCDIR/tests/tests.sh"

# refused NAME N TEXT ARGUMENT...: estimate ends with status N and says TEXT
refused()
{
	name=$1
	want_status=$2
	text=$3
	shift 3
	ok "$name: status $want_status" runs "$want_status" \
		"$WATTLEAF" estimate "$@"
	ok "$name: said" err_says "$text"
}

# near COLUMN WANT TOLERANCE: the figure in out.csv is WANT but for a share
near()
{
	awk -F , -v key="$1" -v want="$2" -v most="$3" '
		NR == 1 { for (i = 1; i <= NF; i++) place[$i] = i; next }
		{
			got = $place[key]
			print key, got, "for", want
			off = (got - want) / want
			good = key in place && off <= most && -off <= most
		}
		END { exit !good }' out.csv
}

# row NAME ENERGY_KWH CO2E_UNIT CO2E TOLERANCE ARGUMENT...
row()
{
	row_name=$1
	row_energy=$2
	row_unit=$3
	row_mass=$4
	row_most=$5
	shift 5
	"$WATTLEAF" estimate --format table.csv -o - -q \
		--units "kWh,$row_unit" "$@" 2>err | tr -d '\r' >out.csv
	[ "$row_energy" = - ] || ok "$row_name: energy" \
		near energy_kwh "$row_energy" "$row_most"
	[ "$row_mass" = - ] || ok "$row_name: emissions" \
		near "co2e_$row_unit" "$row_mass" "$row_most"
}

# Strubell, Ganesh and McCallum 2019, Table 3, as it prints them: its
# measured power is that of the whole machine.
strubell()
{
	row "$1" "$2" lb "$3" 0.016 --method strubell-2019 \
		--hardware "$4" --time "$5" --total-power "$6"
}
strubell "Strubell: Transformer base" 27 26 8xP100 '12 h' '1415.78 W'
strubell "Strubell: Transformer big" 201 192 8xP100 '84 h' '1515.43 W'
ok "Strubell: Transformer big costs 289 dollars" near cost_low_usd 289 0.002
ok "Strubell: to 981 dollars" near cost_high_usd 981 0.002
strubell "Strubell: ELMo" 275 262 3xP100 '336 h' '517.66 W'
strubell "Strubell: BERT" 1507 1438 64xV100 '79.2 h' '12041.51 W'
ok "Strubell: BERT costs 12,571 dollars" near cost_high_usd 12571 0.0001
strubell "Strubell: NAS" 656347 626155 8xP100 '274120 h' '1515.43 W'

# Patterson et al. 2021, Tables 1 and 4: power of one accelerator.
patterson()
{
	row "$1" "$2" t "$3" 0.02 --method patterson-2021 --hardware "$4" \
		--power "$5" --time "$6" --pue "$7" --intensity "$8"
}
patterson "Patterson: T5" 85700 46.7 512xTPUv3 '310 W' '20 d' 1.12 \
	'0.545 kg/kWh'
patterson "Patterson: GShard" 24100 - 1024xTPUv3 '288 W' '3.1 d' 1.09 \
	'0.201 kg/kWh'
patterson "Patterson: Switch" 179000 72.2 'TPU v3-2048' '245 W' '27 d' 1.10 \
	'0.403 kg/kWh'
patterson "Patterson: Transformer big" 316 - 8xP100 '296 W' '3.5 d' 1.59 \
	'0.429 kg/kWh'
patterson "LaMDA" 451000 - 1024xTPUv3 '289 W' '57.7 d' 1.10 '0.1 kg/kWh'

# GPT-3 from its FLOP (Patterson et al.: 1,287 MWh, 552.1 t, 14.8 days):
# 24.6 of 125 TFLOP/s, 6ND of 174.6 billion parameters and 300 billion tokens.
row "GPT-3 by 6ND" 1287000 t 552.1 0.003 --hardware 10000xv100-sxm2 \
	--params '174.6 B' --tokens '300 B' --mfu 0.1968 --precision fp16 \
	--power '330 W' --pue 1.10 --intensity '429 g/kWh'
ok "GPT-3 by 6ND: 14.8 days" near time_h 355.2 0.003

# Peers' own examples.
row "BLOOM" 433196 t 24.69 0.001 --energy '433196 kWh' \
	--intensity '57 g/kWh'
row "ML CO2 Impact: V100" 0.51 kg 0.29 0.000001 --method mlco2-2019 \
	--hardware v100-sxm2 --power '300 W' --time '1.7 h' \
	--intensity '566 g/kWh'
row "ML CO2 Impact: A100, private" 25 kg 10.8 0.000001 --method mlco2-2019 \
	--hardware 'NVIDIA A100-PCIE-40GB' --time '100 h'
row "CodeCarbon: Azure" 1.5 kg 0.7125 0.000001 --method codecarbon-2 \
	--it-energy '1.5 kWh' --intensity '475 g/kWh'
row "CodeCarbon: Illinois" 0.3 kg 0.1104023 0.00001 --method codecarbon-2 \
	--it-energy '0.3 kWh' --intensity '811.318 lb/MWh'

# hours COUNT ARGUMENT...: so many devices in an hour are so many device-hours
hours()
{
	count=$1
	shift
	"$WATTLEAF" estimate --time '1 h' --grid FRA -q -o - \
		--format disclosure.json "$@" 2>err | tr -d ' \n' |
		grep -o '"devices":[^}]*"value":[0-9]*\|"device_hours":{"value":[0-9]*' |
		grep ":$count\$"
}
ok "8xA100" hours 8 --hardware 8xA100
ok "8 x NVIDIA A100-SXM4-80GB" hours 8 --hardware \
	'8 x NVIDIA A100-SXM4-80GB'
ok "A100×4" hours 4 --hardware 'A100×4'
ok "NVIDIA H100 PCIe x 3" hours 3 --hardware 'NVIDIA H100 PCIe x 3'
ok "2x8xH100" hours 16 --hardware 2x8xH100
ok "8xH100 on four nodes" hours 32 --hardware 8xH100 --nodes 4
ok "TPU v3-128 is 64 chips" hours 64 --hardware 'TPU v3-128'
ok "v4-8 is 4 chips" hours 4 --hardware v4-8
ok "v5litepod-16 is 16 chips" hours 16 --hardware v5litepod-16
ok "two slices" hours 8 --hardware '2xv3-8'

# What is assumed is said, with its range and its source.
ok "a row without power" "$WATTLEAF" estimate --hardware a100-sxm-80 \
	--time '2 h' --grid FRA
"$WATTLEAF" estimate --hardware a100-sxm-80 --params '1 B' --tokens '20 B' \
	--grid FRA >said 2>err
ok "the number of devices" err_says 'one device'
ok "the share of the TDP" err_says '1 (0.63..1.08)'
ok "the share of the peak" err_says '0.325 (0.213..0.462)'
ok "the precision" err_says 'fp16'
ok "and cited" grep 'Chowdhery' said
ok "the factor of 6ND is cited" grep 'Kaplan' said
ok "the table is there" grep '^Estimate .*A100' said
ok "equivalents are there" grep '^For scale' said
ok "the sentence is there" grep '^The run took .*A100' said
ok "no line is wider than 80 columns" awk '
	{ n = gsub(/[^\200-\277]/, "") } n > 80 { print n; bad = 1 }
	END { exit bad }' said
"$WATTLEAF" estimate --hardware a100-sxm-80 --time '2 h' --grid FRA \
	--power '300 W' >said 2>err
ok "nothing is assumed of what is said" sh -c '! grep "share of the TDP" err'
ok "nothing was written" sh -c '! ls wattleaf-out'

ok "the FLOP are disclosed" sh -c '"$WATTLEAF" estimate -q -o - \
	--hardware a100-sxm-80 --params "1 B" --tokens "20 B" \
	--format disclosure.json 2>err | tr -d " \n" |
	grep "\"flops\":{\"value\":1.2e+20,"'
"$WATTLEAF" estimate --help | sed -n '/^Examples/,/^$/s/^  wattleaf //p' \
	>examples
while read -r arguments; do
	# shellcheck disable=SC2016
	ok "example: $arguments" sh -c 'eval "set -- $1"
		"$WATTLEAF" "$@" </dev/null >out 2>err; s=$?
		cat err; [ $s -le 1 ] && test -s out' sh "$arguments"
done <examples
ok "there are examples" test -s examples

# Faults.
refused "a device with near names" 4 'rtx-3070' --hardware RTX30 \
	--time '1 h' --grid FRA
refused "a region that is none" 4 'gcp/us-central1' --hardware 8xA100 \
	--time '1 h' --region us-centrl1
refused "a place that could be two" 4 'GEO or US-GA' --hardware 8xA100 \
	--time '1 h' --grid georgia
refused "a time without a unit" 2 '--time: error' --hardware 8xA100 --time 12
refused "a PUE below 1" 2 'between 1 and 10' --hardware 8xA100 \
	--time '1 h' --pue 0.9
refused "no time" 2 'estimate needs --time' --hardware 8xA100
refused "nothing" 2 'estimate needs --hardware'
refused "two kinds of hardware" 2 'one kind' --hardware '8xA100 + 2xV100' \
	--time '1 h'
for wrong in '0xA100' '99999999999xA100' '2x2x2xA100' 'A100 x' '8xA100 x 8 x 8'; do
	refused "$wrong" 2 'one number of devices' --hardware "$wrong" \
		--time '1 h' --grid FRA
done
refused "nodes said twice" 2 'must not say it too' --hardware 2x8xA100 \
	--nodes 2 --time '1 h'
refused "an argument" 2 'takes options alone' 8xA100
refused "an unknown place is no zero" 1 'need a place; write --grid FRA' --hardware 8xA100 \
	--time '1 h'

# Files, when they are asked for.
ok "a table for LaTeX" sh -c '"$WATTLEAF" estimate --hardware 8xA100 \
	--time "1 h" --grid FRA --name Ours --format table.tex -o - 2>err |
	grep "Ours"'
ok "a folder" "$WATTLEAF" estimate --hardware 8xA100 --time '1 h' \
	--grid FRA --format md,json -o folder
ok "with the disclosure" grep '"id": "estimate"' folder/disclosure.json

# A study with other words for one run.
cat >study.xml <<'XML'
<study xmlns="urn:wattleaf:study:1" title="T">
  <place grid="USA" intensity="500 g/kWh" pue="1.5"/>
  <model id="a" name="A"><place region="aws/us-east-1"/>
    <run device-hours="80 h"><hardware device="v100" count="8" power="250 W"/></run>
    <run energy="10 kWh" time="1 h"><place pue="2"/></run>
  </model>
</study>
XML
# told TEXT: explain says it of the emissions
told()
{
	text=$1
	shift
	"$WATTLEAF" explain study.xml a.co2e "$@" >explained 2>err
	cat explained err
	grep -F -e "$text" explained
}
ok "explain takes a PUE" told 'command line, --pue "1.1"' --pue 1.1
ok "for every run" sh -c 'test "$(grep -c "E = PUE.* = 1.1 ×" explained)" -eq 2'
ok "a grid takes the stated intensity with it" sh -c \
	'"$WATTLEAF" explain study.xml a.co2e --grid FRA 2>&1 |
	grep "catalogue grid/FRA"'
ok "a region takes the PUE too" sh -c \
	'"$WATTLEAF" explain study.xml a.co2e --region gcp/us-central1 2>&1 |
	grep "PUE = 1.1 "'
ok "a time takes the device-hours" told '3 h' --time '3 h'
ok "a device keeps the count" told 'g = 8' --hardware h100-sxm --time '1 h'
ok "measured energy stays first" told '10 kWh' --hardware 4xA100 \
	--time '1 h' --power '300 W'
ok "report takes them too" sh -c '"$WATTLEAF" report study.xml --pue 1.1 \
	--format table.csv -o - >out.csv 2>err'
ok "a table with 8 x 10 h x 250 W x 1.1 and 10 kWh" near energy_kwh 32 0.0001

# Limits.
limit()
{
	"$WATTLEAF" estimate --it-energy '10 kWh' --time '1 h' --pue 1 \
		--intensity '500 g/kWh' "$@"
}
ok "5 kg are not above 5 kg" runs 0 limit --fail-above '5 kg'
ok "5 kg are above 4.9 kg" runs 6 limit --fail-above '4.9 kg'
ok "that is said" err_says 'is 5 kg [limit-passed]'
ok "10 kWh are above 9.9 kWh" runs 6 limit --fail-above '9.9 kWh'
ok "and not above 0.01 MWh" runs 0 limit --fail-above '0.01 MWh'
ok "one of two" runs 6 limit --fail-above '1 t' --fail-above '9000 Wh'
ok "no cost is known" runs 1 limit --fail-above '100 USD'
ok "no limit" runs 2 limit --fail-above '5 apples'
ok "no range" runs 2 limit --fail-above '4..5 kg'
ok "no baseline" runs 2 limit --fail-above '+5 %'
priced()
{
	limit --hardware 2xV100 --time '10 h' --price '1..2 USD/h' "$@"
}
ok "of a price range the high end counts" runs 6 priced \
	--fail-above '39 USD'
ok "which is 2 x 10 h x 2 USD" runs 0 priced --fail-above '40 USD'
ok "another currency" runs 1 priced --fail-above '100 EUR'
ok "device-hours" runs 6 priced --fail-above '19 h'
sed 's/ energy="10 kWh"//' study.xml >gap.xml
ok "a sum with gaps, above" runs 6 "$WATTLEAF" report gap.xml -q \
	--fail-above '10 kg' -o gap
ok "what is above is written" ls gap/report.pdf
ok "at least so much" err_says 'at least 15 kg'
ok "a sum with gaps, below" runs 1 "$WATTLEAF" report gap.xml \
	--fail-above '20 kg' -o gap
ok "can't be told" err_says 'limit-unknown'

# What is said of a place that is not there is what to write.
sed 's/<place.*\/>//' study.xml >nowhere-said.xml
"$WATTLEAF" convert nowhere-said.xml -o nowhere-said.yaml -q
ok "a study in XML without a place" runs 1 "$WATTLEAF" report \
	nowhere-said.xml -o after
ok "is told an element" err_says 'write <place grid="FRA"/>'
ok "a study in YAML without a place" runs 1 "$WATTLEAF" report \
	nowhere-said.yaml -o after
ok "is told a key" err_says 'write place: {grid: FRA}'
sed 's/<place[^>]*>/<place grid="Frace" pue="1.5"\/>/' study.xml >near.xml
ok "a place that is near" runs 4 "$WATTLEAF" report near.xml -o after
ok "is named" err_says 'FRA (France)'
sed 's/<place[^>]*>/<place grid="xqzw" pue="1.5"\/>/' study.xml >far.xml
ok "a place that is near none" runs 4 "$WATTLEAF" report far.xml -o after
ok "is told where they are listed" err_says 'wattleaf catalog grids'

# An earlier disclosure.
"$WATTLEAF" report study.xml -q --format json -o before 2>/dev/null
cp before/disclosure.json baseline.json
changed()
{
	"$WATTLEAF" report study.xml --format json -o after \
		--baseline baseline.json "$@"
}
ok "nothing changed" runs 0 changed --fail-above '+0 %'
ok "a table says so" grep '^Total .*±0.0' out
ok "10 % more for the first run" runs 6 changed --power '275 W' \
	--fail-above '+5 %'
# 80 h x 250 W x 1.5 = 30 kWh and 10 kWh: 3 of 40 kWh more
ok "is 7.5 % in all" grep '^A .*+7.5.*+7.5' out
ok "which is said" err_says 'by +7.5 %'
ok "and less than 8 %" runs 0 changed --power '275 W' --fail-above '8 %'
ok "another method is said" runs 0 changed --method codecarbon-3
ok "as such" err_says 'baseline-other'
sed 's/id="a"/id="b"/' study.xml >other.xml
"$WATTLEAF" report other.xml --format json -o after --baseline baseline.json \
	>out 2>err
ok "a model that is new" grep '^A  *—  *[0-9]' out
ok "a model that is gone" grep '^A  *[0-9.]*  *—' out
"$WATTLEAF" report study.xml -q --format pdf,json -o printed 2>/dev/null
ok "a PDF that carries the baseline" runs 6 "$WATTLEAF" report study.xml \
	--format json -o after --baseline printed/report.pdf --power '275 W' \
	--fail-above '+5 %'
ok "says as much" grep '^A .*+7.5.*+7.5' out
printf '%%PDF-1.7\n' >no.pdf
ok "a PDF that carries none" runs 3 "$WATTLEAF" report study.xml -o after \
	--baseline no.pdf
ok "a study as the baseline, as it stands" runs 6 "$WATTLEAF" report \
	study.xml --format json -o after --baseline study.xml --power '275 W' \
	--fail-above '+5 %'
ok "says as much, too" grep '^A .*+7.5.*+7.5' out
ok "a study that is none" runs 3 "$WATTLEAF" report study.xml -o after \
	--baseline nowhere.xml
echo '{}' >none.json
ok "no disclosure" runs 3 "$WATTLEAF" report study.xml -o after \
	--baseline none.json
done_testing
