/*
 * carbontracker's standard log: epochs with a duration and the mean power of
 * each device, which numpy prints over several lines when there are many.
 */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/num.h"
#include "base/source.h"
#include "ingest/carbontracker.h"
#include "ingest/cell.h"
#include "ingest/course.h"
#include "ingest/ingest.h"
#include "ingest/power.h"

enum {
	ARRAY_LINES = 256,    /* of one power */
	WS_PER_KWH = 3600000,
	SESSIONS_MAX = 100000
};

static const char power_words[] = "Average power usage (W) for ";

static struct ct_session *
session_of(struct ct_log *log)
{
	return log->session_count == 0 ?
	    NULL : &log->sessions[log->session_count - 1];
}

/* A session begins with the version line; one that has no epoch yet is taken again. */
static struct ct_session *
begin_session(struct ct_log *log, struct pos pos)
{
	struct ct_session *session = session_of(log);

	if (session != NULL && (session->epochs == 0 ||
	    log->session_count >= SESSIONS_MAX))
		return session;
	log->sessions = arena_grow(log->reading->arena, log->sessions,
	    log->session_count, sizeof *log->sessions);
	session = &log->sessions[log->session_count++];
	*session = (struct ct_session){
		.start_s = (double)NAN,
		.end_s = (double)NAN,
		.energy_kwh = (double)NAN,
		.max_power_w = (double)NAN,
		.pos = pos,
		.energy_pos = pos,
	};
	return session;
}

/* The session being read, begun if need be. */
static struct ct_session *
this_session(struct ct_log *log, struct pos pos)
{
	struct ct_session *session = session_of(log);

	return session == NULL ? begin_session(log, pos) : session;
}

/* A total of an epoch can't be cut: it counts when its middle lies in the window. */
static bool
is_outside(const struct ct_log *log, const struct ct_epoch *epoch)
{
	const struct read_options *options = log->reading->options;
	double middle_s = epoch->stamp_s - epoch->duration_s / 2;

	return middle_s < options->from_s || middle_s > options->to_s;
}

static void
keep_energy(struct ct_log *log, const struct ct_epoch *epoch)
{
	bool whole = !epoch->missing && (epoch->gpu || epoch->cpu);

	log->epoch_kwh = arena_grow(log->reading->arena, log->epoch_kwh,
	    log->epoch_count, sizeof *log->epoch_kwh);
	log->epoch_kwh[log->epoch_count++] = whole ?
	    epoch->power_w * epoch->duration_s / WS_PER_KWH : (double)NAN;
}

/* The mean power of the epoch; what bears no stamp follows on what was before. */
static void
draw(struct ct_log *log, const struct ct_epoch *epoch)
{
	double end_s = isnan(epoch->stamp_s) ?
	    log->drawn_s + epoch->duration_s : epoch->stamp_s;

	course_add(log->trace, log->reading, end_s - epoch->duration_s,
	    end_s, epoch->power_w);
	log->drawn_s = end_s;
}

static void
add_epoch(struct ct_log *log)
{
	const struct ct_epoch *epoch = &log->epoch;
	struct ct_session *session = this_session(log, epoch->pos);

	log->reading->record->rows++;
	keep_energy(log, epoch);
	if (session->epochs++ == 0 && isnan(session->start_s))
		session->start_s = epoch->stamp_s - epoch->duration_s;
	session->duration_s += epoch->duration_s;
	session->gpu = session->gpu || epoch->gpu;
	session->cpu = session->cpu || epoch->cpu;
	if (!isnan(epoch->stamp_s))
		session->end_s = epoch->stamp_s;
	session->blank += epoch->missing || !(epoch->gpu || epoch->cpu);
	if (!epoch->gpu && !epoch->cpu)
		return;
	if (isnan(session->energy_kwh)) {
		session->energy_kwh = 0;
		session->energy_pos = epoch->power_pos;
	}
	session->energy_kwh += epoch->power_w * epoch->duration_s /
	    WS_PER_KWH;
	session->covered_s += epoch->duration_s;
	draw(log, epoch);
	session->max_power_w = fmax(session->max_power_w, epoch->power_w);
}

void
ct_end_epoch(struct ct_log *log)
{
	struct ct_epoch *epoch = &log->epoch;

	if (epoch->open && isnan(epoch->duration_s))
		row_skip(log->reading, epoch->pos,
		    "an epoch without a duration");
	else if (epoch->open && !is_outside(log, epoch))
		add_epoch(log);
	else if (!epoch->open && (epoch->gpu || epoch->cpu))
		row_skip(log->reading, epoch->power_pos,
		    "a power without an epoch");
	*epoch = (struct ct_epoch){ .duration_s = (double)NAN };
}

/* "Epoch 12:", written by the tracker itself: with a stamp. */
static bool
is_epoch(struct span message)
{
	size_t i;

	if (!span_starts(message, "Epoch ") || message.n < 8 ||
	    message.s[message.n - 1] != ':')
		return false;
	for (i = 6; i + 1 < message.n; i++)
		if (message.s[i] < '0' || message.s[i] > '9')
			return false;
	return true;
}

/* Powers may stand before the first epoch's line, in what hands have reordered. */
static void
begin_epoch(struct ct_log *log, struct pos pos)
{
	struct ct_epoch *epoch = &log->epoch;
	bool early = !epoch->open && (epoch->gpu || epoch->cpu);

	if (!early)
		ct_end_epoch(log);
	epoch->open = true;
	epoch->duration_s = (double)NAN;
	epoch->stamp_s = log->stamp_s;
	epoch->pos = pos;
}

/* Sum of the numbers in "[136.86 138.09]"; NAN when one is missing or out of range. */
static double
sum_powers(struct span text, size_t *count)
{
	double sum = 0, power_w;
	size_t i;

	*count = 0;
	while (text.n > 0) {
		for (i = 0; i < text.n && text.s[i] != '\0' &&
		     strchr(" ,[]\t\n", text.s[i]) == NULL; i++)
			continue;
		if (i > 0) {
			if (!num_parse(span_sub(text, 0, i), &power_w) ||
			    power_w < 0 || power_w > POWER_MAX_W)
				return (double)NAN;
			sum += power_w;
			(*count)++;
		}
		text = span_sub(text, i + 1, text.n);
	}
	return *count == 0 ? (double)NAN : sum;
}

/* The value with the lines that it goes on over, up to its bracket. */
static struct span
whole_value(struct ct_log *log, struct span value)
{
	struct buf buf = { 0 };
	struct span line, all;
	int i;

	if (!span_starts(value, "[") || memchr(value.s, ']', value.n) != NULL)
		return value;
	buf_add(&buf, value.s, value.n);
	for (i = 0; i < ARRAY_LINES; i++) {
		if (!source_line(log->reading->source, &line))
			break;
		buf_putc(&buf, ' ');
		buf_add(&buf, line.s, line.n);
		if (memchr(line.s, ']', line.n) != NULL)
			break;
	}
	all = (struct span){ buf.s, buf.n };
	all.s = span_dup(log->reading->arena, all);
	buf_free(&buf);
	return all;
}

static void
take_power(struct ct_log *log, struct span message, size_t at,
    struct pos pos)
{
	struct ct_epoch *epoch = &log->epoch;
	struct span rest = span_sub(message, at + strlen(power_words),
	    message.n);
	bool gpu = span_starts(rest, "gpu");
	size_t colon = span_find(rest, ":"), count;
	struct span value;
	double power_w;

	if (colon == SIZE_MAX)
		return;
	value = span_trim(span_sub(rest, colon + 1, rest.n));
	value = whole_value(log, value);
	if ((gpu ? epoch->gpu : epoch->cpu) && epoch->open) {
		row_skip(log->reading, pos, "a second power of one epoch");
		return;
	}
	if (gpu ? epoch->gpu : epoch->cpu)
		ct_end_epoch(log);
	power_w = sum_powers(value, &count);
	if (isnan(power_w)) {
		epoch->missing = true;
		if (span_find(value, "None") == SIZE_MAX &&
		    span_find(value, "nan") == SIZE_MAX)
			row_skip(log->reading, pos,
			    "no power from 0 to %d W", (int)POWER_MAX_W);
		return;
	}
	if (!epoch->gpu && !epoch->cpu)
		epoch->power_pos = pos;
	epoch->power_w += power_w;
	epoch->gpu = epoch->gpu || gpu;
	epoch->cpu = epoch->cpu || !gpu;
	if (gpu)
		this_session(log, pos)->devices = count;
}

static void
take_version(struct ct_log *log, struct span version, struct pos pos)
{
	struct record *record = log->reading->record;

	ct_end_epoch(log);
	begin_session(log, pos);
	log->group++;
	version = span_trim(version);
	if (version.n > 0 && version.n < 64)
		record->tool_version = span_dup(log->reading->arena, version);
}

void
ct_read_epoch_line(struct ct_log *log, struct span message, struct pos pos)
{
	size_t at = span_find(message, power_words);

	if (at != SIZE_MAX) {
		take_power(log, message, at, pos);
	} else if (log->stamped && is_epoch(message)) {
		begin_epoch(log, pos);
	} else if (log->epoch.open && isnan(log->epoch.duration_s) &&
	    span_starts(message, "Duration:")) {
		log->epoch.duration_s =
		    ct_duration(span_sub(message, 9, message.n));
	} else if (span_starts(message, "carbontracker version ")) {
		take_version(log, span_sub(message, 22, message.n), pos);
	} else if (log->stamped && span_starts(message, "Monitoring thread")) {
		struct ct_session *session = this_session(log, pos);

		if (span_find(message, "started") != SIZE_MAX &&
		    session->epochs == 0)
			session->start_s = log->stamp_s;
	}
}
