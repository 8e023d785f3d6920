/*
 * JSON: values, numbers as texts, what Python writes, limits, positions.
 */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/json.h"
#include "tests.h"

/* Reads TEXT, expects a fault at LINE and COLUMN, and leaves nothing. */
static void
expect_fault(struct span text, size_t line, size_t column, const char *word)
{
	struct arena *arena = arena_new();
	struct diags diags = { .arena = arena };
	struct pos at = { "f.json", 1, 1 };
	struct json *root = json_read(text, at, &diags);

	ck_assert_ptr_null(root);
	ck_assert_uint_eq(diags.count, 1);
	ck_assert_int_eq(diags.items[0].code, DIAG_JSON_SYNTAX);
	ck_assert_msg(diags.items[0].pos.line == line &&
	    diags.items[0].pos.column == column, "%s at %zu:%zu",
	    diags.items[0].text, diags.items[0].pos.line,
	    diags.items[0].pos.column);
	ck_assert_msg(strstr(diags.items[0].text, word) != NULL, "%s",
	    diags.items[0].text);
	arena_free(arena);
}

static struct json *
read_good(const char *text)
{
	struct arena *arena = arena_new();
	struct diags diags = { .arena = arena };
	struct pos at = { "f.json", 1, 1 };
	struct json *root = json_read(span_of(text), at, &diags);

	ck_assert_msg(root != NULL, "%s",
	    diags.count > 0 ? diags.items[0].text : "nothing");
	arena_free(arena);
	return root;
}

/* Three bytes of text are hundreds in memory. */
START_TEST(limits)
{
	static const char *const items[] = { "[],", "{},", "0,", "\"\"," };
	struct arena *arena = arena_new();
	struct diags diags = { .arena = arena };
	size_t i, k;

	for (i = 0; i < sizeof items / sizeof items[0]; i++) {
		struct pos at = { "f.json", 1, 1 };
		struct buf text = { 0 };
		struct span all;

		buf_puts(&text, "[");
		for (k = 0; k <= 8000000; k++)
			buf_puts(&text, items[i]);
		buf_puts(&text, "1]");
		all = (struct span){ text.s, text.n };
		ck_assert_ptr_null(json_read(all, at, &diags));
		ck_assert_uint_eq(diags.count, i + 1);
		ck_assert_int_eq(diags.items[i].code, DIAG_JSON_LIMIT);
		ck_assert_ptr_null(json_read_quietly(all));
		buf_free(&text);
	}
	arena_free(arena);
}
END_TEST

START_TEST(reads_values)
{
	struct json *root = read_good("{\"a\": [1, 2.5, \"x\", null, true], "
				      "\"n\": \"36.0\", \"w\": \"N/A\"}");
	const struct json *list = json_member(root, "a");
	double number = -1;

	ck_assert(json_is_object(root) && !json_is_array(root));
	ck_assert_uint_eq(json_count(list), 5);
	ck_assert(json_number(json_item(list, 1), &number));
	ck_assert_double_eq(number, 2.5);
	ck_assert_str_eq(json_text(json_item(list, 2)), "x");
	ck_assert(!json_number(json_item(list, 3), &number));
	ck_assert(json_is_true(json_item(list, 4)));
	ck_assert(json_number(json_member(root, "n"), &number));
	ck_assert_double_eq(number, 36);
	ck_assert(!json_number(json_member(root, "w"), &number));
	ck_assert_double_eq(number, 36);
	ck_assert_ptr_null(json_member(list, "a"));
	ck_assert_ptr_null(json_item(list, 5));
	ck_assert_ptr_null(json_member(NULL, "a"));
	ck_assert_uint_eq(json_count(root), 0);
	json_free(root);
}
END_TEST

/* Python's json module writes NaN and Infinity; they are no numbers, and never 0. */
START_TEST(reads_python_words)
{
	struct json *root = read_good("{\"a\": NaN, \"b\": [Infinity,"
				      "-Infinity], \"NaN\": \"NaN\"}");
	double number = 7;

	ck_assert(!json_number(json_member(root, "a"), &number));
	ck_assert(!json_number(json_item(json_member(root, "b"), 0), &number));
	ck_assert(!json_number(json_item(json_member(root, "b"), 1), &number));
	ck_assert_double_eq(number, 7);
	ck_assert_str_eq(json_text(json_member(root, "NaN")), "NaN");
	json_free(root);
}
END_TEST

START_TEST(tells_where)
{
	static const char nul[] = "{\"a\": \0}";

	expect_fault(span_of("{\n  \"a\": 1,\n  \"b\": ]\n}"), 3, 8, "token");
	expect_fault(span_of("{\"a\": 1, \"a\": 2}"), 1, 10, "duplicate");
	expect_fault(span_of("{\"\xc3\xa9\": x}"), 1, 8, "x");
	expect_fault(span_of("{\"a\": 1"), 1, 8, "end of file");
	expect_fault(span_of(""), 1, 1, "end of file");
	expect_fault(span_of("{} {}"), 1, 4, "file");
	expect_fault((struct span){ nul, sizeof nul - 1 }, 1, 8, "invalid");
}
END_TEST

START_TEST(limits_depth)
{
	struct buf text = { 0 };
	int i;

	for (i = 0; i < 128; i++)
		buf_putc(&text, '[');
	for (i = 0; i < 128; i++)
		buf_putc(&text, ']');
	json_free(read_good(text.s));
	text.n = 0;
	for (i = 0; i < 200000; i++)
		buf_putc(&text, '[');
	expect_fault((struct span){ text.s, text.n }, 1, 129, "deep");
	ck_assert_ptr_null(json_read_quietly((struct span){ text.s, text.n }));
	buf_free(&text);
}
END_TEST

START_TEST(reads_log_lines)
{
	struct json *root = json_read_quietly(
	    span_of(" {\"k\": \"caf\xe9\"} \x1b[0m tail"));

	ck_assert_ptr_nonnull(root);
	ck_assert_str_eq(json_text(json_member(root, "k")), "caf?");
	json_free(root);
	ck_assert_ptr_null(json_read_quietly(span_of("{\"k\": ")));
	ck_assert_ptr_null(json_read_quietly(span_of("")));
	ck_assert_ptr_null(json_read_quietly((struct span){ NULL, 0 }));
}
END_TEST

static void
append_name(const char *name, const struct json *value, void *context)
{
	double number = 0;

	ck_assert(json_number(value, &number));
	buf_printf(context, "%s%g", name, number);
}

START_TEST(keeps_order)
{
	struct json *root = read_good("{\"z\":1,\"a\":2,\"m\":3}");
	struct buf names = { 0 };

	json_members(root, append_name, &names);
	ck_assert_str_eq(names.s, "z1a2m3");
	json_members(NULL, append_name, &names);
	buf_free(&names);
	json_free(root);
}
END_TEST

START_TEST(finds_keys)
{
	struct span text = span_of("{\"t\": \"the \\\"k\\\": no\",\n"
				   " \"k\" : 1, \"x\": \"k\",\n  \"k\": 2}");
	struct pos pos = json_key_pos(text, "k", 0, "f");

	ck_assert_uint_eq(pos.line, 2);
	ck_assert_uint_eq(pos.column, 2);
	pos = json_key_pos(text, "k", 1, "f");
	ck_assert_uint_eq(pos.line, 3);
	ck_assert_uint_eq(pos.column, 3);
	pos = json_key_pos(text, "k", 2, "f");
	ck_assert_uint_eq(pos.line, 1);
	ck_assert_uint_eq(pos.column, 1);
	json_key_pos(span_of("\"k"), "k", 0, "f");
	json_key_pos(span_of("\"k\""), "k", 0, "f");
	json_key_pos(span_of("\"k\\"), "k\\", 0, "f");
}
END_TEST

START_TEST(quotes)
{
	static const char raw[] = "a\"\\\n\x01\x7f\xc3\xa9\xff\xe2\x82\xed\xa0"
				  "\x80\xf0\x9f\x8d\x83";
	struct buf text = { 0 };

	json_quote(&text, span_of(raw));
	ck_assert_str_eq(text.s, "\"a\\\"\\\\\\n\\u0001\\u007f\xc3\xa9"
	    "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"
	    "\xef\xbf\xbd\xf0\x9f\x8d\x83\"");
	text.n = 0;
	json_quote(&text, (struct span){ "\0", 1 });
	ck_assert_str_eq(text.s, "\"\\u0000\"");
	buf_free(&text);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("json");

	tests_add(suite, reads_values);
	tests_add(suite, limits);
	tests_add(suite, reads_python_words);
	tests_add(suite, tells_where);
	tests_add(suite, limits_depth);
	tests_add(suite, reads_log_lines);
	tests_add(suite, keeps_order);
	tests_add(suite, finds_keys);
	tests_add(suite, quotes);
	return tests_run(suite);
}
