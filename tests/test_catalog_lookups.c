/*
 * Look-ups of places, processors and the rest of the hardware, by what
 * people and tools write. Values are those of the sources that rows name.
 */
#include <math.h>
#include <string.h>

#include "catalog/machine.h"
#include "catalog/place.h"
#include "catalog/published.h"
#include "catalog_job.h"

static const double POUND_G = 453.59237;

static void
close_job(struct job *job)
{
	ck_assert_uint_eq(job->diags->count, 0);
	arena_free(job->arena);
}

static void
near(const struct factor *factor, double expected)
{
	ck_assert_ptr_nonnull(factor);
	ck_assert_double_eq_tol(factor->value, expected,
	    1e-9 * fabs(expected) + 1e-12);
}

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
	close_job(&job);
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
	near(place.intensity, 284.02);
	ck_assert_str_eq(place.intensity->source, "egrid2022");
	near(place.pue, 1.15);
	near(place.market, 0);
	near(place.wue, 0.12);
	near(place.cfe, 1);
	ck_assert(!place.cfe_hourly);
	ck_assert(catalog_place(job.catalog, "us-central1", 0, &place));
	near(place.intensity, 412.72);
	near(place.pue, 1.1);
	near(place.cfe, 0.87);
	ck_assert(place.cfe_hourly);
	ck_assert_ptr_null(place.wue);
	/* no PUE of its own: its provider's */
	ck_assert(catalog_place(job.catalog, "azure/francecentral", 2024,
	    &place));
	near(place.pue, 1.16);
	ck_assert_str_eq(place.pue->id, "microsoft/2024");
	ck_assert(catalog_place(job.catalog, "scaleway/fr-par", 2024,
	    &place));
	near(place.pue, 1.56);
	near(place.intensity, 44.18);
	close_job(&job);
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
	near(factor, 0.954 * POUND_G);
	ck_assert_int_eq(factor->year, 2018);
	again = catalog_grid_year(job.catalog, "us", 2018);
	ck_assert_ptr_eq(factor, again);
	factor = catalog_grid_year(job.catalog, "USA", 2020);
	near(factor, 429);
	ck_assert_double_eq(factor->high, 475.9);
	ck_assert_str_eq(factor->high_source, "lannelongue2021");
	/* Our World in Data of 2023; eGRID2023 is the low end */
	factor = catalog_grid_year(job.catalog, "USA", 2023);
	near(factor, 369.473);
	ck_assert_double_eq(factor->low, 349.674);
	near(catalog_grid_year(job.catalog, "USA", 2024), 383.55);
	near(catalog_grid_year(job.catalog, "USA", 2025), 384);
	near(catalog_grid_year(job.catalog, "USA", 2030), 384);
	near(catalog_grid_year(job.catalog, "USA", 0), 383.55);
	near(catalog_grid_year(job.catalog, "CN-HE", 2021), 790.1);
	near(catalog_grid_year(job.catalog, "CN-HE", 2022), 725.2);
	near(catalog_grid_year(job.catalog, "CN-HE", 2023), 651.6);
	ck_assert_int_eq(
	    catalog_grid_year(job.catalog, "USA", 2001)->year, 2016);
	ck_assert_ptr_null(catalog_grid_year(job.catalog, "nowhere", 2018));
	ck_assert(catalog_place(job.catalog, "gcp/us-central1", 2019, &place));
	near(place.intensity, 479);
	near(place.cfe, 0.78);
	ck_assert(catalog_place(job.catalog, "CHN", 2023, &place));
	near(place.pue, 1.48);
	ck_assert(catalog_place(job.catalog, "CHN", 2024, &place));
	near(place.pue, 1.56);
	close_job(&job);
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
		near(factor, cases[i].value);
	}
	ck_assert_ptr_null(
	    catalog_intensity(job.catalog, "no-set", "USA"));
	close_job(&job);
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
	close_job(&job);
}
END_TEST

/* lscpu, trackers, papers; the TDP in watts and the cores of the makers' pages; NULL: none, or several. */
static const struct {
	const char *name, *id;
	double tdp_w;
	int cores;
} processors[] = {
	{ "Intel(R) Xeon(R) Gold 6148 CPU @ 2.40GHz", "xeon-gold-6148", 150,
	    20 },
	{ "Xeon Gold 6148", "xeon-gold-6148", 150, 20 },
	{ "2 x Intel Xeon Gold 6148", "xeon-gold-6148", 150, 20 },
	{ "2x Xeon Gold 6148", "xeon-gold-6148", 150, 20 },
	{ "Intel(R) Xeon(R) CPU E5-2680 v4 @ 2.40GHz", "xeon-e5-2680-v4",
	    120, 14 },
	{ "Intel(R) Xeon(R) CPU E5-2650 0 @ 2.00GHz", "xeon-e5-2650", 95, 8 },
	{ "Intel(R) Xeon(R) Platinum 8168 CPU @ 2.70GHz",
	    "xeon-platinum-8168", 205, 24 },
	{ "AMD EPYC 7763 64-Core Processor", "epyc-7763", 280, 64 },
	{ "AMD EPYC 7742 64-Core Processor", "epyc-7742", 225, 64 },
	{ "AMD Ryzen 9 5950X 16-Core Processor", "ryzen-9-5950x", 105, 16 },
	{ "AMD Ryzen 7 5800H with Radeon Graphics", "ryzen-7-5800h", 45, 8 },
	{ "9th Gen Intel(R) Core(TM) i9-9900K CPU @ 3.60GHz",
	    "core-i9-9900k", 95, 8 },
	{ "Intel(R) Xeon(R) CPU @ 2.00GHz", NULL, 0, 0 },
	{ "Intel(R) Xeon(R) Processor @ 2.00GHz", NULL, 0, 0 },
	{ "AMD EPYC 7B12", NULL, 0, 0 },
	{ "Intel", NULL, 0, 0 },
	{ "", NULL, 0, 0 },
	{ "(", NULL, 0, 0 },
	{ "@", NULL, 0, 0 },
	{ "toaster", NULL, 0, 0 },
};

START_TEST(test_processors)
{
	const struct cpu *cpu;
	struct job job;

	job = job_new();
	cpu = catalog_cpu(job.catalog, processors[_i].name);
	if (processors[_i].id == NULL) {
		ck_assert_msg(cpu == NULL, "%s is %s", processors[_i].name,
		    cpu == NULL ? "" : cpu->id);
	} else {
		ck_assert_msg(cpu != NULL, "no %s", processors[_i].name);
		ck_assert_str_eq(cpu->id, processors[_i].id);
		near(cpu->tdp, processors[_i].tdp_w);
		ck_assert_int_eq(cpu->cores, processors[_i].cores);
	}
	close_job(&job);
}
END_TEST

/* Watts of a core as Green Algorithms prints them. */
START_TEST(test_cores)
{
	struct job job;

	job = job_new();
	near(catalog_cpu_core(job.catalog, "any"), 12);
	near(catalog_cpu_core(job.catalog, "AMD EPYC 7763"), 4.4);
	near(catalog_cpu_core(job.catalog, "Xeon Gold 6148"), 7.5);
	ck_assert_ptr_null(catalog_cpu_core(job.catalog, "Xeon Gold 6150"));
	near(catalog_vcpu(job.catalog, "aws", "Cascade Lake", "min"), 0.6903);
	near(catalog_vcpu(job.catalog, "aws", "Cascade Lake", "max"), 4.0632);
	ck_assert_ptr_null(
	    catalog_vcpu(job.catalog, "aws", "Pentium", "max"));
	near(catalog_dram(job.catalog, "green-algorithms"), 0.3725);
	near(catalog_dram(job.catalog, "codecarbon-2"), 0.375);
	near(catalog_dram(job.catalog, "codecarbon-3/dimm-x86"), 5);
	ck_assert_str_eq(
	    catalog_dram(job.catalog, "codecarbon-3/dimm-x86")->per, "DIMM");
	close_job(&job);
}
END_TEST

START_TEST(test_hardware)
{
	const struct factor *factor;
	struct job job;

	job = job_new();
	factor = catalog_embodied(job.catalog, "NVIDIA A100-SXM4-80GB");
	near(factor, 150e3);
	ck_assert_double_eq(factor->low, 127.6e3);
	ck_assert_double_eq(factor->high, 318e3);
	ck_assert_double_eq(catalog_embodied_lifetime(job.catalog, "A100"),
	    6 * 8760.0);
	near(catalog_embodied(job.catalog, "H100"), 164e3);
	near(catalog_embodied(job.catalog, "tpu-v4"), 693e3);
	factor = catalog_embodied(job.catalog, "T4");
	near(factor, 150e3);
	ck_assert_double_eq(factor->high, 575e3);
	near(catalog_embodied(job.catalog, "server"), 2500e3);
	ck_assert_ptr_null(catalog_embodied(job.catalog, "toaster"));
	ck_assert(isnan(catalog_embodied_lifetime(job.catalog, "toaster")));
	near(catalog_power(job.catalog, "V100"), 325);
	near(catalog_power(job.catalog, "Tesla V100-SXM2-16GB"), 325);
	near(catalog_power(job.catalog, "TPUv3"), 283);
	near(catalog_power(job.catalog, "A100"), 280);
	ck_assert_ptr_null(catalog_power(job.catalog, "toaster"));
	close_job(&job);
}
END_TEST

START_TEST(test_prices)
{
	const struct factor *factor;
	struct job job;

	job = job_new();
	near(catalog_price_list(job.catalog, NULL, "V100", "on-demand", 2020),
	    2.48);
	near(catalog_price_list(job.catalog, NULL, "V100", "spot", 2020),
	    0.74);
	factor = catalog_price_list(job.catalog, "aws", "H100", "on-demand",
	    0);
	near(factor, 6.88);
	ck_assert_int_eq(factor->year, 2026);
	ck_assert_str_eq(factor->per, "board");
	ck_assert_ptr_null(catalog_price_list(job.catalog, "aws", "H100",
	    "on-demand", 2020));
	/* US EIA: 8.13 cents for industry in 2024 */
	factor = catalog_electricity(job.catalog, "USA", 0);
	near(factor, 0.0813);
	ck_assert_int_eq(factor->year, 2024);
	ck_assert_int_eq(
	    catalog_electricity(job.catalog, "us", 2019)->year, 2019);
	ck_assert_str_eq(
	    catalog_electricity(job.catalog, "US-CA", 2024)->id, "US-CA/2024");
	near(catalog_electricity(job.catalog, "Germany", 0), 0.1552);
	near(catalog_electricity(job.catalog, "aws/us-east-1", 2024), 0.0813);
	/* only unconfirmed: never a silent default */
	ck_assert_ptr_null(catalog_electricity(job.catalog, "CHN", 0));
	ck_assert_ptr_nonnull(
	    catalog_factor(job.catalog, "electricity", "CHN/2025"));
	ck_assert(catalog_factor(job.catalog, "electricity", "CHN/2025")
		      ->unconfirmed);
	close_job(&job);
}
END_TEST

/* IPCC: AR4 25 and 298, AR5 28 and 265, AR6 27.9 and 273; AR5 Annex III. */
START_TEST(test_sets)
{
	struct job job;

	job = job_new();
	near(catalog_gwp(job.catalog, "AR4", "CH4"), 25);
	near(catalog_gwp(job.catalog, "AR5", "CH4"), 28);
	near(catalog_gwp(job.catalog, "ar5", "n2o"), 265);
	near(catalog_gwp(job.catalog, "AR6", "CH4"), 27.9);
	near(catalog_fuel(job.catalog, "ipcc-ar5-2014", "coal"), 820);
	ck_assert_double_eq(
	    catalog_fuel(job.catalog, "ipcc-ar5-2014", "coal")->high, 910);
	ck_assert(catalog_fuel(job.catalog, "ipcc-ar5-2014", "solar-csp")
		      ->unconfirmed);
	near(catalog_equivalent(job.catalog, "car-lifetime"),
	    126000 * POUND_G);
	near(catalog_equivalent(job.catalog, "car lifetime"),
	    126000 * POUND_G);
	near(catalog_equivalent(job.catalog, "epa-tree-seedling"), 60e3);
	ck_assert_ptr_null(catalog_equivalent(job.catalog, "toaster"));
	near(catalog_fleet_pue(job.catalog, "gcp", 2021), 1.1);
	near(catalog_fleet_pue(job.catalog, "aws", 0), 1.14);
	ck_assert_ptr_null(catalog_fleet_pue(job.catalog, "nobody", 0));
	close_job(&job);
}
END_TEST

/* Strubell et al. 2019, Table 3; Patterson et al. 2021, Table 4; Luccioni et al. 2022. */
START_TEST(test_published)
{
	const struct published *result;
	struct job job;
	size_t n = 0;

	job = job_new();
	result = catalog_published(job.catalog,
	    "transformer-big/strubell-2019", 0);
	ck_assert_ptr_nonnull(result);
	near(&result->quantity[PUBLISHED_ENERGY], 201);
	near(&result->quantity[PUBLISHED_CO2E], 192 * POUND_G);
	near(&result->quantity[PUBLISHED_POWER], 1515.43);
	near(&result->quantity[PUBLISHED_HOURS], 84);
	near(&result->quantity[PUBLISHED_PUE], 1.58);
	near(&result->quantity[PUBLISHED_INTENSITY], 0.954 * POUND_G);
	ck_assert_double_eq(result->quantity[PUBLISHED_COST].low, 289);
	ck_assert_double_eq(result->quantity[PUBLISHED_COST].high, 981);
	ck_assert_double_eq(result->count, 8);
	ck_assert_str_eq(result->power_of, "machine");
	ck_assert_str_eq(result->source, "strubell2019");
	result = catalog_published(job.catalog, "gpt-3", 0);
	near(&result->quantity[PUBLISHED_ENERGY], 1287e3);
	near(&result->quantity[PUBLISHED_CO2E], 552.1e6);
	result = catalog_published(job.catalog, "BLOOM 176B", 0);
	near(&result->quantity[PUBLISHED_ENERGY], 433196);
	near(&result->quantity[PUBLISHED_CO2E], 24.69e6);
	/* no emissions are known for GPT-2 */
	result = catalog_published(job.catalog, "gpt-2", 0);
	ck_assert(isnan(result->quantity[PUBLISHED_CO2E].value));
	ck_assert_double_eq(result->quantity[PUBLISHED_COST].low, 12902);
	ck_assert(catalog_published(job.catalog, "palm-540b", 0)
		      ->quantity[PUBLISHED_CO2E].unconfirmed);
	while (catalog_published(job.catalog, NULL, n) != NULL)
		n++;
	ck_assert_uint_eq(n, 53);
	ck_assert_ptr_nonnull(catalog_published(job.catalog, "llama-*", 3));
	ck_assert_ptr_null(catalog_published(job.catalog, "llama-*", 4));
	ck_assert_ptr_null(catalog_published(job.catalog, "nothing", 0));
	close_job(&job);
}
END_TEST

/* What is offered for a name that means several, or none. */
static const struct {
	const char *table, *name, *part;
} near_misses[] = {
	{ "place", "useast1", "aws/us-east-1 (US East (N. Virginia)) or gcp/us-east1 (" },
	{ "place", "us-est-1", "aws/us-east-1" },
	{ "place", "Germny", "DEU" },
	{ "place", "US-RFCEE", "US-RFCE" },
	{ "region", "us-centrall1", "gcp/us-central1" },
	{ "cpu", "Intel(R) Xeon(R) CPU @ 2.00GHz", "xeon-" },
	{ "cpu", "AMD EPYC 7B12", "epyc-" },
	{ "cpu", "Xeon Gold 6149", "xeon-gold-614" },
	{ "equivalent", "car-lifetme", "car-lifetime" },
};

START_TEST(test_near_misses)
{
	const char *text;
	struct job job;

	job = job_new();
	text = catalog_suggest(job.catalog, near_misses[_i].table,
	    near_misses[_i].name, job.arena);
	ck_assert_msg(strstr(text, near_misses[_i].part) != NULL,
	    "%s: \"%s\"", near_misses[_i].name, text);
	close_job(&job);
}
END_TEST

/* What a name could mean too that a look-up takes by choice. */
START_TEST(test_others)
{
	struct job job;

	job = job_new();
	ck_assert_str_eq(catalog_others(job.catalog, "device", "8xA100",
			     job.arena),
	    "a100-pcie-40, a100-pcie-80 or a100-sxm-40");
	ck_assert_str_eq(catalog_others(job.catalog, "device",
			     "NVIDIA A100-SXM4-80GB", job.arena), "");
	/* a row of its own is for the form that is not stated */
	ck_assert_str_eq(catalog_others(job.catalog, "device", "V100",
			     job.arena), "");
	ck_assert_str_eq(catalog_others(job.catalog, "device", "RTX 3090",
			     job.arena), "");
	ck_assert_str_eq(catalog_others(job.catalog, "place", "Georgia",
			     job.arena), "US-GA");
	ck_assert_str_eq(catalog_others(job.catalog, "place", "Germany",
			     job.arena), "");
	ck_assert_str_eq(catalog_others(job.catalog, "place", "nowhere",
			     job.arena), "");
	close_job(&job);
}
END_TEST

static void
add_loop(Suite *suite, const char *name, const TTest *test, size_t n)
{
	TCase *tcase = tcase_create(name);

	tcase_add_loop_test(tcase, test, 0, (int)n);
	suite_add_tcase(suite, tcase);
}

int
main(void)
{
	Suite *suite = suite_create("catalog_lookups");

	add_loop(suite, "test_place_names", test_place_names,
	    sizeof places / sizeof places[0]);
	add_loop(suite, "test_processors", test_processors,
	    sizeof processors / sizeof processors[0]);
	add_loop(suite, "test_near_misses", test_near_misses,
	    sizeof near_misses / sizeof near_misses[0]);
	tests_add(suite, test_region);
	tests_add(suite, test_years);
	tests_add(suite, test_data_sets);
	tests_add(suite, test_mixes);
	tests_add(suite, test_cores);
	tests_add(suite, test_hardware);
	tests_add(suite, test_prices);
	tests_add(suite, test_sets);
	tests_add(suite, test_published);
	tests_add(suite, test_others);
	return tests_run(suite);
}
