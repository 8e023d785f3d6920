/*
 * Building the document: what its parts share. Inside document only, but
 * for doc_build.
 */
#ifndef WATTLEAF_DOC_BUILD_H
#define WATTLEAF_DOC_BUILD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/pos.h"
#include "base/str.h"
#include "document/document.h"
#include "document/words.h"

struct account;
struct account_line;
struct account_model;
struct arena;
struct catalog;
struct chart_facts;
struct table_request;
struct cmark_node;
struct data;
struct diags;
struct figure;
struct language;
struct model;

/* What the user asked for. */
struct doc_options {
	const char *template_path; /* CommonMark */
	const char *units;         /* "kg,MWh": shown units, or NULL */
	struct pos units_pos;
	const char *language;      /* "de" */
	const struct language *words; /* of that language; NULL: English */
	const char *version;       /* of the program: "0.1.0" */
	bool sensitivity;          /* say which input causes which share of a range */
	const char *columns;       /* of the table of models: "energy,co2e", or NULL */
	const char *sort;          /* "co2e:desc", or NULL */
	const char *group;         /* "stage", "family", "none", or NULL */
	bool total;                /* a row with the sums */
	const char *metric;        /* of charts and tables of scores, or NULL */
	const char *ranges;        /* of tables: "interval", "pm", "both", "none", or NULL */
	int64_t date_s;            /* INT64_MIN: none */
	const struct diags *said;  /* what the disclosure tells of the input; NULL: all that was said */
	const char *charts;        /* "stages,power": those that become files; NULL: the template's */
	const struct chart_facts *chart_facts; /* what others worked out for charts; or NULL */
	struct data *disclosure; /* of an account that restates one, else NULL: it is made of the account */
};

/*
 * Makes the document of an account after the template. NULL with
 * diagnostics when the template can't be read or names what there is not.
 * The caller frees with doc_close.
 */
struct doc *
doc_build(const struct account *, const struct doc_options *, struct arena *,
    struct diags *);

/* Frees what libcmark holds of the document. */
void
doc_close(struct doc *);

/* The shown units and digits of every kind of number. */
struct doc_styles {
	struct number_style time, device_hours, power, energy, mass, money, params, ratio, intensity;
};

struct builder {
	const struct account *account;
	struct catalog *catalog;
	const struct doc_options *options;
	struct arena *arena;
	struct diags *diags;
	struct doc *doc;
	struct doc_styles styles;
	const struct citation **citations;
	size_t citation_count;
	const struct doc_table **tables;
	const struct doc_table *main_table; /* of the models; NULL: not there */
	size_t table_count;
	const struct table_request *request; /* of the table that is being made; never NULL */
	const struct doc_chart **charts;
	size_t chart_count;
	const struct doc_chart **chart_files;
	size_t chart_file_count;
};

/* Chooses units and digits: what was asked for, then the method's, then by size. */
void
styles_choose(struct builder *);

/* The number of a source in the references, from 1; 0 when it is unknown. Sources are numbered as they are first cited. */
size_t
cite(struct builder *, const char *source);

/* "[1]" or "" for one source; "[1, 3]" for those of the inputs under a figure. */
const char *
cite_text(struct builder *, const char *source);

/* "[1, 3]" for the sources of the inputs under FIGURE; "" without any. */
const char *
cite_figure(struct builder *, const struct figure *);

const struct doc_table *
table_of_models(struct builder *);

/* Arranges a table as was asked for, and numbers it as the next one of the text. */
const struct doc_table *
table_into_text(struct builder *, struct doc_table *);

/* Numbers one that is arranged. */
const struct doc_table *
table_number(struct builder *, struct doc_table *);

/* A title as the report shows it: in its language where it stands for one that is withheld. */
const char *
study_title(const struct builder *, const char *title);

/* A figure that is not known, for a cell; REASON may be NULL. */
const struct figure *
figure_missing(struct builder *, const char *reason);

/* The number of parameters that the study states. */
const struct figure *
figure_of_params(struct builder *, const struct model *);

/* FIGURE, or one that is not known in its place. */
const struct figure *
figure_or_unknown(struct builder *, const struct figure *);

enum { ASSUMPTIONS_MAX = 5 };

/* Which of the assumptions an energy rests on that was not measured. */
size_t
assumption_of(struct builder *, const struct figure *energy);

/* A note on the I-th assumption. */
const char *
assumption_text(const struct builder *, size_t i);

/* On the emissions per functional unit of each model; "" without any. */
const char *
sci_sentences(struct builder *);

/* "Transformer_{big} (P100×8)" */
const char *
model_phrase(struct builder *, const struct account_model *);

/* The mass of an equivalent with its unit: "1,984 lb", "0.265 lb" though masses are whole pounds. */
const char *
equivalent_text(struct builder *, const struct figure *);

/* "[1]", "[1] [4]": where the equivalents are from. */
const char *
equivalent_cites(struct builder *);

/* Each adds blocks behind SIBLING and returns the last one. */
struct cmark_node *
prose_methods(struct builder *, struct cmark_node *sibling);

struct cmark_node *
prose_equivalents(struct builder *, struct cmark_node *sibling);

/* Which inputs cause which share of the main figure's range: table and chart, when options ask for them. */
struct cmark_node *
prose_sensitivity(struct builder *, struct cmark_node *sibling);

/* Adds a block that shows a table or a chart behind SIBLING and returns it. */
struct cmark_node *
block_after(struct builder *, struct cmark_node *sibling,
    const struct doc_table *, const struct doc_chart *);

struct cmark_node *
prose_notes(struct builder *, struct cmark_node *sibling);

struct cmark_node *
prose_references(struct builder *, struct cmark_node *sibling);

/* Reads the template and fills the document's tree. False with diagnostics. */
bool
template_fill(struct builder *);

/* The disclosure as a tree of values. */
struct data *
disclosure_build(struct builder *);

/* Adds MARKUP to a block or inline node: text and lowered or raised parts. */
void
markup_add(struct builder *, struct cmark_node *parent, const char *markup);

/* A distinct input of a kind under the figures of all models. */
struct distinct {
	const struct figure **items;
	size_t count;
};

/* Adds the inputs under FIGURE whose symbol is SYMBOL and whose value is new to the list. */
void
distinct_add(struct builder *, struct distinct *, const struct figure *,
    const char *symbol);

/* Whether a model's figure at OFFSET of its line has a 95 % range that its digits show. */
bool
any_uncertain(const struct account *, size_t offset);

/* Which inputs the ranges of the figures at OFFSET come from, and which have none: two sentences. */
const char *
range_phrase(struct builder *, size_t offset);

/* The same of known figures. */
const char *
range_phrase_of(struct builder *, const struct figure *const *,
    size_t count);

/* "1.58 (Uptime Institute [2])", those of one source together. */
const char *
inputs_phrase(struct builder *, const struct distinct *);

/* An input as it was written: "0.954 lb/kWh", "0.43–1.46 USD/h". */
const char *
input_text(struct builder *, const struct figure *input);

#endif
