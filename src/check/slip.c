/*
 * Slips: found by rules, made sentences of.
 */
#include <math.h>

#include "base/arena.h"
#include "check/judge.h"
#include "document/text.h"

static const char *const names[] = {
	[SURE_POSSIBLE] = "possible",
	[SURE_LIKELY] = "likely",
	[SURE_CERTAIN] = "certain",
};

const char *
sureness_name(enum sureness sureness)
{
	return names[sureness];
}

/* Money has no currency of its own here: the sentence shows it beside the printed one. */
const char *
shown(const struct judging *j, double value, enum unit unit)
{
	struct number_style style = { .unit = unit,
		.decimals = DECIMALS_STATED };
	bool bare = unit_text(unit)[0] == '\0' || unit == UNIT_CURRENCY;

	if (!isfinite(unit_from_base(unit, value)))
		return "no number";
	return arena_printf(j->arena, "%s%s%s",
	    text_number(value, &style, j->arena).text, bare ? "" : " ",
	    bare ? "" : unit_text(unit));
}

const char *
row_label(const struct judging *j, const struct claim_row *row)
{
	return row->name == NULL ? "" :
				   arena_printf(j->arena, "%s: ", row->name);
}

struct slip *
slip_add(struct judging *j, struct slip slip)
{
	struct check_result *result = j->result;

	if (result->slip_count == CHECK_SLIPS_MAX)
		return NULL;
	if (result->slips == NULL)
		result->slips = arena_alloc(j->arena,
		    CHECK_SLIPS_MAX * sizeof *result->slips);
	result->slips[result->slip_count] = slip;
	return &result->slips[result->slip_count++];
}

/* "energy 201,128 kWh, but 1,515.43 W × 84 h gives 201.1 kWh". */
const char *
slip_contradiction(const struct judging *j, const struct relation *r)
{
	enum unit unit = r->printed->unit;

	if (!r->wide)
		return arena_printf(j->arena, "%s is %s, but %s gives %s%s",
		    claim_words(r->kind), r->printed->written, r->formula,
		    shown(j, r->expected.value, unit),
		    r->pue_open ? " before PUE" : "");
	if (isinf(r->expected.high))
		return arena_printf(j->arena,
		    "%s is %s, where %s leaves at least %s",
		    claim_words(r->kind), r->printed->written, r->formula,
		    shown(j, r->expected.low, unit));
	return arena_printf(j->arena, "%s is %s, where %s%s%s to %s %s",
	    claim_words(r->kind), r->printed->written, r->formula,
	    r->formula[0] == '\0' ? "" : " leaves ",
	    shown(j, r->expected.low, unit), shown(j, r->expected.high, unit),
	    r->formula[0] == '\0' ? "is plausible" : "plausible");
}

/* How well a factor mends a relation. */
struct mending {
	bool good;
	bool exact;   /* to the last digit, without a PUE that is not stated */
};

static struct mending
mend(const struct judging *j, const struct relation *r, double factor)
{
	struct band mended = band_over(r->band, band_of(factor));
	struct band core = r->expected;
	bool within = band_meets(mended, r->expected);

	if (r->wide)
		return (struct mending){ within, false };
	if (r->pue_open)
		core.high /= j->bounds.pue_most;
	within = within && r->pue_open &&
	    fabs(log(factor)) > log(j->bounds.pue_most);
	return (struct mending){
		.good = within ||
		    band_meets(mended, band_widen(core, j->bounds.agree)),
		.exact = band_meets(mended, core),
	};
}

/* A second cause for a slip that is there: it is less sure, unless it was exact and this is not. */
static void
add_cause(struct judging *j, struct relation *r, enum diag_code code,
    bool exact, const char *cause)
{
	if (r->exact && !exact)
		return;
	r->slip->sureness = SURE_POSSIBLE;
	if (r->slip->code != code)
		r->slip->text = arena_printf(j->arena, "%s; or %s",
		    r->slip->text, cause);
}

bool
slip_explain(struct judging *j, struct relation *r, enum diag_code code,
    double factor, const char *cause)
{
	struct mending mending;
	double would_be;

	if (!r->off || r->printed == NULL || !(factor > 0))
		return false;
	mending = mend(j, r, factor);
	if (!mending.good)
		return false;
	if (r->slip != NULL) {
		add_cause(j, r, code, mending.exact, cause);
		return true;
	}
	would_be = r->wide || r->pue_open ? r->printed->band.value / factor :
					    r->expected.value;
	r->exact = mending.exact;
	r->slip = slip_add(j, (struct slip){
		.code = code,
		.sureness = mending.exact && !r->open ? SURE_CERTAIN :
							SURE_LIKELY,
		.row = j->row_index,
		.kind = r->kind,
		.pos = r->printed->pos,
		.printed = r->printed->written,
		.would_be = would_be,
		.text = arena_printf(j->arena, "%s%s; %s, it would be %s",
		    row_label(j, j->row), slip_contradiction(j, r), cause,
		    shown(j, would_be, r->printed->unit)),
	});
	return r->slip != NULL;
}
