/*
 * Folders and archives: which of their files are logs.
 */
#ifndef WATTLEAF_SEARCH_H
#define WATTLEAF_SEARCH_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct diags;
struct read_options;
struct record;
struct source;

/* The regular files below a folder, sorted by the bytes of their paths. */
struct folder_files {
	const char **paths;
	size_t count;
};

/* Lists a folder; links, hidden files and what is no file are said by FILE_SKIPPED. False with FILE_OPEN. */
bool
folder_list(const char *folder, struct folder_files *, struct arena *,
    struct diags *);

/*
 * Recognises and reads SOURCE, NULL for what couldn't be opened, into a
 * record of FILE. SEARCHING: a file that is no log says FILE_SKIPPED
 * and gives NULL.
 */
struct record *
ingest_source(struct source *, const char *file, bool searching,
    const struct read_options *, struct arena *, struct diags *);

/* The record of the only log in an archive; one without format, and an error, when there are none or many. */
struct record *
search_single(struct source *archive, const char *path,
    const struct read_options *, struct arena *, struct diags *);

#endif
