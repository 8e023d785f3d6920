/*
 * Totals, distributions and groups as values. What is hidden is null, and
 * says so.
 */
#include "collate/figures.h"

#include <math.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/unit.h"
#include "document/collated.h"
#include "document/data.h"
#include "write/output.h"

static const struct {
	const char *key;
	enum unit unit;
} columns[COLLATED_FIGURES] = {
	[COLLATED_HOURS] = { "device_hours", UNIT_H },
	[COLLATED_ENERGY] = { "energy_kwh", UNIT_KWH },
	[COLLATED_CO2E] = { "co2e_kg", UNIT_KG },
};

static const char *
unit_of(enum unit unit, const char *currency)
{
	return currency[0] != '\0' ? currency : unit_text(unit);
}

/* The tree. */

static void
add_count(struct arena *arena, struct data *object, const char *key, size_t n,
    bool hidden)
{
	data_add_number(arena, object, key, hidden ? (double)NAN : (double)n);
}

/* OF: how many could have reported it. */
static void
add_sum(struct arena *arena, struct data *parent, const char *key,
    const struct collated_sum *sum, const char *unit, size_t of)
{
	struct data *object = data_add(parent, key, data_object(arena));

	data_add_number(arena, object, "value", sum->value);
	data_add_number(arena, object, "low", sum->low);
	data_add_number(arena, object, "high", sum->high);
	data_add_text(arena, object, "unit", unit);
	data_add_bool(arena, object, "at_least", sum->at_least);
	add_count(arena, object, "reported", sum->reported, sum->hidden);
	add_count(arena, object, "not_reported", of - sum->reported,
	    sum->hidden);
	data_add_bool(arena, object, "suppressed", sum->hidden);
}

static void
add_totals(const struct collated *c, struct arena *arena, struct data *root)
{
	struct data *list = data_add(root, "totals", data_list(arena));
	size_t i;

	for (i = 0; i < c->total_count; i++) {
		const struct collated_total *total = &c->totals[i];
		struct data *object =
		    data_add(list, NULL, data_object(arena));

		data_add_text(arena, object, "quantity", total->key);
		add_sum(arena, object, "sum", &total->sum,
		    unit_of(total->unit, total->currency), c->counted);
	}
}

static void
add_group(const struct collated_group *group, struct arena *arena,
    struct data *list)
{
	struct data *object = data_add(list, NULL, data_object(arena));
	size_t i;

	data_add_text(arena, object, "id", group->key);
	data_add_text(arena, object, "name", group->name);
	data_add_number(arena, object, "studies", (double)group->count);
	for (i = 0; i < COLLATED_FIGURES; i++)
		add_sum(arena, object, columns[i].key, &group->sums[i],
		    unit_text(columns[i].unit), group->count);
}

static void
add_groups(const struct collated_groups *groups, struct arena *arena,
    struct data *root)
{
	struct data *object =
	    data_add(root, groups->key, data_object(arena));
	struct data *list = data_add(object, "groups", data_list(arena));
	size_t i;

	for (i = 0; i < groups->count; i++)
		if (!groups->items[i].hidden)
			add_group(&groups->items[i], arena, list);
	data_add_number(arena, object, "suppressed_groups",
	    (double)groups->hidden_groups);
	data_add_number(arena, object, "suppressed_studies",
	    (double)groups->hidden_studies);
}

static void
add_spread(const struct collated *c, size_t i, struct arena *arena,
    struct data *list)
{
	const struct collated_spread *spread = &c->spreads[i];
	struct data *object = data_add(list, NULL, data_object(arena));
	struct data *bins;
	size_t j;

	data_add_text(arena, object, "quantity", spread->key);
	data_add_text(arena, object, "unit", unit_text(spread->unit));
	add_count(arena, object, "reported", spread->reported,
	    spread->hidden);
	bins = data_add(object, "bins", data_list(arena));
	for (j = 0; j < spread->count; j++) {
		const struct collated_bin *bin = &spread->bins[j];
		struct data *item;

		if (bin->hidden)
			continue;
		item = data_add(bins, NULL, data_object(arena));
		data_add_number(arena, item, "from", bin->from);
		data_add_number(arena, item, "to", bin->to);
		data_add_number(arena, item, "studies", (double)bin->count);
	}
	add_count(arena, object, "suppressed_studies",
	    spread->hidden_studies, spread->hidden);
}

static void
add_counts(const struct collated *c, struct arena *arena, struct data *root)
{
	const struct {
		const char *key;
		size_t count;
		bool hidden;
	} counts[] = {
		{ "given", c->found, false },
		{ "studies", c->counted, false },
		{ "complete", c->complete, false },
		{ "checked", c->checked, false },
		{ "with_slips", c->slips,
		    c->slips > 0 && c->slips < c->min_group },
		{ "duplicates", c->duplicates, false },
		{ "revised", c->revised, false },
		{ "failed", c->failed, false },
		{ "min_group", c->min_group, false },
	};
	size_t i;

	for (i = 0; i < sizeof counts / sizeof counts[0]; i++)
		add_count(arena, root, counts[i].key, counts[i].count,
		    counts[i].hidden);
	data_add_number(arena, root, "dominance_percent", c->dominance);
}

struct data *
figures_data(const struct collated *c, struct arena *arena)
{
	struct data *root = data_object(arena), *list;
	size_t i;

	data_add_text(arena, root, "wattleaf", c->version);
	data_add_text(arena, root, "catalog", c->catalog);
	add_counts(c, arena, root);
	add_totals(c, arena, root);
	list = data_add(root, "distributions", data_list(arena));
	for (i = 0; i < COLLATED_FIGURES; i++)
		add_spread(c, i, arena, list);
	add_groups(&c->evidence, arena, root);
	add_groups(&c->places, arena, root);
	return root;
}

/* CSV. */

struct line {
	const char *table, *group, *quantity, *unit;
	double from, to;      /* of a bin */
	size_t studies;
	const struct collated_sum *sum; /* or NULL */
};

static void
put_line(const struct line *line, struct arena *arena, struct buf *out)
{
	const struct collated_sum *sum = line->sum;
	double none = (double)NAN;

	csv_cell(out, line->table, arena);
	csv_next(out, line->group, arena);
	csv_next(out, line->quantity, arena);
	csv_next_number(out, line->from);
	csv_next_number(out, line->to);
	csv_next_number(out, (double)line->studies);
	csv_next_number(out, sum == NULL ? none : sum->value);
	csv_next_number(out, sum == NULL ? none : sum->low);
	csv_next_number(out, sum == NULL ? none : sum->high);
	csv_next(out, line->unit, arena);
	csv_next_number(out, sum == NULL || sum->hidden ? none :
	    (double)sum->reported);
	csv_next_number(out, sum == NULL || sum->hidden ? none :
	    (double)(line->studies - sum->reported));
	buf_puts(out, sum == NULL ? ",," :
	    sum->at_least ? ",yes," : ",no,");
	buf_puts(out, sum != NULL && sum->hidden ? "yes\r\n" : "no\r\n");
}

static void
put_groups(const struct collated_groups *groups, struct arena *arena,
    struct buf *out)
{
	size_t i, j;

	for (i = 0; i < groups->count; i++) {
		const struct collated_group *group = &groups->items[i];

		for (j = 0; j < COLLATED_FIGURES && !group->hidden; j++)
			put_line(&(struct line){ .table = groups->key,
			    .group = group->key,
			    .quantity = columns[j].key,
			    .unit = unit_text(columns[j].unit),
			    .from = (double)NAN, .to = (double)NAN,
			    .studies = group->count,
			    .sum = &group->sums[j] }, arena, out);
	}
}

static void
put_bins(const struct collated_spread *spread, struct arena *arena,
    struct buf *out)
{
	size_t i;

	for (i = 0; i < spread->count; i++)
		if (!spread->bins[i].hidden)
			put_line(&(struct line){ .table = "distribution",
			    .group = "", .quantity = spread->key,
			    .unit = unit_text(spread->unit),
			    .from = spread->bins[i].from,
			    .to = spread->bins[i].to,
			    .studies = spread->bins[i].count }, arena, out);
}

void
figures_csv(const struct collated *c, struct arena *arena, struct buf *out)
{
	size_t i;

	buf_puts(out, "table,group,quantity,from,to,studies,value,low,high,"
		      "unit,reported,not_reported,at_least,suppressed\r\n");
	for (i = 0; i < c->total_count; i++)
		put_line(&(struct line){ .table = "total", .group = "",
		    .quantity = c->totals[i].key,
		    .unit = unit_of(c->totals[i].unit, c->totals[i].currency),
		    .from = (double)NAN, .to = (double)NAN,
		    .studies = c->counted, .sum = &c->totals[i].sum }, arena,
		    out);
	for (i = 0; i < COLLATED_FIGURES; i++)
		put_bins(&c->spreads[i], arena, out);
	put_groups(&c->evidence, arena, out);
	put_groups(&c->places, arena, out);
}
