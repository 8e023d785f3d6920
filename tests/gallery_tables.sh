#!/bin/sh
# The tables of the studies that are hardest to print, as venues set them, as
# PNG to be looked at. Usage: gallery_tables.sh FOLDER VENUE...; needs python3
# and pdftoppm, and says so.
set -eu

folder=$1
shift
for program in python3 pdftoppm; do
	command -v $program >/dev/null 2>&1 || {
		echo "no $program: tables are not drawn"
		exit 0
	}
done
cd "$folder"
python3 "$WATTLEAF_SRCDIR/tests/worst.py"
printf '# T\n\n```{table scores}\n```\n' >scores.md
for study in one sixty long wide unknown equal zero; do
	for venue; do
		for width in column full; do
			# 1: something in the study is not known
			"$WATTLEAF" report $study.xml -q --venue "$venue" \
			    --width $width --total --format table.pdf -o t ||
			    [ $? -eq 1 ]
			pdftoppm -r 150 -png -singlefile t/table.pdf \
			    "$venue-table-$study-$width"
			"$WATTLEAF" report $study.xml -q --venue "$venue" \
			    --width $width -t ./scores.md --format table.pdf \
			    -o t || [ $? -eq 1 ]
			if [ -e t/table.pdf ]; then
				pdftoppm -r 150 -png -singlefile t/table.pdf \
				    "$venue-scores-$study-$width"
			fi
			rm -rf t
		done
	done
done
rm -f ./*.xml scores.md
