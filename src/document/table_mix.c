/*
 * What electricity is made from, as its sources state it: the table, and
 * the chart's rows. Nothing is spread over the parts: what they leave is
 * other or unstated.
 */
#include <math.h>
#include <string.h>

#include "account/account.h"
#include "account/mix.h"
#include "base/arena.h"
#include "base/word.h"
#include "catalog/catalog.h"
#include "document/build.h"
#include "document/chart_rows.h"
#include "document/story.h"

/* In the order of Strubell et al. 2019, Table 2. */
static const struct {
	enum mix_part part;
	const char *head;
} parts[] = {
	{ MIX_RENEWABLE, WORD("Renewable") },
	{ MIX_GAS, WORD("Gas") },
	{ MIX_COAL, WORD("Coal") },
	{ MIX_NUCLEAR, WORD("Nuclear") },
	{ MIX_OIL, WORD("Oil") },
};

enum { PART_COUNT = sizeof parts / sizeof parts[0], MARKS_MAX = 26 };

static const char CAPTION[] =
    WORD("Where the electricity comes from, as the sources state it. Other or unstated is what they leave to 100\xc2\xa0%.");

static bool
is_stated(const struct account_mixes *mixes, size_t part)
{
	size_t i;

	for (i = 0; i < mixes->count; i++)
		if (mixes->items[i].share[parts[part].part] != NULL)
			return true;
	return false;
}

/* "Google, 2017" */
static const char *
name_of(struct builder *b, const struct account_mix *mix)
{
	return with_more(b, word(b, mix->factor->name),
	    arena_printf(b->arena, "%d", mix->factor->year));
}

/* The letter of a note on a mix, added when it is new; "" without a note. */
static const char *
mark_of(struct builder *b, struct doc_table *table,
    const struct factor *factor)
{
	char mark[2] = { (char)('a' + table->note_count), '\0' };
	size_t i;

	if (factor->note[0] == '\0')
		return "";
	for (i = 0; i < table->note_count; i++)
		if (strcmp(table->notes[i].text,
			word_parts(b, factor->note)) == 0)
			return table->notes[i].mark;
	if (table->note_count == MARKS_MAX)
		return "";
	story_note(b, table, arena_strdup(b->arena, mark),
	    word_parts(b, factor->note));
	return table->notes[table->note_count - 1].mark;
}

static void
set_columns(struct builder *b, struct doc_table *table,
    const struct account_mixes *mixes)
{
	static const struct number_style percent = { .unit = UNIT_PERCENT,
		.decimals = 0 };
	struct doc_column *columns =
	    arena_alloc(b->arena, (PART_COUNT + 3) * sizeof *columns);
	size_t i, n = 0;

	columns[n++] = story_words("name", WORD("Supply"));
	columns[n++] = story_words("boundary", WORD("Share of"));
	for (i = 0; i < PART_COUNT; i++)
		if (is_stated(mixes, i))
			columns[n++] = story_numbers(
			    mix_part_name(parts[i].part), parts[i].head,
			    percent);
	columns[n++] = story_numbers("other_or_unstated",
	    WORD("Other or unstated"), percent);
	table->columns = columns;
	table->column_count = n;
}

/* "share of supply" under the head "Share of" */
static const char *
share_of(const struct factor *factor)
{
	static const char lead[] = "share of ";
	size_t n = sizeof lead - 1;

	return strncmp(factor->boundary, lead, n) == 0 ?
	    factor->boundary + n :
	    factor->boundary;
}

/* Whether a cell is a dash. */
static bool
set_row(struct builder *b, struct doc_table *table, struct doc_row *row,
    const struct account_mixes *mixes, const struct account_mix *mix)
{
	struct doc_cell *cells =
	    arena_alloc(b->arena, table->column_count * sizeof *cells);
	size_t i, n = 0;
	bool open = false;

	cells[n++] = (struct doc_cell){
		.text = with_cites(b, name_of(b, mix),
		    cite_text(b, mix->factor->source)),
		.marks = mark_of(b, table, mix->factor),
	};
	cells[n++] = (struct doc_cell){ .text = word(b, share_of(mix->factor)),
		.marks = "" };
	for (i = 0; i < PART_COUNT; i++) {
		if (!is_stated(mixes, i))
			continue;
		open = open || mix->share[parts[i].part] == NULL;
		cells[n++] = (struct doc_cell){ .marks = "",
			.figure = figure_or_unknown(b,
			    mix->share[parts[i].part]) };
	}
	cells[n++] = (struct doc_cell){ .marks = "", .figure = mix->rest };
	row->cells = cells;
	return open;
}

const struct doc_table *
table_of_mix(struct builder *b)
{
	const struct account_mixes *mixes = b->account->mixes;
	struct doc_table *table;
	bool open = false;
	size_t i;

	if (mixes == NULL || mixes->count == 0)
		return NULL;
	table = arena_alloc(b->arena, sizeof *table);
	table->id = "mix";
	table->caption = word(b, CAPTION);
	set_columns(b, table, mixes);
	table->row_count = mixes->count;
	table->rows =
	    arena_alloc(b->arena, mixes->count * sizeof *table->rows);
	for (i = 0; i < mixes->count; i++)
		open |= set_row(b, table, &table->rows[i], mixes,
		    &mixes->items[i]);
	if (open)
		story_note(b, table, "\xe2\x80\x94",
		    word(b, "Not stated by the source."));
	return table_into_text(b, table);
}

static struct chart_share_row
shares_of(struct builder *b, const struct account_mixes *mixes,
    const struct account_mix *mix)
{
	double *shares = arena_alloc(b->arena, PART_COUNT * sizeof *shares);
	size_t i, n = 0;

	for (i = 0; i < PART_COUNT; i++) {
		const struct figure *share = mix->share[parts[i].part];

		if (is_stated(mixes, i))
			shares[n++] =
			    share == NULL ? (double)NAN : share->value;
	}
	return (struct chart_share_row){ .name = name_of(b, mix),
		.detail = "", .shares = shares };
}

const struct chart_shares *
mix_shares(struct builder *b)
{
	const struct account_mixes *mixes = b->account->mixes;
	struct chart_shares *shares;
	struct chart_share_row *rows;
	const char **names;
	size_t i;

	if (mixes == NULL || mixes->count == 0)
		return NULL;
	shares = arena_alloc(b->arena, sizeof *shares);
	rows = arena_alloc(b->arena, mixes->count * sizeof *rows);
	names = arena_alloc(b->arena, PART_COUNT * sizeof *names);
	*shares = (struct chart_shares){ .subject = WORD("Electricity"),
		.caption = CAPTION, .parts = names, .rows = rows,
		.row_count = mixes->count };
	for (i = 0; i < PART_COUNT; i++)
		if (is_stated(mixes, i))
			names[shares->part_count++] =
			    mix_part_name(parts[i].part);
	for (i = 0; i < mixes->count; i++)
		rows[i] = shares_of(b, mixes, &mixes->items[i]);
	return shares;
}
