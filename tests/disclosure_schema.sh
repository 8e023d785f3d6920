#!/bin/sh
# The disclosure's JSON Schema: it is one, it takes what the program writes,
# and it refuses what a slip would make. TAP.
set -u
. "$WATTLEAF_SRCDIR/tests/tests.sh"

schema=$WATTLEAF_DATADIR/schema/disclosure.schema.json

# Debian's python3 may have the library where another one first in PATH has not.
python=
for p in python3 /usr/bin/python3; do
	if $p -c 'from jsonschema import Draft202012Validator' 2>/dev/null; then
		python=$p
		break
	fi
done
if [ -z "$python" ]; then
	echo '1..0 # SKIP no python3 with jsonschema 4'
	exit 0
fi

cat >valid.py <<'END'
import json, sys
from jsonschema import Draft202012Validator
schema = json.load(open(sys.argv[1], encoding="utf-8"))
Draft202012Validator.check_schema(schema)
validator = Draft202012Validator(schema)
faults = [(f, e) for f in sys.argv[2:]
          for e in validator.iter_errors(json.load(open(f, encoding="utf-8")))]
for f, e in faults:
    print(f, "/".join(map(str, e.absolute_path)), e.message)
sys.exit(bool(faults))
END

cat >slips.py <<'END'
# Each slip made in a disclosure that is right must be refused.
import copy, json, sys
from jsonschema import Draft202012Validator
validator = Draft202012Validator(json.load(open(sys.argv[1], encoding="utf-8")))
right = json.load(open(sys.argv[2], encoding="utf-8"))
validator.validate(right)

def walk(value, path=()):
    yield path, value
    items = value.items() if isinstance(value, dict) else \
        enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield from walk(item, path + (key,))

def at(root, path):
    for key in path:
        root = root[key]
    return root

# The schema knows no item of a list from another: the first of each shape.
shapes = {}
for p, v in walk(right):
    if isinstance(v, dict) and "quality" in v and "low" in v:
        shapes.setdefault(tuple("" if isinstance(k, int) else k for k in p), p)
quantities = list(shapes.values())
assert quantities, "no quantity in the sample"
taken = []

def slip(name, path, change):
    wrong = copy.deepcopy(right)
    change(at(wrong, path))
    if validator.is_valid(wrong):
        taken.append((name, path))

for path in quantities:
    slip("unit is missing", path, lambda q: q.pop("unit"))
    slip("unit is another", path, lambda q: q.update(unit="MJ"))
    slip("number as text", path, lambda q: q.update(value="27"))
    slip("unknown quality", path, lambda q: q.update(quality="guessed"))
    slip("extra key", path, lambda q: q.update(mean=1))
    slip("bare number", path[:-1], lambda o: o.update({path[-1]: 0}))
slip("no models", (), lambda d: d.pop("models"))
slip("extra key", (), lambda d: d.update(host="me"))
slip("extra key", ("models", 0), lambda d: d.update(user="me"))
slip("no stage", ("models", 0, "stages"), lambda d: d.pop("tuning"))
for name, path in taken:
    print("not refused:", name, path)
sys.exit(bool(taken))
END

cat >right.py <<'END'
import json
line = {k: None for k in ("device_hours wall_hours power_w it_energy_kwh "
        "energy_kwh co2e_kg co2e_market_kg embodied_kg cost "
        "electricity_cost").split()}
def q(value, low, high, unit, **more):
    return dict(value=value, low=low, high=high, unit=unit,
                quality="modelled", sources=["strubell2019"], **more)
known = dict(line, energy_kwh=q(27, 26, 28, "kWh"),
             co2e_kg=q(11.6, 11.6, 11.6, "kg", at_least=True),
             cost=q(None, 41, 140, "USD"))
model = dict(id="base", name="Transformer_base", params=65e6,
    hardware=[dict(device=None, name="P100", count=8, unit=None)],
    score=[dict(metric="BLEU", value=28.4, dataset=None, better="higher")],
    stages=dict(final=known, tuning=None, failed=None, inference=None,
                other=None),
    quality="modelled", alternative_to=None, **known)
print(json.dumps(dict(wattleaf="wattleaf 0", catalog="2026.11",
    study=dict(title="t", method="strubell-2019", method_title=None,
               language="en", year=None),
    models=[model], totals=known,
    factors=[dict(id="pue/2018", name="PUE", value=1.58, low=1.58, high=1.58,
                  unit="", source=None)],
    sources=[dict(id="strubell2019", text="t", url=None, licence=None,
                  attribution=None)],
    diagnostics=[dict(code="log-gap", level="warning", file=None, line=None,
                      column=None, text="x")])))
END

sample_is_valid()
{
	"$WATTLEAF" report "$1" --format disclosure.json -o - >written.json
	status=$?
	[ "$status" -le 1 ] && $python valid.py "$schema" written.json
}

sample_slips_are_refused()
{
	"$WATTLEAF" report "$1" --format disclosure.json -o - >written.json
	[ $? -le 1 ] && $python slips.py "$schema" written.json
}

$python right.py >right.json
ok 'schema is a schema and takes what is right' \
    $python valid.py "$schema" right.json
ok 'slips are refused' $python slips.py "$schema" right.json
# All that a disclosure can hold: methods, stages, embodied, per unit, water.
cat >beside.xml <<'END'
<study xmlns="urn:wattleaf:study:1" title="T" method="wattleaf">
<place region="gcp/us-central1" wue="1.8 L/kWh"/><model id="m" name="M">
<functional-unit name="step" count="1000"/>
<run time="24 h"><hardware device="v100-sxm2" count="8" power="250 W"/></run>
<run stage="tuning" device-hours="192 h"><hardware device="v100-sxm2" count="8" power="250 W"/></run>
</model></study>
END
# The comparisons: equivalents, other places, mixes, steps of a score.
compared()
{
	"$WATTLEAF" report "$WATTLEAF_SRCDIR/samples/strubell-2019/study.xml" \
		--regions default --mix default --equivalent flight-ny-sf \
		--format disclosure.json -o - >compared.json
	[ $? -le 1 ] && grep -q '"cost_per_point"' compared.json &&
		grep -q '"other_or_unstated"' compared.json &&
		grep -q '"total_over"' compared.json &&
		grep -q '"cleanest cloud region"' compared.json &&
		$python valid.py "$schema" compared.json &&
		$python slips.py "$schema" compared.json
}
ok 'with all comparisons, and slips in them are refused' compared
under_all_methods()
{
	"$WATTLEAF" report beside.xml --method all --format disclosure.json \
		-o - >written.json
	[ $? -le 1 ] && grep -q '"functional_unit"' written.json &&
	grep -q '"water_l": {' written.json && $python "$1" "$schema" written.json
}
ok 'all that it can hold is valid' under_all_methods valid.py
ok 'slips in it are refused' under_all_methods slips.py
for study in "$WATTLEAF_SRCDIR"/samples/*/study.xml \
    "$WATTLEAF_SRCDIR"/samples/*/study.yaml; do
	if [ -f "$study" ]; then
		name=$(basename "$(dirname "$study")")
		ok "$name is valid" sample_is_valid "$study"
		ok "slips in $name are refused" \
		    sample_slips_are_refused "$study"
	fi
done
done_testing
