/*
 * Entries as text: columns that fit the terminal, broken at blanks, ids
 * never; one entry alone with all that is known of it.
 */
#include <string.h>

#include "base/arena.h"
#include "base/num.h"
#include "base/str.h"
#include "catalog/catalog.h"
#include "cli/cli.h"
#include "cli/listing.h"
#include "document/data.h"
#include "document/text.h"
#include "write/chars.h"

enum { FIELDS = 5, FIELD_ID = 0, FIELD_NAME, FIELD_VALUE, FIELD_YEAR,
	FIELD_SOURCE, GAP = 2, NAME_LEAST = 16, VALUE_LEAST = 16, ID_MOST = 30 };

struct grid {
	const char *heads[FIELDS];
	const char *(*cells)[FIELDS];
	size_t count;
	size_t widths[FIELDS]; /* 0: not shown */
};

static size_t
width_of(const char *text)
{
	return chars_width(span_of(text));
}

static void
blanks(struct buf *out, size_t n)
{
	while (n-- > 0)
		buf_putc(out, ' ');
}

static const char *
plain(struct job *job, const char *markup)
{
	struct buf clean = { 0 };
	const char *text;

	chars_clean(&clean, span_of(text_plain(markup, job->arena)));
	text = arena_strndup(job->arena, clean.n == 0 ? "" : clean.s, clean.n);
	buf_free(&clean);
	return text;
}

static void
fill_cells(struct job *job, const struct entry *entry,
    const char *cells[FIELDS])
{
	const struct factor *factor = entry->factor;
	int year = factor == NULL ? 0 : factor->year;

	cells[FIELD_ID] = entry->id;
	cells[FIELD_NAME] = plain(job, entry->name);
	cells[FIELD_VALUE] = entry->citation != NULL ?
	    "" :
	    arena_printf(job->arena, "%s%s",
		plain(job, entry_value(job, entry)),
		factor != NULL && factor->unconfirmed ? " ?" : "");
	cells[FIELD_YEAR] = entry->citation != NULL ?
	    entry->citation->year :
	    year == 0 ? "" : arena_printf(job->arena, "%d", year);
	cells[FIELD_SOURCE] = factor == NULL ?
	    "" :
	    factor->source;
}

/* Takes columns from FIELD, down to LEAST, while the grid is too wide. */
static void
narrow(struct grid *grid, int field, size_t least, size_t *over)
{
	size_t spare = grid->widths[field] > least ?
	    grid->widths[field] - least :
	    0;

	if (spare > *over)
		spare = *over;
	grid->widths[field] -= spare;
	*over -= spare;
}

static size_t
total(const struct grid *grid)
{
	size_t i, width = 0;

	for (i = 0; i < FIELDS; i++)
		if (grid->widths[i] > 0)
			width += grid->widths[i] + (width == 0 ? 0 : GAP);
	return width;
}

/* Names and words give way first, then the source goes, then the year. */
static void
fit(struct grid *grid, size_t columns)
{
	static const int expendable[] = { FIELD_SOURCE, FIELD_YEAR };
	size_t natural[FIELDS], over, i;

	memcpy(natural, grid->widths, sizeof natural);
	for (i = 0;; i++) {
		over = total(grid) > columns ? total(grid) - columns : 0;
		narrow(grid, FIELD_VALUE, 2 * VALUE_LEAST, &over);
		narrow(grid, FIELD_NAME, 2 * NAME_LEAST, &over);
		narrow(grid, FIELD_VALUE, VALUE_LEAST + 4, &over);
		narrow(grid, FIELD_NAME, NAME_LEAST, &over);
		narrow(grid, FIELD_VALUE, VALUE_LEAST, &over);
		if (over == 0 || i >= sizeof expendable / sizeof *expendable)
			return;
		natural[expendable[i]] = 0;
		memcpy(grid->widths, natural, sizeof natural);
	}
}

static void
measure(struct grid *grid)
{
	size_t i, j;

	for (i = 0; i < FIELDS; i++) {
		bool used = false;

		for (j = 0; j < grid->count; j++) {
			size_t width = width_of(grid->cells[j][i]);

			used |= width > 0;
			if (width > grid->widths[i])
				grid->widths[i] = width;
		}
		if (used && width_of(grid->heads[i]) > grid->widths[i])
			grid->widths[i] = width_of(grid->heads[i]);
	}
	if (grid->widths[FIELD_ID] > ID_MOST)
		grid->widths[FIELD_ID] = ID_MOST;
}

/* Bytes of a word too long for WIDTH columns that fit: up to a mark inside it, if there is one. */
static size_t
break_of(struct span word, size_t width)
{
	size_t i, fits = 0, mark = 0;

	for (i = 1; i < word.n; i++) {
		if (((unsigned char)word.s[i] & 0xc0) == 0x80)
			continue;
		if (chars_width(span_sub(word, 0, i)) > width)
			break;
		fits = i;
		if (strchr("|/-,_:", word.s[i - 1]) != NULL)
			mark = i;
	}
	return mark > 0 ? mark : fits > 0 ? fits : word.n;
}

/* Cuts as many words off *REST as WIDTH columns hold; a longer word is broken. */
static struct span
cut_line(struct span *rest, size_t width)
{
	struct span line = span_sub(*rest, 0, 0), after = *rest;

	while (after.n > 0) {
		struct span next = after;
		struct span word = span_cut(&next, ' ');
		size_t end = (size_t)(word.s + word.n - rest->s);

		if (chars_width(span_sub(*rest, 0, end)) > width) {
			if (line.n > 0)
				break;
			end = break_of(word, width);
			line = span_sub(*rest, 0, end);
			*rest = span_sub(*rest, end, rest->n);
			return line;
		}
		line = span_sub(*rest, 0, end);
		after = next;
	}
	*rest = after;
	return line;
}

static void
end_line(struct buf *out)
{
	while (out->n > 0 && out->s[out->n - 1] == ' ')
		out->n--;
	buf_putc(out, '\n');
}

/* One line of a row; false when no cell had anything left. */
static bool
add_line(const struct grid *grid, struct span rest[FIELDS], struct buf *out)
{
	bool any = false;
	size_t i, ahead = 0;

	for (i = 0; i < FIELDS; i++) {
		struct span line;
		size_t width;

		if (grid->widths[i] == 0)
			continue;
		any |= rest[i].n > 0;
		line = i == FIELD_ID ? rest[i] :
				       cut_line(&rest[i], grid->widths[i]);
		if (i == FIELD_ID)
			rest[i].n = 0;
		width = chars_width(line);
		buf_add(out, line.s, line.n);
		blanks(out, GAP);
		if (width < grid->widths[i])
			blanks(out, grid->widths[i] - width);
		ahead = width > grid->widths[i] ? width - grid->widths[i] : 0;
		if (i == FIELD_ID && ahead > 0) {
			end_line(out);
			blanks(out, grid->widths[i] + GAP);
		}
	}
	end_line(out);
	return any;
}

static bool
is_left(const struct grid *grid, const struct span rest[FIELDS])
{
	size_t i;

	for (i = 0; i < FIELDS; i++)
		if (grid->widths[i] > 0 && rest[i].n > 0)
			return true;
	return false;
}

static void
add_row(const struct grid *grid, const char *const cells[FIELDS],
    struct buf *out)
{
	struct span rest[FIELDS];
	size_t i;

	for (i = 0; i < FIELDS; i++)
		rest[i] = span_of(cells[i]);
	while (is_left(grid, rest))
		add_line(grid, rest, out);
}

static void
add_rule(const struct grid *grid, struct buf *out)
{
	size_t i, n = total(grid);

	for (i = 0; i < n; i++)
		buf_putc(out, '-');
	buf_putc(out, '\n');
}

/* Says what the mark of an unconfirmed value is. */
static void
add_legend(const struct entries *entries, struct buf *out)
{
	size_t i;

	for (i = 0; i < entries->count; i++)
		if (entries->items[i].factor != NULL &&
		    entries->items[i].factor->unconfirmed)
			break;
	if (i < entries->count)
		buf_puts(out,
		    "? unconfirmed: never taken without being asked for\n");
}

/* The entries of one list. */
static void
add_grid(struct job *job, const struct entry *items, size_t count,
    size_t columns, struct buf *out)
{
	struct grid grid = {
		.heads = { "id", "name", "value", "year", "source" },
		.count = count,
	};
	size_t i;

	grid.cells = arena_alloc(job->arena, count * sizeof *grid.cells + 1);
	for (i = 0; i < count; i++)
		fill_cells(job, &items[i], grid.cells[i]);
	measure(&grid);
	fit(&grid, columns);
	add_row(&grid, grid.heads, out);
	add_rule(&grid, out);
	for (i = 0; i < count; i++)
		add_row(&grid, grid.cells[i], out);
}

void
entries_text(struct job *job, const struct entries *entries, size_t columns,
    struct buf *out)
{
	size_t i, end;

	if (entries->count == 1) {
		entry_details(job, &entries->items[0], columns, out);
		return;
	}
	for (i = 0; i < entries->count; i = end) {
		const struct list *list = entries->items[i].list;

		for (end = i; end < entries->count &&
		     entries->items[end].list == list; end++)
			continue;
		if (end - i < entries->count)
			buf_printf(out, "%s%s (%zu)\n", i == 0 ? "" : "\n",
			    list_name(job, list), end - i);
		add_grid(job, entries->items + i, end - i, columns, out);
	}
	add_legend(entries, out);
}

/* "name:     text", further lines set in under the text. */
static void
add_detail(struct job *job, const char *name, const char *markup,
    size_t columns, struct buf *out)
{
	enum { INDENT = 14 };
	struct span rest;
	bool first = true;

	if (markup == NULL || markup[0] == '\0')
		return;
	rest = span_of(plain(job, markup));
	while (rest.n > 0) {
		struct span line = cut_line(&rest, columns - INDENT);
		const char *head = first ?
		    arena_printf(job->arena, "%s:", name) :
		    "";

		buf_printf(out, "%-*s %.*s\n", (int)INDENT - 1, head,
		    (int)line.n, line.s);
		first = false;
	}
}

static void
add_source(struct job *job, const char *id, size_t columns, struct buf *out)
{
	const struct citation *citation =
	    id == NULL ? NULL : catalog_citation(job->catalog, id);

	if (citation == NULL)
		return;
	add_detail(job, "source",
	    arena_printf(job->arena, "[%s] %s", citation->id,
		citation->text),
	    columns, out);
	add_detail(job, "licence", citation->licence, columns, out);
	add_detail(job, "attribution", citation->attribution, columns, out);
}

static void
add_more(struct job *job, const struct data *more, size_t columns,
    struct buf *out)
{
	const struct data *item = more == NULL ? NULL : more->first;
	char number[NUM_TEXT];

	for (; item != NULL; item = item->next) {
		if (item->kind == DATA_NUMBER) {
			num_shortest(item->number, number);
			add_detail(job, item->key, number, columns, out);
		} else if (item->kind == DATA_TEXT) {
			add_detail(job, item->key, item->text, columns, out);
		}
	}
}

static void
add_factor(struct job *job, const struct factor *factor, size_t columns,
    struct buf *out)
{
	if (factor->year != 0)
		add_detail(job, "year",
		    arena_printf(job->arena, "%d", factor->year), columns,
		    out);
	add_detail(job, "boundary", factor->boundary, columns, out);
	add_detail(job, "note", factor->note, columns, out);
	if (factor->unconfirmed)
		add_detail(job, "mark",
		    "unconfirmed: never taken without being asked for",
		    columns, out);
	if (factor->pos.file != NULL)
		add_detail(job, "own row",
		    arena_printf(job->arena, "%s:%zu", factor->pos.file,
			factor->pos.line),
		    columns, out);
	add_source(job, factor->source, columns, out);
	if (factor->low < factor->high) {
		add_source(job, factor->low_source, columns, out);
		if (factor->low_source == NULL ||
		    factor->high_source == NULL ||
		    strcmp(factor->low_source, factor->high_source) != 0)
			add_source(job, factor->high_source, columns, out);
	}
}

void
entry_details(struct job *job, const struct entry *entry, size_t columns,
    struct buf *out)
{
	add_detail(job, "table", list_name(job, entry->list), columns, out);
	add_detail(job, "id", entry->id, columns, out);
	add_detail(job, "name", entry->name, columns, out);
	add_detail(job, "also called", entry->others, columns, out);
	if (entry->citation == NULL)
		add_detail(job, "value", entry_value(job, entry), columns,
		    out);
	add_more(job, entry->more, columns, out);
	if (entry->factor != NULL)
		add_factor(job, entry->factor, columns, out);
	if (entry->citation != NULL)
		add_source(job, entry->citation->id, columns, out);
}

static void
add_attribution(struct job *job, const struct citation *citation,
    size_t columns, struct buf *out)
{
	struct span rest = span_of(arena_printf(job->arena, "%s: %s",
	    citation->id, plain(job, citation->attribution)));

	while (rest.n > 0) {
		struct span line = cut_line(&rest, columns);

		buf_printf(out, "%.*s\n", (int)line.n, line.s);
	}
}

static bool
is_listed(const char *const *ids, size_t count, const char *id)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (strcmp(ids[i], id) == 0)
			return true;
	return false;
}

void
entries_sources(struct job *job, const struct entries *entries, bool all,
    size_t columns, struct buf *out)
{
	const char **seen =
	    arena_alloc(job->arena, entries->count * sizeof *seen + 1);
	bool named = false;
	size_t i, count = 0;

	for (i = 0; i < entries->count; i++) {
		const struct factor *factor = entries->items[i].factor;
		const struct citation *citation = factor == NULL ?
		    NULL :
		    catalog_citation(job->catalog, factor->source);

		if (citation == NULL || is_listed(seen, count, citation->id))
			continue;
		seen[count++] = citation->id;
		if (all) {
			buf_putc(out, '\n');
			add_source(job, citation->id, columns, out);
		} else if (citation->attribution[0] != '\0') {
			if (!named)
				buf_putc(out, '\n');
			named = true;
			add_attribution(job, citation, columns, out);
		}
	}
}
