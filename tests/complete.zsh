#!/usr/bin/env zsh
# What zsh offers behind the words: complete.zsh FOLDER WORDS. FOLDER holds
# _wattleaf. An interactive zsh runs on a pseudo-terminal, TAB is pressed, and
# the list that it shows is printed.
zmodload zsh/zpty || exit 77
zpty shell zsh -f -i
zpty -w shell "PS1=; unset zle_bracketed_paste; LISTMAX=10000; COLUMNS=80
fpath=($1 \$fpath); autoload -Uz compinit; compinit -u -D
zstyle ':completion:*' list-separator '#'
zstyle ':completion:*:descriptions' format ''
bindkey '^I' list-choices
print READY"
shown=
while zpty -r -m shell line '*READY*' && [[ $line != *$'\n'READY* ]]; do :; done
zpty -n -w shell "$2"$'\t'
# A key that comes before the list would call it off: wait until nothing has
# been shown for two seconds.
for ((quiet = 0, tries = 0; quiet < 40 && tries < 1200; tries++)); do
	if zpty -r -t shell line; then
		shown+=$line
		quiet=0
	else
		sleep 0.05
		((quiet++))
	fi
done
zpty -n -w shell $'\C-u'"print DO''NE"$'\n'
while zpty -r shell line; do
	shown+=$line
	[[ $line != *DONE* ]] || break
done
zpty -d shell
print -r -- $shown
