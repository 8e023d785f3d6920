/*
 * Delimited text: quotes, line ends inside them, and damage.
 */
#include "base/csv.h"
#include "base/source.h"
#include "ingest_text.h"

struct table {
	struct job job;
	struct source *source;
	struct csv *csv;
};

static struct table
open_table(const char *text, char delimiter)
{
	struct table table = { .job = job_new() };

	job_write("table.csv", text, strlen(text));
	table.source = source_open("table.csv", table.job.arena,
	    &table.job.diags);
	table.csv = csv_open(table.source, delimiter, table.job.arena);
	return table;
}

static void
close_table(struct table *table)
{
	csv_close(table->csv);
	source_close(table->source);
	job_end(&table->job);
}

/* The next row, its fields joined by '|', is EXPECTED. */
static struct csv_row
assert_row(struct table *table, const char *expected)
{
	char text[4096] = "";
	struct csv_row row;
	size_t i, n = 0;

	ck_assert(csv_row(table->csv, &row));
	for (i = 0; i < row.count; i++)
		n += (size_t)snprintf(text + n, sizeof text - n, "%s%.*s",
		    i == 0 ? "" : "|", (int)row.fields[i].text.n,
		    row.fields[i].text.s);
	ck_assert_str_eq(text, expected);
	return row;
}

static void
assert_end(struct table *table)
{
	struct csv_row row;

	ck_assert(!csv_row(table->csv, &row));
}

START_TEST(plain)
{
	struct table table = open_table("a,b,,\r\n\r\n  \n1, 2 ,3\nlast", ',');
	struct csv_row row = assert_row(&table, "a|b||");

	ck_assert(!row.torn);
	row = assert_row(&table, "1| 2 |3");
	ck_assert_uint_eq(row.pos.line, 4);
	ck_assert_uint_eq(row.fields[2].pos.column, 7);
	row = assert_row(&table, "last");
	ck_assert(row.torn);
	assert_end(&table);
	close_table(&table);
}
END_TEST

START_TEST(quoted)
{
	struct table table = open_table("\"a,\"\"b\"\"\",c\n"
	    "\"two\nlines\",x, \"y\",\n\"\",\"\"\nz \"q\" z,\"a\" \"\"\nend\n",
	    ',');
	struct csv_row row = assert_row(&table, "a,\"b\"|c");

	row = assert_row(&table, "two\nlines|x| y|");
	ck_assert_uint_eq(row.pos.line, 2);
	ck_assert_uint_eq(row.fields[1].pos.line, 3);
	ck_assert_uint_eq(row.fields[1].pos.column, 8);
	row = assert_row(&table, "|");
	ck_assert_uint_eq(row.count, 2);
	assert_row(&table, "z \"q\" z|a \"\"");
	row = assert_row(&table, "end");
	ck_assert_uint_eq(row.pos.line, 6);
	assert_end(&table);
	close_table(&table);
}
END_TEST

/* One stray quote costs its own row, not the rest of the file. */
START_TEST(stray_quote)
{
	struct table table;
	struct csv_row row;
	char text[8192] = "a,\"b\n";
	size_t i, n = strlen(text);

	for (i = 0; i < 200; i++)
		n += (size_t)snprintf(text + n, sizeof text - n, "%zu,x\n", i);
	snprintf(text + n, sizeof text - n, "y,\"z\"\n");
	table = open_table(text, ',');
	row = assert_row(&table, "a|b");
	ck_assert(row.torn);
	row = assert_row(&table, "0|x");
	ck_assert(!row.torn);
	ck_assert_uint_eq(row.pos.line, 2);
	for (i = 1; i < 200; i++)
		ck_assert(csv_row(table.csv, &row));
	ck_assert_uint_eq(row.pos.line, 201);
	assert_row(&table, "y|z");
	assert_end(&table);
	close_table(&table);
}
END_TEST

/* A doubled quote is no end, also before a line's end. */
START_TEST(doubled_at_line_end)
{
	struct table table = open_table("\"a\"\"\nb\",c\nd\n", ',');

	assert_row(&table, "a\"\nb|c");
	assert_row(&table, "d");
	assert_end(&table);
	close_table(&table);
}
END_TEST

START_TEST(stray_quote_at_end)
{
	struct table table = open_table("a,b\nc,\"d\ne,f\n", ',');
	struct csv_row row;

	assert_row(&table, "a|b");
	row = assert_row(&table, "c|d");
	ck_assert(row.torn);
	row = assert_row(&table, "e|f");
	ck_assert(!row.torn);
	ck_assert_uint_eq(row.pos.line, 3);
	assert_end(&table);
	close_table(&table);
}
END_TEST

START_TEST(too_many_fields)
{
	char text[3 * CSV_FIELDS_MAX];
	struct table table;
	struct csv_row row;

	memset(text, ';', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	table = open_table(text, ';');
	ck_assert(csv_row(table.csv, &row));
	ck_assert_uint_eq(row.count, CSV_FIELDS_MAX);
	assert_end(&table);
	close_table(&table);
}
END_TEST

START_TEST(delimiters)
{
	ck_assert_int_eq(csv_delimiter(span_of("a,b;c,d")), ',');
	ck_assert_int_eq(csv_delimiter(span_of("a;b;c,d")), ';');
	ck_assert_int_eq(csv_delimiter(span_of("\"a,b,c\";d")), ';');
	ck_assert_int_eq(csv_delimiter(span_of("a\tb")), '\t');
	ck_assert_int_eq(csv_delimiter(span_of("JobID|State")), '|');
	ck_assert_int_eq(csv_delimiter(span_of("word")), '\0');
	ck_assert_int_eq(csv_delimiter(span_of("")), '\0');
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("csv");

	tests_add(suite, plain);
	tests_add(suite, quoted);
	tests_add(suite, stray_quote);
	tests_add(suite, doubled_at_line_end);
	tests_add(suite, stray_quote_at_end);
	tests_add(suite, too_many_fields);
	tests_add(suite, delimiters);
	return tests_run(suite);
}
