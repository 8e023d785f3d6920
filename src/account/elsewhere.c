/*
 * The same runs elsewhere: which changes were asked for, and the figures
 * under each.
 */
#include "account/elsewhere.h"

#include <string.h>

#include "account/change.h"
#include "account/context.h"
#include "account/range.h"
#include "base/arena.h"
#include "base/str.h"
#include "base/word.h"

struct moving {
	struct accounting *a;
	const struct account *account;
	struct account_elsewhere *items;
	size_t count;
	bool *counted;
};

static const struct label IT = { "E_{it}", WORD("IT energy") };
static const struct label ENERGY = { "E", WORD("energy, PUE included") };
static const struct label CO2E = { "C", WORD("emissions, location-based") };

/* The energy of a model is known as a whole, and the model is not another's double. */
static bool
is_whole(const struct account_model *model)
{
	return model->alternative_to == NULL &&
	    figure_known(model->line.energy) && !model->line.energy->at_least;
}

static const struct figure *
energy_of(const struct moving *m, const struct account_line *line,
    const struct change *change)
{
	return change->pue == NULL ?
	    line->energy :
	    figure_product(m->a->arena, ENERGY, change->pue, line->it_energy);
}

static const struct figure *
co2e_of(const struct moving *m, const struct account_line *line,
    const struct change *change, const struct figure *energy)
{
	static const struct label intensity = { "C/E",
		WORD("emissions over energy") };
	const struct figure *own = change->intensity;

	if (own == NULL && change->pue == NULL)
		return line->co2e;
	if (own == NULL)
		own = figure_quotient(m->a->arena, intensity, line->co2e,
		    line->energy);
	return figure_product(m->a->arena, CO2E, energy, own);
}

/* Sums over the models that are counted, and what they come to. */
static void
add_up(const struct moving *m, struct account_elsewhere *item,
    const struct figure *const *parts, size_t n)
{
	static const struct label pue = { "E/E_{it}",
		WORD("energy over IT energy") };
	static const struct label intensity = { "C/E",
		WORD("emissions over energy") };
	static const struct label ratio = { "C/C_{own}",
		WORD("emissions over those of the runs as they were") };
	struct arena *arena = m->a->arena;
	size_t most = m->account->model_count;
	const struct figure *own;

	item->energy = figure_sum(arena, ENERGY, parts + most, n);
	item->co2e = figure_sum(arena, CO2E, parts + 2 * most, n);
	item->pue = figure_quotient(arena, pue, item->energy,
	    figure_sum(arena, IT, parts, n));
	item->intensity =
	    figure_quotient(arena, intensity, item->co2e, item->energy);
	own = m->count == 0 ? item->co2e : m->items[0].co2e;
	if (figure_known(own) && !own->at_least)
		item->ratio =
		    figure_quotient(arena, ratio, item->co2e, own);
}

static void
fill_ranges(const struct moving *m, const struct account_elsewhere *item)
{
	const struct figure *const figures[] = { item->energy, item->co2e,
		item->pue, item->intensity, item->ratio };

	range_fill(figures, sizeof figures / sizeof figures[0]);
	range_fill(item->models, m->account->model_count);
}

static struct account_elsewhere
changed(const struct moving *m, const struct change *change)
{
	struct account_elsewhere item = { .id = change->id,
		.name = change->name, .detail = change->detail,
		.new_pue = change->pue, .new_intensity = change->intensity };
	size_t i, n = 0, most = m->account->model_count;
	const struct figure **parts =
	    arena_alloc(m->a->arena, 3 * most * sizeof *parts + 1);
	const struct figure **models =
	    arena_alloc(m->a->arena, most * sizeof *models + 1);

	for (i = 0; i < most; i++) {
		const struct account_line *line = &m->account->models[i].line;

		if (!m->counted[i])
			continue;
		parts[n] = line->it_energy;
		parts[most + n] = energy_of(m, line, change);
		models[i] = co2e_of(m, line, change, parts[most + n]);
		parts[2 * most + n++] = models[i];
	}
	item.models = models;
	add_up(m, &item, parts, n);
	fill_ranges(m, &item);
	return item;
}

/* Where it already stands: under this id, or as the study's own when OWN_TOO. */
static bool
is_there(const struct moving *m, const struct account_elsewhere *item,
    bool own_too)
{
	size_t i;

	for (i = 0; i < m->count; i++)
		if (strcmp(m->items[i].id, item->id) == 0)
			return true;
	return own_too && figure_known(item->co2e) &&
	    figure_known(m->items[0].co2e) &&
	    item->co2e->value == m->items[0].co2e->value;
}

static void
add(struct moving *m, const struct change *change, bool unless_own)
{
	struct account_elsewhere item = changed(m, change);

	if (m->count != 0 && is_there(m, &item, unless_own))
		return;
	m->items = arena_grow(m->a->arena, m->items, m->count,
	    sizeof *m->items);
	m->items[m->count++] = item;
}

/* Cooling that is no better than the runs' own says nothing. */
static bool
is_better(const struct moving *m, const struct change *change)
{
	const struct figure *own = m->items[0].pue;

	return change->intensity != NULL || !figure_known(own) ||
	    change->pue->value < own->value;
}

static void
add_list(struct moving *m, struct span list, char mark, bool by_default)
{
	while (list.n > 0) {
		const char *word = span_dup(m->a->arena,
		    span_trim(span_cut(&list, mark)));
		struct change change;

		if (!change_find(m->a, word, &change)) {
			if (!by_default)
				change_say_unknown(m->a, word);
		} else if (!by_default || is_better(m, &change)) {
			add(m, &change, by_default);
		}
	}
}

static struct moving
moving_of(struct accounting *a, const struct account *account, size_t *n)
{
	struct moving m = { .a = a, .account = account };
	size_t i;

	m.counted = arena_alloc(a->arena,
	    account->model_count * sizeof *m.counted + 1);
	for (i = *n = 0; i < account->model_count; i++) {
		m.counted[i] = is_whole(&account->models[i]);
		*n += m.counted[i];
	}
	return m;
}

static bool
counts_all(const struct moving *m)
{
	size_t i;

	for (i = 0; i < m->account->model_count; i++)
		if (!m->counted[i] &&
		    m->account->models[i].alternative_to == NULL)
			return false;
	return true;
}

void
account_elsewhere(struct accounting *a, struct account *account)
{
	struct account_elsewheres *result;
	struct change own;
	struct moving m;
	struct span list;
	size_t n;

	if (a->options->regions == NULL)
		return;
	m = moving_of(a, account, &n);
	list = span_of(a->options->regions);
	if (n != 0) {
		own = change_none(a);
		add(&m, &own, false);
		if (span_equal(list, "default"))
			add_list(&m, change_defaults(a), '|', true);
		else
			add_list(&m, list, ',', false);
	}
	result = arena_alloc(a->arena, sizeof *result);
	*result = (struct account_elsewheres){ m.items, m.count, m.counted,
		counts_all(&m) };
	account->elsewhere = result;
}
