#!/usr/bin/env python3
"""Writes the synthetic logs and hardware files of this sample.

Nothing in them was measured. They have the form of what samplers, training
programs and trackers write, and their energy adds up to what Strubell, Ganesh
and McCallum (2019) print. A seeded generator makes them: the same bytes on
every run.

Usage: make-logs.py [FOLDER]     (default: the folder of this script)
"""

import json
import os
import random
import sys
from datetime import datetime, timedelta

SYNTHETIC = "synthetic: written by make-logs.py, nothing here was measured"
EPOCH = datetime(1970, 1, 1)
HOUR_MS = 3600 * 1000
TICK_MS = 600 * 1000

GPUS = 8  # of one node, here always


class Noise:
    """Draws from random() alone, whose sequence no Python version changes."""

    def __init__(self, seed):
        self.random = random.Random(seed).random

    def between(self, low, high):
        return low + (high - low) * self.random()

    def whole(self, low, high):
        """A whole number from low to high, both possible."""
        return low + int((high - low + 1) * self.random())

    def bell(self, width):
        """About normal, with the standard deviation width / 2."""
        return width * (self.random() + self.random() + self.random() - 1.5)

    def hex(self, digits):
        return "".join("0123456789abcdef"[self.whole(0, 15)]
                       for _ in range(digits))

    def uuid4(self):
        return "-".join((self.hex(8), self.hex(4), "4" + self.hex(3),
                         "89ab"[self.whole(0, 3)] + self.hex(3),
                         self.hex(12)))


def ms_of(*date):
    return int((datetime(*date) - EPOCH).total_seconds()) * 1000


def date_of(ms):
    return EPOCH + timedelta(milliseconds=ms)


def write(folder, name, text):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="ascii", newline="\n") as file:
        file.write(text)


def decimal(whole, places):
    """A whole number of 10^-places as text: 27055, 2 -> 270.55."""
    return "%d.%0*d" % (whole // 10 ** places, places, whole % 10 ** places)


# --- Power over time ------------------------------------------------------


class Run:
    """A run from start to stop, and a sampler that runs longer than it."""

    def __init__(self, start_ms, hours, sampler_start_ms):
        self.start_ms = start_ms
        self.stop_ms = start_ms + round(hours * HOUR_MS)
        self.sampler_start_ms = sampler_start_ms

    def ticks(self):
        """Ten minutes each, and 25 minutes on after the run's end."""
        end_ms = self.stop_ms + 25 * 60 * 1000
        return range(self.sampler_start_ms, end_ms, TICK_MS)

    def holds(self, ms):
        return self.start_ms <= ms <= self.stop_ms


def spread(samples, inside, missing):
    """Adds the whole number missing to the samples inside, evenly."""
    each, rest = divmod(missing, len(inside))
    for place, i in enumerate(inside):
        samples[i] += each
        samples[i] += (place + 1) * rest // len(inside) - \
            place * rest // len(inside)


def power(noise, run, stamps, mean, idle):
    """Whole numbers whose trapezoid mean over the run is the given one.

    Load wanders a little, and sinks at every 36th tick, as in an evaluation.
    """
    samples = []
    wander = 0.0
    for tick, ms in enumerate(stamps):
        wander = 0.8 * wander + noise.bell(0.025)
        if not run.holds(ms):
            load = idle * (1 + noise.bell(0.02))
        elif tick % 36 == 0:
            load = mean * 0.62 * (1 + wander)
        else:
            load = mean * (1.01 + wander)
        samples.append(round(load))
    inside = [i for i, ms in enumerate(stamps) if run.holds(ms)]
    doubled = 2 * sum(samples[i] for i in inside) - \
        samples[inside[0]] - samples[inside[-1]]
    wanted = round(mean * (len(inside) - 1))
    spread(samples, inside[1:-1], wanted - doubled // 2)
    return samples


def drawn(run, stamps, samples):
    """The mean of the samples within the run, by trapezoids."""
    inside = [(ms, watts) for ms, watts in zip(stamps, samples)
              if run.holds(ms)]
    area = sum((a[1] + b[1]) * (b[0] - a[0]) / 2
               for a, b in zip(inside, inside[1:]))
    return area / (inside[-1][0] - inside[0][0])


# --- MLPerf ---------------------------------------------------------------


def mllog(ms, kind, key, value=None, metadata=None):
    return ":::MLLOG " + json.dumps({
        "namespace": "", "time_ms": ms, "event_type": kind, "key": key,
        "value": value, "metadata": metadata or {}}) + "\n"


def mllog_point(ms, key, value):
    return mllog(ms, "POINT_IN_TIME", key, value,
                 {"file": "train.py", "lineno": 88})


def result_log(run, benchmark, accuracies):
    """A training log; an evaluation after each equal part of the run."""
    lines = ["# " + SYNTHETIC + "\n"]
    ms = run.start_ms - 95321
    for key, value in (("submission_benchmark", benchmark),
                       ("submission_org", "synthetic"),
                       ("submission_division", "closed"),
                       ("submission_status", "research"),
                       ("submission_platform", "synthetic"),
                       ("cache_clear", True)):
        lines.append(mllog_point(ms, key, value))
        ms += 3
    lines.append(mllog(ms, "INTERVAL_START", "init_start"))
    lines.append(mllog(run.start_ms - 1204, "INTERVAL_END", "init_stop"))
    lines.append(mllog(run.start_ms, "INTERVAL_START", "run_start"))
    for epoch, accuracy in enumerate(accuracies, 1):
        ms = run.start_ms + (run.stop_ms - run.start_ms) * epoch // \
            len(accuracies) - 2
        lines.append(mllog(ms, "POINT_IN_TIME", "eval_accuracy", accuracy,
                           {"epoch_num": epoch}))
    lines.append(mllog(run.stop_ms, "INTERVAL_END", "run_stop", None,
                       {"status": "success"}))
    return "".join(lines)


def node_log(stamps, samples):
    """What a meter at one node reads, whole watts."""
    lines = ["# " + SYNTHETIC + "\n",
             mllog(stamps[0] - 2011, "INTERVAL_START",
                   "power_measurement_start", None,
                   {"submission_org": "synthetic"})]
    for ms, watts in zip(stamps, samples):
        lines.append(mllog(ms, "POINT_IN_TIME", "power_reading", watts))
    lines.append(mllog(stamps[-1] + 2003, "INTERVAL_END",
                       "power_measurement_stop"))
    return "".join(lines)


def system_description():
    return json.dumps({
        "submitter": "synthetic",
        "division": "closed",
        "status": "research",
        "system_name": "synthetic-8xV100x8",
        "number_of_nodes": "8",
        "host_processors_per_node": "2",
        "host_processor_model_name":
            "Intel(R) Xeon(R) CPU E5-2698 v4 @ 2.20GHz",
        "host_processor_core_count": "20",
        "host_processor_vcpu_count": "",
        "host_memory_capacity": "512 GB",
        "host_storage_type": "NVMe SSD",
        "host_storage_capacity": "7.68 TB",
        "host_networking": "InfiniBand EDR",
        "accelerators_per_node": str(GPUS),
        "accelerator_model_name": "Tesla V100-SXM2-16GB",
        "accelerator_host_interconnect": "PCIe 3.0 x16",
        "accelerator_memory_capacity": "16 GB",
        "accelerator_memory_configuration": "HBM2",
        "accelerator_interconnect": "NVLink",
        "cooling": "air",
        "hw_notes": SYNTHETIC,
        "framework": "",
        "operating_system": "Ubuntu 18.04",
        "sw_notes": "",
    }, indent=2) + "\n"


# --- nvidia-smi -----------------------------------------------------------

P100 = "Tesla P100-SXM2-16GB"
BUSES = ("06", "07", "0A", "0B", "85", "86", "89", "8A")


def gpu_uuids():
    noise = Noise(1001)
    return ["GPU-" + noise.uuid4() for _ in range(GPUS)]


def query_csv(noise, run, mean_centiwatts, idle):
    """nvidia-smi --query-gpu=... --format=csv -l 600, of eight GPUs."""
    rows = ["timestamp, index, uuid, name, power.draw [W], "
            "utilization.gpu [%]\n"]
    uuids = gpu_uuids()
    stamps = [[ms + 4 * gpu + noise.whole(0, 3) for ms in run.ticks()]
              for gpu in range(GPUS)]
    draws = [power(noise, run, stamps[gpu], mean_centiwatts[gpu], idle)
             for gpu in range(GPUS)]
    for tick in range(len(stamps[0])):
        for gpu in range(GPUS):
            ms, draw = stamps[gpu][tick], draws[gpu][tick]
            use = min(100, max(0, round((draw - idle) * 97 /
                (mean_centiwatts[gpu] - idle) + noise.bell(2))))
            rows.append("%s.%03d, %d, %s, %s, %s W, %d %%\n" % (
                date_of(ms).strftime("%Y/%m/%d %H:%M:%S"), ms % 1000, gpu,
                uuids[gpu], P100, decimal(draw, 2), use))
    return "".join(rows)


GPU_XML = """\t<gpu id="00000000:%(bus)s:00.0">
\t\t<product_name>%(name)s</product_name>
\t\t<product_brand>Tesla</product_brand>
\t\t<persistence_mode>Enabled</persistence_mode>
\t\t<uuid>%(uuid)s</uuid>
\t\t<minor_number>%(index)d</minor_number>
\t\t<multigpu_board>No</multigpu_board>
\t\t<fb_memory_usage>
\t\t\t<total>16280 MiB</total>
\t\t\t<used>0 MiB</used>
\t\t\t<free>16280 MiB</free>
\t\t</fb_memory_usage>
\t\t<compute_mode>Default</compute_mode>
\t\t<power_readings>
\t\t\t<power_state>P0</power_state>
\t\t\t<power_management>Supported</power_management>
\t\t\t<power_draw>%(draw)s W</power_draw>
\t\t\t<power_limit>300.00 W</power_limit>
\t\t\t<default_power_limit>300.00 W</default_power_limit>
\t\t\t<enforced_power_limit>300.00 W</enforced_power_limit>
\t\t\t<min_power_limit>150.00 W</min_power_limit>
\t\t\t<max_power_limit>300.00 W</max_power_limit>
\t\t</power_readings>
\t</gpu>
"""


def smi_xml(noise):
    """nvidia-smi -q -x, shortened."""
    gpus = [GPU_XML % {"bus": BUSES[gpu], "name": P100, "uuid": uuid,
                       "index": gpu,
                       "draw": decimal(noise.whole(2950, 3250), 2)}
            for gpu, uuid in enumerate(gpu_uuids())]
    return ('<?xml version="1.0" ?>\n'
            '<!DOCTYPE nvidia_smi_log SYSTEM "nvsmi_device_v10.dtd">\n'
            "<!-- " + SYNTHETIC + " -->\n"
            "<nvidia_smi_log>\n"
            "\t<timestamp>Mon Mar  5 08:31:07 2018</timestamp>\n"
            "\t<driver_version>410.48</driver_version>\n"
            "\t<attached_gpus>%d</attached_gpus>\n" % GPUS +
            "".join(gpus) + "</nvidia_smi_log>\n")


# --- Hugging Face Trainer -------------------------------------------------


def trainer_results(noise):
    """trainer_state.json and all_results.json of a run of one week."""
    steps, seconds = 800000, 604800.0
    history = []
    for part in range(1, 21):
        history.append({
            "epoch": part,
            "learning_rate": round(2.5e-4 * (20 - part) / 20, 9),
            "loss": round(2.3 + 4.2 / part + noise.bell(0.05), 4),
            "step": steps * part // 20})
    loss = round(sum(entry["loss"] for entry in history) / 20, 4)
    summary = {
        "epoch": 20,
        "total_flos": 0,
        "train_loss": loss,
        "train_runtime": seconds,
        "train_samples_per_second": round(steps * 512 / seconds, 3),
        "train_steps_per_second": round(steps / seconds, 3)}
    state = {
        "epoch": 20,
        "global_step": steps,
        "is_hyper_param_search": False,
        "is_local_process_zero": True,
        "is_world_process_zero": True,
        "log_history": history + [dict(summary, step=steps)],
        "max_steps": steps,
        "num_train_epochs": 20,
        "total_flos": 0,
        "trial_name": "synthetic",
        "trial_params": None}
    return (json.dumps(state, indent=2) + "\n",
            json.dumps(summary, indent=4) + "\n")


# --- CodeCarbon -----------------------------------------------------------

CODECARBON_HEADER = (
    "timestamp,project_name,run_id,experiment_id,duration,emissions,"
    "emissions_rate,cpu_power,gpu_power,ram_power,cpu_energy,gpu_energy,"
    "ram_energy,energy_consumed,water_consumed,country_name,"
    "country_iso_code,region,cloud_provider,cloud_region,os,"
    "python_version,codecarbon_version,cpu_count,cpu_model,gpu_count,"
    "gpu_model,longitude,latitude,ram_total_size,tracking_mode,"
    "cpu_utilization_percent,gpu_utilization_percent,"
    "ram_utilization_percent,ram_used_gb,on_cloud,pue,wue\n")

NAS_RUNS = 40
NAS_FLUSHES = 5
NAS_MS = 274120 * HOUR_MS
NAS_MILLIGRAMS = 432727  # CO2e per kWh, as the tracker would have counted
NAS_MICROKWH = 415409671600  # 1515.43 W x 274120 h, in 10^-6 kWh
RAM_MILLIWATTS = 70000


def microkwh(milliwatts, ms):
    return milliwatts * ms // 3600000


def codecarbon_row(noise, tracker, ms, energy):
    """The running totals of one tracker, ms after its start."""
    ram = microkwh(RAM_MILLIWATTS, ms)
    cpu = microkwh(tracker["cpu_milliwatts"], ms)
    gpu = energy - cpu - ram
    grams = energy * NAS_MILLIGRAMS // 10 ** 6  # in 10^-6 kg
    used = noise.whole(1810, 1990)
    end = date_of(tracker["start_ms"] + ms)
    return ",".join((
        end.strftime("%Y-%m-%dT%H:%M:%S"), "synthetic", tracker["id"],
        "5b0fa12a-3dd7-45bb-9766-cc326314d9f1", decimal(ms, 3),
        decimal(grams, 6), repr(grams / 1000 / ms),
        decimal(tracker["cpu_milliwatts"], 3),
        decimal(gpu * 3600000 // ms, 3), decimal(RAM_MILLIWATTS, 3),
        decimal(cpu, 6), decimal(gpu, 6), decimal(ram, 6),
        decimal(energy, 6), "0.0", "United States", "USA", "", "", "",
        "Linux-4.15.0-20-generic-x86_64-with-glibc2.27", "3.12.3", "3.2.8",
        "80", "Intel(R) Xeon(R) CPU E5-2698 v4 @ 2.20GHz", str(GPUS),
        "%d x %s" % (GPUS, P100), "", "", tracker["ram"], "machine",
        decimal(noise.whole(180, 260), 1), decimal(noise.whole(930, 990), 1),
        decimal(used * 1000 // 5036, 1), decimal(used, 1), "N", "1.0",
        "0.0")) + "\n"


def codecarbon_run(noise, run, duration, energy):
    """One tracker on a host of its own; rows are cumulative."""
    tracker = {
        "id": noise.uuid4(),
        "start_ms": ms_of(2018, 1, 8, 6) + noise.whole(0, 24 * HOUR_MS),
        "cpu_milliwatts": noise.whole(181000, 189000),
        # no two hosts have quite the same memory
        "ram": decimal(503600 + 7 * run + noise.whole(0, 6), 3)}
    rows = []
    for flush in range(1, NAS_FLUSHES):
        part = duration * flush // NAS_FLUSHES + \
            noise.whole(-HOUR_MS, HOUR_MS)
        rows.append(codecarbon_row(noise, tracker, part,
                                   energy * part // duration))
    rows.append(codecarbon_row(noise, tracker, duration, energy))
    return "".join(rows)


def emissions_csv(noise):
    """Forty trackers; the last takes what is left of time and energy."""
    parts = [CODECARBON_HEADER]
    ms_left, energy_left = NAS_MS, NAS_MICROKWH
    for run in range(NAS_RUNS):
        ms, energy = ms_left, energy_left
        if run < NAS_RUNS - 1:
            ms = NAS_MS // NAS_RUNS + noise.whole(-30 * HOUR_MS, 30 * HOUR_MS)
            energy = microkwh(1515430 + noise.whole(-9000, 9000), ms)
        ms_left -= ms
        energy_left -= energy
        parts.append(codecarbon_run(noise, run, ms, energy))
    return "".join(parts)


# --- The models -----------------------------------------------------------


def make_transformer_big(folder):
    """84 h at 1260 W of eight GPUs; the study states the rest of the node."""
    noise = Noise(2017)
    run = Run(ms_of(2018, 3, 5, 9), 84, ms_of(2018, 3, 5, 8, 34, 12))
    means = [15750 + noise.whole(-250, 250) for _ in range(GPUS - 1)]
    means.append(GPUS * 15750 - sum(means))
    write(folder, "logs/transformer-big/synthetic-nvidia-smi.csv",
          query_csv(noise, run, means, 3100))
    write(folder, "logs/transformer-big/synthetic-result_0.txt",
          result_log(run, "transformer",
                     [21.7, 24.9, 26.2, 26.9, 27.3, 27.6, 27.8, 28.0, 28.1,
                      28.2, 28.3, 28.4]))
    write(folder, "hw/synthetic-nvidia-smi-q-x.xml", smi_xml(noise))


def make_bert_base(folder):
    """79.2 h at 12041.51 W of eight nodes; the last takes what is left."""
    noise = Noise(2018)
    run = Run(ms_of(2018, 10, 1, 10), 79.2, ms_of(2018, 10, 1, 9, 31, 40))
    left = 12041.51
    for node in range(8):
        mean = left if node == 7 else 1505.19 + noise.between(-9, 9)
        stamps = [ms + noise.whole(0, 30) for ms in run.ticks()]
        samples = power(noise, run, stamps, mean, 570)
        left -= drawn(run, stamps, samples)
        write(folder, "logs/bert-base/synthetic-node_%d.txt" % node,
              node_log(stamps, samples))
    write(folder, "logs/bert-base/synthetic-result_0.txt",
          result_log(run, "bert", [0.482, 0.571, 0.613, 0.638, 0.655, 0.667,
                                   0.675, 0.681, 0.685, 0.688]))
    write(folder, "hw/synthetic-system.json", system_description())


def make_gpt_2(folder):
    state, results = trainer_results(Noise(2019))
    write(folder, "logs/gpt-2/synthetic-trainer_state.json", state)
    write(folder, "logs/gpt-2/synthetic-all_results.json", results)


def make_nas(folder):
    write(folder, "logs/nas/synthetic-emissions.csv",
          emissions_csv(Noise(2020)))


def main():
    folder = os.path.dirname(os.path.abspath(__file__))
    if len(sys.argv) > 2 or (len(sys.argv) == 2 and
                             sys.argv[1].startswith("-")):
        sys.exit(__doc__.strip())
    if len(sys.argv) == 2:
        folder = sys.argv[1]
    make_transformer_big(folder)
    make_bert_base(folder)
    make_gpt_2(folder)
    make_nas(folder)


if __name__ == "__main__":
    main()
