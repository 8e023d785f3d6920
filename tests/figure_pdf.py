#!/usr/bin/env python3
"""Writes a small PDF by hand, right or with one fault.

usage: figure_pdf.py KIND FILE
"""
import sys
import zlib

FONTS = {
    # a program that is there; its bytes are not looked at
    "good": "<< /Type /Font /Subtype /TrueType /BaseFont /ABCDEF+Good "
            "/FontDescriptor << /Type /FontDescriptor /FontName "
            "/ABCDEF+Good /FontFile2 6 0 R >> >>",
    "bare": "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    "type3": "<< /Type /Font /Subtype /Type3 /Name /T3 >>",
}
GOOD_TEXT = "BT /F1 10 Tf 1 0 0 1 10 40 Tm (Emissions of a model) Tj ET\n"
GOOD_LINE = "0.5 w 10 20 m 90 20 l S\n"
KINDS = {
    # kind: content, font, more of the page, more of the catalogue, version
    "good": (GOOD_TEXT + GOOD_LINE, "good", "", "", "1.4"),
    "bare": (GOOD_TEXT, "bare", "", "", "1.4"),
    "type3": (GOOD_TEXT, "type3", "", "", "1.4"),
    "small": ("BT /F1 1 Tf 8.9 0 0 8.9 10 40 Tm [(Emissions) -200 "
              "(of a model)] TJ ET\n", "good", "", "", "1.4"),
    # the size is that of the page: 20 points drawn at 0.4
    "scaled": ("q 0.4 0 0 0.4 0 0 cm BT /F1 20 Tf (Emissions of) Tj ET Q\n",
               "good", "", "", "1.4"),
    "script": (GOOD_TEXT + "BT /F1 6 Tf 1 0 0 1 60 38 Tm (base) Tj ET\n",
               "good", "", "", "1.4"),
    "hidden": (GOOD_TEXT + "BT 3 Tr /F1 2 Tf (hidden text) Tj ET\n",
               "good", "", "", "1.4"),
    "hairline": (GOOD_TEXT + "q 0.1 0 0 0.1 0 0 cm 4 w 10 20 m 90 20 l S Q\n",
                 "good", "", "", "1.4"),
    "state-line": (GOOD_TEXT + "/G2 gs 10 20 m 90 20 l S\n",
                   "good", "", "", "1.4"),
    "pale": ("0.6 g " + GOOD_TEXT, "good", "", "", "1.4"),
    "red": ("0.6 0 0 rg " + GOOD_TEXT, "good", "", "", "1.4"),
    "cmyk-grey": ("0 0 0 0.8 k " + GOOD_TEXT, "good", "", "", "1.4"),
    "form-red": (GOOD_TEXT + "/X1 Do\n", "good", "", "", "1.4"),
    "pixels": (GOOD_TEXT + "/I1 Do\n", "good", "", "", "1.4"),
    "inline": (GOOD_TEXT + "BI /W 1 /H 1 /CS /G /BPC 8 ID \xff\nEI "
               + GOOD_LINE, "good", "", "", "1.4"),
    "alpha": (GOOD_TEXT + "/G1 gs " + GOOD_LINE, "good", "", "", "1.4"),
    "links": (GOOD_TEXT, "good", "/Annots [<< /Type /Annot /Subtype /Link "
              "/Rect [0 0 1 1] >>]", "", "1.4"),
    "bookmarks": (GOOD_TEXT, "good", "", "/Outlines << /Count 0 >>", "1.4"),
    "action": (GOOD_TEXT, "good", "",
               "/OpenAction << /S /JavaScript /JS (1) >>", "1.4"),
    "new": (GOOD_TEXT, "good", "", "", "1.7"),
    "wide": (GOOD_TEXT, "good", "/MediaBox [0 0 300 50]", "", "1.4"),
    "poster": (GOOD_TEXT, "good", "/MediaBox [0 0 900 50]", "", "1.4"),
    "bomb": ("/X3 Do " * 10 + GOOD_TEXT, "good", "", "", "1.4"),
    "loop": ("/X2 Do " * 20 + GOOD_TEXT, "good", "", "", "1.4"),
    "garbage": ("(((( ] >> BT q q q /F1 Tf nan Tm << TJ ) 1e999 w S \\",
                "good", "", "", "1.4"),
}


def stream(dictionary, data):
    packed = zlib.compress(data.encode("latin-1"))
    return (f"<< {dictionary} /Filter /FlateDecode /Length {len(packed)} >> "
            "stream\n").encode() + packed + b"\nendstream"


def build(kind):
    content, font, page, catalog, version = KINDS[kind]
    if "/MediaBox" not in page:
        page += " /MediaBox [0 0 237.6 50]"
    own = "/Resources << /XObject << /X2 8 0 R >> >>"
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        ("<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << "
         f"/Font << /F1 {FONTS[font]} >> /XObject << /I1 5 0 R /X1 7 0 R "
         "/X2 8 0 R /X3 9 0 R >> /ExtGState << /G1 << /ca 0.5 >> /G2 << /LW 0.2 >> "
         f">> >> {page} >>").encode(),
        stream("", content),
        stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 "
               "/ColorSpace /DeviceGray /BitsPerComponent 8", "x"),
        stream("", "font"),
        stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9]",
               "0.6 0 0 RG 1 w 0 0 m 9 9 l S"),
        stream(f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] {own}",
               "/X2 Do /X2 Do"),
        stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9]",
               " " * (1 << 29) if kind == "bomb" else ""),
    ]
    out = f"%PDF-{version}\n".encode()
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    for offset in offsets:
        out += f"{offset:010d} 00000 n \n".encode()
    return out + (f"trailer << /Root 1 0 R /Size {len(objects) + 1} >>\n"
                  f"startxref\n{start}\n%%EOF\n").encode()


with open(sys.argv[2], "wb") as file:
    file.write(build(sys.argv[1]))
