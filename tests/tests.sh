# TAP for command tests, to be sourced:
#   ok NAME COMMAND...    passes when the command gives status 0
#   skip NAME REASON      counts as skipped
#   done_testing          prints the plan; last line of a test
# What a failed command printed is shown as comments.
# Run by hand and not by tests/tap.sh, a test works in a temporary folder.
# shellcheck shell=sh
case $PWD in
*/tests/work/*) ;;
*) cd "$(mktemp -d)" || exit 99 ;;
esac
tests_count=0
tests_failed=0

ok()
{
	tests_name=$1
	shift
	tests_count=$((tests_count + 1))
	if "$@" >tests-output 2>&1; then
		echo "ok $tests_count - $tests_name"
	else
		tests_failed=1
		echo "not ok $tests_count - $tests_name"
		sed 's/^/# /' tests-output
	fi
}

skip()
{
	tests_count=$((tests_count + 1))
	echo "ok $tests_count - $1 # SKIP $2"
}

done_testing()
{
	echo "1..$tests_count"
	exit $tests_failed
}
