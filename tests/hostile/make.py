"""What the cases are made of: texts, bombs, archives and PDFs.

A file is bytes, text, or a function that writes it to an open file: what is
large is written as it is made, sparse where it can be, and never stored.
"""
import bz2
import gzip
import io
import json
import lzma
import os
import struct
import tarfile
import zipfile
import zlib

NS = 'urn:wattleaf:study:1'
HARDWARE = '<hardware device="a100-sxm4-80gb" count="8" power="300 W"/>'
RUN = f'<run time="10 h">{HARDWARE}</run>'
PLACE = '<place pue="1.25" intensity="400 g/kWh"/>'
MODEL = f'<model id="m" name="M">{RUN}</model>'
MEGABYTE = 1 << 20


def study(body=MODEL, title='T', attributes='', head='', place=PLACE):
    return (f'{head}<study xmlns="{NS}" title="{title}" {attributes}>'
            f'{place}{body}</study>')


def model(run, place=''):
    return study(f'<model id="m" name="M">{place}{run}</model>')


def logged(*hrefs):
    logs = ''.join(f'<log href="{h}"/>' for h in hrefs)
    return model(f'<run time="10 h">{HARDWARE}{logs}</run>')


def attribute(text):
    """Text as an attribute of XML has it."""
    for a, b in ('&', '&amp;'), ('<', '&lt;'), ('>', '&gt;'), ('"', '&quot;'), \
            ('\n', '&#10;'), ('\t', '&#9;'), ('\r', '&#13;'):
        text = text.replace(a, b)
    return text


def repeated(head, part, times, tail=''):
    """A file of many parts, about a megabyte at a time."""
    def write(file):
        per = max(1, MEGABYTE // max(1, len(part)))
        file.write(head.encode())
        block = (part * per).encode()
        for _ in range(times // per):
            file.write(block)
        file.write((part * (times % per)).encode() + tail.encode())
    return write


def sparse(head, size, tail=''):
    """A file of zeros between two ends, that takes no room on the disk."""
    def write(file):
        file.write(head.encode())
        file.seek(size)
        file.write(tail.encode() or b'\0')
    return write


def nested(opening, closing, depth, middle=''):
    return opening * depth + middle + closing * depth


# Logs

SMI = 'timestamp, index, name, power.draw [W]\n'


def smi(name='NVIDIA A100-SXM4-80GB', rows=5, power='300.0 W', minute=None):
    text = SMI
    for i in range(rows):
        text += (f'2024/01/01 00:{i if minute is None else minute(i):02d}'
                 f':00.000, 0, {name}, {power}\n')
    return text


CODECARBON = ('timestamp,project_name,run_id,experiment_id,duration,emissions,'
              'emissions_rate,cpu_power,gpu_power,ram_power,cpu_energy,'
              'gpu_energy,ram_energy,energy_consumed,country_name,'
              'country_iso_code,region,cloud_provider,cloud_region,os,'
              'python_version,codecarbon_version,cpu_count,cpu_model,'
              'gpu_count,gpu_model,longitude,latitude,ram_total_size,'
              'tracking_mode,on_cloud,pue\n')


def codecarbon(text='x', energy='15.0', duration='36000', gpu='8 x A100'):
    return CODECARBON + (
        f'2024-05-17T10:01:12,{text},r1,{text},{duration},4.5,0.000125,183.4,'
        f'1256.1,70.0,1.8,12.5,0.7,{energy},{text},USA,{text},,,{text},3.12,'
        f'3.2.8,80,{text},8,{gpu},-77.4,39.0,503.6,machine,N,1.0\n')


# XML

def laughs(levels=9):
    entities = '<!ENTITY a0 "ha">' + ''.join(
        f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, levels))
    return study(title=f'&a{levels - 1};',
                 head=f'<!DOCTYPE study [{entities}]>')


def entity(declaration, use='&x;'):
    return study(f'<model id="m" name="{use}">{RUN}</model>'
                 if '<' not in use else use,
                 head=f'<!DOCTYPE study [{declaration}]>')


# YAML

def aliases(levels=9):
    lines = ['x0: &a0 [ha, ha]'] + [
        f'x{i}: &a{i} [{", ".join([f"*a{i - 1}"] * 10)}]'
        for i in range(1, levels)]
    return 'title: T\n' + '\n'.join(lines) + '\n'


YAML = ('place: {pue: 1.25, intensity: 400 g/kWh}\nmodels:\n- id: m\n'
        '  name: %s\n  runs: [{time: 10 h, hardware: {device: '
        'a100-sxm4-80gb, count: 8, power: 300 W}}]\n')


def yaml(name='M', title='T'):
    return f'title: {title}\n' + YAML % name


# JSON

def disclosure(name='A', energy='201.1', extra=''):
    return ('{"wattleaf":"0.1.0","study":{"title":"T"},"models":[{"id":"a",'
            f'"name":{name if name.startswith(chr(34)) else json.dumps(name)},'
            '"device_hours":{"value":672,"unit":"h"},"energy_kwh":{"value":'
            f'{energy},"unit":"kWh"}}{extra}}}],"totals":{{}}}}')


def quantity(value, unit, low=None, high=None):
    return {'value': value, 'low': value if low is None else low,
            'high': value if high is None else high, 'unit': unit,
            'quality': 'measured', 'sources': ['s']}


def stated(p='M', models=1, **others):
    """A whole disclosure of which every text is P."""
    line = {'device_hours': quantity(80, 'h'), 'wall_hours': quantity(10, 'h'),
            'power_w': quantity(2400, 'W'),
            'it_energy_kwh': quantity(24, 'kWh'),
            'energy_kwh': quantity(30, 'kWh', 20, 40),
            'co2e_kg': quantity(12, 'kg', 8, 16), 'co2e_market_kg': None,
            'embodied_kg': None, 'cost': quantity(None, 'USD', 3, 9),
            'electricity_cost': None}
    whole = {'pue': quantity(1.25, '1'), 'ratio': quantity(1, '1'),
             'intensity_g_per_kwh': quantity(400, 'g/kWh'),
             'energy_kwh': line['energy_kwh'], 'co2e_kg': line['co2e_kg']}
    each = [dict(line, id=f'm{i}', name=p, params=1000, task=p, url=p,
                 public=p, hardware=[{'device': p, 'name': p, 'count': 8,
                                      'unit': p, 'cpu': p}],
                 places=[{'grid': p, 'region': p, 'name': p, 'year': 2024}],
                 score=[{'metric': p, 'value': 3 + i, 'dataset': p,
                         'better': p}],
                 stages={'final': line}, quality='measured',
                 all_over_final=quantity(2, '1'), alternative_to=None,
                 sci={'functional_unit': p, 'count': 500,
                      'co2e_g': quantity(24, 'g')})
            for i in range(models)]
    share = quantity(.5, '1')
    return json.dumps({**{
        'wattleaf': p, 'catalog': p, 'models': each, 'totals': line,
        'study': {'title': p, 'method': p, 'method_title': p,
                  'language': p, 'year': 2024, 'anonymous': False},
        'methods': [dict(whole, id=m, title=p, models=[
            {'id': 'm0', 'compared': True, 'energy_kwh': line['energy_kwh'],
             'co2e_kg': line['co2e_kg']}]) for m in ('wattleaf', 'mlco2-2019')],
        'equivalents': [{'id': p, 'name': p, 'co2e_kg': quantity(5, 'kg')}],
        'regions': [dict(whole, id=i, name=p, detail=p, models=[
            {'id': 'm0', 'co2e_kg': line['co2e_kg']}]) for i in ('own', p)],
        'mix': [{'id': p, 'name': p, 'year': 2020, 'boundary': p,
                 'renewable': share, 'nuclear': share,
                 'other_or_unstated': quantity(0, '1')}],
        'scores': [{'metric': p, 'dataset': p, 'better': 'higher', 'models': [
            {'id': f'm{i}', 'value': 3 + i, 'front': True, 'step': None}
            for i in range(models)], 'left_out': [p]}],
        'factors': [{'id': p, 'name': p, 'value': 400, 'low': 400,
                     'high': 500, 'unit': p, 'source': s} for s in ('s', p)],
        'sources': [{'id': i, 'text': p, 'url': p, 'licence': p,
                     'attribution': p} for i in ('s', p)],
        'diagnostics': [{'code': 'x', 'level': 'warning', 'file': p,
                         'line': 1, 'column': 1, 'text': p}]}, **others})


# Compressed files and archives

def packed(opener, head, part, times):
    def write(file):
        with opener(file) as out:
            repeated(head, part, times)(out)
    return write


def gz(file):
    return gzip.GzipFile(fileobj=file, mode='wb', mtime=0)


def xz(dictionary):
    filters = [{'id': lzma.FILTER_LZMA2, 'preset': 1,
                'dict_size': dictionary}]
    return lambda file: lzma.open(file, 'wb', filters=filters)


def between(opener, part, megabytes):
    """Compressed twice; between the two a long row of empty parts."""
    block = part * (MEGABYTE // len(part))

    def write(file):
        with opener(file) as out:
            for _ in range(megabytes):
                out.write(block)
    return write


def bz2_rows(head, text, megabytes):
    """In streams of 10 MB that are the same: compressing each takes a second."""
    def write(file):
        block = bz2.compress(text * (10 * MEGABYTE // len(text)))
        file.write(bz2.compress(head) if head else b'')
        for _ in range(0, megabytes, 10):
            file.write(block)
    return write


EMPTY_GZIP = gzip.compress(b'', mtime=0)
EMPTY_ZSTD = b'\x50\x2a\x4d\x18' + bytes(4)


def tar(*members):
    """Members: (name, bytes) or a TarInfo with a link or a device."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode='w') as archive:
        for member in members:
            if isinstance(member, tarfile.TarInfo):
                archive.addfile(member)
                continue
            info = tarfile.TarInfo(member[0])
            info.size = len(member[1])
            archive.addfile(info, io.BytesIO(member[1]))
    return out.getvalue()


def special(name, kind, target=''):
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


def zipped(*members, link=None):
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data)
        if link is not None:
            info = zipfile.ZipInfo(link[0])
            info.create_system, info.external_attr = 3, 0o120777 << 16
            archive.writestr(info, link[1])
    return out.getvalue()


def zip_of_zeros(name, megabytes):
    def write(file):
        with zipfile.ZipFile(file, 'w', zipfile.ZIP_DEFLATED) as archive:
            with archive.open(name, 'w', force_zip64=True) as member:
                member.write(SMI.encode())
                for _ in range(megabytes):
                    member.write(bytes(MEGABYTE))
    return write


def overlapping_zip(entries, size):
    """Every entry of the list names the same bytes."""
    raw = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = raw.compress(bytes(size)) + raw.flush()
    crc = zlib.crc32(bytes(size))
    local = struct.pack('<IHHHHHIIIHH', 0x04034b50, 20, 0, 8, 0, 0, crc,
                        len(data), size, 1, 0) + b'a' + data
    listing = b''.join(
        struct.pack('<IHHHHHHIIIHHHHHII', 0x02014b50, 20, 20, 0, 8, 0, 0,
                    crc, len(data), size, 5, 0, 0, 0, 0, 0, 0) +
        b'%05d' % i for i in range(entries))
    return local + listing + struct.pack(
        '<IHHHHIIH', 0x06054b50, 0, 0, entries, entries, len(listing),
        len(local), 0)


# PDF

SPEC = b'<< /Type /Filespec /F (disclosure.json) /EF << /F 9 0 R >> >>'


def stream(words, data):
    return b'<< %s /Length %d >>\nstream\n%s\nendstream' % (
        words, len(data), data)


def deflated(size, layers=1, byte=b' '):
    data = byte * min(size, MEGABYTE)
    packer = zlib.compressobj(9)
    out = b''.join(packer.compress(data) for _ in range(size // len(data)))
    out += packer.flush()
    for _ in range(layers - 1):
        out = zlib.compress(out, 9)
    return out


def pdf(objects, root=b'/AF [' + SPEC + b']', trailer=b''):
    """Objects are found without a table."""
    rest = b''.join(b'%d 0 obj\n%s\nendobj\n' % (n, objects[n])
                    for n in sorted(objects))
    return (b'%%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R %s >>\n'
            b'endobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 '
            b'/MediaBox [0 0 240 100] >>\nendobj\n%strailer\n<< /Root 1 0 R '
            b'/Size 99 %s >>\n%%%%EOF\n' % (root, rest, trailer))


PAGE = b'<< /Type /Page /Parent 2 0 R /Contents 5 0 R >>'


def carrying(words, data):
    return pdf({3: PAGE, 5: stream(b'', b''), 9: stream(words, data)})


def indexed(objects, where):
    """A PDF whose objects WHERE lie in object stream 7, by a stream of references."""
    out, rows = b'%PDF-1.7\n', {}
    for number in sorted(objects):
        rows[number] = (1, len(out), 0)
        out += b'%d 0 obj\n%s\nendobj\n' % (number, objects[number])
    for index, number in enumerate(where):
        rows[number] = (2, 7, index)
    rows[8] = (1, len(out), 0)
    table = b''.join(struct.pack('>BIB', *rows.get(i, (0, 0, 0)))
                     for i in range(12))
    return out + b'8 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n' % (
        stream(b'/Type /XRef /Size 12 /W [1 4 1] /Root 1 0 R', table),
        len(out))


def object_bomb(size, words=b'/Filter /FlateDecode', layers=1):
    """The list of attached files lies in an object stream that swells."""
    body = deflated(size, layers)
    return indexed({
        1: b'<< /Type /Catalog /Pages 2 0 R /AF 10 0 R >>',
        2: b'<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
        3: b'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>',
        7: stream(b'/Type /ObjStm /N 1 /First 5 ' + words, body),
    }, [10])


def reference_bomb(size):
    """The table of references itself swells."""
    head = (b'%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n'
            b'2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n')
    return head + b'8 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n' % (
        stream(b'/Type /XRef /Size 99 /W [1 4 1] /Root 1 0 R '
               b'/Filter /FlateDecode', deflated(size)), len(head))


def write(path, content):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'wb') as file:
        if callable(content):
            content(file)
        elif isinstance(content, str):
            file.write(content.encode('utf-8', 'surrogateescape'))
        else:
            file.write(content)


__all__ = [name for name in dir() if not name.startswith('_')]
