/*
 * Names, memory sizes and watts as hardware files write them. Missing words
 * ("", "N/A") are unknown, never 0.
 */
#ifndef WATTLEAF_HARDWARE_TEXT_H
#define WATTLEAF_HARDWARE_TEXT_H

#include "base/str.h"

struct arena;

/* The name in the arena without white space around it; NULL when it is missing. */
const char *
hardware_name(struct arena *, const char *text);

/* The name on the box, where a list gives the chip's first: "H100 PCIe" of "GH100 [H100 PCIe]". */
struct span
hardware_board(struct span name);

/* "1.024 TB", "80GB", "81920 MiB" in GB (10^9 bytes); NAN when it is not one. */
double
hardware_memory_gb(struct span text);

/* "67.03 W" in W; NAN when it is not one. */
double
hardware_power_w(struct span text);

#endif
