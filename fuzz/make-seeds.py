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
    for name, data in seeds.items():
        path = os.path.join(corpus, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'wb') as file:
            file.write(data)


if __name__ == '__main__':
    main()
