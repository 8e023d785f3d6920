/*
 * Rules about totals: what they sum is the rows above them since the last
 * total, all rows of their table, or the rows below the first.
 */
#include <math.h>

#include "base/arena.h"
#include "check/judge.h"

/* What adds up. */
static const enum claim_kind additive[] = { CLAIM_DEVICE_HOURS,
	CLAIM_IT_ENERGY, CLAIM_ENERGY, CLAIM_CO2E, CLAIM_COST,
	CLAIM_COST_HIGH };

enum { ADDITIVE_TOTAL = sizeof additive / sizeof additive[0] };

/* The parts of a total. */
struct parts {
	struct band sum;
	double least;      /* of one part */
	size_t count;
	bool unknown;      /* a part does not say */
};

static bool
is_part(const struct judging *j, size_t i, size_t table)
{
	const struct claim_row *row = &j->set->rows[i];

	return row->table == table && row->kind == ROW_PART;
}

static void
add_part(const struct judging *j, size_t i, enum claim_kind kind,
    struct parts *parts)
{
	const struct claim *claim = row_claim(&j->set->rows[i], kind);

	parts->unknown = parts->unknown || claim == NULL || claim->at_least;
	if (claim == NULL)
		return;
	parts->sum = band_plus(parts->sum, judged_band(j, claim));
	if (parts->count == 0 || claim->band.value < parts->least)
		parts->least = claim->band.value;
	parts->count++;
}

static struct parts
parts_between(const struct judging *j, size_t from, size_t to,
    enum claim_kind kind)
{
	struct parts parts = { .sum = band_of(0) };
	size_t i;

	for (i = from; i < to; i++)
		if (is_part(j, i, j->set->rows[j->row_index].table))
			add_part(j, i, kind, &parts);
	return parts;
}

/* The first row of the total's table, the row behind the total before it, the end of the table. */
static void
find_span(const struct judging *j, size_t *first, size_t *since, size_t *end)
{
	const struct claim_row *rows = j->set->rows;
	size_t i, total = j->row_index, table = rows[total].table;

	*first = *since = total;
	for (i = total; i > 0; i--)
		if (rows[i - 1].table == table)
			*first = i - 1;
	for (i = total; i > *first; i--) {
		bool same = rows[i - 1].table == table;

		if (same && rows[i - 1].kind == ROW_TOTAL)
			break;
		*since = i - 1;
	}
	for (*end = total + 1; *end < j->set->count; (*end)++)
		if (rows[*end].table == table &&
		    rows[*end].kind == ROW_TOTAL)
			break;
}

/* True when the total is the sum of the parts, or may be. */
static bool
sums(const struct judging *j, const struct claim *total,
    const struct parts *parts)
{
	struct band band = judged_band(j, total);

	if (parts->count < 2 && !(parts->count == 1 && !parts->unknown))
		return true;
	if (parts->unknown && !total->at_least)
		return band.high >= parts->sum.low;
	return band_meets(band, parts->sum);
}

/* The parts of a total that is not their sum; false when it is, or nothing is to be summed. */
static bool
find_fault(const struct judging *j, enum claim_kind kind, struct parts *parts)
{
	const struct claim *total = judged(j, kind);
	struct parts all;
	size_t first, since, end;

	if (total == NULL || j->row->kind != ROW_TOTAL ||
	    j->totals > TOTALS_MAX)
		return false;
	find_span(j, &first, &since, &end);
	*parts = parts_between(j, since, j->row_index, kind);
	all = parts_between(j, first, j->row_index, kind);
	if (j->row_index == first) {
		*parts = parts_between(j, first + 1, end, kind);
		all = *parts;
	}
	return !sums(j, total, parts) && !sums(j, total, &all);
}

/* Quantities in which the total passes its parts by as much as a row may have. */
static size_t
excesses(const struct judging *j)
{
	struct parts parts;
	size_t i, n = 0;

	for (i = 0; i < ADDITIVE_TOTAL; i++) {
		const struct claim *total = judged(j, additive[i]);

		if (total != NULL && find_fault(j, additive[i], &parts) &&
		    total->band.value > parts.sum.high)
			n++;
	}
	return n;
}

/* A row is hidden when what is missing is as much as a row has, or when it is missing in several quantities. */
static bool
is_hidden(const struct judging *j, const struct claim *total,
    const struct parts *parts)
{
	double missing = total->band.value - parts->sum.value;

	return missing > 0 && (missing >= parts->least || excesses(j) > 1);
}

static void
judge_sums(struct judging *j, const struct rule *rule, bool hidden)
{
	struct parts parts;
	size_t i;

	for (i = 0; i < ADDITIVE_TOTAL; i++) {
		enum claim_kind kind = additive[i];
		const struct claim *total = judged(j, kind);
		double difference;

		if (!find_fault(j, kind, &parts) ||
		    is_hidden(j, total, &parts) != hidden)
			continue;
		difference = fabs(total->band.value - parts.sum.value);
		slip_add(j, (struct slip){
			.code = rule->code,
			.sureness = hidden ? SURE_LIKELY : SURE_CERTAIN,
			.row = j->row_index,
			.kind = kind,
			.pos = total->pos,
			.printed = total->written,
			.would_be = parts.sum.value,
			.text = arena_printf(j->arena,
			    hidden ?
				"%s%s is %s, the %zu rows shown sum to %s: a row of about %s is not shown" :
				"%s%s is %s, the %zu parts sum to %s: a difference of %s",
			    row_label(j, j->row), claim_words(kind),
			    total->written, parts.count,
			    shown(j, parts.sum.value, total->unit),
			    shown(j, difference, total->unit)),
		});
	}
}

void
rule_sum(struct judging *j, const struct rule *rule)
{
	judge_sums(j, rule, false);
}

void
rule_hidden_row(struct judging *j, const struct rule *rule)
{
	judge_sums(j, rule, true);
}
