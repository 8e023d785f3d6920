#!/bin/sh
# A batch of many studies: what each takes beside what draws one chart, in one
# process and in fresh ones, all in turn; then a conference of BENCH_STUDIES
# (10 000) with one worker and with two: time, and memory, which must not grow
# with the number. The studies are synthetic and always the same.
# BENCH_ROUNDS says how many rounds (11). BENCH_INSTALL=yes installs the other
# programs first (Debian packages, as root).
set -eu

source=${WATTLEAF_SRCDIR:-$(cd "$(dirname "$0")/.." && pwd)}
program=${WATTLEAF:-$source/build/wattleaf}
WATTLEAF_DATADIR=${WATTLEAF_DATADIR:-$source/build/data}
export WATTLEAF_DATADIR
rounds=${BENCH_ROUNDS:-11}
studies=${BENCH_STUDIES:-10000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. "$source/bench/peers.sh"

# batch NAME COUNTS WORKERS OPTION...: into a folder that is new each time, for
# to remove an old one takes time, too
batch()
{
	name=$1 counts=$2 workers=$3
	shift 3
	job "$name" "$counts" sh "$work/fresh" "$work/out" \
	    "$program" batch "@$work/list-@COUNT@" -j "$workers" "$@"
}

# list COUNT: the first so many studies
list()
{
	find "$work/in" -mindepth 1 -maxdepth 1 | sort | head -n "$1" \
	    >"$work/list-$1"
}

if [ "$studies" -lt 1000 ]; then
	echo "bench: BENCH_STUDIES must be 1000 or more" >&2
	exit 1
fi
if [ ! -x "$program" ]; then
	echo "bench: no program at $program: build it first" >&2
	exit 1
fi
[ "${BENCH_INSTALL:-no}" != yes ] || install_peers
machine
find_peers
mkdir "$work/in"
cat >"$work/fresh" <<'END'
out=$1 n=1
shift
while [ -e "$out-$n" ]; do n=$((n + 1)); done
exec "$@" -o "$out-$n"
END
perl "$source/bench/make-studies.pl" "$studies" "$work/in"
for count in 20 120 1000 "$studies"; do
	list "$count"
done

batch 'wattleaf batch, standard page' 20,120 1 --format report.pdf,html,json
batch 'wattleaf batch, every output' 20,120 1
batch 'wattleaf batch, figures alone' 20,120 1 --format json
peers pdf chart
measure 'Studies of a batch beside one chart as PDF'

for count in 1000 "$studies"; do
	batch "$count studies, one worker" "$count" 1 \
	    --format report.pdf,html,json
	batch "$count studies, two workers" "$count" 2 \
	    --format report.pdf,html,json
	rounds=1 measure "A batch of $count"
done
