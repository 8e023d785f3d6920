/*
 * From files, folders and lists to disclosures, one at a time.
 */
#include "collate/found.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/input.h"
#include "base/str.h"
#include "batch/inputs.h"
#include "batch/store.h"

enum { CHUNK = 65536, ENTRY_MAX = 1 << 20, SKIPPED_MAX = 100, HEAD = 5 };

#define DISCLOSURE "disclosure.json"
#define REPORT "report.pdf"

struct finder {
	const char *const *arguments;
	size_t count, next;
	bool null_ends;
	struct diags *diags;
	struct arena *arena;     /* its own */
	struct input *list;
	const char *list_name;
	struct buf text;         /* of the list: what is not yet used, from AT on */
	size_t at;
	DIR *folder;
	struct buf folder_path;
	bool of_batch;           /* the folder is the OUT of one */
	size_t skipped;
};

struct finder *
finder_open(const char *const *arguments, size_t count, bool null_ends,
    struct diags *diags)
{
	struct arena *arena = arena_new();
	struct finder *finder = arena_alloc(arena, sizeof *finder);

	finder->arguments = arguments;
	finder->count = count;
	finder->null_ends = null_ends;
	finder->diags = diags;
	finder->arena = arena;
	return finder;
}

/* The first are named: their number is not bounded. */
static void
skip(struct finder *finder, const char *path, const char *why)
{
	struct diags *diags = finder->diags;

	finder->skipped++;
	if (finder->skipped <= SKIPPED_MAX)
		diag(diags, DIAG_COLLATE_SKIPPED, (struct pos){
		    .file = inputs_shown(diags->arena, path) }, "%s", why);
	if (finder->skipped == SKIPPED_MAX)
		diag(diags, DIAG_COLLATE_SKIPPED, (struct pos){ 0 },
		    "what is passed over from here on is not named");
}

/* Names. */

/* The last step of PATH, or the one before it when UP. */
static struct span
step(const char *path, bool up)
{
	struct span rest = span_of(path);
	size_t start;

	for (;;) {
		while (rest.n > 0 && rest.s[rest.n - 1] == '/')
			rest.n--;
		for (start = rest.n; start > 0 && rest.s[start - 1] != '/';)
			start--;
		if (!up)
			return span_sub(rest, start, rest.n - start);
		rest.n = start;
		up = false;
	}
}

/* What a report calls its files says nothing: their folder's name does. */
static const char *
name_of(struct arena *arena, const char *path)
{
	static const char *const suffixes[] = { ".gz", ".zst", ".xz", ".bz2",
		".json", ".pdf" };
	struct span name = step(path, false), above = step(path, true);
	size_t i;

	if ((span_equal(name, DISCLOSURE) || span_equal(name, REPORT) ||
		span_equal(name, STORE_RESULT)) && above.n > 0 &&
	    !span_equal(above, ".") && !span_equal(above, ".."))
		name = above;
	else
		for (i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++)
			if (span_ends(name, suffixes[i]) &&
			    name.n > strlen(suffixes[i]))
				name.n -= strlen(suffixes[i]);
	return inputs_shown(arena, span_dup(arena, name));
}

/* What PATH is. */

static bool
is_file(const char *path)
{
	struct stat status;

	return lstat(path, &status) == 0 && S_ISREG(status.st_mode);
}

static bool
is_there(struct arena *arena, const char *folder, const char *name)
{
	struct stat status;

	return lstat(arena_printf(arena, "%s/%s", folder, name), &status) ==
	    0;
}

static bool
take(struct found *found, struct arena *arena, const char *path,
    enum found_kind kind)
{
	*found = (struct found){ .name = name_of(arena, path), .path = path,
		.kind = kind };
	return true;
}

/* The disclosure of a study in FOLDER; of a batch's its record, which holds the figures too. */
static bool
take_folder(struct found *found, struct arena *arena, const char *folder,
    bool of_batch)
{
	static const char *const names[] = { STORE_RESULT, DISCLOSURE,
		REPORT };
	size_t i;

	for (i = of_batch ? 0 : 1; i < sizeof names / sizeof names[0]; i++) {
		const char *path =
		    arena_printf(arena, "%s/%s", folder, names[i]);

		if (is_file(path))
			return take(found, arena, path,
			    i == 0 ? FOUND_RECORD : FOUND_FILE);
	}
	return false;
}

static bool
looks_like_item(const char *path)
{
	static const char *const suffixes[] = { ".json", ".pdf", ".json.gz",
		".json.zst", ".json.xz", ".json.bz2" };
	char head[HEAD] = { 0 };
	int file;
	ssize_t n;
	size_t i;

	for (i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++)
		if (span_ends(span_of(path), suffixes[i]))
			return true;
	file = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	n = file < 0 ? -1 : read(file, head, sizeof head);
	if (file >= 0)
		close(file);
	return n > 0 && (head[0] == '{' ||
	    memcmp(head, "%PDF-", sizeof head) == 0);
}

/* Folders. */

static void
close_folder(struct finder *finder)
{
	closedir(finder->folder);
	finder->folder = NULL;
}

/* A folder is a study's own, or each entry is looked at. True when it is one itself or can't be read. */
static bool
enter(struct finder *finder, struct arena *arena, const char *path,
    struct found *found)
{
	if (take_folder(found, arena, path, false))
		return true;
	finder->folder = opendir(path);
	if (finder->folder == NULL) {
		take(found, arena, path, FOUND_FILE);
		found->fault = arena_strdup(arena, strerror(errno));
		return true;
	}
	finder->of_batch = is_there(arena, path, ".work") ||
	    is_there(arena, path, "failures.txt");
	finder->folder_path.n = 0;
	buf_puts(&finder->folder_path, path);
	return false;
}

/* True when the entry is one; links are not followed. */
static bool
take_entry(struct finder *finder, struct arena *arena, const char *name,
    struct found *found)
{
	const char *path = arena_printf(arena, "%s/%s",
	    finder->folder_path.s, name);
	struct stat status;

	if (lstat(path, &status) != 0)
		skip(finder, path, strerror(errno));
	else if (S_ISDIR(status.st_mode)) {
		if (take_folder(found, arena, path, finder->of_batch))
			return true;
		skip(finder, path,
		    "the folder holds neither disclosure.json nor report.pdf");
	} else if (finder->of_batch)
		return false;
	else if (S_ISREG(status.st_mode) && (span_ends(span_of(name), ".pdf") ||
		     span_ends(span_of(name), ".json")))
		return take(found, arena, path, FOUND_FILE);
	else
		skip(finder, path, S_ISLNK(status.st_mode) ?
			"it is a link; a list may name it" :
			"it is neither JSON nor PDF");
	return false;
}

static bool
next_entry(struct finder *finder, struct arena *arena, struct found *found)
{
	const struct dirent *entry;

	while ((entry = readdir(finder->folder)) != NULL)
		if (entry->d_name[0] != '.' &&
		    take_entry(finder, arena, entry->d_name, found))
			return true;
	close_folder(finder);
	return false;
}

/* Something that was named: followed when it is a link. */
static bool
take_named(struct finder *finder, struct arena *arena, const char *path,
    struct found *found)
{
	struct stat status;
	bool there = stat(path, &status) == 0;

	if (there && S_ISDIR(status.st_mode))
		return enter(finder, arena, path, found);
	take(found, arena, path, span_equal(step(path, false), STORE_RESULT) ?
	    FOUND_RECORD : FOUND_FILE);
	if (!there)
		found->fault = arena_strdup(arena, strerror(errno));
	else if (!S_ISREG(status.st_mode))
		found->fault = "is neither a file nor a folder";
	return true;
}

/* Lists. */

static void
close_list(struct finder *finder)
{
	input_close(finder->list);
	buf_free(&finder->text);
	finder->list = NULL;
	finder->at = 0;
}

static bool
open_list(struct finder *finder, const char *path)
{
	/* what is said of it outlives the finder */
	finder->list = input_open(path, finder->diags->arena, finder->diags);
	finder->list_name = path;
	return finder->list != NULL;
}

/* Reads on; false at the end of the list. */
static bool
more(struct finder *finder)
{
	struct buf *text = &finder->text;
	size_t n;

	if (text->n - finder->at > ENTRY_MAX)
		return false;
	if (finder->at != 0)
		memmove(text->s, text->s + finder->at, text->n - finder->at);
	text->n -= finder->at;
	finder->at = 0;
	n = input_read(finder->list,
	    (unsigned char *)buf_room(text, CHUNK), CHUNK);
	buf_took(text, n);
	return n != 0;
}

static struct span
unread(const struct finder *finder)
{
	const struct buf *text = &finder->text;

	return text->s == NULL ?
	    (struct span){ "", 0 } :
	    (struct span){ text->s + finder->at, text->n - finder->at };
}

/* The next entry that is not empty, in ARENA; NULL at the end. */
static const char *
next_line(struct finder *finder, struct arena *arena)
{
	char end = finder->null_ends ? '\0' : '\n';

	for (;;) {
		struct span rest = unread(finder);
		bool whole = rest.n != 0 && memchr(rest.s, end, rest.n) != NULL;
		struct span line;

		if (!whole && more(finder))
			continue;
		if (rest.n == 0 && !whole)
			return NULL;
		rest = unread(finder);
		line = span_cut(&rest, end);
		finder->at = finder->text.n - rest.n;
		if (!finder->null_ends && span_ends(line, "\r"))
			line.n--;
		if (line.n > 0 && inputs_refuse_nul(line, finder->list_name,
			finder->diags))
			return NULL;
		if (line.n > 0)
			return span_dup(arena, line);
	}
}

/* Goes into an argument; true when it is one itself. */
static bool
take_argument(struct finder *finder, struct arena *arena,
    const char *argument, struct found *found)
{
	struct stat status;

	if (argument[0] == '@' || strcmp(argument, "-") == 0) {
		open_list(finder, argument + (argument[0] == '@'));
		return false;
	}
	if (stat(argument, &status) != 0 || S_ISDIR(status.st_mode) ||
	    looks_like_item(argument))
		return take_named(finder, arena, argument, found);
	open_list(finder, argument);
	return false;
}

bool
finder_next(struct finder *finder, struct arena *arena, struct found *found)
{
	const char *line;

	for (;;) {
		if (finder->folder != NULL) {
			if (next_entry(finder, arena, found))
				return true;
		} else if (finder->list != NULL) {
			line = next_line(finder, arena);
			if (line == NULL)
				close_list(finder);
			else if (take_named(finder, arena, line, found))
				return true;
		} else if (finder->next == finder->count) {
			return false;
		} else if (take_argument(finder, arena,
			       finder->arguments[finder->next++], found)) {
			return true;
		}
	}
}

void
finder_close(struct finder *finder)
{
	if (finder->folder != NULL)
		close_folder(finder);
	if (finder->list != NULL)
		close_list(finder);
	buf_free(&finder->folder_path);
	arena_free(finder->arena);
}
