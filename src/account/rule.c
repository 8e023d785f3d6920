/*
 * Walking a method's rules, which are rows of the catalogue.
 */
#include "account/rule.h"

#include "account/context.h"
#include "base/arena.h"
#include "base/diag.h"
#include "catalog/catalog.h"

static void
say_word(struct accounting *a, const char *parameter, struct span word,
    const struct way *ways, size_t count)
{
	const char *words = "";
	size_t i;

	for (i = 0; i < count; i++)
		words = arena_printf(a->arena, "%s%s%s", words,
		    i == 0 ? "" : ", ", ways[i].word);
	diag(a->diags, DIAG_METHOD_RULE, (struct pos){ 0 },
	    "%s/%s names \"%.*s\", which is none of %s", a->method, parameter,
	    (int)word.n, word.s, words);
}

const struct figure *
rule_way(struct accounting *a, const char *parameter, struct span word,
    const struct way *ways, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (span_equal(word, ways[i].word))
			return ways[i].find(a);
	say_word(a, parameter, word, ways, count);
	return NULL;
}

struct span
rule_words(const struct accounting *a, const char *parameter)
{
	const char *text =
	    catalog_method_text(a->catalog, a->method, parameter);

	return span_of(text == NULL ? "" : text);
}

const struct figure *
rule_find(struct accounting *a, const char *parameter, const struct way *ways,
    size_t count)
{
	struct span rest = rule_words(a, parameter);
	const struct figure *figure = NULL;

	while (figure == NULL && rest.n > 0)
		figure = rule_way(a, parameter,
		    span_trim(span_cut(&rest, '|')), ways, count);
	return figure;
}

bool
rule_says(const struct accounting *a, const char *parameter, const char *word)
{
	return span_equal(rule_words(a, parameter), word);
}

const struct factor *
rule_number(const struct accounting *a, const char *parameter)
{
	return catalog_method(a->catalog, a->method, parameter);
}
