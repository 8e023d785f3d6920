/*
 * What a picture shows as JSON on one line, for programs that are given the
 * picture alone.
 */
#ifndef WATTLEAF_PICTURE_DATA_H
#define WATTLEAF_PICTURE_DATA_H

struct arena;
struct buf;
struct doc_chart;
struct doc_table;

/* {"table": id, "columns": [...], "rows": [[...]]}: raw numbers in the columns' units, null where nothing is known. */
void
picture_data_table(const struct doc_table *, struct arena *, struct buf *out);

/* {"chart": id, "x": ..., "rows": [...], "series": [...], "references": [...]} */
void
picture_data_chart(const struct doc_chart *, struct arena *, struct buf *out);

#endif
