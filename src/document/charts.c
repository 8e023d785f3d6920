/*
 * The kinds of charts, and how a directive or an option asks for one.
 */
#include "document/charts.h"

#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "document/build.h"
#include "document/text.h"

enum { KINDS_MAX = 32 };

const struct chart_kind *
chart_kind_at(size_t i)
{
	static const struct chart_kind *const kinds[] = {
		&chart_kind_emissions,
		&chart_kind_bars,
		&chart_kind_stages,
		&chart_kind_breakdown,
		&chart_kind_score,
		&chart_kind_methods,
		&chart_kind_regions,
		&chart_kind_mix,
		&chart_kind_sensitivity,
		&chart_kind_power,
		&chart_kind_cost,
		&chart_kind_peers,
	};

	return i < sizeof kinds / sizeof kinds[0] ? kinds[i] : NULL;
}

const struct chart_kind *
chart_kind_find(struct builder *b, struct span name, const char **nearest)
{
	const char *names[KINDS_MAX];
	const struct chart_kind *kind;
	size_t i;

	for (i = 0; (kind = chart_kind_at(i)) != NULL && i < KINDS_MAX; i++) {
		if (span_equal(name, kind->name))
			return kind;
		names[i] = kind->name;
	}
	*nearest = str_nearest(span_dup(b->arena, name), names, i);
	return NULL;
}

/* "power", then "power-2": a name of its own for each file. */
static const char *
own_id(struct builder *b, const char *name)
{
	const char *id = name;
	size_t i, tries = 1;

	for (i = 0; i < b->chart_count; i++)
		if (strcmp(b->charts[i]->id, id) == 0) {
			id = arena_printf(b->arena, "%s-%zu", name, ++tries);
			i = (size_t)-1;
		}
	return id;
}

/* Ties the numbers of its caption and references. */
static void
tie(struct builder *b, struct doc_chart *chart)
{
	struct doc_reference *reference;
	size_t i;

	chart->caption = text_tied(chart->caption, b->doc->words, b->arena);
	for (i = 0; i < chart->reference_count; i++) {
		reference = &chart->references[i];
		reference->label = text_tied(reference->label, b->doc->words,
		    b->arena);
	}
}

const struct doc_chart *
chart_build(struct builder *b, const struct chart_kind *kind,
    const struct chart_request *request, bool into_text)
{
	struct doc_chart *chart = kind->build(b, request);

	if (chart == NULL)
		return NULL;
	chart->id = own_id(b, kind->name);
	if (request->caption != NULL)
		chart->caption = request->caption;
	tie(b, chart);
	if (!into_text)
		return chart;
	chart->number = (int)b->chart_count + 1;
	b->charts = arena_grow(b->arena, b->charts, b->chart_count,
	    sizeof *b->charts);
	b->charts[b->chart_count++] = chart;
	return chart;
}

static const struct doc_chart *
chart_of_id(const struct builder *b, struct span id)
{
	size_t i;

	for (i = 0; i < b->chart_count; i++)
		if (span_equal(id, b->charts[i]->id))
			return b->charts[i];
	return NULL;
}

static void
add_file(struct builder *b, const struct doc_chart *chart)
{
	size_t i;

	for (i = 0; i < b->chart_file_count; i++)
		if (b->chart_files[i] == chart)
			return;
	b->chart_files = arena_grow(b->arena, b->chart_files,
	    b->chart_file_count, sizeof *b->chart_files);
	b->chart_files[b->chart_file_count++] = chart;
}

/* The names of all kinds, for a message. */
static const char *
kind_names(struct builder *b)
{
	const char *list = "";
	size_t i;

	for (i = 0; chart_kind_at(i) != NULL; i++)
		list = arena_printf(b->arena, "%s%s%s", list,
		    i == 0 ? "" : ", ", chart_kind_at(i)->name);
	return list;
}

static bool
choose_file(struct builder *b, struct span name, struct pos pos)
{
	const struct chart_request request = { .pos = pos,
		.metric.text = b->options->metric };
	const struct doc_chart *chart = chart_of_id(b, name);
	const struct chart_kind *kind;
	const char *nearest;

	if (chart == NULL) {
		kind = chart_kind_find(b, name, &nearest);
		if (kind == NULL) {
			diag(b->diags, DIAG_USAGE, pos,
			    "--chart: there is no chart \"%.*s\"%s%s%s",
			    (int)name.n, name.s,
			    nearest == NULL ? "; there are " :
					      ", did you mean \"",
			    nearest == NULL ? kind_names(b) : nearest,
			    nearest == NULL ? "" : "\"?");
			return false;
		}
		chart = chart_build(b, kind, &request, false);
	}
	if (chart != NULL)
		add_file(b, chart);
	return true;
}

bool
charts_choose_files(struct builder *b, const char *list, struct pos pos)
{
	struct span rest = span_of(list == NULL ? "" : list);
	bool good = true;
	size_t i;

	while (rest.n > 0)
		good &= choose_file(b, span_trim(span_cut(&rest, ',')), pos);
	/* the comparison stands before the study's own chart, which is the main file */
	for (i = 0; list == NULL && i < b->chart_count; i++)
		if (strcmp(b->charts[i]->id, chart_kind_methods.name) != 0)
			add_file(b, b->charts[i]);
	for (i = 0; list == NULL && i < b->chart_count; i++)
		add_file(b, b->charts[i]);
	return good;
}
