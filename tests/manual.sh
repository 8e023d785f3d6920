#!/bin/sh
# The manual: a page for each command that names each of its options, pages
# that man(1) and mandoc read without a word, completions that work in the
# shells themselves.
# shellcheck source=tests/tests.sh
. "$WATTLEAF_SRCDIR/tests/tests.sh"

manual=$(dirname "$WATTLEAF_DATADIR")/manual
texts=$WATTLEAF_SRCDIR/doc/man

ok "pages are made" ls "$manual/man1/wattleaf.1" "$manual"/man5/*.5
for command in $("$WATTLEAF" --help |
	sed -n '/^Commands:/,/^$/s/^  \([a-z][a-z]*\) .*/\1/p'); do
	page=$manual/man1/wattleaf-$command.1
	ok "wattleaf-$command(1) is there" test -s "$page"
	ok "... and people wrote its description: doc/man/wattleaf-$command.mdoc" \
		grep -qx '\.Sh DESCRIPTION' "$texts/wattleaf-$command.mdoc"
	"$WATTLEAF" "$command" --help |
		sed -n 's/^ .\{5\}--\([a-z-]*\).*/\1/p' | sort -u >options
	while read -r option; do
		grep -q "^\.It .*Fl .-$option\( \|\$\)" "$page" ||
			echo "--$option"
	done <options >lost
	ok "... and it has every option of --help" sh -c \
		'cat lost; grep -q . options && ! grep -q . lost'
	"$WATTLEAF" "$command" --help | sed -n 's/^\([A-Z].*\):$/\1/p' |
		grep -vx 'Examples\|Options' >headings
	sed -n '/^\.Sh OPTIONS/,/^\.Sh ENV/s/^\.Ss //p' "$page" >parts
	ok "... under the same headings" diff headings parts
	ok "wattleaf(1) names it" grep -qx "\.It Xr wattleaf-$command 1" \
		"$manual/man1/wattleaf.1"
done

# Pages name only pages that are there.
sed -n 's/^.*Xr \(wattleaf[a-z-]*\) \([15]\).*/man\2\/\1.\2/p' \
	"$manual"/man?/* | sort -u >referred
while read -r page; do
	ok "a page that is referred to: $page" test -s "$manual/$page"
done <referred

for page in "$manual"/man?/*; do
	name=$(basename "$page")
	if command -v mandoc >/dev/null; then
		mandoc -Tlint "$page" 2>&1 | grep -v \
			'referenced manual not found\|operating system expl' \
			>said
		ok "mandoc reads $name without a word" sh -c \
			'cat said; ! grep -q . said'
		mandoc -Tutf8 -Owidth=80 "$page" |
			python3 -c 'import re, sys
for line in sys.stdin:
    line = re.sub(".\b", "", line.rstrip("\n"))
    if len(line) > 80:
        sys.exit(line)' >wide 2>&1
		ok "$name fits 80 columns" test ! -s wide
	else
		skip "mandoc reads $name" "no mandoc"
	fi
	if command -v groff >/dev/null; then
		groff -ww -mdoc -Tutf8 -z "$page" >said 2>&1
		ok "groff reads $name without a word" sh -c \
			'cat said; ! grep -q . said'
	else
		skip "groff reads $name" "no groff"
	fi
done

python3 - "$WATTLEAF_DATADIR/schema/study.rng" >bare <<'EOP'
import sys
import xml.etree.ElementTree as tree

rng = "{http://relaxng.org/ns/structure/1.0}"
note = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"
for kind in "element", "attribute":
    for node in tree.parse(sys.argv[1]).iter(rng + kind):
        text = node.find(note)
        if text is None or not (text.text or "").strip():
            print(kind, node.get("name"))
EOP
ok "the schema of the study documents each element and attribute" sh -c \
	'cat bare; ! grep -q . bare'

# offers EXPECTED WORDS: the list that a shell gives, by blanks
bash_offers()
{
	bash -c '. "$1"; read -ra COMP_WORDS <<<"$2"
	[[ $2 != *\  ]] || COMP_WORDS+=("")
	COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
	complete -p wattleaf >/dev/null && _wattleaf
	printf "%s\n" "${COMPREPLY[@]}" | LC_ALL=C sort |
		paste -s -d " "' bash "$manual/wattleaf.bash" "$2" >offered
	cat offered
	test "$(cat offered)" = "$1"
}
fish_offers()
{
	HOME=$PWD fish --no-config -c 'source $argv[1]; complete -C $argv[2]' \
		"$manual/wattleaf.fish" "$2" >offered 2>&1
	cat offered
	test "$(cut -f 1 offered | sort | tr '\n' ' ')" = "$1 "
}
zsh_offers()
{
	zsh "$WATTLEAF_SRCDIR/tests/complete.zsh" "$manual" "$2" >offered
	cat offered
	for word in $1; do
		grep -q -e "$word" offered || return 1
	done
}

ok "bash: commands" bash_offers "report" "wattleaf rep"
ok "bash: options" bash_offers "--template" "wattleaf report --te"
"$WATTLEAF" report --help | sed -n 's/^\([A-Z].*\):$/\1/p' >headings
ok "report has headings for its options" sh -c \
	'grep -x Place headings && grep -x "Hardware and time" headings'
ok "bash: the options of the command alone" bash_offers "" \
	"wattleaf inspect --tem"
ok "bash: templates" bash_offers "checklist-arr checklist-neurips" \
	"wattleaf report --template ch"
ok "bash: a short option" bash_offers "checklist-arr checklist-neurips" \
	"wattleaf report -t ch"
ok "bash: a list" bash_offers "pdf,table.csv pdf,table.md pdf,table.pdf pdf,table.svg pdf,table.tex" \
	"wattleaf report --format pdf,table"
ok "bash: --option=value, which are three words" bash_offers \
	"strubell-2019" "wattleaf report --method = stru"
ok "bash: venues" bash_offers "acl acm-sigconf acm-sigplan acm-small" \
	"wattleaf report --venue ac"
ok "bash: charts" bash_offers "methods mix" "wattleaf report --chart m"
ok "bash: formats of logs" bash_offers "nvidia-smi-xml" \
	"wattleaf inspect --format nvidia-smi-x"
ok "bash: formats to check" bash_offers "markdown" \
	"wattleaf check --format mark"
touch 'a file.xml' afile.xml
ok "bash: files" bash_offers "a file.xml afile.xml" "wattleaf report a"
if command -v fish >/dev/null; then
	ok "fish: commands" fish_offers "report" "wattleaf rep"
	ok "fish: options, with the heading that they stand under" sh -c \
		'fish --no-config -c "source $1; complete -C \"\$argv\"" \
		"wattleaf report --regio" | grep "^--region.*Place: region"' \
		sh "$manual/wattleaf.fish"
	ok "fish: templates" fish_offers "checklist-arr checklist-neurips" \
		"wattleaf report --template ch"
	ok "fish: a list" fish_offers "pdf,table.md" \
		"wattleaf report -f pdf,table.m"
	ok "fish: files" fish_offers "afile.xml" "wattleaf report af"
else
	skip "fish completes" "no fish"
fi
if command -v zsh >/dev/null; then
	ok "zsh: commands" zsh_offers "report" "wattleaf re"
	ok "zsh: options" zsh_offers "--template --threads --total" \
		"wattleaf report --t"
	ok "zsh: templates" zsh_offers "checklist-arr checklist-neurips" \
		"wattleaf report --template ch"
	ok "zsh: a list" zsh_offers "table.csv table.md" \
		"wattleaf report --format pdf,tab"
	ok "zsh: files" zsh_offers "afile.xml" "wattleaf report a"
else
	skip "zsh completes" "no zsh"
fi
done_testing
