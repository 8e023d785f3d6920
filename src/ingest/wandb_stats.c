/*
 * Power among system metrics. The cards of other processes are in them too,
 * and a label behind the key tells nodes apart.
 */
#include "ingest/wandb_stats.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/diag.h"
#include "ingest/cell.h"
#include "ingest/ingest.h"
#include "ingest/power.h"

enum {
	NODES_MAX = 1024,
	ID_TEXT = 48,
	DIGITS_MAX = 6
};

struct wandb_stats {
	struct reading *reading;
	struct power_meter *cards;
	struct power_meter *machine;
	const char **labels;  /* of nodes; only their order leaves this file */
	size_t label_count;
	size_t beside;        /* readings of the machine */
	struct pos beside_pos;
};

struct wandb_stats *
wandb_stats_open(struct reading *reading)
{
	struct wandb_stats *stats = arena_alloc(reading->arena, sizeof *stats);

	*stats = (struct wandb_stats){ .reading = reading };
	return stats;
}

/* The number of a node from 0, by its label, which may be a host's name. */
static size_t
node_of(struct wandb_stats *stats, struct span label)
{
	size_t i;

	for (i = 0; i < stats->label_count; i++)
		if (span_equal(label, stats->labels[i]))
			return i;
	if (i == NODES_MAX)
		return i - 1;
	stats->labels = arena_grow(stats->reading->arena, stats->labels,
	    stats->label_count, sizeof *stats->labels);
	stats->labels[stats->label_count++] =
	    span_dup(stats->reading->arena, label);
	return i;
}

/* "gpu.3.powerWatts" or "gpu.3.powerWatts/l:label" to "3" or "node 0 card 3". */
static bool
read_card(struct wandb_stats *stats, struct span key, char id[ID_TEXT])
{
	struct span number;
	size_t i;

	if (!span_starts(key, "gpu."))
		return false;
	key = span_sub(key, 4, key.n);
	number = span_cut(&key, '.');
	if (number.n == 0 || number.n > DIGITS_MAX)
		return false;
	for (i = 0; i < number.n; i++)
		if (number.s[i] < '0' || number.s[i] > '9')
			return false;
	if (span_equal(key, "powerWatts"))
		snprintf(id, ID_TEXT, "%.*s", (int)number.n, number.s);
	else if (span_starts(key, "powerWatts/l:"))
		snprintf(id, ID_TEXT, "node %zu card %.*s",
		    node_of(stats, span_sub(key, 13, key.n)), (int)number.n,
		    number.s);
	else
		return false;
	return true;
}

static void
add(struct wandb_stats *stats, struct power_meter **meter, const char *id,
    double value, double time_s, struct pos pos)
{
	const struct read_options *options = stats->reading->options;
	struct span none = { NULL, 0 };

	if (options->device != NULL && id[0] != '\0' &&
	    !span_equal(span_of(id), options->device))
		return;
	if (*meter == NULL)
		*meter = power_open(stats->reading);
	if (!power_add(*meter, span_of(id), none, time_s, value, pos))
		row_skip(stats->reading, pos, "%.6g W is outside of 0..%d W, "
		    "or has no time", value, (int)POWER_MAX_W);
}

void
wandb_stats_add(struct wandb_stats *stats, struct span key, double value,
    double time_s, struct pos pos)
{
	struct span bare = key;
	char id[ID_TEXT];

	if (span_starts(key, "system.gpu.") || span_starts(key, "system.system."))
		bare = span_sub(key, 7, key.n);
	if (read_card(stats, bare, id)) {
		add(stats, &stats->cards, id, value, time_s, pos);
	} else if (span_equal(bare, "system.powerWatts")) {
		if (stats->beside++ == 0)
			stats->beside_pos = pos;
		add(stats, &stats->machine, "", value, time_s, pos);
	}
}

bool
wandb_stats_have(const struct wandb_stats *stats)
{
	return stats->cards != NULL || stats->machine != NULL;
}

static void
say_cards(const struct wandb_stats *stats)
{
	struct record *record = stats->reading->record;
	struct diags *diags = stats->reading->diags;

	diag(diags, DIAG_LOG_SCOPE, record->energy_pos,
	    "readings are of every card of the host, used by the run or not: "
	    "name those that were used with device=, or state their count");
	if (stats->beside > 0)
		diag(diags, DIAG_LOG_INSIDE, stats->beside_pos,
		    "the whole machine's power (system.powerWatts) stands "
		    "beside the cards', which are part of it: it is left out");
}

void
wandb_stats_finish(struct wandb_stats *stats)
{
	struct record *record = stats->reading->record;
	struct power_meter *meter = stats->cards != NULL ? stats->cards :
							   stats->machine;

	if (power_single(meter) && !stats->reading->options->partial) {
		power_snapshot(meter);
		return;
	}
	power_finish(meter);
	record->zoned = true;
	if (isnan(record->energy_kwh) && record->partial == NULL)
		return;
	if (stats->cards != NULL) {
		record->scope = SCOPE_GPU;
		say_cards(stats);
		return;
	}
	record->scope = SCOPE_NODE;
	record->devices = -1;
}
