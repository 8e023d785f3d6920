# Calls that fail, for command tests, to be sourced after tests.sh. A fault of
# fail.so is WAY, "open:3" or, with a signal, "open:3:9", in WHERE: "parent",
# "worker" or "trial". The file "counts" says how many calls of each kind there
# are.
# shellcheck shell=sh
fail=${WATTLEAF%/*}/tests/faults/fail.so
before=97 some=1999
[ "${WATTLEAF_FAULTS-}" != all ] || before=1 some=1

# can_fail NAME: ends the test where no call can be made to fail
can_fail()
{
	if grep -q __asan_init "$WATTLEAF" || ! [ -f "$fail" ] ||
	    ! LD_PRELOAD=$fail "$WATTLEAF" --version >/dev/null 2>&1
	then
		skip "$1" "nothing can be loaded before this build"
		done_testing
	fi
}

# count NAME: of the file "counts"
count()
{
	sed -n "s/^$1 //p" counts
}

# every_call CHECK WHERE KIND [SIGNAL]: CHECK WAY WHERE holds for each call of the
# kind; of those before the first child for one in $before, of allocations for
# one in $some
every_call()
{
	check=$1 where=$2 kind=$3 bad=0 n=1
	from=$(count "tried-$kind")
	[ "$from" -gt 0 ] || from=$(count "forked-$kind")
	last=$(count "$kind")
	case $where in
	worker) n=$(($(count "forked-$kind") + 1)) last=$(count "worker-$kind") ;;
	trial) n=$((from + 1)) last=$(count "trial-$kind") ;;
	esac
	while [ "$n" -le "$last" ]; do
		$check "$kind:$n${4+:$4}" "$where" || bad=1
		step=1
		[ "$n" -ge "$from" ] || step=$before
		[ "$kind" != malloc ] || step=$some
		n=$((n + step))
		[ "$n" -le "$from" ] || [ "$((n - step))" -ge "$from" ] ||
		    [ "$kind" = malloc ] || n=$((from + 1))
	done
	return $bad
}
