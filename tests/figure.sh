#!/bin/sh
# Finished PDFs held to a venue's rules: our own pass for their venue, each
# fault by hand is named, and nothing else is. TAP.
set -u
. "$WATTLEAF_SRCDIR/tests/tests.sh"

# Usage: check_of VENUE FILE; what it says goes to said
check_of()
{
	"$WATTLEAF" check "$2" --venue "$1" >said 2>&1
	status=$?
	cat said
	return $status
}

# Usage: finds KIND CODE PATTERN: one fault, with that code and words
finds()
{
	python3 "$WATTLEAF_SRCDIR/tests/figure_pdf.py" "$1" "$1.pdf" || return 1
	check_of aaai "$1.pdf"
	[ $? -eq 1 ] && [ "$(wc -l <said)" -eq 1 ] &&
	grep -q "$3.*\[$2\]\$" said
}

silent()
{
	python3 "$WATTLEAF_SRCDIR/tests/figure_pdf.py" "$1" "$1.pdf" &&
	check_of aaai "$1.pdf" && [ ! -s said ]
}

own_charts_pass()
{
	study=$WATTLEAF_SRCDIR/samples/strubell-2019/study.xml
	sed 1d "$WATTLEAF_SRCDIR/templates/venues.csv" | cut -d, -f1 >ids
	[ "$(wc -l <ids)" -ge 16 ] || return 1
	while read -r venue; do
		for width in column full; do
			"$WATTLEAF" report -q "$study" --venue "$venue" \
			    --width $width --format chart.pdf -o own 2>/dev/null
			check_of "$venue" own/chart.pdf &&
			    [ ! -s said ] || return 1
		done
	done <ids
}

refused()
{
	printf '%%PDF-1.4\nnothing' >broken.pdf
	check_of aaai broken.pdf
	[ $? -eq 3 ] && grep -q '\[figure-read\]' said &&
	! "$WATTLEAF" check good.pdf --venue nowhere 2>said &&
	grep -q 'none of acl, neurips' said
}

# Half a gigabyte of blanks in half a megabyte, drawn ten times. Sanitizers
# take terabytes of address space: there the room is not limited.
bomb()
{
	room=400000
	nm "$WATTLEAF" 2>/dev/null | grep -q __asan_init && room=unlimited
	python3 "$WATTLEAF_SRCDIR/tests/figure_pdf.py" bomb bomb.pdf || return 1
	(ulimit -v $room; "$WATTLEAF" check bomb.pdf --venue aaai >said 2>&1)
	status=$?
	cat said
	[ $status -eq 1 ] && grep -q 'than is looked at' said
}

survives()
{
	for kind in loop garbage; do
		python3 "$WATTLEAF_SRCDIR/tests/figure_pdf.py" $kind $kind.pdf
		check_of aaai $kind.pdf
		[ $? -le 3 ] || return 1
	done
}

ok 'own charts pass for their venue' own_charts_pass
for kind in good script hidden cmyk-grey; do
	ok "nothing is said of $kind" silent $kind
done
ok 'a font that is not embedded' finds bare figure-font 'Helvetica is not'
ok 'a font of Type 3' finds type3 figure-font 'Type 3'
ok 'small text' finds small figure-text '8\.9 pt on page 1; 9\.0'
ok 'text drawn smaller' finds scaled figure-text '8\.0 pt on page 1'
ok 'a hairline' finds hairline figure-line '0\.40 pt; 0\.50'
ok 'a line by graphics state' finds state-line figure-line '0\.20 pt'
ok 'pale text' finds pale figure-contrast '#999999 .* 2\.85 to 1'
ok 'colour' finds red figure-content 'colours as RGB'
ok 'colour in a form' finds form-red figure-content 'colours as RGB'
ok 'pixels' finds pixels figure-content pixels
ok 'pixels within the content' finds inline figure-content pixels
ok 'transparency' finds alpha figure-content transparency
ok 'links' finds links figure-content links
ok 'bookmarks' finds bookmarks figure-content bookmarks
ok 'scripts' finds action figure-content 'actions or scripts'
ok 'a newer version' finds new figure-content 'PDF 1\.7; 1\.4'
ok 'wider than a column' finds wide figure-width '300\.00 .* 237\.60'
ok 'wider than the paper' finds poster figure-width '900\.00'
ok 'no PDF, no venue' refused
ok 'loops and garbage end' survives
ok 'what unpacks is bounded' bomb
done_testing
