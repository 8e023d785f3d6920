#!/bin/sh
# Calls that fail in a collation of four disclosures, one of them broken and
# one in a PDF, in the parent and in a reader: the folder holds the old result
# or the new one, whole, nothing is left beside it nor in TMPDIR, a reader
# that dies costs one disclosure at most, which is named, status and message
# fit, and without the fault it gives the same bytes. Every call of files from
# the first reader on is tried; of those before, which read the program's
# data, and of allocations a part, all with WATTLEAF_FAULTS=all (make
# check-faults).
# shellcheck source=tests/tests.sh
. "$WATTLEAF_SRCDIR/tests/tests.sh"
# shellcheck source=tests/fail.sh
. "$WATTLEAF_SRCDIR/tests/fail.sh"

can_fail "calls that fail in a collation"

mkdir in temporary
TMPDIR=$PWD/temporary
export TMPDIR
awk -v n=3 -v folder=in -f "$WATTLEAF_SRCDIR/tests/collate_gen.awk"
sed 's/"value": 3, "low": 2.7/"value": 3, "low": 3.1/' in/p3.json >in/c.json
cp "$WATTLEAF_SRCDIR/fuzz/corpus/collate/plain.pdf" in/d.pdf
rm in/p3.json

# collate OUT
collate()
{
	timeout 60 "$WATTLEAF" collate in -o "$1" -j 1 -q -f "$files" \
	    </dev/null >stdout 2>stderr
}

# faulty WAY [WHERE]: into what lies there, with the fault
faulty()
{
	rm -rf "$out" "$out".wattleaf-* temporary/*
	cp -r "old/$out" "$out"
	timeout 60 env "WATTLEAF_FAIL=$1" "WATTLEAF_FAIL_IN=${2-parent}" \
	    LD_PRELOAD="$fail" "$WATTLEAF" collate in -o "$out" -j 1 -q \
	    -f "$files" </dev/null >stdout 2>stderr
}

same()
{
	diff -r "$1/$out" "$out" >/dev/null
}

nothing_left()
{
	[ -z "$(ls temporary)" ] && ! ls -d "$out".wattleaf-* 2>/dev/null
}

# One more is lost than the broken one, or that one for another reason, or the
# folder: each is named on the screen and, where there is a list, in it.
one_lost()
{
	lost=$(grep -c '^[cdp][12]*: error: .*\[collate-failed\]$' stderr)
	counted=$((4 - lost))
	# a folder that can't be opened is one, too
	! grep -q '^in: error: .*\[collate-failed\]$' stderr ||
	    { lost=1 counted=0; }
	[ "$lost" -eq 1 ] || [ "$lost" -eq 2 ] || return 1
	[ "$out" = totals.csv ] || {
		[ "$(cut -d: -f1 out/problems.txt | sort -u | wc -l)" -eq \
		    "$lost" ] &&
		[ "$(cut -d, -f2 out/items.csv | grep -cx failed)" -eq \
		    "$lost" ] &&
		[ "$(cut -d, -f2 out/items.csv | grep -cx counted)" -eq \
		    "$counted" ] &&
		grep -qx "  \"failed\": $lost," out/collation.json &&
		[ "$(tail -c 2 out/collation.json)" = '}' ]
	}
}

# holds WAY WHERE: what is right after the call failed
holds()
{
	faulty "$@"
	status=$?
	nothing_left && case $status in
	1) { same good && [ "$(grep -c collate-failed stderr)" -eq 1 ]; } ||
	    one_lost ;;
	3 | 4) [ -s stderr ] && same old ;;
	# the last that is written is what the screen shows
	5) [ -s stderr ] && { same old || same good; } ;;
	*) false ;;
	esac && return
	echo "$1 in the $2, $out: status $status"
	ls temporary -- "$out"*
	cat stderr
	return 1
}

# killed WAY WHERE: the old result or the new one; a reader costs one at most
killed()
{
	faulty "$@"
	status=$?
	case $2:$status in
	parent:137) same old || same good ;;
	*:1) nothing_left && { same good || one_lost; } ;;
	*) false ;;
	esac && return
	echo "$1 in the $2, $out: status $status"
	cat stderr
	return 1
}

# stopped WAY WHERE: asked to end, it leaves nothing
stopped()
{
	faulty "$@"
	status=$?
	[ $status -eq 143 ] && nothing_left && { same old || same good; } &&
	    return
	echo "$1 in the $2, $out: status $status"
	ls temporary -- "$out"*
	return 1
}

# reference OUT FILES: what stood there, what should, and how many calls
reference()
{
	out=$1 files=$2
	mkdir -p old good
	if [ "$out" = out ]; then
		mkdir "old/$out"
		echo old >"old/$out/totals.csv"
	else
		echo old >"old/$out"
	fi
	collate "good/$out"
	[ $? -eq 1 ] || return 1
	WATTLEAF_FAIL_COUNTS=$PWD/counts
	export WATTLEAF_FAIL_COUNTS
	faulty none
	status=$?
	unset WATTLEAF_FAIL_COUNTS
	[ $status -eq 1 ] && [ "$(count worker-read)" -gt 0 ] && same good &&
	    nothing_left && [ "$(grep -c collate-failed stderr)" -eq 1 ]
}

ok "a collation without a fault" reference out csv,json,jsonl,txt,md
for where in worker parent; do
	for kind in open read write close rename folder malloc; do
		ok "a $kind that fails in the $where" every_call holds $where $kind
	done
done
for kind in open write rename; do
	ok "a reader killed at each $kind" every_call killed worker $kind 9
	ok "the parent killed at each $kind" every_call killed parent $kind 9
done
ok "the parent stopped at each write leaves nothing" every_call stopped parent write 15
ok "one file without a fault" reference totals.csv totals.csv
for kind in open write close rename malloc; do
	ok "a $kind that fails for one file" every_call holds parent $kind
done

# full COMMAND...: the temporary folder takes nothing more: one message, and
# no disclosure is blamed but the broken one
full()
{
	rm -rf out
	cp -r old/out out
	"$@" >stdout 2>stderr
	[ $? -eq 5 ] && diff -r old/out out &&
	    [ "$(grep -c '\[output-write\]$' stderr)" -eq 1 ] &&
	    ! grep -e batch-crash -e '^[dp]' stderr && return
	cat stderr
	return 1
}

if [ "$(id -u)" -eq 0 ] && mkdir disk && mount -t tmpfs none disk 2>/dev/null
then
	umount disk
	mount -t tmpfs -o size=4k none disk
	head -c 4096 /dev/zero >disk/taken
	ok "a temporary folder that is full" full env TMPDIR="$PWD/disk" \
		"$WATTLEAF" collate in -o out -j 2 -q -f csv
	umount disk
else
	skip "a temporary folder that is full" "nothing can be mounted here"
fi
done_testing
