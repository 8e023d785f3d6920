/*
 * Rows read fast, by one thread and by several, against rows read with care:
 * random logs, mutated, must give the same bits and the same words.
 */
#include <stdint.h>

#include "base/csv.h"
#include "base/source.h"
#include "ingest/delimited.h"
#include "ingest/fast_rows.h"
#include "ingest_text.h"

enum { LOG_MOST = 65536, LOGS = 1500 };

struct random {
	uint64_t state;
	unsigned odd; /* one power in so many is odd */
};

static unsigned
below(struct random *random, unsigned n)
{
	random->state ^= random->state << 13;
	random->state ^= random->state >> 7;
	random->state ^= random->state << 17;
	return (unsigned)(random->state >> 33) % n;
}

/* Columns of a log: t time, d device, m model, p power, u anything. */
static const char *const layouts[] = {
	"tdmpu", "tmup", "tpd", "utpm", "tupud", "tp", "dtp", "tdpu"
};

static struct column_map
map_of(const char *layout, char delimiter, unsigned rows)
{
	struct column_map map = column_map_none();
	int i;

	for (i = 0; layout[i] != '\0'; i++) {
		if (layout[i] == 't')
			map.time = i;
		else if (layout[i] == 'd')
			map.device = i;
		else if (layout[i] == 'm')
			map.model = i;
		else if (layout[i] == 'p')
			map.power = i;
	}
	map.power_unit = UNIT_W;
	map.delimiter = rows % 3 == 0 ? '\0' : delimiter;
	return map;
}

static const char *
power_text(struct random *random, char text[32])
{
	static const char *const odd[] = {
		"[N/A]", "[Not Supported]", "12345.67 W", "300 W", "31.5 W",
		"0.00 W", "1.234567 W", "301.25 Wh", "0.3 kW", "99.5", "1e2 W",
		"-5.00 W", "100001.00 W", "", "7. W", "8.25 W ", ".5 W",
		"9999.99 W", "9999.999 W"
	};

	if (below(random, random->odd) == 0)
		return odd[below(random, sizeof odd / sizeof odd[0])];
	snprintf(text, 32, "%u.%02u W", below(random, 12) == 0 ? 7 :
	    60 + below(random, 1200), below(random, 100));
	return text;
}

static size_t
add_cell(struct random *random, char *at, char kind, unsigned ms,
    unsigned device)
{
	char text[32];

	switch (kind) {
	case 't':
		return (size_t)sprintf(at, "2026/%02u/%02u %02u:%02u:%02u.%03u",
		    1, 27 + (ms / 60000 >= 180 ? 1U : 0U),
		    21 + ms / 3600000 % 3, ms / 60000 % 60, ms / 1000 % 60,
		    ms % 1000);
	case 'd':
		return (size_t)sprintf(at, "%u", device);
	case 'm':
		return (size_t)sprintf(at, device == 2 ? "NVIDIA A40" :
						       "NVIDIA A40-8Q");
	case 'p':
		return (size_t)sprintf(at, "%s", power_text(random, text));
	default:
		return (size_t)sprintf(at, "%u %%", below(random, 101));
	}
}

static size_t
add_row(struct random *random, char *at, const char *layout, char delimiter,
    unsigned ms, unsigned device)
{
	size_t i, n = 0;

	for (i = 0; layout[i] != '\0'; i++) {
		if (i > 0) {
			at[n++] = delimiter;
			at[n++] = ' ';
		}
		n += add_cell(random, at + n, layout[i], ms, device);
	}
	at[n++] = '\n';
	return n;
}

/* Changes, doubles, drops or inserts a byte, or a stretch of them. */
static size_t
mutate(struct random *random, char *text, size_t n)
{
	static const char bytes[] = "\"\n\r,;. 0195WmN[]#\t-:/";
	size_t at = below(random, (unsigned)n);
	size_t length = 1 + below(random, below(random, 4) == 0 ? 200 : 3);
	char c = bytes[below(random, sizeof bytes)];

	if (length > n - at)
		length = n - at;
	switch (below(random, 4)) {
	case 0:
		text[at] = c;
		return n;
	case 1:
		memmove(text + at + 1, text + at, n - at);
		text[at] = c;
		return n + 1;
	case 2:
		memmove(text + at, text + at + length, n - at - length);
		return n - length;
	default:
		memmove(text + at + length, text + at, n - at);
		return n + length;
	}
}

static size_t
make_log(struct random *random, char text[LOG_MOST], const char *layout,
    char delimiter)
{
	unsigned devices = 1 + below(random, 5), ticks = 1 + below(random, 120);
	unsigned ms = below(random, 120000), faults = below(random, 6), k, i;
	size_t n = 0;

	for (i = 0; i < ticks; i++) {
		for (k = 0; k < devices; k++)
			if (below(random, 60) != 0)
				n += add_row(random, text + n, layout,
				    delimiter, ms + k * 3, k);
		ms += below(random, 40) == 0 ? below(random, 90000) : 1000;
		if (below(random, 200) == 0)
			ms = below(random, 120000);
	}
	for (i = 0; i < faults && n > 0; i++)
		n = mutate(random, text, n);
	return n;
}

static void
read_log(struct job *job, struct column_map map, bool careful)
{
	struct reading reading = {
		.options = &job->options,
		.arena = job->arena,
		.diags = &job->diags,
		.record = arena_alloc(job->arena, sizeof *reading.record),
	};

	job->record = reading.record;
	record_clear(job->record);
	job->record->file = "rows.csv";
	reading.source = source_open("rows.csv", job->arena, &job->diags);
	map.careful = careful;
	if (reading.source != NULL)
		delimited_read(&reading, &map);
	source_close(reading.source);
}

#define assert_same(a, b, field)                                        \
	ck_assert_msg(memcmp(&(a)->field, &(b)->field, sizeof(a)->field) == 0, \
	    "log %u: %s differs", log, #field)

static void
assert_same_text(const char *a, const char *b, unsigned log)
{
	ck_assert_msg((a == NULL) == (b == NULL) &&
	    (a == NULL || strcmp(a, b) == 0), "log %u: \"%s\" and \"%s\"",
	    log, a == NULL ? "" : a, b == NULL ? "" : b);
}

static void
assert_same_devices(const struct record *a, const struct record *b,
    unsigned log)
{
	size_t i;

	assert_same(a, b, device_list_count);
	for (i = 0; i < a->device_list_count; i++) {
		const struct record_device *x = &a->device_list[i];
		const struct record_device *y = &b->device_list[i];

		assert_same_text(x->id, y->id, log);
		assert_same_text(x->model, y->model, log);
		assert_same(x, y, samples);
		assert_same(x, y, energy_j);
		assert_same(x, y, mean_power_w);
		assert_same(x, y, max_power_w);
	}
}

static void
assert_same_diags(const struct diags *a, const struct diags *b, unsigned log)
{
	size_t i;

	assert_same(a, b, count);
	for (i = 0; i < a->count; i++) {
		assert_same(&a->items[i], &b->items[i], code);
		assert_same(&a->items[i], &b->items[i], pos.line);
		assert_same(&a->items[i], &b->items[i], pos.column);
		assert_same_text(a->items[i].text, b->items[i].text, log);
	}
}

static void
assert_same_jobs(const struct job *x, const struct job *y, unsigned log)
{
	const struct record *a = x->record, *b = y->record;

	assert_same(a, b, rows);
	assert_same(a, b, rows_skipped);
	assert_same(a, b, energy_kwh);
	assert_same(a, b, it_energy_kwh);
	assert_same(a, b, start_s);
	assert_same(a, b, end_s);
	assert_same(a, b, zoned);
	assert_same(a, b, max_gap_s);
	assert_same(a, b, coverage);
	assert_same(a, b, covered_s);
	assert_same(a, b, mean_power_w);
	assert_same(a, b, max_power_w);
	assert_same(a, b, energy_pos.line);
	assert_same(a, b, energy_pos.column);
	assert_same_text(a->device_model, b->device_model, log);
	assert_same_devices(a, b, log);
	assert_same_diags(&x->diags, &y->diags, log);
}

/* A window, a zone, one device: now and then. */
static void
set_options(struct random *random, struct read_options *options)
{
	static const double day_s = 1769547600; /* 2026-01-27 21:00 */

	if (below(random, 3) == 0) {
		options->from_s = day_s + below(random, 86400);
		options->to_s = options->from_s + below(random, 86400);
	}
	if (below(random, 3) == 0)
		options->zone_s = 5400;
	if (below(random, 5) == 0)
		options->device = "1";
}

START_TEST(random_logs)
{
	static char text[2 * LOG_MOST];
	struct random random = { 20260103, 25 };
	unsigned log;

	for (log = 0; log < LOGS; log++) {
		const char *layout = layouts[below(&random,
		    sizeof layouts / sizeof layouts[0])];
		char delimiter = ",;\t|."[below(&random, 5)];
		struct column_map map = map_of(layout, delimiter, log);
		struct job fast = job_new(), careful = job_new();
		struct job parts = job_new();
		size_t n = make_log(&random, text, layout, delimiter);

		job_write("rows.csv", text, n);
		set_options(&random, &fast.options);
		careful.options = parts.options = fast.options;
		fast.options.threads = 1;
		parts.options.threads = 2 + below(&random, 3);
		parts.options.part_bytes = 40 + below(&random, 600);
		read_log(&fast, map, false);
		read_log(&careful, map, true);
		read_log(&parts, map, false);
		assert_same_jobs(&fast, &careful, log);
		assert_same_jobs(&parts, &careful, log);
		job_end(&fast);
		job_end(&careful);
		job_end(&parts);
	}
}
END_TEST

/* What is odd about a log that else runs through. */
enum fault {
	FAULT_NONE,
	FAULT_GAPS,   /* two, equally long */
	FAULT_BACK,   /* the clock is set back */
	FAULT_SWAP,   /* now and then a row comes too late */
	FAULT_QUOTE,
	FAULT_TORN,
	FAULT_LINE,   /* one is very long */
	FAULT_COUNT
};

static size_t
spoil(struct random *random, char *text, size_t n, enum fault fault)
{
	size_t at = n / 2 + below(random, (unsigned)(n / 3));

	if (fault == FAULT_QUOTE)
		text[at] = '"';
	if (fault == FAULT_TORN)
		n -= below(random, 90);
	if (fault == FAULT_LINE) {
		memmove(text + at + 3000, text + at, n - at);
		memset(text + at, 'x', 3000);
		n += 3000;
	}
	return n;
}

/* A sampler's log of 8 devices, ever slower. */
static size_t
make_long_log(struct random *random, char *text, enum fault fault)
{
	unsigned tick, k, ms = 0;
	size_t n = 0;

	for (tick = 0; tick < 150; tick++) {
		for (k = 0; k < 8; k++)
			n += add_row(random, text + n, "tdmpu", ',',
			    fault == FAULT_SWAP && below(random, 40) == 0 &&
			    tick > 9 ? ms - 5000 : ms, k);
		ms += 250 * (1 + tick / 8);
		if (fault == FAULT_GAPS && (tick == 70 || tick == 100))
			ms += 120000 - 250 * (1 + tick / 8);
		if (fault == FAULT_BACK && tick % 50 == 49)
			ms -= 8000;
	}
	return spoil(random, text, n, fault);
}

START_TEST(long_logs)
{
	static char text[2 * LOG_MOST];
	struct random random = { 20261124, 3000 };
	unsigned log;

	for (log = 0; log < 40 * FAULT_COUNT; log++) {
		struct column_map map = map_of("tdmpu", ',', 1);
		struct job parts = job_new(), careful = job_new();
		size_t n = make_long_log(&random, text,
		    log % FAULT_COUNT);

		job_write("rows.csv", text, n);
		if (log % 4 == 3) {
			/* 2026-01-27 21:00:20 and a minute */
			careful.options.from_s = 1769547620;
			careful.options.to_s = 1769547680;
		}
		parts.options = careful.options;
		parts.options.threads = 2 + log % 3;
		parts.options.part_bytes = 64 + below(&random, 2500);
		read_log(&careful, map, true);
		read_log(&parts, map, false);
		assert_same_jobs(&parts, &careful, log);
		job_end(&careful);
		job_end(&parts);
	}
}
END_TEST

static bool
match(struct fast_rows *fast, const char *line, struct fast_row *row)
{
	char text[256] = "";

	strcpy(text, line);
	return fast_rows_match(fast,
	    (struct span){ text, strlen(line) + 128 }, row);
}

/* Reads the first line with care and learns it. */
static void
learn(struct job *job, struct fast_rows *fast, const char *line, double power_w)
{
	const struct fast_row known = {
		.time_s = 1767454613.507, /* 2026-01-03 15:36:53.507 */
		.power_w = power_w,
		.device = job,
		.model = "A40",
	};
	struct source *source;
	struct csv *csv;
	struct csv_row row;

	job_write("row.csv", line, strlen(line));
	source = source_open("row.csv", job->arena, &job->diags);
	csv = csv_open(source, ',', job->arena);
	ck_assert(csv_row(csv, &row));
	fast_rows_learn(fast, &row, &known);
	csv_close(csv);
	source_close(source);
}

START_TEST(shapes)
{
	struct job job = job_new();
	struct column_map map = map_of("tdmpu", ',', 1);
	struct fast_rows *fast = fast_rows_open(job.arena, &map, 0);
	struct fast_row row;

	ck_assert(fast_rows_idle(fast));
	/* what another parser read differently is no shape */
	learn(&job, fast, "2026/01/03 15:36:53.507, 0, A40, 312.45 W, 97 %\n",
	    312.5);
	ck_assert(fast_rows_idle(fast));
	learn(&job, fast, "2026/01/03 15:36:53.507, 0, A40, 312.45 W, 97 %\n",
	    312.45);
	ck_assert(!fast_rows_idle(fast));
	ck_assert(match(fast,
	    "2026/01/03 15:37:54.25A, 0, A40, 62.1 W, 100 %\n", &row) == false);
	ck_assert(match(fast,
	    "2026/01/03 15:37:54.250, 0, A40, 62.1 W, 100 %, x\nrest", &row));
	ck_assert(row.time_s == 1767454674.25 && row.power_w == 62.1);
	ck_assert_uint_eq(row.n, 50);
	ck_assert_uint_eq(row.column, 34);
	ck_assert_ptr_eq(row.device, &job);
	fast_rows_forget(fast);
	ck_assert(fast_rows_idle(fast));
	/* a zone that the careful parser did not apply */
	fast = fast_rows_open(job.arena, &map, 3600);
	learn(&job, fast, "2026/01/03 15:36:53.507, 0, A40, 312.45 W, 97 %\n",
	    312.45);
	ck_assert(fast_rows_idle(fast));
	learn(&job, fast, "2026/01/03 16:36:53.507, 0, A40, 312.45 W, 97 %\n",
	    312.45);
	ck_assert(!fast_rows_idle(fast));
	job_end(&job);
}
END_TEST

START_TEST(other_shapes)
{
	static const char *const lines[] = {
		"2026/01/03 15:36:53.507, 1, A40, 312.45 W, 97 %\n",
		"2026/01/03 15:36:53.507, 0, A40, 312.45 Wh, 97 %\n",
		"2026/01/03 15:36:53.507, 0, A40, 312.45 W, \"97 %\"\n",
		"2026/01/03 15:36:53.507, 0, A40, [N/A], 97 %\n",
		"2026/01/03 15:36:53.507, 0, A40, 31245 W, 97 %\n",
		"2026/01/03 15:36:53.507, 0, A40, 312, 45 W, 97 %\n",
		"2026/01/03 15:36:53.507, 0, A40X, 312.45 W, 97 %\n",
		"2026/01/03 15:36:63.507, 0, A40, 312.45 W, 97 %\n",
		"2026/13/03 15:36:53.507, 0, A40, 312.45 W, 97 %\n",
		"2026/01/03 24:36:53.507, 0, A40, 312.45 W, 97 %\n",
		"2026/01/03 15:36:53.507, 0, A40, 312.45 W, 97 %",
	};
	struct job job = job_new();
	struct column_map map = map_of("tdmpu", ',', 1);
	struct fast_rows *fast = fast_rows_open(job.arena, &map, 0);
	struct fast_row row;
	size_t i;

	learn(&job, fast, "2026/01/03 15:36:53.507, 0, A40, 312.45 W, 97 %\n",
	    312.45);
	ck_assert(!fast_rows_idle(fast));
	for (i = 0; i < sizeof lines / sizeof lines[0]; i++)
		ck_assert_msg(!match(fast, lines[i], &row), "%s", lines[i]);
	job_end(&job);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("fast_rows");

	tests_add(suite, random_logs);
	tests_add(suite, long_logs);
	tests_add(suite, shapes);
	tests_add(suite, other_shapes);
	return tests_run(suite);
}
