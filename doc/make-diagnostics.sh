#!/bin/sh
# Prints doc/diagnostics.md from the list of codes.
cat <<'EOF'
# Diagnostics

A diagnostic is one line on standard error, `file:line:col: level: text
[code]`. An error ends the program with the status of the first one; a warning
of status 1 says that the result is incomplete. Notes are printed with
`--verbose`.

| code | level | status | meaning |
| ---- | ----- | ------ | ------- |
EOF
sed -n 's/^	X(\([A-Z_]*\), \([A-Z]*\), \([0-9]\), "\(.*\)").*/\1|\2|\3|\4/p' "$1" |
LC_ALL=C sort | while IFS='|' read -r code level status meaning; do
	printf '| `%s` | %s | %s | %s |\n' \
	    "$(echo "$code" | tr 'A-Z_' 'a-z-')" \
	    "$(echo "$level" | tr 'A-Z' 'a-z')" "$status" "$meaning"
done
