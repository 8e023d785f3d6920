/*
 * CodeCarbon: header and rows, as every version has written them.
 */
#include "ingest/codecarbon.h"

#include <inttypes.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/timestamp.h"
#include "ingest/cell.h"
#include "ingest/ingest.h"

enum {
	GRAMS_PER_KG = 1000,
	DEVICES_MOST = 1024,
	MODELS_MOST = 8, /* different ones in one machine */
	USES = 4 /* the utilisation columns that came with 3.2.1 */
};

/* A PUE outside of this is no PUE; below 1 it is a user's own factor, but inside the energy all the same. */
static const double pue_most = 100;

#define CC_NAME(column, name) [column] = name,
static const char *const names[] = { CC_COLUMNS(CC_NAME) };
#undef CC_NAME

_Static_assert(sizeof names / sizeof names[0] == CC_TOTAL, "a name each");

static void
map_name(struct cc_layout *layout, struct span name, int at)
{
	size_t i;

	for (i = 0; i < CC_TOTAL; i++)
		if (layout->columns[i] < 0 && span_equal(name, names[i]))
			layout->columns[i] = at;
}

/* True when the columns stand as 3.2.1 and later, or 3.0.8 to 3.2.0, write them. */
static bool
is_standard(const struct cc_layout *layout)
{
	bool uses = layout->columns[CC_CPU_USE] >= 0;
	int i, at;

	for (i = at = 0; i < CC_STANDARD; i++) {
		if (!uses && i >= CC_CPU_USE && i < CC_CPU_USE + USES)
			continue;
		if (layout->columns[i] != at++)
			return false;
	}
	return layout->named == (size_t)at;
}

bool
cc_layout_read(const struct csv_row *row, char delimiter,
    struct cc_layout *layout)
{
	size_t i;

	*layout = (struct cc_layout){
		.count = row->count,
		.delimiter = delimiter,
	};
	for (i = 0; i < CC_TOTAL; i++)
		layout->columns[i] = -1;
	for (i = 0; i < row->count; i++) {
		struct span name = cell_text(row, (int)i);

		if (name.n > 0)
			layout->named = i + 1;
		map_name(layout, name, (int)i);
	}
	layout->standard = is_standard(layout);
	return layout->columns[CC_TIMESTAMP] >= 0 &&
	    layout->columns[CC_DURATION] >= 0 &&
	    layout->columns[CC_EMISSIONS] >= 0 &&
	    layout->columns[CC_ENERGY] >= 0;
}

static void
take_texts(const struct cc_layout *layout, const struct csv_row *row,
    struct cc_row *out)
{
	size_t i;

	for (i = 0; i < CC_TOTAL; i++)
		out->texts[i] = cell_text(row, layout->columns[i]);
}

/* NAN when the cell is empty or no number. */
static double
number_of(const struct cc_layout *layout, const struct cc_row *row,
    enum cc_column column)
{
	double value;

	if (!cell_number(row->texts[column], layout->delimiter, &value))
		return (double)NAN;
	return value;
}

static bool
is_iso(struct span text)
{
	size_t i;

	for (i = 0; i < text.n; i++)
		if (text.s[i] < 'A' || text.s[i] > 'Z')
			return false;
	return text.n == 3;
}

/* "3.12.3" */
static bool
is_version(struct span text)
{
	return text.n > 2 && text.s[0] >= '0' && text.s[0] <= '9' &&
	    memchr(text.s, '.', text.n) != NULL;
}

static bool
missing_or_within(const struct cc_layout *layout, const struct cc_row *row,
    enum cc_column column, double low, double high)
{
	double value = number_of(layout, row, column);

	if (cell_missing(row->texts[column]))
		return true;
	return value >= low && value <= high;
}

/* Whether a repaired row makes sense: every column near the gaps is checked. */
static bool
is_plausible(const struct cc_layout *layout, const struct cc_row *row)
{
	double gpus = number_of(layout, row, CC_GPU_COUNT);

	if (!is_iso(row->texts[CC_ISO]) ||
	    !is_version(row->texts[CC_PYTHON]) ||
	    !is_version(row->texts[CC_VERSION]))
		return false;
	if (!span_equal(row->texts[CC_MODE], "machine") &&
	    !span_equal(row->texts[CC_MODE], "process"))
		return false;
	if (!span_equal(row->texts[CC_ON_CLOUD], "N") &&
	    !span_equal(row->texts[CC_ON_CLOUD], "Y"))
		return false;
	if (!isnan(gpus) && gpus != floor(gpus))
		return false;
	if (!isnan(number_of(layout, row, CC_GPU_MODEL)))
		return false;
	return missing_or_within(layout, row, CC_CPU_COUNT, 1, 1e6) &&
	    missing_or_within(layout, row, CC_GPU_COUNT, 0, DEVICES_MOST) &&
	    missing_or_within(layout, row, CC_LONGITUDE, -180, 180) &&
	    missing_or_within(layout, row, CC_LATITUDE, -90, 90) &&
	    missing_or_within(layout, row, CC_RAM, 0, 1e9) &&
	    missing_or_within(layout, row, CC_PUE, 0, pue_most);
}

/* Columns that are None for some users, dropped together. */
enum { DROP_REGION = 1, DROP_GPU = 2, DROP_PLACE = 4, DROP_ALL = 7 };

static bool
is_dropped(int column, unsigned drops)
{
	if (column == CC_REGION)
		return (drops & DROP_REGION) != 0;
	if (column == CC_GPU_COUNT || column == CC_GPU_MODEL)
		return (drops & DROP_GPU) != 0;
	if (column == CC_LONGITUDE || column == CC_LATITUDE)
		return (drops & DROP_PLACE) != 0;
	return false;
}

static size_t
drop_count(unsigned drops)
{
	return ((drops & DROP_REGION) != 0 ? 1u : 0u) +
	    ((drops & DROP_GPU) != 0 ? 2u : 0u) +
	    ((drops & DROP_PLACE) != 0 ? 2u : 0u);
}

/* Lays the row's fields out as if the columns of DROPS had been written empty. */
static void
lay_out(const struct cc_layout *layout, const struct csv_row *row,
    unsigned drops, struct cc_row *out)
{
	int i, at = 0;

	for (i = 0; i < CC_TOTAL; i++) {
		out->texts[i] = (struct span){ "", 0 };
		if (layout->columns[i] >= 0 && !is_dropped(i, drops))
			out->texts[i] = cell_text(row, at++);
	}
}

/*
 * CodeCarbon 3.2.9 and 3.3.0 append rows without the columns that are None
 * (mlco2/codecarbon issue 1304). The first 17 and the last columns are
 * always written, so at most one way to put the gaps back makes sense.
 */
static bool
repair(const struct cc_layout *layout, const struct csv_row *row,
    struct cc_row *out)
{
	struct cc_row tried = *out;
	size_t fits = 0;
	unsigned drops;

	if (!layout->standard)
		return false;
	for (drops = 1; drops <= DROP_ALL; drops++) {
		if (drop_count(drops) != layout->named - row->count)
			continue;
		lay_out(layout, row, drops, &tried);
		if (!is_plausible(layout, &tried))
			continue;
		*out = tried;
		fits++;
	}
	out->repaired = fits == 1;
	return out->repaired;
}

static bool
is_stamp(struct span text)
{
	double seconds;
	bool zoned;

	return text.n >= 19 && timestamp_parse(text, &seconds, &zoned);
}

/* A stamp at the end of a later field: the line end between two records is missing. */
static bool
is_glued(const struct csv_row *row)
{
	size_t i;

	for (i = 1; i < row->count; i++) {
		struct span text = cell_text(row, (int)i);

		if (text.n >= 19 &&
		    is_stamp(span_sub(text, text.n - 19, 19)))
			return true;
	}
	return false;
}

static bool
has_extra(const struct cc_layout *layout, const struct csv_row *row)
{
	size_t i;

	for (i = layout->count; i < row->count; i++)
		if (cell_text(row, (int)i).n > 0)
			return true;
	return false;
}

/* As many fields as the header, or a repair. */
static bool
fit(struct reading *reading, const struct cc_layout *layout,
    const struct csv_row *row, struct cc_row *out)
{
	if (has_extra(layout, row)) {
		row_skip(reading, row->pos, "%zu fields under a header of "
		    "%zu: %s", row->count, layout->count, is_glued(row) ?
		    "two records on one line, without a line end between" :
		    "which belongs where is not known");
		return false;
	}
	if (row->count >= layout->named) {
		take_texts(layout, row, out);
		return true;
	}
	if (repair(layout, row, out))
		return true;
	row_skip(reading, row->pos, "%zu fields under a header of %zu%s",
	    row->count, layout->named, row->torn ? ": it is cut off" : "");
	return false;
}

static bool
read_stamp(struct reading *reading, const struct csv_row *row,
    struct cc_row *out)
{
	double zone_s = reading->options->zone_s;

	if (out->texts[CC_TIMESTAMP].n < 19 ||
	    !timestamp_parse(out->texts[CC_TIMESTAMP], &out->end_s,
	    &out->zoned)) {
		row_skip(reading, row->pos, "no time stamp where the header "
		    "says%s", is_glued(row) ?
		    ": its columns are in another order" : "");
		return false;
	}
	if (!out->zoned && !isnan(zone_s)) {
		out->end_s -= zone_s;
		out->zoned = true;
	}
	return true;
}

/* Reads a number that may be missing, but not be anything else nor negative. */
static bool
read_number(struct reading *reading, const struct cc_layout *layout,
    const struct cc_row *row, enum cc_column column, double *value)
{
	*value = (double)NAN;
	if (cell_missing(row->texts[column]))
		return true;
	*value = number_of(layout, row, column);
	if (*value >= 0)
		return true;
	row_skip(reading, row->pos, "its %s is not a number from 0 up",
	    names[column]);
	return false;
}

bool
cc_row_read(struct reading *reading, const struct cc_layout *layout,
    const struct csv_row *row, struct cc_row *out)
{
	double pue;

	*out = (struct cc_row){ .pos = row->pos, .energy_pos = row->pos };
	if (!fit(reading, layout, row, out) ||
	    !read_stamp(reading, row, out) ||
	    !read_number(reading, layout, out, CC_DURATION,
	    &out->duration_s) ||
	    !read_number(reading, layout, out, CC_EMISSIONS, &out->co2e_g) ||
	    !read_number(reading, layout, out, CC_ENERGY, &out->energy_kwh))
		return false;
	out->co2e_g *= GRAMS_PER_KG;
	out->gpu_kwh = number_of(layout, out, CC_GPU_ENERGY);
	out->water_l = number_of(layout, out, CC_WATER);
	out->ram_gb = number_of(layout, out, CC_RAM);
	pue = number_of(layout, out, CC_PUE);
	out->pue = isnan(pue) ? 1 :
	    pue > 0 && pue <= pue_most ? pue : (double)NAN;
	/* in a repaired row, everything up to the region stands where the header says */
	out->energy_pos = cell_pos(row, layout->columns[CC_ENERGY]);
	return true;
}

static uint64_t
digest(uint64_t hash, struct span text)
{
	size_t i;

	for (i = 0; i < text.n; i++)
		hash = (hash ^ (unsigned char)text.s[i]) *
		    UINT64_C(1099511628211);
	return (hash ^ 0xff) * UINT64_C(1099511628211);
}

const char *
cc_host_key(struct reading *reading, const struct cc_row *row)
{
	uint64_t hash = UINT64_C(14695981039346656037);
	char ram[32];

	if (cell_missing(row->texts[CC_CPU_MODEL]))
		return NULL;
	snprintf(ram, sizeof ram, "%.3f", row->ram_gb);
	hash = digest(hash, row->texts[CC_CPU_MODEL]);
	hash = digest(hash, row->texts[CC_GPU_MODEL]);
	hash = digest(hash, row->texts[CC_LONGITUDE]);
	hash = digest(hash, row->texts[CC_LATITUDE]);
	hash = digest(hash, span_of(ram));
	return arena_printf(reading->arena, "%016" PRIx64, hash);
}

/* Where the tool puts a run that it can't place, to the digit that it rounds to. */
bool
cc_place_fallback(const struct cc_row *row)
{
	struct span version = row->texts[CC_VERSION];

	if (!span_equal(row->texts[CC_ISO], "CAN"))
		return false;
	if (span_equal(row->texts[CC_LATITUDE], "46.8") &&
	    span_equal(row->texts[CC_LONGITUDE], "-71.2"))
		return true;
	/* before 2.2.0 it was Canada as a whole, and no version was written */
	return version.n == 0 && cell_missing(row->texts[CC_REGION]) &&
	    cell_missing(row->texts[CC_LATITUDE]) &&
	    cell_missing(row->texts[CC_LONGITUDE]);
}

/* Cuts "4 x " off the front of TEXT; 0 when it does not begin so. */
static int
take_times(struct span *text)
{
	size_t n = 0;
	int count = 0;

	while (n < text->n && n < 4 && text->s[n] >= '0' && text->s[n] <= '9')
		count = 10 * count + (text->s[n++] - '0');
	if (n == 0 || !span_starts(span_sub(*text, n, 3), " x "))
		return 0;
	*text = span_sub(*text, n + 3, text->n);
	return count;
}

/* Different models follow each other without a mark, "2 x A1 x B": where the next one's count stands, SIZE_MAX for none. */
static size_t
find_times(struct span text)
{
	size_t at = span_find(text, " x ");

	if (at == SIZE_MAX || at == 0 || text.s[at - 1] < '0' ||
	    text.s[at - 1] > '9')
		return SIZE_MAX;
	return at - 1;
}

int
cc_devices(struct reading *reading, const struct cc_row *row,
    const char **model)
{
	struct span text = row->texts[CC_GPU_MODEL];
	int i, devices;
	double stated;

	*model = NULL;
	if (cell_missing(text))
		return cell_number(row->texts[CC_GPU_COUNT], ',', &stated) &&
		    stated >= 1 && stated <= DEVICES_MOST ? (int)stated : -1;
	devices = take_times(&text);
	for (i = 0; i < MODELS_MOST; i++) {
		size_t at = find_times(text);
		const char *piece = span_dup(reading->arena,
		    span_sub(text, 0, at));

		*model = i == 0 ? piece :
		    arena_printf(reading->arena, "%s + %s", *model, piece);
		if (at == SIZE_MAX)
			break;
		text = span_sub(text, at, text.n);
		devices += take_times(&text);
	}
	return devices == 0 ? 1 : devices;
}
