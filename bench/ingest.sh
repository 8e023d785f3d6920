#!/bin/sh
# Reading a power log of BENCH_MB (1024) megabytes, as nvidia-smi writes it,
# beside cat, wc -l and what else is installed here, all on the same cached
# file in one run; then 10 000 small logs in one call. BENCH_ROUNDS says how
# many rounds (7). DuckDB is looked for in NODE_PATH (npm: @duckdb/node-api).
set -eu

source=${WATTLEAF_SRCDIR:-$(cd "$(dirname "$0")/.." && pwd)}
program=${WATTLEAF:-$source/build/wattleaf}
maker=${WATTLEAF_MAKER:-$source/build/bench/make-power-log}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
log=$work/power.csv
tab=$(printf '\t')

# job NAME often|once WORD...
job()
{
	line=$1
	shift
	for word; do
		line=$line$tab$word
	done
	printf '%s\n' "$line" >>"$work/jobs"
}

has()
{
	command -v "$1" >/dev/null 2>&1
}

absent()
{
	printf '%s is not here: not compared\n' "$1"
}

for tool in "$program" "$maker"; do
	if [ ! -x "$tool" ]; then
		echo "bench: no program at $tool: build it first" >&2
		exit 1
	fi
done
answer=$("$maker" "${BENCH_MB:-1024}" "$log")
printf '%s MiB, %s rows, %s J\n' "${BENCH_MB:-1024}" "${answer% *}" \
    "${answer#* }"

job cat often cat "$log"
job 'wc -l' often wc -l "$log"
job "$("$program" --version | head -n 1)" often "$program" inspect --json "$log"
if has mawk; then
	job "$(mawk -W version 2>&1 | sed 's/[,(].*//;q')" once \
	    mawk -F ', ' -f "$source/bench/energy.awk" "$log"
else
	absent mawk
fi
if has node && (cd "$source" && node -e 'require("@duckdb/node-api")') \
    2>/dev/null; then
	name="DuckDB $(cd "$source" && node -p \
	    'require("@duckdb/node-api").version()')"
	job "$name, 1 thread" once node "$source/bench/energy.mjs" "$log" 1
	job "$name, 2 threads" once node "$source/bench/energy.mjs" "$log" 2
else
	absent 'DuckDB (npm: @duckdb/node-api)'
fi
if has python3 && python3 -c 'import pandas' 2>/dev/null; then
	job "pandas $(python3 -c 'import pandas; print(pandas.__version__)')" \
	    once python3 "$source/bench/energy.py" "$log"
else
	absent pandas
fi
if has Rscript && Rscript -e 'library(data.table)' >/dev/null 2>&1; then
	job "R data.table $(Rscript -e \
	    'cat(as.character(packageVersion("data.table")))')" \
	    once Rscript "$source/bench/energy.R" "$log"
else
	absent 'R data.table'
fi
if has mlr; then
	job "$(mlr --version)" once mlr --icsv --onidx --ifs , \
	    --from "$log" put -q -f "$source/bench/energy.mlr"
else
	absent Miller
fi
perl "$source/bench/ingest.pl" "${BENCH_ROUNDS:-7}" "${answer#* }" <"$work/jobs"

# Small logs: 40 rows each, a name of its own.
rm -f "$log"
"$maker" 1 "$work/one.csv" >/dev/null
head -n 41 "$work/one.csv" >"$work/small"
mkdir "$work/logs"
perl -e 'my ($from, $to) = @ARGV; open F, "<", $from; local $/; my $t = <F>;
    for (1 .. 10000) { open G, ">", "$to/$_.csv"; print G $t }' \
    "$work/small" "$work/logs"
(cd "$work/logs" && perl -MTime::HiRes=time -e '
    my $program = shift; my @logs = glob "*.csv"; my $start = time;
    open STDOUT, ">", "/dev/null"; system $program, "inspect", @logs;
    my @t = times; die "status $?\n" if $? != 0;
    printf STDERR "%d small logs in one call: %.3f ms CPU, %.3f ms wall each\n",
        scalar @logs, 1000 * ($t[2] + $t[3]) / @logs,
        1000 * (time - $start) / @logs' "$program")
