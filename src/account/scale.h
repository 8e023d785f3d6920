/*
 * The scale in which what several inputs do to a figure adds up: the figure
 * itself where sums rule, its logarithm where products rule, and what lies
 * between. Inside accounting only.
 */
#ifndef WATTLEAF_SCALE_H
#define WATTLEAF_SCALE_H

struct graph;

/* A figure around its value: g(y) = ((y / value)^power - 1) / power; the logarithm when power is 0. */
struct scale {
	double value;
	double power; /* 0..1 */
};

/* The scale for the figure of the last walk of graph_slopes; VALUE is the figure's. */
struct scale
scale_of(struct graph *, double value);

double
scale_from(const struct scale *, double y);

double
scale_to(const struct scale *, double g);

/*
 * What a figure becomes when one input moves by STEP alone: its slope and
 * bend, followed by the power function that has both. Exact for terms,
 * factors, divisors and powers.
 */
double
scale_follow(double value, double slope, double bend, double step);

/* What one input does: the figure at its ends, and how far that is down and up in the scale. */
struct effect {
	double low, high;
	double down, up;
};

/* Fills an effect for each input that graph_slopes of ROOT found; may turn the scale linear. */
void
effects_of(struct graph *, struct scale *, struct effect *);

#endif
