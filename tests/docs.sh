#!/bin/sh
# What the documents show runs, and says what they say.
# shellcheck source=tests/tests.sh
. "$WATTLEAF_SRCDIR/tests/tests.sh"

doc=$WATTLEAF_SRCDIR/doc

# block LANGUAGE FILE: the first fenced block of the language
block()
{
	sed -n "/^\`\`\`$1\$/,/^\`\`\`\$/p" "$2" | sed '1d;/^```$/,$d'
}

sh "$doc/make-diagnostics.sh" "$WATTLEAF_SRCDIR/src/base/diag_codes.h" >codes.md
ok "every diagnostic code is documented" diff -u "$doc/diagnostics.md" codes.md

cp -R "$WATTLEAF_SRCDIR/samples" . && chmod -R u+w samples
sed -n '/^```sh$/,/^```$/s/^wattleaf //p' "$WATTLEAF_SRCDIR/README.md" >commands
ok "README has commands" grep -c . commands
# runs DOCUMENT: each of the commands works, and says what is wrong
runs()
{
	while read -r arguments; do
		# shellcheck disable=SC2016
		ok "$1: wattleaf $arguments" sh -c \
			'eval "set -- $1"
			"$WATTLEAF" "$@" </dev/null >/dev/null 2>err; s=$?
			cat err; [ $s -le 1 ]' sh "$arguments"
	done <commands
}
runs README
for document in estimate catalogue batch collate profiles; do
	sed -n '/^```sh$/,/^```$/s/^wattleaf //p' "$doc/$document.md" >commands
	ok "$document.md has commands" grep -c . commands
	runs "$document.md"
done
for option in $("$WATTLEAF" estimate --help | sed -n \
	'/^      --hardware/,/^      --electricity/s/^      --\([a-z-]*\).*/\1/p'); do
	ok "estimate.md names --$option" grep "^|.*\`--$option\`" \
		"$doc/estimate.md"
done
sed -n '/^```sh$/,/^```$/s/^wattleaf //p' "$doc/tables.md" >commands
while read -r arguments; do
	# shellcheck disable=SC2086,SC2016
	ok "tables.md: wattleaf $arguments" sh -c \
		'"$WATTLEAF" "$@" </dev/null >/dev/null 2>err; s=$?; cat err
		[ $s -le 1 ]' sh $arguments
done <commands
sed -n '/^```sh$/,/^```$/s/^wattleaf //p' "$doc/compare.md" >commands
ok "compare.md has commands" grep -c . commands
while read -r arguments; do
	# shellcheck disable=SC2086,SC2016
	ok "compare.md: wattleaf $arguments" sh -c \
		'"$WATTLEAF" "$@" </dev/null >/dev/null 2>err; s=$?; cat err
		[ $s -le 1 ]' sh $arguments
done <commands
"$WATTLEAF" report samples/strubell-2019 --columns nosuch -o none 2>err
for key in $(sed -n 's/.*; it has \(.*\) \[usage\]/\1/p' err | tr -d ','); do
	case $key in
	device_hours | pue | intensity | it_energy | *_market | embodied)
		ok "tables.md names the column $key" grep "\`$key\`" \
			"$doc/tables.md" ;;
	esac
done
ok "README's pictures are there" ls "$doc/table.svg" "$doc/chart.svg" \
	"$doc/compare.svg"

mkdir study && block xml "$doc/study.md" >study/study.xml
ok "the study of study.md is complete" "$WATTLEAF" check study
ok "and is valid" xmllint --noout --relaxng \
	"$WATTLEAF_DATADIR/schema/study.rng" study/study.xml
mkdir yaml && block yaml "$doc/study.md" >yaml/study.yaml
for syntax in study yaml; do
	"$WATTLEAF" report $syntax --dump model 2>&1 |
	sed 's/@[0-9]*:[0-9]*//g' >$syntax.model
done
ok "the study in YAML says the same" cmp study.model yaml.model
sed -n '/^```sh$/,/^```$/s/^wattleaf //p' "$doc/study.md" >commands
cd study || exit 99
while read -r arguments; do
	# shellcheck disable=SC2086,SC2016
	ok "study.md: wattleaf $arguments" sh -c '"$WATTLEAF" "$@" </dev/null' \
		sh $arguments
done <../commands
rm study.yaml
cd ..
mkdir init && mkdir init/runs && cp -R samples/four-models/logs/* init/runs
sed -n '/^```sh$/,/^```$/s/^wattleaf //p' "$doc/init.md" >commands
cd init || exit 99
while read -r arguments; do
	# shellcheck disable=SC2086,SC2016
	ok "init.md: wattleaf $arguments" sh -c \
		'"$WATTLEAF" "$@" </dev/null >/dev/null 2>err; s=$?; cat err
		[ $s -le 1 ]' sh $arguments
done <../commands
cd ..
{
	block yaml "$doc/init.md"
	echo 'title: T'
} >yaml/study.yaml
mkdir -p yaml/bert/power yaml/hw
ok "what init.md shows is a study" sh -c \
	'"$WATTLEAF" convert yaml/study.yaml | grep -c "<log " | grep -x 2'
for name in $("$WATTLEAF" report study --chart 0 -o none 2>&1 |
	sed -n 's/.*; there are \(.*\) \[.*/\1/p' | tr -d ','); do
	ok "charts.md names $name" grep "^| \`$name\`" "$doc/charts.md"
done

# methods.md: its study under each method, in the digits of its table.
mkdir methods && block xml "$doc/methods.md" >methods/study.xml
in_table()
{
	"$WATTLEAF" report methods --method "$1" --units kg --format table.csv \
		-o - 2>err |
	tr -d '\r' | awk -F , -v energy="$2" -v mass="$3" '
		NR == 1 { for (i = 1; i <= NF; i++) place[$i] = i; next }
		{
			print $place["energy_kwh"], $place["co2e_kg"]
			good = sprintf("%.3f", $place["energy_kwh"]) == energy &&
			    sprintf("%.3f", $place["co2e_kg"]) == mass
		}
		END { exit !good }'
}
sed -n 's/^| `\([a-z0-9.-]*\)` | \([0-9.]*\) | \([0-9.]*\) |.*/\1 \2 \3/p' \
	"$doc/methods.md" >table
ok "methods.md has a table" test "$(grep -c . table)" -ge 10
while read -r method energy mass; do
	ok "methods.md: $method" in_table "$method" "$energy" "$mass"
done <table
for method in $(sed -n 's,/title\,.*,,p' "$WATTLEAF_DATADIR/catalog/methods.csv"); do
	ok "methods.md: boundary of $method" grep "^| \`$method\` | [^0-9]" \
		"$doc/methods.md"
done
mv study other && mv methods study
sed -n '/^```sh$/,/^```$/s/^wattleaf //p' "$doc/methods.md" >commands
while read -r arguments; do
	# shellcheck disable=SC2086,SC2016
	ok "methods.md: wattleaf $arguments" sh -c \
		'"$WATTLEAF" "$@" </dev/null >/dev/null 2>err; s=$?; cat err
		[ $s -eq 0 ]' sh $arguments
done <commands

sed -n '/^```sh$/,/^```$/s/^wattleaf //p' "$doc/languages.md" >commands
while read -r arguments; do
	# shellcheck disable=SC2086,SC2016
	ok "languages.md: wattleaf $arguments" sh -c \
		'"$WATTLEAF" "$@" </dev/null >/dev/null 2>err; s=$?; cat err
		[ $s -le 1 ]' sh $arguments
done <commands
for table in "$WATTLEAF_DATADIR"/languages/*.csv; do
	tag=$(basename "$table" .csv)
	ok "languages.md names $tag" grep "^| \`$tag\` |" "$doc/languages.md"
done

sed -n '/^```sh$/,/^```$/s/^wattleaf //p' "$doc/outputs.md" >commands
ok "outputs.md has commands" grep -c . commands
while read -r arguments; do
	# shellcheck disable=SC2086,SC2016
	ok "outputs.md: wattleaf $arguments" sh -c \
		'"$WATTLEAF" "$@" </dev/null >/dev/null 2>err; s=$?; cat err
		[ $s -le 1 ]' sh $arguments
done <commands
"$WATTLEAF" report study --format nosuch -o none 2>err
for name in $(sed -n 's/.* is none of \(.*\) \[.*/\1/p' err | tr -d ',;'); do
	ok "outputs.md names $name" grep -q "^| .*\`$name\`\|\`--format $name\`" \
		"$doc/outputs.md"
done

# comparisons.md: its study, its commands, its numbers.
mv study third && mkdir study && block xml "$doc/comparisons.md" >study/study.xml
ok "the study of comparisons.md is complete" "$WATTLEAF" check study
sed -n '/^```sh$/,/^```$/s/^wattleaf //p' "$doc/comparisons.md" >commands
while read -r arguments; do
	# shellcheck disable=SC2086,SC2016
	ok "comparisons.md: wattleaf $arguments" sh -c \
		'"$WATTLEAF" "$@" -o out </dev/null >/dev/null 2>err; s=$?
		cat err; [ $s -eq 0 ]' sh $arguments
done <commands
"$WATTLEAF" report study -q -o numbers --mix \
	china,germany,usa,aws,google,microsoft 2>err
ok "comparisons.md: the gain, the emissions and the cost of a point" grep \
	'^| Evolved Transformer.*| 29.7 | .* 0.1 | *6,260,000 | .*–1,460,000 |' \
	numbers/appendix.md
sed -n 's/^| \([A-Z][A-Za-z -]*\) | \([0-9 |]*\) |$/\1 | \2/p' \
	"$doc/comparisons.md" >table
ok "comparisons.md has the mixes of Table 2" test "$(grep -c . table)" -eq 6
while IFS='|' read -r name shares; do
	ok "comparisons.md: the mix of $name" sh -c \
		'grep "^| $1" numbers/appendix.md | tr -d " ꟲᵃᵇᶜᵈ" |
		grep -F "$(echo "|$2" | tr -d " ")|"' sh "${name% }" "$shares"
done <table
"$WATTLEAF" inspect --format nosuch "$WATTLEAF_SRCDIR/README.md" 2>err
for format in $(sed -n 's/.*; one of \(.*\) \[.*/\1/p' err | tr -d ',' |
	sed 's/ or / /'); do
	ok "formats.md names $format" grep "^| \`$format\`" "$doc/formats.md"
done
done_testing
