/*
 * Counting in bins.
 */
#include "collate/bins.h"

#include <math.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/num.h"
#include "document/collated.h"

enum { SHOWN_MAX = 16, OF_DECADE = 3 };

/* The I-th end: the double nearest to the decimal number. */
static double
end_of(size_t i)
{
	static const int digits[OF_DECADE] = { 1, 2, 5 };
	char text[NUM_TEXT];
	double value = 0;

	snprintf(text, sizeof text, "%de%d", digits[i % OF_DECADE],
	    (int)(i / OF_DECADE) + BINS_LEAST);
	num_parse(span_of(text), &value);
	return value;
}

void
bins_add(struct bins *bins, double value)
{
	size_t low = 0, high = BINS_ENDS;

	if (value <= 0) {
		bins->zero++;
		return;
	}
	/* how many ends are not above it */
	while (low < high) {
		size_t middle = (low + high) / 2;

		if (end_of(middle) <= value)
			low = middle + 1;
		else
			high = middle;
	}
	bins->counts[low]++;
}

static struct collated_bin
bin(const struct bins *bins, size_t first, size_t count)
{
	struct collated_bin bin = {
		.from = first == 0 ? 0 : end_of(first - 1),
		.to = first + count > BINS_ENDS ? (double)INFINITY :
						  end_of(first + count - 1),
	};
	size_t i;

	for (i = 0; i < count; i++)
		bin.count += bins->counts[first + i];
	return bin;
}

void
bins_view(const struct bins *bins, struct collated_spread *spread,
    struct arena *arena)
{
	size_t first = 0, last = BINS_ENDS, i, step = 1;

	while (first <= BINS_ENDS && bins->counts[first] == 0)
		first++;
	while (last > first && bins->counts[last] == 0)
		last--;
	if (first <= BINS_ENDS && last - first >= SHOWN_MAX)
		step = OF_DECADE;
	spread->bins = arena_alloc(arena,
	    (BINS_ENDS + 3) * sizeof *spread->bins);
	if (bins->zero != 0)
		spread->bins[spread->count++] =
		    (struct collated_bin){ .count = bins->zero };
	/* bin 0 is below all ends; a decade begins at 1, 4, 7, ... */
	if (first > 0 && step > 1)
		first -= (first - 1) % step;
	for (i = first; i <= last && first <= BINS_ENDS;) {
		size_t n = i == 0 || i + step > BINS_ENDS + 1 ? 1 : step;

		if (i == BINS_ENDS)
			n = 1;
		spread->bins[spread->count++] = bin(bins, i, n);
		i += n;
	}
}
