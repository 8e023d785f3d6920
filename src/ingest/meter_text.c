/*
 * Columns by name and loose stamps.
 */
#include "ingest/meter_text.h"

#include <math.h>

#include "base/num.h"
#include "base/timestamp.h"
#include "ingest/cell.h"
#include "ingest/ingest.h"
#include "ingest/nvidia_smi_gpu.h"

enum { STAMP_FIELDS = 5 };

int
meter_column(const struct csv_row *header, const char *name)
{
	size_t i;

	for (i = 0; i < header->count; i++)
		if (span_equal(span_trim(header->fields[i].text), name))
			return (int)i;
	return -1;
}

/* A whole number of up to four digits before a mark. */
static bool
take_number(struct span *text, const char *marks, int *value)
{
	size_t i;

	*value = 0;
	for (i = 0; i < text->n && text->s[i] >= '0' && text->s[i] <= '9'; i++) {
		if (i == 4)
			return false;
		*value = *value * 10 + (text->s[i] - '0');
	}
	if (i == 0 || i == text->n)
		return false;
	for (; *marks != '\0'; marks++)
		if (text->s[i] == *marks)
			break;
	if (*marks == '\0')
		return false;
	*text = span_sub(*text, i + 1, text->n);
	return true;
}

static int
month_days(int year, int month)
{
	long first = timestamp_days(year, month, 1);
	long next = month == 12 ? timestamp_days(year + 1, 1, 1) :
				  timestamp_days(year, month + 1, 1);

	return (int)(next - first);
}

static bool
take_date(struct span *text, enum date_order order, double *time_s)
{
	int a, b, c, year, month, day;

	if (!take_number(text, "-/.", &a) || !take_number(text, "-/.", &b) ||
	    !take_number(text, " T", &c))
		return false;
	year = order == DATE_YMD ? a : c;
	month = order == DATE_MDY ? a : b;
	day = order == DATE_YMD ? c : order == DATE_DMY ? a : b;
	if (year < 1970 || month < 1 || month > 12 || day < 1 ||
	    day > month_days(year, month))
		return false;
	*time_s = (double)timestamp_days(year, month, day) * 86400;
	return true;
}

bool
meter_stamp(struct span text, enum date_order order, double *time_s)
{
	int hour, minute;
	double second, day_s;

	text = span_trim(text);
	if (!take_date(&text, order, &day_s))
		return false;
	text = span_trim(text);
	if (!take_number(&text, ":", &hour) ||
	    !take_number(&text, ":", &minute) || !num_parse(text, &second))
		return false;
	if (hour > 23 || minute > 59 || !(second >= 0 && second < 61))
		return false;
	*time_s = day_s + hour * 3600 + minute * 60 + second;
	return true;
}

/* The text behind the first N words. */
static size_t
words_length(struct span text, size_t n)
{
	size_t i = 0;

	for (; n > 0 && i < text.n; n--) {
		while (i < text.n && text.s[i] == ' ')
			i++;
		while (i < text.n && text.s[i] != ' ')
			i++;
	}
	return i;
}

static bool
take_zone(struct span text, double *time_s)
{
	double number;

	if (text.n != 5 || (text.s[0] != '+' && text.s[0] != '-') ||
	    !num_parse(span_sub(text, 1, 4), &number) || number > 1400 ||
	    fmod(number, 100) > 59)
		return false;
	number = floor(number / 100) * 3600 + fmod(number, 100) * 60;
	*time_s -= text.s[0] == '-' ? -number : number;
	return true;
}

bool
meter_long_stamp(struct span text, double *time_s, bool *zoned)
{
	size_t n;
	struct span zone;

	text = span_trim(text);
	n = words_length(text, STAMP_FIELDS);
	zone = span_trim(span_sub(text, n, text.n));
	*zoned = zone.n > 0;
	return smi_time(span_sub(text, 0, n), time_s) &&
	    (zone.n == 0 || take_zone(zone, time_s));
}

double
meter_from_local(struct reading *reading, double time_s)
{
	double zone_s = reading->options->zone_s;

	reading->record->zoned = !isnan(zone_s);
	return isnan(zone_s) ? time_s : time_s - zone_s;
}

double
meter_number(const struct csv_row *row, int column, char delimiter)
{
	double value;

	if (column < 0 ||
	    !cell_number(cell_text(row, column), delimiter, &value))
		return (double)NAN;
	return value;
}
