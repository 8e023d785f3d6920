/*
 * What is said of a table that no layout makes narrow enough.
 */
#include <math.h>

#include "base/arena.h"
#include "base/diag.h"
#include "document/table_edit.h"
#include "layout/layout.h"
#include "layout/table.h"

/* The least width that a part needs. */
static double
part_width(struct layout *layout, const struct table_view *view)
{
	struct table_plan *part = table_plan_tightest(layout, view);
	struct table_widths w;

	table_boxes(part);
	w = table_widths(part);
	return table_least(&w);
}

/* The keys of the columns that would fit beside the first, in their order. */
static const char *
fitting_keys(struct layout *layout, const struct doc_table *table)
{
	size_t columns[] = { 0, 0 }, i;
	const char *keys = "";

	for (i = 1; i < table->column_count; i++) {
		struct table_view view = { .table = NULL };

		columns[1] = i;
		view.table = table_with_columns(table, columns, 2,
		    layout->arena);
		if (part_width(layout, &view) <= layout->style.width)
			keys = arena_printf(layout->arena, "%s%s%s", keys,
			    keys[0] == '\0' ? "" : ",",
			    table->columns[i].key);
	}
	return keys;
}

/* The width that the widest of the narrowest parts needs. */
static double
needed_width(struct layout *layout, const struct doc_table *table)
{
	struct table_view view = { table, NULL };
	const struct table_layout *how;
	double needed = part_width(layout, &view), widest;
	struct table_views views;
	size_t i, k;

	for (i = 0; (how = table_layout_at(i)) != NULL; i++) {
		if (!how->make(table, how->parts, layout->arena, &views))
			continue;
		widest = 0;
		for (k = 0; k < views.count; k++)
			widest = fmax(widest,
			    part_width(layout, &views.parts[k]));
		needed = fmin(needed, widest);
	}
	return needed;
}

void
table_refuse(struct layout *layout, const struct doc_table *table)
{
	const char *keys = fitting_keys(layout, table);

	diag(layout->diags, DIAG_TABLE_WIDTH, (struct pos){ 0 },
	    "%s needs %.1f pt at least, at %g pt type, and has %.1f pt; "
	    "give it a --width of %.0fbp or full%s%s",
	    table->id == NULL ? "table" : table->id,
	    needed_width(layout, table), layout->style.min_size,
	    layout->style.width, ceil(needed_width(layout, table)),
	    keys[0] == '\0' ? "" : ", or less with --columns ", keys);
}
