/*
 * Points in time. Date arithmetic after the era method (400-year cycles of
 * 146097 days, years that begin in March).
 */
#include "base/timestamp.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>

#include "base/num.h"

enum {
	DAYS_PER_ERA = 146097,
	DAYS_TO_EPOCH = 719468, /* 0000-03-01 to 1970-01-01 */
	SECONDS_PER_DAY = 86400
};

long
timestamp_days(int year, int month, int day)
{
	long y = month <= 2 ? year - 1 : year;
	long era = (y >= 0 ? y : y - 399) / 400;
	long of_era = y - era * 400;
	long of_year = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return era * DAYS_PER_ERA + of_era * 365 + of_era / 4 - of_era / 100 +
	    of_year - DAYS_TO_EPOCH;
}

/* N digits at the front of *TEXT as a number. */
static bool
take_digits(struct span *text, size_t n, int *value)
{
	size_t i;

	if (text->n < n)
		return false;
	*value = 0;
	for (i = 0; i < n; i++) {
		if (text->s[i] < '0' || text->s[i] > '9')
			return false;
		*value = *value * 10 + (text->s[i] - '0');
	}
	*text = span_sub(*text, n, text->n);
	return true;
}

static bool
take_mark(struct span *text, char mark)
{
	if (text->n == 0 || text->s[0] != mark)
		return false;
	*text = span_sub(*text, 1, text->n);
	return true;
}

static bool
take_date(struct span *text, double *seconds)
{
	int year, month, day;
	char mark;

	if (text->n < 10 || !take_digits(text, 4, &year))
		return false;
	mark = text->s[0];
	if ((mark != '-' && mark != '/') || !take_mark(text, mark) ||
	    !take_digits(text, 2, &month) || !take_mark(text, mark) ||
	    !take_digits(text, 2, &day))
		return false;
	/* real logs hold a 31 April: it is read as the day after the 30th */
	if (month < 1 || month > 12 || day < 1 || day > 31)
		return false;
	*seconds = (double)timestamp_days(year, month, day) * SECONDS_PER_DAY;
	return true;
}

static bool
take_fraction(struct span *text, double *seconds)
{
	size_t n = 1;
	double fraction;

	if (text->n == 0 || (text->s[0] != '.' && text->s[0] != ','))
		return true;
	while (n < text->n && text->s[n] >= '0' && text->s[n] <= '9')
		n++;
	if (!num_parse(span_sub(*text, 1, n - 1), &fraction))
		return false;
	*seconds += fraction / pow(10, (double)(n - 1));
	*text = span_sub(*text, n, text->n);
	return true;
}

static bool
take_clock(struct span *text, double *seconds)
{
	int hour, minute, second;

	if (!take_digits(text, 2, &hour) || !take_mark(text, ':') ||
	    !take_digits(text, 2, &minute) || !take_mark(text, ':') ||
	    !take_digits(text, 2, &second))
		return false;
	if (hour > 23 || minute > 59 || second > 60)
		return false;
	*seconds += hour * 3600 + minute * 60 + second;
	return take_fraction(text, seconds);
}

static bool
take_zone(struct span *text, double *seconds, bool *zoned)
{
	int hours, minutes, sign;

	if (take_mark(text, 'Z')) {
		*zoned = true;
		return true;
	}
	if (take_mark(text, '+'))
		sign = 1;
	else if (take_mark(text, '-'))
		sign = -1;
	else
		return true;
	if (!take_digits(text, 2, &hours))
		return false;
	take_mark(text, ':');
	if (!take_digits(text, 2, &minutes) || hours > 14 || minutes > 59)
		return false;
	*seconds -= sign * (hours * 3600 + minutes * 60);
	*zoned = true;
	return true;
}

bool
timestamp_parse(struct span text, double *seconds, bool *zoned)
{
	double read = 0;
	bool zone = false;

	if (!take_date(&text, &read))
		return false;
	if (text.n != 0) {
		if (!take_mark(&text, 'T') && !take_mark(&text, ' '))
			return false;
		if (!take_clock(&text, &read))
			return false;
		take_mark(&text, ' ');
		if (!take_zone(&text, &read, &zone))
			return false;
	}
	if (text.n != 0)
		return false;
	*seconds = read;
	*zoned = zone;
	return true;
}

/* Year, month and day of a number of days since 1970-01-01. */
static void
civil(long days, long date[3])
{
	long z = days + DAYS_TO_EPOCH;
	long era = (z >= 0 ? z : z - (DAYS_PER_ERA - 1)) / DAYS_PER_ERA;
	long of_era = z - era * DAYS_PER_ERA;
	long year = (of_era - of_era / 1460 + of_era / 36524 -
			of_era / (DAYS_PER_ERA - 1)) / 365;
	long of_year = of_era - (365 * year + year / 4 - year / 100);
	long month = (5 * of_year + 2) / 153;

	date[2] = of_year - (153 * month + 2) / 5 + 1;
	date[1] = month < 10 ? month + 3 : month - 9;
	date[0] = year + era * 400 + (date[1] <= 2 ? 1 : 0);
}

void
timestamp_text(double seconds, bool zoned, char text[TIMESTAMP_TEXT])
{
	const char *zone = zoned ? "Z" : "";
	double day;
	long long ms;
	long date[3];

	if (!(fabs(seconds) < 1e11)) {
		snprintf(text, TIMESTAMP_TEXT, "out of range");
		return;
	}
	day = floor(seconds / SECONDS_PER_DAY);
	ms = llround((seconds - day * SECONDS_PER_DAY) * 1000);
	if (ms >= SECONDS_PER_DAY * 1000LL) {
		ms -= SECONDS_PER_DAY * 1000LL;
		day += 1;
	}
	civil((long)day, date);
	if (ms % 1000 != 0)
		snprintf(text, TIMESTAMP_TEXT,
		    "%04ld-%02ld-%02ldT%02lld:%02lld:%02lld.%03lld%s", date[0],
		    date[1], date[2], ms / 3600000, ms / 60000 % 60,
		    ms / 1000 % 60, ms % 1000, zone);
	else
		snprintf(text, TIMESTAMP_TEXT,
		    "%04ld-%02ld-%02ldT%02lld:%02lld:%02lld%s", date[0],
		    date[1], date[2], ms / 3600000, ms / 60000 % 60,
		    ms / 1000 % 60, zone);
}
