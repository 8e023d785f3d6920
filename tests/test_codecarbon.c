/*
 * CodeCarbon's emissions.csv in the shapes that its versions have written,
 * and real files.
 */
#include "ingest_text.h"

#define HEADER_12                                                       \
	"timestamp,experiment_id,project_name,duration,emissions,"      \
	"energy_consumed,country_name,country_iso_code,region,on_cloud," \
	"cloud_provider,cloud_region\n"
#define HEADER_38                                                         \
	"timestamp,project_name,run_id,experiment_id,duration,emissions," \
	"emissions_rate,cpu_power,gpu_power,ram_power,cpu_energy,"        \
	"gpu_energy,ram_energy,energy_consumed,water_consumed,"           \
	"country_name,country_iso_code,region,cloud_provider,"            \
	"cloud_region,os,python_version,codecarbon_version,cpu_count,"    \
	"cpu_model,gpu_count,gpu_model,longitude,latitude,"               \
	"ram_total_size,tracking_mode,cpu_utilization_percent,"           \
	"gpu_utilization_percent,ram_utilization_percent,ram_used_gb,"    \
	"on_cloud,pue,wue\n"

#define LEFT_38(run, end)                                                \
	end ",p," run ",e,10,0.004,1,2,3,4,0.001,0.002,0.003,0.006,0,"   \
	    "Belgium,BEL"
#define MIDDLE_38 ",,,Linux-6,3.12.3,3.2.9,12,Intel i5"
#define RIGHT_38 ",23.2,machine,0,0,0,0,N,1.5,0.0\n"

/* Versions 3.2.9 and 3.3.0 leave out what is None. */
START_TEST(short_rows)
{
	static const char text[] = HEADER_38
	    LEFT_38("full", "2026-05-23T10:00:00") ",brussels" MIDDLE_38
	    ",1,1 x NVIDIA T4,4.3,50.8" RIGHT_38
	    LEFT_38("none", "2026-05-23T11:00:00") MIDDLE_38 RIGHT_38
	    LEFT_38("gpu", "2026-05-23T12:00:00") MIDDLE_38
	    ",1,1 x NVIDIA T4" RIGHT_38
	    LEFT_38("place", "2026-05-23T13:00:00") ",brussels" MIDDLE_38
	    ",4.3,50.8" RIGHT_38
	    LEFT_38("region", "2026-05-23T14:00:00") MIDDLE_38
	    ",1,1 x NVIDIA T4,4.3,50.8" RIGHT_38
	    LEFT_38("cloud", "2026-05-23T15:00:00") ",brussels" MIDDLE_38
	    ",1,1 x NVIDIA T4" RIGHT_38
	    LEFT_38("bad", "2026-05-23T16:00:00") MIDDLE_38 ",1" RIGHT_38
	    LEFT_38("worse", "2026-05-23T17:00:00") "\n";
	struct job job = job_new();
	const struct record *record = job_read_text(&job, "short.csv", text);

	ck_assert_uint_eq(record->run_count, 6);
	ck_assert_uint_eq(record->rows_skipped, 2);
	assert_near(record->energy_kwh, 6 * 0.006, 1e-12);
	assert_near(record->pue_included, 1.5, 0);
	ck_assert_int_eq(record->devices, 1);
	ck_assert_str_eq(record->device_model, "NVIDIA T4");
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_REPAIRED), 1);
	ck_assert_ptr_nonnull(strstr(job_diag(&job, DIAG_LOG_REPAIRED)->text,
	    "5 rows"));
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_ROW), 2);
	ck_assert_uint_eq(job_diag(&job, DIAG_LOG_ROW)->pos.line, 8);
	job_end(&job);
}
END_TEST

START_TEST(first_versions)
{
	static const char text[] = "\xef\xbb\xbf" HEADER_12
	    "2020-03-23T09:26:11,id-1,p,34,0.008,0.008,USA,USA,Ohio,N,,\r\n"
	    "2020-03-24T09:26:11,id-2,p,16,0.001,0.002,Taiwan,TWN,X,N,,\n"
	    "id-3,2020-03-24T09:26:11,p,16,0.001,0.002,Taiwan,TWN,X,N,,\n";
	struct job job = job_new();
	const struct record *record = job_read_text(&job, "v1.csv", text);

	ck_assert_uint_eq(record->run_count, 2);
	assert_near(record->energy_kwh, 0.010, 1e-15);
	ck_assert_str_eq(record->runs[0].id, "id-1");
	ck_assert_int_eq(record->devices, -1);
	ck_assert_int_eq((int)record->kind, RECORD_MODELLED);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_TOOL_FAULT), 1);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_ROW), 1);
	ck_assert_uint_eq(job_diag(&job, DIAG_LOG_ROW)->pos.line, 4);
	job_end(&job);
}
END_TEST

/* Everybody's experiment id is not a run's. */
START_TEST(default_experiment)
{
	static const char text[] = HEADER_12
	    "2020-03-23T09:26:11,5b0fa12a-3dd7-45bb-9766-cc326314d9f1,p,34,"
	    "0.008,0.008,USA,USA,Ohio,N,,\n"
	    "2020-03-24T09:26:11,5b0fa12a-3dd7-45bb-9766-cc326314d9f1,p,16,"
	    "0.001,0.002,USA,USA,Ohio,N,,\n";
	struct job job = job_new();

	job_read_text(&job, "default.csv", text);
	ck_assert_uint_eq(job.record->run_count, 2);
	assert_near(job.record->energy_kwh, 0.010, 1e-15);
	job_end(&job);
}
END_TEST

/* As a spreadsheet saves it. */
START_TEST(decimal_comma)
{
	static const char text[] =
	    "\xef\xbb\xbf;timestamp;duration;emissions;energy_consumed;"
	    "cpu_energy;run_id;;;\r\n"
	    "0;2024-01-01T00:00:10;105,5;0,25;0,5;0,5;a;;;\r\n"
	    "1;2024-01-01T01:00:10;105,5;0,25;1;1;b;;;";
	struct job job = job_new();
	const struct record *record = job_read_text(&job, "excel.csv", text);

	assert_near(record->energy_kwh, 1.5, 0);
	assert_near(record->co2e_g_reported, 500, 1e-9);
	assert_near(record->duration_s, 211, 0);
	ck_assert_uint_eq(record->run_count, 2);
	ck_assert_uint_eq(record->rows_skipped, 0);
	job_end(&job);
}
END_TEST

START_TEST(glued_rows)
{
	static const char text[] = HEADER_12
	    "2020-03-23T09:26:11,a,p,34,8,0.008,USA,USA,Ohio,N,,"
	    "2020-03-24T09:26:11,b,p,34,8,0.008,USA,USA,Ohio,N,,\n"
	    "2020-03-25T09:26:11,c,p,34,8,0.008,USA,USA,Ohio,N,,\n"
	    "2020-03-26T09:2";
	struct job job = job_new();

	job_read_text(&job, "glued.csv", text);
	ck_assert_uint_eq(job.record->run_count, 1);
	ck_assert_uint_eq(job.record->rows_skipped, 2);
	ck_assert_ptr_nonnull(strstr(job_diag(&job, DIAG_LOG_ROW)->text,
	    "two records on one line"));
	job_end(&job);
}
END_TEST

START_TEST(task_file)
{
	static const char text[] =
	    "task_name,timestamp,project_name,run_id,duration,emissions,"
	    "gpu_energy,energy_consumed,tracking_mode\n"
	    "load,2024-01-01T00:00:10,p,r,10,0.1,0.2,0.3,machine\n"
	    "train,2024-01-01T00:00:40,p,r,30,0.1,0.2,0.5,machine\n";
	struct job job = job_new();
	const struct record *record = job_read_text(&job, "task.csv", text);

	ck_assert_uint_eq(record->run_count, 1);
	assert_near(record->energy_kwh, 0.8, 1e-15);
	assert_near(record->duration_s, 40, 0);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_TASKS), 1);
	job_end(&job);
}
END_TEST

START_TEST(models)
{
	static const struct {
		const char *count, *model;
		int devices;
		const char *name;
	} cells[] = {
		{ "1", "4 x NVIDIA A100-PCIE-40GB", 4,
		    "NVIDIA A100-PCIE-40GB" },
		{ "3", "2 x NVIDIA V1001 x NVIDIA A40", 3,
		    "NVIDIA V100 + NVIDIA A40" },
		{ "1", "Apple M1", 1, "Apple M1" },
		{ "2.0", "", 2, NULL },
		{ "", "", -1, NULL },
	};
	size_t i;

	for (i = 0; i < sizeof cells / sizeof cells[0]; i++) {
		struct job job = job_new();
		char text[512];

		snprintf(text, sizeof text, "timestamp,run_id,duration,"
		    "emissions,energy_consumed,cpu_energy,gpu_count,"
		    "gpu_model\n2024-01-01T00:00:10,a,1,1,0.001,0.001,%s,"
		    "%s\n", cells[i].count, cells[i].model);
		job_read_text(&job, "model.csv", text);
		ck_assert_int_eq(job.record->devices, cells[i].devices);
		ck_assert_pstr_eq(job.record->device_model, cells[i].name);
		job_end(&job);
	}
}
END_TEST

START_TEST(real_files)
{
	static const struct {
		const char *file;
		size_t runs, skipped;
		double energy_kwh, tolerance;
		size_t overlaps, fallbacks, repairs;
	} files[] = {
		{ "emissions-v2.4.3rc1-31col-dup-runids-blank-cells", 21, 0,
		    0.00809027, 5e-9, 1, 0, 0 },
		{ "boamps-repo-codecarbon_file-v2.5.0-V100S", 104, 0,
		    0.03978054, 5e-9, 0, 0, 0 },
		{ "emissions-v3.2.9-append-short-rows-35-of-38.GENERATED", 3,
		    0, 0.0535104310, 5e-11, 0, 0, 1 },
		{ "emissions-v3.2.9-append-short-rows-33-of-38.GENERATED", 3,
		    0, 0.0535104310, 5e-11, 0, 0, 1 },
		/* 0.00026706 kWh when nested trackers are added */
		{ "greenkode-emissions-v3.1.0-34col-nested-trackers", 5, 0,
		    0.00024342, 5e-9, 2, 1, 0 },
		{ "emissions-2021-17col-missing-newline-glued-row", 99, 1,
		    3, 1e-9, 0, 0, 0 }, /* the others are over 100 kW */
		{ "emissions-2020-BOM-unnamed-index-col-crlf", 100, 0, 3,
		    1e-9, 0, 0, 0 },
		{ "emissions-2021-18col-14-trailing-empty-cols-crlf", 100, 0,
		    3, 1e-9, 0, 0, 0 },
		{ "emissions-v0.0.x-BOM-then-v0-column-order-appended", 100,
		    1, 3, 1e-9, 0, 0, 0 },
		{ "emissions_invalid_headers-11col", 1, 0, 0.001308618772068,
		    1e-15, 0, 0, 0 },
		{ "emissions-v3.2.2-33col-dropped-columns.GENERATED", 2, 0,
		    0.026761384070316691, 1e-15, 0, 0, 0 },
	};
	size_t i;

	for (i = 0; i < sizeof files / sizeof files[0]; i++) {
		struct job job = job_new();
		char path[256];

		snprintf(path, sizeof path, "real/codecarbon/%s.csv",
		    files[i].file);
		if (job_read_real(&job, path)) {
			ck_assert_uint_eq(job.record->run_count,
			    files[i].runs);
			ck_assert_uint_eq(job.record->rows_skipped,
			    files[i].skipped);
			assert_near(job.record->energy_kwh,
			    files[i].energy_kwh, files[i].tolerance);
			ck_assert_uint_eq(job_said(&job, DIAG_LOG_OVERLAP),
			    files[i].overlaps);
			ck_assert_uint_eq(job_said(&job,
			    DIAG_LOG_PLACE_FALLBACK), files[i].fallbacks);
			ck_assert_uint_eq(job_said(&job, DIAG_LOG_REPAIRED),
			    files[i].repairs);
		}
		job_end(&job);
	}
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("codecarbon");

	tests_add(suite, short_rows);
	tests_add(suite, first_versions);
	tests_add(suite, default_experiment);
	tests_add(suite, decimal_comma);
	tests_add(suite, glued_rows);
	tests_add(suite, task_file);
	tests_add(suite, models);
	if (tests_have_real())
		tests_add(suite, real_files);
	return tests_run(suite);
}
