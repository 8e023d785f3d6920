/*
 * Software carbon intensity: (E I + M) / R, in grams per functional unit
 * (ISO/IEC 21031:2024, 4). E is facility energy, I location-based; no
 * contract or offset enters. Without M or R there is none.
 */
#include "account/context.h"
#include "base/diag.h"
#include "base/word.h"
#include "study/study.h"

static const struct label SCI = { "SCI", WORD("software carbon intensity") };

static const struct figure *
refused(struct accounting *a, struct pos pos, const char *lack)
{
	diag(a->diags, DIAG_SCI_INCOMPLETE, pos,
	    "the software carbon intensity of \"%s\" needs %s",
	    a->model->id.text, lack);
	return figure_unknown(a->arena, SCI, UNIT_G, lack);
}

static const struct figure *
count_of(struct accounting *a, const struct functional_unit *unit)
{
	const struct label count = { "R", unit->name.text };

	return figure_from_fact(a->arena, count, &unit->count,
	    QUALITY_MEASURED);
}

const struct figure *
account_sci(struct accounting *a, const struct account_line *line)
{
	static const struct label sum = { "C + M",
		WORD("emissions and embodied emissions") };
	const struct functional_unit *unit =
	    study_functional_unit(a->study, a->model);
	const struct figure *parts[2] = { line->co2e, line->embodied };

	if (unit == NULL)
		return a->options == NULL || !a->options->sci ?
		    NULL :
		    refused(a, a->model->pos,
			"what it is per: <functional-unit name=\"...\" count=\"...\"/>");
	if (!unit->count.known || unit->count.q.low <= 0)
		return refused(a, unit->name.pos,
		    "how many functional units there were: count=\"...\"");
	if (!figure_known(line->co2e) || line->co2e->at_least)
		return refused(a, a->model->pos,
		    "all of its emissions, of which a part is not known");
	if (!figure_known(line->embodied) || line->embodied->at_least)
		return refused(a, a->model->pos,
		    "its embodied emissions, which ISO/IEC 21031 does not allow to leave out");
	return figure_quotient(a->arena, SCI,
	    figure_sum(a->arena, sum, parts, 2), count_of(a, unit));
}
