/*
 * Options of directives, and what is said of words that are none.
 */
#include "document/directive_options.h"

#include <string.h>

#include "base/arena.h"
#include "document/build.h"
#include "document/table_request.h"

enum { OPTIONS_MAX = 16 };

/* The line of the template that a place is in, as it was written. */
static struct span
written_line(const struct template *t, size_t line)
{
	struct span rest = t->text, found = { "", 0 };

	for (; line > 0 && rest.n > 0; line--)
		found = span_cut(&rest, '\n');
	return line == 0 ? found : (struct span){ "", 0 };
}

struct pos
directive_word_pos(const struct template *t,
    const struct directive_request *request, struct span word)
{
	struct span line = written_line(t, request->pos.line);
	size_t brace = span_find(line, "{"), at;
	struct pos pos = request->pos;
	const char *text = span_dup(t->b->arena, word);

	if (brace == SIZE_MAX || word.n == 0)
		return pos;
	for (at = brace; at < line.n; at++)
		if ((line.s[at] == ' ' || line.s[at] == '\t') &&
		    span_starts(span_sub(line, at + 1, line.n), text)) {
			pos.column = at + 2;
			break;
		}
	return pos;
}

void
directive_say(struct template *t, const struct directive_request *request,
    const char *what, struct span word, const char *nearest)
{
	template_say(t, DIAG_TEMPLATE_DIRECTIVE,
	    directive_word_pos(t, request, word), "there is no %s \"%.*s\"%s",
	    what, (int)word.n, word.n == 0 ? "" : word.s,
	    template_meant(t, nearest));
}

/* Cuts the next word off; blanks between quotes do not end it. */
static struct span
cut_word(struct span *rest)
{
	struct span word;
	char quote = '\0';
	size_t i;

	*rest = span_trim(*rest);
	for (i = 0; i < rest->n; i++) {
		char c = rest->s[i];

		if (quote == '\0' && (c == ' ' || c == '\t'))
			break;
		if (quote == '\0' && (c == '"' || c == '\'') && i > 0 &&
		    rest->s[i - 1] == '=')
			quote = c;
		else if (c == quote)
			quote = '\0';
	}
	word = span_sub(*rest, 0, i);
	*rest = span_sub(*rest, i, rest->n);
	return word;
}

static struct span
without_quotes(struct span value)
{
	if (value.n > 1 && (value.s[0] == '"' || value.s[0] == '\'') &&
	    value.s[value.n - 1] == value.s[0])
		return span_sub(value, 1, value.n - 1);
	return value;
}

static const struct directive_option *
find_option(struct span name, const struct directive_option *options,
    size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (span_equal(name, options[i].name))
			return &options[i];
	return NULL;
}

/* "columns=LIST" or "total", for the message about a word that is none. */
static const char *
nearest_option(struct template *t, struct span name,
    const struct directive_option *options, size_t count)
{
	const char *names[OPTIONS_MAX], *nearest;
	const struct directive_option *option;
	size_t i;

	for (i = 0; i < count && i < OPTIONS_MAX; i++)
		names[i] = options[i].name;
	nearest = count == 1 ? names[0] :
	    str_nearest(span_dup(t->b->arena, name), names, i);
	if (nearest == NULL)
		return NULL;
	option = find_option(span_of(nearest), options, count);
	return option->argument == NULL ? nearest :
	    arena_printf(t->b->arena, "%s=%s", nearest, option->argument);
}

/* "caption, columns, group": all that there are. */
static const char *
all_options(struct template *t, const struct directive_option *options,
    size_t count)
{
	const char *list = "";
	size_t i;

	for (i = 0; i < count; i++)
		list = arena_printf(t->b->arena, "%s%s%s", list,
		    i == 0 ? "" : ", ", options[i].name);
	return list;
}

static void
say_no_option(struct template *t, const struct directive_request *request,
    const char *what, struct span name,
    const struct directive_option *options, size_t count)
{
	const char *nearest = nearest_option(t, name, options, count);

	if (nearest != NULL)
		directive_say(t, request, arena_printf(t->b->arena,
		    "option of a %s", what), name, nearest);
	else
		template_say(t, DIAG_TEMPLATE_DIRECTIVE,
		    directive_word_pos(t, request, name),
		    "there is no option of a %s \"%.*s\"; it has %s", what,
		    (int)name.n, name.n == 0 ? "" : name.s,
		    all_options(t, options, count));
}

static bool
take_word(struct template *t, const struct directive_request *request,
    struct span word, const struct directive_option *option, void *into)
{
	void *member = (char *)into + option->offset;
	size_t equals = span_find(word, "=");
	struct pos pos = directive_word_pos(t, request, word);
	struct asked *asked = member;

	if ((option->argument == NULL) != (equals == SIZE_MAX)) {
		template_say(t, DIAG_TEMPLATE_DIRECTIVE, pos,
		    option->argument == NULL ? "%s stands alone" :
					       "%s needs its %s: %s=%s",
		    option->name, option->argument, option->name,
		    option->argument);
		return false;
	}
	if (option->argument == NULL) {
		*(bool *)member = true;
		return true;
	}
	asked->pos = pos;
	asked->text = template_plain(t, request->scope,
	    span_dup(t->b->arena, without_quotes(span_sub(word, equals + 1,
		word.n))));
	return true;
}

bool
directive_options(struct template *t, const struct directive_request *request,
    struct span words, const char *what,
    const struct directive_option *options, size_t count, void *into)
{
	const struct directive_option *option;
	struct span word, name;
	size_t equals;

	while ((word = cut_word(&words)).n > 0) {
		equals = span_find(word, "=");
		name = span_sub(word, 0, equals == SIZE_MAX ? word.n : equals);
		option = find_option(name, options, count);
		if (option == NULL) {
			say_no_option(t, request, what, name, options, count);
			return false;
		}
		if (!take_word(t, request, word, option, into))
			return false;
	}
	return true;
}
