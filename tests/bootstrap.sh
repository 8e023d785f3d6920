#!/bin/sh
# What bootstrap does about packages, on machines of three kinds: nothing
# missing, something missing with apt, something missing without apt. dpkg,
# apt and the user are played by small scripts; nothing is installed.
set -u
. "$WATTLEAF_SRCDIR/tests/tests.sh"

# machine NAME COMMAND...: a folder for PATH with these commands and what
# bootstrap needs at the least
machine()
{
	rm -rf "$1"
	mkdir "$1"
	for tool in dirname env nproc sed; do
		ln -s "$(command -v $tool)" "$1/$tool"
	done
	play "$1" id 'echo 0'
}

# play MACHINE COMMAND SCRIPT
play()
{
	printf '#!/bin/sh\n%s\n' "$3" >"$1/$2"
	chmod +x "$1/$2"
}

# on MACHINE STATUS TEXT: bootstrap ends with STATUS and says TEXT
on()
{
	status=0
	PATH=$PWD/$1 /bin/sh "$WATTLEAF_SRCDIR/bootstrap" packages extra \
	    >said 2>&1 </dev/null || status=$?
	cat said
	echo "status $status"
	test "$status" -eq "$2" && grep -q "$3" said
}

# silent MACHINE: bootstrap ends well and says nothing
silent()
{
	! on "$1" 0 . && test "$status" -eq 0 && test ! -s said
}

# is FILE TEXT
is()
{
	printf '%s\n' "$2" | diff "$1" -
}

machine complete
play complete dpkg-query 'printf "installed "'
play complete apt-get "echo \"\$*\" >>$PWD/apt.log"
ok "nothing is missing: it goes on without a word" silent complete
ok "... and apt is not run" test ! -e apt.log

machine lacking
play lacking dpkg-query 'case $* in *extra|*qpdf) exit 1;; *check) printf "not-installed ";; *) printf "installed ";; esac'
play lacking apt-get "echo \"\$DEBIAN_FRONTEND \$*\" >>$PWD/apt.log"
ok "packages are missing: they are named" on lacking 0 \
    'installing Debian packages: check qpdf extra'
ok "... and installed without a question" is apt.log \
    'noninteractive -q update
noninteractive -q install -y --no-install-recommends check qpdf extra'

machine foreign
ok "without apt it says what to install and stops" on foreign 1 \
    'please install .* autoconf .* qpdf .* extra'

play lacking id 'echo 1000'
rm apt.log
ok "without root and sudo it says so and stops" on lacking 1 \
    'as root: apt-get install check qpdf extra'
ok "... before apt is run" test ! -e apt.log
ok "without a mode it shows its usage" sh -c \
    'sh "$WATTLEAF_SRCDIR/bootstrap"; test $? -eq 2'
done_testing
