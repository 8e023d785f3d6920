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
	X(COLUMN_TEXT, "text")           \
	X(COLUMN_TABLE, "table")         \
	X(COLUMN_COUNTRY, "country")     \
	X(COLUMN_RANK, "rank")           \
	X(COLUMN_CORES, "cores")         \
	X(COLUMN_THREADS, "threads")     \
	X(COLUMN_LIFETIME, "lifetime_years") \
	X(COLUMN_DEVICE, "device")       \
	X(COLUMN_HARDWARE, "hardware")   \
	X(COLUMN_COUNT, "count")         \
	X(COLUMN_HOURS, "hours")         \
	X(COLUMN_HOURS_OF, "hours_of")   \
	X(COLUMN_POWER, "power")         \
	X(COLUMN_POWER_OF, "power_of")   \
	X(COLUMN_PUE, "pue")             \
	X(COLUMN_INTENSITY, "intensity") \
	X(COLUMN_INTENSITY_UNIT, "intensity_unit") \
	X(COLUMN_PRICE_LOW, "price_low") \
	X(COLUMN_PRICE_HIGH, "price_high") \
	X(COLUMN_ENERGY, "energy")       \
	X(COLUMN_ENERGY_UNIT, "energy_unit") \
	X(COLUMN_COST_LOW, "cost_low")   \
	X(COLUMN_COST_HIGH, "cost_high") \
	X(COLUMN_GRADE, "grade")         \
	X(COLUMN_NUCLEAR, "nuclear")     \
	X(COLUMN_GAS, "gas")             \
	X(COLUMN_COAL, "coal")           \
	X(COLUMN_OIL, "oil")             \
	X(COLUMN_HYDRO, "hydro")         \
	X(COLUMN_WIND, "wind")           \
	X(COLUMN_SOLAR, "solar")         \
	X(COLUMN_BIO, "bio")             \
	X(COLUMN_OTHER_RENEWABLE, "other_renewable") \
	X(COLUMN_TOTAL_TWH, "total_twh") \
	X(COLUMN_COVERS, "covers")       \
	X(COLUMN_CORRECTS, "corrects")   \
	X(COLUMN_ENERGY_OF, "energy_of")

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
	bool own;                   /* a user's file: a row needs no name and no source */
};

/* Opens the table at PATH, which outlives the sheet, and reads its heading. False with a diagnostic when that fails. */
bool
sheet_open(struct sheet *, const char *path, struct arena *, struct diags *);

void
sheet_close(struct sheet *);

bool
sheet_has(const struct sheet *, enum column);

/* Goes to the next row that has all columns; false at the end. */
bool
sheet_next(struct sheet *);

/*
 * Passes over rows of a table that is sorted by id until the next row's id
 * is not before FIRST; such a table has no line end inside a field.
 */
void
sheet_pass(struct sheet *, const char *first);

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
