/*
 * The files that a report is made of: one descriptor each. A writer sees
 * the document and, for pictures, how to lay it out; no accounting.
 */
#ifndef WATTLEAF_OUTPUT_H
#define WATTLEAF_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "layout/layout.h"
#include "layout/theme.h"

struct arena;
struct buf;
struct data;
struct diags;
struct doc;
struct doc_table;
struct fonts;
struct scene;

struct output_job {
	const struct doc *doc;
	struct fonts *fonts;       /* NULL: no pictures can be drawn */
	struct layout_style style; /* of table and chart */
	struct page_style page;    /* of report.pdf */
	double dpi;                /* of chart.png */
	bool svg_text;             /* text in SVG stays text */
	enum theme theme;          /* of SVG and PNG */
	struct arena *arena;
	struct diags *diags;
	size_t part;               /* which file of an output is being written */
	const char **files;        /* those that are written already */
	size_t file_count;
	struct scene **charts;     /* drawn by the first that needs it */
	struct scene *table;
	struct span disclosure;    /* as JSON, likewise */
};

struct output {
	const char *name;   /* "appendix.md" */
	const char *format; /* "md" */
	const char *help;   /* "prose and tables to paste, CommonMark" */
	/*
	 * Appends the file. Nothing appended: the document has nothing for it
	 * (no chart, no citation), and no file is made. False when it failed,
	 * with a diagnostic.
	 */
	bool (*write)(struct output_job *, struct buf *out);
	size_t (*parts)(const struct doc *); /* how many files it is; NULL: one */
	const char *(*file)(const struct doc *, size_t part,
	    struct arena *); /* the name of one of several; NULL: a chart's */
	bool extra;         /* written only when it is asked for */
};

extern const struct output output_report_pdf, output_report_html,
    output_appendix_md, output_appendix_tex, output_table_pdf,
    output_table_svg, output_table_tex, output_table_md, output_table_csv,
    output_chart_pdf, output_chart_svg, output_chart_png,
    output_disclosure_json, output_references_bib, output_modelcard_md,
    output_boamps_json, output_comparison_html, output_card_png, output_sci_json, output_bom_xml, output_ro_crate;

/* The document's disclosure as JSON, empty when it has none; as long as the job's arena. */
struct span
output_disclosure(struct output_job *);

/* Appends a tree of values as indented JSON, doubles in their shortest form. */
void
json_data(const struct data *, struct buf *out);

/* Appends MARKUP as a cell of CSV: plain text on one line, never a formula. */
void
csv_cell(struct buf *, const char *markup, struct arena *);

/* A comma and the cell behind it, empty for NULL. */
void
csv_next(struct buf *, const char *markup, struct arena *);

/* The same for a number in its shortest form, empty where it is not known. */
void
csv_next_number(struct buf *, double);

/* The i-th output, NULL past the end. */
const struct output *
output_at(size_t i);

/*
 * Whether LIST ("pdf,table.csv": names and formats, by commas; "all")
 * chooses an output; an empty list chooses all that are not extra.
 */
bool
output_chosen(const struct output *, struct span list);

/* The first item of LIST that chooses nothing; empty when there is none. */
struct span
output_unknown(struct span list);

/* "report.pdf, report.html, ...; md, pdf, ...": for an error message. */
const char *
output_choices(struct arena *);

/* How many files the output is. */
size_t
output_parts(const struct output *, const struct doc *);

/* The names of all files and formats, each once, and "all"; *count of them. */
const char *const *
output_names(struct arena *, size_t *count);

/* "; did you mean \"pdf\"?" for a word that chooses nothing, or "". */
const char *
output_meant(const char *word, struct arena *);

/* "chart.pdf" for the first part, "chart-stages.pdf" for another. */
const char *
output_file(const struct output *, const struct doc *, size_t part,
    struct arena *);

/* Takes note that the file NAME was written. */
void
output_note_file(struct output_job *, const char *name);

/* How the job's tables and charts are laid out. */
struct layout
output_layout(const struct output_job *);

/* "chart" or "chart-stages": the files of a chart without their suffix; NULL when it has none. */
struct doc_chart;
const char *
output_chart_stem(const struct doc *, const struct doc_chart *,
    struct arena *);

/* Appends one chart as SVG; false when it can't be drawn. */
bool
output_svg(struct output_job *, const struct doc_chart *, struct buf *out);

/*
 * Appends a table as text for a terminal of COLUMNS columns: decimal points
 * under each other, long names cut where they must be, notes below.
 */
void
terminal_table(const struct doc_table *, size_t columns, struct arena *,
    struct buf *out);

/* Appends the whole document so: prose and tables, COLUMNS wide. */
void
terminal_document(const struct doc *, size_t columns, struct arena *,
    struct buf *out);

#endif
