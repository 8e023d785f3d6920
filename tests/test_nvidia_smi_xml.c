/*
 * nvidia-smi -q -x: hardware from one document, energy from several, for
 * every layout that drivers have written.
 */
#include "base/str.h"
#include "ingest_tree.h"

/* A document with one GPU a name; POWER is what stands in its power section. */
static void
add_document(struct buf *text, const char *stamp, const char *gpus)
{
	buf_printf(text, "<?xml version=\"1.0\" ?>\n"
	    "<!DOCTYPE nvidia_smi_log SYSTEM \"nvsmi_device_v12.dtd\">\n"
	    "<nvidia_smi_log>\n<timestamp>%s</timestamp>\n"
	    "<driver_version>535.54.03</driver_version>\n%s"
	    "</nvidia_smi_log>\n", stamp, gpus);
}

static void
add_gpu(struct buf *text, const char *uuid, const char *name,
    const char *power)
{
	buf_printf(text, "<gpu id=\"0:%s\"><product_name>%s</product_name>\n"
	    "<uuid>%s</uuid><fb_memory_usage><total>81920 MiB</total>"
	    "</fb_memory_usage>\n%s</gpu>\n", uuid, name, uuid, power);
}

static const char new_power[] =
    "<gpu_power_readings><power_state>P0</power_state>"
    "<average_power_draw>N/A</average_power_draw>"
    "<instant_power_draw>142.33 W</instant_power_draw>"
    "<current_power_limit>300.00 W</current_power_limit>"
    "<default_power_limit>320.00 W</default_power_limit>"
    "<max_power_limit>N/A</max_power_limit></gpu_power_readings>"
    "<module_power_readings><power_draw>999 W</power_draw>"
    "</module_power_readings>";
static const char old_power[] =
    "<power_readings><power_draw>25.58 W</power_draw>"
    "<power_limit>250.00 W</power_limit>"
    "<enforced_power_limit>200.00 W</enforced_power_limit>"
    "<max_power_limit>350.00 W</max_power_limit></power_readings>";

/* One document with one GPU of that power section. */
static const struct record *
read_gpu(struct reader *reader, const char *power)
{
	struct buf gpu = { 0 }, text = { 0 };
	const struct record *record;

	add_gpu(&gpu, "GPU-1", "NVIDIA X", power);
	add_document(&text, "Fri Aug  4 11:44:30 2023", gpu.s);
	record = read_as(reader, "smi.xml", text.s);
	buf_free(&gpu);
	buf_free(&text);
	return record;
}

START_TEST(layouts)
{
	struct reader reader = reader_new();
	const struct record *record = read_gpu(&reader, new_power);

	ck_assert_str_eq(record->format, "nvidia-smi-xml");
	ck_assert_str_eq(record->tool_version, "535.54.03");
	ck_assert_str_eq(record->device_model, "NVIDIA X");
	ck_assert_int_eq(record->devices, 1);
	ck_assert_int_eq(record->kind, RECORD_NONE);
	ck_assert(isnan(record->energy_kwh) && isnan(record->duration_s));
	assert_near(record->machine.accelerator_power_w, 142.33, 1e-12);
	assert_near(record->machine.accelerator_power_limit_w, 300, 0);
	assert_near(record->machine.accelerator_max_power_w, 320, 0);
	assert_near(record->machine.accelerator_memory_gb, 85.89934592, 1e-9);
	assert_pos(record->machine.pos, 6, 33);
	ck_assert_uint_eq(record->machine.power_pos.line, 8);
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_SNAPSHOT));
	record = read_gpu(&reader, old_power);
	assert_near(record->machine.accelerator_power_w, 25.58, 1e-12);
	assert_near(record->machine.accelerator_power_limit_w, 200, 0);
	assert_near(record->machine.accelerator_max_power_w, 350, 0);
	reader_free(&reader);
}
END_TEST

/* Memory and module state powers of their own. */
START_TEST(memory_is_inside)
{
	struct reader reader = reader_new();
	const struct record *record = read_gpu(&reader,
	    "<gpu_power_readings><average_power_draw>627.32 W"
	    "</average_power_draw></gpu_power_readings>\n"
	    "<gpu_memory_power_readings><average_power_draw>97.69 W"
	    "</average_power_draw></gpu_memory_power_readings>"
	    "<module_power_readings><average_power_draw>900 W"
	    "</average_power_draw></module_power_readings>");

	assert_near(record->machine.accelerator_power_w, 627.32, 1e-12);
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_INSIDE));
	read_gpu(&reader, new_power);
	ck_assert_ptr_null(said(&reader, DIAG_LOG_INSIDE));
	reader_free(&reader);
}
END_TEST

START_TEST(missing_is_unknown)
{
	struct reader reader = reader_new();
	const struct record *record = read_gpu(&reader,
	    "<power_readings><power_draw>N/A</power_draw>"
	    "<power_limit>[Unknown Error]</power_limit>"
	    "<max_power_limit>-5 W</max_power_limit></power_readings>");

	ck_assert(isnan(record->machine.accelerator_power_w));
	ck_assert(isnan(record->machine.accelerator_power_limit_w));
	ck_assert(isnan(record->machine.accelerator_max_power_w));
	record = read_gpu(&reader, "");
	ck_assert(isnan(record->machine.accelerator_power_w));
	ck_assert_int_eq(record->devices, 1);
	reader_free(&reader);
}
END_TEST

START_TEST(several_models)
{
	struct reader reader = reader_new();
	struct buf gpus = { 0 }, text = { 0 };
	const struct record *record;

	add_gpu(&gpus, "GPU-1", "NVIDIA A10G", old_power);
	add_gpu(&gpus, "GPU-2", "Tesla T4", new_power);
	add_gpu(&gpus, "GPU-3", "NVIDIA A10G",
	    "<mig_mode><current_mig>Enabled</current_mig></mig_mode>");
	add_document(&text, "Fri Aug  4 11:44:30 2023", gpus.s);
	record = read_as(&reader, "smi.xml", text.s);
	ck_assert_int_eq(record->devices, 3);
	ck_assert_str_eq(record->device_model,
	    "2 x NVIDIA A10G + 1 x Tesla T4");
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_IMPLAUSIBLE));
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_SCOPE));
	buf_free(&gpus);
	buf_free(&text);
	reader_free(&reader);
}
END_TEST

/* Three documents, 10 s apart, of two GPUs: 100, 200, 100 W and 50 W throughout. */
static void
add_loop(struct buf *text)
{
	static const char *const watts[] = { "100", "200", "100" };
	struct buf gpus = { 0 };
	char stamp[64], power[128];
	int i;

	for (i = 0; i < 3; i++) {
		snprintf(stamp, sizeof stamp, "Thu Feb 29 23:59:%02d 2024",
		    30 + 10 * i);
		snprintf(power, sizeof power, "<power_readings><power_draw>"
		    "%s.00 W</power_draw></power_readings>", watts[i]);
		gpus.n = 0;
		add_gpu(&gpus, "GPU-1", "NVIDIA X", power);
		add_gpu(&gpus, "GPU-2", "NVIDIA X", "<power_readings>"
		    "<power_draw>50.00 W</power_draw></power_readings>");
		add_document(text, stamp, gpus.s);
	}
	buf_free(&gpus);
}

START_TEST(loop_is_integrated)
{
	struct reader reader = reader_new();
	struct buf text = { 0 };
	const struct record *record;

	add_loop(&text);
	reader.options.zone_s = 3600;
	record = read_as(&reader, "loop.xml", text.s);
	ck_assert_int_eq(record->kind, RECORD_SAMPLED);
	ck_assert_int_eq(record->scope, SCOPE_GPU);
	ck_assert_int_eq(record->devices, 2);
	ck_assert_uint_eq(record->rows, 6);
	assert_near(record->energy_kwh * 3.6e6, 3000 + 1000, 1e-6);
	assert_near(record->duration_s, 20, 1e-9);
	/* date -u -d '2024-02-29 22:59:30' +%s */
	assert_near(record->start_s, 1709247570, 1e-6);
	ck_assert(record->zoned);
	ck_assert_str_eq(record->device_list[1].id, "GPU-2");
	reader.options.device = "GPU-2";
	record = read_as(&reader, "loop.xml", text.s);
	assert_near(record->energy_kwh * 3.6e6, 1000, 1e-6);
	reader.options.device = "0";
	record = read_as(&reader, "loop.xml", text.s);
	assert_near(record->energy_kwh * 3.6e6, 3000, 1e-6);
	buf_free(&text);
	reader_free(&reader);
}
END_TEST

START_TEST(torn_and_broken_documents)
{
	struct reader reader = reader_new();
	struct buf text = { 0 };
	const struct record *record;

	add_loop(&text);
	add_document(&text, "Thu Feb 29 24:61:00 2024", "<gpu/>");
	add_document(&text, "Fri Mar  1 00:00:00 2024", "<gpu></gpv>");
	buf_puts(&text, "<?xml version=\"1.0\" ?>\n<nvidia_smi_log>\n<gpu>");
	record = read_as(&reader, "loop.xml", text.s);
	assert_near(record->energy_kwh * 3.6e6, 4000, 1e-6);
	ck_assert(!record->zoned);
	ck_assert_uint_eq(record->rows_skipped, 3);
	ck_assert(!diags_have_error(&reader.diags, 0));
	read_as(&reader, "one.xml", "<nvidia_smi_log>\n<gpu>\n");
	ck_assert_int_eq(reader.diags.items[0].code, DIAG_XML_SYNTAX);
	ck_assert_uint_eq(reader.diags.items[0].pos.line, 3);
	read_as(&reader, "none.xml", "<nvidia_smi_log></nvidia_smi_log>");
	ck_assert_ptr_nonnull(said(&reader, DIAG_LOG_NOTHING));
	buf_free(&text);
	reader_free(&reader);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("nvidia_smi_xml");

	tests_add(suite, layouts);
	tests_add(suite, memory_is_inside);
	tests_add(suite, missing_is_unknown);
	tests_add(suite, several_models);
	tests_add(suite, loop_is_integrated);
	tests_add(suite, torn_and_broken_documents);
	return tests_run(suite);
}
