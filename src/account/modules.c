/*
 * Memory modules from the size of the memory, by steps that stand in the
 * catalogue.
 */
#include "account/modules.h"

#include <math.h>

#include "account/context.h"
#include "account/rule.h"
#include "base/num.h"
#include "catalog/catalog.h"

/* Cuts "16:2" off *REST; false at its end or where it is no step. */
static bool
next_step(struct span *rest, double *limit, double *value)
{
	struct span step, head;

	if (rest->n == 0)
		return false;
	step = span_trim(span_cut(rest, '|'));
	head = span_cut(&step, ':');
	return num_parse(span_trim(head), limit) &&
	    num_parse(span_trim(step), value);
}

static double
number_of(const struct accounting *a, const char *parameter)
{
	const struct factor *factor = rule_number(a, parameter);

	return factor == NULL ? (double)NAN : factor->value;
}

/* The largest size of which at least SLOTS fill the memory. */
static double
largest_size(const struct accounting *a, double memory_gb, double slots)
{
	struct span rest = rule_words(a, "module_sizes");
	double largest = (double)NAN, size;

	while (rest.n > 0)
		if (num_parse(span_trim(span_cut(&rest, '|')), &size) &&
		    size <= memory_gb / slots && !(size <= largest))
			largest = size;
	return largest;
}

static double
module_count(const struct accounting *a, double memory_gb)
{
	struct span rest = rule_words(a, "modules");
	double limit, count, most = number_of(a, "modules_most");

	while (next_step(&rest, &limit, &count))
		if (memory_gb <= limit)
			return count;
	count = ceil(memory_gb /
	    largest_size(a, memory_gb, number_of(a, "module_slots")));
	return count > most ? most : count;
}

double
modules_counted(const struct accounting *a, double memory_gb)
{
	struct span rest = rule_words(a, "modules_scale");
	double count = module_count(a, memory_gb);
	double limit, scale, before = 0, sum = 0;

	while (before < count && next_step(&rest, &limit, &scale)) {
		sum += scale * (fmin(count, limit) - before);
		before = fmin(count, limit);
	}
	return isnan(count) || before < count ? (double)NAN : sum;
}
