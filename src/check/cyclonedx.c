/*
 * CycloneDX ML-BOM, XML or JSON: the energy consumptions of model cards,
 * and properties whose names are recognised. The schema has kWh for energy
 * and tCO2eq for emissions; another unit that the file names is believed.
 */
#include <string.h>

#include "base/arena.h"
#include "base/source.h"
#include "check/claim.h"
#include "check/column.h"
#include "check/format.h"
#include "check/leaf.h"
#include "check/unit_words.h"

/* A measure: its value and its unit come one after the other. */
struct measure {
	struct span value;
	struct pos pos;
	enum unit unit;
};

struct bom {
	struct claim_set *set;
	struct arena *arena;
	const char *component;    /* name of the component */
	struct claim_row *row;    /* the consumption that is read, or NULL */
	struct measure energy, co2e;
	struct span property;     /* the name of one whose value comes */
};

static struct span
keep(const struct bom *bom, struct span text)
{
	text.s = arena_strndup(bom->arena, text.s, text.n);
	return text;
}

static void
put(const struct bom *bom, const struct measure *measure,
    enum claim_kind kind)
{
	struct column column = { COLUMN_CLAIM, kind, OF_OPEN, measure->unit };

	if (measure->value.n > 0)
		column_take(&column, measure->value, measure->pos, bom->row,
		    bom->arena);
}

static void
end_row(struct bom *bom)
{
	if (bom->row != NULL) {
		put(bom, &bom->energy, CLAIM_ENERGY);
		put(bom, &bom->co2e, CLAIM_CO2E);
	}
	bom->row = NULL;
	bom->energy = (struct measure){ .unit = UNIT_KWH };
	bom->co2e = (struct measure){ .unit = UNIT_T };
}

static void
begin_row(struct bom *bom, struct pos pos)
{
	end_row(bom);
	bom->row = claim_row_add(bom->set, pos);
	if (bom->row == NULL)
		return;
	bom->row->name = bom->component;
	bom->row->kind = ROW_ASIDE;
}

/* "…/value" and "…/unit" of MEASURE; false when the leaf is neither. */
static bool
take_measure(struct bom *bom, const struct leaf *leaf, const char *name,
    struct measure *measure)
{
	const char *at = strstr(leaf->path, name);
	enum unit unit;

	if (at == NULL)
		return false;
	at += strlen(name);
	if (strcmp(at, "/value") == 0) {
		measure->value = keep(bom, leaf->text);
		measure->pos = leaf->pos;
	} else if (strcmp(at, "/unit") == 0) {
		unit = unit_words(leaf->text);
		measure->unit = unit == UNIT_TOTAL ? measure->unit : unit;
	}
	return true;
}

static void
take_activity(struct bom *bom, struct span activity)
{
	bom->row->name = bom->component == NULL ?
	    span_dup(bom->arena, activity) :
	    arena_printf(bom->arena, "%s, %.*s", bom->component,
		(int)activity.n, activity.s);
}

/* A property is read as a heading with its cell: "pue", "hardware", "gpu-hours". */
static void
take_property(struct bom *bom, const struct leaf *leaf)
{
	struct column column;

	if (leaf_ends(leaf, "name") || leaf_ends(leaf, "@name")) {
		bom->property = keep(bom, leaf->text);
		return;
	}
	column = column_read(bom->property);
	if (bom->row != NULL && column.kind >= COLUMN_DEVICE)
		column_take(&column, leaf->text, leaf->pos, bom->row,
		    bom->arena);
}

static void
take(const struct leaf *leaf, void *context)
{
	struct bom *bom = context;

	if (leaf->container) {
		if (leaf_ends(leaf, "energyConsumptions/#"))
			begin_row(bom, leaf->pos);
		else if (leaf_ends(leaf, "components/#"))
			end_row(bom);
		return;
	}
	if (leaf_ends(leaf, "components/#/name"))
		bom->component = span_dup(bom->arena, leaf->text);
	if (bom->row == NULL ||
	    take_measure(bom, leaf, "activityEnergyCost", &bom->energy) ||
	    take_measure(bom, leaf, "co2CostEquivalent", &bom->co2e))
		return;
	if (leaf_ends(leaf, "energyConsumptions/#/activity"))
		take_activity(bom, leaf->text);
	else if (strstr(leaf->path, "properties/#") != NULL)
		take_property(bom, leaf);
}

static void
read_json(struct claim_reading *reading)
{
	struct bom bom = { .set = reading->set, .arena = reading->arena };
	struct span text;

	end_row(&bom);
	if (source_text_within(reading->source, CLAIM_TEXT_MAX,
	    &text) &&
	    leaf_walk_json(text, reading->set->file, reading->arena,
		reading->diags, take, &bom))
		end_row(&bom);
}

static void
read_xml(struct claim_reading *reading)
{
	struct bom bom = { .set = reading->set, .arena = reading->arena };
	struct span text;

	end_row(&bom);
	if (source_text_within(reading->source, CLAIM_TEXT_MAX,
	    &text) &&
	    leaf_walk_xml(text, reading->set->file, reading->arena,
		reading->diags, take, &bom))
		end_row(&bom);
}

static int
sniff_json(struct span head)
{
	return span_starts(span_trim(head), "{") &&
		span_find(head, "\"CycloneDX\"") < head.n ?
	    93 :
	    0;
}

static int
sniff_xml(struct span head)
{
	return span_find(head, "http://cyclonedx.org/schema/bom/") < head.n &&
		span_starts(span_trim(head), "<") ?
	    93 :
	    0;
}

const struct claim_format claims_cyclonedx_json = {
	.name = "cyclonedx-json",
	.title = "CycloneDX ML-BOM, JSON",
	.sniff = sniff_json,
	.read = read_json,
};

const struct claim_format claims_cyclonedx_xml = {
	.name = "cyclonedx-xml",
	.title = "CycloneDX ML-BOM, XML",
	.sniff = sniff_xml,
	.read = read_xml,
};
