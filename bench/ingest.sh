#!/bin/sh
# Reading logs, measured beside what else reads them, each group in one run
# on the same cached files:
#   a power log of BENCH_MB (1024) megabytes, as nvidia-smi writes it, with
#   one thread and with two, beside cat, wc -l and programs for tables;
#   a quarter of it compressed, beside the decompressors alone;
#   JSON lines, beside a bare parse of them;
#   a log ten times as large, for the memory;
#   10 000 small logs in one call.
# BENCH_ROUNDS says how many rounds (7). BENCH_INSTALL=yes installs first
# what Debian and npm have of the others (as root; DuckDB goes into the build
# folder). DuckDB is looked for in NODE_PATH too.
set -eu

source=${WATTLEAF_SRCDIR:-$(cd "$(dirname "$0")/.." && pwd)}
program=${WATTLEAF:-$source/build/wattleaf}
bench=${WATTLEAF_BENCH:-$source/build/bench}
mb=${BENCH_MB:-1024}
rounds=${BENCH_ROUNDS:-7}
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

# measure BASE [ANSWER]: runs the jobs and forgets them
measure()
{
	perl "$source/bench/ingest.pl" "$rounds" "$1" "${2-}" <"$work/jobs"
	rm "$work/jobs"
}

has()
{
	command -v "$1" >/dev/null 2>&1
}

absent()
{
	printf '%s is not here: not compared\n' "$1"
}

install_peers()
{
	"$source/bootstrap" packages mawk miller gzip zstd xz-utils bzip2 \
	    r-base-core r-cran-data.table python3-pandas nodejs npm
	npm install --silent --prefix "$bench" @duckdb/node-api@1
}

# A Python that has pandas, or nothing.
python_with_pandas()
{
	for python in python3 /usr/bin/python3; do
		if "$python" -c 'import pandas' 2>/dev/null; then
			echo "$python"
			return
		fi
	done
}

table_peers()
{
	NODE_PATH=$bench/node_modules${NODE_PATH:+:$NODE_PATH}
	export NODE_PATH
	if has mawk; then
		job "$(mawk -W version 2>&1 | sed 's/[,(].*//;q')" once \
		    mawk -F ', ' -f "$source/bench/energy.awk" "$log"
	else
		absent mawk
	fi
	if has node && node -e 'require("@duckdb/node-api")' 2>/dev/null; then
		name="DuckDB $(node -p 'require("@duckdb/node-api").version()')"
		job "$name, 1 thread" once node "$source/bench/energy.mjs" \
		    "$log" 1
		job "$name, 2 threads" once node "$source/bench/energy.mjs" \
		    "$log" 2
	else
		absent 'DuckDB (npm: @duckdb/node-api)'
	fi
	python=$(python_with_pandas)
	if [ -n "$python" ]; then
		job "pandas $("$python" -c \
		    'import pandas; print(pandas.__version__)')" \
		    once "$python" "$source/bench/energy.py" "$log"
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
}

# packed NAME SUFFIX PROGRAM OPTION...: the decompressor, and us
packed()
{
	if ! has "$3"; then
		absent "$3"
		return
	fi
	packed_name=$1
	packed_file=$work/quarter.csv.$2
	shift 2
	"$@" -c "$work/quarter.csv" >"$packed_file"
	job "$packed_name alone" often "$1" -dc "$packed_file"
	job "wattleaf, $packed_name" often "$program" inspect --json \
	    "$packed_file"
	measure "$packed_name alone"
	rm "$packed_file"
}

# parsed NAME FILE: a bare parse, and us
parsed()
{
	job "$1, bare parse" often "$bench/parse-json" "$2"
	job "$1, wattleaf" often "$program" inspect --json "$2"
	measure "$1, bare parse"
}

small_logs()
{
	"$bench/make-power-log" 1 "$work/one.csv" >/dev/null
	head -n 41 "$work/one.csv" >"$work/small"
	mkdir "$work/logs"
	perl -e 'my ($from, $to) = @ARGV; open F, "<", $from; local $/;
	    my $t = <F>;
	    for (1 .. 10000) { open G, ">", "$to/$_.csv"; print G $t }' \
	    "$work/small" "$work/logs"
	(cd "$work/logs" && perl -MTime::HiRes=time -e '
	    my $program = shift; my @logs = glob "*.csv"; my $start = time;
	    open STDOUT, ">", "/dev/null"; system $program, "inspect", @logs;
	    my @t = times; die "status $?\n" if $? != 0;
	    printf STDERR "%d small logs in one call: %.3f ms CPU, %.3f ms wall each\n",
		scalar @logs, 1000 * ($t[2] + $t[3]) / @logs,
		1000 * (time - $start) / @logs' "$program")
}

for tool in "$program" "$bench/make-power-log" "$bench/parse-json"; do
	if [ ! -x "$tool" ]; then
		echo "bench: no program at $tool: build it first" >&2
		exit 1
	fi
done
[ "${BENCH_INSTALL:-no}" != yes ] || install_peers

answer=$("$bench/make-power-log" "$mb" "$log")
printf '%s MiB, %s rows, %s J; %s; %s\n' "$mb" "${answer% *}" "${answer#* }" \
    "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" \
    "$(nproc) processors"
version=$("$program" --version | head -n 1)
job cat often cat "$log"
job 'wc -l' often wc -l "$log"
job "$version, 1 thread" often "$program" inspect --json --threads 1 "$log"
job "$version, 2 threads" often "$program" inspect --json --threads 2 "$log"
table_peers
measure 'wc -l' "${answer#* }"

head -n "$((${answer% *} / 4))" "$log" >"$work/quarter.csv"
rm "$log"
packed gzip gz gzip -6
packed zstd zst zstd -q
packed xz xz xz -1
packed bzip2 bz2 bzip2 -1
rm "$work/quarter.csv"

perl "$source/bench/make-json-log.pl" events "$((mb * 60))" \
    >"$work/wandb-events.jsonl"
parsed 'W&B events' "$work/wandb-events.jsonl"
perl "$source/bench/make-json-log.pl" mlperf "$((mb * 400))" \
    >"$work/result_0.txt"
parsed 'MLPerf log' "$work/result_0.txt"
rm "$work/wandb-events.jsonl" "$work/result_0.txt"

small_logs

answer=$("$bench/make-power-log" "$((mb * 10))" "$log")
rounds=1
job 'ten times the log, 1 thread' often "$program" inspect --json \
    --threads 1 "$log"
job 'ten times the log, 2 threads' often "$program" inspect --json \
    --threads 2 "$log"
measure 'ten times the log, 1 thread' "${answer#* }"
