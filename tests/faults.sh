#!/bin/sh
# Calls that fail: whichever open, read, write, close, rename or allocation of
# a small report fails, or ends the process, the folder holds the old report
# or the new one, whole, and status and message fit. Every call of files is
# tried; of allocations one in a hundred, all with WATTLEAF_FAULTS=all (make
# check-faults), which takes half an hour.
# shellcheck source=tests/tests.sh
. "$WATTLEAF_SRCDIR/tests/tests.sh"
# shellcheck source=tests/fail.sh
. "$WATTLEAF_SRCDIR/tests/fail.sh"

can_fail "calls that fail"

cat >study.xml <<'EOF'
<study xmlns="urn:wattleaf:study:1" title="Faults" method="strubell-2019">
  <place grid="USA" year="2018" pue="1.58" intensity="0.954 lb/kWh"/>
  <model id="a" name="A">
    <run time="84 h"><hardware device="p100" count="8" total-power="1515.43 W"/></run>
    <run stage="tuning"><log href="power.csv"/></run>
  </model>
</study>
EOF
cat >power.csv <<'EOF'
timestamp, index, power.draw [W]
2026/01/01 00:00:00.000, 0, 100.00 W
2026/01/01 01:00:00.000, 0, 300.00 W
EOF

# sum FOLDER: of what it holds
sum()
{
	(cd "$1" && cat ./*) | cksum
}

# report WAY [OPTION...]: into out, where an old report lies, with the fault
report()
{
	rm -rf out out.wattleaf-*
	cp -r old out
	way=$1
	shift
	timeout 60 env WATTLEAF_FAIL="$way" LD_PRELOAD="$fail" \
	    "$WATTLEAF" report study.xml -q -o out "$@" >stdout 2>stderr
}

# whole WAY [OPTION...]: what is right after the N-th call failed: the new
# report, or the old one with a status of its own and a message, and nothing
# beside it
whole()
{
	report "$@"
	status=$?
	now=$(sum out)
	case $status in
	0) [ "$now" = "$new" ] ;;
	3 | 4 | 5)
		[ -s stderr ] && { [ "$now" = "$old" ] || [ "$now" = "$new" ]; } ;;
	*) false ;;
	esac && ! ls -d out.wattleaf-* 2>/dev/null && return
	echo "$1: status $status, $now where old is $old and new is $new"
	cat stderr
	return 1
}

# every KIND STEP [OPTION...]: each call of the kind, or one in STEP
every()
{
	kind=$1 step=$2 n=1 bad=0
	shift 2
	calls=$(sed -n "s/^$kind //p" counts)
	while [ "$n" -le "$calls" ]; do
		whole "$kind:$n" "$@" || bad=1
		n=$((n + step))
	done
	[ "$calls" -gt 0 ] && return $bad
}

# ended SIGNAL KIND: the process ends by the signal at each call of the kind
ended()
{
	n=1
	calls=$(sed -n "s/^$2 //p" counts)
	while [ "$n" -le "$calls" ]; do
		report "$2:$n:$1"
		[ $? -eq $((128 + $1)) ] || return 1
		now=$(sum out)
		[ "$now" = "$old" ] || [ "$now" = "$new" ] || return 1
		[ "$1" -eq 9 ] || ! ls -d out.wattleaf-* 2>/dev/null || return 1
		n=$((n + 1))
	done
}

# reference [OPTION...]: the new report, and how many calls it makes
reference()
{
	rm -rf old out
	mkdir old
	echo old >old/table.csv
	cp -r old out
	WATTLEAF_FAIL_COUNTS=$PWD/counts LD_PRELOAD=$fail "$WATTLEAF" report \
	    study.xml -q -o out "$@" || return 1
	old=$(sum old)
	new=$(sum out)
}

stride=${WATTLEAF_FAULTS:-101}
[ "$stride" != all ] || stride=1

ok "a report without a fault" reference
for kind in open read write close rename folder; do
	ok "each $kind that fails" every $kind 1
done
ok "stopped at each write, nothing is left beside" ended 15 write
ok "interrupted at each rename, nothing is left beside" ended 2 rename
ok "killed at each write, what stood there stands" ended 9 write
ok "killed at each rename" ended 9 rename
ok "an allocation that fails, all outputs" every malloc $((stride * 8))
ok "a report of one table without a fault" reference -f table.csv
ok "an allocation that fails, one table" every malloc "$stride" -f table.csv
done_testing
