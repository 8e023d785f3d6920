# The specimen's table and chart by matplotlib.
# Usage: python3 specimen.py COUNT FORMATS WHAT FOLDER
# FORMATS is "pdf", "svg" or "pdf svg", WHAT "chart", "table" or "chart table".
import sys

import matplotlib
matplotlib.use("Agg")
from matplotlib import pyplot as plt

ROWS = [
    ("Transformer$_{base}$", "P100×8", 26, 14, 33),
    ("Transformer$_{big}$", "P100×8", 192, 105, 242),
    ("ELMo", "P100×3", 262, 145, 330),
    ("BERT$_{base}$", "V100×64", 1438, 780, 1830),
    ("NAS", "P100×8", 626155, 340000, 790000),
]
HEADS = ["Model", "Params", "Hardware", "Power", "Time", "Energy", "CO$_2$e",
         "preemptible", "on-demand"]
CELLS = [
    ["Transformer$_{base}$", "65", "P100×8", "1,415.78", "12", "27", "26",
     "41", "140"],
    ["Transformer$_{big}$", "213", "P100×8", "1,515.43", "84", "201", "192",
     "289", "981"],
    ["ELMo", "—", "P100×3", "517.66", "336", "275", "262", "433", "1,472"],
    ["BERT$_{base}$", "110", "V100×64", "12,041.51", "79", "1,507", "1,438",
     "3,751", "12,571"],
    ["BERT$_{base}$", "110", "TPUv2×16", "—", "96", "—", "—", "2,074",
     "6,912"],
    ["NAS", "—", "P100×8", "1,515.43", "274,120", "656,347", "626,155",
     "942,973", "3,201,722"],
    ["NAS", "—", "TPUv2×1", "—", "32,633", "—", "—", "44,055", "146,848"],
    ["GPT-2", "1,542", "TPUv3×32", "—", "168", "—", "—", "12,902", "43,008"],
]


def chart():
    figure, axes = plt.subplots(figsize=(6.3, 2))
    for i, (name, hardware, value, low, high) in enumerate(ROWS):
        axes.errorbar([value], [i], xerr=[[value - low], [high - value]],
                      fmt="o", color="#0072B2", capsize=2)
        axes.annotate(f"{value:,}", (high, i), xytext=(4, 0),
                      textcoords="offset points", va="center",
                      fontweight="bold", fontsize=8)
        axes.text(11, i, hardware, fontsize=8, color="#636363", va="center")
    for at, text in ((1984, "NY–SF flight, 1 passenger\n1,984 lb"),
                     (126000, "Car, one lifetime with fuel\n126,000 lb")):
        axes.axvline(at, linestyle="--", color="#b34700")
        axes.text(at, 4.7, text, ha="center", fontsize=8, color="#b34700")
    axes.set_xscale("log")
    axes.set_xlim(10, 2e6)
    axes.set_yticks(range(len(ROWS)), [row[0] for row in ROWS])
    axes.set_xlabel("Training emissions, lb CO$_2$e (log scale)")
    axes.grid(color="#dcdcdc")
    return figure


def table():
    figure, axes = plt.subplots(figsize=(6.3, 2))
    axes.axis("off")
    drawn = axes.table(CELLS, colLabels=HEADS, loc="center", edges="horizontal")
    drawn.auto_set_font_size(False)
    drawn.set_fontsize(7)
    return figure


makers = {"chart": chart, "table": table}
count, formats, what, folder = sys.argv[1:]
for i in range(int(count)):
    for name in what.split():
        drawing = makers[name]()
        for suffix in formats.split():
            drawing.savefig(f"{folder}/matplotlib-{name}-{i}.{suffix}")
        plt.close(drawing)
