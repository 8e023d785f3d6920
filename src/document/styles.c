/*
 * Shown units and digits. The method may fix both; else the unit follows
 * the size of the numbers and the digits their certainty.
 */
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "account/account.h"
#include "base/diag.h"
#include "catalog/catalog.h"
#include "document/build.h"
#include "document/peers.h"
#include "study/study.h"

enum { DEFAULT_SIGNIFICANT = 3, FAMILY_MAX = 4 };

/* The unit changes at this many of the smaller one (design, section 5). */
static const double UNIT_STEP = 10000;

/* The width of a range, as a share of its value, from which on two digits are enough. */
static const double RANGE_WIDE = 0.5;

static const enum unit energy_family[FAMILY_MAX] = { UNIT_WH, UNIT_KWH,
	UNIT_MWH, UNIT_GWH };
static const enum unit mass_family[FAMILY_MAX - 1] = { UNIT_G, UNIT_KG,
	UNIT_T };
static const enum unit power_family[FAMILY_MAX] = { UNIT_W, UNIT_W, UNIT_KW,
	UNIT_MW };

/* Smallest and largest known value of one member over the models. */
struct span_of_values {
	double least, most;
};

static void
widen(struct span_of_values *span, const struct figure *figure)
{
	if (figure == NULL || !figure->known || figure->value <= 0)
		return;
	if (!(span->least <= figure->value))
		span->least = figure->value;
	if (!(span->most >= figure->value))
		span->most = figure->value;
}

/*
 * Significant digits: three, or two where every range says that the second
 * is already open.
 */
static int
digits_of(const struct account *account, size_t offset)
{
	size_t i, wide = 0;

	for (i = 0; i < account->model_count; i++) {
		const struct figure *figure =
		    *(const struct figure *const *)(const void *)(
			(const char *)&account->models[i].line + offset);

		if (figure == NULL || !figure->known)
			continue;
		if (!figure->uncertain || figure->high - figure->low <
			RANGE_WIDE * figure->value)
			return DEFAULT_SIGNIFICANT;
		wide++;
	}
	return wide == 0 ? DEFAULT_SIGNIFICANT : DEFAULT_SIGNIFICANT - 1;
}

/* Starts at kWh, kg or W, the second of a family. */
static enum unit
unit_by_size(const enum unit *family, size_t count,
    const struct span_of_values *values)
{
	size_t i = 1;

	if (isnan(values->most))
		return family[i];
	if (unit_from_base(family[i], values->most) < 1)
		return family[i - 1];
	while (i + 1 < count &&
	    unit_from_base(family[i], values->least) >= UNIT_STEP)
		i++;
	return family[i];
}

/* Counts of parameters are stated: in millions, or in billions when all are that large. */
static struct number_style
params_style(const struct study *study)
{
	double least = HUGE_VAL;
	size_t i;

	for (i = 0; i < study->model_count; i++)
		if (study->models[i].params.known &&
		    study->models[i].params.q.value < least)
			least = study->models[i].params.q.value;
	return (struct number_style){
		.unit = isfinite(least) &&
			least >= unit_to_base(UNIT_BILLION, 1) ?
		    UNIT_BILLION :
		    UNIT_MILLION,
		.decimals = DECIMALS_STATED,
	};
}

static struct number_style
significant(enum unit unit)
{
	return (struct number_style){ .unit = unit,
		.decimals = DECIMALS_SIGNIFICANT, .significant = DEFAULT_SIGNIFICANT };
}

/* Digits as written where all power is stated; a mean that was worked out has no more than others. */
static struct number_style
power_style(const struct account *account)
{
	struct span_of_values values = { (double)NAN, (double)NAN };
	bool stated = true;
	size_t i;

	for (i = 0; i < account->model_count; i++) {
		const struct figure *power = account->models[i].line.power;

		widen(&values, power);
		if (power != NULL && power->known && power->op != FIGURE_INPUT)
			stated = false;
	}
	if (stated)
		return (struct number_style){ .unit = UNIT_W,
			.decimals = DECIMALS_STATED };
	return significant(unit_by_size(power_family, FAMILY_MAX, &values));
}

/* What the method says of a kind: "energy" reads energy_unit and digits_energy. */
static void
method_style(struct builder *b, const char *unit_key, const char *digits_key,
    struct number_style *style)
{
	const char *unit = unit_key == NULL ?
	    NULL :
	    catalog_method_text(b->catalog, b->account->method, unit_key);
	const struct factor *digits =
	    catalog_method(b->catalog, b->account->method, digits_key);

	if (unit != NULL && unit_lookup(span_of(unit)) != UNIT_TOTAL)
		style->unit = unit_lookup(span_of(unit));
	if (digits != NULL)
		style->decimals = (int)digits->value;
}

/* The nearest of the units that can be asked for. */
static const char *
unit_meant(struct builder *b, struct span word)
{
	const char *names[UNIT_TOTAL];
	enum unit unit;
	size_t count = 0;

	for (unit = 0; unit < UNIT_TOTAL; unit++)
		if (unit_dimension(unit) == DIM_MASS ||
		    unit_dimension(unit) == DIM_ENERGY ||
		    unit_dimension(unit) == DIM_TIME ||
		    unit_dimension(unit) == DIM_POWER)
			names[count++] = unit_text(unit);
	return str_meant(b->arena, span_dup(b->arena, word), names, count);
}

static void
set_unit(struct builder *b, struct span word)
{
	enum unit unit = unit_lookup(word);

	if (unit != UNIT_TOTAL && unit_dimension(unit) == DIM_MASS)
		b->styles.mass.unit = unit;
	else if (unit != UNIT_TOTAL && unit_dimension(unit) == DIM_ENERGY)
		b->styles.energy.unit = unit;
	else if (unit != UNIT_TOTAL && unit_dimension(unit) == DIM_TIME)
		b->styles.time.unit = unit;
	else if (unit != UNIT_TOTAL && unit_dimension(unit) == DIM_POWER)
		b->styles.power.unit = unit;
	else
		diag(b->diags, DIAG_USAGE, b->options->units_pos,
		    "--units: \"%.*s\" is no unit of mass, energy, time or power, such as kg, MWh, d or kW%s",
		    (int)word.n, word.s, unit_meant(b, word));
}

/* A method's whole pounds are too coarse once the unit is another. */
static void
asked_units(struct builder *b)
{
	const struct doc_styles before = b->styles;
	struct span rest = span_of(b->options->units);

	while (rest.n > 0)
		set_unit(b, span_trim(span_cut(&rest, ',')));
	if (before.mass.unit != b->styles.mass.unit)
		b->styles.mass = significant(b->styles.mass.unit);
	if (before.energy.unit != b->styles.energy.unit)
		b->styles.energy = significant(b->styles.energy.unit);
	if (before.time.unit != b->styles.time.unit)
		b->styles.time = significant(b->styles.time.unit);
	if (before.power.unit != b->styles.power.unit)
		b->styles.power = significant(b->styles.power.unit);
}

static void
set_language(struct builder *b)
{
	struct doc_styles *s = &b->styles;
	struct number_style *const all[] = { &s->time, &s->device_hours,
		&s->power, &s->energy, &s->mass, &s->money, &s->params,
		&s->ratio, &s->intensity };
	size_t i;

	for (i = 0; i < sizeof all / sizeof all[0]; i++)
		all[i]->language = b->doc->words;
}

void
styles_choose(struct builder *b)
{
	struct span_of_values energy = { (double)NAN, (double)NAN };
	struct span_of_values mass = energy;
	struct doc_styles *s = &b->styles;
	size_t i;

	for (i = 0; i < b->account->model_count; i++) {
		widen(&energy, b->account->models[i].line.energy);
		widen(&mass, b->account->models[i].line.co2e);
	}
	s->time = (struct number_style){ .unit = UNIT_H,
		.decimals = DECIMALS_STATED };
	s->device_hours = s->time;
	s->power = power_style(b->account);
	s->energy = significant(unit_by_size(energy_family, FAMILY_MAX, &energy));
	s->mass = significant(unit_by_size(mass_family, FAMILY_MAX - 1, &mass));
	s->energy.significant =
	    digits_of(b->account, offsetof(struct account_line, energy));
	s->mass.significant =
	    digits_of(b->account, offsetof(struct account_line, co2e));
	s->money = significant(UNIT_CURRENCY);
	s->params = params_style(b->account->study);
	s->ratio = (struct number_style){ .unit = UNIT_ONE,
		.decimals = 2 };
	s->intensity = significant(UNIT_G_PER_KWH);
	method_style(b, NULL, "digits_time", &s->time);
	method_style(b, NULL, "digits_power", &s->power);
	method_style(b, "energy_unit", "digits_energy", &s->energy);
	method_style(b, "mass_unit", "digits_mass", &s->mass);
	method_style(b, NULL, "digits_money", &s->money);
	peers_styles(b);
	if (b->options->units != NULL)
		asked_units(b);
	set_language(b);
}
