/*
 * Choosing the scale. In g the mixed second derivatives should vanish:
 * value H_ij = (1 - power) g_i g_j. The mean over all pairs, each weighted
 * by what the two do to the variance, gives the power.
 */
#include "account/scale.h"

#include <math.h>

#include "account/account.h"
#include "account/graph.h"

/* A pair weighs nothing when one input alone makes up the variance. */
static const double ALONE = 1e-9;

struct scale
scale_of(struct graph *graph, double value)
{
	struct scale scale = { value, 1 };
	double all = 0, own = 0, own_bend = 0, pairs;
	size_t i;

	for (i = 0; i < graph->found_count; i++) {
		struct source_of_range *input = &graph->inputs[graph->found[i]];
		double part;

		input->step = input->slope * input_spread(input->figure);
		part = input->slope * input->step;
		all += part;
		own += part * part;
		own_bend += input->bend * input->step * input->step;
	}
	pairs = all * all - own;
	if (!(value > 0) || !(pairs > ALONE * all * all))
		return scale;
	scale.power = 1 - value * (graph_bend_along_steps(graph) - own_bend) / pairs;
	scale.power = fmin(1, fmax(0, scale.power));
	return scale;
}

/* A power too near 0 is taken as 0: the difference is below the rounding. */
static const double LOGARITHM = 1e-6;

double
scale_from(const struct scale *scale, double y)
{
	double r;

	if (scale->power >= 1)
		return y - scale->value;
	r = y / scale->value;
	return scale->power < LOGARITHM ? log(r) :
	    (pow(r, scale->power) - 1) / scale->power;
}

double
scale_to(const struct scale *scale, double g)
{
	double r;

	if (scale->power >= 1)
		return scale->value + g;
	if (scale->power < LOGARITHM)
		return scale->value * exp(g);
	r = 1 + scale->power * g;
	return r <= 0 ? 0 : scale->value * pow(r, 1 / scale->power);
}

/* A bend beyond that of any power that formulas hold is what is left of slopes that cancel. */
static const double BENT_MOST = 8;

double
scale_follow(double value, double slope, double bend, double step)
{
	double move = slope * step;
	double power, base;

	if (!(value > 0) || !(fabs(bend * step) > ALONE * fabs(slope)) ||
	    fabs(value * bend) > BENT_MOST * slope * slope)
		return value + move;
	power = 1 - value * bend / (slope * slope);
	if (fabs(power) < LOGARITHM)
		return value * exp(move / value);
	base = 1 + power * move / value;
	return base > 0 ? value * pow(base, 1 / power) : value + move;
}

static void
measure(const struct scale *scale, struct effect *effect)
{
	double low = scale_from(scale, effect->low);
	double high = scale_from(scale, effect->high);

	effect->down = fmax(0, -fmin(low, high));
	effect->up = fmax(0, fmax(low, high));
}

void
effects_of(struct graph *graph, struct scale *scale, struct effect *effects)
{
	size_t i;

	for (i = 0; i < graph->found_count; i++) {
		const struct source_of_range *input =
		    &graph->inputs[graph->found[i]];
		const struct figure *figure = input->figure;
		struct effect *effect = &effects[i];

		effect->low = scale_follow(scale->value, input->slope,
		    input->bend, figure->low - figure->value);
		effect->high = scale_follow(scale->value, input->slope,
		    input->bend, figure->high - figure->value);
		/* there is no logarithm of what may be nothing */
		if (!(fmin(effect->low, effect->high) > 0))
			scale->power = 1;
	}
	for (i = 0; i < graph->found_count; i++)
		measure(scale, &effects[i]);
}
