/*
 * What the rows of CodeCarbon's emissions.csv add up to: rows of one run,
 * trackers that overlap, blank and impossible cells, the PUE, a torn file.
 */
#include "ingest_text.h"

#define HEADER_31                                                         \
	"timestamp,project_name,run_id,duration,emissions,emissions_rate," \
	"cpu_power,gpu_power,ram_power,cpu_energy,gpu_energy,ram_energy," \
	"energy_consumed,country_name,country_iso_code,region,"           \
	"cloud_provider,cloud_region,os,python_version,"                  \
	"codecarbon_version,cpu_count,cpu_model,gpu_count,gpu_model,"     \
	"longitude,latitude,ram_total_size,tracking_mode,on_cloud,pue\n"

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

int
main(void)
{
	Suite *suite = suite_create("codecarbon_rows");

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
	tests_add(suite, torn_file);
	tests_add(suite, nothing_usable);
	tests_add(suite, window);
	return tests_run(suite);
}
