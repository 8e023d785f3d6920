/*
 * Markdown: CommonMark prose by cmark, pipe tables of ours that GitHub,
 * pandoc and a terminal can read. No HTML and no unescaped dollar sign.
 */
#include <string.h>

#include "base/arena.h"
#include "base/word.h"
#include "document/chart.h"
#include "document/language.h"
#include "document/text.h"
#include "write/cells.h"
#include "write/chars.h"
#include "write/output.h"
#include "write/prose.h"

static bool
is_word(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	    (c >= 'a' && c <= 'z');
}

/*
 * Bytes of a citation "[1]" or "[1, 3]" at the front of TEXT; 0 when there
 * is none, or when what follows could make a link of it.
 */
static size_t
citation_length(struct span text)
{
	size_t n = 1;

	while (n < text.n && ((text.s[n] >= '0' && text.s[n] <= '9') ||
	    (n > 1 && (text.s[n] == ',' || text.s[n] == ' '))))
		n++;
	if (n < 2 || n + 1 >= text.n || text.s[n] != ']' ||
	    strchr("([:", text.s[n + 1]) != NULL)
		return 0;
	return n + 1;
}

/* An underscore inside a word is no emphasis. */
static bool
needs_backslash(struct span text, size_t i)
{
	char c = text.s[i];

	if (c == '_')
		return i == 0 || i + 1 == text.n || !is_word(text.s[i - 1]) ||
		    !is_word(text.s[i + 1]);
	if (c == '&')
		return i + 1 < text.n &&
		    (is_word(text.s[i + 1]) || text.s[i + 1] == '#');
	return strchr("\\`*[]<>|$~", c) != NULL;
}

/* Text that stands inside a line. */
static void
escape(struct buf *out, struct span text)
{
	size_t i;

	for (i = 0; i < text.n; i++) {
		size_t n = text.s[i] == '[' ?
		    citation_length(span_sub(text, i, text.n)) :
		    0;

		if (n > 0) {
			buf_add(out, text.s + i, n);
			i += n - 1;
			continue;
		}
		if (needs_backslash(text, i))
			buf_putc(out, '\\');
		buf_putc(out, text.s[i]);
	}
}

/* Text that may begin a line: no heading, list or underline comes of it. */
static void
escape_line(struct buf *out, struct span text)
{
	size_t digits = 0;

	while (digits < text.n && text.s[digits] >= '0' &&
	    text.s[digits] <= '9')
		digits++;
	if (digits < text.n &&
	    (digits == 0 ? strchr("#+-=", text.s[0]) != NULL :
			   strchr(".)", text.s[digits]) != NULL &&
		    (digits + 1 == text.n || text.s[digits + 1] == ' '))) {
		buf_add(out, text.s, digits);
		buf_putc(out, '\\');
		buf_putc(out, text.s[digits]);
		text = span_sub(text, digits + 1, text.n);
	}
	escape(out, text);
}

/* "Cloud compute cost, preemptible (USD)": all that stands over a column. */
static const char *
head_of(const struct doc_column *column, struct arena *arena)
{
	struct buf out = { 0 };
	const char *head = cells_plain(column->head, escape, arena);

	if (column->spanner != NULL && column->spanner[0] != '\0') {
		const char *over = cells_plain(column->spanner, escape, arena);

		head = head[0] == '\0' ? over :
		    language_phrase(column->style.language, arena,
			"{thing}, {more}", "thing", over, "more", head, NULL);
	}
	buf_puts(&out, head);
	if (column->unit[0] != '\0')
		buf_printf(&out, " (%s)",
		    cells_plain(column->unit, escape, arena));
	buf_puts(&out, cells_marks(column->marks, arena));
	head = arena_strndup(arena, out.s, out.n);
	buf_free(&out);
	return head;
}

static size_t
width_of_column(const struct cells *cells, const char *head, size_t i)
{
	size_t width = chars_width(span_of(head));

	if (width < cells->widths[i])
		width = cells->widths[i];
	return width < 3 ? 3 : width;
}

static void
add_rule(struct buf *out, const struct doc_column *column, size_t width)
{
	bool centre = column->align == ALIGN_CENTRE;
	size_t marks = (size_t)centre + (cells_right(column) || centre);
	size_t i;

	buf_puts(out, centre ? "| :" : "| ");
	for (i = marks; i < width; i++)
		buf_putc(out, '-');
	buf_puts(out, marks > 0 ? ": " : " ");
}

/* The heading of a group takes a row of its own. */
static void
add_group(struct buf *out, const char *group, const size_t *widths,
    const struct doc_table *table, struct arena *arena)
{
	const char *text = arena_printf(arena, "**%s**",
	    cells_plain(group, escape, arena));
	size_t i;

	for (i = 0; i < table->column_count; i++) {
		buf_puts(out, "| ");
		cells_pad(out, i == 0 ? text : "", widths[i], false);
		buf_putc(out, ' ');
	}
	buf_puts(out, "|\n");
}

static void
add_row(struct buf *out, const struct cells *cells, size_t row,
    const size_t *widths, struct arena *arena)
{
	const struct doc_table *table = cells->table;
	const char *text;
	size_t i;

	for (i = 0; i < table->column_count; i++) {
		text = cells_at(cells, row, i);
		if (i == 0 && table->rows[row].total && text[0] != '\0')
			text = arena_printf(arena, "**%s**", text);
		buf_puts(out, "| ");
		cells_pad(out, text, widths[i],
		    cells_right(&table->columns[i]));
		buf_putc(out, ' ');
	}
	buf_puts(out, "|\n");
}

/* Makes room for TEXT between the stars of bold. */
static void
widen(size_t *width, const char *text)
{
	size_t bold = chars_width(span_of(text)) + strlen("****");

	if (*width < bold)
		*width = bold;
}

/* The widths that heads and rows need. */
static size_t *
widths_of(const struct cells *cells, const char **heads, struct arena *arena)
{
	const struct doc_table *table = cells->table;
	size_t *widths =
	    arena_alloc(arena, (table->column_count + 1) * sizeof *widths);
	size_t i;

	for (i = 0; i < table->column_count; i++)
		widths[i] = width_of_column(cells, heads[i], i);
	for (i = 0; i < table->row_count && table->column_count > 0; i++) {
		const struct doc_row *row = &table->rows[i];

		if (row->total)
			widen(&widths[0], cells_at(cells, i, 0));
		if (row->group != NULL)
			widen(&widths[0],
			    cells_plain(row->group, escape, arena));
	}
	return widths;
}

static void
add_grid(struct buf *out, const struct doc_table *table, struct arena *arena)
{
	const char **heads =
	    arena_alloc(arena, (table->column_count + 1) * sizeof *heads);
	struct cells *cells = cells_of(table, escape, arena);
	size_t *widths, i;

	for (i = 0; i < table->column_count; i++)
		heads[i] = head_of(&table->columns[i], arena);
	widths = widths_of(cells, heads, arena);
	for (i = 0; i < table->column_count; i++) {
		buf_puts(out, "| ");
		cells_pad(out, heads[i], widths[i],
		    cells_right(&table->columns[i]));
		buf_putc(out, ' ');
	}
	buf_puts(out, "|\n");
	for (i = 0; i < table->column_count; i++)
		add_rule(out, &table->columns[i], widths[i]);
	buf_puts(out, "|\n");
	for (i = 0; i < table->row_count; i++) {
		if (table->rows[i].group != NULL)
			add_group(out, table->rows[i].group, widths, table,
			    arena);
		add_row(out, cells, i, widths, arena);
	}
}

static void
add_caption(struct buf *out, const struct language *words, const char *kind,
    int number, const char *caption, struct arena *arena)
{
	buf_printf(out, "**%s**", cells_label(words, kind, number, arena));
	if (caption != NULL && caption[0] != '\0')
		buf_printf(out, " %s", cells_plain(caption, escape, arena));
	buf_puts(out, "\n");
}

static void
add_table(struct buf *out, const struct doc_table *table,
    const struct language *words, struct arena *arena)
{
	size_t i;

	add_caption(out, words, WORD("Table"), table->number, table->caption, arena);
	buf_puts(out, "\n");
	add_grid(out, table, arena);
	if (table->note_count > 0)
		buf_puts(out, "\n");
	for (i = 0; i < table->note_count; i++)
		buf_printf(out, "- %s %s\n",
		    cells_marks(table->notes[i].mark, arena),
		    cells_plain(table->notes[i].text, escape, arena));
}

static void
add_chart(struct buf *out, const struct doc *doc,
    const struct doc_chart *chart, struct arena *arena)
{
	const char *description =
	    cells_plain(chart->description, escape, arena);
	const char *stem = output_chart_stem(doc, chart, arena);

	if (stem != NULL)
		buf_printf(out, "![%s](%s.svg)\n\n", description, stem);
	else
		buf_printf(out, "%s\n\n", description);
	add_caption(out, doc->words, WORD("Figure"), chart->number, chart->caption, arena);
}

/* "BERT" and a lowered "base" are one word: BERT_base. */
static void
add_script(struct buf *out, const struct prose_part *part,
    struct arena *arena)
{
	const char *text = cells_plain(arena_printf(arena, "%s{%s}",
	    part->script == SCRIPT_SUB ? "_" : "^", part->text.s), escape,
	    arena);

	if (is_word(part->before) && text[0] == '\\' && text[1] == '_' &&
	    is_word(text[2]))
		text++;
	buf_puts(out, text);
}

static enum prose_turn
spell(const struct prose_part *part, void *context, struct buf *enter,
    struct buf *leave)
{
	struct output_job *job = context;
	struct arena *arena = job->arena;

	(void)leave;
	switch (part->kind) {
	case PROSE_TEXT:
		escape_line(enter, part->text);
		return PROSE_INSTEAD;
	case PROSE_SCRIPT:
		add_script(enter, part, arena);
		return PROSE_INSTEAD;
	case PROSE_LINK:
		if (!span_equal(part->text, part->url) ||
		    strpbrk(part->url, "<>") != NULL ||
		    strchr(part->url, ':') == NULL)
			return PROSE_AS_IS;
		buf_printf(enter, "<%s>", part->url);
		return PROSE_INSTEAD;
	case PROSE_BLOCK:
		if (part->block->table != NULL)
			add_table(enter, part->block->table, job->doc->words, arena);
		if (part->block->chart != NULL)
			add_chart(enter, job->doc, part->block->chart,
			    arena);
		buf_puts(enter, "\n");
		return PROSE_INSTEAD;
	case PROSE_CODE:
	case PROSE_CODE_BLOCK:
	case PROSE_HEADING:
	case PROSE_IMAGE:
		break;
	}
	return PROSE_AS_IS;
}

static bool
write_appendix(struct output_job *job, struct buf *out)
{
	static const struct prose_format format = {
		.renderer = PROSE_COMMONMARK,
		.spell = spell,
	};

	prose_write(job->doc, &format, job, job->arena, out);
	return true;
}

static bool
write_table(struct output_job *job, struct buf *out)
{
	if (job->doc->table_count > 0)
		add_table(out, doc_main_table(job->doc), job->doc->words, job->arena);
	return true;
}

const struct output output_appendix_md = {
	.name = "appendix.md",
	.format = "md",
	.help = "the appendix in Markdown",
	.write = write_appendix,
};

const struct output output_table_md = {
	.name = "table.md",
	.format = "md",
	.help = "the main table in Markdown",
	.write = write_table,
};
