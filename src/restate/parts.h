/*
 * The parts of an account that a disclosure states. Inside restate only.
 */
#ifndef WATTLEAF_RESTATE_PARTS_H
#define WATTLEAF_RESTATE_PARTS_H

#include <stddef.h>

struct account;
struct account_model;
struct account_restated;
struct data;
struct figure;
struct reading;
struct study;

/* Members of an object: NULL or NAN where they are null. */
const char *
stated_text(const struct data *object, const char *key);

double
stated_number(const struct data *object, const char *key);

const struct figure *
stated_figure(const struct data *object, const char *key);

/* The first item of the list KEY, NULL when it is empty; the next one is its NEXT. */
const struct data *
stated_items(const struct data *object, const char *key);

size_t
stated_count(const struct data *object, const char *key);

/* An id of the catalogue, or NULL: of a method that it has. */
const char *
stated_method(struct reading *, const char *id);

/* The model with the id that OBJECT has; NULL when there is none. */
struct account_model *
stated_model_of(const struct account *, const struct data *object);

/* The models with their stages, and the total. */
void
stated_models(struct reading *, const struct data *tree, struct study *,
    struct account *, struct account_restated *);

/* What stands beside: methods, equivalents, regions, mixes, scores. */
void
stated_aside(struct reading *, const struct data *tree, struct account *);

#endif
