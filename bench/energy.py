"""Joules in a log of make-power-log by pandas. Usage: energy.py FILE"""
import sys

import pandas

t = pandas.read_csv(sys.argv[1], skipinitialspace=True,
                    usecols=["timestamp", "index", "power.draw [W]"])
seconds = pandas.to_datetime(
    t["timestamp"], format="%Y/%m/%d %H:%M:%S.%f"
).astype("datetime64[ns]").astype("int64") / 1e9
watts = t["power.draw [W]"].str.removesuffix(" W").astype("float64")
step = seconds.groupby(t["index"]).diff()
before = watts.groupby(t["index"]).shift()
print(f"{((before + watts) / 2 * step).sum():.3f}")
