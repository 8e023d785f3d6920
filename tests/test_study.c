/*
 * Reading studies: quantities, positions, near misses, schema.
 */
#include <string.h>

#include "base/arena.h"
#include "base/source.h"
#include "base/tree.h"
#include "base/xml.h"
#include "study/study.h"
#include "study/vocabulary.h"
#include "study_fixture.h"
#include "tests.h"

/* Expects CODE first, at LINE:COLUMN, with WORDS in its text. */
static void
expect(const char *body, enum diag_code code, size_t line, size_t column,
    const char *words)
{
	struct fixture f = fixture_open("wattleaf", body);
	const struct diagnostic *first = &f.diags.items[0];

	ck_assert_uint_ge(f.diags.count, 1);
	ck_assert_msg(first->code == code, "\"%s\" for %s", first->text, body);
	ck_assert_msg(strstr(first->text, words) != NULL,
	    "\"%s\" lacks \"%s\"", first->text, words);
	ck_assert_uint_eq(first->pos.line, line);
	ck_assert_uint_eq(first->pos.column, column);
	fixture_close(&f);
}

/* The body begins on line 2 of the study. */
START_TEST(faults_have_places)
{
	expect("<model id='a' name='A'><run tiem='1 h'/></model>",
	    DIAG_STUDY_ATTRIBUTE, 2, 29, "did you mean \"time\"");
	expect("<model id='a' name='A'><run time='12'/></model>",
	    DIAG_QUANTITY_UNIT, 2, 35, "h, ms, s, min, d, y");
	expect("<model id='a' name='A'><run time='12 kW'/></model>",
	    DIAG_QUANTITY_UNIT, 2, 35, "measures something else");
	expect("<model id='a' name='A'><run time='12 parsec'/></model>",
	    DIAG_QUANTITY_UNIT, 2, 35, "not known");
	expect("<model id='a' name='A'><run time='-1 h'/></model>",
	    DIAG_QUANTITY_VALUE, 2, 35, "negative");
	expect("<model id='a' name='A'><run time='5..1 h'/></model>",
	    DIAG_QUANTITY_VALUE, 2, 35, "must rise");
	expect("<model id='a' name='A'><run time='soon'/></model>",
	    DIAG_QUANTITY_VALUE, 2, 35, "no number");
	expect("<modle id='a' name='A'/>", DIAG_STUDY_ELEMENT, 2, 2,
	    "did you mean <model>");
	expect("<model name='A'/>", DIAG_STUDY_MISSING, 2, 2, "\"id\"");
	expect("<model id='a' name='A'><run stage='fina'/></model>",
	    DIAG_STUDY_VALUE, 2, 36, "did you mean \"final\"");
	expect("<place pue='0.9'/><model id='a' name='A'/>",
	    DIAG_STUDY_VALUE, 2, 13, "between 1 and 10");
	expect("<model id='a' name='A'/>\n<model id='a' name='B'/>",
	    DIAG_STUDY_ID_TWICE, 3, 12, "line 2");
	expect("<model id='../a' name='A'/>", DIAG_STUDY_VALUE, 2, 12,
	    "letters");
	expect("<model id='a' name='A'><run time='1 h'></model>",
	    DIAG_XML_SYNTAX, 2, 48, "run");
}
END_TEST

START_TEST(facts_keep_value_range_and_place)
{
	struct fixture f = fixture_open("wattleaf",
	    "<model id='a' name='A'>\n"
	    "<run time='2 d' energy='3.6 MJ'><hardware device='v100' "
	    "power='400 (350..450) W'/>"
	    "<price device-hour='0.43..1.46 USD/h'/></run></model>");
	const struct run *run = &f.study->models[0].runs[0];
	const struct fact *power = &run->hardware[0].power;
	const struct fact *price = &run->price.device_hour;

	ck_assert_double_eq(run->time.q.value, 48);
	ck_assert_double_eq_tol(run->energy.q.value, 1, 1e-12);
	ck_assert_double_eq(power->q.low, 350);
	ck_assert_double_eq(power->q.value, 400);
	ck_assert_double_eq(power->q.high, 450);
	ck_assert(!power->q.interval);
	ck_assert_double_eq(price->q.low, 0.43);
	ck_assert_double_eq(price->q.high, 1.46);
	ck_assert(price->q.interval);
	ck_assert_str_eq(price->q.currency, "USD");
	ck_assert_uint_eq(run->time.origin->pos.line, 3);
	ck_assert_uint_eq(run->time.origin->pos.column, 12);
	ck_assert_str_eq(power->origin->written, "400 (350..450) W");
	fixture_close(&f);
}
END_TEST

START_TEST(files_outside_are_refused)
{
	struct fixture f = fixture_open("wattleaf",
	    "<model id='a' name='A'><run time='1 h'/></model>");
	const char *bad[] = { "/etc/passwd", "../x", "a/../../x", "a/.." };
	size_t i;

	for (i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct words href = { bad[i], { 0 } };

		ck_assert_ptr_null(study_path(f.study, &href, false, f.arena,
		    &f.diags));
		ck_assert_ptr_nonnull(study_path(f.study, &href, true,
		    f.arena, &f.diags));
	}
	ck_assert_int_eq(symlink("/etc/passwd", "link"), 0);
	{
		struct words href = { "link", { 0 } };

		ck_assert_ptr_null(study_path(f.study, &href, false, f.arena,
		    &f.diags));
	}
	unlink("link");
	fixture_close(&f);
}
END_TEST

/* The element of the schema that defines the study's element NAME. */
static const struct element *
schema_element(const struct element *grammar, const char *name)
{
	const struct element *define = element_child(grammar, "define");

	for (; define != NULL; define = element_next(define, "define")) {
		const struct element *element =
		    element_child(define, "element");

		if (strcmp(element_attribute(element, "name")->value, name) ==
		    0)
			return element;
	}
	return NULL;
}

/* Counts <attribute name> below, and that the rule has each. */
static size_t
schema_attributes(const struct element *element,
    const struct element_rule *rule)
{
	const struct element *child;
	size_t n = 0;

	for (child = element->first; child != NULL; child = child->next) {
		if (strcmp(child->name, "optional") == 0)
			n += schema_attributes(child, rule);
		if (strcmp(child->name, "attribute") != 0)
			continue;
		n++;
		ck_assert_msg(vocabulary_attribute(rule,
				  element_attribute(child, "name")->value) !=
			NULL,
		    "%s/@%s is in the schema alone", rule->name,
		    element_attribute(child, "name")->value);
	}
	return n;
}

START_TEST(schema_and_vocabulary_agree)
{
	struct arena *arena = arena_new();
	struct diags diags = { .arena = arena };
	char path[TESTS_PATH];
	struct source *source = source_open(
	    tests_path(path, "WATTLEAF_DATADIR", "schema/study.rng"), arena,
	    &diags);
	const struct element_rule *rule;
	struct element *grammar;
	struct span text;
	size_t i;

	ck_assert_ptr_nonnull(source);
	ck_assert(source_text(source, &text));
	grammar = xml_read(text, path, arena, &diags);
	ck_assert_ptr_nonnull(grammar);
	for (i = 0; (rule = vocabulary_item(i)) != NULL; i++) {
		const struct element *element =
		    schema_element(grammar, rule->name);

		ck_assert_msg(element != NULL, "%s is not in the schema",
		    rule->name);
		ck_assert_uint_eq(schema_attributes(element, rule),
		    rule->attribute_count);
	}
	source_close(source);
	arena_free(arena);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("study");

	tests_add(suite, faults_have_places);
	tests_add(suite, facts_keep_value_range_and_place);
	tests_add(suite, files_outside_are_refused);
	tests_add(suite, schema_and_vocabulary_agree);
	return tests_run(suite);
}
