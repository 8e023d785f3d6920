/*
 * What stands beside energy and emissions: embodied emissions, emissions per
 * functional unit, market-based emissions, water, prices of another unit,
 * hours from FLOP, stages. Expected values are published or worked out by
 * hand from the inputs beside them.
 */
#include <math.h>
#include <string.h>

#include "account/account.h"
#include "base/arena.h"
#include "study/study.h"
#include "study_fixture.h"
#include "tests.h"

#define NEAR(a, b) ck_assert_double_eq_tol((a), (double)(b), 1e-9 * fabs((double)(b)))
#define WITHIN(a, b, part) ck_assert_double_eq_tol((a), (double)(b), (part) * fabs((double)(b)))

#define PLACE "<place pue='1' intensity='57 g/kWh'/>"
#define MODEL(inside) "<model id='m' name='M'>" inside "</model>"

static const struct account_line *
total_of(const struct fixture *f)
{
	ck_assert_msg(f->account != NULL, "%s",
	    f->diags.count == 0 ? "" : f->diags.items[0].text);
	return &f->account->total;
}

static const struct account *
asked(struct fixture *f, struct account_options options)
{
	return account_study_as(f->study, f->catalog, &options, f->arena,
	    &f->diags);
}

/* Luccioni et al. 2022, 4.1: 150 kg a GPU, 2,500 kg a server of 8, 6 years at 85 %: 3.64 t and 7.57 t. */
START_TEST(bloom_embodied)
{
	struct fixture f = fixture_open("wattleaf", PLACE
	    MODEL("<run time='135373.75 h'><hardware device='a100' count='8' "
		"power='400 W' embodied='150 kg' host-embodied='2500 kg'/></run>"));
	const struct account_line *total = total_of(&f);

	ck_assert_ptr_nonnull(total->embodied);
	NEAR(total->embodied->value / 1e6,
	    0.15 * 1082990 / (6 * 8760 * 0.85) +
		2.5 * 135373.75 / (6 * 8760 * 0.85));
	WITHIN(total->embodied->value / 1e6, 3.64 + 7.57, 0.001);
	NEAR(total->co2e->value / 1e6, 1082990 * 0.4 * 57 / 1e6);
	fixture_close(&f);
}
END_TEST

START_TEST(embodied_only_when_asked)
{
	struct fixture f = fixture_open("wattleaf", PLACE
	    MODEL("<run time='100 h'><hardware device='a100' count='8' power='400 W'/></run>"));
	const struct account *account;
	const struct figure *embodied;

	ck_assert_ptr_null(total_of(&f)->embodied);
	account = asked(&f, (struct account_options){ .embodied = true });
	ck_assert_ptr_nonnull(account);
	embodied = account->total.embodied;
	ck_assert(embodied->known);
	/* sources lie a factor apart: a range, not a point */
	ck_assert(embodied->low < embodied->value);
	ck_assert(embodied->value < embodied->high);
	ck_assert_int_eq(embodied->quality, QUALITY_ASSUMED);
	/* and it is not inside the other emissions */
	NEAR(account->total.co2e->value, 320 * 57);
	fixture_close(&f);
}
END_TEST

START_TEST(embodied_unknown_is_said)
{
	struct fixture f = fixture_open("wattleaf", PLACE
	    MODEL("<run time='1 h'><hardware total-power='400 W' host-embodied='1000 kg'/></run>"));

	ck_assert(total_of(&f)->embodied->at_least);
	ck_assert_uint_eq(fixture_said(&f, DIAG_UNKNOWN_EMBODIED), 1);
	fixture_close(&f);
}
END_TEST

/* The example of ISO/IEC 21031: 1,000 kg, 4 years, 1 hour: 28.5 g. */
START_TEST(sci_of_the_standard)
{
	struct fixture f = fixture_open("wattleaf", PLACE
	    MODEL("<functional-unit name='request' count='10'/>"
		"<run time='1 h'><hardware device='a100' count='1' power='1000 W' "
		"embodied='1000 kg' lifetime='4 y' lifetime-use='1'/></run>"));
	const struct figure *sci;

	NEAR(total_of(&f)->embodied->value, 1e6 / 35040);
	WITHIN(total_of(&f)->embodied->value, 28.5, 0.002);
	sci = f.account->models[0].sci;
	ck_assert_ptr_nonnull(sci);
	NEAR(sci->value, (57 + 1e6 / 35040) / 10);
	fixture_close(&f);
}
END_TEST

START_TEST(sci_needs_m_and_r)
{
	struct fixture no_m = fixture_open("wattleaf", PLACE
	    MODEL("<functional-unit name='request' count='10'/>"
		"<run time='1 h'><hardware total-power='400 W'/></run>"));
	struct fixture no_r = fixture_open("wattleaf", PLACE
	    MODEL("<functional-unit name='request'/>"
		"<run time='1 h'><hardware device='a100' count='1' power='400 W'/></run>"));
	struct fixture none = fixture_open("wattleaf", PLACE
	    MODEL("<run time='1 h'><hardware device='a100' count='1' power='400 W'/></run>"));

	total_of(&no_m);
	total_of(&no_r);
	ck_assert(!no_m.account->models[0].sci->known);
	ck_assert_uint_eq(fixture_said(&no_m, DIAG_SCI_INCOMPLETE), 1);
	ck_assert(!no_r.account->models[0].sci->known);
	ck_assert_uint_eq(fixture_said(&no_r, DIAG_SCI_INCOMPLETE), 1);
	total_of(&none);
	ck_assert_ptr_null(none.account->models[0].sci);
	asked(&none, (struct account_options){ .sci = true });
	ck_assert_uint_eq(fixture_said(&none, DIAG_SCI_INCOMPLETE), 1);
	fixture_close(&no_m);
	fixture_close(&no_r);
	fixture_close(&none);
}
END_TEST

/* Patterson et al. 2021, Table 4: Switch Transformer, gross 0.403 and net 0.330 kg/kWh: 72.2 and 59.1 t. */
START_TEST(gross_beside_net)
{
	struct fixture f = fixture_open("patterson-2021",
	    "<place pue='1.10' intensity='0.403 kg/kWh' market-intensity='0.330 kg/kWh'/>"
	    MODEL("<run time='27 d'><hardware device='tpu-v3' count='1024' power='245 W'/></run>"));
	const struct account_line *total = total_of(&f);

	WITHIN(total->co2e->value / 1e6, 72.2, 0.005);
	WITHIN(total->co2e_market->value / 1e6, 59.1, 0.005);
	fixture_close(&f);
}
END_TEST

/* Only a share matched hour by hour makes a net figure: Google's, not the yearly claim of AWS. */
START_TEST(hourly_share_makes_net)
{
	struct fixture google = fixture_open("patterson-2021",
	    "<place region='gcp/us-central1'/>"
	    MODEL("<run time='1 h' it-energy='1 kWh'/>"));
	struct fixture amazon = fixture_open("patterson-2021",
	    "<place region='aws/us-east-1'/>"
	    MODEL("<run time='1 h' it-energy='1 kWh'/>"));
	const struct account_line *total = total_of(&google);

	ck_assert_ptr_nonnull(total->co2e_market);
	ck_assert(total->co2e_market->value < total->co2e->value);
	ck_assert(total->co2e_market->value > 0);
	ck_assert_ptr_null(total_of(&amazon)->co2e_market);
	fixture_close(&google);
	fixture_close(&amazon);
}
END_TEST

/* The Green Grid's WUE is per kWh of IT energy; CodeCarbon multiplies the energy after PUE. */
START_TEST(water_by_method)
{
	const char *body =
	    "<place grid='USA' pue='1.5' wue='1.8 L/kWh'/>"
	    MODEL("<run time='1 h' it-energy='100 kWh'/>");
	struct fixture it = fixture_open("wattleaf", body);
	struct fixture facility = fixture_open("codecarbon-3", body);
	struct fixture none = fixture_open("wattleaf",
	    "<place grid='USA'/>" MODEL("<run time='1 h' it-energy='1 kWh'/>"));

	NEAR(total_of(&it)->water->value, 180);
	NEAR(total_of(&facility)->water->value, 270);
	ck_assert_ptr_null(total_of(&none)->water);
	fixture_close(&it);
	fixture_close(&facility);
	fixture_close(&none);
}
END_TEST

#define PRICED(hardware, price) \
	PLACE MODEL("<run time='10 h'><hardware " hardware "/>" \
		    "<price " price "/></run>")

/* A Cloud TPU device has four chips: $4.50 a device are $1.125 a chip. */
START_TEST(board_price_of_chips)
{
	struct fixture chips = fixture_open("wattleaf",
	    PRICED("device='tpu-v2' count='16' unit='chip'",
		"device-hour='4.50 USD' unit='board'"));
	struct fixture boards = fixture_open("wattleaf",
	    PRICED("device='tpu-v2' count='4' unit='board'",
		"device-hour='1 USD' unit='chip'"));
	struct fixture node = fixture_open("wattleaf",
	    PRICED("device='a100' count='16' nodes='2'",
		"device-hour='32 USD' unit='node'"));

	NEAR(total_of(&chips)->cost->value, 16 * 10 * 4.50 / 4);
	NEAR(total_of(&boards)->cost->value, 4 * 10 * 4);
	/* two nodes of 32 USD/h */
	NEAR(total_of(&node)->cost->value, 2 * 10 * 32);
	fixture_close(&chips);
	fixture_close(&boards);
	fixture_close(&node);
}
END_TEST

START_TEST(units_that_do_not_meet)
{
	struct fixture chips = fixture_open("wattleaf",
	    PRICED("device='tpu-v2' count='16'",
		"device-hour='4.50 USD' unit='board'"));
	struct fixture vm = fixture_open("wattleaf",
	    PRICED("device='a100' count='8'",
		"device-hour='32 USD' unit='vm'"));
	const char *said;

	ck_assert_ptr_null(chips.account);
	ck_assert_uint_eq(fixture_said(&chips, DIAG_PRICE_UNIT), 1);
	said = chips.diags.items[chips.diags.count - 1].text;
	ck_assert_ptr_nonnull(strstr(said, "board"));
	ck_assert_ptr_nonnull(strstr(said, "chip"));
	ck_assert_int_eq(diags_status(&chips.diags, 0), 3);
	ck_assert_ptr_null(vm.account);
	ck_assert_uint_eq(fixture_said(&vm, DIAG_PRICE_UNIT), 1);
	fixture_close(&chips);
	fixture_close(&vm);
}
END_TEST

/* Patterson et al. 2021: 3.14E23 FLOP at 24.6 of the V100's 125 TFLOP/s are 14.8 days of 10,000: 1,287 MWh. */
START_TEST(hours_of_gpt3)
{
	struct fixture f = fixture_open("patterson-2021",
	    "<place pue='1.10' intensity='0.429 kg/kWh'/>"
	    MODEL("<run flops='3.14e23 FLOP' utilisation='0.1968' precision='fp16'>"
		"<hardware device='v100-sxm2' count='10000' power='330 W'/></run>"));
	const struct account_line *total = total_of(&f);

	NEAR(total->time->value, 3.14e23 / 24.6e12 / 3600 / 10000);
	WITHIN(total->time->value / 24, 14.8, 0.002);
	WITHIN(total->energy->value, 1287060, 1e-5);
	WITHIN(total->co2e->value / 1e6, 552.1, 1e-3);
	ck_assert_int_eq(total->energy->quality, QUALITY_ASSUMED);
	ck_assert_uint_eq(fixture_said(&f, DIAG_FLOPS_PRECISION), 0);
	fixture_close(&f);
}
END_TEST

START_TEST(utilisation_is_never_assumed)
{
	struct fixture f = fixture_open("wattleaf", PLACE
	    MODEL("<run flops='1e20 FLOP'><hardware device='v100-sxm2' count='8' power='300 W'/></run>"));
	struct fixture bare = fixture_open("wattleaf", PLACE
	    MODEL("<run flops='1e20 FLOP' utilisation='0.5'><hardware device='v100-sxm2' count='8' power='300 W'/></run>"));
	struct fixture single = fixture_open("wattleaf", PLACE
	    MODEL("<run flops='1e20 FLOP' utilisation='0.5' precision='fp32'><hardware device='v100-sxm2' count='8' power='300 W'/></run>"));

	ck_assert(!total_of(&f)->energy->known);
	ck_assert_uint_eq(fixture_said(&f, DIAG_FLOPS_UTILISATION), 1);
	ck_assert_uint_eq(fixture_said(&bare, DIAG_FLOPS_PRECISION), 1);
	/* 15.67 TFLOP/s where 125 were taken */
	NEAR(total_of(&single)->device_hours->value,
	    1e20 / (15.67e12 * 0.5) / 3600);
	fixture_close(&f);
	fixture_close(&bare);
	fixture_close(&single);
}
END_TEST

/* Strubell et al. 2019, Table 4: 120 h for one model, 239,942 h for all. */
START_TEST(all_over_final)
{
	struct fixture f = fixture_open("strubell-2019",
	    MODEL("<run device-hours='120 h'><hardware device='titan-x' count='1' power='216.96 W'/></run>"
		  "<run stage='tuning' device-hours='239822 h'><hardware device='titan-x' count='1' power='216.96 W'/></run>")
	    "<model id='b' name='B'><run device-hours='1 h'><hardware device='titan-x' count='1' power='1 W'/></run></model>");
	const struct account_model *models;

	total_of(&f);
	models = f.account->models;
	NEAR(models[0].over_final->value, 239942.0 / 120);
	ck_assert_ptr_null(models[1].over_final);
	fixture_close(&f);
}
END_TEST

/* Two kinds of hardware in one run: each at its own power. */
START_TEST(hardware_of_two_kinds)
{
	struct fixture f = fixture_open("wattleaf", PLACE
	    MODEL("<run time='10 h'><hardware device='v100' count='4' power='250 W'/>"
		  "<hardware device='p100' count='2' power='200 W'/></run>"));

	NEAR(total_of(&f)->it_energy->value, 10 * (4 * 0.25 + 2 * 0.2));
	fixture_close(&f);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("beside");

	tests_add(suite, bloom_embodied);
	tests_add(suite, embodied_only_when_asked);
	tests_add(suite, embodied_unknown_is_said);
	tests_add(suite, sci_of_the_standard);
	tests_add(suite, sci_needs_m_and_r);
	tests_add(suite, gross_beside_net);
	tests_add(suite, hourly_share_makes_net);
	tests_add(suite, water_by_method);
	tests_add(suite, board_price_of_chips);
	tests_add(suite, units_that_do_not_meet);
	tests_add(suite, hours_of_gpt3);
	tests_add(suite, utilisation_is_never_assumed);
	tests_add(suite, all_over_final);
	tests_add(suite, hardware_of_two_kinds);
	return tests_run(suite);
}
