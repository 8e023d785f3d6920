/*
 * BoAmps report in JSON: energy in kWh under the key powerConsumption, the
 * duration in seconds, components with their number. The energy is of the
 * machine; it has no PUE and no emissions.
 */
#include <string.h>

#include "base/arena.h"
#include "base/source.h"
#include "check/claim.h"
#include "check/column.h"
#include "check/format.h"
#include "check/leaf.h"
#include "check/unit_words.h"

struct report {
	struct claim_set *set;
	struct arena *arena;
	struct claim_row *row;     /* the measure that is read, or NULL */
	struct claim_row gpu;      /* device and count of the report */
	struct claim_row place;    /* intensity of the report */
	size_t gpus;               /* entries of GPUs */
	struct span type, name, number; /* of the component that is read */
	struct pos pos;
	struct leaf energy;        /* of the measure; path NULL: none */
	enum unit unit;
};

static void
take_claim(const struct leaf *leaf, enum claim_kind kind, enum unit unit,
    struct claim_row *row, struct arena *arena)
{
	struct column column = { COLUMN_CLAIM, kind, OF_OPEN, unit };

	if (row != NULL)
		column_take(&column, leaf->text, leaf->pos, row, arena);
}

static void
end_measure(struct report *report)
{
	if (report->row == NULL || report->energy.path == NULL)
		return;
	take_claim(&report->energy, CLAIM_ENERGY, report->unit, report->row,
	    report->arena);
	report->energy.path = NULL;
}

static void
end_component(struct report *report)
{
	static const struct column device = { COLUMN_DEVICE, CLAIM_TOTAL,
		OF_OPEN, UNIT_TOTAL };
	static const struct column count = { COLUMN_CLAIM, CLAIM_COUNT,
		OF_OPEN, UNIT_COUNT };

	if (span_equal_nocase(report->type, "gpu")) {
		report->gpus++;
		column_take(&count, report->number, report->pos, &report->gpu,
		    report->arena);
		column_take(&device, report->name, report->pos, &report->gpu,
		    report->arena);
	}
	report->type = report->name = report->number = (struct span){ "", 0 };
}

static void
take_component(struct report *report, const struct leaf *leaf)
{
	struct span text = leaf->text;

	text.s = arena_strndup(report->arena, text.s, text.n);
	if (leaf_ends(leaf, "componentType"))
		report->type = text;
	else if (leaf_ends(leaf, "componentName"))
		report->name = text;
	else if (leaf_ends(leaf, "nbComponent"))
		report->number = text;
	else
		return;
	report->pos = leaf->pos;
}

static void
take_measure(struct report *report, const struct leaf *leaf)
{
	if (leaf_ends(leaf, "measures/#/powerConsumption")) {
		report->energy = *leaf;
		report->energy.path = "";
		report->energy.text.s = arena_strndup(report->arena,
		    leaf->text.s, leaf->text.n);
	} else if (leaf_ends(leaf, "measures/#/unit")) {
		report->unit = unit_words(leaf->text);
	} else if (leaf_ends(leaf, "measures/#/measurementDuration")) {
		take_claim(leaf, CLAIM_HOURS, UNIT_S, report->row,
		    report->arena);
	}
}

static void
take(const struct leaf *leaf, void *context)
{
	struct report *report = context;

	if (leaf->container && leaf_ends(leaf, "measures/#")) {
		end_measure(report);
		report->row = claim_row_add(report->set, leaf->pos);
		report->unit = UNIT_KWH;
		if (report->row != NULL)
			report->row->kind = ROW_ASIDE;
	} else if (leaf->container && leaf_ends(leaf, "components/#")) {
		end_component(report);
	} else if (!leaf->container &&
	    strstr(leaf->path, "components/#/") != NULL) {
		take_component(report, leaf);
	} else if (leaf_ends(leaf, "environment/powerSourceCarbonIntensity")) {
		take_claim(leaf, CLAIM_INTENSITY, UNIT_G_PER_KWH,
		    &report->place, report->arena);
	} else if (!leaf->container) {
		take_measure(report, leaf);
	}
}

/* What the report says once goes to each of its measures. */
static void
share_out(struct report *report)
{
	size_t i;

	for (i = 0; i < report->set->count; i++) {
		struct claim_row *row = &report->set->rows[i];

		row->claims[CLAIM_INTENSITY] =
		    report->place.claims[CLAIM_INTENSITY];
		if (report->gpus != 1)
			continue;
		row->device = report->gpu.device;
		row->claims[CLAIM_COUNT] = report->gpu.claims[CLAIM_COUNT];
	}
}

static void
read_report(struct claim_reading *reading)
{
	struct report report = {
		.set = reading->set,
		.arena = reading->arena,
		.unit = UNIT_KWH,
	};
	struct span text;

	if (!source_text_within(reading->source, CLAIM_TEXT_MAX,
	    &text) ||
	    !leaf_walk_json(text, reading->set->file, reading->arena,
		reading->diags, take, &report))
		return;
	end_measure(&report);
	end_component(&report);
	share_out(&report);
}

static int
sniff(struct span head)
{
	return span_starts(span_trim(head), "{") &&
		span_find(head, "\"powerConsumption\"") < head.n &&
		span_find(head, "\"measures\"") < head.n &&
		span_find(head, "\"$schema\"") >= head.n ?
	    94 :
	    0;
}

const struct claim_format claims_boamps = {
	.name = "boamps",
	.title = "BoAmps report, JSON",
	.sniff = sniff,
	.read = read_report,
};
