/*
 * Look-ups of places by what people and tools write, and what is known of
 * them: grids, years, mixes. Values are those of the sources that rows name.
 */
#include <math.h>
#include <string.h>

#include "catalog/place.h"
#include "catalog_job.h"

static const double POUND_G = 453.59237;

/* What people and tools write, and the place that is meant; NULL: none. */
static const struct {
	const char *name, *id;
} places[] = {
	{ "Germany", "DEU" },
	{ "DEU", "DEU" },
	{ "de", "DEU" },
	{ "Georgia", "GEO" },
	{ "CN-HK", "HKG" },
	{ "US-RFCE", "US-RFCE" },
	{ "us-rfce", "US-RFCE" },
	{ "RFCE", "US-RFCE" },
	{ "eGRID-RFCE", "US-RFCE" },
	{ "RFC East", "US-RFCE" },
	{ "CN-HEB", "CN-HE" },
	{ "CN-HE", "CN-HE" },
	{ "Hebei", "CN-HE" },
	{ "CN-HB", "CN-HB" },
	{ "CA-QC", "CA-QC" },
	{ "Quebec", "CA-QC" },
	{ "Qu\xc3\xa9" "bec", "CA-QC" },
	{ "CA-MT", "CA-MB" },
	{ "US-CA", "US-CA" },
	{ "California", "US-CA" },
	{ "AUS-NSW", "AU-NSW" },
	{ "SE3", "SE-SE3" },
	{ "us-east-1", "aws/us-east-1" },
	{ "aws/us-east-1", "aws/us-east-1" },
	{ "AWS us-east-1", "aws/us-east-1" },
	{ "amazon/us-east-1", "aws/us-east-1" },
	{ "us-east-1b", "aws/us-east-1" },
	{ "US East (N. Virginia)", "aws/us-east-1" },
	{ "us-east1", "gcp/us-east1" },
	{ "us-east1-c", "gcp/us-east1" },
	{ "gcp/us-central1", "gcp/us-central1" },
	{ "google:us-central1", "gcp/us-central1" },
	{ "Google Cloud/us-central1", "gcp/us-central1" },
	{ "eastus", "azure/eastus" },
	{ "East US", "azure/eastus" },
	{ "azure/East US", "azure/eastus" },
	{ "East US (Public)", "azure/eastus" },
	{ "East US 2", "azure/eastus2" },
	{ "cn-hangzhou", "alibaba/cn-hangzhou" },
	{ "useast1", NULL },
	{ "aws/us-central1", NULL },
	{ "aws/", NULL },
	{ "/us-east-1", NULL },
	{ "Atlantis", NULL },
	{ "", NULL },
	{ "  ", NULL },
	{ "/", NULL },
	{ "(", NULL },
	{ "a", NULL },
};

START_TEST(test_place_names)
{
	struct catalog_place place;
	struct job job;
	bool found;

	job = job_new();
	found = catalog_place(job.catalog, places[_i].name, 0, &place);
	if (places[_i].id == NULL)
		ck_assert_msg(!found, "\"%s\" is %s", places[_i].name,
		    found ? place.id : "");
	else
		ck_assert_msg(found && strcmp(place.id, places[_i].id) == 0,
		    "\"%s\" is %s", places[_i].name,
		    found ? place.id : "nothing");
	job_close(&job);
}
END_TEST

/* EPA eGRID2022 for the subregion; AWS and Google for their regions. */
START_TEST(test_region)
{
	struct catalog_place place;
	struct job job;

	job = job_new();
	ck_assert(catalog_place(job.catalog, "aws/us-east-1", 0, &place));
	ck_assert_str_eq(place.grid, "US-SRVC");
	ck_assert_str_eq(place.country, "USA");
	assert_value(place.intensity, 284.02);
	ck_assert_str_eq(place.intensity->source, "egrid2022");
	assert_value(place.pue, 1.15);
	assert_value(place.market, 0);
	assert_value(place.wue, 0.12);
	assert_value(place.cfe, 1);
	ck_assert(!place.cfe_hourly);
	ck_assert(catalog_place(job.catalog, "us-central1", 0, &place));
	assert_value(place.intensity, 412.72);
	assert_value(place.pue, 1.1);
	assert_value(place.cfe, 0.87);
	ck_assert(place.cfe_hourly);
	ck_assert_ptr_null(place.wue);
	/* no PUE of its own: its provider's */
	ck_assert(catalog_place(job.catalog, "azure/francecentral", 2024,
	    &place));
	assert_value(place.pue, 1.16);
	ck_assert_str_eq(place.pue->id, "microsoft/2024");
	ck_assert(catalog_place(job.catalog, "scaleway/fr-par", 2024,
	    &place));
	assert_value(place.pue, 1.56);
	assert_value(place.intensity, 44.18);
	job_close(&job);
}
END_TEST

/* The study's year where data have it; else the nearest. */
START_TEST(test_years)
{
	struct catalog_place place;
	const struct factor *factor, *again;
	struct job job;

	job = job_new();
	factor = catalog_grid_year(job.catalog, "USA", 2018);
	assert_value(factor, 0.954 * POUND_G);
	ck_assert_int_eq(factor->year, 2018);
	again = catalog_grid_year(job.catalog, "us", 2018);
	ck_assert_ptr_eq(factor, again);
	factor = catalog_grid_year(job.catalog, "USA", 2020);
	assert_value(factor, 429);
	ck_assert_double_eq(factor->high, 475.9);
	ck_assert_str_eq(factor->high_source, "lannelongue2021");
	/* Our World in Data of 2023; eGRID2023 is the low end */
	factor = catalog_grid_year(job.catalog, "USA", 2023);
	assert_value(factor, 369.473);
	ck_assert_double_eq(factor->low, 349.674);
	assert_value(catalog_grid_year(job.catalog, "USA", 2024), 383.55);
	assert_value(catalog_grid_year(job.catalog, "USA", 2025), 384);
	assert_value(catalog_grid_year(job.catalog, "USA", 2030), 384);
	assert_value(catalog_grid_year(job.catalog, "USA", 0), 383.55);
	assert_value(catalog_grid_year(job.catalog, "CN-HE", 2021), 790.1);
	assert_value(catalog_grid_year(job.catalog, "CN-HE", 2022), 725.2);
	assert_value(catalog_grid_year(job.catalog, "CN-HE", 2023), 651.6);
	ck_assert_int_eq(
	    catalog_grid_year(job.catalog, "USA", 2001)->year, 2016);
	ck_assert_ptr_null(catalog_grid_year(job.catalog, "nowhere", 2018));
	ck_assert(catalog_place(job.catalog, "gcp/us-central1", 2019, &place));
	assert_value(place.intensity, 479);
	assert_value(place.cfe, 0.78);
	ck_assert(catalog_place(job.catalog, "CHN", 2023, &place));
	assert_value(place.pue, 1.48);
	ck_assert(catalog_place(job.catalog, "CHN", 2024, &place));
	assert_value(place.pue, 1.56);
	job_close(&job);
}
END_TEST

/* The data that tools are bound to. */
START_TEST(test_data_sets)
{
	static const struct {
		const char *set, *place;
		double value;
	} cases[] = {
		{ "green-algorithms-1.0", "USA", 475.9 },
		{ "green-algorithms-3.0", "USA", 423.94 },
		{ "green-algorithms-1.0", "World", 475 },
		{ "codecarbon-owid-2023", "USA", 369.473 },
		{ "experiment-impact-tracker", "US-CA", 250.7334 },
		{ "experiment-impact-tracker", "France", 55.9982 },
		{ "eco2ai", "World", 436.529 },
		{ "mlco2-impact", "gcp/us-central1", 566.3 },
		{ "ccf", "aws/us-east-1", 415.755 },
	};
	struct job job;
	size_t i;

	job = job_new();
	for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const struct factor *factor = catalog_intensity(job.catalog,
		    cases[i].set, cases[i].place);

		ck_assert_msg(factor != NULL, "%s of %s", cases[i].set,
		    cases[i].place);
		assert_value(factor, cases[i].value);
	}
	ck_assert_ptr_null(
	    catalog_intensity(job.catalog, "no-set", "USA"));
	job_close(&job);
}
END_TEST

/* Strubell et al. 2019, Table 2: rows sum to 94, 98, 98, 97, 95, 96. */
START_TEST(test_mixes)
{
	static const struct {
		const char *name;
		double renewable, gas, coal, nuclear, rest;
	} cases[] = {
		{ "China", .22, .03, .65, .04, .06 },
		{ "DEU", .40, .07, .38, .13, .02 },
		{ "United States", .17, .35, .27, .19, .02 },
		{ "Amazon-AWS", .17, .24, .30, .26, .03 },
		{ "Google", .56, .14, .15, .10, .05 },
		{ "Microsoft", .32, .23, .31, .10, .04 },
	};
	struct job job;
	size_t i;

	job = job_new();
	for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const struct mix *mix = catalog_mix(job.catalog,
		    "strubell-2019", cases[i].name, 0);

		ck_assert_msg(mix != NULL, "%s", cases[i].name);
		ck_assert_double_eq_tol(mix->share[MIX_RENEWABLE],
		    cases[i].renewable, 1e-12);
		ck_assert_double_eq_tol(mix->share[MIX_GAS], cases[i].gas,
		    1e-12);
		ck_assert_double_eq_tol(mix->share[MIX_COAL], cases[i].coal,
		    1e-12);
		ck_assert_double_eq_tol(mix->share[MIX_NUCLEAR],
		    cases[i].nuclear, 1e-12);
		ck_assert_double_eq_tol(mix->rest, cases[i].rest, 1e-12);
		ck_assert(isnan(mix->share[MIX_OIL]));
	}
	ck_assert_ptr_nonnull(catalog_mix(job.catalog, NULL, "France", 0));
	ck_assert_ptr_null(catalog_mix(job.catalog, NULL, "Atlantis", 0));
	ck_assert_str_eq(mix_part_name(MIX_COAL), "coal");
	job_close(&job);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("catalog_places");

	tests_add_loop(suite, test_place_names,
	    sizeof places / sizeof places[0]);
	tests_add(suite, test_region);
	tests_add(suite, test_years);
	tests_add(suite, test_data_sets);
	tests_add(suite, test_mixes);
	return tests_run(suite);
}
