/*
 * CodeCarbon's emissions.csv in the shapes that its versions have written.
 */
#include "ingest_text.h"

#define HEADER_12                                                       \
	"timestamp,experiment_id,project_name,duration,emissions,"      \
	"energy_consumed,country_name,country_iso_code,region,on_cloud," \
	"cloud_provider,cloud_region\n"
#define HEADER_31                                                         \
	"timestamp,project_name,run_id,duration,emissions,emissions_rate," \
	"cpu_power,gpu_power,ram_power,cpu_energy,gpu_energy,ram_energy," \
	"energy_consumed,country_name,country_iso_code,region,"           \
	"cloud_provider,cloud_region,os,python_version,"                  \
	"codecarbon_version,cpu_count,cpu_model,gpu_count,gpu_model,"     \
	"longitude,latitude,ram_total_size,tracking_mode,on_cloud,pue\n"
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

/* A row of 31 columns: end, run, duration, emissions, GPU energy, energy, place, mode and PUE vary. */
struct row {
	const char *end, *run;
	double duration_s, co2e_kg;
	const char *energy; /* as text: it may be blank */
	const char *place;  /* ISO code, region */
	const char *where;  /* longitude, latitude */
	const char *mode, *pue;
};

static const struct row usual = {
	.end = "2024-09-26T10:00:00",
	.run = "a",
	.duration_s = 100,
	.co2e_kg = 0.05,
	.energy = "0.1",
	.place = "France,FRA,",
	.where = "2.3387,48.8582",
	.mode = "machine",
	.pue = "1.0",
};

static void
add_row(char *text, size_t size, const struct row *row)
{
	size_t n = strlen(text);

	snprintf(text + n, size - n, "%s,project,%s,%g,%g,1,75,828,32,0.01,"
	    "0.08,0.01,%s,%s,,,Linux-5.15,3.10.12,2.5.0,30,Intel(R) Xeon(R),"
	    "2,2 x Tesla V100S-PCIE-32GB,%s,86.3,%s,N,%s\n", row->end,
	    row->run, row->duration_s, row->co2e_kg, row->energy, row->place,
	    row->where, row->mode, row->pue);
}

static struct job
read_rows(const struct row *rows, size_t n)
{
	struct job job = job_new();
	char text[16384] = HEADER_31;
	size_t i;

	for (i = 0; i < n; i++)
		add_row(text, sizeof text, &rows[i]);
	job_read_text(&job, "emissions.csv", text);
	ck_assert_str_eq(job.record->format, "codecarbon");
	return job;
}

START_TEST(one_run)
{
	struct job job = read_rows(&usual, 1);
	const struct record *record = job.record;

	ck_assert_int_eq((int)record->kind, RECORD_MEASURED);
	ck_assert_int_eq((int)record->scope, SCOPE_NODE);
	ck_assert_int_eq(record->devices, 2);
	ck_assert_str_eq(record->device_model, "Tesla V100S-PCIE-32GB");
	ck_assert_str_eq(record->machine.cpu, "Intel(R) Xeon(R)");
	assert_near(record->machine.memory_gb, 86.3, 1e-12);
	ck_assert_str_eq(record->tool_version, "2.5.0");
	assert_near(record->energy_kwh, 0.1, 0);
	assert_near(record->it_energy_kwh, 0.1, 0);
	assert_near(record->pue_included, 1, 0);
	assert_near(record->co2e_g_reported, 50, 1e-9);
	assert_near(record->intensity_g_per_kwh, 500, 1e-9);
	assert_near(record->duration_s, 100, 0);
	assert_near(record->end_s, 1727344800, 0);
	assert_near(record->start_s, 1727344700, 0);
	assert_near(record->mean_power_w, 3600, 1e-9);
	ck_assert(!record->zoned);
	ck_assert_uint_eq(record->run_count, 1);
	ck_assert_uint_eq(record->energy_pos.line, 2);
	ck_assert_uint_eq(job.diags.count, 0);
	job_end(&job);
}
END_TEST

/* Rows of a run are cumulative: the longest counts. */
START_TEST(cumulative_rows)
{
	struct row rows[4] = { usual, usual, usual, usual };
	struct job job;

	rows[1].duration_s = 300;
	rows[1].energy = "0.3";
	rows[1].end = "2024-09-26T10:03:20";
	rows[2].duration_s = 200;
	rows[2].energy = "0.2";
	rows[3].run = "b";
	rows[3].end = "2024-09-26T11:00:00";
	job = read_rows(rows, 4);
	ck_assert_uint_eq(job.record->run_count, 2);
	ck_assert_uint_eq(job.record->rows, 4);
	assert_near(job.record->energy_kwh, 0.4, 1e-12);
	assert_near(job.record->duration_s, 400, 1e-9);
	ck_assert_uint_eq(job.record->runs[0].pos.line, 3);
	ck_assert_uint_eq(job.diags.count, 1);
	ck_assert_ptr_nonnull(strstr(job_diag(&job,
	    DIAG_LOG_CUMULATIVE)->text, "2 rows"));
	job_end(&job);
}
END_TEST

/* A kilowatt-hour in 34 s is 106 kW: refused, where it is one row and where it is all. */
START_TEST(impossible_power)
{
	struct row rows[2] = { usual, usual };
	struct job job;

	rows[1].run = "b";
	rows[1].end = "2024-09-26T11:00:00";
	rows[1].duration_s = 34;
	rows[1].energy = "1";
	job = read_rows(rows, 2);
	assert_near(job.record->energy_kwh, 0.1, 1e-12);
	ck_assert(isnan(job.record->runs[1].energy_kwh));
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_IMPLAUSIBLE), 1);
	job_end(&job);
	job = read_rows(rows + 1, 1);
	ck_assert(isnan(job.record->energy_kwh));
	ck_assert(isnan(job.record->co2e_g_reported));
	ck_assert_int_eq(job.record->kind, RECORD_NONE);
	job_end(&job);
}
END_TEST

START_TEST(falling_energy)
{
	struct row rows[2] = { usual, usual };
	struct job job;

	rows[1].duration_s = 200;
	rows[1].energy = "0.05";
	rows[1].end = "2024-09-26T10:01:40";
	job = read_rows(rows, 2);
	assert_near(job.record->energy_kwh, 0.05, 0);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_FALLING), 1);
	ck_assert_uint_eq(job_diag(&job, DIAG_LOG_FALLING)->pos.line, 3);
	job_end(&job);
}
END_TEST

/* Rows without an id are runs of their own; without an energy, of unknown energy. */
START_TEST(blank_cells)
{
	struct row rows[4] = { usual, usual, usual, usual };
	struct job job;

	rows[0].run = "";
	rows[1].run = "None";
	rows[1].end = "2024-09-26T12:00:00";
	rows[2].run = "";
	rows[2].energy = "";
	rows[2].end = "2024-09-26T13:00:00";
	rows[3].end = "2024-09-26T14:00:00";
	rows[3].energy = "x";
	job = read_rows(rows, 4);
	ck_assert_uint_eq(job.record->run_count, 3);
	ck_assert_uint_eq(job.record->rows_skipped, 1);
	ck_assert_ptr_null(job.record->runs[0].id);
	ck_assert(isnan(job.record->runs[2].energy_kwh));
	assert_near(job.record->energy_kwh, 0.2, 1e-12);
	/* the mean is over the time whose energy is known */
	assert_near(job.record->mean_power_w, 3600, 1e-9);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_PARTIAL), 1);
	ck_assert_uint_eq(job_diag(&job, DIAG_LOG_PARTIAL)->pos.line, 4);
	job_end(&job);
}
END_TEST

START_TEST(no_energy_at_all)
{
	struct row row = usual;
	struct job job;

	row.energy = "";
	job = read_rows(&row, 1);
	ck_assert(isnan(job.record->energy_kwh));
	ck_assert_int_eq((int)job.record->kind, RECORD_NONE);
	assert_near(job.record->duration_s, 100, 0);
	job_end(&job);
}
END_TEST

/* The PUE is inside the energy, row by row. */
START_TEST(pue)
{
	struct row rows[2] = { usual, usual };
	struct job job;

	rows[0].pue = rows[1].pue = "1.25";
	rows[1].run = "b";
	rows[1].end = "2024-09-26T11:00:00";
	job = read_rows(rows, 2);
	assert_near(job.record->pue_included, 1.25, 0);
	assert_near(job.record->it_energy_kwh, 0.16, 1e-12);
	job_end(&job);
	rows[1].pue = "2";
	job = read_rows(rows, 2);
	assert_near(job.record->it_energy_kwh, 0.08 + 0.05, 1e-12);
	assert_near(job.record->pue_included, 0.2 / 0.13, 1e-12);
	job_end(&job);
	rows[1].pue = "0";
	job = read_rows(rows, 2);
	ck_assert(isnan(job.record->it_energy_kwh));
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_IMPLAUSIBLE), 1);
	job_end(&job);
}
END_TEST

/* Four ranks of a node that each count all of it. */
START_TEST(ranks)
{
	struct row rows[5] = { usual, usual, usual, usual, usual };
	struct job job;

	rows[1].run = "b";
	rows[2].run = "c";
	rows[2].end = "2024-09-26T10:00:01";
	rows[3].run = "d";
	rows[4].run = "later";
	rows[4].end = "2024-09-26T10:01:41";
	job = read_rows(rows, 5);
	assert_near(job.record->energy_kwh, 0.2, 1e-12);
	assert_near(job.record->co2e_g_reported, 100, 1e-9);
	assert_near(job.record->duration_s, 200, 1e-9);
	ck_assert_uint_eq(job.record->run_count, 5);
	assert_near(job.record->runs[1].energy_kwh, 0.1, 0);
	ck_assert_str_eq(job.record->runs[0].host_key,
	    job.record->runs[3].host_key);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_OVERLAP), 1);
	ck_assert_ptr_nonnull(strstr(job_diag(&job, DIAG_LOG_OVERLAP)->text,
	    "(4 times"));
	job_end(&job);
}
END_TEST

/* Rows without an id are said to overlap, but added: they may be anybody's. */
START_TEST(nameless_overlap)
{
	struct row rows[2] = { usual, usual };
	struct job job;

	rows[0].run = rows[1].run = "";
	job = read_rows(rows, 2);
	assert_near(job.record->energy_kwh, 0.2, 1e-12);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_OVERLAP), 1);
	job_end(&job);
}
END_TEST

/* In process mode, or on other machines, the same rows are to be added. */
START_TEST(no_overlap)
{
	struct row rows[2] = { usual, usual };
	struct job job;

	rows[1].run = "b";
	rows[1].where = "9.9,50.1";
	job = read_rows(rows, 2);
	assert_near(job.record->energy_kwh, 0.2, 1e-12);
	ck_assert_str_ne(job.record->runs[0].host_key,
	    job.record->runs[1].host_key);
	ck_assert_uint_eq(job.diags.count, 0);
	job_end(&job);
	rows[1].where = usual.where;
	rows[0].mode = rows[1].mode = "process";
	job = read_rows(rows, 2);
	assert_near(job.record->energy_kwh, 0.2, 1e-12);
	ck_assert_int_eq((int)job.record->scope, SCOPE_PROCESS);
	ck_assert_uint_eq(job.diags.count, 0);
	job_end(&job);
}
END_TEST

/* A tracker inside another, and one that half overlaps. */
START_TEST(nested)
{
	struct row rows[2] = { usual, usual };
	struct job job;

	rows[1].run = "inner";
	rows[1].duration_s = 20;
	rows[1].energy = "0.03";
	rows[1].end = "2024-09-26T09:59:30";
	job = read_rows(rows, 2);
	assert_near(job.record->energy_kwh, 0.1, 1e-12);
	job_end(&job);
	rows[1].end = "2024-09-26T10:00:10";
	job = read_rows(rows, 2);
	assert_near(job.record->energy_kwh, 0.1 + 0.015, 1e-12);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_OVERLAP), 1);
	job_end(&job);
}
END_TEST

START_TEST(fallback_place)
{
	struct row row = usual;
	struct job job;

	row.place = "Canada,CAN,quebec";
	row.where = "-71.2,46.8";
	job = read_rows(&row, 1);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_PLACE_FALLBACK), 1);
	job_end(&job);
	row.where = "-71.2123,46.8123";
	job = read_rows(&row, 1);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_PLACE_FALLBACK), 0);
	job_end(&job);
}
END_TEST

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

/* Not more than a screenful for a file that is all damage. */
START_TEST(torn_file)
{
	struct job job = job_new();
	char text[16384] = HEADER_31;
	size_t n = strlen(text);
	int i;

	add_row(text, sizeof text, &usual);
	n = strlen(text);
	for (i = 0; i < 100; i++)
		n += (size_t)snprintf(text + n, sizeof text - n,
		    "achine,N,,,,,,,,,,,,,,,,,,,,,,,,,,,,,\n");
	job_read_text(&job, "torn.csv", text);
	assert_near(job.record->energy_kwh, 0.1, 0);
	ck_assert_uint_eq(job.record->rows_skipped, 100);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_ROW), 21);
	job_end(&job);
}
END_TEST

START_TEST(nothing_usable)
{
	struct job job = job_new();

	job_read_text(&job, "nothing.csv", HEADER_31);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_NOTHING), 1);
	ck_assert(isnan(job.record->energy_kwh));
	job_end(&job);
}
END_TEST

START_TEST(window)
{
	struct row rows[2] = { usual, usual };
	struct job job = job_new();
	char text[16384] = HEADER_31;

	rows[1].run = "b";
	rows[1].end = "2024-09-27T10:00:00";
	add_row(text, sizeof text, &rows[0]);
	add_row(text, sizeof text, &rows[1]);
	job.options.from_s = 1727395200; /* 2024-09-27 */
	job_read_text(&job, "window.csv", text);
	ck_assert_uint_eq(job.record->run_count, 1);
	ck_assert_str_eq(job.record->runs[0].id, "b");
	job_end(&job);
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

	tests_add(suite, one_run);
	tests_add(suite, cumulative_rows);
	tests_add(suite, impossible_power);
	tests_add(suite, falling_energy);
	tests_add(suite, blank_cells);
	tests_add(suite, no_energy_at_all);
	tests_add(suite, pue);
	tests_add(suite, ranks);
	tests_add(suite, nameless_overlap);
	tests_add(suite, no_overlap);
	tests_add(suite, nested);
	tests_add(suite, fallback_place);
	tests_add(suite, short_rows);
	tests_add(suite, first_versions);
	tests_add(suite, default_experiment);
	tests_add(suite, decimal_comma);
	tests_add(suite, glued_rows);
	tests_add(suite, task_file);
	tests_add(suite, models);
	tests_add(suite, torn_file);
	tests_add(suite, nothing_usable);
	tests_add(suite, window);
	if (tests_have_real())
		tests_add(suite, real_files);
	return tests_run(suite);
}
