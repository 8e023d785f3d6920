#!/bin/sh
# A user's own catalogue on the command line and beside the study, and the
# lines that licences ask for.
# shellcheck source=tests/tests.sh
. "$WATTLEAF_SRCDIR/tests/tests.sh"

# ends N TEXT COMMAND...: the command ends with status N and says TEXT on
# standard error
ends()
{
	want=$1
	text=$2
	shift 2
	"$@" >out 2>err
	got=$?
	cat err
	[ "$got" -eq "$want" ] && grep -F -e "$text" err
}

# prints TEXT COMMAND...: the command ends well and prints TEXT
prints()
{
	text=$1
	shift
	"$@" >out && grep -F -e "$text" out || {
		cat out
		return 1
	}
}

# prints_not TEXT COMMAND...
prints_not()
{
	text=$1
	shift
	"$@" >out && ! grep -F -e "$text" out
}

# study FOLDER: a study in a folder of its own
study()
{
	mkdir -p "$1"
	cat >"$1/study.xml" <<EOF
<?xml version="1.0"?>
<study xmlns="urn:wattleaf:study:1" title="T" method="wattleaf">
  <place grid="DEU" year="2024"/>
  <model id="a" name="A">
    <run time="10 h"><hardware device="$2" count="1" power="250 W"/></run>
  </model>
</study>
EOF
}

study plain v100
study own v100
study choice A100
study nobody 'V1000'
cat >own/catalog.csv <<EOF
table,id,value,unit,year
grid,DEU,111,g/kWh,2024
pue,world/2024,1.25,ratio,2024
EOF
cat >mine.csv <<EOF
table,id,value,low,high,unit,year,note
grid,DEU,222,200,240,g/kWh,2024,by contract
EOF
cat >late.csv <<EOF
table,id,value,unit,year
grid,DEU,333,g/kWh,2024
EOF
cat >slip.csv <<EOF
table,id,value,unit,year
grid,DEU,22x,g/kWh,2024
EOF

ok "without one's own rows" prints 'catalogue grid/DEU' \
	"$WATTLEAF" explain plain a.co2e
ok "rows beside the study win" prints 'own/catalog.csv:2:1, own row grid/DEU' \
	"$WATTLEAF" explain own a.co2e
ok "and keep their value" prints '111 g/kWh' "$WATTLEAF" explain own a.co2e
ok "for every table" prints '1.25' "$WATTLEAF" explain own a.energy
ok "--catalog" prints 'mine.csv:2:1, own row grid/DEU' \
	"$WATTLEAF" explain plain a.co2e --catalog mine.csv
ok "--catalog wins over the file beside the study" prints '222' \
	"$WATTLEAF" explain own a.co2e --catalog mine.csv
ok "the last --catalog wins" prints '333 g/kWh' \
	"$WATTLEAF" explain own a.co2e --catalog mine.csv --catalog late.csv
ok "the report calls them the authors' own" \
	prints "the authors' own value" "$WATTLEAF" report plain \
	--catalog mine.csv --format appendix.md -o -
ok "so does the disclosure" \
	prints "the authors' own value" "$WATTLEAF" report plain \
	--catalog mine.csv --format disclosure.json -o -
ok "a slip has its place" ends 3 'slip.csv:2:10: error: catalogue row' \
	"$WATTLEAF" report plain --catalog slip.csv -o out-folder
ok "nothing is written then" sh -c '[ ! -e out-folder ]'
ok "a file that is not there" ends 3 'nowhere.csv' \
	"$WATTLEAF" check plain --catalog nowhere.csv
ok "inspect has no catalogue" ends 2 'inspect has no option --catalog' \
	"$WATTLEAF" inspect --catalog mine.csv mine.csv
printf 'table,id,value,unit\ngird,DEU,1,g/kWh\n' >slip2.csv
ok "a table that is none has its near miss" ends 3 'did you mean grid' \
	"$WATTLEAF" check plain --catalog slip2.csv

ok "a name that could mean several is taken as one, and said" \
	ends 0 '"A100" is taken as a100-sxm-80; it could be a100-pcie-40, a100-pcie-80 or a100-sxm-40 [device-choice]' \
	"$WATTLEAF" check choice --verbose
ok "quietly when notes are not asked for" sh -c \
	'! "$WATTLEAF" check choice 2>&1 | grep device-choice'
ok "an unknown device has its near misses and status 4" \
	ends 4 'did you mean v100' "$WATTLEAF" check nobody

# CC BY asks for these lines; the ends of Germany's range are other sources'.
appendix() { "$WATTLEAF" report plain --format appendix.md -o -; }
for line in 'Ember (ember-energy.org), Yearly Electricity Data, CC BY 4.0' \
	'Our World in Data, based on Ember and the Energy Institute, CC BY 4.0' \
	'Budennyy et al. 2022, Apache-2.0'; do
	ok "attribution: $line" prints "$line" appendix
	ok "in the disclosure: $line" prints "$line" "$WATTLEAF" report plain \
		--format disclosure.json -o -
done
ok "what is not used is not attributed" prints_not 'EPA' appendix
done_testing
