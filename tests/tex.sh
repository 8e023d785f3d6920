# Setting NAME.tex by an ENGINE of TeX, for ok; to be sourced:
#   is_set ENGINE NAME    without an error, to ENGINE-NAME.pdf
#   is_clean ENGINE NAME  and no box was too full, no character missing
# shellcheck shell=sh

is_set()
{
	"$1" -interaction=nonstopmode -halt-on-error -no-shell-escape \
	    -jobname="$1-$2" "$2.tex" >"$1-$2.out" 2>&1 ||
		{ tail -20 "$1-$2.out"; return 1; }
}

is_clean()
{
	! grep -E '^template |Overfull|Missing character' "$1-$2.out" |
		grep -B1 -E 'Overfull|Missing'
}
