#!/bin/sh
# Templates: the language, its faults, what strangers write in a study, and
# the templates that the program brings. TAP.
set -u
# shellcheck source=tests/tests.sh
. "$WATTLEAF_SRCDIR/tests/tests.sh"

cat >study.xml <<'STUDY'
<study xmlns="urn:wattleaf:study:1" title="Our study" method="wattleaf">
  <place grid="FRA" year="2024" pue="1.25" intensity="500 g/kWh"/>
  <model id="big.model" name="Model_{big}" params="110 M" url="https://example.org/m?a=1&amp;b=2" public="yes">
    <score metric="BLEU" dataset="wmt" value="28.4"/>
    <run time="10 h" energy="100 kWh" flops="3.14e20 FLOP"><hardware device="a100-sxm4-80gb" count="8" cpu="Some CPU" memory="512 GB"/></run>
    <run stage="tuning" time="5 h" energy="20 kWh" repeat="3"><hardware device="a100-sxm4-80gb" count="1"/></run>
  </model>
  <model id="small" name="Small">
    <run time="2 h"/>
  </model>
</study>
STUDY

# write TEMPLATE: the study by it, as Markdown, in out; faults in err
write()
{
	printf '%s\n' "$1" >t.md
	"$WATTLEAF" report study.xml -q -t ./t.md --format appendix.md -o - \
	    >out 2>err
}

# gives NAME TEMPLATE EXPECTED
gives()
{
	ok "$1" matches "$2" "$3"
}

matches()
{
	write "$1"
	printf '%s\n' "$2" >expected
	cat err
	diff -u expected out
}

# faults NAME TEMPLATE MESSAGE
faults()
{
	ok "$1" is_fault "$2" "$3"
}

is_fault()
{
	write "$1"
	status=$?
	cat err
	[ $status -eq 3 ] && [ ! -s out ] && grep -F -e "$2" err
}

# 100 kWh + 3 x 20 kWh at 500 g/kWh are 80 kg; 8 x 10 h + 3 x 5 h are 95 h
nb=$(printf '\302\240')
gives "a value has its unit" '{{models.0.energy_kwh}}' "160${nb}kWh"
gives "a sum over unknowns says so" '{{totals.co2e_kg}}' "≥80.0${nb}kg"
gives "an id may hold a point" '{{models.big.model.co2e_kg}}' "80.0${nb}kg"
gives "what is not known says so" '{{models.small.co2e_kg}}' 'not reported'
gives "in the template's words" \
	'{{models.small.params | or "state `params`, *please*"}}' \
	'state `params`, *please*'
gives "a unit" '{{models.0.co2e_kg | unit t | digits 2}}' "0.080${nb}t"
gives "decimals" '{{models.0.device_hours | decimals 1}}' "95.0${nb}h"
gives "a number alone" '{{models.0.device_hours | number}}' '95'
gives "a number for machines" '{{models.0.co2e_kg | unit g | plain}}' '80000'
gives "a power of ten" '{{models.0.params | scientific | digits 2}}' \
	"1.1${nb}×${nb}10⁸"
gives "a raw member" '{{models.0.co2e_kg.quality}}' 'measured'
gives "a list" '{{models}}' 'Model_big, Small'
gives "a machine in words" '{{models.0.hardware}}' \
	"8${nb}×${nb}NVIDIA A100 SXM4 80${nb}GB, 1${nb}×${nb}NVIDIA A100 SXM4 80${nb}GB"
gives "a place in words" '{{models.0.places}}' 'France'
gives "a score in words" '{{models.0.score}}' 'BLEU 28.4 (wmt)'
gives "how many runs" \
	'{{models.0.runs}} {{models.0.stages.tuning.runs}}' '4 3'
gives "a stage without runs" \
	'{{models.0.stages.failed.energy_kwh}}' 'not reported'
gives "an address" '{{models.0.url}}' '<https://example.org/m?a=1&b=2>'
gives "an address of a link" '[there]({{models.0.url}})' \
	'[there](https://example.org/m?a=1&b=2)'
gives "no link without an address" '[there]({{models.1.url}})' 'there'
gives "a value in code" '`{{models.0.name}}`' '`Model_big`'
gives "braces as they are" '\{{study.title}}' '{{study.title}}'
gives "a citation" 'See [@strubell2019].' 'See [1].'
gives "if" '{{if totals.cost}}It cost {{totals.cost}}. {{end}}Done.' 'Done.'
gives "if not, else" \
	'{{if not totals.cost}}free{{else}}{{totals.cost}}{{end}}' 'free'
gives "if in if" \
	'a {{if study.title}}b {{if totals.cost}}c{{else}}d{{end}} e{{end}}.' \
	'a b d e.'
gives "a paragraph that is left out" '{{if totals.cost}}x{{end}}

y' 'y'
gives "an item that is left out" '- a
- {{if totals.cost}}b{{end}}
- c' '  - a
  - c'
gives "for makes one list" '```{for model in models}
- {{name}} of {{study.title}}: {{model.wall_hours}}
```' "  - Model_big of Our study: 25${nb}h
  - Small of Our study: 2${nb}h"
gives "for in for" '````{for model in models}
```{for machine in hardware}
{{model.name}}: {{machine.count}}, {{memory_gb}}
```
````' 'Model_big: 8, 512

Model_big: 1, not reported'
gives "if around blocks" '```{if totals.energy_kwh}
## Known
```

```{if totals.cost}
## Unknown
```' '## Known'
gives "comments are left out" 'a

<!-- not for readers -->' 'a'
gives "a lowered part of the template's own" 'CO_{2}e' 'CO₂e'

faults "an unknown path" '# {{study.titel}}' \
	't.md:1:3: error: unknown path in the template: {{study.titel}} is no value of the disclosure; did you mean "title"?'
faults "its column counts what stands before it" 'é {{study.title}} {{x}}' \
	't.md:1:20: error: unknown path'
faults "an unknown path where a condition does not hold" \
	'```{if totals.cost}

{{totals.cots}}
```' 't.md:3:1: error: unknown path in the template: {{totals.cots}} is no value of the disclosure; did you mean "cost"?'
faults "an unknown path in an empty loop" '```{for s in diagnostics}
{{codes}}
```' 't.md:2:1: error: unknown path'
faults "in an if in a line" 'a {{if totals.cost}}{{nope}}{{end}}' \
	't.md:1:21: error: unknown path'
faults "a model that is not there" '{{models.smal.co2e_kg}}' \
	'did you mean "small"?'
faults "a group" '{{totals}}' 'name one of them, such as {{totals.device_hours}}'
faults "an unknown filter" '{{totals.co2e_kg | unti kg}}' \
	'there is no filter "unti"; did you mean "unit"?'
faults "a unit of something else" '{{totals.co2e_kg | unit kWh}}' \
	'"kWh" is no unit of co2e_kg, which may be g, kg, t, lb'
faults "a filter on a text" '{{study.title | digits 2}}' \
	'"digits" fits a quantity only, and title is none'
faults "digits that are none" '{{totals.co2e_kg | digits many}}' \
	'"many" is no number of digits from 1 to 15'
faults "an unknown directive" '```{tabel models}
```' 't.md:1:1: error: unknown directive in the template: there is no {tabel}; did you mean {table}?'
faults "an unknown table" '```{table model}
```' 'there is no table "model"; did you mean "models"?'
faults "an unknown chart in a list" 'a

- b

  ```{chart emission}
  ```' 't.md:5:13: error: unknown directive in the template: there is no chart "emission"; did you mean "emissions"?'
faults "a directive without braces" '```table models
```' 'a directive stands in braces: ```{table models}'
faults "a fence that is not closed" '```{table models}

# More' 'or the closing fence is missing'
faults "no list" '```{for x in totals}
```' 'totals is no list'
faults "a loop without in" '```{for models}
```' 'such as {for model in models}'
faults "an if without an end" '{{if totals.cost}} a

b' 't.md:1:1: error: template is malformed: {{if}} has no {{end}} in its paragraph'
faults "an end without an if" 'a {{end}}' 't.md:1:3: error: template is malformed'
faults "braces that are open" 'a {{b' 't.md:1:3: error: template is malformed: {{ has no }}'
faults "HTML" 'a <b>c</b>' "a template can't hold HTML"
faults "a picture" '![a](b.png)' "a template can't hold pictures"
faults "an address that nobody may follow" '[a](javascript:alert)' \
	'none of http, https or mailto'
faults "an unknown source" '[@strubel2019]' \
	'the catalogue has no source "strubel2019"; did you mean strubell2019'
faults "a private character" "$(printf 'a \363\260\200\201')" \
	'private character'
ok "a misspelt name has the list" sh -c \
	'! "$WATTLEAF" report study.xml -t apendix 2>err; cat err
	grep -F "did you mean \"appendix\"? There are appendix, blog, " err'
ok "help has the list" sh -c '"$WATTLEAF" report --help | tr -s " \n" "  " >help
	for t in $(cd "$WATTLEAF_DATADIR/templates" && ls -- *.md); do
		grep -q -F "${t%.md}" help || { echo "$t"; exit 1; }
	done'

# What strangers write is text in every format.
cat >hostile.xml <<'STUDY'
<study xmlns="urn:wattleaf:study:1" title="*T* {{totals.cost}}" method="wattleaf">
  <place grid="FRA" year="2024" pue="1.25" intensity="500 g/kWh"/>
  <model id="m" name="*b* [x](javascript:alert(1)) &lt;script&gt;alert(1)&lt;/script&gt; {{study.title}} \input{x} # |" task="1. a&#10;&#10;# b" url="javascript:alert(1)" public="![p](http://x/y.png)">
    <run time="10 h" energy="100 kWh"><hardware device="a100-sxm4-80gb" count="8" cpu="&lt;img src=x onerror=alert(1)&gt;"/></run>
  </model>
</study>
STUDY
cat >all.md <<'TEMPLATE'
# {{models.m.name}}

{{study.title}} {{models.m.name}}, {{models.m.task}}; {{models.m.url}};
[here]({{models.m.url}}) {{models.m.public}} `{{models.m.name}}`
{{models.m.hardware.0.cpu}}

- {{models.m.name}}

```{for model in models}
## {{name}}

> {{name}}
```

```text
{{models.m.name}}
```
TEMPLATE
"$WATTLEAF" report hostile.xml -q -t ./all.md -o hostile 2>err
ok "a hostile study is written" ls hostile/report.html hostile/report.pdf
ok "braces of a study are no value" grep -c -F '{{totals.cost}}' \
	hostile/report.html
ok "HTML holds no element of strangers" sh -c \
	'! grep -E "<(script|img|b>|em>)|<a href=.javascript" hostile/report.html'
if command -v cmark-gfm >/dev/null 2>&1; then
	cmark-gfm --unsafe -e table -e autolink hostile/appendix.md >seen.html
	ok "GitHub reads no markup in Markdown" sh -c \
		'! grep -E "<(script|img|em|strong)|javascript:[^&]*\"" seen.html'
	ok "but one heading a name" sh -c \
		'[ "$(grep -c "^<h[12]>" seen.html)" -eq 2 ]'
	ok "and the name as it is" grep -F \
		'*b* [x](javascript:alert(1)) &lt;script&gt;alert(1)&lt;/script&gt; {{study.title}}' \
		seen.html
else
	skip "GitHub reads no markup in Markdown" "no cmark-gfm"
fi
if command -v pdftotext >/dev/null 2>&1; then
	ok "PDF shows the name as it is" sh -c \
		'pdftotext -layout hostile/report.pdf - | tr -s "\n " "  " |
		grep -F "*b* [x](javascript:alert(1))"'
fi

# The templates that the program brings.
# A study that writes a stand-in gets no value for it.
sed 's/ title="[^"]*"/ title="\&#xF0000;"/' study.xml >private.xml
printf '%s\n' '{{totals.cost}} {{study.title}} {{study.title}}' >t.md
ok "a private character of a study is no value" sh -c \
	'"$WATTLEAF" report private.xml -q -t ./t.md --format appendix.md -o - |
	LC_ALL=C grep -x "not reported $(printf "\363\260\200\200 \363\260\200\200")"'

# is_shipped TEMPLATE SAMPLE: it is written, and nothing of the language is left
is_shipped()
{
	"$WATTLEAF" report "samples/$2" -q -t "$1" -o "$1-$2" \
	    --format appendix.md,report.html,appendix.tex,report.pdf
	[ $? -eq 1 ] || return 1
	! grep -F -e '{{' -e '```{' "$1-$2/appendix.md" &&
	! LC_ALL=C grep -l "$stand_in" "$1-$2/appendix.md" \
	    "$1-$2/report.html" "$1-$2/appendix.tex"
}

stand_in=$(printf '\363[\260-\277]')
cp -R "$WATTLEAF_SRCDIR/samples" . && chmod -R u+w samples
for t in $(cd "$WATTLEAF_DATADIR/templates" && ls -- *.md); do
	t=${t%.md}
	for name in strubell-2019 four-models; do
		ok "$t of $name" is_shipped "$t" "$name"
		if command -v xmllint >/dev/null 2>&1; then
			ok "$t of $name is well-formed HTML" xmllint --noout \
				--nonet "$t-$name/report.html"
		fi
	done
done
# Strubell et al. 2019, Table 3, and the sum of its rows
ok "short says the sum" grep -F "≥658,357${nb}kWh" \
	short-strubell-2019/appendix.md
ok "the card of a model says its energy" grep -F "1,507${nb}kWh with" \
	climate-card-strubell-2019/appendix.md
ok "what is missing names the attribute" grep -F \
	'state `params` of the model' checklist-arr-strubell-2019/appendix.md
ok "what is missing is never 0" sh -c \
	'! grep -E " 0 (kWh|lb|kg|W)" ./*-strubell-2019/appendix.md'

# The paths: those of the manual, and those of the schema.
paths=$(dirname "$WATTLEAF")/tests/template_paths
"$paths" >paths
ok "the manual lists every path" sh -c \
	'sed -n "s/^| \`\([^\`]*\)\` | \([^|]*\) | \(.*\) |\$/\1	\2	\3/p" \
	"$1" | grep -F -x -f - paths >found; diff -u paths found' \
	sh "$WATTLEAF_SRCDIR/doc/templates.md"
"$WATTLEAF" report samples/four-models -q -m all --format disclosure.json -o - \
	>disclosure.json 2>err
for python in python3 /usr/bin/python3; do
	$python -c '' 2>/dev/null && break
done
cat >schema.py <<'PYTHON'
# Every key of the schema is a path and every path a key of the schema.
import json, sys
schema = json.load(open(sys.argv[1], encoding="utf-8"))
paths = {line.split("\t")[0] for line in open(sys.argv[2], encoding="utf-8")}

def whole(node):
    if "$ref" in node:
        target = schema
        for step in node["$ref"].lstrip("#/").split("/"):
            target = target[step]
        return whole(target)
    for choice in node.get("anyOf", ()):
        if choice.get("type") != "null":
            return whole(choice)
    return node

found = set()
def walk(node, prefix):
    node = whole(node)
    if "items" in node:
        item = whole(node["items"])
        step = "ID." if next(iter(item.get("properties", {})), "") == "id" else "N."
        return walk(item, prefix + step) if "properties" in item else None
    properties = node.get("properties", {})
    if "quality" in properties and "low" in properties:
        prefix = "QUANTITY."
    for key, child in properties.items():
        found.add(prefix + key)
        walk(child, prefix + key + ".")

walk(schema, "")
# only stages have runs of their own
found -= {p for p in ("totals.runs",)}
for name, extra in ("not in the templates", found - paths), ("not in the schema", paths - found):
    for path in sorted(extra):
        print(name, path)
sys.exit(found != paths)
PYTHON
ok "paths are the keys of the schema" $python schema.py \
	"$WATTLEAF_DATADIR/schema/disclosure.schema.json" paths
cat >keys.py <<'PYTHON'
# Every key of a disclosure is a path.
import json, sys
paths = {line.split("\t")[0] for line in open(sys.argv[2], encoding="utf-8")}
missing = set()
def walk(value, prefix):
    if isinstance(value, dict):
        if "quality" in value and "low" in value:
            prefix = "QUANTITY."
        for key, child in value.items():
            if prefix + key not in paths:
                missing.add(prefix + key)
            walk(child, prefix + key + ".")
    elif isinstance(value, list):
        for item in value:
            walk(item, prefix + ("ID." if isinstance(item, dict) and "id" in item else "N."))
walk(json.load(open(sys.argv[1], encoding="utf-8")), "")
print(*sorted(missing), sep="\n")
sys.exit(bool(missing))
PYTHON
ok "every key of a disclosure is a path" $python keys.py disclosure.json paths

# The manual's examples: each template runs, each shown with what it gives.
awk '/^````?`?markdown$/ { n++; fence = $0; sub(/markdown/, "", fence); on = 1; next }
	on && $0 == fence { on = 0; next }
	on { print > ("example-" n ".md") }' \
	"$WATTLEAF_SRCDIR/doc/templates.md"
ok "the manual has examples" ls example-1.md example-2.md
for example in example-*.md; do
	ok "$example of the manual runs" sh -c \
		'"$WATTLEAF" report samples/strubell-2019 -q -t "./$1" -o ran
		[ $? -eq 1 ]' sh "$example"
done
done_testing
