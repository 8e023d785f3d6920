#!/bin/sh
# The handbook does what it says: the files that a page shows are written,
# its commands are run in their order, in a folder that begins with those of
# start.md. Its pages are HTML, link to what is there and ask no host.
# shellcheck source=tests/tests.sh
. "$WATTLEAF_SRCDIR/tests/tests.sh"

doc=$WATTLEAF_SRCDIR/doc
html=$(dirname "$WATTLEAF_DATADIR")/handbook
tools=$PWD/tools
mkdir "$tools"
ln -s "$WATTLEAF" "$tools/wattleaf"
PATH=$tools:$PATH
export PATH

# A cluster with one job, whose sampler writes two readings.
tool()
{
	{
		echo '#!/bin/sh'
		cat
	} >"$tools/$1"
	chmod +x "$tools/$1"
}
tool sbatch <<'END'
[ "$1" != --wait ] || shift
SLURM_JOB_ID=4711 exec sh "$1"
END
tool srun <<'END'
sleep 1
END
tool nvidia-smi <<'END'
case $1 in
-q) cat "$WATTLEAF_SRCDIR/samples/four-models/hw/synthetic-nvidia-smi-q-x.xml" ;;
*)
	echo 'timestamp, index, name, power.draw [W]'
	for minute in 00 10 20 30; do
		for i in 0 1 2 3 4 5 6 7; do
			echo "2026/09/01 10:$minute:00.000, $i, Tesla P100-SXM2-16GB, 250.00 W"
		done
	done
	exec sleep 60 ;;
esac
END
tool sacct <<'END'
cat <<'ROWS'
JobID|Start|End|ElapsedRaw|State|AllocTRES|ConsumedEnergyRaw
4711|2026-09-01T10:00:00|2026-09-01T10:30:00|1800|COMPLETED|cpu=16,gres/gpu=8,node=1|
ROWS
END

# unfold PAGE: its files into this folder, its commands into "commands"
unfold()
{
	python3 - "$1" <<'END'
import os
import re
import sys

text = open(sys.argv[1], encoding="utf-8").read()
commands = ["set -eu"]
for info, body in re.findall(r"^```(.*?)\n(.*?)^```$", text, re.M | re.S):
    language, _, name = info.partition(" ")
    if name:
        os.makedirs(os.path.dirname(name) or ".", exist_ok=True)
        with open(name, "w", encoding="utf-8") as file:
            file.write(body)
    elif language == "sh":
        commands.append(body)
with open("commands", "w", encoding="utf-8") as file:
    file.write("\n".join(commands))
END
}

# needed PAGE: what it needs and is not here
needed()
{
	for program in pdflatex bibtex zip; do
		grep -q "^$program " "$1" &&
			! command -v $program >/dev/null && echo $program
	done
}

for page in "$doc/start.md" "$doc/command-line.md" "$doc"/recipe-*.md; do
	name=$(basename "$page" .md)
	mkdir "$name" && cd "$name" || exit 99
	unfold "$doc/start.md" && unfold "$page"
	ok "$name has commands" grep -q '^wattleaf ' commands
	lacking=$(needed "$page")
	if [ -n "$lacking" ]; then
		skip "$name runs" "no $lacking"
	else
		ok "$name runs" sh -x commands
	fi
	cd ..
done

# What the pages promise.
ok "start: the energy of two A100 and the host" sh -c \
	'"$WATTLEAF" explain start/study.xml ours.final.it_energy |
	grep -F "= 0.48"'
if [ -f recipe-latex/paper.log ]; then
	ok "recipe-latex: nothing is undefined in the paper" sh -c \
		'! grep -i "undefined\|Overfull .hbox ([0-9][0-9]" \
		recipe-latex/paper.log'
	cp -R recipe-overleaf/main.tex recipe-overleaf/energy.zip .
	ok "recipe-overleaf: what is uploaded compiles" sh -c \
		'python3 -m zipfile -e energy.zip . &&
		pdflatex -interaction=nonstopmode -halt-on-error main &&
		! grep "Overfull .hbox ([0-9][0-9]" main.log'
fi
ok "recipe-model-card: one front matter, with grams" sh -c '
	sed "1d;/^---$/,\$d" recipe-model-card/README.md >front
	cat front
	grep -x "license: mit" front && grep "^  emissions: [0-9]" front &&
	grep "Environmental Impact" recipe-model-card/README.md'
ok "recipe-slurm: the energy of eight GPUs in half an hour" sh -c \
	'"$WATTLEAF" inspect --json recipe-slurm/logs/4711/power.csv |
	grep "\"it_energy_kwh\": 1,"'
ok "recipe-blog: the text of the chart is text" grep -q '<text' \
	recipe-blog/post/chart.svg

# The pages in HTML.
for page in "$html"/*.html; do
	name=$(basename "$page")
	if command -v xmllint >/dev/null; then
		ok "$name is well-formed" xmllint --noout "$page"
	else
		skip "$name is well-formed" "no xmllint"
	fi
done
for page in "$doc"/*.md; do
	ok "$(basename "$page") is a page" test -s \
		"$html/$(basename "$page" .md).html"
done
manual=$(dirname "$WATTLEAF_DATADIR")/manual
for page in "$manual"/man?/*; do
	name=$(basename "$page" | sed 's/\.[15]$//')
	ok "$name is a page, and the overview links to it" \
		grep -q "href=\"$name.html\"" "$html/index.html"
done
ok "a page of the manual has its options under their headings" sh -c '
	grep -q "^Hardware and time$" "$1/wattleaf-report.html" &&
	grep -q "<code>--region</code> <em>R</em>" "$1/wattleaf-report.html" &&
	! grep -q "^\.[A-Z]" "$1/wattleaf-report.html"' sh "$html"
ok "the elements of a study have theirs" grep -q "^&lt;place&gt;$" \
	"$html/wattleaf-study.html"
cat >links.py <<'END'
import html.parser
import os
import sys
import urllib.parse


class Page(html.parser.HTMLParser):
    def __init__(self, path):
        super().__init__()
        self.ids, self.links, self.loads, self.twice = set(), [], [], []
        self.feed(open(path, encoding="utf-8").read())

    def handle_starttag(self, tag, attributes):
        for key, value in attributes:
            if key == "id":
                if value in self.ids:
                    self.twice.append(value)
                self.ids.add(value)
            if key == "href" and tag == "a":
                self.links.append(value)
            elif key in ("src", "href", "srcset", "action", "data"):
                self.loads.append(value)


folder = sys.argv[1]
pages = {name: Page(os.path.join(folder, name)) for name in os.listdir(folder)}
for name, page in pages.items():
    for identity in page.twice:
        print(name, "has two of", identity)
    for load in page.loads:
        if not load.startswith("data:"):
            print(name, "loads", load)
    for link in page.links:
        parts = urllib.parse.urlsplit(link)
        if parts.scheme:
            continue
        target = pages.get(parts.path or name)
        fragment = urllib.parse.unquote(parts.fragment)
        if target is None or (fragment and fragment not in target.ids):
            print(name, "links to", link)
END
ok "pages link to what is there and load nothing" sh -c \
	'python3 links.py "$1" >faults; cat faults; ! grep -q . faults' sh "$html"
ok "README links to the handbook" grep -q '](doc/index.md)' \
	"$WATTLEAF_SRCDIR/README.md"
done_testing
