/*
 * BoAmps reports (Boavizta, schemas of 2025): one file for each stage of
 * each model whose energy is known. Energy is in kWh before PUE, which the
 * format has no place for.
 */
#include <math.h>

#include "base/arena.h"
#include "base/timestamp.h"
#include "document/data.h"
#include "document/document.h"
#include "write/disclosed.h"
#include "write/output.h"

static const double SECONDS_PER_HOUR = 3600;
static const double PARAMETERS_PER_BILLION = 1e9;

/* A stage of a model that has a report. */
struct report {
	size_t model_index;
	const struct data *model, *stage;
};

static bool
has_report(const struct data *stage)
{
	return !isnan(disclosed_number(stage, "it_energy_kwh"));
}

/* The PART-th report; false past the last. */
static bool
report_at(const struct doc *doc, size_t part, struct report *report)
{
	const struct data *stages;
	size_t i;

	for (i = 0; (report->model = disclosed_model(doc, i)) != NULL; i++) {
		report->model_index = i;
		stages = data_path(report->model, "stages");
		report->stage = stages == NULL ? NULL : stages->first;
		for (; report->stage != NULL;
		     report->stage = report->stage->next)
			if (has_report(report->stage) && part-- == 0)
				return true;
	}
	return false;
}

static size_t
report_parts(const struct doc *doc)
{
	struct report report;
	size_t n = 0;

	while (report_at(doc, n, &report))
		n++;
	return n == 0 ? 1 : n;
}

static const char *
report_file(const struct doc *doc, size_t part, struct arena *arena)
{
	struct report report;

	if (!report_at(doc, part, &report))
		return "boamps.json";
	return disclosed_file("boamps", doc, report.model_index,
	    arena_printf(arena, "-%s.json", report.stage->key), arena);
}

static void
add_text(struct arena *arena, struct data *object, const char *key,
    const char *text)
{
	if (text != NULL)
		data_add_text(arena, object, key, text);
}

static void
add_number(struct arena *arena, struct data *object, const char *key,
    double number)
{
	if (isfinite(number))
		data_add_number(arena, object, key, number);
}

static struct data *
add_object(struct arena *arena, struct data *parent, const char *key)
{
	return data_add(parent, key, data_object(arena));
}

/* An object that is alone in a list. */
static struct data *
add_single(struct arena *arena, struct data *parent, const char *key)
{
	struct data *list = data_add(parent, key, data_list(arena));

	return data_add(list, NULL, data_object(arena));
}

/* "2025-02-03 04:05:06"; the header needs it, so without a date there is none. */
static void
add_header(struct arena *arena, struct data *root, const struct doc *doc)
{
	char text[TIMESTAMP_TEXT];
	struct data *header;

	if (doc->date_s == INT64_MIN)
		return;
	timestamp_text((double)doc->date_s, false, text);
	text[10] = ' ';
	header = add_object(arena, root, "header");
	data_add_text(arena, header, "formatVersion", "0.1");
	data_add_text(arena, header, "formatVersionSpecificationUri",
	    "https://github.com/Boavizta/BoAmps/tree/main/model");
	data_add_text(arena, header, "reportDatetime",
	    arena_strdup(arena, text));
}

/* The format's words for stages; what was tried and what failed is training, too. */
static const char *
stage_word(const char *stage)
{
	if (span_equal(span_of(stage), "inference"))
		return "inference";
	return span_equal(span_of(stage), "other") ? "other" : "training";
}

/* What the format needs and a study has no word for is "other". */
static void
add_task(struct arena *arena, struct data *root, const struct report *report)
{
	const struct data *model = report->model;
	const char *task = disclosed_text(model, "task", arena);
	struct data *object = add_object(arena, root, "task"), *item;

	data_add_text(arena, object, "taskStage",
	    stage_word(report->stage->key));
	data_add_text(arena, object, "taskFamily",
	    task == NULL ? "other" : task);
	item = add_single(arena, object, "algorithms");
	add_text(arena, item, "algorithmName",
	    disclosed_text(model, "name", arena));
	add_text(arena, item, "algorithmUri",
	    disclosed_text(model, "url", arena));
	add_number(arena, item, "parametersNumber",
	    disclosed_number(model, "params") / PARAMETERS_PER_BILLION);
	item = add_single(arena, object, "dataset");
	data_add_text(arena, item, "dataUsage", "input");
	data_add_text(arena, item, "dataType", "other");
	data_add_text(arena, object, "taskDescription", arena_printf(arena,
	    "Stage \"%s\" of the model; energy before PUE%s.",
	    report->stage->key,
	    disclosed_at_least(report->stage, "it_energy_kwh") ?
		"; at least: parts are not known" : ""));
}

static void
add_measure(struct arena *arena, struct data *root, const struct doc *doc,
    const struct data *stage)
{
	struct data *item = add_single(arena, root, "measures");
	const char *quality =
	    disclosed_text(stage, "it_energy_kwh.quality", arena);

	data_add_text(arena, item, "measurementMethod", arena_printf(arena,
	    "wattleaf: %s energy", quality == NULL ? "derived" : quality));
	add_text(arena, item, "version",
	    disclosed_text(doc->disclosure, "wattleaf", arena));
	add_number(arena, item, "powerConsumption",
	    disclosed_number(stage, "it_energy_kwh"));
	add_number(arena, item, "measurementDuration",
	    disclosed_number(stage, "wall_hours") * SECONDS_PER_HOUR);
}

/* The components of which the number is known, as the format needs; how many they are. */
static size_t
add_components(struct arena *arena, struct data *parent,
    const struct data *model)
{
	struct data *list = data_add(parent, "components", data_list(arena));
	const struct data *hardware = data_path(model, "hardware"), *item;
	size_t n = 0;

	item = hardware == NULL ? NULL : hardware->first;
	for (; item != NULL; item = item->next) {
		double count = disclosed_number(item, "count");
		struct data *object;

		if (isnan(count) || count < 1 || floor(count) < count)
			continue;
		object = data_add(list, NULL, data_object(arena));
		add_text(arena, object, "componentName",
		    disclosed_text(item, "name", arena));
		data_add_text(arena, object, "componentType", "accelerator");
		data_add_number(arena, object, "nbComponent", count);
		n++;
	}
	return n;
}

static size_t
add_infrastructure(struct arena *arena, struct data *root,
    const struct data *model)
{
	struct data *object = add_object(arena, root, "infrastructure");
	const char *provider = disclosed_provider(model, arena);

	data_add_text(arena, object, "infraType",
	    provider == NULL ? "other" : "publicCloud");
	add_text(arena, object, "cloudProvider", provider);
	return add_components(arena, object, model);
}

static bool
is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* "USA" of "USA", "US" of "US-RFCE"; NULL for what begins otherwise. */
static const char *
country_of(const char *grid, struct arena *arena)
{
	size_t n = 0;

	while (grid != NULL && is_capital(grid[n]))
		n++;
	if (n < 2 || n > 3 || (grid[n] != '\0' && grid[n] != '-'))
		return NULL;
	return arena_strndup(arena, grid, n);
}

/* The format needs a country where it has an environment. */
static void
add_environment(struct arena *arena, struct data *root,
    const struct data *model)
{
	const char *grid = disclosed_place(model, "grid", arena);
	const char *region = disclosed_region(model, arena);
	const char *country = country_of(grid, arena);
	struct data *object;

	if (country == NULL)
		return;
	object = add_object(arena, root, "environment");
	data_add_text(arena, object, "country", country);
	if (region != NULL || grid[span_of(country).n] != '\0')
		data_add_text(arena, object, "location",
		    region != NULL ? region : grid);
	add_number(arena, object, "powerSourceCarbonIntensity",
	    disclosed_number(model, "intensity_g_per_kwh"));
}

/* The schema's classes: within 10, 25 or 50 percent. None without a range of all inputs. */
static void
add_quality(struct arena *arena, struct data *root, const struct data *stage)
{
	double value = disclosed_number(stage, "it_energy_kwh");
	double low = disclosed_number(stage, "it_energy_kwh.low");
	double high = disclosed_number(stage, "it_energy_kwh.high");
	const struct data *partial =
	    data_path(stage, "it_energy_kwh.range_partial");
	double error = fmax(high - value, value - low) / value;

	if (partial != NULL || !(low < high) || !(error <= 0.5))
		return;
	data_add_text(arena, root, "quality", error <= 0.1 ? "high" :
	    error <= 0.25                                  ? "medium" :
							     "low");
}

static bool
write_report(struct output_job *job, struct buf *out)
{
	struct arena *arena = job->arena;
	struct data *root = data_object(arena);
	struct report report;

	if (!report_at(job->doc, job->part, &report)) {
		disclosed_lacking(job, "boamps.json",
		    "no stage's energy is known as one number");
		return true;
	}
	add_header(arena, root, job->doc);
	add_task(arena, root, &report);
	add_measure(arena, root, job->doc, report.stage);
	if (add_infrastructure(arena, root, report.model) == 0) {
		disclosed_lacking(job,
		    report_file(job->doc, job->part, arena),
		    "the format needs hardware with its number");
		return true;
	}
	add_environment(arena, root, report.model);
	add_quality(arena, root, report.stage);
	json_data(root, out);
	return true;
}

const struct output output_boamps_json = {
	.name = "boamps.json",
	.format = "boamps",
	.help = "energy of each stage as a BoAmps report",
	.write = write_report,
	.parts = report_parts,
	.file = report_file,
	.extra = true,
};
