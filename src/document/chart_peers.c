/*
 * Emissions of models of several sources: the heaviest first, each figure
 * that was put right with the right one under it.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "account/account.h"
#include "account/published.h"
#include "base/arena.h"
#include "base/word.h"
#include "document/build.h"
#include "document/charts.h"
#include "document/peers.h"
#include "document/text.h"
#include "study/study.h"

/* Models of one figure that was put right stay together. */
struct rank {
	size_t index;
	double weight;  /* of the first of the two; NAN: not known */
	bool second;
};

static double
weight_of(const struct builder *b, size_t i)
{
	const struct figure *co2e = b->account->models[i].line.co2e;

	return co2e != NULL && co2e->known ? co2e->value : (double)NAN;
}

static int
compare_ranks(const void *a, const void *b)
{
	const struct rank *first = a, *second = b;

	if (isnan(first->weight) != isnan(second->weight))
		return isnan(first->weight) ? 1 : -1;
	if (first->weight != second->weight && !isnan(first->weight))
		return first->weight < second->weight ? 1 : -1;
	if (first->second != second->second)
		return first->second ? 1 : -1;
	return first->index < second->index ? -1 : 1;
}

static const struct rank *
in_order(struct builder *b)
{
	size_t i, right, count = b->account->model_count;
	struct rank *ranks = arena_alloc(b->arena,
	    count * sizeof *ranks + 1);

	for (i = 0; i < count; i++)
		ranks[i] = (struct rank){ i, weight_of(b, i), false };
	for (i = 0; i < count; i++) {
		right = b->account->beside->items[i].corrected_by;
		if (right == 0)
			continue;
		ranks[right - 1].weight = ranks[i].weight;
		ranks[right - 1].second = true;
	}
	if (count > 1)
		qsort(ranks, count, sizeof *ranks, compare_ranks);
	return ranks;
}

/* "architecture search, 2019", "final training" */
static const char *
detail(struct builder *b, const struct account_compared *item)
{
	const char *covers = word_parts(b, item->covers), *year;

	if (item->year == 0)
		return covers;
	year = arena_printf(b->arena, "%d", item->year);
	return covers[0] == '\0' ? year : with_more(b, covers, year);
}

/* Whose a figure is: in three series, so that shape tells it as well as colour. */
enum owner { PUBLISHED, PUT_RIGHT, OWN, OWNERS };

static enum owner
owner_of(const struct builder *b, size_t i)
{
	const struct account_compared *item = &b->account->beside->items[i];

	if (item->published == NULL)
		return OWN;
	return item->corrected_by != 0 ? PUT_RIGHT : PUBLISHED;
}

static void
add_row(struct builder *b, struct doc_chart *chart, size_t i)
{
	const struct account_model *model = &b->account->models[i];
	const struct figure *co2e = model->line.co2e;
	bool known = co2e != NULL && co2e->known;

	chart_add_row(b, chart, (struct doc_category){
		.label = model->model->name.text,
		.detail = detail(b, &b->account->beside->items[i]),
		.text = known ? say_figure(b, co2e, BOUND_VALUE,
			&b->styles.mass) :
		    owner_of(b, i) == OWN ||
			    b->account->beside->normalised ?
					      word(b, "not known") :
					      word(b, "not published"),
	});
}

/* Recomputed from the thermal design power. */
static bool
is_assumed(const struct builder *b, size_t i)
{
	const struct figure *energy = b->account->models[i].line.it_energy;

	return b->account->beside->normalised && energy != NULL &&
	    energy->known && energy->quality == QUALITY_ASSUMED;
}

static bool
any_assumed(const struct builder *b)
{
	size_t i;

	for (i = 0; i < b->account->model_count; i++)
		if (is_assumed(b, i))
			return true;
	return false;
}

static void
add_series(struct builder *b, struct doc_chart *chart,
    const struct rank *ranks)
{
	static const struct {
		enum chart_role role;
		const char *name, *recomputed;
	} looks[OWNERS] = {
		[PUBLISHED] = { CHART_MAIN, WORD("published"),
		    WORD("from publications") },
		[PUT_RIGHT] = { CHART_SECOND, WORD("published, put right later"),
		    WORD("from what was put right later") },
		[OWN] = { CHART_THIRD, WORD("own account"),
		    WORD("own account") },
	};
	const struct account *account = b->account;
	enum owner owner;
	size_t i, n;

	for (owner = 0; owner < OWNERS; owner++) {
		struct doc_series *series;

		for (i = n = 0; i < account->model_count; i++)
			n += owner_of(b, i) == owner;
		if (n == 0)
			continue;
		series = chart_add_series(b, chart, MARK_POINT,
		    looks[owner].role, n == account->model_count ? NULL :
		    word(b, account->beside->normalised ?
			looks[owner].recomputed : looks[owner].name),
		    account->model_count);
		for (i = 0; i < account->model_count; i++) {
			n = ranks[i].index;
			if (owner_of(b, n) != owner)
				continue;
			series->data[i] = chart_datum(
			    account->models[n].line.co2e, &b->styles.mass);
			series->data[i].hollow = is_assumed(b, n);
		}
	}
}

static void
choose_scale(struct builder *b, struct doc_chart *chart)
{
	double least = HUGE_VAL, most = 0;
	size_t i;

	for (i = 0; i < b->account->model_count; i++) {
		double weight = weight_of(b, i);

		if (isnan(weight) || weight <= 0)
			continue;
		weight = unit_from_base(b->styles.mass.unit, weight);
		least = fmin(least, weight);
		most = fmax(most, weight);
	}
	for (i = 0; i < chart->reference_count; i++)
		most = fmax(most, chart->references[i].value);
	if (isfinite(least) && chart_spans_decades(least, most))
		chart->x.kind = SCALE_LOG;
	chart->x.zero = true;
}

static const char *
caption(struct builder *b, const struct doc_chart *chart)
{
	const char *text = word(b, b->account->beside->normalised ?
	    "Emissions of models, recomputed by one method in one place." :
	    "Emissions of models, as published.");

	if (any_assumed(b))
		text = sentence_add(b, text, word(b,
		    "Hollow: assumed from the thermal design power."));
	if (chart->reference_count != 0)
		text = sentence_add(b, text, phrase(b, "{words}.", "words",
		    with_cites(b,
			word(b, "Dashed lines: reference activities"),
			equivalent_cites(b)), NULL));
	return text;
}

static void
say_rows(struct builder *b, struct doc_chart *chart,
    const struct rank *ranks, const char *unit)
{
	size_t i;

	for (i = 0; i < chart->row_count; i++) {
		const struct doc_category *row = &chart->rows[i];
		bool known = !isnan(weight_of(b, ranks[i].index));
		const char *name = with_more(b,
		    text_plain(row->label, b->arena),
		    text_plain(row->detail, b->arena));

		chart_say(b, chart, phrase(b, "{name}: {value}.", "name",
		    name, "value", !known ? row->text :
		    phrase(b, "{number} {unit}", "number", row->text, "unit",
			unit, NULL), NULL));
	}
	for (i = 0; i < chart->reference_count; i++)
		chart_say(b, chart, phrase(b,
		    "Reference line, {name}: {value}.", "name",
		    text_plain(chart->references[i].label, b->arena), "value",
		    chart->references[i].text, NULL));
}

/* What kind of chart it is, by its scale and whose the figures are. */
static const char *
kind_of(const struct builder *b, const struct doc_chart *chart)
{
	static const char *const kinds[2][2] = {
		{ WORD("Dot chart of emissions as published, in {unit} CO\xe2\x82\x82" "e, the heaviest first."),
		    WORD("Dot chart of emissions, recomputed by one method in one place, in {unit} CO\xe2\x82\x82" "e, the heaviest first.") },
		{ WORD("Dot chart on a logarithmic scale of emissions as published, in {unit} CO\xe2\x82\x82" "e, the heaviest first."),
		    WORD("Dot chart on a logarithmic scale of emissions, recomputed by one method in one place, in {unit} CO\xe2\x82\x82" "e, the heaviest first.") },
	};

	return kinds[chart->x.kind == SCALE_LOG]
	    [b->account->beside->normalised];
}

static void
describe(struct builder *b, struct doc_chart *chart,
    const struct rank *ranks)
{
	const char *unit = say_unit(b, b->styles.mass.unit);
	const struct number_style whole = { .unit = UNIT_ONE,
		.decimals = 0 };
	const struct account_model *models = b->account->models;
	size_t i, right;

	chart_say(b, chart, phrase(b, kind_of(b, chart), "unit", unit, NULL));
	say_rows(b, chart, ranks, unit);
	for (i = 0; i < b->account->model_count; i++) {
		right = b->account->beside->items[i].corrected_by;
		if (isnan(peer_correction(b, i)))
			continue;
		chart_say(b, chart, phrase(b,
		    "What was published for {model} was put right later by {other}: {times} times lower.",
		    "model", text_plain(models[i].model->name.text, b->arena),
		    "other", text_plain(models[right - 1].model->name.text,
			b->arena),
		    "times", say_number(b, peer_correction(b, i), &whole),
		    NULL));
	}
}

static struct doc_chart *
build(struct builder *b, const struct chart_request *request)
{
	struct doc_chart *chart;
	const struct rank *ranks;
	size_t i;

	if (b->account->beside == NULL)
		return chart_nothing(b, request, "peers",
		    "it is for wattleaf compare");
	chart = chart_new(b, SCALE_LINEAR, SCALE_CATEGORY);
	ranks = in_order(b);
	for (i = 0; i < b->account->model_count; i++)
		add_row(b, chart, ranks[i].index);
	add_series(b, chart, ranks);
	chart_add_equivalents(b, chart);
	choose_scale(b, chart);
	chart->x.title = chart_axis_title(b, word(b, "Emissions"),
	    phrase(b, "{unit} CO_{2}e", "unit",
		say_unit(b, b->styles.mass.unit), NULL),
	    chart->x.kind == SCALE_LOG);
	chart->caption = caption(b, chart);
	describe(b, chart, ranks);
	return chart;
}

const struct chart_kind chart_kind_peers = {
	.name = "peers",
	.title = "Emissions of models of several sources",
	.build = build,
};
