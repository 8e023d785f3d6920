/*
 * sacct -P or -p: a line for each job and each of its steps. Columns are
 * found by name; a file without a header line needs them named.
 */
#include <ctype.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/num.h"
#include "base/source.h"
#include "ingest/cell.h"
#include "ingest/formats.h"
#include "ingest/ingest.h"
#include "ingest/jobs.h"
#include "ingest/slurm_columns.h"
#include "ingest/slurm_text.h"

static const char advice[] =
    "sacct -P --format=JobID,ElapsedRaw,State,NNodes,NodeList,AllocTRES,"
    "ConsumedEnergyRaw,Start,End has it";

/* A file while it is read. */
struct sacct {
	struct reading *reading;
	struct slurm_columns columns;
	struct jobs *jobs;
	size_t moved;
	struct pos moved_pos;
	bool gres_of_nodes;  /* AllocGRES of several nodes: of each or of all? */
	bool requested;      /* counts are those asked for */
	struct pos count_pos;
};

static struct pos
place_in(const struct sacct *sacct, struct span line, struct span cell)
{
	size_t offset = cell.n > 0 && cell.s >= line.s &&
		cell.s <= line.s + line.n ?
	    (size_t)(cell.s - line.s) : 0;

	return source_pos(sacct->reading->source, offset + 1);
}

/* "39889258_1426.batch": the allocation and whether it is a step of it. */
static bool
take_id(const struct sacct *sacct, const struct slurm_row *row,
    struct job *job)
{
	struct span id = row->cells[SLURM_JOB_ID];
	struct span rest;

	if (id.n == 0)
		id = row->cells[SLURM_JOB_ID_RAW];
	if (id.n == 0 || !isdigit((unsigned char)id.s[0]))
		return false;
	rest = id;
	rest = span_cut(&rest, '.');
	job->step = rest.n < id.n;
	job->id = span_dup(sacct->reading->arena, rest);
	return true;
}

/* False when the row states a time that is none. */
static bool
take_times(const struct sacct *sacct, const struct slurm_row *row,
    struct span line, struct job *job)
{
	struct span cell = row->cells[SLURM_ELAPSED_RAW];
	bool end_zoned;
	double elapsed_s;

	job->start_s = slurm_time_s(sacct->reading, row->cells[SLURM_START],
	    &job->zoned);
	job->end_s = slurm_time_s(sacct->reading, row->cells[SLURM_END],
	    &end_zoned);
	if (cell_missing(cell))
		cell = row->cells[SLURM_ELAPSED];
	job->time_pos = place_in(sacct, line, cell);
	if (cell_missing(cell)) {
		job->elapsed_s = job->end_s - job->start_s;
		job->time_pos = place_in(sacct, line, row->cells[SLURM_END]);
		return !(job->elapsed_s < 0);
	}
	if (cell.s == row->cells[SLURM_ELAPSED_RAW].s &&
	    num_parse(cell, &elapsed_s))
		job->elapsed_s = elapsed_s;
	else
		job->elapsed_s = slurm_elapsed_s(cell);
	return job->elapsed_s >= 0 && job->elapsed_s < 1e10;
}

/* gres of several nodes: of each or of all, by version; so it counts for one node only. */
static void
take_gres(struct sacct *sacct, const struct slurm_row *row, struct job *job)
{
	struct slurm_tres tres = slurm_tres_none();
	struct span list = row->cells[SLURM_ALLOC_GRES];

	while (list.n > 0)
		slurm_tres_add_gres(&tres, span_trim(span_cut(&list, ',')));
	if (job->nodes != 1 && (tres.gpus >= 0 || tres.typed > 0)) {
		sacct->gres_of_nodes = true;
		sacct->count_pos = job->pos;
		return;
	}
	slurm_tres_to_job(&tres, sacct->reading, job);
}

static void
take_devices(struct sacct *sacct, const struct slurm_row *row, struct job *job)
{
	struct slurm_tres tres = slurm_tres_of(row->cells[SLURM_ALLOC_TRES]);
	struct slurm_tres requested;
	double nodes;

	if (num_parse(row->cells[SLURM_NODES], &nodes) && nodes >= 1 &&
	    nodes <= 1e6 && nodes == floor(nodes))
		job->nodes = (int)nodes;
	slurm_tres_to_job(&tres, sacct->reading, job);
	if (job->gpus < 0)
		take_gres(sacct, row, job);
	if (job->gpus >= 0 || row->cells[SLURM_ALLOC_TRES].n > 0 || job->step)
		return;
	requested = slurm_tres_of(row->cells[SLURM_REQ_TRES]);
	requested.energy_j = (double)NAN;
	requested.nodes = -1;
	slurm_tres_to_job(&requested, sacct->reading, job);
	if (job->gpus < 0 || sacct->requested)
		return;
	sacct->requested = true;
	sacct->count_pos = job->pos;
}

static void
take_energy(const struct sacct *sacct, const struct slurm_row *row,
    struct span line, struct job *job)
{
	struct span raw = row->cells[SLURM_ENERGY_RAW];
	struct span cell = slurm_energy_j(raw) > 0 ? raw :
						     row->cells[SLURM_ENERGY];
	double energy_j = slurm_energy_j(cell);

	job->energy_pos =
	    place_in(sacct, line, row->cells[SLURM_ALLOC_TRES]);
	if (!(energy_j > 0))
		return;
	job->energy_j = energy_j;
	job->energy_pos = place_in(sacct, line, cell);
}

static void
take_row(struct sacct *sacct, const struct slurm_row *row, struct span line)
{
	struct reading *reading = sacct->reading;
	struct job job = job_none();
	bool known = true;

	job.pos = source_pos(reading->source, 1);
	if (sacct->columns.at[SLURM_STATE] >= 0)
		job.state = slurm_state(row->cells[SLURM_STATE], &known);
	if (!take_id(sacct, row, &job)) {
		row_skip(reading, job.pos, "the row has no job's number");
		return;
	}
	if (!known) {
		row_skip(reading, place_in(sacct, line,
		    row->cells[SLURM_STATE]), "the state is none of Slurm's: "
		    "the row may be broken by its free text");
		return;
	}
	if (!take_times(sacct, row, line, &job) && job.state != JOB_WAITING) {
		row_skip(reading, job.time_pos, "the elapsed time is none");
		return;
	}
	take_energy(sacct, row, line, &job);
	take_devices(sacct, row, &job);
	if (!cell_missing(row->cells[SLURM_NODE_LIST]) &&
	    !span_starts(row->cells[SLURM_NODE_LIST], "None"))
		job.node_list =
		    span_dup(reading->arena, row->cells[SLURM_NODE_LIST]);
	jobs_add(sacct->jobs, &job);
}

static void
take_line(struct sacct *sacct, struct span line)
{
	struct reading *reading = sacct->reading;
	struct slurm_columns again;
	struct slurm_row row;

	if (span_trim(line).n == 0)
		return;
	/* outputs written one behind another repeat the header */
	if (span_find(line, "JobID") != SIZE_MAX &&
	    slurm_columns_read(&again, line)) {
		sacct->columns = again;
		return;
	}
	if (!slurm_row_read(&sacct->columns, line, &row)) {
		row_skip(reading, source_pos(reading->source, 1),
		    "the row has not the header's %zu columns",
		    sacct->columns.count);
		return;
	}
	if (row.moved && sacct->moved++ == 0)
		sacct->moved_pos = source_pos(reading->source, 1);
	take_row(sacct, &row, line);
}

static bool
is_aligned(const struct slurm_columns *columns)
{
	return columns->delimiter[0] == ' ';
}

static void
say(const struct sacct *sacct)
{
	struct diags *diags = sacct->reading->diags;

	if (sacct->moved > 0)
		diag(diags, DIAG_LOG_REPAIRED, sacct->moved_pos,
		    "%zu %s more columns than the header, since a text holds "
		    "the delimiter: read from both ends", sacct->moved,
		    str_plural(sacct->moved, "row has", "rows have"));
	if (sacct->gres_of_nodes)
		diag(diags, DIAG_LOG_SCOPE, sacct->count_pos,
		    "AllocGRES of several nodes may count each or all: "
		    "AllocTRES is clear");
	if (sacct->requested)
		diag(diags, DIAG_LOG_SCOPE, sacct->count_pos,
		    "the number of GPUs is the one asked for (ReqTRES), not "
		    "the one given");
}

/* Reads the header, or options' names in its place; says what is wrong. */
static bool
read_header(struct sacct *sacct)
{
	struct reading *reading = sacct->reading;
	const char *names = reading->options->columns;
	struct pos pos = { reading->record->file, 1, 1 };
	struct span line = { NULL, 0 };

	if (names != NULL) {
		struct span head = source_head(reading->source);
		struct slurm_columns *columns = &sacct->columns;

		if (slurm_columns_read(columns, span_of(names))) {
			columns->delimiter[0] =
			    memchr(head.s, '|', head.n) == NULL ? ',' : '|';
			columns->delimiter[1] = '\0';
			head = span_cut(&head, '\n');
			columns->trailing =
			    span_ends(span_trim(head), columns->delimiter);
			return true;
		}
		diag(reading->diags, DIAG_STUDY_VALUE,
		    reading->options->columns_pos,
		    "columns=\"%s\" is not the list that was given to sacct "
		    "--format, as in columns=\"JobID,ElapsedRaw,State\"",
		    names);
		return false;
	}
	while (source_line(reading->source, &line))
		if (span_trim(line).n > 0)
			break;
	pos = source_pos(reading->source, 1);
	if (!slurm_columns_read(&sacct->columns, line)) {
		diag(reading->diags, DIAG_LOG_NOTHING, pos,
		    "no header line names the columns: read it with "
		    "format=\"slurm-sacct\" and the list that was given to "
		    "sacct --format, as in "
		    "columns=\"JobID,ElapsedRaw,State,AllocTRES\"");
		return false;
	}
	if (!is_aligned(&sacct->columns))
		return true;
	diag(reading->diags, DIAG_LOG_NOTHING, pos,
	    "aligned columns, in which sacct cuts values: %s", advice);
	return false;
}

static void
read_sacct(struct reading *reading)
{
	struct sacct sacct = { .reading = reading };
	struct span line;

	if (!read_header(&sacct))
		return;
	sacct.jobs = jobs_open(reading);
	while (source_line(reading->source, &line))
		take_line(&sacct, line);
	rows_skipped_end(reading);
	jobs_finish(sacct.jobs, advice);
	say(&sacct);
}

/* A header has a column of Slurm's beside JobID. */
static bool
is_header(struct span line)
{
	struct slurm_columns columns;
	int i, known = 0;

	if (!slurm_columns_read(&columns, line))
		return false;
	for (i = 0; i < SLURM_COLUMNS; i++)
		known += columns.at[i] >= 0;
	return known > 1 ||
	    (columns.at[SLURM_JOB_ID] >= 0 && columns.first_free >= 0);
}

/* "8205048|...|COMPLETED|..." without a header. */
static bool
is_row(struct span line)
{
	bool id = line.n > 0 && isdigit((unsigned char)line.s[0]);
	bool known, state = false, bar = span_find(line, "|") != SIZE_MAX;

	while (line.n > 0 && bar && id && !state) {
		struct span cell = span_cut(&line, '|');

		slurm_state(cell, &known);
		state = known && cell.n > 5;
	}
	return state;
}

static int
sniff_sacct(const struct sniff *sniff)
{
	if (is_header(sniff->line))
		return 92;
	return is_row(sniff->line) ? 60 : 0;
}

const struct format format_slurm_sacct = {
	.name = "slurm-sacct",
	.title = "Slurm sacct -P",
	.gives = "D N M E",
	.sniff = sniff_sacct,
	.read = read_sacct,
};
