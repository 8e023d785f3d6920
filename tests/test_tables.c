/*
 * A thousand random tables, each laid out for a random width, read back from
 * the scene: nothing overlaps or sticks out, numbers stand under each other,
 * no text is under the least size, rules are booktabs' own, no number is lost.
 */
#include "tests.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "document/document.h"
#include "document/table_edit.h"
#include "document/text.h"
#include "layout/fonts.h"
#include "layout/layout.h"
#include "layout_samples.h"

enum { TABLES = 1000, COLUMNS_MOST = 14, ROWS_MOST = 24, MARKS_MOST = 400,
	GROUPS = 4, DEPTH = 32, REFUSED_MOST = 20 };

#define EN_DASH "\xe2\x80\x93"
#define EM_DASH "\xe2\x80\x94"
#define NEAR 0.02

/* Numerical Recipes' generator: the same tables on every machine. */
static unsigned
chance(unsigned *seed, unsigned below)
{
	*seed = *seed * 1664525U + 1013904223U;
	return (*seed >> 8) % below;
}

static const char *
random_name(struct arena *arena, unsigned *seed)
{
	static const char *const names[] = { "NAS", "Transformer_{big}",
		"BERT_{base}", "Switch Transformer (sparsely activated)",
		"org/some-model-v0.1-instruct-finetuned-on-many-words-q4_k_m",
		"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
		"语言模型",
		("Evolved Transformer_{big} with a name of eighty characters, "
		 "or some few more") };

	return arena_printf(arena, "%s %u", names[chance(seed, 8)],
	    chance(seed, 100));
}

/* From a gram to a megatonne, with none to three decimals; sometimes not known. */
static const char *
random_number(struct arena *arena, unsigned *seed, bool range)
{
	const struct number_style style = { .decimals = (int)chance(seed, 4) };
	double value = pow(10, (double)chance(seed, 90) / 10 - 2);

	if (chance(seed, 6) == 0)
		return EM_DASH;
	if (!range)
		return text_number(value, &style, arena).text;
	return arena_printf(arena, "%s" EN_DASH "%s",
	    text_number(value, &style, arena).text,
	    text_number(value * 1.5 + 1, &style, arena).text);
}

static struct doc_column
random_column(unsigned *seed, size_t at)
{
	static const char *const heads[] = { "Params", "CO_{2}e, market-based",
		"Device-hours", "Energy", "CO_{2}e", "Power usage effectiveness",
		"preemptible", "on-demand" };
	static const char *const units[] = { "", "kWh", "USD", "g/kWh" };
	struct doc_column column = { .key = "k", .marks = "",
		.head = heads[chance(seed, 8)],
		.unit = units[chance(seed, 4)],
		.align = ALIGN_DECIMAL };

	if (at == 0)
		return (struct doc_column){ .key = "model", .head = "Model",
			.unit = "", .marks = "" };
	if (chance(seed, 6) == 0)
		column.align = ALIGN_LEFT;
	else if (chance(seed, 6) == 0)
		column.align = ALIGN_RANGE;
	if (column.align == ALIGN_LEFT)
		column.unit = "";
	if (chance(seed, 3) == 0)
		column.spanner = "Cloud compute cost";
	if (chance(seed, 3) == 0)
		column.marks = chance(seed, 2) == 0 ? "a" : "b";
	return column;
}

static const char *
random_text(struct arena *arena, unsigned *seed,
    const struct doc_column *column, bool first)
{
	static const char *const devices[] = { "P100×8", "TPUv3×32",
		"A100-SXM4-80GB×512", EM_DASH };

	if (first)
		return random_name(arena, seed);
	if (column->align == ALIGN_LEFT)
		return devices[chance(seed, 4)];
	return random_number(arena, seed, column->align == ALIGN_RANGE);
}

static struct doc_row
random_row(struct arena *arena, unsigned *seed, const struct doc_table *table,
    const char *const *shared)
{
	struct doc_cell *cells = arena_alloc(arena,
	    table->column_count * sizeof *cells);
	size_t i;

	for (i = 0; i < table->column_count; i++)
		cells[i] = (struct doc_cell){ .marks = "",
			.text = shared[i] != NULL ? shared[i] :
			    random_text(arena, seed, &table->columns[i],
				i == 0) };
	if (table->column_count > 1 && chance(seed, 20) == 0)
		cells[table->column_count - 1].marks = "a";
	return (struct doc_row){ .cells = cells };
}

static struct doc_table *
random_table(struct arena *arena, unsigned *seed)
{
	static struct doc_note notes[] = {
		{ "a", "Energy of the facility: IT energy times a PUE of 1.58." },
		{ "b", "At 0.954 lb CO_{2}e per kWh. One more sentence." },
		{ EM_DASH, "Not known: power was not reported." },
	};
	const char *shared[COLUMNS_MOST] = { NULL };
	struct doc_table *table = arena_alloc(arena, sizeof *table);
	size_t i;

	*table = (struct doc_table){ .id = "models", .number = 1,
		.caption = "A caption.", .notes = notes, .note_count = 3 };
	table->column_count = 1 + chance(seed, COLUMNS_MOST);
	table->row_count = 1 + chance(seed, chance(seed, 3) == 0 ? 3 :
		ROWS_MOST);
	table->columns = arena_alloc(arena,
	    COLUMNS_MOST * sizeof *table->columns);
	table->rows = arena_alloc(arena, ROWS_MOST * sizeof *table->rows);
	for (i = 0; i < table->column_count; i++) {
		table->columns[i] = random_column(seed, i);
		if (i > 0 && chance(seed, 8) == 0)
			shared[i] = random_text(arena, seed,
			    &table->columns[i], false);
	}
	for (i = 0; i < table->row_count; i++) {
		table->rows[i] = random_row(arena, seed, table, shared);
		if (table->row_count > 4 && chance(seed, 9) == 0)
			table->rows[i].group = "Language models, from papers";
	}
	table->rows[table->row_count - 1].total = table->row_count > 1 &&
	    chance(seed, 3) == 0;
	return table;
}

/* The box of a text's letters. */
struct box {
	double left, right, top, bottom;
};

static struct box
box_of(const struct bench *bench, const struct scene_item *item)
{
	return (struct box){ .left = item->x + NEAR,
		.right = bench_right(bench, item) - NEAR,
		.top = item->y - 0.62 * item->size,
		.bottom = item->y + 0.15 * item->size };
}

static bool
is_text(const struct scene_item *item)
{
	return item->kind == SCENE_TEXT && span_trim(item->text).n > 0;
}

static bool
overlap(const struct box *a, const struct box *b)
{
	return a->left < b->right && b->left < a->right &&
	    a->top < b->bottom && b->top < a->bottom;
}

static const struct scene_item *
find_overlap(const struct bench *bench, const struct scene *scene)
{
	struct box *boxes = arena_alloc(bench->arena,
	    (scene->count + 1) * sizeof *boxes);
	const struct scene_item **items = arena_alloc(bench->arena,
	    (scene->count + 1) * sizeof *items);
	size_t i, k, count = 0;

	for (i = 0; i < scene->count; i++) {
		if (!is_text(&scene->items[i]))
			continue;
		items[count] = &scene->items[i];
		boxes[count++] = box_of(bench, &scene->items[i]);
	}
	for (i = 0; i < count; i++)
		for (k = 0; k < i; k++)
			if (items[i]->y != items[k]->y ?
			    overlap(&boxes[i], &boxes[k]) &&
			    items[i]->size == items[k]->size :
			    overlap(&boxes[i], &boxes[k]))
				return items[i];
	return NULL;
}

static bool
all_inside(const struct bench *bench, const struct scene *scene)
{
	const struct scene_item *item;
	size_t i;

	for (i = 0; i < scene->count; i++) {
		item = &scene->items[i];
		if (is_text(item) && (item->x < -NEAR || item->y < 0 ||
			item->y > scene->height ||
			bench_right(bench, item) > scene->width + NEAR))
			return false;
		if (item->kind == SCENE_LINE && (item->x < -NEAR ||
			item->x2 > scene->width + NEAR || item->y < 0 ||
			item->y > scene->height))
			return false;
	}
	return true;
}

/* Letters of notes and lowered parts are smaller than what they stand at. */
static bool
none_too_small(const struct bench *bench, const struct scene *scene)
{
	double least = bench->layout.style.min_size;
	size_t i;

	for (i = 0; i < scene->count; i++) {
		const struct scene_item *item = &scene->items[i];

		if (is_text(item) && item->size < least - 1e-9 &&
		    item->size < 0.7 * least - 1e-9)
			return false;
	}
	return true;
}

static bool
rules_are_right(const struct scene *scene)
{
	size_t i, heavy = 0;

	for (i = 0; i < scene->count; i++) {
		const struct scene_item *item = &scene->items[i];

		if (item->kind != SCENE_LINE)
			continue;
		heavy += item->weight == 0.8;
		if (item->weight != 0.8 && item->weight != 0.5 &&
		    item->weight != 0.35)
			return false;
	}
	return heavy == 2 * bench_tags(scene, "Table");
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Bytes before the mark that a number hangs at; its length without one. */
static size_t
mark_of(struct span text)
{
	size_t i = span_find(text, EN_DASH);

	if (i < text.n)
		return i;
	for (i = text.n; i-- > 1;)
		if (text.s[i] == '.' && i + 1 < text.n)
			return i;
	return text.n;
}

static double
mark_x(const struct bench *bench, const struct scene_item *item)
{
	struct span text = span_trim(item->text);

	return item->x + fonts_measure(bench->layout.fonts, item->face,
	    item->size, span_sub(text, 0, mark_of(text))).width;
}

/* Where the marks of a table's columns stand, while it is read. */
struct reading {
	double numbers[COLUMNS_MOST * 2 + ROWS_MOST];
	double ranges[COLUMNS_MOST * 2 + ROWS_MOST];
	bool mixed[COLUMNS_MOST * 2 + ROWS_MOST];
	size_t column, cells; /* in this row, in each row */
	bool in_cell, regular, aligned;
};

static size_t
spanned(const struct scene_item *tag)
{
	const char *space = tag->attribute == NULL ? NULL :
	    strchr(tag->attribute, ' ');

	return space == NULL ? 1 : (size_t)strtoul(space, NULL, 10);
}

static void
read_number(struct reading *r, const struct bench *bench,
    const struct scene_item *item)
{
	struct span text = span_trim(item->text);
	bool range = span_find(text, EN_DASH) < text.n;
	double *mark = range ? &r->ranges[r->column] :
			       &r->numbers[r->column];
	double x = mark_x(bench, item);

	/* only a column of ranges alone is aligned at their dashes */
	if (text.n == 0 || !is_digit(text.s[text.n - 1]) ||
	    !is_digit(text.s[0]))
		return;
	if (isnan(*mark))
		*mark = x;
	else if (fabs(*mark - x) > NEAR && range)
		r->mixed[r->column] = true;
	else if (fabs(*mark - x) > NEAR)
		r->aligned = false;
}

static void
begin_table(struct reading *r)
{
	size_t i;

	for (i = 0; i < sizeof r->numbers / sizeof r->numbers[0]; i++) {
		/* ranges among numbers are not for the dash */
		if (r->mixed[i] && isnan(r->numbers[i]))
			r->aligned = false;
		r->numbers[i] = r->ranges[i] = (double)NAN;
		r->mixed[i] = false;
	}
	r->cells = 0;
}

static void
read_item(struct reading *r, const struct bench *bench,
    const struct scene_item *item)
{
	bool cell = span_equal(item->text, "TD") ||
	    span_equal(item->text, "TH");

	if (item->kind == SCENE_TEXT && r->in_cell) {
		read_number(r, bench, item);
	} else if (item->kind == SCENE_BEGIN) {
		if (span_equal(item->text, "Table"))
			begin_table(r);
		r->in_cell |= span_equal(item->text, "TD");
		if (span_equal(item->text, "TR"))
			r->column = 0;
	} else if (item->kind == SCENE_END && cell) {
		r->in_cell = false;
	}
	if (item->kind == SCENE_END && span_equal(item->text, "TR")) {
		if (r->cells != 0 && r->cells != r->column)
			r->regular = false;
		r->cells = r->column;
	}
}

static struct reading
read_scene(const struct bench *bench, const struct scene *scene)
{
	struct reading r = { .regular = true, .aligned = true };
	size_t span = 0, i;

	begin_table(&r);
	r.aligned = true;
	for (i = 0; i < scene->count; i++) {
		const struct scene_item *item = &scene->items[i];

		if (item->kind == SCENE_BEGIN && (span_equal(item->text, "TD") ||
			span_equal(item->text, "TH")))
			span = spanned(item);
		if (item->kind == SCENE_END && (span_equal(item->text, "TD") ||
			span_equal(item->text, "TH")))
			r.column += span;
		read_item(&r, bench, item);
	}
	begin_table(&r);
	return r;
}

/* Every number of the table is drawn: in a cell, or in a note on all rows. */
static bool
none_lost(const struct scene *scene, const struct doc_table *table)
{
	struct buf all = { 0 };
	size_t i, j;
	bool good = true;

	for (i = 0; i < scene->count; i++)
		if (scene->items[i].kind == SCENE_TEXT)
			buf_add(&all, scene->items[i].text.s,
			    scene->items[i].text.n);
	for (i = 0; i < table->row_count; i++)
		for (j = 1; j < table->column_count; j++)
			if (is_digit(table->rows[i].cells[j].text[0]))
				good &= all.s != NULL && strstr(all.s,
				    table->rows[i].cells[j].text) != NULL;
	buf_free(&all);
	return good;
}

static void
set_style(struct layout_style *style, unsigned *seed)
{
	static const double sizes[][2] = { { 9, 7 }, { 10, 9 }, { 8, 8 } };
	const double *size = sizes[chance(seed, 3)];

	style->text_size = size[0];
	style->min_size = size[1];
	style->width = 190 + chance(seed, 320);
}

static void
check_table(struct bench *bench, const struct doc_table *table,
    unsigned number)
{
	struct scene *scene = layout_table(&bench->layout, table, true);
	const struct scene_item *bad;
	struct reading r;

	if (bench->diags.count != 0)
		return;
	bad = find_overlap(bench, scene);
	ck_assert_msg(bad == NULL, "table %u: \"%.*s\" overlaps", number,
	    (int)(bad == NULL ? 0 : bad->text.n),
	    bad == NULL ? "" : bad->text.s);
	r = read_scene(bench, scene);
	ck_assert_msg(all_inside(bench, scene), "table %u: outside", number);
	ck_assert_msg(scene->width <= bench->layout.style.width + NEAR,
	    "table %u: too wide", number);
	ck_assert_msg(none_too_small(bench, scene), "table %u: small", number);
	ck_assert_msg(rules_are_right(scene), "table %u: rules", number);
	ck_assert_msg(r.regular, "table %u: rows differ", number);
	ck_assert_msg(r.aligned, "table %u: marks differ", number);
	ck_assert_msg(none_lost(scene, table), "table %u: lost", number);
	ck_assert(scene_balanced(scene) && bench_text_in_leaves(scene));
}

START_TEST(thousand_tables_are_well_set)
{
	struct bench bench;
	unsigned number, refused = 0;

	bench_open(&bench, 200);
	for (number = 0; number < TABLES; number++) {
		unsigned seed = number;
		struct arena *own = bench.arena;

		bench.arena = bench.layout.arena = arena_new();
		bench.diags.count = 0;
		chance(&seed, 2);
		set_style(&bench.layout.style, &seed);
		check_table(&bench, random_table(bench.arena, &seed), number);
		refused += bench.diags.count != 0;
		arena_free(bench.arena);
		bench.arena = bench.layout.arena = own;
	}
	ck_assert_uint_le(refused, REFUSED_MOST);
	bench_close(&bench);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("tables");
	TCase *many = tcase_create("thousand_tables_are_well_set");

	tcase_set_timeout(many, 600);
	tcase_add_test(many, thousand_tables_are_well_set);
	suite_add_tcase(suite, many);
	return tests_run(suite);
}
