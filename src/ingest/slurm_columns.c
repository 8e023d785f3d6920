/*
 * sacct does not escape its delimiter: a row with too many fields is read
 * from both ends when only columns of free text stand between.
 */
#include "ingest/slurm_columns.h"

#include <stdint.h>
#include <string.h>

static const char *const names[SLURM_COLUMNS] = {
	[SLURM_JOB_ID] = "JobID",
	[SLURM_JOB_ID_RAW] = "JobIDRaw",
	[SLURM_ELAPSED] = "Elapsed",
	[SLURM_ELAPSED_RAW] = "ElapsedRaw",
	[SLURM_STATE] = "State",
	[SLURM_NODES] = "NNodes",
	[SLURM_NODE_LIST] = "NodeList",
	[SLURM_START] = "Start",
	[SLURM_END] = "End",
	[SLURM_ALLOC_TRES] = "AllocTRES",
	[SLURM_ALLOC_GRES] = "AllocGRES",
	[SLURM_REQ_TRES] = "ReqTRES",
	[SLURM_ENERGY] = "ConsumedEnergy",
	[SLURM_ENERGY_RAW] = "ConsumedEnergyRaw",
};

static const char *const free_texts[] = {
	"JobName", "Comment", "AdminComment", "SystemComment", "SubmitLine",
	"WorkDir", "Reason", "Container", "WCKey", "Extra", "Constraints",
};

/* Lists, which a comma as delimiter tears apart. */
static const char *const lists[] = {
	"AllocTRES", "ReqTRES", "AllocGRES", "ReqGRES", "NodeList", "Flags",
};

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_one_of(struct span name, const char *const *list, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (span_equal_nocase(name, list[i]))
			return true;
	return false;
}

static bool
is_free(const struct slurm_columns *columns, struct span name)
{
	if (is_one_of(name, free_texts,
		sizeof free_texts / sizeof free_texts[0]))
		return true;
	return columns->delimiter[0] == ',' &&
	    (is_one_of(name, lists, sizeof lists / sizeof lists[0]) ||
		span_starts(name, "TRES"));
}

/* What stands between the first two names. */
static bool
find_delimiter(struct slurm_columns *columns, struct span line)
{
	size_t from, to;

	for (from = 0; from < line.n && is_letter(line.s[from]); from++)
		;
	for (to = from; to < line.n && !is_letter(line.s[to]); to++)
		;
	if (from == 0 || to == from || to - from >= SLURM_DELIMITER_MAX)
		return false;
	memcpy(columns->delimiter, line.s + from, to - from);
	columns->delimiter[to - from] = '\0';
	return true;
}

/* Cuts one field off; quotes keep a comma inside, as other programs write them. */
static struct span
take_field(const struct slurm_columns *columns, struct span *line)
{
	size_t from = 0, at;
	struct span field;

	if (columns->delimiter[0] == ',' && line->n > 0 && line->s[0] == '"') {
		struct span inside = span_sub(*line, 1, line->n);
		size_t close = span_find(inside, "\"");

		from = close == SIZE_MAX ? 0 : close + 2;
	}
	at = span_find(span_sub(*line, from, line->n), columns->delimiter);
	field = span_sub(*line, 0, at == SIZE_MAX ? line->n : from + at);
	*line = at == SIZE_MAX ?
	    (struct span){ NULL, 0 } :
	    span_sub(*line, from + at + strlen(columns->delimiter), line->n);
	if (from > 0 && field.n >= 2)
		field = span_sub(field, 1, field.n - 2);
	return field;
}

/* All fields of a line; 0 when there are too many. A delimiter at the end ends the last one. */
static size_t
split(const struct slurm_columns *columns, struct span line,
    struct span fields[SLURM_FIELDS_MAX])
{
	size_t n = 0;

	if (span_ends(line, columns->delimiter) && columns->trailing)
		line.n -= strlen(columns->delimiter);
	do {
		if (n == SLURM_FIELDS_MAX)
			return 0;
		fields[n++] = take_field(columns, &line);
	} while (line.s != NULL);
	return n;
}

static void
name_column(struct slurm_columns *columns, struct span name, int index)
{
	int i;

	for (i = 0; i < SLURM_COLUMNS; i++)
		if (columns->at[i] < 0 && span_equal_nocase(name, names[i]))
			columns->at[i] = index;
	if (!is_free(columns, name))
		return;
	if (columns->first_free < 0)
		columns->first_free = index;
	columns->last_free = index;
}

bool
slurm_columns_read(struct slurm_columns *columns, struct span line)
{
	struct span fields[SLURM_FIELDS_MAX];
	size_t i;

	*columns = (struct slurm_columns){ .first_free = -1, .last_free = -1 };
	for (i = 0; i < SLURM_COLUMNS; i++)
		columns->at[i] = -1;
	line = span_trim(line);
	if (!find_delimiter(columns, line))
		return false;
	columns->trailing = span_ends(line, columns->delimiter);
	columns->count = split(columns, line, fields);
	for (i = 0; i < columns->count; i++)
		name_column(columns, span_trim(fields[i]), (int)i);
	return columns->at[SLURM_JOB_ID] >= 0 ||
	    columns->at[SLURM_JOB_ID_RAW] >= 0;
}

/* Sets the cell of a column in a row of N fields, EXTRA too many; false when it can't be told. */
static bool
set_cell(const struct slurm_columns *columns, int column,
    const struct span *fields, int n, int extra, struct span *cell)
{
	int last = column;

	*cell = (struct span){ "", 0 };
	if (extra > 0 && column > columns->last_free)
		column = last = column + extra;
	else if (extra > 0 && column == columns->last_free &&
	    columns->first_free == columns->last_free)
		last = column + extra;
	else if (extra > 0 && column >= columns->first_free)
		return false;
	if (column >= n || last >= n)
		return true;
	*cell = span_trim((struct span){ fields[column].s,
	    (size_t)(fields[last].s - fields[column].s) + fields[last].n });
	return true;
}

bool
slurm_row_read(const struct slurm_columns *columns, struct span line,
    struct slurm_row *row)
{
	struct span fields[SLURM_FIELDS_MAX];
	size_t n = split(columns, line, fields);
	int i, extra = (int)n - (int)columns->count;

	*row = (struct slurm_row){ .moved = extra > 0 };
	if (n < 2 || (extra > 0 && columns->first_free < 0))
		return false;
	for (i = 0; i < SLURM_COLUMNS; i++) {
		row->cells[i] = (struct span){ "", 0 };
		if (columns->at[i] >= 0 &&
		    !set_cell(columns, columns->at[i], fields, (int)n, extra,
			&row->cells[i]))
			return false;
	}
	return true;
}
