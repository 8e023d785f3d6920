/*
 * Captions: "Table 1." in bold, then the text.
 */
#ifndef WATTLEAF_CAPTION_H
#define WATTLEAF_CAPTION_H

#include <stdbool.h>

struct layout;
struct para;

/* KIND is "Table" or "Figure", in English; NUMBER 0 is not printed; TEXT is markup or NULL. */
struct para *
caption_new(struct layout *, const char *kind, int number, bool continued,
    const char *text, double width);

#endif
