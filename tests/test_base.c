/*
 * Tests of src/base: arena, spans and buffers, diagnostics.
 */
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"
#include "test_base.h"
#include "tests.h"

START_TEST(arena_gives_zeroed_aligned_memory)
{
	struct arena *arena = arena_new();
	size_t size, i;

	for (size = 1; size < 200000; size = size * 3 + 1) {
		char *p = arena_alloc(arena, size);

		ck_assert_uint_eq((uintptr_t)p % 16, 0);
		for (i = 0; i < size; i++)
			ck_assert_int_eq(p[i], 0);
		memset(p, 'x', size);
	}
	arena_free(arena);
	arena_free(NULL);
}
END_TEST

START_TEST(arena_grows_arrays)
{
	struct arena *arena = arena_new();
	int *items = NULL;
	int i;

	for (i = 0; i < 1000; i++) {
		items = arena_grow(arena, items, (size_t)i, sizeof *items);
		items[i] = i;
	}
	for (i = 0; i < 1000; i++)
		ck_assert_int_eq(items[i], i);
	arena_free(arena);
}
END_TEST

START_TEST(arena_copies_strings)
{
	struct arena *arena = arena_new();
	char *p = arena_strndup(arena, "ab\0cd", 5);

	ck_assert_int_eq(memcmp(p, "ab\0cd", 6), 0);
	ck_assert_str_eq(arena_strndup(arena, NULL, 0), "");
	ck_assert_str_eq(arena_strdup(arena, "word"), "word");
	ck_assert_str_eq(arena_printf(arena, "%d-%s", 7, "x"), "7-x");
	arena_free(arena);
}
END_TEST

START_TEST(spans_compare)
{
	ck_assert(span_equal(span_of("abc"), "abc"));
	ck_assert(!span_equal(span_of("abc"), "ab"));
	ck_assert(!span_equal((struct span){ "a\0c", 3 }, "a"));
	ck_assert(span_equal(span_of(NULL), ""));
	ck_assert(span_equal_nocase(span_of("kWH"), "KwH"));
	ck_assert(!span_equal_nocase(span_of("kWh"), "kW"));
	ck_assert(span_starts(span_of("kWh"), "kW"));
	ck_assert(span_starts(span_of("kWh"), ""));
	ck_assert(!span_starts(span_of("kW"), "kWh"));
	ck_assert(span_ends(span_of("a.csv"), ".csv"));
	ck_assert(!span_ends(span_of("csv"), ".csv"));
}
END_TEST

START_TEST(spans_find_and_cut)
{
	struct span rest = span_of("a,,b");
	struct span text = { "x\0yz", 4 };

	ck_assert_uint_eq(span_find(span_of("power W"), "W"), 6);
	ck_assert_uint_eq(span_find(text, "yz"), 2);
	ck_assert_uint_eq(span_find(text, "q"), SIZE_MAX);
	ck_assert_uint_eq(span_find(span_of(""), "q"), SIZE_MAX);
	ck_assert(span_equal(span_sub(span_of("abc"), 1, 9), "bc"));
	ck_assert(span_equal(span_sub(span_of("abc"), 7, 1), ""));
	ck_assert(span_equal(span_trim(span_of(" \t a b\r\n")), "a b"));
	ck_assert(span_equal(span_trim(span_of(" \v\f ")), ""));
	ck_assert(span_equal(span_cut(&rest, ','), "a"));
	ck_assert(span_equal(span_cut(&rest, ','), ""));
	ck_assert(span_equal(span_cut(&rest, ','), "b"));
	ck_assert(span_equal(span_cut(&rest, ','), ""));
}
END_TEST

START_TEST(buffers_grow)
{
	struct buf buf = { 0 };
	int i;

	buf_add(&buf, "a\0b", 3);
	ck_assert_uint_eq(buf.n, 3);
	buf_puts(&buf, "cd");
	buf_putc(&buf, '!');
	buf_printf(&buf, "%s=%d", "n", 12);
	ck_assert_uint_eq(buf.n, 10);
	ck_assert_int_eq(memcmp(buf.s, "a\0bcd!n=12", 11), 0);
	for (i = 0; i < 100000; i++)
		buf_putc(&buf, 'x');
	ck_assert_uint_eq(buf.n, 100010);
	ck_assert_uint_eq(strlen(buf.s + 10), 100000);
	buf_free(&buf);
	ck_assert_ptr_null(buf.s);
}
END_TEST

START_TEST(near_misses_are_found)
{
	static const char *const names[] = { "time", "device-hours", "energy" };
	char longest[500];

	ck_assert_str_eq(str_nearest("tiem", names, 3), "time");
	ck_assert_str_eq(str_nearest("device_hours", names, 3),
	    "device-hours");
	ck_assert_str_eq(str_nearest("ENERGY", names, 3), "energy");
	ck_assert_ptr_null(str_nearest("colour", names, 3));
	ck_assert_ptr_null(str_nearest("time", names, 0));
	memset(longest, 'x', sizeof longest - 1);
	longest[sizeof longest - 1] = '\0';
	str_nearest(longest, names, 3);
}
END_TEST

/* What diags_print writes for DIAGS, in the arena. */
static const char *
printed(const struct diags *diags, bool verbose)
{
	char *text = NULL;
	size_t size;
	FILE *stream = open_memstream(&text, &size);
	const char *copy;

	ck_assert_ptr_nonnull(stream);
	diags_print(diags, 0, verbose, stream);
	ck_assert_int_eq(fclose(stream), 0);
	copy = arena_strdup(diags->arena, text);
	free(text);
	return copy;
}

START_TEST(diagnostics_are_printed_with_their_place)
{
	struct diags diags = { .arena = arena_new() };

	diag(&diags, DIAG_LOG_ROW, (struct pos){ "a.csv", 3, 7 },
	    "%d columns", 4);
	diag(&diags, DIAG_FILE_OPEN, (struct pos){ "b.csv", 0, 0 }, "gone");
	diag(&diags, DIAG_EVIDENCE_EXTRAPOLATED, (struct pos){ 0 }, "half");
	ck_assert_str_eq(printed(&diags, false),
	    "a.csv:3:7: warning: row skipped: 4 columns [log-row]\n"
	    "b.csv: error: cannot open file: gone [file-open]\n");
	ck_assert_ptr_nonnull(strstr(printed(&diags, true),
	    "\nwattleaf: note: energy is extrapolated: half "
	    "[evidence-extrapolated]\n"));
	arena_free(diags.arena);
}
END_TEST

START_TEST(diagnostics_do_not_drive_the_terminal)
{
	struct diags diags = { .arena = arena_new() };

	diag(&diags, DIAG_LOG_ROW, (struct pos){ "a", 1, 1 }, "%s",
	    "x\033[2J\ny\x7f");
	ck_assert_str_eq(printed(&diags, false),
	    "a:1:1: warning: row skipped: x?[2J?y? [log-row]\n");
	arena_free(diags.arena);
}
END_TEST

START_TEST(what_is_said_again_is_told_once)
{
	struct diags diags = { .arena = arena_new() };
	size_t i;

	for (i = 0; i < 3; i++) {
		diag(&diags, DIAG_FACTOR_YEAR, (struct pos){ "a", 4, 16 },
		    "of 2024");
		diag(&diags, DIAG_FACTOR_YEAR, (struct pos){ "a", 4, 17 },
		    "of 2024");
	}
	ck_assert_uint_eq(diags.count, 2);
	diag(&diags, DIAG_FACTOR_YEAR, (struct pos){ "a", 4, 16 }, "of 2023");
	ck_assert_uint_eq(diags.count, 3);
	diag(&diags, DIAG_FILE_OPEN, (struct pos){ "b", 0, 0 }, "gone");
	diag(&diags, DIAG_FILE_OPEN, (struct pos){ "b", 0, 0 }, "gone");
	ck_assert(diags_have_error(&diags, 4));
	arena_free(diags.arena);
}
END_TEST

START_TEST(diagnostics_decide_the_exit_status)
{
	struct diags diags = { .arena = arena_new() };
	struct pos nowhere = { 0 };

	ck_assert_int_eq(diags_status(&diags, 0), 0);
	diag(&diags, DIAG_LOG_ROW, nowhere, "-");
	ck_assert_int_eq(diags_status(&diags, 0), 0);
	diag(&diags, DIAG_UNKNOWN_POWER, nowhere, "-");
	ck_assert_int_eq(diags_status(&diags, 0), 1);
	ck_assert(!diags_have_error(&diags, 0));
	diag(&diags, DIAG_UNKNOWN_DEVICE, nowhere, "-");
	diag(&diags, DIAG_FILE_OPEN, nowhere, "-");
	ck_assert_int_eq(diags_status(&diags, 0), 4);
	ck_assert_int_eq(diags_status(&diags, 3), 3);
	ck_assert(diags_have_error(&diags, 0));
	ck_assert(!diags_have_error(&diags, 4));
	arena_free(diags.arena);
}
END_TEST

START_TEST(diagnostic_codes_are_complete)
{
	char name[DIAG_NAME], other[DIAG_NAME];
	enum diag_code code, next;

	for (code = 0; code < DIAG_TOTAL; code++) {
		diag_name(code, name);
		ck_assert_uint_eq(strspn(name, "abcdefghijklmnopqrstuvwxyz-"),
		    strlen(name));
		ck_assert_str_ne(diag_meaning(code), "");
		for (next = code + 1; next < DIAG_TOTAL; next++)
			ck_assert_str_ne(name, diag_name(next, other));
	}
	ck_assert_str_eq(diag_name(DIAG_QUANTITY_UNIT, name), "quantity-unit");
	ck_assert_str_eq(diag_level_name(diag_level(DIAG_LOG_GAP)), "warning");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("base");

	tests_add(suite, arena_gives_zeroed_aligned_memory);
	tests_add(suite, arena_grows_arrays);
	tests_add(suite, arena_copies_strings);
	tests_add(suite, spans_compare);
	tests_add(suite, spans_find_and_cut);
	tests_add(suite, buffers_grow);
	tests_add(suite, near_misses_are_found);
	tests_add(suite, diagnostics_are_printed_with_their_place);
	tests_add(suite, diagnostics_do_not_drive_the_terminal);
	tests_add(suite, what_is_said_again_is_told_once);
	tests_add(suite, diagnostics_decide_the_exit_status);
	tests_add(suite, diagnostic_codes_are_complete);
	add_numbers(suite);
	return tests_run(suite);
}
