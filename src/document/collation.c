/*
 * The document of many studies together: what was given, totals, how they
 * are spread, groups.
 */
#include "document/collation.h"

#include <cmark.h>
#include <math.h>
#include <string.h>

#include "account/account.h"
#include "base/arena.h"
#include "base/word.h"
#include "document/build.h"
#include "document/charts.h"
#include "document/collated.h"
#include "document/markup.h"
#include "document/story.h"
#include "document/text.h"

/* The unit of a sum changes at this many of the smaller one. */
static const double UNIT_STEP = 10000;

enum { FAMILY = 4 };

static const enum unit families[][FAMILY] = {
	{ UNIT_WH, UNIT_KWH, UNIT_MWH, UNIT_GWH },
	{ UNIT_G, UNIT_KG, UNIT_T, UNIT_T },
};

static const struct number_style plain = { .unit = UNIT_COUNT,
	.decimals = DECIMALS_STATED };

enum unit
collation_unit(enum unit unit, double value, double step)
{
	double base = unit_to_base(unit, value);
	size_t f = unit_dimension(unit) == DIM_ENERGY ? 0 : 1, i = 0;

	if (unit_dimension(unit) != DIM_ENERGY &&
	    unit_dimension(unit) != DIM_MASS)
		return unit;
	if (unit_from_base(families[f][1], base) >= 1)
		i = 1;
	while (i > 0 && i + 1 < FAMILY &&
	    unit_from_base(families[f][i], base) >= step)
		i++;
	return families[f][i];
}

/* Blocks. */

struct making {
	struct builder *b;
	const struct collated *c;
	cmark_node *last;
};

static void
put(struct making *m, cmark_node *node)
{
	cmark_node_insert_after(m->last, node);
	m->last = node;
}

static cmark_node *
heading(struct builder *b, int level, const char *markup)
{
	cmark_node *node = cmark_node_new(CMARK_NODE_HEADING);

	cmark_node_set_heading_level(node, level);
	markup_add(b, node, markup);
	return node;
}

static void
put_paragraph(struct making *m, const char *markup)
{
	m->last = paragraph_after(m->b, m->last, markup);
}

static void
put_table(struct making *m, struct doc_table *table)
{
	m->last = block_after(m->b, m->last, table_number(m->b, table), NULL);
}

static void
put_chart(struct making *m, const struct doc_chart *chart)
{
	if (chart != NULL)
		m->last = block_after(m->b, m->last, NULL, chart);
}

static const char *
count_text(struct making *m, size_t n)
{
	return say_number(m->b, (double)n, &plain);
}

static void
put_counts(struct making *m)
{
	const struct collated *c = m->c;

	put_paragraph(m, phrase(m->b,
	    "Given: {found}. Counted: {counted} studies, each once; of {complete} of them energy and emissions are known as a whole. Not counted: {duplicates} that are there twice, {revised} of which there is a newer form, {failed} that could not be read or that failed.",
	    "found", count_text(m, c->found), "counted",
	    count_text(m, c->counted), "complete", count_text(m, c->complete),
	    "duplicates", count_text(m, c->duplicates), "revised",
	    count_text(m, c->revised), "failed", count_text(m, c->failed),
	    NULL));
	if (c->slips != 0 && c->slips >= c->min_group)
		put_paragraph(m, phrase(m->b,
		    "Of {checked} that were checked, {slips} state numbers that do not follow from each other, or are not plausible; they are counted as they stand.",
		    "checked", count_text(m, c->checked), "slips",
		    count_text(m, c->slips), NULL));
	if (c->min_group != 0)
		put_paragraph(m, phrase(m->b,
		    "Counts, sums and bars of fewer than {least} studies are left out; and of what could be worked out from the rest the next smallest, too.",
		    "least", count_text(m, c->min_group), NULL));
	if (c->dominance > 0)
		put_paragraph(m, phrase(m->b,
		    "Left out are sums, too, of which all studies but the two largest make less than {percent} % of the largest: the second could work it out that closely (p% rule).",
		    "percent", say_number(m->b, c->dominance, &plain), NULL));
}

/* Sums. */

static const struct figure *
figure_of(struct making *m, const struct collated_sum *sum, enum unit unit,
    const char *currency)
{
	struct figure *figure = arena_alloc(m->b->arena, sizeof *figure);

	figure->op = FIGURE_UNKNOWN;
	if (sum->hidden || sum->reported == 0)
		return figure;
	figure->op = FIGURE_INPUT;
	figure->known = true;
	figure->unit = figure->written = unit;
	figure->low = unit_to_base(unit, sum->low);
	figure->high = unit_to_base(unit, sum->high);
	figure->interval = isnan(sum->value);
	figure->value = figure->interval ?
	    (figure->low + figure->high) / 2 :
	    unit_to_base(unit, sum->value);
	figure->at_least = sum->at_least;
	figure->uncertain = sum->low < sum->high;
	if (strlen(currency) < sizeof figure->currency)
		memcpy(figure->currency, currency, strlen(currency) + 1);
	return figure;
}

static const char *
quantity(struct making *m, const struct collated_total *total,
    enum bound bound)
{
	const struct collated_sum *sum = &total->sum;
	const struct figure *figure =
	    figure_of(m, sum, total->unit, total->currency);
	struct number_style style = story_digits(
	    collation_unit(total->unit,
		isnan(sum->value) ? sum->low : sum->value, UNIT_STEP));

	if (sum->hidden && m->c->dominance > 0)
		return word(m->b, "left out");
	if (sum->hidden)
		return phrase(m->b, "of fewer than {least} studies", "least",
		    count_text(m, m->c->min_group), NULL);
	if (!figure->known)
		return word(m->b, "not reported");
	return say_quantity(m->b, figure, bound, &style);
}

static const char *
range_text(struct making *m, const struct collated_total *total)
{
	const struct collated_sum *sum = &total->sum;

	return sum->hidden || !(sum->low < sum->high) || isnan(sum->value) ?
	    "\xe2\x80\x94" :
	    quantity(m, total, BOUND_RANGE);
}

static const char *
reported_text(struct making *m, const struct collated_total *total)
{
	return total->sum.hidden ? "\xe2\x80\x94" :
				   phrase(m->b, "{n} of {all}", "n",
				       count_text(m, total->sum.reported),
				       "all", count_text(m, m->c->counted),
				       NULL);
}

static struct doc_column
right_words(const char *key, const char *head)
{
	struct doc_column column = story_words(key, head);

	column.align = ALIGN_RIGHT;
	return column;
}

static void
put_totals(struct making *m)
{
	const struct collated *c = m->c;
	struct builder *b = m->b;
	struct doc_table *table = arena_alloc(b->arena, sizeof *table);
	struct doc_column *columns =
	    arena_alloc(b->arena, 4 * sizeof *columns);
	size_t i;

	columns[0] = story_words("quantity", WORD("Quantity"));
	columns[1] = right_words("total", WORD("Total"));
	columns[2] = right_words("range", WORD("Range"));
	columns[3] = right_words("reported", WORD("Reported by"));
	*table = (struct doc_table){ .id = "totals", .columns = columns,
		.column_count = 4, .row_count = c->total_count };
	table->caption = word(b,
	    "Sums over all studies that report a quantity. Ranges are sums of the ends of theirs. \xe2\x89\xa5 marks a sum from which something is missing.");
	table->rows = arena_alloc(b->arena,
	    (c->total_count + 1) * sizeof *table->rows);
	for (i = 0; i < c->total_count; i++) {
		const struct collated_total *total = &c->totals[i];
		const char *const words[] = { word(b, total->name),
			quantity(m, total, BOUND_VALUE),
			range_text(m, total), reported_text(m, total) };

		story_row(b, &table->rows[i], words, 4, NULL, 0);
	}
	put_table(m, table);
}

/* Groups. */

static double
largest(const struct collated_groups *groups, size_t figure)
{
	double most = 0;
	size_t i;

	for (i = 0; i < groups->count; i++)
		most = fmax(most, groups->items[i].sums[figure].high);
	return most > 0 ? most : 1;
}

static void
set_group_columns(struct making *m, struct doc_table *table,
    const struct collated_groups *groups, const char *head)
{
	struct doc_column *columns =
	    arena_alloc(m->b->arena, 5 * sizeof *columns);

	columns[0] = story_words("group", head);
	columns[1] = right_words("studies", WORD("Studies"));
	columns[2] = story_numbers("device_hours", WORD("Device-hours"),
	    story_digits(UNIT_H));
	columns[3] = story_numbers("energy", WORD("Energy"),
	    story_digits(collation_unit(UNIT_KWH,
		largest(groups, COLLATED_ENERGY), UNIT_STEP)));
	columns[4] = story_numbers("co2e", WORD("CO_{2}e"),
	    story_digits(collation_unit(UNIT_KG,
		largest(groups, COLLATED_CO2E), UNIT_STEP)));
	table->columns = columns;
	table->column_count = 5;
}

static void
set_group(struct making *m, struct doc_row *row,
    const struct collated_group *group)
{
	const char *const words[] = { word(m->b, group->name),
		count_text(m, group->count) };
	const struct figure *const figures[] = {
		figure_of(m, &group->sums[COLLATED_HOURS], UNIT_H, ""),
		figure_of(m, &group->sums[COLLATED_ENERGY], UNIT_KWH, ""),
		figure_of(m, &group->sums[COLLATED_CO2E], UNIT_KG, "") };

	story_row(m->b, row, words, 2, figures, 3);
}

static void
put_groups(struct making *m, const struct collated_groups *groups,
    const char *head, const char *caption)
{
	struct builder *b = m->b;
	struct doc_table *table = arena_alloc(b->arena, sizeof *table);
	const struct collated_group *hidden = &(struct collated_group){
		.key = "hidden", .name = WORD("left out, together"),
		.count = groups->hidden_studies };
	size_t i;

	*table = (struct doc_table){ .id = groups->key,
		.caption = caption };
	set_group_columns(m, table, groups, head);
	table->rows = arena_alloc(b->arena,
	    (groups->count + 1) * sizeof *table->rows);
	for (i = 0; i < groups->count; i++)
		if (!groups->items[i].hidden)
			set_group(m, &table->rows[table->row_count++],
			    &groups->items[i]);
	if (groups->hidden_groups != 0)
		set_group(m, &table->rows[table->row_count++], hidden);
	story_note(b, table, "\xe2\x80\x94", m->c->min_group == 0 ?
		word(b, "not reported") :
	    m->c->dominance > 0 ?
		word(b, "not reported, or left out since it would tell of single studies") :
		phrase(b, "not reported, or left out since it would tell of fewer than {least} studies",
		    "least", count_text(m, m->c->min_group), NULL));
	put_table(m, table);
}

/* The whole. */

static void
put_all(struct making *m)
{
	static const enum collated_figure order[] = { COLLATED_ENERGY,
		COLLATED_CO2E, COLLATED_HOURS };
	struct builder *b = m->b;
	size_t i;

	put_counts(m);
	put(m, heading(b, 2, word(b, "Totals")));
	put_totals(m);
	put(m, heading(b, 2, word(b, "Distributions")));
	for (i = 0; i < COLLATED_FIGURES; i++)
		put_chart(m, collation_spread_chart(b, m->c, order[i]));
	put(m, heading(b, 2, word(b, "Evidence")));
	put_chart(m, collation_evidence_chart(b, m->c));
	put_groups(m, &m->c->evidence, WORD("Evidence"), word(b,
	    "Sums by the weakest evidence of a study."));
	put(m, heading(b, 2, word(b, "Places")));
	put_chart(m, collation_place_chart(b, m->c));
	put_groups(m, &m->c->places, WORD("Place"), word(b,
	    "Sums by the country whose grid fed all machines of a study."));
	put_paragraph(m, phrase(b,
	    "Figures are as the studies disclose them; places are those of the factors {catalog}. Sums are exact, rounded once, and don't depend on the order of the studies.",
	    "catalog", m->c->catalog, NULL));
}

static struct doc *
take(struct builder *b, cmark_node *root)
{
	struct doc *doc = b->doc;

	doc->root = root;
	doc->tables = b->tables;
	doc->table_count = b->table_count;
	doc->main_table = b->table_count == 0 ? NULL : b->tables[0];
	doc->charts = doc->chart_files = b->charts;
	doc->chart_count = doc->chart_file_count = b->chart_count;
	return doc;
}

struct doc *
collated_doc(const struct collated *c, const struct doc_options *options,
    struct arena *arena, struct diags *diags)
{
	struct doc *doc = arena_alloc(arena, sizeof *doc);
	struct builder b = { .options = options, .arena = arena,
		.diags = diags, .doc = doc };
	struct making m = { .b = &b, .c = c };
	cmark_node *root = cmark_node_new(CMARK_NODE_DOCUMENT);

	doc->language = options->language;
	doc->words = options->words;
	doc->creator = arena_printf(arena, "wattleaf %s", options->version);
	doc->catalog_version = c->catalog;
	doc->date_s = options->date_s;
	doc->title = phrase(&b, "Energy and emissions of {n} studies", "n",
	    count_text(&m, c->counted), NULL);
	m.last = heading(&b, 1, doc->title);
	cmark_node_append_child(root, m.last);
	put_all(&m);
	return take(&b, root);
}
