#!/bin/sh
# The samples give what the paper prints, digit by digit: Tables 3 and 4 of
# Strubell et al. 2019, from stated numbers and from synthetic logs. TAP.
set -u
. "$WATTLEAF_SRCDIR/tests/tests.sh"

samples=$WATTLEAF_SRCDIR/samples
strubell=$samples/strubell-2019/study.xml
lisa=$samples/strubell-2019/lisa.xml
four=$samples/four-models/study.xml
patterson=$samples/patterson-2021

# What it says goes to DIR.err. Usage: report STATUS DIR ARGUMENT...
report()
{
	expected=$1
	dir=$2
	shift 2
	"$WATTLEAF" report -o "$dir" "$@" >"$dir.out" 2>"$dir.err"
	status=$?
	cat "$dir.err"
	echo "exit status $status"
	[ "$status" -eq "$expected" ]
}

# The cells of a pipe table's rows under the headers that begin with a WORD.
# Usage: pipe_cells FILE WORD...
pipe_cells()
{
	file=$1
	shift
	awk -F '|' -v words="$*" '
		BEGIN { count = split(words, word, " ") }
		function trimmed(text)
		{
			gsub(/^ +| +$/, "", text)
			return text
		}
		!/^\|/ && wanted_count { exit }
		!/^\|/ || /^\| *:?-/ { next }
		!wanted_count {
			for (i = 2; i < NF; i++)
				for (k = 1; k <= count; k++)
					if (index(trimmed($i), word[k]) == 1)
						wanted[++wanted_count] = i
			next
		}
		{
			line = trimmed($wanted[1])
			for (i = 2; i <= wanted_count; i++)
				line = line " " trimmed($wanted[i])
			print line
		}' "$file"
}

# The columns named, rounded once, half to even; "-" where nothing is known.
# Usage: csv_cells FILE DECIMALS COLUMN...
csv_cells()
{
	file=$1
	decimals=$2
	shift 2
	tr -d '\r' <"$file" | sed 's/^"[^"]*"/name/' |
	awk -F , -v columns="$*" -v decimals="$decimals" '
		BEGIN { count = split(columns, column, " ") }
		NR == 1 {
			for (i = 1; i <= NF; i++)
				place[$i] = i
			next
		}
		{
			line = ""
			for (k = 1; k <= count; k++) {
				text = "none"
				if (column[k] in place)
					text = $place[column[k]]
				if (text == "")
					text = "-"
				else if (text != "none")
					text = sprintf("%." decimals "f", text)
				line = line (k == 1 ? "" : " ") text
			}
			print line
		}'
}

# Usage: COMMAND | same FILE
same()
{
	diff "$1" -
}

# Usage: near FILE CSV: energy, gross and net within the parts of a thousand
near()
{
	csv_cells "$2" 6 energy_kwh co2e_t co2e_market_t | paste -d ' ' "$1" - |
	awk '
		function apart(printed, may, ours)
		{
			if (printed == "-" || ours == "-")
				return printed != ours
			return ours < printed * (1 - may / 1000) ||
			    ours > printed * (1 + may / 1000)
		}
		apart($1, $2, $7) || apart($3, $4, $8) || apart($5, $6, $9) {
			print "apart: " $0
			bad = 1
		}
		END { exit bad || NR != 6 }'
}

only_unknown_power()
{
	grep -E '(warning|error):' "$1" >warned
	[ "$(grep -c . warned)" -eq "$2" ] &&
	[ "$(grep -c '\[unknown-power\]$' warned)" -eq "$2" ]
}

# --- What is expected -----------------------------------------------------

cat >table3.md.expected <<'END2'
P100×8 27 26 41 140
P100×8 201 192 289 981
P100×3 275 262 433 1,472
V100×64 1,507 1,438 3,751 12,571
TPUv2×16 — — 2,074 6,912
P100×8 656,347 626,155 942,973 3,201,722
TPUv2×1 — — 44,055 146,848
TPUv3×32 — — 12,902 43,008
END2
cat >table3.csv.expected <<'END2'
27 26 41 140
201 192 289 981
275 262 433 1472
1507 1438 3751 12571
- - 2074 6912
656347 626155 942973 3201722
- - 44055 146848
- - 12902 43008
END2
cat >table4.md.expected <<'END2'
39 52 175 5
942 1,238 4,205 118
78,468 103,175 350,315 9,870
END2
cat >table4.csv.expected <<'END2'
39 52 175 5
942 1238 4205 118
78468 103175 350315 9870
END2
cat >four.md.expected <<'END2'
P100×8 84 201 192 289 981
V100×64 79 1,507 1,438 3,751 12,571
P100×8 274,120 656,347 626,155 942,973 3,201,722
TPUv3×32 168 — — 12,902 43,008
END2
cat >four.csv.expected <<'END2'
1515.43 84.00 201.13 191.88
12041.51 79.20 1506.83 1437.51
1515.43 274120.00 656347.28 626155.31
- 168.00 - -
END2
# 0.954 lb is 0.43272712 kg
printf '%s\n' 12 87 119 652 - 284019 - - >kg.expected
printf '%s\n' 0.01 0.09 0.12 0.65 - 284.02 - - >t.expected

# Patterson et al. 2021, Table 1: kWh, tCO2e gross and net.
cat >patterson1.kwh.expected <<'END2'
316
221
185
40
30
END2
cat >patterson1.t.expected <<'END2'
0.1357 0.1357
0.1055 0.0177
0.0883 0.0148
0.0189 0.0032
0.0143 0.0024
END2
# Table 4: what its inputs print, and how far that may lie apart (in parts of
# a thousand): nothing where the paper prints all digits of the inputs.
cat >patterson4.expected <<'END2'
7500 5 3.2 6 - 0
85700 5 46.7 5 - 0
232000 2 96.4 1 - 0
24100 8 4.8 2 4.3 16
179000 1 72.2 2 59.1 2
1287000 1 552.1 1 - 0
END2

# --- The logs -------------------------------------------------------------

logs_are_made_anew()
{
	python3 "$samples/four-models/make-logs.py" made &&
	diff -r made/logs "$samples/four-models/logs" >differs &&
	diff -r made/hw "$samples/four-models/hw" >>differs &&
	python3 "$samples/fine-tuning/make-logs.py" tuned &&
	diff -r tuned/logs "$samples/fine-tuning/logs" >>differs
	status=$?
	cut -c 1-200 differs | head -n 20
	return "$status"
}

logs_say_synthetic()
{
	files=$(cd "$samples/four-models" && find logs hw -type f)
	[ "$(echo "$files" | wc -l)" -gt 10 ] &&
	! echo "$files" | grep -v '/synthetic-' &&
	! find "$samples/fine-tuning/logs" -type f | grep -v '/synthetic-' &&
	grep -q synthetic "$samples/fine-tuning/study.yaml"
}

# 300 W of 4 GPUs and 400 W beside them, an hour and nine, at a PUE of 1.25.
yaml_sample()
{
	cat >tuning.expected <<-'END'
	20.0 72.00
	0.8 -
	END
	csv_cells tuning/table.csv 1 energy_kwh >energies
	csv_cells tuning/table.csv 2 cost_usd >costs
	paste -d ' ' energies costs | same tuning.expected
}

# --- Table 3 and Table 4 --------------------------------------------------

table3_in_markdown()
{
	pipe_cells table3/table.md Hardware Energy CO₂e Cloud |
	    same table3.md.expected
}

table3_in_csv()
{
	csv_cells table3/table.csv 0 energy_kwh co2e_lb cost_low_usd \
	    cost_high_usd | same table3.csv.expected
}

# The appendix holds the table too.
table3_in_appendix()
{
	pipe_cells table3/appendix.md Hardware Energy CO₂e Cloud |
	    same table3.md.expected
}

table4_in_markdown()
{
	pipe_cells table4/table.md CO₂e Cloud Electricity |
	    same table4.md.expected
}

table4_in_csv()
{
	csv_cells table4/table.csv 0 co2e_lb cost_low_usd cost_high_usd \
	    electricity_cost_usd | same table4.csv.expected
}

# Usage: what_news_got_wrong TEXT
what_news_got_wrong()
{
	reads "$1" '4.97' '110 million' 'not the training of one model' \
	    '3.2 t' 'No emissions of GPT-2 are known'
}

pdf_says_so_too()
{
	pdftotext -layout table3/report.pdf report.txt &&
	what_news_got_wrong report.txt
}

# Usage: in_unit UNIT DECIMALS
in_unit()
{
	report 1 "in-$1" --units "$1" "$strubell" &&
	reads "in-$1/table.md" "CO₂e ($1)" &&
	csv_cells "in-$1/table.csv" "$2" "co2e_$1" | same "$1.expected"
}

# PUE and grid of the catalogue, by name, and none of the paper's.
by_method_wattleaf()
{
	report 0 wattleaf --method wattleaf "$strubell" &&
	reads wattleaf/table.md 'a PUE of 1.58 (1.58–1.67) (world average' \
	    'g/kWh (United States, ' &&
	! grep -F '0.954' wattleaf/table.md &&
	sed -n '/^## References/,$p' wattleaf/appendix.md >references &&
	reads references 'Uptime Institute Global Data Center Survey' 'Ember'
}

bert_is_explained()
{
	"$WATTLEAF" explain "$samples/strubell-2019" bert-base-v100.co2e \
	    >explained
	[ $? -le 1 ] &&
	reads explained '12,041.51 W' '79.2 h' '1.58' '0.954 lb/kWh' \
	    'study.xml:' '[strubell2019]'
}

# --- Four models ----------------------------------------------------------

patterson_kwh()
{
	csv_cells patterson1/table.csv 0 energy_kwh |
	    same patterson1.kwh.expected
}

patterson_t()
{
	csv_cells patterson1/table.csv 4 co2e_t co2e_market_t |
	    same patterson1.t.expected
}

power_in_kw()
{
	grep -q '| Power (kW) |' patterson4/table.md &&
	grep -Eq '^\| Evolved.*\| +41\.6 +\|' patterson4/table.md &&
	grep -Eq '^\| T5 .*\| +159 +\|' patterson4/table.md &&
	grep -Eq '^\| GPT-3 .*\| +3,300 +\|' patterson4/table.md
}

# 1,287 MWh and 552.1 t, from the FLOP and the rate that it prints.
gpt3_digits()
{
	csv_cells patterson4/table.csv 1 energy_kwh co2e_t |
	    tail -n 1 | grep -x '1287059.6 552.1'
}

four_in_markdown()
{
	pipe_cells four/table.md Hardware Time Energy CO₂e Cloud |
	    same four.md.expected
}

four_in_csv()
{
	csv_cells four/table.csv 2 power_w time_h energy_kwh co2e_lb |
	    same four.csv.expected
}

four_says_synthetic()
{
	reads four/appendix.md 'are synthetic' 'nothing in them was measured' \
	    'not the training of one model' 'No emissions of GPT-2 are known'
}

if command -v python3 >/dev/null 2>&1; then
	ok 'logs are the same when made anew' logs_are_made_anew
else
	skip 'logs are the same when made anew' 'no python3'
fi
ok 'every log says that it is synthetic' logs_say_synthetic

ok 'Table 3: incomplete, with status 1' report 1 table3 "$strubell"
ok 'Table 3: warned of three powers alone' only_unknown_power table3.err 3
ok 'Table 3: digits in Markdown' table3_in_markdown
ok 'Table 3: digits in CSV' table3_in_csv
ok 'Table 3: digits in the appendix' table3_in_appendix
ok 'Table 3: the appendix gets right what the news got wrong' \
    what_news_got_wrong table3/appendix.md
ok 'Table 3: so does the HTML' what_news_got_wrong table3/report.html
if command -v pdftotext >/dev/null 2>&1; then
	ok 'Table 3: so does the PDF' pdf_says_so_too
else
	skip 'Table 3: so does the PDF' 'no pdftotext'
fi
ok 'Table 3: in kg' in_unit kg 0
ok 'Table 3: in t' in_unit t 2
ok 'Table 3: by the method wattleaf' by_method_wattleaf
ok 'Table 3: BERT is explained' bert_is_explained

ok 'Table 4: status 0' report 0 table4 "$lisa"
ok 'Table 4: no warning' only_unknown_power table4.err 0
ok 'Table 4: digits in Markdown' table4_in_markdown
ok 'Table 4: digits in CSV' table4_in_csv

ok 'Patterson, Table 1: status 0' report 0 patterson1 \
    "$patterson/table1.xml"
ok 'Patterson, Table 1: kWh' patterson_kwh
ok 'Patterson, Table 1: t, gross and net' patterson_t
ok 'Patterson, Table 4: status 0' report 0 patterson4 "$patterson/study.xml"
ok 'Patterson, Table 4: as near as its inputs allow' near \
    patterson4.expected patterson4/table.csv
ok 'Patterson, Table 4: GPT-3 in all digits' gpt3_digits
# 200 chips of 208 W, 512 of 310 W, 10,000 of 330 W
ok 'Patterson, Table 4: mean power in kW, to three digits' power_in_kw

ok 'four models: incomplete, with status 1' report 1 four "$four"
ok 'four models: warned of one power alone' only_unknown_power four.err 1
ok 'four models: digits in Markdown' four_in_markdown
ok 'four models: digits in CSV' four_in_csv
ok 'four models: said to be synthetic' four_says_synthetic
# Usage: pdf_is_complete DIR
pdf_is_complete()
{
	python3 "$WATTLEAF_SRCDIR/tests/pdf_structure.py" "$1/report.pdf" &&
	pdfdetach -save 1 -o carried.json "$1/report.pdf" &&
	cmp carried.json "$1/disclosure.json"
}

for dir in table3 table4 four; do
	[ -d "$dir" ] || continue
	if command -v qpdf >/dev/null 2>&1 &&
	    command -v pdfdetach >/dev/null 2>&1; then
		ok "$dir: the report's PDF is complete" pdf_is_complete "$dir"
	else
		skip "$dir: the report's PDF is complete" 'no qpdf or pdfdetach'
	fi
done
ok "a study in YAML, with what its baseline has not" report 0 tuning \
	"$samples/fine-tuning"
ok "its energies and costs are those of its README" yaml_sample
done_testing
