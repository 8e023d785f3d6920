/*
 * Where the runs of a study were.
 */
#include "account/places.h"

#include <string.h>

#include "account/context.h"
#include "base/arena.h"
#include "base/str.h"
#include "study/study.h"

static void
add(struct accounting *a, struct places *places,
    const struct catalog_place *place)
{
	size_t i;

	for (i = 0; i < places->count; i++)
		if (strcmp(places->items[i].id, place->id) == 0)
			return;
	places->items = arena_grow(a->arena, places->items, places->count,
	    sizeof *places->items);
	places->items[places->count++] = *place;
}

static void
add_run(struct accounting *a, struct places *places,
    const struct model *model, const struct run *run)
{
	const struct words *words = place_words(a->study, model, run,
	    offsetof(struct place, region));
	struct catalog_place place;

	if (words->text == NULL)
		words = place_words(a->study, model, run,
		    offsetof(struct place, grid));
	if (words->text != NULL &&
	    catalog_place(a->catalog, words->text, 0, &place))
		add(a, places, &place);
}

struct places
places_of_study(struct accounting *a)
{
	struct places places = { 0 };
	size_t i, j;

	for (i = 0; i < a->study->model_count; i++) {
		const struct model *model = &a->study->models[i];

		for (j = 0; j < model->run_count; j++)
			add_run(a, &places, model, &model->runs[j]);
	}
	return places;
}

const char *
place_provider(struct accounting *a, const char *id)
{
	struct span rest = span_of(id);
	struct span provider = span_cut(&rest, '/');

	return rest.n == 0 ? NULL : span_dup(a->arena, provider);
}

int
places_year(const struct accounting *a)
{
	size_t i, j;

	for (i = 0; i < a->study->model_count; i++) {
		const struct model *model = &a->study->models[i];

		for (j = 0; j < model->run_count; j++) {
			const struct whole *year = place_year(a->study, model,
			    &model->runs[j]);

			if (year->known)
				return (int)year->value;
		}
	}
	return 0;
}
