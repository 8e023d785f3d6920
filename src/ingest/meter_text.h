/*
 * What the readers of meters' tables share: columns by name, and stamps
 * whose numbers are not padded or stand in another order.
 */
#ifndef WATTLEAF_METER_TEXT_H
#define WATTLEAF_METER_TEXT_H

#include <stdbool.h>

#include "base/csv.h"
#include "base/str.h"

struct reading;

enum date_order { DATE_YMD, DATE_DMY, DATE_MDY };

/* The column called NAME of a header row, or -1. */
int
meter_column(const struct csv_row *header, const char *name);

/* Reads "2025-2-4 7:4:9.5" or "28-12-2020 15:21:14.682". False when it is none, or no such day is. */
bool
meter_stamp(struct span, enum date_order, double *time_s);

/* Reads "Fri Nov 10 12:37:08 2023", with " +0100" after it or not. */
bool
meter_long_stamp(struct span, double *time_s, bool *zoned);

/* A local stamp as UTC when the reading's zone is known, and the record says so. */
double
meter_from_local(struct reading *, double time_s);

/* The positive number of a cell; NAN for none. */
double
meter_number(const struct csv_row *, int column, char delimiter);

#endif
