/*
 * Making charts: what their builders share. Inside document only.
 */
#ifndef WATTLEAF_CHARTS_H
#define WATTLEAF_CHARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pos.h"
#include "base/str.h"
#include "document/chart.h"
#include "document/chart_rows.h"
#include "document/document.h"
#include "document/table_request.h"

struct account_metric;
struct account_model;
struct builder;
struct figure;

/* What a directive or an option asked for. */
struct chart_request {
	const char *model;  /* id: the chart is about this one alone; or NULL */
	const char *caption; /* in place of its own; or NULL */
	struct asked metric; /* of a score: "BLEU" */
	const struct account_metric *score; /* the metric itself; or NULL */
	struct pos pos;     /* where it was asked for */
};

/* One kind of chart. */
struct chart_kind {
	const char *name;   /* "emissions": in templates, --chart and file names */
	const char *title;  /* "Training emissions" */
	/* NULL when there is nothing that it could show: with CHART_NOTHING. */
	struct doc_chart *(*build)(struct builder *, const struct chart_request *);
};

extern const struct chart_kind chart_kind_emissions, chart_kind_bars,
    chart_kind_stages, chart_kind_breakdown, chart_kind_score,
    chart_kind_methods, chart_kind_regions, chart_kind_mix,
    chart_kind_sensitivity, chart_kind_power, chart_kind_cost, chart_kind_peers;

/* The i-th kind, NULL past the end. */
const struct chart_kind *
chart_kind_at(size_t i);

/* The kind called NAME; else NULL, and *NEAREST the name like it or NULL. */
const struct chart_kind *
chart_kind_find(struct builder *, struct span name, const char **nearest);

/*
 * Makes a chart. INTO_TEXT: it is a numbered figure of the document. NULL,
 * with a note, when there is nothing to show.
 */
const struct doc_chart *
chart_build(struct builder *, const struct chart_kind *,
    const struct chart_request *, bool into_text);

/*
 * Chooses the charts that become files: those of LIST ("stages,power"), made
 * when the template has not, else those of the template. False with USAGE.
 */
bool
charts_choose_files(struct builder *, const char *list, struct pos);

/* An empty chart of rows, or of a field when Y is not SCALE_CATEGORY. */
struct doc_chart *
chart_new(struct builder *, enum scale_kind x, enum scale_kind y);

void
chart_add_row(struct builder *, struct doc_chart *, struct doc_category);

void
chart_add_reference(struct builder *, struct doc_chart *,
    struct doc_reference);

/* The equivalents that the reader chose as references; of the method's, the lightest and the heaviest, which frame the picture. */
void
chart_add_equivalents(struct builder *, struct doc_chart *);

/* COUNT data, all NAN; the pointer is good until the next series. */
struct doc_series *
chart_add_series(struct builder *, struct doc_chart *, enum mark_kind,
    enum chart_role, const char *name, size_t count);

/* Whether numbers from LEAST to MOST need a logarithmic scale. */
bool
chart_spans_decades(double least, double most);

/* The number style of a unit's dimension. */
const struct number_style *
chart_style(const struct builder *, enum unit);

/* VALUE in a style, as text; "" when it is not known. */
const char *
chart_number(struct builder *, double value, const struct number_style *);

/* FIGURE in a style's unit: value, low and high of a datum's x. NAN when not known. */
struct doc_datum
chart_datum(const struct figure *, const struct number_style *);

/* Adds a sentence to the description. */
void
chart_say(struct builder *, struct doc_chart *, const char *text);

/* The title of an axis: "Emissions, lb CO_{2}e (log scale)"; NAME in the report's language. */
const char *
chart_axis_title(struct builder *, const char *name, const char *unit,
    bool log);

/* What hollow dots and whiskers mean, for a caption, where the chart has such; else "". */
const char *
chart_explains(struct builder *, const struct doc_chart *);

/* Adds a sentence for each row, UNIT behind its text, then one for each reference. */
void
chart_say_rows(struct builder *, struct doc_chart *, const char *unit);

/* What each input alone does to the emissions (or the energy) of MODEL, or of all when it is NULL; NULL when nothing has a range. */
const struct chart_values *
sensitivity_values(struct builder *, const char *model);

/* Says that there is nothing to show; NULL. */
struct doc_chart *
chart_nothing(struct builder *, const struct chart_request *,
    const char *name, const char *why);

/* The models that the request means, the heaviest by WEIGHT first; unknown weights last. */
const struct account_model **
chart_models(struct builder *, const struct chart_request *,
    double (*weight)(const struct account_model *), size_t *count);

#endif
