#!/bin/sh
# A log large enough for several threads says the same with each number of
# them, and where its damage is.
# shellcheck source=tests/tests.sh
. "$WATTLEAF_SRCDIR/tests/tests.sh"

# log FAULT: 24 MB of eight devices, one sample a second
log()
{
	awk -v fault="$1" 'BEGIN {
		print "timestamp, index, name, power.draw [W]"
		for (t = 0; t < 48000; t++)
			for (k = 0; k < 8; k++) {
				watts = (t * 37 + k * 11) % 40000 / 100 + 60
				if (fault == "cell" && t % 9000 == 8999 && k == 3)
					watts = "[N/A]"
				if (fault == "back" && t == 30000)
					continue
				s = fault == "back" && t > 30000 && t < 30010 ? t - 30 : t
				printf "2026/01/%02d %02d:%02d:%02d.%03d, %d, NVIDIA A100-SXM4-80GB, %s%s\n",
				    1 + s / 86400, s / 3600 % 24, s / 60 % 60, s % 60, k, k,
				    watts == "[N/A]" ? watts : sprintf("%.2f", watts),
				    watts == "[N/A]" ? "" : " W"
			}
	}' >power.csv
}

same()
{
	log "$1" || return 1
	for n in 1 2 3 8; do
		"$WATTLEAF" inspect --json --threads "$n" power.csv >"out.$n" ||
		    [ $? -eq 1 ] || return 1
		cmp out.1 "out.$n" || return 1
	done
	cat out.1
}

skips()
{
	same cell >text && grep '"rows_skipped": 5' text &&
	    grep '"line": 71997' text && grep '"line": 359997' text
}

set_back()
{
	same back >text && grep '"rows_skipped": 72' text &&
	    grep '"log-time"' text && grep '"line": 240002' text
}

whole()
{
	same none >text && grep '"rows": 384000' text &&
	    grep '"duration_s": 47999.0' text
}

# A digest keeps first samples apart, which threads know nothing of.
digests()
{
	same none >text || return 1
	for n in 1 4; do
		"$WATTLEAF" inspect --partial --threads "$n" power.csv \
		    -o "digest.$n" || return 1
	done
	"$WATTLEAF" inspect --json digest.4 >joined && cat joined &&
	    cmp digest.1 digest.4 &&
	    [ "$(grep '"energy_kwh"' text)" = "$(grep '"energy_kwh"' joined)" ]
}

refused()
{
	for n in 0 65 650 -1 2x ''; do
		"$WATTLEAF" inspect --threads="$n" power.csv 2>err
		[ $? -eq 2 ] && grep -e "--threads=$n must be" err || return 1
	done
}

ok "a whole log says the same with every number of threads" whole
ok "so does one with cells that say nothing" skips
ok "so does one whose clock was set back" set_back
ok "a number of threads that makes no sense is refused" refused
ok "its digest is the same with one thread and four" digests
done_testing
