/*
 * LaTeX: the appendix's prose to \input and the bare tabular of a table.
 * booktabs rules, no float, no other package; every name is text.
 */
#include <string.h>

#include "base/arena.h"
#include "base/word.h"
#include "catalog/catalog.h"
#include "document/chart.h"
#include "document/language.h"
#include "write/cells.h"
#include "write/latex_table.h"
#include "write/latex_text.h"
#include "write/output.h"
#include "write/prose.h"

/* A label and a caption on one line: "\textbf{Table 1.} Estimated cost" */
static void
add_caption(struct buf *out, const struct language *words, const char *kind,
    int number, const char *caption, struct arena *arena)
{
	buf_printf(out, "\\textbf{%s} ", cells_label(words, kind, number, arena));
	latex_markup(out, caption);
	buf_putc(out, '\n');
}

static void
add_table(struct buf *out, struct output_job *job,
    const struct doc_table *table)
{
	buf_puts(out, "\\par\\medskip\\noindent\n");
	add_caption(out, job->doc->words, WORD("Table"), table->number,
	    table->caption, job->arena);
	buf_puts(out, "\n\\smallskip\n\\noindent\n");
	latex_table(job, table, true, out);
	buf_puts(out, "\n\\medskip\n\n");
}

/* A float is the paper's business: the lines are there to be taken. */
static void
add_chart(struct buf *out, const struct doc *doc,
    const struct doc_chart *chart, struct arena *arena)
{
	const char *stem = output_chart_stem(doc, chart, arena);

	buf_puts(out, "% \\begin{figure}\n%   \\centering\n");
	if (stem != NULL)
		buf_printf(out, "%%   \\includegraphics{%s.pdf}\n", stem);
	buf_puts(out, "%   \\Description{");
	latex_text(out, span_of(chart->description));
	buf_puts(out, "} % for acmart\n%   \\caption{");
	latex_markup(out, chart->caption);
	buf_puts(out, "}\n% \\end{figure}\n\n");
}

/* Lines of code: blanks stay, and nothing ends the environment early. */
static void
add_code(struct buf *out, struct span code)
{
	struct span line;

	buf_puts(out, "\\begin{quote}\\raggedright\\ttfamily\\small\n");
	while (code.n > 0) {
		line = span_cut(&code, '\n');
		while (line.n > 0 && line.s[0] == ' ') {
			buf_puts(out, "~");
			line = span_sub(line, 1, line.n);
		}
		latex_code(out, line);
		buf_puts(out, code.n > 0 ? "\\mbox{}\\\\\n" : "\n");
	}
	buf_puts(out, "\\end{quote}\n\n");
}

/* An address is printed once: by itself, or behind the words that link to it. */
static enum prose_turn
spell_link(const struct prose_part *part, struct buf *enter,
    struct buf *leave)
{
	const char *address = part->url;

	if (span_starts(span_of(address), "mailto:"))
		address += strlen("mailto:");
	if (span_equal(part->text, part->url) ||
	    span_equal(part->text, address)) {
		latex_url(enter, address);
		return PROSE_INSTEAD;
	}
	if (strchr(part->url, ':') == NULL)
		return PROSE_AROUND;
	buf_puts(leave, " (");
	latex_url(leave, address);
	buf_puts(leave, ")");
	return PROSE_AROUND;
}

static enum prose_turn
spell(const struct prose_part *part, void *context, struct buf *enter,
    struct buf *leave)
{
	struct output_job *job = context;

	switch (part->kind) {
	case PROSE_TEXT:
		latex_text(enter, part->text);
		break;
	case PROSE_CODE:
		buf_puts(enter, "\\texttt{");
		latex_code(enter, part->text);
		buf_puts(enter, "}");
		break;
	case PROSE_CODE_BLOCK:
		add_code(enter, part->text);
		break;
	case PROSE_LINK:
		return spell_link(part, enter, leave);
	case PROSE_SCRIPT:
		buf_puts(enter, part->script == SCRIPT_SUB ?
			"\\textsubscript{" : "\\textsuperscript{");
		buf_puts(leave, "}");
		return PROSE_AROUND;
	case PROSE_BLOCK:
		if (part->block->table != NULL)
			add_table(enter, job, part->block->table);
		if (part->block->chart != NULL)
			add_chart(enter, job->doc, part->block->chart,
			    job->arena);
		break;
	case PROSE_HEADING:
	case PROSE_IMAGE:
		return PROSE_AS_IS;
	}
	return PROSE_INSTEAD;
}

/* The prose cites by number: here is the key of each. */
static void
add_keys(struct buf *out, const struct doc *doc)
{
	size_t i;

	for (i = 0; i < doc->citation_count; i++) {
		buf_printf(out, "%% [%zu] is ", i + 1);
		bibtex_key(out, doc->citations[i]->id);
		buf_puts(out, " in references.bib\n");
	}
}

/* What the paper's preamble needs for the language beside. */
static void
add_need(struct buf *out, const struct doc *doc)
{
	const char *need = language_setting(doc->words, "@latex", "");

	if (need[0] != '\0')
		buf_printf(out, "%% %s\n", need);
}

static bool
write_appendix(struct output_job *job, struct buf *out)
{
	static const struct prose_format format = {
		.renderer = PROSE_LATEX,
		.spell = spell,
	};

	buf_puts(out, "% ");
	latex_text(out, span_of(job->doc->title));
	buf_puts(out, "\n% \\usepackage{booktabs}\n"
		      "% \\usepackage{url}\n");
	add_need(out, job->doc);
	add_keys(out, job->doc);
	/* names and numbers are long: let lines stretch rather than hang out */
	buf_puts(out, "\n\\begingroup\\emergencystretch=9em\n");
	prose_write(job->doc, &format, job, job->arena, out);
	buf_puts(out, "\n\\par\\endgroup\n");
	return true;
}

static bool
write_table(struct output_job *job, struct buf *out)
{
	const struct doc_table *table;

	if (job->doc->table_count == 0)
		return true;
	table = doc_main_table(job->doc);
	buf_puts(out, "% \\usepackage{booktabs}\n");
	add_need(out, job->doc);
	buf_puts(out, "% \\caption{");
	latex_markup(out, table->caption);
	buf_puts(out, "}\n");
	latex_table(job, table, false, out);
	return true;
}

const struct output output_appendix_tex = {
	.name = "appendix.tex",
	.format = "tex",
	.help = "the appendix to \\input into a paper",
	.write = write_appendix,
};

const struct output output_table_tex = {
	.name = "table.tex",
	.format = "tex",
	.help = "the main table as a booktabs tabular",
	.write = write_table,
};
