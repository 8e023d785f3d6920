/*
 * What the catalogue knows of a place: its grid, the data centre's PUE,
 * what its provider says, its energy mix, its price of electricity.
 */
#ifndef WATTLEAF_PLACE_H
#define WATTLEAF_PLACE_H

#include <stdbool.h>

struct catalog;
struct factor;

/*
 * A country ("USA"), a part of one ("US-RFCE", "CN-HE", "CA-QC") or a
 * provider's region ("aws/us-east-1"). A factor that is not known is NULL.
 */
struct catalog_place {
	const char *id;      /* as the catalogue calls it */
	const char *name;
	const char *country; /* alpha-3, or "" */
	const char *grid;    /* id of the country or part whose grid feeds it */
	const struct factor *intensity; /* location-based, of the year asked for or the nearest */
	const struct factor *market;    /* market-based intensity, as the provider claims it */
	const struct factor *cfe;       /* ratio: carbon-free share; its boundary says hourly or annual */
	bool cfe_hourly;     /* only such a share may enter a net figure (Patterson et al. 2021) */
	const struct factor *pue; /* of the region, else its provider's fleet, else the country's or the world's */
	const struct factor *wue; /* L/kWh of IT energy */
};

/*
 * Finds NAME: an id, ISO 3166 alpha-2 or alpha-3, a name, a region with
 * "provider/" or alone ("East US"), any case. YEAR 0: the default year. False
 * when there is none or when NAME means several that differ;
 * catalog_suggest of "place" names candidates.
 */
bool
catalog_place(const struct catalog *, const char *name, int year,
    struct catalog_place *);

/* The PUE of the fleet of PROVIDER ("aws", "gcp") in YEAR or the nearest year; NULL when unknown. */
const struct factor *
catalog_fleet_pue(const struct catalog *, const char *provider, int year);

/*
 * As catalog_grid, of the YEAR or of the nearest year that is known (the
 * later of two); the default row when YEAR is 0. The caller says when the
 * factor's year is another.
 */
const struct factor *
catalog_grid_year(const struct catalog *, const char *place, int year);

/*
 * What DATASET ("green-algorithms-3.0", "codecarbon-owid-2023",
 * "mlco2-impact", ...: the ids of the table "intensity" end in it) has for a
 * place, whatever its year; NULL when it has nothing. For methods that are
 * bound to a tool's data.
 */
const struct factor *
catalog_intensity(const struct catalog *, const char *dataset,
    const char *place);

/*
 * The price of electricity for large customers (currency/kWh) at a country
 * or US state, of YEAR or the nearest year; the latest when YEAR is 0. NULL
 * when it is not known or only unconfirmed.
 */
const struct factor *
catalog_electricity(const struct catalog *, const char *place, int year);

/* Shares of a mix. The first five make the whole; renewable's own parts follow. */
enum mix_part {
	MIX_RENEWABLE, MIX_NUCLEAR, MIX_GAS, MIX_COAL, MIX_OIL,
	MIX_HYDRO, MIX_WIND, MIX_SOLAR, MIX_BIO, MIX_OTHER_RENEWABLE,
	MIX_TOTAL
};

enum { MIX_WHOLE = MIX_OIL + 1 };

struct mix {
	const struct factor *factor; /* the row: id, name, year, source; its value is the renewable share */
	double share[MIX_TOTAL]; /* ratio, as the source prints it; NAN not stated */
	double rest;             /* ratio that the stated shares leave: other or unstated; never below 0 */
};

/*
 * The mix of a country or provider ("USA", "aws"), of DATASET
 * ("strubell-2019", "owid-2023") or of any when NULL, the nearest to YEAR
 * (0: latest). NULL when there is none.
 */
const struct mix *
catalog_mix(const struct catalog *, const char *dataset, const char *name,
    int year);

/* "renewable", "nuclear", ... */
const char *
mix_part_name(enum mix_part);

#endif
