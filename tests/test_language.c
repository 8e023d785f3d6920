/*
 * Languages: words, phrases, counts and numbers; and where lines of
 * characters of full width break.
 */
#include <string.h>

#include "account/account.h"
#include "base/arena.h"
#include "base/diag.h"
#include "document/language.h"
#include "document/text.h"
#include "layout/wide.h"
#include "tests.h"

#define NARROW "\xe2\x80\xaf"

static struct arena *arena;
static struct diags diags;

/* The language of a table of these rows. */
static const struct language *
language_of(const char *rows)
{
	FILE *file = fopen("language.csv", "w");

	ck_assert_ptr_nonnull(file);
	fprintf(file, "english,text\n%s", rows);
	fclose(file);
	return language_read("language.csv", "xx", arena, &diags);
}

START_TEST(what_a_language_lacks_is_english)
{
	const struct language *language = language_of("Energy,Energie\n");

	ck_assert_str_eq(language_tag(language), "xx");
	ck_assert_str_eq(language_word(language, "Energy"), "Energie");
	ck_assert_str_eq(language_word(language, "Time"), "Time");
	ck_assert_ptr_null(language_word(language, NULL));
	ck_assert_str_eq(language_word(NULL, "Energy"), "Energy");
	ck_assert_str_eq(language_tag(NULL), "en");
}
END_TEST

START_TEST(values_stand_where_the_language_wants_them)
{
	const struct language *language = language_of(
	    "\"{a} of {b} in CO_{2}e\",\"{b}: {a}, CO_{2}e\"\n");

	ck_assert_str_eq(language_phrase(language, arena,
	    "{a} of {b} in CO_{2}e", "a", "1", "b", "2", NULL), "2: 1, CO_{2}e");
	ck_assert_str_eq(language_phrase(NULL, arena,
	    "{a} of {b} in CO_{2}e", "a", "1", "b", "2", NULL),
	    "1 of 2 in CO_{2}e");
	/* what a value says is no place for another */
	ck_assert_str_eq(language_phrase(NULL, arena, "{a} {b}", "a", "{b}",
	    "b", "x", NULL), "{b} x");
	ck_assert_str_eq(language_phrase(NULL, arena, "{c}", "a", "1", NULL),
	    "");
	ck_assert_str_eq(language_phrase(NULL, arena, "{", "a", "1", NULL),
	    "");
}
END_TEST

static const char *
points(const struct language *language, size_t n)
{
	return language_count(language, arena, n, "{n} point", "{n} points");
}

START_TEST(each_language_counts_as_it_does)
{
	ck_assert_str_eq(points(NULL, 0), "0 points");
	ck_assert_str_eq(points(NULL, 1), "1 point");
	ck_assert_str_eq(points(NULL, 2), "2 points");
	ck_assert_str_eq(points(language_of("@singular,0 1\n"), 0), "0 point");
	ck_assert_str_eq(points(language_of("@singular,0 0\n"), 1), "1 points");
}
END_TEST

START_TEST(parts_are_known_one_by_one)
{
	const struct language *language = language_of("Norway,Norwegen\n"
	    "list prices of {n},Listenpreise von {n}\n"
	    "\"wind, onshore\",Wind an Land\n"
	    "part {n},Teil {n}\nzone {n},Zone {n}\n"
	    "Northern Norway,Nordnorwegen\n");

	/* what is in brackets, for itself */
	ck_assert_str_eq(language_parts(language, arena, "Norway (part 12)"),
	    "Norwegen (Teil 12)");
	ck_assert_str_eq(language_parts(language, arena,
	    "Norway, zone 4 (Northern Norway)"),
	    "Norwegen, Zone 4 (Nordnorwegen)");
	ck_assert_str_eq(language_parts(language, arena, "Oslo (city)"),
	    "Oslo (city)");
	ck_assert_str_eq(language_parts(language, arena, " ("), " (");

	ck_assert_str_eq(language_parts(language, arena,
	    "Norway, 2024, list prices of 2019"),
	    "Norwegen, 2024, Listenpreise von 2019");
	ck_assert_str_eq(language_parts(language, arena, "wind, onshore"),
	    "Wind an Land");
	ck_assert_str_eq(language_parts(NULL, arena, "Norway, 2024"),
	    "Norway, 2024");
	ck_assert_str_eq(language_parts(language, arena, ""), "");
}
END_TEST

START_TEST(marks_of_full_width_need_no_blanks)
{
	const struct language *language = language_of("@marks,wide\n"
	    "{a} is {b},{a} 为 {b}\n");

	ck_assert_str_eq(language_phrase(language, arena, "{a} is {b}", "a",
	    "NAS（P100）", "b", "（无）", NULL), "NAS（P100）为（无）");
	ck_assert_str_eq(language_phrase(language, arena, "{a} is {b}", "a",
	    "PUE", "b", "1.58", NULL), "PUE 为 1.58");
}
END_TEST

START_TEST(a_damaged_table_is_refused)
{
	size_t before = diags.count;

	ck_assert_ptr_null(language_of("Energy,Energie\nEnergy,Strom\n"));
	ck_assert_uint_eq(diags.count, before + 1);
	ck_assert_ptr_null(language_of("Energy\n"));
	ck_assert_ptr_null(language_of("Energy,\n"));
	ck_assert_ptr_null(language_of(",Energie\n"));
	ck_assert_ptr_null(language_read("nothing.csv", "xx", arena, &diags));
	ck_assert_ptr_nonnull(language_of(""));
}
END_TEST

static const char *
number(double value, const struct language *language)
{
	struct number_style style = { .unit = UNIT_ONE, .decimals = 2,
		.language = language };

	return text_number(value, &style, arena).text;
}

START_TEST(numbers_are_written_as_in_the_language)
{
	const struct language *german =
	    language_of("@decimal,\",\"\n@group,.\n"
			"{currency}\xc2\xa0{amount},{amount}\xc2\xa0{currency}\n");
	const struct language *french =
	    language_of("@decimal,\",\"\n@group," NARROW "\n");
	struct number_style style = { .unit = UNIT_CURRENCY, .decimals = 2,
		.language = german };
	struct figure cost = { .unit = UNIT_CURRENCY, .value = 1234.5,
		.low = 1234.5, .high = 1234.5, .known = true,
		.currency = "USD" };
	struct doc_column column = { .align = ALIGN_DECIMAL, .style = style };
	struct doc_cell cell = { .figure = &cost };

	ck_assert_str_eq(number(1234567.5, german), "1.234.567,50");
	ck_assert_str_eq(number(1234567.5, french),
	    "1" NARROW "234" NARROW "567,50");
	ck_assert_str_eq(number(1234567.5, NULL), "1,234,567.50");
	ck_assert_str_eq(text_written("0.954", german, arena), "0,954");
	ck_assert_str_eq(text_written("12", german, arena), "12");
	ck_assert_str_eq(text_quantity(&cost, BOUND_VALUE, &style, arena),
	    "1.234,50\xc2\xa0USD");
	/* aligned at the decimal mark, not at that between thousands */
	ck_assert_uint_eq(text_cell(&cell, &column, arena).integer, 5);
}
END_TEST

/* TEXT with "|" wherever a line may break before a character. */
static void
breaks(const char *text, bool marks, const char *expected)
{
	struct span span = span_of(text);
	struct buf out = { 0 };
	size_t i;

	for (i = 0; i < span.n; i++) {
		if (i > 0 && wide_break(span, i, marks))
			buf_putc(&out, '|');
		buf_putc(&out, text[i]);
	}
	ck_assert_str_eq(out.s, expected);
	buf_free(&out);
}

/* As JIS X 4051 and GB/T 15834 forbid what begins and ends a line. */
START_TEST(no_line_begins_with_a_closing_mark)
{
	breaks("碳排放，能耗。", false, "碳|排|放，|能|耗。");
	breaks("（未计）的", false, "（未|计）|的");
	breaks("“其他”为", false, "“其|他”|为");
	breaks("表《气候》、", false, "表|《气|候》、");
	breaks("含 PUE 的", false, "含 PUE 的");
	breaks("含PUE的95%区", false, "含|PUE|的|95%|区");
	breaks("abc def, ghi", false, "abc def, ghi");
	breaks("キャッシュ", false, "キャッ|シュ");
	breaks("碳\xc2\xa0""能", false, "碳\xc2\xa0能");
	breaks("平均：加速器、内存", true, "平均：|加速器、|内存");
}
END_TEST

/* TEXT cut into parts: "[...]" for those of full width. */
static void
parts(const char *text, const char *expected)
{
	struct span rest = span_of(text), part;
	struct buf out = { 0 };

	while (rest.n > 0) {
		bool wide = wide_cut(&rest, &part);

		ck_assert_uint_gt(part.n, 0);
		buf_puts(&out, wide ? "[" : "");
		buf_add(&out, part.s, part.n);
		buf_puts(&out, wide ? "]" : "|");
	}
	ck_assert_str_eq(out.s, expected);
	buf_free(&out);
}

START_TEST(text_is_cut_by_the_font_that_sets_it)
{
	parts("plain", "plain|");
	parts("IT 能耗", "IT |[能耗]");
	parts("（lb CO₂e）", "[（]lb CO₂e|[）]");
	parts("“其他”", "[“其他”]");
	parts("a “b” c", "a “b” c|");
	parts("a \xff\xfe 能\xe8", "a \xff\xfe |[能]\xe8|");
}
END_TEST

static size_t
meet(const char *text)
{
	return wide_marks_meet(span_of(text));
}

START_TEST(marks_that_meet_share_their_blank)
{
	ck_assert_uint_eq(meet("）。"), 3);
	ck_assert_uint_eq(meet("能）（"), 6);
	ck_assert_uint_eq(meet("「（"), 3);
	ck_assert_uint_eq(meet("（）"), 6);
	ck_assert_uint_eq(meet("能，耗"), 9);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("language");
	int status;

	arena = arena_new();
	diags.arena = arena;
	tests_add(suite, what_a_language_lacks_is_english);
	tests_add(suite, values_stand_where_the_language_wants_them);
	tests_add(suite, each_language_counts_as_it_does);
	tests_add(suite, parts_are_known_one_by_one);
	tests_add(suite, marks_of_full_width_need_no_blanks);
	tests_add(suite, a_damaged_table_is_refused);
	tests_add(suite, numbers_are_written_as_in_the_language);
	tests_add(suite, no_line_begins_with_a_closing_mark);
	tests_add(suite, text_is_cut_by_the_font_that_sets_it);
	tests_add(suite, marks_that_meet_share_their_blank);
	status = tests_run(suite);
	arena_free(arena);
	return status;
}
