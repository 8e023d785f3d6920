"""JSON Schemas of what the program writes: by tests/schema.sh.

schema.py valid SCHEMA[#/$defs/NAME] FILE...  each file is valid; of a .jsonl each line
schema.py refuses SCHEMA[#/$defs/NAME] FILE   each of many slips made in the file is refused
"""
import copy
import json
import pathlib
import sys

from jsonschema import Draft202012Validator


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def bundled(path):
    """The schema, with the definitions that it takes from others of its folder."""
    schema = load(path)
    for other in map(load, pathlib.Path(path).parent.glob("*.schema.json")):
        text = json.dumps(schema)
        taken = text.replace(f'"{other["$id"]}#/', '"#/')
        if taken != text:
            schema = json.loads(taken)
            schema["$defs"] = other["$defs"] | schema.get("$defs", {})
    return schema


def validator_of(name):
    path, _, pointer = name.partition("#")
    schema = bundled(path)
    Draft202012Validator.check_schema(schema)
    if pointer:
        schema = {"$ref": "#" + pointer, "$defs": schema["$defs"]}
    return Draft202012Validator(schema)


def values_of(path):
    with open(path, encoding="utf-8") as file:
        if path.endswith(".jsonl"):
            return [json.loads(line) for line in file]
        return [json.load(file)]


def walk(value, path=()):
    yield path, value
    items = value.items() if isinstance(value, dict) else \
        enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield from walk(item, path + (key,))


def slips_of(value):
    """What is wrong in any object or number, whatever its key."""
    if isinstance(value, dict):
        yield lambda _: dict(value, host="me")
        for key in value:
            yield lambda _, key=key: {k: v for k, v in value.items() if k != key}
        yield lambda _: list(value)
        if "unit" in value:
            yield lambda _: dict(value, unit="MJ")
    elif isinstance(value, bool):
        yield lambda _: str(value)
    elif isinstance(value, (int, float)):
        yield lambda _: str(value)
        yield lambda _: [value]
    elif isinstance(value, list):
        yield lambda _: {}
        yield lambda _: value + ["x"]
    elif isinstance(value, str):
        yield lambda _: 7


def with_change(root, path, change):
    if not path:
        return change(root)
    wrong = copy.deepcopy(root)
    at = wrong
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = change(at[path[-1]])
    return wrong


def refuses(validator, path):
    right = values_of(path)[0]
    taken, tried = [], 0
    for where, value in walk(right):
        for change in slips_of(value):
            wrong = with_change(right, where, change)
            tried += 1
            if validator.is_valid(wrong):
                taken.append((where, value))
    for where, value in taken:
        print("not refused at", "/".join(map(str, where)), str(value)[:80])
    return bool(taken) or tried < 50


def main():
    command, schema, *files = sys.argv[1:]
    validator = validator_of(schema)
    if command == "refuses":
        sys.exit(refuses(validator, files[0]))
    faults = 0
    for path in files:
        for value in values_of(path):
            for error in validator.iter_errors(value):
                print(path, "/".join(map(str, error.absolute_path)),
                      error.message[:300])
                faults += 1
    sys.exit(faults > 0 or not files)


main()
