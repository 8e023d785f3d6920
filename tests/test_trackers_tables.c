/*
 * Trackers' tables: Eco2AI's emission.csv, the Green Algorithms results and
 * the flattened BoAmps report.
 */
#include "ingest_text.h"

#define ECO_HEAD                                                            \
	"id,project_name,experiment_description,epoch,start_time,"          \
	"duration(s),power_consumption(kWh),CO2_emissions(kg),CPU_name,"    \
	"GPU_name,OS,region/country,cost\n"
#define ECO_CPU "\"Intel(R) Xeon(R) CPU @ 2.60GHz/1 device(s), TDP:185.0\""
#define ECO_TAIL \
	"," ECO_CPU ",Tesla V100-PCIE-32GB 2 device(s),Linux,RU/Moscow,"

#define READ_ECO(text) job_read_text(&job, "emission.csv", text)

START_TEST(eco_real)
{
	struct job job = job_new();

	ck_assert(job_read_real(&job, "real/eco2ai/eco2ai-one-row.csv"));
	ck_assert_str_eq(job.record->format, "eco2ai");
	ck_assert_double_eq(job.record->duration_s, 0.007401227951049805);
	/* 0.002 kWh in 7 ms are 973 kW */
	ck_assert(isnan(job.record->energy_kwh));
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_IMPLAUSIBLE), 1);
	ck_assert_int_eq(job.record->devices, -1);
	job_end(&job);
}
END_TEST

/* Epoch rows of one id are intervals: the sum. */
START_TEST(eco_epochs_are_added)
{
	struct job job = job_new();

	READ_ECO(ECO_HEAD
	    "a,p,d,\"epoch: 1, loss: 0.1, \",2022-09-01 10:00:00,100,0.01,"
	    "0.0025" ECO_TAIL "\n"
	    "a,p,d,\"epoch: 2, loss: 0.1, \",2022-09-01 10:01:40,100,0.02,"
	    "0.005" ECO_TAIL "0\n"
	    "b,p,d,N/A,2022-09-01 12:00:00,50,0.005,0.00125" ECO_TAIL
	    "1.5\n");
	assert_near(job.record->energy_kwh, 0.035, 1e-15);
	assert_near(job.record->co2e_g_reported, 8.75, 1e-12);
	assert_near(job.record->intensity_g_per_kwh, 250, 1e-9);
	ck_assert_uint_eq(job.record->run_count, 2);
	ck_assert_double_eq(job.record->runs[0].duration_s, 200);
	ck_assert_double_eq(job.record->duration_s, 250);
	ck_assert_int_eq(job.record->devices, 2);
	ck_assert_str_eq(job.record->device_model, "Tesla V100-PCIE-32GB");
	ck_assert_str_eq(job.record->machine.cpu,
	    "Intel(R) Xeon(R) CPU @ 2.60GHz");
	ck_assert_double_eq(job.record->cost, 1.5);
	ck_assert_ptr_null(job.record->currency);
	ck_assert(!job.record->zoned);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_OVERLAP), 0);
	job_end(&job);
}
END_TEST

/* A plain run's rows are its total, again and again. */
START_TEST(eco_totals_are_not_added)
{
	struct job job = job_new();

	READ_ECO(ECO_HEAD
	    "a,p,d,,2022-09-01 10:00:00,100,0.01,0.0025" ECO_TAIL "\n"
	    "a,p,d,,2022-09-01 10:00:00,110,0.011,0.00275" ECO_TAIL "\n");
	assert_near(job.record->energy_kwh, 0.011, 1e-15);
	ck_assert_uint_eq(job.record->run_count, 1);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_OVERLAP), 1);
	READ_ECO(ECO_HEAD
	    "a,p,d,\"epoch: 1, \",2022-09-01 10:00:00,100,0.01,0.0025"
	    ECO_TAIL "\n"
	    "a,p,d,,2022-09-01 10:00:00,110,0.011,0.00275" ECO_TAIL "\n");
	assert_near(job.record->energy_kwh, 0.01, 1e-15);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_OVERLAP), 2);
	job_end(&job);
}
END_TEST

/* Two runs on one machine at the same time see the same GPUs. */
START_TEST(eco_overlap)
{
	struct job job = job_new();

	READ_ECO(ECO_HEAD
	    "a,p,d,,2022-09-01 10:00:00,100,0.01,0.0025" ECO_TAIL "\n"
	    "b,p,d,,2022-09-01 10:00:10,80,0.008,0.002" ECO_TAIL "\n");
	assert_near(job.record->energy_kwh, 0.01, 1e-15);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_OVERLAP), 1);
	job_end(&job);
}
END_TEST

START_TEST(eco_old_header_and_bad_rows)
{
	struct job job = job_new();

	READ_ECO("id,project_name,experiment_description,epoch,start_time,"
	    "duration(s),power_consumption(kWTh),CO2_emissions(kg),CPU_name,"
	    "GPU_name,OS,region/country,cost\n"
	    "a,p,d,,2022-08-01 10:00:00,100,0.01,0.0025" ECO_TAIL "\n"
	    "b,p,d,,yesterday,100,0.01,0.0025" ECO_TAIL "\n"
	    "c,p,d,,2022-08-01 11:00:00,,0.01,0.0025" ECO_TAIL "\n");
	assert_near(job.record->energy_kwh, 0.01, 1e-15);
	ck_assert_uint_eq(job.record->rows, 1);
	ck_assert_uint_eq(job.record->rows_skipped, 2);
	job_end(&job);
}
END_TEST

/* Numbers, but no row that can be used. */
START_TEST(eco_no_row)
{
	struct job job = job_new();

	READ_ECO(ECO_HEAD "a,p,d,,2022-08-01 10:00:@0,100,0.01,0.0025"
	    ECO_TAIL "\n");
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_NOTHING), 1);
	ck_assert_uint_eq(job.record->rows_skipped, 1);
	job_end(&job);
}
END_TEST

START_TEST(eco_encoded)
{
	struct job job = job_new();

	READ_ECO(ECO_HEAD "qwe,rty,uio,pas,dfg,hjk,lzx,cvb,nmq,wer,tyu,iop,"
	    "asd\n");
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_NOTHING), 1);
	ck_assert_ptr_nonnull(strstr(job_diag(&job, DIAG_LOG_NOTHING)->text,
	    "encode_file"));
	job_end(&job);
}
END_TEST

START_TEST(dbjoules)
{
	struct job job = job_new();

	READ_ECO("id,project_name,start_time,duration(s),"
	    "cpu_power_consumption(kWh),ram_power_consumption(kWh),"
	    "power_consumption(kWh),CPU_name,OS\n"
	    "a,p,2022-09-01 10:00:00,6.6,1.2,0.3,1.5,x,Linux\n");
	ck_assert_str_eq(job.record->format, "eco2ai");
	ck_assert(isnan(job.record->energy_kwh));
	ck_assert_int_eq(job.record->kind, RECORD_NONE);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_IMPLAUSIBLE), 1);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_TOOL_FAULT), 1);
	job_end(&job);
}
END_TEST

#define GA_HEAD                                                             \
	"coreType;CPUmodel;numberCPUs;tdpCPU;usageCPUradio;usageCPU;"       \
	"GPUmodel;numberGPUs;tdpGPU;usageGPUradio;usageGPU;memory;"         \
	"runTime_hour;runTime_min;platformType;locationContinent;"          \
	"locationCountry;locationRegion;provider;serverContinent;server;"   \
	"location;carbonIntensity;PUE;PUEradio;mult_factor;"                \
	"mult_factor_radio;appVersion;energy_needed;carbonEmissions;"       \
	"runTime;power_needed;CE_CPU;CE_GPU;CE_core;CE_memory\n"

#define READ_GA(text) job_read_text(&job, "ga.csv", text)

START_TEST(ga_header_alone)
{
	struct job job = job_new();

	ck_assert(job_read_real(&job, "real/green-algorithms/"
	    "GreenAlgorithms_results_HEADER-from-source.csv"));
	ck_assert_str_eq(job.record->format, "green-algorithms");
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_NOTHING), 1);
	job_end(&job);
}
END_TEST

/* 1 kW for 10 h with a PUE of 1.5 inside, twice: 20 kWh at 50 g. */
START_TEST(ga_row)
{
	struct job job = job_new();

	READ_GA(GA_HEAD "Both;Xeon E5;16;10;Yes;1;NVIDIA A100 PCIe;2;250;Yes;"
	    "1;64;10;0;localServer;Europe;Austria;None;None;None;None;AT;50;"
	    "1.5;Yes;2;Yes;v3.0;20;1000;10;1000;1;1;1;1\n");
	ck_assert_int_eq(job.record->kind, RECORD_MODELLED);
	ck_assert_double_eq(job.record->energy_kwh, 20);
	assert_near(job.record->it_energy_kwh, 20 / 1.5, 1e-12);
	ck_assert_double_eq(job.record->pue_included, 1.5);
	ck_assert_double_eq(job.record->co2e_g_reported, 1000);
	ck_assert_double_eq(job.record->intensity_g_per_kwh, 50);
	ck_assert_double_eq(job.record->duration_s, 72000);
	ck_assert_int_eq(job.record->devices, 2);
	ck_assert_str_eq(job.record->device_model, "NVIDIA A100 PCIe");
	ck_assert_double_eq(job.record->machine.accelerator_max_power_w, 250);
	ck_assert_double_eq(job.record->machine.memory_gb, 64);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_IMPLAUSIBLE), 0);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_RUNS), 1);
	job_end(&job);
}
END_TEST

/* Only cores are in the estimate: what the form keeps of GPUs does not count. An energy in Wh is seen. */
START_TEST(ga_processor_alone)
{
	struct job job = job_new();

	READ_GA(GA_HEAD "CPU;Other;16;10;Yes;1;NVIDIA A100 PCIe;2;250;Yes;1;"
	    "64;10;0;None;None;None;None;None;None;None;AT;50;1.5;Yes;1;Yes;"
	    "v3.0;10000;500;10;1000;1;1;1;1\n");
	ck_assert_int_eq(job.record->devices, -1);
	ck_assert_ptr_null(job.record->device_model);
	ck_assert_ptr_null(job.record->machine.cpu);
	/* beside power x time and beside energy x intensity; as a power 1000 kW */
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_IMPLAUSIBLE), 3);
	ck_assert(isnan(job.record->energy_kwh));
	job_end(&job);
}
END_TEST

/* The totals of the AI page are of the two sets beside them. */
START_TEST(ga_ai_page)
{
	struct job job = job_new();

	READ_GA("training-coreType;training-PUE;training-runTime;"
	    "training-energy_needed;training-carbonEmissions;"
	    "inference-PUE;inference-runTime;inference-energy_needed;"
	    "inference-carbonEmissions;tot_energy_needed;"
	    "tot_carbonEmissions\n"
	    "GPU;1.5;10;3;300;1.5;1;1.5;150;4.5;450\n");
	ck_assert_str_eq(job.record->format, "green-algorithms");
	assert_near(job.record->energy_kwh, 4.5, 1e-15);
	assert_near(job.record->it_energy_kwh, 3, 1e-15);
	ck_assert_double_eq(job.record->co2e_g_reported, 450);
	ck_assert_uint_eq(job.record->run_count, 2);
	READ_GA("coreType;tot_energy_needed;tot_carbonEmissions\nGPU;4.5;"
	    "450\n");
	assert_near(job.record->energy_kwh, 4.5, 1e-15);
	ck_assert(isnan(job.record->it_energy_kwh));
	job_end(&job);
}
END_TEST

START_TEST(boamps_flat_real)
{
	struct job job = job_new();

	ck_assert(job_read_real(&job,
	    "real/boamps/energy-report-llm-inference.csv"));
	ck_assert_str_eq(job.record->format, "boamps");
	ck_assert_double_eq(job.record->energy_kwh, 0.00267074);
	ck_assert_double_eq(job.record->duration_s, 19.09390426);
	ck_assert_double_eq(job.record->start_s, 1727687380);
	ck_assert_int_eq(job.record->devices, 2);
	ck_assert_str_eq(job.record->device_model, "Tesla V100S-PCIE-32GB");
	ck_assert_uint_eq(job.record->energy_pos.line, 2);
	ck_assert_uint_eq(job.record->energy_pos.column, 277);
	job_end(&job);
}
END_TEST

/* A report that is there twice counts once. */
START_TEST(boamps_flat_reports)
{
	struct job job = job_new();

	job_read_text(&job, "reports.csv",
	    "header_reportId,measures_0_measurementMethod,"
	    "measures_0_powerConsumption,measures_0_unit\n"
	    "x,wattmeter,1,kWh\nx,wattmeter,1,kWh\ny,wattmeter,7.2,MJoule\n");
	assert_near(job.record->energy_kwh, 3, 1e-12);
	ck_assert_uint_eq(job.record->run_count, 2);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_OVERLAP), 1);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_RUNS), 1);
	job_end(&job);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("trackers_tables");

	tests_add(suite, eco_epochs_are_added);
	tests_add(suite, eco_totals_are_not_added);
	tests_add(suite, eco_overlap);
	tests_add(suite, eco_old_header_and_bad_rows);
	tests_add(suite, eco_no_row);
	tests_add(suite, eco_encoded);
	tests_add(suite, dbjoules);
	tests_add(suite, ga_row);
	tests_add(suite, ga_processor_alone);
	tests_add(suite, ga_ai_page);
	tests_add(suite, boamps_flat_reports);
	if (tests_have_real()) {
		tests_add(suite, eco_real);
		tests_add(suite, ga_header_alone);
		tests_add(suite, boamps_flat_real);
	}
	return tests_run(suite);
}
