/*
 * Tables in LaTeX: booktabs rules, and columns whose fractions differ in
 * length split at the decimal mark, so that no package aligns them.
 */
#include "write/latex_table.h"

#include <string.h>

#include "base/arena.h"
#include "document/text.h"
#include "write/cells.h"
#include "write/latex_text.h"

/* How the columns of the tabular stand for those of the table. */
struct plan {
	const struct doc_table *table;
	struct arena *arena;
	bool *split;    /* by column: two columns of the tabular, "r@{}l" */
	size_t columns; /* of the tabular */
};

static struct printed
printed_at(const struct plan *plan, size_t row, size_t column)
{
	return text_cell(&plan->table->rows[row].cells[column],
	    &plan->table->columns[column], plan->arena);
}

/* Fractions of one length stand right without splitting. */
static bool
needs_split(const struct plan *plan, size_t column)
{
	size_t first = SIZE_MAX, i;

	if (!cells_marked(&plan->table->columns[column]))
		return false;
	for (i = 0; i < plan->table->row_count; i++) {
		struct printed printed = printed_at(plan, i, column);
		size_t fraction = strlen(printed.text) - printed.integer;

		if (!printed.known || !cells_is_number(printed.text))
			continue;
		if (first == SIZE_MAX)
			first = fraction;
		if (fraction != first)
			return true;
	}
	return false;
}

static struct plan
plan_of(const struct doc_table *table, struct arena *arena)
{
	struct plan plan = { .table = table, .arena = arena };
	size_t i;

	plan.split = arena_alloc(arena,
	    (table->column_count + 1) * sizeof *plan.split);
	for (i = 0; i < table->column_count; i++) {
		plan.split[i] = needs_split(&plan, i);
		plan.columns += plan.split[i] ? 2 : 1;
	}
	return plan;
}

static size_t
span_width(const struct plan *plan, size_t from, size_t to)
{
	size_t width = 0;

	for (; from < to; from++)
		width += plan->split[from] ? 2 : 1;
	return width;
}

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
add_spec(struct buf *out, const struct plan *plan)
{
	size_t i;

	buf_puts(out, "\\begin{tabular}{@{}");
	for (i = 0; i < plan->table->column_count; i++) {
		if (plan->split[i])
			buf_puts(out, "r@{}l");
		else
			buf_putc(out, letter_of(&plan->table->columns[i]));
	}
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
add_spanners(struct buf *out, const struct plan *plan)
{
	const struct doc_table *table = plan->table;
	struct buf rules = { 0 };
	size_t i, end, first;

	for (i = 0; i < table->column_count; i = end) {
		end = spanner_end(table, i);
		buf_puts(out, i == 0 ? "" : " & ");
		if (!is_spanned(&table->columns[i])) {
			end = i + 1;
			buf_puts(out, plan->split[i] ? "&" : "");
			continue;
		}
		first = span_width(plan, 0, i) + 1;
		buf_printf(out, "\\multicolumn{%zu}{c}{",
		    span_width(plan, i, end));
		latex_markup(out, table->columns[i].spanner);
		buf_puts(out, "}");
		buf_printf(&rules, "\\cmidrule(lr){%zu-%zu}\n", first,
		    first + span_width(plan, i, end) - 1);
	}
	buf_puts(out, " \\\\\n");
	/* rules is empty when no column is spanned: then this is not called */
	buf_add(out, rules.s, rules.n);
	buf_free(&rules);
}

static void
begin_head(struct buf *out, const struct plan *plan, size_t column)
{
	buf_puts(out, column == 0 ? "" : " & ");
	if (plan->split[column])
		buf_puts(out, "\\multicolumn{2}{c}{");
}

static void
add_heads(struct buf *out, const struct plan *plan)
{
	const struct doc_table *table = plan->table;
	bool spanned = false, units = false;
	size_t i;

	for (i = 0; i < table->column_count; i++) {
		spanned = spanned || is_spanned(&table->columns[i]);
		units = units || table->columns[i].unit[0] != '\0';
	}
	if (spanned)
		add_spanners(out, plan);
	for (i = 0; i < table->column_count; i++) {
		begin_head(out, plan, i);
		latex_markup(out, table->columns[i].head);
		add_marks(out, table->columns[i].marks, false);
		buf_puts(out, plan->split[i] ? "}" : "");
	}
	buf_puts(out, " \\\\\n");
	for (i = 0; units && i < table->column_count; i++) {
		begin_head(out, plan, i);
		if (table->columns[i].unit[0] != '\0') {
			buf_putc(out, '(');
			latex_markup(out, table->columns[i].unit);
			buf_putc(out, ')');
		}
		buf_puts(out, plan->split[i] ? "}" : "");
	}
	buf_puts(out, units ? " \\\\\n\\midrule\n" : "\\midrule\n");
}

/* A number in a split column, or what stands across both of its halves. */
static void
add_split(struct buf *out, struct printed printed, const char *marks)
{
	struct span text = span_of(printed.text);

	if (printed.known && cells_is_number(printed.text)) {
		latex_text(out, span_sub(text, 0, printed.integer));
		buf_puts(out, "&");
		latex_text(out, span_sub(text, printed.integer, text.n));
		add_marks(out, marks, true);
		return;
	}
	buf_puts(out, "\\multicolumn{2}{c}{");
	latex_markup(out, printed.text);
	add_marks(out, marks, true);
	buf_putc(out, '}');
}

static void
add_row(struct buf *out, const struct plan *plan, size_t row)
{
	const struct doc_table *table = plan->table;
	size_t i;

	for (i = 0; i < table->column_count; i++) {
		const struct doc_cell *cell = &table->rows[row].cells[i];
		struct printed printed = printed_at(plan, row, i);

		buf_puts(out, i == 0 ? "" : " & ");
		if (plan->split[i]) {
			add_split(out, printed, cell->marks);
			continue;
		}
		latex_markup(out, printed.text);
		add_marks(out, cell->marks,
		    cells_right(&table->columns[i]));
	}
	buf_puts(out, " \\\\\n");
}

static void
add_rows(struct buf *out, const struct plan *plan)
{
	const struct doc_table *table = plan->table;
	size_t i;

	for (i = 0; i < table->row_count; i++) {
		if (table->rows[i].total && i > 0)
			buf_puts(out, "\\midrule\n");
		if (table->rows[i].group != NULL) {
			if (i > 0)
				buf_puts(out, "\\addlinespace\n");
			buf_printf(out, "\\multicolumn{%zu}{@{}l}{\\textit{",
			    plan->columns);
			latex_markup(out, table->rows[i].group);
			buf_puts(out, "}} \\\\\n");
		}
		add_row(out, plan, i);
	}
	buf_puts(out, "\\bottomrule\n\\end{tabular}\n");
}

void
latex_notes(const struct doc_table *table, struct buf *out)
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
		buf_puts(out, "~");
		latex_markup(out, table->notes[i].text);
		buf_puts(out, i + 1 < table->note_count ? "\\par\n" : "\n");
	}
	buf_puts(out, "\\end{minipage}\n");
}

void
latex_tabular(const struct doc_table *table, struct arena *arena,
    struct buf *out)
{
	struct plan plan = plan_of(table, arena);

	add_spec(out, &plan);
	add_heads(out, &plan);
	add_rows(out, &plan);
}

static void
add_plain(struct buf *out, struct span text)
{
	buf_add(out, text.s, text.n);
}

double
latex_table_width(const struct doc_table *table, struct arena *arena)
{
	/* Computer Modern at 10 pt: a digit is 5 pt; article's \tabcolsep 6 pt */
	const double letter_pt = 5, gap_pt = 12;
	struct cells *cells = cells_of(table, add_plain, arena);
	double width = 0;
	size_t i, head;

	for (i = 0; i < table->column_count; i++) {
		head = strlen(text_plain(table->columns[i].head, arena));
		width += letter_pt *
		    (double)(cells->widths[i] > head ? cells->widths[i] :
						       head);
		width += i > 0 ? gap_pt : 0;
	}
	return width;
}
