/*
 * Anonymous mode over a whole account: every input's origin, the names of
 * places elsewhere and of energy mixes, and what was said.
 */
#include "account/anonymous.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "account/account.h"
#include "account/anonymity.h"
#include "account/elsewhere.h"
#include "account/mix.h"
#include "account/range.h"
#include "account/score.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/numbering.h"
#include "base/timestamp.h"
#include "catalog/catalog.h"
#include "study/study.h"

static const struct sameness same_address = { NULL, NULL };

/* Gathering the inputs of all figures, each once. */
static void
gather_input(const struct figure *input, void *context)
{
	numbering_add(context, input, NULL);
}

static void
gather_figure(const struct figure *figure, void *inputs)
{
	if (figure != NULL)
		figure_inputs(figure, gather_input, inputs);
}

static void
gather_elsewhere(const struct account *account, struct numbering *inputs)
{
	const struct account_elsewheres *all = account->elsewhere;
	size_t i, j;

	for (i = 0; all != NULL && i < all->count; i++) {
		const struct account_elsewhere *item = &all->items[i];
		const struct figure *figures[] = { item->new_pue,
			item->new_intensity, item->pue, item->intensity,
			item->energy, item->co2e, item->ratio };

		for (j = 0; j < sizeof figures / sizeof figures[0]; j++)
			gather_figure(figures[j], inputs);
		for (j = 0; j < account->model_count; j++)
			gather_figure(item->models[j], inputs);
	}
}

static void
gather_mixes(const struct account *account, struct numbering *inputs)
{
	const struct account_mixes *mixes = account->mixes;
	size_t i, j;

	for (i = 0; mixes != NULL && i < mixes->count; i++) {
		for (j = 0; j < MIX_WHOLE; j++)
			gather_figure(mixes->items[i].share[j], inputs);
		gather_figure(mixes->items[i].rest, inputs);
	}
}

static void
gather_metrics(const struct account *account, struct numbering *inputs)
{
	const struct account_metrics *metrics = account->metrics;
	size_t i, j;

	for (i = 0; metrics != NULL && i < metrics->count; i++)
		for (j = 0; j < metrics->items[i].count; j++) {
			const struct account_scored *item =
			    &metrics->items[i].items[j];

			gather_figure(item->value, inputs);
			gather_figure(item->step.gain, inputs);
			gather_figure(item->step.co2e_per_point, inputs);
			gather_figure(item->step.cost_per_point, inputs);
		}
}

static void
gather_methods(const struct account *account, struct numbering *inputs)
{
	const struct account_methods *methods = account->methods;
	size_t i;

	for (i = 0; methods != NULL && i < methods->count; i++) {
		const struct account_comparison *item = &methods->items[i];

		account_figures(item->account, gather_figure, inputs);
		gather_figure(item->pue, inputs);
		gather_figure(item->intensity, inputs);
		gather_figure(item->ratio, inputs);
	}
}

static void
change_origins(struct anonymity *a, const struct account *account)
{
	struct numbering *inputs = numbering_new(a->arena, same_address);
	size_t i;

	account_figures(account, gather_figure, inputs);
	for (i = 0; i < account->equivalent_count; i++)
		gather_figure(account->equivalents[i], inputs);
	gather_methods(account, inputs);
	gather_elsewhere(account, inputs);
	gather_mixes(account, inputs);
	gather_metrics(account, inputs);
	for (i = 0; i < numbering_count(inputs); i++) {
		const struct figure *input = numbering_item(inputs, i);

		if (input->self != NULL && input->origin != NULL)
			input->self->origin =
			    anonymous_origin(a, input->origin);
	}
}

/* Whether the catalogue's row may be shown as it is. */
static bool
is_open(const struct figure *input)
{
	return input == NULL || input->origin == NULL ||
	    input->origin->source != NULL;
}

static void
change_elsewhere(struct anonymity *a, struct account *account)
{
	const struct account_elsewheres *all = account->elsewhere;
	struct account_elsewheres *changed;
	struct account_elsewhere *items;
	size_t i;

	if (all == NULL)
		return;
	changed = arena_alloc(a->arena, sizeof *changed);
	items = arena_alloc(a->arena, all->count * sizeof *items + 1);
	for (i = 0; i < all->count; i++) {
		const struct hidden *hidden =
		    anonymous_place(a, all->items[i].id);

		items[i] = all->items[i];
		if (hidden != NULL) {
			items[i].id = hidden->code;
			items[i].name = hidden->name;
		} else if (i == 0 || !is_open(items[i].new_pue)) {
			items[i].detail = "";
		}
	}
	*changed = *all;
	changed->items = items;
	account->elsewhere = changed;
}

static const struct factor *
anonymous_mix(struct anonymity *a, const struct factor *factor)
{
	const struct hidden *hidden;
	struct factor *changed;
	const char *slash = strchr(factor->id, '/');

	hidden = slash == NULL ? NULL :
	    anonymous_place(a,
		arena_strndup(a->arena, factor->id,
		    (size_t)(slash - factor->id)));
	if (hidden == NULL)
		return factor;
	changed = arena_alloc(a->arena, sizeof *changed);
	*changed = *factor;
	changed->id = arena_printf(a->arena, "%s%s", hidden->code, slash);
	changed->name = hidden->name;
	changed->source = "";
	changed->note = "";
	return changed;
}

static void
change_mixes(struct anonymity *a, struct account *account)
{
	const struct account_mixes *all = account->mixes;
	struct account_mixes *changed;
	struct account_mix *items;
	size_t i;

	if (all == NULL)
		return;
	changed = arena_alloc(a->arena, sizeof *changed);
	items = arena_alloc(a->arena, all->count * sizeof *items + 1);
	for (i = 0; i < all->count; i++) {
		items[i] = all->items[i];
		items[i].factor = anonymous_mix(a, items[i].factor);
	}
	*changed = *all;
	changed->items = items;
	account->mixes = changed;
}

/* The model that each is an alternative to, and the words for its hardware. */
static void
change_models(struct anonymity *a, const struct account *account,
    const char *const *old_ids)
{
	size_t i, j;

	for (i = 0; i < account->model_count; i++) {
		struct account_model *model = &account->models[i];

		model->hardware = anonymous_text(a, model->hardware);
		for (j = 0; model->alternative_to != NULL &&
		     j < account->model_count; j++)
			if (strcmp(model->alternative_to, old_ids[j]) == 0) {
				model->alternative_to =
				    a->study->models[j].id.text;
				break;
			}
	}
}

static void
change_all_models(struct anonymity *a, const struct account *account,
    const char *const *old_ids)
{
	const struct account_methods *methods = account->methods;
	size_t i;

	change_models(a, account, old_ids);
	for (i = 0; methods != NULL && i < methods->count; i++)
		if (methods->items[i].account != account)
			change_models(a, methods->items[i].account, old_ids);
}

static const char *const *
ids_of(const struct anonymity *a)
{
	const char **ids = arena_alloc(a->arena,
	    a->study->model_count * sizeof *ids + 1);
	size_t i;

	for (i = 0; i < a->study->model_count; i++)
		ids[i] = a->study->models[i].id.text;
	return ids;
}

/* What was said, by its code and line alone: the words may name anything. */
static struct diags *
anonymous_said(struct anonymity *a, const struct diags *said)
{
	struct diags *changed = arena_alloc(a->arena, sizeof *changed);
	size_t i;

	changed->arena = a->arena;
	changed->count = said->count;
	changed->items = arena_alloc(a->arena,
	    said->count * sizeof *changed->items + 1);
	for (i = 0; i < said->count; i++) {
		changed->items[i] = said->items[i];
		changed->items[i].text = diag_meaning(said->items[i].code);
		changed->items[i].pos.file =
		    anonymous_file(a, said->items[i].pos.file);
	}
	return changed;
}

static void
say_notes(const struct study *study, struct diags *said)
{
	size_t i, n = study->note_count;

	for (i = 0; i < study->model_count; i++)
		n += study->models[i].note_count +
		    (study->models[i].note.text != NULL);
	if (n != 0)
		diag(said, DIAG_ANONYMOUS_NOTES, study->pos,
		    "%zu of them, since words may name people and places", n);
}

struct diags *
account_anonymise(struct account *account, struct study *study,
    struct diags *said, struct arena *arena)
{
	struct anonymity a = { .arena = arena, .catalog = account->catalog,
		.study = study };
	const char *const *old_ids = ids_of(&a);
	struct diags *changed;

	say_notes(study, said);
	anonymity_learn(&a);
	changed = anonymous_said(&a, said);
	change_origins(&a, account);
	change_elsewhere(&a, account);
	change_mixes(&a, account);
	anonymous_study(&a);
	change_all_models(&a, account, old_ids);
	return changed;
}

int64_t
anonymous_date(int64_t date_s)
{
	char text[TIMESTAMP_TEXT];

	if (date_s == INT64_MIN)
		return date_s;
	timestamp_text((double)date_s, true, text);
	return (int64_t)timestamp_days((int)strtol(text, NULL, 10), 1, 1) *
	    (24 * 60 * 60);
}
