/*
 * The methods paragraph names every factor of the graph, and none that is
 * not in it.
 */
#include <cmark.h>
#include <string.h>

#include "account/account.h"
#include "base/arena.h"
#include "base/str.h"
#include "catalog/catalog.h"
#include "document/build.h"
#include "study_fixture.h"
#include "tests.h"

struct said {
	struct fixture f;
	const char *methods; /* what stands under "How the numbers came about" */
	const char *notes[64]; /* of the graph's factors */
	size_t note_count;
};

static bool
is_known_note(const struct said *said, const char *note)
{
	size_t i;

	for (i = 0; i < said->note_count; i++)
		if (strcmp(said->notes[i], note) == 0)
			return true;
	return false;
}

static void
add_note(const struct figure *input, void *context)
{
	struct said *said = context;

	if (input->origin->kind != ORIGIN_CATALOG ||
	    is_known_note(said, input->origin->note))
		return;
	ck_assert_uint_lt(said->note_count, 64);
	said->notes[said->note_count++] = input->origin->note;
}

static void
add_notes(struct said *said, const struct account_line *line)
{
	const struct figure *figures[] = { line->co2e, line->co2e_market,
		line->energy, line->cost, line->electricity, line->embodied };
	size_t i;

	for (i = 0; i < sizeof figures / sizeof figures[0]; i++)
		if (figures[i] != NULL)
			figure_inputs(figures[i], add_note, said);
}

/* All text of the tree, a line a block. */
static char *
text_of(cmark_node *root, struct arena *arena)
{
	cmark_iter *iter = cmark_iter_new(root);
	cmark_event_type event;
	struct buf out = { 0 };
	char *text;

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);

		if (event == CMARK_EVENT_EXIT)
			buf_putc(&out, '\n');
		else if (cmark_node_get_type(node) == CMARK_NODE_TEXT)
			buf_puts(&out, cmark_node_get_literal(node));
	}
	cmark_iter_free(iter);
	text = arena_strndup(arena, out.s, out.n);
	buf_free(&out);
	return text;
}

/* With plain blanks for those that don't break. */
static char *
untied(char *text)
{
	char *at = text, *to = text;

	for (; *at != '\0'; at++) {
		if (at[0] == '\xc2' && at[1] == '\xa0')
			*++at = ' ';
		*to++ = *at;
	}
	*to = '\0';
	return text;
}

static struct said
say(const char *method, const char *body)
{
	struct said said = { .f = fixture_open(method, body) };
	char path[TESTS_PATH];
	struct doc_options options = { .language = "en", .version = "0" };
	struct doc *doc;
	char *text, *start, *end;
	size_t i;

	options.template_path =
	    tests_path(path, "WATTLEAF_DATADIR", "templates/appendix.md");
	ck_assert_ptr_nonnull(said.f.account);
	doc = doc_build(said.f.account, &options, said.f.arena,
	    &said.f.diags);
	ck_assert_ptr_nonnull(doc);
	text = text_of(doc->root, said.f.arena);
	start = strstr(text, "How the numbers came about");
	ck_assert_ptr_nonnull(start);
	end = strstr(start, "\nReferences\n");
	said.methods = untied(arena_strndup(said.f.arena, start,
	    end == NULL ? strlen(start) : (size_t)(end - start)));
	doc_close(doc);
	for (i = 0; i < said.f.account->model_count; i++)
		add_notes(&said, &said.f.account->models[i].line);
	return said;
}

/* "France, lifecycle generation, 2024" as figures note a row; NULL without a year. */
static const char *
note_of(struct arena *arena, const struct factor *factor)
{
	if (factor->year == 0 || factor->boundary[0] == '\0')
		return NULL;
	return arena_printf(arena, "%s, %s, %d", factor->name,
	    factor->boundary, factor->year);
}

static void
names_no_other(struct said *said, const char *table)
{
	const struct factor *row;
	size_t i;

	for (i = 0; (row = catalog_row(said->f.catalog, table, i)) != NULL;
	     i++) {
		const char *note = note_of(said->f.arena, row);

		if (note != NULL && !is_known_note(said, note))
			ck_assert_msg(strstr(said->methods, note) == NULL,
			    "not used: %s", note);
	}
}

static void
names_exactly_its_factors(const char *method, const char *body, size_t least)
{
	struct said said = say(method, body);
	size_t i;

	ck_assert_uint_ge(said.note_count, least);
	for (i = 0; i < said.note_count; i++)
		ck_assert_msg(strstr(said.methods, said.notes[i]) != NULL,
		    "\"%s\" is not in: %s", said.notes[i], said.methods);
	names_no_other(&said, "grid");
	names_no_other(&said, "pue");
	for (i = 0; catalog_device_row(said.f.catalog, i) != NULL; i++) {
		const char *note = note_of(said.f.arena,
		    &catalog_device_row(said.f.catalog, i)->tdp);

		if (note != NULL && !is_known_note(&said, note))
			ck_assert_ptr_null(strstr(said.methods, note));
	}
	fixture_close(&said.f);
}

START_TEST(grids_and_devices)
{
	/* two grids, one PUE, two TDPs */
	names_exactly_its_factors("wattleaf",
	    "<place year='2020'/>"
	    "<model id='a' name='A'><place grid='FRA'/><run time='1 h'>"
	    "<hardware device='tpu-v3' count='1'/></run></model>"
	    "<model id='b' name='B'><place grid='USA'/><run time='1 h'>"
	    "<hardware device='tpu-v2' count='1'/></run></model>", 5);
}
END_TEST

START_TEST(stated_factors_leave_none)
{
	names_exactly_its_factors("wattleaf",
	    "<place pue='1.2' intensity='56 g/kWh'/>"
	    "<model id='a' name='A'><run time='1 h' it-energy='3 kWh'/></model>",
	    0);
}
END_TEST

START_TEST(list_prices)
{
	names_exactly_its_factors("strubell-2019",
	    "<model id='a' name='A'><run time='1 h'>"
	    "<hardware device='v100' count='64' total-power='12041 W'/></run></model>"
	    "<model id='b' name='B'><run time='1 h'>"
	    "<hardware device='p100' count='8' total-power='1500 W'/></run></model>",
	    1);
}
END_TEST

/* Two rows that give one number are two factors. */
START_TEST(equal_numbers)
{
	struct said said = say("wattleaf",
	    "<place grid='USA' year='2018'/>"
	    "<model id='a' name='A'><run time='1 h'>"
	    "<hardware device='a100-sxm4-80gb' count='1'/></run></model>"
	    "<model id='b' name='B'><run time='1 h'>"
	    "<hardware device='a100-sxm4-40gb' count='1'/></run></model>");
	size_t i;

	for (i = 0; i < said.note_count; i++)
		ck_assert_ptr_nonnull(strstr(said.methods, said.notes[i]));
	fixture_close(&said.f);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("methods text");

	tests_add(suite, grids_and_devices);
	tests_add(suite, stated_factors_leave_none);
	tests_add(suite, list_prices);
	tests_add(suite, equal_numbers);
	return tests_run(suite);
}
