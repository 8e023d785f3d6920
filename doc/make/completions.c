/*
 * Completions for bash, zsh and fish, from the tables of commands and
 * options and the names that their values have.
 */
#include <string.h>

#include "base/arena.h"
#include "cli/cli.h"
#include "cli/options.h"
#include "cli/values.h"
#include "reference.h"

/* Names by blanks: none holds a blank or what a shell would read. */
static void
add_names(struct buf *out, const struct values *values)
{
	size_t i;

	for (i = 0; i < values->count; i++)
		buf_printf(out, "%s%s", i == 0 ? "" : " ", values->names[i]);
}

/* TEXT between the quotes of a shell, which QUOTED stands for inside. */
static void
add_quoted(struct buf *out, const char *text, const char *special,
    const char *quoted)
{
	for (; *text != '\0'; text++) {
		if (*text == '\'') {
			buf_puts(out, quoted);
			continue;
		}
		if (strchr(special, *text) != NULL)
			buf_putc(out, '\\');
		buf_putc(out, *text);
	}
}

/* What an option does, in short: shells sort by name, so its heading goes with it. */
static const char *
short_help(struct job *job, const struct option_row *row,
    const struct command *command)
{
	struct span help = span_of(option_help(row, command, job->arena));
	const char *heading = option_heading(row, command);
	size_t n = span_find(help, "; ");

	help = span_sub(help, 0, n);
	return arena_printf(job->arena, "%s%s%.*s",
	    heading == NULL ? "" : heading, heading == NULL ? "" : ": ",
	    (int)help.n, help.s);
}

/* "--output -o ..." of a command. */
static void
add_options(struct buf *out, const struct command *command)
{
	const struct option_row *row;
	size_t i;

	for (i = 0; (row = option_row(i)) != NULL; i++)
		if (option_of(row, command))
			buf_printf(out, " --%s", row->name);
}

static void
bash_case(struct job *job, struct buf *out, const struct option_row *row,
    const struct command *command)
{
	struct values values = option_values(job, row, command);

	buf_printf(out, "\t%s:--%s", command->name, row->name);
	if (row->letter != '\0')
		buf_printf(out, " | %s:-%c", command->name, row->letter);
	buf_puts(out, ")\n\t\t");
	switch (values.kind) {
	case VALUE_ANY:
		buf_puts(out, "COMPREPLY=()");
		break;
	case VALUE_FILE:
		buf_puts(out, "_wattleaf_files -f");
		break;
	case VALUE_FOLDER:
		buf_puts(out, "_wattleaf_files -d");
		break;
	case VALUE_ONE:
	case VALUE_LIST:
		buf_puts(out, values.kind == VALUE_ONE ? "_wattleaf_one '" :
							 "_wattleaf_list '");
		add_names(out, &values);
		buf_putc(out, '\'');
		break;
	}
	buf_puts(out, "\n\t\treturn ;;\n");
}

static const char bash_head[] =
    "# bash completion for wattleaf\n\n"
    "_wattleaf_one()\n{\n"
    "\tmapfile -t COMPREPLY < <(compgen -W \"$1\" -- \"$cur\")\n}\n\n"
    "# In the order of the help, which groups them.\n"
    "_wattleaf_options()\n{\n"
    "\t_wattleaf_one \"$1\"\n"
    "\tcompopt -o nosort 2>/dev/null\n}\n\n"
    "# What stands before the last comma is kept.\n"
    "_wattleaf_list()\n{\n"
    "\tlocal before=\n"
    "\t[[ $cur != *,* ]] || before=${cur%,*},\n"
    "\tmapfile -t COMPREPLY < <(compgen -P \"$before\" -W \"$1\" -- "
    "\"${cur##*,}\")\n"
    "\tcompopt -o nospace 2>/dev/null\n}\n\n"
    "_wattleaf_files()\n{\n"
    "\tcompopt -o filenames 2>/dev/null\n"
    "\tmapfile -t COMPREPLY < <(compgen \"$1\" -- \"$cur\")\n}\n\n"
    "_wattleaf()\n{\n"
    "\tlocal cur=${COMP_WORDS[COMP_CWORD]} before=$COMP_CWORD\n"
    "\tlocal prev command= i\n"
    "\t# \"--format=x\" are three words\n"
    "\tif [[ $cur == = ]]; then\n\t\tcur=\n\t\tbefore=$((before + 1))\n\tfi\n"
    "\tprev=${COMP_WORDS[before - 1]}\n"
    "\t[[ $prev != = ]] || prev=${COMP_WORDS[before - 2]}\n"
    "\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
    "\t\t[[ ${COMP_WORDS[i]} != -* ]] || continue\n"
    "\t\tcommand=${COMP_WORDS[i]}\n\t\tbreak\n\tdone\n"
    "\tcase $command:$prev in\n";

void
completion_bash(struct job *job, struct buf *out)
{
	const struct option_row *row;
	size_t i, j;

	buf_puts(out, bash_head);
	for (i = 0; commands[i] != NULL; i++)
		for (j = 0; (row = option_row(j)) != NULL; j++)
			if (row->argument != NULL &&
			    option_of(row, commands[i]))
				bash_case(job, out, row, commands[i]);
	buf_puts(out, "\tesac\n\tcase $command:$cur in\n\t:*)\n"
	    "\t\t_wattleaf_one '");
	for (i = 0; commands[i] != NULL; i++)
		buf_printf(out, "%s ", commands[i]->name);
	buf_puts(out, "help --help --version' ;;\n");
	for (i = 0; commands[i] != NULL; i++) {
		struct values values = command_values(job, commands[i]);

		buf_printf(out, "\t%s:-*)\n\t\t_wattleaf_options '",
		    commands[i]->name);
		add_options(out, commands[i]);
		buf_puts(out, "' ;;\n");
		if (values.count == 0)
			continue;
		buf_printf(out, "\t%s:*)\n\t\t_wattleaf_one '",
		    commands[i]->name);
		add_names(out, &values);
		buf_puts(out, "'\n\t\t[[ ${#COMPREPLY[@]} -gt 0 ]] || "
		    "_wattleaf_files -f ;;\n");
	}
	buf_puts(out, "\t*)\n\t\t_wattleaf_files -f ;;\n\tesac\n}\n\n"
	    "complete -F _wattleaf wattleaf\n");
}

/* ":values:_files", behind the text of an option. */
static void
zsh_values(struct buf *out, const char *what, const struct values *values)
{
	buf_printf(out, ":%s:", what);
	switch (values->kind) {
	case VALUE_ANY:
		break;
	case VALUE_FILE:
		buf_puts(out, "_files");
		break;
	case VALUE_FOLDER:
		buf_puts(out, "_files -/");
		break;
	case VALUE_ONE:
		buf_puts(out, "(");
		add_names(out, values);
		buf_puts(out, ")");
		break;
	case VALUE_LIST:
		buf_printf(out, "_values -s , %s ", what);
		add_names(out, values);
		break;
	}
}

static void
zsh_option(struct job *job, struct buf *out, const struct option_row *row,
    const struct command *command)
{
	struct values values = option_values(job, row, command);
	bool again = row->kind == OPTION_TEXTS;

	buf_puts(out, "\t\t\t");
	if (row->letter != '\0')
		buf_printf(out, "'(-%c --%s)'{-%c%s,--%s%s}", row->letter,
		    row->name, row->letter, row->argument == NULL ? "" : "+",
		    row->name, row->argument == NULL ? "" : "=");
	else
		buf_printf(out, "'%s--%s%s'", again ? "*" : "", row->name,
		    row->argument == NULL ? "" : "=");
	buf_puts(out, "'[");
	add_quoted(out, short_help(job, row, command), "[]:\\", "'\\''");
	buf_puts(out, "]");
	if (row->argument != NULL)
		zsh_values(out, row->name, &values);
	buf_puts(out, "' \\\n");
}

void
completion_zsh(struct job *job, struct buf *out)
{
	const struct option_row *row;
	size_t i, j;

	buf_puts(out, "#compdef wattleaf\n\n_wattleaf()\n{\n"
	    "\tlocal context state line\n\tlocal -a commands\n"
	    "\ttypeset -A opt_args\n\tcommands=(\n");
	for (i = 0; commands[i] != NULL; i++) {
		buf_printf(out, "\t\t'%s:", commands[i]->name);
		add_quoted(out, commands[i]->summary, ":\\", "'\\''");
		buf_puts(out, "'\n");
	}
	buf_puts(out, "\t)\n\t_arguments -C '(-)--help[print help]' "
	    "'(-)--version[print versions]' \\\n"
	    "\t\t'1:command:->command' '*::argument:->argument'\n"
	    "\tcase $state in\n\tcommand)\n"
	    "\t\t_describe -t commands command commands ;;\n\targument)\n"
	    "\t\tcase $line[1] in\n");
	for (i = 0; commands[i] != NULL; i++) {
		struct values values = command_values(job, commands[i]);

		buf_printf(out, "\t\t%s)\n\t\t\t_arguments -s \\\n",
		    commands[i]->name);
		for (j = 0; (row = option_row(j)) != NULL; j++)
			if (option_of(row, commands[i]))
				zsh_option(job, out, row, commands[i]);
		buf_puts(out, "\t\t\t'*");
		zsh_values(out, "argument", &values);
		buf_puts(out, "' ;;\n");
	}
	buf_puts(out, "\t\tesac ;;\n\tesac\n}\n\n_wattleaf \"$@\"\n");
}

static void
fish_option(struct job *job, struct buf *out, const struct option_row *row,
    const struct command *command)
{
	struct values values = option_values(job, row, command);

	buf_printf(out, "complete -c wattleaf -n "
	    "'__fish_seen_subcommand_from %s' -l %s", command->name,
	    row->name);
	if (row->letter != '\0')
		buf_printf(out, " -s %c", row->letter);
	buf_puts(out, " -d '");
	add_quoted(out, short_help(job, row, command), "\\", "\\'");
	buf_putc(out, '\'');
	switch (values.kind) {
	case VALUE_ANY:
		buf_puts(out, row->argument == NULL ? "" : " -x");
		break;
	case VALUE_FILE:
		buf_puts(out, " -r -F");
		break;
	case VALUE_FOLDER:
		buf_puts(out, " -x -a '(__fish_complete_directories)'");
		break;
	case VALUE_ONE:
		buf_puts(out, " -x -a '");
		add_names(out, &values);
		buf_putc(out, '\'');
		break;
	case VALUE_LIST:
		buf_puts(out, " -x -a '(__wattleaf_list ");
		add_names(out, &values);
		buf_puts(out, ")'");
		break;
	}
	buf_putc(out, '\n');
}

void
completion_fish(struct job *job, struct buf *out)
{
	const struct option_row *row;
	size_t i, j;

	buf_puts(out, "# fish completion for wattleaf\n\n"
	    "function __wattleaf_list\n"
	    "    # what stands before the last comma is kept\n"
	    "    set -l word (commandline -ct | string replace -r '^--[^=]*=' '')\n"
	    "    set -l before (string match -r '.*,' -- $word)\n"
	    "    printf '%s\\n' $before$argv\n"
	    "end\n\n");
	for (i = 0; commands[i] != NULL; i++) {
		struct values values = command_values(job, commands[i]);

		buf_printf(out, "complete -c wattleaf -f -n "
		    "__fish_use_subcommand -a %s -d '", commands[i]->name);
		add_quoted(out, commands[i]->summary, "\\", "\\'");
		buf_puts(out, "'\n");
		if (values.count != 0) {
			buf_printf(out, "complete -c wattleaf -n "
			    "'__fish_seen_subcommand_from %s' -a '",
			    commands[i]->name);
			add_names(out, &values);
			buf_puts(out, "'\n");
		}
		for (j = 0; (row = option_row(j)) != NULL; j++)
			if (option_of(row, commands[i]))
				fish_option(job, out, row, commands[i]);
	}
}
