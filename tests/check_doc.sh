#!/bin/sh
# The examples of doc/check.md are files that say what the page shows, and
# the page has every slip.
# shellcheck source=tests/tests.sh
. "$WATTLEAF_SRCDIR/tests/tests.sh"

page=$WATTLEAF_SRCDIR/doc/check.md

# Each ```slip block becomes N.md, the indented line behind it N.says.
awk '/^```slip$/ { n++; inside = 1; next }
	/^```$/ { inside = 0; next }
	inside { print > (n ".md") }
	/^    / { sub(/^    /, ""); print > (n ".says") }' "$page"

says()
{
	"$WATTLEAF" check "$1.md" 2>err
	test $? -eq 1 && sed 's/^[^:]*://' err | diff -u "$1.says" -
}

n=1
while test -f $n.md; do
	ok "example $n: $(sed 's/.*\[\(.*\)\]/\1/' $n.says)" says $n
	n=$((n + 1))
done
ok "the page has its examples" test $n -gt 15
for code in $(sed -n 's/.*X(\(CHECK_[A-Z_]*\), WARNING.*/\1/p' \
	"$WATTLEAF_SRCDIR/src/base/diag_codes.h" | tr 'A-Z_' 'a-z-'); do
	ok "the page shows $code" grep -q "^    .*\\[$code\\]\$" "$page"
done
"$WATTLEAF" check --format nosuch 1.md 2>err
for format in $(sed -n 's/.*; one of \(.*\) \[.*/\1/p' err | tr -d ',' |
	sed 's/ or / /'); do
	ok "the page names $format" grep -q "^|.*\`$format\`" "$page"
done
done_testing
