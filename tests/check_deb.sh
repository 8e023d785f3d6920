#!/bin/sh
# check_deb.sh TARBALL: what the tarball of "make dist" makes in Debian 12, in
# roots made by debootstrap: the package by the steps of Containerfile,
# lintian over it, its installation on a clean system, a run there, and an
# installed folder that was moved. Needs root, debootstrap and a mirror; takes
# some minutes, so it is no part of "make check": run "make check-deb".
#   DEBIAN_MIRROR   the mirror (default: deb.debian.org)
#   DEBIAN_ROOT     a root of debootstrap that is copied instead of made
#   CONTAINER=yes   build the container with buildah, too
set -u
tarball=$(readlink -f "$1")
WATTLEAF_SRCDIR=$(readlink -f "$(dirname "$0")/..")
# shellcheck source=tests/tests.sh
. "$WATTLEAF_SRCDIR/tests/tests.sh"
work=$PWD
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
base=${DEBIAN_ROOT:-$work/base}


if [ "$(id -u)" -ne 0 ] || ! command -v debootstrap >/dev/null; then
	skip 'the package in Debian 12' 'needs root and debootstrap'
	done_testing
fi

clean_up()
{
	for root in build clean; do
		umount "$work/$root/proc" 2>/dev/null
	done
	cd / && rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 1' HUP INT TERM

# within ROOT FOLDER COMMAND: as a shell there runs it
within()
{
	mountpoint -q "$work/$1/proc" ||
	    mount -t proc proc "$work/$1/proc" || return 1
	chroot "$work/$1" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin \
	    HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
	    sh -c "mkdir -p '$2' && cd '$2' && $3"
}

roots()
{
	test -d "$base" || debootstrap --variant=minbase bookworm "$base" \
	    "$mirror" || return 1
	for root in build clean; do
		cp -a "$base" "$root" && chmod 755 "$root" &&
		    cp /etc/resolv.conf "$root/etc/" ||
			return 1
	done
}

unpack()
{
	mkdir context && tar xzf "$tarball" -C context --strip-components=1
}

# copy ROOT FOLDER FROM... TO: of the context, or of the first stage
copy()
{
	root=$1 folder=$2 from=$3 to=$4
	case $from in
	--from=build)
		from=$4 to=$5
		# the pattern stands for files
		# shellcheck disable=SC2086
		cp -a build$from "$root$to" ;;
	*)
		mkdir -p "$root$folder/$to" &&
		    cp -a "context/$from" "$root$folder/$to" ;;
	esac
}

# stage NUMBER ROOT: the steps of the NUMBERth stage of Containerfile
stage()
{
	number=0 folder=/
	while read -r step words; do
		case $step in
		FROM) number=$((number + 1)) ;;
		esac
		[ "$number" -eq "$1" ] || continue
		echo "$step $words"
		# The words are arguments of ours, without quotes.
		# shellcheck disable=SC2086
		case $step in
		WORKDIR) folder=$words ;;
		RUN) within "$2" "$folder" "$words" </dev/null || return 1 ;;
		COPY) copy "$2" "$folder" $words || return 1 ;;
		FROM | ENTRYPOINT | '#'* | '') ;;
		*) echo "no step is called $step"; return 1 ;;
		esac
	done <context/Containerfile
}

judged()
{
	lintian --allow-root --fail-on error build/src/wattleaf_*.changes
}

# Status 1: the study leaves something unknown.
reports()
{
	cp -R context/samples clean/tmp/samples && chmod 777 clean/tmp
	within clean /tmp "setpriv --reuid 65534 --regid 65534 --clear-groups \
	    $1 report samples/$2 -o $2" || [ $? -eq 1 ] || return 1
	test -s "clean/tmp/$2/report.pdf" && test -s "clean/tmp/$2/chart.png" &&
	    head -c 5 "clean/tmp/$2/report.pdf" | grep -q '%PDF-'
}

names_models()
{
	grep 'Transformer' clean/tmp/strubell-2019/table.csv
}

links()
{
	for font in clean/usr/share/wattleaf/fonts/*.[ot]t[cf]; do
		test -L "$font" && within clean / \
		    "test -s '${font#clean}'" || return 1
	done
}

# Installed elsewhere than it was configured for, without the package's data.
moved()
{
	within build / 'make -C /src/wattleaf/build-deb install DESTDIR=/dest' &&
	    within clean / 'dpkg --remove wattleaf' &&
	    test ! -e clean/usr/share/wattleaf/catalog &&
	    mkdir -p clean/opt && mv build/dest/usr clean/opt/moved &&
	    rm -rf clean/tmp/samples &&
	    reports /opt/moved/bin/wattleaf four-models
}

container()
{
	run="buildah --root $work/store --runroot $work/run"
	run="$run --storage-driver vfs"
	BUILDAH_ISOLATION=chroot
	export BUILDAH_ISOLATION
	# shellcheck disable=SC2086
	id=$($run from scratch) && $run add -q "$id" "$base" / &&
	    $run commit -q "$id" docker.io/library/debian:12-slim &&
	    $run bud --pull-never --network host -t wattleaf context &&
	    id=$($run from --pull-never localhost/wattleaf) &&
	    $run run "$id" -- wattleaf --version &&
	    in_container report samples/strubell-2019 -o out &&
	    $run run "$id" -- test -s /work/out/report.pdf
}

# in_container ARGUMENT...: as podman run wattleaf ARGUMENT... does, on the
# samples; status 1 says that the study leaves something unknown.
in_container()
{
	$run copy -q "$id" context/samples /work/samples &&
	    { $run run "$id" -- wattleaf "$@" || [ $? -eq 1 ]; }
}

ok 'two roots of Debian 12' roots
ok 'the tarball is unpacked' unpack
ok 'the package is built there, as Containerfile says' stage 1 build
if command -v lintian >/dev/null; then
	ok 'lintian finds no error' judged
else
	skip 'lintian finds no error' 'no lintian'
fi
ok 'it is installed on a clean system' stage 2 clean
ok 'fonts are links to those of their packages' links
ok 'it makes a report there' reports wattleaf strubell-2019
ok 'with the models of the study' names_models
ok 'a moved folder makes one with its own data' moved
if [ "${CONTAINER-}" = yes ]; then
	ok 'buildah builds the container, and it makes a report' container
else
	skip 'buildah builds the container, and it makes a report' 'CONTAINER=yes asks for it'
fi
done_testing
