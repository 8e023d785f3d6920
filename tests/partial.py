# Logs for tests/partial.sh, cut in many ways and put together by digests.
import copy
import datetime
import json
import os
import random
import subprocess
import sys

BEGIN = 1767225600
# What the joined digests and the log may differ in: names, and what is said.
OTHER = ("file", "format", "format_version", "diagnostics")


def smi(random, out, bare):
    now = datetime.datetime(2026, 1, 1)
    if not bare:
        out.write("timestamp, index, name, power.draw [W]\n")
    for i in range(90):
        step = random.choice([1000] * 12 + [1003, 997, 0, 250, 40000])
        now += datetime.timedelta(milliseconds=step)
        stamp = f"{now:%Y/%m/%d %H:%M:%S}.{now.microsecond // 1000:03d}"
        for d in range(3 if i > 4 else 2):
            name = "" if bare else " NVIDIA A100-SXM4-80GB,"
            uuid = f"GPU-00000000-0000-0000-0000-00000000000{d}"
            out.write(f"{stamp}, {uuid if bare else d},{name}"
                      f" {random.uniform(50, 400):.2f} W\n")


def make():
    rand = random.Random(7)
    with open("smi.csv", "w") as out:
        smi(rand, out, False)
    with open("bare.csv", "w") as out:
        smi(rand, out, True)
    with open("mine.csv", "w") as out:
        now = BEGIN
        for _ in range(200):
            now += rand.choice([1] * 20 + [2, 0, 100])
            out.write(f"{now},{rand.uniform(0, 400):.3f}\n")
    with open("counter.csv", "w") as out:
        joules = [1e6, 2e6]
        for i in range(100):
            for d in (0, 1):
                joules[d] += rand.uniform(100, 300)
                if rand.random() < .03:
                    joules[d] = 0
                out.write(f"{BEGIN + i},{d},{joules[d]:.2f}\n")
    with open("dmon.txt", "w") as out:
        now = datetime.datetime(2026, 1, 1, 23, 59)
        out.write("#Date       Time        gpu   pwr\n"
                  "#YYYYMMDD   HH:MM:SS    Idx     W\n")
        for i in range(90):
            now += datetime.timedelta(seconds=rand.choice([1, 1, 1, 2, 30]))
            for d in (0, 1):
                out.write(f" {now:%Y%m%d}   {now:%H:%M:%S}      {d}"
                          f"   {rand.randint(40, 300)}\n")
    with open("wandb-events.jsonl", "w") as out:
        for i in range(90):
            out.write(json.dumps({
                "system.gpu.0.powerWatts": rand.uniform(50, 300),
                "system.gpu.1.powerWatts": rand.uniform(50, 300),
                "_timestamp": BEGIN + i * 10 + rand.random(),
                "_runtime": i * 10, "_wandb": True}) + "\n")
    with open("scrapes.prom", "w") as out:
        out.write("# TYPE DCGM_FI_DEV_POWER_USAGE gauge\n")
        for i in range(60):
            for d in (0, 1):
                out.write(f'DCGM_FI_DEV_POWER_USAGE{{gpu="{d}",UUID="GPU-{d}a",'
                          f'modelName="NVIDIA A100"}} {rand.uniform(50, 300):.3f}'
                          f' {(BEGIN + 5 * i) * 1000}\n')
    with open("ipmi.txt", "w") as out:
        # one block is one line of the cut: see LINES
        now = datetime.datetime(2026, 1, 1)
        for i in range(40):
            now += datetime.timedelta(seconds=10)
            out.write(f"""
    Instantaneous power reading:                   {rand.randint(200, 900)} Watts
    Minimum during sampling period:                200 Watts
    Maximum during sampling period:                900 Watts
    Average power reading over sample period:      500 Watts
    IPMI timestamp:                                {now:%a %b %d %H:%M:%S %Y}
    Sampling period:                               00000010 Seconds.
    Power reading state is:                        activated

""")


# What is cut stays together in blocks of so many lines.
LINES = {"ipmi.txt": 9}


def inspect(program, files, options=()):
    done = subprocess.run([program, "inspect", "--json", *files, *options],
                          capture_output=True, text=True)
    return json.loads(done.stdout)


def trials(program):
    """A sanitizer, which is slow, sees in a few what there is to see."""
    with open(program, "rb") as file:
        return 4 if b"__asan_init" in file.read() else 16


def cut(program, log, head, *options):
    with open(log, newline="") as file:
        lines = file.read().splitlines(True)
    head, lines = lines[:int(head)], lines[int(head):]
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    block = LINES.get(log, 1)
    rows = ["".join(lines[i:i + block]) for i in range(0, len(lines), block)]
    whole = inspect(program, [log], options)[0]
    assert whole["energy_kwh"] > 0, whole
    for trial in range(trials(program)):
        rand = random.Random(trial)
        wanted = [rand.choice([2, 3, 5, 9]), len(rows)][trial == 15]
        if trial == 15 and len(rows) > 200:
            wanted = 40
        count = min(len(rows), wanted) - 1
        cuts = sorted(rand.sample(range(1, len(rows)), count))
        if trial < 2:
            cuts = [[1], [len(rows) - 1]][trial]
        names = []
        for k, (a, b) in enumerate(zip([0] + cuts, cuts + [len(rows)])):
            # the name of some logs tells their format
            os.makedirs(f"cut{k}", exist_ok=True)
            name = f"cut{k}/{log}"
            with open(name, "w", newline="") as out:
                out.write("".join(head + rows[a:b]))
            done = subprocess.run(
                [program, "inspect", "--partial", name, "-o", name + ".json",
                 *options], capture_output=True, text=True)
            assert done.returncode == 0, (cuts, k, done.stderr)
            names.append(name + ".json")
        rand.shuffle(names)
        joined = inspect(program, names)
        assert len(joined) == 1, (cuts, [x["diagnostics"] for x in joined])
        for key, value in whole.items():
            assert key in OTHER or joined[0][key] == value, \
                (cuts, key, value, joined[0][key])
        gaps = [[d["text"].split(" s ")[0] for d in x["diagnostics"]
                 if d["code"] == "log-gap"] for x in (whole, joined[0])]
        assert gaps[0] == gaps[1], (cuts, gaps)
        # a join of joins, in two halves
        half = (len(names) + 1) // 2
        names.sort(key=lambda name: int(name[3:].split("/")[0]))
        for k, some in enumerate((names[:half], names[half:])):
            done = subprocess.run(
                [program, "inspect", "--partial", *some, "-o", f"half{k}.json"],
                capture_output=True, text=True)
            assert done.returncode == 0, (cuts, done.stderr)
        joined = inspect(program, ["half1.json", "half0.json"])
        assert len(joined) == 1 and all(
            key in OTHER or joined[0][key] == value
            for key, value in whole.items()), (cuts, joined)


def numbers(value, path=()):
    """Where the numbers of a digest stand."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from numbers(item, path + (key,))
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield from numbers(item, path + (i,))
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield path


def edit(program, name):
    with open(name) as file:
        digest = json.load(file)
    tried = 0
    for path in list(numbers(digest["devices"])):
        if path[-1] in ("left_out", "resets", "mean_power_w", "min_power_w",
                        "max_power_w", "max_gap_s", "id") and "rest" not in path:
            continue
        for wrong in (-1, 1e300, "x", None):
            other = copy.deepcopy(digest)
            place = other["devices"]
            for key in path[:-1]:
                place = place[key]
            place[path[-1]] = wrong
            with open("edited.txt", "w") as out:
                json.dump(other, out)
            done = subprocess.run([program, "inspect", "edited.txt"],
                                  capture_output=True, text=True)
            assert done.returncode == 3 and "log-nothing" in done.stderr, \
                (path, wrong, done.returncode, done.stderr)
            tried += 1
    assert tried > 30, tried
    other = copy.deepcopy(digest)
    other["wattleaf_partial"] = 2
    other["devices"] *= 2
    with open("edited.txt", "w") as out:
        json.dump(other, out)
    done = subprocess.run([program, "inspect", "edited.txt"],
                          capture_output=True, text=True)
    assert done.returncode == 3, done


def schema(name, *files):
    try:
        from jsonschema import Draft202012Validator
    except ImportError:
        return
    with open(name) as file:
        validator = Draft202012Validator(json.load(file))
    Draft202012Validator.check_schema(validator.schema)
    for name in files:
        with open(name) as file:
            validator.validate(json.load(file))


globals()[sys.argv[1]](*sys.argv[2:])
