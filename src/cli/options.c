/*
 * The option table: it reads the command line and prints the help.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/blocks.h"
#include "base/str.h"
#include "cli/cli.h"

struct option_row {
	const char *name;
	char letter;          /* or '\0' */
	const char *argument; /* "DIR"; NULL for a flag */
	const char *help;
	unsigned commands;    /* bits of those it goes with */
	size_t offset;        /* in struct options: const char *, bool or struct texts */
};

#define MEMBER(name) offsetof(struct options, name)

static const struct option_row rows[] = {
	{ "output", 'o', "DIR",
	    "folder for the files (default wattleaf-out); - writes one format to standard output",
	    FOR_REPORT, MEMBER(output) },
	{ "format", 'f', "LIST",
	    "report: files or formats to write, such as pdf,table.tex; inspect, check: read the files as this format; explain: text, markdown or json",
	    FOR_REPORT | FOR_INSPECT | FOR_CHECK | FOR_EXPLAIN,
	    MEMBER(format) },
	{ "template", 't', "T",
	    "template: appendix (default), blog, checklist-arr, checklist-neurips, climate-card, disclosure, eu-model-documentation, methods, model-card, short; or a file",
	    FOR_REPORT,
	    MEMBER(template) },
	{ "method", 'm', "M",
	    "method of accounting in place of the study's, such as strubell-2019; report takes a list, or all, and sets the others beside the first",
	    FOR_REPORT | FOR_CHECK | FOR_EXPLAIN, MEMBER(method) },
	{ "catalog", '\0', "FILE",
	    "CSV with rows of your own, which win over the catalogue's; may be given again",
	    FOR_REPORT | FOR_CHECK | FOR_EXPLAIN, MEMBER(catalogs) },
	{ "embodied", '\0', NULL,
	    "count the emissions of making the hardware, beside the others",
	    FOR_REPORT | FOR_CHECK | FOR_EXPLAIN, MEMBER(embodied) },
	{ "sci", '\0', NULL,
	    "ask for emissions per functional unit (ISO/IEC 21031)",
	    FOR_REPORT | FOR_CHECK | FOR_EXPLAIN, MEMBER(sci) },
	{ "equivalent", '\0', "LIST",
	    "what to tell emissions beside, from the catalogue: car-lifetime,flight-ny-sf",
	    FOR_REPORT, MEMBER(equivalent) },
	{ "regions", '\0', "LIST",
	    "set the same runs elsewhere: places, regions, scenarios such as fra,aws/us-east-1,cooling; or default",
	    FOR_REPORT, MEMBER(regions) },
	{ "mix", '\0', "LIST",
	    "show energy mixes: providers and countries such as google,aws,usa; default: those of the study's places",
	    FOR_REPORT, MEMBER(mix) },
	{ "units", 'u', "LIST", "shown units, such as t,MWh,kW,d", FOR_REPORT,
	    MEMBER(units) },
	{ "lang", 'l', "L", "language of the report: en", FOR_REPORT,
	    MEMBER(language) },
	{ "venue", '\0', "V",
	    "set for (check: hold a PDF to) a venue: acl, neurips, icml, aaai, ieee, acm-sigconf, blog, ...",
	    FOR_REPORT | FOR_CHECK, MEMBER(venue) },
	{ "width", 'w', "WIDTH",
	    "width of table and chart: column or full (of the venue), or 84mm, 3.3in, 240pt (TeX), 238bp",
	    FOR_REPORT, MEMBER(width) },
	{ "font", '\0', "FAMILY",
	    "serif or sans: the text of table and chart",
	    FOR_REPORT, MEMBER(font) },
	{ "chart", 'c', "LIST",
	    "charts that become files, such as emissions,stages; default: those of the template",
	    FOR_REPORT, MEMBER(chart) },
	{ "svg-text", '\0', NULL,
	    "keep text in SVG as text, to search and edit; default: outlines, the same everywhere",
	    FOR_REPORT, MEMBER(svg_text) },
	{ "dpi", '\0', "N", "dots per inch of PNG, 18 to 2400 (default 300)",
	    FOR_REPORT, MEMBER(dpi) },
	{ "dump", '\0', "STAGE",
	    "print model, document or scene as text instead of writing files",
	    FOR_REPORT, MEMBER(dump) },
	{ "window", '\0', "LOG",
	    "count only what lies inside the run that LOG holds", FOR_INSPECT,
	    MEMBER(window) },
	{ "columns", '\0', "LIST",
	    "report: columns of the table in their order, such as params,energy,co2e; inspect: those of a home-made CSV: time=0,power=2,unit=W,device=1",
	    FOR_REPORT | FOR_INSPECT, MEMBER(columns) },
	{ "sort", '\0', "KEY",
	    "sort the table by a column: co2e, co2e:desc; what is not known comes last",
	    FOR_REPORT, MEMBER(sort) },
	{ "group", '\0', "BY",
	    "group the table's rows by stage (of the work), family (of the models) or none",
	    FOR_REPORT, MEMBER(group) },
	{ "total", '\0', NULL, "add a row with the sums to the table",
	    FOR_REPORT, MEMBER(total) },
	{ "zone", '\0', "ZONE",
	    "zone of time stamps that have none: UTC, +01:00",
	    FOR_REPORT | FOR_INSPECT | FOR_CHECK | FOR_EXPLAIN, MEMBER(zone) },
	{ "threads", '\0', "N",
	    "threads that read a large power log (default: one for each processor, at most 4); the output is the same",
	    FOR_REPORT | FOR_INSPECT | FOR_CHECK | FOR_EXPLAIN, MEMBER(threads) },
	{ "allow-outside", '\0', NULL,
	    "let a study name files outside its folder",
	    FOR_REPORT | FOR_CHECK | FOR_EXPLAIN, MEMBER(allow_outside) },
	{ "depth", '\0', "N", "levels of the derivation to print",
	    FOR_EXPLAIN, MEMBER(depth) },
	{ "sensitivity", '\0', NULL,
	    "show which input causes which share of a range",
	    FOR_REPORT | FOR_EXPLAIN, MEMBER(sensitivity) },
	{ "json", 'j', NULL, "print JSON", FOR_INSPECT | FOR_CHECK | FOR_EXPLAIN,
	    MEMBER(json) },
	{ "quiet", 'q', NULL, "print nothing but errors", FOR_ALL,
	    MEMBER(quiet) },
	{ "verbose", 'v', NULL, "print notes too", FOR_ALL, MEMBER(verbose) },
	{ "help", 'h', NULL, "print this help", FOR_ALL, MEMBER(help) },
	{ "version", 'V', NULL, "print versions", FOR_ALL, MEMBER(version) },
};

enum { ROW_COUNT = sizeof rows / sizeof rows[0], HELP_COLUMN = 24,
	HELP_WIDTH = 78 };

const struct command *const commands[] = { &command_report, &command_inspect,
	&command_check, &command_explain, NULL };

static void
usage(struct job *job, const char *text)
{
	diag(&job->diags, DIAG_USAGE, (struct pos){ 0 }, "%s", text);
}

static const struct option_row *
row_of_letter(char letter)
{
	size_t i;

	for (i = 0; i < ROW_COUNT; i++)
		if (rows[i].letter == letter)
			return &rows[i];
	return NULL;
}

static const struct option_row *
row_of_name(struct span name)
{
	size_t i;

	for (i = 0; i < ROW_COUNT; i++)
		if (span_equal(name, rows[i].name))
			return &rows[i];
	return NULL;
}

static void
say_unknown(struct job *job, const char *word)
{
	const char *names[ROW_COUNT];
	const char *nearest;
	size_t i;

	for (i = 0; i < ROW_COUNT; i++)
		names[i] = rows[i].name;
	nearest = str_nearest(word + strspn(word, "-"), names, ROW_COUNT);
	usage(job,
	    arena_printf(job->arena, "there is no option %s%s%s%s; see wattleaf --help",
		word, nearest == NULL ? "" : ", did you mean --",
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

	if (row->argument == NULL)
		*(bool *)member = true;
	else if (row->offset == MEMBER(catalogs))
		add_text(job, member, value);
	else
		*(const char **)member = value;
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
		const struct option_row *row = row_of_letter(*p);

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
}

static const struct command *
command_of(struct job *job, const char *name)
{
	const char *names[8];
	const char *nearest;
	size_t i;

	for (i = 0; commands[i] != NULL; i++) {
		if (strcmp(commands[i]->name, name) == 0)
			return commands[i];
		names[i] = commands[i]->name;
	}
	nearest = str_nearest(name, names, i);
	usage(job,
	    arena_printf(job->arena,
		"there is no command \"%s\"%s%s%s; see wattleaf --help", name,
		nearest == NULL ? "" : ", did you mean \"",
		nearest == NULL ? "" : nearest, nearest == NULL ? "" : "\"?"));
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

/* An option that the command does not have would be silently ignored. */
static void
check_options(struct job *job, const struct command *command)
{
	static const struct options none = { 0 };
	size_t i;

	for (i = 0; i < ROW_COUNT; i++) {
		const struct option_row *row = &rows[i];
		size_t size = row->argument == NULL ? sizeof(bool) :
						      sizeof(const char *);

		if ((row->commands & command->bit) != 0 ||
		    memcmp((const char *)&job->options + row->offset,
			(const char *)&none + row->offset, size) == 0)
			continue;
		usage(job,
		    arena_printf(job->arena, "%s has no option --%s",
			command->name, row->name));
	}
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
print_options(unsigned bits)
{
	size_t i;

	puts("\nOptions:");
	for (i = 0; i < ROW_COUNT; i++) {
		const struct option_row *row = &rows[i];
		int n;

		if ((row->commands & bits) == 0)
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
	print_options(command->bit);
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
	     "  wattleaf report study.xml -o appendix\n"
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
	     "5 output could not be written.");
}
