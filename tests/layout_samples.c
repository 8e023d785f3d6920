/*
 * Sample tables and charts for the layout tests, and what looks at scenes.
 */
#include "layout_samples.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "document/chart.h"
#include "document/text.h"
#include "layout/fonts.h"
#include "tests.h"

enum { COLUMNS = 8 };

#define CLOUD "Cloud compute cost"

static const struct doc_column columns[COLUMNS] = {
	{ .key = "name", .head = "Model", .unit = "", .marks = "" },
	{ .key = "hardware", .head = "Hardware", .unit = "", .marks = "" },
	{ .key = "power", .head = "Power", .unit = "W",
	    .align = ALIGN_DECIMAL, .marks = "" },
	{ .key = "time", .head = "Time", .unit = "h",
	    .align = ALIGN_DECIMAL, .marks = "" },
	{ .key = "energy", .head = "Energy", .unit = "kWh",
	    .align = ALIGN_DECIMAL, .marks = "a" },
	{ .key = "co2e", .head = "CO_{2}e", .unit = "lb",
	    .align = ALIGN_DECIMAL, .marks = "b" },
	{ .key = "low", .head = "preemptible", .unit = "USD",
	    .spanner = CLOUD, .align = ALIGN_DECIMAL, .marks = "" },
	{ .key = "high", .head = "on-demand", .unit = "USD",
	    .spanner = CLOUD, .align = ALIGN_DECIMAL, .marks = "" },
};

static const char *const strubell[][COLUMNS] = {
	{ "Transformer_{base}", "P100×8", "1,415.78", "12", "27", "26", "41",
	    "140" },
	{ "Transformer_{big}", "P100×8", "1,515.43", "84", "201", "192",
	    "289", "981" },
	{ "ELMo", "P100×3", "517.66", "336", "275", "262", "433", "1,472" },
	{ "BERT_{base}", "V100×64", "12,041.51", "79", "1,507", "1,438",
	    "3,751", "12,571" },
	{ "BERT_{base}", "TPUv2×16", "—", "96", "—", "—", "2,074", "6,912" },
	{ "NAS", "P100×8", "1,515.43", "274,120", "656,347", "626,155",
	    "942,973", "3,201,722" },
	{ "NAS", "TPUv2×1", "—", "32,623", "—", "—", "44,055", "146,848" },
	{ "GPT-2", "TPUv3×32", "—", "168", "—", "—", "12,902", "43,008" },
};

enum { STRUBELL = sizeof strubell / sizeof strubell[0] };

static const struct doc_note notes[] = {
	{ "a", "Total facility energy, PUE = 1.58." },
	{ "b", "At 0.954 lb CO_{2}e per kWh (U.S. EPA average, 2018)." },
	{ "—", "TPU power draw not published." },
};

static void
fill_row(struct arena *arena, struct doc_row *row, const char *name,
    const char *const *texts)
{
	struct doc_cell *cells = arena_alloc(arena,
	    COLUMNS * sizeof *cells);
	size_t i;

	for (i = 0; i < COLUMNS; i++)
		cells[i] = (struct doc_cell){
			.text = i == 0 ? name : texts[i], .marks = "",
		};
	row->cells = cells;
}

static struct doc_table *
table_new(struct arena *arena, size_t rows)
{
	struct doc_table *table = arena_alloc(arena, sizeof *table);

	table->id = "models";
	table->number = 1;
	table->caption = "Estimated cost of training a model in energy, "
	    "CO_{2}e emissions and cloud compute. Values from Strubell et "
	    "al. (2019), Table 3; hours are wall-clock time, power is the "
	    "mean combined draw of GPU, CPU and DRAM.";
	table->columns = arena_alloc(arena, sizeof columns);
	memcpy(table->columns, columns, sizeof columns);
	table->column_count = COLUMNS;
	table->rows = arena_alloc(arena, rows * sizeof *table->rows);
	table->row_count = rows;
	table->notes = arena_alloc(arena, sizeof notes);
	memcpy(table->notes, notes, sizeof notes);
	table->note_count = sizeof notes / sizeof notes[0];
	return table;
}

struct doc_table *
sample_table(struct arena *arena)
{
	struct doc_table *table = table_new(arena, STRUBELL);
	size_t i;

	for (i = 0; i < STRUBELL; i++)
		fill_row(arena, &table->rows[i], strubell[i][0],
		    strubell[i]);
	return table;
}

struct doc_table *
sample_long_table(struct arena *arena, size_t rows)
{
	static const char *const names[] = { "Ours",
		"Evolved Transformer_{big} with a name that goes on and on",
		"T5-11B", "Switch Transformer (sparsely activated)" };
	static const char *const groups[] = { "Language models, from papers",
		"Ours" };
	struct doc_table *table = table_new(arena, rows);
	size_t i;

	for (i = 0; i < rows; i++) {
		fill_row(arena, &table->rows[i], names[i % 4],
		    strubell[i % STRUBELL]);
		if (rows > 2 && (i == 0 || i == rows / 2))
			table->rows[i].group = groups[i != 0];
	}
	if (rows > 1) {
		fill_row(arena, &table->rows[rows - 1], "Total, at least",
		    strubell[5]);
		table->rows[rows - 1].total = true;
	}
	return table;
}

static struct doc_chart *
chart_new(struct arena *arena, size_t marks)
{
	struct doc_chart *chart = arena_alloc(arena, sizeof *chart);

	chart->id = "emissions";
	chart->number = 1;
	chart->caption = "Training emissions of the models in Table 1 (GPU "
	    "rows). Filled dots: from measured power; hollow dot: "
	    "extrapolated from one measured run. Whiskers: PUE 1.10–1.67 "
	    "and grid intensity 0.74–1.15 lb kWh^{−1} (illustrative). "
	    "Dashed lines: reference activities.";
	chart->x.title = "Training emissions, lb CO_{2}e (log scale)";
	chart->x.kind = SCALE_LOG;
	chart->x.zero = true;
	chart->y.kind = SCALE_CATEGORY;
	chart->description = "Dot chart of the emissions.";
	chart->rows = arena_alloc(arena, marks * sizeof *chart->rows);
	chart->row_count = marks;
	chart->series = arena_alloc(arena, sizeof *chart->series);
	chart->series_count = 1;
	chart->series[0].mark = MARK_POINT;
	chart->series[0].count = marks;
	chart->series[0].data = arena_alloc(arena,
	    marks * sizeof *chart->series[0].data);
	return chart;
}

struct doc_chart *
sample_chart(struct arena *arena)
{
	static const struct doc_category rows[] = {
		{ "NAS", "P100×8", "626,155" },
		{ "BERT_{base}", "V100×64", "1,438" },
		{ "ELMo", "P100×3", "262" },
		{ "Transformer_{big}", "P100×8", "192" },
		{ "Transformer_{base}", "P100×8", "26" },
	};
	static const double values[][3] = { { 626155, 338000, 802000 },
		{ 1438, 776, 1842 }, { 262, 141, 336 }, { 192, 104, 246 },
		{ 26, 14, 33.4 } };
	static const struct doc_reference references[] = {
		{ "NY–SF flight, 1 passenger", "1,984 lb", 1984 },
		{ "Car incl. fuel, 1 lifetime", "126,000 lb", 126000 },
	};
	struct doc_chart *chart = chart_new(arena,
	    sizeof rows / sizeof rows[0]);
	size_t i;

	memcpy(chart->rows, rows, sizeof rows);
	for (i = 0; i < chart->row_count; i++)
		chart->series[0].data[i] = (struct doc_datum){
			.x = values[i][0], .low = values[i][1],
			.high = values[i][2], .hollow = i == 0 };
	chart->references = arena_alloc(arena, sizeof references);
	memcpy(chart->references, references, sizeof references);
	chart->reference_count = 2;
	return chart;
}

struct doc_chart *
sample_long_chart(struct arena *arena, size_t count, double low, double high)
{
	static const char *const names[] = { "Ours", "BERT_{base}",
		"Switch Transformer (sparsely activated), second run" };
	const struct number_style style = { .decimals = -1, .significant = 3 };
	struct doc_chart *chart = chart_new(arena, count);
	double value;
	size_t i;

	for (i = 0; i < count; i++) {
		value = count == 1 ? low : low * pow(high / low,
		    (double)i / (double)(count - 1));
		chart->rows[i] = (struct doc_category){
			.label = names[i % 3],
			.detail = i % 2 == 0 ? "A100-SXM4-80GB×512" : "V100×8",
			.text = text_number(value, &style, arena).text,
		};
		chart->series[0].data[i] = (struct doc_datum){
			.x = value,
			.low = i % 3 == 0 ? value : value * 0.7,
			.high = i % 3 == 0 ? value : value * 1.4,
			.hollow = i % 4 == 1,
		};
	}
	return chart;
}

/* As the venue a4 of templates/venues.csv. */
static struct layout_style
bench_style(double width)
{
	return (struct layout_style){
		.width = width,
		.text_size = 9,
		.min_size = 7,
		.small_size = 8,
		.caption_size = 9,
		.label_size = 8.5,
		.line = 0.35,
		.text = FACE_SERIF,
		.bold = FACE_SERIF_BOLD,
		.italic = FACE_SERIF_ITALIC,
		.label = FACE_SANS,
		.label_bold = FACE_SANS_BOLD,
		.mono = FACE_MONO,
	};
}

void
bench_open(struct bench *bench, double width)
{
	char path[TESTS_PATH];

	*bench = (struct bench){ .arena = arena_new() };
	bench->diags.arena = bench->arena;
	bench->layout = (struct layout){
		.fonts = fonts_open(tests_path(path, "WATTLEAF_DATADIR",
		    "fonts"), FONTS_DEFAULT, bench->arena, &bench->diags),
		.arena = bench->arena,
		.diags = &bench->diags,
		.style = bench_style(width),
		.language = "en",
	};
	ck_assert_ptr_nonnull(bench->layout.fonts);
}

void
bench_close(struct bench *bench)
{
	fonts_close(bench->layout.fonts);
	arena_free(bench->arena);
}

static struct span
trimmed(const struct scene_item *item)
{
	return span_trim(item->text);
}

double
bench_right(const struct bench *bench, const struct scene_item *item)
{
	return item->x + fonts_measure(bench->layout.fonts, item->face,
	    item->size, trimmed(item)).width;
}

const struct scene_item *
bench_find(const struct scene *scene, const char *words)
{
	size_t i;

	for (i = 0; i < scene->count; i++)
		if (scene->items[i].kind == SCENE_TEXT &&
		    span_equal(trimmed(&scene->items[i]), words))
			return &scene->items[i];
	return NULL;
}

static bool
item_inside(const struct bench *bench, const struct scene *scene,
    const struct scene_item *item)
{
	double right = item->x2, bottom = item->y2;

	if (item->kind == SCENE_BEGIN || item->kind == SCENE_END)
		return true;
	if (item->kind == SCENE_TEXT) {
		right = bench_right(bench, item);
		bottom = item->y + 0.2 * item->size;
	} else if (item->kind == SCENE_DOT) {
		right = item->x + item->radius;
		bottom = item->y + item->radius;
	}
	return item->x > -1.6 && item->y > -0.01 &&
	    right < scene->width + 1.6 && bottom < scene->height + 0.6;
}

bool
bench_inside(const struct bench *bench, const struct scene *scene)
{
	size_t i;

	for (i = 0; i < scene->count; i++)
		if (!item_inside(bench, scene, &scene->items[i]))
			return false;
	return true;
}

bool
bench_text_in_leaves(const struct scene *scene)
{
	bool text[32] = { false }, tags[32] = { false };
	size_t depth = 0, i;

	for (i = 0; i < scene->count; i++) {
		if (scene->items[i].kind == SCENE_TEXT) {
			text[depth] = depth != 0;
		} else if (scene->items[i].kind == SCENE_BEGIN) {
			tags[depth++] = true;
			ck_assert_uint_lt(depth, 32);
			text[depth] = tags[depth] = false;
		} else if (scene->items[i].kind == SCENE_END) {
			if (text[depth] && tags[depth])
				return false;
			depth--;
		}
	}
	return depth == 0;
}

size_t
bench_tags(const struct scene *scene, const char *name)
{
	size_t i, count = 0;

	for (i = 0; i < scene->count; i++)
		count += scene->items[i].kind == SCENE_BEGIN &&
		    span_equal(scene->items[i].text, name);
	return count;
}

size_t
bench_cells(const struct scene *scene)
{
	size_t i, cells = 0, all = 0, span;
	const char *space;

	for (i = 0; i < scene->count; i++) {
		const struct scene_item *item = &scene->items[i];

		if (item->kind == SCENE_BEGIN &&
		    (span_equal(item->text, "TH") ||
			span_equal(item->text, "TD"))) {
			space = item->attribute == NULL ? NULL :
			    strchr(item->attribute, ' ');
			span = space == NULL ? 1 :
			    (size_t)strtoul(space, NULL, 10);
			cells += span;
		}
		if (item->kind == SCENE_END && span_equal(item->text, "TR")) {
			if (all != 0 && all != cells)
				return 0;
			all = cells;
			cells = 0;
		}
	}
	return all;
}
