#!/bin/sh
# What people see on a terminal and what is kept out of pipes: widths,
# colours, the line that says how far a job is, near misses.
# shellcheck source=tests/tests.sh
. "$WATTLEAF_SRCDIR/tests/tests.sh"

unset NO_COLOR CLICOLOR_FORCE
TERM=xterm
export TERM
sample=$WATTLEAF_SRCDIR/samples/strubell-2019
escape=$(printf '\033')

# on_terminal COLUMNS STREAMS [UNTIL] -- COMMAND...
on_terminal()
{
	python3 "$WATTLEAF_SRCDIR/tests/on_terminal.py" "$@" >shown
}

# fits COLUMNS FILE: no line is wider, but for words that can't be broken
fits()
{
	COLUMNS=$1 python3 - "$2" <<-'END'
		import os, re, sys
		columns = int(os.environ["COLUMNS"])
		text = open(sys.argv[1], encoding="utf-8", newline="").read()
		text = re.sub("\033\\[([0-9;]*m|K)", "", text).replace("\r", "\n")
		for line in text.split("\n"):
		    if len(line) > columns and " " in line.strip():
		        sys.exit("%d columns: %s" % (len(line), line))
	END
}

for columns in 50 80 132; do
	for command in '' report inspect check explain; do
		# shellcheck disable=SC2086 # none or one word
		on_terminal $columns 1 -- "$WATTLEAF" $command --help
		grep -v '^  wattleaf \|^  zcat ' shown >help
		ok "help ${command:-of all} fits $columns columns" \
			fits $columns help
	done
	on_terminal $columns 1 -- "$WATTLEAF" explain "$sample" nas.co2e
	ok "explain fits $columns columns" fits $columns shown
	on_terminal $columns 1 -- "$WATTLEAF" catalog
	ok "catalog fits $columns columns" fits $columns shown
	on_terminal $columns 1 -- "$WATTLEAF" inspect \
		"$WATTLEAF_SRCDIR/samples/four-models/logs"
	ok "inspect fits $columns columns" fits $columns shown
	on_terminal $columns 2 -- "$WATTLEAF" check "$sample"
	ok "diagnostics fit $columns columns" fits $columns shown
done
on_terminal 80 12 -- "$WATTLEAF" report "$sample" -o "$PWD/out" --format all
ok "the table of a report fits 80 columns" fits 80 shown
on_terminal 80 1 -- "$WATTLEAF" compare transformer-big bert-base nas \
	"$sample/lisa.xml" -o "$PWD/compared"
ok "the table of a comparison fits 80 columns" fits 80 shown
ok "... and its words can still be read" sh -c \
	'grep "^Transfo" shown && ! grep -E "^[^ ]{1,5}…" shown'
for study in "$WATTLEAF_SRCDIR"/samples/*/study.xml; do
	"$WATTLEAF" report "$study" -o out >shown 2>err
	ok "in a pipe too: $(basename "$(dirname "$study")")" fits 80 shown
done

"$WATTLEAF" explain "$sample" bert-base-v100.co2e >piped 2>err
ok "in a pipe lines stay whole" grep -q '.\{200\}' piped
ok "... and no colour is in them" sh -c \
	'! grep -q "$1" piped err' sh "$escape"
ok "examples come first" sh -c \
	'"$WATTLEAF" report --help | head -n 1 | grep -qx Examples:'
ok "help COMMAND is the same as COMMAND --help" sh -c \
	'"$WATTLEAF" help check >a && "$WATTLEAF" check --help >b && cmp a b'

# coloured WORD...: the diagnostics of a check under these variables
coloured()
{
	on_terminal 80 2 -- env "$@" "$WATTLEAF" check "$sample"
	grep -q "$escape\[1;35mwarning" shown && grep -q \
		"$escape\[1;35m\[unknown-power\]" shown
}
plain()
{
	on_terminal 80 2 -- env "$@"
	! grep -q "$escape" shown && grep -q 'unknown-power' shown
}
ok "level and code have a colour on a terminal" coloured A=
ok "an empty NO_COLOR changes nothing" coloured NO_COLOR=
ok "NO_COLOR takes it away" plain NO_COLOR=1 "$WATTLEAF" check "$sample"
ok "so does --no-color" plain "$WATTLEAF" check --no-color "$sample"
ok "so does a dumb terminal" plain TERM=dumb "$WATTLEAF" check "$sample"
CLICOLOR_FORCE=1 "$WATTLEAF" check "$sample" 2>forced
ok "CLICOLOR_FORCE asks for it in a pipe" grep -q "$escape\[1;35m" forced
CLICOLOR_FORCE=0 "$WATTLEAF" check "$sample" 2>forced
ok "CLICOLOR_FORCE=0 does not" sh -c '! grep -q "$1" forced' sh "$escape"

on_terminal 80 2 reading -- "$WATTLEAF" inspect -
ok "a long job says how far it is" grep -q 'reading: [0-9]* kB' shown
ok "... and takes the line away" sh -c \
	'tail -c 4 shown >end && printf "\r\033[K" | cmp - end'
on_terminal 80 12 reading -- "$WATTLEAF" inspect -
ok "the line is gone before the result comes" grep -q \
	"$escape\[K-: nvidia-smi-csv" shown
# A second and more of work that nobody may hear of.
cat >slow.sh <<'END'
{
	printf 'timestamp, name, power.draw [W]\n'
	printf '2026/01/01 00:00:00.000, GPU, 250.0 W\n'
	sleep 2
	printf '2026/01/01 00:00:01.000, GPU, 250.0 W\n'
} | "$WATTLEAF" inspect - "$@"
END
sh slow.sh >piped 2>err
ok "in a pipe there is no such line" sh -c '! grep . err'
on_terminal 80 2 -- sh slow.sh
ok "on a terminal there is" grep -q reading: shown
on_terminal 80 2 -- sh slow.sh --quiet
ok "but not with --quiet" sh -c '! grep . shown'

# meant TEXT ARGUMENT...: a wrong word is told what it is near to
meant()
{
	text=$1
	shift
	"$WATTLEAF" "$@" >out.txt 2>&1
	cat out.txt
	grep -q "did you mean \\(--\\|\"\\|\\)$text" out.txt
}
ok "near miss: a command" meant report reprot
ok "near miss: a file in place of a command" meant "wattleaf report " "$sample"
ok "near miss: an option" meant columns report "$sample" --colums=x
while read -r option wrong right; do
	ok "near miss: $option" meant "$right" report "$sample" -o out \
		"$option" "$wrong"
done <<END
--method struble-2019 strubell-2019
--venue acll acl
--font serf serif
--format pfd pdf
--columns parms params
--sort co2 co2e
--group stag stage
--chart emision emissions
--units kgg kg
--equivalent car-lifetme car-lifetime
--regions aws/us-eest-1 aws/us-east-1
--template apendix appendix
--width colum column
--theme ligth light
--dump modell model
END
ok "near miss: a format to check" meant markdown check --format markdwn \
	"$WATTLEAF_SRCDIR/README.md"
ok "near miss: a format of explain" meant markdown explain --format markdwn \
	"$sample"
ok "near miss: a format of logs" sh -c \
	'"$WATTLEAF" inspect --format nvidia-smi-cvs "$1" 2>&1 |
	grep "perhaps \"nvidia-smi-csv\""' sh "$sample/study.xml"
ok "an option of another command names it" sh -c \
	'"$WATTLEAF" check --units kg x 2>&1 | grep "; report.* ha[sv]e* it"'
done_testing
