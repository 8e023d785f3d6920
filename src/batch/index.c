/*
 * The page about all studies: one HTML file that asks no host for anything
 * and that XML parsers read, too.
 */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "batch/summary.h"
#include "document/text.h"
#include "write/html_text.h"

enum {
	DIGITS = 3,  /* of a number, as in reports */
	DECIMALS = 3 /* have room behind the point, by which numbers stand */
};

#define FIGURE_SPACE "\xe2\x80\x87"
#define POINT_SPACE "\xe2\x80\x88"

static const char style[] =
    ":root{color-scheme:light dark;--ink:#111;--page:#fff;--soft:#555;"
    "--rule:#999;--link:#004a7c;--bad:#a3242b;--odd:#7a5200}\n"
    "@media (prefers-color-scheme:dark){:root{--ink:#e8e8e8;--page:#161616;"
    "--soft:#aaa;--rule:#666;--link:#8cc4f0;--bad:#ff9a94;--odd:#e6c07b}}\n"
    "body{margin:0 auto;padding:1.5rem;max-width:80rem;color:var(--ink);"
    "background:var(--page);font:1rem/1.5 'Libertinus Serif',"
    "'Linux Libertine O',Georgia,serif}\n"
    "h1{line-height:1.2}\n"
    "a{color:var(--link)}\n"
    ".table{overflow-x:auto}\n"
    "table{border-collapse:collapse;width:100%;font-size:.9rem;"
    "font-variant-numeric:tabular-nums lining-nums;"
    "border-top:2px solid;border-bottom:2px solid}\n"
    "th,td{padding:.2rem .4rem;text-align:left;vertical-align:baseline;"
    "font-weight:normal}\n"
    "th[scope=row],.t,.d{overflow-wrap:anywhere}\n"
    "th[scope=row]{min-width:7rem}.t{min-width:8rem}\n"
    "thead th{vertical-align:bottom;border-bottom:1px solid}\n"
    "tbody tr+tr>*{border-top:1px solid color-mix(in srgb,var(--rule) 35%,"
    "transparent)}\n"
    "th.n,td.n{text-align:right;white-space:nowrap}\n"
    "tfoot th,tfoot td{border-top:1px solid;font-weight:bold}\n"
    ".u{display:block;color:var(--soft)}\n"
    ".failed{color:var(--bad)}.incomplete{color:var(--odd)}\n"
    ".d{font-size:.85em;color:var(--soft);min-width:12rem}\n"
    "@media print{:root{--ink:#000;--page:#fff;--soft:#333;--rule:#666;"
    "--link:#000}body{max-width:none;padding:0;font-size:9pt}"
    ".table{overflow:visible}thead{display:table-header-group}"
    "tr{break-inside:avoid}}\n";

/* Columns of numbers: unit of the key, and as it is shown. */
static const struct {
	enum record_key key;
	const char *head, *unit;
} columns[] = {
	{ RECORD_DEVICE_HOURS, "Device-hours", "h" },
	{ RECORD_ENERGY, "Energy", "kWh" },
	{ RECORD_CO2E, "CO<sub>2</sub>e", "kg" },
	{ RECORD_COST, "Cost", "" },
};

enum { COLUMNS = sizeof columns / sizeof columns[0] };

static void
put(struct buf *out, const char *text)
{
	html_text(out, span_of(text));
}

void
index_head(const struct summary *summary, struct buf *out)
{
	const char *studies = summary->studies == 1 ? "study" : "studies";
	size_t i;

	buf_puts(out,
	    "<!DOCTYPE html>\n"
	    "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\">\n"
	    "<head>\n<meta charset=\"utf-8\"/>\n"
	    "<meta name=\"viewport\" "
	    "content=\"width=device-width, initial-scale=1\"/>\n"
	    "<meta http-equiv=\"Content-Security-Policy\" "
	    "content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n"
	    "<title>Energy and emissions of ");
	buf_printf(out, "%zu %s</title>\n<style>\n%s</style>\n</head>\n",
	    summary->studies, studies, style);
	buf_printf(out,
	    "<body>\n<h1>Energy and emissions of %zu %s</h1>\n"
	    "<p>%zu complete, <span class=\"incomplete\">%zu incomplete</span>, "
	    "<span class=\"failed\">%zu failed</span>. Also as "
	    "<a href=\"summary.csv\">CSV</a> and "
	    "<a href=\"summary.json\">JSON</a>; what is wrong, line by line: "
	    "<a href=\"failures.txt\">failures.txt</a>.</p>\n",
	    summary->studies, studies, summary->status[RECORD_COMPLETE],
	    summary->status[RECORD_INCOMPLETE],
	    summary->status[RECORD_FAILED]);
	buf_puts(out, "<div class=\"table\">\n<table>\n<thead><tr>"
		      "<th scope=\"col\">Study</th>"
		      "<th scope=\"col\">Title</th>"
		      "<th scope=\"col\">Status</th>");
	for (i = 0; i < COLUMNS; i++)
		buf_printf(out,
		    "<th scope=\"col\" class=\"n\">%s<span class=\"u\">%s</span></th>",
		    columns[i].head, columns[i].unit);
	buf_puts(out, "<th scope=\"col\">Evidence</th>"
		      "<th scope=\"col\">What is wrong</th>"
		      "</tr></thead>\n<tbody>\n");
}

static const char *
shown(double number, struct arena *arena)
{
	const struct number_style number_style = { .unit = UNIT_ONE,
		.decimals = DECIMALS_SIGNIFICANT, .significant = DIGITS };

	return isnan(number) ? "\xe2\x80\x94" :
			       text_number(number, &number_style, arena).text;
}

/* Blanks as wide as what other numbers have behind their points. */
static void
put_filler(struct buf *out, const char *number)
{
	const char *point = strchr(number, '.');
	size_t i = point == NULL ? 0 : strlen(point + 1);

	if (point == NULL)
		buf_puts(out, POINT_SPACE);
	for (; i < DECIMALS; i++)
		buf_puts(out, FIGURE_SPACE);
}

/* A value, or a range alone; unit only where the head has none. */
static void
put_numbers(struct buf *out, const double numbers[3], bool at_least,
    const char *unit, struct arena *arena)
{
	bool ranges = isnan(numbers[0]) && !isnan(numbers[1]) &&
	    !isnan(numbers[2]);
	const char *last = shown(numbers[ranges ? 2 : 0], arena);

	buf_puts(out, "<td class=\"n\">");
	if (unit != NULL && (ranges || !isnan(numbers[0]))) {
		put(out, unit);
		buf_puts(out, "\xc2\xa0");
	}
	if (at_least && (ranges || !isnan(numbers[0])))
		buf_puts(out, "\xe2\x89\xa5");
	if (ranges) {
		put(out, shown(numbers[1], arena));
		buf_puts(out, "\xe2\x80\x93");
	}
	put(out, last);
	put_filler(out, last);
	buf_puts(out, "</td>");
}

static bool
has_file(const struct record *record, const char *name)
{
	size_t i;

	for (i = 0; i < record->file_count; i++)
		if (strcmp(record->files[i].name, name) == 0)
			return true;
	return false;
}

/* The id as a step of a relative URL: bytes that mean something there are escaped. */
static void
put_link(struct buf *out, const char *id, const char *file)
{
	static const char plain[] =
	    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.";

	buf_puts(out, "./");
	for (; *id != '\0'; id++) {
		if (strchr(plain, *id) != NULL)
			buf_putc(out, *id);
		else
			buf_printf(out, "%%%02X", (unsigned char)*id);
	}
	buf_printf(out, "/%s", file);
}

static void
put_wrong(const struct record *record, struct arena *arena, struct buf *out)
{
	const struct record_problem *first = record_first_problem(record);
	size_t more = record->errors + record->warnings;

	buf_puts(out, "<td class=\"d\">");
	if (first != NULL)
		put(out, record_problem_text(first, arena));
	else if (record->reason != NULL)
		put(out, record->reason);
	if (first != NULL && more > 1)
		buf_printf(out, " and %zu more", more - 1);
	buf_puts(out, "</td>");
}

void
index_row(const struct record *record, struct arena *arena, struct buf *out)
{
	const char *status = record_status_name(record->status);
	const char *evidence = record->origin.evidence;
	size_t i;

	buf_puts(out, "<tr><th scope=\"row\"><a href=\"");
	put_link(out, record->id,
	    has_file(record, "report.html") ? "report.html" : "result.json");
	buf_puts(out, "\"><bdi>");
	put(out, record->id);
	buf_puts(out, "</bdi></a></th><td class=\"t\"><bdi>");
	put(out, record->title == NULL ? "" : record->title);
	buf_printf(out, "</bdi></td><td class=\"%s\">%s</td>", status,
	    status);
	for (i = 0; i < COLUMNS; i++) {
		const struct record_figure *figure =
		    &record->figures[columns[i].key];
		const double numbers[] = { figure->value, figure->low,
			figure->high };

		put_numbers(out, numbers, figure->at_least,
		    columns[i].unit[0] == '\0' ? figure->unit : NULL, arena);
	}
	buf_puts(out, "<td>");
	put(out, evidence == NULL ? "" : evidence);
	buf_puts(out, "</td>");
	put_wrong(record, arena, out);
	buf_puts(out, "</tr>\n");
}

void
index_foot(const struct summary *summary, struct arena *arena,
    struct buf *out)
{
	size_t i;

	buf_puts(out, "</tbody>\n<tfoot><tr><th scope=\"row\">Total</th>"
		      "<td></td><td></td>");
	for (i = 0; i < COLUMNS; i++) {
		const struct summary_total *total =
		    &summary->totals[columns[i].key];
		const double none = (double)NAN;
		bool known = total->reported > 0;
		const double numbers[] = { known ? total->value : none,
			known ? total->low : none, known ? total->high : none };

		if (total->mixed)
			buf_puts(out, "<td class=\"n\">several currencies</td>");
		else
			put_numbers(out, numbers,
			    total->at_least ||
				total->reported < summary->studies,
			    columns[i].unit[0] == '\0' && known ?
				total->unit : NULL,
			    arena);
	}
	buf_puts(out, "<td></td><td></td></tr>\n"
		      "<tr><th scope=\"row\">Not reported</th>"
		      "<td></td><td></td>");
	for (i = 0; i < COLUMNS; i++) {
		buf_printf(out, "<td class=\"n\">%zu",
		    summary->studies -
			summary->totals[columns[i].key].reported);
		put_filler(out, "");
		buf_puts(out, "</td>");
	}
	buf_puts(out, "<td></td><td></td></tr></tfoot>\n</table>\n</div>\n"
		      "<p>\xe2\x89\xa5: at least, since something is not known. "
		      "wattleaf ");
	put(out, summary->version);
	buf_puts(out, ", catalogue ");
	put(out, summary->catalog);
	buf_puts(out, ".</p>\n</body>\n</html>\n");
}
