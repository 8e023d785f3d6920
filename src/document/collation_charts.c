/*
 * Distributions of many studies as bars: how many are in each bin or group.
 */
#include "document/collation.h"

#include <math.h>

#include "base/arena.h"
#include "base/word.h"
#include "document/build.h"
#include "document/charts.h"
#include "document/collated.h"

enum { PLACES_MAX = 20 };

static const struct {
	const char *id, *name, *caption;
} spreads[COLLATED_FIGURES] = {
	[COLLATED_HOURS] = { "device-hours", WORD("Device-hours"),
	    WORD("Device-hours of the {n} studies that report them.") },
	[COLLATED_ENERGY] = { "energy", WORD("Energy, PUE included"),
	    WORD("Energy of the {n} studies that report it, overhead of data centres included.") },
	[COLLATED_CO2E] = { "emissions", WORD("Emissions, location-based"),
	    WORD("Emissions of the {n} studies that report them, by the grids that fed them.") },
};

static const struct number_style plain = { .unit = UNIT_COUNT,
	.decimals = DECIMALS_STATED };

static const char *
number_in(struct builder *b, double value, enum unit from, enum unit to)
{
	const struct number_style style = { .unit = to,
		.decimals = DECIMALS_STATED };

	return say_number(b, unit_to_base(from, value), &style);
}

/* The unit of a bin changes at this many of the smaller one: 1-10 MWh. */
static const double BIN_STEP = 1000;

/* "10-20 MWh", "less than 0.001 Wh", "none". */
static const char *
bin_label(struct builder *b, const struct collated_bin *bin, enum unit unit)
{
	double size = isinf(bin->to) ? bin->from : bin->to;
	enum unit shown = collation_unit(unit,
	    bin->from > 0 ? bin->from : bin->to, BIN_STEP);
	const char *from = number_in(b, bin->from, unit, shown);
	const char *name = say_unit(b, shown);

	if (size <= 0)
		return phrase(b, "0 {unit}", "unit", name, NULL);
	if (isinf(bin->to))
		return phrase(b, "{from} {unit} and more", "from", from,
		    "unit", name, NULL);
	if (bin->from <= 0)
		return phrase(b, "less than {to} {unit}", "to",
		    number_in(b, bin->to, unit, shown), "unit", name, NULL);
	return phrase(b, "{from}\xe2\x80\x93{to} {unit}", "from", from, "to",
	    number_in(b, bin->to, unit, shown), "unit", name, NULL);
}

static struct doc_chart *
new_chart(struct builder *b, const char *id, size_t rows)
{
	struct doc_chart *chart =
	    chart_new(b, SCALE_LINEAR, SCALE_CATEGORY);

	chart->id = id;
	chart->x.zero = true;
	chart->x.title = word(b, "Studies");
	chart_add_series(b, chart, MARK_BAR, CHART_MAIN, NULL, rows);
	return chart;
}

/* HIDDEN: in a bin among others that are shown it leaves a gap. */
static void
add_bar(struct builder *b, struct doc_chart *chart, const char *label,
    size_t count, bool hidden)
{
	struct doc_datum *bar = &chart->series[0].data[chart->row_count];

	if (!hidden)
		*bar = (struct doc_datum){ .x = (double)count,
			.low = (double)count, .high = (double)count };
	chart_add_row(b, chart, (struct doc_category){
	    .label = label, .detail = "",
	    .text = hidden ? "" : say_number(b, (double)count, &plain) });
}

/* Numbers the chart, and says it in words. */
static const struct doc_chart *
finish(struct builder *b, struct doc_chart *chart, const char *hidden)
{
	chart->caption = sentence_add(b, chart->caption, hidden);
	chart_say(b, chart, word(b, "Bar chart of how many studies there are of each."));
	chart_say_rows(b, chart, "");
	chart->number = (int)b->chart_count + 1;
	b->charts = arena_grow(b->arena, b->charts, b->chart_count,
	    sizeof *b->charts);
	b->charts[b->chart_count++] = chart;
	return chart;
}

static const char *
hidden_words(struct builder *b, const struct collated *c, size_t studies)
{
	return studies == 0 ? "" : phrase(b,
	    "What is of fewer than {least} studies is left out, and with it so much that {n} studies are in what is left out.",
	    "least", say_count(b, c->min_group), "n",
	    say_number(b, (double)studies, &plain), NULL);
}

const struct doc_chart *
collation_spread_chart(struct builder *b, const struct collated *c,
    enum collated_figure i)
{
	const struct collated_spread *spread = &c->spreads[i];
	struct doc_chart *chart;
	size_t j, shown = 0;

	for (j = 0; j < spread->count; j++)
		shown += !spread->bins[j].hidden && spread->bins[j].count > 0;
	if (shown == 0)
		return NULL;
	chart = new_chart(b, spreads[i].id, spread->count);
	chart->y.title = word(b, spreads[i].name);
	for (j = 0; j < spread->count; j++)
		add_bar(b, chart, bin_label(b, &spread->bins[j],
		    spread->unit), spread->bins[j].count,
		    spread->bins[j].hidden);
	chart->caption = phrase(b, spreads[i].caption, "n",
	    say_number(b, (double)spread->reported, &plain), NULL);
	return finish(b, chart, hidden_words(b, c, spread->hidden_studies));
}

static void
add_groups(struct builder *b, struct doc_chart *chart,
    const struct collated_groups *groups)
{
	size_t i, own = 0, others = 0, left = 0;

	for (i = 0; i < groups->count; i++) {
		const struct collated_group *group = &groups->items[i];

		if (group->hidden)
			continue;
		if (!group->rest && own++ >= PLACES_MAX) {
			others += group->count;
			left++;
			continue;
		}
		add_bar(b, chart, word(b, group->name), group->count, false);
	}
	if (left != 0)
		add_bar(b, chart, phrase(b, "further places ({n})", "n",
		    say_count(b, left), NULL), others, false);
}

static const struct doc_chart *
groups_chart(struct builder *b, const struct collated *c,
    const struct collated_groups *groups, const char *id, const char *caption)
{
	struct doc_chart *chart;

	if (groups->count == groups->hidden_groups || c->counted == 0)
		return NULL;
	chart = new_chart(b, id, groups->count + 1);
	add_groups(b, chart, groups);
	chart->series[0].count = chart->row_count;
	chart->caption = caption;
	return finish(b, chart, hidden_words(b, c, groups->hidden_studies));
}

const struct doc_chart *
collation_evidence_chart(struct builder *b, const struct collated *c)
{
	return groups_chart(b, c, &c->evidence, "evidence",
	    word(b, "Studies by the weakest evidence of the energy of their machines: measured by a meter, sampled power, modelled from a stated mean power, or assumed."));
}

const struct doc_chart *
collation_place_chart(struct builder *b, const struct collated *c)
{
	return groups_chart(b, c, &c->places, "place",
	    word(b, "Studies by the country whose grid fed their machines."));
}
