/*
 * XML: a tree with the place of every name and value, faults with theirs,
 * nothing expanded, limits kept, schema faults in words that help.
 */
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/tree.h"
#include "base/xml.h"
#include "tests.h"

#define assert_pos(place, l, c)                       \
	do {                                          \
		ck_assert_uint_eq((place).line, l);   \
		ck_assert_uint_eq((place).column, c); \
	} while (0)

static void
expect_fault_at(struct span text, enum diag_code code, size_t line,
    size_t column, const char *word)
{
	struct arena *arena = arena_new();
	struct diags diags = { .arena = arena };
	const struct element *root = xml_read(text, "f.xml", arena, &diags);

	ck_assert_ptr_null(root);
	ck_assert_uint_eq(diags.count, 1);
	ck_assert_int_eq(diags.items[0].code, code);
	ck_assert_msg(diags.items[0].pos.line == line &&
	    diags.items[0].pos.column == column &&
	    strstr(diags.items[0].text, word) != NULL, "%zu:%zu: %s",
	    diags.items[0].pos.line, diags.items[0].pos.column,
	    diags.items[0].text);
	arena_free(arena);
}

static void
expect_fault(const char *text, size_t line, size_t column, const char *word)
{
	expect_fault_at(span_of(text), DIAG_XML_SYNTAX, line, column, word);
}

START_TEST(reads_tree)
{
	static const char text[] =
	    "<?xml version=\"1.0\"?>\n"
	    "<!DOCTYPE a SYSTEM \"none.dtd\">\n"
	    "<a xmlns=\"urn:x\" one=\"x &amp; y &#38;#38; &lt;\"\n"
	    "   xmlns:q=\"urn:q\" two = '3'>\n"
	    "  <!-- <b no=\"1\"> --> t &amp; <![CDATA[<&>]]>\n"
	    "  <b/><b id=\"2\"><c>67.03 W</c></b></a>\n";
	struct arena *arena = arena_new();
	struct diags diags = { .arena = arena };
	const struct element *a =
	    xml_read(span_of(text), "f.xml", arena, &diags);
	const struct element *b;

	ck_assert_ptr_nonnull(a);
	ck_assert_str_eq(a->namespace_uri, "urn:x");
	assert_pos(a->pos, 3, 2);
	ck_assert_str_eq(a->attributes[0].value, "x & y &#38; <");
	assert_pos(a->attributes[0].pos, 3, 18);
	assert_pos(a->attributes[0].value_pos, 3, 23);
	ck_assert_str_eq(element_attribute(a, "two")->value, "3");
	assert_pos(a->attributes[1].pos, 4, 20);
	assert_pos(a->attributes[1].value_pos, 4, 27);
	ck_assert_ptr_null(element_attribute(a, "three"));
	ck_assert_ptr_nonnull(strstr(a->text, "t & <&>"));
	assert_pos(a->text_pos, 5, 23);
	b = element_next(element_child(a, "b"), "b");
	ck_assert_str_eq(element_attribute(b, "id")->value, "2");
	assert_pos(b->pos, 6, 8);
	ck_assert_str_eq(element_path(b, "c")->text, "67.03 W");
	assert_pos(element_path(b, "c")->text_pos, 6, 20);
	ck_assert_ptr_eq(b->parent, a);
	ck_assert_ptr_null(element_path(a, "b/d"));
	ck_assert_ptr_null(element_next(b, NULL));
	arena_free(arena);
}
END_TEST

/* Every name and value of a document of 1.6 MB is found where its bytes are. */
START_TEST(places_hold_in_long_files)
{
	struct arena *arena = arena_new();
	struct diags diags = { .arena = arena };
	const struct element *root, *m;
	struct buf text = { 0 };
	size_t i;

	buf_puts(&text, "<?xml version=\"1.0\"?>\n<r>\n");
	for (i = 0; i < 20000; i++)
		buf_printf(&text, "<m id=\"m%zu\"\n    n=\"a &amp; \xc3\xa9\" "
				  "><!-- <x> --><t>\xc3\xa9 &lt; %zu</t></m>\n",
		    i, i);
	buf_puts(&text, "</r>");
	ck_assert_uint_gt(text.n, 1000000);
	root = xml_read((struct span){ text.s, text.n }, "f", arena, &diags);
	ck_assert_ptr_nonnull(root);
	i = 0;
	for (m = root->first; m != NULL; m = m->next, i++) {
		size_t line = 3 + 2 * i;

		assert_pos(m->pos, line, 2);
		assert_pos(m->attributes[0].value_pos, line, 8);
		assert_pos(m->attributes[1].pos, line + 1, 5);
		ck_assert_str_eq(m->attributes[1].value, "a & \xc3\xa9");
		assert_pos(m->first->pos, line + 1, 34);
		assert_pos(m->first->text_pos, line + 1, 36);
	}
	ck_assert_uint_eq(i, 20000);
	buf_free(&text);
	arena_free(arena);
}
END_TEST

START_TEST(tells_where)
{
	expect_fault("<a>\n  <b c=\"d\">\n  </a>\n", 3, 7, "mismatch");
	expect_fault("<a>\n  <b c=d/>\n</a>", 2, 8, "put the value in quotes");
	expect_fault("<a>\n  <b c=\"x & y\"/>\n</a>", 2, 12, "&amp;");
	expect_fault("<a>AT&T</a>", 1, 8, "&amp;");
	expect_fault("<a>\n  <b>x", 2, 7, "cut off");
	expect_fault("<a>\n  <b c=\"1\" c=\"2\"/></a>", 2, 17, "redefined");
	expect_fault("<a>\n caf\xe9</a>", 2, 5, "UTF-8");
	expect_fault("<a/>\n<b/>", 2, 1, "one document");
	expect_fault("<a>\n <p:b/></a>", 2, 6, "prefix");
	expect_fault("hello", 1, 1, "<");
	expect_fault("", 1, 1, "empty");
	expect_fault("<?xml version=\"1.0\" encoding=\"UTF-7\"?><a/>", 1, 1,
	    "UTF-7");
	expect_fault_at((struct span){ "<\0a\0>", 5 }, DIAG_XML_SYNTAX, 1, 1,
	    "NUL");
}
END_TEST

START_TEST(counts_from_a_place)
{
	struct arena *arena = arena_new();
	struct diags diags = { .arena = arena };
	struct pos at = { "f", 10, 5 };
	const struct element *root =
	    xml_read_at(span_of("<a>\n<b/></a>"), at, arena, &diags);

	assert_pos(root->pos, 10, 6);
	assert_pos(root->first->pos, 11, 2);
	ck_assert_ptr_null(xml_read_at(span_of("<a>\n</b>"), at, arena,
	    &diags));
	ck_assert_uint_eq(diags.items[0].pos.line, 11);
	arena_free(arena);
}
END_TEST

START_TEST(expands_nothing)
{
	static const char subset[] =
	    "<!DOCTYPE a [<!ENTITY l \"lol\"><!ENTITY m \"&l;&l;&l;&l;\">\n"
	    "<!ENTITY n \"&m;&m;&m;&m;\"><!ENTITY e SYSTEM \"/etc/passwd\">]>\n";
	struct arena *arena = arena_new();
	struct diags diags = { .arena = arena };
	char text[512];

	snprintf(text, sizeof text, "%s<a>&n;</a>", subset);
	expect_fault(text, 3, 7, "'&n;' is not expanded");
	snprintf(text, sizeof text, "%s<a b=\"&n;\"/>", subset);
	expect_fault(text, 3, 10, "'&n;' is not expanded");
	snprintf(text, sizeof text, "%s<a>&e;</a>", subset);
	expect_fault(text, 3, 7, "'&e;' is not expanded");
	expect_fault("<!DOCTYPE a SYSTEM \"x.dtd\"><a>&u;</a>", 1, 34,
	    "'&u;'");
	snprintf(text, sizeof text, "%s<a>b</a>", subset);
	ck_assert_str_eq(
	    xml_read(span_of(text), "f", arena, &diags)->text, "b");
	arena_free(arena);
}
END_TEST

static void
repeat(struct buf *text, const char *part, size_t count)
{
	while (count-- > 0)
		buf_puts(text, part);
}

START_TEST(keeps_limits)
{
	struct arena *arena = arena_new();
	struct diags diags = { .arena = arena };
	struct buf text = { 0 };
	size_t i;

	repeat(&text, "<a>", XML_DEPTH_MAX);
	repeat(&text, "</a>", XML_DEPTH_MAX);
	ck_assert_ptr_nonnull(
	    xml_read((struct span){ text.s, text.n }, "f", arena, &diags));
	text.n = 0;
	repeat(&text, "<a>", 100000);
	expect_fault_at((struct span){ text.s, text.n }, DIAG_XML_LIMIT, 1,
	    XML_DEPTH_MAX * 3 + 2, "levels");
	text.n = 0;
	buf_puts(&text, "<a");
	for (i = 0; i < 100000; i++)
		buf_printf(&text, " a%zu=\"\"", i);
	buf_puts(&text, "/>");
	expect_fault_at((struct span){ text.s, text.n }, DIAG_XML_LIMIT, 1, 2,
	    "attributes");
	text.n = 0;
	buf_puts(&text, "<r>");
	repeat(&text, "<a/>", XML_ELEMENTS_MAX);
	expect_fault_at((struct span){ text.s, text.n }, DIAG_XML_LIMIT, 1,
	    4 * XML_ELEMENTS_MAX + 1, "elements");
	buf_free(&text);
	arena_free(arena);
}
END_TEST

/* A schema small enough to be read beside the test. */
static const char schema[] =
    "<grammar xmlns='http://relaxng.org/ns/structure/1.0' ns='urn:t'\n"
    " datatypeLibrary='http://www.w3.org/2001/XMLSchema-datatypes'>\n"
    "<start><element name='study'><attribute name='title' ns=''/>\n"
    "<interleave><optional><ref name='place'/></optional>\n"
    "<oneOrMore><ref name='run'/></oneOrMore></interleave>\n"
    "</element></start>\n"
    "<define name='place'><element name='place'>\n"
    "<optional><attribute name='grid' ns=''/></optional>\n"
    "<optional><attribute name='year' ns=''><data type='positiveInteger'/>\n"
    "</attribute></optional></element></define>\n"
    "<define name='run'><element name='run'><optional>\n"
    "<attribute name='stage' ns=''><choice><value>final</value>\n"
    "<value>tuning</value></choice></attribute></optional>\n"
    "<zeroOrMore><element name='log'><attribute name='href' ns=''/>\n"
    "</element></zeroOrMore></element></define></grammar>\n";

/* Validates TEXT; each WANTED is "line:column: words". */
static void
validate(const char *text, const char *const *wanted)
{
	struct arena *arena = arena_new();
	struct diags diags = { .arena = arena };
	const struct element *root;
	char path[64];
	FILE *file;
	size_t i;

	snprintf(path, sizeof path, "%ld.rng", (long)getpid());
	file = fopen(path, "w");
	ck_assert_ptr_nonnull(file);
	fputs(schema, file);
	fclose(file);
	root = xml_read(span_of(text), "s.xml", arena, &diags);
	ck_assert_ptr_nonnull(root);
	ck_assert(xml_validate(root, path, arena, &diags) ==
	    (wanted[0] == NULL));
	remove(path);
	for (i = 0; wanted[i] != NULL; i++) {
		const char *line;

		ck_assert_uint_gt(diags.count, i);
		ck_assert_int_eq(diags.items[i].code, DIAG_STUDY_SCHEMA);
		line = arena_printf(arena, "%zu:%zu: %s",
		    diags.items[i].pos.line, diags.items[i].pos.column,
		    strstr(diags.items[i].text, ": ") + 2);
		ck_assert_str_eq(line, wanted[i]);
	}
	ck_assert_uint_eq(diags.count, i);
	arena_free(arena);
}

#define faults(...) ((const char *const[]){ __VA_ARGS__, NULL })

START_TEST(accepts_what_is_valid)
{
	validate("<study xmlns='urn:t' title='t'><place grid='USA'/>"
		 "<run stage='final'><log href='x'/></run></study>",
	    faults(NULL));
}
END_TEST

START_TEST(names_every_slip)
{
	validate("<study xmlns='urn:t' tilte='t'>\n"
		 "<place gird='USA'/>\n"
		 "<run stage='finall'>\n"
		 "<log hreff='x'/><lgo/></run>\n"
		 "words</study>",
	    faults("1:2: <study> needs the attribute 'title'",
		"1:22: <study> has no attribute 'tilte'; did you mean "
		"'title'?",
		"2:1: <study> takes no text",
		"2:8: <place> has no attribute 'gird'; did you mean 'grid'?",
		"3:13: 'finall' cannot be the stage of <run>; did you mean "
		"'final'?",
		"4:2: <log> needs the attribute 'href'",
		"4:6: <log> has no attribute 'hreff'; did you mean 'href'?",
		"4:18: <run> has no element <lgo>; did you mean 'log'?"));
}
END_TEST

START_TEST(names_single_slips)
{
	validate("<study xmlns='urn:t' title='t'><place year='next'/>"
		 "<run/></study>",
	    faults("1:45: 'next' cannot be the year of <place>; it takes a "
		   "positiveInteger"));
	validate("<study xmlns='urn:t' title='t'/>",
	    faults("1:2: <study> needs an element <run>"));
	validate("<study title='t'><run/></study>",
	    faults("1:2: write <study xmlns=\"urn:t\">"));
	validate("<study xmlns='urn:u' title='t'><run/></study>",
	    faults("1:2: write <study xmlns=\"urn:t\">"));
	validate("<report xmlns='urn:t'/>",
	    faults("1:2: Expecting element study, got report"));
	validate("<study xmlns='urn:t' title='t'><run/><place/><place/>"
		 "</study>",
	    faults("1:47: <study> takes one <place> only"));
}
END_TEST

START_TEST(needs_its_schema)
{
	struct arena *arena = arena_new();
	struct diags diags = { .arena = arena };
	const struct element *root =
	    xml_read(span_of("<a/>"), "f", arena, &diags);

	ck_assert(!xml_validate(root, "no-such.rng", arena, &diags));
	ck_assert_int_eq(diags.items[0].code, DIAG_FILE_READ);
	arena_free(arena);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("xml");
	TCase *limits = tcase_create("keeps_limits");

	tests_add(suite, reads_tree);
	tests_add(suite, places_hold_in_long_files);
	tests_add(suite, tells_where);
	tests_add(suite, counts_from_a_place);
	tests_add(suite, expands_nothing);
	tcase_add_test(limits, keeps_limits);
	tcase_set_timeout(limits, 60);
	suite_add_tcase(suite, limits);
	tests_add(suite, accepts_what_is_valid);
	tests_add(suite, names_every_slip);
	tests_add(suite, names_single_slips);
	tests_add(suite, needs_its_schema);
	return tests_run(suite);
}
