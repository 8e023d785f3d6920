"""Compares two pictures of one thing drawn by two programs.

picture.py A.png B.png CELL MOST [ROWS]: means over squares of CELL dots, gray
on white; fails when one square differs by more than MOST of 255 levels, or
when there is next to nothing in it. Looks at the first ROWS rows. What one of
them has beyond the other's edge must be white.
"""
import struct
import sys
import zlib


def chunks(data):
    at = 8
    while at < len(data):
        n, kind = struct.unpack(">I4s", data[at:at + 8])
        yield kind, data[at + 8:at + 8 + n]
        at += 12 + n


def unfilter(kind, line, above, step):
    for i in range(len(line)):
        a = line[i - step] if i >= step else 0
        b = above[i]
        c = above[i - step] if i >= step else 0
        if kind == 1:
            line[i] = line[i] + a & 255
        elif kind == 2:
            line[i] = line[i] + b & 255
        elif kind == 3:
            line[i] = line[i] + (a + b) // 2 & 255
        elif kind == 4:
            p = a + b - c
            pa, pb, pc = abs(p - a), abs(p - b), abs(p - c)
            best = a if pa <= pb and pa <= pc else b if pb <= pc else c
            line[i] = line[i] + best & 255


def gray_row(line, depth, palette):
    if palette:
        rgb = [palette[3 * v:3 * v + 3] for v in line]
        return [(p[0] * 3 + p[1] * 6 + p[2]) // 10 for p in rgb]
    if depth < 3:
        values = line[0::depth]
    else:
        values = [(r * 3 + g * 6 + b) // 10 for r, g, b in
                  zip(line[0::depth], line[1::depth], line[2::depth])]
    if depth in (2, 4):
        values = [255 - (255 - v) * a // 255 if depth == 2 else
                  v * a // 255 + 255 - a
                  for v, a in zip(values, line[depth - 1::depth])]
    return list(values)


def read(path):
    data = open(path, "rb").read()
    assert data[:8] == b"\x89PNG\r\n\x1a\n", path
    parts = list(chunks(data))
    width, height, bits, colour = struct.unpack(">IIBB", parts[0][1][:10])
    assert bits == 8 and parts[0][1][12] == 0, "8 bits, not interlaced"
    palette = dict(parts).get(b"PLTE")
    depth = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour]
    raw = zlib.decompress(b"".join(d for k, d in parts if k == b"IDAT"))
    stride = width * depth + 1
    above = bytearray(stride - 1)
    rows = []
    for y in range(height):
        line = bytearray(raw[y * stride + 1:(y + 1) * stride])
        unfilter(raw[y * stride], line, above, depth)
        rows.append(gray_row(line, depth, palette if colour == 3 else None))
        above = line
    return rows


def cells(rows, width, height, size):
    across = (width + size - 1) // size
    white = [255] * (across * size)
    for y in range(0, height, size):
        sums = [0] * across
        for row in rows[y:y + size]:
            row = row + white[len(row):]
            for i in range(across):
                sums[i] += sum(row[i * size:(i + 1) * size])
        missing = size - len(rows[y:y + size])
        yield [(s + 255 * size * missing) / size / size for s in sums]


def main():
    a, b = read(sys.argv[1]), read(sys.argv[2])
    size, most = int(sys.argv[3]), float(sys.argv[4])
    if len(sys.argv) > 5:
        a, b = a[:int(sys.argv[5])], b[:int(sys.argv[5])]
    width = max(len(a[0]), len(b[0]))
    height = max(len(a), len(b))
    worst, where, dark = 0, None, 0
    for y, (p, q) in enumerate(zip(cells(a, width, height, size),
                                   cells(b, width, height, size))):
        for x, (v, w) in enumerate(zip(p, q)):
            dark += v < 200
            if abs(v - w) > worst:
                worst, where = abs(v - w), (x * size, y * size)
    print("differ by at most %.0f, at %s; %d dark cells" %
          (worst, where, dark))
    sys.exit(worst > most or dark < 20)


main()
