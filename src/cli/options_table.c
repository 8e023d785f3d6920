/*
 * Which options and commands there are.
 */
#include "cli/cli.h"
#include "cli/options.h"

#define FLAG(name) OPTION_FLAG, offsetof(struct options, name)
#define TEXT(name) OPTION_TEXT, offsetof(struct options, name)
#define TEXTS(name) OPTION_TEXTS, offsetof(struct options, name)

static const struct option_row rows[] = {
	{ "output", 'o', "DIR",
	    "folder for the files (default wattleaf-out); - writes one format to standard output",
	    FOR_REPORT, TEXT(output) },
	{ "format", 'f', "LIST",
	    "report: files or formats to write, such as pdf,table.tex; inspect, check: read the files as this format; explain: text, markdown or json",
	    FOR_REPORT | FOR_INSPECT | FOR_CHECK | FOR_EXPLAIN,
	    TEXT(format) },
	{ "template", 't', "T",
	    "template: appendix (default), blog, checklist-arr, checklist-neurips, climate-card, disclosure, eu-model-documentation, methods, model-card, short; or a file",
	    FOR_REPORT,
	    TEXT(template) },
	{ "method", 'm', "M",
	    "method of accounting in place of the study's, such as strubell-2019; report takes a list, or all, and sets the others beside the first",
	    FOR_STUDY, TEXT(method) },
	{ "catalog", '\0', "FILE",
	    "CSV with rows of your own, which win over the catalogue's; may be given again",
	    FOR_STUDY, TEXTS(catalogs) },
	{ "embodied", '\0', NULL,
	    "count the emissions of making the hardware, beside the others",
	    FOR_STUDY, FLAG(embodied) },
	{ "sci", '\0', NULL,
	    "ask for emissions per functional unit (ISO/IEC 21031)",
	    FOR_STUDY, FLAG(sci) },
	{ "equivalent", '\0', "LIST",
	    "what to tell emissions beside, from the catalogue: car-lifetime,flight-ny-sf",
	    FOR_REPORT, TEXT(equivalent) },
	{ "regions", '\0', "LIST",
	    "set the same runs elsewhere: places, regions, scenarios such as fra,aws/us-east-1,cooling; or default",
	    FOR_REPORT, TEXT(regions) },
	{ "mix", '\0', "LIST",
	    "show energy mixes: providers and countries such as google,aws,usa; default: those of the study's places",
	    FOR_REPORT, TEXT(mix) },
	{ "units", 'u', "LIST", "shown units, such as t,MWh,kW,d", FOR_REPORT,
	    TEXT(units) },
	{ "lang", 'l', "L", "language of the report: en", FOR_REPORT,
	    TEXT(language) },
	{ "venue", '\0', "V",
	    "set for (check: hold a PDF to) a venue: acl, neurips, icml, aaai, ieee, acm-sigconf, blog, ...",
	    FOR_REPORT | FOR_CHECK, TEXT(venue) },
	{ "width", 'w', "WIDTH",
	    "width of table and chart: column or full (of the venue), or 84mm, 3.3in, 240pt (TeX), 238bp",
	    FOR_REPORT, TEXT(width) },
	{ "font", '\0', "FAMILY",
	    "serif or sans: the text of table and chart",
	    FOR_REPORT, TEXT(font) },
	{ "chart", 'c', "LIST",
	    "charts that become files, such as emissions,stages; default: those of the template",
	    FOR_REPORT, TEXT(chart) },
	{ "svg-text", '\0', NULL,
	    "keep text in SVG as text, to search and edit; default: outlines, the same everywhere",
	    FOR_REPORT, FLAG(svg_text) },
	{ "dpi", '\0', "N", "dots per inch of PNG, 18 to 2400 (default 300)",
	    FOR_REPORT, TEXT(dpi) },
	{ "dump", '\0', "STAGE",
	    "print model, document or scene as text instead of writing files",
	    FOR_REPORT, TEXT(dump) },
	{ "window", '\0', "LOG",
	    "count only what lies inside the run that LOG holds", FOR_INSPECT,
	    TEXT(window) },
	{ "columns", '\0', "LIST",
	    "report: columns of the table in their order, such as params,energy,co2e; inspect: those of a home-made CSV: time=0,power=2,unit=W,device=1",
	    FOR_REPORT | FOR_INSPECT, TEXT(columns) },
	{ "sort", '\0', "KEY",
	    "sort the table by a column: co2e, co2e:desc; what is not known comes last",
	    FOR_REPORT, TEXT(sort) },
	{ "group", '\0', "BY",
	    "group the table's rows by stage (of the work), family (of the models) or none",
	    FOR_REPORT, TEXT(group) },
	{ "total", '\0', NULL, "add a row with the sums to the table",
	    FOR_REPORT, FLAG(total) },
	{ "zone", '\0', "ZONE",
	    "zone of time stamps that have none: UTC, +01:00",
	    FOR_REPORT | FOR_INSPECT | FOR_CHECK | FOR_EXPLAIN, TEXT(zone) },
	{ "threads", '\0', "N",
	    "threads that read a large power log (default: one for each processor, at most 4); the output is the same",
	    FOR_REPORT | FOR_INSPECT | FOR_CHECK | FOR_EXPLAIN, TEXT(threads) },
	{ "allow-outside", '\0', NULL,
	    "let a study name files outside its folder",
	    FOR_STUDY, FLAG(allow_outside) },
	{ "depth", '\0', "N", "levels of the derivation to print",
	    FOR_EXPLAIN, TEXT(depth) },
	{ "sensitivity", '\0', NULL,
	    "show which input causes which share of a range",
	    FOR_REPORT | FOR_EXPLAIN, FLAG(sensitivity) },
	{ "json", 'j', NULL, "print JSON", FOR_INSPECT | FOR_CHECK | FOR_EXPLAIN,
	    FLAG(json) },
	{ "quiet", 'q', NULL, "print nothing but errors", FOR_ALL,
	    FLAG(quiet) },
	{ "verbose", 'v', NULL, "print notes too", FOR_ALL, FLAG(verbose) },
	{ "help", 'h', NULL, "print this help", FOR_ALL, FLAG(help) },
	{ "version", 'V', NULL, "print versions", FOR_ALL, FLAG(version) },
};

const struct command *const commands[] = { &command_report, &command_inspect,
	&command_check, &command_explain, NULL };

const struct option_row *
option_rows(size_t *count)
{
	*count = sizeof rows / sizeof rows[0];
	return rows;
}

bool
option_of(const struct option_row *row, const struct command *command)
{
	return (row->commands & command->bit) != 0;
}
