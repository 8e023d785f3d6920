#!/usr/bin/env python3
"""Runs the cases and judges what came of each; TAP.

run.py [-j N] [NAME...]; WATTLEAF and WATTLEAF_DATADIR name the program and
its data. It works in the folder where it is started.
"""
import concurrent.futures
import json
import os
import re
import shutil
import subprocess
import sys
import time

import judge
from make import write

# Imported after make: the table holds megabytes.
from cases import BY_MEMORY, CASES

MEMORY_KB = 256 << 10
CPU_SECONDS = 10
WALL_SECONDS = 60
DATA_BYTES = 1 << 30  # more than is right, less than would hurt
HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.environ['WATTLEAF']
DATA = os.path.realpath(os.environ['WATTLEAF_DATADIR'])
CODES = re.compile(rb'\[([a-z0-9-]+)\]')
WRITERS = ('report', 'batch')
# What a dynamically linked program and its libraries open.
READABLE = ('/usr/', '/lib', '/proc/self/', '/sys/', '/dev/null',
            '/dev/urandom', '/proc/filesystems', '/etc/ld.so', '/etc/localtime', '/etc/fonts',
            os.path.realpath(os.path.dirname(PROGRAM)) + '/', DATA)
OPENED = re.compile(r'(?:open|openat|openat2|creat)\((.*)\) = \d+<(.*)>$')


def sanitized():
    with open(PROGRAM, 'rb') as file:
        return b'__asan_init' in file.read()


def can_trace(folder):
    try:
        return subprocess.run(
            ['strace', '-f', '-o', os.path.join(folder, 'probe'), 'true'],
            stderr=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


def lay_out(case, folder):
    for name, content in case['files'].items():
        path = os.path.join(os.fsencode(folder), os.fsencode(name))
        path = os.fsdecode(path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if isinstance(content, tuple) and content[0] == 'link':
            os.symlink(content[1], path)
        elif isinstance(content, tuple):
            os.mkfifo(path)
        else:
            write(path, content)


def listing(folder):
    """What lies outside of the output: to be the same afterwards."""
    found = {}
    for at, folders, names in os.walk(folder):
        if 'out' in folders and at == folder:
            folders.remove('out')
        for name in folders + names:
            path = os.path.join(at, name)
            info = os.lstat(path)
            found[path] = (info.st_size, info.st_mtime_ns, info.st_mode)
    return found


def strays(trace, case_folder):
    """Files opened outside of the case, and what was written elsewhere than in OUT."""
    inside = case_folder + '/in'
    out = case_folder + '/out'
    with open(trace, encoding='utf-8', errors='replace') as file:
        for line in file:
            if re.search(r'\b(socket|connect|execve)\(', line) and \
                    ' = -1' not in line and '/in/' not in line:
                if 'execve' in line and PROGRAM in line:
                    continue
                yield f'call: {line.strip()[:120]}'
            found = OPENED.search(line)
            if not found:
                continue
            flags, path = found.groups()
            own = path.startswith(inside) or path.startswith(out) or \
                path == case_folder
            writes = re.search('O_WRONLY|O_RDWR|O_CREAT|O_TRUNC', flags)
            if writes and not path.startswith(out) and \
                    path not in ('/dev/null',) and \
                    not path.startswith('/memfd'):
                yield f'written: {path}'
            elif not own and not path.startswith(READABLE) and \
                    not re.match(r'/proc/\d+/', path) and \
                    'O_PATH' not in flags and path != '/':
                yield f'read: {path}'


def command_of(case, folder, tools):
    command = [PROGRAM] + case['command']
    if case['command'][0] in WRITERS:
        command += ['-o', os.path.join(folder, 'out')]
    if tools['strace']:
        command = ['strace', '-f', '-qq', '-y', '--seccomp-bpf',
                   '-e', 'trace=%file,socket,connect',
                   '-e', 'signal=none', '-o',
                   os.path.join(folder, 'trace')] + command
    return command


def start(case, folder, tools):
    """Runs the case; returns what it took."""
    report = os.path.join(folder, 'report.json')
    with open(os.path.join(folder, 'stdout'), 'wb') as out, \
            open(os.path.join(folder, 'stderr'), 'wb') as err:
        subprocess.run(
            [sys.executable, '-S', '-E', os.path.join(HERE, 'measure.py'),
             report, str(WALL_SECONDS),
             str(0 if tools['sanitized'] else DATA_BYTES)] +
            command_of(case, folder, tools), stdin=subprocess.DEVNULL,
            stdout=out, stderr=err, cwd=os.path.join(folder, 'in'),
            check=True)
    with open(report) as file:
        return json.load(file)


def read(folder, name):
    with open(os.path.join(folder, name), 'rb') as file:
        return file.read()


def judge_end(case, took, tools):
    slower = 6 if tools['sanitized'] else 1
    if took['wall'] >= WALL_SECONDS:
        yield 'hung'
    elif took['status'] < 0 or took['status'] > 6:
        yield f'ended by {took["status"]}'
    elif took['status'] not in case['status']:
        yield f'status {took["status"]} and not {sorted(case["status"])}'
    if took['cpu'] > CPU_SECONDS * slower:
        yield f'{took["cpu"]:.1f} s of the processor'
    if not tools['sanitized'] and took['memory'] > MEMORY_KB:
        yield f'{took["memory"] >> 10} MB'


def judge_said(case, folder):
    out, err = read(folder, 'stdout'), read(folder, 'stderr')
    said = set(code.decode() for code in CODES.findall(out + err))
    for code in case['codes']:
        if code not in said:
            yield f'{code} was not said'
    if b'Sanitizer' in err or b'runtime error' in err or \
            b'application did not handle' in err:
        yield 'a library or a sanitizer speaks'
    if len(out) + len(err) > 4 << 20:
        yield f'{len(out) + len(err)} bytes said'
    if judge.CANARY.encode() in out + err:
        yield 'the canary was said'
    yield from judge.judge_text(err, 'standard error')
    if '--json' in case['command']:
        try:
            yield from judge.judge_json(out)
        except ValueError as e:
            yield f'standard output: {e}'
    else:
        yield from judge.judge_text(out, 'standard output')


def judge_case(case, folder, before, took, tools):
    out = os.path.join(folder, 'out')
    yield from judge_end(case, took, tools)
    yield from judge_said(case, folder)
    if listing(folder + '/in') != before:
        yield 'something was changed beside the input'
    if os.path.exists(os.path.join(folder, 'pwned')) or \
            os.path.exists(os.path.join(folder, 'in', 'pwned')):
        yield 'a command was run'
    if tools['strace']:
        yield from sorted(set(strays(os.path.join(folder, 'trace'), folder)))
    if os.path.isdir(out):
        # the same bytes are judged where there is no sanitizer
        if not tools['sanitized']:
            yield from judge.judge_folder(out, os.path.join(folder, 'tex'))
        if case['seen'] and not judge.holds(out, judge.MARK):
            yield 'the payload came to no output: nothing was tested'
    elif case['seen']:
        yield 'there is no output'


def try_case(case, tools):
    begun = time.monotonic()
    folder = os.path.join(os.getcwd(), 'work', case['name'])
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(os.path.join(folder, 'in'))
    write(os.path.join(folder, 'canary.txt'), judge.CANARY + '\n')
    write(os.path.join(folder, 'secret.csv'), judge.CANARY + '\n')
    try:
        lay_out(case, os.path.join(folder, 'in'))
        before = listing(os.path.join(folder, 'in'))
        took = start(case, folder, tools)
        findings = list(judge_case(case, folder, before, took, tools))
    except (OSError, subprocess.SubprocessError) as e:
        took, findings = None, [f'the test itself: {e}']
    if not findings and not os.environ.get('HOSTILE_KEEP'):
        shutil.rmtree(folder, ignore_errors=True)
    return case, took, findings, time.monotonic() - begun


def tell(number, case, took, findings, seconds):
    print(f'{"not " if findings else ""}ok {number} - {case["name"]}')
    for finding in findings[:8]:
        print('#   ' + finding.encode('ascii', 'backslashreplace').decode())
    if os.environ.get('HOSTILE_VERBOSE') and took:
        print(f'#   {took["memory"] >> 10} MB, {took["cpu"]:.2f} s, '
              f'in all {seconds:.2f} s')
    sys.stdout.flush()


def main():
    arguments = sys.argv[1:]
    jobs = 2
    if arguments[:1] == ['-j']:
        jobs, arguments = int(arguments[1]), arguments[2:]
    tools = {'sanitized': sanitized(), 'strace': False}
    chosen = [c for c in CASES if (not arguments or c['name'] in arguments)
              and not (tools['sanitized'] and c['name'] in BY_MEMORY)]
    # a sanitizer looks for leaks as a tracer does: one at a time
    tools['strace'] = not tools['sanitized'] and can_trace(os.getcwd())
    print(f'1..{len(chosen)}')
    if not tools['strace']:
        print('# no strace: what is read shows by a canary alone')
    if tools['sanitized']:
        print('# under a sanitizer memory is neither bounded nor measured: '
              f'{len(BY_MEMORY)} cases are left out')
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        results = pool.map(lambda case: try_case(case, tools), chosen)
        for number, result in enumerate(results, 1):
            tell(number, *result)
            failed += bool(result[2])
    return 1 if failed else 0


sys.exit(main())
