/*
 * Derivations as text.
 */
#include "document/explain.h"

#include <string.h>

#include "account/account.h"
#include "base/arena.h"
#include "base/str.h"
#include "catalog/catalog.h"
#include "document/text.h"

enum { EXPLAIN_DIGITS = 8, EXPLAIN_DEPTH_MAX = 64 };

struct explaining {
	struct catalog *catalog;
	struct arena *arena;
	struct buf *out;
	const struct figure **done;
	size_t done_count;
};

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
bound_text(struct explaining *e, const struct figure *figure, double value)
{
	struct number_style style = { figure->written, DECIMALS_SIGNIFICANT,
		EXPLAIN_DIGITS };

	return trimmed(e->arena, text_number(value, &style, e->arena).text);
}

static const char *
unit_of(struct explaining *e, const struct figure *figure)
{
	switch (unit_dimension(figure->unit)) {
	case DIM_MONEY:
		return figure->currency;
	case DIM_RATE:
		return arena_printf(e->arena, "%s/h", figure->currency);
	case DIM_TARIFF:
		return arena_printf(e->arena, "%s/kWh", figure->currency);
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
		break;
	}
	return unit_text(figure->written);
}

/* "1.58", "383.55 (369.473–423.94) g/kWh", "0.43–1.46 USD/h" */
static const char *
number(struct explaining *e, const struct figure *figure)
{
	const char *text = bound_text(e, figure, figure->value);
	const char *unit = unit_of(e, figure);
	const char *range;

	if (!figure->known)
		return "unknown";
	if (figure->low < figure->high) {
		range = arena_printf(e->arena, "%s\xe2\x80\x93%s",
		    bound_text(e, figure, figure->low),
		    bound_text(e, figure, figure->high));
		text = figure->interval ?
		    range :
		    arena_printf(e->arena, "%s (%s)", text, range);
	}
	return unit[0] == '\0' ? text :
				 arena_printf(e->arena, "%s %s", text, unit);
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
	case FIGURE_INPUT:
	case FIGURE_UNKNOWN:
	case FIGURE_INTEGRAL:
		break;
	}
	return "";
}

static void
indent(struct explaining *e, size_t depth)
{
	while (depth-- > 0)
		buf_puts(e->out, "  ");
}

static void
explain_source(struct explaining *e, const char *id)
{
	const struct citation *citation =
	    id == NULL ? NULL : catalog_citation(e->catalog, id);

	if (citation != NULL)
		buf_printf(e->out, "; %s [%s]", citation->text, citation->id);
}

static void
explain_origin(struct explaining *e, const struct origin *origin)
{
	switch (origin->kind) {
	case ORIGIN_STUDY:
	case ORIGIN_LOG:
		buf_printf(e->out, "%s:%zu:%zu", origin->pos.file,
		    origin->pos.line, origin->pos.column);
		if (origin->written != NULL)
			buf_printf(e->out, " \"%s\"", origin->written);
		if (origin->note != NULL)
			buf_printf(e->out, " (%s)", origin->note);
		break;
	case ORIGIN_CATALOG:
		buf_printf(e->out, "catalogue %s", origin->row);
		break;
	case ORIGIN_METHOD:
		buf_printf(e->out, "default of the method, %s", origin->row);
		break;
	case ORIGIN_OPTION:
		buf_printf(e->out, "option %s", origin->row);
		break;
	}
	if (origin->kind == ORIGIN_CATALOG || origin->kind == ORIGIN_METHOD) {
		if (origin->note != NULL)
			buf_printf(e->out, " (%s)", origin->note);
		explain_source(e, origin->source);
	}
}

static bool
already(struct explaining *e, const struct figure *figure)
{
	size_t i;

	for (i = 0; i < e->done_count; i++)
		if (e->done[i] == figure)
			return true;
	e->done = arena_grow(e->arena, e->done, e->done_count,
	    sizeof *e->done);
	e->done[e->done_count++] = figure;
	return false;
}

/* "= PUE × E_it = 1.58 × 953.69 kWh" */
static void
explain_operation(struct explaining *e, const struct figure *figure)
{
	const char *between = operator_of(figure->op);
	size_t i;

	buf_puts(e->out, " = ");
	for (i = 0; i < figure->argument_count; i++)
		buf_printf(e->out, "%s%s", i == 0 ? "" : between,
		    text_plain(figure->arguments[i]->symbol, e->arena));
	buf_puts(e->out, " = ");
	for (i = 0; i < figure->argument_count; i++)
		buf_printf(e->out, "%s%s", i == 0 ? "" : between,
		    number(e, figure->arguments[i]));
	buf_printf(e->out, " = %s%s", figure->at_least ? "at least " : "",
	    number(e, figure));
}

static void
explain_node(struct explaining *e, const struct figure *figure, size_t depth)
{
	size_t i;

	indent(e, depth);
	buf_puts(e->out, text_plain(figure->symbol, e->arena));
	if (figure->argument_count != 0)
		explain_operation(e, figure);
	else
		buf_printf(e->out, " = %s", number(e, figure));
	buf_printf(e->out, "   %s", figure->name);
	if (figure->known)
		buf_printf(e->out, ", %s", quality_name(figure->quality));
	else if (figure->reason != NULL)
		buf_printf(e->out, ": %s", figure->reason);
	if (already(e, figure)) {
		buf_puts(e->out, " (as above)\n");
		return;
	}
	buf_putc(e->out, '\n');
	if (figure->origin != NULL) {
		indent(e, depth + 2);
		explain_origin(e, figure->origin);
		buf_putc(e->out, '\n');
	}
	for (i = 0; i < figure->argument_count && depth < EXPLAIN_DEPTH_MAX;
	     i++)
		explain_node(e, figure->arguments[i], depth + 1);
}

void
explain_figure(const struct figure *figure, struct catalog *catalog,
    struct arena *arena, struct buf *out)
{
	struct explaining e = { .catalog = catalog, .arena = arena,
		.out = out };

	explain_node(&e, figure, 0);
}
