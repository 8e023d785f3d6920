/*
 * Jobs of schedulers: each counted once, whatever the file repeats.
 */
#include "ingest_tree.h"

#include "ingest/jobs.h"

#define H "JobID|JobName|Elapsed|ElapsedRaw|State|NNodes|AllocTRES|" \
	"ConsumedEnergy|ConsumedEnergyRaw|Start|End|NodeList\n"

START_TEST(one_job_with_steps)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "a.txt", H
	    "77|bert|1-01:00:00|90000|COMPLETED|2|billing=80,cpu=8,"
	    "energy=1439089,gres/gpu=8,gres/gpu:a100=8,mem=320G,node=2|1.44M|"
	    "1439089|2024-03-15T20:00:00|2024-03-16T21:00:00|dgx[01-02]\n"
	    "77.batch|batch|1-01:00:31|90031|COMPLETED|1|cpu=4,gres/gpu=4|"
	    "800K|800000|2024-03-15T20:00:00|2024-03-16T21:00:31|dgx01\n"
	    "77.extern|extern|1-01:00:00|90000|COMPLETED|2|gres/gpu=8|1.44M|"
	    "1439089|2024-03-15T20:00:00|2024-03-16T21:00:00|dgx[01-02]\n"
	    "77.0|train|1-00:59:00|89940|COMPLETED|2|gres/gpu=8|1.4M|"
	    "1400000|2024-03-15T20:01:00|2024-03-16T21:00:00|dgx[01-02]\n");

	ck_assert_str_eq(record->format, "slurm-sacct");
	ck_assert_double_eq(record->duration_s, 90000);
	ck_assert_int_eq(record->devices, 8);
	ck_assert_str_eq(record->device_model, "a100");
	ck_assert_int_eq(record->machine.nodes, 2);
	ck_assert_int_eq(record->machine.accelerators, 4);
	assert_near(record->energy_kwh * 3.6e6, 1439089, 1e-6);
	ck_assert_double_eq(record->it_energy_kwh, record->energy_kwh);
	ck_assert_double_eq(record->pue_included, 1);
	ck_assert_int_eq(record->kind, RECORD_MEASURED);
	ck_assert_int_eq(record->scope, SCOPE_NODE);
	ck_assert(!record->zoned);
	ck_assert_uint_eq(record->run_count, 1);
	ck_assert_str_eq(record->runs[0].id, "77");
	assert_pos(said(&reader, DIAG_LOG_STEPS)->pos, 3, 1);
	assert_pos(record->time_pos, 2, 20);
	reader_free(&reader);
}
END_TEST

START_TEST(energies)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "a.txt",
	    "JobID|ElapsedRaw|ConsumedEnergy\n1|50000|20.54M\n");

	assert_near(record->energy_kwh * 3.6e6, 20540000, 1e-6);
	record = read_as(&reader, "a.txt", "JobID|ElapsedRaw|ConsumedEnergy|"
	    "ConsumedEnergyRaw\n1|50000|20.54M|20543125\n");
	assert_near(record->energy_kwh * 3.6e6, 20543125, 1e-6);
	/* 0 and "no value" mean that nothing is collected */
	record = read_as(&reader, "a.txt", "JobID|ElapsedRaw|"
	    "ConsumedEnergyRaw\n1|50|0\n2|50|\n3|9|18446744073709551614\n");
	ck_assert(isnan(record->energy_kwh));
	ck_assert_int_eq(record->kind, RECORD_NONE);
	ck_assert_int_eq(record->scope, SCOPE_UNKNOWN);
	record = read_as(&reader, "a.txt", "JobID|ElapsedRaw|AllocTRES\n"
	    "1|50|energy=0,gres/gpu=1\n");
	ck_assert(isnan(record->energy_kwh));
	/* a part of the jobs: a lower bound that is told */
	record = read_as(&reader, "a.txt", "JobID|ElapsedRaw|"
	    "ConsumedEnergyRaw|NodeList\n1|100|36000|a1\n2|300||a2\n");
	assert_near(record->energy_kwh, 0.01, 1e-12);
	assert_near(record->coverage, 0.25, 1e-12);
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_PARTIAL));
	/* 390 kW of one node */
	record = read_as(&reader, "a.txt", "JobID|ElapsedRaw|NNodes|"
	    "ConsumedEnergyRaw\n1|10|1|3900000\n");
	ck_assert(isnan(record->energy_kwh));
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_IMPLAUSIBLE));
	/* the job's row has none: its largest step stands for it */
	record = read_as(&reader, "a.txt", "JobID|ElapsedRaw|"
	    "ConsumedEnergyRaw\n1|10|\n1.batch|10|700\n1.extern|10|900\n"
	    "1.0|9|800\n");
	assert_near(record->energy_kwh * 3.6e6, 900, 1e-9);
	reader_free(&reader);
}
END_TEST

#define N "JobID|ElapsedRaw|Start|End|ConsumedEnergyRaw|NodeList\n"
#define FIRST_HALF "|3600|2024-01-01T00:00:00|2024-01-01T01:00:00|"
#define SECOND_HALF "|3600|2024-01-01T00:30:00|2024-01-01T01:30:00|"
#define NEXT_HOUR "|3600|2024-01-01T01:00:00|2024-01-01T02:00:00|"

START_TEST(node_energy_counts_once)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "a.txt", N
	    "1" FIRST_HALF "1000|n[01-04]\n"
	    "2" SECOND_HALF "2500|n03\n"
	    "3" FIRST_HALF "400|n09\n"
	    "4" NEXT_HOUR "300|n[05-06,09]\n");

	assert_near(record->energy_kwh * 3.6e6, 3200, 1e-9);
	ck_assert_double_eq(record->duration_s, 4 * 3600);
	ck_assert_ptr_nonnull(strstr(said(&reader, DIAG_LOG_OVERLAP)->text,
	    "lower bound"));
	/* the two before it are more than the third */
	record = read_as(&reader, "a.txt", N "1" FIRST_HALF "1000|n01\n"
	    "2" FIRST_HALF "1000|n02\n3" SECOND_HALF "1500|n[01-02]\n");
	assert_near(record->energy_kwh * 3.6e6, 2000, 1e-9);
	/* one after the other is no overlap */
	record = read_as(&reader, "a.txt", N "1" FIRST_HALF "1000|n01\n"
	    "2" NEXT_HOUR "1000|n01\n");
	assert_near(record->energy_kwh * 3.6e6, 2000, 1e-9);
	ck_assert_ptr_null(said(&reader, DIAG_LOG_OVERLAP));
	/* without nodes it can only be told */
	record = read_as(&reader, "a.txt", N "1" FIRST_HALF "1000|\n"
	    "2" SECOND_HALF "1000|\n");
	assert_near(record->energy_kwh * 3.6e6, 2000, 1e-9);
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_OVERLAP));
	reader_free(&reader);
}
END_TEST

START_TEST(node_lists)
{
	static const struct {
		const char *a, *b;
		bool share;
	} all[] = {
		{ "n01", "n01", true },
		{ "n01", "n02", false },
		{ "n[01-04]", "n03", true },
		{ "n[01-04]", "m03", false },
		{ "n[01,07-09],gpu1", "login,n[5-7]", true },
		{ "n[01,07-09]", "n[02-06,10]", false },
		{ "login", "login", true },
		{ "login", "login1", false },
		{ "n[1-", "n1", true },
		{ "", "n1", false },
	};
	size_t i;

	for (i = 0; i < sizeof all / sizeof all[0]; i++) {
		ck_assert_msg(jobs_share_node(span_of(all[i].a),
		    span_of(all[i].b)) == all[i].share, "%zu", i);
		ck_assert_msg(jobs_share_node(span_of(all[i].b),
		    span_of(all[i].a)) == all[i].share, "%zu", i);
	}
}
END_TEST

START_TEST(requeues_and_repeats)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "a.txt", N
	    "5|100|2024-01-01T00:00:00|2024-01-01T00:01:40|10|n1\n"
	    "5|200|2024-01-01T10:00:00|2024-01-01T10:03:20|20|n2\n"
	    "5|200|2024-01-01T10:00:00|2024-01-01T10:03:20|20|n2\n");

	ck_assert_double_eq(record->duration_s, 300);
	assert_near(record->energy_kwh * 3.6e6, 30, 1e-9);
	ck_assert_uint_eq(record->run_count, 1);
	assert_pos(said(&reader, DIAG_LOG_TWICE)->pos, 4, 1);
	assert_pos(said(&reader, DIAG_LOG_RUNS)->pos, 2, 1);
	/* outputs written one behind another */
	record = read_as(&reader, "a.txt", "JobID|ElapsedRaw\n1|10\n"
	    "JobID|State|ElapsedRaw\n1|COMPLETED|10\n2|FAILED|5\n");
	ck_assert_double_eq(record->duration_s, 15);
	ck_assert_uint_eq(record->rows_skipped, 0);
	/* listed while it ran and again later */
	record = read_as(&reader, "a.txt", N
	    "5|100|2024-01-01T00:00:00|Unknown|10|n1\n"
	    "5|900|2024-01-01T00:00:00|2024-01-01T00:15:00|95|n1\n");
	ck_assert_double_eq(record->duration_s, 900);
	assert_near(record->energy_kwh * 3.6e6, 95, 1e-9);
	reader_free(&reader);
}
END_TEST

START_TEST(states)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "a.txt",
	    "JobID|State|ElapsedRaw|End\n"
	    "1_[4-9]|PENDING|0|Unknown\n"
	    "1_1|COMPLETED|100|2024-01-01T00:00:00\n"
	    "1_2|CANCELLED by 1001|50|2024-01-01T00:00:00\n"
	    "1_3|OUT_OF_ME+|25|2024-01-01T00:00:00\n"
	    "2+0|RUNNING|7|Unknown\n"
	    "3|CANCELLED|0|2024-01-01T00:00:00\n");

	ck_assert_double_eq(record->duration_s, 182);
	ck_assert_uint_eq(record->run_count, 4);
	ck_assert(record->duration_is_lower_bound);
	ck_assert_ptr_nonnull(strstr(said(&reader, DIAG_LOG_ABORTED)->text,
	    "2 of 4"));
	assert_pos(said(&reader, DIAG_LOG_PARTIAL)->pos, 6, 1);
	reader_free(&reader);
}
END_TEST

START_TEST(jobs_of_different_sizes)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "a.txt",
	    "JobID|ElapsedRaw|AllocTRES\n1|3600|gres/gpu=8\n"
	    "2|7200|gres/gpu=1\n");

	ck_assert_int_eq(record->devices, -1);
	ck_assert_ptr_nonnull(strstr(said(&reader, DIAG_LOG_SCOPE)->text,
	    "device-hours=\"10 h\""));
	reader_free(&reader);
}
END_TEST

START_TEST(steps_alone)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "a.txt",
	    "JobID|ElapsedRaw|AllocTRES|ConsumedEnergyRaw\n"
	    "1.batch|100|gres/gpu=4|900\n1.extern|101|gres/gpu=8|1000\n"
	    "1.0|99|gres/gpu=8|950\n");

	ck_assert_double_eq(record->duration_s, 101);
	ck_assert_int_eq(record->devices, 8);
	assert_near(record->energy_kwh * 3.6e6, 1000, 1e-9);
	ck_assert_ptr_nonnull(strstr(said(&reader, DIAG_LOG_STEPS)->text,
	    "steps alone"));
	reader_free(&reader);
}
END_TEST

START_TEST(window)
{
	struct reader reader = reader_new();
	const struct record *record;

	reader.options.zone_s = 0;
	reader.options.from_s = 1704067200; /* 2024-01-01T00:00:00Z */
	reader.options.to_s = 1704067200 + 3600;
	record = read_as(&reader, "a.txt", N "1" FIRST_HALF "1000|n1\n"
	    "2" NEXT_HOUR "70|n1\n");
	ck_assert_uint_eq(record->run_count, 1);
	ck_assert_double_eq(record->duration_s, 3600);
	ck_assert_ptr_null(said(&reader, DIAG_LOG_WINDOW));
	record = read_as(&reader, "a.txt", N "1" SECOND_HALF "1000|n1\n");
	ck_assert_double_eq(record->duration_s, 3600);
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_WINDOW));
	reader_free(&reader);
}
END_TEST

#define SET(number) "{\"set\":true,\"infinite\":false,\"number\":" number "}"
#define UNSET "{\"set\":false,\"infinite\":false,\"number\":0}"

START_TEST(accounting_json)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "a.json",
	    "{\"jobs\":[{\"job_id\":88,\"name\":\"x\",\"user\":\"me\","
	    "\"allocation_nodes\":2,\"nodes\":\"n[1-2]\","
	    "\"array\":{\"job_id\":0,\"task_id\":" UNSET "},"
	    "\"state\":{\"current\":[\"COMPLETED\"]},"
	    "\"time\":{\"elapsed\":120,\"start\":1704067200,"
	    "\"end\":1704067320},"
	    "\"tres\":{\"allocated\":[{\"type\":\"cpu\",\"name\":\"\","
	    "\"id\":1,\"count\":8},{\"type\":\"gres\",\"name\":\"gpu\","
	    "\"id\":1001,\"count\":4},{\"type\":\"gres\",\"name\":"
	    "\"gpu:h100\",\"id\":1002,\"count\":4}]},"
	    "\"steps\":[{\"step\":{\"id\":\"88.batch\"},\"statistics\":"
	    "{\"energy\":{\"consumed\":" SET("5000") "}}},"
	    "{\"step\":{\"id\":\"88.0\"},\"statistics\":{\"energy\":"
	    "{\"consumed\":" SET("9000") "}}}]},\n"
	    "{\"job_id\":91,\"allocation_nodes\":1,\"array\":{\"job_id\":90,"
	    "\"task_id\":" SET("3") "},\"state\":{\"current\":\"FAILED\"},"
	    "\"time\":{\"elapsed\":30,\"start\":1704070000,\"end\":1704070030},"
	    "\"tres\":{\"allocated\":[{\"type\":\"gres\",\"name\":"
	    "\"gpu:h100\",\"count\":4},{\"type\":\"energy\",\"name\":\"\","
	    "\"count\":18446744073709551614}]}}],\n"
	    "\"meta\":{\"slurm\":{\"release\":\"24.05.1\"}}}");

	ck_assert_str_eq(record->format, "slurm-sacct-json");
	ck_assert_str_eq(record->tool_version, "24.05.1");
	ck_assert_double_eq(record->duration_s, 150);
	ck_assert_int_eq(record->devices, 4);
	ck_assert_str_eq(record->device_model, "h100");
	assert_near(record->energy_kwh * 3.6e6, 9000, 1e-9);
	ck_assert(record->zoned);
	ck_assert_uint_eq(record->run_count, 2);
	ck_assert_str_eq(record->runs[1].id, "90_3");
	ck_assert_uint_eq(record->runs[1].pos.line, 2);
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_ABORTED));
	reader_free(&reader);
}
END_TEST

START_TEST(queue_json)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "a.json",
	    "{\"last_update\":" SET("1704067800") ",\"jobs\":["
	    "{\"job_id\":1,\"job_state\":[\"RUNNING\"],\"start_time\":"
	    SET("1704067200") ",\"end_time\":" SET("1799999999") ","
	    "\"node_count\":" SET("2") ",\"gres_detail\":["
	    "\"gpu:a100:4(IDX:0-3)\",\"gpu:a100:4(IDX:0-3)\"],"
	    "\"tres_alloc_str\":\"cpu=2\"},"
	    "{\"job_id\":2,\"job_state\":\"PENDING\",\"start_time\":"
	    "1704067900,\"end_time\":1704069999}]}");

	ck_assert_str_eq(record->format, "slurmrestd-json");
	ck_assert_double_eq(record->duration_s, 600);
	ck_assert(record->duration_is_lower_bound);
	ck_assert(isnan(record->end_s));
	ck_assert_int_eq(record->devices, 8);
	ck_assert_int_eq(record->machine.nodes, 2);
	ck_assert_uint_eq(record->run_count, 1);
	/* nobody says when the list was written */
	record = read_as(&reader, "a.json", "{\"jobs\":[{\"job_id\":1,"
	    "\"job_state\":\"RUNNING\",\"start_time\":1704067200,"
	    "\"end_time\":1799999999}]}");
	ck_assert(isnan(record->duration_s));
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_NOTHING));
	reader_free(&reader);
}
END_TEST

#define TORQUE(inside) "<Data><Job><Job_Id>12.head.example.org</Job_Id>" \
	inside "</Job></Data>"

START_TEST(torque)
{
	struct reader reader = reader_new();
	const struct record *record = read_as(&reader, "a.xml", TORQUE(
	    "<Job_Owner>me@head</Job_Owner><resources_used><cput>9:00:00"
	    "</cput><energy_used>0</energy_used><walltime>02:00:01</walltime>"
	    "</resources_used><job_state>C</job_state><exec_host>n1/0+n1/1"
	    "</exec_host><Resource_List><nodes>2:ppn=4:gpus=2</nodes>"
	    "<walltime>48:00:00</walltime></Resource_List><start_time>"
	    "1704067200</start_time><comp_time>1704074401</comp_time>"
	    "<total_runtime>7201.250000</total_runtime><exit_status>271"
	    "</exit_status>"));

	ck_assert_str_eq(record->format, "pbs-qstat-xml");
	assert_near(record->duration_s, 7201.25, 1e-9);
	ck_assert_int_eq(record->devices, 4);
	ck_assert_int_eq(record->machine.nodes, 2);
	ck_assert(isnan(record->energy_kwh));
	ck_assert_str_eq(record->runs[0].id, "12");
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_ABORTED));
	record = read_as(&reader, "a.xml", TORQUE("<job_state>C</job_state>"
	    "<resources_used><energy_used>55</energy_used><walltime>"
	    "2630:02:36</walltime></resources_used><Resource_List><nodes>"
	    "1:ppn=8:gpus=4+2:ppn=1</nodes></Resource_List>"
	    "<exec_gpus>n1-gpu/0+n1-gpu/1</exec_gpus>"));
	ck_assert_double_eq(record->duration_s, 9468156);
	ck_assert_int_eq(record->devices, 2);
	ck_assert(isnan(record->energy_kwh));
	/* what was asked for is no measure */
	record = read_as(&reader, "a.xml", TORQUE("<job_state>Q</job_state>"
	    "<Resource_List><walltime>48:00:00</walltime></Resource_List>"));
	ck_assert(isnan(record->duration_s));
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_NOTHING));
	reader_free(&reader);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("cluster_jobs");

	tests_add(suite, one_job_with_steps);
	tests_add(suite, energies);
	tests_add(suite, node_energy_counts_once);
	tests_add(suite, node_lists);
	tests_add(suite, requeues_and_repeats);
	tests_add(suite, states);
	tests_add(suite, jobs_of_different_sizes);
	tests_add(suite, steps_alone);
	tests_add(suite, window);
	tests_add(suite, accounting_json);
	tests_add(suite, queue_json);
	tests_add(suite, torque);
	return tests_run(suite);
}
