"""Runs a command and writes down what it took: measure.py FILE SECONDS DATA COMMAND...

A process of its own, and a small one: the most memory that a process ever
had is counted for who started it too. DATA are the bytes that the command
may write to, 0 for no limit: so that a fault fills no machine.
"""
import json
import os
import resource
import signal
import sys
import time


def main():
    report, seconds, data = sys.argv[1], float(sys.argv[2]), int(sys.argv[3])
    begun = time.monotonic()
    child = os.fork()
    if child == 0:
        os.setsid()
        if data > 0:
            resource.setrlimit(resource.RLIMIT_DATA, (data, data))
        resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 30, 1 << 30))
        os.execvp(sys.argv[4], sys.argv[4:])
    signal.signal(signal.SIGALRM, lambda *_: os.killpg(child, signal.SIGKILL))
    signal.setitimer(signal.ITIMER_REAL, seconds)
    _, status, usage = os.wait4(child, 0)
    with open(report, 'w') as file:
        json.dump({'status': os.waitstatus_to_exitcode(status),
                   'memory': usage.ru_maxrss,
                   'cpu': usage.ru_utime + usage.ru_stime,
                   'wall': time.monotonic() - begun}, file)


main()
