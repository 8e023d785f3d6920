/*
 * The page of a command, and that of the program, from the tables of
 * commands and options and what people wrote in doc/man.
 */
#include <string.h>

#include "base/arena.h"
#include "cli/cli.h"
#include "cli/options.h"
#include "reference.h"
#include "version.h"

enum { TITLE_MAX = 64, EXAMPLE_MOST = 70 };

static void
add_title(struct page *page, const char *name, const char *summary)
{
	struct buf *out = page->out;
	char upper[TITLE_MAX];
	size_t i;

	for (i = 0; name[i] != '\0' && i + 1 < sizeof upper; i++)
		upper[i] = name[i] >= 'a' && name[i] <= 'z' ?
		    (char)(name[i] - 'a' + 'A') :
		    name[i];
	upper[i] = '\0';
	buf_printf(out, ".Dd %s\n.Dt %s 1\n.Os wattleaf %s\n.Sh NAME\n"
	    ".Nm %s\n.Nd ", page->reference->date, upper, WATTLEAF_VERSION,
	    name);
	page_words(out, span_of(summary));
	buf_putc(out, '\n');
}

/* "STUDY|DIR [MODEL] [options]": the options have their own place. */
static struct span
words_of(const struct command *command)
{
	struct span words = span_of(command->arguments);
	size_t at = span_find(words, "[options]");

	return span_trim(at < words.n ? span_sub(words, 0, at) : words);
}

static void
add_synopsis(struct buf *out, const struct command *command)
{
	buf_puts(out, ".Sh SYNOPSIS\n.Nm wattleaf\n");
	if (command == NULL) {
		buf_puts(out, ".Ar command\n.Op Ar option ...\n.Op Ar argument ...\n");
		return;
	}
	buf_printf(out, ".Cm %s\n.Op Ar option ...\n.Ar ", command->name);
	page_words(out, words_of(command));
	buf_puts(out, "\\&\n"); /* a bracket at the end is no delimiter */
}

static void
add_option(struct page *page, const struct option_row *row,
    const struct command *command)
{
	struct buf *out = page->out;

	buf_puts(out, ".It ");
	if (row->letter != '\0')
		buf_printf(out, "Fl %c , ", row->letter);
	buf_printf(out, "Fl \\-%s", row->name);
	if (row->argument != NULL)
		buf_printf(out, " Ar %s", row->argument);
	buf_putc(out, '\n');
	page_text(out, option_help(row, command,
	    page->reference->job->arena));
}

static bool
is_common(const struct option_row *row)
{
	return (row->commands & FOR_ALL) == FOR_ALL;
}

/* Begins the list below a heading, or one without. */
static void
add_heading(struct buf *out, const char *heading)
{
	if (heading != NULL)
		buf_printf(out, ".Ss %s\n", heading);
	buf_puts(out, ".Bl -tag -width Ds\n");
}

/* All options of a command, or those that all commands have. */
static void
add_options(struct page *page, const struct command *command)
{
	struct buf *out = page->out;
	const char *before = NULL, *heading;
	const struct option_row *row;
	bool open = false;
	size_t i;

	buf_puts(out, ".Sh OPTIONS\n");
	for (i = 0; (row = option_row(i)) != NULL; i++) {
		if (command == NULL ? !is_common(row) :
				      !option_of(row, command))
			continue;
		heading = option_heading(row, command);
		if (open && heading != before)
			buf_puts(out, ".El\n");
		if (!open || heading != before)
			add_heading(out, heading);
		open = true;
		before = heading;
		add_option(page, row, command);
	}
	buf_puts(out, ".El\n");
}

/* A long line goes on in the next, before an option. */
static void
add_example(struct buf *out, const char *example)
{
	struct span rest = span_of(example);
	size_t at = 0, n;

	while (rest.n > 0) {
		n = rest.n > EXAMPLE_MOST ? EXAMPLE_MOST : rest.n;
		while (n < rest.n && n > 0 &&
		    !span_starts(span_sub(rest, n, rest.n), " --"))
			n--;
		n = n == 0 ? rest.n : n;
		buf_puts(out, at == 0 ? "" : "    ");
		page_words(out, span_sub(rest, 0, n));
		rest = span_sub(rest, n + (n < rest.n), rest.n);
		buf_puts(out, rest.n > 0 ? " \\e\n" : "\n");
		at += n;
	}
}

static void
add_examples(struct page *page, const struct command *command)
{
	size_t i;

	buf_puts(page->out, ".Sh EXAMPLES\n");
	if (command != NULL) {
		buf_puts(page->out, ".Bd -literal -offset 2n\n");
		for (i = 0; command->examples[i] != NULL; i++)
			add_example(page->out, command->examples[i]);
		buf_puts(page->out, ".Ed\n");
	}
	page_section(page, "EXAMPLES", false);
}

static void
add_commands(struct buf *out)
{
	size_t i;

	buf_puts(out, ".Pp\nThe commands are:\n.Bl -tag -width Ds\n");
	for (i = 0; commands[i] != NULL; i++) {
		buf_printf(out, ".It Xr wattleaf-%s 1\n", commands[i]->name);
		page_text(out, commands[i]->summary);
	}
	buf_puts(out, ".El\n");
}

/* Every other page, in the order of their names. */
static void
add_see_also(struct page *page, const struct command *command)
{
	const char *names[TITLE_MAX];
	struct buf *out = page->out;
	size_t i, j, n = 0;

	for (i = 0; commands[i] != NULL && n < TITLE_MAX; i++, n++)
		for (names[n] = commands[i]->name, j = n;
		     j > 0 && strcmp(names[j - 1], names[j]) > 0; j--) {
			const char *name = names[j];

			names[j] = names[j - 1];
			names[j - 1] = name;
		}
	buf_puts(out, ".Sh SEE ALSO\n");
	if (command != NULL)
		buf_puts(out, ".Xr wattleaf 1 ,\n");
	for (i = 0; i < n; i++)
		if (command == NULL || strcmp(names[i], command->name) != 0)
			buf_printf(out, ".Xr wattleaf-%s 1 ,\n", names[i]);
	buf_puts(out, ".Xr wattleaf-disclosure 5 ,\n.Xr wattleaf-study 5\n");
	page_section(page, "SEE ALSO", false);
}

/* A section of the page's own, else that of all pages. */
static void
add_section(const struct page *page, const struct page *common,
    const char *name)
{
	if (!page_section(page, name, true))
		page_section(common, name, true);
}

void
page_of_command(const struct reference *reference,
    const struct command *command, struct buf *out)
{
	struct arena *arena = reference->job->arena;
	const char *name = command == NULL ? "wattleaf" :
	    arena_printf(arena, "wattleaf-%s", command->name);
	struct page page = page_open(reference, name, out);
	const struct page common = page_open(reference, "common", out);

	add_title(&page, name, command == NULL ?
		"energy, emissions and cost of training runs, for a paper" :
		command->summary);
	add_synopsis(out, command);
	buf_puts(out, ".Sh DESCRIPTION\n");
	if (!page_section(&page, "DESCRIPTION", false))
		page_text(out, arena_printf(arena, "It %s.",
		    command == NULL ? "is a program" : command->summary));
	if (command == NULL)
		add_commands(out);
	add_options(&page, command);
	add_section(&page, &common, "ENVIRONMENT");
	add_section(&page, &common, "FILES");
	add_section(&page, &common, "EXIT STATUS");
	add_examples(&page, command);
	add_section(&page, &common, "DIAGNOSTICS");
	add_see_also(&page, command);
	page_section(&page, "CAVEATS", true);
}
