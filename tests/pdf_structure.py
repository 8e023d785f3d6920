#!/usr/bin/env python3
"""Rules of PDF/UA-1 and PDF/A-3 that no packaged tool looks at.

usage: pdf_structure.py FILE.pdf; needs qpdf. Prints each fault; status 1.
"""
import base64
import json
import re
import subprocess
import sys

faults = []


def fault(text):
    faults.append(text)
    print(text)


class File:
    def __init__(self, path):
        out = subprocess.run(
            ["qpdf", "--json=2", "--json-stream-data=inline",
             "--decode-level=generalized", path],
            check=True, capture_output=True).stdout
        self.objects = json.loads(out)["qpdf"][1]
        self.trailer = self.objects["trailer"]["value"]

    def get(self, value):
        while isinstance(value, str) and re.fullmatch(r"\d+ \d+ R", value):
            value = self.objects["obj:" + value]
            value = value.get("value", value.get("stream"))
        return value

    def data(self, value):
        return base64.b64decode(self.get(value)["data"])


def text_of(value):
    return value[2:] if isinstance(value, str) and value[:2] == "u:" else ""


def kids_of(pdf, element):
    kids = pdf.get(element.get("/K", []))
    return kids if isinstance(kids, list) else [element["/K"]]


def elements(pdf, element):
    """Children that are elements, in order."""
    return [pdf.get(kid) for kid in kids_of(pdf, element)
            if isinstance(pdf.get(kid), dict) and "/S" in pdf.get(kid)]


def attribute(pdf, element, key, default=None):
    return (pdf.get(element.get("/A")) or {}).get(key, default)


def check_table(pdf, table):
    widths = set()
    for row in elements(pdf, table):
        if row["/S"] != "/TR":
            continue
        width = 0
        for cell in elements(pdf, row):
            if cell["/S"] not in ("/TH", "/TD"):
                fault(f"{cell['/S']} in a row")
            width += attribute(pdf, cell, "/ColSpan", 1)
        widths.add(width)
    if len(widths) != 1:
        fault(f"rows of one table have {sorted(widths)} cells")


def walk(pdf, element, ids, last_heading):
    kind = element["/S"]
    if kind == "/Figure":
        if len(text_of(element.get("/Alt"))) < 4:
            fault("a figure without alternative text")
        box = attribute(pdf, element, "/BBox", [])
        if len(box) != 4 or box[0] >= box[2] or box[1] >= box[3]:
            fault(f"a figure's box is {box}")
    if kind == "/TH" and attribute(pdf, element, "/Scope") not in (
            "/Column", "/Row"):
        fault("a heading cell without a scope")
    if kind == "/Table":
        check_table(pdf, element)
    if kind == "/Note":
        name = element.get("/ID")
        if not name or name in ids:
            fault(f"a note's id is {name}")
        ids.add(name)
    if kind == "/NonStruct":
        fault("an artifact is part of the structure")
    level = re.fullmatch(r"/H([1-6])", kind)
    if level:
        if int(level[1]) > last_heading[0] + 1:
            fault(f"{kind} follows H{last_heading[0]}")
        last_heading[0] = int(level[1])
    for kid in elements(pdf, element):
        walk(pdf, kid, ids, last_heading)


def check_page(pdf, number, page, parents):
    """Ink is in the structure or an artifact; a number is used once."""
    contents = page["/Contents"]
    contents = contents if isinstance(pdf.get(contents), list) else [contents]
    data = b"\n".join(pdf.data(part) for part in contents)
    data = re.sub(rb"\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]*>", b"()", data)
    open_marks, seen = 0, set()
    for token in re.finditer(
            rb"/(\w+)\s*<<\s*/MCID\s+(\d+)[^>]*>>\s*BDC|\bBDC\b|\bBMC\b|"
            rb"\bEMC\b|\b(Tj|TJ|f|f\*|S|s|B|b|Do)\s", data):
        if token[1]:
            if token[2] in seen:
                fault(f"page {number}: content {token[2]} marked twice")
            seen.add(token[2])
            if int(token[2]) >= len(parents) or \
                    parents[int(token[2])] is None:
                fault(f"page {number}: content {token[2]} has no element")
            open_marks += 1
        elif token[0] in (b"BDC", b"BMC"):
            open_marks += 1
        elif token[0] == b"EMC":
            open_marks -= 1
        elif open_marks == 0:
            fault(f"page {number}: ink in no mark: {token[0]}")
    if page.get("/Tabs") != "/S":
        fault(f"page {number}: the order of tabs is not the structure's")


def check_links(pdf, number, page):
    for link in pdf.get(page.get("/Annots", [])):
        link = pdf.get(link)
        if not text_of(link.get("/Contents")) or not link.get("/F", 0) & 4:
            fault(f"page {number}: a link without words, or not printed")
        if not text_of(link["/A"]["/URI"]).startswith(
                ("https://", "http://", "mailto:")):
            fault(f"page {number}: a link to {link['/A']['/URI']}")


def check_catalog(pdf, root):
    for key in ("/Lang", "/Metadata", "/OutputIntents", "/MarkInfo"):
        if key not in root:
            fault(f"no {key}")
    if not (pdf.get(root.get("/ViewerPreferences")) or
            {}).get("/DisplayDocTitle"):
        fault("the title is not shown")
    if "/ID" not in pdf.trailer:
        fault("no /ID")
    if "/Metadata" not in root:
        return
    xmp = pdf.data(root["/Metadata"]).decode()
    for mark in ("<pdfuaid:part>1<", "<pdfaid:part>3<",
                 "<pdfaid:conformance>A<", "<pdfaSchema:prefix>pdfuaid<"):
        if mark not in xmp:
            fault(f"no {mark} in the metadata")
    info = pdf.get(pdf.trailer["/Info"])
    if text_of(info["/Producer"]) not in xmp:
        fault("the producer is not the metadata's")
    for link in pdf.get(root.get("/AF", [])):
        if pdf.get(link).get("/AFRelationship") != "/Data":
            fault("an attached file without its relationship")


def check_fonts(pdf):
    for value in pdf.objects.values():
        value = value.get("value")
        if isinstance(value, dict) and \
                value.get("/Subtype") == "/CIDFontType2" and \
                "/CIDToGIDMap" not in value:
            fault("a font's glyphs are not numbered")


def pages_of(pdf, node):
    node = pdf.get(node)
    if node["/Type"] == "/Page":
        return [node]
    return [page for kid in pdf.get(node["/Kids"])
            for page in pages_of(pdf, kid)]


def main(path):
    pdf = File(path)
    root = pdf.get(pdf.trailer["/Root"])
    check_catalog(pdf, root)
    check_fonts(pdf)
    tree = pdf.get(root["/StructTreeRoot"])
    numbers = pdf.get(pdf.get(tree["/ParentTree"])["/Nums"])
    parents = dict(zip(numbers[::2], numbers[1::2]))
    for number, page in enumerate(pages_of(pdf, root["/Pages"]), 1):
        check_page(pdf, number, page,
                   pdf.get(parents[page["/StructParents"]]))
        check_links(pdf, number, page)
    ids, heading = set(), [0]
    for element in elements(pdf, tree):
        if element["/S"] != "/Document":
            fault(f"the outermost element is {element['/S']}")
        walk(pdf, element, ids, heading)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
