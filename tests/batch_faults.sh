#!/bin/sh
# Calls that fail in a batch of two studies, in the parent and in a worker,
# and processes that are killed there: no study's folder and no table is ever
# half there, what is done stays, one worker costs one study, status and
# message fit, and run again without the fault it gives the bytes of a run
# without. Then the same with one of them broken. Every call of files from the
# first worker on is tried; of those before, which read the program's data, and
# of allocations a part, all with WATTLEAF_FAULTS=all (make check-faults).
# shellcheck source=tests/tests.sh
. "$WATTLEAF_SRCDIR/tests/tests.sh"
# shellcheck source=tests/fail.sh
. "$WATTLEAF_SRCDIR/tests/fail.sh"

can_fail "calls that fail in a batch"

# study FOLDER TITLE [INSIDE]
study()
{
	mkdir -p "$1"
	cat >"$1/study.xml" <<-END
	<study xmlns="urn:wattleaf:study:1" title="$2" method="strubell-2019">
	<place grid="USA" year="2018" pue="1.58" intensity="0.954 lb/kWh"/>
	<model id="m" name="M"><run time="84 h">${3-}
	<hardware device="p100" count="8" total-power="1515.43 W"/></run></model>
	</study>
	END
}

# batch OUT [OPTION...]
batch()
{
	to=$1
	shift
	timeout 60 "$WATTLEAF" batch in -o "$to" -j 1 -q -f table.csv "$@" \
	    </dev/null >stdout 2>stderr
}

# faulty WAY [WHERE]: a batch over what an older one left, with the fault
faulty()
{
	rm -rf out
	cp -r old out
	(
		WATTLEAF_FAIL=$1 WATTLEAF_FAIL_IN=${2-parent} LD_PRELOAD=$fail
		export WATTLEAF_FAIL WATTLEAF_FAIL_IN LD_PRELOAD
		exec "$WATTLEAF" batch in -o out -j 1 -q -f table.csv \
		    </dev/null >stdout 2>stderr
	)
}

same()
{
	diff -r -x .work "$1" "$2"
}

# A page is the old one, the new one, or the one line that says why not.
page()
{
	same "out/$1" "old/$1" >/dev/null || same "out/$1" "good/$1" >/dev/null ||
	    { [ "$(ls "out/$1")" = result.json ] &&
		grep -q '"status": *"failed"' "out/$1/result.json" &&
		grep -q "^$1: error: " stderr && broken=$((broken + 1)); }
}

ends()
{
	[ "$(tail -c "$3" "out/$1" | tr -d '\r')" = "$2" ] || cmp "out/$1" "old/$1"
}

# What stands there, whatever happened.
whole()
{
	broken=0
	page a && page b && ends index.html '</html>' 8 &&
	    ends summary.json '}' 2 && [ -e out/failures.txt ] &&
	    [ -z "$(tail -c 1 out/summary.csv | tr -d '\n')" ] &&
	    [ "$(ls out)" = "$names" ]
}

# After the fault it goes on as if nothing had been.
mended()
{
	batch out
	again=$?
	[ $again -eq "$sound" ] ||
	    { echo "run again: status $again"; cat stderr; return 1; }
	same out good
}

# holds WAY WHERE: what is right after the call failed
holds()
{
	faulty "$@"
	status=$?
	whole && {
		[ $status -eq "$sound" ] && same out good >/dev/null && return
		case $status in
		1) [ $broken -eq 1 ] && mended && return ;;
		3 | 4 | 5) [ -s stderr ] && mended && return ;;
		esac
	}
	echo "$1 in the $2: status $status, $broken without a page"
	cat stderr
	return 1
}

# killed WAY WHERE
killed()
{
	faulty "$@"
	status=$?
	[ $status -eq "$sound" ] && same out good >/dev/null && return
	whole && case $2 in
	parent) [ $status -eq 137 ] && [ $broken -eq 0 ] ;;
	worker) [ $status -eq 1 ] && [ $broken -eq 1 ] &&
	    grep -q 'signal 9 \[batch-crash\]' stderr ;;
	esac && mended && return
	echo "$1 in the $2: status $status, $broken without a page"
	cat stderr
	return 1
}

reference()
{
	batch good
	[ $? -eq "$sound" ] || return 1
	WATTLEAF_FAIL_COUNTS=$PWD/counts
	export WATTLEAF_FAIL_COUNTS
	faulty none
	status=$?
	unset WATTLEAF_FAIL_COUNTS
	[ $status -eq "$sound" ] && [ "$(count worker-read)" -gt 0 ] &&
	    same out good
}

# The program's data is summed at each start: without the largest fonts.
lighter()
{
	cp -rL "$WATTLEAF_DATADIR" data || return 1
	rm -f data/fonts/*.ttc
	WATTLEAF_DATADIR=$PWD/data
	export WATTLEAF_DATADIR
}

# one WAY CODE: a worker that does it in a's folder is named with the code,
# b is well, and without it all is
one()
{
	faulty "$1" worker
	[ $? -eq 1 ] || return 1
	whole && [ $broken -eq 1 ] && grep -q "^a: error: .*\[$2\]$" stderr &&
	    mended
}

# walls: a kernel that has none is named, and the result is the same
no_walls()
{
	rm -rf out
	(
		WATTLEAF_FAIL_WALLS=none LD_PRELOAD=$fail
		export WATTLEAF_FAIL_WALLS LD_PRELOAD
		exec "$WATTLEAF" batch in -o out -j 1 -f table.csv </dev/null \
		    >stdout 2>stderr
	)
	status=$?
	[ $status -eq 0 ] && [ "$(grep -c '\[batch-walls\]$' stderr)" -eq 2 ] &&
	    same out good
}

# Files of 16 KiB at most, where a page has more.
limited()
{
	rm -rf pdf
	(
		trap '' XFSZ # a worker hears it none the less
		ulimit -f 32
		exec "$WATTLEAF" batch in -o pdf -j 1 -q -f pdf </dev/null \
		    >stdout 2>stderr
	)
	[ $? -eq 1 ] && grep -q '^a: error: .*: over 16 kB \[batch-file\]$' stderr &&
	    grep -q '^b: error: .*\[batch-file\]$' stderr &&
	    [ "$(find pdf -name '*.pdf' | wc -l)" -eq 0 ] &&
	    "$WATTLEAF" batch in -o pdf -q -f pdf </dev/null &&
	    [ -f pdf/a/report.pdf ] && [ -f pdf/b/report.pdf ]
}

# full KIB: a disk that holds so much
full()
{
	mkdir -p disk
	mount -t tmpfs -o "size=$1k" none disk || return 1
	"$WATTLEAF" batch in -o disk/out -j 1 -q -f pdf </dev/null \
	    >stdout 2>stderr
	status=$?
	halves=$(find disk/out -path '*/.work' -prune -o -name '*.pdf' -print |
	    while read -r pdf; do cmp "$pdf" "pdf/${pdf#disk/out/}"; done)
	mount -o remount,size=64m none disk
	"$WATTLEAF" batch in -o disk/out -q -f pdf </dev/null
	again=$?
	diff -r -x .work disk/out pdf
	alike=$?
	umount disk
	[ $status -eq 5 ] && [ -s stderr ] && [ -z "$halves" ] &&
	    [ $again -eq 0 ] && [ $alike -eq 0 ] && return
	echo "status $status, then $again; $halves"
	cat stderr
	return 1
}

# Nobody listens any more: what is done stays, and goes on from there.
closed_pipe()
{
	rm -rf out
	{
		"$WATTLEAF" batch in -o out -f table.csv --json-lines \
		    </dev/null 2>stderr
		echo $? >ended
	} | true
	[ "$(cat ended)" -ne 0 ] && batch out && same out good
}

to_full()
{
	rm -rf out
	"$WATTLEAF" batch in -o out -f table.csv --json-lines </dev/null \
	    >/dev/full 2>stderr
	[ $? -eq 5 ] && grep -q 'output-write' stderr && batch out &&
	    same out good
}

# One of the two is broken, and named.
broken_too()
{
	batch old
	[ $? -eq 1 ] && grep '^b: failed: study.xml:' old/failures.txt
}

sound=0 # status of a batch without a fault

ok "data without the largest fonts" lighter
study in/a "An old one"
study in/b B
ok "an old result" batch old
cat >in/a/power.csv <<'EOT'
timestamp, index, power.draw [W]
2026/01/01 00:00:00.000, 0, 100.00 W
2026/01/01 01:00:00.000, 0, 300.00 W
EOT
study in/a A '<log href="power.csv" role="time"/>'
ok "a batch without a fault" reference
names=$(ls good)
n=$(($(count forked-read) + 12))
ok "a worker that floods standard error" one "read:$n:flood" batch-flood
ok "a worker that asks for a socket" one "read:$n:call" batch-call
ok "a worker that crashes" one "read:$n:11" batch-crash
ok "a kernel without walls" no_walls
ok "a file over the limit" limited
ok "a pipe that is closed" closed_pipe
ok "standard output on a full disk" to_full
if [ "$(id -u)" -eq 0 ] && mkdir disk && mount -t tmpfs none disk 2>/dev/null
then
	umount disk
	for size in 4 12 24 40 56 80; do
		ok "a disk of $size KiB" full $size
	done
else
	skip "a full disk" "nothing can be mounted here"
fi
for where in worker parent trial; do
	for kind in open read write close rename folder malloc; do
		ok "a $kind that fails in the $where" every_call holds $where $kind
	done
done
for kind in open write rename; do
	ok "a worker killed at each $kind" every_call killed worker $kind 9
	ok "the parent killed at each $kind" every_call killed parent $kind 9
done

# One of the two is broken: its line is as well kept as the other's page.
sed 's/<model id="m"/<modle id="m"/' in/b/study.xml >broken.xml
mv broken.xml in/b/study.xml
rm -rf old good
sound=1
ok "an old result with one that is broken" broken_too
sed 's/title="A"/title="Another"/' in/a/study.xml >other.xml
mv other.xml in/a/study.xml
ok "a batch with one that is broken" reference
for where in worker parent; do
	for kind in open read write rename malloc; do
		ok "one is broken, a $kind fails in the $where" \
			every_call holds $where $kind
	done
done
done_testing
