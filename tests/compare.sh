#!/bin/sh
# Published models, studies and disclosures beside each other. The numbers
# are those that the papers print, or follow by hand from their inputs. TAP.
set -u
# shellcheck source=tests/tests.sh
. "$WATTLEAF_SRCDIR/tests/tests.sh"

cp -R "$WATTLEAF_SRCDIR/samples" . && chmod -R u+w samples

# run STATUS ARGUMENT...: what it says is in err
run()
{
	want=$1
	shift
	runs "$want" "$WATTLEAF" "$@" </dev/null
}

not()
{
	! "$@" >/dev/null
}

# has FOLDER ROW KEY VALUE [SHARE]: a number of table.csv, the row counted from 1
cat >has.py <<'END'
import csv, sys
folder, row, key, want = sys.argv[1:5]
share = float(sys.argv[5]) if len(sys.argv) > 5 else 1e-9
table = list(csv.DictReader(open(folder + "/table.csv", encoding="utf-8-sig")))
line = table[int(row) - 1]
found = [k for k in line if k.split(" ")[0].startswith(key)]
assert found, list(line)
got = line[found[0]]
print(found[0], got)
if want in ("", "text"):
    sys.exit(got != "")
try:
    number = float(want)
except ValueError:
    sys.exit(got != want)
sys.exit(not abs(float(got) - number) <= share * abs(number))
END

has()
{
	python3 has.py "$@"
}

# As published: Strubell et al. 2019, Table 3; Patterson et al. 2021, app. D.
ok "models of the catalogue" run 0 compare transformer-big bert-base gpt-2 \
	nas -o paper
ok "the files of a comparison" ls paper/comparison.html paper/card.png \
	paper/chart.svg paper/table.md paper/table.csv paper/references.bib
ok "one training of Transformer_big: 192 lb" has paper 1 co2e 192
ok "from 201 kWh" has paper 1 energy 201
ok "one training of BERT_base: 1,438 lb" has paper 2 co2e 1438
ok "GPT-2 has no emissions" has paper 3 co2e ''
ok "but costs 12,902 to 43,008 USD" reads paper/table.md '12,902–43,008'
ok "the search: 626,155 lb" has paper 4 co2e 626155
ok "is called a search" has paper 4 covers 'architecture search'
ok "and is followed by what puts it right: 7,096 lb" has paper 5 co2e 7096
# 626,155 / 7,096 = 88.24
ok "88 times lower" reads paper/table.md \
	'Put right by the row NAS as it ran: 7,096 lb, 88 times lower.'
ok "it is no training of a Transformer" reads paper/table.md \
	'not one training of a Transformer'
ok "each row has its source and year" has paper 5 year 2021
ok "named" reads paper/table.md 'Strubell et al.' 'Patterson et al.'
ok "and with its address" grep -q \
	'<a href="https://arxiv.org/abs/2104.10350">' paper/comparison.html
ok "the alternative text is made from the data" grep -qF \
	'NAS, architecture search, 2019: 626,155 lb. NAS as it ran, architecture search, 2021: 7,096 lb.' \
	paper/chart.svg
ok "and says what was not published" grep -qF \
	'GPT-2, final training, 2019: not published. Ref' paper/chart.svg

# Patterson et al. 2021, Table 4; Luccioni et al. 2022; Touvron et al. 2023.
ok "models of several publications" run 0 compare gpt-3 bloom llama-65b nas \
	--units t,MWh -o several
ok "GPT-3: 552.1 t" has several 1 co2e 552.1
ok "1,287 MWh" has several 1 energy 1287
ok "BLOOM: 24.69 t" has several 2 co2e 24.69
ok "LLaMA-65B: 173 t" has several 3 co2e 173
# 626,155 lb of 453.59237 g
ok "the search: 284.02 t" has several 4 co2e 284.019 1e-5
ok "beside what is printed" reads several/table.md '552.1 t' '626,155 lb' \
	'7,096 lb'
ok "one result by its id" run 0 compare \
	transformer-big/patterson-2021-us-p100 -o one
ok "Patterson et al. 2021, Table 1: 0.1357 t" has one 1 co2e 0.1357

# A study of one's own, and what it disclosed.
ok "the blog writer's chart in one line" sh -c '"$WATTLEAF" compare \
	transformer-big bert-base gpt-2 nas samples/patterson-2021/table1.xml \
	--format chart.svg -o - >blog.svg'
ok "holds text" grep -q '>626,155<' blog.svg
ok "and tells the own account apart" grep -q '>own account<' blog.svg
ok "report discloses" run 1 report samples/strubell-2019/study.xml -q \
	--format pdf,disclosure.json -o own
ok "a disclosure beside the catalogue" run 0 compare transformer-big \
	own/disclosure.json -o disclosed
ok "has the figure of its study" has disclosed 3 co2e 191.88 1e-4
ok "and says what it covers" has disclosed 3 covers 'final training'
ok "the PDF that carries it" run 0 compare transformer-big own/report.pdf \
	-o carried
ok "says the same" cmp disclosed/table.csv carried/table.csv

# Ranges and costs. 500 (400..600) g/kWh of 100 (90..110) kWh: in logarithms
# 0.2 and 0.1 are 0.2236 together: about 50 kg x (0.78 to 1.23).
cat >ranges.xml <<'STUDY'
<study xmlns="urn:wattleaf:study:1" title="Ranges" method="wattleaf">
  <place grid="FRA" year="2024" pue="1.25" intensity="500 (400..600) g/kWh"/>
  <model id="a" name="A"><run time="10 h" energy="100 (90..110) kWh">
    <hardware device="a100-sxm4-80gb" count="8"/>
    <price device-hour="0.5..1.5 USD"/></run></model>
  <model id="b" name="B"><run time="20 h" energy="10 kWh">
    <hardware device="a100-sxm4-80gb" count="1"/>
    <price device-hour="2 EUR"/></run></model>
</study>
STUDY
ok "a study with ranges discloses" run 0 report ranges.xml -q \
	--format pdf,disclosure.json -o ranged
ok "its disclosure" run 0 compare ranged/disclosure.json -o ranged-json
ok "has a cost of 8 x 10 h x 0.5 USD" has ranged-json 1 cost_low 40
ok "to 1.5 USD" has ranged-json 1 cost_high 120
ok "and another currency says so" reads ranged-json/table.md 'EUR 40'
ok "the device has its short name" has ranged-json 1 hardware 'A100×8'
ok "the study itself" run 0 compare ranges.xml -o ranged-study
ok "draws the same chart" cmp ranged-json/chart.svg ranged-study/chart.svg
# A line and two ends for each of the two.
ok "with its ranges" sh -c 'sed "s/ (400..600)//; s/ (90..110)//" \
	ranges.xml >points.xml
	lines() { grep -c "<line" "$1"; }
	"$WATTLEAF" compare points.xml -q --format chart.svg -o - >points.svg
	[ $(($(lines ranged-json/chart.svg) - $(lines points.svg))) -eq 6 ]'
ok "the PDF that carries it says the same" sh -c '"$WATTLEAF" compare \
	ranged/report.pdf -q --format table.csv -o - |
	cmp - ranged-json/table.csv'
sed 's/"low": 40,/"low": 400,/; s/"high": 120,/"high": -1,/' \
	ranged/disclosure.json >odd.json
ok "a range that is none is left out" run 0 compare odd.json -o odd
ok "and what has no other value is not known" has odd 1 cost ''

# Recomputed. Under the paper's own method in its own place the paper's
# numbers come out; 163.2 h x 200 x 208 W x 1.58 = 10,726.81 kWh.
ok "normalised to Strubell et al." run 0 compare transformer-big bert-base \
	nas --normalise --method strubell-2019 --grid USA --units lb,kWh -o back
ok "Transformer_big: 201.13 kWh" has back 1 energy 201.13 1e-4
ok "191.88 lb" has back 1 co2e 191.88 1e-4
ok "BERT_base: 1,437.51 lb" has back 2 co2e 1437.51 1e-5
ok "the search: 626,155.31 lb" has back 3 co2e 626155.31 1e-7
ok "as it ran: 10,726.81 kWh" has back 4 energy 10726.8096 1e-9
ok "0.954 lb each" has back 4 co2e 10233.4 1e-5
ok "the published numbers stand beside" reads back/table.md '| 192 lb |' \
	'88 times lower, as published'
# Power that holds the host's gets no host added: 3,545,618.79 h x 330 W x 1.1.
ok "normalised to one PUE" run 1 compare gpt-3 bloom olmo-7b lamda gpt-2 \
	deepseek-v3 samples/patterson-2021/table1.xml --normalise --pue 1.1 \
	--grid FRA --units MWh,t -o norm
ok "GPT-3: 1,287.06 MWh" has norm 1 energy 1287.06 1e-5
ok "BLOOM: 433,196 kWh x 1.1" has norm 2 energy 476.5156 1e-6
ok "OLMo: 104 MWh before PUE" has norm 3 energy 114.4 1e-6
ok "LaMDA: 450.8 MWh" has norm 4 energy 450.79 1e-4
ok "what has no power is assumed, and says so" reads norm/table.md \
	'Assumed from the thermal design power'
# 221 kWh at PUE 1.11 in Iowa: 221.0 x 1.1 / 1.11 and not in Iowa
ok "a study moves too" has norm 8 energy 0.2188 2e-3
ok "what can't be recomputed says why" run 1 compare elmo lisa/strubell-2019-own \
	--normalise --grid DEU -o why
ok "in the table" reads why/table.md 'power was not reported'
ok "and in the text" reads why/comparison.html \
	'Neither a power nor an energy is known that could be recomputed: LISA, own hardware.'

# What is refused.
ok "a model that nobody knows" run 4 compare bert-bse
ok "has its nearest" grep -q 'did you mean "bert-base"' err
ok "a method without recomputing" run 2 compare nas --method strubell-2019
ok "a place without recomputing" run 2 compare nas --grid USA
ok "a PUE below one" run 2 compare nas --normalise --pue 0.9
ok "no model at all" run 2 compare
ok "a file that is no comparison's" run 2 compare nas --format boamps
ok "names those that are" grep -q 'comparison.html' err
ok "a theme that is none" run 2 compare nas --theme sepia
ok "a file that is neither" sh -c 'echo x >x.txt
	"$WATTLEAF" compare x.txt; [ $? -eq 3 ]'
cat >hostile.json <<'END'
{"wattleaf": "0", "models": [{"id": "a", "name": "</script><img src=x onerror=alert(1)>",
 "co2e_kg": {"value": 5, "low": 5, "high": 5, "unit": "kg"}}]}
END
ok "a hostile disclosure" run 0 compare nas hostile.json -o hostile
ok "is text" not grep -q '<img' hostile/comparison.html hostile/chart.svg

# The picture follows the reader.
ok "the SVG is well-formed" xmllint --noout --nonet paper/chart.svg \
	paper/comparison.html
harmless()
{
	! grep -Eiq '<(script|image|iframe|object|foreignObject|set|animate|!DOCTYPE)| on[a-z]+=|url\(|@import|data:' "$1" &&
	! grep -Eq '(href|src)="[^#]' "$1"
}
ok "no script in it, no reference" harmless paper/chart.svg
ok "dark for who prefers it" grep -q \
	'@media screen and (prefers-color-scheme:dark)' paper/chart.svg
ok "one picture in each theme" sh -c 'for theme in light dark; do
	"$WATTLEAF" compare nas --theme $theme --format chart.svg -o - \
	    >$theme.svg || exit; done'
ok "light has no style" not grep -q '<style' light.svg
ok "dark is dark" grep -q '<rect [^>]*fill="#14171c"' dark.svg
ok "and has no light ink" not grep -q '"#0072b2"' dark.svg
cat >size.py <<'END'
import struct, sys
data = open(sys.argv[1], "rb").read()
print(struct.unpack(">II", data[16:24]))
assert struct.unpack(">II", data[16:24]) == (1200, 630)
END
ok "the card is 1200 x 630" python3 size.py paper/card.png
ok "with twenty models too" sh -c '"$WATTLEAF" compare transformer-base \
	transformer-big elmo bert-base nas gpt-3 bloom t5 meena lamda palm-540b \
	gshard-600b switch-transformer llama-7b llama-13b llama-33b llama-65b \
	olmo-7b starcoder gpt-2 --format card.png -o - >many.png'
ok "too" python3 size.py many.png
cat >script.py <<'END'
# The hash by which the page lets its script run is that of the script.
import base64, hashlib, re
page = open("paper/comparison.html", encoding="utf-8").read()
script = re.search(r"<script>(.*?)</script>", page, re.S).group(1)
want = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
print(want)
assert "script-src 'sha256-%s'" % want in page
assert "default-src 'none'" in page
assert not re.search(r'<(link|img|iframe|script src|object|base)\b', page)
assert not re.search(r"url\(|@import| on[a-z]+=", page)
assert page.count('scope="col"') == 9
assert "<caption>" in page and 'scope="row"' in page
ids = re.findall(r'\bid="([^"]+)"', page)
assert len(ids) == len(set(ids)), [i for i in ids if ids.count(i) > 1]
END
ok "the page may run its own script alone" python3 script.py
ok "the same bytes again" sh -c '"$WATTLEAF" compare transformer-big bert-base \
	gpt-2 nas -q -o again && diff -r paper again'
done_testing
