"""Cases of what a study, an author and a disclosure say.

Studies in XML and YAML, their numbers, names and paths; payloads, wherever
words go.
"""
from make import (HARDWARE, MEGABYTE, MODEL, NS, RUN, SMI, aliases, attribute,
                  carrying, codecarbon, entity, laughs, logged, model, nested,
                  packed, quantity, repeated, smi, sparse, stated, study, tar,
                  xz, yaml)
from table import checked, row

# XML

checked('xml-billion-laughs', 'xml-syntax', laughs())
checked('xml-laughs-few', 'xml-syntax', laughs(2))
checked('xml-quadratic-blowup', 'xml-syntax', study(
    title='&a;' * 20000,
    head=f'<!DOCTYPE study [<!ENTITY a "{"x" * 50000}">]>'))
checked('xml-entity-file', 'xml-syntax',
        entity('<!ENTITY x SYSTEM "../canary.txt">'))
checked('xml-entity-passwd', 'xml-syntax',
        entity('<!ENTITY x SYSTEM "file:///etc/passwd">'))
checked('xml-entity-network', 'xml-syntax',
        entity('<!ENTITY x SYSTEM "http://127.0.0.1:9/x">'))
checked('xml-entity-parameter', 'xml-syntax', entity(
    '<!ENTITY % p SYSTEM "../canary.txt"> %p;', 'M'))
checked('xml-entity-of-itself', 'xml-syntax', entity(
    '<!ENTITY x "&y;"><!ENTITY y "&x;">'))
checked('xml-external-dtd', '', study(
    head='<!DOCTYPE study SYSTEM "../canary.txt">'), status=0)
row('xml-attribute-default', 'report study.xml', 0, '', {'study.xml': study(
    head='<!DOCTYPE study [<!ATTLIST model url CDATA "javascript:qzx()">]>')})
checked('xml-xinclude', 'study-element', study(
    '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" parse="text" '
    'href="../canary.txt"/>' + MODEL))
checked('xml-stylesheet', '', study(
    head='<?xml-stylesheet href="../canary.txt" type="text/xsl"?>'), status=0)
checked('xml-deep', 'xml-limit', study(nested('<note>', '</note>', 100000)))
checked('xml-deep-unclosed', 'xml-limit', repeated('', '<a>', 3000000))
checked('xml-many-elements', 'xml-limit', repeated(
    f'<study xmlns="{NS}" title="T">', '<note/>', 2000000, '</study>'))
checked('xml-many-models', 'study-limit', repeated(
    f'<study xmlns="{NS}" title="T">', '<model id="m" name="M"/>', 30000,
    '</study>'))
checked('xml-many-runs', 'study-limit', repeated(
    f'<study xmlns="{NS}" title="T"><model id="m" name="M">', RUN, 20000,
    '</model></study>'))
for models, runs in ((1, 10000), (250, 16), (250, 1)):
    row(f'study-of-{models * runs}-runs', 'report study.xml', (0, 1), '', {
        'study.xml': study(''.join(
            f'<model id="m{i}" name="M">{RUN * runs}</model>'
            for i in range(models)))})
checked('xml-many-attributes', 'xml-limit', study(attributes=' '.join(
    f'a{i}="1"' for i in range(100000))))
checked('xml-attribute-2-gib', 'file-limit', sparse(
    f'<study xmlns="{NS}" title="', 2 << 30, '"/>'))
checked('xml-attribute-2-gib-letters', 'file-limit', lambda file: repeated(
    f'<study xmlns="{NS}" title="', 'a', 200 * MEGABYTE, '"/>')(file))
checked('xml-attribute-60-mib', '', repeated(
    f'<study xmlns="{NS}" title="', 'a', 60 * MEGABYTE, f'">{MODEL}</study>'),
    status=(0, 1, 3))
checked('xml-text-60-mib', '', repeated(
    f'<study xmlns="{NS}" title="T">{MODEL}<note>', 'a ', 30 * MEGABYTE,
    '</note></study>'), status=(0, 1, 3))
checked('xml-comment-60-mib', '', repeated(
    f'<study xmlns="{NS}" title="T">{MODEL}<!--', 'a ', 30 * MEGABYTE,
    '--></study>'), status=(0, 1, 3))
checked('xml-name-60-mib', '', repeated('<', 'a', 60 * MEGABYTE, '/>'))
checked('xml-namespaces', '', study(attributes=' '.join(
    f'xmlns:n{i}="urn:{i}"' for i in range(900))), status=(0, 1, 3))
checked('xml-nul', 'xml-syntax', study(title='a\0b'))
checked('xml-control-character', 'xml-syntax', study(title='a\x1b[31mb'))
checked('xml-bad-utf8', 'xml-syntax', study(title='a\udcff\udcfeb'))
checked('xml-overlong-utf8', 'xml-syntax', study(title='\udcc0\udcbcb'))
checked('xml-says-utf16', 'xml-syntax', study(
    head='<?xml version="1.0" encoding="UTF-16"?>'))
checked('xml-utf7', 'xml-syntax', study(
    title='+ADw-script+AD4-', head='<?xml version="1.0" encoding="UTF-7"?>'))
checked('xml-unknown-encoding', 'xml-syntax', study(
    head='<?xml version="1.0" encoding="../canary.txt"?>'))
checked('xml-second-root', 'xml-syntax', study() + study())
checked('xml-torn', 'xml-syntax', study()[:-9])

# YAML

checked('yaml-alias-bomb', 'yaml-aliases', aliases(), 'yaml')
checked('yaml-alias-of-itself', 'yaml-aliases',
        'title: T\nx: &a [*a]\n', 'yaml')
checked('yaml-merge-bomb', '', 'title: T\nx0: &a0 {a: 1}\n' + ''.join(
    f'x{i}: &a{i} {{<<: [{", ".join([f"*a{i - 1}"] * 10)}]}}\n'
    for i in range(1, 9)), 'yaml')
checked('yaml-many-aliases', '', 'title: T\nx: &a v\ny: [' +
        '*a, ' * 300000 + '*a]\n', 'yaml')
checked('yaml-many-anchors', '', 'title: T\nx: [' + ', '.join(
    f'&a{i} v' for i in range(100000)) + ']\n', 'yaml')
checked('yaml-deep', 'yaml-depth', 'title: ' + nested('[', ']', 100000),
        'yaml')
checked('yaml-deep-maps', 'yaml-depth', 'title: ' + '{a: ' * 100000, 'yaml')
checked('yaml-deep-blocks', 'yaml-depth', 'title:\n' + ''.join(
    ' ' * i + '- \n' for i in range(1, 2000)), 'yaml')
checked('yaml-tag-python', 'yaml-tag',
        'title: !!python/object/apply:os.system ["touch pwned"]\n', 'yaml')
checked('yaml-tag-own', 'yaml-tag', 'title: !qzx T\n', 'yaml')
checked('yaml-many-keys', '', 'title: T\n' + ''.join(
    f'k{i}: 1\n' for i in range(200000)), 'yaml')
checked('yaml-key-twice', 'yaml-key-twice', 'title: T\n' + yaml(), 'yaml')
checked('yaml-2-gib', '', sparse('title: "', 2 << 30, '"\n'), 'yaml')
checked('yaml-long-text', '', repeated(
    'title: "', 'a', 200 * MEGABYTE, '"\n'), 'yaml')
checked('yaml-7-mib-text', '', repeated(
    'title: "', 'a', 7 * MEGABYTE, '"\n' + yaml()[9:]), 'yaml',
    status=(0, 1, 3))
checked('yaml-nul', 'yaml-syntax', yaml('a\0b'), 'yaml')
checked('yaml-bad-utf8', 'yaml-syntax', yaml('a\udcffb'), 'yaml')
checked('yaml-documents', 'yaml-syntax', (yaml() + '---\n') * 1000, 'yaml')
checked('yaml-number-huge', 'quantity-unit', yaml().replace(
    '10 h', '1e999 h'), 'yaml')
checked('yaml-infinity', '', yaml().replace('10 h', '.inf'), 'yaml')

# Numbers and times of a study

for word, value, codes in (
        ('negative', '-3 h', 'quantity-value'),
        ('large', '1e40 h', 'quantity-value'),
        ('small', '1e-40 h', 'quantity-value'),
        ('infinite', 'inf h', 'quantity-value'),
        ('nan', 'nan h', 'quantity-value'),
        ('overflow', '1e400 h', 'quantity-unit'),
        ('hexadecimal', '0x10 h', 'quantity-unit'),
        ('no-unit', '12', 'quantity-unit'),
        ('wrong-unit', '12 kWh', 'quantity-unit'),
        ('digits', '9' * 100000 + ' h', 'quantity-unit'),
        ('range-turned', '9..3 h', 'quantity-value'),
        ('range-of-overflow', '1..1e400 h', 'quantity-unit'),
        ('empty-range', '.. h', 'quantity-value')):
    checked(f'time-{word}', codes, model(
        f'<run time="{value}">{HARDWARE}</run>'))
row('numbers-large-product', 'report study.xml --format all', (0, 1, 2), '', {
    'study.xml': model('<run time="1e31 h"><hardware device="p100" '
                       'count="1000000" power="1e36 W"/></run>')})
row('numbers-small-product', 'report study.xml', (0, 1, 3), '', {
    'study.xml': model('<run time="1e-300 h"><hardware device="p100" '
                       'count="1" power="1e-300 W"/></run>')})
row('params-large', 'report study.xml', 3, 'quantity-value', {
    'study.xml': study(MODEL.replace('name="M"', 'name="M" params="1e308"'))})
row('score-large', 'report study.xml', (0, 1, 3), '', {
    'study.xml': study(MODEL.replace(
        '<run', '<score metric="a" value="1e308"/><run', 1))})
checked('score-nan', 'study-value', study(MODEL.replace(
    '<run', '<score metric="a" value="nan"/><run', 1)))
checked('count-overflow', 'study-value', model(RUN.replace(
    'count="8"', 'count="99999999999999999999"')))
checked('count-negative', 'study-value', model(RUN.replace('"8"', '"-8"')))
checked('count-fraction', 'study-value', model(RUN.replace('"8"', '"1.5"')))
checked('repeat-overflow', '', model(RUN.replace(
    'time=', 'repeat="18446744073709551617" time=')))
checked('pue-below-one', '', study().replace('1.25', '0.2'))
checked('pue-large', '', study().replace('1.25', '1e9'))
checked('share-above-one', '', model(RUN.replace('time=', 'share="2" time=')))
checked('start-after-end', 'study-value', model(RUN.replace(
    'time="10 h"', 'start="2024-01-02T00:00:00Z" end="2024-01-01T00:00:00Z"')))
checked('start-no-day', '', model(RUN.replace(
    'time="10 h"', 'start="2024-02-31T00:00:00Z" end="2024-03-01T00:00:00Z"')))
checked('start-far', '', model(RUN.replace(
    'time="10 h"', 'start="999999999-01-01T00:00:00Z" '
    'end="2024-03-01T00:00:00Z"')))
checked('year-overflow', '', study().replace(
    '<place', '<place year="99999999999"'))

# Names, ids and paths of a study

for word, value in (('climbs', '../../etc/x'), ('absolute', '/etc/passwd'),
                    ('dot', '..'), ('hidden', '.x'), ('option', '-rf'),
                    ('slash', 'a/b'), ('backslash', 'a\\b'),
                    ('blank', 'a b'), ('newline', 'a&#10;b'),
                    ('long', 'a' * 5000), ('bidi', 'a\u202eb'),
                    ('umlaut', 'caf\u00e9'), ('empty', ' ')):
    checked(f'id-{word}', 'study-value', study(MODEL.replace(
        'id="m"', f'id="{value}"')))
checked('id-twice', 'study-id-twice', study(MODEL + MODEL))
row('id-differs-by-case', 'report study.xml', (0, 1), '', {'study.xml': study(
    MODEL + MODEL.replace('id="m"', 'id="M"'))})
for word, href in (('climbs', '../secret.csv'), ('absolute', '/etc/passwd'),
                   ('climbs-inside', 'a/../../secret.csv'),
                   ('proc', '/proc/self/environ'), ('device', '/dev/zero'),
                   ('url', 'file:///etc/passwd'),
                   ('url-http', 'http://127.0.0.1:9/x'),
                   ('wildcard', '../*.csv'), ('archive', 'a.tar/../../x')):
    row(f'log-{word}', 'check study.xml', 3, '', {
        'study.xml': logged(href), 'a.tar': tar(('x', b'x'))})
row('log-link', 'check study.xml', 3, 'study-outside', {
    'study.xml': logged('l.csv'), 'l.csv': ('link', '../canary.txt')})
row('log-folder-link', 'check study.xml', 3, 'study-outside', {
    'study.xml': logged('d/canary.txt'), 'd': ('link', '..')})
row('log-link-loop', 'check study.xml', 3, '', {
    'study.xml': logged('l.csv'), 'l.csv': ('link', 'l.csv')})
row('log-fifo', 'check study.xml', 3, '', {
    'study.xml': logged('p.csv'), 'p.csv': ('fifo', '')})
row('log-folder', 'check study.xml', 3, '', {
    'study.xml': logged('d'), 'd/x': 'x'})
row('log-itself', 'check study.xml', 3, '', {
    'study.xml': logged('study.xml')})
row('log-name-option', 'check study.xml', 3, '', {
    'study.xml': logged('--help')})
row('log-name-escapes', 'check study.xml', 3, '', {
    'study.xml': logged('a\u009b31m\u202e.csv')})
row('spec-climbs', 'check study.xml', 3, '', {'study.xml': model(
    '<run time="1 h"><hardware spec="../canary.txt"/></run>')})
row('spec-link', 'check study.xml', 3, 'study-outside', {'study.xml': model(
    '<run time="1 h"><hardware spec="s.xml"/></run>'),
    's.xml': ('link', '../canary.txt')})
row('study-is-link', 'batch .', (0, 1), '', {
    'a/study.xml': ('link', '../../canary.txt')})
row('batch-strangers', 'batch .', 1, 'batch-failed', {
    'a/study.xml': study(title='qzx&lt;script&gt;'),
    'b/study.xml': laughs(), 'c/study.xml': logged('../a/study.xml'),
    'd/disclosure.json': nested('[', ']', 100000),
    'e/study.xml': logged('x.csv.xz'), 'e/x.csv.xz': packed(
        xz(1 << 28), SMI, 'x', 100)}, seen=True)
row('batch-names', 'batch . --format html,json,csv', (0, 1), '', {
    f'{name}/study.xml': study() for name in (
        'Paper', 'paper', 'caf\u00e9', 'cafe\u0301', '=qzx()', '<b>qzx<b>',
        '"onload=qzx()', 'a\u202eqzx', '-rf', '...', 'index.html',
        '[qzx](javascript:qzx())', 'a\x1b[31mqzx', 'a\nqzx', ' qzx ',
        '\udcffqzx', '$(touch pwned)', 'qzx' * 80)}, seen=True)

# Payloads, wherever an author's words go

PAYLOADS = {
    'tex-input': r'qzx\input{canary}\immediate\write18{touch pwned}',
    'tex-end': r'qzx\end{tabular}\end{document}\def\x{\catcode`\$=0',
    'tex-signs': r'qzx $x_^&%#~ ^^5cinput{canary} {}}{ \\',
    'html': '<script>qzx()</script><img src=x onerror=qzx()>'
            '</td></table></style><iframe src=//qzx>',
    'html-attribute': '" onmouseover="qzx()" x="\' onload=\'qzx() `',
    'html-entity': '&lt;script&gt;qzx()&lt;/script&gt;&#60;img onerror=qzx>',
    'svg': '<svg onload=qzx()><foreignObject><script>qzx()</script>'
           '</foreignObject></svg>]]><!-- --><?qzx ?>',
    'formula': '=qzx("http://evil.example")',
    'formula-plus': '+qzx',
    'formula-at': '@qzx(A1)',
    'formula-blank': '\t=qzx()\n=qzx()',
    'markdown-link': '[qzx](javascript:qzx()) ![qzx](javascript:qzx()) '
                     '<javascript:qzx()> [qzx]: javascript:qzx()',
    'markdown-blocks': 'qzx\n\n# qzx\n\n| qzx | b |\n|---|---|\n\n    qzx\n'
                       '```{table models}\n```\n<div onclick=qzx()>',
    'bidi': 'qzx\u202egnp.exe\u2066\u200f \u061c',
    'control': 'qzx\u009b31m\u0085\u2028\u00ad\ufeff',
    'json': 'qzx","evil":{"x":1},"y":"\\u0000\\ud800',
    'template': 'qzx {{totals}} ${qzx} <%= qzx %> {{if x}} [@strubell2019] '
                '{% qzx %}',
    'long': 'qzx' * 3000,
}


def words(p):
    return study(f'<model id="m" name="{p}" task="{p}">{RUN}</model>', title=p)


def notes(p):
    return study(f'<model id="m" name="M" note="{p}">{RUN}<note>{p}</note>'
                 f'</model><note>{p}</note>')


def scores(p):
    return study(f'<functional-unit name="{p}" count="500"/>'
                 f'<model id="m" name="M"><score metric="{p}" dataset="{p}" '
                 f'value="3"/>{RUN}</model>')


def things(p):
    return study(f'<model id="m" name="qzx" url="https://e.org/{p}" '
                 f'public="{p}"><run id="{p}" time="10 h"><hardware '
                 f'device="a100-sxm4-80gb" count="8" power="300 W" cpu="{p}"'
                 '/></run></model>')


for word, payload in PAYLOADS.items():
    for place in (words, notes, scores, things):
        row(f'{place.__name__}-{word}', 'report study.xml --format all --sci '
            '--total', (0, 1, 3, 4, 5) if place is things else (0, 1), '',
            {'study.xml': place(attribute(payload))},
            seen=place not in (notes, things))
for word, payload in (('escape', 'qzx\\e[2J\\x07\\0'),
                      ('backspace', 'qzx\\b\\b\\r\\n=qzx'),
                      ('surrogate', 'qzx\\ud800'),
                      ('separator', 'qzx\\u2028\\u2029\\u2066')):
    row(f'yaml-{word}', 'report study.yaml --format all', (0, 1, 3), '', {
        'study.yaml': yaml(f'"{payload}"', f'"{payload}"')})
row('url-javascript', 'report study.xml --format all', (0, 1, 3), '', {
    'study.xml': study(MODEL.replace(
        'name="M"', 'name="qzx" url="javascript:qzx()" '
        'public="data:text/html,&lt;script&gt;qzx()&lt;/script&gt;"'))})
row('own-catalogue', 'report study.xml --catalog own.csv --format all',
    (0, 1, 3), '', {
        'study.xml': study(place='<place grid="QZX" year="2023"/>'),
        'own.csv': 'table,id,name,value,unit,year,source,boundary\n'
        'grid,QZX,<script>qzx()</script>\\input{canary},33,g/kWh,2023,'
        '"=qzx(), javascript:qzx()",lifecycle\n'})
row('svg-text', 'report study.xml --format svg --svg-text', (0, 1), '', {
    'study.xml': words(attribute(PAYLOADS['svg']))}, seen=True)
row('anonymous-payload', 'report study.xml --format all --anonymous', (0, 1),
    '', {'study.xml': words(attribute(PAYLOADS['html']))})
row('explain-payload', 'explain study.xml', (0, 1), '', {
    'study.xml': words(attribute(PAYLOADS['control']))})
row('explain-payload-markdown', 'explain study.xml --format markdown', (0, 1),
    '', {'study.xml': words(attribute(PAYLOADS['html']))})
for word in ('html', 'tex-input', 'formula', 'bidi', 'markdown-link'):
    row(f'log-field-{word}', 'report a.csv --format all', (0, 1, 3, 4), '', {
        'a.csv': codecarbon(PAYLOADS[word].replace(',', ';').replace(
            '"', "'"))})
    row(f'log-device-{word}', 'report a.csv --format all', (0, 1, 3, 4), '', {
        'a.csv': smi(PAYLOADS[word].replace(',', ';'))})

# Pages of disclosures

for word, payload in PAYLOADS.items():
    row(f'page-{word}', 'batch . --format all --total', (0, 1), '', {
        'd/disclosure.json': stated(payload, 2)}, seen=True)
for word in ('html', 'tex-input', 'formula', 'markdown-link'):
    row(f'page-as-disclosure-{word}', 'batch . --template disclosure '
        '--format html,md,tex,pdf', (0, 1), '', {
            'd/disclosure.json': stated(PAYLOADS[word])}, seen=True)
row('page-of-pdf', 'batch . --format all', (0, 1), '', {
    'd/a.pdf': carrying(b'', stated('<script>qzx()</script>').encode())},
    seen=True)
row('page-anonymous', 'batch . --format all --anonymous', 1, '', {'d/disclosure.json': stated('qzx')})
for word, content in (
        ('models', stated(models=251)),
        ('models-most', stated(models=250)),
        ('factors', stated(factors=[{}] * 30000)),
        ('no-models', stated(models=0)),
        ('metrics', stated(scores=[{
            'metric': 'M', 'dataset': 'M', 'models': [{'id': 'm0'}]}] * 5000)),
        ('long-text', stated('qzx ' * 20000)),
        ('numbers-huge', stated(
            totals={'energy_kwh': quantity(1e308, 'kWh', -1e308, 1e308),
                    'co2e_kg': quantity(1e300, 'kg')})),
        ('range-turned', stated(
            totals={'energy_kwh': quantity(3, 'kWh', 9, 1)})),
        ('units', stated(
            totals={'cost': quantity(3, '=qzx()')})),
        ('lists-for-objects', stated(
            study=[], totals=[], factors={}, sources=3, mix=None,
            regions='x')),
        ('objects-for-texts', stated(
            study={'title': {}, 'method': [3], 'language': 7,
                   'year': '1e308', 'anonymous': 'yes'},
            sources=[[], {'id': {}}, {'id': ''}, None],
            factors=[{'value': '=qzx()', 'low': [], 'high': 1e308}],
            scores=[{'models': [{'id': 'm0', 'step': {'gain': {}}}]}],
            regions=[{}], mix=[{}], methods=[{'id': 'wattleaf'}] * 2,
            equivalents=[{'co2e_kg': quantity(0, 'kg'), 'name': 'x'}]))):
    row(f'page-{word}', 'batch . --format all', (0, 1, 3), '', {
        'd/disclosure.json': content})
