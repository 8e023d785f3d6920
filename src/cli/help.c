/*
 * Prints the help, from the tables of commands and options: examples first,
 * as wide as the terminal is.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "cli/cli.h"
#include "cli/options.h"
#include "cli/screen.h"

enum { OPTION_COLUMN = 24, WIDEST = 100, NAME_WIDTH = 10 };

struct help {
	struct arena *arena;
	struct buf out;
	size_t columns;
	bool colour;
};

static void
heading(struct help *help, const char *text)
{
	buf_printf(&help->out, "%s%s:%s\n", help->colour ? "\033[1m" : "",
	    text, help->colour ? "\033[0m" : "");
}

/* Appends LINE broken to fit, what follows set in by COLUMN. */
static void
wrapped(struct help *help, const char *line, size_t column)
{
	screen_wrap(span_of(line), help->columns, (struct hang){ column, 0 },
	    &help->out);
	buf_putc(&help->out, '\n');
}

static void
add_option(struct help *help, const struct option_row *row,
    const struct command *command)
{
	struct buf line = { 0 };

	if (row->letter != '\0')
		buf_printf(&line, "  -%c, --%s", row->letter, row->name);
	else
		buf_printf(&line, "      --%s", row->name);
	if (row->argument != NULL)
		buf_printf(&line, " %s", row->argument);
	if (line.n >= OPTION_COLUMN) {
		buf_puts(&help->out, line.s);
		buf_putc(&help->out, '\n');
		line.n = 0;
	}
	while (line.n < OPTION_COLUMN)
		buf_putc(&line, ' ');
	buf_puts(&line, option_help(row, command, help->arena));
	wrapped(help, line.s, OPTION_COLUMN);
	buf_free(&line);
}

static void
add_options(struct help *help, const struct command *command)
{
	const char *before = NULL, *above;
	const struct option_row *row;
	bool first = true;
	size_t i;

	for (i = 0; (row = option_row(i)) != NULL; i++) {
		if (!option_of(row, command))
			continue;
		above = option_heading(row, command);
		if (first || above != before) {
			buf_putc(&help->out, '\n');
			heading(help, above == NULL ? "Options" : above);
		}
		first = false;
		before = above;
		add_option(help, row, command);
	}
}

static void
help_command(struct help *help, const struct command *command)
{
	struct buf line = { 0 };
	size_t i;

	heading(help, "Examples");
	for (i = 0; command->examples[i] != NULL; i++)
		buf_printf(&help->out, "  %s\n", command->examples[i]);
	buf_printf(&line, "Usage: wattleaf %s %s", command->name,
	    command->arguments);
	buf_putc(&help->out, '\n');
	wrapped(help, line.s, strlen("Usage: "));
	buf_putc(&help->out, '\n');
	wrapped(help, command->summary, 0);
	add_options(help, command);
	buf_printf(&help->out, "\nman wattleaf-%s tells more.\n",
	    command->name);
	buf_free(&line);
}

static void
add_commands(struct help *help)
{
	struct buf line = { 0 };
	size_t i;

	heading(help, "Commands");
	for (i = 0; commands[i] != NULL; i++) {
		line.n = 0;
		buf_printf(&line, "  %-*s%s", NAME_WIDTH, commands[i]->name,
		    commands[i]->summary);
		wrapped(help, line.s, NAME_WIDTH + 2);
	}
	buf_free(&line);
}

/* The first example of each command. */
static void
help_program(struct help *help)
{
	size_t i;

	heading(help, "Examples");
	for (i = 0; commands[i] != NULL; i++)
		buf_printf(&help->out, "  %s\n", commands[i]->examples[0]);
	buf_putc(&help->out, '\n');
	wrapped(help,
	    "wattleaf turns training logs and hardware specifications into "
	    "the energy, emissions and cost appendix of a paper.", 0);
	buf_putc(&help->out, '\n');
	add_commands(help);
	buf_putc(&help->out, '\n');
	wrapped(help, "wattleaf COMMAND --help tells more of one, man wattleaf of all.", 0);
	buf_putc(&help->out, '\n');
	wrapped(help,
	    "Exit status: 0 done; 1 done, but incomplete, or check found "
	    "faults; 2 usage; 3 input unreadable or malformed; 4 the "
	    "catalogue has no such factor; 5 output could not be written; 6 a "
	    "limit was passed.", 0);
}

void
options_help(const struct job *job, const struct command *command)
{
	struct help help = {
		.arena = job->arena,
		.columns = screen_columns(STDOUT_FILENO),
		.colour = screen_colour(job, STDOUT_FILENO),
	};

	if (help.columns > WIDEST)
		help.columns = WIDEST; /* longer lines are hard to read */
	if (command != NULL)
		help_command(&help, command);
	else
		help_program(&help);
	fwrite(help.out.s, 1, help.out.n, stdout);
	buf_free(&help.out);
}
