#!/bin/sh
# Runs one test program in an empty folder of its own below the build folder,
# so that tests can run side by side. Exit status 77 becomes a skip in TAP. A
# program that ends with 1 after a "not ok" has said so already: 0.
# Usage: tap.sh PROGRAM [ARGUMENT...]
set -u

case $1 in
/*) program=$1 ;;
*) program=$PWD/$1 ;;
esac
shift
name=${program##*/}
work=$PWD/tests/work/$name
rm -rf "$work"
mkdir -p "$work" || exit 99
cd "$work" || exit 99

[ -x "$program" ] || set -- "$program" "$@"
[ -x "$program" ] || program="sh"
timeout "${TEST_TIMEOUT:-600}" "$program" "$@" >"$work.tap"
status=$?
cat "$work.tap"
if [ $status -eq 77 ] && ! grep -q '^1\.\.' "$work.tap"; then
	echo "1..0 # SKIP $name: what it needs is not here"
	exit 0
fi
if [ $status -eq 1 ] && grep -q '^not ok' "$work.tap"; then
	exit 0
fi
exit $status
