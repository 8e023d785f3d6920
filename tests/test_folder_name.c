/*
 * What names of folders and files say of runs.
 */
#include "study/folder_name.h"

#include "base/arena.h"
#include "tests.h"

START_TEST(kinds)
{
	static const struct {
		const char *name;
		enum name_kind kind;
	} names[] = {
		{ "bert", NAME_WORD }, { "gpt-2", NAME_WORD },
		{ "llama2_70b", NAME_WORD }, { "resnet50", NAME_WORD },
		{ "decade", NAME_WORD }, { "feedface", NAME_WORD },
		{ "logs", NAME_PLAIN }, { "Results", NAME_PLAIN },
		{ "wandb", NAME_PLAIN }, { "checkpoint-1000", NAME_PLAIN },
		{ "jane@example.org", NAME_PLAIN },
		{ "node_0", NAME_RANK }, { "rank3", NAME_RANK },
		{ "gpu7", NAME_RANK }, { "worker-12", NAME_RANK },
		{ "restart1", NAME_RESTART }, { "part-2", NAME_RESTART },
		{ "resume", NAME_RESTART },
		{ "seed1", NAME_RUN }, { "run_7", NAME_RUN },
		{ "version_0", NAME_RUN }, { "1234567", NAME_RUN },
		{ "2024-01-31", NAME_RUN }, { "3f2a9c1", NAME_RUN },
		{ "run-20210216_154407-g9dvvkua", NAME_RUN },
		{ "offline-run-20210216_154407-g9dvvkua", NAME_RUN },
		{ "tuning", NAME_STAGE }, { "failed", NAME_STAGE },
		{ "eval2", NAME_STAGE }, { "run", NAME_PLAIN },
	};
	size_t i;

	for (i = 0; i < sizeof names / sizeof names[0]; i++)
		ck_assert_msg(name_kind(span_of(names[i].name)) ==
			names[i].kind,
		    "%s is %d", names[i].name,
		    (int)name_kind(span_of(names[i].name)));
}
END_TEST

START_TEST(stages)
{
	enum stage stage;

	ck_assert(name_stage(span_of("hpo"), &stage));
	ck_assert_int_eq(stage, STAGE_TUNING);
	ck_assert(name_stage(span_of("failed_3"), &stage));
	ck_assert_int_eq(stage, STAGE_FAILED);
	ck_assert(!name_stage(span_of("bert"), &stage));
}
END_TEST

START_TEST(files)
{
	struct arena *arena = arena_new();
	struct span job = name_job(span_of("slurm-123456.out"));

	ck_assert_uint_eq(job.n, 6);
	ck_assert_uint_eq(name_job(span_of("power_20240131.csv")).n, 0);
	ck_assert_uint_eq(name_job(span_of("result_0.txt")).n, 0);
	ck_assert_str_eq(name_stem("power_rank0.csv.gz", arena), "power");
	ck_assert_str_eq(name_stem("node_12.txt", arena), "");
	ck_assert_str_eq(name_stem("train.part2.log", arena), "train");
	ck_assert_str_eq(name_stem("result_0.txt", arena), "result-0");
	ck_assert_str_eq(name_stem("v4.0-smc-result_06-node_0.txt", arena),
	    "v4-0-smc-result-06");
	ck_assert(name_restarts("train_part2.log"));
	ck_assert(!name_restarts("party.log"));
	ck_assert_str_eq(name_id("big run (2)", arena), "big-run-2");
	ck_assert_str_eq(name_id("../..", arena), "");
	ck_assert_str_eq(name_id("\xe6\xa8\xa1", arena), "");
	arena_free(arena);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("folder_name");

	tests_add(suite, kinds);
	tests_add(suite, stages);
	tests_add(suite, files);
	return tests_run(suite);
}
