"""Compares the numbers of two folders that report wrote: NAMED ANONYMOUS.

Words may differ, and so may lists of sources and of what was said; any
number that differs is printed, and the status is 1.
"""
import csv
import glob
import json
import re
import sys
import xml.etree.ElementTree as tree

SKIPPED = {"sources", "diagnostics", "citation", "anonymous", "places",
           "environment"}
faults = []
compared = 0


def fault(where, a, b):
    faults.append(f"{where}: {a!r} is {b!r} in the anonymous one")


def compare(where, a, b):
    global compared
    if isinstance(a, bool) or a is None or isinstance(a, str):
        if a is None and b is not None:
            fault(where, a, b)
    elif isinstance(a, (int, float)):
        compared += 1
        if a != b:
            fault(where, a, b)
    elif isinstance(a, list):
        if not isinstance(b, list) or len(a) != len(b):
            fault(where, a, b)
            return
        for i, (x, y) in enumerate(zip(a, b)):
            compare(f"{where}[{i}]", x, y)
    else:
        for key in sorted(set(a) | set(b)):
            if key not in SKIPPED:
                compare(f"{where}.{key}", a.get(key), b.get(key))


def load(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def pairs(pattern):
    named, anonymous = sys.argv[1:]
    a = sorted(glob.glob(f"{named}/{pattern}"))
    b = [anonymous + path[len(named):].replace("quokkanet", "ours")
         for path in a]
    if not a:
        fault(pattern, a, b)
    return zip(a, b)


def numbers(text):
    return [float(n) for n in re.findall(r"(?<![\w.-])-?\d+(?:\.\d+)?", text)]


def compare_csv(a, b):
    a, b = (list(csv.reader(load(path).splitlines())) for path in (a, b))
    compare("table.csv", [[numbers(x) for x in row[1:]] for row in a],
            [[numbers(x) for x in row[1:]] for row in b])


def rows_of(path):
    """Cells of Markdown tables but for names, which stand first."""
    return [[numbers(cell) for cell in line.split("|")[2:]]
            for line in load(path).splitlines() if line.startswith("|")]


def values_of(path):
    return [numbers(node.text or "") for node in tree.parse(path).iter()
            if node.tag.endswith("property") or node.tag.endswith("value")]


def quantities(path):
    return [[node.get(key) for key in ("value", "minValue", "maxValue")]
            for node in json.loads(load(path))["@graph"]
            if node["@type"] == "PropertyValue"]


def sections(path):
    """Of one model's files: the name is that of the model."""
    return [numbers(line.split(":")[-1]) for line in load(path).splitlines()
            if re.search(r"emissions:|used:|Emitted:", line)]


for x, y in pairs("disclosure.json"):
    compare("disclosure", json.loads(load(x)), json.loads(load(y)))
for x, y in pairs("table.csv"):
    compare_csv(x, y)
for x, y in pairs("appendix.md"):
    compare("appendix.md", rows_of(x), rows_of(y))
for x, y in pairs("bom.cdx.xml"):
    compare("bom", values_of(x), values_of(y))
for x, y in pairs("ro-crate-metadata.json"):
    compare("crate", quantities(x), quantities(y))
for x, y in pairs("boamps-*.json"):
    compare(x, json.loads(load(x)), json.loads(load(y)))
for x, y in pairs("modelcard*.md"):
    compare(x, sections(x), sections(y))
print(f"{compared} numbers compared")
print("\n".join(faults[:40]))
sys.exit(bool(faults) or compared < 300)
