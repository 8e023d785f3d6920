/*
 * Points in time as seconds since 1970-01-01; time stamps without a zone
 * are read as if they were UTC and marked so.
 */
#ifndef WATTLEAF_TIMESTAMP_H
#define WATTLEAF_TIMESTAMP_H

#include <stdbool.h>

#include "base/str.h"

enum { TIMESTAMP_TEXT = 96 };

/* Days since 1970-01-01 of a civil date (proleptic Gregorian). */
long
timestamp_days(int year, int month, int day);

/*
 * Reads "2026/01/03 15:36:53.507", "2022-09-01T10:20:30", with "Z" or
 * "+01:00" or "+0100" after it, or a date alone. *ZONED says that a zone was
 * given and applied. The whole span must match. Returns false otherwise.
 */
bool
timestamp_parse(struct span, double *seconds, bool *zoned);

/* "2022-09-01T10:20:30Z", milliseconds when there are any; no "Z" when not ZONED. */
void
timestamp_text(double seconds, bool zoned, char text[TIMESTAMP_TEXT]);

#endif
