#!/bin/sh
# The data folder of the build holds what the source has, and the fonts.
set -u
. "$WATTLEAF_SRCDIR/tests/tests.sh"

same_tree()
{
	diff -r -x '.*' -x '*~' "$WATTLEAF_SRCDIR/$1" "$WATTLEAF_DATADIR/$1"
}

# Each file that the list names is an OpenType font with outlines of its own.
fonts_there()
{
	sed 1d "$WATTLEAF_DATADIR/fonts/families.csv" >families
	test -s families
	while IFS=, read -r set face family file package alike; do
		echo "$set $face $family $file $package $alike"
		magic=$(head -c 4 "$WATTLEAF_DATADIR/fonts/$file") || return 1
		case $magic in OTTO | ttcf) ;; *) return 1 ;; esac
	done <families
}

for folder in catalog languages templates schema; do
	ok "$folder is the source's" same_tree $folder
done
ok "every font of the list is there" fonts_there
ok "the list of fonts is the source's" cmp \
    "$WATTLEAF_SRCDIR/fonts/families.csv" \
    "$WATTLEAF_DATADIR/fonts/families.csv"
done_testing
