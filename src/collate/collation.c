/*
 * Two sorts: by study, to find what is there twice, then by name.
 */
#include "collate/collation.h"

#include <string.h>

#include "base/arena.h"
#include "base/spill.h"
#include "base/str.h"
#include "batch/record.h"
#include "collate/same.h"

enum { STATES = COLLATION_FAILED + 1 };

struct collation {
	struct arena *arena;
	struct spill *studies, *rows;
	size_t counts[STATES];
};

/* The study whose records come by, and the newest of them. */
struct newest {
	char study[SAME_STUDY];
	struct buf name, content;
};

static const char *const states[STATES] = {
	[COLLATION_COUNTED] = "counted",
	[COLLATION_DUPLICATE] = "duplicate",
	[COLLATION_REVISED] = "revised",
	[COLLATION_FAILED] = "failed",
};

const char *
collation_state_name(enum collation_state state)
{
	return states[state];
}

struct collation *
collation_open(size_t memory, struct diags *diags)
{
	struct arena *arena = arena_new();
	struct collation *collation = arena_alloc(arena, sizeof *collation);

	collation->arena = arena;
	collation->studies = spill_open(memory, diags);
	collation->rows = spill_open(memory, diags);
	return collation;
}

static struct span
bytes_of(const struct buf *buf)
{
	return (struct span){ buf->s, buf->n };
}

/* A record's name, then the record. */
static void
put_record(const struct record *record, struct buf *out)
{
	buf_puts(out, record->id);
	buf_putc(out, '\0');
	record_write(record, out);
}

static bool
take_record(struct span data, struct record *record, struct arena *arena)
{
	struct span name = span_cut(&data, '\0');

	*record = record_new(span_dup(arena, name));
	return record_read(record, data, arena);
}

/* A row: state, name of the other one, the record. */
static bool
add_row(struct collation *collation, const struct record *record,
    enum collation_state state, const char *of)
{
	struct buf key = { 0 }, data = { 0 };
	bool good;

	collation->counts[state]++;
	same_order(record, &key);
	buf_putc(&data, (char)state);
	buf_puts(&data, of);
	buf_putc(&data, '\0');
	put_record(record, &data);
	good = spill_add(collation->rows, bytes_of(&key), bytes_of(&data));
	buf_free(&key);
	buf_free(&data);
	return good;
}

void
collation_take(struct collation *collation, const struct record *record)
{
	struct buf key = { 0 }, data = { 0 };

	if (record->status == RECORD_FAILED) {
		add_row(collation, record, COLLATION_FAILED, "");
		return;
	}
	same_key(record, &key);
	put_record(record, &data);
	spill_add(collation->studies, bytes_of(&key), bytes_of(&data));
	buf_free(&key);
	buf_free(&data);
}

static enum collation_state
judge(struct newest *newest, struct span key, const struct record *record)
{
	const char *content = record->origin.content;

	if (newest->name.n != 0 &&
	    memcmp(newest->study, key.s, SAME_STUDY) == 0)
		return content != NULL &&
			span_equal(bytes_of(&newest->content), content) ?
		    COLLATION_DUPLICATE :
		    COLLATION_REVISED;
	memcpy(newest->study, key.s, SAME_STUDY);
	newest->name.n = newest->content.n = 0;
	buf_puts(&newest->name, record->id);
	buf_putc(&newest->name, '\0');
	buf_puts(&newest->content, content == NULL ? "" : content);
	return COLLATION_COUNTED;
}

bool
collation_judge(struct collation *collation)
{
	struct newest newest = { .name = { 0 } };
	struct span key, data;
	bool good = spill_sort(collation->studies);

	while (good && spill_next(collation->studies, &key, &data)) {
		struct arena *arena = arena_new();
		struct record record;
		enum collation_state state;

		good = take_record(data, &record, arena);
		state = judge(&newest, key, &record);
		good = good && add_row(collation, &record, state,
		    state == COLLATION_COUNTED ? "" : newest.name.s);
		arena_free(arena);
	}
	buf_free(&newest.name);
	buf_free(&newest.content);
	return good && !spill_failed(collation->studies);
}

static bool
hand_on(struct span data,
    bool (*each)(void *context, const struct collation_row *), void *context)
{
	struct arena *arena = arena_new();
	struct record record;
	struct collation_row row = { .record = &record };
	struct span rest = span_sub(data, 1, data.n);
	struct span of = span_cut(&rest, '\0');
	bool good;

	row.state = (enum collation_state)data.s[0];
	row.of = of.n == 0 ? NULL : span_dup(arena, of);
	good = take_record(rest, &record, arena) && each(context, &row);
	arena_free(arena);
	return good;
}

bool
collation_each(struct collation *collation,
    bool (*each)(void *context, const struct collation_row *),
    void *context)
{
	struct span key, data;
	bool good = spill_sort(collation->rows);

	while (good && spill_next(collation->rows, &key, &data))
		good = hand_on(data, each, context);
	return good && !spill_failed(collation->rows);
}

size_t
collation_count(const struct collation *collation,
    enum collation_state state)
{
	return collation->counts[state];
}

void
collation_close(struct collation *collation)
{
	spill_close(collation->studies);
	spill_close(collation->rows);
	arena_free(collation->arena);
}
