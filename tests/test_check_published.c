/*
 * The check over published results: each row of the research table that is
 * reproduced is written as a table of a paper and must raise nothing but
 * what the research names as the paper's own slip; with a wrong digit it must
 * raise something.
 */
#include <string.h>

#include "base/arena.h"
#include "base/csv.h"
#include "base/diag.h"
#include "base/source.h"
#include "base/str.h"
#include "catalog/catalog.h"
#include "check/check.h"
#include "tests.h"

enum { COLUMNS_MAX = 64, LEAST_ROWS = 40 };

static const char research[] = "data/published_results.csv";

/* TPU devices priced as chips: the note of the table says so. */
static const char *const known_slips[] = { "str19-t3-bert-tpu",
	"str19-t3-gpt2" };

struct table {
	struct csv *csv;
	struct csv_row row;
	const char *heads[COLUMNS_MAX];
	size_t count;
};

/* The cell under HEAD. */
static const char *
cell(const struct table *table, const char *head, struct arena *arena)
{
	size_t i;

	for (i = 0; i < table->count && i < table->row.count; i++)
		if (strcmp(table->heads[i], head) == 0)
			return span_dup(arena, table->row.fields[i].text);
	return "";
}

/* Adds a column when the row has a value; its heading and cell. */
static void
add(struct buf *head, struct buf *line, const char *name, const char *unit,
    const char *value)
{
	if (value[0] == '\0')
		return;
	buf_printf(head, unit[0] == '\0' ? " %s |" : " %s (%s) |", name, unit);
	buf_printf(line, " %s |", value);
}

/* WRONG goes before the digits of the emissions, or of the energy when there are none. */
static void
write_row(const struct table *table, const char *wrong, struct arena *arena)
{
	const char *energy = cell(table, "printed_energy", arena);
	const char *co2e = cell(table, "printed_co2e", arena);
	struct buf head = { 0 }, line = { 0 };
	const char *scope = cell(table, "power_scope", arena);
	const char *price = cell(table, "price_unit", arena);
	bool device = strcmp(cell(table, "hours_kind", arena), "device") == 0;
	bool rental = strcmp(price, "device-hour") == 0;
	FILE *file = fopen("row.md", "w");
	size_t i;

	add(&head, &line, "Model", "", cell(table, "model", arena));
	add(&head, &line, "Hardware", "", cell(table, "hardware", arena));
	add(&head, &line, "Count", "", device ? "" : cell(table, "count", arena));
	add(&head, &line, device ? "GPU-hours" : "Hours", "",
	    cell(table, "hours", arena));
	add(&head, &line, strcmp(scope, "total") == 0 ? "Total power" :
	    "Power per device", "W", cell(table, "power_w", arena));
	add(&head, &line, "PUE", "", cell(table, "pue", arena));
	add(&head, &line, "Carbon intensity",
	    cell(table, "intensity_unit", arena),
	    cell(table, "intensity", arena));
	add(&head, &line, "Energy", cell(table, "printed_energy_unit", arena),
	    energy[0] == '\0' || co2e[0] != '\0' ?
		energy :
		arena_printf(arena, "%s%s", wrong, energy));
	add(&head, &line, "CO2e", cell(table, "printed_unit", arena),
	    co2e[0] == '\0' ? "" : arena_printf(arena, "%s%s", wrong, co2e));
	add(&head, &line, "Price per device hour, low", "",
	    rental ? cell(table, "price_lo", arena) : "");
	add(&head, &line, "Price per device hour, high", "",
	    rental ? cell(table, "price_hi", arena) : "");
	add(&head, &line, "Cost, low", "",
	    rental ? cell(table, "printed_cost_lo", arena) : "");
	add(&head, &line, "Cost, high", "",
	    rental ? cell(table, "printed_cost_hi", arena) : "");
	ck_assert_ptr_nonnull(file);
	fprintf(file, "|%s\n|", head.s);
	for (i = 0; i < head.n; i++)
		if (head.s[i] == '|')
			fputs("---|", file);
	fprintf(file, "\n|%s\n", line.s);
	ck_assert_int_eq(fclose(file), 0);
	buf_free(&head);
	buf_free(&line);
}

static bool
is_known(const char *id)
{
	size_t i;

	for (i = 0; i < sizeof known_slips / sizeof known_slips[0]; i++)
		if (strcmp(known_slips[i], id) == 0)
			return true;
	return false;
}

/* The slips of the row that was written. */
static void
check_row(const char *id, const struct catalog *catalog, struct arena *arena)
{
	struct diags diags = { .arena = arena };
	struct check_result result;
	size_t i;

	ck_assert_msg(check_file("row.md", "markdown", catalog, arena, &diags,
			  &result),
	    "%s is not read", id);
	if (is_known(id)) {
		ck_assert_msg(result.slip_count == 1 && result.slips[0].code ==
			DIAG_CHECK_PRICE_UNIT,
		    "%s: %zu slips", id, result.slip_count);
		return;
	}
	for (i = 0; i < result.slip_count; i++)
		ck_abort_msg("%s: %s", id, result.slips[i].text);
}

/* A wrong digit is seen where emissions or energy are printed with what they follow from. */
static void
check_wrong(const struct table *table, const char *id,
    const struct catalog *catalog, struct arena *arena)
{
	struct diags diags = { .arena = arena };
	struct check_result result;

	if (cell(table, "power_w", arena)[0] == '\0' ||
	    (cell(table, "printed_co2e", arena)[0] == '\0' &&
		cell(table, "printed_energy", arena)[0] == '\0'))
		return;
	write_row(table, "9", arena);
	ck_assert(check_file("row.md", "markdown", catalog, arena, &diags,
	    &result));
	ck_assert_msg(result.slip_count > 0, "%s: a wrong digit is silent", id);
}

static struct table
table_open(struct source *source, struct arena *arena)
{
	struct table table = { .csv = csv_open(source, ',', arena) };
	size_t i;

	ck_assert(csv_row(table.csv, &table.row));
	ck_assert_uint_le(table.row.count, COLUMNS_MAX);
	table.count = table.row.count;
	for (i = 0; i < table.count; i++)
		table.heads[i] = span_dup(arena, table.row.fields[i].text);
	return table;
}

/* Rows that need more than a table says: embodied shares of a lifetime. */
static bool
is_special(const struct table *table, struct arena *arena)
{
	return strncmp(cell(table, "note", arena), "special:", 8) == 0 ||
	    cell(table, "hours", arena)[0] == '\0';
}

START_TEST(test_published)
{
	struct arena *arena = arena_new();
	struct diags diags = { .arena = arena };
	char path[TESTS_PATH];
	struct catalog *catalog = catalog_open(
	    tests_path(path, "WATTLEAF_DATADIR", "catalog"), arena, &diags);
	struct source *source = source_open(
	    arena_strdup(arena, tests_path(path, "WATTLEAF_SHARED", research)),
	    arena, &diags);
	struct table table;
	size_t rows = 0;

	ck_assert_ptr_nonnull(catalog);
	ck_assert_ptr_nonnull(source);
	table = table_open(source, arena);
	while (csv_row(table.csv, &table.row)) {
		if (is_special(&table, arena))
			continue;
		write_row(&table, "", arena);
		check_row(cell(&table, "id", arena), catalog, arena);
		check_wrong(&table, cell(&table, "id", arena), catalog, arena);
		rows++;
	}
	ck_assert_uint_ge(rows, LEAST_ROWS);
	csv_close(table.csv);
	source_close(source);
	arena_free(arena);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("check_published");
	char path[TESTS_PATH];

	if (access(tests_path(path, "WATTLEAF_SHARED", research), R_OK) != 0)
		return tests_skip("the research table is not here");
	tests_add(suite, test_published);
	return tests_run(suite);
}
