/*
 * Hugging Face model card: co2_eq_emissions of its front matter, in grams,
 * and the list under "Environmental Impact"; then its pipe tables.
 */
#include <string.h>

#include "base/arena.h"
#include "base/source.h"
#include "check/claim.h"
#include "check/column.h"
#include "check/format.h"
#include "check/grid.h"
#include "check/markup_table.h"
#include "check/plain.h"

static const char key[] = "co2_eq_emissions";

/* What a key of the front matter holds; grams unless the value says more. */
static const struct {
	const char *key;
	struct column column;
} keys[] = {
	{ "emissions", { COLUMN_CLAIM, CLAIM_CO2E, OF_OPEN, UNIT_G } },
	{ "energy_consumed", { COLUMN_CLAIM, CLAIM_ENERGY, OF_OPEN,
	    UNIT_KWH } },
	{ "hours_used", { COLUMN_CLAIM, CLAIM_HOURS, OF_OPEN, UNIT_H } },
	{ "hardware_used", { COLUMN_DEVICE, CLAIM_TOTAL, OF_OPEN,
	    UNIT_TOTAL } },
};

/* A value without its comment and quotes. */
static struct span
scalar(struct span text)
{
	size_t i;

	text = span_trim(text);
	if (text.n > 1 && (text.s[0] == '"' || text.s[0] == '\'')) {
		for (i = 1; i < text.n && text.s[i] != text.s[0]; i++)
			continue;
		return span_trim(span_sub(text, 1, i - 1));
	}
	i = span_find(text, " #");
	return span_trim(span_sub(text, 0, i));
}

/* "name: value" of the front matter into the row. */
static void
take_pair(struct span pair, struct pos pos, const char *line,
    struct claim_row *row, struct arena *arena)
{
	struct span value = pair, name = span_trim(span_cut(&value, ':'));
	size_t i;

	value = scalar(value);
	if (value.n > 0)
		pos.column = (size_t)(value.s - line) + 1;
	for (i = 0; i < sizeof keys / sizeof keys[0]; i++)
		if (span_equal(name, keys[i].key))
			column_take(&keys[i].column, value, pos, row, arena);
}

/* The key itself with a value: a number, or a map in braces. */
static void
take_key(struct span line, struct pos pos, struct claim_row *row,
    struct arena *arena)
{
	struct span rest = span_trim(span_sub(line, strlen(key) + 1, line.n));

	if (!span_starts(rest, "{")) {
		struct span value = scalar(rest);

		if (value.n > 0)
			pos.column = (size_t)(value.s - line.s) + 1;
		column_take(&keys[0].column, value, pos, row, arena);
		return;
	}
	rest = span_sub(rest, 1, span_find(rest, "}") - 1);
	while (rest.n > 0)
		take_pair(span_cut(&rest, ','), pos, line.s, row, arena);
}

static bool
is_rule(struct span line)
{
	line = span_trim(line);
	return span_equal(line, "---") || span_equal(line, "...");
}

/* Front matter between rules, or a file that is nothing else. */
static void
read_front(struct markup *markup, struct claim_set *set)
{
	struct claim_row front = { 0 };
	bool inside = false, first = true;
	struct span line;
	struct pos pos;

	while (markup_line(markup, &line, &pos)) {
		if (is_rule(line) && !first)
			break;
		first = first && span_trim(line).n == 0;
		if (span_starts(line, key) && span_find(line, ":") < line.n) {
			front.pos = pos;
			inside = true;
			take_key(line, pos, &front, set->arena);
		} else if (inside && span_starts(line, " ")) {
			take_pair(line, pos, line.s, &front, set->arena);
		} else if (span_trim(line).n > 0) {
			inside = false;
		}
	}
	if (front.pos.line == 0)
		return;
	front.kind = ROW_ASIDE;
	*claim_row_add(set, front.pos) = front;
}

/* "- **Hours used:** 24": label and value, as a row of the grid. */
static void
take_item(struct span line, struct pos pos, struct grid *grid)
{
	struct span item = span_trim(line), label, value;
	size_t at;

	if (item.n < 3 || strchr("-*+", item.s[0]) == NULL)
		return;
	value = span_trim(span_sub(item, 1, item.n));
	at = span_find(value, ":");
	if (at >= value.n)
		return;
	label = span_sub(value, 0, at);
	value = span_sub(value, at + 1, value.n);
	while (value.n > 0 && strchr("* ", value.s[0]) != NULL)
		value = span_sub(value, 1, value.n);
	if (grid->row_count == 0) {
		grid_row(grid);
		grid_cell(grid, (struct span){ "", 0 }, pos);
		grid_cell(grid, (struct span){ "", 0 }, pos);
	}
	grid_row(grid);
	grid_cell(grid, label, pos);
	pos.column = (size_t)(value.s - line.s) + 1;
	grid_cell(grid, value, pos);
}

static bool
is_impact_heading(struct span line)
{
	static const char *const words[] = { "nvironmental", "arbon",
		"missions", "CO2" };
	size_t i;

	for (i = 0; i < sizeof words / sizeof words[0]; i++)
		if (span_find(line, words[i]) < line.n)
			return true;
	return false;
}

/* The front matter lacks what the list says of the run; two emissions are compared instead. */
static void
complete_front(struct claim_row *front, const struct claim_row *list)
{
	enum claim_kind kind;

	if (list->claims[CLAIM_CO2E].known)
		return;
	if (front->device == NULL)
		front->device = list->device;
	for (kind = 0; kind < CLAIM_TOTAL; kind++)
		if (!front->claims[kind].known)
			front->claims[kind] = list->claims[kind];
}

/* The list under a heading on the impact; the run of the front matter. */
static void
read_list(struct markup markup, struct claim_set *set)
{
	struct grid grid = { .arena = set->arena };
	size_t i, first = set->count;
	bool inside = false;
	struct span line;
	struct pos pos;

	while (markup_line(&markup, &line, &pos)) {
		if (span_starts(line, "#"))
			inside = is_impact_heading(line);
		else if (inside)
			take_item(line, pos, &grid);
	}
	grid_claims(&grid, set);
	for (i = first; i < set->count; i++) {
		set->rows[i].twin = first;
		set->rows[i].kind = ROW_ASIDE;
		set->rows[i].name = NULL;
		if (first > 0)
			complete_front(&set->rows[first - 1], &set->rows[i]);
	}
}

static void
read_card(struct claim_reading *reading)
{
	struct markup markup;
	struct span text;

	if (!source_text_within(reading->source, CLAIM_TEXT_MAX,
	    &text))
		return;
	markup = markup_of(text, reading->set->file);
	read_front(&markup, reading->set);
	if (markup.rest.n == 0)
		markup = markup_of(text, reading->set->file);
	read_list(markup, reading->set);
	markup_claims(&markup, markup_pipe_table, reading->arena, reading->set);
}

static int
sniff(struct span head)
{
	static const char *const words[] = { "\nco2_eq_emissions:",
		"Hardware Type", "Hours used", "Carbon Emitted" };
	size_t i, found = 0;

	if (span_starts(head, key))
		return 88;
	for (i = 0; i < sizeof words / sizeof words[0]; i++)
		found += span_find(head, words[i]) < head.n;
	return found >= 2 || span_find(head, words[0]) < head.n ? 80 : 0;
}

const struct claim_format claims_hf_card = {
	.name = "hf-card",
	.title = "Hugging Face model card",
	.sniff = sniff,
	.read = read_card,
};
