/*
 * Reading rows: the factor that every table has. A row with a fault is
 * reported and left out.
 */
#include "catalog/row.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"

static const double HOURS_OF_YEAR = 8760;

static bool
is_money(enum unit unit)
{
	enum dimension dimension = unit_dimension(unit);

	return dimension == DIM_MONEY || dimension == DIM_RATE ||
	    dimension == DIM_TARIFF;
}

/* The unit, the currency inside it, and words in place of a number. */
static void
read_unit(struct sheet *sheet, struct factor *factor)
{
	const char *unit = sheet_word(sheet, COLUMN_UNIT);

	factor->currency = "";
	if (strcmp(unit, "text") == 0) {
		factor->text = sheet_word(sheet, COLUMN_VALUE);
		return;
	}
	factor->unit = strcmp(unit, "count") == 0 ? UNIT_COUNT :
						    unit_lookup(span_of(unit));
	if (factor->unit == UNIT_TOTAL) {
		if (unit[0] != '\0')
			sheet_fault(sheet, COLUMN_UNIT, "is not a unit");
		factor->unit = UNIT_ONE;
	}
	if (is_money(factor->unit))
		factor->currency =
		    arena_strndup(sheet->arena, unit, CURRENCY_TEXT - 1);
}

static double
end_of_range(struct sheet *sheet, enum column column, double value)
{
	double end = sheet_number(sheet, column);

	return isnan(end) ? value : end;
}

/* An accelerator's TDP or a published emission may be unknown; any other value may not. */
static void
read_value(struct sheet *sheet, struct factor *factor, enum table_id table)
{
	bool may_be_unknown = table == TABLE_DEVICE || table == TABLE_RESULT;
	double value = sheet_number(sheet, COLUMN_VALUE);
	double low = end_of_range(sheet, COLUMN_LOW, value);
	double high = end_of_range(sheet, COLUMN_HIGH, value);

	if (isnan(value) && !may_be_unknown && !sheet->faulty)
		sheet_fault(sheet, COLUMN_VALUE, "is empty");
	if (low > value || value > high)
		sheet_fault(sheet, COLUMN_VALUE, "lies outside its range");
	factor->value = unit_to_base(factor->unit, value);
	factor->low = unit_to_base(factor->unit, low);
	factor->high = unit_to_base(factor->unit, high);
}

static bool
read_mark(struct sheet *sheet)
{
	const char *mark = sheet_text(sheet, COLUMN_MARK);

	if (mark[0] != '\0' && strcmp(mark, "unconfirmed") != 0)
		sheet_fault(sheet, COLUMN_MARK, "is not \"unconfirmed\"");
	return mark[0] != '\0';
}

/* A user's row is called by its id when it has no name. */
static const char *
read_name(struct sheet *sheet, const char *id)
{
	const char *name = sheet->own ? sheet_text(sheet, COLUMN_NAME) :
					sheet_word(sheet, COLUMN_NAME);

	return name[0] == '\0' ? id : name;
}

static void
read_factor(struct sheet *sheet, enum table_id table, struct factor *factor)
{
	const char *id = sheet_word(sheet, COLUMN_ID);

	*factor = (struct factor){
		.table = table_name(table),
		.id = id,
		.name = read_name(sheet, id),
		.value = (double)NAN,
		.low = (double)NAN,
		.high = (double)NAN,
		.per = sheet_text(sheet, COLUMN_PER),
		.year = sheet_whole(sheet, COLUMN_YEAR, 0),
		.boundary = sheet_text(sheet, COLUMN_BOUNDARY),
		.source = sheet->own ? sheet_text(sheet, COLUMN_SOURCE) :
				       sheet_word(sheet, COLUMN_SOURCE),
		.low_source = sheet_text(sheet, COLUMN_LOW_SOURCE),
		.high_source = sheet_text(sheet, COLUMN_HIGH_SOURCE),
		.note = sheet_text(sheet, COLUMN_NOTE),
		.unconfirmed = read_mark(sheet),
	};
	if (sheet->own)
		factor->pos = sheet->row.pos;
	read_unit(sheet, factor);
	if (factor->text == NULL)
		read_value(sheet, factor, table);
}

static void
read_more(struct sheet *sheet, enum table_id table, struct row *row)
{
	if (table == TABLE_DEVICE)
		row->device = row_device(sheet, &row->factor);
	if (table == TABLE_CPU)
		row->cpu = row_cpu(sheet, &row->factor);
	if (table == TABLE_MIX)
		row->mix = row_mix(sheet, &row->factor);
	if (table == TABLE_RESULT)
		row->published = row_published(sheet, &row->factor);
}

bool
row_read(struct sheet *sheet, enum table_id table, struct row *row)
{
	*row = (struct row){ 0 };
	read_factor(sheet, table, &row->factor);
	row->match = sheet_text(sheet, COLUMN_MATCH);
	row->alpha2 = sheet_text(sheet, COLUMN_ALPHA2);
	row->country = sheet_text(sheet, COLUMN_COUNTRY);
	row->of_device = sheet_text(sheet, COLUMN_DEVICE);
	row->rank = sheet_whole(sheet, COLUMN_RANK, sheet->own ? 1 : 0);
	row->lifetime_h =
	    sheet_number(sheet, COLUMN_LIFETIME) * HOURS_OF_YEAR;
	read_more(sheet, table, row);
	return !sheet->faulty;
}

void
row_add(struct arena *arena, struct table *table, const struct row *row)
{
	table->rows = arena_grow(arena, table->rows, table->count,
	    sizeof *table->rows);
	table->rows[table->count++] = *row;
}

static const char *
or_ours(const char *own, const char *ours)
{
	return own[0] == '\0' ? ours : own;
}

static double
known_or(double own, double ours)
{
	return isnan(own) ? ours : own;
}

static void
complete_device(struct device *own, const struct device *ours)
{
	if (own->label == own->id)
		own->label = ours->label;
	if (own->name == own->id)
		own->name = own->tdp.name = ours->name;
	own->vendor = or_ours(own->vendor, ours->vendor);
	own->kind = or_ours(own->kind, ours->kind);
	own->family = or_ours(own->family, ours->family);
	own->count_as = ours->count_as;
	own->chips = own->chips < 0 ? ours->chips : own->chips;
	own->memory_gb = known_or(own->memory_gb, ours->memory_gb);
	own->peak_fp64 = known_or(own->peak_fp64, ours->peak_fp64);
	own->peak_fp32 = known_or(own->peak_fp32, ours->peak_fp32);
	own->peak_tf32 = known_or(own->peak_tf32, ours->peak_tf32);
	own->peak_fp16 = known_or(own->peak_fp16, ours->peak_fp16);
	own->peak_fp8 = known_or(own->peak_fp8, ours->peak_fp8);
}

void
row_complete(struct row *own, const struct row *ours)
{
	if (own->factor.name == own->factor.id)
		own->factor.name = ours->factor.name;
	own->factor.per = or_ours(own->factor.per, ours->factor.per);
	own->factor.boundary =
	    or_ours(own->factor.boundary, ours->factor.boundary);
	own->match = or_ours(own->match, ours->match);
	own->alpha2 = or_ours(own->alpha2, ours->alpha2);
	own->country = or_ours(own->country, ours->country);
	own->of_device = or_ours(own->of_device, ours->of_device);
	if (own->device != NULL && ours->device != NULL)
		complete_device(own->device, ours->device);
}
