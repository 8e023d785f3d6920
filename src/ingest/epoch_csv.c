/*
 * Tables of losses that Lightning's and Keras' CSV loggers write. They hold
 * no time: the readers say which file beside them would.
 */
#include "base/csv.h"
#include "base/diag.h"
#include "ingest/formats.h"
#include "ingest/ingest.h"

/* What the header line holds. */
struct header {
	bool epoch, step, loss, time;
	bool first_epoch; /* "epoch" is the first column */
	bool names;       /* every cell is a name, none a number */
};

static void
take_cell(struct header *header, struct span cell)
{
	char c = cell.n == 0 ? '0' : cell.s[0];

	header->epoch = header->epoch || span_equal(cell, "epoch");
	header->step = header->step || span_equal(cell, "step");
	header->loss = header->loss || span_ends(cell, "loss") ||
	    span_starts(cell, "train") || span_starts(cell, "val_");
	header->time = header->time || span_ends(cell, "time") ||
	    span_equal(cell, "timestamp") || span_equal(cell, "created_at") ||
	    span_starts(cell, "time");
	header->names = header->names && c != '-' && c != '.' &&
	    !(c >= '0' && c <= '9');
}

static struct header
read_header(struct span line)
{
	struct header header = { .names = true };
	char mark = csv_delimiter(line);
	bool first = true;

	if (mark == '\0')
		return header;
	while (line.n > 0) {
		take_cell(&header, span_trim(span_cut(&line, mark)));
		if (first)
			header.first_epoch = header.epoch;
		first = false;
	}
	return header;
}

static void
read_lightning(struct reading *reading)
{
	diag(reading->diags, DIAG_LOG_NOTHING,
	    (struct pos){ reading->record->file, 1, 1 },
	    "metrics.csv holds no time: events.out.tfevents or a W&B run of "
	    "the same training, a scheduler's record (sacct) or a power log "
	    "would give it");
}

static void
read_keras(struct reading *reading)
{
	diag(reading->diags, DIAG_LOG_NOTHING,
	    (struct pos){ reading->record->file, 1, 1 },
	    "a CSVLogger table holds no time: the console output (\"- 12s "
	    "15ms/step\"), events.out.tfevents, a scheduler's record (sacct) "
	    "or a power log would give it");
}

static int
sniff_lightning(const struct sniff *sniff)
{
	struct header header = read_header(sniff->line);

	return header.names && header.epoch && header.step && header.loss &&
	    !header.time ? 55 : 0;
}

static int
sniff_keras(const struct sniff *sniff)
{
	struct header header = read_header(sniff->line);

	return header.names && header.first_epoch && header.loss &&
	    !header.step && !header.time ? 50 : 0;
}

const struct format format_lightning_csv = {
	.name = "lightning-csv",
	.title = "Lightning metrics.csv",
	.gives = "",
	.sniff = sniff_lightning,
	.read = read_lightning,
};

const struct format format_keras_csv = {
	.name = "keras-csv",
	.title = "Keras CSVLogger table",
	.gives = "",
	.sniff = sniff_keras,
	.read = read_keras,
};
