/*
 * Studies in YAML: what they mean, where their faults stand, what they may
 * cost, and that nothing is lost between YAML and XML.
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

/* Two trees say the same: names, attributes in their order, text, children. */
static void
assert_same(const struct element *a, const struct element *b)
{
	size_t i;

	ck_assert_str_eq(a->name, b->name);
	ck_assert_str_eq(a->text, b->text);
	ck_assert_uint_eq(a->attribute_count, b->attribute_count);
	for (i = 0; i < a->attribute_count; i++) {
		ck_assert_str_eq(a->attributes[i].name,
		    b->attributes[i].name);
		ck_assert_str_eq(a->attributes[i].value,
		    b->attributes[i].value);
	}
	for (a = a->first, b = b->first; a != NULL && b != NULL;
	     a = a->next, b = b->next)
		assert_same(a, b);
	ck_assert_ptr_eq(a, b);
}

static struct element *
read_text(const struct buf *text, bool yaml, struct arena *arena)
{
	struct diags diags = { .arena = arena };
	struct span span = { text->s, text->n };
	struct element *root = yaml ?
	    yaml_tree_read(span, "t", arena, &diags) :
	    xml_read(span, "t", arena, &diags);

	ck_assert_msg(root != NULL, "%s\n%s", text->s,
	    diags.count == 0 ? "" : diags.items[0].text);
	return root;
}

/* Writes the tree as YAML and reads it, as XML and reads it: all the same, and the texts settle. */
static void
round_trip(const struct element *root, struct arena *arena)
{
	struct buf yaml = { NULL, 0, 0 }, xml = { NULL, 0, 0 };
	struct buf again = { NULL, 0, 0 };
	const struct element *from_yaml, *from_xml;

	ck_assert(yaml_tree_write(root, &yaml, arena));
	from_yaml = read_text(&yaml, true, arena);
	assert_same(root, from_yaml);
	ck_assert(yaml_tree_write(from_yaml, &again, arena));
	ck_assert_str_eq(yaml.s, again.s);
	xml_tree_write(from_yaml, &xml, arena);
	from_xml = read_text(&xml, false, arena);
	assert_same(root, from_xml);
	again.n = 0;
	xml_tree_write(from_xml, &again, arena);
	ck_assert_str_eq(xml.s, again.s);
	buf_free(&yaml);
	buf_free(&xml);
	buf_free(&again);
}

static unsigned
next_random(unsigned *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 16;
}

/* Pieces of which awkward texts are made. */
static const char *
random_text(unsigned *state, struct arena *arena, bool lines)
{
	static const char *const pieces[] = { "a", "1e5", "no", "012", "~",
		"_{big}", "^{2}", ": ", " #", "'", "\"", "\\", "- ", "&", "<",
		">", "*", "%", "@", "`", "{", "[", "?", "!", "|", ",", "\t",
		" ", "\xc3\xa4", "\xe6\xa8\xa1", "\xf0\x9f\x8d\x83", "12:30",
		"0x1f", "null", ".5", "2026-01-31", "true", "=", "<<", "-->",
		"\n", "  \n", "\n\n", "\r" };
	size_t count = sizeof pieces / sizeof pieces[0] - (lines ? 0 : 4);
	const char *text = pieces[next_random(state) % count];
	size_t i, n = next_random(state) % 5;

	for (i = 0; i < n; i++)
		text = arena_printf(arena, "%s%s", text,
		    pieces[next_random(state) % count]);
	return text;
}

static struct element *
random_element(struct arena *arena, struct element *parent, const char *name)
{
	struct element *element = arena_alloc(arena, sizeof *element);

	*element = (struct element){ .name = name,
		.namespace_uri = STUDY_NAMESPACE,
		.text = "", .parent = parent };
	if (parent != NULL && parent->last != NULL)
		parent->last = parent->last->next = element;
	else if (parent != NULL)
		parent->first = parent->last = element;
	return element;
}

static void
random_attributes(struct element *element, const char *const *names,
    unsigned *state, struct arena *arena)
{
	size_t i;

	for (i = 0; names[i] != NULL; i++) {
		if (next_random(state) % 3 == 0)
			continue;
		element->attributes = arena_grow(arena, element->attributes,
		    element->attribute_count, sizeof *element->attributes);
		element->attributes[element->attribute_count++] =
		    (struct attribute){
			    .name = names[i],
			    .value = next_random(state) % 8 == 0 ?
				"" :
				random_text(state, arena, false),
		    };
	}
}

/* White space at both ends of a text is white space in XML; text of nothing else is none. */
static void
random_note(struct element *parent, unsigned *state, struct arena *arena)
{
	struct element *note = random_element(arena, parent, "note");

	note->text = arena_printf(arena, "x%s",
	    random_text(state, arena, true));
}

static struct element *
random_study(unsigned *state, struct arena *arena)
{
	static const char *const study_keys[] = { "title", "year", "method",
		"lang", NULL };
	static const char *const model_keys[] = { "name", "id", "note",
		"params", NULL };
	static const char *const run_keys[] = { "time", "stage", "id", NULL };
	static const char *const log_keys[] = { "href", "columns", NULL };
	static const char *const hardware_keys[] = { "device", "count", NULL };
	struct element *root = random_element(arena, NULL, "study"), *model;
	struct element *run;
	size_t i, j, k;

	random_attributes(root, study_keys, state, arena);
	if (next_random(state) % 2)
		random_attributes(random_element(arena, root, "place"),
		    hardware_keys + 2, state, arena);
	for (i = 0; i < 1 + next_random(state) % 3; i++) {
		model = random_element(arena, root, "model");
		random_attributes(model, model_keys, state, arena);
		for (j = 0; j < next_random(state) % 3; j++) {
			run = random_element(arena, model, "run");
			random_attributes(run, run_keys, state, arena);
			for (k = 0; k < next_random(state) % 3; k++)
				random_attributes(random_element(arena, run,
						      "hardware"),
				    hardware_keys, state, arena);
			for (k = 0; k < next_random(state) % 3; k++)
				random_attributes(random_element(arena, run,
						      "log"),
				    log_keys, state, arena);
		}
		for (j = 0; j < next_random(state) % 3; j++)
			random_note(model, state, arena);
	}
	return root;
}

START_TEST(generated_studies_round_trip)
{
	unsigned state = 7;
	int i;

	for (i = 0; i < 400; i++) {
		struct arena *arena = arena_new();

		round_trip(random_study(&state, arena), arena);
		arena_free(arena);
	}
}
END_TEST

/* The model as text, without the places, which differ. */
static char *
model_of(const char *path, struct arena *arena)
{
	struct diags diags = { .arena = arena };
	char schema[TESTS_PATH];
	struct study *study = study_read(path,
	    tests_path(schema, "WATTLEAF_DATADIR", "schema/study.rng"), arena,
	    &diags);
	struct buf out = { NULL, 0, 0 };
	char *text, *in, *to;

	ck_assert_uint_eq(diags.count, 0);
	study_dump(study, &out);
	text = arena_strndup(arena, out.s, out.n);
	buf_free(&out);
	for (in = to = text; *in != '\0'; in++)
		if (*in == '@' && in[1] >= '0' && in[1] <= '9')
			in += strspn(in + 1, "0123456789:");
		else
			*to++ = *in;
	*to = '\0';
	return text;
}

static void
write_file(const char *path, const struct buf *text)
{
	FILE *file = fopen(path, "w");

	ck_assert_ptr_nonnull(file);
	ck_assert_uint_eq(fwrite(text->s, 1, text->n, file), text->n);
	ck_assert_int_eq(fclose(file), 0);
}

START_TEST(samples_round_trip)
{
	static const char *const samples[] = { "samples/four-models/study.xml",
		"samples/patterson-2021/study.xml",
		"samples/strubell-2019/study.xml" };
	struct arena *arena = arena_new();
	struct diags diags = { .arena = arena };
	struct buf text = { NULL, 0, 0 };
	char path[TESTS_PATH];
	struct element *root;
	bool yaml;

	tests_path(path, "WATTLEAF_SRCDIR", samples[_i]);
	root = study_tree(path, &yaml, arena, &diags);
	ck_assert_ptr_nonnull(root);
	ck_assert(!yaml);
	round_trip(root, arena);
	ck_assert(yaml_tree_write(root, &text, arena));
	write_file("round.yaml", &text);
	ck_assert_str_eq(model_of(path, arena), model_of("round.yaml", arena));
	root = study_tree("round.yaml", &yaml, arena, &diags);
	text.n = 0;
	xml_tree_write(root, &text, arena);
	write_file("round.xml", &text);
	ck_assert_str_eq(model_of(path, arena), model_of("round.xml", arena));
	buf_free(&text);
	arena_free(arena);
}
END_TEST

START_TEST(comments_stay_where_they_stand)
{
	static const char text[] = "# one\n"
				   "# two\n"
				   "title: T  # beside\n"
				   "\n"
				   "# the place\n"
				   "place:  # here\n"
				   "  grid: FRA\n"
				   "  # pue: 1.1\n"
				   "\n"
				   "models:\n"
				   "# first\n"
				   "- id: a\n"
				   "  name: 'A # no comment'\n"
				   "  notes:\n"
				   "  - |-\n"
				   "    # a heading\n"
				   "    text\n"
				   "# second\n"
				   "\n"
				   "- id: b  # guess\n"
				   "  name: B\n"
				   "# the end\n";
	struct arena *arena = arena_new();
	struct buf in = { NULL, 0, 0 }, out = { NULL, 0, 0 };
	struct element *root;

	buf_puts(&in, text);
	root = read_text(&in, true, arena);
	ck_assert(yaml_tree_write(root, &out, arena));
	/* an empty line parts the models; the comment goes with the second */
	ck_assert_ptr_nonnull(strstr(out.s, "\n\n# second\n- id: b  # guess\n"));
	ck_assert_ptr_nonnull(strstr(out.s, "# one\n# two\ntitle: T  # beside\n"));
	ck_assert_ptr_nonnull(strstr(out.s,
	    "\n# the place\nplace:  # here\n  grid: FRA\n  # pue: 1.1\n\nmodels"));
	ck_assert_ptr_nonnull(strstr(out.s, "models:\n# first\n- id: a\n"));
	ck_assert_ptr_nonnull(strstr(out.s, "  name: B\n\n# the end\n"));
	out.n = 0;
	xml_tree_write(root, &out, arena);
	ck_assert_ptr_nonnull(strstr(out.s, "<!-- the place -->\n"));
	ck_assert_ptr_nonnull(strstr(out.s, "<!-- here -->"));
	ck_assert_ptr_nonnull(strstr(out.s, "<!-- pue: 1.1 -->\n  </place>"));
	root = read_text(&out, false, arena);
	out.n = 0;
	ck_assert(yaml_tree_write(root, &out, arena));
	ck_assert_ptr_nonnull(strstr(out.s,
	    "# the place\nplace:  # here\n  grid: FRA\n  # pue: 1.1\n"));
	buf_free(&in);
	buf_free(&out);
	arena_free(arena);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("study_yaml");
	TCase *samples = tcase_create("samples_round_trip");

	tests_add(suite, keys_and_values);
	tests_add(suite, faults_of_syntax);
	tests_add(suite, limits);
	tests_add(suite, text_stays_text);
	tests_add(suite, aliases_and_merges);
	tests_add(suite, open_lines);
	tests_add(suite, generated_studies_round_trip);
	tests_add(suite, comments_stay_where_they_stand);
	tcase_add_loop_test(samples, samples_round_trip, 0, 3);
	suite_add_tcase(suite, samples);
	return tests_run(suite);
}
