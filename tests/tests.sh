# TAP for command tests, to be sourced:
#   ok NAME COMMAND...    passes when the command gives status 0
#   skip NAME REASON      counts as skipped
#   done_testing          prints the plan; last line of a test
# What a failed command printed is shown as comments. Commands for ok:
#   status N COMMAND...   COMMAND ends with status N
#   runs N COMMAND...     the same, and what it printed stays in out and err
#   err_says TEXT         it printed TEXT on standard error
#   says FILE PATTERN...  a line of FILE fits each pattern
#   reads FILE TEXT...    FILE has each text; line ends and spaces that don't
#                         break count as spaces
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

# Usage: seen_by PROGRAM NAME COMMAND...: ok where there is the program
seen_by()
{
	tests_program=$1
	shift
	if command -v "$tests_program" >/dev/null 2>&1; then
		ok "$@"
	else
		skip "$1" "no $tests_program"
	fi
}

status()
{
	tests_want=$1
	shift
	"$@"
	tests_got=$?
	[ $tests_got -eq "$tests_want" ] || {
		echo "status $tests_got, not $tests_want"
		return 1
	}
}

runs()
{
	tests_want=$1
	shift
	"$@" >out 2>err
	tests_got=$?
	cat err
	[ $tests_got -eq "$tests_want" ] || {
		echo "status $tests_got, not $tests_want"
		return 1
	}
}

err_says()
{
	grep -F -e "$1" err
}

says()
{
	tests_file=$1
	shift
	for tests_text in "$@"; do
		grep -q -e "$tests_text" "$tests_file" || {
			echo "no $tests_text in $tests_file:"
			cat "$tests_file"
			return 1
		}
	done
}

reads()
{
	tests_space=$(printf '\302\240')
	tr '\n' ' ' <"$1" | sed "s/$tests_space/ /g; s/  */ /g" >tests-text
	shift
	for tests_text in "$@"; do
		grep -qF -e "$tests_text" tests-text || {
			echo "not said: $tests_text"
			return 1
		}
	done
}

done_testing()
{
	echo "1..$tests_count"
	exit $tests_failed
}
