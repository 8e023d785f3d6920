/*
 * A CSV table of the catalogue, read row by row and by the names of its
 * columns. It knows no table's meaning.
 */
#ifndef WATTLEAF_SHEET_H
#define WATTLEAF_SHEET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/csv.h"

struct arena;
struct diags;
struct source;

/* X(enumerator, heading): every column that a table may have. */
#define COLUMNS(X)                       \
	X(COLUMN_ID, "id")               \
	X(COLUMN_NAME, "name")           \
	X(COLUMN_VALUE, "value")         \
	X(COLUMN_LOW, "low")             \
	X(COLUMN_HIGH, "high")           \
	X(COLUMN_UNIT, "unit")           \
	X(COLUMN_YEAR, "year")           \
	X(COLUMN_BOUNDARY, "boundary")   \
	X(COLUMN_SOURCE, "source")       \
	X(COLUMN_MARK, "mark")           \
	X(COLUMN_NOTE, "note")           \
	X(COLUMN_MATCH, "match")         \
	X(COLUMN_PER, "per")             \
	X(COLUMN_ALPHA2, "alpha2")       \
	X(COLUMN_LEVEL, "level")         \
	X(COLUMN_LOW_SOURCE, "low_source") \
	X(COLUMN_HIGH_SOURCE, "high_source") \
	X(COLUMN_LABEL, "label")         \
	X(COLUMN_VENDOR, "vendor")       \
	X(COLUMN_CLASS, "class")         \
	X(COLUMN_COUNT_AS, "count_as")   \
	X(COLUMN_FAMILY, "family")       \
	X(COLUMN_CHIPS, "chips")         \
	X(COLUMN_MEMORY, "memory_gb")    \
	X(COLUMN_FP64, "tf_fp64")        \
	X(COLUMN_FP32, "tf_fp32")        \
	X(COLUMN_TF32, "tf_tf32")        \
	X(COLUMN_FP16, "tf_fp16")        \
	X(COLUMN_FP8, "tf_fp8")          \
	X(COLUMN_PROCESS, "process_nm")  \
	X(COLUMN_DIE, "die_mm2")         \
	X(COLUMN_KIND, "kind")           \
	X(COLUMN_AUTHOR, "author")       \
	X(COLUMN_TITLE, "title")         \
	X(COLUMN_VENUE, "venue")         \
	X(COLUMN_URL, "url")             \
	X(COLUMN_LICENCE, "licence")     \
	X(COLUMN_ATTRIBUTION, "attribution") \
	X(COLUMN_TEXT, "text")

#define COLUMN_ENUM(name, heading) name,
enum column { COLUMNS(COLUMN_ENUM) COLUMN_TOTAL };
#undef COLUMN_ENUM

struct sheet {
	struct arena *arena;
	struct diags *diags;
	struct source *source;
	struct csv *csv;
	struct csv_row row;
	size_t width;               /* columns in the heading */
	size_t place[COLUMN_TOTAL]; /* SIZE_MAX: the table has no such column */
	const char *last[COLUMN_TOTAL]; /* text of the row before: rows repeat it */
	bool faulty;                /* the row has had a fault */
};

/* Opens the table at PATH, which outlives the sheet, and reads its heading. False with a diagnostic when that fails. */
bool
sheet_open(struct sheet *, const char *path, struct arena *, struct diags *);

void
sheet_close(struct sheet *);

/* Goes to the next row that has all columns; false at the end. */
bool
sheet_next(struct sheet *);

/* The text of a column in the arena; "" when it is empty or missing. */
const char *
sheet_text(struct sheet *, enum column);

/* As sheet_text; an empty one is a fault. */
const char *
sheet_word(struct sheet *, enum column);

/* The number in a column; NAN when it is empty or missing, and with a fault when it is none. */
double
sheet_number(struct sheet *, enum column);

/* A whole number; UNKNOWN when there is none. */
int
sheet_whole(struct sheet *, enum column, int unknown);

/* Adds CATALOG_ROW at the column (at the row when the table has none) and marks the row. */
void
sheet_fault(struct sheet *, enum column, const char *detail);

#endif
