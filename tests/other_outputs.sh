#!/bin/sh
# What the report writes for other programs: each file by the rules of its
# format, with the numbers of the published table. TAP; schemas that are not
# on the machine are skipped.
set -u
. "$WATTLEAF_SRCDIR/tests/tests.sh"

tests=$WATTLEAF_SRCDIR/tests
study=$WATTLEAF_SRCDIR/samples/strubell-2019/study.xml
shared=${WATTLEAF_SHARED:-$WATTLEAF_SRCDIR/../shared}
extra='modelcard bom boamps sci ro-crate'

# Status 1: something in the study is not known.
report()
{
	SOURCE_DATE_EPOCH=1700000000 "$WATTLEAF" report "$@" 2>said >listed
	[ $? -le 1 ] || { cat said; return 1; }
}

all_are_written()
{
	report "$study" --format all -o all &&
	grep -q '^sci.json: warning: .* functional unit.*\[output-lacks\]$' \
	    said &&
	for name in bom.cdx.xml modelcard-elmo.md boamps-elmo-final.json \
	    ro-crate-metadata.json table.csv report.pdf; do
		[ -s "all/$name" ] || { echo "$name is not there"; return 1; }
	done && [ ! -e all/sci.json ]
}

plain_is_plain()
{
	report "$study" -o plain &&
	for name in $extra; do
		ls plain/"$name"* 2>/dev/null && return 1
	done
	[ -s plain/report.pdf ]
}

# One model alone needs no name in that of the file.
one_is_named_plainly()
{
	cat >one.xml <<-'END' &&
	<study xmlns="urn:wattleaf:study:1" title="One">
	  <place grid="FRA" pue="1.2"/>
	  <model id="a" name="A"><run time="2 h">
	    <hardware device="v100" count="4" power="250 W"/></run></model>
	</study>
	END
	report one.xml --format modelcard,boamps -o one &&
	ls one && [ -s one/modelcard.md ] && [ -s one/boamps.json ] &&
	"$WATTLEAF" report one.xml --format modelcard -o - | head -n 2 |
	    grep -q '^co2_eq_emissions:'
}

# Without a date a crate is none; without figures nothing is.
lacking_is_said()
{
	cat >none.xml <<-'END' &&
	<study xmlns="urn:wattleaf:study:1" title="None">
	  <model id="a" name="A"><run time="2 h">
	    <hardware device="v100" count="4"/></run></model>
	</study>
	END
	(unset SOURCE_DATE_EPOCH && exec "$WATTLEAF" report none.xml \
	    --format ro-crate,sci,modelcard -o none) 2>said >listed
	[ $? -eq 1 ] && cat said &&
	grep -q '^ro-crate-metadata.json: .*SOURCE_DATE_EPOCH.*lacks' said &&
	grep -q '^modelcard.md: .*\[output-lacks\]' said &&
	! ls none/ro-crate* none/modelcard* 2>/dev/null
}

sci_is_written()
{
	cat >sci.xml <<-'END' &&
	<study xmlns="urn:wattleaf:study:1" title="SCI">
	  <place intensity="100 g/kWh" pue="1.2"/>
	  <functional-unit name="request" count="1000"/>
	  <model id="a" name="A"><run time="2 h">
	    <hardware device="v100" count="4" power="250 W" host-power="0 W"
	      embodied="100 kg" lifetime="8000 h" lifetime-use="1"/></run></model>
	</study>
	END
	report sci.xml --format sci -o sci && by_rules sci sci
}

by_rules()
{
	python3 "$tests/other_outputs.py" "$@"
}

grammar_takes_the_bom()
{
	xmllint --noout --nonet --relaxng "$tests/cyclonedx.rng" \
	    all/bom.cdx.xml
}

# Usage: bom_refused OPTION SCHEMA: a wrong unit, an exponent, a lost name
bom_refused()
{
	for change in 's/>tCO2eq</>kg</' 's/<value>0\.01/<value>1e-2/' \
	    's/<name>Transformer_base<.name>//'; do
		sed "$change" all/bom.cdx.xml >wrong.xml
		! cmp -s all/bom.cdx.xml wrong.xml &&
		! xmllint --noout --nonet "$1" "$2" wrong.xml 2>/dev/null ||
		    return 1
	done
}

# The official schema comes with the library of the project.
find_schema()
{
	for root in "${WATTLEAF_CYCLONEDX:-}" "$(npm root -g 2>/dev/null)" \
	    /usr/share/nodejs /usr/lib/node_modules \
	    /usr/local/lib/node_modules; do
		file=$root/@cyclonedx/cyclonedx-library/res/schema/bom-1.6.SNAPSHOT.xsd
		[ -n "$root" ] && [ -f "$file" ] && echo "$file" && return
	done
}

schema_takes_the_bom()
{
	xmllint --noout --nonet --schema "$schema" all/bom.cdx.xml
}

hostile_is_written()
{
	cat >hostile.xml <<-'END' &&
	<study xmlns="urn:wattleaf:study:1" title="&quot;: [x]&#10;y: 1">
	  <place grid="FRA" pue="1.2"/>
	  <model id="up_1" name="=cmd|'/C calc'!A0"><run time="2 h">
	    <hardware device="v100" count="4" power="250 W"/></run></model>
	  <model id="a-b" name="+1"><run time="2 h">
	    <hardware device="v100" count="4" power="250 W"/></run></model>
	  <model id="a.b" name="-1" task="&lt;b&gt;"><run time="2 h">
	    <hardware device="v100" count="4" power="250 W"/></run></model>
	  <model id="c" name="@SUM(1)"><run time="2 h">
	    <hardware device="v100" count="4" power="250 W"/></run></model>
	  <model id="d" name="&#9;=1" url="javascript:alert(1)"><run time="2 h">
	    <hardware device="v100" count="4" power="250 W"/></run></model>
	  <model id="e" name="＝1+1"><run time="2 h">
	    <hardware device="v100" count="4" power="250 W"/></run></model>
	  <model id="f" name="a, say &quot;b&quot;"><run time="2 h">
	    <hardware device="v100" count="4" power="250 W"/></run></model>
	  <model id="g" name="&lt;b&gt;&amp;amp; ]]&gt;"><run time="2 h">
	    <hardware device="v100" count="4" power="250 W"/></run></model>
	</study>
	END
	report hostile.xml -o hostile \
	    --format csv,json,modelcard,boamps,cyclonedx,ro-crate && ls hostile &&
	! grep -l javascript hostile/*.xml hostile/ro-crate* &&
	[ "$(ls -d hostile/modelcard-* | wc -l)" -eq 8 ]
}

dots_are_stated()
{
	report "$study" --format png,svg --dpi 150 -o dots &&
	by_rules png dots 150 &&
	report "$study" --format png,svg -o dots && by_rules png dots 300
}

dots_are_bounded()
{
	for dpi in 0 17 2401 1e9 -3 nan many; do
		"$WATTLEAF" report "$study" --format png --dpi=$dpi -o bad \
		    2>said
		[ $? -eq 2 ] && grep -q 'from 18 to 2400' said || return 1
	done
	[ ! -e bad ]
}

ok 'all are written when asked for' all_are_written
ok 'none is when not' plain_is_plain
ok 'one model has a plain name' one_is_named_plainly
ok 'what is lacking is said' lacking_is_said
ok 'model cards have the grams' by_rules modelcard all
ok 'the bill of materials has kWh and tonnes' by_rules cyclonedx all
ok 'RO-Crate is flat and whole' by_rules crate all
ok 'SCI has its parts' sci_is_written
if command -v xmllint >/dev/null 2>&1; then
	ok 'our grammar takes the bill of materials' grammar_takes_the_bom
	ok 'our grammar refuses slips' bom_refused --relaxng \
	    "$tests/cyclonedx.rng"
	schema=$(find_schema)
	if [ -n "$schema" ]; then
		ok 'the official schema takes it' schema_takes_the_bom
		ok 'the official schema refuses slips' bom_refused --schema \
		    "$schema"
	else
		skip 'the official schema takes it' \
		    'no @cyclonedx/cyclonedx-library'
	fi
else
	skip 'the bill of materials is valid' 'no xmllint'
fi
schemas=$shared/real/boamps/model
if [ ! -f "$schemas/report_schema.json" ]; then
	skip 'BoAmps reports are valid' "no $schemas"
	ok 'BoAmps reports have the kWh' by_rules boamps all
elif ! python3 -c 'from jsonschema import Draft4Validator' 2>/dev/null; then
	skip 'BoAmps reports are valid' 'no python3 with jsonschema'
	ok 'BoAmps reports have the kWh' by_rules boamps all
else
	ok 'BoAmps reports are valid' by_rules boamps all "$schemas"
fi
ok 'strangers have their say' hostile_is_written
ok 'no cell is a formula' by_rules cells hostile
ok 'words stay words' by_rules harmless hostile
ok 'PNG has the size that is asked for' dots_are_stated
ok 'sizes have bounds' dots_are_bounded
done_testing
