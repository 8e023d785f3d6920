"""Whether a payload got out: each output is parsed as its readers parse it.

Every payload holds the word MARK. A finding is a line of text; none is good.
"""
import csv
import io
import json
import os
import re
import subprocess

import html5lib
import lxml.etree
import yaml

MARK = 'qzx'
CANARY = 'wombat-of-the-outside'

# What a terminal or a reader's eye acts on: C0 but line ends and tabs, C1,
# marks and overrides of direction.
ACTING = re.compile('[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f'
                    '\u202a-\u202e\u2066-\u2069]')
SCHEMES = {'', 'http', 'https', 'mailto'}
LINKS = {'href', 'src', 'action', 'formaction', 'data', 'poster', 'background',
         'cite', 'xlink:href', 'to', 'from', 'values'}
BANNED = {'iframe', 'object', 'embed', 'base', 'form', 'frame', 'frameset',
          'foreignobject', 'applet', 'handler', 'set', 'animate', 'template'}


def scheme(url):
    url = re.sub('[\0-\x20]', '', url)
    found = re.match('([^/?#:]*):', url)
    return found.group(1).lower() if found else ''


def local(name):
    return name.rsplit('}', 1)[-1].lower() if isinstance(name, str) else ''


def link_acts(name, key, value):
    if key == 'href' and name in ('image', 'use', 'img') or key == 'src':
        return not (value.startswith('#') or value.startswith('data:image/')
                    or scheme(value) == '' and '//' not in value)
    return scheme(value) not in SCHEMES


def element_acts(element):
    """What this element does that no payload may."""
    name = local(element.tag)
    text = ''.join(element.itertext()) if name in ('script', 'style') else ''
    if name in BANNED or MARK in name:
        yield f'<{name}>'
    if name == 'script' and (MARK in text or 'src' in element.attrib):
        yield f'<script>{text[:60]}'
    if name == 'style' and (MARK in text or '@import' in text):
        yield f'<style>{text[:60]}'
    if name == 'meta' and 'http-equiv' in element.attrib and \
            element.attrib['http-equiv'].lower() == 'refresh':
        yield '<meta refresh>'
    for key, value in element.attrib.items():
        key = local(key)
        if key.startswith('on') or MARK in key:
            yield f'<{name} {key}="{value[:60]}">'
        elif key == 'style' and (MARK in value or 'url(' in value):
            yield f'<{name} style="{value[:60]}">'
        elif key in LINKS and link_acts(name, key, value):
            yield f'<{name} {key}="{value[:60]}">'


def acts(tree):
    for element in tree.iter():
        if isinstance(element.tag, str):
            yield from element_acts(element)
        elif MARK in (element.text or '') and \
                element.tag is lxml.etree.ProcessingInstruction:
            yield f'<?{element.text[:60]}'


# Elements inside each other, deeper than any browser follows.
DEEP = re.compile(r'(?:<\w+>\s*){1000}')


def html_tree(text):
    """As HTML 5 says; where that parser takes the square of the depth, another."""
    if DEEP.search(text):
        return lxml.etree.fromstring(text.encode(), lxml.etree.HTMLParser(
            encoding='utf-8', huge_tree=True))
    return html5lib.parse(text, treebuilder='lxml')


def judge_characters(text):
    found = ACTING.search(text)
    if found:
        yield (f'U+{ord(found.group()):04X} in '
               f'{text[max(0, found.start() - 30):found.start() + 30]!r}')


def judge_html(data):
    yield from judge_characters(data.decode())
    yield from acts(html_tree(data.decode()))


def judge_xml(data):
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True)
    tree = lxml.etree.fromstring(data, parser).getroottree()
    if tree.docinfo.internalDTD is not None:
        yield 'a document type'
    yield from acts(tree)


def judge_svg(data):
    yield from judge_characters(data.decode())
    yield from judge_xml(data)


def judge_markdown(data):
    text = data.decode()
    yield from judge_characters(text)
    # a card begins with YAML
    front = re.match('---\n(.*?\n)---\n', text, re.S)
    if front:
        if not isinstance(yaml.safe_load(front.group(1)), dict):
            yield 'front matter is no map'
        text = text[front.end():]
    made = subprocess.run(['cmark-gfm', '--unsafe', '-e', 'table',
                           '-e', 'autolink', '-e', 'strikethrough'], input=text.encode(),
                          stdout=subprocess.PIPE, check=True).stdout
    yield from acts(html_tree(made.decode()))


def judge_csv(data):
    text = data.decode()
    yield from judge_characters(text.replace('\r\n', '\n'))
    widths = set()
    for row in csv.reader(io.StringIO(text, newline=''), strict=True):
        widths.add(len(row))
        for cell in row:
            if re.match('[=+@\t\r-]', cell) and \
                    not re.match(r'[+-]?[0-9.]+(e[+-]?\d+)?$', cell):
                yield f'formula {cell[:60]!r}'
    if len(widths) > 1:
        yield f'rows of {sorted(widths)} cells'


def judge_json(data):
    def refuse(word):
        raise ValueError(word)
    json.loads(data.decode(), parse_constant=refuse)
    return ()


def judge_bib(data):
    text = data.decode()
    depth = 0
    yield from judge_characters(text)
    for i, c in enumerate(text):
        depth += (c == '{') - (c == '}')
        if depth < 0 or depth == 0 and text[i:i + 1] == '@' and \
                i > 0 and text[i - 1] != '\n':
            yield f'braces at {text[max(0, i - 30):i + 30]!r}'
            return
    if depth != 0:
        yield 'braces are open'


def walk_pdf(value, findings):
    if isinstance(value, list):
        for item in value:
            walk_pdf(item, findings)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key in ('/JS', '/JavaScript', '/Launch', '/AA', '/SubmitForm',
                       '/ImportData', '/RichMedia', '/XFA'):
                findings.append(f'{key} in the PDF')
            if key == '/URI' and isinstance(item, str) and \
                    scheme(item.split(':', 1)[-1]) not in SCHEMES:
                findings.append(f'address {item[:60]}')
            walk_pdf(item, findings)


def run(*command, **options):
    return subprocess.run(command, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, **options)


def judge_pdf(path):
    checked = run('qpdf', '--check', path)
    if checked.returncode != 0:
        yield f'qpdf: {checked.stdout.decode(errors="replace")[-200:]}'
    tree = subprocess.run(['qpdf', '--json', path], stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, check=False).stdout
    findings = []
    walk_pdf(json.loads(tree), findings)
    yield from findings
    meta = subprocess.run(['pdfinfo', '-meta', path], stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, check=False).stdout
    if meta.strip():
        yield from judge_xml(meta.strip())


def judge_png(path):
    with open(path, 'rb') as file:
        if file.read(8) != b'\x89PNG\r\n\x1a\n':
            yield 'no PNG'


# What TeX lacks, and no payload does.
FORGIVEN = ('Unicode character', 'Too deeply nested', 'Emergency stop')

TEX = r'''\documentclass{article}
\usepackage{booktabs}
\usepackage{url}
\begin{document}
%s
\end{document}
'''


def judge_tex(paths, work):
    """All of one case in one document, beside a file that none may read."""
    os.makedirs(work)
    with open(os.path.join(work, 'canary.tex'), 'w') as file:
        file.write(CANARY)
    text = ''
    for path in paths:
        with open(path, encoding='utf-8') as file:
            text += file.read() + '\n\n'
    yield from judge_characters(text)
    with open(os.path.join(work, 'all.tex'), 'w', encoding='utf-8') as file:
        file.write(TEX % text)
    out = run('pdflatex', '-interaction=nonstopmode', '-no-shell-escape',
              'all.tex', cwd=work, timeout=120,
              env=dict(os.environ, openin_any='a')).stdout.decode('latin-1')
    for line in out.splitlines():
        if 'runsystem' in line or line.startswith('! ') and \
                not any(word in line for word in FORGIVEN):
            yield f'TeX: {line[:100]}'
    if not os.path.exists(os.path.join(work, 'all.pdf')):
        yield 'TeX set nothing'
        return
    shown = run('pdftotext', os.path.join(work, 'all.pdf'), '-').stdout
    if CANARY.encode() in shown:
        yield 'TeX read the canary'


BY_SUFFIX = {'.html': judge_html, '.svg': judge_svg, '.xml': judge_xml,
             '.md': judge_markdown, '.csv': judge_csv, '.json': judge_json,
             '.jsonl': None, '.bib': judge_bib}
BY_PATH = {'.pdf': judge_pdf, '.png': judge_png}


def judge_text(data, what):
    """What goes to a terminal."""
    try:
        text = data.decode()
    except UnicodeDecodeError as e:
        yield f'{what}: {e}'
        return
    for finding in judge_characters(text.replace('\r\n', '\n')):
        yield f'{what}: {finding}'


def judge_file(path):
    suffix = os.path.splitext(path)[1]
    with open(path, 'rb') as file:
        data = file.read()
    try:
        if CANARY.encode() in data:
            yield 'the canary'
        if suffix in BY_PATH:
            yield from BY_PATH[suffix](path)
        elif BY_SUFFIX.get(suffix) is not None:
            yield from BY_SUFFIX[suffix](data)
        elif suffix == '.txt':
            yield from judge_text(data, 'text')
    except (ValueError, csv.Error, lxml.etree.Error, yaml.YAMLError) as e:
        yield f'cannot be parsed: {type(e).__name__}: {str(e)[:200]}'


def judge_folder(folder, work):
    """Findings of all files below FOLDER."""
    tex = []
    for at, folders, names in os.walk(folder):
        for name in sorted(folders + names):
            if ACTING.search(name) or re.search('[<>"\'&$;|*?`\n\\\\]', name) or \
                    name[0] == '-':
                yield f'name {name!r}'
        for name in sorted(names):
            path = os.path.join(at, name)
            if name.startswith('.'):
                continue
            if name.endswith('.tex'):
                tex.append(path)
            for finding in judge_file(path):
                yield f'{os.path.relpath(path, folder)}: {finding}'
    if tex:
        for finding in judge_tex(tex, work):
            yield f'LaTeX: {finding}'


def holds(folder, word):
    """Whether a file below FOLDER has WORD: else a case would test nothing."""
    for at, _, names in os.walk(folder):
        for name in names:
            with open(os.path.join(at, name), 'rb') as file:
                if word.encode() in file.read():
                    return True
    return False
