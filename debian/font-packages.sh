#!/bin/sh
# The packages that hold the files of fonts/families.csv: "a, b".
set -eu

sed 1d "$(dirname "$0")/../fonts/families.csv" | cut -d, -f5 | sort -u |
    paste -s -d, - | sed 's/,/, /g'
