/*
 * The keys of the disclosure as a tree, and following a path in it and in a
 * disclosure at the same time.
 */
#include "document/paths.h"

#include <string.h>

#include "base/arena.h"
#include "base/num.h"
#include "document/data.h"

enum { NAMES_MAX = 128, DEPTH_MAX = 8 };

const struct path_key path_of_quantity[] = {
	{ "value", PATH_NUMBER, NULL, "the value, not rounded, in the unit", UNIT_ONE },
	{ "low", PATH_NUMBER, NULL, "lower end of its range", UNIT_ONE },
	{ "high", PATH_NUMBER, NULL, "upper end of its range", UNIT_ONE },
	{ "unit", PATH_TEXT, NULL, "the unit of the three", UNIT_ONE },
	{ "quality", PATH_TEXT, NULL,
	    "assumed, modelled, sampled or measured", UNIT_ONE },
	{ "at_least", PATH_TRUTH, NULL, "whether unknown parts are left out", UNIT_ONE },
	{ "range_partial", PATH_TRUTH, NULL,
	    "whether inputs without a range are left out of the range", UNIT_ONE },
	{ "sources", PATH_LIST, NULL, "ids of its sources", UNIT_ONE },
	{ .key = NULL },
};

#define QUANTITY(key, unit, help) \
	{ key, PATH_QUANTITY, path_of_quantity, help, unit }

#define LINE_KEYS \
	QUANTITY("device_hours", UNIT_H, "hours times devices"), \
	QUANTITY("wall_hours", UNIT_H, "hours on the clock"), \
	QUANTITY("power_w", UNIT_W, "mean power of the whole machine, before PUE"), \
	QUANTITY("it_energy_kwh", UNIT_KWH, "energy before PUE"), \
	QUANTITY("energy_kwh", UNIT_KWH, "energy of the facility, after PUE"), \
	QUANTITY("co2e_kg", UNIT_KG, "emissions, location-based"), \
	QUANTITY("co2e_market_kg", UNIT_KG, "emissions, market-based"), \
	QUANTITY("embodied_kg", UNIT_KG, "share of the hardware's manufacture"), \
	QUANTITY("water_l", UNIT_L, "water that the electricity takes at the data centre"), \
	QUANTITY("cost", UNIT_CURRENCY, "rental of the hardware"), \
	QUANTITY("electricity_cost", UNIT_CURRENCY, "price of the facility's energy")

static const struct path_key of_line[] = {
	LINE_KEYS,
	{ .key = NULL },
};

static const struct path_key of_stage[] = {
	LINE_KEYS,
	{ "runs", PATH_NUMBER, NULL, "how many runs", UNIT_ONE },
	{ .key = NULL },
};

static const struct path_key of_stages[] = {
	{ "final", PATH_OBJECT, of_stage, "the runs whose results are reported", UNIT_ONE },
	{ "tuning", PATH_OBJECT, of_stage, "search for hyperparameters, ablations", UNIT_ONE },
	{ "failed", PATH_OBJECT, of_stage, "failed and discarded runs", UNIT_ONE },
	{ "inference", PATH_OBJECT, of_stage, "use of the model", UNIT_ONE },
	{ "other", PATH_OBJECT, of_stage, "all else", UNIT_ONE },
	{ .key = NULL },
};

static const struct path_key of_hardware[] = {
	{ "device", PATH_TEXT, NULL, "id in the catalogue", UNIT_ONE },
	{ "name", PATH_TEXT, NULL, "name of the accelerator", UNIT_ONE },
	{ "count", PATH_NUMBER, NULL, "how many of them", UNIT_ONE },
	{ "unit", PATH_TEXT, NULL, "what is counted: chip, board, node, vm", UNIT_ONE },
	{ "cpu", PATH_TEXT, NULL, "processor of the machine", UNIT_ONE },
	{ "memory_gb", PATH_NUMBER, NULL, "memory of the machine", UNIT_ONE },
	{ .key = NULL },
};

static const struct path_key of_score[] = {
	{ "metric", PATH_TEXT, NULL, "such as BLEU", UNIT_ONE },
	{ "value", PATH_NUMBER, NULL, "the score", UNIT_ONE },
	{ "dataset", PATH_TEXT, NULL, "what it was measured on", UNIT_ONE },
	{ "better", PATH_TEXT, NULL, "higher or lower", UNIT_ONE },
	{ .key = NULL },
};

static const struct path_key of_place[] = {
	{ "grid", PATH_TEXT, NULL, "country or part of one", UNIT_ONE },
	{ "region", PATH_TEXT, NULL, "of a cloud: gcp/us-central1", UNIT_ONE },
	{ "name", PATH_TEXT, NULL, "as the catalogue calls it", UNIT_ONE },
	{ "year", PATH_NUMBER, NULL, "when", UNIT_ONE },
	{ .key = NULL },
};

static const struct path_key of_sci[] = {
	{ "functional_unit", PATH_TEXT, NULL, "what one is", UNIT_ONE },
	{ "count", PATH_NUMBER, NULL, "how many of it there were", UNIT_ONE },
	QUANTITY("co2e_g", UNIT_G, "emissions of one"),
	{ .key = NULL },
};

static const struct path_key of_compared[] = {
	{ "id", PATH_TEXT, NULL, "id of the model", UNIT_ONE },
	{ "compared", PATH_TRUTH, NULL, "whether it is in the totals of all methods", UNIT_ONE },
	QUANTITY("energy_kwh", UNIT_KWH, "energy of the facility by this method"),
	QUANTITY("co2e_kg", UNIT_KG, "emissions by this method"),
	{ .key = NULL },
};

static const struct path_key of_method[] = {
	{ "id", PATH_TEXT, NULL, "id of the method", UNIT_ONE },
	{ "title", PATH_TEXT, NULL, "its title", UNIT_ONE },
	QUANTITY("pue", UNIT_ONE, "power usage effectiveness that the total comes to"),
	QUANTITY("intensity_g_per_kwh", UNIT_G_PER_KWH, "carbon intensity that the total comes to"),
	QUANTITY("energy_kwh", UNIT_KWH, "energy of the models compared"),
	QUANTITY("co2e_kg", UNIT_KG, "emissions of the models compared"),
	QUANTITY("ratio", UNIT_ONE, "emissions over those of the first method"),
	{ "models", PATH_LIST, of_compared, "each model by this method", UNIT_ONE },
	{ .key = NULL },
};

static const struct path_key of_model[] = {
	{ "id", PATH_TEXT, NULL, "id in the study", UNIT_ONE },
	{ "name", PATH_TEXT, NULL, "name, with lowered and raised parts", UNIT_ONE },
	{ "params", PATH_COUNT, NULL, "number of parameters", UNIT_COUNT },
	{ "task", PATH_TEXT, NULL, "what the model does", UNIT_ONE },
	{ "url", PATH_URL, NULL, "where the model is", UNIT_ONE },
	{ "public", PATH_TEXT, NULL, "whether the model is public", UNIT_ONE },
	{ "hardware", PATH_LIST, of_hardware, "the machines of its runs", UNIT_ONE },
	{ "places", PATH_LIST, of_place, "where its runs ran", UNIT_ONE },
	{ "runs", PATH_NUMBER, NULL, "how many runs", UNIT_ONE },
	LINE_KEYS,
	QUANTITY("pue", UNIT_ONE, "power usage effectiveness, where all runs have the same"),
	QUANTITY("intensity_g_per_kwh", UNIT_G_PER_KWH, "carbon intensity, where all runs have the same"),
	QUANTITY("flops", UNIT_FLOP, "computation, where all runs state it"),
	{ "score", PATH_LIST, of_score, "results", UNIT_ONE },
	{ "stages", PATH_OBJECT, of_stages, "each stage of the work; a stage without runs is not there", UNIT_ONE },
	{ "quality", PATH_TEXT, NULL, "weakest evidence of its energy", UNIT_ONE },
	QUANTITY("all_over_final", UNIT_ONE, "all stages over the final one"),
	{ "sci", PATH_OBJECT, of_sci, "software carbon intensity (ISO/IEC 21031)", UNIT_ONE },
	{ "alternative_to", PATH_TEXT, NULL, "id of the same model on other hardware", UNIT_ONE },
	{ .key = NULL },
};

static const struct path_key of_factor[] = {
	{ "id", PATH_TEXT, NULL, "row of the catalogue", UNIT_ONE },
	{ "name", PATH_TEXT, NULL, "what it is", UNIT_ONE },
	{ "value", PATH_NUMBER, NULL, "its value", UNIT_ONE },
	{ "low", PATH_NUMBER, NULL, "lower end of its range", UNIT_ONE },
	{ "high", PATH_NUMBER, NULL, "upper end of its range", UNIT_ONE },
	{ "unit", PATH_TEXT, NULL, "unit of the three", UNIT_ONE },
	{ "source", PATH_TEXT, NULL, "id of its source", UNIT_ONE },
	{ .key = NULL },
};

static const struct path_key of_source[] = {
	{ "id", PATH_TEXT, NULL, "key for [@key] and BibTeX", UNIT_ONE },
	{ "text", PATH_TEXT, NULL, "the reference", UNIT_ONE },
	{ "url", PATH_URL, NULL, "its address", UNIT_ONE },
	{ "licence", PATH_TEXT, NULL, "licence of the data", UNIT_ONE },
	{ "attribution", PATH_TEXT, NULL, "what the licence asks to be said", UNIT_ONE },
	{ .key = NULL },
};

static const struct path_key of_diagnostic[] = {
	{ "code", PATH_TEXT, NULL, "as doc/diagnostics.md lists it", UNIT_ONE },
	{ "level", PATH_TEXT, NULL, "note, warning or error", UNIT_ONE },
	{ "file", PATH_TEXT, NULL, "name of the file", UNIT_ONE },
	{ "line", PATH_NUMBER, NULL, "from 1", UNIT_ONE },
	{ "column", PATH_NUMBER, NULL, "from 1", UNIT_ONE },
	{ "text", PATH_TEXT, NULL, "what is wrong", UNIT_ONE },
	{ .key = NULL },
};

static const struct path_key of_study[] = {
	{ "title", PATH_TEXT, NULL, "title of the study", UNIT_ONE },
	{ "method", PATH_TEXT, NULL, "id of the method of accounting", UNIT_ONE },
	{ "method_title", PATH_TEXT, NULL, "its title", UNIT_ONE },
	{ "language", PATH_TEXT, NULL, "language of the report", UNIT_ONE },
	{ "year", PATH_NUMBER, NULL, "year of the study", UNIT_ONE },
	{ "anonymous", PATH_TRUTH, NULL, "whether names, places finer than a country and dates are withheld", UNIT_ONE },
	{ .key = NULL },
};

static const struct path_key of_disclosure[] = {
	{ "wattleaf", PATH_TEXT, NULL, "version of the program", UNIT_ONE },
	{ "catalog", PATH_TEXT, NULL, "release of the factors", UNIT_ONE },
	{ "study", PATH_OBJECT, of_study, "the study", UNIT_ONE },
	{ "models", PATH_LIST, of_model, "the models, in the study's order", UNIT_ONE },
	{ "totals", PATH_OBJECT, of_line, "all models; alternatives are counted once", UNIT_ONE },
	{ "methods", PATH_LIST, of_method, "the same runs under each method; empty when one stands alone", UNIT_ONE },
	{ "equivalents", PATH_LIST, path_of_equivalent, "what emissions are told beside", UNIT_ONE },
	{ "regions", PATH_LIST, path_of_region, "the same runs elsewhere; empty when not asked for", UNIT_ONE },
	{ "mix", PATH_LIST, path_of_mix, "energy mixes; empty when not asked for", UNIT_ONE },
	{ "scores", PATH_LIST, path_of_metric, "scores against emissions, one a metric and data set", UNIT_ONE },
	{ "factors", PATH_LIST, of_factor, "rows of the catalogue that the figures use", UNIT_ONE },
	{ "sources", PATH_LIST, of_source, "where they are from", UNIT_ONE },
	{ "diagnostics", PATH_LIST, of_diagnostic, "what was said about the input", UNIT_ONE },
	{ .key = NULL },
};

const struct path_key path_root = { "", PATH_OBJECT, of_disclosure, "",
	UNIT_ONE };

static bool
has_ids(const struct path_key *list)
{
	return list->members != NULL && strcmp(list->members[0].key, "id") == 0;
}

static const char *
id_of(const struct data *item)
{
	const struct data *id = data_path(item, "id");

	return id == NULL || id->text == NULL ? "" : id->text;
}

size_t
path_names(struct path_end end, const char **names, size_t room)
{
	const struct path_key *member = end.key->members;
	const struct data *item = end.data == NULL ? NULL : end.data->first;
	size_t n = 0;

	if (end.key->kind == PATH_LIST && !end.item) {
		for (; has_ids(end.key) && item != NULL && n < room;
		     item = item->next)
			names[n++] = id_of(item);
		return n;
	}
	for (; member != NULL && member->key != NULL && n < room; member++)
		names[n++] = member->key;
	return n;
}

/* Takes the id of an item off PATH, the longest that fits, since ids may hold points. */
static const struct data *
item_of_id(const struct data *list, struct span *path)
{
	const struct data *item, *found = NULL;
	size_t longest = 0;

	for (item = list->first; item != NULL; item = item->next) {
		const char *id = id_of(item);
		size_t n = strlen(id);

		if (n > longest && span_starts(*path, id) &&
		    (path->n == n || path->s[n] == '.')) {
			found = item;
			longest = n;
		}
	}
	if (found != NULL)
		*path = span_sub(*path, longest + 1, path->n);
	return found;
}

static const struct data *
item_of_number(const struct data *list, struct span step)
{
	const struct data *item = list->first;
	double index;

	if (!num_parse(step, &index) || index < 0)
		return NULL;
	for (; item != NULL && index >= 1; index--)
		item = item->next;
	return item;
}

static struct path_end
fault(struct path_end at, struct span step, struct arena *arena)
{
	const char *names[NAMES_MAX];
	size_t n = path_names(at, names, NAMES_MAX);

	return (struct path_end){ .fault = step,
		.nearest = str_nearest(span_dup(arena, step), names, n) };
}

/* One of a list. */
static struct path_end
step_into_list(struct path_end at, struct span *path, struct arena *arena)
{
	struct path_end next = { .key = at.key, .item = true };
	struct span step;

	if (at.data != NULL && has_ids(at.key))
		next.data = item_of_id(at.data, path);
	if (next.data != NULL)
		return next;
	step = span_cut(path, '.');
	if (at.data != NULL) {
		next.data = item_of_number(at.data, step);
		if (next.data == NULL)
			return fault(at, step, arena);
	}
	return next;
}

static struct path_end
step_into_members(struct path_end at, struct span *path, struct arena *arena)
{
	const struct path_key *member = at.key->members;
	struct span step = span_cut(path, '.');

	for (; member != NULL && member->key != NULL; member++)
		if (span_equal(step, member->key))
			return (struct path_end){ .key = member,
				.data = at.data == NULL ? NULL :
				    data_path(at.data, member->key) };
	return fault(at, step, arena);
}

struct path_end
path_follow(struct path_end at, struct span path, struct arena *arena)
{
	if (path.n == 0)
		return fault(at, path, arena);
	while (at.key != NULL && path.n > 0)
		at = at.key->kind == PATH_LIST && !at.item ?
		    step_into_list(at, &path, arena) :
		    step_into_members(at, &path, arena);
	return at;
}

static const char *
kind_name(enum path_kind kind)
{
	switch (kind) {
	case PATH_TEXT:
		return "text";
	case PATH_URL:
		return "address";
	case PATH_NUMBER:
		return "number";
	case PATH_COUNT:
		return "count";
	case PATH_TRUTH:
		return "yes or no";
	case PATH_QUANTITY:
		return "quantity";
	case PATH_LIST:
		return "list";
	case PATH_OBJECT:
		break;
	}
	return "group";
}

/* What stands between a key and its members. */
static const char *
joint(const struct path_key *key)
{
	if (key->kind != PATH_LIST)
		return ".";
	return has_ids(key) ? ".ID." : ".N.";
}

void
paths_print(struct buf *out)
{
	const struct path_key *stack[DEPTH_MAX] = { path_root.members };
	size_t depth = 0, i;

	for (;;) {
		const struct path_key *key = stack[depth];

		if (key->key == NULL) {
			if (depth-- == 0)
				break;
			stack[depth]++;
			continue;
		}
		for (i = 0; i < depth; i++)
			buf_printf(out, "%s%s", stack[i]->key,
			    joint(stack[i]));
		buf_printf(out, "%s\t%s\t%s\n", key->key,
		    kind_name(key->kind), key->help);
		if (key->members != NULL && key->kind != PATH_QUANTITY &&
		    depth + 1 < DEPTH_MAX)
			stack[++depth] = key->members;
		else
			stack[depth]++;
	}
	for (i = 0; path_of_quantity[i].key != NULL; i++)
		buf_printf(out, "QUANTITY.%s\t%s\t%s\n", path_of_quantity[i].key,
		    kind_name(path_of_quantity[i].kind), path_of_quantity[i].help);
}
