/*
 * The story's own comparisons: energy mixes, the same runs elsewhere, what a
 * score takes. Expected values are printed in the papers named, or worked
 * out by hand from the inputs beside them.
 */
#include <math.h>
#include <string.h>

#include "account/account.h"
#include "account/elsewhere.h"
#include "account/mix.h"
#include "account/score.h"
#include "base/arena.h"
#include "base/csv.h"
#include "base/num.h"
#include "base/source.h"
#include "base/str.h"
#include "catalog/catalog.h"
#include "catalog/scenario.h"
#include "study/study.h"
#include "study_fixture.h"
#include "tests.h"

#define NEAR(a, b) ck_assert_double_eq_tol((a), (double)(b), 1e-9 * fabs((double)(b)))

#define RUN(hours) "<run time='" hours "'><hardware device='p100' count='8' total-power='1515.43 W'/></run>"

static const struct account *
asked(struct fixture *f, struct account_options options)
{
	return account_study_as(f->study, f->catalog, &options, f->arena,
	    &f->diags);
}

static const struct account_elsewhere *
elsewhere(const struct account *account, const char *id)
{
	size_t i;

	for (i = 0; i < account->elsewhere->count; i++)
		if (strcmp(account->elsewhere->items[i].id, id) == 0)
			return &account->elsewhere->items[i];
	ck_abort_msg("%s is not there", id);
	return NULL;
}

/* Strubell et al. 2019, Table 2: renewable, gas, coal, nuclear; and what they leave. */
static const struct {
	const char *id;
	double renewable, gas, coal, nuclear, rest;
} table2[] = {
	{ "CHN/strubell-2019", 22, 3, 65, 4, 6 },
	{ "DEU/strubell-2019", 40, 7, 38, 13, 2 },
	{ "USA/strubell-2019", 17, 35, 27, 19, 2 },
	{ "aws/strubell-2019", 17, 24, 30, 26, 3 },
	{ "gcp/strubell-2019", 56, 14, 15, 10, 5 },
	{ "azure/strubell-2019", 32, 23, 31, 10, 4 },
};

START_TEST(mixes_of_strubell)
{
	struct fixture f = fixture_open("strubell-2019",
	    "<place grid='USA' year='2018'/><model id='m' name='M'>" RUN("12 h") "</model>");
	const struct account *account = asked(&f,
	    (struct account_options){
		.mix = "china,germany,usa,amazon,google,microsoft" });
	size_t i;

	ck_assert_ptr_nonnull(account);
	ck_assert_uint_eq(account->mixes->count, 6);
	for (i = 0; i < 6; i++) {
		const struct account_mix *mix = &account->mixes->items[i];

		ck_assert_str_eq(mix->factor->id, table2[i].id);
		NEAR(mix->share[MIX_RENEWABLE]->value,
		    table2[i].renewable / 100);
		NEAR(mix->share[MIX_GAS]->value, table2[i].gas / 100);
		NEAR(mix->share[MIX_COAL]->value, table2[i].coal / 100);
		NEAR(mix->share[MIX_NUCLEAR]->value, table2[i].nuclear / 100);
		ck_assert_ptr_null(mix->share[MIX_OIL]);
		NEAR(mix->rest->value, table2[i].rest / 100);
		ck_assert_str_eq(mix->rest->origin->source, "strubell2019");
	}
	fixture_close(&f);
}
END_TEST

/* Table 2 as the research holds it, row by row. */
START_TEST(mixes_of_research)
{
	struct fixture f = fixture_open("wattleaf", "<model id='m' name='M'/>");
	static const char *const ids[] = { "CHN", "DEU", "USA", "aws", "gcp",
		"azure" };
	char path[TESTS_PATH];
	struct source *source;
	struct csv *csv;
	struct csv_row row;
	size_t i = 0;

	if (access(tests_path(path, "WATTLEAF_SHARED", "data/energy_mix.csv"),
		R_OK) != 0) {
		printf("# SKIP no research data\n");
		fixture_close(&f);
		return;
	}
	source = source_open(path, f.arena, &f.diags);
	csv = csv_open(source, ',', f.arena);
	ck_assert(csv_row(csv, &row));
	for (; i < 6 && csv_row(csv, &row); i++) {
		const struct mix *mix = catalog_mix(f.catalog,
		    "strubell-2019", ids[i], 0);
		static const enum mix_part parts[] = { MIX_RENEWABLE, MIX_GAS,
			MIX_COAL, MIX_NUCLEAR };
		size_t k;

		ck_assert_ptr_nonnull(mix);
		for (k = 0; k < 4; k++) {
			double percent;

			ck_assert(num_parse(row.fields[5 + k].text, &percent));
			NEAR(mix->share[parts[k]], percent / 100);
		}
	}
	ck_assert_uint_eq(i, 6);
	csv_close(csv);
	source_close(source);
	fixture_close(&f);
}
END_TEST

START_TEST(mixes_of_places)
{
	struct fixture f = fixture_open("wattleaf",
	    "<place region='gcp/us-central1'/><model id='m' name='M'>" RUN("1 h") "</model>");
	const struct account *account =
	    asked(&f, (struct account_options){ .mix = "default" });

	ck_assert_uint_eq(account->mixes->count, 2);
	ck_assert_str_eq(account->mixes->items[0].factor->id,
	    "gcp/strubell-2019");
	/* without a year, the latest */
	ck_assert_str_eq(account->mixes->items[1].factor->id, "USA/owid");
	ck_assert_ptr_null(f.account->mixes);
	account = asked(&f, (struct account_options){
		.mix = "usa/strubell-2019, usa/strubell-2019" });
	ck_assert_uint_eq(account->mixes->count, 1);
	ck_assert_str_eq(account->mixes->items[0].factor->id,
	    "USA/strubell-2019");
	ck_assert_uint_eq(f.diags.count, 0);
	ck_assert_ptr_null(
	    asked(&f, (struct account_options){ .mix = "gogle" }));
	ck_assert_uint_eq(fixture_said(&f, DIAG_CATALOG_UNKNOWN), 1);
	fixture_close(&f);
}
END_TEST

#define THOUSAND \
	"<place pue='1.58' intensity='400 (300..500) g/kWh'/>" \
	"<model id='m' name='M'><run it-energy='1000 kWh'/></model>"

/* 1,000 kWh of the equipment at a PUE of 1.58 and 400 g/kWh: 632 kg. */
START_TEST(the_same_elsewhere)
{
	struct fixture f = fixture_open("wattleaf", THOUSAND);
	const struct account *account = asked(&f, (struct account_options){
		.regions = "fra,wind,solar,cooling,world" });
	const struct factor *france = catalog_grid(f.catalog, "FRA");

	ck_assert_ptr_nonnull(account);
	ck_assert_uint_eq(account->elsewhere->count, 6);
	ck_assert_str_eq(account->elsewhere->items[0].id, "own");
	NEAR(elsewhere(account, "own")->co2e->value, 632e3);
	NEAR(elsewhere(account, "own")->ratio->value, 1);
	NEAR(elsewhere(account, "FRA")->co2e->value, 1580 * france->value);
	NEAR(elsewhere(account, "FRA")->pue->value, 1.58);
	/* IPCC AR5, Annex III: 11 g/kWh onshore wind, 48 g/kWh solar PV */
	NEAR(elsewhere(account, "wind")->co2e->value, 1580 * 11);
	NEAR(elsewhere(account, "solar")->co2e->value, 1580 * 48);
	NEAR(elsewhere(account, "solar")->ratio->value, 48.0 / 400);
	/* the lowest PUE of a fleet: Meta 2023, 1.08 */
	NEAR(elsewhere(account, "cooling")->energy->value, 1080);
	NEAR(elsewhere(account, "cooling")->co2e->value, 1080 * 400);
	NEAR(elsewhere(account, "WORLD")->intensity->value, 472.94);
	fixture_close(&f);
}
END_TEST

/* The intensity that both rows share can't move their ratio. */
START_TEST(what_is_shared_cancels)
{
	struct fixture f = fixture_open("wattleaf", THOUSAND);
	const struct account *account = asked(&f,
	    (struct account_options){ .regions = "cooling,solar" });
	const struct figure *cooled = elsewhere(account, "cooling")->ratio;
	const struct figure *solar = elsewhere(account, "solar")->ratio;

	NEAR(cooled->value, 1.08 / 1.58);
	ck_assert_double_eq_tol(cooled->low, 1.08 / 1.58, 1e-9);
	ck_assert_double_eq_tol(cooled->high, 1.08 / 1.58, 1e-9);
	ck_assert(elsewhere(account, "cooling")->co2e->low < 350e3);
	ck_assert(solar->low < 18.0 / 400 * 1.05);
	ck_assert(solar->high > 180.0 / 400 * 0.95);
	fixture_close(&f);
}
END_TEST

START_TEST(regions_bring_their_pue)
{
	struct fixture f = fixture_open("wattleaf",
	    "<place region='gcp/us-central1'/><model id='m' name='M'><run it-energy='1000 kWh'/></model>");
	const struct account *account = asked(&f, (struct account_options){
		.regions = "aws/us-east-1,cleanest,dirtiest,cooling" });
	const struct account_elsewheres *all = account->elsewhere;
	struct catalog_place region;

	ck_assert(catalog_place(f.catalog, "aws/us-east-1", 0, &region));
	NEAR(elsewhere(account, "aws/us-east-1")->energy->value,
	    1000 * region.pue->value);
	NEAR(elsewhere(account, "aws/us-east-1")->co2e->value,
	    1000 * region.pue->value * region.intensity->value);
	/* the ends are those of the study's own provider */
	ck_assert_uint_eq(all->count, 5);
	ck_assert(strncmp(all->items[2].id, "gcp/", 4) == 0);
	ck_assert(strncmp(all->items[3].id, "gcp/", 4) == 0);
	ck_assert(all->items[2].intensity->value <
	    all->items[0].intensity->value);
	ck_assert(all->items[3].intensity->value >
	    all->items[0].intensity->value);
	/* Google's fleet, 2024 and 2025 */
	NEAR(elsewhere(account, "cooling")->pue->value, 1.09);
	fixture_close(&f);
}
END_TEST

/* The cleanest and the dirtiest grid are so among all regions. */
START_TEST(ends_of_the_grids)
{
	struct fixture f = fixture_open("wattleaf", "<model id='m' name='M'/>");
	struct catalog_place lowest, highest, place;
	const struct factor *row;
	size_t i;

	ck_assert(catalog_extreme_region(f.catalog, NULL, false, &lowest));
	ck_assert(catalog_extreme_region(f.catalog, NULL, true, &highest));
	for (i = 0; (row = catalog_row(f.catalog, "region", i)) != NULL; i++) {
		ck_assert(catalog_place(f.catalog, row->id, 0, &place));
		ck_assert(catalog_place(f.catalog, place.grid, 0, &place));
		ck_assert(place.intensity->value >= lowest.intensity->value);
		ck_assert(place.intensity->value <= highest.intensity->value);
	}
	ck_assert_uint_gt(i, 100);
	ck_assert_ptr_null(strchr(lowest.id, '/'));
	ck_assert(!catalog_extreme_region(f.catalog, "nobody", true, &place));
	ck_assert_ptr_null(catalog_best_fleet(f.catalog, "nobody"));
	fixture_close(&f);
}
END_TEST

/* Without a place there is no own result, but there is one elsewhere; what has no energy is left out. */
START_TEST(elsewhere_without_a_place)
{
	struct fixture f = fixture_open("wattleaf",
	    "<model id='m' name='M'><run it-energy='1000 kWh'/></model>"
	    "<model id='n' name='N'><run time='1 h'/></model>");
	const struct account *account = asked(&f,
	    (struct account_options){ .regions = "fra,default" });

	ck_assert_ptr_null(account); /* a list names no "default" place */
	account = asked(&f, (struct account_options){ .regions = "fra" });
	ck_assert_ptr_nonnull(account);
	ck_assert(!elsewhere(account, "own")->co2e->known);
	ck_assert_ptr_null(elsewhere(account, "FRA")->ratio);
	ck_assert(elsewhere(account, "FRA")->co2e->value > 0);
	ck_assert(account->elsewhere->counted[0]);
	ck_assert(!account->elsewhere->counted[1]);
	ck_assert(!account->elsewhere->all_counted);
	ck_assert_ptr_null(elsewhere(account, "FRA")->models[1]);
	fixture_close(&f);
}
END_TEST

START_TEST(unknown_places)
{
	struct fixture f = fixture_open("wattleaf", THOUSAND);

	ck_assert_ptr_null(asked(&f,
	    (struct account_options){ .regions = "fra,atlantis,pol" }));
	ck_assert_uint_eq(fixture_said(&f, DIAG_CATALOG_UNKNOWN), 1);
	ck_assert_ptr_null(
	    asked(&f, (struct account_options){ .regions = "colling" }));
	ck_assert_ptr_nonnull(strstr(f.diags.items[f.diags.count - 1].text,
	    "cooling"));
	fixture_close(&f);
}
END_TEST

START_TEST(nothing_unless_asked)
{
	struct fixture f = fixture_open("wattleaf", THOUSAND);

	ck_assert_ptr_null(f.account->elsewhere);
	ck_assert_ptr_null(f.account->mixes);
	ck_assert_uint_eq(f.account->metrics->count, 0);
	fixture_close(&f);
}
END_TEST

#define BLEU(value) "<score metric='BLEU' dataset='en-de' value='" value "'/>"

/*
 * Strubell et al. 2019, section 5: the search gained 0.1 BLEU "at the cost of
 * at least $150k in on-demand compute time". Table 3 has $44,055 to $146,848
 * for the search on TPUs and 626,155 lb; $289 to $981 and 192 lb for one
 * training of Transformer (big).
 */
START_TEST(a_tenth_of_bleu)
{
	struct fixture f = fixture_open("strubell-2019",
	    "<place grid='USA' year='2018'/>"
	    "<model id='big' name='Transformer'>" BLEU("29.6") RUN("84 h") "</model>"
	    "<model id='nas' name='NAS'>" BLEU("29.7")
	    "<run time='32633 h' energy='656347.2806 kWh'><hardware device='tpu-v2' count='1' unit='chip'/></run></model>");
	const struct account_metric *metric = f.account->metrics->items;
	const struct account_step *step = &metric->items[1].step;

	ck_assert_uint_eq(metric->count, 2);
	ck_assert(metric->items[0].front && metric->items[1].front);
	ck_assert_ptr_null(metric->items[0].step.gain);
	ck_assert_double_eq_tol(step->gain->value, 0.1, 1e-9);
	/* on demand: 32,633 x 4.50 - 84 x 8 x 1.46 */
	NEAR(step->cost->high, 146848.5 - 981.12);
	NEAR(step->cost->low, 32633 * 1.35 - 84 * 8 * 0.43);
	ck_assert_double_eq_tol(step->cost->high, 150e3, 5e3);
	ck_assert_double_eq_tol(step->cost_per_point->high, 1458673.8, 1);
	/* in pounds: 626,155.31 - 191.88 */
	ck_assert_double_eq_tol(step->co2e->value / 453.59237,
	    626155.31 - 191.88, 0.01);
	ck_assert_double_eq_tol(step->co2e_per_point->value / 453.59237,
	    6259634, 1);
	fixture_close(&f);
}
END_TEST

#define SCORED(id, score, energy) \
	"<model id='" id "' name='" id "'>" score "<run energy='" energy " kWh'/></model>"
#define PPL(value) "<score metric='perplexity' value='" value "' better='lower'/>"
#define GRID "<place intensity='400 (300..500) g/kWh'/>"

START_TEST(lower_is_better)
{
	struct fixture f = fixture_open("wattleaf", GRID
	    SCORED("c", PPL("20"), "1000") SCORED("a", PPL("30"), "100")
	    SCORED("b", PPL("35"), "500") SCORED("d", "", "1"));
	const struct account_metric *metric = f.account->metrics->items;

	ck_assert(metric->lower);
	ck_assert_uint_eq(metric->count, 3);
	ck_assert_str_eq(metric->items[0].model->model->id.text, "a");
	ck_assert(metric->items[0].front);
	ck_assert(!metric->items[1].front); /* b is beaten by a */
	ck_assert_ptr_null(metric->items[1].step.gain);
	ck_assert(metric->items[2].front);
	NEAR(metric->items[2].step.gain->value, 10);
	/* (1,000 - 100) kWh x 400 g/kWh / 10 */
	NEAR(metric->items[2].step.co2e_per_point->value, 36e3);
	/* one grid: the range of the step is that of the grid, not wider */
	ck_assert_double_eq_tol(metric->items[2].step.co2e->low, 270e3, 1e3);
	ck_assert_double_eq_tol(metric->items[2].step.co2e->high, 450e3, 1e3);
	ck_assert_ptr_null(metric->items[2].step.cost);
	ck_assert_uint_eq(metric->left_out_count, 1);
	ck_assert_str_eq(metric->left_out[0]->model->id.text, "d");
	fixture_close(&f);
}
END_TEST

START_TEST(metrics_apart)
{
	struct fixture f = fixture_open("wattleaf", GRID
	    SCORED("a", "<score metric='F1' value='0.9'/>", "1")
	    SCORED("b", BLEU("20") "<score metric='BLEU' dataset='en-fr' value='40'/>", "2")
	    SCORED("c", BLEU("20"), "2")
	    SCORED("d", "<score metric='BLEU' dataset='en-de' value='19' better='lower'/>", "4")
	    SCORED("e", "<score metric='BLEU' dataset='en-de' value='18' better='higher'/>", "5"));
	const struct account_metrics *metrics = f.account->metrics;

	ck_assert_uint_eq(metrics->count, 3);
	/* that of most models first */
	ck_assert_uint_eq(metrics->items[0].count, 4);
	ck_assert_str_eq(metrics->items[0].like->dataset.text, "en-de");
	ck_assert_uint_eq(metrics->items[1].count, 1);
	ck_assert_str_eq(metrics->items[1].like->metric.text, "F1");
	/* what one says holds for all; the other is told */
	ck_assert(metrics->items[0].lower);
	ck_assert_uint_eq(fixture_said(&f, DIAG_SCORE_DIRECTION), 1);
	/* equal in both: nobody beats the other, and no step lies between */
	ck_assert(metrics->items[0].items[0].front);
	ck_assert(metrics->items[0].items[1].front);
	ck_assert_ptr_null(metrics->items[0].items[1].step.gain);
	ck_assert_ptr_nonnull(metrics->items[0].items[2].step.gain);
	fixture_close(&f);
}
END_TEST

/* A study that is all metrics costs no more than the first of them. */
START_TEST(more_metrics_than_sense)
{
	enum { MANY = 250 };
	struct buf body = { 0 };
	struct fixture f;
	size_t i;

	buf_puts(&body, GRID);
	for (i = 0; i < MANY; i++)
		buf_printf(&body,
		    "<model id='m%zu' name='M%zu'><score metric='x%zu' value='1'/>"
		    "<run energy='1 kWh'/></model>", i, i, i);
	f = fixture_open("wattleaf", body.s);
	buf_free(&body);
	ck_assert_ptr_nonnull(f.account);
	ck_assert_uint_eq(f.account->metrics->count, 64);
	ck_assert_uint_eq(fixture_said(&f, DIAG_SCORE_MANY), 1);
	fixture_close(&f);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("story");

	tests_add(suite, mixes_of_strubell);
	tests_add(suite, mixes_of_research);
	tests_add(suite, mixes_of_places);
	tests_add(suite, the_same_elsewhere);
	tests_add(suite, what_is_shared_cancels);
	tests_add(suite, regions_bring_their_pue);
	tests_add(suite, ends_of_the_grids);
	tests_add(suite, elsewhere_without_a_place);
	tests_add(suite, unknown_places);
	tests_add(suite, nothing_unless_asked);
	tests_add(suite, a_tenth_of_bleu);
	tests_add(suite, lower_is_better);
	tests_add(suite, metrics_apart);
	tests_add(suite, more_metrics_than_sense);
	return tests_run(suite);
}
