/*
 * Ids of studies: safe as names of folders, each like no other, and the same
 * whatever the order; records that are no records.
 */
#include "tests.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"
#include "batch/digest.h"
#include "batch/fold.h"
#include "batch/inputs.h"
#include "batch/record.h"

static struct inputs
named(struct arena *arena, struct diags *diags, const char *const *names,
    size_t count, bool backwards)
{
	struct inputs inputs = { .arena = arena, .diags = diags,
		.count = count };
	size_t i;

	*diags = (struct diags){ .arena = arena };
	inputs.studies = arena_alloc(arena, count * sizeof *inputs.studies);
	for (i = 0; i < count; i++) {
		const char *name = names[backwards ? count - 1 - i : i];

		inputs.studies[i] = (struct input_study){ .given = name,
			.folder = name };
	}
	inputs_name(&inputs);
	return inputs;
}

static const char *
id_of(const struct inputs *inputs, const char *given)
{
	size_t i;

	for (i = 0; i < inputs->count; i++)
		if (strcmp(inputs->studies[i].given, given) == 0)
			return inputs->studies[i].id;
	return NULL;
}

/* SHA-256 of FIPS 180-2, appendix B.1. */
START_TEST(sums_are_sha256)
{
	char sum[DIGEST_TEXT];

	digest_of("abc", sum);
	ck_assert_str_eq(sum,
	    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}
END_TEST

START_TEST(usual_names_stay)
{
	static const char *const names[] = { "paper-17", "a.b_c", "two words",
		"caf\xc3\xa9", "\xe6\xb0\xb4" };
	struct arena *arena = arena_new();
	struct diags diags;
	struct inputs inputs = named(arena, &diags, names, 5, false);
	size_t i;

	for (i = 0; i < 5; i++)
		ck_assert_str_eq(id_of(&inputs, names[i]), names[i]);
	ck_assert_uint_eq(diags.count, 0);
	arena_free(arena);
}
END_TEST

static const char *const hostile[] = { "..", ".", ".work", "-rf", "a/..",
	"tab\there", "new\nline", "esc\x1b[2J", "nul\x01", "del\x7f",
	"rtl\xe2\x80\xaetxt", "iso\xe2\x81\xa6x", "zero\xe2\x80\x8bwidth",
	"mark\xd8\x9c", "bom\xef\xbb\xbf", "\xff\xfe", "trunc\xe2\x82",
	"over\xc0\xaf", "sur\xed\xa0\x80", "<b>", "a&b", "a\"b", "a'b", "a\\b",
	"a:b", "a|b", "a*b", "a?b", "a#b", "a_{b}", "a%2e", "$(x)", "`x`", "=1+1",
	"@x", "+x", "~root", " x", "x ", "x.", "", "index.html", "Summary.CSV",
	"failures.txt", "SUMMARY.JSON", "no\302\240break" };

START_TEST(hostile_names_are_made_safe)
{
	enum { COUNT = sizeof hostile / sizeof hostile[0] };
	struct arena *arena = arena_new();
	struct diags diags;
	struct inputs inputs = named(arena, &diags, hostile, COUNT, false);
	size_t i;

	ck_assert_uint_eq(diags.count, COUNT);
	for (i = 0; i < COUNT; i++) {
		const char *id = inputs.studies[i].id;
		size_t n = strlen(id);

		ck_assert_msg(n > 9 && n < 120 && id[n - 9] == '-', "%s", id);
		ck_assert_msg(strpbrk(id, "/<>&\"'\\:|*?#%$`\n\t\x1b\x01\x7f") ==
			NULL, "%s", id);
		ck_assert_msg(strchr(".-~@+= ", id[0]) == NULL, "%s", id);
		ck_assert_ptr_null(strstr(id, "\xe2\x80"));
		ck_assert_ptr_null(strstr(id, "\xe2\x81"));
		if (i > 0)
			ck_assert_int_lt(strcmp(inputs.studies[i - 1].id, id),
			    0);
	}
	arena_free(arena);
}
END_TEST

START_TEST(names_that_fold_alike_are_parted)
{
	static const char *const names[] = { "Paper", "paper", "PAPER", "other",
		"caf\xc3\xa9", "cafe\xcc\x81", "Stra\303\237e", "strasse",
		"\xef\xac\x81n", "fin", "\xce\xa3", "\xcf\x82" };
	enum { COUNT = sizeof names / sizeof names[0] };
	struct arena *arena = arena_new();
	struct diags diags;
	struct inputs inputs = named(arena, &diags, names, COUNT, false);
	struct inputs turned = named(arena, &diags, names, COUNT, true);
	size_t i, j;

	for (i = 0; i < COUNT; i++) {
		const char *id = id_of(&inputs, names[i]);

		ck_assert_str_eq(id, id_of(&turned, names[i]));
		ck_assert_int_eq(strcmp(id, names[i]) == 0,
		    strcmp(names[i], "other") == 0);
		for (j = 0; j < i; j++)
			ck_assert_str_ne(fold_name(arena, id),
			    fold_name(arena, id_of(&inputs, names[j])));
	}
	arena_free(arena);
}
END_TEST

START_TEST(a_name_that_looks_parted_is_parted_too)
{
	const char *names[] = { "Paper", "paper", NULL };
	struct arena *arena = arena_new();
	char sum[DIGEST_TEXT];
	struct diags diags;
	struct inputs inputs;

	digest_of("paper", sum);
	names[2] = arena_printf(arena, "paper-%.8s", sum);
	inputs = named(arena, &diags, names, 3, false);
	ck_assert_str_ne(inputs.studies[0].id, inputs.studies[1].id);
	ck_assert_str_ne(inputs.studies[1].id, inputs.studies[2].id);
	arena_free(arena);
}
END_TEST

START_TEST(each_is_of_one_share)
{
	struct arena *arena = arena_new();
	unsigned k, n, i, count[5] = { 0 };

	for (i = 0; i < 1000; i++) {
		const char *id = arena_printf(arena, "paper-%u", i);

		for (k = 1, n = 0; k <= 5; k++)
			if (input_in_share(id, k, 5)) {
				n++;
				count[k - 1]++;
			}
		ck_assert_uint_eq(n, 1);
	}
	/* 200 each, give or take five standard deviations of 12.6 */
	for (k = 0; k < 5; k++)
		ck_assert(count[k] > 137 && count[k] < 263);
	arena_free(arena);
}
END_TEST

START_TEST(records_come_back)
{
	struct arena *arena = arena_new();
	struct record record = record_new("a"), again = record_new("a");
	struct record_problem problem = { "study-value", "error", "study.xml",
		"\"x\" <b>", 3, 4 };
	struct buf text = { 0 }, twice = { 0 };

	record.status = RECORD_INCOMPLETE;
	record.exit_status = 1;
	record.title = "A \xe2\x80\xae title";
	record.figures[RECORD_ENERGY] = (struct record_figure){ .value = 0.1,
		.low = 0.05, .high = (double)NAN, .at_least = true,
		.unit = "kWh", .quality = "measured" };
	record.problems = &problem;
	record.problem_count = record.errors = 1;
	record_write(&record, &text);
	ck_assert(record_read(&again, (struct span){ text.s, text.n }, arena));
	ck_assert_str_eq(again.title, "A  title");
	ck_assert(again.figures[RECORD_ENERGY].value == 0.1);
	ck_assert(isnan(again.figures[RECORD_ENERGY].high));
	ck_assert(again.figures[RECORD_ENERGY].at_least);
	ck_assert(isnan(again.figures[RECORD_CO2E].value));
	ck_assert_str_eq(record_problem_text(&again.problems[0], arena),
	    "study.xml:3:4: error: \"x\" <b> [study-value]");
	again.title = record.title;
	record_write(&again, &twice);
	ck_assert_str_eq(text.s, twice.s);
	buf_free(&text);
	buf_free(&twice);
	arena_free(arena);
}
END_TEST

START_TEST(what_is_no_record_is_refused)
{
	static const char *const texts[] = { "", "null", "[]", "{}", "{",
		"{\"status\": 1}", "{\"status\": \"splendid\"}" };
	struct arena *arena = arena_new();
	struct record record = record_new("a");
	size_t i;

	for (i = 0; i < sizeof texts / sizeof texts[0]; i++)
		ck_assert_msg(!record_read(&record, span_of(texts[i]), arena),
		    "%s", texts[i]);
	ck_assert(record_read(&record,
	    span_of("{\"status\": \"complete\", \"models\": -5, \"files\": "
		    "[{\"name\": \"../x\"}, {\"name\": \".x\"}, 7, {\"name\": "
		    "\"y\", \"bytes\": 1e300}], \"totals\": {\"co2e_kg\": "
		    "{\"value\": \"1e999\", \"low\": [], \"unit\": 4}}, "
		    "\"diagnostics\": [null, {}]}"),
	    arena));
	ck_assert_uint_eq(record.models, 0);
	ck_assert_uint_eq(record.file_count, 1);
	ck_assert_uint_eq(record.files[0].bytes, 0);
	ck_assert(isnan(record.figures[RECORD_CO2E].value));
	ck_assert_str_eq(record.problems[1].text, "");
	arena_free(arena);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("inputs");

	tests_add(suite, sums_are_sha256);
	tests_add(suite, usual_names_stay);
	tests_add(suite, hostile_names_are_made_safe);
	tests_add(suite, names_that_fold_alike_are_parted);
	tests_add(suite, a_name_that_looks_parted_is_parted_too);
	tests_add(suite, each_is_of_one_share);
	tests_add(suite, records_come_back);
	tests_add(suite, what_is_no_record_is_refused);
	return tests_run(suite);
}
