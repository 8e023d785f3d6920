/*
 * Readings of /sys/class/powercap as shell commands print them: "PATH:VALUE"
 * of grep, "==> PATH <==" of head and tail, with stamps between or not. The
 * difference of two readings is the energy; one alone is none.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/num.h"
#include "base/source.h"
#include "ingest/beside.h"
#include "ingest/cell.h"
#include "ingest/formats.h"
#include "ingest/ingest.h"
#include "ingest/interval.h"
#include "ingest/meter_text.h"
#include "ingest/rapl_domain.h"
#include "ingest/tracker.h"

enum attribute { ENERGY, NAME, RANGE, OTHER };

static const char *const attributes[] = {
	[ENERGY] = "energy_uj", [NAME] = "name",
	[RANGE] = "max_energy_range_uj", [OTHER] = "",
};

static const double micro = 1e6;

/* A package that draws more might run over unseen between two readings. */
static const double package_most_w = 1000;

/* 32 bits of 2^-16 J, the finest unit in use (Intel's manual, volume 3, RAPL): no counter begins again sooner. */
static const double range_least_j = 65536;

/* A counter's file. */
struct place {
	struct span id;    /* "intel-rapl:0:2" */
	struct span path;  /* up to the attribute */
	enum attribute attribute;
	struct span before; /* text in front of the path: a stamp perhaps */
	struct span rest;  /* behind the attribute */
};

struct readings {
	struct reading *reading;
	struct interval_meter *meter;
	struct rapl rapl;
	struct rapl_domain *titled; /* whose value stands on the next line */
	enum attribute titled_attribute;
	double now_s, last_s;    /* of the reading at hand and the one before */
	bool zoned, stamped;
	size_t values, count;    /* of the reading at hand; readings */
	double longest_s;
	bool timeless;           /* a step between readings has no length */
	struct pos pos;          /* of the reading at hand */
};

static bool
is_part_of_id(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
	    c == ':';
}

static bool
is_part_of_name(struct span line, size_t at)
{
	return at < line.n && ((line.s[at] >= 'a' && line.s[at] <= 'z') ||
	    line.s[at] == '_');
}

/* Where the first "/ATTRIBUTE" of the line begins; SIZE_MAX for none. */
static size_t
find_attribute(struct span line, enum attribute *attribute)
{
	size_t i, at, first = SIZE_MAX;
	char word[40];

	for (i = 0; i < OTHER; i++) {
		snprintf(word, sizeof word, "/%s", attributes[i]);
		at = span_find(line, word);
		if (at >= first ||
		    is_part_of_name(line, at + strlen(word)))
			continue;
		first = at;
		*attribute = (enum attribute)i;
	}
	return first;
}

/* "PATH/intel-rapl:0/ATTRIBUTE" in a line, and what stands around it. */
static bool
find_place(struct span line, struct place *place)
{
	size_t i, at, end = find_attribute(line, &place->attribute);

	if (end == SIZE_MAX)
		return false;
	for (at = end; at > 0 && is_part_of_id(line.s[at - 1]); at--)
		continue;
	place->id = span_sub(line, at, end - at);
	if (span_find(place->id, "rapl") == SIZE_MAX ||
	    span_find(place->id, ":") == SIZE_MAX)
		return false;
	for (i = at; i > 0 && line.s[i - 1] != ' ' && line.s[i - 1] != '\t';
	     i--)
		continue;
	place->path = span_sub(line, i, end - i);
	place->before = span_trim(span_sub(line, 0, i));
	place->rest = span_sub(line, end + 1 +
	    strlen(attributes[place->attribute]), line.n);
	return true;
}

/* "1700000000.25", what date prints, or a common stamp. */
static bool
take_time(struct readings *r, struct span text, double *time_s)
{
	bool zoned;

	text = span_trim(text);
	if (num_parse(text, time_s)) {
		if (*time_s > 1e17 && *time_s < 1e20)
			*time_s /= 1e9; /* date +%s%N */
		r->zoned = true;
		return *time_s > 1e8 && *time_s < 1e11;
	}
	if (tracker_stamp(r->reading, text, time_s, &zoned)) {
		r->zoned = zoned;
		return true;
	}
	if (!meter_long_stamp(text, time_s, &zoned))
		return false;
	r->zoned = zoned;
	if (!zoned && !isnan(r->reading->options->zone_s)) {
		*time_s -= r->reading->options->zone_s;
		r->zoned = true;
	}
	return true;
}

/* What has counted by now decides which domain holds which. */
static void
set_roles(struct readings *r)
{
	size_t i;

	for (i = 0; i < r->rapl.count; i++)
		interval_set_role(r->meter, r->rapl.domains[i].part,
		    rapl_role(&r->rapl, &r->rapl.domains[i]));
}

static void
add_interval(struct readings *r)
{
	double energy_j[INTERVAL_PARTS];
	struct interval interval = {
		.start_s = r->last_s,
		.duration_s = r->now_s - r->last_s,
		.energy_j = energy_j,
		.pos = r->pos,
	};
	size_t i;

	for (i = 0; i < INTERVAL_PARTS; i++)
		energy_j[i] = (double)NAN;
	for (i = 0; i < r->rapl.count; i++) {
		struct rapl_domain *domain = &r->rapl.domains[i];

		if (isnan(domain->last_j) || isnan(domain->now_j))
			continue;
		if (domain->part < 0)
			domain->part = interval_part(r->meter,
			    domain->name != NULL ? arena_printf(
				r->reading->arena, "%s (%s)", domain->name,
				domain->id) : domain->id,
			    rapl_role(&r->rapl, domain));
		if (domain->part >= 0)
			energy_j[domain->part] = rapl_rise(domain, r->pos);
	}
	if (interval.duration_s <= 0) {
		diag(r->reading->diags, DIAG_LOG_TIME, r->pos,
		    "the reading is not later than the one before: what the "
		    "counters rose by is taken, its time is not known");
		interval.duration_s = interval.start_s = (double)NAN;
	}
	r->timeless = r->timeless || isnan(interval.duration_s);
	r->longest_s = fmax(r->longest_s, interval.duration_s);
	set_roles(r);
	interval_add(r->meter, &interval);
}

/* The reading at hand is whole. */
static void
end_reading(struct readings *r)
{
	size_t i;

	if (r->values == 0)
		return;
	if (r->count++ > 0)
		add_interval(r);
	for (i = 0; i < r->rapl.count; i++) {
		struct rapl_domain *domain = &r->rapl.domains[i];

		if (!isnan(domain->now_j))
			domain->last_j = domain->now_j;
		domain->now_j = (double)NAN;
	}
	r->last_s = r->now_s;
	r->now_s = (double)NAN;
	r->values = 0;
	r->stamped = false;
}

/* A stamp stands before its reading, or behind one that has none. */
static void
take_stamp(struct readings *r, double time_s)
{
	bool behind = r->values > 0 && !r->stamped;

	if (r->values > 0 && r->stamped)
		end_reading(r);
	r->now_s = time_s;
	r->stamped = true;
	if (behind)
		end_reading(r);
}

static void
take_energy(struct readings *r, struct rapl_domain *domain, double energy_j,
    struct pos pos)
{
	if (r->values++ == 0)
		r->pos = pos;
	domain->now_j = energy_j;
}

static void
take_value(struct readings *r, struct rapl_domain *domain,
    enum attribute attribute, struct span value, struct pos pos)
{
	double number;

	value = span_trim(value);
	if (attribute == NAME) {
		if (domain->name == NULL && value.n > 0 && value.n < 64)
			domain->name = span_dup(r->reading->arena, value);
		return;
	}
	if (!num_parse(value, &number) || !(number >= 0) || number > 1e20) {
		row_skip(r->reading, pos, "no count of microjoules");
		return;
	}
	if (attribute == RANGE)
		domain->range_j = number / micro;
	else
		take_energy(r, domain, number / micro, pos);
}

/* "PATH:VALUE", "PATH VALUE", "PATH = VALUE", or a title with the value on the next line. */
static void
take_place(struct readings *r, const struct place *place, struct pos pos)
{
	struct rapl_domain *domain = rapl_domain(&r->rapl, place->id,
	    place->path, pos, r->reading->arena);
	struct span value = span_trim(place->rest);
	double time_s;

	if (domain == NULL) {
		row_skip(r->reading, pos, "more than %d counters",
		    (int)RAPL_DOMAINS);
		return;
	}
	if (!span_equal(place->path, domain->path))
		return;
	if (place->attribute == ENERGY && !isnan(domain->now_j))
		end_reading(r);
	if (!r->stamped && take_time(r, place->before, &time_s)) {
		r->now_s = time_s;
		r->stamped = true;
	}
	while (value.n > 0 && (value.s[0] == ':' || value.s[0] == '='))
		value = span_trim(span_sub(value, 1, value.n));
	if (value.n > 0 && !span_equal(value, "<=="))
		take_value(r, domain, place->attribute, value, pos);
	else
		r->titled = domain;
	r->titled_attribute = place->attribute;
}

static void
read_line(struct readings *r, struct span line, struct pos pos)
{
	struct place place = { .attribute = OTHER };
	double time_s;

	line = span_trim(line);
	if (line.n == 0)
		return;
	if (find_place(line, &place)) {
		r->titled = NULL;
		take_place(r, &place, pos);
	} else if (span_starts(line, "==>")) {
		r->titled = NULL; /* of a file that does not matter */
	} else if (r->titled != NULL) {
		take_value(r, r->titled, r->titled_attribute, line, pos);
		r->titled = NULL;
	} else if (take_time(r, line, &time_s)) {
		take_stamp(r, time_s);
	}
}

/* What is read first: the reading before the run, where it is a file of its own. */
static void
read_before(struct readings *r)
{
	static const char *const pairs[][2] = {
		{ "after", "before" }, { "end", "start" }, { "stop", "start" },
		{ "post", "pre" },
	};
	struct source *source = NULL;
	struct span line;
	size_t i;

	for (i = 0; source == NULL && i < sizeof pairs / sizeof pairs[0]; i++)
		source = beside_open_other(r->reading, pairs[i][0],
		    pairs[i][1]);
	while (source != NULL && source_line(source, &line))
		read_line(r, line, source_pos(source, 1));
	source_close(source);
	end_reading(r);
}

/* How often counters began again, all of them that count. */
static size_t
count_wraps(const struct readings *r)
{
	size_t i, wraps = 0;

	for (i = 0; i < r->rapl.count; i++)
		if (rapl_role(&r->rapl, &r->rapl.domains[i]) != PART_INSIDE)
			wraps += r->rapl.domains[i].wraps;
	return wraps;
}

/* A counter may have run over more than once between two readings. */
static void
say_wraps(const struct readings *r)
{
	size_t i;

	for (i = 0; i < r->rapl.count; i++) {
		const struct rapl_domain *domain = &r->rapl.domains[i];
		double range_j = isnan(domain->range_j) ? range_least_j :
							  domain->range_j;

		if (rapl_role(&r->rapl, domain) == PART_INSIDE ||
		    (!r->timeless && r->longest_s < range_j / package_most_w))
			continue;
		diag(r->reading->diags, DIAG_LOG_WRAP, domain->pos,
		    "%s begins again %s; between two readings %s it may have "
		    "done so unseen: the energy is at least this, and readings "
		    "every minute would tell", domain->id,
		    isnan(domain->range_j) ?
			"at a max_energy_range_uj that is not in the file" :
			arena_printf(r->reading->arena, "after %.6g J",
			    domain->range_j),
		    r->timeless ? "that bear no time" :
			arena_printf(r->reading->arena, "%.6g s apart",
			    r->longest_s));
		return;
	}
}

static void
say_falls(const struct readings *r)
{
	size_t i;

	for (i = 0; i < r->rapl.count; i++) {
		const struct rapl_domain *domain = &r->rapl.domains[i];

		if (domain->falls > 0)
			diag(r->reading->diags, DIAG_LOG_FALLING,
			    domain->fall_pos, "%s falls and its "
			    "max_energy_range_uj is not in the file: what it "
			    "rose by is not known", domain->id);
	}
}

/* What is counted, and what is inside it. */
static void
say_scope(const struct readings *r)
{
	struct record *record = r->reading->record;
	bool platform = rapl_has_platform(&r->rapl), inside = false;
	size_t i, wraps = count_wraps(r);

	for (i = 0; i < r->rapl.count; i++)
		if (r->rapl.domains[i].total_j > 0 &&
		    rapl_role(&r->rapl, &r->rapl.domains[i]) == PART_INSIDE)
			inside = true;
	record->scope = platform ? SCOPE_NODE : SCOPE_PROCESSOR;
	diag(r->reading->diags, DIAG_LOG_SCOPE, record->energy_pos,
	    "energy of %s: no GPU board is in it%s", platform ?
		"the platform (psys)" : "processor packages and memory",
	    wraps == 0 ? "" : arena_printf(r->reading->arena,
		"; counters ran over %zu %s and are read on", wraps,
		wraps == 1 ? "time" : "times"));
	if (inside)
		diag(r->reading->diags, DIAG_LOG_INSIDE, record->energy_pos,
		    "%s", platform ? "packages and memory are in the "
		    "platform's energy (psys) and not added" :
		    "cores, graphics and second views of a package are in "
		    "its energy and not added");
}

/* True when there is a difference to take; else what is missing is said. */
static bool
has_pair(const struct readings *r)
{
	struct diags *diags = r->reading->diags;
	struct pos pos = { .file = r->reading->record->file };

	if (r->count > 1)
		return true;
	if (r->count == 0)
		diag(diags, DIAG_LOG_NOTHING, pos, "no energy_uj has a value: "
		    "root alone may read it");
	else
		diag(diags, DIAG_LOG_SNAPSHOT, pos, "each counter is read "
		    "once; the difference of two readings is an energy: "
		    "append the one after the run to this file, or call the "
		    "two NAME-before and NAME-after");
	r->reading->record->rows = r->count;
	return false;
}

static void
finish(struct readings *r)
{
	rows_skipped_end(r->reading);
	if (!has_pair(r))
		return;
	set_roles(r);
	say_falls(r);
	if (!interval_finish(r->meter))
		return;
	r->reading->record->rows = r->count;
	r->reading->record->zoned = r->zoned &&
	    !isnan(r->reading->record->start_s);
	say_scope(r);
	say_wraps(r);
}

static void
read_rapl(struct reading *reading)
{
	struct readings *r = arena_alloc(reading->arena, sizeof *r);
	struct span line;

	r->reading = reading;
	r->meter = interval_open(reading, INTERVAL_SERIAL, RECORD_MEASURED);
	r->now_s = r->last_s = (double)NAN;
	read_before(r);
	while (source_line(reading->source, &line))
		read_line(r, line, source_pos(reading->source, 1));
	end_reading(r);
	finish(r);
}

static int
sniff(const struct sniff *sniff)
{
	struct span head = sniff->head;
	size_t at = span_find(head, "-rapl:");

	if (at == SIZE_MAX)
		at = span_find(head, "-rapl-mmio:");
	return at != SIZE_MAX && span_find(head, "/energy_uj") != SIZE_MAX ?
	    88 : 0;
}

const struct format format_rapl_sysfs = {
	.name = "rapl-sysfs",
	.title = "RAPL counters of /sys/class/powercap",
	.gives = "D E",
	.sniff = sniff,
	.read = read_rapl,
};
