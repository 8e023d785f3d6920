/*
 * Which metric of a study is meant: by its name, its data set, or both.
 */
#include <string.h>

#include "account/account.h"
#include "account/score.h"
#include "base/arena.h"
#include "base/str.h"
#include "document/build.h"
#include "document/story.h"
#include "document/table_request.h"
#include "study/study.h"

const char *
metric_name(struct builder *b, const struct account_metric *metric)
{
	const struct score *like = metric->like;

	return like->dataset.text == NULL ?
	    like->metric.text :
	    arena_printf(b->arena, "%s/%s", like->metric.text,
		like->dataset.text);
}

bool
metric_is(struct builder *b, const struct account_metric *metric,
    const char *name)
{
	const struct score *like = metric->like;

	return name == NULL || strcmp(name, like->metric.text) == 0 ||
	    (like->dataset.text != NULL &&
		strcmp(name, like->dataset.text) == 0) ||
	    strcmp(name, metric_name(b, metric)) == 0;
}

/* Names for a message, the nearest among them. */
static void
say_no_metric(struct builder *b, const struct asked *asked)
{
	const struct account_metrics *metrics = b->account->metrics;
	const char **names = arena_alloc(b->arena,
	    (metrics->count + 1) * sizeof *names);
	const char *list = "", *nearest;
	size_t i;

	for (i = 0; i < metrics->count; i++) {
		names[i] = metric_name(b, &metrics->items[i]);
		list = arena_printf(b->arena, "%s%s%s", list,
		    i == 0 ? "" : ", ", names[i]);
	}
	nearest = str_nearest(asked->text, names, metrics->count);
	table_request_say(b, asked, "metric",
	    "no model has such a score%s%s%s%s%s",
	    metrics->count == 0 ? "" : "; there are ", list,
	    nearest == NULL ? "" : "; did you mean \"",
	    nearest == NULL ? "" : nearest, nearest == NULL ? "" : "\"?");
}

const struct account_metric *
metric_next(struct builder *b, const struct asked *asked, size_t i)
{
	const struct account_metrics *metrics = b->account->metrics;
	size_t first = i;

	for (; i < metrics->count; i++)
		if (metric_is(b, &metrics->items[i], asked->text))
			return &metrics->items[i];
	if (first == 0 && asked->text != NULL)
		say_no_metric(b, asked);
	return NULL;
}
