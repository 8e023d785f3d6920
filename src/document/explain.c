/*
 * Derivations as text.
 */
#include "document/explain.h"

#include <string.h>

#include "account/account.h"
#include "account/range.h"
#include "base/arena.h"
#include "base/str.h"
#include "catalog/catalog.h"
#include "document/text.h"

enum { EXPLAIN_DIGITS = 8, TERMS_MAX = 12 };

/* Significant digits, without the zeros behind them that say nothing. */
static const char *
trimmed(struct arena *arena, const char *text)
{
	struct span span = span_of(text);

	if (strchr(text, '.') == NULL)
		return text;
	while (span_ends(span, "0"))
		span.n--;
	if (span_ends(span, "."))
		span.n--;
	return span_dup(arena, span);
}

static const char *
bound_text(struct arena *arena, const struct figure *figure, double value)
{
	struct number_style style = { .unit = figure->written,
		.decimals = DECIMALS_SIGNIFICANT, .significant = EXPLAIN_DIGITS };

	return trimmed(arena, text_number(value, &style, arena).text);
}

const char *
explain_unit(const struct figure *figure, struct arena *arena)
{
	switch (unit_dimension(figure->unit)) {
	case DIM_MONEY:
		return figure->currency;
	case DIM_RATE:
		return arena_printf(arena, "%s/h", figure->currency);
	case DIM_TARIFF:
		return arena_printf(arena, "%s/kWh", figure->currency);
	case DIM_RATIO:
	case DIM_TIME:
	case DIM_POWER:
	case DIM_ENERGY:
	case DIM_MASS:
	case DIM_INTENSITY:
	case DIM_COUNT:
	case DIM_MEMORY:
	case DIM_FLOP:
	case DIM_FLOP_RATE:
	case DIM_MEMORY_POWER:
	case DIM_WATER:
	case DIM_WATER_USE:
		break;
	}
	return unit_text(figure->written);
}

const char *
explain_number(const struct figure *figure, struct arena *arena)
{
	const char *text, *unit, *range;

	if (!figure->known)
		return "unknown";
	text = bound_text(arena, figure, figure->value);
	unit = explain_unit(figure, arena);
	if (figure->low < figure->high) {
		range = arena_printf(arena, "%s\xe2\x80\x93%s",
		    bound_text(arena, figure, figure->low),
		    bound_text(arena, figure, figure->high));
		text = figure->interval ?
		    range :
		    arena_printf(arena, "%s (%s)", text, range);
	}
	return unit[0] == '\0' ? text :
				 arena_printf(arena, "%s %s", text, unit);
}

static const char *
operator_of(enum figure_op op)
{
	switch (op) {
	case FIGURE_SUM:
		return " + ";
	case FIGURE_DIFFERENCE:
		return " \xe2\x88\x92 ";
	case FIGURE_PRODUCT:
	case FIGURE_SCALE:
		return " \xc3\x97 ";
	case FIGURE_QUOTIENT:
		return " / ";
	case FIGURE_MAXIMUM:
		return " or at most ";
	case FIGURE_ROUNDED:
		return " to decimals: ";
	case FIGURE_INPUT:
	case FIGURE_UNKNOWN:
	case FIGURE_INTEGRAL:
		break;
	}
	return "";
}

static void
add_source(const struct explaining *e, const char *id, struct buf *out)
{
	const struct citation *citation =
	    id == NULL ? NULL : catalog_citation(e->catalog, id);

	if (citation != NULL)
		buf_printf(out, "; %s [%s]", citation->text, citation->id);
}

static void
add_row(const struct explaining *e, const struct origin *origin,
    struct buf *out)
{
	const struct pos *own = &origin->pos;

	if (own->file != NULL)
		buf_printf(out, "%s:%zu:%zu, ", own->file, own->line,
		    own->column);
	buf_printf(out, "%s %s",
	    origin->kind == ORIGIN_METHOD ? "default of the method," :
		own->file != NULL	  ? "own row" :
					    "catalogue",
	    origin->row);
	if (origin->note != NULL)
		buf_printf(out, " (%s)", origin->note);
	add_source(e, origin->source, out);
}

void
explain_origin(const struct explaining *e, const struct origin *origin,
    struct buf *out)
{
	switch (origin->kind) {
	case ORIGIN_STUDY:
	case ORIGIN_LOG:
		buf_printf(out, "%s:%zu:%zu",
		    origin->pos.file == NULL ? "" : origin->pos.file,
		    origin->pos.line, origin->pos.column);
		if (origin->written != NULL)
			buf_printf(out, " \"%s\"", origin->written);
		if (origin->note != NULL)
			buf_printf(out, " (%s)", origin->note);
		break;
	case ORIGIN_CATALOG:
	case ORIGIN_METHOD:
		add_row(e, origin, out);
		break;
	case ORIGIN_OPTION:
		buf_printf(out, "command line, %s", origin->row);
		if (origin->written != NULL)
			buf_printf(out, " \"%s\"", origin->written);
		break;
	}
}

/* "= PUE × E_it = 1.58 × 953.69 kWh"; of many terms only how many they are. */
static void
add_operation(const struct explaining *e, const struct figure *figure,
    struct buf *out)
{
	const char *between = operator_of(figure->op);
	size_t i;

	buf_puts(out, " = ");
	if (figure->argument_count > TERMS_MAX) {
		buf_printf(out, "sum of %zu figures", figure->argument_count);
	} else {
		for (i = 0; i < figure->argument_count; i++)
			buf_printf(out, "%s%s", i == 0 ? "" : between,
			    text_plain(figure->arguments[i]->symbol,
				e->arena));
		buf_puts(out, " = ");
		for (i = 0; i < figure->argument_count; i++)
			buf_printf(out, "%s%s", i == 0 ? "" : between,
			    explain_number(figure->arguments[i], e->arena));
	}
	buf_printf(out, " = %s%s", figure->at_least ? "at least " : "",
	    explain_number(figure, e->arena));
}

/* The entry's own line, without its number. */
static void
add_formula(const struct explaining *e, const struct explain_entry *entry,
    struct buf *out)
{
	const struct figure *figure = entry->figure;

	buf_puts(out, text_plain(figure->symbol, e->arena));
	if (figure->argument_count != 0 && !entry->again)
		add_operation(e, figure, out);
	else
		buf_printf(out, " = %s%s",
		    figure->at_least ? "at least " : "",
		    explain_number(figure, e->arena));
	buf_printf(out, "   %s", text_plain(figure->name, e->arena));
	if (figure->known)
		buf_printf(out, ", %s", quality_name(figure->quality));
	else if (figure->reason != NULL)
		buf_printf(out, ": %s", figure->reason);
	if (entry->again)
		buf_printf(out, ", as in [%zu]", entry->number);
	else if (entry->number != 0)
		buf_printf(out, " [%zu]", entry->number);
	if (entry->cut)
		buf_puts(out, " \xe2\x80\xa6");
}

static void
add_indented(const struct explaining *e, size_t depth, const char *bullet,
    const struct buf *line, struct buf *out)
{
	size_t i;

	while (depth-- > 0)
		buf_puts(out, "  ");
	buf_puts(out, bullet);
	for (i = 0; i < line->n; i++) {
		if (e->markdown && strchr("\\`*_{}[]<>#|~&!$", line->s[i]) != NULL)
			buf_putc(out, '\\');
		buf_putc(out, line->s[i]);
	}
	buf_putc(out, '\n');
}

static void
add_entry(const struct explaining *e, const struct explain_entry *entry,
    struct buf *out)
{
	struct buf line = { 0 };

	add_formula(e, entry, &line);
	add_indented(e, entry->depth, e->markdown ? "- " : "", &line, out);
	if (entry->figure->origin != NULL && !entry->again) {
		line.n = 0;
		explain_origin(e, entry->figure->origin, &line);
		add_indented(e, entry->depth + (e->markdown ? 1 : 2),
		    e->markdown ? "- " : "", &line, out);
	}
	buf_free(&line);
}

/* "84.0 %  I = 400 (300–500) g/kWh   carbon intensity: 120–200 kg alone" */
static void
add_influence(const struct explaining *e, const struct figure *figure,
    const struct influence *influence, struct buf *out)
{
	const struct number_style percent = { .unit = UNIT_PERCENT,
		.decimals = 1 };
	struct figure alone = *figure;
	struct buf line = { 0 };

	alone.low = influence->low;
	alone.high = influence->high;
	alone.interval = true;
	buf_printf(&line, "%s %%  %s = %s   %s; alone it gives %s",
	    text_number(influence->share, &percent, e->arena).text,
	    text_plain(influence->input->symbol, e->arena),
	    explain_number(influence->input, e->arena),
	    text_plain(influence->input->name, e->arena),
	    explain_number(&alone, e->arena));
	add_indented(e, 1, e->markdown ? "- " : "", &line, out);
	line.n = 0;
	explain_origin(e, influence->input->origin, &line);
	add_indented(e, e->markdown ? 2 : 3, e->markdown ? "- " : "", &line,
	    out);
	buf_free(&line);
}

static void
add_sensitivity(const struct explaining *e, const struct figure *figure,
    struct buf *out)
{
	struct influences list = figure_influences(figure, e->arena);
	struct buf line = { 0 };
	size_t i;

	buf_puts(&line, list.count == 0 ?
		"No input has a range." :
		"Shares of the range's variance:");
	add_indented(e, 0, e->markdown ? "- " : "", &line, out);
	buf_free(&line);
	for (i = 0; i < list.count; i++)
		add_influence(e, figure, &list.items[i], out);
}

void
explain_figure(const struct explaining *e, const struct figure *figure,
    struct buf *out)
{
	size_t i, count;
	const struct explain_entry *entries =
	    explain_entries(figure, e->depth, e->arena, &count);

	for (i = 0; i < count; i++)
		add_entry(e, &entries[i], out);
	if (e->sensitivity)
		add_sensitivity(e, figure, out);
}
