"""Cases of every other file that is read.

Logs, JSON, compressed files, archives, PDFs, tables, templates and lists.
"""
import tarfile

from make import (CODECARBON, EMPTY_GZIP, EMPTY_ZSTD, MEGABYTE, PAGE, SMI,
                  between, bz2_rows, carrying, codecarbon, deflated,
                  disclosure, gz, indexed, nested, object_bomb,
                  overlapping_zip, packed, pdf, reference_bomb, repeated, smi,
                  sparse, special, stream, study, tar, xz, zip_of_zeros,
                  zipped)
from table import CASES, checked, row

# Logs

for word, content in (
        ('nul', smi().replace('A100', 'A\x001\x0000')),
        ('nul-only', sparse('', 10 * MEGABYTE)),
        ('escapes', smi('\x1b[2J\x1b]0;qzx\x07\x1b[31mA100')),
        ('bidi', smi('\u202eA100\u2066')),
        ('latin-1', smi('A100 \udce9\udcff')),
        ('utf-16', ('\ufeff' + smi()).encode('utf-16-le')),
        ('utf-16-odd', ('\ufeff' + smi()).encode('utf-16-le')[:-1]),
        ('utf-16-surrogates', '\ufeff'.encode('utf-16-le') +
         b'\0\xd8' * 50000),
        ('utf-32', smi().encode('utf-32')),
        ('carriage-returns', smi().replace('\n', '\r')),
        ('quote-open', smi('"A100')),
        ('quotes', SMI + '"' * 5000000),
        ('long-line', repeated(SMI, 'a', 100 * MEGABYTE)),
        ('long-lines', repeated(SMI, 'a' * 999999 + '\n', 60)),
        ('many-columns', SMI + ',' * 3000000),
        ('many-lines', repeated(smi(), 'no row at all\n', 2000000)),
        ('many-names', SMI + ''.join(
            f'2024/01/01 00:00:{i % 60:02d}.000, {i}, N{i}, 3 W\n'
            for i in range(100000))),
        ('backwards', smi(rows=50, minute=lambda i: 59 - i)),
        ('zigzag', smi(rows=50, minute=lambda i: i * 17 % 60)),
        ('same-time', smi(rows=50, minute=lambda i: 7)),
        ('watts-huge', smi(power='1e308 W')),
        ('watts-overflow', smi(power='1e999 W')),
        ('watts-negative', smi(power='-300 W')),
        ('watts-nan', smi(power='nan W')),
        ('watts-infinite', smi(power='inf W')),
        ('year-0', smi().replace('2024', '0000')),
        ('year-9999', smi() + smi().split('\n', 1)[1].replace(
            '2024', '9999')),
        ('month-13', smi().replace('/01/01', '/13/41')),
        ('codecarbon-nan', codecarbon(energy='nan')),
        ('codecarbon-huge', codecarbon(energy='1e308', duration='1e308')),
        ('codecarbon-negative', codecarbon(energy='-15', duration='-3600')),
        ('codecarbon-count', codecarbon(gpu='99999999999999999999 x A100')),
        ('codecarbon-head', CODECARBON)):
    row(f'csv-{word}', 'inspect a.csv', (0, 1, 3), '', {'a.csv': content})
row('csv-2-gib-line', 'inspect a.csv', (0, 1, 3), '', {
    'a.csv': sparse(SMI, 2 << 30)})
row('csv-to-json', 'inspect a.csv --json', (0, 1, 3), '', {
    'a.csv': smi('\x1b[31m"qzx\\\u202e')})

# JSON

checked('json-deep', '', disclosure(extra=',"x":' + '[' * 200000), 'json')
checked('json-deep-objects', '', disclosure(extra=',"x":' + '{"a":' * 200000),
        'json')
checked('json-many-lists', 'json-limit', disclosure(
    extra=',"x":[' + '[],' * 1000000 + '1]'), 'json')
checked('json-many-values', 'json-limit', disclosure(
    extra=',"x":[' + '0,' * 5000000 + '1]'), 'json')
checked('json-values-below-the-limit', '', disclosure(
    extra=',"x":[' + '"a",' * 2400000 + '1]'), 'json', status=(0, 1, 3))
checked('json-many-models', '', '{"wattleaf":"0","models":[' +
        disclosure()[disclosure().index('{"id"'):-14] * 0 +
        '{"name":"a","energy_kwh":{"value":3}},' * 150000 + '{}]}', 'json',
        status=(0, 1, 3))
checked('json-2-gib', 'file-limit', sparse('{"wattleaf":"', 2 << 30, '"}'),
        'json')
checked('json-long-text', '', repeated(
    '{"wattleaf":"', 'a', 15 * MEGABYTE, '"}'), 'json')
checked('json-long-key', '', repeated(
    '{"wattleaf":"0","', 'a', 15 * MEGABYTE, '":1}'), 'json')
checked('json-number-of-digits', '', disclosure(energy='9' * 1000000), 'json')
checked('json-number-overflow', '', disclosure(energy='1e999'), 'json')
checked('json-nan', '', disclosure(energy='NaN'), 'json', status=(0, 1, 3))
checked('json-negative', '', disclosure(energy='-5'), 'json',
        status=(0, 1, 3))
checked('json-huge', '', disclosure(energy='1e308'), 'json',
        status=(0, 1, 3))
checked('json-key-twice', 'json-syntax', disclosure(
    extra=',"id":"b"'), 'json')
checked('json-surrogate', '', disclosure('"\\ud800"'), 'json')
checked('json-nul', '', disclosure('"a\\u0000b"'), 'json', status=(0, 1, 3))
checked('json-escapes', '', disclosure(
    '"\\u001b[31mqzx\\u202e\\u0007"', energy='9e9'), 'json',
    status=(0, 1, 3))
checked('json-torn', 'json-syntax', disclosure()[:-20], 'json')
row('json-escapes-as-data', 'check study.json --json', (0, 1, 3), '', {
    'study.json': disclosure('"\\u001b[31mqzx\\u202e\\u0007"')})
row('json-trainer-state', 'inspect trainer_state.json', (0, 1, 3), '', {
    'trainer_state.json': '{"log_history": [' + nested('[', ']', 100000) +
    '], "global_step": 1e999}'})
row('json-prometheus', 'inspect a.json', (0, 1, 3), '', {
    'a.json': '{"status":"success","data":{"resultType":"matrix","result":[{'
    '"metric":{"__name__":"DCGM_FI_DEV_POWER_USAGE","gpu":"0"},"values":[' +
    ','.join(f'[{1700000000 + i},"{i % 300}"]' for i in range(150000)) +
    ']}]}}'})

# Compressed files

row('gz-zeros', 'inspect a.csv.gz', 3, 'log-nothing', {
    'a.csv.gz': packed(gz, SMI, '\0', 300 * MEGABYTE)})
row('bz2-rows', 'inspect a.csv.bz2', 3, 'file-limit', {
    'a.csv.bz2': bz2_rows(SMI.encode(), b'x\n', 180)})
row('xz-zeros', 'inspect a.csv.xz', 3, 'file-limit', {
    'a.csv.xz': packed(xz(MEGABYTE), SMI, '\0', 300 * MEGABYTE)})
row('xz-dictionary-1-gib', 'inspect a.csv.xz', 3, 'file-limit', {
    'a.csv.xz': packed(xz(1 << 30), smi(), 'x\n', 100)})
row('xz-dictionary-128-mib', 'inspect a.csv.xz', 3, 'file-limit', {
    'a.csv.xz': packed(xz(1 << 27), smi(), 'x\n', 100)})
row('xz-dictionary-64-mib', 'inspect a.csv.xz', 0, '', {
    'a.csv.xz': packed(xz(1 << 26), smi(), '\n', 100)})
row('xz-inside-gz', 'inspect a.csv.xz.gz', 3, 'file-limit', {
    'a.csv.xz.gz': lambda f: packed(lambda g: xz(1 << 30)(gz(g)), smi(),
                                    'x\n', 10)(f)})
row('tar-xz-dictionary', 'inspect a.tar.xz', 3, 'file-limit', {
    'a.tar.xz': lambda f: xz(1 << 30)(f).write(tar(('a.csv', b'x')))})
row('gz-between', 'inspect a.csv.gz', 3, '', {
    'a.csv.gz': between(gz, EMPTY_GZIP, 150)})
row('gz-zstd-between', 'inspect a.csv.gz', 3, 'file-limit', {
    'a.csv.gz': between(gz, EMPTY_ZSTD, 150)})
row('bz2-between', 'inspect a.csv.bz2', 3, '', {
    'a.csv.bz2': bz2_rows(b'', EMPTY_GZIP, 100)})
row('gz-four-times', 'inspect a.csv.gz', 3, 'file-limit', {
    'a.csv.gz': lambda f: packed(
        lambda g: gz(gz(gz(gz(g)))), SMI, 'x\n', 10)(f)})
row('gz-torn', 'inspect a.csv.gz', (0, 1, 3), '', {
    'a.csv.gz': b'\x1f\x8b\x08\0\0\0\0\0\0\3' + deflated(100)[2:-9]})
row('gz-checksum', 'inspect a.csv.gz', 3, 'file-read', {
    'a.csv.gz': b'\x1f\x8b\x08\0\0\0\0\0\0\3' + deflated(100)[2:-4] +
    b'abcdabcd'})
row('zstd-window', 'inspect a.csv.zst', 3, '', {
    'a.csv.zst': b'\x28\xb5\x2f\xfd\x00\xf8' + bytes(100)})
row('compressed-study', 'check study.xml', (0, 3), '', {
    'study.xml': packed(gz, study(), ' ', 200 * MEGABYTE)})

# Archives

row('zip-zeros', 'inspect a.zip', 3, '', {
    'a.zip': zip_of_zeros('a.csv', 300)})
row('zip-overlapping', 'inspect a.zip', 3, '', {
    'a.zip': overlapping_zip(20000, 10 * MEGABYTE)})
row('zip-many-members', 'inspect a.zip', 3, '', {
    'a.zip': lambda f: f.write(zipped(*((f'{i}', b'') for i in
                                        range(70000))))})
row('zip-in-zip', 'inspect a.zip', 3, '', {'a.zip': zipped(
    ('b.zip', zipped(('c.zip', zipped(('d.csv', b'x'))))))})
for word, name in (('climbs', '../../x.csv'), ('absolute', '/tmp/x.csv'),
                   ('backslash', '..\\..\\x.csv'), ('drive', 'C:/x.csv'),
                   ('escapes', 'a\x1b[31m\u202e.csv'), ('newline', 'a\nb.csv'),
                   ('long', 'a' * 4000 + '.csv'),
                   ('deep', 'd/' * 500 + 'a.csv')):
    row(f'tar-{word}', 'inspect a.tar', (0, 1, 3), '', {
        'a.tar': tar((name, smi().encode()))})
    row(f'zip-{word}', 'inspect a.zip', (0, 1, 3), '', {
        'a.zip': zipped((name, smi().encode()))})
row('tar-link', 'inspect a.tar', 3, '', {'a.tar': tar(
    special('a.csv', tarfile.SYMTYPE, '../../canary.txt'))})
row('tar-hard-link', 'inspect a.tar', 3, '', {'a.tar': tar(
    special('a.csv', tarfile.LNKTYPE, '/etc/passwd'))})
row('tar-device', 'inspect a.tar', 3, '', {'a.tar': tar(
    special('a.csv', tarfile.CHRTYPE))})
row('tar-fifo', 'inspect a.tar', 3, '', {'a.tar': tar(
    special('a.csv', tarfile.FIFOTYPE))})
row('zip-link', 'inspect a.zip', 3, '', {
    'a.zip': zipped(link=('a.csv', '../../canary.txt'))})
row('tar-size-lies', 'inspect a.tar', 3, '', {
    'a.tar': tar(('a.csv', b'x' * 600)).replace(
        b'00000001130', b'77777777777')})
row('zip-size-lies', 'inspect a.zip', (0, 3), '', {
    'a.zip': zipped(('a.csv', smi().encode()))[:-22] + b'PK\5\6' +
    b'\xff' * 18})

# PDFs

LENGTH = b'/Type /EmbeddedFile /Filter /FlateDecode'
for word, codes, content in (
        ('attachment-bomb', 'file-limit', lambda f: f.write(
            carrying(LENGTH, deflated(600 * MEGABYTE)))),
        ('attachment-twice', '', carrying(
            b'/Filter [/FlateDecode /FlateDecode]',
            deflated(100 * MEGABYTE, 2))),
        ('object-bomb', 'file-limit', lambda f: f.write(
            object_bomb(500 * MEGABYTE))),
        ('object-bomb-twice', 'file-limit', lambda f: f.write(object_bomb(
            800 * MEGABYTE, b'/Filter [/FlateDecode /FlateDecode]', 2))),
        ('object-run-length', '', object_bomb(
            100 * MEGABYTE, b'/Filter [/FlateDecode /RunLengthDecode]')),
        ('object-predictor', '', object_bomb(
            1000, b'/Filter /FlateDecode /DecodeParms << /Predictor 15 '
            b'/Columns 2000000000 >>')),
        ('reference-bomb', 'file-limit', lambda f: f.write(
            reference_bomb(500 * MEGABYTE))),
        ('reference-loop', '', b'%PDF-1.7\nxref\n0 1\n0000000000 65535 f \n'
         b'trailer << /Size 1 /Prev 9 >>\nstartxref\n9\n%%EOF\n'),
        ('size-huge', '', pdf({3: PAGE, 5: stream(b'', b'')},
                              trailer=b'/Size 2147483647')),
        ('deep', '', pdf({3: PAGE, 5: nested('[', ']', 200000).encode()})),
        ('names-loop', 'log-nothing', pdf(
            {3: PAGE, 9: b'<< /Kids [9 0 R 9 0 R] >>'},
            root=b'/Names << /EmbeddedFiles 9 0 R >>')),
        ('attachment-is-pdf', '', carrying(b'', b'%PDF-1.7\n')),
        ('attachment-deep', '', carrying(b'', nested(
            '[', ']', 100000).encode())),
        ('attachment-outside', 'log-nothing', pdf(
            {3: PAGE}, root=b'/AF [<< /F (/etc/passwd) /EF << /F '
            b'(/etc/passwd) >> >>]')),
        ('many-objects', '', repeated('%PDF-1.7\n', '1 0 obj [] endobj\n',
                                      1000000)),
        ('words-in-errors', '', b'%PDF-1.7\n\x1b[31m\xe2\x80\xae qzx\n1 0 '
         b'obj << /Type /\x1b[2J >>\nstartxref\n\x1b[2J\n'),
        ('2-gib', 'file-limit', sparse('%PDF-1.7\n', 2 << 30))):
    row(f'pdf-{word}', 'check a.pdf', 3, codes, {'a.pdf': content})
row('pdf-carries-payload', 'check a.pdf --json', (0, 1, 3), '', {
    'a.pdf': carrying(b'', disclosure('"\\u001b<script>qzx"').encode())})
row('pdf-figure-bomb', 'check a.pdf --venue acl', (1, 3), '', {
    'a.pdf': lambda f: f.write(pdf({3: PAGE, 5: stream(
        b'/Filter /FlateDecode', deflated(600 * MEGABYTE))}))})
row('pdf-figure-object-bomb', 'check a.pdf --venue acl', 3, 'file-limit', {
    'a.pdf': lambda f: f.write(indexed({
        1: b'<< /Type /Catalog /Pages 2 0 R >>',
        2: b'<< /Type /Pages /Kids [10 0 R] /Count 1 >>',
        7: stream(b'/Type /ObjStm /N 1 /First 5 /Filter /FlateDecode',
                  deflated(500 * MEGABYTE))}, [10]))})
row('pdf-figure-states', 'check a.pdf --venue acl', (0, 1, 3), '', {
    'a.pdf': pdf({3: PAGE, 5: stream(b'/Filter /FlateDecode',
                                     deflated(MEGABYTE, byte=b'q '))})})
row('pdf-figure-form-loop', 'check a.pdf --venue acl', (0, 1, 3), '', {
    'a.pdf': pdf({
        3: b'<< /Type /Page /Parent 2 0 R /Contents 5 0 R /Resources 6 0 R '
           b'>>', 5: stream(b'', b'/X Do ' * 1000),
        6: b'<< /XObject << /X 7 0 R >> >>',
        7: stream(b'/Subtype /Form /Resources 6 0 R', b'/X Do ' * 1000)})})
# Disclosures that are tables

for suffix, head, part, times in (
        ('md', '| a | energy (kWh) |\n|---|---|\n', '| x | 3 |\n', 1500000),
        ('md', '', '| a | energy (kWh) |\n|---|---|\n| x | 3 |\n\n', 350000),
        ('csv', 'model,energy_kwh\n', 'x,3\n', 10000000),
        ('tex', '', '\\begin{tabular}{ll}a & energy (kWh)\\\\x & 3\\\\'
         '\\end{tabular}\n', 150000),
        ('tex', '', '\\begin{tabular}{', 700000),
        ('md', '| energy (kWh) |\n|---|\n', '| =qzx() |\n', 100),
        ('md', '| a | energy (kWh) |\n|---|---|\n',
         '| \x1b[31mqzx\u202e | 1e999 |\n', 100),
        ('csv', 'model,energy_kwh,power_w\n',
         '\x1b[31mqzx\u202e,9e300,9e300\n', 100)):
    row(f'table-{suffix}-{len(CASES)}', f'check a.{suffix}', (0, 1, 3), '',
        {f'a.{suffix}': repeated(head, part, times)})

# Templates and lists that are not ours

row('template-repeats', 'report study.xml --template t.md', (0, 1, 3), '', {
    'study.xml': study(), 't.md':
        nested('~~~~~~{for m in models}\n', '~~~~~~\n', 200)})
row('template-deep', 'report study.xml --template t.md --format html,md', (0, 1, 3), '', {
    'study.xml': study(), 't.md': '> ' * 20000 + '{{study.title}}\n'})
row('template-brackets', 'report study.xml --template t.md', (0, 1, 3), '', {
    'study.xml': study(), 't.md': '[' * 50000 + '{{' * 50000})
row('template-html', 'report study.xml --template t.md', 3, 'template-syntax',
    {'study.xml': study(), 't.md': '<script>qzx()</script>\n'})
row('template-link', 'report study.xml --template t.md', 3, 'template-syntax',
    {'study.xml': study(), 't.md': '[qzx](javascript:qzx())\n'})
row('template-list-as-fallback', 'report study.xml --template t.md', (0, 1),
    '', {'study.xml': study(), 't.md':
         '# T\n\n{{study.title}} {{totals.cost | or "- qzx"}}\n'})
row('batch-list-climbs', 'batch @list', (1, 3), '', {
    'list': '../nothing\n/dev/zero\n', 'a/study.xml': study()})
for word, watts in (('1e308', '1e308 W'), ('1e200', '1e200 W')):
    row(f'report-watts-{word}', 'report a.csv --format all', (0, 1, 2, 3), '',
        {'a.csv': smi(power=watts)})
row('report-codecarbon-huge', 'report a.csv --format all', (0, 1, 2, 3), '', {
    'a.csv': codecarbon(energy='1e308', duration='1e308')})
