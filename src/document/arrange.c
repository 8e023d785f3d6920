/*
 * Choosing columns and sorting rows by the names that disclosure.json has
 * for them.
 */
#include "document/arrange.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "account/account.h"
#include "base/arena.h"
#include "base/word.h"
#include "document/build.h"
#include "document/story.h"
#include "document/table_edit.h"
#include "document/table_request.h"
#include "document/text.h"

#define LINE(member) offsetof(struct account_line, member)
#define STYLE(member) offsetof(struct doc_styles, member)

static const struct asked_column asked[] = {
	{ "device_hours", WORD("Device-hours"), LINE(device_hours),
	    STYLE(device_hours) },
	{ "time", WORD("Time"), LINE(time), STYLE(time) },
	{ "power", WORD("Power"), LINE(power), STYLE(power) },
	{ "pue", WORD("PUE"), LINE(pue), STYLE(ratio) },
	{ "intensity", WORD("Intensity"), LINE(intensity), STYLE(intensity) },
	{ "it_energy", WORD("IT energy"), LINE(it_energy), STYLE(energy) },
	{ "co2e_market", WORD("CO_{2}e, market-based"), LINE(co2e_market),
	    STYLE(mass) },
	{ "embodied", WORD("Embodied CO_{2}e"), LINE(embodied), STYLE(mass) },
	{ "cost", WORD("Cloud cost"), LINE(cost), STYLE(money) },
	{ "electricity_cost", WORD("Electricity"), LINE(electricity),
	    STYLE(money) },
};

enum { ASKED = sizeof asked / sizeof asked[0], NAMES_MAX = 64 };

/* As disclosure.json names what a column shows. */
static const struct {
	const char *disclosed, *key;
} aliases[] = {
	{ "co2e_kg", "co2e" },
	{ "co2e_market_kg", "co2e_market" },
	{ "embodied_kg", "embodied" },
	{ "energy_kwh", "energy" },
	{ "it_energy_kwh", "it_energy" },
	{ "name", "model" },
	{ "power_w", "power" },
	{ "wall_hours", "time" },
	{ "water_l", "water" },
};

enum { ALIASES = sizeof aliases / sizeof aliases[0] };

const struct asked_column *
asked_column_at(size_t i)
{
	return i < ASKED ? &asked[i] : NULL;
}

static const char *
key_of(struct span word, struct arena *arena)
{
	size_t i;

	for (i = 0; i < ALIASES; i++)
		if (span_equal(word, aliases[i].disclosed))
			return aliases[i].key;
	return span_dup(arena, word);
}

static struct span
text_of(const struct asked *where)
{
	return span_of(where->text == NULL ? "" : where->text);
}

/* "co2e:desc": the name before the colon. */
static struct span
sort_word(const struct builder *b, bool *down)
{
	struct span rest = text_of(&b->request->sort);
	struct span word = span_trim(span_cut(&rest, ':'));

	if (down != NULL)
		*down = span_equal(span_trim(rest), "desc");
	return word;
}

static bool
is_listed(struct builder *b, const char *key)
{
	struct span rest = text_of(&b->request->columns);

	while (rest.n > 0)
		if (strcmp(key_of(span_trim(span_cut(&rest, ',')), b->arena),
			key) == 0)
			return true;
	return false;
}

bool
column_is_asked(struct builder *b, const char *key)
{
	return is_listed(b, key) ||
	    strcmp(key_of(sort_word(b, NULL), b->arena), key) == 0;
}

/* Names of columns for a message: those of the table, then those to ask for. */
static size_t
names_of(const struct doc_table *table, const char *names[NAMES_MAX])
{
	size_t i, count = 0;

	for (i = 0; i < table->column_count && count < NAMES_MAX / 2; i++)
		names[count++] = table->columns[i].key;
	for (i = 0; i < ASKED && strcmp(table->id, "models") == 0; i++)
		if (table_column(table, asked[i].key) == table->column_count)
			names[count++] = asked[i].key;
	return count;
}

static void
say_unknown(struct builder *b, const struct doc_table *table,
    const struct asked *where, const char *option, struct span word)
{
	const char *names[NAMES_MAX], *nearest;
	const char *text = span_dup(b->arena, word), *list = "";
	size_t i, count = names_of(table, names);

	nearest = str_nearest(key_of(word, b->arena), names, count);
	for (i = 0; i < count; i++)
		list = arena_printf(b->arena, "%s%s%s", list,
		    i == 0 ? "" : ", ", names[i]);
	table_request_say(b, where, option,
	    "\"%s\" is no column of the table%s%s%s; it has %s", text,
	    nearest == NULL ? "" : ", did you mean \"",
	    nearest == NULL ? "" : nearest, nearest == NULL ? "" : "\"?",
	    list);
}

/* Adds the columns that WORD names to the list, each once: a cost may have two ends. */
static bool
add_named(struct builder *b, const struct doc_table *table, struct span word,
    size_t *list, size_t *count)
{
	const char *key = key_of(word, b->arena);
	const char *low = arena_printf(b->arena, "%s_low", key);
	const char *high = arena_printf(b->arena, "%s_high", key);
	bool found = false;
	size_t i, k;

	for (i = 0; i < table->column_count; i++) {
		const char *name = table->columns[i].key;

		if (strcmp(name, key) != 0 && strcmp(name, low) != 0 &&
		    strcmp(name, high) != 0)
			continue;
		found = true;
		for (k = 0; k < *count; k++)
			if (list[k] == i)
				break;
		if (k == *count)
			list[(*count)++] = i;
	}
	if (!found)
		say_unknown(b, table, &b->request->columns, "columns", word);
	return found;
}

/* Names stand first even when they are not asked for: rows need them. */
static bool
choose_columns(struct builder *b, struct doc_table *table)
{
	struct span rest = text_of(&b->request->columns);
	size_t *list = arena_alloc(b->arena,
	    (table->column_count + 1) * sizeof *list);
	size_t count = 0;
	bool good = true;

	if (!is_listed(b, table->columns[0].key))
		list[count++] = 0;
	do
		good &= add_named(b, table, span_trim(span_cut(&rest, ',')),
		    list, &count);
	while (rest.n > 0);
	if (good)
		*table = *table_with_columns(table, list, count, b->arena);
	return good;
}

/* A row and what it is sorted by. */
struct sorted {
	struct doc_row row;
	const char *text; /* or NULL: */
	double value;     /* NAN: unknown */
	size_t place;     /* before sorting */
	bool down;
};

static int
compare(const void *left, const void *right)
{
	const struct sorted *a = left, *b = right;
	int order = 0;

	if (a->text != NULL && b->text != NULL)
		order = strcmp(a->text, b->text);
	else if (isnan(a->value) != isnan(b->value))
		return isnan(a->value) ? 1 : -1;
	else if (!isnan(a->value))
		order = (a->value > b->value) - (a->value < b->value);
	if (order != 0)
		return a->down ? -order : order;
	return a->place < b->place ? -1 : 1;
}

/* Sorts COUNT rows of one group; its heading stays above the first. */
static void
sort_rows(struct builder *b, struct doc_row *rows, size_t count,
    const struct doc_column *column, size_t at)
{
	struct sorted *list = arena_alloc(b->arena,
	    (count + 1) * sizeof *list);
	const char *group = count > 0 ? rows[0].group : NULL;
	bool down;
	size_t i;

	sort_word(b, &down);
	for (i = 0; i < count; i++) {
		const struct doc_cell *cell = &rows[i].cells[at];

		list[i] = (struct sorted){ .row = rows[i], .place = i,
			.text = cell->text, .down = down,
			.value = cell->text != NULL ? 0 :
			    text_raw(cell, column, cell->bound) };
	}
	qsort(list, count, sizeof *list, compare);
	for (i = 0; i < count; i++) {
		rows[i] = list[i].row;
		rows[i].group = i == 0 ? group : NULL;
	}
}

static bool
sort_table(struct builder *b, struct doc_table *table)
{
	struct span word = sort_word(b, NULL);
	const char *key = key_of(word, b->arena);
	size_t at = table_column(table, key), first, end;

	if (at == table->column_count)
		at = table_column(table,
		    arena_printf(b->arena, "%s_low", key));
	if (at == table->column_count) {
		say_unknown(b, table, &b->request->sort, "sort", word);
		return false;
	}
	for (first = 0; first < table->row_count; first = end) {
		end = first + 1;
		while (end < table->row_count && !table->rows[end].total &&
		    table->rows[end].group == NULL)
			end++;
		sort_rows(b, table->rows + first, end - first,
		    &table->columns[at], at);
	}
	return true;
}

static bool
order_is_known(struct builder *b)
{
	const char *colon = strchr(b->request->sort.text, ':');

	if (colon == NULL || strcmp(colon, ":desc") == 0 ||
	    strcmp(colon, ":asc") == 0)
		return true;
	table_request_say(b, &b->request->sort, "sort",
	    "behind the colon stands asc or desc");
	return false;
}

const char *
table_add_note(struct builder *b, struct doc_table *table, const char *text)
{
	char mark[] = { 'a', '\0' };
	size_t i;

	for (i = 0; i < table->note_count; i++)
		if (table->notes[i].mark[0] >= mark[0] &&
		    table->notes[i].mark[0] <= 'z')
			mark[0] = (char)(table->notes[i].mark[0] + 1);
	story_note(b, table, arena_strdup(b->arena, mark), text);
	return table->notes[table->note_count - 1].mark;
}

void
table_arrange(struct builder *b, struct doc_table *table)
{
	const struct table_request *request = b->request;
	bool good = true;

	table_show_ranges(b, table);
	if (request->sort.text != NULL)
		good = order_is_known(b) && sort_table(b, table);
	if (good && request->columns.text != NULL)
		good = choose_columns(b, table);
	if (request->caption.text != NULL)
		table->caption = request->caption.text;
	table->form = table_request_form(request);
	if (good && table->note_count > 0)
		table_letter_notes(table, b->arena);
}
