/*
 * What the words of compare mean: models of the catalogue, studies, and
 * disclosures with what they state.
 */
#include "cli/compare.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

#include "account/published.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"
#include "catalog/catalog.h"
#include "catalog/published.h"
#include "check/check.h"
#include "cli/cli.h"
#include "study/study.h"

enum { FIRST_STAGES = 2 }; /* of the tables of a disclosure's claims */

static const char *
file_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL || slash[1] == '\0' ? path : slash + 1;
}

static void
add(struct job *job, struct peers *peers, struct compared_peer peer)
{
	peers->items = arena_grow(job->arena, peers->items, peers->count,
	    sizeof *peers->items);
	peers->items[peers->count++] = peer;
}

/* Disclosures. */

/* A range is taken when it is one and has the value in it. */
static void
add_range(struct quantity *q, const struct stated_range *range)
{
	if (!range->has_low || !range->has_high || range->low < 0 ||
	    range->low > range->high)
		return;
	if (isnan(q->value)) {
		q->value = (range->low + range->high) / 2;
		q->interval = true;
	}
	if (range->low > q->value || range->high < q->value)
		return;
	q->low = range->low;
	q->high = range->high;
}

static struct fact
fact_of(struct job *job, const struct claim_row *row, enum claim_kind kind)
{
	const struct claim *claim = row_claim(row, kind);
	double value = claim == NULL ? (double)NAN : claim->band.value;
	struct quantity q = { .value = value, .low = value, .high = value,
		.unit = claim == NULL ? unit_base(claim_dimension(kind)) :
					claim->unit };
	struct origin *origin;

	add_range(&q, &row->ranges[kind]);
	if (!isfinite(q.value))
		return (struct fact){ .known = false };
	origin = arena_alloc(job->arena, sizeof *origin);
	*origin = (struct origin){ .kind = ORIGIN_STUDY,
		.pos = claim == NULL ? row->pos : claim->pos,
		.written = claim == NULL ? NULL : claim->written };
	return (struct fact){ true, q, origin };
}

/* Without its currency a cost is no cost. */
static struct fact
cost_of(struct job *job, const struct claim_row *row)
{
	struct fact cost = fact_of(job, row, CLAIM_COST);
	size_t i;

	for (i = 0; i < CURRENCY_TEXT - 1; i++)
		if (row->currency[i] < 'A' || row->currency[i] > 'Z')
			return (struct fact){ .known = false };
	memcpy(cost.q.currency, row->currency, CURRENCY_TEXT);
	return cost;
}

static bool
is_at_least(const struct claim_row *row, enum claim_kind kind)
{
	const struct claim *claim = row_claim(row, kind);

	return claim != NULL && claim->at_least;
}

static struct fact
fact_of_all(struct job *job, const struct claim_row *row,
    enum claim_kind kind)
{
	const struct claim *claim = row_claim(row, kind);

	return claim == NULL || claim->scope != OF_ALL ?
	    (struct fact){ .known = false } :
	    fact_of(job, row, kind);
}

static bool
is_ours(const struct claim_set *set)
{
	return strcmp(set->format, "disclosure") == 0 ||
	    strcmp(set->format, "pdf") == 0;
}

/* "final training, tuning": the stages of the model in row INDEX. */
static const char *
covers(struct job *job, const struct claim_set *set, size_t index)
{
	const char *text = NULL, *name;
	size_t i;

	for (i = 0; is_ours(set) && i < set->count; i++) {
		const struct claim_row *row = &set->rows[i];

		if (row->table != FIRST_STAGES + index ||
		    row->kind != ROW_PART || row->name == NULL)
			continue;
		name = strcmp(row->name, "final") == 0 ? "final training" :
							 row->name;
		text = text == NULL ?
		    name :
		    arena_printf(job->arena, "%s, %s", text, name);
	}
	return text;
}

static void
add_row(struct job *job, struct peers *peers, const struct claim_set *set,
    size_t i, const char *from)
{
	const struct claim_row *row = &set->rows[i];
	const struct claim *count = row_claim(row, CLAIM_COUNT);
	struct stated_model *stated =
	    arena_alloc(job->arena, sizeof *stated);

	*stated = (struct stated_model){
		.name = row->name == NULL ? from : row->name,
		.id = row->name == NULL ? from : row->name,
		.device = row->device,
		.count = count == NULL ? (double)NAN : count->band.value,
		.covers = covers(job, set, i),
		.time = fact_of_all(job, row, CLAIM_HOURS),
		.device_hours = fact_of(job, row, CLAIM_DEVICE_HOURS),
		.power = fact_of_all(job, row, CLAIM_POWER),
		.pue = fact_of(job, row, CLAIM_PUE),
		.intensity = fact_of(job, row, CLAIM_INTENSITY),
		.it_energy = fact_of(job, row, CLAIM_IT_ENERGY),
		.energy = fact_of(job, row, CLAIM_ENERGY),
		.co2e = fact_of(job, row, CLAIM_CO2E),
		.cost = cost_of(job, row),
		.energy_at_least = is_at_least(row, CLAIM_ENERGY),
		.co2e_at_least = is_at_least(row, CLAIM_CO2E),
		.cost_at_least = is_at_least(row, CLAIM_COST),
	};
	add(job, peers, (struct compared_peer){ .stated = stated,
		.from = from });
}

/* Every part that is no sum and no other telling of one. */
static bool
add_disclosure(struct job *job, struct peers *peers, const char *path)
{
	struct claim_set set;
	size_t i, before = peers->count;

	if (!check_read(path, job->arena, &job->diags, &set))
		return false;
	for (i = 0; i < set.count; i++)
		if (set.rows[i].kind == ROW_PART && !set.rows[i].sum_only)
			add_row(job, peers, &set, i, file_name(path));
	if (peers->count > before)
		return true;
	diag(&job->diags, DIAG_LOG_NOTHING, (struct pos){ .file = path },
	    "it holds no model that could be compared");
	return false;
}

/* Studies and models of the catalogue. */

static bool
add_study(struct job *job, struct peers *peers, const char *path)
{
	const struct study *study = job_study(job, path);

	if (study == NULL)
		return false;
	add(job, peers, (struct compared_peer){ .study = study,
		.from = file_name(path) });
	return true;
}

static bool
add_published(struct job *job, struct peers *peers, const char *name)
{
	const struct published *published =
	    catalog_published_one(job->catalog, name);

	if (published == NULL)
		return false;
	add(job, peers, (struct compared_peer){ .published = published });
	return true;
}

/* The models of the catalogue, each once. */
static const char *
all_models(struct job *job)
{
	const struct published *published;
	const char *list = "";
	size_t i;

	for (i = 0; (published = catalog_published(job->catalog, NULL, i)) !=
	     NULL; i++)
		if (published->rank == 1)
			list = arena_printf(job->arena, "%s%s%s", list,
			    list[0] == '\0' ? "" : ", ", published->model);
	return list;
}

static bool
say_none(struct job *job, const char *word)
{
	const struct published *published;
	const char **names = NULL, *nearest;
	size_t i, n = 0;

	for (i = 0; (published = catalog_published(job->catalog, NULL, i)) !=
	     NULL; i++) {
		names = arena_grow(job->arena, names, n, sizeof *names);
		names[n++] = published->model;
	}
	nearest = str_nearest(word, names, n);
	diag(&job->diags, DIAG_CATALOG_UNKNOWN, (struct pos){ 0 },
	    "\"%s\" is no file and no model of the catalogue%s%s%s%s", word,
	    nearest == NULL ? "; it has " : "; did you mean \"",
	    nearest == NULL ? all_models(job) : nearest,
	    nearest == NULL ? "" : "\"?", "");
	return false;
}

static bool
is_path(const char *word)
{
	return access(word, F_OK) == 0;
}

bool
compare_peers(struct job *job, struct peers *peers)
{
	bool good = true;
	size_t i;

	for (i = 0; i < job->argument_count; i++) {
		const char *word = job->arguments[i];

		if (add_published(job, peers, word))
			continue;
		good &= !is_path(word) ? say_none(job, word) :
		    job_is_study(job, word) ?
					 add_study(job, peers, word) :
					 add_disclosure(job, peers, word);
	}
	return good;
}
