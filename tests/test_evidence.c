/*
 * Which logs of a run are added: nodes and segments are, readings of the
 * same watts are not. Records are made by hand.
 */
#include <math.h>

#include "account/account.h"
#include "base/arena.h"
#include "study/record.h"
#include "study/study.h"
#include "study_fixture.h"
#include "tests.h"

#define NEAR(a, b) \
	ck_assert_double_eq_tol((a), (double)(b), 1e-9 * fabs((double)(b)))

enum { LOGS_MAX = 80 };

struct bench {
	struct fixture f;
	struct record records[LOGS_MAX];
	struct log logs[LOGS_MAX];
	size_t count;
};

static struct record *
add(struct bench *bench, enum record_kind kind, enum record_scope scope,
    double start_s, double end_s)
{
	struct record *record = &bench->records[bench->count];
	struct log *log = &bench->logs[bench->count++];

	record_clear(record);
	record->file = "log";
	record->format = "test";
	record->kind = kind;
	record->scope = scope;
	record->start_s = start_s;
	record->end_s = end_s;
	record->duration_s = record->covered_s = end_s - start_s;
	record->coverage = 1;
	*log = (struct log){ .record = record };
	return record;
}

static struct record *
add_power(struct bench *bench, enum record_kind kind, enum record_scope scope,
    double start_s, double end_s, double kwh)
{
	struct record *record = add(bench, kind, scope, start_s, end_s);

	record->energy_kwh = record->it_energy_kwh = kwh;
	record->pue_included = 1;
	return record;
}

/* Accounts a run of ATTRIBUTES with the bench's logs. */
static const struct account_run *
account(struct bench *bench, const char *attributes)
{
	char body[400];
	struct run *run;

	snprintf(body, sizeof body,
	    "<place pue='1' intensity='100 g/kWh'/><model id='a' name='A'>"
	    "<run %s><hardware device='p100' count='8' host-power='100 W'/>"
	    "</run></model>", attributes);
	bench->f = fixture_open("strubell-2019", body);
	run = &bench->f.study->models[0].runs[0];
	run->logs = bench->logs;
	run->log_count = bench->count;
	bench->f.diags.count = 0;
	bench->f.account = account_study(bench->f.study, bench->f.catalog,
	    NULL, bench->f.arena, &bench->f.diags);
	ck_assert_ptr_nonnull(bench->f.account);
	return &bench->f.account->models[0].runs[0];
}

START_TEST(many_nodes_add)
{
	struct bench *bench = calloc(1, sizeof *bench);
	size_t i;

	for (i = 0; i < 64; i++)
		add_power(bench, RECORD_SAMPLED, SCOPE_NODE, 0, 3600, 2);
	NEAR(account(bench, "time='2 h'")->line.it_energy->value, 64 * 2 * 2);
	fixture_close(&bench->f);
	free(bench);
}
END_TEST

START_TEST(segments_join_without_the_gap)
{
	struct bench bench = { .count = 0 };
	const struct account_run *run;

	add(&bench, RECORD_NONE, SCOPE_UNKNOWN, 0, 3600);
	add(&bench, RECORD_NONE, SCOPE_UNKNOWN, 7200, 10800);
	add_power(&bench, RECORD_SAMPLED, SCOPE_NODE, 0, 3500, 3.5);
	add_power(&bench, RECORD_SAMPLED, SCOPE_NODE, 7200, 10700, 3.5);
	run = account(&bench, "");
	/* two hours of run, not three; 7000 s of samples stand for 7200 */
	NEAR(run->line.time->value, 2);
	NEAR(run->line.it_energy->value, 7 * 7200.0 / 7000);
	ck_assert_uint_eq(fixture_said(&bench.f, DIAG_EVIDENCE_SEGMENTS), 2);
	fixture_close(&bench.f);
}
END_TEST

START_TEST(ranks_print_the_same_time)
{
	struct bench bench = { .count = 0 };

	add(&bench, RECORD_NONE, SCOPE_UNKNOWN, 0, 3600);
	add(&bench, RECORD_NONE, SCOPE_UNKNOWN, 1, 3601);
	NEAR(account(&bench, "")->line.time->value, 1);
	ck_assert_uint_eq(fixture_said(&bench.f, DIAG_EVIDENCE_COPY), 1);
	fixture_close(&bench.f);
}
END_TEST

START_TEST(node_meter_beside_sampler)
{
	struct bench bench = { .count = 0 };
	const struct account_run *run;

	add_power(&bench, RECORD_SAMPLED, SCOPE_GPU, 0, 3600, 2);
	add_power(&bench, RECORD_SAMPLED, SCOPE_NODE, 0, 3600, 3);
	run = account(&bench, "time='1 h'");
	NEAR(run->line.it_energy->value, 3);
	ck_assert_uint_eq(run->cross_check_count, 1);
	NEAR(run->cross_checks[0]->value, 2);
	ck_assert_uint_eq(fixture_said(&bench.f, DIAG_EVIDENCE_OVERLAP), 1);
	ck_assert_uint_eq(fixture_said(&bench.f, DIAG_EVIDENCE_DISAGREES), 1);
	fixture_close(&bench.f);
}
END_TEST

START_TEST(one_device_twice)
{
	static struct record_device device = { .id = "GPU-1" };
	struct bench bench = { .count = 0 };
	size_t i;

	for (i = 0; i < 2; i++) {
		struct record *record = add_power(&bench, RECORD_SAMPLED,
		    SCOPE_GPU, 0, 3600, 2);

		record->device_list = &device;
		record->device_list_count = 1;
	}
	/* and the stated 100 W of the host */
	NEAR(account(&bench, "time='1 h'")->line.it_energy->value, 2.1);
	ck_assert_uint_eq(fixture_said(&bench.f, DIAG_EVIDENCE_DEVICE_TWICE),
	    1);
	fixture_close(&bench.f);
}
END_TEST

START_TEST(trackers_on_one_host)
{
	static struct record_run seen = { .host_key = "host" };
	struct bench bench = { .count = 0 };
	size_t i;

	for (i = 0; i < 4; i++) {
		struct record *record = add_power(&bench, RECORD_MEASURED,
		    SCOPE_NODE, 0, 3600, 5);

		record->runs = &seen;
		record->run_count = 1;
	}
	NEAR(account(&bench, "time='1 h'")->line.it_energy->value, 5);
	/* of three, but the logs here have one place and one name */
	ck_assert_uint_eq(fixture_said(&bench.f, DIAG_EVIDENCE_RANKS), 1);
	fixture_close(&bench.f);
}
END_TEST

/* RAPL sees the packages, the sampler the boards: neither is in the other. */
START_TEST(processors_beside_gpus)
{
	struct bench bench = { .count = 0 };
	const struct account_run *run;

	add_power(&bench, RECORD_MEASURED, SCOPE_PROCESSOR, 0, 3600, 0.2);
	add_power(&bench, RECORD_SAMPLED, SCOPE_GPU, 0, 3600, 2);
	run = account(&bench, "time='1 h'");
	/* and no stated host power on top */
	NEAR(run->line.it_energy->value, 2.2);
	ck_assert_int_eq(run->line.it_energy->quality, QUALITY_SAMPLED);
	ck_assert_uint_eq(fixture_said(&bench.f, DIAG_EVIDENCE_OVERLAP), 0);
	fixture_close(&bench.f);
}
END_TEST

START_TEST(processors_alone_are_not_the_run)
{
	struct bench bench = { .count = 0 };
	const struct account_run *run;

	add_power(&bench, RECORD_MEASURED, SCOPE_PROCESSOR, 0, 3600, 0.2);
	run = account(&bench, "time='1 h'");
	ck_assert(!run->line.it_energy->known);
	ck_assert_uint_eq(fixture_said(&bench.f, DIAG_EVIDENCE_PROCESSOR), 1);
	fixture_close(&bench.f);
}
END_TEST

START_TEST(node_meter_beside_processors)
{
	struct bench bench = { .count = 0 };
	const struct account_run *run;

	add_power(&bench, RECORD_MEASURED, SCOPE_PROCESSOR, 0, 3600, 0.2);
	add_power(&bench, RECORD_MEASURED, SCOPE_NODE, 0, 3600, 3);
	run = account(&bench, "time='1 h'");
	NEAR(run->line.it_energy->value, 3);
	ck_assert_uint_eq(fixture_said(&bench.f, DIAG_EVIDENCE_OVERLAP), 1);
	fixture_close(&bench.f);
}
END_TEST

START_TEST(a_meter_beats_samples)
{
	struct bench bench = { .count = 0 };
	const struct account_run *run;

	add_power(&bench, RECORD_SAMPLED, SCOPE_NODE, 0, 3600, 3);
	add_power(&bench, RECORD_MEASURED, SCOPE_NODE, 0, 3600, 3.1);
	run = account(&bench, "time='1 h'");
	NEAR(run->line.it_energy->value, 3.1);
	ck_assert_int_eq(run->line.it_energy->quality, QUALITY_MEASURED);
	ck_assert_uint_eq(fixture_said(&bench.f, DIAG_EVIDENCE_DISAGREES), 0);
	fixture_close(&bench.f);
}
END_TEST

START_TEST(a_lower_bound_stays_one)
{
	struct bench bench = { .count = 0 };
	struct record *log = add(&bench, RECORD_NONE, SCOPE_UNKNOWN, 0, 3600);
	const struct account_run *run;

	log->duration_is_lower_bound = true;
	run = account(&bench, "");
	NEAR(run->line.time->value, 1);
	ck_assert(run->line.time->at_least);
	ck_assert(run->line.cost->at_least);
	fixture_close(&bench.f);
}
END_TEST

START_TEST(bills_are_cost_and_no_time)
{
	struct bench bench = { .count = 0 };
	struct record *bill = add(&bench, RECORD_NONE, SCOPE_UNKNOWN, 0, 360000);
	const struct account_run *run;

	bill->cost = 12.5;
	bill->currency = "EUR";
	add(&bench, RECORD_NONE, SCOPE_UNKNOWN, 0, 3600);
	run = account(&bench, "");
	NEAR(run->line.time->value, 1);
	NEAR(run->line.cost->value, 12.5);
	ck_assert_str_eq(run->line.cost->currency, "EUR");
	ck_assert(!run->line.cost->interval);
	fixture_close(&bench.f);
}
END_TEST

START_TEST(currencies_do_not_add)
{
	struct bench bench = { .count = 0 };
	const char *currencies[] = { "EUR", "USD" };
	size_t i;

	for (i = 0; i < 2; i++) {
		struct record *bill = add(&bench, RECORD_NONE, SCOPE_UNKNOWN,
		    0, 3600);

		bill->cost = 1;
		bill->currency = currencies[i];
	}
	ck_assert(!account(&bench, "time='1 h'")->line.cost->known);
	fixture_close(&bench.f);
}
END_TEST

START_TEST(open_time_is_a_range)
{
	struct bench bench = { .count = 0 };
	struct record *record = add_power(&bench, RECORD_SAMPLED, SCOPE_NODE,
	    0, 1800, 1);
	const struct figure *energy;

	record->mean_power_w = 2000;
	record->max_power_w = 3000;
	energy = account(&bench, "time='1 h'")->line.it_energy;
	/* half an hour is open: 2 kWh at the mean, 1 with nothing, 2.5 at the peak */
	NEAR(energy->value, 2);
	NEAR(energy->low, 1);
	NEAR(energy->high, 2.5);
	ck_assert(energy->uncertain);
	fixture_close(&bench.f);
}
END_TEST

START_TEST(a_long_gap_is_a_range)
{
	struct bench bench = { .count = 0 };
	struct record *record = add_power(&bench, RECORD_SAMPLED, SCOPE_NODE,
	    0, 1000, 1);
	const struct figure *energy;

	record->devices = 1;
	record->rows = 901;
	record->max_gap_s = 100;
	energy = account(&bench, "time='1000 s'")->line.it_energy;
	/* a tenth of the time, whose power may have been nothing or twice the mean */
	NEAR(energy->value, 1);
	NEAR(energy->low, 0.9);
	NEAR(energy->high, 1.1);
	fixture_close(&bench.f);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("evidence");

	tests_add(suite, many_nodes_add);
	tests_add(suite, segments_join_without_the_gap);
	tests_add(suite, ranks_print_the_same_time);
	tests_add(suite, node_meter_beside_sampler);
	tests_add(suite, one_device_twice);
	tests_add(suite, trackers_on_one_host);
	tests_add(suite, processors_beside_gpus);
	tests_add(suite, processors_alone_are_not_the_run);
	tests_add(suite, node_meter_beside_processors);
	tests_add(suite, a_meter_beats_samples);
	tests_add(suite, a_lower_bound_stays_one);
	tests_add(suite, bills_are_cost_and_no_time);
	tests_add(suite, currencies_do_not_add);
	tests_add(suite, open_time_is_a_range);
	tests_add(suite, a_long_gap_is_a_range);
	return tests_run(suite);
}
