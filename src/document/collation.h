/*
 * The parts of a collation's document. Inside document only.
 */
#ifndef WATTLEAF_COLLATION_DOC_H
#define WATTLEAF_COLLATION_DOC_H

#include "base/unit.h"
#include "document/collated.h"

struct builder;
struct doc_chart;

/* The unit of a family in which VALUE, in UNIT, is shown: MWh from STEP kWh on. */
enum unit
collation_unit(enum unit, double value, double step);

/* The chart of a distribution; of evidence, of places. NULL when there is nothing to show. Numbered as the next one of the text. */
const struct doc_chart *
collation_spread_chart(struct builder *, const struct collated *,
    enum collated_figure);

const struct doc_chart *
collation_evidence_chart(struct builder *, const struct collated *);

const struct doc_chart *
collation_place_chart(struct builder *, const struct collated *);

#endif
