/*
 * Where the program's own files are: WATTLEAF_DATADIR, beside the program
 * (a build folder, or share/ next to bin/), or where it was configured for.
 */
#include <dirent.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/str.h"
#include "catalog/catalog.h"
#include "cli/cli.h"

static bool
holds_data(struct arena *arena, const char *folder)
{
	return access(arena_printf(arena, "%s/catalog/VERSION", folder),
		   R_OK) == 0;
}

/* The folder of the running program, or NULL. */
static const char *
program_folder(struct arena *arena)
{
	char path[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);
	char *slash;

	if (n <= 0)
		return NULL;
	path[n] = '\0';
	slash = strrchr(path, '/');
	if (slash == NULL)
		return NULL;
	*slash = '\0';
	return arena_strdup(arena, path);
}

const char *
data_folder(struct arena *arena, struct diags *diags)
{
	const char *given = getenv("WATTLEAF_DATADIR");
	const char *beside = program_folder(arena);
	const char *places[3] = { NULL, NULL, WATTLEAF_PKGDATADIR };
	size_t i;

	if (beside != NULL) {
		places[0] = arena_printf(arena, "%s/data", beside);
		places[1] =
		    arena_printf(arena, "%s/../share/wattleaf", beside);
	}
	if (given != NULL && given[0] != '\0') {
		if (holds_data(arena, given))
			return given;
		diag(diags, DIAG_DATA_DIRECTORY, (struct pos){ 0 },
		    "WATTLEAF_DATADIR=\"%s\" holds no catalog/VERSION", given);
		return NULL;
	}
	for (i = 0; i < 3; i++)
		if (places[i] != NULL && holds_data(arena, places[i]))
			return places[i];
	diag(diags, DIAG_DATA_DIRECTORY, (struct pos){ 0 },
	    "looked in %s; set WATTLEAF_DATADIR to the folder that holds catalog, templates, schema and fonts",
	    WATTLEAF_PKGDATADIR);
	return NULL;
}

const char *
data_file(const struct job *job, const char *folder, const char *name)
{
	return arena_printf(job->arena, "%s/%s/%s", job->data_folder, folder,
	    name);
}

size_t
data_names(const struct job *job, const char *folder, const char *suffix,
    const char **names, size_t most)
{
	DIR *directory = opendir(data_file(job, folder, ""));
	const struct dirent *entry;
	size_t n = 0;

	if (directory == NULL)
		return 0;
	while (n < most && (entry = readdir(directory)) != NULL) {
		struct span name = span_of(entry->d_name);

		if (name.s[0] != '.' && name.n > strlen(suffix) &&
		    span_ends(name, suffix))
			names[n++] = arena_strndup(job->arena, name.s,
			    name.n - strlen(suffix));
	}
	closedir(directory);
	qsort(names, n, sizeof *names, str_order);
	return n;
}

bool
job_catalog(struct job *job)
{
	size_t i;

	if (job->data_folder == NULL)
		job->data_folder = data_folder(job->arena, &job->diags);
	if (job->data_folder == NULL)
		return false;
	job->catalog =
	    catalog_open(arena_printf(job->arena, "%s/catalog",
			     job->data_folder),
		job->arena, &job->diags);
	/* what is added first wins: the last that was given */
	for (i = job->options.catalogs.count;
	     job->catalog != NULL && i-- > 0;)
		if (!catalog_add(job->catalog, job->options.catalogs.items[i]))
			return false;
	return job->catalog != NULL;
}

bool
job_own_rows(struct job *job, const char *folder)
{
	const char *path =
	    arena_printf(job->arena, "%s/catalog.csv", folder);

	return access(path, F_OK) != 0 || catalog_add(job->catalog, path);
}
