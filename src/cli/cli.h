/*
 * The command line: options, commands and the job that they share.
 */
#ifndef WATTLEAF_CLI_H
#define WATTLEAF_CLI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/diag.h"
#include "base/str.h"
#include "layout/layout.h"

struct account;
struct arena;
struct buf;
struct catalog;
struct data;
struct fonts;
struct language;
struct limits;
struct profile;
struct study;
struct venue;

/* The values of an option that may be given again, in their order. */
struct texts {
	const char **items; /* NULL: not given */
	size_t count;
};

/* What is said of a run, in the words of a study. */
struct run_options {
	const char *hardware, *nodes, *time, *device_hours, *region, *grid;
	const char *year, *pue, *intensity, *market_intensity, *power;
	const char *total_power, *host_power, *utilisation, *cpu, *cpus;
	const char *memory, *energy, *it_energy, *params, *tokens, *flops;
	const char *mfu, *precision, *repeat, *price, *electricity, *name;
};

/* How a batch runs. */
struct batch_options {
	const char *jobs, *shard, *memory, *seconds;
	bool json_lines, null_ends;
};

/* What was given; NULL or false when it was not. */
struct options {
	bool help, version, json, quiet, verbose, allow_outside, sensitivity;
	bool partial, embodied, sci, svg_text, total, no_color, anonymous;
	const char *output, *format, *template, *method, *units, *language;
	const char *columns, *zone, *window, *width, *dump;
	const char *venue, *font, *depth, *chart, *threads, *dpi, *sort;
	const char *title, *theme, *machine;
	bool normalise;
	const char *group, *equivalent, *mix, *regions, *part;
	const char *ranges, *metric, *min_group, *dominance, *profile;
	struct texts catalogs, limits;
	const char *baseline;
	bool sources;
	struct run_options run;
	struct batch_options batch;
};

/*
 * Commands as bits: which options go with which. FOR_STUDY: those that read
 * a study; FOR_DOCUMENT: those that write what report writes.
 */
enum {
	FOR_REPORT = 1,
	FOR_INSPECT = 2,
	FOR_CHECK = 4,
	FOR_EXPLAIN = 8,
	FOR_ESTIMATE = 16,
	FOR_COMPARE = 32,
	FOR_INIT = 64,
	FOR_CONVERT = 128,
	FOR_CATALOG = 256,
	FOR_BATCH = 512,
	FOR_COLLATE = 1024,
	FOR_STUDY = FOR_REPORT | FOR_CHECK | FOR_EXPLAIN,
	FOR_RUN = FOR_REPORT | FOR_EXPLAIN | FOR_ESTIMATE,
	FOR_DOCUMENT = FOR_REPORT | FOR_ESTIMATE | FOR_COMPARE,
	FOR_ALL = 2047
};

struct job {
	struct arena *arena;
	struct diags diags;
	struct options options;
	const char *const *arguments; /* behind the command */
	size_t argument_count;
	const char *data_folder;
	bool trace;                   /* readers keep the course of power */
	struct catalog *catalog;
	int64_t date_s;               /* INT64_MIN: none given */
};

struct command {
	const char *name;
	const char *arguments;   /* "STUDY|DIR|LOG... [options]" */
	const char *summary;
	const char *const *examples; /* NULL at the end */
	unsigned bit;
	/* Returns the exit status beyond what the diagnostics ask for. */
	int (*run)(struct job *);
};

extern const struct command command_report, command_inspect, command_check,
    command_explain, command_estimate, command_catalog,
    command_compare, command_convert, command_init, command_batch,
    command_collate;

/* All commands, NULL at the end. */
extern const struct command *const commands[];

/* Reads argv into the job; the command, or NULL (with USAGE unless help or version was asked for). */
const struct command *
options_read(struct job *, int argc, char **argv);

/* Prints help for a command, or for the program when it is NULL. */
void
options_help(const struct job *, const struct command *);

/*
 * The line on a terminal about a long job. progress_expect adds the size of
 * the file PATH (when it is one) to what will be read; progress_stage says
 * what is done with what ("writing", "report.pdf"). Without a terminal, or
 * with --quiet, all of them do nothing.
 */
void
progress_begin(struct job *);

void
progress_expect(struct job *, const char *path);

void
progress_stage(struct job *, const char *stage, const char *name);

void
progress_end(struct job *);

/* Ends it for good, before a process is forked: it has a thread. */
void
progress_close(struct job *);

/* Finds the folder with catalogue, templates, schema and fonts; NULL with DATA_DIRECTORY. */
const char *
data_folder(struct arena *, struct diags *);

/* "DATA/templates/appendix.md" */
const char *
data_file(const struct job *, const char *folder, const char *name);

/* The names in a FOLDER of the data that end in SUFFIX, without it, sorted, MOST at the most; how many there are. */
size_t
data_names(const struct job *, const char *folder, const char *suffix,
    const char **names, size_t most);

enum { TEMPLATES_MAX = 64 };

/* The names of the program's templates, sorted; how many there are. */
size_t
template_names(struct job *, const char *names[TEMPLATES_MAX]);

/* Columns of the terminal; 80 where standard output is none. */
size_t
output_columns(void);

/* The template that was asked for: one of the program by its name, or a file. NULL with TEMPLATE_NAME, which lists the names. */
const char *
template_file(struct job *);

/* A template of the program in a language, or itself, with a note, where that has none; a file of the user's itself. */
const char *
template_in(struct job *, const char *template, const char *tag);

/* The tags of the languages that there are, sorted; *count of them. */
const char *const *
language_tags(struct job *, size_t *count);

/* Whether there is the language of --lang; false with USAGE, which lists them. */
bool
language_check(struct job *);

/* The tag of the language that a report is in: of --lang, else what the study (or NULL) asks for; English, with a warning, where there is none. */
const char *
language_of_report(struct job *, const struct study *);

/* Reads the words of a tag; NULL for English. False with diagnostics. */
bool
language_words(struct job *, const char *tag, const struct language **words);

/* Opens the catalogue of the job with the rows of --catalog; false with diagnostics. */
bool
job_catalog(struct job *);

/* Adds the rows of catalog.csv in FOLDER when it is there; --catalog wins over it. False when they are at fault. */
bool
job_own_rows(struct job *, const char *folder);

/* The file of a study: PATH, or what it is called in the folder PATH. NULL with diagnostics when there is none, or several. */
const char *
job_study_file(struct job *, const char *path);

/* The file of the study in a FOLDER, NULL when it holds none; *BOTH is another when it holds several, else NULL. */
const char *
folder_study(struct job *, const char *folder, const char **both);

/* Reads a study (a file, or a folder that holds one) and the logs it names. NULL with diagnostics. */
struct study *
job_study(struct job *, const char *path);

/* A study in memory that holds one run with these logs. NULL with diagnostics. */
struct study *
job_logs(struct job *, const char *const *paths, size_t count);

/* Whether PATH is a study: by its name or its first bytes, or a folder. */
bool
job_is_study(struct job *, const char *path);

/*
 * How table, chart and pages are set: the venue's rules, then --width and
 * --font. False with diagnostics.
 */
struct look {
	struct layout_style style;
	struct page_style page;
	const char *fonts; /* the set of fonts */
	struct fonts *open; /* it, for many documents; NULL: opened for each */
};

bool
job_look(struct job *, struct look *);

/* Checks --theme and --dpi, reads the language and the look: before anything is read. False with diagnostics. */
bool
look_ready(struct job *, struct look *);

struct doc;
struct output_job;

/* What writers need of the job. False with diagnostics. */
bool
output_job_open(struct job *, const struct look *, struct doc *,
    struct output_job *);

void
output_job_close(const struct look *, struct output_job *);

/* Opens the fonts of a look; NULL with FONT_MISSING. */
struct fonts *
look_fonts(struct job *, const struct look *);

/*
 * From a study to the files that were asked for. report_ready checks what
 * the options say and opens the catalogue, before anything is read;
 * report_study accounts, builds and writes. What is wrong is in the
 * diagnostics. A job needs the template and the look only here.
 */
struct report {
	const char *template;
	struct span text; /* of the template */
	struct look look;
	struct limits *limits; /* NULL: none */
	const struct profile *profile; /* what a conference asks; NULL: nobody does */
	bool shown; /* print the document instead of writing files */
	bool rehearsed; /* write the files into memory and drop them */
	const struct data **disclosure; /* what was built is left there; NULL: nobody asks */
	struct data *restated; /* the disclosure that states the account's figures; NULL: they were worked out */
};

bool
report_ready(struct job *, struct report *);

void
report_study(struct job *, const struct report *, struct study *);

/* The second half of it: from an account that is made already. */
void
report_account(struct job *, const struct report *, const struct account *);

/* Writes the one file that was chosen to standard output; USAGE when it is none, or several. */
void
report_stdout(struct job *, struct output_job *);

/*
 * What the study's disclosure may tell of the input: NULL, all that was said,
 * unless the study or --anonymous asks for anonymity. Then study and account
 * are made anonymous.
 */
struct diags *
job_anonymise(struct job *, struct account *, struct study *);

/* Reads every log and hardware file of a study into its runs. */
void
logs_load(struct job *, struct study *);

/* The venue that was asked for, or the one that is taken when none was; NULL with diagnostics. */
const struct venue *
job_venue(struct job *);

/* Whether the file PATH begins as a PDF. */
bool
is_pdf(const char *path);

/* Holds the finished PDF in PATH to the rules of the venue that was asked for. */
void
check_figure(struct job *, const char *path);

/* What --threads asks for, 0 when it does not; checked by options_read. */
unsigned
job_threads(const struct job *);

/* Seconds east of UTC of "UTC", "Z", "+01:00", "-0530"; false when it is none. */
bool
zone_parse(const char *text, double *seconds);

/*
 * An output folder that appears whole or not at all. outdir_open makes a
 * new folder beside FOLDER; outdir_add writes one file into it;
 * outdir_finish puts it in FOLDER's place, or file by file when FOLDER holds
 * what is not ours; outdir_abandon removes it. False with OUTPUT_OPEN or
 * OUTPUT_WRITE.
 */
struct outdir;

struct outdir *
outdir_open(const char *folder, struct arena *, struct diags *);

bool
outdir_add(struct outdir *, const char *name, const char *bytes, size_t n);

/* As outdir_add for what is written bit by bit: outdir_begin opens the file, outdir_end closes it. */
FILE *
outdir_begin(struct outdir *, const char *name);

bool
outdir_end(struct outdir *, FILE *, const char *name);

bool
outdir_finish(struct outdir *);

void
outdir_abandon(struct outdir *);

/* Writes the file PATH whole or not at all; one that is there is replaced only if REPLACE. False with OUTPUT_OPEN or OUTPUT_WRITE. */
bool
file_write(const char *path, const struct buf *, bool replace, struct arena *,
    struct diags *);

/* Writes N bytes to an open file; false, with errno, when they don't all fit. */
bool
bytes_write(int file, const char *bytes, size_t n);

/* Writes bytes to standard output; false with OUTPUT_WRITE when it is full or closed. */
bool
stdout_write(struct diags *, const char *bytes, size_t n);

#endif
