/*
 * The numbers of the chart of the same runs under each method.
 */
#include <math.h>
#include <string.h>

#include "account/account.h"
#include "base/arena.h"
#include "base/word.h"
#include "catalog/catalog.h"
#include "document/build.h"
#include "document/chart_rows.h"
#include "document/methods.h"
#include "study/study.h"

/* The emissions under a method: of a model, or of all that are compared. */
static const struct figure *
co2e_of(const struct account_comparison *item, const char *model)
{
	const struct account *account = item->account;
	size_t i;

	if (model == NULL)
		return item->co2e;
	for (i = 0; i < account->model_count; i++)
		if (strcmp(account->models[i].model->id.text, model) == 0)
			return account->models[i].line.co2e;
	return NULL;
}

static struct chart_value
value_of(struct builder *b, const struct account_comparison *item,
    const char *model)
{
	const struct figure *co2e = co2e_of(item, model);
	bool known = co2e != NULL && co2e->known;

	return (struct chart_value){
		.name = catalog_method_text(b->catalog,
		    item->account->method, "title"),
		.detail = "",
		.value = known ? co2e->value : (double)NAN,
		.low = known ? co2e->low : (double)NAN,
		.high = known ? co2e->high : (double)NAN,
		.share = (double)NAN,
		.own = item == b->account->methods->items,
	};
}

const struct chart_values *
methods_values(struct builder *b, const char *model)
{
	const struct account_methods *methods = b->account->methods;
	struct chart_values *values;
	struct chart_value *rows;
	size_t i;

	if (methods == NULL)
		return NULL;
	values = arena_alloc(b->arena, sizeof *values);
	rows = arena_alloc(b->arena, methods->count * sizeof *rows);
	for (i = 0; i < methods->count; i++)
		rows[i] = value_of(b, &methods->items[i], model);
	*values = (struct chart_values){
		.model = model,
		.subject = WORD("Emissions under each method"),
		.caption =
		    WORD("The same runs under each method. Filled dot: the method of this report."),
		.unit = UNIT_KG,
		.base = (double)NAN,
		.rows = rows,
		.count = methods->count,
	};
	return values;
}
