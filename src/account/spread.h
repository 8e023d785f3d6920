/*
 * Ranges that follow from the data and not from a statement. Inside
 * accounting only; doc/ranges.md states each rule.
 */
#ifndef WATTLEAF_SPREAD_H
#define WATTLEAF_SPREAD_H

struct catalog;
struct factor;
struct figure;
struct record;

/*
 * The PUE of FACTOR, a survey's yearly mean without a range of its own: the
 * least and the greatest mean of the same survey within two years of it.
 */
void
spread_over_years(struct figure *, const struct catalog *,
    const struct factor *);

/*
 * An energy integrated from samples that leave time open. OPEN is that time
 * as a share of the run that the energy is taken to stand for; what the
 * record's longest gap adds is found here, as is a window that was asked for
 * and not covered. Low: nothing was drawn then; high: the highest sampled
 * power.
 */
void
spread_over_gaps(struct figure *, const struct record *, double open);

#endif
