/*
 * The same study under several methods: one account each, and totals that
 * can be compared because they are over the same models.
 */
#include <string.h>

#include "account/context.h"
#include "account/range.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"
#include "base/word.h"
#include "catalog/catalog.h"
#include "study/study.h"

struct comparing {
	const struct study *study;
	struct catalog *catalog;
	const struct account_options *options;
	struct arena *arena;
	struct diags *diags;
	struct account **accounts;
	size_t count;
};

static bool
is_there(const struct comparing *c, const char *method)
{
	size_t i;

	for (i = 0; i < c->count; i++)
		if (strcmp(c->accounts[i]->method, method) == 0)
			return true;
	return false;
}

/* Warnings of a method that stands only beside the first would drown those of the first. */
static bool
add_account(struct comparing *c, const char *method)
{
	struct diags quiet = { .arena = c->arena };
	struct account_options options = *c->options;
	struct account *account;

	if (method != NULL && is_there(c, method))
		return true;
	options.method = method;
	if (c->count != 0) /* what stands beside the first method alone */
		options.regions = options.mix = NULL;
	account = account_study_as(c->study, c->catalog, &options, c->arena,
	    c->count == 0 ||
		    catalog_method_text(c->catalog, method, "title") == NULL ?
		c->diags :
		&quiet);
	if (account == NULL && quiet.count != 0)
		return true;
	if (account == NULL)
		return false;
	c->accounts = arena_grow(c->arena, c->accounts, c->count,
	    sizeof *c->accounts);
	c->accounts[c->count++] = account;
	return true;
}

/* Every method that the catalogue has, by the rows that give one a title. */
static bool
add_all(struct comparing *c)
{
	const struct factor *row;
	bool good = add_account(c, NULL);
	size_t i;

	for (i = 0; good && (row = catalog_row(c->catalog, "method", i)) != NULL;
	     i++) {
		struct span key = span_of(row->id);
		struct span method = span_cut(&key, '/');

		if (span_equal(key, "title"))
			good = add_account(c, span_dup(c->arena, method));
	}
	return good;
}

static bool
add_list(struct comparing *c, struct span list)
{
	bool good = true;

	while (good && list.n > 0)
		good = add_account(c,
		    span_dup(c->arena, span_trim(span_cut(&list, ','))));
	return good;
}

/* The emissions of a model under a method are known as a whole. */
static bool
is_whole(const struct account *account, size_t model)
{
	const struct account_line *line = &account->models[model].line;

	return figure_known(line->co2e) && !line->co2e->at_least &&
	    account->models[model].alternative_to == NULL;
}

static bool
knows_any(const struct account *account)
{
	size_t i;

	for (i = 0; i < account->model_count; i++)
		if (is_whole(account, i))
			return true;
	return false;
}

/* A model is compared when every method that knows any model knows it. */
static const bool *
choose_models(const struct comparing *c, bool *all)
{
	size_t i, j, count = c->accounts[0]->model_count;
	bool *compared = arena_alloc(c->arena, count * sizeof *compared + 1);

	*all = true;
	for (i = 0; i < count; i++) {
		if (c->accounts[0]->models[i].alternative_to != NULL)
			continue;
		compared[i] = true;
		for (j = 0; j < c->count; j++)
			if (knows_any(c->accounts[j]))
				compared[i] = compared[i] &&
				    is_whole(c->accounts[j], i);
		*all = *all && compared[i];
	}
	return compared;
}

/* The models of an account that are compared, as one line. */
static void
total(const struct comparing *c, const struct account *account,
    const bool *compared, struct account_comparison *result)
{
	static const struct label it = { "E_{it}", WORD("IT energy") };
	static const struct label energy = { "E", WORD("energy, PUE included") };
	static const struct label co2e = { "C", WORD("emissions, location-based") };
	static const struct label pue = { "E/E_{it}", WORD("energy over IT energy") };
	static const struct label intensity = { "C/E", WORD("emissions over energy") };
	const struct figure **parts =
	    arena_alloc(c->arena, 3 * account->model_count * sizeof *parts + 1);
	size_t i, n = 0, most = account->model_count;
	const struct figure *it_energy;

	for (i = 0; i < most; i++) {
		const struct account_line *line = &account->models[i].line;

		if (!compared[i])
			continue;
		parts[n] = line->it_energy;
		parts[most + n] = line->energy;
		parts[2 * most + n++] = line->co2e;
	}
	result->account = account;
	if (n == 0)
		return;
	it_energy = figure_sum(c->arena, it, parts, n);
	result->energy = figure_sum(c->arena, energy, parts + most, n);
	result->co2e = figure_sum(c->arena, co2e, parts + 2 * most, n);
	result->pue =
	    figure_quotient(c->arena, pue, result->energy, it_energy);
	result->intensity = figure_quotient(c->arena, intensity, result->co2e,
	    result->energy);
}

static void
fill_ranges(const struct account_comparison *items, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		const struct figure *figures[] = { items[i].energy,
			items[i].co2e, items[i].pue, items[i].intensity,
			items[i].ratio };

		range_fill(figures, sizeof figures / sizeof figures[0]);
	}
}

static const struct account_methods *
compare(const struct comparing *c)
{
	static const struct label ratio = { "C/C_{1}",
		WORD("emissions over those of the first method") };
	struct account_methods *methods =
	    arena_alloc(c->arena, sizeof *methods);
	struct account_comparison *items =
	    arena_alloc(c->arena, c->count * sizeof *items);
	size_t i;

	methods->items = items;
	methods->count = c->count;
	methods->compared = choose_models(c, &methods->all_compared);
	for (i = 0; i < c->count; i++) {
		total(c, c->accounts[i], methods->compared, &items[i]);
		if (figure_known(items[0].co2e) &&
		    figure_known(items[i].co2e))
			items[i].ratio = figure_quotient(c->arena, ratio,
			    items[i].co2e, items[0].co2e);
	}
	fill_ranges(items, c->count);
	return methods;
}

struct account *
account_study_compared(const struct study *study, struct catalog *catalog,
    const struct account_options *options, struct arena *arena,
    struct diags *diags)
{
	struct comparing c = { .study = study, .catalog = catalog,
		.options = options, .arena = arena, .diags = diags };
	struct span list =
	    span_of(options->method == NULL ? "" : options->method);

	if (list.n == 0 || span_find(list, ",") >= list.n) {
		if (!span_equal(list, "all"))
			return account_study_as(study, catalog, options,
			    arena, diags);
	}
	if (!(span_equal(list, "all") ? add_all(&c) : add_list(&c, list)))
		return NULL;
	if (c.count > 1)
		c.accounts[0]->methods = compare(&c);
	return c.accounts[0];
}
