/*
 * Energy mixes: shares as their sources state them, and what those leave.
 */
#include "account/mix.h"

#include <math.h>
#include <string.h>

#include "account/context.h"
#include "account/places.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"
#include "base/word.h"
#include "catalog/catalog.h"

struct mixing {
	struct accounting *a;
	struct account_mix *items;
	size_t count;
};

static const struct figure *
share_figure(struct accounting *a, const struct factor *factor,
    const char *name, double share)
{
	const struct label label = { "s", name };
	struct factor part = *factor;

	part.value = part.low = part.high = share;
	return figure_from_factor(a->arena, label, &part, ORIGIN_CATALOG,
	    QUALITY_MODELLED);
}

static void
add(struct mixing *m, const struct mix *mix)
{
	struct account_mix item = { .factor = mix->factor };
	size_t i;

	for (i = 0; i < m->count; i++)
		if (strcmp(m->items[i].factor->id, mix->factor->id) == 0)
			return;
	for (i = 0; i < MIX_WHOLE; i++)
		if (!isnan(mix->share[i]))
			item.share[i] = share_figure(m->a, mix->factor,
			    mix_part_name((enum mix_part)i), mix->share[i]);
	item.rest = share_figure(m->a, mix->factor, WORD("other or unstated"),
	    mix->rest);
	m->items = arena_grow(m->a->arena, m->items, m->count,
	    sizeof *m->items);
	m->items[m->count++] = item;
}

/* "usa/owid": who, and one data set. */
static const struct mix *
of_data_set(struct mixing *m, const char *name)
{
	const char *slash = strrchr(name, '/');

	return slash == NULL ?
	    NULL :
	    catalog_mix(m->a->catalog, slash + 1,
		arena_strndup(m->a->arena, name, (size_t)(slash - name)), 0);
}

/* A region's electricity is told by its provider's mix. */
static const struct mix *
of_region(struct mixing *m, const char *name)
{
	struct catalog_place place;
	const char *provider;

	if (!catalog_place(m->a->catalog, name, 0, &place))
		return NULL;
	provider = place_provider(m->a, place.id);
	return catalog_mix(m->a->catalog, NULL,
	    provider == NULL ? place.country : provider,
	    places_year(m->a));
}

static void
add_named(struct mixing *m, const char *name)
{
	const struct mix *mix = catalog_mix(m->a->catalog, NULL, name,
	    places_year(m->a));
	const char *near;

	if (mix == NULL)
		mix = of_data_set(m, name);
	if (mix == NULL)
		mix = of_region(m, name);
	if (mix != NULL) {
		add(m, mix);
		return;
	}
	near = catalog_suggest(m->a->catalog, "mix", name, m->a->arena);
	if (near[0] == '\0')
		near = catalog_suggest(m->a->catalog, "provider", name,
		    m->a->arena);
	diag(m->a->diags, DIAG_CATALOG_UNKNOWN, (struct pos){ 0 },
	    "--mix: there is no energy mix of \"%s\"%s%s", name,
	    near[0] == '\0' ? "" : "; did you mean ", near);
}

static void
add_those_of_study(struct mixing *m)
{
	struct places places = places_of_study(m->a);
	int year = places_year(m->a);
	size_t i;

	for (i = 0; i < places.count; i++) {
		const struct catalog_place *place = &places.items[i];
		const char *provider = place_provider(m->a, place->id);
		const struct mix *mix = provider == NULL ?
		    NULL :
		    catalog_mix(m->a->catalog, NULL, provider, year);

		if (mix != NULL)
			add(m, mix);
		mix = place->country[0] == '\0' ?
		    NULL :
		    catalog_mix(m->a->catalog, NULL, place->country, year);
		if (mix != NULL)
			add(m, mix);
	}
}

void
account_mixes(struct accounting *a, struct account *account)
{
	struct mixing m = { .a = a };
	struct span rest = span_of(a->options->mix == NULL ? "" :
							     a->options->mix);
	struct account_mixes *mixes;

	if (a->options->mix == NULL)
		return;
	if (span_equal(rest, "default"))
		add_those_of_study(&m);
	else
		while (rest.n > 0)
			add_named(&m,
			    span_dup(a->arena,
				span_trim(span_cut(&rest, ','))));
	mixes = arena_alloc(a->arena, sizeof *mixes);
	mixes->items = m.items;
	mixes->count = m.count;
	account->mixes = mixes;
}
