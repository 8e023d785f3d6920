/*
 * Documents made by hand for the text writers.
 */
#include "write_samples.h"

#include <cmark.h>
#include <string.h>

#include "account/account.h"
#include "base/arena.h"
#include "catalog/catalog.h"
#include "document/chart.h"
#include "document/data.h"

/* Names that are commands, tags, formulas or links to somebody. */
static const char *const attacks[] = {
	"\\input{/etc/passwd}",
	"<script>alert(1)</script>",
	"=cmd|'/c calc'!A1",
	"a|b $x$ ~s~",
	"x](javascript:alert(1))",
	"\" onload=\"x & <!--",
	"\x1b[31mred\x1b[0m\xff\xfe\xe2\x80\xae",
	"}}\\end{tabular}\\write18{id}%",
	"@SUM(A1)",
	"-2+3",
	"+1",
	"*a* `b` **c** [d]",
};

enum { ATTACKS = sizeof attacks / sizeof attacks[0], COLUMNS = 5 };

static const struct figure *
figure_new(struct arena *arena, enum unit unit, double value, double low,
    double high)
{
	struct figure *figure = arena_alloc(arena, sizeof *figure);

	figure->op = FIGURE_INPUT;
	figure->unit = unit;
	figure->known = true;
	figure->value = value;
	figure->low = low;
	figure->high = high;
	strcpy(figure->currency, "USD");
	return figure;
}

static const struct figure *
unknown_new(struct arena *arena)
{
	struct figure *figure = arena_alloc(arena, sizeof *figure);

	figure->op = FIGURE_UNKNOWN;
	return figure;
}

static struct doc_row
row_of(struct arena *arena, const char *name, const char *hardware,
    const struct figure *co2e, const struct figure *energy,
    const struct figure *cost)
{
	const struct doc_cell cells[COLUMNS] = {
		{ .text = name, .marks = "" },
		{ .text = hardware, .marks = "" },
		{ .figure = energy, .marks = "" },
		{ .figure = co2e, .marks = "a" },
		{ .figure = cost, .bound = BOUND_RANGE, .marks = "" },
	};
	struct doc_cell *copy = arena_alloc(arena, sizeof cells);

	memcpy(copy, cells, sizeof cells);
	return (struct doc_row){ .cells = copy };
}

static struct doc_column *
columns_new(struct arena *arena)
{
	const struct doc_column columns[COLUMNS] = {
		{ .key = "model", .head = "Model", .unit = "", .marks = "" },
		{ .key = "hardware", .head = "Hardware", .unit = "",
		    .marks = "" },
		{ .key = "energy", .head = "Energy", .unit = "kWh",
		    .align = ALIGN_DECIMAL, .marks = "",
		    .style = { .unit = UNIT_KWH,
		.decimals = -1, .significant = 3 } },
		{ .key = "co2e", .head = "CO_{2}e", .unit = "lb",
		    .align = ALIGN_DECIMAL, .marks = "b",
		    .style = { .unit = UNIT_LB,
		.decimals = 0 } },
		{ .key = "cost", .head = "range", .unit = "USD",
		    .spanner = "Cloud cost", .align = ALIGN_RIGHT,
		    .marks = "", .style = { .unit = UNIT_CURRENCY,
		.decimals = 0 } },
	};
	struct doc_column *copy = arena_alloc(arena, sizeof columns);

	memcpy(copy, columns, sizeof columns);
	return copy;
}

static struct doc_table *
table_new(struct arena *arena, size_t rows)
{
	static const struct doc_note notes[] = {
		{ "a", "At 0.954 lb CO_{2}e per kWh [1]." },
		{ "b", "Location-based." },
		{ "—", "Not reported." },
	};
	struct doc_table *table = arena_alloc(arena, sizeof *table);

	table->id = "models";
	table->number = 1;
	table->caption = "Energy and CO_{2}e of each model.";
	table->columns = columns_new(arena);
	table->column_count = COLUMNS;
	table->rows = arena_alloc(arena, rows * sizeof *table->rows);
	table->row_count = rows;
	table->notes = arena_alloc(arena, sizeof notes);
	memcpy(table->notes, notes, sizeof notes);
	table->note_count = sizeof notes / sizeof notes[0];
	return table;
}

/* Strubell et al. (2019), table 3: 1438 lb, 27 kWh, 41 to 140 USD. */
static struct doc_table *
plain_table(struct arena *arena)
{
	struct doc_table *table = table_new(arena, 3);

	table->rows[0] = row_of(arena, "Transformer_{base}", "P100×8",
	    figure_new(arena, UNIT_G, 26 * 453.59237, 20 * 453.59237,
		30 * 453.59237),
	    figure_new(arena, UNIT_KWH, 26.84, 20, 30),
	    figure_new(arena, UNIT_CURRENCY, 90, 41, 140));
	table->rows[0].group = "Translation";
	table->rows[1] = row_of(arena, "BERT_{base}", "V100×64",
	    figure_new(arena, UNIT_G, 1438 * 453.59237, 1000 * 453.59237,
		2000 * 453.59237),
	    figure_new(arena, UNIT_KWH, 1507, 1400, 1600),
	    figure_new(arena, UNIT_CURRENCY, 8161, 3751, 12571));
	table->rows[1].group = "Language models";
	table->rows[2] = row_of(arena, "GPT-2", "TPUv3×32",
	    unknown_new(arena), unknown_new(arena), unknown_new(arena));
	table->rows[2].total = true;
	return table;
}

static struct doc_table *
hostile_table(struct arena *arena)
{
	struct doc_table *table = table_new(arena, ATTACKS);
	size_t i;

	for (i = 0; i < ATTACKS; i++) {
		table->rows[i] = row_of(arena, attacks[i],
		    attacks[(i + 1) % ATTACKS], unknown_new(arena),
		    figure_new(arena, UNIT_KWH, 1.5, 1.5, 1.5),
		    unknown_new(arena));
		if (i % 4 == 0)
			table->rows[i].group = attacks[i];
	}
	table->id = "\"><script>";
	table->caption = "\\input{x} <script> | $y$";
	table->columns[0].head = "<script>|\\input{h}";
	table->notes[0].text = "\\input{n} </li><script> [x](javascript:1)";
	return table;
}

static struct doc_chart *
chart_new(struct arena *arena, const char *caption, const char *description)
{
	static struct doc_category rows[] = {
		{ "BERT_{base}", "V100×64", "1,438" },
		{ "Ours", "", "26" },
	};
	static struct doc_datum data[] = {
		{ .x = 1438, .low = 1000, .high = 2000 },
		{ .x = 26, .low = 26, .high = 26, .hollow = true },
	};
	static struct doc_series series = { .mark = MARK_POINT, .data = data,
		.count = 2 };
	struct doc_chart *chart = arena_alloc(arena, sizeof *chart);

	*chart = (struct doc_chart){
		.id = "emissions",
		.number = 1,
		.caption = caption,
		.x = { .kind = SCALE_LOG, .title = "lb CO_{2}e" },
		.y = { .kind = SCALE_CATEGORY },
		.rows = rows,
		.row_count = 2,
		.series = &series,
		.series_count = 1,
		.description = description,
	};
	return chart;
}

static void
append_block(cmark_node *root, const struct doc_table *table,
    const struct doc_chart *chart, struct arena *arena)
{
	cmark_node *node = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK);
	struct doc_block *block = arena_alloc(arena, sizeof *block);

	block->table = table;
	block->chart = chart;
	cmark_node_set_user_data(node, block);
	cmark_node_append_child(root, node);
}

/* "CO_{2}e" behind the last heading's text: a lowered part as a custom node. */
static void
append_script(cmark_node *root, struct arena *arena)
{
	cmark_node *heading = cmark_node_first_child(root);
	cmark_node *node = cmark_node_new(CMARK_NODE_CUSTOM_INLINE);
	cmark_node *text = cmark_node_new(CMARK_NODE_TEXT);
	struct doc_inline *part = arena_alloc(arena, sizeof *part);

	part->script = SCRIPT_SUB;
	cmark_node_set_user_data(node, part);
	cmark_node_set_literal(text, "2");
	cmark_node_append_child(node, text);
	cmark_node_append_child(heading, node);
}

static struct doc *
doc_new(struct arena *arena, const char *markdown, struct doc_table *table,
    struct doc_chart *chart)
{
	struct doc *doc = arena_alloc(arena, sizeof *doc);
	const struct doc_table **tables = arena_alloc(arena, sizeof *tables);
	const struct doc_chart **charts = arena_alloc(arena, sizeof *charts);

	tables[0] = table;
	charts[0] = chart;
	doc->title = "Energy & emissions";
	doc->language = "en";
	doc->creator = "wattleaf 0.0.0";
	doc->catalog_version = "2026.11";
	doc->date_s = 0;
	doc->root = cmark_parse_document(markdown, strlen(markdown),
	    CMARK_OPT_DEFAULT);
	append_script(doc->root, arena);
	append_block(doc->root, table, NULL, arena);
	append_block(doc->root, NULL, chart, arena);
	doc->tables = tables;
	doc->table_count = 1;
	doc->charts = doc->chart_files = charts;
	doc->chart_count = doc->chart_file_count = 1;
	return doc;
}

static void
cite(struct doc *doc, struct arena *arena, const struct citation *citations,
    size_t count)
{
	const struct citation **list =
	    arena_alloc(arena, count * sizeof *list);
	size_t i;

	for (i = 0; i < count; i++)
		list[i] = &citations[i];
	doc->citations = list;
	doc->citation_count = count;
}

static struct data *
disclosure_new(struct arena *arena, const char *title)
{
	struct data *root = data_object(arena);
	struct data *models;

	data_add_text(arena, root, "title", title);
	models = data_add(root, "models", data_list(arena));
	data_add_number(arena, data_add(models, NULL, data_object(arena)),
	    "energy_kwh", 0.1);
	data_add(models, NULL, data_object(arena));
	data_add_null(arena, root, "co2e_kg");
	data_add_bool(arena, root, "at_least", true);
	data_add(root, "sources", data_list(arena));
	return root;
}

struct doc *
sample_doc(struct arena *arena)
{
	static const struct citation citations[] = {
		{ .id = "strubell2019", .kind = "inproceedings",
		    .author = "Strubell, Emma and Ganesh, Ananya",
		    .title = "Energy & Policy for NLP", .year = "2019",
		    .venue = "ACL",
		    .url = "https://aclanthology.org/P19-1355/" },
		{ .id = "iea2024", .kind = "dataset",
		    .author = "{International Energy Agency}",
		    .title = "100% data_set #1", .year = "2024", .venue = "",
		    .url = "https://iea.org/a_b?x={y}" },
	};
	struct doc *doc = doc_new(arena,
	    "# Energy of CO\n\nIt took *27 kWh* [1], ≈ 5 × 10 − 3.\n"
	    "Read <https://example.org/a_b> or [the paper]"
	    "(https://example.org/p%20q#r \"t\").\n\n"
	    "1. one -- two\n2. `code_x`\n\n```\nif (x)\n    y;\n```\n",
	    plain_table(arena),
	    chart_new(arena, "Emissions in CO_{2}e.", "Dot chart: 2 models."));

	cite(doc, arena, citations, 2);
	doc->disclosure = disclosure_new(arena, "a \"b\"\n");
	return doc;
}

struct doc *
sample_hostile_doc(struct arena *arena)
{
	static const struct citation citations[] = {
		{ .id = "a,b}@x", .kind = "misc}\\input{k}",
		    .author = "}\\input{a}{", .title = "\\input{t} } {",
		    .year = "2019}", .venue = "{$v$}",
		    .url = "https://x.org/}\\input{u}" },
	};
	struct doc *doc = doc_new(arena,
	    "# \\\\input{h}\n\n"
	    "<script>alert(1)</script>\n\nx <img src=x onerror=y> "
	    "[link](javascript:alert(1)) ![pic](http://evil.example/p.png) "
	    "[up](https://evil.example/\\input{z}) $x$ a|b \\\\write18{id}\n\n"
	    "```\n\\end{verbatim}\\input{v}</pre><script>\n```\n\n"
	    "`\\input{c}<script>`\n",
	    hostile_table(arena),
	    chart_new(arena, "\\input{f}<script>",
		"](x) <script>\n\\input{d}"));

	cite(doc, arena, citations, 1);
	doc->title = "</title><script>\\input{t}\n\\input{t2}";
	doc->language = "en\" onload=\"x";
	doc->disclosure = disclosure_new(arena, "</script>\x01\xff");
	return doc;
}

void
sample_doc_close(struct doc *doc)
{
	cmark_node_free(doc->root);
}
