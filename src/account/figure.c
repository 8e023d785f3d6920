/*
 * Figures: nodes of the derivation graph, evaluated as they are made. Low
 * and high are carried as worst cases, each from the ends of its inputs:
 * right for stated intervals; range.c replaces them where there are ranges.
 */
#include "account/figure.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "base/num.h"
#include "base/numbering.h"
#include "base/word.h"
#include "catalog/catalog.h"
#include "study/study.h"

const char *
quality_name(enum quality quality)
{
	static const char *const names[] = {
		[QUALITY_ASSUMED] = WORD("assumed"),
		[QUALITY_MODELLED] = WORD("modelled"),
		[QUALITY_SAMPLED] = WORD("sampled"),
		[QUALITY_MEASURED] = WORD("measured"),
	};

	return names[quality];
}

static struct figure *
figure_new(struct arena *arena, enum figure_op op, struct label label)
{
	struct figure *figure = arena_alloc(arena, sizeof *figure);

	figure->op = op;
	figure->symbol = label.symbol;
	figure->name = label.name;
	figure->quality = QUALITY_MEASURED;
	figure->self = figure;
	return figure;
}

bool
figure_known(const struct figure *figure)
{
	return figure != NULL && figure->known;
}

static void
set_unit(struct figure *figure, enum dimension dimension)
{
	figure->unit = unit_base(dimension);
	figure->written = figure->unit;
}

struct figure *
figure_unknown(struct arena *arena, struct label label, enum unit unit,
    const char *reason)
{
	struct figure *figure = figure_new(arena, FIGURE_UNKNOWN, label);

	set_unit(figure, unit_dimension(unit));
	figure->reason = reason;
	figure->quality = QUALITY_ASSUMED;
	return figure;
}

/* No infinity and nothing near it becomes a figure: products of inputs stay finite. */
static struct figure *
implausible(struct arena *arena, struct label label, enum unit unit)
{
	return figure_unknown(arena, label, unit,
	    WORD("what was read is no plausible number"));
}

struct figure *
figure_from_fact(struct arena *arena, struct label label,
    const struct fact *fact, enum quality quality)
{
	struct figure *figure;

	if (!unit_plausible(fact->q.value))
		return implausible(arena, label, fact->q.unit);
	figure = figure_new(arena, FIGURE_INPUT, label);
	set_unit(figure, unit_dimension(fact->q.unit));
	figure->written = fact->q.unit;
	memcpy(figure->currency, fact->q.currency, CURRENCY_TEXT);
	figure->value = fact->q.value;
	figure->low = fact->q.low;
	figure->high = fact->q.high;
	figure->interval = fact->q.interval;
	figure->known = true;
	figure->quality = quality;
	figure->origin = fact->origin;
	return figure;
}

/*
 * "United States, lifecycle generation, 2024". What a method's default is
 * called says nothing that its symbol does not: its boundary does.
 */
static const char *
factor_note(struct arena *arena, const struct factor *factor,
    enum origin_kind kind)
{
	const char *boundary = factor->boundary == NULL ? "" : factor->boundary;
	bool named = kind != ORIGIN_METHOD || boundary[0] == '\0';
	const char *note = arena_printf(arena, "%s%s%s",
	    named ? factor->name : "",
	    named && boundary[0] != '\0' ? ", " : "", boundary);

	if (factor->year != 0)
		note = arena_printf(arena, "%s, %d", note, factor->year);
	return factor->pos.file == NULL ?
	    note :
	    arena_printf(arena, "%s, the authors' own value", note);
}

static const struct origin *
factor_origin(struct arena *arena, const struct factor *factor,
    enum origin_kind kind)
{
	struct origin *origin = arena_alloc(arena, sizeof *origin);

	*origin = (struct origin){
		.kind = kind,
		.pos = factor->pos,
		.row = arena_printf(arena, "%s/%s", factor->table, factor->id),
		.source = factor->source,
		.low_source = factor->low_source,
		.high_source = factor->high_source,
		.note = factor_note(arena, factor, kind),
	};
	return origin;
}

struct figure *
figure_from_factor(struct arena *arena, struct label label,
    const struct factor *factor, enum origin_kind kind, enum quality quality)
{
	struct figure *figure = figure_new(arena, FIGURE_INPUT, label);

	set_unit(figure, unit_dimension(factor->unit));
	figure->written = factor->unit;
	if (factor->currency != NULL)
		strncpy(figure->currency, factor->currency, CURRENCY_TEXT - 1);
	figure->value = factor->value;
	figure->low = factor->low;
	figure->high = factor->high;
	figure->known = true;
	figure->quality = quality;
	figure->origin = factor_origin(arena, factor, kind);
	return figure;
}

struct figure *
figure_from_value(struct arena *arena, struct label label, double value,
    enum unit unit, const struct origin *origin, enum quality quality)
{
	struct figure *figure;

	if (!unit_plausible(value))
		return implausible(arena, label, unit);
	figure = figure_new(arena, FIGURE_INPUT, label);
	set_unit(figure, unit_dimension(unit));
	figure->written = unit;
	figure->value = figure->low = figure->high = value;
	figure->known = true;
	figure->quality = quality;
	figure->origin = origin;
	return figure;
}

static void
set_arguments(struct arena *arena, struct figure *figure,
    const struct figure *const *arguments, size_t count)
{
	const struct figure **copy =
	    arena_alloc(arena, count * sizeof *copy + 1);

	if (count != 0)
		memcpy(copy, arguments, count * sizeof *copy);
	figure->arguments = copy;
	figure->argument_count = count;
}

/* What a figure inherits from one input, whatever the operation. */
static void
inherit(struct figure *figure, const struct figure *input)
{
	if (input->quality < figure->quality)
		figure->quality = input->quality;
	figure->interval = figure->interval || input->interval;
	figure->at_least = figure->at_least || input->at_least;
	if (input->currency[0] != '\0')
		memcpy(figure->currency, input->currency, CURRENCY_TEXT);
}

static void
add_term(struct figure *sum, const struct figure *term)
{
	if (!term->known) {
		sum->at_least = true;
		if (sum->reason == NULL)
			sum->reason = term->reason;
		return;
	}
	sum->known = true;
	sum->value += term->value;
	sum->low += term->low;
	sum->high += term->high;
	inherit(sum, term);
}

struct figure *
figure_sum(struct arena *arena, struct label label,
    const struct figure *const *terms, size_t count)
{
	struct figure *sum = figure_new(arena, FIGURE_SUM, label);
	size_t i;

	assert(count > 0);
	set_unit(sum, unit_dimension(terms[0]->unit));
	sum->written = terms[0]->written;
	set_arguments(arena, sum, terms, count);
	for (i = 0; i < count; i++) {
		assert(terms[i]->unit == sum->unit);
		add_term(sum, terms[i]);
	}
	if (!sum->known)
		return figure_unknown(arena, label, sum->unit, sum->reason);
	return sum;
}

/* An unknown figure that says which input it lacks. */
static struct figure *
unknown_of(struct arena *arena, struct label label, enum dimension dimension,
    const struct figure *a, const struct figure *b)
{
	const struct figure *missing = a->known ? b : a;

	return figure_unknown(arena, label, unit_base(dimension),
	    missing->reason);
}

struct figure *
figure_product(struct arena *arena, struct label label,
    const struct figure *a, const struct figure *b)
{
	const struct figure *arguments[] = { a, b };
	enum dimension dimension;
	double scale = unit_product(unit_dimension(a->unit),
	    unit_dimension(b->unit), &dimension);
	struct figure *product;

	assert(scale > 0);
	if (!a->known || !b->known)
		return unknown_of(arena, label, dimension, a, b);
	product = figure_new(arena, FIGURE_PRODUCT, label);
	set_unit(product, dimension);
	set_arguments(arena, product, arguments, 2);
	product->known = true;
	product->value = a->value * b->value / scale;
	product->low = a->low * b->low / scale;
	product->high = a->high * b->high / scale;
	inherit(product, a);
	inherit(product, b);
	return product;
}

struct figure *
figure_difference(struct arena *arena, struct label label,
    const struct figure *a, const struct figure *b)
{
	const struct figure *arguments[] = { a, b };
	struct figure *difference;

	assert(a->unit == b->unit);
	if (!a->known || !b->known)
		return unknown_of(arena, label, unit_dimension(a->unit), a, b);
	difference = figure_new(arena, FIGURE_DIFFERENCE, label);
	set_unit(difference, unit_dimension(a->unit));
	difference->written = a->written;
	set_arguments(arena, difference, arguments, 2);
	difference->known = true;
	difference->value = a->value - b->value;
	difference->low = a->low - b->high;
	difference->high = a->high - b->low;
	inherit(difference, a);
	inherit(difference, b);
	return difference;
}

struct figure *
figure_quotient(struct arena *arena, struct label label,
    const struct figure *a, const struct figure *b)
{
	const struct figure *arguments[] = { a, b };
	enum dimension dimension;
	double scale = unit_quotient(unit_dimension(a->unit),
	    unit_dimension(b->unit), &dimension);
	struct figure *quotient;

	assert(scale > 0);
	if (!a->known || !b->known)
		return unknown_of(arena, label, dimension, a, b);
	if (b->low <= 0)
		return figure_unknown(arena, label, unit_base(dimension),
		    WORD("its divisor is 0"));
	quotient = figure_new(arena, FIGURE_QUOTIENT, label);
	set_unit(quotient, dimension);
	set_arguments(arena, quotient, arguments, 2);
	quotient->known = true;
	quotient->value = a->value / b->value * scale;
	quotient->low = a->low / b->high * scale;
	quotient->high = a->high / b->low * scale;
	inherit(quotient, a);
	inherit(quotient, b);
	return quotient;
}

static double
rounded(double value, enum unit unit, double decimals)
{
	return unit_to_base(unit,
	    num_fixed(unit_from_base(unit, value), (int)decimals));
}

struct figure *
figure_rounded(struct arena *arena, const struct figure *a,
    const struct figure *decimals, enum unit unit)
{
	const struct figure *arguments[] = { a, decimals };
	struct label label = { a->symbol, a->name };
	struct figure *figure;

	if (!a->known || !decimals->known)
		return unknown_of(arena, label, unit_dimension(a->unit), a,
		    decimals);
	figure = figure_new(arena, FIGURE_ROUNDED, label);
	set_unit(figure, unit_dimension(a->unit));
	figure->written = unit;
	set_arguments(arena, figure, arguments, 2);
	figure->known = true;
	figure->value = rounded(a->value, unit, decimals->value);
	figure->low = rounded(a->low, unit, decimals->value);
	figure->high = rounded(a->high, unit, decimals->value);
	inherit(figure, a);
	return figure;
}

struct walk {
	void (*each)(const struct figure *, void *);
	void *context;
	struct numbering *seen;
};

static void
visit(struct walk *walk, const struct figure *figure)
{
	bool is_new;
	size_t i;

	if (figure == NULL)
		return;
	numbering_add(walk->seen, figure, &is_new);
	if (!is_new)
		return;
	if (figure->op == FIGURE_INPUT || figure->op == FIGURE_INTEGRAL)
		walk->each(figure, walk->context);
	for (i = 0; i < figure->argument_count; i++)
		visit(walk, figure->arguments[i]);
}

void
figure_inputs(const struct figure *figure,
    void (*each)(const struct figure *, void *), void *context)
{
	struct arena *arena = arena_new();
	struct walk walk = { each, context,
		numbering_new(arena, (struct sameness){ NULL, NULL }) };

	visit(&walk, figure);
	arena_free(arena);
}
