/*
 * Which options and commands there are.
 */
#include <string.h>

#include "cli/cli.h"
#include "cli/options.h"

#define FLAG(name) OPTION_FLAG, offsetof(struct options, name)
#define TEXT(name) OPTION_TEXT, offsetof(struct options, name)
#define TEXTS(name) OPTION_TEXTS, offsetof(struct options, name)

static const struct option_row output_rows[] = {
	{ "output", 'o', "DIR",
	    "report, compare, estimate: folder for the files (default wattleaf-out); - writes one format to standard output; convert: the file to write; collate: folder (default wattleaf-collation) or file; inspect: the file of --partial; init: - prints the study and writes no file",
	    FOR_REPORT | FOR_COMPARE | FOR_ESTIMATE | FOR_CONVERT |
		FOR_INIT | FOR_INSPECT | FOR_COLLATE,
	    TEXT(output) },
	{ "format", 'f', "LIST",
	    "report, compare, estimate, collate: files or formats to write, such as pdf,table.tex; inspect, check: read the files as this format; explain: text, markdown or json; catalog: text, csv or json; init, convert: yaml or xml",
	    FOR_REPORT | FOR_COMPARE | FOR_ESTIMATE | FOR_INSPECT |
		FOR_CHECK | FOR_EXPLAIN | FOR_CATALOG | FOR_INIT |
		FOR_CONVERT | FOR_COLLATE,
	    TEXT(format) },
	{ "part", '\0', "FILE",
	    "with -o -: which file, where a format makes several, such as chart-stages.svg",
	    FOR_REPORT | FOR_ESTIMATE, TEXT(part) },
	{ "template", 't', "T",
	    "template: appendix (default), blog, checklist-arr, checklist-neurips, climate-card, comparison, disclosure, estimate, eu-model-documentation, methods, model-card, short; or a file",
	    FOR_REPORT | FOR_COMPARE | FOR_ESTIMATE,
	    TEXT(template) },
	{ "title", '\0', "T", "title of the page and of the card", FOR_COMPARE,
	    TEXT(title) },
	{ "lang", 'l', "L", "language of the report, such as en, de, fr or zh-CN", FOR_REPORT | FOR_COMPARE | FOR_ESTIMATE | FOR_COLLATE,
	    TEXT(language) },
	{ "anonymous", '\0', NULL,
	    "for double-blind review: no names, places finer than the country, notes or dates; the numbers stay",
	    FOR_REPORT | FOR_ESTIMATE | FOR_EXPLAIN, FLAG(anonymous) },
	{ "dump", '\0', "STAGE",
	    "print model, document or scene as text instead of writing files",
	    FOR_REPORT | FOR_COMPARE | FOR_ESTIMATE, TEXT(dump) },
};

static const struct option_row hardware_rows[] = {
	{ "hardware", '\0', "H",
	    "what computes: 8xA100, 2x8xH100 (nodes x devices), \"TPU v3-128\"; report, explain: in place of what the study says, as all of these",
	    FOR_RUN, TEXT(run.hardware) },
	{ "nodes", '\0', "N",
	    "machines; with --hardware 8xA100, 8 devices in each",
	    FOR_RUN, TEXT(run.nodes) },
	{ "time", '\0', "T",
	    "time on the clock: \"12 h\", \"3.5 d\"",
	    FOR_RUN, TEXT(run.time) },
	{ "device-hours", '\0', "T",
	    "time of all devices together, such as \"412 h\"",
	    FOR_RUN, TEXT(run.device_hours) },
	{ "repeat", '\0', "N",
	    "how many equal runs there were",
	    FOR_RUN, TEXT(run.repeat) },
	{ "power", '\0', "P",
	    "mean power of one device: \"300 W\", \"300 (250..350) W\"",
	    FOR_RUN, TEXT(run.power) },
	{ "total-power", '\0', "P",
	    "mean power of the whole machine",
	    FOR_RUN, TEXT(run.total_power) },
	{ "host-power", '\0', "P",
	    "mean power of the rest of one node",
	    FOR_RUN, TEXT(run.host_power) },
	{ "utilisation", '\0', "U",
	    "share of its power that a device draws: 0.8, \"80 %\"",
	    FOR_RUN, TEXT(run.utilisation) },
	{ "cpu", '\0', "NAME",
	    "processor of a node",
	    FOR_RUN, TEXT(run.cpu) },
	{ "cpus", '\0', "N",
	    "processors of one node",
	    FOR_RUN, TEXT(run.cpus) },
	{ "memory", '\0', "M",
	    "memory of one node: \"512 GB\"",
	    FOR_RUN, TEXT(run.memory) },
	{ "energy", '\0', "E",
	    "measured energy with the overhead of the data centre: \"340 kWh\"",
	    FOR_RUN, TEXT(run.energy) },
	{ "it-energy", '\0', "E",
	    "measured energy of the machines alone",
	    FOR_RUN, TEXT(run.it_energy) },
};

static const struct option_row model_rows[] = {
	{ "name", '\0', "NAME", "name of the model in the table", FOR_ESTIMATE,
	    TEXT(run.name) },
	{ "params", '\0', "N",
	    "parameters of the model: \"213 M\"",
	    FOR_RUN, TEXT(run.params) },
	{ "tokens", '\0', "N",
	    "tokens of training: \"300 B\"; with --params they give its FLOP",
	    FOR_RUN, TEXT(run.tokens) },
	{ "flops", '\0', "F",
	    "FLOP of training: \"3.14e23 FLOP\"",
	    FOR_RUN, TEXT(run.flops) },
	{ "mfu", '\0', "U",
	    "share of the peak rate that training reached: 0.38, \"30..45 %\"",
	    FOR_RUN, TEXT(run.mfu) },
	{ "precision", '\0', "P",
	    "of the peak rate: fp64, fp32, tf32, bf16, fp16, fp8",
	    FOR_RUN, TEXT(run.precision) },
};

static const struct option_row place_rows[] = {
	{ "region", '\0', "R",
	    "region of a cloud: aws/us-east-1; see wattleaf catalog regions",
	    FOR_RUN | FOR_COMPARE, TEXT(run.region) },
	{ "grid", '\0', "G",
	    "country or part of one whose grid feeds it: FRA, US-RFCE; see wattleaf catalog grids",
	    FOR_RUN | FOR_COMPARE, TEXT(run.grid) },
	{ "year", '\0', "Y",
	    "year of the factors of the place",
	    FOR_RUN, TEXT(run.year) },
	{ "pue", '\0', "X",
	    "power usage effectiveness of the data centre, such as 1.2 or 1.1..1.3",
	    FOR_RUN | FOR_COMPARE, TEXT(run.pue) },
	{ "intensity", '\0', "I",
	    "carbon intensity in place of the place's: \"380 g/kWh\"",
	    FOR_RUN, TEXT(run.intensity) },
	{ "market-intensity", '\0', "I",
	    "intensity by the contracts of the supplier, shown beside",
	    FOR_RUN, TEXT(run.market_intensity) },
};

static const struct option_row price_rows[] = {
	{ "price", '\0', "K",
	    "price of a device-hour: \"1.10 USD/h\", \"0.43..1.46 USD/h\"",
	    FOR_RUN, TEXT(run.price) },
	{ "electricity", '\0', "K",
	    "price of electricity: \"0.12 USD/kWh\"",
	    FOR_RUN, TEXT(run.electricity) },
};

static const struct option_row method_rows[] = {
	{ "method", 'm', "M",
	    "method of accounting in place of the study's, such as strubell-2019; report: a list, or all, sets the others beside the first",
	    FOR_STUDY | FOR_COMPARE | FOR_ESTIMATE, TEXT(method) },
	{ "catalog", '\0', "FILE",
	    "CSV with rows of your own, which win over the catalogue's; may be given again",
	    FOR_STUDY | FOR_COMPARE | FOR_ESTIMATE | FOR_CATALOG, TEXTS(catalogs) },
	{ "normalise", '\0', NULL,
	    "recompute all models by one method (--method) in one place (--region, --grid; else the world)",
	    FOR_COMPARE, FLAG(normalise) },
	{ "embodied", '\0', NULL,
	    "count the emissions of making the hardware, beside the others",
	    FOR_STUDY | FOR_ESTIMATE, FLAG(embodied) },
	{ "sci", '\0', NULL,
	    "ask for emissions per functional unit (ISO/IEC 21031)",
	    FOR_STUDY | FOR_ESTIMATE, FLAG(sci) },
};

static const struct option_row content_rows[] = {
	{ "regions", '\0', "LIST",
	    "set the same runs elsewhere: places, regions, scenarios such as fra,aws/us-east-1,cooling; or default",
	    FOR_REPORT | FOR_ESTIMATE, TEXT(regions) },
	{ "mix", '\0', "LIST",
	    "show energy mixes: providers and countries such as google,aws,usa; default: those of the study's places",
	    FOR_REPORT | FOR_ESTIMATE, TEXT(mix) },
	{ "min-group", '\0', "N",
	    "show no count, sum or bin of fewer than N studies, 2 to 1000000, and no list of them",
	    FOR_COLLATE, TEXT(min_group) },
	{ "dominance", '\0', "P",
	    "with --min-group: show no sum of which all studies but the two largest make less than P percent of the largest; default: 10, 0 is none",
	    FOR_COLLATE, TEXT(dominance) },
	{ "equivalent", '\0', "LIST",
	    "what to tell emissions beside, from the catalogue: car-lifetime,flight-ny-sf",
	    FOR_REPORT | FOR_COMPARE | FOR_ESTIMATE, TEXT(equivalent) },
	{ "metric", '\0', "NAME",
	    "score that the chart and the tables of scores show, such as BLEU, or BLEU/newstest2014",
	    FOR_REPORT, TEXT(metric) },
	{ "sensitivity", '\0', NULL,
	    "show which input causes which share of a range",
	    FOR_REPORT | FOR_ESTIMATE | FOR_EXPLAIN, FLAG(sensitivity) },
	{ "chart", 'c', "LIST",
	    "charts that become files, such as emissions,stages; default: those of the template",
	    FOR_REPORT | FOR_COMPARE | FOR_ESTIMATE, TEXT(chart) },
	{ "depth", '\0', "N", "levels of the derivation to print",
	    FOR_EXPLAIN, TEXT(depth) },
	{ "sources", '\0', NULL, "list the sources of what is shown",
	    FOR_CATALOG, FLAG(sources) },
};

static const struct option_row table_rows[] = {
	{ "columns", '\0', "LIST",
	    "report, compare, estimate: columns of the table in their order, such as params,energy,co2e; inspect: those of a home-made CSV: time=0,power=2,unit=W,device=1",
	    FOR_REPORT | FOR_COMPARE | FOR_ESTIMATE | FOR_INSPECT, TEXT(columns) },
	{ "sort", '\0', "KEY",
	    "sort the table by a column: co2e, co2e:desc; what is not known comes last",
	    FOR_REPORT | FOR_COMPARE | FOR_ESTIMATE, TEXT(sort) },
	{ "group", '\0', "BY",
	    "group the table's rows by stage (of the work), family (of the models) or none",
	    FOR_REPORT | FOR_ESTIMATE, TEXT(group) },
	{ "total", '\0', NULL, "add a row with the sums to the table",
	    FOR_REPORT | FOR_ESTIMATE, FLAG(total) },
	{ "ranges", '\0', "FORM",
	    "95 % ranges in tables: interval (in a column of their own), pm (12.3 ± 0.4), both (12.3 (11.9–12.7)) or none",
	    FOR_REPORT | FOR_ESTIMATE, TEXT(ranges) },
	{ "units", 'u', "LIST", "shown units, such as t,MWh,kW,d", FOR_REPORT | FOR_COMPARE | FOR_ESTIMATE,
	    TEXT(units) },
};

static const struct option_row look_rows[] = {
	{ "venue", '\0', "V",
	    "report, compare, estimate, collate: set for a venue: acl, neurips, icml, aaai, ieee, acm-sigconf, blog, ...; check: hold a PDF to the rules of a venue, such as acl or neurips",
	    FOR_REPORT | FOR_COMPARE | FOR_ESTIMATE | FOR_CHECK | FOR_COLLATE,
	    TEXT(venue) },
	{ "profile", '\0', "P",
	    "what a conference asks for: arr, neurips, climate-card, eu-gpai, full, or a file; report, batch: its venue, template and language too; check: what is missing, field by field",
	    FOR_REPORT | FOR_CHECK, TEXT(profile) },
	{ "width", 'w', "WIDTH",
	    "width of table and chart: column or full (of the venue), or 84mm, 3.3in, 240pt (TeX), 238bp",
	    FOR_REPORT | FOR_COMPARE | FOR_ESTIMATE | FOR_COLLATE,
	    TEXT(width) },
	{ "font", '\0', "FAMILY",
	    "serif or sans: the text of table and chart",
	    FOR_REPORT | FOR_COMPARE | FOR_ESTIMATE | FOR_COLLATE,
	    TEXT(font) },
	{ "theme", '\0', "THEME",
	    "colours of SVG and PNG: light, dark, or auto, which follows the reader's (PNG: light)",
	    FOR_REPORT | FOR_ESTIMATE | FOR_COMPARE | FOR_COLLATE,
	    TEXT(theme) },
	{ "svg-text", '\0', NULL,
	    "keep text in SVG as text, to search and edit; default: outlines, the same everywhere",
	    FOR_REPORT | FOR_ESTIMATE, FLAG(svg_text) },
	{ "dpi", '\0', "N", "dots per inch of PNG, 18 to 2400 (default 300)",
	    FOR_REPORT | FOR_COMPARE | FOR_ESTIMATE | FOR_COLLATE,
	    TEXT(dpi) },
};

static const struct option_row limit_rows[] = {
	{ "fail-above", '\0', "LIMIT",
	    "end with status 6 when the total is above: \"5 kg\", \"20 kWh\", \"100 USD\", \"40 h\" of devices, or \"+10 %\" over the baseline; may be given again",
	    FOR_REPORT | FOR_ESTIMATE, TEXTS(limits) },
	{ "baseline", '\0', "FILE",
	    "what to compare with, model by model: disclosure.json or report.pdf of an earlier report, or a study",
	    FOR_REPORT | FOR_ESTIMATE, TEXT(baseline) },
};

static const struct option_row input_rows[] = {
	{ "window", '\0', "LOG",
	    "count only what lies inside the run that LOG holds", FOR_INSPECT,
	    TEXT(window) },
	{ "partial", '\0', NULL,
	    "write a digest of the logs, which joins with those of other parts",
	    FOR_INSPECT, FLAG(partial) },
	{ "machine", '\0', "NAME",
	    "with --partial: put NAME/ before the names of the devices, to tell machines apart",
	    FOR_INSPECT, TEXT(machine) },
	{ "zone", '\0', "ZONE",
	    "zone of time stamps that have none: UTC, +01:00",
	    FOR_REPORT | FOR_COMPARE | FOR_INSPECT | FOR_CHECK | FOR_EXPLAIN, TEXT(zone) },
	{ "threads", '\0', "N",
	    "threads that read a large power log (default: one for each processor, at most 4); the output is the same",
	    FOR_REPORT | FOR_COMPARE | FOR_INSPECT | FOR_CHECK | FOR_EXPLAIN, TEXT(threads) },
	{ "allow-outside", '\0', NULL,
	    "let a study name files outside its folder",
	    FOR_STUDY | FOR_COMPARE, FLAG(allow_outside) },
};

static const struct option_row batch_rows[] = {
	{ "jobs", 'j', "N",
	    "batch: studies at once; collate: processes (default: one for each processor)", FOR_BATCH | FOR_COLLATE,
	    TEXT(batch.jobs) },
	{ "shard", '\0', "K/N",
	    "do the K-th of N shares of the studies; then run once without it for the summary",
	    FOR_BATCH, TEXT(batch.shard) },
	{ "limit-memory", '\0', "MB",
	    "memory of one study or process, 64 to 65536 (default 256)", FOR_BATCH | FOR_COLLATE,
	    TEXT(batch.memory) },
	{ "limit-seconds", '\0', "S",
	    "time of the processor for one study or process, 1 to 86400 (default 10); on the clock six times that",
	    FOR_BATCH | FOR_COLLATE, TEXT(batch.seconds) },
	{ "null", '0', NULL,
	    "entries of lists end with NUL, as find -print0 writes them",
	    FOR_BATCH | FOR_COLLATE, FLAG(batch.null_ends) },
};

static const struct option_row general_rows[] = {
	{ "json-lines", '\0', NULL,
	    "print one JSON object a study, in their order, as they end",
	    FOR_BATCH, FLAG(batch.json_lines) },
	{ "json", 'j', NULL, "print JSON", FOR_INSPECT | FOR_CHECK | FOR_EXPLAIN | FOR_CATALOG,
	    FLAG(json) },
	{ "quiet", 'q', NULL, "print nothing but errors", FOR_ALL,
	    FLAG(quiet) },
	{ "verbose", 'v', NULL, "print notes too", FOR_ALL, FLAG(verbose) },
	{ "no-color", '\0', NULL,
	    "no colours on a terminal, as with NO_COLOR set", FOR_ALL,
	    FLAG(no_color) },
	{ "help", 'h', NULL, "print this help", FOR_ALL, FLAG(help) },
	{ "version", 'V', NULL, "print versions", FOR_ALL, FLAG(version) },
};

#define GROUP(heading, rows) \
	{ heading, rows, sizeof rows / sizeof rows[0] }

/* In the order of the help. */
static const struct option_group {
	const char *heading;
	const struct option_row *rows;
	size_t count;
} groups[] = {
	GROUP("Output", output_rows),
	GROUP("Hardware and time", hardware_rows),
	GROUP("Model", model_rows),
	GROUP("Place", place_rows),
	GROUP("Prices", price_rows),
	GROUP("Accounting", method_rows),
	GROUP("What is shown", content_rows),
	GROUP("Tables", table_rows),
	GROUP("Look", look_rows),
	GROUP("Checks", limit_rows),
	GROUP("Reading", input_rows),
	GROUP("Batch", batch_rows),
	GROUP("General", general_rows),
};

enum {
	GROUP_COUNT = sizeof groups / sizeof groups[0],
	FEW = 12 /* options that need no headings */
};

const struct command *const commands[] = { &command_report, &command_init,
	&command_estimate, &command_compare, &command_inspect, &command_check,
	&command_explain, &command_batch, &command_collate,
	&command_convert,
	&command_catalog, NULL };

const struct option_row *
option_row(size_t i)
{
	size_t g;

	for (g = 0; g < GROUP_COUNT; i -= groups[g++].count)
		if (i < groups[g].count)
			return &groups[g].rows[i];
	return NULL;
}

static bool
is_in(const struct option_row *row, const struct option_group *group)
{
	size_t i;

	for (i = 0; i < group->count; i++)
		if (&group->rows[i] == row)
			return true;
	return false;
}

const char *
option_heading(const struct option_row *row, const struct command *command)
{
	const struct option_row *other;
	size_t i, count = 0;

	for (i = 0; command != NULL && (other = option_row(i)) != NULL; i++)
		count += option_of(other, command);
	for (i = 0; count > FEW && i < GROUP_COUNT; i++)
		if (is_in(row, &groups[i]))
			return groups[i].heading;
	return NULL;
}

/* Batch takes what report takes, but for what is said of one study alone. */
static bool
is_for_batch(const struct option_row *row)
{
	static const char *const others[] = { "allow-outside", "baseline",
		"dump", "fail-above", "part", "threads" };
	size_t i;

	for (i = 0; i < sizeof others / sizeof others[0]; i++)
		if (strcmp(row->name, others[i]) == 0)
			return false;
	return (row->commands & FOR_REPORT) != 0 &&
	    (row->offset < offsetof(struct options, run) ||
		row->offset >= offsetof(struct options, run) +
			sizeof(struct run_options));
}

bool
option_of(const struct option_row *row, const struct command *command)
{
	if (command->bit == FOR_BATCH && is_for_batch(row))
		return true;
	return (row->commands & command->bit) != 0;
}
