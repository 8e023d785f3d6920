#!/bin/sh
# link-fonts.sh FOLDER: puts links to the files of Debian's font packages in
# the place of the copies in FOLDER. A copy that differs from all of them, or
# that no package has, is an error.
set -eu

rm -f "$1"/*.copyright
for copy in "$1"/*; do
	name=${copy##*/}
	case $name in *.csv) continue ;; esac
	original=$(find /usr/share/fonts /usr/share/texmf -type f \
	    -name "$name" -exec cmp -s {} "$copy" \; -print | head -n 1)
	if [ -z "$original" ]; then
		echo "link-fonts.sh: no package has $name" >&2
		exit 1
	fi
	ln -sf "$original" "$copy"
done
