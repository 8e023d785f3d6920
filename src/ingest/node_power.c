/*
 * Node meters.
 */
#include "ingest/node_power.h"

#include <math.h>

#include "base/arena.h"
#include "base/diag.h"
#include "ingest/ingest.h"
#include "ingest/power.h"

void
node_power_snapshot(struct reading *reading, double power_w, struct pos pos,
    const char *advice)
{
	struct record *record = reading->record;

	record->scope = SCOPE_NODE;
	record->rows = 1;
	record->device_list = arena_alloc(reading->arena,
	    sizeof *record->device_list);
	record->device_list[0] = (struct record_device){
		.id = "",
		.samples = 1,
		.energy_j = (double)NAN,
		.mean_power_w = power_w,
		.max_power_w = power_w,
	};
	record->device_list_count = 1;
	diag(reading->diags, DIAG_LOG_SNAPSHOT, pos,
	    "the whole node drew %.6g W at one instant; %s", power_w, advice);
}

void
node_power_finish(struct reading *reading, struct power_meter *meter)
{
	power_finish(meter);
	reading->record->scope = SCOPE_NODE;
	reading->record->devices = -1;
}
