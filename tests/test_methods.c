/*
 * Methods as rows: each peer's own worked examples, one scenario under all
 * of them, and what a method's rules do where something is not known.
 * Expected values are the peers' (their papers, tests and pages), not ours.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "account/account.h"
#include "base/arena.h"
#include "base/num.h"
#include "catalog/catalog.h"
#include "study/study.h"
#include "study_fixture.h"
#include "tests.h"

enum wanted { ENERGY_KWH, CO2E_KG, COST_LOW, COST_HIGH };

struct example {
	const char *method, *body;
	enum wanted quantity;
	double expected, tolerance; /* relative */
};

#define RUN(attributes, inside) \
	"<model id='m' name='M'><run " attributes ">" inside "</run></model>"
#define TOTAL(device, count, time, power)         \
	RUN("time='" time "'",                    \
	    "<hardware device='" device "' count='" count \
	    "' total-power='" power "'/>")
#define EACH(device, count, time, power, place)   \
	place RUN("time='" time "'",              \
	    "<hardware device='" device "' count='" count \
	    "' power='" power "'/>")
#define CPU_RUN(time, more, place, hardware) \
	place RUN("time='" time "' " more, "<hardware " hardware "/>")
#define ENERGY(kwh, place) place RUN("time='1 h' it-energy='" kwh " kWh'", "")

#define US "<place pue='1.59' intensity='0.429 kg/kWh'/>"
#define GA_4 "cores='4' memory='16 GB'"
#define GA_6 "cpu='Core i7-8700K' cores='6' memory='67.4 GB'"

static const struct example examples[] = {
	/* Strubell et al. 2019, Table 3 */
	{ "strubell-2019", TOTAL("p100", "8", "12 h", "1415.78 W"),
	    ENERGY_KWH, 27, 0.006 },
	{ "strubell-2019", TOTAL("p100", "8", "12 h", "1415.78 W"),
	    CO2E_KG, 26 * 0.45359237, 0.016 },
	{ "strubell-2019", TOTAL("p100", "8", "84 h", "1515.43 W"),
	    CO2E_KG, 192 * 0.45359237, 0.016 },
	{ "strubell-2019", TOTAL("p100", "3", "336 h", "517.66 W"),
	    ENERGY_KWH, 275, 0.006 },
	{ "strubell-2019", TOTAL("v100", "64", "79 h", "12041.51 W"),
	    ENERGY_KWH, 1507, 0.006 },
	{ "strubell-2019", TOTAL("v100", "64", "79 h", "12041.51 W"),
	    CO2E_KG, 1438 * 0.45359237, 0.016 },
	{ "strubell-2019", TOTAL("p100", "8", "274120 h", "1515.43 W"),
	    CO2E_KG, 626155 * 0.45359237, 1e-6 },
	{ "strubell-2019", TOTAL("p100", "8", "84 h", "1515.43 W"), COST_LOW,
	    289, 0.005 },
	{ "strubell-2019", TOTAL("v100", "64", "79.2 h", "1 W"), COST_LOW,
	    3751, 0.005 },
	{ "strubell-2019", TOTAL("v100", "64", "79.2 h", "1 W"), COST_HIGH,
	    12571, 0.005 },
	{ "strubell-2019", TOTAL("tpu-v3", "32", "168 h", "1 W"), COST_HIGH,
	    43008, 1e-9 },
	{ "strubell-2019", TOTAL("tpu-v2", "1", "32633 h", "1 W"), COST_HIGH,
	    146848, 1e-5 },
	/* Patterson et al. 2021, Tables 1 and 4; Thoppilan et al. 2022 */
	{ "patterson-2021", EACH("p100", "8", "3.5 d", "296 W", US),
	    ENERGY_KWH, 316, 0.01 },
	{ "patterson-2021", EACH("tpu-v3", "512", "20 d", "310 W",
				"<place pue='1.12' intensity='0.545 kg/kWh'/>"),
	    ENERGY_KWH, 85700, 0.02 },
	{ "patterson-2021", EACH("tpu-v3", "512", "20 d", "310 W",
				"<place pue='1.12' intensity='0.545 kg/kWh'/>"),
	    CO2E_KG, 46700, 0.03 },
	{ "patterson-2021", EACH("tpu-v3", "1024", "30 d", "289 W",
				"<place pue='1.09' intensity='0.415 kg/kWh'/>"),
	    CO2E_KG, 96400, 0.03 },
	{ "patterson-2021", EACH("tpu-v3", "1024", "3.1 d", "288 W",
				"<place pue='1.09' intensity='0.201 kg/kWh'/>"),
	    ENERGY_KWH, 24100, 0.02 },
	{ "patterson-2021", EACH("tpu-v3", "1024", "27 d", "245 W",
				"<place pue='1.1' intensity='0.403 kg/kWh'/>"),
	    CO2E_KG, 72200, 0.03 },
	{ "patterson-2021", EACH("v100", "10000", "14.8 d", "330 W",
				"<place pue='1.1' intensity='0.429 kg/kWh'/>"),
	    CO2E_KG, 552100, 0.03 },
	{ "patterson-2021", EACH("tpu-v2", "200", "6.8 d", "208 W",
				"<place pue='1.1' intensity='0.431 kg/kWh'/>"),
	    ENERGY_KWH, 7500, 0.02 },
	{ "patterson-2021", EACH("tpu-v3", "1024", "57.7 d", "289 W",
				"<place pue='1.1' intensity='0.056 kg/kWh'/>"),
	    ENERGY_KWH, 451000, 0.01 },
	/* without a place's own: the US averages of Table 1 */
	{ "patterson-2021", EACH("p100", "8", "3.5 d", "296 W",
				"<place grid='USA'/>"),
	    CO2E_KG, 135.7, 0.001 },
	/* greenAlgoR's tests: 12 W a core, PUE 1.67, World 475 */
	{ "green-algorithms-2021", CPU_RUN("2 h", "", "<place grid='WORLD'/>",
				       GA_4),
	    ENERGY_KWH, 0.1802264, 1e-6 },
	{ "green-algorithms-2021", CPU_RUN("2 h", "", "<place grid='WORLD'/>",
				       GA_4),
	    CO2E_KG, 0.08560754, 1e-6 },
	{ "green-algorithms-2021", CPU_RUN("12 h", "",
	    "<place pue='1' intensity='51.28 g/kWh'/>", GA_6),
	    CO2E_KG, 0.073776, 0.001 },
	{ "green-algorithms-2021", CPU_RUN("12 h", "repeat='22'",
	    "<place intensity='51.28 g/kWh'/>", GA_6),
	    CO2E_KG, 2.710544, 0.001 },
	{ "green-algorithms-3.0", CPU_RUN("12 h", "",
	    "<place grid='FRA' pue='1'/>", GA_6),
	    CO2E_KG, 0.073776, 0.001 },
	/* ML CO2 Impact: three roundings */
	{ "mlco2-2019", EACH("v100-sxm2", "1", "1.7 h", "1 W",
			    "<place region='gcp/us-central1'/>"),
	    CO2E_KG, 0.29, 1e-9 },
	{ "mlco2-2019", EACH("v100-sxm2", "1", "100 h", "1 W",
			    "<place region='gcp/us-central1'/>"),
	    CO2E_KG, 17.1, 1e-9 },
	{ "mlco2-2019", EACH("a100-pcie-80", "1", "100 h", "1 W", ""),
	    CO2E_KG, 10.8, 1e-9 },
	{ "mlco2-2019", EACH("v100-pcie", "1", "1500 h", "1 W", ""),
	    CO2E_KG, 194.4, 1e-9 },
	/* CodeCarbon's tests */
	{ "codecarbon-3", ENERGY("1.5", "<place grid='WORLD'/>"), CO2E_KG,
	    0.7125, 0.001 },
	{ "codecarbon-3", ENERGY("0.6", "<place intensity='475 g/kWh'/>"),
	    CO2E_KG, 0.285, 0.001 },
	{ "codecarbon-3", ENERGY("1", "<place grid='France'/>"), CO2E_KG,
	    0.05604, 0.001 },
	{ "codecarbon-2", ENERGY("0.3", "<place grid='USA'/>"), CO2E_KG,
	    0.1108, 0.001 },
	{ "codecarbon-3", ENERGY("1", "<place grid='SE-SE2'/>"), CO2E_KG,
	    0.018, 0.001 },
	{ "codecarbon-3", ENERGY("2", "<place intensity='50 g/kWh'/>"),
	    CO2E_KG, 0.1, 0.001 },
	{ "codecarbon-3", ENERGY("0.3", "<place grid='US-IL'/>"), CO2E_KG,
	    0.1104, 0.001 },
	/* Carbontracker's sample log, whose energy has the PUE in it */
	{ "carbontracker", "<place intensity='102.01 g/kWh'/>"
	    RUN("time='1 h' energy='0.003504 kWh'", ""), CO2E_KG,
	    0.000357451, 0.001 },
	/* Luccioni et al. 2022: TDP x GPU-hours, no PUE */
	{ "wattleaf", "<place pue='1' intensity='57 g/kWh'/>"
	    RUN("device-hours='1082990 h'",
		"<hardware device='a100-sxm4-80gb' power='400 W'/>"),
	    CO2E_KG, 24690, 0.001 },
};

static double
value_of(const struct account_line *line, enum wanted quantity)
{
	switch (quantity) {
	case ENERGY_KWH:
		return line->energy->value;
	case CO2E_KG:
		return line->co2e->value / 1000;
	case COST_LOW:
		return line->cost->low;
	case COST_HIGH:
		return line->cost->high;
	}
	return (double)NAN;
}

START_TEST(peers_examples)
{
	const struct example *example = &examples[_i];
	struct fixture f = fixture_open(example->method, example->body);
	double value;

	ck_assert_msg(f.account != NULL, "%s: %s", example->method,
	    f.diags.count == 0 ? "" : f.diags.items[0].text);
	value = value_of(&f.account->total, example->quantity);
	ck_assert_msg(fabs(value / example->expected - 1) <=
		example->tolerance,
	    "%s %s: %.9g instead of %.9g", example->method, example->body,
	    value, example->expected);
	fixture_close(&f);
}
END_TEST

/* 8 V100 at 250 W, two Xeon Gold 6148 at 180 W, 256 GB at 40 W, 24 h, US. */
static const char scenario[] =
    "<place grid='USA'/>" RUN("time='24 h'",
	"<hardware device='v100-sxm2' count='8' power='250 W' "
	"cpu='Xeon Gold 6148' cpus='2' cpu-power='180 W' "
	"memory='256 GB' memory-power='40 W'/>");

/* Worked out by hand from each tool's code: factors of the scenario in data/scenario_all_methods.csv. */
static const struct {
	const char *method;
	double energy_kwh, co2e_kg;
} by_method[] = {
	{ "strubell-2019", 84.1824, 36.428 },
	{ "patterson-2021", 84.7152, 36.3428 },
	{ "green-algorithms-2021", 112.038, 53.3189 },
	{ "green-algorithms-3.0", 104.6583, 44.3688 },
	{ "mlco2-2019", 57.6, 24.88 },
	{ "codecarbon-3", 53.232, 19.6678 },
	{ "codecarbon-2", 54.624, 20.1821 },
	{ "carbontracker", 82.6656, 31.7063 },
	{ "experiment-impact-tracker", 82.6656, 26.8663 },
	{ "eco2ai", 54.624, 20.1874 },
};

START_TEST(one_scenario)
{
	struct fixture f = fixture_open(by_method[_i].method, scenario);
	const struct account_line *total = &f.account->total;

	ck_assert_msg(fabs(total->energy->value / by_method[_i].energy_kwh -
			  1) < 1e-5,
	    "%s: %.9g kWh", by_method[_i].method, total->energy->value);
	ck_assert_msg(fabs(total->co2e->value / 1000 /
			  by_method[_i].co2e_kg - 1) < 1e-5,
	    "%s: %.9g kg", by_method[_i].method, total->co2e->value / 1000);
	ck_assert(!total->co2e->at_least);
	fixture_close(&f);
}
END_TEST

static const struct account *
compared(struct fixture *f, const char *list)
{
	const struct account_options options = { .method = list };

	return account_study_compared(f->study, f->catalog, &options,
	    f->arena, &f->diags);
}

/* 53.3 kg over 19.7 kg: the spread from the method alone. */
START_TEST(spread_is_a_factor)
{
	struct fixture f = fixture_open("codecarbon-3", scenario);
	const struct account *account = compared(&f, "all");
	double most = 0;
	size_t i;

	ck_assert_ptr_nonnull(account);
	ck_assert_ptr_nonnull(account->methods);
	ck_assert_uint_eq(account->methods->count, 11);
	ck_assert(account->methods->all_compared);
	ck_assert_str_eq(account->methods->items[0].account->method,
	    "codecarbon-3");
	for (i = 0; i < account->methods->count; i++)
		most = fmax(most, account->methods->items[i].ratio->value);
	ck_assert_double_eq_tol(most, 53.3189 / 19.6678, 1e-4);
	ck_assert_double_eq_tol(account->methods->items[0].pue->value, 1,
	    1e-12);
	fixture_close(&f);
}
END_TEST

/* Strubell et al. leave a TPU open, Green Algorithms takes its TDP: only the P100 is compared. */
START_TEST(same_models_are_compared)
{
	struct fixture f = fixture_open("wattleaf",
	    "<place grid='USA'/>"
	    "<model id='a' name='A'><run time='10 h'>"
	    "<hardware device='p100' count='1' power='300 W'/></run></model>"
	    "<model id='b' name='B'><run time='10 h'>"
	    "<hardware device='tpu-v2' count='1'/></run></model>");
	const struct account *account =
	    compared(&f, "strubell-2019, green-algorithms-2021");
	const struct account_methods *methods;

	ck_assert_ptr_nonnull(account);
	methods = account->methods;
	ck_assert_uint_eq(methods->count, 2);
	ck_assert(!methods->all_compared);
	ck_assert(methods->compared[0] && !methods->compared[1]);
	/* 3 kWh x 1.58 and 3 kWh x 1.67 */
	ck_assert_double_eq_tol(methods->items[0].energy->value, 4.74, 1e-9);
	ck_assert_double_eq_tol(methods->items[1].energy->value, 5.01, 1e-9);
	fixture_close(&f);
}
END_TEST

START_TEST(an_unknown_method_is_named)
{
	struct fixture f = fixture_open("wattleaf", scenario);
	struct fixture g = fixture_open("green-algorithm", scenario);
	size_t n = f.diags.count;

	ck_assert_ptr_null(compared(&f, "strubell-2019,codecarbon-4"));
	ck_assert_uint_eq(fixture_said(&f, DIAG_UNKNOWN_METHOD), 1);
	ck_assert_int_eq(diags_status(&f.diags, n), 4);
	ck_assert_ptr_nonnull(strstr(f.diags.items[f.diags.count - 1].text,
	    "codecarbon-3"));
	ck_assert_ptr_null(g.account);
	ck_assert_ptr_nonnull(strstr(g.diags.items[0].text,
	    "green-algorithms-2021"));
	fixture_close(&f);
	fixture_close(&g);
}
END_TEST

/* experiment-impact-tracker's own test of OVERRIDE_PUE: a ratio of 1.11 / 1.58. */
START_TEST(pue_is_overridden_or_not)
{
	struct fixture eit = fixture_open("experiment-impact-tracker",
	    ENERGY("1", "<place grid='USA' pue='1.11'/>"));
	struct fixture tracker = fixture_open("carbontracker",
	    ENERGY("1", "<place grid='USA' pue='1.11'/>"));
	struct fixture impact = fixture_open("mlco2-2019",
	    EACH("v100-sxm2", "1", "10 h", "1 W", "<place pue='1.5'/>"));

	ck_assert_double_eq_tol(eit.account->total.energy->value / 1.58,
	    0.7025316455696203, 1e-12);
	ck_assert_double_eq_tol(tracker.account->total.energy->value, 1.58,
	    1e-12);
	ck_assert_double_eq_tol(impact.account->total.energy->value, 3, 1e-12);
	fixture_close(&eit);
	fixture_close(&tracker);
	fixture_close(&impact);
}
END_TEST

/* METHOD takes the equipment of BODY to use so much. */
static void
assert_it_energy(const char *method, const char *body, double expected_kwh)
{
	struct fixture f = fixture_open(method, body);

	ck_assert_ptr_nonnull(f.account);
	ck_assert_double_eq_tol(f.account->total.it_energy->value,
	    expected_kwh, 1e-9);
	fixture_close(&f);
}

/* CodeCarbon 3's rule for DIMMs, by its code: 128 GB are 8 modules, 38 W. */
static const struct {
	const char *memory;
	double watts;
} modules[] = {
	{ "2 GB", 10 }, { "16 GB", 10 }, { "64 GB", 20 }, { "128 GB", 38 },
	{ "256 GB", 38 }, { "512 GB", 38 },
	/* 128 GB modules: 8, then 16 (4 + 4 x 0.9 + 8 x 0.8 = 14), at most 32 */
	{ "1024 GB", 38 }, { "2048 GB", 70 }, { "8192 GB", 126 },
};

START_TEST(memory_modules)
{
	char body[512];

	snprintf(body, sizeof body, "<place grid='USA'/>"
	    RUN("time='1000 h'",
		"<hardware cpu='Xeon Gold 6148' cpus='2' cpu-power='100 W' memory='%s'/>"),
	    modules[_i].memory);
	assert_it_energy("codecarbon-3", body, 100 + modules[_i].watts);
}
END_TEST

#define KILOHOUR(hardware) \
	CPU_RUN("1000 h", "", "<place grid='USA'/>", hardware)

/* CodeCarbon: TDP x (0.1 + 0.9 load^3) with a load, half the TDP without; 85 W for an unknown processor. */
START_TEST(processors_without_a_meter)
{
	assert_it_energy("codecarbon-2", KILOHOUR("cpu='Xeon Gold 6148' "
	    "cpus='2' cpu-utilisation='0.5' memory='16 GB'"),
	    300 * (0.1 + 0.9 * 0.125) + 6);
	assert_it_energy("codecarbon-2",
	    KILOHOUR("cpu='Xeon Gold 6148' cpus='2' memory='16 GB'"), 156);
	assert_it_energy("codecarbon-2",
	    KILOHOUR("cpu='Imaginary 9000' memory='16 GB'"), 91);
	assert_it_energy("eco2ai", KILOHOUR("cpu='Xeon Gold 6148' cpus='2' "
	    "cpu-utilisation='0.6' memory='256 GB'"), 276);
}
END_TEST

/* Carbontracker's simulation takes half the TDP; Strubell et al. leave it open. */
START_TEST(use_of_the_tdp)
{
	static const char body[] = "<place grid='USA'/>" RUN("time='10 h'",
	    "<hardware device='v100-sxm2' count='8'/>");
	struct fixture open = fixture_open("codecarbon-3", body);

	assert_it_energy("carbontracker", body, 12);
	ck_assert(!open.account->total.it_energy->known);
	fixture_close(&open);
}
END_TEST

/* A part of the host that is not known makes an energy "at least". */
START_TEST(a_missing_part_is_at_least)
{
	struct fixture f = fixture_open("codecarbon-3",
	    "<place grid='USA'/>" RUN("time='10 h'",
		"<hardware device='v100-sxm2' count='1' power='200 W' cpu-power='100 W'/>"));

	ck_assert_double_eq_tol(f.account->total.it_energy->value, 3, 1e-9);
	ck_assert(f.account->total.it_energy->at_least);
	fixture_close(&f);
}
END_TEST

/* JavaScript's toFixed(2), by the exact binary values. */
START_TEST(rounding_as_toFixed)
{
	ck_assert_double_eq(num_fixed(0.125, 2), 0.13);
	ck_assert_double_eq(num_fixed(-0.125, 2), -0.13);
	ck_assert_double_eq(num_fixed(0.375, 2), 0.38);
	ck_assert_double_eq(num_fixed(1.005, 2), 1.00);
	ck_assert_double_eq(num_fixed(2.675, 2), 2.67);
	ck_assert_double_eq(num_fixed(0.565, 2), 0.56);
	ck_assert_double_eq(num_fixed(8.345, 2), 8.35);
	ck_assert_double_eq(num_fixed(2.5, 0), 3);
	ck_assert(isnan(num_fixed((double)NAN, 2)));
}
END_TEST

/* A method of one's own is rows, too; a word that is no rule is named. */
START_TEST(a_method_of_ones_own)
{
	struct fixture f = fixture_open("wattleaf", scenario);
	const struct account *account;
	struct account_options options = { .method = "ours" };
	char path[64], folder[TESTS_PATH];
	struct catalog *catalog;
	FILE *file;

	snprintf(path, sizeof path, "own-%ld.csv", (long)getpid());
	file = fopen(path, "w");
	ck_assert_ptr_nonnull(file);
	fputs("table,id,name,value,low,high,unit,year,boundary,source,mark,note\n"
	      "method,ours/title,title,Ours,,,text,2026,,wattleaf,,\n"
	      "method,ours/evidence,evidence,power,,,text,2026,,wattleaf,,\n"
	      "method,ours/pue_from,pue,default,,,text,2026,,wattleaf,,\n"
	      "method,ours/pue,pue,2,,,ratio,2026,ours,wattleaf,,\n"
	      "method,ours/intensity_from,i,default,,,text,2026,,wattleaf,,\n"
	      "method,ours/intensity,i,100,,,g/kWh,2026,ours,wattleaf,,\n"
	      "method,bad/title,title,Bad,,,text,2026,,wattleaf,,\n"
	      "method,bad/evidence,evidence,power|guess,,,text,2026,,wattleaf,,\n"
	      "method,bad/pue_from,pue,stated|magic,,,text,2026,,wattleaf,,\n",
	    file);
	ck_assert_int_eq(fclose(file), 0);
	catalog = catalog_open(tests_path(folder, "WATTLEAF_DATADIR",
				   "catalog"), f.arena, &f.diags);
	ck_assert(catalog_add(catalog, path));
	unlink(path);
	account = account_study_as(f.study, catalog, &options, f.arena,
	    &f.diags);
	ck_assert_ptr_nonnull(account);
	ck_assert_double_eq_tol(account->total.energy->value, 96, 1e-9);
	ck_assert_double_eq_tol(account->total.co2e->value, 9600, 1e-9);
	options.method = "bad";
	ck_assert_ptr_null(account_study_as(f.study, catalog, &options,
	    f.arena, &f.diags));
	ck_assert_uint_eq(fixture_said(&f, DIAG_METHOD_RULE), 2);
	fixture_close(&f);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("methods");

	tests_add_loop(suite, peers_examples,
	    sizeof examples / sizeof examples[0]);
	tests_add_loop(suite, one_scenario,
	    sizeof by_method / sizeof by_method[0]);
	tests_add(suite, spread_is_a_factor);
	tests_add(suite, same_models_are_compared);
	tests_add(suite, an_unknown_method_is_named);
	tests_add(suite, pue_is_overridden_or_not);
	tests_add_loop(suite, memory_modules,
	    sizeof modules / sizeof modules[0]);
	tests_add(suite, processors_without_a_meter);
	tests_add(suite, use_of_the_tdp);
	tests_add(suite, a_missing_part_is_at_least);
	tests_add(suite, rounding_as_toFixed);
	tests_add(suite, a_method_of_ones_own);
	return tests_run(suite);
}
