/*
 * The catalogue: values known from their sources, look-ups by what people
 * and tools write, and near misses.
 */
#include <math.h>
#include <string.h>

#include "catalog_job.h"

static void
near(double value, double expected)
{
	ck_assert_double_eq_tol(value, expected, 1e-9 * fabs(expected));
}

static const struct factor *
factor_of(const struct job *job, const char *table, const char *id)
{
	const struct factor *factor = catalog_factor(job->catalog, table, id);

	ck_assert_msg(factor != NULL, "%s/%s is missing", table, id);
	return factor;
}

START_TEST(test_version)
{
	struct job job = job_new();

	ck_assert_str_eq(catalog_version(job.catalog), "2026.11");
	ck_assert_ptr_null(catalog_factor(job.catalog, "nothing", "USA"));
	ck_assert_ptr_null(catalog_factor(job.catalog, "grid", "XYZ"));
	ck_assert_ptr_null(catalog_row(job.catalog, "nothing", 0));
	arena_free(job.arena);
}
END_TEST

/* Ember 2024 through the countries' table; the ends are other data sets'. */
START_TEST(test_grid)
{
	static const char *const names[] = { "USA", "us", "Us", "usa",
		"United States", "united states of america", " USA " };
	struct job job = job_new();
	const struct factor *usa = factor_of(&job, "grid", "USA");
	size_t i;

	near(usa->value, 383.55);
	near(usa->low, 369.473);
	near(usa->high, 423.94);
	ck_assert_int_eq(usa->year, 2024);
	ck_assert_str_eq(usa->source, "ember2025");
	ck_assert_str_eq(usa->high_source, "lannelongue2021");
	ck_assert_str_eq(usa->boundary, "lifecycle generation");
	for (i = 0; i < sizeof names / sizeof names[0]; i++)
		ck_assert_ptr_eq(catalog_grid(job.catalog, names[i]), usa);
	near(catalog_grid(job.catalog, "World")->value, 472.94);
	near(catalog_grid(job.catalog, "de")->value, 342.06);
	near(catalog_grid(job.catalog, "Germany")->value, 342.06);
	near(catalog_grid(job.catalog, "UK")->value, 215.79);
	near(catalog_grid(job.catalog, "C\xc3\xb4te d'Ivoire")->value, 393.53);
	ck_assert_int_eq(catalog_grid(job.catalog, "AFG")->year, 2023);
	ck_assert_ptr_null(catalog_grid(job.catalog, ""));
	ck_assert_ptr_null(catalog_grid(job.catalog, "Atlantis"));
	ck_assert_ptr_null(catalog_grid(job.catalog, "CAF"));
	arena_free(job.arena);
}
END_TEST

START_TEST(test_pue)
{
	struct job job = job_new();

	near(catalog_pue(job.catalog, 2018)->value, 1.58);
	near(catalog_pue(job.catalog, 2019)->value, 1.67);
	near(catalog_pue(job.catalog, 2016)->value, 1.65);
	ck_assert_int_eq(catalog_pue(job.catalog, 2016)->year, 2014);
	near(catalog_pue(job.catalog, 0)->value, 1.54);
	near(catalog_pue(job.catalog, 2031)->value, 1.54);
	ck_assert_ptr_null(catalog_pue(job.catalog, 1999));
	arena_free(job.arena);
}
END_TEST

static void
check_price(const struct job *job, const char *device, double preemptible,
    double on_demand)
{
	const struct factor *low = catalog_price(job->catalog,
	    "strubell-2019", device, "preemptible");
	const struct factor *high = catalog_price(job->catalog,
	    "strubell-2019", device, "on-demand");

	ck_assert_ptr_nonnull(low);
	ck_assert_ptr_nonnull(high);
	near(low->value, preemptible);
	near(high->value, on_demand);
	ck_assert_str_eq(low->currency, "USD");
	ck_assert_str_eq(low->per, "board");
	ck_assert_int_eq(low->unit, UNIT_CURRENCY_PER_H);
	ck_assert_int_eq(low->year, 2019);
}

/* Strubell et al. 2019, footnotes and Table 3. */
START_TEST(test_price)
{
	struct job job = job_new();

	check_price(&job, "p100", 0.43, 1.46);
	check_price(&job, "v100", 0.74, 2.48);
	check_price(&job, "tpu-v2", 1.35, 4.50);
	check_price(&job, "tpu-v3", 2.40, 8.00);
	check_price(&job, "Tesla V100-SXM2-16GB", 0.74, 2.48);
	ck_assert_ptr_null(catalog_price(job.catalog, "strubell-2019",
	    "h100-sxm", "on-demand"));
	ck_assert_ptr_null(catalog_price(job.catalog, "nowhere", "p100",
	    "on-demand"));
	ck_assert(catalog_price(job.catalog, "coreweave-2026-09", "h100-sxm",
	    "on-demand")->unconfirmed);
	arena_free(job.arena);
}
END_TEST

START_TEST(test_method)
{
	struct job job = job_new();
	const struct factor *intensity =
	    catalog_method(job.catalog, "strubell-2019", "intensity");

	near(catalog_method(job.catalog, "strubell-2019", "pue")->value, 1.58);
	ck_assert_int_eq(intensity->unit, UNIT_LB_PER_KWH);
	near(intensity->value, 0.954 * 453.59237);
	near(catalog_method(job.catalog, "strubell-2019", "electricity")->value,
	    0.12);
	near(catalog_method(job.catalog, "strubell-2019", "digits_power")->value,
	    2);
	ck_assert_str_eq(catalog_method_text(job.catalog, "strubell-2019",
			     "mass_unit"), "lb");
	ck_assert_str_eq(catalog_method_text(job.catalog, "strubell-2019",
			     "price_dataset"), "strubell-2019");
	ck_assert_ptr_null(catalog_method(job.catalog, "wattleaf", "pue"));
	ck_assert_str_eq(catalog_method_text(job.catalog, "wattleaf",
			     "pue_from"), "stated|region|world");
	ck_assert_ptr_null(catalog_method_text(job.catalog, "strubell-2019",
	    "pue"));
	ck_assert_ptr_null(catalog_method_text(job.catalog, "nope", "title"));
	arena_free(job.arena);
}
END_TEST

/* Strubell et al. 2019, Table 1: 126,000 lb and 1,984 lb. */
START_TEST(test_equivalent)
{
	struct job job = job_new();

	near(factor_of(&job, "equivalent", "car-lifetime")->value,
	    126000 * 453.59237);
	near(factor_of(&job, "equivalent", "flight-ny-sf")->value,
	    1984 * 453.59237);
	near(factor_of(&job, "equivalent", "human-year")->value,
	    11023 * 453.59237);
	near(factor_of(&job, "equivalent", "american-year")->value,
	    36156 * 453.59237);
	arena_free(job.arena);
}
END_TEST

/* What nvidia-smi, papers and people write, and the row that is meant; NULL: none. */
static const struct {
	const char *name;
	const char *id;
} devices[] = {
	{ "v100", "v100" },
	{ "P100", "p100" },
	{ "tpu-v2", "tpu-v2" },
	{ "TPUv3", "tpu-v3" },
	{ "TPU v3-8", "tpu-v3" },
	{ "Tesla P100-PCIE-16GB", "p100-pcie" },
	{ "Tesla V100-SXM2-16GB", "v100-sxm2" },
	{ "v100-sxm2-16gb", "v100-sxm2" },
	{ "Tesla V100-SXM3-32GB", "v100" },
	{ "A100", "a100-sxm-80" },
	{ "a100-sxm4-80gb", "a100-sxm-80" },
	{ "NVIDIA A100-SXM4-80GB", "a100-sxm-80" },
	{ "NVIDIA A100-SXM4-40GB", "a100-sxm-40" },
	{ "NVIDIA A100 80GB PCIe", "a100-pcie-80" },
	{ "NVIDIA A100-PCIE-80GB", "a100-pcie-80" },
	{ "8xA100", "a100-sxm-80" },
	{ "8 x NVIDIA H100 80GB HBM3", "h100-sxm" },
	{ "P100\xc3\x97" "8", "p100" },
	{ "8\xc3\x97" "TPUv2", "tpu-v2" },
	{ "NVIDIA H100 80GB HBM3", "h100-sxm" },
	{ "NVIDIA L40S", "l40s" },
	{ "NVIDIA GeForce RTX 3090", "rtx-3090" },
	{ "rtx3090", "rtx-3090" },
	{ "NVIDIA GeForce RTX 3090 Ti", "rtx-3090-ti" },
	{ "AMD Instinct MI250X", "mi250x" },
	{ "Apple M4 Max", "apple-m4-max" },
	{ "NVIDIA RTX A1000", NULL },
	{ "NVIDIA RTX A2000", NULL },
	{ "Quadro P4000", NULL },
	{ "NVIDIA GeForce RTX 3080 Laptop GPU", NULL },
	{ "NVIDIA GeForce RTX 2080 SUPER", NULL },
	{ "NVIDIA A100-SXM4-80GB MIG 1g.10gb", NULL },
	{ "NVIDIA H200 NVL", NULL },
	{ "Apple M4 Ultra", NULL },
	{ "toaster", NULL },
	{ "8", NULL },
	{ "", NULL },
	{ "x", NULL },
	{ "---", NULL },
};

START_TEST(test_device)
{
	struct job job = job_new();
	const struct device *device =
	    catalog_device(job.catalog, devices[_i].name);

	if (devices[_i].id == NULL)
		ck_assert_msg(device == NULL, "%s is %s", devices[_i].name,
		    device == NULL ? "" : device->id);
	else
		ck_assert_msg(device != NULL &&
			strcmp(device->id, devices[_i].id) == 0,
		    "%s is %s", devices[_i].name,
		    device == NULL ? "nothing" : device->id);
	arena_free(job.arena);
}
END_TEST

START_TEST(test_device_values)
{
	struct job job = job_new();
	const struct device *v100 = catalog_device(job.catalog, "v100");
	const struct device *tpu = catalog_device(job.catalog, "tpu-v3");
	const struct device *a100 = catalog_device(job.catalog, "A100");

	near(v100->tdp.value, 300);
	near(v100->tdp.low, 250);
	near(v100->tdp.high, 300);
	ck_assert(isnan(v100->memory_gb));
	ck_assert_str_eq(v100->label, "V100");
	near(tpu->tdp.value, 450);
	near(tpu->tdp.low, 200);
	ck_assert_int_eq(tpu->chips, 4);
	ck_assert_str_eq(tpu->count_as, "chip");
	near(a100->tdp.value, 400);
	near(a100->peak_fp16, 312);
	near(a100->peak_fp32, 19.49);
	near(a100->memory_gb, 80);
	ck_assert(catalog_device(job.catalog, "mi250")->tdp.unconfirmed);
	ck_assert(!a100->tdp.unconfirmed);
	arena_free(job.arena);
}
END_TEST

START_TEST(test_suggest)
{
	static const struct {
		const char *table, *name, *part;
	} cases[] = {
		{ "device", "v1000", "v100" },
		{ "device", "NVIDIA H200 NVL", "h200-sxm" },
		{ "grid", "Germny", "DEU" },
		{ "method", "strubel-2019", "strubell-2019" },
		{ "method", "watleaf", "wattleaf" },
		{ "source", "strubell2018", "strubell2019" },
		{ "equivalent", "car-lifetme", "car-lifetime" },
	};
	struct job job = job_new();
	size_t i;

	for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const char *text = catalog_suggest(job.catalog,
		    cases[i].table, cases[i].name, job.arena);

		ck_assert_msg(strstr(text, cases[i].part) != NULL,
		    "%s: \"%s\"", cases[i].name, text);
	}
	ck_assert_str_eq(catalog_suggest(job.catalog, "method", "strubel-2019",
			     job.arena), "strubell-2019");
	ck_assert_str_eq(catalog_suggest(job.catalog, "device",
			     "a quantum computer of the future", job.arena),
	    "");
	ck_assert_str_eq(catalog_suggest(job.catalog, "nothing", "x",
			     job.arena), "");
	arena_free(job.arena);
}
END_TEST

static const struct catalog_fact *
fact_of(const struct job *job, const char *model, const char *key)
{
	size_t i, count;
	const struct catalog_fact *facts =
	    catalog_facts(job->catalog, model, &count);

	for (i = 0; i < count; i++)
		if (strcmp(facts[i].key, key) == 0)
			return &facts[i];
	return NULL;
}

START_TEST(test_facts)
{
	struct job job = job_new();
	const struct catalog_fact *fact;
	size_t count = 1;

	near(fact_of(&job, "bert-base-v100", "params")->value, 110e6);
	near(fact_of(&job, "GPT-2", "params")->value, 1542e6);
	near(fact_of(&job, "transformer-big", "params")->value, 213e6);
	near(fact_of(&job, "transformer-base", "params")->value, 65e6);
	near(fact_of(&job, "nas-p100", "co2e-corrected")->value,
	    7096 * 453.59237);
	fact = fact_of(&job, "nas-tpu", "correction");
	ck_assert_str_eq(fact->model, "nas");
	ck_assert_str_eq(fact->source, "patterson2021");
	ck_assert_ptr_nonnull(strstr(fact->text, "3.2 t"));
	ck_assert_ptr_nonnull(fact_of(&job, "nas-p100", "scope"));
	ck_assert_ptr_nonnull(fact_of(&job, "gpt-2", "energy"));
	ck_assert_ptr_nonnull(fact_of(&job, "bert-base-tpu", "price"));
	ck_assert_ptr_null(fact_of(&job, "bert-base-v100", "price"));
	ck_assert_ptr_null(catalog_facts(job.catalog, "ours", &count));
	ck_assert_uint_eq(count, 0);
	arena_free(job.arena);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("catalog");
	TCase *tcase = tcase_create("test_device");

	tests_add(suite, test_version);
	tests_add(suite, test_grid);
	tests_add(suite, test_pue);
	tests_add(suite, test_price);
	tests_add(suite, test_method);
	tests_add(suite, test_equivalent);
	tcase_add_loop_test(tcase, test_device, 0,
	    sizeof devices / sizeof devices[0]);
	suite_add_tcase(suite, tcase);
	tests_add(suite, test_device_values);
	tests_add(suite, test_suggest);
	tests_add(suite, test_facts);
	return tests_run(suite);
}
