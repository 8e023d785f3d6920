/*
 * Software carbon intensity as ISO/IEC 21031 asks to report it: the score,
 * what it is per, the software boundary, the method. Only of models for
 * which it is known.
 */
#include <math.h>

#include "base/arena.h"
#include "document/data.h"
#include "document/document.h"
#include "write/disclosed.h"
#include "write/output.h"

enum { GRAMS_PER_KILOGRAM = 1000 };

static void
add_number(struct arena *arena, struct data *object, const char *key,
    double number)
{
	if (isfinite(number))
		data_add_number(arena, object, key, number);
}

static void
add_report(struct arena *arena, struct data *list, const struct data *model)
{
	const char *unit = disclosed_text(model, "sci.functional_unit", arena);
	double score = disclosed_number(model, "sci.co2e_g");
	struct data *object;

	if (isnan(score) || unit == NULL)
		return;
	object = data_add(list, NULL, data_object(arena));
	data_add_text(arena, object, "id", disclosed_text(model, "id", arena));
	data_add_text(arena, object, "name",
	    disclosed_text(model, "name", arena));
	data_add_number(arena, object, "sci", score);
	data_add_text(arena, object, "unit",
	    arena_printf(arena, "gCO2eq per %s", unit));
	data_add_text(arena, object, "functional_unit", unit);
	add_number(arena, object, "functional_units",
	    disclosed_number(model, "sci.count"));
	add_number(arena, object, "energy_kwh",
	    disclosed_number(model, "energy_kwh"));
	add_number(arena, object, "operational_g",
	    disclosed_number(model, "co2e_kg") * GRAMS_PER_KILOGRAM);
	add_number(arena, object, "embodied_g",
	    disclosed_number(model, "embodied_kg") * GRAMS_PER_KILOGRAM);
}

static bool
write_sci(struct output_job *job, struct buf *out)
{
	struct arena *arena = job->arena;
	struct data *root = data_object(arena), *list;
	const struct data *model;
	size_t i;

	data_add_text(arena, root, "standard", "ISO/IEC 21031:2024");
	data_add_text(arena, root, "tool", disclosed_maker(job->doc, arena));
	data_add_text(arena, root, "boundary",
	    "all runs of the model in the study: accelerators and, as far as the method counts them, their hosts, with the overhead of the data centre (PUE); manufacture of what is counted by its share of time");
	data_add_text(arena, root, "method",
	    "SCI = (E I + M) / R; E facility energy, I location-based average intensity, M embodied emissions; contracts and offsets are not in it");
	list = data_add(root, "models", data_list(arena));
	for (i = 0; (model = disclosed_model(job->doc, i)) != NULL; i++)
		add_report(arena, list, model);
	if (list->first == NULL)
		disclosed_lacking(job, "sci.json",
		    "no model has a functional unit, emissions and embodied emissions that are all known");
	else
		json_data(root, out);
	return true;
}

const struct output output_sci_json = {
	.name = "sci.json",
	.format = "sci",
	.help = "software carbon intensity as ISO/IEC 21031 reports it",
	.write = write_sci,
	.extra = true,
};
