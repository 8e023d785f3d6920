/*
 * From folders and lists to studies. Nothing in a study is opened here.
 */
#include "batch/inputs.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/input.h"
#include "base/str.h"

enum { LIST_MAX = 256 << 20, CHUNK = 65536 };

static void
add(struct inputs *inputs, struct input_study study)
{
	inputs->studies = arena_grow(inputs->arena, inputs->studies,
	    inputs->count, sizeof *inputs->studies);
	inputs->studies[inputs->count++] = study;
}

static void
skip(struct inputs *inputs, const char *path, const char *why)
{
	diag(inputs->diags, DIAG_BATCH_SKIPPED,
	    (struct pos){ .file = inputs_shown(inputs->arena, path) }, "%s",
	    why);
}

/* Folders of their own; what else lies there is said. */
static void
add_entry(struct inputs *inputs, const char *folder, const char *name,
    const struct stat *output)
{
	const char *path =
	    arena_printf(inputs->arena, "%s/%s", folder, name);
	struct stat status;

	if (lstat(path, &status) != 0)
		skip(inputs, path, strerror(errno));
	else if (S_ISLNK(status.st_mode))
		skip(inputs, path, "it is a link; a list may name it");
	else if (!S_ISDIR(status.st_mode))
		skip(inputs, path, "it is no folder");
	else if (name[0] == '.')
		skip(inputs, path, "its name begins with a point");
	else if (status.st_dev != output->st_dev ||
	    status.st_ino != output->st_ino)
		add(inputs, (struct input_study){
		    .given = arena_strdup(inputs->arena, name),
		    .folder = path });
}

static bool
add_folder(struct inputs *inputs, const char *folder,
    const struct stat *output)
{
	DIR *directory = opendir(folder);
	const struct dirent *entry;

	if (directory == NULL) {
		diag(inputs->diags, DIAG_FILE_OPEN,
		    (struct pos){ .file = folder }, "%s", strerror(errno));
		return false;
	}
	while ((entry = readdir(directory)) != NULL)
		if (strcmp(entry->d_name, ".") != 0 &&
		    strcmp(entry->d_name, "..") != 0)
			add_entry(inputs, folder, entry->d_name, output);
	closedir(directory);
	return true;
}

/* A study that was named: a folder, or its file. */
static void
add_named(struct inputs *inputs, const char *given)
{
	const char *path = str_without_slashes(inputs->arena, given);
	struct input_study study = { .given = path, .folder = path };
	const char *slash = strrchr(path, '/');
	struct stat status;

	if (stat(path, &status) != 0)
		study.fault = strerror(errno);
	else if (S_ISREG(status.st_mode)) {
		study.file = slash == NULL ? path : slash + 1;
		study.folder = slash == NULL ? "." :
		    slash == path            ? "/" :
					       arena_strndup(inputs->arena, path,
						   (size_t)(slash - path));
	} else if (!S_ISDIR(status.st_mode))
		study.fault = "is neither a folder nor a file";
	if (study.fault != NULL)
		study.fault = arena_strdup(inputs->arena, study.fault);
	add(inputs, study);
}

static bool
read_list(struct inputs *inputs, const char *path, struct buf *text)
{
	struct input *input = input_open(path, inputs->arena, inputs->diags);
	size_t n;

	if (input == NULL)
		return false;
	do {
		n = input_read(input,
		    (unsigned char *)buf_room(text, CHUNK), CHUNK);
		buf_took(text, n);
	} while (n > 0 && text->n <= LIST_MAX);
	n = input_refused(input);
	input_close(input);
	if (text->n > LIST_MAX)
		diag(inputs->diags, DIAG_FILE_LIMIT,
		    (struct pos){ .file = path }, "a list is at most %d bytes",
		    (int)LIST_MAX);
	return n == 0 && text->n <= LIST_MAX;
}

bool
inputs_refuse_nul(struct span line, const char *list, struct diags *diags)
{
	if (memchr(line.s, '\0', line.n) == NULL)
		return false;
	diag(diags, DIAG_LIST_NUL, (struct pos){ .file = list },
	    "where its entries end with NUL, --null is needed (-0); else it is no list");
	return true;
}

static bool
add_list(struct inputs *inputs, const char *path, bool null_ends)
{
	struct buf text = { 0 };
	bool good = read_list(inputs, path, &text);
	struct span rest = { text.s, text.n };

	if (good && !null_ends && text.n > 0)
		good = !inputs_refuse_nul(rest, path, inputs->diags);
	while (good && rest.n > 0) {
		struct span entry = span_cut(&rest, null_ends ? '\0' : '\n');

		if (!null_ends && span_ends(entry, "\r"))
			entry.n--;
		if (entry.n > 0)
			add_named(inputs, span_dup(inputs->arena, entry));
	}
	buf_free(&text);
	return good;
}

static bool
add_argument(struct inputs *inputs, const struct inputs_how *how,
    const char *argument, const struct stat *output)
{
	struct span name = span_of(argument);
	struct stat status;

	if (strcmp(argument, "-") == 0)
		return add_list(inputs, argument, how->null_ends);
	if (argument[0] == '@')
		return add_list(inputs, argument + 1, how->null_ends);
	if (stat(argument, &status) == 0 && S_ISDIR(status.st_mode))
		return add_folder(inputs,
		    str_without_slashes(inputs->arena, argument), output);
	if (span_ends(name, ".xml") || span_ends(name, ".yaml") ||
	    span_ends(name, ".yml") || span_ends(name, ".json") ||
	    span_ends(name, ".pdf")) {
		add_named(inputs, argument);
		return true;
	}
	return add_list(inputs, argument, how->null_ends);
}

static int
compare_places(const void *a, const void *b)
{
	const struct input_study *left = a, *right = b;
	int order = strcmp(left->folder, right->folder);

	return order != 0 ? order :
			    strcmp(left->file == NULL ? "" : left->file,
				right->file == NULL ? "" : right->file);
}

/* What is named twice counts once. */
static void
drop_twice(struct inputs *inputs)
{
	size_t i, n = 0;

	qsort(inputs->studies, inputs->count, sizeof *inputs->studies,
	    compare_places);
	for (i = 0; i < inputs->count; i++) {
		if (n == 0 || compare_places(&inputs->studies[n - 1],
				  &inputs->studies[i]) != 0)
			inputs->studies[n++] = inputs->studies[i];
		else
			skip(inputs, inputs->studies[i].given,
			    "it is named twice");
	}
	inputs->count = n;
}

bool
inputs_read(struct inputs *inputs, const struct inputs_how *how)
{
	struct stat output = { 0 };
	size_t i;

	stat(how->output, &output);
	for (i = 0; i < how->count; i++)
		if (!add_argument(inputs, how, how->arguments[i], &output))
			return false;
	if (inputs->count == 0) {
		diag(inputs->diags, DIAG_BATCH_NOTHING,
		    (struct pos){ .file = how->arguments[0] },
		    "it must be a folder with one folder for each study, or a list of studies");
		return false;
	}
	drop_twice(inputs);
	inputs_name(inputs);
	return true;
}
