/*
 * Look-ups of processors and the rest of the hardware, of prices, sets and
 * published results, and what is offered for a name that is none. Values are
 * those of the sources that rows name.
 */
#include <math.h>
#include <string.h>

#include "catalog/machine.h"
#include "catalog/place.h"
#include "catalog/published.h"
#include "catalog_job.h"

static const double POUND_G = 453.59237;

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
		assert_value(cpu->tdp, processors[_i].tdp_w);
		ck_assert_int_eq(cpu->cores, processors[_i].cores);
	}
	job_close(&job);
}
END_TEST

/* Watts of a core as Green Algorithms prints them. */
START_TEST(test_cores)
{
	struct job job;

	job = job_new();
	assert_value(catalog_cpu_core(job.catalog, "any"), 12);
	assert_value(catalog_cpu_core(job.catalog, "AMD EPYC 7763"), 4.4);
	assert_value(catalog_cpu_core(job.catalog, "Xeon Gold 6148"), 7.5);
	ck_assert_ptr_null(catalog_cpu_core(job.catalog, "Xeon Gold 6150"));
	assert_value(catalog_vcpu(job.catalog, "aws", "Cascade Lake", "min"),
	    0.6903);
	assert_value(catalog_vcpu(job.catalog, "aws", "Cascade Lake", "max"),
	    4.0632);
	ck_assert_ptr_null(
	    catalog_vcpu(job.catalog, "aws", "Pentium", "max"));
	assert_value(catalog_dram(job.catalog, "green-algorithms"), 0.3725);
	assert_value(catalog_dram(job.catalog, "codecarbon-2"), 0.375);
	assert_value(catalog_dram(job.catalog, "codecarbon-3/dimm-x86"), 5);
	ck_assert_str_eq(
	    catalog_dram(job.catalog, "codecarbon-3/dimm-x86")->per, "DIMM");
	job_close(&job);
}
END_TEST

START_TEST(test_hardware)
{
	const struct factor *factor;
	struct job job;

	job = job_new();
	factor = catalog_embodied(job.catalog, "NVIDIA A100-SXM4-80GB");
	assert_value(factor, 150e3);
	ck_assert_double_eq(factor->low, 127.6e3);
	ck_assert_double_eq(factor->high, 318e3);
	ck_assert_double_eq(catalog_embodied_lifetime(job.catalog, "A100"),
	    6 * 8760.0);
	assert_value(catalog_embodied(job.catalog, "H100"), 164e3);
	assert_value(catalog_embodied(job.catalog, "tpu-v4"), 693e3);
	factor = catalog_embodied(job.catalog, "T4");
	assert_value(factor, 150e3);
	ck_assert_double_eq(factor->high, 575e3);
	assert_value(catalog_embodied(job.catalog, "server"), 2500e3);
	ck_assert_ptr_null(catalog_embodied(job.catalog, "toaster"));
	ck_assert(isnan(catalog_embodied_lifetime(job.catalog, "toaster")));
	assert_value(catalog_power(job.catalog, "V100"), 325);
	assert_value(catalog_power(job.catalog, "Tesla V100-SXM2-16GB"), 325);
	assert_value(catalog_power(job.catalog, "TPUv3"), 283);
	assert_value(catalog_power(job.catalog, "A100"), 280);
	ck_assert_ptr_null(catalog_power(job.catalog, "toaster"));
	job_close(&job);
}
END_TEST

START_TEST(test_prices)
{
	const struct factor *factor;
	struct job job;

	job = job_new();
	assert_value(catalog_price_list(job.catalog, NULL, "V100",
	    "on-demand", 2020), 2.48);
	assert_value(catalog_price_list(job.catalog, NULL, "V100", "spot",
	    2020), 0.74);
	factor = catalog_price_list(job.catalog, "aws", "H100", "on-demand",
	    0);
	assert_value(factor, 6.88);
	ck_assert_int_eq(factor->year, 2026);
	ck_assert_str_eq(factor->per, "board");
	ck_assert_ptr_null(catalog_price_list(job.catalog, "aws", "H100",
	    "on-demand", 2020));
	/* US EIA: 8.13 cents for industry in 2024 */
	factor = catalog_electricity(job.catalog, "USA", 0);
	assert_value(factor, 0.0813);
	ck_assert_int_eq(factor->year, 2024);
	ck_assert_int_eq(
	    catalog_electricity(job.catalog, "us", 2019)->year, 2019);
	ck_assert_str_eq(
	    catalog_electricity(job.catalog, "US-CA", 2024)->id, "US-CA/2024");
	assert_value(catalog_electricity(job.catalog, "Germany", 0), 0.1552);
	assert_value(catalog_electricity(job.catalog, "aws/us-east-1", 2024),
	    0.0813);
	/* only unconfirmed: never a silent default */
	ck_assert_ptr_null(catalog_electricity(job.catalog, "CHN", 0));
	ck_assert_ptr_nonnull(
	    catalog_factor(job.catalog, "electricity", "CHN/2025"));
	ck_assert(catalog_factor(job.catalog, "electricity", "CHN/2025")
		      ->unconfirmed);
	job_close(&job);
}
END_TEST

/* IPCC: AR4 25 and 298, AR5 28 and 265, AR6 27.9 and 273; AR5 Annex III. */
START_TEST(test_sets)
{
	struct job job;

	job = job_new();
	assert_value(catalog_gwp(job.catalog, "AR4", "CH4"), 25);
	assert_value(catalog_gwp(job.catalog, "AR5", "CH4"), 28);
	assert_value(catalog_gwp(job.catalog, "ar5", "n2o"), 265);
	assert_value(catalog_gwp(job.catalog, "AR6", "CH4"), 27.9);
	assert_value(catalog_fuel(job.catalog, "ipcc-ar5-2014", "coal"), 820);
	ck_assert_double_eq(
	    catalog_fuel(job.catalog, "ipcc-ar5-2014", "coal")->high, 910);
	ck_assert(catalog_fuel(job.catalog, "ipcc-ar5-2014", "solar-csp")
		      ->unconfirmed);
	assert_value(catalog_equivalent(job.catalog, "car-lifetime"),
	    126000 * POUND_G);
	assert_value(catalog_equivalent(job.catalog, "car lifetime"),
	    126000 * POUND_G);
	assert_value(catalog_equivalent(job.catalog, "epa-tree-seedling"),
	    60e3);
	ck_assert_ptr_null(catalog_equivalent(job.catalog, "toaster"));
	assert_value(catalog_fleet_pue(job.catalog, "gcp", 2021), 1.1);
	assert_value(catalog_fleet_pue(job.catalog, "aws", 0), 1.14);
	ck_assert_ptr_null(catalog_fleet_pue(job.catalog, "nobody", 0));
	job_close(&job);
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
	assert_value(&result->quantity[PUBLISHED_ENERGY], 201);
	assert_value(&result->quantity[PUBLISHED_CO2E], 192 * POUND_G);
	assert_value(&result->quantity[PUBLISHED_POWER], 1515.43);
	assert_value(&result->quantity[PUBLISHED_HOURS], 84);
	assert_value(&result->quantity[PUBLISHED_PUE], 1.58);
	assert_value(&result->quantity[PUBLISHED_INTENSITY], 0.954 * POUND_G);
	ck_assert_double_eq(result->quantity[PUBLISHED_COST].low, 289);
	ck_assert_double_eq(result->quantity[PUBLISHED_COST].high, 981);
	ck_assert_double_eq(result->count, 8);
	ck_assert_str_eq(result->power_of, "machine");
	ck_assert_str_eq(result->source, "strubell2019");
	result = catalog_published(job.catalog, "gpt-3", 0);
	assert_value(&result->quantity[PUBLISHED_ENERGY], 1287e3);
	assert_value(&result->quantity[PUBLISHED_CO2E], 552.1e6);
	result = catalog_published(job.catalog, "BLOOM 176B", 0);
	assert_value(&result->quantity[PUBLISHED_ENERGY], 433196);
	assert_value(&result->quantity[PUBLISHED_CO2E], 24.69e6);
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
	job_close(&job);
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
	job_close(&job);
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
	job_close(&job);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("catalog_lookups");

	tests_add_loop(suite, test_processors,
	    sizeof processors / sizeof processors[0]);
	tests_add_loop(suite, test_near_misses,
	    sizeof near_misses / sizeof near_misses[0]);
	tests_add(suite, test_cores);
	tests_add(suite, test_hardware);
	tests_add(suite, test_prices);
	tests_add(suite, test_sets);
	tests_add(suite, test_published);
	tests_add(suite, test_others);
	return tests_run(suite);
}
