/*
 * Pipe tables (GitHub's Markdown) and LaTeX's tabular environments.
 */
#include "check/markup_table.h"

#include <string.h>

#include "check/claim.h"
#include "check/grid.h"

struct markup
markup_of(struct span text, const char *file)
{
	return (struct markup){ text, { file, 1, 1 } };
}

bool
markup_line(struct markup *markup, struct span *line, struct pos *pos)
{
	if (markup->rest.n == 0)
		return false;
	*pos = markup->at;
	*line = span_cut(&markup->rest, '\n');
	markup->at.line++;
	markup->at.column = 1;
	if (line->n > 0 && line->s[line->n - 1] == '\r')
		line->n--;
	return true;
}

/* "|---|:--:|": what parts the heading from the rows. */
static bool
is_dashes(struct span line)
{
	size_t i, dashes = 0, pipes = 0;

	for (i = 0; i < line.n; i++) {
		if (strchr("|-: \t", line.s[i]) == NULL || line.s[i] == '\0')
			return false;
		dashes += line.s[i] == '-';
		pipes += line.s[i] == '|';
	}
	return dashes > 0 && pipes > 0;
}

/* Cells between pipes; a pipe behind a backslash or in code is none. */
static void
pipe_row(struct span line, struct pos pos, struct grid *grid)
{
	size_t i, from = 0;
	bool code = false;

	while (from < line.n && (line.s[from] == ' ' || line.s[from] == '\t'))
		from++;
	from += from < line.n && line.s[from] == '|';
	grid_row(grid);
	for (i = from; i <= line.n; i++) {
		struct span cell = span_sub(line, from, i - from);

		if (i < line.n && line.s[i] == '`')
			code = !code;
		if (i < line.n && (line.s[i] != '|' || code ||
		    (i > 0 && line.s[i - 1] == '\\')))
			continue;
		if (i == line.n && span_trim(cell).n == 0)
			break;
		while (cell.n > 0 && cell.s[0] == ' ')
			cell = span_sub(cell, 1, cell.n);
		pos.column = (size_t)(cell.s - line.s) + 1;
		grid_cell(grid, cell, pos);
		from = i + 1;
	}
}

/* The rows behind the dashes, up to a line without a pipe. */
static void
pipe_rows(struct markup *markup, struct grid *grid)
{
	struct markup ahead = *markup;
	struct span line;
	struct pos pos;

	while (markup_line(&ahead, &line, &pos) &&
	    memchr(line.s, '|', line.n) != NULL) {
		if (!is_dashes(line))
			pipe_row(line, pos, grid);
		*markup = ahead;
	}
}

static bool
is_fence(struct span line)
{
	line = span_trim(line);
	return span_starts(line, "```") || span_starts(line, "~~~");
}

bool
markup_pipe_table(struct markup *markup, struct grid *grid)
{
	struct span line, before = { "", 0 };
	struct pos pos, before_pos = { 0 };
	bool code = false;

	while (markup_line(markup, &line, &pos)) {
		if (is_fence(line))
			code = !code;
		if (!code && is_dashes(line) &&
		    memchr(before.s, '|', before.n) != NULL) {
			pipe_row(before, before_pos, grid);
			pipe_rows(markup, grid);
			return true;
		}
		before = line;
		before_pos = pos;
	}
	return false;
}

/* Moves the text on by N bytes. */
static void
advance(struct markup *markup, size_t n)
{
	size_t i;

	for (i = 0; i < n && i < markup->rest.n; i++) {
		markup->at.column++;
		if (markup->rest.s[i] == '\n') {
			markup->at.line++;
			markup->at.column = 1;
		}
	}
	markup->rest = span_sub(markup->rest, n, markup->rest.n);
}

/* Behind the group in braces at the begin of the text, blanks before it too. */
static void
skip_group(struct markup *markup)
{
	size_t i, depth = 0;

	for (i = 0; i < markup->rest.n; i++) {
		char c = markup->rest.s[i];

		if (c == '{')
			depth++;
		else if (c == '}' && depth > 0 && --depth == 0)
			break;
		else if (depth == 0 && c != ' ' && c != '\n')
			return;
	}
	advance(markup, i + 1);
}

/* Goes behind "\begin{tabular}{...}"; false when there is none. */
static bool
find_tabular(struct markup *markup)
{
	static const char *const names[] = { "tabularx}", "tabular*}",
		"tabular}", "longtable}", "array}" };
	static const char begin[] = "\\begin{";
	size_t i, at;

	while ((at = span_find(markup->rest, begin)) < markup->rest.n) {
		advance(markup, at + strlen(begin));
		for (i = 0; i < sizeof names / sizeof names[0]; i++) {
			if (!span_starts(markup->rest, names[i]))
				continue;
			advance(markup, strlen(names[i]));
			if (i < 2)
				skip_group(markup);
			skip_group(markup);
			return true;
		}
	}
	return false;
}

/* Bytes of a rule, a comment or a spacing command at the begin of a cell; 0 for none. */
static size_t
rule_length(struct span rest)
{
	static const char *const rules[] = { "\\toprule", "\\midrule",
		"\\bottomrule", "\\hline", "\\cmidrule", "\\cline",
		"\\addlinespace", "\\specialrule", "[" };
	size_t i, n;

	if (span_starts(rest, "%"))
		return span_find(rest, "\n") < rest.n ? span_find(rest, "\n") :
							rest.n;
	for (i = 0; i < sizeof rules / sizeof rules[0]; i++) {
		if (!span_starts(rest, rules[i]))
			continue;
		n = strlen(rules[i]);
		if (rules[i][0] == '[' || (n < rest.n && rest.s[n] == '[') ||
		    (n < rest.n && (rest.s[n] == '(' || rest.s[n] == '{')))
			while (n < rest.n && strchr("\n\\&", rest.s[n]) == NULL)
				n++;
		return n;
	}
	return 0;
}

/* Blanks, rules and comments before a cell. */
static void
skip_rules(struct markup *markup)
{
	size_t n;

	for (;;) {
		while (markup->rest.n > 0 &&
		    strchr(" \t\r\n", markup->rest.s[0]) != NULL &&
		    markup->rest.s[0] != '\0')
			advance(markup, 1);
		n = rule_length(markup->rest);
		if (n == 0)
			return;
		advance(markup, n);
	}
}

/* "\multicolumn{3}{c}{text}": its text, and how many columns it takes. */
static struct span
cut_multicolumn(struct span cell, size_t *columns)
{
	struct markup markup = { span_trim(cell), { 0 } };
	static const char name[] = "\\multicolumn{";

	*columns = 1;
	if (!span_starts(markup.rest, name))
		return cell;
	advance(&markup, strlen(name));
	if (markup.rest.n > 1 && markup.rest.s[0] >= '1' &&
	    markup.rest.s[0] <= '9' && markup.rest.s[1] == '}')
		*columns = (size_t)(markup.rest.s[0] - '0');
	advance(&markup, span_find(markup.rest, "}") < markup.rest.n ?
	    span_find(markup.rest, "}") + 1 : 0);
	skip_group(&markup);
	return markup.rest;
}

static void
add_cell(struct grid *grid, struct span cell, struct pos pos)
{
	size_t columns;
	struct span text = cut_multicolumn(cell, &columns);

	grid_cell(grid, text, pos);
	while (columns-- > 1)
		grid_cell(grid, (struct span){ "", 0 }, pos);
}

/* The bytes of a cell: up to an "&", "\\" or the end of the environment. */
static size_t
cell_length(struct span rest)
{
	size_t i;

	for (i = 0; i < rest.n; i++) {
		if (rest.s[i] == '&')
			break;
		if (rest.s[i] != '\\')
			continue;
		if (span_starts(span_sub(rest, i, 5), "\\\\") ||
		    span_starts(span_sub(rest, i, 5), "\\end{") ||
		    span_starts(span_sub(rest, i, 16), "\\tabularnewline"))
			break;
		i++;
	}
	return i < rest.n ? i : rest.n;
}

bool
markup_tabular(struct markup *markup, struct grid *grid)
{
	bool begun = false;

	if (!find_tabular(markup))
		return false;
	for (;;) {
		size_t n;
		bool end;

		skip_rules(markup);
		n = cell_length(markup->rest);
		end = n == markup->rest.n ||
		    span_starts(span_sub(markup->rest, n, 5), "\\end{");
		if (end && !begun && n == 0)
			return true; /* at \\end, or at the end of the text */
		if (!begun)
			grid_row(grid);
		add_cell(grid, span_sub(markup->rest, 0, n), markup->at);
		if (end) {
			advance(markup, n);
			return true;
		}
		begun = markup->rest.s[n] == '&';
		advance(markup, n);
		advance(markup, begun ? 1 :
		    span_starts(markup->rest, "\\\\") ?
			    2 :
			    strlen("\\tabularnewline"));
	}
}

void
markup_claims(struct markup *markup,
    bool (*next)(struct markup *, struct grid *), struct arena *arena,
    struct claim_set *set)
{
	struct grid grid = { .arena = arena };

	while (set->count < CLAIM_ROWS_MAX && next(markup, &grid)) {
		grid_claims(&grid, set);
		grid = (struct grid){ .arena = arena };
	}
}
