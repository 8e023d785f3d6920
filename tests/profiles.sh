#!/bin/sh
# What conferences ask: each field of a profile is met, or is named with its
# place; a profile that asks for what there is not is at fault itself.
# shellcheck source=tests/tests.sh
. "$WATTLEAF_SRCDIR/tests/tests.sh"

# asks STATUS OUTPUT ARGUMENT...: check --profile says so, and ends so
asks()
{
	wanted=$1
	output=$2
	shift 2
	"$WATTLEAF" check --profile "$@" >"$output" 2>&1 </dev/null
	got=$?
	[ $got -eq "$wanted" ] || { echo "status $got"; cat "$output"; return 1; }
}

# What the checklists ask of compute, by hand: one model that says it all, and
# one that does not state its parameters, memory and number of devices.
cat >all.xml <<'END2'
<study xmlns="urn:wattleaf:study:1" title="All" method="wattleaf">
 <place grid="FRA" region="gcp/europe-west9" pue="1.1" intensity="50 g/kWh"/>
 <model id="m" name="M" params="10 M" task="translation" public="yes">
  <score metric="BLEU" dataset="d" value="28"/>
  <run time="10 h" stage="final" flops="1e20 FLOP">
   <hardware device="a100-sxm4-80gb" count="8" power="300 W" host-power="200 W" memory="512 GB" cpu="AMD EPYC 7763"/>
  </run>
  <run time="5 h" stage="tuning" flops="1e19 FLOP">
   <hardware device="a100-sxm4-80gb" count="8" power="300 W" host-power="200 W" memory="512 GB" cpu="AMD EPYC 7763"/>
  </run>
  <run time="1 h" stage="failed" flops="1e18 FLOP">
   <hardware device="a100-sxm4-80gb" count="8" power="300 W" host-power="200 W" memory="512 GB" cpu="AMD EPYC 7763"/>
  </run>
 </model>
</study>
END2
cat >some.xml <<'END2'
<study xmlns="urn:wattleaf:study:1" title="Some" method="wattleaf">
 <model id="m" name="M" params="10 M">
  <place grid="USA"/>
  <run time="10 h"><hardware device="a100-sxm4-80gb" count="8" host-power="200 W"/></run>
 </model>
 <model id="n" name="N">
  <run time="10 h"><hardware device="a100-sxm4-80gb" count="8" power="300 W" host-power="200 W"/></run>
 </model>
</study>
END2
for profile in arr neurips eu-gpai climate-card full; do
	ok "$profile: a study that says all meets it" asks 0 "all-$profile" \
		"$profile" all.xml
	ok "$profile: nothing that is required is missing" sh -c \
		"! grep '^  missing\|^  weak\|^  partly' all-$profile | grep -v recommended"
done
ok "ARR: a model without parameters is named: status 1" asks 1 arr arr some.xml
ok "at its line" says arr \
	'some.xml:6:3: warning: .*arr C1, number of parameters: models.n.params is not reported \[profile-missing\]' \
	'^  missing  C1  *number of parameters (1 of 2)' \
	'^  met  *C1  *total computational budget' '^  paper  *C2'
ok "NeurIPS: memory of a node" asks 1 neurips neurips some.xml
ok "of each model" says neurips 'models.m.hardware.\*.memory_gb is not' \
	'models.n.hardware.\*.memory_gb is not'
ok "the model card: whether it is public, and the place" \
	asks 1 card climate-card some.xml
ok "by its number" says card 'climate-card 1, whether the model is public' \
	'climate-card 5, location of the computations: models.n'
ok "the full one: power that is assumed is too weak" asks 1 full full some.xml
ok "says what it is and what would do" says full \
	'models.m.it_energy_kwh is assumed, not at least modelled \[profile-weak\]'
ok "recommended fields are notes" sh -c \
	'"$WATTLEAF" check --profile arr all.xml -v 2>&1 >/dev/null | grep -q warning && exit 1
	"$WATTLEAF" check --profile arr some.xml -v 2>&1 | grep -q "note: .*search for hyperparameters.*\[profile-advice\]"'

# Disclosures: JSON and the PDF that carries it.
"$WATTLEAF" report some.xml -o some -q --format json,report.pdf 2>/dev/null </dev/null
ok "a disclosure is asked the same" asks 1 json arr some/disclosure.json
ok "at the line of its model" says json \
	"disclosure.json:$(grep -n '"id": "n"' some/disclosure.json | head -1 | cut -d: -f1):[0-9]*: warning: .*models.n.params"
ok "and so is a PDF" asks 1 pdf arr some/report.pdf
ok "whose disclosure is named" says pdf \
	'report.pdf/disclosure.json:.* warning: .*models.n.params'
ok "as data" sh -c '"$WATTLEAF" check --profile arr --json some/disclosure.json 2>/dev/null >data
	grep -q "\"met\": false" data && grep -q "\"path\": \"models.n.params\"" data'
ok "a file that is none" sh -c 'echo "{}" >none.json
	"$WATTLEAF" check --profile arr none.json 2>said
	[ $? -eq 3 ] && grep -q "\[profile-format\]" said'

# What is stated so that it can't be counted is not there.
printf 'title: Limits\nfields:\n  - item: "1"\n    asks: at most 2 MWh\n    path: totals.energy_kwh\n    most: 2 MWh\n' >limit.yaml
stated() {
	printf '{"wattleaf": "0.1.0", "study": {}, "models": [], "totals": {"energy_kwh": %s}}\n' \
		"$1" >stated.json
	"$WATTLEAF" check --profile limit.yaml stated.json >said 2>&1
	[ $? -eq "$2" ] && grep -q "$3" said
}
ok "an energy under the limit does" stated \
	'{"value": 1500, "low": 1400, "high": 1600, "unit": "kWh"}' 0 'met  *1 '
ok "its upper end counts" stated \
	'{"value": 1500, "low": 1400, "high": 2600, "unit": "kWh"}' 1 'above the limit'
ok "another unit is no way around it" stated \
	'{"value": 1500, "low": 1400, "high": 1600, "unit": "MWh"}' 1 \
	'stated.json:1:60: .*totals.energy_kwh is not in its unit \[profile-missing\]'
ok "nor is a high end that is low" stated \
	'{"value": 9000, "low": 9000, "high": 1, "unit": "kWh"}' 1 \
	'energy_kwh is negative, or outside of its range'
ok "nor an object without a number" stated '{}' 1 'energy_kwh is without a number'
ok "nothing is not reported" stated null 1 'energy_kwh is not reported'

# A profile of one's own.
cat >own.yaml <<'END2'
title: Our workshop
methods: [strubell-2019, green-algorithms-3.0]
place: region
venue: neurips
template: short
fields:
  - item: "1"
    asks: energy or emissions of each model
    path: [models.*.energy_kwh, models.*.co2e_kg]
  - item: "2"
    asks: not more than a small machine
    path: totals.energy_kwh
    most: 10 kWh
  - item: "3"
    asks: an energy that is known as a whole
    path: totals.energy_kwh
    whole: yes
    evidence: measured
checklist:
  - item: "4"
    asks: what is left to say
END2
ok "rules of method, place, limit and evidence" asks 1 own ./own.yaml some.xml
ok "are told" says own \
	'method, one of strubell-2019, green-algorithms-3.0: study.method is wattleaf \[profile-rule\]' \
	'place, the cloud region of every run: models.m.places.\*.region' \
	'2, not more than a small machine: totals.energy_kwh is above the limit \[profile-rule\]' \
	'3, .*totals.energy_kwh is assumed, not at least measured' \
	'^  met  *1  *energy or emissions'
ok "a limit that is kept, and a place" sh -c \
	'sed "s/10 kWh/10 MWh/; s/measured/assumed/; s/strubell-2019/wattleaf/" own.yaml >wide.yaml
	"$WATTLEAF" check --profile ./wide.yaml all.xml'

# Faults of a profile.
sed 's/models.\*.energy_kwh/models.*.enrgy_kwh/' own.yaml >bad.yaml
ok "an unknown path: line, column and the nearest" sh -c \
	'"$WATTLEAF" check --profile ./bad.yaml all.xml 2>said; [ $? -eq 3 ] &&
	grep "bad.yaml:9:12: error: .*there is no \"enrgy_kwh\"; did you mean \"energy_kwh\"? \[profile-path\]" said'
sed 's/models.\*.co2e_kg/models.co2e_kg/' own.yaml >bad.yaml
ok "a list without its star" sh -c \
	'"$WATTLEAF" check --profile ./bad.yaml all.xml 2>said; [ $? -eq 3 ] &&
	grep "bad.yaml:9:33: error: .*a list: \"\*\" means each of it" said'
sed 's/whole: yes/whole: perhaps/; s/venue:/vanue:/' own.yaml >bad.yaml
ok "an unknown key or word" sh -c \
	'"$WATTLEAF" check --profile ./bad.yaml all.xml 2>said; [ $? -eq 3 ] &&
	grep "bad.yaml:4:1: error: .*no key \"vanue\"; did you mean \"venue\"" said &&
	grep "bad.yaml:17:12: error: .*whole must be no or yes" said'
ok "a name that is none" sh -c \
	'"$WATTLEAF" check --profile neurps all.xml 2>said; [ $? -eq 4 ] &&
	grep "there are arr, .*did you mean \"neurips\"" said'

# What else takes it from the profile.
ok "report takes venue and template" sh -c \
	'"$WATTLEAF" report all.xml --profile neurips -o - --format appendix.md |
	grep -q "NeurIPS paper checklist" &&
	"$WATTLEAF" report all.xml --venue neurips -o plain -q --format table.svg &&
	"$WATTLEAF" report all.xml --profile ./own.yaml -o own-out -q --format table.svg
	cmp plain/table.svg own-out/table.svg'
ok "and says what is missing" sh -c \
	'"$WATTLEAF" report some.xml --profile arr -o told -q --format json 2>&1 >/dev/null
	"$WATTLEAF" report some.xml --profile arr -o told --format json 2>&1 |
	grep -q "arr C1, number of parameters"'
mkdir -p papers/a papers/b
cp all.xml papers/a/study.xml
cp some.xml papers/b/study.xml
"$WATTLEAF" batch papers -o pages --profile arr --format json -q >/dev/null 2>&1 </dev/null
ok "batch says it of each study" sh -c \
	'grep "^b: incomplete: study.xml:6:3: .*arr C1, number of parameters" pages/failures.txt &&
	! grep "^a:" pages/failures.txt'
ok "the profiles are listed" sh -c \
	'"$WATTLEAF" catalog profiles >list && grep -q "^arr .*ACL" list &&
	[ "$("$WATTLEAF" catalog profiles --format csv | sed 1d | cut -d, -f2 | tr "\n" " ")" = \
	"arr climate-card eu-gpai full neurips " ]'
done_testing
