/*
 * Writes every page and completion into a folder:
 *   reference FOLDER TEXTS DATE    man1/ man5/ and the completions in FOLDER
 */
#include "reference.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "cli/cli.h"

static bool
write_file(const char *folder, const char *name, const struct buf *text)
{
	struct buf path = { 0 };
	FILE *file;
	bool good;

	buf_printf(&path, "%s/%s", folder, name);
	file = fopen(path.s, "w");
	good = file != NULL && fwrite(text->s, 1, text->n, file) == text->n;
	if (file != NULL && fclose(file) != 0)
		good = false;
	if (!good)
		perror(path.s);
	buf_free(&path);
	return good;
}

static bool
write_page(const struct reference *reference, const char *folder,
    const struct command *command)
{
	struct buf out = { 0 };
	bool good;

	page_of_command(reference, command, &out);
	good = write_file(folder, arena_printf(reference->job->arena,
	    "man1/wattleaf%s%s.1", command == NULL ? "" : "-",
	    command == NULL ? "" : command->name), &out);
	buf_free(&out);
	return good;
}

static bool
write_pages(const struct reference *reference, const char *folder)
{
	struct buf out = { 0 };
	bool good = write_page(reference, folder, NULL);
	size_t i;

	for (i = 0; commands[i] != NULL; i++)
		good = write_page(reference, folder, commands[i]) && good;
	good = page_of_study(reference, &out) &&
	    write_file(folder, "man5/wattleaf-study.5", &out) && good;
	out.n = 0;
	good = page_of_disclosure(reference, &out) &&
	    write_file(folder, "man5/wattleaf-disclosure.5", &out) && good;
	buf_free(&out);
	return good;
}

static bool
write_completions(struct job *job, const char *folder)
{
	static const struct {
		const char *name;
		void (*write)(struct job *, struct buf *);
	} shells[] = {
		{ "wattleaf.bash", completion_bash },
		{ "_wattleaf", completion_zsh },
		{ "wattleaf.fish", completion_fish },
	};
	bool good = true;
	size_t i;

	for (i = 0; i < sizeof shells / sizeof shells[0]; i++) {
		struct buf out = { 0 };

		shells[i].write(job, &out);
		good = write_file(folder, shells[i].name, &out) && good;
		buf_free(&out);
	}
	return good;
}

int
main(int argc, char **argv)
{
	struct job job = { .arena = arena_new() };
	struct reference reference = { .job = &job };
	bool good = false;

	job.diags.arena = job.arena;
	if (argc == 4 && job_catalog(&job)) {
		reference.texts = argv[2];
		reference.date = argv[3];
		good = write_pages(&reference, argv[1]) &&
		    write_completions(&job, argv[1]);
	}
	diags_print(&job.diags, 0, false, stderr);
	good = good && !diags_have_error(&job.diags, 0);
	arena_free(job.arena);
	return good ? 0 : 1;
}
