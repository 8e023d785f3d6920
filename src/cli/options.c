/*
 * Reads the command line by the option table.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/blocks.h"
#include "base/str.h"
#include "cli/cli.h"
#include "cli/options.h"

enum { COMMANDS_MAX = 32 };

static void
usage(struct job *job, const char *text)
{
	diag(&job->diags, DIAG_USAGE, (struct pos){ 0 }, "%s", text);
}

/* The command that stands before, or NULL. */
static const struct command *
command_so_far(const struct job *job)
{
	size_t i;

	for (i = 0; job->argument_count != 0 && commands[i] != NULL; i++)
		if (strcmp(commands[i]->name, job->arguments[0]) == 0)
			return commands[i];
	return NULL;
}

/* A letter may be that of several options: the command's own comes first. */
static const struct option_row *
row_of_letter(const struct job *job, char letter)
{
	const struct command *command = command_so_far(job);
	const struct option_row *row, *found = NULL;
	size_t i;

	for (i = 0; (row = option_row(i)) != NULL; i++) {
		if (row->letter != letter)
			continue;
		if (command != NULL && option_of(row, command))
			return row;
		if (found == NULL || row->argument == NULL)
			found = row;
	}
	return found;
}

static const struct option_row *
row_of_name(struct span name)
{
	const struct option_row *row;
	size_t i;

	for (i = 0; (row = option_row(i)) != NULL; i++)
		if (span_equal(name, row->name))
			break;
	return row;
}

static void
say_unknown(struct job *job, const char *word)
{
	const struct option_row *row;
	const char **names = NULL, *nearest;
	struct span whole = span_of(word);
	size_t i;

	for (i = 0; (row = option_row(i)) != NULL; i++) {
		names = arena_grow(job->arena, names, i, sizeof *names);
		names[i] = row->name;
	}
	word = span_dup(job->arena, span_cut(&whole, '='));
	nearest = word[1] != '-' ? NULL : str_nearest(word + 2, names, i);
	usage(job, arena_printf(job->arena,
	    "there is no option %s%s%s%s", word,
	    nearest == NULL ? "; see wattleaf --help" : "; did you mean --",
	    nearest == NULL ? "" : nearest, nearest == NULL ? "" : "?"));
}

static void
add_text(struct job *job, struct texts *texts, const char *value)
{
	texts->items = arena_grow(job->arena, texts->items, texts->count,
	    sizeof *texts->items);
	texts->items[texts->count++] = value;
}

static void
set_option(struct job *job, const struct option_row *row, const char *value)
{
	void *member = (char *)&job->options + row->offset;

	switch (row->kind) {
	case OPTION_FLAG:
		*(bool *)member = true;
		break;
	case OPTION_TEXT:
		*(const char **)member = value;
		break;
	case OPTION_TEXTS:
		add_text(job, member, value);
		break;
	}
}

/* "--name", "--name=value", "--name value". Returns how many words it took. */
static int
read_long(struct job *job, char **words, int count)
{
	struct span value = span_of(words[0] + 2);
	struct span name = span_cut(&value, '=');
	const struct option_row *row = row_of_name(name);
	bool inside = strchr(words[0], '=') != NULL;

	if (row == NULL) {
		say_unknown(job, words[0]);
		return 1;
	}
	if (row->argument == NULL || inside) {
		if (row->argument == NULL && inside)
			usage(job,
			    arena_printf(job->arena, "--%s takes no value",
				row->name));
		set_option(job, row, value.s);
		return 1;
	}
	if (count < 2) {
		usage(job,
		    arena_printf(job->arena, "--%s needs its %s", row->name,
			row->argument));
		return 1;
	}
	set_option(job, row, words[1]);
	return 2;
}

/* "-v", "-o DIR", "-oDIR", "-qv". */
static int
read_short(struct job *job, char **words, int count)
{
	const char *p;

	for (p = words[0] + 1; *p != '\0'; p++) {
		const struct option_row *row = row_of_letter(job, *p);

		if (row == NULL) {
			say_unknown(job, words[0]);
			return 1;
		}
		if (row->argument == NULL) {
			set_option(job, row, NULL);
			continue;
		}
		if (p[1] != '\0') {
			set_option(job, row, p + 1);
			return 1;
		}
		if (count < 2) {
			usage(job,
			    arena_printf(job->arena, "-%c needs its %s", *p,
				row->argument));
			return 1;
		}
		set_option(job, row, words[1]);
		return 2;
	}
	return 1;
}

static void
add_argument(struct job *job, const char ***list, const char *word)
{
	*list = arena_grow(job->arena, *list, job->argument_count,
	    sizeof **list);
	(*list)[job->argument_count++] = word;
	job->arguments = *list;
}

/* What may have been meant by a word that is no command. */
static const char *
command_meant(struct job *job, const char *word, const char *const *names,
    size_t count)
{
	const char *meant = str_meant(job->arena, word, names, count);

	if (meant[0] == '\0' && access(word, F_OK) == 0)
		return arena_printf(job->arena,
		    "; did you mean \"wattleaf report %s\"?", word);
	return meant;
}

static const struct command *
command_of(struct job *job, const char *name)
{
	const char *names[COMMANDS_MAX];
	size_t i;

	for (i = 0; commands[i] != NULL && i < COMMANDS_MAX; i++) {
		if (strcmp(commands[i]->name, name) == 0)
			return commands[i];
		names[i] = commands[i]->name;
	}
	usage(job,
	    arena_printf(job->arena,
		"there is no command \"%s\"; see wattleaf --help%s", name,
		command_meant(job, name, names, i)));
	return NULL;
}

unsigned
job_threads(const struct job *job)
{
	const char *text = job->options.threads;
	unsigned n = 0;

	for (; text != NULL && *text >= '0' && *text <= '9'; text++)
		n = n <= BLOCKS_THREADS_MAX ? n * 10 + (unsigned)(*text - '0') :
					     n;
	return text != NULL && *text != '\0' ? 0 : n;
}

static void
check_threads(struct job *job)
{
	unsigned n = job_threads(job);

	if (job->options.threads != NULL &&
	    (n == 0 || n > BLOCKS_THREADS_MAX))
		usage(job, arena_printf(job->arena,
		    "--threads=%s must be a whole number from 1 to %d",
		    job->options.threads, (int)BLOCKS_THREADS_MAX));
}

static bool
is_given(const struct job *job, const struct option_row *row)
{
	const void *member = (const char *)&job->options + row->offset;

	return row->kind == OPTION_FLAG ? *(const bool *)member :
	    row->kind == OPTION_TEXTS   ?
		((const struct texts *)member)->count != 0 :
		*(const char *const *)member != NULL;
}

/* "; report and check have it" */
static const char *
who_has(struct job *job, const struct option_row *row)
{
	const char *list = "", *last = NULL;
	size_t i, n = 0;

	for (i = 0; commands[i] != NULL; i++) {
		if (!option_of(row, commands[i]))
			continue;
		if (last != NULL)
			list = arena_printf(job->arena, "%s%s%s", list,
			    n > 1 ? ", " : "", last);
		last = commands[i]->name;
		n++;
	}
	return last == NULL ? "" :
	    arena_printf(job->arena, "; %s%s%s %s it", list,
		n > 1 ? " and " : "", last, n > 1 ? "have" : "has");
}

/* An option that the command does not have would be silently ignored. */
static void
check_options(struct job *job, const struct command *command)
{
	const struct option_row *row;
	size_t i;

	for (i = 0; (row = option_row(i)) != NULL; i++)
		if (!option_of(row, command) && is_given(job, row))
			usage(job,
			    arena_printf(job->arena, "%s has no option --%s%s",
				command->name, row->name,
				who_has(job, row)));
}

const struct command *
options_read(struct job *job, int argc, char **argv)
{
	const struct command *command = NULL;
	const char **list = NULL;
	bool only_words = false;
	int i = 1;

	while (i < argc) {
		if (only_words || argv[i][0] != '-' || argv[i][1] == '\0') {
			add_argument(job, &list, argv[i++]);
		} else if (strcmp(argv[i], "--") == 0) {
			only_words = true;
			i++;
		} else if (argv[i][1] == '-') {
			i += read_long(job, argv + i, argc - i);
		} else {
			i += read_short(job, argv + i, argc - i);
		}
	}
	job->arguments = list;
	if (job->argument_count != 0 && strcmp(list[0], "help") == 0) {
		job->options.help = true;
		job->arguments = ++list;
		job->argument_count--;
	}
	if (job->argument_count == 0)
		return NULL;
	command = command_of(job, list[0]);
	job->arguments++;
	job->argument_count--;
	if (command != NULL)
		check_options(job, command);
	check_threads(job);
	return command;
}
