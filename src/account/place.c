/*
 * PUE and intensity of the place where a run ran, found by the method's
 * rules "pue_from", "intensity_from" and "market_from".
 */
#include <stddef.h>
#include <string.h>

#include "account/context.h"
#include "account/rule.h"
#include "account/spread.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/word.h"
#include "catalog/catalog.h"
#include "catalog/place.h"
#include "study/study.h"

static const struct label PUE = { "PUE", WORD("power usage effectiveness") };
static const struct label INTENSITY = { "I", WORD("carbon intensity") };
static const struct label MARKET = { "I_{m}", WORD("market-based intensity") };

static const struct words *
region_words(const struct accounting *a)
{
	return place_words(a->study, a->model, a->run,
	    offsetof(struct place, region));
}

static const struct words *
grid_words(const struct accounting *a)
{
	return place_words(a->study, a->model, a->run,
	    offsetof(struct place, grid));
}

/* What says where the run was: a region before a grid; TEXT is NULL when nothing does. */
static const struct words *
where(const struct accounting *a)
{
	const struct words *region = region_words(a);

	return region->text != NULL ? region : grid_words(a);
}

static int
year_of(const struct accounting *a)
{
	const struct whole *year = place_year(a->study, a->model, a->run);

	return year->known ? (int)year->value : 0;
}

static void
say_unknown_place(struct accounting *a, const struct words *words)
{
	const char *near =
	    catalog_suggest(a->catalog, "place", words->text, a->arena);

	diag(a->diags, DIAG_CATALOG_UNKNOWN, words->pos,
	    "no place is called \"%s\"; %s%s%s", words->text,
	    near[0] == '\0' ? "write a country (FRA), a part of one (US-TX) or a cloud's region (aws/us-east-1)" :
			      "did you mean ", near,
	    near[0] == '\0' ? ": wattleaf catalog grids and wattleaf catalog regions list them" :
			      "?");
}

const struct catalog_place *
account_where(struct accounting *a)
{
	const struct words *words = where(a);

	if (words->text == NULL)
		return NULL;
	if (a->place_words != words || a->place_year != year_of(a)) {
		a->place_words = words;
		a->place_year = year_of(a);
		a->place_found = catalog_place(a->catalog, words->text,
		    year_of(a), &a->place);
		if (!a->place_found)
			say_unknown_place(a, words);
	}
	return a->place_found ? &a->place : NULL;
}

static const struct catalog_place *
region_of(struct accounting *a)
{
	return region_words(a)->text == NULL ? NULL : account_where(a);
}

static const struct figure *
from_catalog(struct accounting *a, struct label label,
    const struct factor *factor, enum quality quality)
{
	return factor == NULL ?
	    NULL :
	    figure_from_factor(a->arena, label, factor, ORIGIN_CATALOG,
		quality);
}

static const struct figure *
from_method(struct accounting *a, struct label label,
    const struct factor *factor)
{
	return factor == NULL ?
	    NULL :
	    figure_from_factor(a->arena, label, factor, ORIGIN_METHOD,
		QUALITY_ASSUMED);
}

static const struct figure *
stated_at(struct accounting *a, struct label label, size_t offset)
{
	const struct fact *fact =
	    place_fact(a->study, a->model, a->run, offset);

	return !fact->known ?
	    NULL :
	    figure_from_fact(a->arena, label, fact, QUALITY_MEASURED);
}

static const struct figure *
pue_stated(struct accounting *a)
{
	return stated_at(a, PUE, offsetof(struct place, pue));
}

static const struct figure *
pue_of_region(struct accounting *a)
{
	const struct catalog_place *place = region_of(a);

	return place == NULL ?
	    NULL :
	    from_catalog(a, PUE, place->pue, QUALITY_ASSUMED);
}

static const struct figure *
pue_of_place(struct accounting *a)
{
	const struct catalog_place *place = account_where(a);

	return place == NULL ?
	    NULL :
	    from_catalog(a, PUE, place->pue, QUALITY_ASSUMED);
}

/* The method's own value for whatever WHOSE is: its row "pue.aws", "pue.USA". */
static const struct figure *
own_pue(struct accounting *a, struct span whose)
{
	return from_method(a, PUE,
	    rule_number(a,
		arena_printf(a->arena, "pue.%.*s", (int)whose.n, whose.s)));
}

static const struct figure *
pue_of_provider(struct accounting *a)
{
	const struct catalog_place *place = region_of(a);
	struct span rest;

	if (place == NULL)
		return NULL;
	rest = span_of(place->id);
	return own_pue(a, span_cut(&rest, '/'));
}

static const struct figure *
pue_of_country(struct accounting *a)
{
	const struct catalog_place *place = account_where(a);

	return place == NULL ? NULL : own_pue(a, span_of(place->country));
}

static const struct figure *
pue_of_world(struct accounting *a)
{
	const struct factor *factor = catalog_pue(a->catalog, year_of(a));
	struct figure *pue;

	if (factor == NULL)
		return NULL;
	pue = figure_from_factor(a->arena, PUE, factor, ORIGIN_CATALOG,
	    QUALITY_ASSUMED);
	spread_over_years(pue, a->catalog, factor);
	return pue;
}

static const struct figure *
pue_default(struct accounting *a)
{
	return from_method(a, PUE, rule_number(a, "pue"));
}

static const struct way pue_ways[] = {
	{ "stated", pue_stated },
	{ "region", pue_of_region },
	{ "place", pue_of_place },
	{ "provider", pue_of_provider },
	{ "country", pue_of_country },
	{ "world", pue_of_world },
	{ "default", pue_default },
};

static const struct figure *
intensity_stated(struct accounting *a)
{
	return stated_at(a, INTENSITY, offsetof(struct place, intensity));
}

/* A grid changes from year to year: another year than asked for is said. */
static void
compare_years(struct accounting *a, const struct factor *factor)
{
	int year = year_of(a);

	if (year == 0 || factor->year == 0 || year == factor->year)
		return;
	diag(a->diags, DIAG_FACTOR_YEAR, where(a)->pos,
	    "the run was in %d, the intensity of \"%s\" in the catalogue is that of %d; state an intensity of that year if you have one",
	    year, where(a)->text, factor->year);
}

static const struct figure *
intensity_of(struct accounting *a, const struct catalog_place *place)
{
	if (place == NULL || place->intensity == NULL)
		return NULL;
	compare_years(a, place->intensity);
	return from_catalog(a, INTENSITY, place->intensity,
	    QUALITY_MODELLED);
}

static const struct figure *
intensity_of_region(struct accounting *a)
{
	return intensity_of(a, region_of(a));
}

static const struct figure *
intensity_of_place(struct accounting *a)
{
	return intensity_of(a, account_where(a));
}

/* As the catalogue has it, with its range over data sets, whatever the run's year. */
static const struct figure *
intensity_of_grid(struct accounting *a)
{
	const struct words *words = where(a);
	struct catalog_place place;

	if (account_where(a) == NULL ||
	    !catalog_place(a->catalog, words->text, 0, &place))
		return NULL;
	return intensity_of(a, &place);
}

/* The row of a place ("USA") in one of the data sets that the method uses. */
static const struct factor *
in_data_sets(struct accounting *a, const char *place)
{
	struct span rest = rule_words(a, "intensity_set");
	const struct factor *factor = NULL;

	while (factor == NULL && rest.n > 0 && place[0] != '\0') {
		struct span set = span_trim(span_cut(&rest, '|'));

		factor = catalog_factor(a->catalog, "intensity",
		    arena_printf(a->arena, "%s/%.*s", place, (int)set.n,
			set.s));
	}
	return factor;
}

/* The method's own data, of the region, else of its grid, else of its country. */
static const struct figure *
intensity_of_set(struct accounting *a)
{
	const struct catalog_place *place = account_where(a);
	const struct factor *factor;

	if (place == NULL)
		return NULL;
	factor = in_data_sets(a, place->id);
	if (factor == NULL)
		factor = in_data_sets(a, place->grid);
	if (factor == NULL)
		factor = in_data_sets(a, place->country);
	return account_rounded(a, "round_intensity", UNIT_KG_PER_KWH,
	    from_catalog(a, INTENSITY, factor, QUALITY_MODELLED));
}

static const struct figure *
intensity_default(struct accounting *a)
{
	return from_method(a, INTENSITY, rule_number(a, "intensity"));
}

static const struct way intensity_ways[] = {
	{ "stated", intensity_stated },
	{ "region", intensity_of_region },
	{ "place", intensity_of_place },
	{ "grid", intensity_of_grid },
	{ "set", intensity_of_set },
	{ "default", intensity_default },
};

static const struct figure *
market_stated(struct accounting *a)
{
	return stated_at(a, MARKET, offsetof(struct place, market_intensity));
}

/* What a provider says of its contracts. */
static const struct figure *
market_claimed(struct accounting *a)
{
	const struct catalog_place *place = region_of(a);

	return place == NULL ?
	    NULL :
	    from_catalog(a, MARKET, place->market, QUALITY_MODELLED);
}

/*
 * What carbon-free electricity leaves, matched hour by hour: I - I x CFE
 * (Patterson et al. 2021). A yearly claim is no such match.
 */
static const struct figure *
market_of_cfe(struct accounting *a)
{
	static const struct label cfe = { "CFE",
		WORD("carbon-free share of each hour") };
	static const struct label free_part = { "I_{cfe}",
		WORD("intensity that carbon-free energy takes off") };
	const struct catalog_place *place = region_of(a);
	const struct figure *whole;

	if (place == NULL || !place->cfe_hourly || place->cfe == NULL ||
	    place->intensity == NULL)
		return NULL;
	whole = from_catalog(a, INTENSITY, place->intensity,
	    QUALITY_MODELLED);
	return figure_difference(a->arena, MARKET, whole,
	    figure_product(a->arena, free_part, whole,
		from_catalog(a, cfe, place->cfe, QUALITY_MODELLED)));
}

static const struct way market_ways[] = {
	{ "stated", market_stated },
	{ "claim", market_claimed },
	{ "cfe", market_of_cfe },
};

#define FIND(a, parameter, ways) \
	rule_find((a), (parameter), (ways), sizeof(ways) / sizeof(ways)[0])

/* What to write to say where a run was: into the study, by its form, else behind the command. */
static const char *
place_to_write(const struct study *study)
{
	struct span file = span_of(study->file == NULL ? "" : study->file);

	if (span_ends(file, ".xml"))
		return "<place grid=\"FRA\"/> (wattleaf catalog grids), <place region=\"aws/us-east-1\"/> (wattleaf catalog regions) or <place intensity=\"380 g/kWh\"/>";
	if (span_ends(file, ".yaml") || span_ends(file, ".yml"))
		return "place: {grid: FRA} (wattleaf catalog grids), place: {region: aws/us-east-1} (wattleaf catalog regions) or place: {intensity: 380 g/kWh}";
	return "--grid FRA (wattleaf catalog grids), --region aws/us-east-1 (wattleaf catalog regions) or --intensity '380 g/kWh'";
}

static const struct figure *
unknown_intensity(struct accounting *a)
{
	const struct words *words = where(a);
	const char *reason = WORD("the place was not reported");

	if (words->text == NULL) {
		diag(a->diags, DIAG_UNKNOWN_PLACE, a->run->pos,
		    "emissions of \"%s\" need a place; write %s",
		    a->model->id.text, place_to_write(a->study));
	} else if (account_where(a) == NULL) {
		reason = WORD("the place is not in the catalogue");
	} else {
		reason = WORD("the method has no intensity of this place");
		diag(a->diags, DIAG_UNKNOWN_PLACE, words->pos,
		    "the method %s has no carbon intensity of \"%s\"; state one, such as intensity=\"380 g/kWh\" or --intensity '380 g/kWh'",
		    a->method, words->text);
	}
	return figure_unknown(a->arena, INTENSITY, UNIT_G_PER_KWH, reason);
}

void
account_place(struct accounting *a, struct account_line *line)
{
	line->pue = FIND(a, "pue_from", pue_ways);
	if (line->pue == NULL)
		line->pue = figure_unknown(a->arena, PUE, UNIT_ONE,
		    WORD("PUE was not reported"));
	line->intensity = FIND(a, "intensity_from", intensity_ways);
	if (line->intensity == NULL)
		line->intensity = unknown_intensity(a);
	line->co2e_market = FIND(a, "market_from", market_ways);
}
