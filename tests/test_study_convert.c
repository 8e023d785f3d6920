/*
 * Studies from YAML to XML and back: nothing is lost, comments stay.
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
	Suite *suite = suite_create("study_convert");
	TCase *samples = tcase_create("samples_round_trip");

	tests_add(suite, generated_studies_round_trip);
	tests_add(suite, comments_stay_where_they_stand);
	tcase_add_loop_test(samples, samples_round_trip, 0, 3);
	suite_add_tcase(suite, samples);
	return tests_run(suite);
}
