/*
 * The co2_eq_emissions of a Hugging Face model card: YAML front matter of a
 * README.md. Only that one key of the top level is read, a scalar or a map
 * of scalars; whatever else the front matter holds is passed over.
 */
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
#include "ingest/tracker.h"

enum { FRONT_LINES = 100000, SECONDS_PER_HOUR = 3600 };

/* Grams a kWh outside of this are no grid's: the mass is in kg, perhaps. */
static const double least_intensity = 2, most_intensity = 2000;

static const char key[] = "co2_eq_emissions";

struct card {
	struct reading *reading;
	struct record *record;
	struct tracker_run run;
	bool found, inside;   /* the key was seen; its map's lines follow */
	size_t indent;        /* of the map's keys; 0 until the first */
	struct pos pos, energy_pos;
	bool codecarbon;
};

/* A value without its comment and quotes. */
static struct span
scalar(struct span text)
{
	size_t i;

	text = span_trim(text);
	if (text.n > 0 && (text.s[0] == '"' || text.s[0] == '\'')) {
		for (i = 1; i < text.n && text.s[i] != text.s[0]; i++)
			continue;
		return span_trim(span_sub(text, 1, i - 1));
	}
	for (i = 0; i < text.n; i++)
		if (text.s[i] == '#' && (i == 0 || text.s[i - 1] == ' ' ||
		    text.s[i - 1] == '\t'))
			break;
	return span_trim(span_sub(text, 0, i));
}

/* Splits "name: value"; the name may be quoted. False when it is not that. */
static bool
split(struct span line, struct span *name, struct span *value)
{
	size_t i;

	for (i = 0; i < line.n; i++)
		if (line.s[i] == ':' && (i + 1 == line.n ||
		    line.s[i + 1] == ' ' || line.s[i + 1] == '\t'))
			break;
	if (i == line.n)
		return false;
	*name = scalar(span_sub(line, 0, i));
	*value = span_trim(span_sub(line, i + 1, line.n));
	return name->n > 0;
}

/* Grams that a unit's name stands for; NAN for one that is not known. None is grams: so the field is defined. */
static double
grams_of(struct span unit)
{
	static const struct {
		const char *word;
		double grams;
	} words[] = { { "kg", 1e3 }, { "kilogram", 1e3 }, { "tonne", 1e6 },
		{ "t ", 1e6 }, { "g", 1 }, { "gram", 1 } };
	size_t i, n;

	unit = span_trim(unit);
	if (unit.n == 0 || span_starts(unit, "CO2") ||
	    span_starts(unit, "co2"))
		return 1;
	if (span_equal_nocase(unit, "t"))
		return 1e6;
	for (i = 0; i < sizeof words / sizeof words[0]; i++) {
		n = strlen(words[i].word);
		if (span_equal_nocase(span_sub(unit, 0, n), words[i].word))
			return words[i].grams;
	}
	return (double)NAN;
}

/* "17g", "0.017 kg", "~12.99": the first number, as grams. */
static double
mass_of(struct span text)
{
	size_t at = 0, n = 0;
	double value;

	while (at < text.n && (text.s[at] < '0' || text.s[at] > '9'))
		at++;
	if (at > 0 && text.s[at - 1] == '-')
		return (double)NAN;
	text = span_sub(text, at, text.n);
	while (n < text.n && ((text.s[n] >= '0' && text.s[n] <= '9') ||
	    text.s[n] == '.'))
		n++;
	if (n + 1 < text.n && (text.s[n] == 'e' || text.s[n] == 'E') &&
	    text.s[n + 1] != '\0' &&
	    strchr("+-0123456789", text.s[n + 1]) != NULL) {
		n += 2;
		while (n < text.n && text.s[n] >= '0' && text.s[n] <= '9')
			n++;
	}
	if (n < text.n && text.s[n] == ',') /* thousands, or a decimal comma */
		return (double)NAN;
	if (!num_parse(span_sub(text, 0, n), &value))
		return (double)NAN;
	return value * grams_of(span_sub(text, n, text.n));
}

static void
take_emissions(struct card *card, struct span value, struct pos pos)
{
	value = scalar(value);
	if (cell_missing(value))
		return;
	card->run.run.co2e_g = mass_of(value);
	card->pos = pos;
	if (isnan(card->run.run.co2e_g))
		row_skip(card->reading, pos,
		    "no mass: grams as a number are expected");
	else
		card->record->rows++;
}

static double
number(struct span value)
{
	double x;

	return cell_number(scalar(value), ',', &x) && x >= 0 ? x :
							       (double)NAN;
}

static void
take_hardware(struct card *card, struct span value)
{
	struct record *record = card->record;
	const char *model;
	int count = tracker_devices(card->reading, scalar(value), &model);

	if (count == 0)
		return;
	record->device_model = record->machine.accelerator = model;
	/* a name without a count says nothing of how many */
	if (span_find(scalar(value), model) > 0)
		record->devices = record->machine.accelerators = count;
	record->machine.pos = card->pos;
}

/* One line of the map. */
static void
take_pair(struct card *card, struct span name, struct span value,
    struct pos pos)
{
	struct machine *machine = &card->record->machine;

	if (span_equal(name, "emissions")) {
		take_emissions(card, value, pos);
	} else if (span_equal(name, "energy_consumed")) {
		card->run.run.energy_kwh = number(value);
		card->energy_pos = pos;
	} else if (span_equal(name, "hours_used")) {
		card->run.run.duration_s = number(value) * SECONDS_PER_HOUR;
	} else if (span_equal(name, "ram_total_size")) {
		machine->memory_gb = number(value);
	} else if (span_equal(name, "hardware_used")) {
		take_hardware(card, value);
	} else if (span_equal(name, "cpu_model")) {
		if (!cell_missing(scalar(value)))
			machine->cpu = span_dup(card->reading->arena,
			    scalar(value));
	} else if (span_equal(name, "source")) {
		struct span source = scalar(value);

		card->codecarbon = span_equal_nocase(source, "codecarbon") ||
		    span_equal_nocase(source, "code carbon");
	}
}

/* "{emissions: 17, source: x}" on one line. */
static void
take_flow(struct card *card, struct span map, struct pos pos)
{
	struct span name, value;

	map = span_sub(map, 1, map.n);
	if (memchr(map.s, '}', map.n) == NULL) {
		row_skip(card->reading, pos,
		    "a map in braces that does not end on its line");
		return;
	}
	map = span_cut(&map, '}');
	while (map.n > 0)
		if (split(span_trim(span_cut(&map, ',')), &name, &value))
			take_pair(card, name, value, pos);
}

/* The value behind the key itself. */
static void
take_key(struct card *card, struct span value, struct pos pos)
{
	struct span text = scalar(value);

	card->found = true;
	card->pos = pos;
	if (text.n == 0)
		card->inside = true;
	else if (span_starts(value, "{"))
		take_flow(card, value, pos);
	else if (text.s[0] != '\0' && strchr("&*!|>[", text.s[0]) != NULL)
		row_skip(card->reading, pos,
		    "an alias, a tag, a list or a block: not read");
	else
		take_emissions(card, value, pos);
}

static void
take_line(struct card *card, struct span line)
{
	struct span text = span_trim(line), name, value;
	size_t indent = 0;
	struct pos pos;

	if (text.n == 0 || text.s[0] == '#')
		return;
	while (indent < line.n && line.s[indent] == ' ')
		indent++;
	pos = source_pos(card->reading->source, indent + 1);
	if (indent == 0) {
		card->inside = false;
		if (!card->found && split(text, &name, &value) &&
		    span_equal(name, key))
			take_key(card, value, pos);
		return;
	}
	if (!card->inside)
		return;
	if (card->indent == 0)
		card->indent = indent;
	if (indent == card->indent && split(text, &name, &value))
		take_pair(card, name, value, pos);
}

static bool
is_rule(struct span line, const char *mark)
{
	return span_starts(line, mark) && span_trim(line).n == 3;
}

/* Front matter between "---" lines; without one, the whole file is it. */
static void
read_front(struct card *card)
{
	struct source *source = card->reading->source;
	struct span line;
	bool first = true, fenced = false;
	size_t i;

	for (i = 0; i < FRONT_LINES && source_line(source, &line); i++) {
		if (is_rule(line, "---") || is_rule(line, "...")) {
			if (!first)
				return;
			fenced = true;
		} else {
			take_line(card, line);
		}
		if (span_trim(line).n > 0)
			first = false;
	}
	if (fenced)
		diag(card->reading->diags, DIAG_LOG_PARTIAL,
		    source_pos(source, 1), "the front matter does not end "
		    "with \"---\": the file is cut off");
}

static void
check_unit(const struct card *card)
{
	const struct record_run *run = &card->run.run;
	double intensity = run->co2e_g / run->energy_kwh;

	if (intensity < least_intensity || intensity > most_intensity)
		diag(card->reading->diags, DIAG_LOG_IMPLAUSIBLE, card->pos,
		    "%.6g g for %.6g kWh are %.3g g/kWh: the card's field is "
		    "grams; it was perhaps filled in with another unit",
		    run->co2e_g, run->energy_kwh, intensity);
}

static void
finish(struct card *card)
{
	struct reading *reading = card->reading;
	struct record_run *run = &card->run.run;

	rows_skipped_end(reading);
	if (isnan(run->co2e_g) && isnan(run->energy_kwh)) {
		diag(reading->diags, DIAG_LOG_NOTHING,
		    card->found ? card->pos :
		    (struct pos){ .file = card->record->file },
		    card->found ? "co2_eq_emissions holds no number" :
				  "no co2_eq_emissions in the front matter");
		return;
	}
	check_unit(card);
	run->pos = isnan(run->energy_kwh) ? card->pos : card->energy_pos;
	card->run.kind = RECORD_MODELLED;
	card->run.pue = card->codecarbon ? 1 : (double)NAN;
	tracker_plausible(reading, &card->run);
	if (!tracker_finish(reading, &card->run, 1))
		return;
	diag(reading->diags, DIAG_LOG_SCOPE, card->pos, "%s",
	    isnan(run->energy_kwh) ?
		"the card states emissions and no energy: the tracker's own "
		"file, as CodeCarbon's emissions.csv, has it" :
	    card->codecarbon ?
		"CodeCarbon's energy has its pue inside, for which a card has "
		"no field; its default of 1 is taken" :
		"the card does not state whether a PUE is inside its energy");
}

static void
read_card(struct reading *reading)
{
	struct card card = {
		.reading = reading,
		.record = reading->record,
		.run = tracker_run_none((struct pos){
		    .file = reading->record->file }),
	};

	read_front(&card);
	finish(&card);
}

/* The key at the begin of a line of what may be front matter. */
static int
sniff(const struct sniff *sniff)
{
	struct span rest = sniff->head, line;
	bool fenced = is_rule(sniff->line, "---");
	size_t lines = 0;

	while (rest.n > 0) {
		line = span_cut(&rest, '\n');
		if (span_starts(line, key) && (fenced || lines == 0))
			return 93;
		if (lines > 0 && fenced &&
		    (is_rule(line, "---") || is_rule(line, "...")))
			return 0;
		if (span_trim(line).n > 0)
			lines++;
		if (!fenced && lines > 0)
			return 0;
	}
	return 0;
}

const struct format format_hf_model_card = {
	.name = "hf-model-card",
	.title = "Hugging Face model card front matter",
	.gives = "D N M E",
	.sniff = sniff,
	.read = read_card,
};
