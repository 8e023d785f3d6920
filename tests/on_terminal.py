#!/usr/bin/env python3
"""Runs a command on a pseudo-terminal and prints what it shows there.

on_terminal.py COLUMNS STREAMS [UNTIL] -- COMMAND...

STREAMS: 12 both streams are the terminal, 1 or 2 one of them; the other is a
pipe whose text is dropped. UNTIL: standard input stays open, with half a log
written to it, until the terminal shows this text; then the rest is written.
"""
import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios

PATIENCE = 60  # seconds without a byte: the command hangs
ROW = b"2026/01/01 00:%02d:%02d.000, GPU, %d.0 W\n"


def log(first, last):
    rows = [ROW % (i // 60, i % 60, 250) for i in range(first, last)]
    return b"".join(rows)


def main():
    split = sys.argv.index("--")
    columns, streams = int(sys.argv[1]), sys.argv[2]
    until = sys.argv[3].encode() if split == 4 else None
    master, slave = pty.openpty()
    size = struct.pack("HHHH", 24, columns, 0, 0)
    fcntl.ioctl(slave, termios.TIOCSWINSZ, size)
    modes = termios.tcgetattr(slave)
    modes[1] &= ~termios.OPOST  # line feeds stay what they are
    termios.tcsetattr(slave, termios.TCSANOW, modes)
    child = subprocess.Popen(
        sys.argv[split + 1:],
        stdin=subprocess.PIPE if until else subprocess.DEVNULL,
        stdout=slave if "1" in streams else subprocess.DEVNULL,
        stderr=slave if "2" in streams else subprocess.DEVNULL)
    os.close(slave)
    if until:
        child.stdin.write(b"timestamp, name, power.draw [W]\n" + log(0, 300))
        child.stdin.flush()
    shown = b""
    while True:
        if not select.select([master], [], [], PATIENCE)[0]:
            child.kill()
            sys.exit("it shows nothing for %d seconds" % PATIENCE)
        try:
            some = os.read(master, 65536)
        except OSError:
            break
        if not some:
            break
        shown += some
        if until and until in shown:
            until = None
            child.stdin.write(log(300, 600))
            child.stdin.close()
    sys.stdout.buffer.write(shown)
    sys.stdout.buffer.flush()
    sys.exit(child.wait())


main()
