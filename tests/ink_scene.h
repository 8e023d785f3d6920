/*
 * The scene that the tests of the PDF, SVG and PNG writers draw: each kind
 * of item, tags within tags, a link, and characters that are easily lost.
 */
#ifndef WATTLEAF_INK_SCENE_H
#define WATTLEAF_INK_SCENE_H

#include "base/arena.h"
#include "base/diag.h"
#include "layout/fonts.h"
#include "layout/scene.h"
#include "write/write.h"

/* 2024-01-02T03:04:05Z */
enum { INK_DATE_S = 1704164645 };

/* A page with a table, 300 by 200 points. */
struct scene *
ink_table(struct arena *);

/* A page with a chart, 200 by 120 points. */
struct scene *
ink_chart(struct arena *);

/* The fonts of the data folder that the environment names; the test fails when they can't be had. */
struct fonts *
ink_fonts(struct arena *, struct diags *);

const struct write_info *
ink_info(void);

#endif
