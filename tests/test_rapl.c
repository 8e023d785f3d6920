/*
 * RAPL counters of sysfs as shell commands print them. The energies are
 * differences worked out by hand.
 */
#include "ingest_text.h"

#define CAP "/sys/class/powercap/"
#define PKG CAP "intel-rapl:0/"
#define CORE CAP "intel-rapl:0:0/"
#define DRAM CAP "intel-rapl:0:1/"
#define NAMES PKG "name:package-0\n" CORE "name:core\n" DRAM "name:dram\n" \
	PKG "max_energy_range_uj:262143328850\n" \
	DRAM "max_energy_range_uj:65712999613\n"

static double
joules(const struct record *record)
{
	return record->energy_kwh * 3.6e6;
}

START_TEST(pair_counts_package_and_memory)
{
	struct job job = job_new();
	struct record *record = job_read_text(&job, "rapl.txt",
	    "2026-01-05T10:00:00Z\n" NAMES
	    PKG "energy_uj:1000000000\n" CORE "energy_uj:500000000\n"
	    DRAM "energy_uj:200000000\n"
	    "2026-01-05T10:01:00Z\n"
	    PKG "energy_uj:7000000000\n" CORE "energy_uj:4500000000\n"
	    DRAM "energy_uj:800000000\n");

	ck_assert_str_eq(record->format, "rapl-sysfs");
	assert_near(joules(record), 6600, 1e-6);
	assert_near(record->duration_s, 60, 1e-9);
	assert_near(record->mean_power_w, 110, 1e-9);
	ck_assert(record->zoned);
	ck_assert_int_eq(record->kind, RECORD_MEASURED);
	ck_assert_int_eq(record->scope, SCOPE_PROCESSOR);
	ck_assert_int_eq(record->devices, -1);
	ck_assert_uint_eq(record->device_list_count, 2);
	ck_assert_str_eq(record->device_list[0].id,
	    "package-0 (intel-rapl:0)");
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_INSIDE), 1);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_WRAP), 0);
	job_end(&job);
}
END_TEST

START_TEST(counter_runs_over)
{
	struct job job = job_new();
	/* 262143.328850 J - 262143 J + 5999.67115 J */
	struct record *record = job_read_text(&job, "rapl.txt",
	    NAMES "1700000000.0\n" PKG "energy_uj:262143000000\n"
	    "1700000060.0\n" PKG "energy_uj:5999671150\n");

	assert_near(joules(record), 6000, 1e-6);
	assert_near(record->start_s, 1700000000, 1e-6);
	ck_assert_ptr_nonnull(strstr(job_diag(&job, DIAG_LOG_SCOPE)->text,
	    "ran over 1 time"));
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_WRAP), 0);
	job_end(&job);
}
END_TEST

START_TEST(unknown_range_is_unknown)
{
	struct job job = job_new();
	struct record *record = job_read_text(&job, "rapl.txt",
	    "1700000000\n" PKG "energy_uj:9000000\n"
	    "1700000010\n" PKG "energy_uj:1000000\n"
	    "1700000020\n" PKG "energy_uj:51000000\n");

	assert_near(joules(record), 50, 1e-9);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_FALLING), 1);
	job_end(&job);
}
END_TEST

START_TEST(long_step_may_hide_more)
{
	struct job job = job_new();
	struct record *record = job_read_text(&job, "rapl.txt",
	    NAMES "1700000000\n" PKG "energy_uj:0\n"
	    "1700003600\n" PKG "energy_uj:3600000000\n");

	assert_near(joules(record), 3600, 1e-6);
	ck_assert_ptr_nonnull(strstr(job_diag(&job, DIAG_LOG_WRAP)->text,
	    "after 262143 J"));
	record = job_read_text(&job, "rapl.txt",
	    PKG "energy_uj:0\n" PKG "energy_uj:3600000000\n");
	assert_near(joules(record), 3600, 1e-6);
	ck_assert(isnan(record->duration_s));
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_WRAP), 2);
	job_end(&job);
}
END_TEST

START_TEST(platform_holds_packages)
{
	struct job job = job_new();
	struct record *record = job_read_text(&job, "rapl.txt",
	    CAP "intel-rapl:1/name:psys\n" NAMES
	    "1700000000\n" CAP "intel-rapl:1/energy_uj:0\n"
	    PKG "energy_uj:0\n" DRAM "energy_uj:0\n"
	    "1700000010\n" CAP "intel-rapl:1/energy_uj:500000000\n"
	    PKG "energy_uj:300000000\n" DRAM "energy_uj:50000000\n");

	assert_near(joules(record), 500, 1e-9);
	ck_assert_int_eq(record->scope, SCOPE_NODE);
	ck_assert_ptr_nonnull(strstr(job_diag(&job, DIAG_LOG_INSIDE)->text,
	    "psys"));
	job_end(&job);
}
END_TEST

/* The same package through memory-mapped registers, and through a link. */
START_TEST(views_of_one_package)
{
	struct job job = job_new();
	struct record *record = job_read_text(&job, "rapl.txt",
	    NAMES CAP "intel-rapl-mmio:0/name:package-0\n"
	    "1700000000\n" PKG "energy_uj:0\n"
	    CAP "intel-rapl-mmio:0/energy_uj:0\n"
	    CAP "intel-rapl/intel-rapl:0/energy_uj:10\n"
	    "1700000010\n" PKG "energy_uj:700000000\n"
	    CAP "intel-rapl-mmio:0/energy_uj:700000100\n"
	    CAP "intel-rapl/intel-rapl:0/energy_uj:700000010\n");

	assert_near(joules(record), 700, 1e-9);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_INSIDE), 1);
	job_end(&job);
}
END_TEST

#define TITLE(file, value) "==> " file " <==\n" value "\n\n"

START_TEST(titles_and_trailing_stamps)
{
	struct job job = job_new();
	struct record *record = job_read_text(&job, "rapl.txt",
	    TITLE(PKG "name", "package-0") TITLE(PKG "enabled", "1")
	    TITLE(PKG "energy_uj", "1000000")
	    "Mon Jan  5 10:00:00 2026\n"
	    TITLE(PKG "energy_uj", "101000000")
	    "Mon Jan  5 10:00:10 2026\n");

	assert_near(joules(record), 100, 1e-9);
	assert_near(record->duration_s, 10, 1e-9);
	ck_assert(!record->zoned);
	job_end(&job);
}
END_TEST

START_TEST(two_files)
{
	struct job job = job_new();
	struct record *record = job_read_text(&job, "x-before.txt",
	    NAMES PKG "energy_uj:5000000\n");

	ck_assert(isnan(record->energy_kwh));
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_SNAPSHOT), 1);
	record = job_read_text(&job, "x-after.txt",
	    PKG "energy_uj:65000000\n");
	assert_near(joules(record), 60, 1e-9);
	remove("x-before.txt");
	record = job_read(&job, "x-after.txt");
	ck_assert(isnan(record->energy_kwh));
	job_end(&job);
}
END_TEST

START_TEST(refused)
{
	struct job job = job_new();
	struct record *record = job_read_text(&job, "rapl.txt",
	    "grep: " PKG "energy_uj: Permission denied\n" PKG
	    "name:package-0\n");

	ck_assert_str_eq(record->format, "rapl-sysfs");
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_NOTHING), 1);
	ck_assert_uint_eq(record->rows_skipped, 1);
	/* 10 MJ in a second */
	record = job_read_text(&job, "rapl.txt",
	    "1700000000\n" PKG "energy_uj:0\n"
	    "1700000001\n" PKG "energy_uj:10000000000000\n");
	ck_assert(isnan(record->energy_kwh));
	ck_assert_uint_eq(record->rows_skipped, 1);
	job_end(&job);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("rapl");

	tests_add(suite, pair_counts_package_and_memory);
	tests_add(suite, counter_runs_over);
	tests_add(suite, unknown_range_is_unknown);
	tests_add(suite, long_step_may_hide_more);
	tests_add(suite, platform_holds_packages);
	tests_add(suite, views_of_one_package);
	tests_add(suite, titles_and_trailing_stamps);
	tests_add(suite, two_files);
	tests_add(suite, refused);
	return tests_run(suite);
}
