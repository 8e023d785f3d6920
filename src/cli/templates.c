/*
 * The program's templates: finding one by name, and the list of names for
 * who misspells one.
 */
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/str.h"
#include "cli/cli.h"

size_t
template_names(struct job *job, const char *names[TEMPLATES_MAX])
{
	return data_names(job, "templates", ".md", names, TEMPLATES_MAX);
}

static void
say_none(struct job *job, const char *name)
{
	const char *names[TEMPLATES_MAX];
	size_t n = template_names(job, names);
	const char *nearest = str_nearest(name, names, n);

	diag(&job->diags, DIAG_TEMPLATE_NAME, (struct pos){ 0 },
	    "\"%s\" is neither a template of the program nor a file that can be read%s%s%s%s",
	    name, nearest == NULL ? "" : "; did you mean \"",
	    nearest == NULL ? "" : nearest,
	    nearest == NULL ? "; there are " : "\"? There are ",
	    str_listed(job->arena, names, n));
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
