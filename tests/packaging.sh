#!/bin/sh
# What is handed out besides the program: one version everywhere, a copyright
# file that names every source, an installed folder that can be moved.
# shellcheck source=tests/tests.sh
. "$WATTLEAF_SRCDIR/tests/tests.sh"

build=$(dirname "$WATTLEAF")
version=$(sed -n 's/^AC_INIT(\[wattleaf\], \[\(.*\)\])$/\1/p' \
    "$WATTLEAF_SRCDIR/configure.ac")
news=$(sed -n '1s/^wattleaf \([^ ]*\) (\(.*\))$/\1 \2/p' \
    "$WATTLEAF_SRCDIR/NEWS")

cited()
{
	grep "^version: ${news% *}\$" "$WATTLEAF_SRCDIR/CITATION.cff" &&
	    grep "^date-released: \"${news#* }\"\$" \
		"$WATTLEAF_SRCDIR/CITATION.cff"
}

prepared()
{
	mkdir -p source/debian source/catalog &&
	    cp "$WATTLEAF_SRCDIR/NEWS" source/ &&
	    cp "$WATTLEAF_SRCDIR/debian/prepare.sh" \
		"$WATTLEAF_SRCDIR/debian/copyright.head" \
		"$WATTLEAF_SRCDIR/debian/control" source/debian/ &&
	    cp "$WATTLEAF_SRCDIR/catalog/sources.csv" source/catalog/ &&
	    chmod -R u+w source &&
	    env -u DEBEMAIL -u DEBFULLNAME sh source/debian/prepare.sh
}

changelog_follows()
{
	head -n 1 source/debian/changelog |
	    grep -Fx "wattleaf ($version) unstable; urgency=medium" &&
	    grep -E '^ -- wattleaf developers <[^ ]+@[^ ]+>  [A-Z][a-z]{2}, [0-9]{2} ' \
		source/debian/changelog
}

# Mail to a made-up host would go nowhere, or to a stranger.
no_made_up_host()
{
	! grep -E '^(Maintainer:| --) .*(example|localhost|\.invalid|\.test>)' \
	    source/debian/control source/debian/changelog
}

maintained()
{
	mkdir other && cp -R source/. other &&
	    DEBEMAIL='a&b/c@d.org' DEBFULLNAME='A / B' \
		sh other/debian/prepare.sh &&
	    grep -Fx 'Maintainer: A / B <a&b/c@d.org>' other/debian/control &&
	    grep -F ' -- A / B <a&b/c@d.org>  ' other/debian/changelog
}

# Each source's id and licence stand in the file; none is lost in quotes.
sources_named()
{
	sed 1d "$WATTLEAF_SRCDIR/catalog/sources.csv" | cut -d, -f1 >ids
	test "$(wc -l <ids)" -gt 50 || return 1
	while read -r id; do
		grep -q "^ $id: .*([0-9]*)\. .* Licence: [^ ]" \
		    source/debian/copyright || { echo "no $id"; return 1; }
	done <ids
	test "$(wc -l <ids)" -eq \
	    "$(grep -c '^ [a-z0-9]*: .* Licence: ' source/debian/copyright)"
}

# The package needs what configure asks for.
needs()
{
	for package in $(sed -n '/^build_packages=/,/^.$/s/ .*//p' \
	    "$WATTLEAF_SRCDIR/bootstrap"); do
		case $package in
		build_packages=* | autoconf | automake | gcc | libc6-dev | make | \
		    fonts-* | pkg-config) continue ;;
		esac
		grep -q "^ ${package}[, ]" "$WATTLEAF_SRCDIR/debian/control" ||
			{ echo "debian/control lacks $package"; return 1; }
	done
	for package in $(sh "$WATTLEAF_SRCDIR/debian/font-packages.sh" |
	    tr -d ,); do
		grep -q "^ $package," "$WATTLEAF_SRCDIR/debian/control" ||
			{ echo "debian/control lacks $package"; return 1; }
	done
}

installed()
{
	env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL make -C "$build" install \
	    DESTDIR="$PWD/dest" prefix=/usr
}

# The data beside the program are read, not those that it was built for: a
# release of their own shows in what it prints.
moved()
{
	mv dest/usr moved && echo 1999.12 >moved/share/wattleaf/catalog/VERSION &&
	    env -u WATTLEAF_DATADIR moved/bin/wattleaf report \
		"$WATTLEAF_SRCDIR/samples/patterson-2021/study.xml" \
		--format json -o - >out.json && grep -q '1999.12' out.json
}

linked()
{
	mkdir bin && ln -s ../moved/bin/wattleaf bin/wattleaf &&
	    env -u WATTLEAF_DATADIR bin/wattleaf report \
		"$WATTLEAF_SRCDIR/samples/patterson-2021/study.xml" \
		--format json -o - | grep -q '1999.12'
}

ok 'NEWS begins with the version' test "${news% *}" = "$version"
ok 'CITATION.cff has version and date of NEWS' cited
ok 'changelog and copyright are made' prepared
ok 'the changelog follows NEWS' changelog_follows
ok 'its address is at no made-up host' no_made_up_host
ok 'who builds with DEBEMAIL maintains that package' maintained
ok 'the copyright file names every source' sources_named
ok 'the package needs what bootstrap installs' needs
ok 'make install DESTDIR=' installed
ok 'what was installed can be moved' moved
ok 'and be called by a link' linked
done_testing
