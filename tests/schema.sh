#!/bin/sh
# Runs tests/schema.py with a python3 that has jsonschema 4: Debian's may have
# it where another one, first in PATH, has not. Status 77: none has.
for p in python3 /usr/bin/python3; do
	if $p -c 'from jsonschema import Draft202012Validator' 2>/dev/null; then
		exec $p "${0%.sh}.py" "$@"
	fi
done
exit 77
