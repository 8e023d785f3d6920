# What the benches of drawing share: jobs for render.pl, and the programs that
# draw the specimen's chart. Reads $source, $program, $work and $rounds.
# shellcheck shell=sh disable=SC2154
tab=$(printf '\t')
python=

machine()
{
	printf '%s; %s processors\n' \
	    "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo |
		head -n 1)" "$(nproc)"
}

# job NAME COUNTS WORD...
job()
{
	line=$1$tab$2
	shift 2
	for word; do
		line=$line$tab$word
	done
	printf '%s\n' "$line" >>"$work/jobs"
}

# measure TITLE: runs the jobs and forgets them
measure()
{
	perl "$source/bench/render.pl" "$rounds" "$1" <"$work/jobs"
	rm "$work/jobs"
}

has()
{
	command -v "$1" >/dev/null 2>&1
}

install_peers()
{
	"$source/bootstrap" packages gnuplot-nox python3-matplotlib \
	    r-base-core r-cran-ggplot2 r-cran-gridextra texlive-latex-base \
	    texlive-latex-recommended texlive-pictures
}

find_peers()
{
	for candidate in python3 /usr/bin/python3; do
		if "$candidate" -c 'import matplotlib' 2>/dev/null; then
			python=$candidate
			break
		fi
	done
	echo "$("$program" --version | tr '\n' ' ')"
	if has gnuplot; then gnuplot --version; fi
	[ -z "$python" ] || "$python" -c \
	    'import matplotlib; print("matplotlib", matplotlib.__version__)'
	if has Rscript; then
		Rscript -e 'cat(R.version.string)' \
		    -e 'cat(", ggplot2", format(packageVersion("ggplot2")))' \
		    -e 'cat("\n")' 2>/dev/null || true
	fi
	if has pdflatex; then pdflatex --version | head -n 1; fi
}

# peers FORMATS WHAT: what draws it, if it is here; WHAT as in specimen.py
peers()
{
	if has gnuplot && [ "$2" = chart ]; then
		job "gnuplot" 1,21 gnuplot -e "count=@COUNT@; \
formats='$1'; folder='$work'" "$source/bench/specimen.gp"
	fi
	if [ -n "$python" ]; then
		job "matplotlib" 1,4 "$python" "$source/bench/specimen.py" \
		    @COUNT@ "$1" "$2" "$work"
	fi
	if has Rscript &&
	    Rscript -e 'library(ggplot2); library(gridExtra)' >/dev/null 2>&1
	then
		job "R ggplot2" 1,4 Rscript "$source/bench/specimen.R" \
		    @COUNT@ "$1" "$2" "$work"
	fi
	if has pdflatex && [ "$1" != svg ]; then
		job "pdflatex, PDF alone" 1 pdflatex -interaction=batchmode \
		    "-output-directory=$work" \
		    "\\def\\what{$2}\\input{$source/bench/specimen.tex}"
	fi
}
