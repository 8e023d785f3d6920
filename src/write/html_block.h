/*
 * Blocks of a report in a page of HTML: tables, figures, subscripts.
 */
#ifndef WATTLEAF_HTML_BLOCK_H
#define WATTLEAF_HTML_BLOCK_H

#include <stdbool.h>

#include "write/output.h"
#include "write/prose.h"

/* Appends the picture of a chart, or its description where it can't be drawn. */
typedef void
html_picture(struct buf *, struct output_job *, const struct doc_chart *);

/* What prose_write asks for each part of the prose; SORTABLE as html_table has it. */
enum prose_turn
html_spell(const struct prose_part *, struct output_job *, bool sortable,
    html_picture *, struct buf *enter, struct buf *leave);

/* A paragraph with the chart's description. */
void
html_description(struct buf *, const struct doc_chart *);

#endif
