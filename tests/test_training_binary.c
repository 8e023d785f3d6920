/*
 * Binary files of experiment trackers: real ones, and ones put together here
 * with a checksum of the tests' own.
 */
#include <stdint.h>

#include "ingest_text.h"

/* Bytes of a binary file being put together. */
struct bytes {
	unsigned char s[200000];
	size_t n;
};

static void
add(struct bytes *bytes, const void *more, size_t n)
{
	ck_assert_uint_le(bytes->n + n, sizeof bytes->s);
	memcpy(bytes->s + bytes->n, more, n);
	bytes->n += n;
}

static void
add_number(struct bytes *bytes, uint64_t number, int n)
{
	int i;

	for (i = 0; i < n; i++) {
		unsigned char c = (unsigned char)(number >> 8 * i);

		add(bytes, &c, 1);
	}
}

static void
add_varint(struct bytes *bytes, uint64_t number)
{
	while (number > 127) {
		add_number(bytes, (number & 127) | 128, 1);
		number >>= 7;
	}
	add_number(bytes, number, 1);
}

static void
add_text(struct bytes *bytes, unsigned field, const void *text, size_t n)
{
	add_varint(bytes, field << 3 | 2);
	add_varint(bytes, n);
	add(bytes, text, n);
}

static void
add_value(struct bytes *bytes, unsigned field, uint64_t value)
{
	add_varint(bytes, field << 3);
	add_varint(bytes, value);
}

/* Bit by bit, unlike the program's tables. */
static uint32_t
crc(const unsigned char *s, size_t n, uint32_t polynomial)
{
	uint32_t c = 0xffffffff;
	int bit;

	while (n-- > 0) {
		c ^= *s++;
		for (bit = 0; bit < 8; bit++)
			c = c >> 1 ^ ((c & 1) * polynomial);
	}
	return ~c;
}

static uint32_t
masked(const unsigned char *s, size_t n)
{
	uint32_t c = crc(s, n, 0x82f63b78);

	return (c >> 15 | c << 17) + 0xa282ead8;
}

/* CRC catalogue, https://reveng.sourceforge.io/crc-catalogue: "123456789". */
START_TEST(checksums_are_right)
{
	const unsigned char *digits = (const unsigned char *)"123456789";

	ck_assert_uint_eq(crc(digits, 9, 0x82f63b78), 0xe3069283);
	ck_assert_uint_eq(crc(digits, 9, 0xedb88320), 0xcbf43926);
}
END_TEST

static void
add_event(struct bytes *file, double time_s, uint64_t step)
{
	static const char version[] = "brain.Event:2";
	struct bytes event = { .n = 0 };
	size_t start;

	add_varint(&event, 1 << 3 | 1);
	add(&event, &time_s, sizeof time_s);
	if (file->n == 0)
		add_text(&event, 3, version, sizeof version - 1);
	else
		add_value(&event, 2, step);
	start = file->n;
	add_number(file, event.n, 8);
	add_number(file, masked(file->s + start, 8), 4);
	add(file, event.s, event.n);
	add_number(file, masked(event.s, event.n), 4);
}

static const struct record *
read_bytes(struct job *job, const char *name, const struct bytes *bytes)
{
	job->diags.count = 0;
	return job_read(job, job_write(name, (const char *)bytes->s,
	    bytes->n));
}

START_TEST(tfevents)
{
	struct job job = job_new();
	struct bytes *file = calloc(1, sizeof *file);
	const struct record *record;
	size_t whole, before;

	add_event(file, 1585769947, 0);
	before = file->n;
	add_event(file, 1585769957.5, 7);
	add_event(file, 1585769950, 3);
	whole = file->n;
	record = read_bytes(&job, "events.out", file);
	ck_assert_str_eq(record->format, "tfevents");
	ck_assert_double_eq(record->duration_s, 10.5);
	ck_assert_double_eq(record->steps, 7);
	ck_assert_uint_eq(record->rows, 3);
	ck_assert(record->zoned && !record->duration_is_lower_bound);
	/* a bit in a record: that record alone is lost */
	file->s[before + 16] ^= 1;
	record = read_bytes(&job, "events.out", file);
	ck_assert_double_eq(record->duration_s, 3);
	ck_assert_uint_eq(record->rows_skipped, 1);
	file->s[before + 16] ^= 1;
	/* cut off, as when the run was killed */
	file->n = whole - 3;
	record = read_bytes(&job, "events.out", file);
	ck_assert_double_eq(record->duration_s, 10.5);
	ck_assert(record->duration_is_lower_bound);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_PARTIAL), 1);
	/* a bit in a length: nothing behind it can be found */
	file->n = whole;
	file->s[before] ^= 1;
	record = read_bytes(&job, "events.out", file);
	ck_assert(isnan(record->duration_s));
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_PARTIAL), 1);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_NOTHING), 1);
	free(file);
	job_end(&job);
}
END_TEST

/* A picture of 300 MB between two events: passed over piece by piece. */
START_TEST(tfevents_large)
{
	static const uint64_t large = 300000000;
	struct job job = job_new();
	struct bytes *file = calloc(1, sizeof *file);
	struct bytes length = { .n = 0 };
	const struct record *record;
	size_t first;
	FILE *stream;

	add_event(file, 1585769947, 0);
	first = file->n;
	add_event(file, 1585769957, 7);
	add_number(&length, large, 8);
	add_number(&length, masked(length.s, 8), 4);
	stream = fopen("events.out.large", "wb");
	ck_assert_ptr_nonnull(stream);
	fwrite(file->s, 1, first, stream);
	fwrite(length.s, 1, length.n, stream);
	ck_assert_int_eq(fseek(stream, (long)large + 4, SEEK_CUR), 0);
	fwrite(file->s + first, 1, file->n - first, stream);
	ck_assert_int_eq(fclose(stream), 0);
	record = job_read(&job, "events.out.large");
	remove("events.out.large");
	ck_assert_double_eq(record->duration_s, 10);
	ck_assert_uint_eq(record->rows, 2);
	ck_assert_uint_eq(record->rows_skipped, 1);
	ck_assert_double_eq(record->steps, 7);
	ck_assert(!record->duration_is_lower_bound);
	free(file);
	job_end(&job);
}
END_TEST

START_TEST(tfevents_real)
{
	struct job job = job_new();

	if (job_read_real(&job,
	    "real/tfevents/events.out.tfevents.1585769947.cvp")) {
		ck_assert_str_eq(job.record->format, "tfevents");
		ck_assert_uint_eq(job.record->rows, 105);
		ck_assert_uint_eq(job.record->rows_skipped, 0);
		assert_near(job.record->duration_s, 35.14966, 1e-4);
		ck_assert_double_eq(job.record->steps, 16);
	}
	job_end(&job);
}
END_TEST

/* A record as chunks, none over a block's end. */
static void
add_record(struct bytes *file, const struct bytes *record)
{
	size_t at = 0;

	do {
		size_t left = 32768 - file->n % 32768, n = record->n - at;
		unsigned kind;
		struct bytes *chunk;

		if (left < 7) {
			add(file, "\0\0\0\0\0\0", left);
			continue;
		}
		n = n > left - 7 ? left - 7 : n;
		kind = at == 0 ? (n == record->n ? 1 : 2) :
				 (at + n == record->n ? 4 : 3);
		chunk = calloc(1, sizeof *chunk);
		add_number(chunk, kind, 1);
		add(chunk, record->s + at, n);
		add_number(file, crc(chunk->s, chunk->n, 0xedb88320), 4);
		add_number(file, n, 2);
		add(file, chunk->s, chunk->n);
		free(chunk);
		at += n;
	} while (at < record->n);
}

static void
add_time(struct bytes *bytes, unsigned field, uint64_t s)
{
	struct bytes time = { .n = 0 };

	add_value(&time, 1, s);
	add_text(bytes, field, time.s, time.n);
}

/* Wraps BODY as the field of a record and adds it to the file. */
static void
add_message(struct bytes *file, unsigned field, const struct bytes *body)
{
	struct bytes *record = calloc(1, sizeof *record);

	add_text(record, field, body->s, body->n);
	add_record(file, record);
	free(record);
}

static void
add_item(struct bytes *bytes, const char *key, const char *value)
{
	struct bytes item = { .n = 0 };

	add_text(&item, 1, key, strlen(key));
	add_text(&item, 16, value, strlen(value));
	add_text(bytes, 3, item.s, item.n);
}

static void
add_stats(struct bytes *file, uint64_t s, const char *watts, size_t filler)
{
	struct bytes *stats = calloc(1, sizeof *stats);
	char *text = calloc(1, filler + 1);

	memset(text, 'x', filler);
	add_time(stats, 2, s);
	add_item(stats, "note", text);
	add_item(stats, "gpu.0.powerWatts", watts);
	add_item(stats, "gpu.process.0.powerWatts", watts);
	add_message(file, 7, stats);
	free(text);
	free(stats);
}

/* Two readings, the second over three blocks, then the end. */
static struct bytes *
make_run(uint64_t runtime)
{
	struct bytes *file = calloc(1, sizeof *file);
	struct bytes body = { .n = 0 };

	add(file, ":W&B\xe1\xbe\0", 7);
	add_text(&body, 13, "secret", 6);
	add_time(&body, 17, 1613490000);
	add_message(file, 17, &body);
	add_stats(file, 1613490010, "100", 10);
	add_stats(file, 1613490040, "200.0", 70000);
	body.n = 0;
	add_value(&body, 2, runtime);
	add_message(file, 18, &body);
	return file;
}

START_TEST(wandb_run)
{
	struct job job = job_new();
	struct bytes *file = make_run(50);
	const struct record *record = read_bytes(&job, "run-a.wandb", file);

	ck_assert_str_eq(record->format, "wandb-run");
	ck_assert_double_eq(record->duration_s, 50);
	ck_assert(!record->duration_is_lower_bound);
	ck_assert_double_eq(record->start_s, 1613490000);
	ck_assert_double_eq(record->end_s, 1613490050);
	assert_near(record->energy_kwh * 3.6e6, 150 * 30, 1e-6);
	ck_assert_double_eq(record->covered_s, 30);
	assert_near(record->coverage, 0.6, 1e-9);
	ck_assert_int_eq(record->devices, 1);
	ck_assert_uint_eq(record->rows_skipped, 0);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_PARTIAL), 0);
	ck_assert(!job_leaks(&job, "secret"));
	free(file);
	/* an end without seconds */
	file = make_run(0);
	record = read_bytes(&job, "run-a.wandb", file);
	ck_assert_double_eq(record->duration_s, 40);
	ck_assert(record->duration_is_lower_bound);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_PARTIAL), 0);
	free(file);
	job_end(&job);
}
END_TEST

START_TEST(wandb_run_damaged)
{
	struct job job = job_new();
	struct bytes *file = make_run(50);
	const struct record *record;
	size_t whole = file->n;

	/* killed: the last chunk is not whole */
	file->n = whole - 2;
	record = read_bytes(&job, "run-a.wandb", file);
	ck_assert_double_eq(record->duration_s, 40);
	ck_assert(record->duration_is_lower_bound);
	assert_near(record->energy_kwh * 3.6e6, 4500, 1e-6);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_PARTIAL), 1);
	/* a bit in the second block spoils the record that runs through it */
	file->n = whole;
	file->s[40000] ^= 1;
	record = read_bytes(&job, "run-a.wandb", file);
	ck_assert_uint_eq(record->rows_skipped, 1);
	ck_assert(isnan(record->energy_kwh));
	ck_assert_double_eq(record->duration_s, 50);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_ROW), 1);
	/* nothing but the header */
	file->n = 7;
	record = read_bytes(&job, "run-a.wandb", file);
	ck_assert_uint_eq(job_said(&job, DIAG_LOG_NOTHING), 1);
	free(file);
	job_end(&job);
}
END_TEST

/* The machine stands in the run's own file; who sat at it does not matter. */
START_TEST(wandb_run_environment)
{
	struct job job = job_new();
	struct bytes *file = calloc(1, sizeof *file);
	struct bytes body = { .n = 0 }, part = { .n = 0 };
	const struct record *record;

	add(file, ":W&B\xe1\xbe\0", 7);
	add_text(&body, 12, "secret", 6);
	add_text(&body, 18, "NVIDIA H100 80GB HBM3", 21);
	add_value(&body, 19, 8);
	add_value(&part, 1, 2164000000000);
	add_text(&body, 21, part.s, part.n);
	part.n = 0;
	add_text(&part, 1, "NVIDIA H100 80GB HBM3", 21);
	add_value(&part, 2, 85520809984);
	add_text(&body, 24, part.s, part.n);
	add_message(file, 26, &body);
	body.n = 0;
	add_time(&body, 17, 1613490000);
	add_message(file, 17, &body);
	body.n = 0;
	add_value(&body, 2, 50);
	add_message(file, 18, &body);
	record = read_bytes(&job, "run-a.wandb", file);
	ck_assert_str_eq(record->machine.accelerator,
	    "NVIDIA H100 80GB HBM3");
	ck_assert_str_eq(record->device_model, "NVIDIA H100 80GB HBM3");
	ck_assert_int_eq(record->machine.accelerators, 8);
	/* those of the host are not those of the run */
	ck_assert_int_eq(record->devices, -1);
	assert_near(record->machine.memory_gb, 2164, 1e-9);
	assert_near(record->machine.accelerator_memory_gb, 85.520809984, 1e-9);
	ck_assert_double_eq(record->duration_s, 50);
	ck_assert(job_hears(&job, DIAG_LOG_SCOPE, "8 x NVIDIA H100"));
	ck_assert(!job_leaks(&job, "secret"));
	free(file);
	job_end(&job);
}
END_TEST

/* Its end states no runtime; the one reading of the system is 5.2 s after the start. */
START_TEST(wandb_run_real)
{
	struct job job = job_new();

	if (job_read_real(&job, "real/wandb-binary/run-g9dvvkua.wandb")) {
		ck_assert_str_eq(job.record->format, "wandb-run");
		ck_assert_uint_eq(job.record->rows, 10);
		ck_assert_uint_eq(job.record->rows_skipped, 0);
		assert_near(job.record->duration_s, 5.2469, 1e-3);
		ck_assert(job.record->duration_is_lower_bound);
		ck_assert(!job_leaks(&job, "vanpelt"));
	}
	job_end(&job);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("training_binary");

	tests_add(suite, checksums_are_right);
	tests_add(suite, tfevents);
	tests_add(suite, tfevents_large);
	tests_add(suite, tfevents_real);
	tests_add(suite, wandb_run);
	tests_add(suite, wandb_run_damaged);
	tests_add(suite, wandb_run_environment);
	tests_add(suite, wandb_run_real);
	return tests_run(suite);
}
