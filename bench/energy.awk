# Joules in a log of make-power-log: trapezoid by device, no check of anything.
# Usage: awk -F ', ' -f energy.awk FILE
function days(y, m, d) {
	if (m <= 2) {
		y--
		m += 12
	}
	return 365 * y + int(y / 4) - int(y / 100) + int(y / 400) + \
	    int((153 * (m - 3) + 2) / 5) + d
}
NR > 1 {
	date = substr($1, 1, 10)
	if (date != last) {
		last = date
		start = 86400 * days(substr($1, 1, 4) + 0,
		    substr($1, 6, 2) + 0, substr($1, 9, 2) + 0)
	}
	time = start + 3600 * substr($1, 12, 2) + 60 * substr($1, 15, 2) + \
	    substr($1, 18)
	power = $4 + 0
	if ($2 in times)
		energy += (powers[$2] + power) / 2 * (time - times[$2])
	times[$2] = time
	powers[$2] = power
}
END { printf "%.3f\n", energy }
