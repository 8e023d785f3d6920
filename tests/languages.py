"""The English texts that reports say, for tests/languages.sh.

    languages.py messages SRC     those of the sources and of the catalogue
    languages.py check SRC        compares them with languages/*.csv
    languages.py templates SRC    compares each template with the English one
    languages.py left SRC TAG     English words in standard input that the
                                  language does not have
"""
import csv
import pathlib
import re
import sys

# Which arguments of a call are English texts.
CALLS = {"WORD": (0,), "word": (1,), "phrase": (1,), "word_parts": (1,),
         "language_word": (1,), "language_phrase": (2,),
         "language_vphrase": (2,), "language_count": (3, 4),
         "language_parts": (2,)}
CALL = re.compile(r"\b(%s)\s*\(" % "|".join(CALLS))
LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"')
ESCAPE = re.compile(rb'\\(x[0-9a-fA-F]{1,2}|.)')
FOLDERS = ("account", "catalog", "collate", "study", "document", "layout",
           "write")
PLACEHOLDER = re.compile(r"(?<![_^])\{(\w*)\}")


def unescape(text):
    def one(match):
        code = match.group(1)
        if code[:1] == b"x":
            return bytes([int(code[1:], 16)])
        return {b"n": b"\n", b"t": b"\t"}.get(code, code)
    return ESCAPE.sub(one, text.encode()).decode()


def arguments(text, start):
    """The arguments of the call whose bracket ends at START."""
    depth, begin, i, found = 1, start, start, []
    while depth > 0 and i < len(text):
        c = text[i]
        if c == '"':
            i = LITERAL.match(text, i).end()
            continue
        if c == "'":
            i += 4 if text[i + 1] == "\\" else 3
            continue
        if c in "([{":
            depth += 1
        elif c in ")]}":
            depth -= 1
        if depth == 0 or (depth == 1 and c == ","):
            found.append(text[begin:i])
            begin = i + 1
        i += 1
    return found


def texts(expression):
    """Each text of an expression: literals that stand side by side are one;
    those of a call in it are not its own."""
    literals = LITERAL.findall(expression)
    flat = LITERAL.sub('"', expression)
    found, last = [], None
    depth = 0
    for i, c in enumerate(flat):
        depth += (c == "(") - (c == ")")
        if c != '"':
            continue
        one = literals.pop(0)
        if last is not None and not flat[last + 1:i].strip():
            found[-1] += one
            last = i
        elif depth == 0:
            found.append(one)
            last = i
    return [unescape(one) for one in found]


def without_comments(text):
    return re.sub(r"/\*.*?\*/", " ", text, flags=re.S)


def of_sources(src):
    said = {}
    for folder in FOLDERS:
        for path in sorted((src / "src" / folder).glob("*.c")):
            text = without_comments(path.read_text())
            text = re.sub(r"(?m)^#.*(?:WORD\()?", lambda m: m.group(0)
                          if "WORD(" in m.group(0) else "", text)
            for call in CALL.finditer(text):
                given = arguments(text, call.end())
                for index in CALLS[call.group(1)]:
                    if index < len(given):
                        for one in texts(given[index]):
                            said.setdefault(one, path.name)
    return said


# Texts that are made with a number in them, and where.
MADE = {
    "list prices of {n}": "src/account/cost.c",
    "preemptible to on-demand": "src/account/cost.c",
    "the authors' own value": "src/account/figure.c",
    "for {n} GB": "src/account/host.c",
    "bf{n} peak": "src/account/flops.c",
    "fp{n} peak": "src/account/flops.c",
    "tf{n} peak": "src/account/flops.c",
    "part {n}": "src/account/anonymity.c",
    "M": "src/base/unit.c",
    "B": "src/base/unit.c",
}


# Names of data sets and programs, which no language has a word for.
BRANDS = {"boavizta", "ccf", "codecarbon-2", "codecarbon-3", "eco2ai",
          "ecologits", "green-algorithms"}


def rows(src, table):
    with open(src / "catalog" / (table + ".csv"), newline="") as file:
        return list(csv.DictReader(file))


def parts(text):
    """What is looked up of a text of the catalogue."""
    return [part for part in text.split(", ")
            if re.search("[A-Za-z]", part)]


# A name that says where a part of a country lies is a text; that of a state,
# a province or a grid is a proper name, which a language may have a word for.
WHERE = re.compile(r"\b(North|South|East|West|Central|(North|South|East|West)"
                   r"ern|(North|South)(east|west)|grid|zone|area|region|"
                   r"Islands?|Peninsular|Inner)\b")
PROPER = {"USA", "RUS"}


def named(text):
    """The parts of a name, what is in brackets for itself."""
    return [re.sub(r"\d+", "{n}", one) for part in text.split(", ")
            for one in re.split(r" \(|\)", part) if one]


def of_subregions(src):
    """The names of parts of countries: those that must be said, and all."""
    must, may = {}, set()
    for row in rows(src, "subregions"):
        for one in named(row["name"]):
            may.add(one)
            if row["country"] not in PROPER and WHERE.search(one):
                must[one] = "catalog/subregions.csv"
    return must, may


def of_catalog(src):
    said, _ = of_subregions(src)

    def add(text, table):
        if text:
            said.setdefault(text, "catalog/%s.csv" % table)

    for row in rows(src, "methods"):
        if row["id"].endswith(("/summary", "/counts")):
            add(row["value"], "methods")
        elif row["unit"] != "text":
            for part in parts(row["boundary"]):
                add(part, "methods")
    for row in rows(src, "equivalents"):
        add(row["name"], "equivalents")
    for row in rows(src, "scenarios"):
        if row["id"] != "default":
            add(row["name"], "scenarios")
    for row in rows(src, "mixes"):
        add(row["boundary"].removeprefix("share of "), "mixes")
    for row in rows(src, "grid"):
        add(row["name"], "grid")
    for row in rows(src, "models"):
        if row["unit"] == "text":
            add(row["value"], "models")
    for row in rows(src, "results"):
        for part in parts(row["covers"]):
            add(part, "results")
    for table in ("pue", "fuels"):
        for row in rows(src, table):
            for part in parts(row["name"]):
                add(part, table)
    # names of things; what is no name of somebody's begins small
    for table in ("cores", "dram", "embodied", "power", "vcpus"):
        for row in rows(src, table):
            for part in parts(row["name"]):
                if re.match("[a-z][a-z]+( |$|-state)", part) and \
                        part not in BRANDS:
                    add(part, table)
    for table in ("electricity", "embodied", "fuels", "grid", "intensities",
                  "pue", "sites", "subregions"):
        for row in rows(src, table):
            for part in parts(row["boundary"]):
                add(part, table)
    return said


def table_of(path):
    with open(path, newline="", encoding="utf-8") as file:
        reader = csv.reader(file)
        next(reader)
        return {row[0]: row[1] for row in reader}


def all_messages(src):
    said = of_sources(src)
    for text, place in [*of_catalog(src).items(), *MADE.items()]:
        said.setdefault(text, place)
    return said


def check(src):
    said, faults = all_messages(src), 0
    _, may = of_subregions(src)

    def fault(*words):
        nonlocal faults
        faults += 1
        print(*words)

    for text, place in MADE.items():
        if max(re.split(r"\w*{n}", text), key=len) not in \
                (src / place).read_text():
            fault("%s no longer says %r" % (place, text))
    for path in sorted((src / "languages").glob("*.csv")):
        table = table_of(path)
        for text, place in said.items():
            if text not in table:
                fault("%s: missing: %r (%s)" % (path.name, text, place))
        for text, other in table.items():
            if text.startswith("@"):
                continue
            if text in may and text not in said:
                continue
            if text not in said:
                fault("%s: nobody says: %r" % (path.name, text))
            elif sorted(PLACEHOLDER.findall(text)) != \
                    sorted(PLACEHOLDER.findall(other)):
                fault("%s: other values: %r: %r" % (path.name, text, other))
    return faults


# Checklists are in the words of their venues.
VENUES = {"checklist-arr", "checklist-neurips"}
IN_BRACES = re.compile(r"(?<!\\){{(.*?)}}", re.S)
FENCE = re.compile(r"(?m)^`{3,}({.*})$")


def asked(path):
    """What a template asks for: values, fences."""
    text = path.read_text(encoding="utf-8")
    text = re.sub("<!--.*?-->", "", text, flags=re.S)
    values = {value.split("|")[0].strip() for value in IN_BRACES.findall(text)}
    return sorted(values), FENCE.findall(text)


def templates(src):
    faults = 0
    for path in sorted((src / "languages").glob("*.csv")):
        for english in sorted((src / "templates").glob("*.md")):
            other = src / "templates" / path.stem / english.name
            if english.stem in VENUES:
                continue
            if not other.exists():
                faults += 1
                print("missing: %s" % other)
            elif asked(english) != asked(other):
                faults += 1
                print("%s asks for other things: %s" % (other, [
                    sorted(set(a) ^ set(b))
                    for a, b in zip(asked(english), asked(other))]))
    return faults


def words_of(text):
    return set(re.findall("[a-z]{4,}", text.lower()))


def left(src, tag, text):
    """English words of the messages in TEXT that the language has not, but
    for names of methods and files."""
    table = table_of(src / "languages" / (tag + ".csv"))
    own = set()
    for other in table.values():
        own |= words_of(other)
    english = set()
    for one in of_sources(src):
        english |= words_of(re.sub(r"{\w*}", "", one))
    for row in rows(src, "methods"):
        if row["id"].endswith("/title"):
            own |= words_of(row["value"])
    text = re.sub(r"<(style|metadata|code)\b.*?</\1>", " ", text, flags=re.S)
    text = re.sub(r"<[^>]*>|`[^`]*`|\]\([^)]*\)", " ", text)
    text = re.sub(r"\S*[A-Za-z0-9][._/]\w\S*", " ", text)  # names of files
    found = sorted((words_of(text) & english) - own)
    print(*found, sep="\n")
    return len(found)


def main():
    what, src = sys.argv[1], pathlib.Path(sys.argv[2])
    if what == "messages":
        for text, place in all_messages(src).items():
            print("%s\t%r" % (place, text))
    elif what == "check":
        sys.exit(1 if check(src) else 0)
    elif what == "templates":
        sys.exit(1 if templates(src) else 0)
    elif what == "left":
        sys.exit(1 if left(src, sys.argv[3], sys.stdin.read()) else 0)


main()
