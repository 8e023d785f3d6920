/*
 * Reading what some tables have beside a factor: ratings of accelerators,
 * cores, parts of a mix, quantities of a published result, citations.
 */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/word.h"
#include "catalog/machine.h"
#include "catalog/place.h"
#include "catalog/published.h"
#include "catalog/row.h"

static const char *
or_else(const char *text, const char *other)
{
	return text[0] == '\0' ? other : text;
}

struct device *
row_device(struct sheet *sheet, const struct factor *tdp)
{
	struct device *device = arena_alloc(sheet->arena, sizeof *device);

	*device = (struct device){
		.id = tdp->id,
		.name = tdp->name,
		.label = sheet->own ?
		    or_else(sheet_text(sheet, COLUMN_LABEL), tdp->name) :
		    sheet_word(sheet, COLUMN_LABEL),
		.vendor = sheet_text(sheet, COLUMN_VENDOR),
		.kind = sheet_text(sheet, COLUMN_CLASS),
		.count_as = or_else(sheet_text(sheet, COLUMN_COUNT_AS), "board"),
		.family = sheet_text(sheet, COLUMN_FAMILY),
		.chips = sheet_whole(sheet, COLUMN_CHIPS, -1),
		.year = tdp->year,
		.memory_gb = sheet_number(sheet, COLUMN_MEMORY),
		.tdp = *tdp,
		.peak_fp64 = sheet_number(sheet, COLUMN_FP64),
		.peak_fp32 = sheet_number(sheet, COLUMN_FP32),
		.peak_tf32 = sheet_number(sheet, COLUMN_TF32),
		.peak_fp16 = sheet_number(sheet, COLUMN_FP16),
		.peak_fp8 = sheet_number(sheet, COLUMN_FP8),
		.source = tdp->source,
		.note = tdp->note,
	};
	return device;
}

static const char *
vendor_of(const char *name)
{
	return strncmp(name, "AMD", 3) == 0 ? "AMD" :
	    strncmp(name, "Intel", 5) == 0  ? "Intel" :
					      "";
}

/* The row's place in the table is not known yet: the processor has its own copy of the factor. */
struct cpu *
row_cpu(struct sheet *sheet, const struct factor *tdp)
{
	struct cpu *cpu = arena_alloc(sheet->arena, sizeof *cpu);
	struct factor *factor = arena_alloc(sheet->arena, sizeof *factor);

	*factor = *tdp;
	if (factor->boundary[0] == '\0')
		factor->boundary = "one socket";
	*cpu = (struct cpu){
		.id = tdp->id,
		.name = tdp->name,
		.vendor = vendor_of(tdp->name),
		.cores = sheet_whole(sheet, COLUMN_CORES, -1),
		.threads = sheet_whole(sheet, COLUMN_THREADS, -1),
		.tdp = factor,
	};
	return cpu;
}

static const enum column mix_columns[MIX_TOTAL] = {
	[MIX_RENEWABLE] = COLUMN_VALUE,
	[MIX_NUCLEAR] = COLUMN_NUCLEAR,
	[MIX_GAS] = COLUMN_GAS,
	[MIX_COAL] = COLUMN_COAL,
	[MIX_OIL] = COLUMN_OIL,
	[MIX_HYDRO] = COLUMN_HYDRO,
	[MIX_WIND] = COLUMN_WIND,
	[MIX_SOLAR] = COLUMN_SOLAR,
	[MIX_BIO] = COLUMN_BIO,
	[MIX_OTHER_RENEWABLE] = COLUMN_OTHER_RENEWABLE,
};

struct mix *
row_mix(struct sheet *sheet, const struct factor *renewable)
{
	struct mix *mix = arena_alloc(sheet->arena, sizeof *mix);
	struct factor *factor = arena_alloc(sheet->arena, sizeof *factor);
	double whole = 0;
	enum mix_part part;

	*factor = *renewable;
	mix->factor = factor;
	for (part = 0; part < MIX_TOTAL; part++) {
		mix->share[part] = unit_to_base(factor->unit,
		    sheet_number(sheet, mix_columns[part]));
		if (part < (enum mix_part)MIX_WHOLE &&
		    !isnan(mix->share[part]))
			whole += mix->share[part];
	}
	mix->rest = whole < 1 ? 1 - whole : 0;
	return mix;
}

const char *
mix_part_name(enum mix_part part)
{
	static const char *const names[MIX_TOTAL] = {
		[MIX_RENEWABLE] = WORD("renewable"),
		[MIX_NUCLEAR] = WORD("nuclear"),
		[MIX_GAS] = WORD("gas"),
		[MIX_COAL] = WORD("coal"),
		[MIX_OIL] = WORD("oil"),
		[MIX_HYDRO] = WORD("hydro"),
		[MIX_WIND] = WORD("wind"),
		[MIX_SOLAR] = WORD("solar"),
		[MIX_BIO] = WORD("bioenergy"),
		[MIX_OTHER_RENEWABLE] = WORD("other renewable"),
	};

	return names[part];
}

/* One quantity of a result: the ends of its range in two columns, or both in one. */
static void
read_quantity(struct sheet *sheet, struct published *published,
    enum published_quantity which, enum column low, enum column high,
    const char *unit)
{
	struct factor *factor = &published->quantity[which];
	const struct factor *co2e = &published->quantity[PUBLISHED_CO2E];

	*factor = *co2e;
	factor->boundary = "as printed";
	factor->unit = unit[0] == '\0' ? UNIT_ONE : unit_lookup(span_of(unit));
	if (factor->unit == UNIT_TOTAL) {
		sheet_fault(sheet, low, "has no unit that is known");
		factor->unit = UNIT_ONE;
	}
	if (strncmp(unit, "USD", 3) == 0)
		factor->currency = "USD";
	factor->low =
	    unit_to_base(factor->unit, sheet_number(sheet, low));
	factor->high =
	    unit_to_base(factor->unit, sheet_number(sheet, high));
	factor->value = (factor->low + factor->high) / 2;
}

static void
read_quantities(struct sheet *sheet, struct published *published)
{
	read_quantity(sheet, published, PUBLISHED_HOURS, COLUMN_HOURS,
	    COLUMN_HOURS, "h");
	read_quantity(sheet, published, PUBLISHED_POWER, COLUMN_POWER,
	    COLUMN_POWER, "W");
	read_quantity(sheet, published, PUBLISHED_PUE, COLUMN_PUE, COLUMN_PUE,
	    "");
	read_quantity(sheet, published, PUBLISHED_INTENSITY, COLUMN_INTENSITY,
	    COLUMN_INTENSITY, sheet_text(sheet, COLUMN_INTENSITY_UNIT));
	read_quantity(sheet, published, PUBLISHED_PRICE, COLUMN_PRICE_LOW,
	    COLUMN_PRICE_HIGH, "USD/h");
	read_quantity(sheet, published, PUBLISHED_ENERGY, COLUMN_ENERGY,
	    COLUMN_ENERGY, sheet_text(sheet, COLUMN_ENERGY_UNIT));
	read_quantity(sheet, published, PUBLISHED_COST, COLUMN_COST_LOW,
	    COLUMN_COST_HIGH, "USD");
}

struct published *
row_published(struct sheet *sheet, const struct factor *co2e)
{
	struct published *published =
	    arena_alloc(sheet->arena, sizeof *published);
	struct span model = span_of(co2e->id);

	*published = (struct published){
		.id = co2e->id,
		.model = span_dup(sheet->arena, span_cut(&model, '/')),
		.name = co2e->name,
		.hardware = sheet_text(sheet, COLUMN_HARDWARE),
		.device = sheet_text(sheet, COLUMN_DEVICE),
		.count = sheet_number(sheet, COLUMN_COUNT),
		.hours_of = sheet_text(sheet, COLUMN_HOURS_OF),
		.power_of = sheet_text(sheet, COLUMN_POWER_OF),
		.energy_of = sheet_text(sheet, COLUMN_ENERGY_OF),
		.covers = sheet_text(sheet, COLUMN_COVERS),
		.corrects = sheet_text(sheet, COLUMN_CORRECTS),
		.rank = sheet_whole(sheet, COLUMN_RANK, 0),
		.grade = sheet_text(sheet, COLUMN_GRADE),
		.year = co2e->year,
		.source = co2e->source,
		.note = co2e->note,
	};
	published->quantity[PUBLISHED_CO2E] = *co2e;
	read_quantities(sheet, published);
	return published;
}

bool
row_citation(struct sheet *sheet, struct citation *citation)
{
	*citation = (struct citation){
		.id = sheet_word(sheet, COLUMN_ID),
		.kind = sheet_word(sheet, COLUMN_KIND),
		.author = sheet_word(sheet, COLUMN_AUTHOR),
		.title = sheet_word(sheet, COLUMN_TITLE),
		.year = sheet_text(sheet, COLUMN_YEAR),
		.venue = sheet_text(sheet, COLUMN_VENUE),
		.url = sheet_text(sheet, COLUMN_URL),
		.licence = sheet_word(sheet, COLUMN_LICENCE),
		.attribution = sheet_text(sheet, COLUMN_ATTRIBUTION),
		.text = sheet_word(sheet, COLUMN_TEXT),
	};
	return !sheet->faulty;
}
