/*
 * CycloneDX 1.6 in XML: a bill of materials with one component a model and
 * the energy of each stage in its model card. The format knows kWh and
 * tonnes of CO2 equivalent alone.
 */
#include <math.h>

#include "base/arena.h"
#include "base/timestamp.h"
#include "document/data.h"
#include "document/document.h"
#include "write/canvas.h"
#include "write/disclosed.h"
#include "write/output.h"
#include "write/xml_out.h"

enum { TONNES_PER_KILOGRAM = -3 }; /* a power of ten */

struct bom {
	struct xml_out out;
	struct arena *arena;
	const struct doc *doc;
};

static void
element(struct bom *bom, const char *name, const char *text)
{
	if (text != NULL)
		xml_out_element(&bom->out, name, text);
}

static const char *
decimal(struct bom *bom, double value, int power)
{
	struct buf out = { NULL, 0, 0 };
	const char *text;

	disclosed_decimal(&out, value, power);
	text = arena_strndup(bom->arena, out.s, out.n);
	buf_free(&out);
	return text;
}

static void
amount(struct bom *bom, const char *name, const char *value, const char *unit)
{
	xml_out_begin(&bom->out, name);
	element(bom, "value", value);
	element(bom, "unit", unit);
	xml_out_end(&bom->out);
}

static void
property(struct bom *bom, const char *name, const char *value)
{
	if (value == NULL)
		return;
	xml_out_begin(&bom->out, "property");
	xml_out_attribute(&bom->out, "name",
	    arena_printf(bom->arena, "wattleaf:%s", name));
	xml_out_text(&bom->out, value);
	xml_out_end(&bom->out);
}

static void
property_number(struct bom *bom, const char *name, const struct data *object,
    const char *path)
{
	double value = disclosed_number(object, path);

	if (!isnan(value))
		property(bom, name, decimal(bom, value, 0));
}

/* Energy. */

/* The format's words for stages; what was tried and what failed is training, too. */
static const char *
activity(const char *stage)
{
	if (span_equal(span_of(stage), "inference"))
		return "inference";
	return span_equal(span_of(stage), "other") ? "other" : "training";
}

/* Who provides the energy, the format must know: the grid, as far as the study says. */
static void
provider(struct bom *bom, const struct data *model, const char *kwh)
{
	const char *grid =
	    disclosed_place(model, "grid", bom->arena);

	xml_out_begin(&bom->out, "energyProviders");
	xml_out_begin(&bom->out, "organization");
	element(bom, "name", grid == NULL ? "not stated" :
	    arena_printf(bom->arena, "grid of %s", grid));
	xml_out_end(&bom->out);
	element(bom, "energySource", "unknown");
	amount(bom, "energyProvided", kwh, "kWh");
	xml_out_end(&bom->out);
}

/* The ends of a range, where there is one. */
static void
property_range(struct bom *bom, const char *low, const char *high,
    const struct data *stage, const char *key)
{
	const char *from = arena_printf(bom->arena, "%s.low", key);
	const char *to = arena_printf(bom->arena, "%s.high", key);

	if (!(disclosed_number(stage, from) < disclosed_number(stage, to)))
		return;
	property_number(bom, low, stage, from);
	property_number(bom, high, stage, to);
}

static void
stage_properties(struct bom *bom, const struct data *stage,
    const char *energy)
{
	xml_out_begin(&bom->out, "properties");
	property(bom, "stage", stage->key);
	property(bom, "energy:boundary",
	    span_equal(span_of(energy), "energy_kwh") ?
		"facility, after PUE" : "IT, before PUE");
	property(bom, "energy:quality", disclosed_text(stage,
	    arena_printf(bom->arena, "%s.quality", energy), bom->arena));
	property_range(bom, "energy:low_kwh", "energy:high_kwh", stage,
	    energy);
	if (disclosed_at_least(stage, energy))
		property(bom, "energy:at_least", "true");
	property_range(bom, "co2e:low_kg", "co2e:high_kg", stage, "co2e_kg");
	if (disclosed_at_least(stage, "co2e_kg"))
		property(bom, "co2e:at_least", "true");
	property_number(bom, "device_hours", stage, "device_hours");
	xml_out_end(&bom->out);
}

/* The energy of a stage that is known: the facility's before the machines' alone. */
static const char *
known_energy(const struct data *stage)
{
	if (!isnan(disclosed_number(stage, "energy_kwh")))
		return "energy_kwh";
	return isnan(disclosed_number(stage, "it_energy_kwh")) ?
	    NULL : "it_energy_kwh";
}

static void
consumption(struct bom *bom, const struct data *model,
    const struct data *stage)
{
	const char *energy = known_energy(stage), *kwh;
	double co2e = disclosed_number(stage, "co2e_kg");

	if (energy == NULL)
		return;
	kwh = decimal(bom, disclosed_number(stage, energy), 0);
	xml_out_begin(&bom->out, "energyConsumption");
	element(bom, "activity", activity(stage->key));
	provider(bom, model, kwh);
	amount(bom, "activityEnergyCost", kwh, "kWh");
	if (!isnan(co2e))
		amount(bom, "co2CostEquivalent",
		    decimal(bom, co2e, TONNES_PER_KILOGRAM), "tCO2eq");
	stage_properties(bom, stage, energy);
	xml_out_end(&bom->out);
}

static bool
has_energy(const struct data *stage)
{
	for (; stage != NULL; stage = stage->next)
		if (known_energy(stage) != NULL)
			return true;
	return false;
}

static void
considerations(struct bom *bom, const struct data *model)
{
	const struct data *stages = data_path(model, "stages"), *stage;

	if (stages == NULL || !has_energy(stages->first))
		return;
	xml_out_begin(&bom->out, "considerations");
	xml_out_begin(&bom->out, "environmentalConsiderations");
	xml_out_begin(&bom->out, "energyConsumptions");
	for (stage = stages->first; stage != NULL; stage = stage->next)
		consumption(bom, model, stage);
	xml_out_end(&bom->out);
	xml_out_end(&bom->out);
	xml_out_end(&bom->out);
}

/* The model. */

static void
metrics(struct bom *bom, const struct data *model)
{
	const struct data *scores = data_path(model, "score"), *score;

	if (scores == NULL || scores->first == NULL)
		return;
	xml_out_begin(&bom->out, "quantitativeAnalysis");
	xml_out_begin(&bom->out, "performanceMetrics");
	for (score = scores->first; score != NULL; score = score->next) {
		double value = disclosed_number(score, "value");

		if (isnan(value))
			continue;
		xml_out_begin(&bom->out, "performanceMetric");
		element(bom, "type",
		    disclosed_text(score, "metric", bom->arena));
		element(bom, "value", decimal(bom, value, 0));
		element(bom, "slice",
		    disclosed_text(score, "dataset", bom->arena));
		xml_out_end(&bom->out);
	}
	xml_out_end(&bom->out);
	xml_out_end(&bom->out);
}

static void
website(struct bom *bom, const struct data *model)
{
	const char *url = disclosed_text(model, "url", bom->arena);
	struct buf uri = { NULL, 0, 0 };

	if (url != NULL && canvas_uri(url, &uri)) {
		xml_out_begin(&bom->out, "externalReferences");
		xml_out_begin(&bom->out, "reference");
		xml_out_attribute(&bom->out, "type", "website");
		element(bom, "url",
		    arena_strndup(bom->arena, uri.s, uri.n));
		xml_out_end(&bom->out);
		xml_out_end(&bom->out);
	}
	buf_free(&uri);
}

static void
component(struct bom *bom, const struct data *model, size_t number)
{
	const char *task = disclosed_text(model, "task", bom->arena);
	const char *name = disclosed_text(model, "name", bom->arena);

	xml_out_begin(&bom->out, "component");
	xml_out_attribute(&bom->out, "type", "machine-learning-model");
	xml_out_attribute(&bom->out, "bom-ref",
	    arena_printf(bom->arena, "model-%zu", number));
	element(bom, "name", name != NULL ? name :
	    disclosed_text(model, "id", bom->arena));
	website(bom, model);
	xml_out_begin(&bom->out, "properties");
	property(bom, "id", disclosed_text(model, "id", bom->arena));
	property_number(bom, "params", model, "params");
	property(bom, "hardware", disclosed_hardware(model, bom->arena));
	xml_out_end(&bom->out);
	xml_out_begin(&bom->out, "modelCard");
	if (task != NULL) {
		xml_out_begin(&bom->out, "modelParameters");
		element(bom, "task", task);
		xml_out_end(&bom->out);
	}
	metrics(bom, model);
	considerations(bom, model);
	xml_out_end(&bom->out);
	xml_out_end(&bom->out);
}

static void
metadata(struct bom *bom)
{
	const struct data *disclosure = bom->doc->disclosure;
	char text[TIMESTAMP_TEXT];

	xml_out_begin(&bom->out, "metadata");
	if (bom->doc->date_s != INT64_MIN) {
		timestamp_text((double)bom->doc->date_s, true, text);
		element(bom, "timestamp", text);
	}
	xml_out_begin(&bom->out, "tools");
	xml_out_begin(&bom->out, "components");
	xml_out_begin(&bom->out, "component");
	xml_out_attribute(&bom->out, "type", "application");
	element(bom, "name", "wattleaf");
	element(bom, "version",
	    disclosed_text(disclosure, "wattleaf", bom->arena));
	xml_out_end(&bom->out);
	xml_out_end(&bom->out);
	xml_out_end(&bom->out);
	xml_out_begin(&bom->out, "properties");
	property(bom, "study",
	    disclosed_text(disclosure, "study.title", bom->arena));
	property(bom, "method",
	    disclosed_text(disclosure, "study.method", bom->arena));
	property(bom, "catalog",
	    disclosed_text(disclosure, "catalog", bom->arena));
	xml_out_end(&bom->out);
	xml_out_end(&bom->out);
}

static bool
write_bom(struct output_job *job, struct buf *out)
{
	struct bom bom = { .arena = job->arena, .doc = job->doc };
	const struct data *model;
	size_t i;

	if (job->doc->disclosure == NULL)
		return true;
	bom.out = xml_out_open("  ", job->arena);
	xml_out_begin(&bom.out, "bom");
	xml_out_attribute(&bom.out, "xmlns",
	    "http://cyclonedx.org/schema/bom/1.6");
	xml_out_attribute(&bom.out, "version", "1");
	metadata(&bom);
	xml_out_begin(&bom.out, "components");
	for (i = 0; (model = disclosed_model(job->doc, i)) != NULL; i++)
		component(&bom, model, i + 1);
	xml_out_end(&bom.out);
	xml_out_end(&bom.out);
	return xml_out_close(&bom.out, out);
}

const struct output output_bom_xml = {
	.name = "bom.cdx.xml",
	.format = "cyclonedx",
	.help = "models and energy as CycloneDX 1.6 bill of materials",
	.write = write_bom,
	.extra = true,
};
