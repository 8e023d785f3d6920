/*
 * The values of a disclosure as prose prints them: what a report's own tree
 * has beside its values, and JSON has not.
 */
#include <math.h>
#include <string.h>

#include "account/account.h"
#include "document/build.h"
#include "document/data.h"
#include "document/disclosure.h"
#include "document/restated.h"
#include "study/study.h"

static struct data *
items(struct data *object, const char *key)
{
	struct data *child = object->first;

	while (child != NULL && strcmp(child->key, key) != 0)
		child = child->next;
	return child == NULL ? NULL : child->first;
}

static const char *
text_of(const struct data *object, const char *key)
{
	const struct data *data = data_path(object, key);

	return data == NULL || data->kind != DATA_TEXT ? NULL : data->text;
}

static double
number_of(const struct data *object, const char *key)
{
	const struct data *data = data_path(object, key);

	return data == NULL || data->kind != DATA_NUMBER ? (double)NAN :
							   data->number;
}

static void
name_hardware(struct builder *b, struct data *item)
{
	const char *device = text_of(item, "name");

	item->text = disclosure_devices(b,
	    device == NULL ? text_of(item, "cpu") : device,
	    number_of(item, "count"));
}

static void
name_place(struct builder *b, struct data *item)
{
	const char *name = text_of(item, "name");
	const char *region = text_of(item, "region");

	item->text = name != NULL ? word_parts(b, name) :
	    region != NULL        ? region :
				    text_of(item, "grid");
}

static void
name_score(struct builder *b, struct data *item)
{
	const struct score score = {
		.metric.text = text_of(item, "metric"),
		.dataset.text = text_of(item, "dataset"),
		.value = number_of(item, "value"),
	};

	if (score.metric.text != NULL && !isnan(score.value))
		item->text = disclosure_score_words(b, &score);
}

static void
name_diagnostic(struct builder *b, struct data *item)
{
	(void)b;
	item->text = text_of(item, "text");
}

static void
name_items(struct builder *b, struct data *object, const char *key,
    void (*name)(struct builder *, struct data *))
{
	struct data *item;

	for (item = items(object, key); item != NULL; item = item->next)
		name(b, item);
}

void
restated_words(struct builder *b, struct data *disclosure)
{
	struct data *model = items(disclosure, "models");
	size_t i;

	for (i = 0; i < b->account->model_count && model != NULL;
	     i++, model = model->next) {
		disclosure_count(model, "params",
		    figure_of_params(b, b->account->models[i].model));
		name_items(b, model, "hardware", name_hardware);
		name_items(b, model, "places", name_place);
		name_items(b, model, "score", name_score);
	}
	name_items(b, disclosure, "diagnostics", name_diagnostic);
}
