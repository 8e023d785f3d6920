#!/bin/sh
# Holds the sources to doc/layering.txt and to the limits of the style: who
# includes what, no mutable variables that outlive a function, sizes. Each
# check is first shown a file that breaks its rule.
set -u
. "$WATTLEAF_SRCDIR/tests/tests.sh"

rules=$WATTLEAF_SRCDIR/doc/layering.txt

# Each check prints what breaks its rule in TREE/src: FILE:LINE: WHAT.

includes()
{
	(cd "$1" && find src -name '*.[ch]' | sort |
	    xargs grep -Hn '^[ 	]*#[ 	]*include') | awk -v rules="$rules" '
	BEGIN {
		while ((getline line < rules) > 0) {
			n = split(line, word, /[ :]+/)
			for (i = 3; word[1] == "folder" && i <= n; i++)
				may[word[2], word[i]] = 1
			if (word[1] == "library")
				library[word[2]] = library[word[2]] line " "
			for (i = 2; word[1] == "standard" && i <= n; i++)
				standard[word[i]] = 1
		}
	}
	function allowed(header, file,    prefix, longest) {
		for (prefix in library)
			if (index(header, prefix) == 1 &&
			    length(prefix) > length(longest))
				longest = prefix
		return longest != "" ? \
		    index(library[longest], " " file " ") : header in standard
	}
	{
		split($0, part, ":")
		file = part[1]
		split(file, step, "/")
		folder = step[2]
		header = $0
		gsub(/^[^<"]*[<"]|[>"].*$/, "", header)
		own = header
		sub(/\/.*/, "", own)
		if ($0 ~ /include[ \t]*</)
			good = allowed(header, file)
		else if (step[3] == "")
			good = header == "config.h"
		else
			good = own == folder || (folder, own) in may ||
			    (folder, header) in may
		if (!good)
			print file ":" part[2] ": may not include " header
	}'
}

# A declaration is constant when const follows its last "*", or when it has
# const and no "*". Variables of files by ctags, which shows the last line of
# a declaration: one that ends a list of members is completed from its first
# line. Statics of functions by their word.
mutable()
{
	(cd "$1" && {
		find src -name '*.[ch]' | sort | ctags -L - -x \
		    --languages=C --kinds-C=v --_xformat='%F:%n:%C'
		find src -name '*.[ch]' | sort |
		    xargs grep -HnE '^[ 	]+(static|_Thread_local) '
	}) | awk -v tree="$1" -v rules="$rules" -F : '
	BEGIN {
		while ((getline line <rules) > 0)
			if (split(line, word, /[ :]+/) > 1 && word[1] == "state")
				state[word[2]] = 1
	}
	function opening(file, number,    first, line, i) {
		for (i = 1; i < number && (getline line <file) > 0; i++)
			if (line ~ /^[[:alpha:]]/)
				first = line
		close(file)
		return first
	}
	!($1 in state) {
		text = $0
		sub(/^[^:]*:[^:]*:/, "", text)
		if (text ~ /^}/)
			text = opening(tree "/" $1, $2)
		sub(/[=;].*/, "", text)
		gsub(/\[[^]]*\]/, "", text)
		tail = text
		sub(/.*\*/, "", tail)
		if (text !~ /\(/ && tail !~ /(^|[^_[:alnum:]])const([^_[:alnum:]]|$)/)
			print $0
	}'
}

long_functions()
{
	(cd "$1" && find src tests -name '*.[ch]' | sort | ctags -L - -f - \
	    --languages=C --kinds-C=f --fields=+ne) | awk -F '\t' '
	!/^!/ {
		for (i = 4; i <= NF; i++) {
			if ($i ~ /^line:/)
				first = substr($i, 6)
			if ($i ~ /^end:/)
				last = substr($i, 5)
		}
		if (last - first + 1 > 60)
			print $2 ":" first ": " $1 " has " \
			    last - first + 1 " lines"
	}'
}

long_files()
{
	(cd "$1" && find src -name '*.[ch]' | sort | xargs wc -l) |
	    awk '$2 != "total" && $1 > 500 { print $2 ":1: " $1 " lines" }'
}

# A file in no list compiles but is not in the distribution.
unlisted()
{
	(cd "$1" && find src tests -name '*.mk' -exec cat {} + |
	    tr -s '[:blank:]' '\n' | cat - Makefile.am | sort -u >"$OLDPWD/listed" &&
	    find src tests -name '*.[ch]' | sort) | while read -r file; do
		grep -qwF "$file" listed || echo "$file:1: is in no list"
	done
}

# Words that only base may use, or nobody.
words()
{
	(cd "$1" && {
		find src -name '*.[ch]' ! -path 'src/base/*' \
		    ! -path src/cli/memory.c | sort | xargs \
		    grep -HnE '(^|[^_[:alnum:]])(malloc|calloc|realloc|strdup|strndup|asprintf)\('
		find src -name '*.[ch]' | sort | xargs grep -HnE \
		    '(^|[^_[:alnum:]])(setlocale|gets|sprintf|strcpy|strcat|system|popen|socket)\(|^typedef struct'
	})
}

# quiet CHECK TREE: passes when CHECK finds nothing; shows what it finds
quiet()
{
	"$@" >found
	cat found
	test ! -s found
}

# sees CHECK WHERE: passes when CHECK points at WHERE in the bad tree, alone
sees()
{
	"$1" bad | tee found
	test "$(cut -d : -f 1,2 found | sort | paste -s -d ' ' -)" = "$2"
}

mkdir -p bad/src/layout bad/src/base bad/tests
cat >bad/src/layout/bad.c <<'END'
#include <stdio.h>
#include <jansson.h>
#include "layout/bad.h"
#include "base/str.h"
#include "account/account.h"
static int counter;
static const char *const names[] = { "a" };
static const char *first;
static struct {
	const char *text;
} many[] = { { "a" } };
static const struct {
	const char *text;
} fine[] = { { "a" } };
const int limit = 3;
static int f(void)
{
	static int calls;
	static const int bound = 2;
	char *copy = malloc(3);
	return calls++ + bound;
}
END
echo 'x_SOURCES += src/layout/bad.c' >bad/src/local.mk
: >bad/Makefile.am
{ echo 'int g(void)'; echo '{'; yes '	f();' | head -n 500; echo '}'; } \
    >bad/src/base/long.c

ok "a forbidden include is seen" sees includes \
    "src/layout/bad.c:2 src/layout/bad.c:5"
ok "a forbidden word is seen" sees words "src/layout/bad.c:20"
ok "a long file is seen" sees long_files "src/base/long.c:1"
ok "an unlisted file is seen" sees unlisted \
    "src/base/long.c:1"
ok "folders and libraries are included as doc/layering.txt says" \
    quiet includes "$WATTLEAF_SRCDIR"
ok "memory comes from base, no function that is barred is called" \
    quiet words "$WATTLEAF_SRCDIR"
ok "every file is in a list of the build" quiet unlisted "$WATTLEAF_SRCDIR"
ok "no file is over 500 lines" quiet long_files "$WATTLEAF_SRCDIR"

if ctags --version 2>/dev/null | grep -q 'Universal Ctags'; then
	ok "a mutable variable is seen" sees mutable \
	    "src/layout/bad.c:11 src/layout/bad.c:18 src/layout/bad.c:6 src/layout/bad.c:8"
	ok "a long function is seen" sees long_functions "src/base/long.c:1"
	ok "no variable outlives its function" quiet mutable "$WATTLEAF_SRCDIR"
	ok "no function is over 60 lines" quiet long_functions \
	    "$WATTLEAF_SRCDIR"
else
	skip "variables and functions" "Universal Ctags is missing"
fi
done_testing
