/*
 * What a collation reads of strangers: disclosures, results of batches, what
 * a process left of them, and lists. In whatever order they come, and however
 * little memory sorts them, the same must come of them.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/json.h"
#include "base/pdf.h"
#include "batch/record.h"
#include "collate/collation.h"
#include "collate/figures.h"
#include "collate/found.h"
#include "collate/handed.h"
#include "collate/reading.h"
#include "collate/rows.h"
#include "collate/tally.h"
#include "document/build.h"
#include "document/collated.h"
#include "fuzz/kinds.h"
#include "write/output.h"

enum { RECORDS_MAX = 12, CARRIED_MAX = 1 << 20, LITTLE = 500, FOUND_MAX = 50,
	WRITTEN_ONE_IN = 16 };

/* Between files; of an input that is a list, or what a process left, the first byte. */
enum { PART = 0x1e, LIST = '@', HANDED = '#', RESULT = '!' };

struct records {
	struct record items[RECORDS_MAX];
	size_t count;
};

/* All that is said of a collation. */
struct said {
	struct buf rows, figures;
	const struct tally *tally;
	struct arena *arena;
};

static void
must(bool holds)
{
	if (!holds)
		abort();
}

static const char *
file_of(struct span bytes, int *file, struct arena *arena)
{
	*file = memfd_create("part", MFD_CLOEXEC);
	must(*file >= 0 &&
	    write(*file, bytes.s, bytes.n) == (ssize_t)bytes.n);
	return arena_printf(arena, "/proc/self/fd/%d", *file);
}

/* The next file of several; a PDF is the last, as it may hold any byte, and is read without the trial in a process of its own. */
static struct span
next_part(struct span *bytes, struct buf *carried)
{
	struct span part = *bytes;

	if (!span_starts(part, "%PDF-"))
		return span_cut(bytes, PART);
	bytes->n = 0;
	carried->n = 0;
	if (pdf_carried_untried(part, "disclosure.json", CARRIED_MAX,
		carried) != PDF_FOUND)
		carried->n = 0;
	return (struct span){ carried->n == 0 ? "" : carried->s,
		carried->n };
}

static struct record
read_part(struct span part, size_t i, struct arena *arena)
{
	bool result = part.n > 0 && part.s[0] == RESULT;
	struct found found = {
		.name = arena_printf(arena, "paper-%zu", i),
		.kind = result ? FOUND_RECORD : FOUND_FILE,
	};
	struct record record;
	int file;

	found.path = file_of(span_sub(part, result, part.n), &file, arena);
	record = reading_record(&found, fuzz_catalog(), arena);
	close(file);
	return record;
}

static void
read_parts(struct span bytes, struct records *records, struct arena *arena)
{
	struct buf carried = { 0 };

	while (bytes.n > 0 && records->count < RECORDS_MAX) {
		struct span part = next_part(&bytes, &carried);

		/* what such a PDF carries is another PDF, tried in a process */
		if (span_starts(part, "%PDF-"))
			break;
		records->items[records->count] =
		    read_part(part, records->count, arena);
		records->count++;
	}
	buf_free(&carried);
}

static void
read_handed(struct span bytes, struct records *records, struct arena *arena)
{
	FILE *file = bytes.n == 0 ? NULL :
	    fmemopen((void *)(uintptr_t)bytes.s, bytes.n, "rb");
	struct record *record = records->items;

	while (file != NULL && records->count < RECORDS_MAX &&
	    handed_read(file, record, arena)) {
		record->id = arena_printf(arena, "paper-%zu",
		    records->count++);
		record++;
	}
	if (file != NULL)
		fclose(file);
}

static void
read_list(struct span bytes, const struct fuzz_input *input)
{
	int file;
	const char *argument = arena_printf(input->arena, "@%s",
	    file_of(bytes, &file, input->arena));
	struct finder *finder = finder_open(&argument, 1, bytes.n % 2 == 1,
	    input->diags);
	struct found found;
	size_t n = 0;

	while (n < FOUND_MAX && finder_next(finder, input->arena, &found)) {
		must(found.name != NULL && found.path != NULL);
		n++;
	}
	finder_close(finder);
	close(file);
}

static struct record
hand_on(const struct record *record, struct buf *text, struct arena *arena)
{
	struct record again;
	FILE *file;

	text->n = 0;
	handed_put(record, text);
	file = fmemopen(text->s, text->n, "rb");
	must(file != NULL && handed_read(file, &again, arena));
	fclose(file);
	again.id = record->id;
	return again;
}

/* The record as its reader's parent has it: cleaned, so that nothing changes when it goes on from there. */
static void
hand_over(struct record *record, struct arena *arena)
{
	struct buf first = { 0 }, second = { 0 };
	struct record clean = hand_on(record, &first, arena);
	struct record again = hand_on(&clean, &first, arena);

	hand_on(&again, &second, arena);
	must(first.n == second.n && memcmp(first.s, second.s, first.n) == 0);
	*record = clean;
	buf_free(&first);
	buf_free(&second);
}

static bool
say_row(void *context, const struct collation_row *row)
{
	struct said *said = context;
	struct arena *arena = arena_new();

	if (row->state == COLLATION_COUNTED)
		tally_add((struct tally *)(uintptr_t)said->tally,
		    row->record);
	rows_csv(row, arena, &said->rows);
	rows_json(row, arena, &said->rows);
	rows_problems(row, arena, &said->rows);
	arena_free(arena);
	return true;
}

/* Collates them, the last first when BACKWARDS. */
static struct said
collate(const struct records *records, bool backwards,
    const struct fuzz_input *input)
{
	struct said said = { .arena = input->arena };
	struct collation *collation =
	    collation_open(backwards ? LITTLE : 0, input->diags);
	size_t i, group, n = records->count;

	for (i = 0; i < n; i++)
		collation_take(collation,
		    &records->items[backwards ? n - 1 - i : i]);
	said.tally = tally_new(fuzz_catalog(), input->arena);
	must(collation_judge(collation) &&
	    collation_each(collation, say_row, &said));
	for (group = 1; group <= 3; group += 2) {
		const struct tally_hiding hiding = { group, 10 };
		struct collated *view =
		    tally_view(said.tally, &hiding, input->arena);

		view->version = view->catalog = "0";
		json_data(figures_data(view, input->arena), &said.figures);
		buf_putc(&said.figures, PART);
		figures_csv(view, input->arena, &said.figures);
		buf_putc(&said.figures, PART);
	}
	collation_close(collation);
	return said;
}

static bool
is_same(const struct buf *a, const struct buf *b)
{
	return a->n == b->n && (a->n == 0 || memcmp(a->s, b->s, a->n) == 0);
}

/* What is for machines is read by one. */
static void
check_json(const struct buf *figures, const struct fuzz_input *input)
{
	struct span rest = { figures->s, figures->n };
	struct json *root = json_read(span_cut(&rest, PART),
	    (struct pos){ .line = 1 }, input->diags);

	must(json_is_object(root));
	json_free(root);
}

static void
write_document(const struct said *said, const struct fuzz_input *input)
{
	const struct doc_options options = { .language = "en",
		.version = "0", .date_s = INT64_MIN };
	const struct tally_hiding none = { 0, 0 };
	struct collated *view = tally_view(said->tally, &none, input->arena);
	struct output_job job = { .arena = input->arena,
		.diags = input->diags };
	struct buf out = { 0 };
	struct doc *doc;

	view->version = view->catalog = "0";
	doc = collated_doc(view, &options, input->arena, input->diags);
	must(doc != NULL);
	job.doc = doc;
	output_appendix_md.write(&job, &out);
	output_report_html.write(&job, &out);
	buf_free(&out);
	doc_close(doc);
}

void
fuzz_collate(const struct fuzz_input *input)
{
	struct records *records = arena_alloc(input->arena, sizeof *records);
	struct span bytes = input->bytes;
	char first = bytes.n == 0 ? '\0' : bytes.s[0];
	struct said there, back;
	size_t i;

	if (first == LIST) {
		read_list(span_sub(bytes, 1, bytes.n), input);
		return;
	}
	if (first == HANDED)
		read_handed(span_sub(bytes, 1, bytes.n), records,
		    input->arena);
	else
		read_parts(bytes, records, input->arena);
	for (i = 0; i < records->count; i++)
		hand_over(&records->items[i], input->arena);
	there = collate(records, false, input);
	back = collate(records, true, input);
	must(is_same(&there.rows, &back.rows) &&
	    is_same(&there.figures, &back.figures));
	check_json(&there.figures, input);
	if (bytes.n % WRITTEN_ONE_IN == 0)
		write_document(&there, input);
	buf_free(&there.rows);
	buf_free(&there.figures);
	buf_free(&back.rows);
	buf_free(&back.figures);
}
