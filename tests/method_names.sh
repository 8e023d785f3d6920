#!/bin/sh
# Methods are rows: no source file names one. TAP.
set -u
. "$WATTLEAF_SRCDIR/tests/tests.sh"

methods=$(sed -n 's,/title\,.*,,p' "$WATTLEAF_SRCDIR/catalog/methods.csv")

# Usage: unnamed METHOD
unnamed()
{
	! grep -rn --include='*.c' --include='*.h' -F "\"$1" \
	    "$WATTLEAF_SRCDIR/src/account" "$WATTLEAF_SRCDIR/src/document"
}

ok 'there are methods' test "$(echo "$methods" | wc -l)" -ge 11
for method in $methods; do
	# The default of a study that names none has the program's own name.
	[ "$method" = wattleaf ] || ok "no code names $method" unnamed "$method"
done
done_testing
