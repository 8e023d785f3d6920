/*
 * A record as text: what inspect prints for people.
 */
#include <math.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/unit.h"
#include "cli/cli.h"
#include "cli/record_out.h"
#include "document/text.h"
#include "study/record.h"

enum { INSPECT_DIGITS = 6, DEVICES_SHOWN = 16, LABEL_WIDTH = 12 };

/* "—" for NAN. */
static const char *
number(struct job *job, double value, enum unit unit)
{
	struct number_style style = { .unit = unit,
		.decimals = DECIMALS_SIGNIFICANT, .significant = INSPECT_DIGITS };

	return isnan(value) ? "\xe2\x80\x94" :
			      text_number(value, &style, job->arena).text;
}

/* Blanks behind a label, whose letters may take several bytes. */
static int
padding(const char *label)
{
	int width = LABEL_WIDTH;

	for (; *label != '\0'; label++)
		width -= ((unsigned char)*label & 0xc0) != 0x80;
	return width > 0 ? width : 0;
}

/* "label      value unit" when the value is known. */
static void
line(struct job *job, struct buf *out, const char *label, double value,
    enum unit unit, const char *behind)
{
	if (isnan(value))
		return;
	buf_printf(out, "  %s%*s%s%s%s%s\n", label, padding(label), "",
	    number(job, value, unit),
	    unit_text(unit)[0] == '\0' ? "" : " ", unit_text(unit), behind);
}

static void
text_line(struct buf *out, const char *label, const char *text)
{
	if (text != NULL)
		buf_printf(out, "  %-12s%s\n", label, text);
}

static double
seconds(double s)
{
	return unit_to_base(UNIT_S, s);
}

/* Several devices, each by itself. */
static void
print_devices(struct job *job, const struct record *record, struct buf *out)
{
	size_t i, n = record->device_list_count;

	if (n < 2)
		return;
	for (i = 0; i < n && i < DEVICES_SHOWN; i++) {
		const struct record_device *device = &record->device_list[i];
		const char *id = device->id == NULL ? "" : device->id;

		buf_printf(out, "  %-12s%s%s%s kWh, mean %s W, max %s W\n",
		    i == 0 ? "of which" : "", id, id[0] == '\0' ? "" : ": ",
		    number(job, unit_to_base(UNIT_J, device->energy_j),
			UNIT_KWH),
		    number(job, device->mean_power_w, UNIT_W),
		    number(job, device->max_power_w, UNIT_W));
	}
	if (n > DEVICES_SHOWN)
		buf_printf(out, "  and %zu devices more\n",
		    n - DEVICES_SHOWN);
}

static void
print_energy(struct job *job, const struct record *record, struct buf *out)
{
	const char *scope = record_scope_name(record->scope);

	line(job, out, "energy", record->energy_kwh, UNIT_KWH,
	    arena_printf(job->arena, ", %s%s%s",
		record_kind_name(record->kind),
		scope == NULL ? "" : ", scope ", scope == NULL ? "" : scope));
	line(job, out, "", record->energy_kwh, UNIT_J, "");
	if (!isnan(record->pue_included) && record->pue_included > 1) {
		line(job, out, "PUE inside", record->pue_included, UNIT_ONE,
		    "");
		line(job, out, "IT energy", record->it_energy_kwh, UNIT_KWH,
		    "");
	}
	line(job, out, "mean power", record->mean_power_w, UNIT_W, "");
	line(job, out, "max power", record->max_power_w, UNIT_W, "");
	line(job, out, "largest gap", seconds(record->max_gap_s), UNIT_S, "");
	line(job, out, "coverage", record->coverage, UNIT_PERCENT, "");
	print_devices(job, record, out);
	if (isnan(record->energy_kwh) && record->scope == SCOPE_NODE &&
	    record->device_list_count == 1)
		line(job, out, "power", record->device_list[0].mean_power_w,
		    UNIT_W, ", the node at one instant");
	line(job, out, "CO\xe2\x82\x82"
	    "e", record->co2e_g_reported, UNIT_KG, ", as the tool states");
	line(job, out, "intensity", record->intensity_g_per_kwh,
	    UNIT_G_PER_KWH, "");
	line(job, out, "water", record->water_l, UNIT_ONE,
	    " l, as the tool states");
}

/* What a bill says. */
static void
print_cost(struct job *job, const struct record *record, struct buf *out)
{
	line(job, out, "cost", record->cost, UNIT_ONE,
	    record->currency == NULL ? ", in a currency that is not named" :
		arena_printf(job->arena, " %s", record->currency));
	line(job, out, "billed", record->billed_h, UNIT_H,
	    " of machines or GPUs");
}

/* " (21.4864 h)" behind the seconds of what lasts longer than people count them. */
static const char *
hours(struct job *job, double duration_s)
{
	if (!(duration_s >= 3600))
		return "";
	return arena_printf(job->arena, " (%s h)", number(job,
	    seconds(duration_s), UNIT_H));
}

static void
print_machine(struct job *job, const struct machine *machine, struct buf *out)
{
	text_line(out, "accelerator", machine->accelerator);
	if (machine->accelerators >= 0)
		buf_printf(out, "  %-12s%d%s\n", "per node",
		    machine->accelerators,
		    machine->nodes < 0 ? "" :
					 arena_printf(job->arena,
					     ", nodes %d", machine->nodes));
	line(job, out, "power", machine->accelerator_power_w, UNIT_W,
	    ", one accelerator as it was read");
	line(job, out, "power limit", machine->accelerator_power_limit_w,
	    UNIT_W, "");
	line(job, out, "rated power", machine->accelerator_max_power_w, UNIT_W,
	    "");
	text_line(out, "processor", machine->cpu);
	line(job, out, "memory", machine->memory_gb, UNIT_GB, "");
}

void
record_text(struct job *job, const struct record *record, struct buf *out)
{
	buf_printf(out, "%s: %s%s%s\n", record->file,
	    record->format == NULL ? "not recognised" : record->format,
	    record->format_version == NULL ? "" : " ",
	    record->format_version == NULL ? "" : record->format_version);
	if (record->format == NULL)
		return;
	text_line(out, "device", record->device_model);
	if (record->devices >= 0)
		buf_printf(out, "  %-12s%d\n", "devices", record->devices);
	text_line(out, "start",
	    record_moment(job, record->start_s, record->zoned));
	text_line(out, "end",
	    record_moment(job, record->end_s, record->zoned));
	line(job, out, "duration", seconds(record->duration_s), UNIT_S,
	    arena_printf(job->arena, "%s%s", hours(job, record->duration_s),
		record->duration_is_lower_bound ? ", at least" : ""));
	print_energy(job, record, out);
	print_cost(job, record, out);
	if (record->run_count != 0)
		buf_printf(out, "  %-12s%zu\n", "runs", record->run_count);
	if (record->rows + record->rows_skipped != 0)
		buf_printf(out, "  %-12s%zu used, %zu skipped\n", "rows",
		    record->rows, record->rows_skipped);
	print_machine(job, &record->machine, out);
}
