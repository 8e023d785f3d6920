/*
 * Looking through folders and archives: each file that a format recognises
 * becomes a record, each other file a note. Of many such files the first are
 * named and the rest counted.
 */
#include "ingest/search.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/source.h"
#include "ingest/ingest.h"

struct search {
	const struct read_options *options;
	struct arena *arena;
	struct diags *diags;
	struct found found;
};

static void
skip(struct search *search, const char *file, const char *why)
{
	if (search->found.skipped++ < FOUND_NAMED_MAX)
		diag(search->diags, DIAG_FILE_SKIPPED,
		    (struct pos){ .file = file }, "%s", why);
}

static void
add_record(struct search *search, struct record *record)
{
	struct found *found = &search->found;

	found->records = arena_grow(search->arena, found->records,
	    found->count, sizeof *found->records);
	found->records[found->count++] = record;
}

static void
keep(struct search *search, const struct diagnostic *item)
{
	struct diags *diags = search->diags;

	if (item->code == DIAG_FILE_EMPTY) {
		skip(search, item->pos.file, "it is empty");
		return;
	}
	if (item->code == DIAG_FILE_SKIPPED &&
	    search->found.skipped++ >= FOUND_NAMED_MAX)
		return;
	diags->items = arena_grow(diags->arena, diags->items, diags->count,
	    sizeof *diags->items);
	diags->items[diags->count++] = *item;
}

/* Takes over what was said of one file, and its record when it is a log or should be one. */
static void
settle(struct search *search, struct record *record, const struct diags *said)
{
	size_t i, first = search->diags->count;

	for (i = 0; i < said->count; i++)
		keep(search, &said->items[i]);
	if (record == NULL)
		return;
	record->diag_first = first;
	record->diag_count = search->diags->count - first;
	if (record->format != NULL ||
	    diags_have_error(search->diags, first))
		add_record(search, record);
}

/* Slots of records: by file, then as they were found. */
static int
by_file(const void *a, const void *b)
{
	struct record *const *x = *(struct record *const *const *)a;
	struct record *const *y = *(struct record *const *const *)b;
	int order = strcmp((*x)->file, (*y)->file);

	return order != 0 ? order : (x > y) - (x < y);
}

/* An archive that holds a name twice means the later one, as unpacking would have it. */
static void
drop_replaced(struct search *search, size_t first)
{
	struct found *found = &search->found;
	size_t i, kept = first, n = found->count - first;
	struct record ***slots = arena_alloc(search->arena, n * sizeof *slots);
	struct record *next;

	for (i = 0; i < n; i++)
		slots[i] = &found->records[first + i];
	if (n > 0)
		qsort(slots, n, sizeof *slots, by_file);
	for (i = 0; i + 1 < n; i++) {
		next = *slots[i + 1];
		if (strcmp((*slots[i])->file, next->file) == 0) {
			skip(search, next->file, "a later file in the archive has the same name");
			*slots[i] = NULL;
		}
	}
	for (i = first; i < found->count; i++)
		if (found->records[i] != NULL)
			found->records[kept++] = found->records[i];
	found->count = kept;
}

static void
search_archive(struct search *search, struct source *archive,
    const char *path)
{
	size_t first = search->found.count;
	struct source *member;
	const char *file;
	bool more = true;

	while (more) {
		struct diags said = { .arena = search->arena,
		.progress = search->diags->progress };
		struct record *record = NULL;

		more = source_next(archive, &said, &file, &member);
		if (more)
			record = ingest_source(member, file, true,
			    search->options, search->arena, &said);
		else if (diags_have_error(&said, 0))
			record = ingest_source(NULL, path, true,
			    search->options, search->arena, &said);
		if (more)
			source_close(member);
		settle(search, record, &said);
	}
	drop_replaced(search, first);
}

/* One file that the search met. */
static void
search_file(struct search *search, const char *path)
{
	struct diags said = { .arena = search->arena,
		.progress = search->diags->progress };
	struct source *source = source_open_packed(path, search->arena, &said);

	if (source != NULL && source_is_archive(source))
		search_archive(search, source, path);
	else
		settle(search, ingest_source(source, path, true,
		    search->options, search->arena, &said), &said);
	source_close(source);
}

static void
search_folder(struct search *search, const char *path)
{
	struct diags said = { .arena = search->arena,
		.progress = search->diags->progress };
	struct folder_files files;
	size_t i;

	folder_list(path, &files, search->arena, &said);
	settle(search, NULL, &said);
	for (i = 0; i < files.count; i++)
		search_file(search, files.paths[i]);
}

/* What the search as a whole has to say. */
static void
finish(struct search *search, const char *path, size_t first)
{
	struct found *found = &search->found;
	struct pos pos = { .file = path };

	found->searched = true;
	if (found->skipped > FOUND_NAMED_MAX)
		diag(search->diags, DIAG_FILE_SKIPPED, pos,
		    "%zu more beside those that are named",
		    found->skipped - FOUND_NAMED_MAX);
	if (found->count == 0 && !diags_have_error(search->diags, first))
		diag(search->diags, DIAG_LOG_NOTHING, pos, "%s",
		    found->skipped == 0 ?
			"there are no files in it" :
			"no file in it has a format that is read; "
			"--verbose names them");
}

struct record *
search_single(struct source *archive, const char *path,
    const struct read_options *options, struct arena *arena,
    struct diags *diags)
{
	struct search search = { options, arena, diags, { NULL, 0, 0, false } };
	size_t first = diags->count;

	search_archive(&search, archive, path);
	finish(&search, path, first);
	if (search.found.count == 1)
		return search.found.records[0];
	if (search.found.count > 1)
		diag(diags, DIAG_FORMAT_AMBIGUOUS, (struct pos){ .file = path },
		    "the archive holds %zu logs: name one, as in \"%s\"",
		    search.found.count, search.found.records[0]->file);
	return ingest_source(NULL, path, false, options, arena, diags);
}

struct found
ingest_find(const char *path, const struct read_options *options,
    struct arena *arena, struct diags *diags)
{
	struct search search = { options, arena, diags, { NULL, 0, 0, false } };
	size_t first = diags->count;
	struct source *source = NULL;
	struct record *record;
	struct stat status;

	if (strcmp(path, "-") != 0 && stat(path, &status) == 0 &&
	    S_ISDIR(status.st_mode)) {
		search_folder(&search, path);
		finish(&search, path, first);
		return search.found;
	}
	source = source_open_packed(path, arena, diags);
	if (source != NULL && source_is_archive(source)) {
		search_archive(&search, source, path);
		finish(&search, path, first);
	} else {
		record = ingest_source(source, path, false, options, arena,
		    diags);
		record->diag_first = first;
		record->diag_count = diags->count - first;
		add_record(&search, record);
	}
	source_close(source);
	return search.found;
}
