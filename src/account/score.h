/*
 * Scores against emissions: which models no other beats in both, and what
 * each step along that front costs.
 */
#ifndef WATTLEAF_ACCOUNT_SCORE_H
#define WATTLEAF_ACCOUNT_SCORE_H

#include <stdbool.h>
#include <stddef.h>

struct account;
struct account_model;
struct arena;
struct diags;
struct figure;
struct score;

/* From the model before it on the front to this one; NULL: not there. */
struct account_step {
	const struct figure *gain;          /* in score, better being more */
	const struct figure *co2e, *cost;
	const struct figure *co2e_per_point, *cost_per_point;
};

struct account_scored {
	const struct account_model *model;
	const struct score *score;
	const struct figure *value;
	double good;              /* the score; negative when lower is better */
	bool front;               /* the Pareto front: nobody beats it in both */
	struct account_step step; /* on the front, behind its first */
};

/* One metric on one data set. */
struct account_metric {
	const struct score *like;     /* the first of its scores */
	bool lower;                   /* is better */
	struct account_scored *items; /* lightest first, of equal emissions the better */
	size_t count;
	const struct account_model **left_out; /* without this score, or without emissions */
	size_t left_out_count;
};

struct account_metrics {
	const struct account_metric *items; /* that of most models first */
	size_t count;
};

/*
 * Each metric and data set that a model with known emissions has a score in,
 * of an account whose models are worked out; SCORE_MANY when there are more
 * than 64. A cost from a price list keeps the meaning of its ends: what a
 * step costs goes from the difference of the lower to that of the higher
 * prices. SCORE_DIRECTION when models disagree which score is better.
 */
const struct account_metrics *
account_metrics(const struct account *, struct arena *, struct diags *);

#endif
