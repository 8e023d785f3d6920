/*
 * Prints the help, from the tables of commands and options.
 */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/options.h"

enum { HELP_COLUMN = 24, HELP_WIDTH = 78 };

/* Text broken at blanks, each further line indented. */
static void
print_wrapped(const char *text, int column)
{
	int x = column;

	while (*text != '\0') {
		int n = (int)strcspn(text, " ");

		if (x + n > HELP_WIDTH && x > column) {
			printf("\n%*s", column, "");
			x = column;
		}
		printf("%.*s", n, text);
		x += n + 1;
		text += n;
		if (*text == ' ') {
			text++;
			if (x + (int)strcspn(text, " ") <= HELP_WIDTH)
				putchar(' ');
		}
	}
	putchar('\n');
}

static void
print_options(const struct command *command)
{
	size_t i, count;
	const struct option_row *rows = option_rows(&count);

	puts("\nOptions:");
	for (i = 0; i < count; i++) {
		const struct option_row *row = &rows[i];
		int n;

		if (!option_of(row, command))
			continue;
		if (row->letter != '\0')
			n = printf("  -%c, --%s%s%s", row->letter, row->name,
			    row->argument == NULL ? "" : " ",
			    row->argument == NULL ? "" : row->argument);
		else
			n = printf("      --%s%s%s", row->name,
			    row->argument == NULL ? "" : " ",
			    row->argument == NULL ? "" : row->argument);
		if (n >= HELP_COLUMN)
			printf("\n%*s", HELP_COLUMN, "");
		else
			printf("%*s", HELP_COLUMN - n, "");
		print_wrapped(row->help, HELP_COLUMN);
	}
}

static void
print_command_help(const struct command *command)
{
	size_t i;

	puts("Examples:");
	for (i = 0; command->examples[i] != NULL; i++)
		printf("  %s\n", command->examples[i]);
	printf("\nUsage: wattleaf %s %s\n\n", command->name,
	    command->arguments);
	print_wrapped(command->summary, 0);
	print_options(command);
}

void
options_help(const struct command *command)
{
	size_t i;

	if (command != NULL) {
		print_command_help(command);
		return;
	}
	puts("Examples:\n"
	     "  wattleaf init runs\n"
	     "  wattleaf report study.xml -o appendix\n"
	     "  wattleaf estimate --hardware 8xA100 --time '12 h' --region aws/us-east-1\n"
	     "  wattleaf inspect logs/power.csv logs/result_0.txt\n"
	     "  wattleaf explain study.xml bert-base.co2e\n\n"
	     "wattleaf turns training logs and hardware specifications into the energy,\n"
	     "emissions and cost appendix of a paper.\n\n"
	     "Commands:");
	for (i = 0; commands[i] != NULL; i++) {
		printf("  %-10s", commands[i]->name);
		print_wrapped(commands[i]->summary, 12);
	}
	puts("\nwattleaf COMMAND --help tells more of one.\n\n"
	     "Exit status: 0 done; 1 done, but incomplete, or check found faults; 2 usage;\n"
	     "3 input unreadable or malformed; 4 the catalogue has no such factor;\n"
	     "5 output could not be written; 6 a limit of --fail-above was passed.");
}
