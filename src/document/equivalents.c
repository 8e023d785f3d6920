/*
 * Emissions beside what people know.
 */
#include <math.h>
#include <string.h>

#include "account/account.h"
#include "base/arena.h"
#include "document/build.h"
#include "document/markup.h"
#include "document/text.h"

enum { DIGITS = 3 };

/* Fixed decimals are those of models; below so many units they would say too little of a smaller thing. */
static const double FIXED_LEAST = 100;

const char *
equivalent_text(struct builder *b, const struct figure *one)
{
	struct number_style style = b->styles.mass;

	if (unit_from_base(style.unit, one->value) < FIXED_LEAST) {
		style.decimals = DECIMALS_SIGNIFICANT;
		style.significant = DIGITS;
	}
	return say_quantity(b, one, BOUND_VALUE, &style);
}

const char *
equivalent_cites(struct builder *b)
{
	const struct account *account = b->account;
	const char *list = "";
	size_t i;

	for (i = 0; i < account->equivalent_count; i++) {
		const char *cited = cite_text(b,
		    account->equivalents[i]->origin->source);

		if (strstr(list, cited) == NULL)
			list = list[0] == '\0' ? cited :
			    with_cites(b, list, cited);
	}
	return list;
}

static const struct account_model *
largest_model(const struct account *account)
{
	const struct account_model *largest = NULL;
	size_t i;

	for (i = 0; i < account->model_count; i++) {
		const struct account_model *model = &account->models[i];

		if (model->line.co2e->known &&
		    (largest == NULL ||
			model->line.co2e->value > largest->line.co2e->value))
			largest = model;
	}
	return largest;
}

/* "4.97 times “Car, one lifetime with fuel” (126,000 lb) or ..." */
static const char *
multiples(struct builder *b, const struct figure *co2e)
{
	static const struct number_style times = { .unit = UNIT_ONE,
		.decimals = DECIMALS_SIGNIFICANT, .significant = DIGITS };
	const size_t count = b->account->equivalent_count;
	const char *list = "", *item;
	size_t i;

	for (i = 0; i < count; i++) {
		const struct figure *one = b->account->equivalents[i];

		item = phrase(b,
		    "{times} times \xe2\x80\x9c{thing}\xe2\x80\x9d ({mass})",
		    "times", say_number(b, co2e->value / one->value, &times),
		    "thing", word(b, one->name), "mass",
		    equivalent_text(b, one), NULL);
		list = i == 0 || i + 1 < count ? list_add(b, list, item) :
		    phrase(b, "{list} or {item}", "list", list, "item", item,
			NULL);
	}
	return list;
}

cmark_node *
prose_equivalents(struct builder *b, cmark_node *sibling)
{
	const struct account_model *model = largest_model(b->account);

	if (model == NULL || b->account->equivalent_count == 0)
		return sibling;
	return paragraph_after(b, sibling,
	    phrase(b,
		"For scale: the largest figure, {mass} CO_{2}e for {model}, is {multiples} {cites}.",
		"mass", say_quantity(b, model->line.co2e, BOUND_BOTH,
		    &b->styles.mass),
		"model", model_phrase(b, model), "multiples",
		multiples(b, model->line.co2e), "cites", equivalent_cites(b),
		NULL));
}
