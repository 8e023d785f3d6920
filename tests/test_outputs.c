/*
 * Outputs for other programs: exact decimals, names of files, what is
 * written of what is known, which are chosen.
 */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "document/data.h"
#include "document/document.h"
#include "tests.h"
#include "write/disclosed.h"
#include "write/output.h"

static struct arena *arena;
static struct diags diags;
static struct doc doc;
static struct output_job job;
static struct data *root, *models;

static void
setup(void)
{
	struct data *study;

	arena = arena_new();
	diags = (struct diags){ .arena = arena };
	root = data_object(arena);
	data_add_text(arena, root, "wattleaf", "9.9");
	study = data_add(root, "study", data_object(arena));
	data_add_text(arena, study, "method", "wattleaf");
	models = data_add(root, "models", data_list(arena));
	doc = (struct doc){ .disclosure = root, .date_s = INT64_MIN };
	job = (struct output_job){ .doc = &doc, .arena = arena,
		.diags = &diags };
}

static void
teardown(void)
{
	arena_free(arena);
}

static struct data *
add_model(const char *id)
{
	struct data *model = data_add(models, NULL, data_object(arena));

	data_add_text(arena, model, "id", id);
	data_add_text(arena, model, "name", id);
	return model;
}

static struct data *
add_quantity(struct data *parent, const char *key, double value, double low,
    double high)
{
	struct data *object = data_add(parent, key, data_object(arena));

	data_add_number(arena, object, "value", value);
	data_add_number(arena, object, "low", low);
	data_add_number(arena, object, "high", high);
	return object;
}

static const char *
written(const struct output *output)
{
	struct buf out = { NULL, 0, 0 };
	const char *text;

	ck_assert(output->write(&job, &out));
	text = arena_strndup(arena, out.n == 0 ? "" : out.s, out.n);
	buf_free(&out);
	return text;
}

static void
expect_decimal(double value, int power, const char *expected)
{
	struct buf out = { NULL, 0, 0 };

	disclosed_decimal(&out, value, power);
	ck_assert_str_eq(out.s, expected);
	buf_free(&out);
}

/* Never an exponent, and no digit that the number does not have: 11.617 kg are 11617 g. */
START_TEST(decimals_are_exact)
{
	expect_decimal(11.617, 3, "11617");
	expect_decimal(11.617, -3, "0.011617");
	expect_decimal(0.1, 3, "100");
	expect_decimal(1.1, 3, "1100");
	expect_decimal(4.35, 2, "435");
	expect_decimal(0, 3, "0");
	expect_decimal(-0.0, 3, "0");
	expect_decimal(-2.5, 0, "-2.5");
	expect_decimal(-2.5, -3, "-0.0025");
	expect_decimal(100, 0, "100");
	expect_decimal(100, -2, "1");
	expect_decimal(100, -5, "0.001");
	expect_decimal(1e21, 0, "1000000000000000000000");
	expect_decimal(1.25e-7, 0, "0.000000125");
	expect_decimal(1.25e-7, 3, "0.000125");
	expect_decimal(5e-300, 0, arena_printf(arena, "0.%0299d5", 0));
	expect_decimal(652.0446478808042, 3, "652044.6478808042");
	expect_decimal(20.05, 0, "20.05");
}
END_TEST

static void
expect_file(size_t i, const char *expected)
{
	ck_assert_str_eq(disclosed_file("m", &doc, i, ".md", arena), expected);
}

START_TEST(files_have_safe_names)
{
	char longest[101] = { 0 };

	memset(longest, 'x', 100);
	add_model("bert-base_1.0");
	add_model("../etc/passwd");
	add_model(".hidden");
	add_model("a b\n");
	add_model(longest);
	expect_file(0, "m-bert-base_1.0.md");
	expect_file(1, "m--.-etc-passwd+2.md");
	expect_file(2, "m--hidden+3.md");
	ck_assert_ptr_nonnull(strstr(disclosed_file("m", &doc, 3, "", arena),
	    "m-a-b"));
	ck_assert_uint_eq(strlen(disclosed_file("m", &doc, 4, "", arena)),
	    2 + 80 + 2);
}
END_TEST

START_TEST(extra_files_are_asked_for)
{
	const struct output *card = &output_modelcard_md;

	ck_assert(!output_chosen(card, span_of("")));
	ck_assert(!output_chosen(card, span_of("md,pdf,json")));
	ck_assert(output_chosen(card, span_of("pdf, modelcard")));
	ck_assert(output_chosen(card, span_of("modelcard.md")));
	ck_assert(output_chosen(card, span_of("all")));
	ck_assert(output_chosen(&output_table_csv, span_of("all")));
	ck_assert(output_chosen(&output_table_csv, span_of("")));
	ck_assert_uint_eq(output_unknown(span_of("all,boamps")).n, 0);
	ck_assert_uint_eq(output_unknown(span_of("all,docx")).n, 4);
}
END_TEST

/*
 * ISO/IEC 21031's worked example: a server of 1000 kg embodied used one of
 * 4 years' hours has 28.5 g; here with 100 g of operation, for 2 requests.
 */
START_TEST(sci_is_reported_with_its_parts)
{
	struct data *model = add_model("a"), *sci;
	const char *text;

	add_quantity(model, "energy_kwh", 0.25, 0.25, 0.25);
	add_quantity(model, "co2e_kg", 0.1, 0.1, 0.1);
	add_quantity(model, "embodied_kg", 0.0285, 0.0285, 0.0285);
	sci = data_add(model, "sci", data_object(arena));
	data_add_text(arena, sci, "functional_unit", "API \"call\"");
	data_add_number(arena, sci, "count", 2);
	add_quantity(sci, "co2e_g", 64.25, 64.25, 64.25);
	data_add_null(arena, add_model("b"), "sci");
	text = written(&output_sci_json);
	ck_assert_ptr_nonnull(strstr(text, "\"sci\": 64.25,"));
	ck_assert_ptr_nonnull(strstr(text, "\"unit\": \"gCO2eq per API "
	    "\\\"call\\\"\""));
	ck_assert_ptr_nonnull(strstr(text, "\"functional_units\": 2,"));
	ck_assert_ptr_nonnull(strstr(text, "\"operational_g\": 100,"));
	ck_assert_ptr_nonnull(strstr(text, "\"embodied_g\": 28.5"));
	ck_assert_ptr_null(strstr(text, "\"b\""));
	ck_assert_uint_eq(diags.count, 0);
}
END_TEST

static void
expect_lacking(const struct output *output)
{
	size_t before = diags.count;

	job.part = 0;
	ck_assert_str_eq(written(output), "");
	ck_assert_uint_eq(diags.count, before + 1);
	ck_assert_int_eq(diags.items[before].code, DIAG_OUTPUT_LACKS);
}

/* Unknown is no 0: nothing is written, and it is said. */
START_TEST(unknown_is_left_out)
{
	struct data *model = add_model("a"), *stages;

	add_quantity(model, "co2e_kg", (double)NAN, 1, 2);
	data_add_null(arena, model, "energy_kwh");
	stages = data_add(model, "stages", data_object(arena));
	data_add_null(arena, stages, "final");
	expect_lacking(&output_modelcard_md);
	expect_lacking(&output_boamps_json);
	expect_lacking(&output_sci_json);
	expect_lacking(&output_ro_crate);
	ck_assert_ptr_null(strstr(written(&output_bom_xml), "energyCons"));
	doc.date_s = 0;
	ck_assert_ptr_nonnull(strstr(written(&output_ro_crate),
	    "\"datePublished\": \"1970-01-01T00:00:00Z\""));
	/* A range without a value is one there, and no value. */
	ck_assert_ptr_nonnull(strstr(written(&output_ro_crate),
	    "\"minValue\": 1,"));
	ck_assert_ptr_null(strstr(written(&output_ro_crate), "\"value\""));
}
END_TEST

static struct data *
add_stage(struct data *model, const char *name)
{
	struct data *stages = data_add(model, "stages", data_object(arena));

	return data_add(stages, name, data_object(arena));
}

START_TEST(least_is_said)
{
	struct data *model = add_model("a"), *co2e, *energy, *stage;

	co2e = add_quantity(model, "co2e_kg", 0.5, 0.5, 0.5);
	data_add_bool(arena, co2e, "at_least", true);
	stage = add_stage(model, "tuning");
	energy = add_quantity(stage, "it_energy_kwh", 2, 1.9, 2.15);
	data_add_bool(arena, energy, "at_least", true);
	ck_assert_ptr_nonnull(strstr(written(&output_modelcard_md),
	    "  emissions: 500\n  source: \"wattleaf 9.9, method wattleaf; "
	    "all stages, location-based, after PUE; at least: parts are not "
	    "known\"\n"));
	ck_assert_ptr_nonnull(strstr(written(&output_bom_xml),
	    "<property name=\"wattleaf:energy:at_least\">true</property>"));
	ck_assert_ptr_nonnull(strstr(written(&output_bom_xml),
	    "<property name=\"wattleaf:energy:boundary\">IT, before PUE<"));
}
END_TEST

static struct data *
add_hardware(struct data *model, double count)
{
	struct data *list = data_add(model, "hardware", data_list(arena));
	struct data *item = data_add(list, NULL, data_object(arena));

	data_add_text(arena, item, "name", "Chip");
	data_add_number(arena, item, "count", count);
	return list;
}

/* The schema's classes are 10, 25 and 50 percent of the value. */
START_TEST(boamps_has_the_schema_s_words)
{
	struct data *model = add_model("a"), *stage, *place;
	struct data *places = data_add(model, "places", data_list(arena));
	const char *text;

	add_hardware(model, 8);
	place = data_add(places, NULL, data_object(arena));
	data_add_text(arena, place, "grid", "US-RFCE");
	data_add_text(arena, place, "region", "gcp/us-east4");
	stage = add_stage(model, "inference");
	add_quantity(stage, "it_energy_kwh", 2, 1.6, 2.3);
	text = written(&output_boamps_json);
	ck_assert_ptr_nonnull(strstr(text, "\"taskStage\": \"inference\""));
	ck_assert_ptr_nonnull(strstr(text, "\"powerConsumption\": 2\n"));
	ck_assert_ptr_null(strstr(text, "measurementDuration"));
	ck_assert_ptr_nonnull(strstr(text, "\"infraType\": \"publicCloud\""));
	ck_assert_ptr_nonnull(strstr(text, "\"cloudProvider\": \"gcp\""));
	ck_assert_ptr_nonnull(strstr(text, "\"country\": \"US\""));
	ck_assert_ptr_nonnull(strstr(text, "\"location\": \"us-east4\""));
	ck_assert_ptr_nonnull(strstr(text, "\"quality\": \"medium\""));
	/* Two places are none. */
	data_add(places, NULL, data_object(arena));
	ck_assert_ptr_null(strstr(written(&output_boamps_json), "country"));
	ck_assert_ptr_null(strstr(text, "header"));
}
END_TEST

/* The format has whole numbers of components, and at least one. */
START_TEST(boamps_needs_hardware)
{
	struct data *model = add_model("a");

	add_hardware(model, 0.5);
	add_quantity(add_stage(model, "final"), "it_energy_kwh", 2, 2, 2);
	expect_lacking(&output_boamps_json);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("outputs");
	TCase *tests = tcase_create("others");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, decimals_are_exact);
	tcase_add_test(tests, files_have_safe_names);
	tcase_add_test(tests, extra_files_are_asked_for);
	tcase_add_test(tests, sci_is_reported_with_its_parts);
	tcase_add_test(tests, unknown_is_left_out);
	tcase_add_test(tests, least_is_said);
	tcase_add_test(tests, boamps_has_the_schema_s_words);
	tcase_add_test(tests, boamps_needs_hardware);
	suite_add_tcase(suite, tests);
	return tests_run(suite);
}
