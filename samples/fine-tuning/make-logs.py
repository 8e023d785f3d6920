#!/usr/bin/env python3
"""Writes the synthetic logs of this sample.

Nothing in them was measured. The power is chosen so that its integral is
known: see README.md. The same bytes on every run.

Usage: make-logs.py [FOLDER]     (default: the folder of this script)
"""

import os
import sys

GPUS = 4
MINUTES = 60


def power(minute, gpu):
    """Watts: 300 W in the mean of each minute and of all GPUs."""
    return 300 + (10 if minute % 2 else -10) + (gpu - 1.5) * 4


def power_log():
    yield "timestamp, index, name, utilization.gpu [%], power.draw [W]"
    for minute in range(MINUTES + 1):
        stamp = "2026/03/02 %02d:%02d:00.000" % (9 + minute // 60, minute % 60)
        for gpu in range(GPUS):
            yield "%s, %d, NVIDIA A100-SXM4-80GB, 97 %%, %.2f W" % (
                stamp, gpu, power(minute, gpu))


def job_list():
    yield "JobID|Start|End|ElapsedRaw|State|AllocTRES|ConsumedEnergyRaw"
    for job, hours in ((101, 2), (102, 3), (103, 4)):
        yield "%d|2026-02-2%dT08:00:00|2026-02-2%dT%02d:00:00|%d|COMPLETED|" \
            "cpu=32,gres/gpu=4,node=1|" % (
                job, job - 100, job - 100, 8 + hours, hours * 3600)


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(
        os.path.abspath(__file__))
    logs = os.path.join(folder, "logs")
    os.makedirs(logs, exist_ok=True)
    for name, lines in (("synthetic-power.csv", power_log()),
                        ("synthetic-sacct.txt", job_list())):
        path = os.path.join(logs, name)
        with open(path, "w", encoding="ascii", newline="\n") as file:
            file.write("".join(line + "\n" for line in lines))


main()
