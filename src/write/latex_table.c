/*
 * Tables in LaTeX: booktabs rules and nothing from other packages. Numbers
 * stand under each other by phantom digits. Layout, size and line breaks are
 * those that fit the job's width.
 */
#include "write/latex_table.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "document/text.h"
#include "layout/layout.h"
#include "layout/table.h"
#include "write/cells.h"
#include "write/latex_text.h"
#include "write/output.h"

/* In points of TeX: those of a point of 1/72 inch, and article's text at 10 pt. */
static const double TEX_POINT = 72.27 / 72, ARTICLE_TEXT = 345;

static const double LINE_PITCH = 1.2;

/* Of the width: TeX's kerning and its notes' letters are not those measured. */
static const double ROOM = 0.975;

/* A part of a table: of its plan, or as it is where nothing can be measured. */
struct part {
	const struct doc_table *table, *below;
	const struct table_plan *plan; /* or NULL */
	struct arena *arena;
};

static char
letter_of(const struct doc_column *column)
{
	switch (column->align) {
	case ALIGN_LEFT:
		break;
	case ALIGN_RIGHT:
	case ALIGN_DECIMAL:
	case ALIGN_RANGE:
		return 'r';
	case ALIGN_CENTRE:
		return 'c';
	}
	return 'l';
}

static void
add_spec(struct buf *out, const struct part *part)
{
	size_t i;

	buf_puts(out, "\\begin{tabular}{@{}");
	for (i = 0; i < part->table->column_count; i++)
		buf_putc(out, letter_of(&part->table->columns[i]));
	buf_puts(out, "@{}}\n\\toprule\n");
}

static void
add_marks(struct buf *out, const char *marks, bool hanging)
{
	if (marks == NULL || marks[0] == '\0')
		return;
	buf_puts(out, hanging ? "\\rlap{\\textsuperscript{" :
				"\\textsuperscript{");
	latex_text(out, span_of(marks));
	buf_puts(out, hanging ? "}}" : "}");
}

/* A piece of a measured text: raised, lowered, or neither. */
static void
add_piece(struct buf *out, const struct piece *piece)
{
	static const char hair_space[] = "\xe2\x80\x8a";
	struct span text = piece->text;

	if (span_starts(text, hair_space))
		text = span_sub(text, strlen(hair_space), text.n);
	if (piece->rise > 0)
		buf_puts(out, "\\textsuperscript{");
	else if (piece->rise < 0)
		buf_puts(out, "\\textsubscript{");
	latex_text(out, text);
	buf_puts(out, piece->rise < 0 || piece->rise > 0 ? "}" : "");
}

static void
add_lines(struct buf *out, const struct para *para)
{
	const struct word *word;
	size_t i, k, n;

	for (i = 0; i < para->line_count; i++) {
		buf_puts(out, i == 0 ? "" : "\\\\");
		for (k = 0; k < para->lines[i].count; k++) {
			word = &para->words[para->lines[i].first + k];
			for (n = 0; n < word->run.count; n++)
				add_piece(out, &word->run.pieces[n]);
			if (word->spaced && k + 1 < para->lines[i].count)
				buf_putc(out, ' ');
		}
	}
}

/* A text of several lines as a box that stands on its first ("t") or last ("b") one. */
static void
add_box(struct buf *out, const struct part *part, const struct para *para,
    char side, const char *ragged)
{
	buf_printf(out, "\\parbox[%c]{%.1fbp}{%s\\strut ", side,
	    para->set_width * table_type_scale(part->plan, true), ragged);
	add_lines(out, para);
	buf_puts(out, "\\strut}");
}

static bool
has_lines(const struct para *para)
{
	return para != NULL && para->line_count > 1;
}

/* The column after the last one that has the same spanner as FIRST. */
static size_t
spanner_end(const struct doc_table *table, size_t first)
{
	const char *text = table->columns[first].spanner;
	size_t i = first + 1;

	while (text != NULL && i < table->column_count &&
	    table->columns[i].spanner != NULL &&
	    strcmp(table->columns[i].spanner, text) == 0)
		i++;
	return i;
}

static bool
is_spanned(const struct doc_column *column)
{
	return column->spanner != NULL && column->spanner[0] != '\0';
}

static void
add_spanners(struct buf *out, const struct doc_table *table)
{
	struct buf rules = { 0 };
	size_t i, end;

	for (i = 0; i < table->column_count; i = end) {
		end = i + 1;
		buf_puts(out, i == 0 ? "" : " & ");
		if (!is_spanned(&table->columns[i]))
			continue;
		end = spanner_end(table, i);
		buf_printf(out, "\\multicolumn{%zu}{%s}{", end - i,
		    end == table->column_count ? "c@{}" : "c");
		latex_markup(out, table->columns[i].spanner);
		buf_puts(out, "}");
		buf_printf(&rules, "\\cmidrule(l%s){%zu-%zu}\n",
		    end == table->column_count ? "" : "r", i + 1, end);
	}
	buf_puts(out, " \\\\\n");
	/* rules is empty when no column is spanned: then this is not called */
	buf_add(out, rules.s, rules.n);
	buf_free(&rules);
}

static void
add_head(struct buf *out, const struct part *part,
    const struct doc_column *column, const struct para *para)
{
	if (has_lines(para)) {
		add_box(out, part, para, 'b', column->align == ALIGN_LEFT ?
			"\\raggedright" : "\\raggedleft");
		return;
	}
	latex_markup(out, column->head);
	add_marks(out, column->marks, false);
}

/* UPPER: the heads that have another below them; else the lowest of each column. */
static void
add_head_line(struct buf *out, const struct part *part, bool upper)
{
	size_t i;

	for (i = 0; i < part->table->column_count; i++) {
		const struct table_column *box = part->plan == NULL ? NULL :
		    &part->plan->columns[i];
		bool two = box != NULL && box->below != NULL;

		buf_puts(out, i == 0 ? "" : " & ");
		if (upper && !two)
			continue;
		if (two && !upper)
			add_head(out, part, &part->below->columns[i],
			    box->below);
		else
			add_head(out, part, &part->table->columns[i],
			    box == NULL ? NULL : box->head);
	}
	buf_puts(out, " \\\\\n");
}

static void
add_heads(struct buf *out, const struct part *part)
{
	const struct doc_table *table = part->table;
	bool spanned = false, units = false;
	size_t i;

	for (i = 0; i < table->column_count; i++) {
		spanned = spanned || is_spanned(&table->columns[i]);
		units = units || table->columns[i].unit[0] != '\0';
	}
	if (spanned)
		add_spanners(out, table);
	if (part->below != NULL)
		add_head_line(out, part, true);
	add_head_line(out, part, false);
	for (i = 0; units && i < table->column_count; i++) {
		buf_puts(out, i == 0 ? "" : " & ");
		if (table->columns[i].unit[0] == '\0')
			continue;
		buf_putc(out, '(');
		latex_markup(out, table->columns[i].unit);
		buf_putc(out, ')');
	}
	buf_puts(out, units ? " \\\\\n\\midrule\n" : "\\midrule\n");
}

/* TEXT as often as COUNT is less than MOST. */
static void
add_times(struct buf *out, const char *text, size_t count, size_t most)
{
	for (; count < most; count++)
		buf_puts(out, text);
}

/* What others in the column have more behind the mark, unseen. */
static void
add_phantom(struct buf *out, struct cells_tail tail,
    const struct cells_tail *longest)
{
	struct cells_tail all = cells_wider(tail, *longest);

	if (memcmp(&all, &tail, sizeof all) == 0)
		return;
	buf_puts(out, "\\phantom{");
	add_times(out, "--", tail.dashes, all.dashes);
	add_times(out, ".", tail.points, all.points);
	add_times(out, "0", tail.digits, all.digits);
	add_times(out, "$\\pm$", tail.signs, all.signs);
	add_times(out, "~", tail.blanks, all.blanks);
	add_times(out, "(", tail.brackets, all.brackets);
	buf_putc(out, '}');
}

/* Ranges under values are set flush right: see table.h. */
static bool
has_ranges_below(const struct part *part, size_t column)
{
	return part->plan != NULL &&
	    table_has_ranges_below(part->plan, column);
}

static void
add_cell(struct buf *out, const struct part *part,
    const struct doc_table *table, size_t row, size_t column,
    const struct cells_tail *longest)
{
	const struct doc_cell *cell = &table->rows[row].cells[column];
	struct printed printed = text_cell(cell, &table->columns[column],
	    part->arena);
	const struct table_row *boxes = part->plan == NULL ? NULL :
	    &part->plan->rows[row];
	const struct table_cell *box = boxes == NULL ? NULL :
	    table == part->below ? &boxes->below[column] :
				   &boxes->cells[column];

	if (box != NULL && has_lines(box->para)) {
		add_box(out, part, box->para, 't', "\\raggedright");
		return;
	}
	latex_markup(out, printed.text);
	add_marks(out, cell->marks, cells_right(&table->columns[column]));
	if (table == part->below && has_ranges_below(part, column))
		return;
	if (printed.text[0] != '\0' &&
	    cells_aligned(&printed, &table->columns[column]))
		add_phantom(out, cells_tail(&printed), longest);
}

static void
add_line(struct buf *out, const struct part *part,
    const struct doc_table *table, size_t row,
    const struct cells_tail *longest)
{
	size_t i;

	for (i = 0; i < table->column_count; i++) {
		buf_puts(out, i == 0 ? "" : " & ");
		add_cell(out, part, table, row, i, &longest[i]);
	}
	buf_puts(out, " \\\\\n");
}

static void
add_group(struct buf *out, const struct part *part, size_t row)
{
	const struct para *group = part->plan == NULL ? NULL :
	    part->plan->rows[row].group;

	if (row > 0)
		buf_puts(out, "\\addlinespace\n");
	buf_printf(out, "\\multicolumn{%zu}{@{}l@{}}{\\textit{",
	    part->table->column_count);
	if (has_lines(group))
		add_box(out, part, group, 't', "\\raggedright");
	else
		latex_markup(out, part->table->rows[row].group);
	buf_puts(out, "}} \\\\\n");
}

static size_t
most(size_t a, size_t b)
{
	return a > b ? a : b;
}

/* By column: the longest of both lines of its cells. */
static struct cells_tail *
tails_of(const struct part *part)
{
	size_t i, count = part->table->column_count;
	struct cells_tail *tails = arena_alloc(part->arena,
	    (count + 1) * sizeof *tails);

	for (i = 0; i < count; i++) {
		tails[i] = cells_longest_tail(part->table, i, part->arena);
		if (part->below != NULL && !has_ranges_below(part, i))
			tails[i] = cells_wider(tails[i],
			    cells_longest_tail(part->below, i, part->arena));
	}
	return tails;
}

static void
add_rows(struct buf *out, const struct part *part)
{
	const struct cells_tail *tails = tails_of(part);
	const struct doc_table *table = part->table;
	size_t i;

	for (i = 0; i < table->row_count; i++) {
		if (table->rows[i].total && i > 0)
			buf_puts(out, "\\midrule\n");
		if (table->rows[i].group != NULL)
			add_group(out, part, i);
		else if (part->below != NULL && i > 0 &&
		    !table->rows[i].total)
			buf_puts(out, "\\addlinespace[2pt]\n");
		add_line(out, part, table, i, tails);
		if (part->below != NULL)
			add_line(out, part, part->below, i, tails);
	}
	buf_puts(out, "\\bottomrule\n\\end{tabular}");
}

static void
add_notes(struct buf *out, const struct doc_table *table)
{
	size_t i;

	if (table->note_count == 0)
		return;
	buf_puts(out, "\n\\smallskip\n\\noindent\\begin{minipage}"
		      "{\\linewidth}\\footnotesize\\raggedright\n");
	for (i = 0; i < table->note_count; i++) {
		const char *mark = table->notes[i].mark;
		bool raised = (unsigned char)mark[0] < 0x80;

		if (raised)
			add_marks(out, mark, false);
		else
			latex_text(out, span_of(mark));
		buf_puts(out, mark[0] == '\0' ? "" : "~");
		latex_markup(out, table->notes[i].text);
		buf_puts(out, i + 1 < table->note_count ? "\\par\n" : "\n");
	}
	buf_puts(out, "\\end{minipage}\n");
}

static void
add_plain(struct buf *out, struct span text)
{
	buf_add(out, text.s, text.n);
}

/* Of a table that can't be measured: in Computer Modern at 10 pt a digit is 5 pt, and article's gap 12 pt. */
static double
guessed_width(const struct doc_table *table, struct arena *arena)
{
	const double letter_pt = 5, gap_pt = 12;
	struct cells *cells = cells_of(table, add_plain, arena);
	double width = 0;
	size_t i;

	for (i = 0; i < table->column_count; i++)
		width += letter_pt * (double)most(cells->widths[i],
			strlen(text_plain(table->columns[i].head, arena))) +
		    (i > 0 ? gap_pt : 0);
	return width;
}

/* The plan, for the widths that LaTeX's own type has; NULL without fonts. */
static const struct table_plan *
plan_of(struct output_job *job, const struct doc_table *table)
{
	struct layout *layout;

	if (job->fonts == NULL)
		return NULL;
	layout = arena_alloc(job->arena, sizeof *layout);
	*layout = output_layout(job);
	layout->style.tex = true;
	layout->style.width *= ROOM;
	return table_plan_new(layout, table);
}

/* Size as measured; of the space that is left for gaps, half is kept. */
static void
begin_part(struct buf *out, const struct table_plan *plan)
{
	double size = plan->fit.size, gap = plan->fit.gap * size;

	if (plan->table->column_count > 1)
		gap = (gap + plan->columns[1].x - plan->columns[0].x -
			  plan->columns[0].width) / 2;
	buf_printf(out, "\\fontsize{%.0f}{%.1f}\\selectfont"
			"\\setlength{\\tabcolsep}{%.2fbp}%%\n",
	    size, LINE_PITCH * size, gap / 2);
}

static void
add_part(struct buf *out, const struct part *part, bool wide)
{
	buf_puts(out, wide ? "\\makebox[\\linewidth][c]{" : "{");
	if (part->plan != NULL)
		begin_part(out, part->plan);
	else
		buf_puts(out, wide ?
			"\\small\\setlength{\\tabcolsep}{3pt}%\n" : "%\n");
	add_spec(out, part);
	add_heads(out, part);
	add_rows(out, part);
	buf_puts(out, "}\n");
}

void
latex_table(struct output_job *job, const struct doc_table *table,
    bool inside, struct buf *out)
{
	const struct table_plan *plan = plan_of(job, table), *next;
	double width = plan == NULL ? guessed_width(table, job->arena) :
				      plan->width * TEX_POINT;
	bool wide = inside && width > ARTICLE_TEXT;

	if (plan == NULL)
		buf_printf(out, "%% width: about %.0f pt in 10 pt type\n",
		    width);
	else
		buf_printf(out, "%% width: %.0f pt in %.0f pt type, for %.0f pt\n",
		    width, plan->fit.size,
		    job->style.width * TEX_POINT);
	if (wide)
		buf_puts(out, "% between two columns, put table.tex into a "
			      "table* instead\n");
	if (plan == NULL)
		add_part(out, &(struct part){ table, NULL, NULL, job->arena },
		    wide);
	for (next = plan; next != NULL; next = next->next) {
		buf_puts(out, next == plan ? "" : "\n\\medskip\\noindent\n");
		add_part(out, &(struct part){ next->table, next->below, next,
		    job->arena }, wide);
	}
	add_notes(out, plan == NULL ? table : plan->noted);
}
