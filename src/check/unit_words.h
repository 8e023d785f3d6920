/*
 * Units as people write them: "kgCO2eq", "lbs", "kilowatt-hours",
 * "gCO2e per kWh", "GPU hours".
 */
#ifndef WATTLEAF_UNIT_WORDS_H
#define WATTLEAF_UNIT_WORDS_H

#include "base/str.h"
#include "base/unit.h"

/* The unit that the whole of TEXT names, or UNIT_TOTAL. */
enum unit
unit_words(struct span text);

#endif
