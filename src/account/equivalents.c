/*
 * What emissions are told beside: a flight, a car's lifetime.
 */
#include <string.h>

#include "account/context.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"
#include "catalog/catalog.h"
#include "catalog/machine.h"

static bool
is_there(const struct account *account, const char *name)
{
	size_t i;

	for (i = 0; i < account->equivalent_count; i++)
		if (strcmp(account->equivalents[i]->name, name) == 0)
			return true;
	return false;
}

static void
add(struct accounting *a, struct account *account,
    const struct factor *factor)
{
	struct label label = { "m", factor->name };

	if (is_there(account, factor->name))
		return;
	account->equivalents = arena_grow(a->arena, account->equivalents,
	    account->equivalent_count, sizeof *account->equivalents);
	account->equivalents[account->equivalent_count++] =
	    figure_from_factor(a->arena, label, factor, ORIGIN_CATALOG,
		QUALITY_ASSUMED);
}

/* Those that the method shows, in its order. */
static void
add_those_of_method(struct accounting *a, struct account *account)
{
	const char *list =
	    catalog_method_text(a->catalog, a->method, "equivalents");
	struct span rest = span_of(list == NULL ? "" : list);
	const struct factor *factor;

	while (rest.n > 0) {
		factor = catalog_factor(a->catalog, "equivalent",
		    span_dup(a->arena, span_cut(&rest, '|')));
		if (factor != NULL)
			add(a, account, factor);
	}
}

static void
say_unknown(struct accounting *a, const char *name)
{
	const char *near =
	    catalog_suggest(a->catalog, "equivalent", name, a->arena);

	diag(a->diags, DIAG_CATALOG_UNKNOWN, (struct pos){ 0 },
	    "--equivalent: nothing is called \"%s\"%s%s", name,
	    near[0] == '\0' ? "" : "; did you mean ", near);
}

static void
add_list(struct accounting *a, struct account *account, const char *list)
{
	struct span rest = span_of(list);

	while (rest.n > 0) {
		const char *name =
		    span_dup(a->arena, span_trim(span_cut(&rest, ',')));
		const struct factor *factor =
		    catalog_equivalent(a->catalog, name);

		if (factor == NULL)
			say_unknown(a, name);
		else
			add(a, account, factor);
	}
}

void
account_equivalents(struct accounting *a, struct account *account)
{
	const char *list = a->options->equivalents;

	account->equivalents_chosen = list != NULL;
	if (list == NULL)
		add_those_of_method(a, account);
	else
		add_list(a, account, list);
}
