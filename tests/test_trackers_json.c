/*
 * experiment-impact-tracker's data.json with the info.pkl beside it, BoAmps
 * reports, and model cards.
 */
#include "ingest_text.h"
#include "ingest_trackers.h"

/* Five samples of a run that starts at 1572411476.66024 and ends at ...527.115371, in UTC. */
static const char samples[] =
    "{\"timestamp\":1572411486.36024,"
    "\"rapl_power_draw_absolute\":50.0,\"nvidia_draw_absolute\":100.0,"
    "\"rapl_estimated_attributable_power_draw\":10.0,"
    "\"nvidia_estimated_attributable_power_draw\":40.5,"
    "\"per_gpu_average_estimated_utilization_absolute\":"
    "{\"(0, 4711)\":{\"sm\":0.5},\"(2, 4711)\":{\"sm\":0.4},"
    "\"(2, 4712)\":{\"sm\":0.1}}}\n"
    "{\"timestamp\":1572411495.41024,"
    "\"rapl_estimated_attributable_power_draw\":20.5,"
    "\"nvidia_estimated_attributable_power_draw\":120.25,"
    "\"realtime_carbon_intensity\":300}\n"
    "{\"timestamp\":1572411504.16024,"
    "\"rapl_estimated_attributable_power_draw\":25,"
    "\"nvidia_estimated_attributable_power_draw\":140.75}\n"
    "{\"timestamp\":1572411513.91024,"
    "\"rapl_estimated_attributable_power_draw\":24.75,"
    "\"nvidia_estimated_attributable_power_draw\":139.5,"
    "\"realtime_carbon_intensity\":340.5}\n"
    "{\"timestamp\":1572411523.16024,"
    "\"rapl_estimated_attributable_power_draw\":22,"
    "\"nvidia_estimated_attributable_power_draw\":150,"
    "\"realtime_carbon_intensity\":\"n\\/a\"}\n";

static struct record *
read_impact(struct job *job, const unsigned char *pickle, size_t n)
{
	if (pickle != NULL)
		job_write("info.pkl", (const char *)pickle, n);
	else
		remove("info.pkl");
	return job_read_text(job, "data.json", samples);
}

/* The tool's arithmetic: each power holds since the sample before, the first since the start, the last up to the end. */
START_TEST(impact_energy)
{
	struct job job = job_new();
	struct record *record = read_impact(&job, pickle_3, sizeof pickle_3);

	ck_assert_str_eq(record->format, "experiment-impact-tracker");
	ck_assert_str_eq(record->tool_version, "0.1.8");
	assert_near(record->it_energy_kwh, 0.0019685194547143245, 1e-12);
	ck_assert_double_eq(record->pue_included, 1);
	/* exp_len_hours of the published run with these stamps */
	assert_near(record->duration_s / 3600, 0.0140153, 5e-8);
	assert_near(record->start_s, 1572411476.66024, 1e-6);
	assert_near(record->end_s, 1572411527.115371, 1e-6);
	ck_assert(record->zoned);
	assert_near(record->intensity_g_per_kwh, 322.1324205661289, 1e-6);
	ck_assert_int_eq(record->devices, 2);
	ck_assert_int_eq(record->scope, SCOPE_PROCESS);
	ck_assert_int_eq(record->kind, RECORD_SAMPLED);
	ck_assert_uint_eq(record->rows, 5);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_PARTIAL), 0);
	job_end(&job);
}
END_TEST

START_TEST(impact_protocols)
{
	struct job job = job_new();

	assert_near(read_impact(&job, pickle_0, sizeof pickle_0)
	    ->it_energy_kwh, 0.0019685194547143245, 1e-12);
	assert_near(read_impact(&job, pickle_2, sizeof pickle_2)
	    ->it_energy_kwh, 0.0019685194547143245, 1e-12);
	assert_near(read_impact(&job, pickle_4, sizeof pickle_4)
	    ->it_energy_kwh, 0.0019685194547143245, 1e-12);
	job_end(&job);
}
END_TEST

/* The data alone misses a sixth, and says so. */
START_TEST(impact_without_info)
{
	struct job job = job_new();
	struct record *record = read_impact(&job, NULL, 0);

	assert_near(record->it_energy_kwh, 0.001643482637024588, 1e-12);
	ck_assert(record->duration_is_lower_bound);
	ck_assert_ptr_nonnull(strstr(job_diag(&job, DIAG_LOG_PARTIAL)->text,
	    "info.pkl"));
	job.options.from_s = 1572411476.66024;
	job.options.to_s = 1572411527.115371;
	record = read_impact(&job, NULL, 0);
	assert_near(record->it_energy_kwh, 0.0019685194547143245, 1e-12);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_PARTIAL), 1);
	job_end(&job);
}
END_TEST

START_TEST(impact_window)
{
	struct job job = job_new();
	struct record *record;

	job.options.from_s = 1572411496.41024;
	job.options.to_s = 1572411511.91024;
	record = read_impact(&job, pickle_3, sizeof pickle_3);
	assert_near(record->it_energy_kwh, 0.0007104166666666667, 1e-12);
	assert_near(record->duration_s, 15.5, 1e-6);
	job_end(&job);
}
END_TEST

START_TEST(impact_bad_rows)
{
	struct job job = job_new();

	remove("info.pkl");
	job_read_text(&job, "data.json",
	    "{\"timestamp\":1572411486,\"nvidia_draw_absolute\":100,"
	    "\"nvidia_estimated_attributable_power_draw\":100}\n"
	    "{\"timestamp\":1572411496,"
	    "\"nvidia_estimated_attributable_power_draw\":390000}\n"
	    "{\"timestamp\":1572411480,"
	    "\"nvidia_estimated_attributable_power_draw\":100}\n"
	    "{\"timestamp\":1572411495123,"
	    "\"nvidia_estimated_attributable_power_draw\":100}\n"
	    "{\"timestamp\":1572411522,"
	    "\"nvidia_estimated_attributable_power_draw\":100}\n"
	    "{\"timestamp\":15724115");
	assert_near(job.record->energy_kwh, 0.001, 1e-15);
	ck_assert_uint_eq(job.record->rows_skipped, 3);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_TIME), 1);
	job_end(&job);
}
END_TEST

START_TEST(impact_info_alone)
{
	struct job job = job_new();

	job_write("info.pkl", (const char *)pickle_2, sizeof pickle_2);
	job_read(&job, "info.pkl");
	ck_assert_str_eq(job.record->format, "experiment-impact-tracker");
	assert_near(job.record->duration_s, 50.455131, 1e-6);
	ck_assert(!job.record->zoned);
	ck_assert(isnan(job.record->energy_kwh));
	ck_assert_double_eq(job.record->intensity_g_per_kwh, 250.5);
	job_write("info.pkl", (const char *)pickle_2, sizeof pickle_2 / 2);
	job_read(&job, "info.pkl");
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_NOTHING), 1);
	remove("info.pkl");
	job_end(&job);
}
END_TEST

/* The two files lie in an archive, the pickle behind the samples. */
START_TEST(impact_in_an_archive)
{
	static const char pack[] = "mkdir -p impacttracker && mv data.json "
	    "info.pkl impacttracker && tar cf run.tar "
	    "impacttracker/data.json impacttracker/info.pkl && "
	    "rm -r impacttracker";
	struct job job = job_new();
	struct record *record = read_impact(&job, pickle_3, sizeof pickle_3);
	double energy_kwh = record->it_energy_kwh;
	double duration_s = record->duration_s;

	job_write("info.pkl", (const char *)pickle_3, sizeof pickle_3);
	ck_assert_int_eq(system(pack), 0);
	record = job_read(&job, "run.tar/impacttracker/data.json");
	ck_assert_double_eq(record->it_energy_kwh, energy_kwh);
	ck_assert_double_eq(record->duration_s, duration_s);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_PARTIAL), 0);
	remove("run.tar");
	job_end(&job);
}
END_TEST

START_TEST(boamps_real)
{
	struct job job = job_new();

	ck_assert(job_read_real(&job,
	    "real/boamps/energy-report-llm-inference.json"));
	ck_assert_str_eq(job.record->format, "boamps");
	ck_assert_double_eq(job.record->energy_kwh, 0.00267074);
	ck_assert_double_eq(job.record->start_s, 1727687380);
	ck_assert_int_eq(job.record->kind, RECORD_MEASURED);
	/* CodeCarbon's time is the end */
	job_read_real(&job, "real/boamps/codecarbon-docs-sample-v3.2.6.json");
	ck_assert_double_eq(job.record->end_s, 1775776062);
	ck_assert_double_eq(job.record->energy_kwh, 6.515418096322266e-05);
	assert_near(job.record->machine.memory_gb, 30.052967071533203, 1e-12);
	job_read_real(&job,
	    "real/boamps/boamps_report-from-codecarbon-bash.json");
	ck_assert_int_eq(job.record->devices, 2);
	ck_assert_int_eq(job.record->scope, SCOPE_NODE);
	job_read_real(&job, "real/boamps/model/report_schema.json");
	ck_assert_ptr_null(job.record->format);
	job_end(&job);
}
END_TEST

START_TEST(boamps_units)
{
	struct job job = job_new();

	job_read_text(&job, "report.json",
	    "{\"measures\": [{\"measurementMethod\": \"wattmeter\",\n"
	    "\"unit\": \"Wh\", \"powerConsumption\": 1500}]}");
	assert_near(job.record->energy_kwh, 1.5, 1e-15);
	ck_assert_int_eq(job.record->kind, RECORD_MEASURED);
	ck_assert_uint_eq(job.record->energy_pos.line, 2);
	job_read_text(&job, "report.json",
	    "{\"measures\": [{\"unit\": \"kJoule\", "
	    "\"powerConsumption\": 3600}]}");
	assert_near(job.record->energy_kwh, 1, 1e-15);
	job_read_text(&job, "report.json",
	    "{\"measures\": [{\"unit\": \"kiloFLOPS\", "
	    "\"powerConsumption\": 3600}]}");
	ck_assert(isnan(job.record->energy_kwh));
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_NOTHING), 1);
	job_end(&job);
}
END_TEST

/* A meter and a tracker of one task are not added; measures one after the other are. */
START_TEST(boamps_views)
{
	struct job job = job_new();

	job_read_text(&job, "report.json",
	    "{\"measures\": ["
	    "{\"measurementMethod\": \"codecarbon\", "
	    "\"powerConsumption\": 1.5},"
	    "{\"measurementMethod\": \"wattmeter\", "
	    "\"powerConsumption\": 2}]}");
	ck_assert_double_eq(job.record->energy_kwh, 2);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_OVERLAP), 1);
	job_read_text(&job, "report.json",
	    "{\"measures\": ["
	    "{\"measurementMethod\": \"w\", \"powerConsumption\": 1.5, "
	    "\"measurementDuration\": 3600, "
	    "\"measurementDateTime\": \"2025-01-01 10:00:00\"},"
	    "{\"measurementMethod\": \"w\", \"powerConsumption\": 2, "
	    "\"measurementDuration\": 3600, "
	    "\"measurementDateTime\": \"2025-01-01 11:00:00\"}]}");
	ck_assert_double_eq(job.record->energy_kwh, 3.5);
	ck_assert_double_eq(job.record->duration_s, 7200);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_OVERLAP), 1);
	job_end(&job);
}
END_TEST

START_TEST(card_real)
{
	struct job job = job_new();

	ck_assert(job_read_real(&job,
	    "real/hf-modelcard/aira-dict-full.frontmatter.yaml"));
	ck_assert_str_eq(job.record->format, "hf-model-card");
	ck_assert_double_eq(job.record->co2e_g_reported, 1710);
	ck_assert_str_eq(job.record->device_model, "NVIDIA A100-SXM4-40GB");
	ck_assert_int_eq(job.record->devices, -1);
	ck_assert(isnan(job.record->energy_kwh));
	ck_assert_int_eq(job.record->kind, RECORD_NONE);
	job_end(&job);
}
END_TEST

static double
card_grams(struct job *job, const char *value)
{
	return job_read_text(job, "README.md", arena_printf(job->arena,
	    "---\nlicense: mit\nco2_eq_emissions: %s\n---\n# Model\n",
	    value))->co2e_g_reported;
}

START_TEST(card_scalars)
{
	struct job job = job_new();

	ck_assert_double_eq(card_grams(&job, "12.99"), 12.99);
	ck_assert_double_eq(card_grams(&job, "\"17g\"  # grams"), 17);
	ck_assert_double_eq(card_grams(&job, "0.5 kg"), 500);
	ck_assert_double_eq(card_grams(&job, "1.2e3"), 1200);
	ck_assert_double_eq(card_grams(&job, "{emissions: 5, source: x}"), 5);
	ck_assert(isnan(card_grams(&job, "1,710")));
	ck_assert(isnan(card_grams(&job, "-3")));
	ck_assert(isnan(card_grams(&job, "3 lightbulbs")));
	ck_assert(isnan(card_grams(&job, "*anchor")));
	ck_assert(isnan(card_grams(&job, "\"")));
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_NOTHING), 5);
	job_end(&job);
}
END_TEST

/* As sentence-transformers writes it; keys of other maps are not its own. */
START_TEST(card_map)
{
	struct job job = job_new();
	struct record *record = job_read_text(&job, "README.md",
	    "---\r\nwidget:\r\n- text: |\r\n    co2_eq_emissions: 1\r\n"
	    "co2_eq_emissions:\r\n"
	    "  emissions: 196.7083299812303\r\n"
	    "  energy_consumed: 0.5060646201491896\r\n"
	    "  source: codecarbon\r\n"
	    "  nested:\r\n    emissions: 3\r\n"
	    "  on_cloud: false\r\n"
	    "  cpu_model: 13th Gen Intel(R) Core(TM) i7-13700K\r\n"
	    "  ram_total_size: 31.777088165283203\r\n"
	    "  hours_used: 3.163\r\n"
	    "  hardware_used: 1 x NVIDIA GeForce RTX 3090\r\n"
	    "model-index:\r\n  emissions: 7\r\n---\r\n"
	    "- CO2 Emissions (in grams): 25.4476\r\n");

	ck_assert_double_eq(record->co2e_g_reported, 196.7083299812303);
	ck_assert_double_eq(record->it_energy_kwh, 0.5060646201491896);
	assert_near(record->intensity_g_per_kwh, 388.7, 0.05);
	assert_near(record->duration_s, 11386.8, 1e-9);
	ck_assert_int_eq(record->devices, 1);
	ck_assert_str_eq(record->device_model, "NVIDIA GeForce RTX 3090");
	ck_assert_uint_eq(record->energy_pos.line, 7);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_IMPLAUSIBLE), 0);
	job_end(&job);
}
END_TEST

/* The field filled in as kilograms: 0.39 g a kWh. */
START_TEST(card_in_kilograms)
{
	struct job job = job_new();

	job_read_text(&job, "README.md",
	    "---\nco2_eq_emissions:\n  emissions: 0.1967\n"
	    "  energy_consumed: 0.506\n---\n");
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_IMPLAUSIBLE), 1);
	ck_assert(isnan(job.record->it_energy_kwh));
	job_read_text(&job, "README.md", "---\nco2_eq_emissions:\n"
	    "  emissions: 5\n");
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_PARTIAL), 1);
	job_read_text(&job, "README.md", "---\nlicense: mit\n---\n"
	    "co2_eq_emissions: 5\n");
	ck_assert_ptr_null(job.record->format);
	job_end(&job);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("trackers_json");

	tests_add(suite, impact_energy);
	tests_add(suite, impact_protocols);
	tests_add(suite, impact_without_info);
	tests_add(suite, impact_window);
	tests_add(suite, impact_bad_rows);
	tests_add(suite, impact_info_alone);
	tests_add(suite, impact_in_an_archive);
	tests_add(suite, boamps_units);
	tests_add(suite, boamps_views);
	tests_add(suite, card_scalars);
	tests_add(suite, card_map);
	tests_add(suite, card_in_kilograms);
	if (tests_have_real()) {
		tests_add(suite, boamps_real);
		tests_add(suite, card_real);
	}
	return tests_run(suite);
}
