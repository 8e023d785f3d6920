/*
 * What the parts of a comparison share. Inside accounting only; labels and
 * line_unknown are restate's, too.
 */
#ifndef WATTLEAF_ACCOUNT_BESIDE_H
#define WATTLEAF_ACCOUNT_BESIDE_H

#include "account/account.h"
#include "account/figure.h"
#include "account/published.h"

extern const struct label label_time, label_devices, label_device_hours,
    label_power, label_pue, label_intensity, label_it_energy, label_energy,
    label_co2e, label_cost;

/* A line of figures that are not known, for REASON. */
struct account_line
line_unknown(const char *reason, struct arena *);

/* The figures that a publication prints, each an input. */
struct account_line
line_of_published(const struct published *, struct arena *);

/* The figures that a disclosure states, each an input. */
struct account_line
line_of_stated(const struct stated_model *, struct arena *);

/* A model with one run of what a disclosure states, to be recomputed. */
struct model
model_of_stated(const struct stated_model *, const char *id, struct arena *);

#endif
