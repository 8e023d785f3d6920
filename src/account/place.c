/*
 * PUE and intensity of the place where a run ran: what the study states,
 * then what the method fixes, then what the catalogue has for the place.
 */
#include <stddef.h>
#include <string.h>

#include "account/context.h"
#include "account/spread.h"
#include "base/arena.h"
#include "base/diag.h"
#include "catalog/catalog.h"
#include "study/study.h"

static const struct label PUE = { "PUE", "power usage effectiveness" };
static const struct label INTENSITY = { "I", "carbon intensity" };
static const struct label MARKET = { "I_{m}", "market-based intensity" };

static bool
method_says(struct accounting *a, const char *parameter, const char *word)
{
	const char *text = catalog_method_text(a->catalog, a->method, parameter);

	return text != NULL && strcmp(text, word) == 0;
}

static const struct figure *
place_pue(struct accounting *a)
{
	const struct fact *stated = place_fact(a->study, a->model, a->run,
	    offsetof(struct place, pue));
	const struct whole *year = place_year(a->study, a->model, a->run);
	const struct factor *factor;

	if (stated->known)
		return figure_from_fact(a->arena, PUE, stated,
		    QUALITY_MEASURED);
	factor = catalog_method(a->catalog, a->method, "pue");
	if (factor != NULL)
		return figure_from_factor(a->arena, PUE, factor,
		    ORIGIN_METHOD, QUALITY_ASSUMED);
	if (method_says(a, "pue", "world"))
		factor = catalog_pue(a->catalog,
		    year->known ? (int)year->value : 0);
	if (factor != NULL) {
		struct figure *pue = figure_from_factor(a->arena, PUE, factor,
		    ORIGIN_CATALOG, QUALITY_ASSUMED);

		spread_over_years(pue, a->catalog, factor);
		return pue;
	}
	return figure_unknown(a->arena, PUE, UNIT_ONE,
	    "PUE was not reported");
}

static const struct figure *
unknown_place(struct accounting *a, const struct words *grid)
{
	const char *near;

	if (grid->text == NULL) {
		diag(a->diags, DIAG_UNKNOWN_PLACE, a->run->pos,
		    "emissions of \"%s\" need <place grid=\"...\"> (a country or subregion) or an intensity",
		    a->model->id.text);
		return figure_unknown(a->arena, INTENSITY, UNIT_G_PER_KWH,
		    "the place was not reported");
	}
	near = catalog_suggest(a->catalog, "grid", grid->text, a->arena);
	diag(a->diags, DIAG_CATALOG_UNKNOWN, grid->pos,
	    "no grid is called \"%s\"%s%s", grid->text,
	    near[0] == '\0' ? "" : "; did you mean ", near);
	return figure_unknown(a->arena, INTENSITY, UNIT_G_PER_KWH,
	    "the place is not in the catalogue");
}

/* A grid changes from year to year: another year than asked for is said. */
static void
compare_years(struct accounting *a, const struct factor *factor,
    const struct words *grid)
{
	const struct whole *year = place_year(a->study, a->model, a->run);

	if (!year->known || factor->year == 0 || year->value == factor->year)
		return;
	diag(a->diags, DIAG_FACTOR_YEAR, grid->pos,
	    "the run was in %ld, the intensity of \"%s\" in the catalogue is that of %d; state an intensity of that year if you have one",
	    year->value, grid->text, factor->year);
}

static const struct figure *
place_intensity(struct accounting *a)
{
	const struct fact *stated = place_fact(a->study, a->model, a->run,
	    offsetof(struct place, intensity));
	const struct words *grid = place_words(a->study, a->model, a->run,
	    offsetof(struct place, grid));
	const struct factor *factor;

	if (stated->known)
		return figure_from_fact(a->arena, INTENSITY, stated,
		    QUALITY_MEASURED);
	factor = catalog_method(a->catalog, a->method, "intensity");
	if (factor != NULL)
		return figure_from_factor(a->arena, INTENSITY, factor,
		    ORIGIN_METHOD, QUALITY_ASSUMED);
	factor = grid->text == NULL ? NULL :
				      catalog_grid(a->catalog, grid->text);
	if (factor == NULL)
		return unknown_place(a, grid);
	compare_years(a, factor, grid);
	return figure_from_factor(a->arena, INTENSITY, factor, ORIGIN_CATALOG,
	    QUALITY_MODELLED);
}

void
account_place(struct accounting *a, struct account_line *line)
{
	const struct fact *market = place_fact(a->study, a->model, a->run,
	    offsetof(struct place, market_intensity));

	line->pue = place_pue(a);
	line->intensity = place_intensity(a);
	line->co2e_market = !market->known ?
	    NULL :
	    figure_from_fact(a->arena, MARKET, market, QUALITY_MEASURED);
}
