/*
 * Sentences on the emissions per functional unit.
 */
#include <stddef.h>

#include "account/account.h"
#include "base/arena.h"
#include "document/build.h"
#include "document/text.h"
#include "study/study.h"

static const struct number_style digits = { .unit = UNIT_G,
		.decimals = DECIMALS_SIGNIFICANT, .significant = 3 };

/* "The software carbon intensity of X is 28.5 g CO2e per request, ..." */
static const char *
sci_sentence(struct builder *b, const struct account_model *model)
{
	const struct functional_unit *unit =
	    study_functional_unit(b->account->study, model->model);

	if (model->sci == NULL || !model->sci->known)
		return "";
	return phrase(b,
	    "The software carbon intensity (ISO/IEC 21031) of {model} is {mass} CO_{2}e per {unit}: location-based emissions of facility energy and embodied emissions of the accelerators, over {count}; no contract or offset enters it.",
	    "model", model->model->name.text, "mass",
	    say_quantity(b, model->sci, BOUND_VALUE, &digits), "unit",
	    unit->name.text, "count", unit->count.origin->written, NULL);
}

const char *
sci_sentences(struct builder *b)
{
	const struct account *account = b->account;
	const char *text = "";
	size_t i;

	for (i = 0; i < account->model_count; i++)
		text = sentence_add(b, text,
		    sci_sentence(b, &account->models[i]));
	return text;
}
