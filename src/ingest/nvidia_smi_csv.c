/*
 * nvidia-smi --query-gpu=... --format=csv: a preset of the delimited reader.
 * Columns are found by name, or without a header by what the cells hold.
 */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/csv.h"
#include "base/diag.h"
#include "base/source.h"
#include "base/timestamp.h"
#include "ingest/cell.h"
#include "ingest/delimited.h"
#include "ingest/formats.h"
#include "ingest/ingest.h"

/* X(field, name in the header, its alias); in order of preference where several serve. */
#define FIELDS(X)                                              \
	X(FIELD_TIME, "timestamp", "timestamp")                \
	X(FIELD_POWER, "power.draw", "power.draw")             \
	X(FIELD_AVERAGE, "power.draw.average", "power.draw.average") \
	X(FIELD_INSTANT, "power.draw.instant", "power.draw.instant") \
	X(FIELD_UUID, "uuid", "gpu_uuid")                      \
	X(FIELD_BUS, "pci.bus_id", "gpu_bus_id")               \
	X(FIELD_INDEX, "index", "index")                       \
	X(FIELD_NAME, "name", "gpu_name")                      \
	X(FIELD_ENFORCED, "enforced.power.limit", "enforced.power.limit") \
	X(FIELD_LIMIT, "power.limit", "power.limit")           \
	X(FIELD_DEFAULT, "power.default_limit", "power.default_limit") \
	X(FIELD_MAX, "power.max_limit", "power.max_limit")     \
	X(FIELD_MEMORY, "memory.total", "memory.total")        \
	X(FIELD_DRIVER, "driver_version", "driver_version")

#define FIELD_ENUM(field, name, alias) field,
enum field { FIELDS(FIELD_ENUM) FIELD_TOTAL };
#undef FIELD_ENUM

enum {
	CELLS_MAX = 512,
	LINES_LOOKED_AT = 64,
	DEVICES_MAX = 256, /* of one machine */
	MIB_PER_GB = 1024
};

/* Where each field stands. */
struct layout {
	int columns[FIELD_TOTAL];
	enum unit power_unit;
};

/* The first lines, split; a snapshot's rows. */
struct line {
	struct csv_field cells[CELLS_MAX];
	struct csv_row row;
};

static struct span
bare(struct span text)
{
	text = span_trim(text);
	if (text.n >= 2 && text.s[0] == '"' && text.s[text.n - 1] == '"')
		text = span_trim(span_sub(text, 1, text.n - 2));
	return text;
}

static void
split_line(struct line *line, struct span text)
{
	char mark = csv_delimiter(text);
	bool more = true;

	line->row = (struct csv_row){ .fields = line->cells };
	while (more && line->row.count < CELLS_MAX) {
		struct span cell;

		more = text.n > 0 && memchr(text.s, mark, text.n) != NULL;
		cell = span_cut(&text, mark);
		line->cells[line->row.count++] =
		    (struct csv_field){ .text = bare(cell) };
	}
}

static enum field
field_of(struct span name)
{
#define FIELD_NAMES(field, name, alias) { name, alias },
	static const char *const names[][2] = { FIELDS(FIELD_NAMES) };
#undef FIELD_NAMES
	int field;

	for (field = 0; field < FIELD_TOTAL; field++)
		if (span_equal(name, names[field][0]) ||
		    span_equal(name, names[field][1]))
			break;
	return (enum field)field;
}

/* The header's names, "power.draw [W]"; returns how many are known. */
static size_t
read_layout(const struct csv_row *row, struct layout *layout)
{
	size_t i, known = 0;

	for (i = 0; i < FIELD_TOTAL; i++)
		layout->columns[i] = COLUMN_NONE;
	layout->power_unit = UNIT_W;
	for (i = 0; i < row->count; i++) {
		struct span unit = bare(row->fields[i].text);
		enum field field = field_of(span_trim(span_cut(&unit, '[')));

		if (field == FIELD_TOTAL)
			continue;
		known++;
		layout->columns[field] = (int)i;
		if (field == FIELD_POWER &&
		    unit_lookup(span_cut(&unit, ']')) == UNIT_MILLIW)
			layout->power_unit = UNIT_MILLIW;
	}
	return known;
}

static int
first_of(const struct layout *layout, enum field from, enum field to)
{
	int field;

	for (field = (int)from; field <= (int)to; field++)
		if (layout->columns[field] != COLUMN_NONE)
			return layout->columns[field];
	return COLUMN_NONE;
}

static void
map_layout(const struct layout *layout, int power, struct column_map *map)
{
	map->time = layout->columns[FIELD_TIME];
	map->power = power;
	map->power_unit = layout->power_unit;
	map->device = first_of(layout, FIELD_UUID, FIELD_INDEX);
	map->aliases[0] = layout->columns[FIELD_BUS];
	map->aliases[1] = layout->columns[FIELD_INDEX];
	map->model = layout->columns[FIELD_NAME];
}

/* A header in the middle: the sampler was started anew, perhaps with other columns. */
static bool
read_header(const struct csv_row *row, struct column_map *map)
{
	struct layout layout;
	int power;

	read_layout(row, &layout);
	power = first_of(&layout, FIELD_POWER, FIELD_INSTANT);
	if (layout.columns[FIELD_TIME] == COLUMN_NONE || power == COLUMN_NONE)
		return false;
	map_layout(&layout, power, map);
	return true;
}

/* The first of the power columns that holds a number in the first rows. */
static int
power_column(const struct layout *layout, struct span rest)
{
	enum unit unit;
	double value;
	int field, i;

	for (i = 0; i < LINES_LOOKED_AT && rest.n > 0; i++) {
		struct line line;

		split_line(&line, span_cut(&rest, '\n'));
		for (field = FIELD_POWER; field <= FIELD_INSTANT; field++)
			if (cell_quantity(cell_text(&line.row,
			    layout->columns[field]), ',', &value, &unit))
				return layout->columns[field];
	}
	return first_of(layout, FIELD_POWER, FIELD_INSTANT);
}

/* The power of a limit, or NAN. */
static double
limit_w(const struct csv_row *row, int column)
{
	enum unit unit;
	double value;

	if (!cell_quantity(cell_text(row, column), ',', &value, &unit))
		return (double)NAN;
	if (unit == UNIT_TOTAL)
		return value;
	return unit_dimension(unit) == DIM_POWER ? unit_to_base(unit, value) :
						   (double)NAN;
}

static double
memory_gb(struct span text)
{
	double mib;

	if (span_ends(text, "MiB"))
		text = span_sub(text, 0, text.n - 3);
	return cell_number(text, ',', &mib) ? mib / MIB_PER_GB : (double)NAN;
}

static const char *
text_or_null(struct arena *arena, struct span text)
{
	return cell_missing(text) ? NULL : span_dup(arena, text);
}

/* What a data row says of the hardware. */
static void
read_machine(struct reading *reading, const struct layout *layout,
    const struct csv_row *row)
{
	struct machine *machine = &reading->record->machine;
	const int *columns = layout->columns;

	machine->accelerator = text_or_null(reading->arena,
	    cell_text(row, columns[FIELD_NAME]));
	machine->accelerator_power_limit_w = limit_w(row,
	    first_of(layout, FIELD_ENFORCED, FIELD_LIMIT));
	machine->accelerator_max_power_w = limit_w(row,
	    first_of(layout, FIELD_DEFAULT, FIELD_MAX));
	machine->accelerator_memory_gb =
	    memory_gb(cell_text(row, columns[FIELD_MEMORY]));
	reading->record->tool_version = text_or_null(reading->arena,
	    cell_text(row, columns[FIELD_DRIVER]));
	machine->pos = (struct pos){ reading->record->file, 2, 1 };
	machine->power_pos = machine->pos;
}

static struct span
cut_first_line(struct span *rest)
{
	struct span line = { "", 0 };

	while (rest->n > 0 && span_trim(line).n == 0)
		line = span_cut(rest, '\n');
	return span_trim(line);
}

/* Devices that the rows name; -1 when a row need not be a device of its own. */
static int
count_devices(const struct layout *layout, struct span rest)
{
	int key = first_of(layout, FIELD_UUID, FIELD_INDEX);
	bool power = first_of(layout, FIELD_POWER, FIELD_INSTANT) !=
	    COLUMN_NONE;
	struct span ids[DEVICES_MAX];
	size_t i, n = 0, rows = 0;

	for (; rest.n > 0 && n < DEVICES_MAX; rows++) {
		struct line line;

		split_line(&line, cut_first_line(&rest));
		ids[n] = cell_text(&line.row, key);
		for (i = 0; key != COLUMN_NONE && i < n; i++)
			if (ids[i].n == ids[n].n &&
			    memcmp(ids[i].s, ids[n].s, ids[n].n) == 0)
				break;
		n += key == COLUMN_NONE || i == n;
	}
	return key == COLUMN_NONE && power && rows > 1 ? -1 : (int)n;
}

/* A list of devices without times or without power: hardware alone. Rows past the head would be a loop's, and say nothing more. */
static void
read_hardware(struct reading *reading, const struct layout *layout,
    struct span rest)
{
	struct record *record = reading->record;
	struct span copy = span_trim(rest);
	struct line line;

	if (copy.n == 0) {
		diag(reading->diags, DIAG_LOG_NOTHING,
		    (struct pos){ .file = record->file },
		    "a header and no row");
		return;
	}
	record->devices = count_devices(layout, copy);
	split_line(&line, cut_first_line(&copy));
	read_machine(reading, layout, &line.row);
	record->machine.accelerators = record->devices;
	record->device_model = record->machine.accelerator;
	diag(reading->diags, DIAG_LOG_SNAPSHOT, record->machine.pos,
	    "it lists devices and says nothing of their power over time; "
	    "\"--query-gpu=timestamp,uuid,name,power.draw -l 1\" would");
}

static void
read_with_header(struct reading *reading, const struct layout *layout,
    struct span rest)
{
	struct record *record = reading->record;
	struct column_map map = column_map_none();
	struct span copy = rest;
	struct line line;

	if (layout->columns[FIELD_TIME] == COLUMN_NONE ||
	    first_of(layout, FIELD_POWER, FIELD_INSTANT) == COLUMN_NONE) {
		read_hardware(reading, layout, rest);
		return;
	}
	split_line(&line, cut_first_line(&copy));
	read_machine(reading, layout, &line.row);
	map_layout(layout, power_column(layout, rest), &map);
	map.header_rows = 1;
	map.header = read_header;
	delimited_read(reading, &map);
	if (record->devices > 0)
		record->machine.accelerators = record->devices;
}

static bool
is_stamp(struct span text)
{
	double seconds;
	bool zoned;

	return text.n >= 19 && text.s[4] == '/' &&
	    timestamp_parse(text, &seconds, &zoned);
}

static bool
is_model(struct span text)
{
	static const char *const makes[] = {
		"NVIDIA ", "Tesla ", "Quadro ", "GeForce ", "GRID ", "TITAN ",
	};
	size_t i;

	for (i = 0; i < sizeof makes / sizeof makes[0]; i++)
		if (span_starts(text, makes[i]))
			return true;
	return false;
}

/* "00000000:83:00.0" */
static bool
is_bus_id(struct span text)
{
	return text.n >= 12 && text.s[text.n - 2] == '.' &&
	    text.s[text.n - 5] == ':' && text.s[text.n - 8] == ':';
}

/* Sets the map by what the cells hold; returns the number of columns in watts. */
static size_t
map_cells(const struct csv_row *row, struct column_map *map)
{
	size_t i, watts = 0;

	*map = column_map_none();
	for (i = 0; i < row->count; i++) {
		struct span text = row->fields[i].text;
		enum unit unit = UNIT_TOTAL;
		double value;

		if (map->time == COLUMN_NONE && is_stamp(text))
			map->time = (int)i;
		else if (span_starts(text, "GPU-"))
			map->device = (int)i;
		else if (map->device == COLUMN_NONE && is_bus_id(text))
			map->device = (int)i;
		else if (is_model(text))
			map->model = (int)i;
		else if (cell_quantity(text, ',', &value, &unit) &&
		    unit == UNIT_W && watts++ == 0)
			map->power = (int)i;
	}
	return watts;
}

/* The first row that names watts settles the columns. */
static size_t
map_rows(struct span rest, struct column_map *map)
{
	size_t watts = 0;
	int i;

	for (i = 0; i < LINES_LOOKED_AT && rest.n > 0 && watts == 0; i++) {
		struct line line;

		split_line(&line, cut_first_line(&rest));
		watts = map_cells(&line.row, map);
	}
	return map->time == COLUMN_NONE ? 0 : watts;
}

static void
read_without_header(struct reading *reading)
{
	struct column_map map = column_map_none();
	size_t watts = map_rows(source_head(reading->source), &map);

	if (watts == 1) {
		map.header_rows = 0;
		map.header = read_header;
		delimited_read(reading, &map);
		return;
	}
	diag(reading->diags, DIAG_FORMAT_AMBIGUOUS,
	    (struct pos){ reading->record->file, 1, 1 }, "%s: name the "
	    "columns, as in columns=\"time=0,power=2,unit=W\"", watts == 0 ?
	    "there is no header, and no cell with its unit says which "
	    "column is the power" :
	    "there is no header, and several columns are in watts");
}

static void
read_nvidia_smi(struct reading *reading)
{
	struct span rest = source_head(reading->source);
	struct column_map map;
	struct layout layout;
	struct line line;

	reading->record->scope = SCOPE_GPU;
	if (reading->options->columns != NULL) {
		if (column_map_parse(reading, &map))
			delimited_read(reading, &map);
		return;
	}
	split_line(&line, cut_first_line(&rest));
	if (read_layout(&line.row, &layout) > 0)
		read_with_header(reading, &layout, rest);
	else
		read_without_header(reading);
}

static int
sniff_header(const struct layout *layout)
{
	if (first_of(layout, FIELD_POWER, FIELD_INSTANT) != COLUMN_NONE)
		return 95;
	if (layout->columns[FIELD_NAME] != COLUMN_NONE &&
	    first_of(layout, FIELD_ENFORCED, FIELD_MEMORY) != COLUMN_NONE)
		return 70;
	return 0;
}

static int
sniff(const struct sniff *sniff)
{
	struct column_map map;
	struct layout layout;
	struct line line;

	if (csv_delimiter(sniff->line) == '\0' ||
	    memchr(sniff->line.s, '{', sniff->line.n) != NULL)
		return 0;
	split_line(&line, sniff->line);
	if (read_layout(&line.row, &layout) > 1)
		return sniff_header(&layout);
	if (!is_stamp(line.cells[0].text))
		return 0;
	return map_rows(sniff->head, &map) > 0 ? 85 : 40;
}

const struct format format_nvidia_smi_csv = {
	.name = "nvidia-smi-csv",
	.title = "nvidia-smi --query-gpu CSV",
	.gives = "D N M P E",
	.sniff = sniff,
	.read = read_nvidia_smi,
};
