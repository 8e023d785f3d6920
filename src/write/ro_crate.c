/*
 * RO-Crate 1.1: the folder described in schema.org's words as JSON-LD, its
 * files and the quantities of each model with their units (UN/CEFACT).
 */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/timestamp.h"
#include "document/data.h"
#include "document/document.h"
#include "write/canvas.h"
#include "write/disclosed.h"
#include "write/output.h"

struct crate {
	struct arena *arena;
	struct data *graph;
	struct data *root;      /* the folder */
	struct data *variables; /* of it */
};

/* A new node of the graph. */
static struct data *
add_node(struct crate *crate, const char *id, const char *type)
{
	struct data *node =
	    data_add(crate->graph, NULL, data_object(crate->arena));

	data_add_text(crate->arena, node, "@id", id);
	data_add_text(crate->arena, node, "@type", type);
	return node;
}

/* A member KEY, or an item of a list, that leads to a node. */
static void
add_reference(struct crate *crate, struct data *parent, const char *key,
    const char *id)
{
	struct data *object = data_add(parent, key, data_object(crate->arena));

	data_add_text(crate->arena, object, "@id", id);
}

static void
add_text(struct crate *crate, struct data *object, const char *key,
    const char *text)
{
	if (text != NULL)
		data_add_text(crate->arena, object, key, text);
}

/* Files. */

static const char *
media_type(const char *name)
{
	static const char *const types[][2] = {
		{ ".pdf", "application/pdf" }, { ".html", "text/html" },
		{ ".md", "text/markdown" }, { ".tex", "text/x-tex" },
		{ ".svg", "image/svg+xml" }, { ".csv", "text/csv" },
		{ ".png", "image/png" }, { ".json", "application/json" },
		{ ".bib", "text/x-bibtex" }, { ".xml", "application/xml" },
	};
	size_t n = strlen(name), i;

	for (i = 0; i < sizeof types / sizeof types[0]; i++)
		if (n > strlen(types[i][0]) &&
		    strcmp(name + n - strlen(types[i][0]), types[i][0]) == 0)
			return types[i][1];
	return NULL;
}

static void
add_files(struct crate *crate, const struct output_job *job)
{
	struct data *parts =
	    data_add(crate->root, "hasPart", data_list(crate->arena));
	size_t i;

	for (i = 0; i < job->file_count; i++) {
		struct data *file = add_node(crate, job->files[i], "File");

		data_add_text(crate->arena, file, "name", job->files[i]);
		add_text(crate, file, "encodingFormat",
		    media_type(job->files[i]));
		add_reference(crate, parts, NULL, job->files[i]);
	}
}

/* Quantities. */

struct measure {
	const char *key, *name, *unit, *code; /* UN/CEFACT recommendation 20 */
};

static const struct measure quantities[] = {
	{ "energy_kwh", "facility energy, after PUE", "kWh", "KWH" },
	{ "it_energy_kwh", "IT energy, before PUE", "kWh", "KWH" },
	{ "co2e_kg", "CO2e emissions, location-based", "kg", "KGM" },
	{ "co2e_market_kg", "CO2e emissions, market-based", "kg", "KGM" },
	{ "embodied_kg", "embodied CO2e emissions", "kg", "KGM" },
	{ "device_hours", "device-hours", "h", "HUR" },
	{ "wall_hours", "wall-clock time", "h", "HUR" },
};

static void
add_quantity(struct crate *crate, const struct data *model, size_t number,
    const struct measure *quantity)
{
	struct arena *arena = crate->arena;
	double value = disclosed_number(model, quantity->key);
	double low = disclosed_number(model,
	    arena_printf(arena, "%s.low", quantity->key));
	double high = disclosed_number(model,
	    arena_printf(arena, "%s.high", quantity->key));
	const char *id = arena_printf(arena, "#model-%zu-%s", number,
	    quantity->key);
	struct data *node;

	if (isnan(low))
		return;
	node = add_node(crate, id, "PropertyValue");
	data_add_text(arena, node, "name", arena_printf(arena, "%s: %s%s",
	    disclosed_text(model, "name", arena), quantity->name,
	    disclosed_at_least(model, quantity->key) ? ", at least" : ""));
	if (!isnan(value))
		data_add_number(arena, node, "value", value);
	if (low < high) {
		data_add_number(arena, node, "minValue", low);
		data_add_number(arena, node, "maxValue", high);
	}
	data_add_text(arena, node, "unitCode", quantity->code);
	data_add_text(arena, node, "unitText", quantity->unit);
	add_text(crate, node, "measurementTechnique", disclosed_text(model,
	    arena_printf(arena, "%s.quality", quantity->key), arena));
	add_reference(crate, crate->variables, NULL, id);
}

static void
add_models(struct crate *crate, const struct doc *doc)
{
	const struct data *model;
	size_t i, j;

	crate->variables = data_add(crate->root, "variableMeasured",
	    data_list(crate->arena));
	for (i = 0; (model = disclosed_model(doc, i)) != NULL; i++)
		for (j = 0; j < sizeof quantities / sizeof quantities[0]; j++)
			add_quantity(crate, model, i + 1, &quantities[j]);
}

/* The sources of the factors; one without an address has a name in the crate. */
static void
add_citations(struct crate *crate, const struct doc *doc)
{
	const struct data *sources = data_path(doc->disclosure, "sources");
	const struct data *source = sources == NULL ? NULL : sources->first;
	struct data *list =
	    data_add(crate->root, "citation", data_list(crate->arena));

	for (; source != NULL; source = source->next) {
		const char *url = disclosed_text(source, "url", crate->arena);
		const char *id = arena_printf(crate->arena, "#source-%s",
		    disclosed_text(source, "id", crate->arena));
		struct data *node = add_node(crate, id, "CreativeWork");
		struct buf uri = { NULL, 0, 0 };

		add_text(crate, node, "name",
		    disclosed_text(source, "text", crate->arena));
		if (url != NULL && canvas_uri(url, &uri))
			data_add_text(crate->arena, node, "url",
			    arena_strndup(crate->arena, uri.s, uri.n));
		add_reference(crate, list, NULL, id);
		buf_free(&uri);
	}
}

static void
add_tool(struct crate *crate, const struct doc *doc)
{
	struct data *tool =
	    add_node(crate, "#wattleaf", "SoftwareApplication");

	data_add_text(crate->arena, tool, "name", "wattleaf");
	add_text(crate, tool, "softwareVersion",
	    disclosed_text(doc->disclosure, "wattleaf", crate->arena));
}

/* The nodes that every crate has. */
static void
begin_crate(struct crate *crate, const struct doc *doc)
{
	const char *title =
	    disclosed_text(doc->disclosure, "study.title", crate->arena);
	struct data *node =
	    add_node(crate, "ro-crate-metadata.json", "CreativeWork");
	char date[TIMESTAMP_TEXT];

	add_reference(crate, node, "conformsTo",
	    "https://w3id.org/ro/crate/1.1");
	add_reference(crate, node, "about", "./");
	add_reference(crate, node, "creator", "#wattleaf");
	crate->root = add_node(crate, "./", "Dataset");
	data_add_text(crate->arena, crate->root, "name",
	    title == NULL ? "Energy and emissions" : title);
	data_add_text(crate->arena, crate->root, "description",
	    arena_printf(crate->arena,
		"Energy, emissions and cost of the models of a study; %s.",
		disclosed_maker(doc, crate->arena)));
	timestamp_text((double)doc->date_s, true, date);
	data_add_text(crate->arena, crate->root, "datePublished",
	    arena_strdup(crate->arena, date));
}

static bool
write_crate(struct output_job *job, struct buf *out)
{
	struct crate crate = { .arena = job->arena };
	struct data *all = data_object(job->arena);

	if (job->doc->date_s == INT64_MIN) {
		disclosed_lacking(job, "ro-crate-metadata.json",
		    "a crate needs its date: set SOURCE_DATE_EPOCH");
		return true;
	}
	data_add_text(job->arena, all, "@context",
	    "https://w3id.org/ro/crate/1.1/context");
	crate.graph = data_add(all, "@graph", data_list(job->arena));
	begin_crate(&crate, job->doc);
	add_tool(&crate, job->doc);
	add_files(&crate, job);
	add_models(&crate, job->doc);
	add_citations(&crate, job->doc);
	json_data(all, out);
	return true;
}

const struct output output_ro_crate = {
	.name = "ro-crate-metadata.json",
	.format = "ro-crate",
	.help = "the folder and its quantities as RO-Crate (JSON-LD)",
	.write = write_crate,
	.extra = true,
};
