/*
 * Studies in YAML: what they mean, where their faults stand, what they may
 * cost.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/tree.h"
#include "base/xml.h"
#include "base/yaml.h"
#include "study/dump.h"
#include "study/study.h"
#include "study/yaml_tree.h"
#include "tests.h"

struct yaml_fixture {
	struct arena *arena;
	struct diags diags;
	struct study *study;
};

static struct yaml_fixture
open_text(const char *text, size_t n)
{
	struct yaml_fixture f = { .arena = arena_new() };
	char schema[TESTS_PATH];
	const char *path = "fixture.yaml";
	FILE *file = fopen(path, "w");

	ck_assert_ptr_nonnull(file);
	ck_assert_uint_eq(fwrite(text, 1, n, file), n);
	ck_assert_int_eq(fclose(file), 0);
	f.diags.arena = f.arena;
	f.study = study_read(path,
	    tests_path(schema, "WATTLEAF_DATADIR", "schema/study.rng"),
	    f.arena, &f.diags);
	remove(path);
	return f;
}

static void
expect_bytes(const char *text, size_t n, enum diag_code code, size_t line,
    size_t column, const char *words)
{
	struct yaml_fixture f = open_text(text, n);
	const struct diagnostic *first = &f.diags.items[0];

	ck_assert_msg(f.diags.count >= 1, "nothing said of %s", text);
	ck_assert_msg(first->code == code, "\"%s\" for %s", first->text, text);
	ck_assert_msg(strstr(first->text, words) != NULL,
	    "\"%s\" lacks \"%s\"", first->text, words);
	ck_assert_msg(first->pos.line == line && first->pos.column == column,
	    "%zu:%zu for %s", first->pos.line, first->pos.column, text);
	arena_free(f.arena);
}

static void
expect(const char *text, enum diag_code code, size_t line, size_t column,
    const char *words)
{
	expect_bytes(text, strlen(text), code, line, column, words);
}

#define HEAD "title: T\nmodels:\n- id: a\n  name: A\n"

START_TEST(keys_and_values)
{
	expect(HEAD "  runs:\n  - tiem: 1 h\n", DIAG_STUDY_ATTRIBUTE, 6, 5,
	    "a run has no key \"tiem\"; did you mean \"time\"?");
	expect(HEAD "  run:\n  - time: 1 h\n", DIAG_STUDY_VALUE, 5, 3,
	    "a list of runs stands under \"runs\"");
	expect(HEAD "  runs:\n    time: 1 h\n", DIAG_STUDY_VALUE, 6, 5,
	    "\"runs\" is a list: each entry behind \"- \", not a map of keys");
	expect(HEAD "  runs:\n  - 3\n", DIAG_STUDY_VALUE, 6, 5,
	    "\"run\" is a map");
	expect(HEAD "  params: [1, 2]\n", DIAG_STUDY_VALUE, 5, 11,
	    "\"params\" is a text, not a list");
	expect(HEAD "place: FRA\n", DIAG_STUDY_VALUE, 5, 8,
	    "\"place\" is a map");
	expect("modle: 1\n" HEAD, DIAG_STUDY_ATTRIBUTE, 1, 1,
	    "did you mean \"models\"?");
	expect("title: T\nmodels:\n- name: A\n", DIAG_STUDY_MISSING, 3, 3,
	    "a model needs the key \"id:\"");
	expect(HEAD "place: {pue: 0.9}\n", DIAG_STUDY_VALUE, 5, 14,
	    "\"pue: 0.9\" must lie between 1 and 10");
	expect(HEAD "  runs:\n  - time: 12\n", DIAG_QUANTITY_UNIT, 6, 11,
	    "needs a unit");
	expect(HEAD "  runs:\n  - {stage: fina}\n", DIAG_STUDY_VALUE, 6, 13,
	    "did you mean \"final\"?");
	expect(HEAD "- id: a\n  name: B\n", DIAG_STUDY_ID_TWICE, 5, 7,
	    "line 3");
	expect("study:\n  title: T\n", DIAG_STUDY_VALUE, 1, 1,
	    "stand at the left");
	expect("- a\n", DIAG_STUDY_VALUE, 1, 1, "a study begins with keys");
	expect(HEAD "  scores:\n  - {metric: B, value: 1, better: more}\n",
	    DIAG_STUDY_SCHEMA, 6, 35, "higher");
}
END_TEST

START_TEST(faults_of_syntax)
{
	expect("title: T\n\tmodels: 1\n", DIAG_YAML_SYNTAX, 2, 1, "use spaces");
	expect("title: T\nmodels: a: b\n", DIAG_YAML_SYNTAX, 2, 10,
	    "goes in quotes");
	expect("title: %T\n", DIAG_YAML_SYNTAX, 1, 8,
	    "begins with \"%\" goes in quotes");
	expect("title: 'T\n", DIAG_YAML_SYNTAX, 2, 1, "not closed");
	expect("title: \"a\\d\"\n", DIAG_YAML_SYNTAX, 1, 10, "single quotes");
	expect("title: *important*\n", DIAG_YAML_SYNTAX, 1, 18,
	    "goes in quotes");
	expect("title: T\ntitle: U\n", DIAG_YAML_KEY_TWICE, 2, 1,
	    "stands on line 1 already");
	expect("title: T\n---\ntitle: U\n", DIAG_YAML_SYNTAX, 2, 1,
	    "one file holds one");
	expect("title: !!python/object:os.system ls\n", DIAG_YAML_TAG, 1, 8,
	    "write the value as text");
	expect("title: !!int 3\n", DIAG_YAML_TAG, 1, 8, "int");
	expect("? [a, b]\n: c\n", DIAG_YAML_SYNTAX, 1, 3, "a key must be");
	expect("title: \"a\\0b\"\n", DIAG_YAML_SYNTAX, 1, 8, "control");
	expect("# nothing\n", DIAG_YAML_SYNTAX, 1, 1, "empty");
	expect_bytes("title: \xe4\n", 9, DIAG_YAML_SYNTAX, 1, 8,
	    "save the file as UTF-8");
	expect_bytes("title: a\0b\n", 11, DIAG_YAML_SYNTAX, 1, 9, "NUL");
	/* columns are bytes: "ä" has two */
	expect("title: \"\xc3\xa4\xc3\xa4\" x\n", DIAG_YAML_SYNTAX, 1, 15, "");
}
END_TEST

/* UNIT so often, between BEFORE and AFTER. */
static char *
repeated(const char *before, const char *unit, size_t n, const char *after)
{
	struct buf buf = { NULL, 0, 0 };
	size_t i;

	buf_puts(&buf, before);
	for (i = 0; i < n; i++)
		buf_puts(&buf, unit);
	buf_puts(&buf, after);
	return buf.s;
}

static void
expect_code(char *text, enum diag_code code, const char *words)
{
	struct yaml_fixture f = open_text(text, strlen(text));

	ck_assert_uint_ge(f.diags.count, 1);
	ck_assert_msg(f.diags.items[0].code == code &&
		strstr(f.diags.items[0].text, words) != NULL,
	    "\"%s\"", f.diags.items[0].text);
	arena_free(f.arena);
	free(text);
}

/* Nine levels of nine aliases: 9^9 values, were they followed. */
static char *
laughs(void)
{
	struct buf buf = { NULL, 0, 0 };
	int i, j;

	buf_puts(&buf, "l0: &l0 [a,a,a,a,a,a,a,a,a]\n");
	for (i = 1; i < 9; i++) {
		buf_printf(&buf, "l%d: &l%d [", i, i);
		for (j = 0; j < 9; j++)
			buf_printf(&buf, "%s*l%d", j == 0 ? "" : ",", i - 1);
		buf_puts(&buf, "]\n");
	}
	return buf.s;
}

/* Each level names the one before: as deep as there are lines. */
static char *
ladder(void)
{
	struct buf buf = { NULL, 0, 0 };
	int i;

	buf_puts(&buf, "l0: &l0 [a]\n");
	for (i = 1; i < 60; i++)
		buf_printf(&buf, "l%d: &l%d [*l%d]\n", i, i, i - 1);
	return buf.s;
}

START_TEST(limits)
{
	struct buf many = { NULL, 0, 0 };
	int i;

	expect_code(laughs(), DIAG_YAML_ALIASES, "each alias counted");
	expect_code(ladder(), DIAG_YAML_DEPTH, "32");
	expect_code(repeated("a: ", "[", 40, ""), DIAG_YAML_DEPTH, "32");
	expect_code(repeated("a: [", "b,", YAML_NODES_MAX, "]"),
	    DIAG_YAML_NODES, "200000 values");
	expect_code(repeated("# ", "0123456789abcdef", (8 << 20) / 16, "\n"),
	    DIAG_YAML_SIZE, "8388608 bytes");
	expect_code(strdup("a: &a [*a]\n"), DIAG_YAML_ALIASES, "inside");
	expect_code(strdup("a: *b\n"), DIAG_YAML_ALIASES, "no value above");
	expect_code(repeated("x: &x y\na: [", "*x,", 10001, "]\n"),
	    DIAG_YAML_ALIASES, "10000 aliases");
	for (i = 0; i < 300; i++)
		buf_printf(&many, "k%d: v\n", i);
	expect_code(many.s, DIAG_YAML_NODES, "256 keys");
	many = (struct buf){ NULL, 0, 0 };
	for (i = 0; i < 1100; i++)
		buf_printf(&many, "%s- &a%d b\n", i == 0 ? "l:\n" : "", i);
	expect_code(many.s, DIAG_YAML_ALIASES, "1000 anchors");
}
END_TEST

START_TEST(text_stays_text)
{
	static const char text[] = "title: 1e5\n"
				   "year: 2024\n"
				   "models:\n"
				   "- id: 012\n"
				   "  name: Transformer_{big}\n"
				   "  public: no\n"
				   "  task: 0x1F\n"
				   "  note: \"null\"\n"
				   "  notes: [one, '', ~]\n";
	struct yaml_fixture f = open_text(text, strlen(text));
	const struct model *model = &f.study->models[0];

	ck_assert_uint_eq(f.diags.count, 0);
	ck_assert_str_eq(f.study->title.text, "1e5");
	ck_assert_str_eq(model->id.text, "012");
	ck_assert_str_eq(model->name.text, "Transformer_{big}");
	ck_assert_str_eq(model->public.text, "no");
	ck_assert_str_eq(model->task.text, "0x1F");
	ck_assert_str_eq(model->note.text, "null");
	ck_assert_uint_eq(model->note_count, 3);
	ck_assert_str_eq(model->notes[1].text, "");
	ck_assert_uint_eq(f.study->year.pos.line, 2);
	ck_assert_uint_eq(f.study->year.pos.column, 7);
	arena_free(f.arena);
}
END_TEST

START_TEST(aliases_and_merges)
{
	static const char text[] = HEAD "  runs:\n"
					"  - time: 1 h\n"
					"    hardware: &node\n"
					"      device: v100\n"
					"      count: 8\n"
					"  - time: 2 h\n"
					"    hardware: *node\n"
					"  - time: 3 h\n"
					"    hardware: {<<: *node, count: 4}\n";
	struct yaml_fixture f = open_text(text, strlen(text));
	const struct run *runs = f.study->models[0].runs;

	ck_assert_uint_eq(f.diags.count, 0);
	ck_assert_int_eq(runs[1].hardware[0].count.value, 8);
	ck_assert_int_eq(runs[2].hardware[0].count.value, 4);
	ck_assert_str_eq(runs[2].hardware[0].device.text, "v100");
	ck_assert_uint_eq(runs[2].hardware[0].device.pos.line, 8);
	arena_free(f.arena);
}
END_TEST

START_TEST(open_lines)
{
	static const char text[] = HEAD "  runs:\n"
					"  - time: 1 h\n"
					"    hardware:\n"
					"      device:\n"
					"      count: 8\n"
					"place:\n"
					"  region: # which?\n";
	struct yaml_fixture f = open_text(text, strlen(text));

	ck_assert_uint_eq(f.diags.count, 2);
	ck_assert_int_eq(f.diags.items[0].code, DIAG_STUDY_OPEN);
	ck_assert_uint_eq(f.diags.items[0].pos.line, 8);
	ck_assert_uint_eq(f.diags.items[1].pos.line, 11);
	ck_assert_uint_eq(f.study->models[0].runs[0].hardware_count, 0);
	ck_assert_ptr_null(f.study->place.region.text);
	ck_assert_int_eq(diags_status(&f.diags, 0), 1);
	arena_free(f.arena);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("study_yaml");

	tests_add(suite, keys_and_values);
	tests_add(suite, faults_of_syntax);
	tests_add(suite, limits);
	tests_add(suite, text_stays_text);
	tests_add(suite, aliases_and_merges);
	tests_add(suite, open_lines);
	return tests_run(suite);
}
