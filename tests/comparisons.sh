#!/bin/sh
# What the reader chooses to compare with: equivalents, energy mixes, other
# places, scores. Golden numbers are those that the papers print. TAP.
set -u
# shellcheck source=tests/tests.sh
. "$WATTLEAF_SRCDIR/tests/tests.sh"

table3=$WATTLEAF_DATADIR/../samples/strubell-2019/study.xml
[ -r "$table3" ] || table3=$WATTLEAF_SRCDIR/samples/strubell-2019/study.xml

# run STATUS ARGUMENT...: what it says is in err
run()
{
	want=$1
	shift
	"$WATTLEAF" "$@" >out 2>err
	got=$?
	cat err
	[ "$got" -eq "$want" ]
}

# says FILE TEXT...: line ends and spaces that don't break count as spaces
says()
{
	nbsp=$(printf '\302\240')
	tr '\n' ' ' <"$1" | sed "s/$nbsp/ /g; s/  */ /g" >flat
	shift
	for text in "$@"; do
		grep -qF -e "$text" flat || { echo "not said: $text"; return 1; }
	done
}

not()
{
	! "$@" >/dev/null
}

# Strubell et al. 2019: 626,155 lb are 4.97 car lifetimes of 126,000 lb.
ok "equivalents that the reader chose" run 1 report "$table3" -q -o chosen \
	--equivalent car-lifetime,ga-flight-nyc-mel,codecarbon-car-km
ok "are told in their order" says chosen/appendix.md \
	'is 4.97 times “Car, one lifetime with fuel” (126,000 lb), 123 times “Flight New York - Melbourne” (5,093 lb) or'
ok "each with digits of its own and its source" says chosen/appendix.md \
	'“Car, km driven” (0.265 lb) [1] [2] [3].'
ok "those of the method are gone" not grep -q 'American life' chosen/appendix.md
ok "all are lines of the chart" run 1 report "$table3" --dump=document \
	--equivalent car-lifetime,ga-flight-nyc-mel,codecarbon-car-km
ok "three of them" sh -c 'grep -c "^ *reference" out | grep -x 3'
ok "an unknown equivalent" run 4 report "$table3" -q -o none \
	--equivalent car-lifetim
ok "has nearest candidates" says err 'car-lifetime' '[catalog-unknown]'
done_testing
