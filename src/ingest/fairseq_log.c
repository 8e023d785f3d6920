/*
 * Logs of fairseq, with stamps and without: the time is what "done training"
 * states, else that between stamps, else the "wall" of the last line.
 */
#include <math.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/source.h"
#include "ingest/cell.h"
#include "ingest/formats.h"
#include "ingest/ingest.h"
#include "ingest/train_line.h"

enum { DEVICES_MAX = 10000000 };

/* From "training on" to "done training", or to where the log breaks off. */
struct session {
	bool open;
	double start_s, last_s; /* stamps; NAN for none */
	double wall_s, train_wall_s; /* the last ones; NAN for none */
	struct pos pos;
};

struct log {
	struct reading *reading;
	struct train_lines lines;
	struct session session;
	double seconds;       /* of the sessions that are over */
	size_t done, cut;     /* sessions that ended, and that broke off */
	struct pos cut_pos, second_pos;
	double end_s;
	bool resumed;         /* train_wall over wall */
};

static double
more(double a, double b)
{
	return isnan(a) || b > a ? b : a;
}

/* A session that says no "done": at least as long as its lines tell. */
static void
cut_session(struct log *log)
{
	struct session *session = &log->session;
	double seconds = session->last_s - session->start_s;

	if (!session->open)
		return;
	if (isnan(seconds) || seconds <= 0)
		seconds = session->wall_s;
	if (session->train_wall_s > session->wall_s)
		log->resumed = true;
	if (!isnan(seconds)) {
		log->seconds += seconds;
		log->end_s = session->last_s;
	}
	if (log->cut++ == 0)
		log->cut_pos = session->pos;
	session->open = false;
}

static void
open_session(struct log *log, const struct train_line *line)
{
	if (log->done + log->cut == 1)
		log->second_pos = line->pos;
	log->session = (struct session){
		.open = true,
		.start_s = (double)NAN,
		.last_s = (double)NAN,
		.wall_s = (double)NAN,
		.train_wall_s = (double)NAN,
		.pos = line->pos,
	};
}

/* "training on 8 devices (GPUs/TPUs)" or "training on 1 GPUs". */
static void
take_start(struct log *log, const struct train_line *line, double devices)
{
	struct record *record = log->reading->record;

	cut_session(log);
	open_session(log, line);
	if (devices >= 1 && devices <= DEVICES_MAX)
		record->devices = devices > record->devices ? (int)devices :
							      record->devices;
}

static void
take_done(struct log *log, const struct train_line *line, double seconds)
{
	if (!(seconds > 0)) {
		row_skip(log->reading, line->pos, "no time of a training");
		return;
	}
	if (isnan(log->reading->record->start_s))
		log->reading->record->start_s =
		    log->session.last_s - seconds;
	log->end_s = log->session.last_s;
	log->seconds += seconds;
	if (log->done++ == 0)
		log->reading->record->time_pos = line->pos;
	log->session.open = false;
}

/* "wall": "673" in JSON, "wall=407" in the older lines; train_wall and valid_wall are others. */
static double
member(struct span text, const char *quoted, const char *plain)
{
	double number;

	if (train_number(text, quoted, &number) ||
	    train_number(text, plain, &number))
		return number;
	return (double)NAN;
}

static void
take_walls(struct log *log, const struct train_line *line)
{
	double wall_s = member(line->text, " \"wall\": \"", " wall=");
	double train_wall_s = member(line->text, "\"train_wall\": \"",
	    " train_wall=");
	double updates = member(line->text, "\"num_updates\": \"",
	    " num_updates=");
	struct record *record = log->reading->record;

	if (isnan(wall_s) || wall_s <= 0)
		return;
	if (!log->session.open || wall_s < log->session.wall_s) {
		cut_session(log);
		open_session(log, line);
	}
	record->rows++;
	log->session.wall_s = wall_s;
	log->session.train_wall_s = train_wall_s;
	if (!isnan(updates))
		record->steps = more(record->steps, updates);
}

static void
take_line(struct log *log, const struct train_line *line)
{
	double number, time_s;
	bool stamped = train_stamp(log->reading, span_sub(line->text, 0, 40),
	    &time_s);

	if (train_number(line->text, "training on ", &number) &&
	    (span_find(line->text, "GPUs") != SIZE_MAX)) {
		if (train_lines_counts(&log->lines, line))
			take_start(log, line, number);
	} else if (span_find(line->text, "wall") != SIZE_MAX &&
	    train_lines_counts(&log->lines, line)) {
		take_walls(log, line);
	}
	if (stamped && log->session.open) {
		if (isnan(log->session.start_s))
			log->session.start_s = time_s;
		log->session.last_s = more(log->session.last_s, time_s);
	}
	if (train_number(line->text, "done training in ", &number) &&
	    train_lines_counts(&log->lines, line))
		take_done(log, line, number);
}

static void
say(struct log *log)
{
	struct diags *diags = log->reading->diags;

	if (log->cut > 0)
		diag(diags, DIAG_LOG_PARTIAL, log->cut_pos,
		    "%zu of %zu sessions say no \"done training\": they count "
		    "up to their last line", log->cut, log->cut + log->done);
	if (log->resumed)
		diag(diags, DIAG_LOG_PARTIAL, log->cut_pos,
		    "train_wall is over wall: the run was resumed, and the "
		    "time of its earlier sessions is not in this log");
	if (log->cut + log->done > 1)
		diag(diags, DIAG_LOG_RUNS, log->second_pos,
		    "%zu sessions in one log; their times are added",
		    log->cut + log->done);
}

static void
finish(struct log *log)
{
	struct record *record = log->reading->record;

	cut_session(log);
	rows_skipped_end(log->reading);
	if (log->seconds <= 0) {
		record->start_s = (double)NAN;
		diag(log->reading->diags, DIAG_LOG_NOTHING,
		    (struct pos){ .file = record->file },
		    "neither \"done training\" nor stamps nor wall= state a "
		    "time");
		return;
	}
	record->duration_s = log->seconds;
	record->duration_is_lower_bound = log->cut > 0;
	record->end_s = log->end_s;
	record->zoned = !isnan(log->reading->options->zone_s);
	if (log->done == 0) {
		record->time_pos = log->cut_pos;
		record->start_s = log->end_s - log->seconds;
	}
	if (log->cut + log->done > 1 || isnan(record->end_s))
		record->start_s = record->end_s = (double)NAN;
	say(log);
}

static void
read_log(struct reading *reading)
{
	struct log log = {
		.reading = reading,
		.lines = { .source = reading->source, .rank = RANK_NONE },
		.session = { .last_s = (double)NAN, .wall_s = (double)NAN },
		.end_s = (double)NAN,
	};
	struct train_line line;

	while (train_lines_next(&log.lines, &line))
		take_line(&log, &line);
	train_lines_end(&log.lines, reading);
	finish(&log);
}

static bool
has(const struct sniff *sniff, const char *text)
{
	return span_find(sniff->head, text) != SIZE_MAX;
}

static int
sniff_log(const struct sniff *sniff)
{
	if (has(sniff, "| INFO | fairseq") || has(sniff, "| fairseq_cli.train"))
		return 90;
	if (has(sniff, "| training on ") && has(sniff, " GPUs"))
		return 85;
	return has(sniff, "| epoch 0") && has(sniff, "train_wall=") ? 80 : 0;
}

const struct format format_fairseq_log = {
	.name = "fairseq-log",
	.title = "fairseq log",
	.gives = "D N",
	.sniff = sniff_log,
	.read = read_log,
};
