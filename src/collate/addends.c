/*
 * Keeping the two largest apart: the total is theirs and that of the rest.
 */
#include "collate/addends.h"

#include "document/collated.h"

void
addends_add(struct addends *sum, double value)
{
	double less = value;

	if (value > sum->first) {
		less = sum->second;
		sum->second = sum->first;
		sum->first = value;
	} else if (value > sum->second) {
		less = sum->second;
		sum->second = value;
	}
	exact_add(&sum->rest, less);
}

double
addends_sum(const struct addends *sum)
{
	struct exact all = sum->rest;

	exact_add(&all, sum->first);
	exact_add(&all, sum->second);
	return exact_value(&all);
}

struct collated_parts
addends_parts(const struct addends *sum)
{
	return (struct collated_parts){ sum->first, sum->second,
		exact_value(&sum->rest) };
}
