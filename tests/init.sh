#!/bin/sh
# wattleaf init: what it joins, what it leaves out, what it keeps; studies in
# YAML on the command line; wattleaf convert.
# shellcheck source=tests/tests.sh
. "$WATTLEAF_SRCDIR/tests/tests.sh"

# power FILE DAY DEVICE [WATTS]: samples of one hour from noon
power()
{
	mkdir -p "$(dirname "$1")"
	{
		echo 'timestamp, index, power.draw [W]'
		echo "2026/01/$2 12:00:00.000, $3, ${4-100}.00 W"
		echo "2026/01/$2 13:00:00.000, $3, ${4-100}.00 W"
	} >"$1"
}

# says FILE LINES: how many runs the study has
runs()
{
	"$WATTLEAF" report "$1" --dump model 2>/dev/null | grep -c '^    run' |
		grep -qx "$2"
}

fault()
{
	want=$1 text=$2
	shift 2
	status=0
	"$@" >said 2>&1 || status=$?
	cat said
	[ "$status" -eq "$want" ] && grep -qF "$text" said
}

# Ranks are one run, its devices are added; starts are one run; seeds are several.
power ranks/tiny/power_rank0.csv 01 0
power ranks/tiny/power_rank1.csv 01 1
power ranks/small/restart1/power.csv 01 4
power ranks/small/restart2/power.csv 02 4
power ranks/big/seed1/power.csv 03 0
power ranks/big/seed2/logs/power.csv 04 0
power ranks/big/tuning/power.csv 05 0
power ranks/big/power-a.csv 06 0
power ranks/big/power-b.csv 07 0
ok "init groups a folder" "$WATTLEAF" init ranks
for line in '- id: tiny' '- id: small' '- id: big' '  - id: seed1' \
	'  - id: seed2' '    stage: tuning  # guess' '      count: 2  # read' \
	'  - id: power-a' '  - id: power-b'; do
	ok "it writes \"$line\"" grep -e "^$line" ranks/study.yaml
done
ok "into three models, seven runs" runs ranks 7
ok "the ranks' device is asked for" grep -q 'device:  # which?' ranks/study.yaml
sed -i 's/device:  # which?.*/device: v100/; s/count:  # how.*/count: 1/
	s/  region:  #.*/  grid: FRA/; s/  # pue: 1.2.*/  pue: 1/' ranks/study.yaml
"$WATTLEAF" explain ranks tiny.it_energy >explained 2>&1
ok "ranks are added" grep -q 'E_logs = E_log + E_log = 0.1.* kWh + 0.1.* kWh' explained

# What a person wrote stays, byte for byte, and init again adds nothing.
sed -i 's/^- id: tiny$/- id: tiny  # my model/
	s/^title: .*/title: "Ours: a study"/' ranks/study.yaml
cp ranks/study.yaml kept.yaml
ok "init again" "$WATTLEAF" init ranks
ok "changes nothing" cmp ranks/study.yaml kept.yaml
power ranks/tiny/power_rank2.csv 01 2
power ranks/new/power.csv 09 0
power ranks/big/seed3/power.csv 10 0
ok "init with new logs" "$WATTLEAF" init ranks
ok "adds lines, and takes none" sh -c \
	'diff kept.yaml ranks/study.yaml | grep -c "^<" | grep -qx 0'
ok "the rank goes to its run" grep -A 4 'href: tiny/power_rank1.csv' \
	ranks/study.yaml
ok "which has three logs" sh -c \
	'sed -n "/^- id: tiny/,/^- id/p" ranks/study.yaml | grep -c href: |
	grep -qx 3'
ok "the seed to its model" sh -c \
	'sed -n "/^- id: big/,/^- id/p" ranks/study.yaml | grep "id: seed3"'
ok "the rest is a model of its own" grep '^- id: new' ranks/study.yaml
ok "nine runs" runs ranks 9
sed 's/^\( *\)- href: new.power.csv.*/\1# - href: new\/power.csv/' \
	ranks/study.yaml >out && mv out ranks/study.yaml
cp ranks/study.yaml kept.yaml
ok "init after a log was taken out" "$WATTLEAF" init ranks
ok "does not put it back" cmp ranks/study.yaml kept.yaml

# A layout of one's own: lists indented, brackets, empty lines, comments.
power hand/a/p_restart1.csv 01 0
power hand/a/p_restart2.csv 02 0
power hand/b/p.csv 03 0
cat >hand/study.yml <<'END'
# My study

title:    "Ours"
place: { grid: FRA }   # Paris


models:

    # the first one
    -   id: a
        name: "A"
        notes:
            - |
              A note
              # not a comment
        runs:
            -   time: 2 h

                hardware: {device: v100, count: 1}
                logs:
                    -   href: a/p_restart1.csv   # first
                # end of run a

# the end
END
cp hand/study.yml kept.yml
ok "init of a study of one's own" "$WATTLEAF" init hand
ok "adds lines only" sh -c '! diff kept.yml hand/study.yml | grep "^<"'
ok "where its lists are" grep '^                    - href: a/p_restart2.csv' \
	hand/study.yml
ok "and a model" grep '^    - id: b' hand/study.yml
ok "that reads well" sh -c '"$WATTLEAF" report hand --dump model |
	grep -c "^      log" | grep -x 3'
printf 'title: T\nplace: {grid: FRA}\nmodels: [{id: a, name: A,\n  runs: [{logs: [{href: a/p_restart1.csv}]}]}]\n' >hand/study.yml
ok "brackets are laid out anew" sh -c \
	'"$WATTLEAF" init hand | grep "laid out anew"'
ok "with nothing lost" sh -c '"$WATTLEAF" report hand --dump model |
	grep -c "^      log" | grep -x 3'

# One device in two logs, a copy, a meter over a sampler: counted once.
power twice/a/power.csv 01 GPU-1 300
power twice/b/power.csv 01 GPU-1 300
power twice/b/other.csv 02 GPU-2 200
cp twice/b/other.csv twice/b/other-copy.csv
ok "init leaves out what is there twice" "$WATTLEAF" init twice -v
ok "one device at one time" grep -q 'names the same device\|number for number' twice/study.yaml
sed -i 's/device:  # which?.*/device: v100/; s/  region:  #.*/  grid: FRA/' twice/study.yaml
"$WATTLEAF" explain twice total.it_energy --depth 3 >explained 2>&1
ok "so that 0.5 kWh are left" sh -c \
	'grep -o "E_log = 0.[0-9]* kWh" explained | sort -u | tr "\n" " " |
	grep -x "E_log = 0.2 kWh E_log = 0.3 kWh "'

# Names of people and hosts in logs stay there.
mkdir -p people/job
cat >people/job/sacct.txt <<'END'
JobID|JobName|User|NodeList|Elapsed|Start|End|State|ConsumedEnergyRaw
123456|train|jane.doe|host17.example.org|01:00:00|2026-01-01T00:00:00|2026-01-01T01:00:00|COMPLETED|3600000
END
mkdir people/job/files
echo '{"os": "Linux", "host": "host17", "username": "jane", "email": "jane@example.org", "gpu": "Tesla V100", "gpu_count": 2, "program": "/home/jane/train.py"}' \
	>people/job/files/wandb-metadata.json
power "people/jane@example.org/power.csv" 01 0
ok "init of logs with names in them" "$WATTLEAF" init people
ok "writes none of them" sh -c \
	'! sed "s/href: [^ ]*//" people/study.yaml | grep -i "jane\|host17\|home\|example"'
ok "the job is a run" grep 'sacct.txt' people/study.yaml

# In XML, and to standard output.
power xml/a/power.csv 01 0
ok "init writes XML" "$WATTLEAF" init xml --format xml
ok "with a comment at what is asked" grep 'region: which?' xml/study.xml
ok "that is well-formed" xmllint --noout xml/study.xml
cp xml/study.xml kept.xml
power xml/b/power.csv 02 0
ok "and adds to it" "$WATTLEAF" init xml
ok "without losing a line" sh -c '! diff kept.xml xml/study.xml | grep "^<"'
power print/power.csv 01 0
ok "init prints" sh -c '"$WATTLEAF" init print -o - | grep "href: power.csv"'
ok "and writes nothing then" sh -c '! test -e print/study.yaml'

# What it refuses.
mkdir empty
ok "an empty folder" fault 3 'log-nothing' "$WATTLEAF" init empty
ok "a folder that is not there" fault 3 'nosuch' "$WATTLEAF" init nosuch
cp xml/study.xml print/study.xml && echo 'title: T' >print/study.yml
ok "two studies" fault 3 'holds print/study.xml and print/study.yml' \
	"$WATTLEAF" init print
ok "two studies in a report" fault 3 'study-files' "$WATTLEAF" report print
rm print/study.xml
printf 'title: T\nmodels:\n\t- id: a\n' >print/study.yml
cp print/study.yml kept.yml
ok "a study that can't be read" fault 3 'study.yml:3:1: error' \
	"$WATTLEAF" init print
ok "which stays as it is" cmp print/study.yml kept.yml
ok "a format that is none" fault 2 'must be yaml or xml' \
	"$WATTLEAF" init xml --format toml

# A report leaves files that are no logs of the study.
"$WATTLEAF" report ranks -q -o ranks/wattleaf-out >said 2>&1
ok "a report's own files are no logs" "$WATTLEAF" init ranks
ok "and are not named" sh -c '! grep wattleaf-out ranks/study.yaml'

# Without a study: the same energies as with the one that init writes.
power same/m/power.csv 01 0 250
"$WATTLEAF" report same --format table.csv -o - >without 2>said
ok "a folder without a study says what it assumed" grep \
	'a run of m: m/power.csv \[study-assumed\]' said
"$WATTLEAF" init same -q
"$WATTLEAF" report same -q --format table.csv -o - >with 2>said
ok "and counts as the study would" cmp with without

# convert: from XML to YAML and back is the same text.
for sample in "$WATTLEAF_SRCDIR"/samples/*/study.xml; do
	"$WATTLEAF" convert "$sample" -o one.yaml
	"$WATTLEAF" convert one.yaml -o two.xml
	"$WATTLEAF" convert two.xml -o two.yaml
	ok "convert: $(basename "$(dirname "$sample")")" cmp one.yaml two.yaml
	if python3 -c 'import yaml' 2>/dev/null; then
		ok "which other readers of YAML read" python3 -c \
			'import yaml; yaml.safe_load(open("one.yaml"))["models"]'
	else
		skip "which other readers of YAML read" "no python3-yaml"
	fi
	ok "and its XML is valid" xmllint --noout --relaxng \
		"$WATTLEAF_DATADIR/schema/study.rng" two.xml
done
ok "convert refuses a study with faults" fault 3 'did you mean "time"' sh -c \
	'printf "title: T\nmodels:\n- id: a\n  name: A\n  runs: [{tiem: 1 h}]\n" >f.yaml
	"$WATTLEAF" convert f.yaml -o f.xml; s=$?; test ! -e f.xml && exit $s'
ok "convert does not write over what it reads" fault 2 'name another file' \
	"$WATTLEAF" convert one.yaml -o one.yaml --format yaml
ok "a study in YAML by any name" sh -c 'mv one.yaml mine.yml &&
	"$WATTLEAF" check mine.yml; [ $? -le 1 ]'
ok "and from standard input" sh -c \
	'"$WATTLEAF" convert - --format xml <mine.yml | grep "<study"'
done_testing
