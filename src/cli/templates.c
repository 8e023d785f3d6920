/*
 * The program's templates: finding one by name, and the list of names for
 * who misspells one.
 */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/str.h"
#include "cli/cli.h"

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

size_t
template_names(struct job *job, const char *names[TEMPLATES_MAX])
{
	DIR *folder = opendir(data_file(job, "templates", ""));
	const struct dirent *entry;
	size_t n = 0;

	if (folder == NULL)
		return 0;
	while ((entry = readdir(folder)) != NULL && n < TEMPLATES_MAX) {
		struct span name = span_of(entry->d_name);

		if (name.n > 3 && span_ends(name, ".md") && name.s[0] != '.')
			names[n++] = arena_strndup(job->arena, name.s,
			    name.n - 3);
	}
	closedir(folder);
	qsort(names, n, sizeof *names, compare_names);
	return n;
}

static void
say_none(struct job *job, const char *name)
{
	const char *names[TEMPLATES_MAX];
	size_t i, n = template_names(job, names);
	const char *nearest = str_nearest(name, names, n);
	const char *list = "";

	for (i = 0; i < n; i++)
		list = arena_printf(job->arena, "%s%s%s", list,
		    i == 0 ? "" : ", ", names[i]);
	diag(&job->diags, DIAG_TEMPLATE_NAME, (struct pos){ 0 },
	    "\"%s\" is neither a template of the program nor a file that can be read%s%s%s%s",
	    name, nearest == NULL ? "" : "; did you mean \"",
	    nearest == NULL ? "" : nearest,
	    nearest == NULL ? "; there are " : "\"? There are ", list);
}

const char *
template_file(struct job *job)
{
	const char *name = job->options.template == NULL ?
	    "appendix" :
	    job->options.template;
	const char *path = data_file(job, "templates",
	    arena_printf(job->arena, "%s.md", name));

	if (strchr(name, '/') == NULL && access(path, R_OK) == 0)
		return path;
	if (access(name, R_OK) == 0)
		return name;
	say_none(job, name);
	return NULL;
}

const char *
template_in(struct job *job, const char *template, const char *tag)
{
	const char *folder = data_file(job, "templates", "");
	const char *name = template + strlen(folder), *path;

	if (strcmp(tag, "en") == 0 ||
	    strncmp(template, folder, strlen(folder)) != 0)
		return template;
	path = arena_printf(job->arena, "%s%s/%s", folder, tag, name);
	if (access(path, R_OK) == 0)
		return path;
	diag(&job->diags, DIAG_LANGUAGE_TEMPLATE, (struct pos){ 0 },
	    "its own words stay English, those that follow from the study are in %s",
	    tag);
	return template;
}
