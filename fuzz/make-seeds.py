#!/usr/bin/env python3
"""Writes the binary seeds of the fuzz corpus: fuzz/make-seeds.py [FOLDER].

The bytes are put together from the descriptions of the formats; nothing
comes from a file that a tool wrote.
"""
import bz2
import datetime
import gzip
import io
import json
import lzma
import os
import pickle
import struct
import sys
import tarfile
import zipfile
import zlib


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82F63B78 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


def masked(data):
    crc = crc32c(data)
    rotated = (crc >> 15 | crc << 17) & 0xFFFFFFFF
    return struct.pack('<I', (rotated + 0xA282EAD8) & 0xFFFFFFFF)


def varint(number):
    number &= (1 << 64) - 1
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def field(number, value):
    """One field of a protocol buffer message."""
    if isinstance(value, float):
        return varint(number << 3 | 1) + struct.pack('<d', value)
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    if isinstance(value, str):
        value = value.encode()
    return varint(number << 3 | 2) + varint(len(value)) + value


def event(*fields):
    data = b''.join(fields)
    length = struct.pack('<Q', len(data))
    return length + masked(length) + data + masked(data)


def events(count):
    out = event(field(1, 1700000000.25), field(3, 'brain.Event:2'))
    for i in range(count):
        loss = field(1, 'loss') + varint(2 << 3 | 5) + struct.pack(
            '<f', 3 - i / 4)
        out += event(field(1, 1700000001.5 + 7 * i), field(2, 10 * i),
                     field(5, field(1, loss)))
    return out


def stamp(seconds, nanos=0):
    return field(1, seconds) + (field(2, nanos) if nanos else b'')


def item(key, value):
    return field(1, key) + field(16, json.dumps(value))


def run_records():
    """The records of a run on two cards, with its end."""
    yield field(17, field(1, 'abc') + field(17, stamp(1700000000, 500000000)))
    for i in range(4):
        yield field(7, field(2, stamp(1700000010 + 15 * i)) + b''.join(
            field(3, item(key, value)) for key, value in [
                ('gpu.0.powerWatts', 300.5 + i), ('gpu.1.powerWatts', 250),
                ('system.powerWatts', 900), ('gpu.0.gpu', 99),
                ('gpu.process.0.powerWatts', 'N/A'),
                ('gpu.0.powerWatts/l:node', 77)]))
        yield field(2, b''.join(
            field(1, item(key, value)) for key, value in [
                ('_timestamp', 1700000010.5 + 15 * i), ('_step', i),
                ('_runtime', 10 + 15 * i), ('loss', 1.5)]))
    yield field(18, field(1, 0) + field(2, 60))


def run_file(records, size=32768):
    """Records in blocks; SIZE less than a block splits them into chunks."""
    out = bytearray(b':W&B' + struct.pack('<HB', 0xBEE1, 0))
    for record in records:
        parts = [record[i:i + size] for i in range(0, len(record), size)]
        for i, part in enumerate(parts):
            kind = (1 if len(parts) == 1 else 2 if i == 0 else
                    4 if i == len(parts) - 1 else 3)
            data = bytes([kind]) + part
            out += struct.pack('<IH', zlib.crc32(data), len(part)) + data
    return bytes(out)


def info(end):
    start = datetime.datetime(2024, 3, 1, 9, 30, 0, 250000)
    facts = {
        'cpu_info': {'brand': 'x', 'n': 70000, 'list': [1, -1, 1 << 40]},
        'python_package_info': ['a==1', ('b', None, True, 2.5)],
        'region_carbon_intensity_estimate':
            {'carbonIntensity': 250.5, '_source': 'y' * 300},
        'experiment_start': start,
        'experiment_impact_tracker_version': '0.1.8',
    }
    if end:
        facts['experiment_end'] = start + datetime.timedelta(hours=2)
    return facts


LOG = (b'timestamp, index, power.draw [W]\n'
       b'2026/01/01 00:00:00.000, 0, 100.00 W\n'
       b'2026/01/01 01:00:00.000, 0, 300.00 W\n')


def zstd(data):
    """A frame of one block that is not compressed."""
    return (b'\x28\xb5\x2f\xfd\x20' + bytes([len(data)]) +
            (len(data) << 3 | 1).to_bytes(3, 'little') + data)


def tar(members, style):
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode='w', format=style) as archive:
        for name, data, kind in members:
            entry = tarfile.TarInfo(name)
            entry.type = kind
            entry.size = len(data) if kind == tarfile.REGTYPE else 0
            entry.linkname = 'a.csv' if kind == tarfile.SYMTYPE else ''
            archive.addfile(entry, io.BytesIO(data))
    return file.getvalue().rstrip(b'\0') + bytes(1024)


def packed():
    whole = [(name, data, tarfile.REGTYPE) for name, data in [
        ('./runs/a.csv', LOG), ('runs/a.csv.gz', gzip.compress(LOG, mtime=0)),
        ('../climb.csv', LOG), ('notes.txt', b'words')]]
    whole += [('link', b'', tarfile.SYMTYPE), ('pipe', b'', tarfile.FIFOTYPE),
              ('runs', b'', tarfile.DIRTYPE),
              ('n' * 120, LOG[:40], tarfile.REGTYPE)]
    file = io.BytesIO()
    with zipfile.ZipFile(file, 'w') as archive:
        for how in zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA:
            archive.writestr(zipfile.ZipInfo(f'{how}.csv'), LOG, how)
    pax = tar(whole, tarfile.PAX_FORMAT)
    return {
        'a.csv.gz': gzip.compress(LOG, mtime=0),
        'two.csv.gz': gzip.compress(LOG, mtime=0) +
        gzip.compress(LOG[33:], mtime=0),
        'a.csv.bz2': bz2.compress(LOG), 'a.csv.xz': lzma.compress(LOG),
        'a.csv.zst': zstd(LOG),
        'twice.csv.xz': lzma.compress(gzip.compress(LOG, mtime=0)),
        'a.tar': tar(whole[:2], tarfile.USTAR_FORMAT),
        'gnu.tar.gz': gzip.compress(tar(whole, tarfile.GNU_FORMAT), mtime=0),
        'pax.tar.xz': lzma.compress(pax),
        'torn.tar': pax[:1800], 'a.zip': file.getvalue(),
        'torn.zip': file.getvalue()[:-60],
    }


DISCLOSURE = (b'{"wattleaf":"0","study":{"title":"A"},"models":[{"name":"A","device_hours":'
              b'{"value":672,"unit":"h"},"energy_kwh":{"value":201.1,'
              b'"low":190,"high":210,"unit":"kWh"}}],"totals":{"energy_kwh":'
              b'{"value":201.1,"low":190,"high":210,"unit":"kWh"}}}')
SPEC = (b'<< /Type /Filespec /F (disclosure.json) /UF (disclosure.json) '
        b'/AFRelationship /Data /EF << /F 9 0 R >> >>')


def stream(words, data, deflate=False):
    if deflate:
        data, words = zlib.compress(data), words + b' /Filter /FlateDecode'
    return b'<< %s /Length %d >>\nstream\n%s\nendstream' % (
        words, len(data), data)


def pdf_objects(root, deflate):
    content = (b'q 1 0 0 RG .5 w 10 10 m 90 90 l S BT /F1 9 Tf 10 20 Td '
               b'(text) Tj ET /X Do Q')
    return {
        1: b'<< /Type /Catalog /Pages 2 0 R %s >>' % root,
        2: b'<< /Type /Pages /Kids [3 0 R] /Count 1 '
           b'/MediaBox [0 0 240 100] >>',
        3: b'<< /Type /Page /Parent 2 0 R /Contents 5 0 R /Resources '
           b'<< /Font << /F1 4 0 R >> /XObject << /X 6 0 R >> >> >>',
        4: b'<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>',
        5: stream(b'', content, deflate),
        6: stream(b'/Type /XObject /Subtype /Form /BBox [0 0 9 9]',
                  b'0 0 9 9 re f', deflate),
        9: stream(b'/Type /EmbeddedFile', DISCLOSURE, deflate),
    }


def pdf_plain(root, deflate=False):
    out, places = b'%PDF-1.7\n', {}
    for number, body in pdf_objects(root, deflate).items():
        places[number] = len(out)
        out += b'%d 0 obj\n%s\nendobj\n' % (number, body)
    table = b''.join(
        b'%010d %05d %c \n' % ((places[i], 0, ord('n')) if i in places
                               else (0, 65535, ord('f')))
        for i in range(10))
    return out + (b'xref\n0 10\n%strailer\n<< /Root 1 0 R /Size 10 >>\n'
                  b'startxref\n%d\n%%%%EOF\n' % (table, len(out)))


def pdf_packed(root, deflate):
    """Objects in an object stream, found through a cross-reference stream."""
    objects = pdf_objects(root, deflate)
    out, rows = b'%PDF-1.7\n', {0: (0, 0, 255)}
    inside = [n for n in objects if b'stream' not in objects[n]]
    for number in objects:
        if number not in inside:
            rows[number] = (1, len(out), 0)
            out += b'%d 0 obj\n%s\nendobj\n' % (number, objects[number])
    head, body = b'', b''
    for index, number in enumerate(inside):
        rows[number] = (2, 7, index)
        head += b'%d %d ' % (number, len(body))
        body += objects[number] + b' '
    rows[7] = (1, len(out), 0)
    out += b'7 0 obj\n%s\nendobj\n' % stream(
        b'/Type /ObjStm /N %d /First %d' % (len(inside), len(head)),
        head + body, deflate)
    rows[8] = (1, len(out), 0)
    table = b''.join(struct.pack('>BIB', *rows[i]) for i in range(10))
    return out + (b'8 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n' % (
        stream(b'/Type /XRef /Size 10 /W [1 4 1] /Root 1 0 R', table,
               deflate), len(out)))


def pdfs():
    named = b'/Names << /EmbeddedFiles << /Names [(a) %s] >> >>' % SPEC
    nested = (b'/Names << /EmbeddedFiles << /Kids [<< /Kids [<< /Names '
              b'[(a) %s] >>] >>] >> >>' % SPEC)
    whole = pdf_plain(b'/AF [%s]' % SPEC)
    return {
        'plain.pdf': whole,
        'deflated.pdf': pdf_plain(named, True),
        'objects.pdf': pdf_packed(nested, False),
        'objects-deflated.pdf': pdf_packed(b'/AF [%s]' % SPEC, True),
        'torn.pdf': whole[:-200],
        'none.pdf': pdf_plain(b'/OpenAction 4 0 R /Outlines 4 0 R'),
    }


def main():
    corpus = (sys.argv[1] if len(sys.argv) > 1 else os.path.join(
        os.path.dirname(os.path.abspath(__file__)), 'corpus'))
    whole_run = run_file(run_records())
    damaged = bytearray(whole_run)
    damaged[60] ^= 1
    seeds = {
        'tfevents/events.out': events(6),
        'tfevents/torn-events.out': events(3)[:-9],
        'tfevents/damaged-events.out':
            events(2) + event(field(2, 7)) + events(1)[:-1] + b'!',
        'tfevents/odd-fields.out':
            event(field(1, 1.7e9), field(3, 'brain.Event:2')) +
            event(field(1, 5), field(2, -3), b'\xff' * 10) +
            event(field(9, b''), varint(6 << 3 | 3), b'\x00') +
            event() + event(field(1, 1.7e9 + 60.0), field(2, 1 << 62)),
        'wandb-run/run.wandb': whole_run,
        'wandb-run/chunks.wandb': run_file(run_records(), 40),
        'wandb-run/torn-run.wandb': whole_run[:-20],
        'wandb-run/damaged-run.wandb': bytes(damaged),
        'wandb-run/resumed.wandb': run_file([
            field(17, field(17, stamp(1700000000)) + field(18, 1)),
            field(2, field(1, item('_timestamp', 1700000900))),
            field(18, b''), b'\x07']),
        'experiment-impact-tracker/torn-info.pkl':
            pickle.dumps(info(True), 2)[:-150],
    }
    for protocol in range(6):
        name = f'experiment-impact-tracker/info-{protocol}.pkl'
        seeds[name] = pickle.dumps(info(protocol % 5), protocol)
    for name, data in packed().items():
        seeds[f'packed/{name}'] = data
    for name, data in pdfs().items():
        seeds[f'pdf/{name}'] = data
    for name in 'plain.pdf', 'objects-deflated.pdf':
        seeds[f'collate/{name}'] = pdfs()[name]
    for name, data in seeds.items():
        path = os.path.join(corpus, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'wb') as file:
            file.write(data)


if __name__ == '__main__':
    main()
