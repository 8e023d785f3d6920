/*
 * The words of a study as tables.
 */
#include "study/vocabulary.h"

#include <string.h>

#include "study/study.h"

#define WORDS(name, type, member) \
	{ name, ATTRIBUTE_WORDS, DIM_RATIO, 0, 0, offsetof(struct type, member), false }
#define NEEDED(name, type, member) \
	{ name, ATTRIBUTE_WORDS, DIM_RATIO, 0, 0, offsetof(struct type, member), true }
#define WHOLE(name, type, member) \
	{ name, ATTRIBUTE_WHOLE, DIM_RATIO, 0, 0, offsetof(struct type, member), false }
#define MOMENT(name, type, member) \
	{ name, ATTRIBUTE_MOMENT, DIM_RATIO, 0, 0, offsetof(struct type, member), false }
#define QUANTITY(name, type, member, dimension) \
	{ name, ATTRIBUTE_QUANTITY, dimension, 0, 0, offsetof(struct type, member), false }
#define LIMITED(name, type, member, dimension, least, most) \
	{ name, ATTRIBUTE_QUANTITY, dimension, least, most, offsetof(struct type, member), false }

static const struct attribute_rule study_attributes[] = {
	NEEDED("title", study, title),
	WORDS("method", study, method),
	WORDS("lang", study, lang),
	WORDS("anonymous", study, anonymous),
	WORDS("currency", study, currency),
	WHOLE("year", study, year),
};

static const struct attribute_rule place_attributes[] = {
	WORDS("grid", place, grid),
	WORDS("region", place, region),
	WHOLE("year", place, year),
	LIMITED("pue", place, pue, DIM_RATIO, 1, 10),
	QUANTITY("intensity", place, intensity, DIM_INTENSITY),
	QUANTITY("market-intensity", place, market_intensity, DIM_INTENSITY),
	QUANTITY("wue", place, wue, DIM_WATER_USE),
};

static const struct attribute_rule model_attributes[] = {
	NEEDED("id", model, id),
	NEEDED("name", model, name),
	QUANTITY("params", model, params, DIM_COUNT),
	WORDS("url", model, url),
	WORDS("public", model, public),
	WORDS("task", model, task),
	WORDS("note", model, note),
};

static const struct attribute_rule score_attributes[] = {
	NEEDED("metric", score, metric),
	{ "value", ATTRIBUTE_NUMBER, DIM_RATIO, 0, 0,
	    offsetof(struct score, value), true },
	WORDS("dataset", score, dataset),
	WORDS("better", score, better),
};

static const struct attribute_rule run_attributes[] = {
	WORDS("id", run, id),
	{ "stage", ATTRIBUTE_STAGE, DIM_RATIO, 0, 0,
	    offsetof(struct run, stage), false },
	WHOLE("repeat", run, repeat),
	QUANTITY("time", run, time, DIM_TIME),
	QUANTITY("device-hours", run, device_hours, DIM_TIME),
	QUANTITY("energy", run, energy, DIM_ENERGY),
	QUANTITY("it-energy", run, it_energy, DIM_ENERGY),
	QUANTITY("flops", run, flops, DIM_FLOP),
	QUANTITY("tokens", run, tokens, DIM_COUNT),
	LIMITED("utilisation", run, utilisation, DIM_RATIO, 0, 1),
	WORDS("precision", run, precision),
	MOMENT("start", run, start),
	MOMENT("end", run, end),
	LIMITED("share", run, share, DIM_RATIO, 0, 1),
	WHOLE("count", run, count),
};

static const struct attribute_rule hardware_attributes[] = {
	WORDS("device", hardware, device),
	WHOLE("count", hardware, count),
	WORDS("unit", hardware, unit),
	WHOLE("nodes", hardware, nodes),
	QUANTITY("power", hardware, power, DIM_POWER),
	QUANTITY("total-power", hardware, total_power, DIM_POWER),
	QUANTITY("host-power", hardware, host_power, DIM_POWER),
	LIMITED("utilisation", hardware, utilisation, DIM_RATIO, 0, 1),
	WORDS("cpu", hardware, cpu),
	WHOLE("cpus", hardware, cpus),
	WHOLE("cores", hardware, cores),
	QUANTITY("cpu-power", hardware, cpu_power, DIM_POWER),
	LIMITED("cpu-utilisation", hardware, cpu_utilisation, DIM_RATIO, 0, 1),
	QUANTITY("memory", hardware, memory, DIM_MEMORY),
	QUANTITY("memory-power", hardware, memory_power, DIM_POWER),
	WORDS("spec", hardware, spec),
	QUANTITY("embodied", hardware, embodied, DIM_MASS),
	QUANTITY("host-embodied", hardware, host_embodied, DIM_MASS),
	QUANTITY("lifetime", hardware, lifetime, DIM_TIME),
	LIMITED("lifetime-use", hardware, lifetime_use, DIM_RATIO, 0, 1),
};

static const struct attribute_rule functional_unit_attributes[] = {
	NEEDED("name", functional_unit, name),
	QUANTITY("count", functional_unit, count, DIM_COUNT),
};

static const struct attribute_rule log_attributes[] = {
	NEEDED("href", log, href),
	WORDS("format", log, format),
	MOMENT("from", log, from),
	MOMENT("to", log, to),
	WORDS("zone", log, zone),
	WORDS("device", log, device),
	WORDS("columns", log, columns),
	{ "role", ATTRIBUTE_ROLE, DIM_RATIO, 0, 0, offsetof(struct log, role),
	    false },
};

static const struct attribute_rule price_attributes[] = {
	QUANTITY("device-hour", price, device_hour, DIM_RATE),
	WORDS("unit", price, unit),
	QUANTITY("low", price, low, DIM_RATE),
	QUANTITY("high", price, high, DIM_RATE),
	QUANTITY("electricity", price, electricity, DIM_TARIFF),
	QUANTITY("billed", price, billed, DIM_MONEY),
	WORDS("date", price, date),
};

static const char *const study_children[] = { "place", "functional-unit",
	"model", "note", NULL };
static const char *const model_children[] = { "place", "functional-unit",
	"score", "run", "note", NULL };
static const char *const run_children[] = { "place", "hardware", "log",
	"price", NULL };
static const char *const no_children[] = { NULL };

#define COUNT(attributes) (sizeof(attributes) / sizeof(attributes)[0])
#define RULE(type, below, many) \
	{ .name = #type, .attributes = type##_attributes, \
	    .attribute_count = COUNT(type##_attributes), .children = below, \
	    .plural = many }

static const struct element_rule rules[] = {
	RULE(study, study_children, NULL),
	RULE(place, no_children, NULL),
	{ .name = "functional-unit", .attributes = functional_unit_attributes,
	    .attribute_count = COUNT(functional_unit_attributes),
	    .children = no_children },
	RULE(model, model_children, "models"),
	RULE(score, no_children, "scores"),
	RULE(run, run_children, "runs"),
	RULE(hardware, no_children, "hardware"),
	RULE(log, no_children, "logs"),
	RULE(price, no_children, NULL),
	{ .name = "note", .children = no_children, .plural = "notes",
	    .text = true },
};

const struct element_rule *
vocabulary_item(size_t i)
{
	return i < sizeof rules / sizeof rules[0] ? &rules[i] : NULL;
}

const struct element_rule *
vocabulary_rule(const char *name)
{
	const struct element_rule *rule;
	size_t i;

	for (i = 0; (rule = vocabulary_item(i)) != NULL; i++)
		if (strcmp(rule->name, name) == 0)
			return rule;
	return NULL;
}

const struct element_rule *
vocabulary_child(const struct element_rule *element, const char *name)
{
	const struct element_rule *rule;
	size_t i;

	for (i = 0; element->children[i] != NULL; i++) {
		rule = vocabulary_rule(element->children[i]);
		if (strcmp(rule->name, name) == 0 ||
		    (rule->plural != NULL && strcmp(rule->plural, name) == 0))
			return rule;
	}
	return NULL;
}

const struct attribute_rule *
vocabulary_attribute(const struct element_rule *rule, const char *name)
{
	size_t i;

	for (i = 0; i < rule->attribute_count; i++)
		if (strcmp(rule->attributes[i].name, name) == 0)
			return &rule->attributes[i];
	return NULL;
}
