#!/bin/sh
# Fuzzes the readers: fuzz/run.sh SECONDS [FORMAT...]. Needs clang with its
# runtime (Debian: clang libclang-rt-14-dev). Builds in build-fuzz/; inputs
# that crash, leak or hang are left in build-fuzz/found/FORMAT-*. With
# JOBS=4 in the environment, four formats at a time.
set -eu

cd "$(dirname "$0")/.."
seconds=${1:?usage: fuzz/run.sh SECONDS [FORMAT...]}
shift
flags='-g -O1 -fsanitize=fuzzer-no-link,address,undefined'
flags="$flags -fno-sanitize-recover=all"

# dictionary FORMAT: the words of its reader and the signs of its syntax
dictionary()
{
	reader=$(grep -l "name = \"$1\"" src/ingest/*.c src/check/*.c |
	    head -n 1)
	case $(head -q -c 1 "fuzz/corpus/$1"/* | LC_ALL=C tr -cd '{[<' |
	    fold -w 1 | sort | uniq -c | sort -rn | head -n 1) in
	*'{' | *'[') cat fuzz/json.dict ;;
	*'<') cat fuzz/xml.dict ;;
	*) cat fuzz/text.dict ;;
	esac
	case $1 in
	template) set -- src/document/template*.c src/document/directive*.c \
	    src/document/paths*.c src/document/disclosure*.c \
	    src/document/prose.c src/document/charts.c ;;
	study*) set -- src/study/read.c src/study/vocabulary.c ;;
	pdf) set -- src/base/pdf*.c ;;
	check) set -- src/check/*.c ;;
	collate) set -- src/batch/record*.c src/check/disclosure.c \
	    src/collate/*.c ;;
	page) set -- src/restate/*.c src/check/disclosure.c ;;
	profile) set -- src/check/profile*.c templates/venues/*.yaml \
	    src/document/paths*.c ;;
	*) set -- "$reader" "${reader%.c}"_*.c ;;
	esac
	cat "$@" 2>/dev/null |
	    LC_ALL=C grep -o '"[ -!#-$&-[^-~]\{2,40\}"' | grep -v '\.h"$' |
	    sort -u
}

# Makes build-fuzz/reader.
build()
{
	cd build-fuzz
	test -f Makefile || ../configure --quiet CC=clang CFLAGS="$flags"
	make --no-print-directory -s libwattleaf.a data-stamp
	# the libraries are words of their own
	# shellcheck disable=SC2046
	clang -std=c11 -D_GNU_SOURCE -I../src -I.. -I. \
	    -g -O1 -fsanitize=fuzzer,address,undefined \
	    -fno-sanitize-recover=all ../fuzz/reader.c ../fuzz/careful.c \
	    ../fuzz/mutate.c ../fuzz/kinds.c ../fuzz/study.c \
	    ../fuzz/disclosure.c ../fuzz/template.c ../fuzz/collate.c \
	    ../fuzz/profile.c ../fuzz/document.c ../fuzz/page.c \
	    libwattleaf.a \
	    $(sed -n 's/^WATTLEAF_LIBS = //p' Makefile) -lm -o reader
}

# fuzz FORMAT
fuzz()
{
	format=$1
	# the ground that documents stand on grows with the first inputs, and
	# each would be searched for leaks: that is done at the end
	leaks=1 longest=65536
	case $format in
	template) leaks=0 longest=8192 ;;
	page) leaks=0 longest=32768 ;;
	esac
	mkdir -p "build-fuzz/corpus/$format"
	dictionary "$format" >"build-fuzz/$format.dict"
	LSAN_OPTIONS=suppressions=tests/lsan.supp:print_suppressions=0 \
	ASAN_OPTIONS=quarantine_size_mb=64 \
	WATTLEAF_FUZZ_FORMAT=$format WATTLEAF_SRCDIR=. \
	WATTLEAF_DATADIR=build-fuzz/data build-fuzz/reader \
	    -max_total_time="$seconds" -timeout=10 -rss_limit_mb=512 \
	    -max_len=$longest -detect_leaks=$leaks -verbosity=0 -print_final_stats=1 \
	    -dict="build-fuzz/$format.dict" \
	    -artifact_prefix="build-fuzz/found/$format-" \
	    "build-fuzz/corpus/$format" "fuzz/corpus/$format" \
	    >"build-fuzz/$format.log" 2>&1 &&
	    result=clean || result="FOUND, see build-fuzz/$format.log"
	runs=$(sed -n 's/^stat::number_of_executed_units: *//p' \
	    "build-fuzz/$format.log")
	echo "$format: $seconds s, ${runs:-?} runs, $result"
}

if [ -n "${WATTLEAF_FUZZ_BUILT-}" ]; then
	fuzz "$1"
	exit
fi
mkdir -p build-fuzz/found
(build)
# shellcheck disable=SC2046
[ $# -gt 0 ] || set -- $(ls fuzz/corpus)
printf '%s\n' "$@" | WATTLEAF_FUZZ_BUILT=1 \
    xargs -P "${JOBS:-1}" -n 1 sh fuzz/run.sh "$seconds"
