"""Writes the studies that are hardest to print into the folder it runs in.

One model, sixty, names of eighty characters, from 1 g to 1 Mt, nothing known,
all equal, ranges that touch zero.
"""
LONG = (
    "Mixture of sixty-four experts, 7 B active of 56 B, second run after a restart x80",
    "Anextremelylongnamewithoutasinglespacewhichnolinecanbreakexceptbycuttingitsome80",
    "Baseline with the tokenizer of the earlier paper, three seeds, early stop at 200k",
)
DEVICES = (("a100-sxm4-80gb", 8), ("h100-sxm5-80gb", 64), ("tpu-v3", 512),
           ("v100-sxm2-16gb", 1024))
PRICE = "0.43..1.46 USD"


def write(name, models):
    with open(name + ".xml", "w", encoding="utf-8") as out:
        out.write('<study xmlns="urn:wattleaf:study:1" title="%s">\n'
                  '<place pue="1.2" intensity="400 (350..450) g/kWh"/>\n'
                  "%s\n</study>\n" % (name, "\n".join(models)))


def run(i, hours, energy, stage="", price=None):
    device, count = DEVICES[i % 4]
    return ('<run time="%d h" energy="%s"%s><hardware device="%s" count="%d"/>'
            "%s</run>" % (hours, energy, stage, device, count,
                          '<price device-hour="%s"/>' % price if price else ""))


def model(i, name, energy, score, price=PRICE, more=""):
    return ('<model id="m%d" name="%s" params="%d M"><score metric="BLEU" '
            'dataset="newstest2014 en-de" value="%.1f"/>%s%s</model>'
            % (i, name, 100 + i * 37, score, run(i, 5 + i, energy, "", price),
               more))


def others(i, energy):
    return (run(i, 50, "%g kWh" % (energy * 0.4), ' stage="tuning"', PRICE)
            + run(i, 5, "%g kWh" % (energy * 0.1), ' stage="failed"', PRICE))


def ranged(value, low, high):
    return "%g (%g..%g) kWh" % (value, low, high)


write("one", [model(0, "Transformer_{big}", "100 (80..120) kWh", 28.4)])
write("sixty", [model(i, "Model_{%d}" % i,
                      ranged(10 * 1.2 ** i, 8 * 1.2 ** i, 13 * 1.2 ** i),
                      20 + i * 0.17 + i * 7 % 5, PRICE,
                      others(i, 10 * 1.2 ** i) if i % 3 == 0 else "")
                for i in range(60)])
write("long", [model(i, LONG[i % 3],
                     ranged(100 * i + 100, 80 * i + 80, 140 * i + 140), 25 + i)
               for i in range(6)])
write("wide", [model(i, "W%d" % i, "%g kWh" % (0.0025 * 100 ** i), 25 + i,
                     PRICE, others(i, 0.0025 * 100 ** i)) for i in range(7)])
write("unknown", ['<model id="u%d" name="U%d"><run/></model>' % (i, i)
                  for i in range(3)])
write("equal", [model(4 * i, "E%d" % i, "655 (500..900) kWh", 28.4, "1 USD")
                for i in range(7)])
write("zero", [model(i, "Z%d" % i, ranged(10 ** i, 0, 2 * 10 ** i), 25 + i,
                     "0..%d USD" % (i + 1)) for i in range(5)])
