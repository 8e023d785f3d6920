/*
 * What a conference asks, and whom it asks: a profile of a stranger is held
 * to a sound disclosure, and a disclosure of a stranger to our profiles.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/json.h"
#include "base/str.h"
#include "check/profile.h"
#include "cli/cli.h"
#include "cli/profiles.h"
#include "document/data.h"
#include "fuzz/kinds.h"
#include "write/output.h"

enum { TEXT_MAX = 1 << 16 };

/* What does not change from input to input. */
struct ground {
	struct arena *arena;
	struct diags diags;
	const struct profile *profiles[PROFILES_MAX];
	size_t count;
	struct span disclosure;
};

static struct span
text_of(const char *path, struct arena *arena)
{
	FILE *file = fopen(path, "rb");
	char *text = arena_alloc(arena, TEXT_MAX);
	size_t n;

	if (file == NULL)
		abort();
	n = fread(text, 1, TEXT_MAX, file);
	fclose(file);
	return (struct span){ text, n };
}

static struct ground *
ground(void)
{
	static struct ground *made;
	const char *data = getenv("WATTLEAF_DATADIR");
	const char *sources = getenv("WATTLEAF_SRCDIR");
	const char *names[PROFILES_MAX];
	struct job job = { .arena = NULL };
	size_t i;

	if (made != NULL)
		return made;
	job.arena = job.diags.arena = arena_new();
	job.data_folder = data == NULL ? "data" : data;
	made = arena_alloc(job.arena, sizeof *made);
	made->arena = job.arena;
	made->count = profile_names(&job, names);
	for (i = 0; i < made->count; i++) {
		made->profiles[i] = profile_read(profile_file(&job, names[i]),
		    names[i], job.arena, &job.diags);
		if (made->profiles[i] == NULL)
			abort();
	}
	if (made->count == 0)
		abort();
	made->disclosure = text_of(arena_printf(job.arena,
	    "%s/fuzz/corpus/disclosure/whole.json",
	    sources == NULL ? "." : sources), job.arena);
	return made;
}

/* As check --profile does it, with --json. */
static void
ask(const struct profile *profile, struct span text,
    const struct fuzz_input *input)
{
	struct job job = { .arena = input->arena,
		.diags = { .arena = input->arena },
		.options = { .json = true } };
	const struct profile_asked asked = { .file = "disclosure.json",
		.text = text };
	struct data *list = data_list(input->arena);
	struct buf out = { 0 };
	struct diags quiet = { .arena = input->arena };
	struct json *root;
	size_t i;

	profile_ask(&job, profile, &asked, true, list);
	json_data(list, &out);
	root = json_read((struct span){ out.s, out.n },
	    (struct pos){ .line = 1 }, &quiet);
	if (root == NULL)
		abort();
	json_free(root);
	out.n = 0;
	for (i = 0; i < job.diags.count; i++)
		diag_line(&job.diags.items[i], false, &out);
	buf_free(&out);
}

void
fuzz_profile(const struct fuzz_input *input)
{
	const struct ground *g = ground();
	const struct profile *profile;
	size_t i;

	if (span_starts(span_trim(input->bytes), "{\"")) {
		for (i = 0; i < g->count; i++)
			ask(g->profiles[i], input->bytes, input);
		return;
	}
	profile = profile_read(input->path, "own", input->arena,
	    input->diags);
	if (profile != NULL)
		ask(profile, g->disclosure, input);
}
