/*
 * What a reader is told of ranges: which inputs they come from, which have
 * none, and which cause which share.
 */
#include <stddef.h>
#include <string.h>

#include "account/account.h"
#include "account/range.h"
#include "base/arena.h"
#include "document/build.h"
#include "document/text.h"

static const struct figure *
figure_at(const struct account_line *line, size_t offset)
{
	return *(const struct figure *const *)(const void *)(
	    (const char *)line + offset);
}

/* A range narrower than this share of its value is below the digits that are printed. */
static const double RANGE_SEEN = 0.005;

bool
any_uncertain(const struct account *account, size_t offset)
{
	size_t i;

	for (i = 0; i < account->model_count; i++) {
		const struct figure *figure =
		    figure_at(&account->models[i].line, offset);

		if (figure != NULL && figure->known && figure->uncertain &&
		    figure->high - figure->low > RANGE_SEEN * figure->value)
			return true;
	}
	return false;
}

/* Names of inputs, each once. */
struct names {
	struct builder *b;
	bool (*wanted)(const struct figure *);
	const char **items;
	size_t count;
};

static void
add_name(const struct figure *input, void *context)
{
	struct names *names = context;
	size_t i;

	if (!names->wanted(input))
		return;
	for (i = 0; i < names->count; i++)
		if (strcmp(names->items[i], input->name) == 0)
			return;
	names->items = arena_grow(names->b->arena, names->items,
	    names->count, sizeof *names->items);
	names->items[names->count++] = input->name;
}

/* "a, b and c" */
static const char *
listed(const struct names *names)
{
	const struct builder *b = names->b;
	const char *text = "";
	size_t i;

	for (i = 0; i < names->count; i++) {
		const char *name = word(b, names->items[i]);

		text = i == 0 || i + 1 < names->count ?
		    list_add(b, text, name) :
		    phrase(b, "{list} and {item}", "list", text, "item", name,
			NULL);
	}
	return text;
}

static struct names
names_of(struct builder *b, const struct figure *const *figures,
    size_t count, bool (*wanted)(const struct figure *))
{
	struct names names = { .b = b, .wanted = wanted };
	size_t i;

	for (i = 0; i < count; i++)
		figure_inputs(figures[i], add_name, &names);
	return names;
}

const char *
range_phrase_of(struct builder *b, const struct figure *const *figures,
    size_t count)
{
	struct names with, without;

	if (b->account->restated != NULL)
		return word(b, "They are those that the disclosure states.");
	with = names_of(b, figures, count, input_is_uncertain);
	without = names_of(b, figures, count, input_lacks_range);
	return sentence_add(b,
	    phrase(b,
		"They come from the ranges of {inputs}; inputs that rows share are counted once.",
		"inputs", listed(&with), NULL),
	    without.count == 0 ? "" :
		phrase(b,
		    "No range is known, and none counted, of {inputs}.",
		    "inputs", listed(&without), NULL));
}

const char *
range_phrase(struct builder *b, size_t offset)
{
	const struct account *account = b->account;
	const struct figure **figures = arena_alloc(b->arena,
	    (account->model_count + 1) * sizeof *figures);
	size_t i, count = 0;

	for (i = 0; i < account->model_count; i++) {
		const struct figure *figure =
		    figure_at(&account->models[i].line, offset);

		if (figure != NULL && figure->known)
			figures[count++] = figure;
	}
	return range_phrase_of(b, figures, count);
}
