#!/bin/sh
# prepare.sh [FOLDER]: writes debian/changelog from NEWS and debian/copyright
# from copyright.head and the catalogue's sources, in the source folder FOLDER
# (default: the one that this file is in). Where DEBEMAIL is set, it and
# DEBFULLNAME are the maintainer of this build, as in Debian's own tools.
set -eu

cd "${1:-$(dirname "$0")/..}"

if [ -n "${DEBEMAIL-}" ]; then
	address="${DEBFULLNAME:-wattleaf developers} <$DEBEMAIL>"
	sed "s/^Maintainer: .*/Maintainer: $(printf '%s\n' "$address" |
	    sed 's/[\/&]/\\&/g')/" debian/control >debian/control.new
	mv debian/control.new debian/control
fi
maintainer=$(sed -n 's/^Maintainer: //p' debian/control)

# "wattleaf 0.1.0 (2026-11-23)" begins a release.
{
	end=
	while IFS= read -r line; do
		case $line in
		"wattleaf "*" ("*")")
			if [ -n "$end" ]; then
				printf '%s\n\n' "$end"
			fi
			rest=${line#wattleaf }
			date=${rest#*\(}
			printf 'wattleaf (%s) unstable; urgency=medium\n\n' \
			    "${rest%% *}"
			end=" -- $maintainer  $(
			    LC_ALL=C date -u -R -d "${date%\)}")" ;;
		"- "*) printf '  * %s\n' "${line#- }" ;;
		"  "*) printf '    %s\n' "${line#  }" ;;
		'') test -z "$end" || printf '\n' ;;
		esac
	done
	printf '\n%s\n' "$end"
} <NEWS | cat -s >debian/changelog

# One line a source: who, when, what, under which licence.
{
	cat debian/copyright.head
	awk '
	function field(i) { return i in f ? f[i] : "" }
	NR > 1 {
		n = 0; delete f; rest = $0
		while (rest != "") {
			if (substr(rest, 1, 1) == "\"") {
				match(rest, /^"([^"]|"")*"/)
				f[++n] = substr(rest, 2, RLENGTH - 2)
				gsub(/""/, "\"", f[n])
				rest = substr(rest, RLENGTH + 2)
			} else {
				match(rest, /^[^,]*/)
				f[++n] = substr(rest, 1, RLENGTH)
				rest = substr(rest, RLENGTH + 2)
			}
		}
		who = field(3); gsub(/[{}]/, "", who); gsub(/ and /, "; ", who)
		line = field(1) ": " who " (" field(5) "). " field(4) \
		    ". Licence: " field(8) "."
		if (field(9) != "")
			line = line " " field(9) "."
		print " " line
	}' catalog/sources.csv
} >debian/copyright
