/*
 * From a row of a sheet to a row of a table. Private to src/catalog.
 */
#ifndef WATTLEAF_ROW_H
#define WATTLEAF_ROW_H

#include <stdbool.h>

#include "catalog/sheet.h"
#include "catalog/table.h"

/* Reads the sheet's row as one of the table; false when it has a fault. */
bool
row_read(struct sheet *, enum table_id, struct row *);

/* What a user's row leaves open is as OURS of the same id has it: names, country, ratings. */
void
row_complete(struct row *own, const struct row *ours);

/* Appends a row, in the sheet's arena. */
void
row_add(struct arena *, struct table *, const struct row *);

/* What some tables have beside a factor. */
struct device *
row_device(struct sheet *, const struct factor *tdp);

struct cpu *
row_cpu(struct sheet *, const struct factor *tdp);

struct mix *
row_mix(struct sheet *, const struct factor *renewable);

struct published *
row_published(struct sheet *, const struct factor *co2e);

bool
row_citation(struct sheet *, struct citation *);

#endif
