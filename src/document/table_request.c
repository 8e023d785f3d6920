/*
 * Requests of tables: the words that they may hold, and what is said of
 * others.
 */
#include "document/table_request.h"

#include <stdarg.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"
#include "document/build.h"

static const char *const range_words[] = {
	[RANGES_INTERVAL] = "interval",
	[RANGES_PM] = "pm",
	[RANGES_BOTH] = "both",
	[RANGES_NONE] = "none",
};

_Static_assert(sizeof range_words / sizeof range_words[0] == RANGES_COUNT,
    "a word for each");

static const char *const group_words[] = { "stage", "family", "none" };

static const char *const form_words[] = {
	[FORM_ANY] = "any",
	[FORM_PLAIN] = "plain",
	[FORM_BRIEF] = "brief",
	[FORM_COMMON] = "common",
	[FORM_TURNED] = "turned",
	[FORM_STACKED] = "stacked",
	[FORM_PARTS] = "parts",
};

_Static_assert(sizeof form_words / sizeof form_words[0] == FORM_COUNT,
    "a word for each");

struct table_request
table_request_of(const struct doc_options *options, bool models)
{
	struct table_request request = {
		.ranges.text = options->ranges,
		.metric.text = options->metric,
	};

	if (!models)
		return request;
	request.columns.text = options->columns;
	request.sort.text = options->sort;
	request.group.text = options->group;
	request.total = options->total;
	return request;
}

static struct asked
first_of(struct asked a, struct asked b)
{
	return a.text != NULL ? a : b;
}

struct table_request
table_request_join(const struct table_request *request,
    const struct table_request *directive)
{
	return (struct table_request){
		.columns = first_of(request->columns, directive->columns),
		.sort = first_of(request->sort, directive->sort),
		.group = first_of(request->group, directive->group),
		.caption = first_of(request->caption, directive->caption),
		.layout = first_of(request->layout, directive->layout),
		.ranges = first_of(request->ranges, directive->ranges),
		.metric = first_of(request->metric, directive->metric),
		.total = request->total || directive->total,
	};
}

void
table_request_say(struct builder *b, const struct asked *asked,
    const char *name, const char *format, ...)
{
	bool option = asked->pos.file == NULL;
	const char *text;
	va_list arguments;

	va_start(arguments, format);
	text = arena_vprintf(b->arena, format, arguments);
	va_end(arguments);
	diag(b->diags, option ? DIAG_USAGE : DIAG_TEMPLATE_DIRECTIVE,
	    asked->pos, "%s%s=%s: %s", option ? "--" : "", name, asked->text,
	    text);
}

/* The place of a word in its list; COUNT, and a diagnostic, when it is not there. */
static size_t
word_of(struct builder *b, const struct asked *asked, const char *name,
    const char *const *words, size_t count)
{
	const char *list = "", *nearest;
	size_t i;

	for (i = 0; i < count; i++)
		if (strcmp(asked->text, words[i]) == 0)
			return i;
	for (i = 0; i < count; i++)
		list = arena_printf(b->arena, "%s%s%s", list,
		    i == 0                ? "" :
			i + 1 == count ? " or " :
					 ", ",
		    words[i]);
	nearest = str_nearest(asked->text, words, count);
	table_request_say(b, asked, name, "it must be %s%s%s%s", list,
	    nearest == NULL ? "" : "; did you mean \"",
	    nearest == NULL ? "" : nearest, nearest == NULL ? "" : "\"?");
	return count;
}

static bool
is_word(struct builder *b, const struct asked *asked, const char *name,
    const char *const *words, size_t count)
{
	return asked->text == NULL ||
	    word_of(b, asked, name, words, count) < count;
}

bool
table_request_check(struct builder *b, const struct table_request *request)
{
	bool good = is_word(b, &request->ranges, "ranges", range_words,
	    RANGES_COUNT);

	good &= is_word(b, &request->group, "group", group_words,
	    sizeof group_words / sizeof group_words[0]);
	good &= is_word(b, &request->layout, "layout", form_words,
	    FORM_COUNT);
	return good;
}

/* Which of checked words it is; 0 when nothing was asked for. */
static size_t
place_of(const struct asked *asked, const char *const *words, size_t count)
{
	size_t i;

	for (i = 0; asked->text != NULL && i < count; i++)
		if (strcmp(asked->text, words[i]) == 0)
			return i;
	return 0;
}

enum table_ranges
table_request_ranges(const struct table_request *request)
{
	return (enum table_ranges)place_of(&request->ranges, range_words,
	    RANGES_COUNT);
}

enum table_form
table_request_form(const struct table_request *request)
{
	return (enum table_form)place_of(&request->layout, form_words,
	    FORM_COUNT);
}
