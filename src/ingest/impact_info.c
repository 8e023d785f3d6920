/*
 * Going through a pickle, protocols 0 to 5: every opcode's length is known,
 * so keys and the values behind them are found without building anything.
 */
#include "ingest/impact_info.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/diag.h"
#include "base/num.h"
#include "base/source.h"
#include "base/timestamp.h"
#include "ingest/ingest.h"

/* How long an opcode's argument is: so many bytes, or as follows. */
enum {
	ARG_LINE = -1,   /* up to a line end */
	ARG_LINES = -2,  /* two of them */
	ARG_SIZE1 = -3,  /* a length in 1 byte, then so many */
	ARG_SIZE4 = -4,
	ARG_SIZE8 = -5,
	ARG_STOP = -6,
	ARG_NONE = -7    /* no opcode */
};

enum { STATE = 10, VALUE_NEAR = 12 };

/* What a value is told by. */
enum value_kind { VALUE_OTHER, VALUE_TEXT, VALUE_ESCAPED, VALUE_BYTES,
	VALUE_FLOAT, VALUE_DECIMAL, VALUE_INT };

struct opcode {
	unsigned char code;
	signed char argument;
	enum value_kind kind;
};

static const struct opcode opcodes[] = {
	{ 'I', ARG_LINE, VALUE_DECIMAL },
	{ 'J', 4, VALUE_INT },
	{ 'K', 1, VALUE_INT },
	{ 'M', 2, VALUE_INT },
	{ 'L', ARG_LINE, VALUE_OTHER },
	{ 0x8a, ARG_SIZE1, VALUE_OTHER },
	{ 0x8b, ARG_SIZE4, VALUE_OTHER },
	{ 'S', ARG_LINE, VALUE_OTHER },
	{ 'T', ARG_SIZE4, VALUE_BYTES },
	{ 'U', ARG_SIZE1, VALUE_BYTES },
	{ 'B', ARG_SIZE4, VALUE_BYTES },
	{ 'C', ARG_SIZE1, VALUE_BYTES },
	{ 0x8e, ARG_SIZE8, VALUE_BYTES },
	{ 0x96, ARG_SIZE8, VALUE_OTHER },
	{ 'V', ARG_LINE, VALUE_ESCAPED },
	{ 0x8c, ARG_SIZE1, VALUE_TEXT },
	{ 'X', ARG_SIZE4, VALUE_TEXT },
	{ 0x8d, ARG_SIZE8, VALUE_TEXT },
	{ 'F', ARG_LINE, VALUE_DECIMAL },
	{ 'G', 8, VALUE_FLOAT },
	{ 'g', ARG_LINE, VALUE_OTHER },
	{ 'h', 1, VALUE_OTHER },
	{ 'j', 4, VALUE_OTHER },
	{ 'p', ARG_LINE, VALUE_OTHER },
	{ 'q', 1, VALUE_OTHER },
	{ 'r', 4, VALUE_OTHER },
	{ 0x82, 1, VALUE_OTHER },
	{ 0x83, 2, VALUE_OTHER },
	{ 0x84, 4, VALUE_OTHER },
	{ 'c', ARG_LINES, VALUE_OTHER },
	{ 'i', ARG_LINES, VALUE_OTHER },
	{ 0x80, 1, VALUE_OTHER },
	{ '.', ARG_STOP, VALUE_OTHER },
	{ 0x95, 8, VALUE_OTHER },
	{ 'P', ARG_LINE, VALUE_OTHER },
};

/* Opcodes without an argument. */
static const char plain[] =
    "N]ael)t}dsu021(RboQ"
    "\x81\x85\x86\x87\x88\x89\x8f\x90\x91\x92\x93\x94\x97\x98";

/* The value of one opcode. */
struct value {
	enum value_kind kind;
	struct span bytes;
};

struct scan {
	struct span rest;
	struct impact_info *info;
	const char *key;  /* whose value is looked for; NULL for none */
	int left;         /* opcodes in which it must come */
};

static const struct opcode *
opcode_of(unsigned char code, struct opcode *none)
{
	size_t i;

	for (i = 0; i < sizeof opcodes / sizeof opcodes[0]; i++)
		if (opcodes[i].code == code)
			return &opcodes[i];
	*none = (struct opcode){ .code = code,
		.argument = code != 0 && strchr(plain, (char)code) != NULL ?
		    0 : ARG_NONE };
	return none;
}

static uint64_t
little(const char *s, size_t n)
{
	uint64_t value = 0;

	while (n-- > 0)
		value = value << 8 | (unsigned char)s[n];
	return value;
}

/* Takes N bytes off *REST; false when there are not so many. */
static bool
take(struct span *rest, uint64_t n, struct span *bytes)
{
	if (n > rest->n)
		return false;
	*bytes = span_sub(*rest, 0, (size_t)n);
	*rest = span_sub(*rest, (size_t)n, rest->n);
	return true;
}

static bool
take_line(struct span *rest, struct span *line)
{
	if (memchr(rest->s, '\n', rest->n) == NULL)
		return false;
	*line = span_cut(rest, '\n');
	return true;
}

static bool
take_argument(struct span *rest, int argument, struct span *bytes)
{
	static const size_t sizes[] = { 1, 4, 8 };

	*bytes = span_sub(*rest, 0, 0);
	if (argument >= 0)
		return take(rest, (uint64_t)argument, bytes);
	if (argument == ARG_LINE)
		return rest->n > 0 && take_line(rest, bytes);
	if (argument == ARG_LINES)
		return rest->n > 0 && take_line(rest, bytes) && rest->n > 0 &&
		    take_line(rest, bytes);
	if (argument <= ARG_SIZE1 && argument >= ARG_SIZE8) {
		size_t n = sizes[ARG_SIZE1 - argument];

		return take(rest, n, bytes) &&
		    take(rest, little(bytes->s, n), bytes);
	}
	return false;
}

/* Latin-1 as it travels in UTF-8 text, or behind \u escapes. Returns how many bytes, 0 when it is not that. */
static size_t
latin1(const struct value *value, unsigned char out[STATE])
{
	struct span text = value->bytes;
	size_t i = 0, n = 0;

	while (i < text.n && n < STATE) {
		unsigned char c = (unsigned char)text.s[i];

		if (value->kind == VALUE_TEXT && (c == 0xc2 || c == 0xc3) &&
		    i + 1 < text.n) {
			out[n++] = (unsigned char)(c << 6 |
			    ((unsigned char)text.s[i + 1] & 0x3f));
			i += 2;
		} else if (value->kind == VALUE_ESCAPED && c == '\\' &&
		    i + 5 < text.n && text.s[i + 1] == 'u') {
			static const char digits[] = "0123456789abcdef";
			const char *high = strchr(digits, text.s[i + 4]);
			const char *low = strchr(digits, text.s[i + 5]);

			if (high == NULL || low == NULL)
				return 0;
			out[n++] = (unsigned char)(16 * (high - digits) +
			    (low - digits));
			i += 6;
		} else {
			out[n++] = c;
			i++;
		}
	}
	return i == text.n ? n : 0;
}

/* Year in two bytes, month, day, hour, minute, second, microseconds in three. */
static double
datetime_of(const struct value *value)
{
	unsigned char b[STATE];
	int year, micros;

	if (value->kind != VALUE_TEXT && value->kind != VALUE_ESCAPED &&
	    value->kind != VALUE_BYTES)
		return (double)NAN;
	if (latin1(value, b) != STATE)
		return (double)NAN;
	year = b[0] << 8 | b[1];
	b[2] &= 0x7f; /* its first bit says which of two equal hours */
	micros = b[7] << 16 | b[8] << 8 | b[9];
	if (year < 1990 || year > 2200 || b[2] < 1 || b[2] > 12 || b[3] < 1 ||
	    b[3] > 31 || b[4] > 23 || b[5] > 59 || b[6] > 59 ||
	    micros > 999999)
		return (double)NAN;
	return (double)timestamp_days(year, b[2], b[3]) * 86400 +
	    b[4] * 3600 + b[5] * 60 + b[6] + micros / 1e6;
}

static double
number_of(const struct value *value)
{
	uint64_t bits = 0;
	double number;
	size_t i;

	switch (value->kind) {
	case VALUE_FLOAT:
		for (i = 0; i < 8; i++)
			bits = bits << 8 | (unsigned char)value->bytes.s[i];
		memcpy(&number, &bits, sizeof number);
		return number;
	case VALUE_INT:
		return (double)little(value->bytes.s, value->bytes.n);
	case VALUE_DECIMAL:
		return num_parse(value->bytes, &number) ? number :
							  (double)NAN;
	case VALUE_OTHER:
	case VALUE_TEXT:
	case VALUE_ESCAPED:
	case VALUE_BYTES:
		break;
	}
	return (double)NAN;
}

static const char *const keys[] = { "experiment_start", "experiment_end",
	"carbonIntensity", "experiment_impact_tracker_version" };

/* True when the value was what the key asked for. */
static bool
take_value(struct scan *scan, const struct value *value)
{
	struct impact_info *info = scan->info;
	double seconds = datetime_of(value), number = number_of(value);

	if (scan->key == keys[0] && !isnan(seconds))
		info->start_local_s = seconds;
	else if (scan->key == keys[1] && !isnan(seconds))
		info->end_local_s = seconds;
	else if (scan->key == keys[2] && number > 0 && number < 1e4)
		info->intensity_g_per_kwh = number;
	else if (scan->key == keys[3] && value->kind == VALUE_TEXT &&
	    value->bytes.n < sizeof info->version &&
	    memchr(value->bytes.s, '\0', value->bytes.n) == NULL)
		memcpy(info->version, value->bytes.s, value->bytes.n);
	else
		return false;
	return true;
}

static void
see(struct scan *scan, const struct value *value)
{
	size_t i;

	for (i = 0; i < sizeof keys / sizeof keys[0]; i++) {
		if (value->kind == VALUE_OTHER ||
		    !span_equal(value->bytes, keys[i]))
			continue;
		scan->key = keys[i];
		scan->left = VALUE_NEAR;
		return;
	}
	if (scan->key == NULL)
		return;
	if (take_value(scan, value) || --scan->left == 0)
		scan->key = NULL;
}

bool
impact_info_read(struct span pickle, struct impact_info *info)
{
	struct scan scan = { .rest = pickle, .info = info };

	*info = (struct impact_info){
		.start_local_s = (double)NAN,
		.end_local_s = (double)NAN,
		.intensity_g_per_kwh = (double)NAN,
	};
	while (scan.rest.n > 0) {
		struct opcode none;
		const struct opcode *opcode =
		    opcode_of((unsigned char)scan.rest.s[0], &none);
		struct value value = { .kind = opcode->kind };

		scan.rest = span_sub(scan.rest, 1, scan.rest.n);
		if (opcode->argument == ARG_STOP ||
		    opcode->argument == ARG_NONE ||
		    !take_argument(&scan.rest, opcode->argument,
		    &value.bytes))
			break;
		see(&scan, &value);
	}
	return !isnan(info->start_local_s);
}

bool
impact_info_is(struct span head)
{
	static const char *const words[] = { "experiment_start",
		"experiment_impact_tracker_version",
		"region_carbon_intensity_estimate", "python_package_info" };
	size_t i;

	if (head.n == 0 || (head.s[0] != '\x80' && head.s[0] != '(' &&
	    head.s[0] != '}'))
		return false;
	for (i = 0; i < sizeof words / sizeof words[0]; i++)
		if (span_find(head, words[i]) != SIZE_MAX)
			return true;
	return false;
}

void
impact_info_alone(struct reading *reading)
{
	struct record *record = reading->record;
	struct pos pos = { .file = record->file };
	struct impact_info info;
	struct span text;

	if (!source_text(reading->source, &text))
		return;
	if (!impact_info_read(text, &info) ||
	    !(info.end_local_s >= info.start_local_s)) {
		diag(reading->diags, DIAG_LOG_NOTHING, pos,
		    "no start and end of a run in it; the samples are in the "
		    "data.json beside it");
		return;
	}
	record->rows = 1;
	record->start_s = info.start_local_s;
	record->end_s = info.end_local_s;
	if (!isnan(reading->options->zone_s)) {
		record->start_s -= reading->options->zone_s;
		record->end_s -= reading->options->zone_s;
		record->zoned = true;
	}
	record->duration_s = record->end_s - record->start_s;
	record->intensity_g_per_kwh = info.intensity_g_per_kwh;
	diag(reading->diags, DIAG_LOG_SCOPE, pos,
	    "start and end alone; the power samples are in the data.json "
	    "beside it");
}
