/*
 * The disclosure: what its parts share. Inside document only.
 */
#ifndef WATTLEAF_DISCLOSURE_H
#define WATTLEAF_DISCLOSURE_H

#include "base/unit.h"

struct account_model;
struct account_run;
struct builder;
struct data;
struct figure;
struct hardware;
struct score;

/* Adds a quantity with its numbers in UNIT, the unit of the key; null when FIGURE is NULL or not known. */
void
disclosure_quantity(struct builder *, struct data *parent, const char *key,
    const struct figure *, enum unit);

/* What a model is and where and how often it ran: task, url, public, places, runs, pue, intensity, computation. */
void
disclosure_context(struct builder *, struct data *model,
    const struct account_model *);

/* How many runs of STAGE there were, those of all stages for STAGE_TOTAL. */
double
disclosure_runs(const struct account_model *, int stage);

/* The rest of the machine, and the whole in words: "8 × NVIDIA Tesla P100". */
void
disclosure_machine(struct builder *, struct data *hardware_object,
    const struct account_run *, const struct hardware *);

/* "8 × NVIDIA Tesla P100"; COUNT may be NAN, DEVICE NULL. */
const char *
disclosure_devices(struct builder *, const char *device, double count);

/* "BLEU 28.4 (newstest2014 en-de)" */
const char *
disclosure_score_words(struct builder *, const struct score *);

/* The name with its lowered and raised parts beside the plain one of the object. */
void
disclosure_name(struct data *object, const char *markup);

/* A number that is printed with its unit in prose. */
void
disclosure_count(struct data *object, const char *key, const struct figure *);

#endif
