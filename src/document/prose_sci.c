/*
 * Sentences on the emissions per functional unit.
 */
#include <stddef.h>

#include "account/account.h"
#include "base/arena.h"
#include "document/build.h"
#include "document/text.h"
#include "study/study.h"

static const struct number_style digits = { UNIT_G, DECIMALS_SIGNIFICANT, 3 };

/* "The software carbon intensity of X is 28.5 g CO2e per request, ..." */
static const char *
sci_sentence(struct builder *b, const struct account_model *model)
{
	const struct functional_unit *unit =
	    study_functional_unit(b->account->study, model->model);

	if (model->sci == NULL || !model->sci->known)
		return "";
	return arena_printf(b->arena,
	    " The software carbon intensity (ISO/IEC 21031) of %s is %s CO_{2}e per %s: location-based emissions of facility energy and embodied emissions of the accelerators, over %s; no contract or offset enters it.",
	    model->model->name.text,
	    text_quantity(model->sci, BOUND_VALUE, &digits, b->arena),
	    unit->name.text, unit->count.origin->written);
}

const char *
sci_sentences(struct builder *b)
{
	const struct account *account = b->account;
	const char *text = "";
	size_t i;

	for (i = 0; i < account->model_count; i++)
		text = arena_printf(b->arena, "%s%s", text,
		    sci_sentence(b, &account->models[i]));
	return text;
}
