/*
 * From records to models and runs: where each file lies, which belong
 * together, which would count the same energy again. gather_join.c holds
 * the rules that join.
 */
#include "study/gather.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "study/folder_name.h"
#include "study/gather_join.h"
#include "study/record.h"

/* Where a file lies below the folder that is looked through. */
static const char *
path_below(const char *file, const char *folder)
{
	size_t n = strlen(folder);

	if (strncmp(file, folder, n) == 0 && n > 0 &&
	    (file[n] == '/' || folder[n - 1] == '/'))
		file += n;
	while (file[0] == '/' || (file[0] == '.' && file[1] == '/'))
		file++;
	return file;
}

/* What stands around a path in XML, YAML and comments. */
static bool
ends_path(char c)
{
	return c != '\0' && strchr(" \t\r\n\"',:{}[]<>", c) != NULL;
}

bool
study_names(struct span study, const char *path)
{
	struct span rest = study;
	size_t found, at, n = strlen(path);

	while ((found = span_find(rest, path)) < rest.n) {
		const char *begin = rest.s + found;
		bool front;

		at = (size_t)(begin - study.s);
		/* "logs/a.csv" is not named by "logs/a.csv.gz" or "more-logs/a.csv" */
		front = at == 0 || ends_path(begin[-1]) ||
		    (begin[-1] == '/' && at >= 2 && begin[-2] == '.');
		if (front && (at + n == study.n || ends_path(begin[n])))
			return true;
		rest = span_sub(rest, found + 1, rest.n);
	}
	return false;
}

/* A folder in one of the same name, as archives have it, adds nothing. */
static const char *
with_folder(struct arena *arena, const char *key, struct span name)
{
	const char *slash = strrchr(key, '/');

	if (span_equal(name, slash == NULL ? key : slash + 1))
		return key;
	return arena_printf(arena, "%s%s%.*s", key, key[0] == '\0' ? "" : "/",
	    (int)name.n, name.s);
}

/* The folder FOLDER of a path says of its file what its name says. */
static void
take_folder(struct gathered_file *file, struct span folder,
    struct arena *arena)
{
	/* an archive is a folder: "runs.tar.gz" */
	static const char *const suffixes[] = { ".gz", ".xz", ".zst", ".bz2",
		".tar", ".tgz", ".zip" };
	size_t i;

	for (i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++)
		if (span_ends(folder, suffixes[i]))
			folder.n -= strlen(suffixes[i]);
	switch (name_kind(folder)) {
	case NAME_PLAIN:
	case NAME_RANK:
		break;
	case NAME_RESTART:
		file->restart = true;
		break;
	case NAME_STAGE:
		file->staged = name_stage(folder, &file->stage);
		file->run = with_folder(arena, file->run, folder);
		break;
	case NAME_RUN:
		file->run = with_folder(arena, file->run, folder);
		break;
	case NAME_WORD:
		if (file->run[0] == '\0')
			file->model = with_folder(arena, file->model, folder);
		else
			file->run = with_folder(arena, file->run, folder);
		break;
	}
}

static bool
has_energy(const struct record *record)
{
	return !isnan(record->it_energy_kwh);
}

static bool
describes_hardware(const struct record *record)
{
	return record->machine.accelerator != NULL ||
	    record->machine.cpu != NULL;
}

/* What a record is good for, by itself. */
static void
set_use(struct gathered_file *file)
{
	const struct record *record = file->record;

	file->use = FILE_LOG;
	if (record->format == NULL) {
		file->use = FILE_NOWHERE;
		file->reason = "it could not be read";
	} else if (has_energy(record) || record->partial != NULL) {
		return; /* a digest may be too short for an energy of its own */
	} else if (!isnan(record->cost)) {
		file->use = FILE_NOWHERE;
		file->reason = "it is a bill: of which run?";
	} else if (record->duration_s > 0) {
		return;
	} else if (describes_hardware(record)) {
		file->use = FILE_SPEC;
		file->reason = "it describes hardware that another file describes too";
	} else {
		file->use = FILE_NOWHERE;
		file->reason =
		    "it says neither time, nor energy, nor hardware";
	}
}

static struct gathered_file
file_of(const struct record *record, const char *folder, struct span study,
    struct arena *arena)
{
	struct gathered_file file = { .record = record, .model = "",
		.run = "", .reason = "" };
	struct span rest;
	const char *slash;

	file.path = path_below(record->file, folder);
	slash = strrchr(file.path, '/');
	rest = span_sub(span_of(file.path), 0,
	    slash == NULL ? 0 : (size_t)(slash - file.path));
	while (rest.n > 0)
		take_folder(&file, span_cut(&rest, '/'), arena);
	file.known = study_names(study, file.path);
	file.stem = name_stem(slash == NULL ? file.path : slash + 1, arena);
	file.restart |= name_restarts(slash == NULL ? file.path : slash + 1);
	file.job = name_job(span_of(slash == NULL ? file.path : slash + 1));
	set_use(&file);
	return file;
}

/* "result_1.txt" is of the run in the folder "result_1" beside it, "bert.log" of the model "bert". */
static void
take_stem(struct gathered *all, struct gathered_file *file,
    struct arena *arena)
{
	struct span stem = span_of(file->stem);
	const char *run = with_folder(arena, file->run, stem);
	const char *model = with_folder(arena, file->model, stem);
	size_t i;

	if (stem.n == 0)
		return;
	for (i = 0; i < all->file_count; i++) {
		const struct gathered_file *other = &all->files[i];

		if (strcmp(other->model, file->model) == 0 &&
		    strcmp(name_stem(other->run, arena),
			name_stem(run, arena)) == 0 &&
		    strcmp(other->run, file->run) != 0) {
			file->run = other->run;
			return;
		}
		if (file->run[0] == '\0' && strcmp(other->model, model) == 0) {
			file->model = model;
			return;
		}
	}
}

static int
by_path(const void *a, const void *b)
{
	const struct gathered_file *x = a, *y = b;

	return strcmp(x->path, y->path);
}

static struct gathered_model *
model_of(struct gathered *all, const char *key, struct arena *arena)
{
	size_t i;

	for (i = 0; i < all->count; i++)
		if (strcmp(all->models[i].key, key) == 0)
			return &all->models[i];
	all->models = arena_grow(arena, all->models, all->count,
	    sizeof *all->models);
	all->models[all->count] = (struct gathered_model){ .key = key };
	return &all->models[all->count++];
}

/* A time without a clock: of several the longest is the run's, which the first tells. */
static void
put_longest_first(struct gathered_run *run)
{
	const struct gathered_file **first = NULL, *longer;
	size_t i;

	for (i = 0; i < run->count; i++) {
		const struct record *record = run->files[i]->record;

		if (has_energy(record) || !isnan(record->start_s))
			continue;
		if (first == NULL) {
			first = &run->files[i];
		} else if (record->duration_s > (*first)->record->duration_s) {
			longer = run->files[i];
			run->files[i] = *first;
			*first = longer;
		}
	}
}

/* The run whose first file is FIRST. */
static void
add_run(struct gathered *all, size_t first, struct arena *arena)
{
	const struct gathered_file *file = &all->files[first];
	struct gathered_model *model = model_of(all, file->model, arena);
	struct gathered_run run = { .key = file->run, .staged = file->staged,
		.stage = file->stage };
	size_t i;

	for (i = first; i < all->file_count; i++) {
		file = &all->files[i];
		if (file->use > FILE_TWICE || file->part_of != first)
			continue;
		run.files = arena_grow(arena, run.files, run.count,
		    sizeof(const struct gathered_file *));
		run.files[run.count++] = file;
	}
	put_longest_first(&run);
	model->runs = arena_grow(arena, model->runs, model->count,
	    sizeof *model->runs);
	model->runs[model->count++] = run;
}

/* Runs of one folder are told apart by the names of their files. */
static void
name_runs(struct gathered_model *model)
{
	size_t i, j;

	for (i = 0; i < model->count; i++)
		for (j = 0; j < model->count; j++)
			if (i != j &&
			    strcmp(model->runs[i].key, model->runs[j].key) ==
				0)
				model->runs[i].stem =
				    model->runs[i].files[0]->stem;
}

/* How many folders of A, from the outside, B's path has too; -1 when A lies deeper in another one. */
static int
nearness(const struct gathered_file *spec, const struct gathered_run *run)
{
	int model, deeper;
	const char *other = run->files[0]->model;
	size_t n = strlen(spec->model);

	if (strncmp(spec->model, other, n) != 0 ||
	    (n > 0 && other[n] != '\0' && other[n] != '/'))
		return -1;
	model = (int)n + 1;
	if (spec->run[0] == '\0')
		return model;
	deeper = (int)strlen(spec->run);
	return strncmp(spec->run, run->key, (size_t)deeper) == 0 ?
	    model + deeper :
	    -1;
}

static bool
describes(const struct gathered_file *file, bool accelerator)
{
	const struct machine *machine = &file->record->machine;

	return file->use == FILE_SPEC &&
	    (machine->accelerator != NULL) == accelerator;
}

/* How near the nearest description lies; -1 when there is none. ACCELERATOR: of those that name one, else of processors alone. */
static int
nearest(const struct gathered *all, const struct gathered_run *run,
    bool accelerator)
{
	int best = -1, near;
	size_t i;

	for (i = 0; i < all->file_count; i++) {
		if (!describes(&all->files[i], accelerator))
			continue;
		near = nearness(&all->files[i], run);
		best = near > best ? near : best;
	}
	return best;
}

static bool
same_machine(const struct machine *a, const struct machine *b)
{
	return a->accelerators == b->accelerators && a->nodes == b->nodes &&
	    strcmp(a->accelerator, b->accelerator) == 0;
}

/* Whether a log of the run names the accelerator that the description does. */
static bool
is_named_in(const struct gathered_file *spec, const struct gathered_run *run)
{
	const char *name;
	size_t i;

	for (i = 0; i < run->count; i++) {
		name = run->files[i]->record->device_model;
		if (name != NULL &&
		    strcmp(name, spec->record->machine.accelerator) == 0)
			return true;
	}
	return false;
}

/* One description of each machine. */
static void
add_choice(struct gathered_run *run, const struct gathered_file *file,
    struct arena *arena)
{
	size_t i;

	for (i = 0; i < run->choice_count; i++)
		if (same_machine(&run->choices[i]->record->machine,
			&file->record->machine))
			return;
	run->choices = arena_grow(arena, run->choices, run->choice_count,
	    sizeof(const struct gathered_file *));
	run->choices[run->choice_count++] = file;
}

/* The nearest description of accelerators: the one that a log bears out, else the first, unless others differ from it. */
static void
choose_spec(const struct gathered *all, struct gathered_run *run,
    struct arena *arena)
{
	int best = nearest(all, run, true);
	bool differ = false;
	size_t i;

	for (i = 0; best >= 0 && i < all->file_count; i++) {
		const struct gathered_file *file = &all->files[i];

		if (!describes(file, true) || nearness(file, run) != best)
			continue;
		if (is_named_in(file, run)) {
			run->spec = file;
			run->choice_count = 0;
			return;
		}
		differ |= run->spec != NULL &&
		    !same_machine(&run->spec->record->machine,
			&file->record->machine);
		if (run->spec == NULL)
			run->spec = file;
		add_choice(run, file, arena);
	}
	if (differ)
		run->spec = NULL;
	else
		run->choice_count = 0;
}

static void
set_specs(const struct gathered *all, struct gathered_run *run,
    struct arena *arena)
{
	int best = nearest(all, run, false);
	size_t i;

	choose_spec(all, run, arena);
	for (i = 0; best >= 0 && i < all->file_count; i++)
		if (describes(&all->files[i], false) &&
		    nearness(&all->files[i], run) == best) {
			run->processor = &all->files[i];
			break;
		}
	if (run->spec == NULL && run->choice_count == 0) {
		run->spec = run->processor;
		run->processor = NULL;
	} else if (run->spec != NULL &&
	    run->spec->record->machine.cpu != NULL) {
		run->processor = NULL;
	}
}

/* The sole run there is pays the bills. */
static void
place_bills(struct gathered *all, struct arena *arena)
{
	struct gathered_run *run;
	size_t i;

	if (all->count != 1 || all->models[0].count != 1)
		return;
	run = &all->models[0].runs[0];
	for (i = 0; i < all->file_count; i++) {
		struct gathered_file *file = &all->files[i];

		if (file->use != FILE_NOWHERE || isnan(file->record->cost))
			continue;
		file->use = FILE_LOG;
		run->files = arena_grow(arena, run->files, run->count,
		    sizeof(const struct gathered_file *));
		run->files[run->count++] = file;
	}
}

struct gathered
gather(struct record *const *records, size_t count, const char *folder,
    struct span study, struct arena *arena)
{
	struct gathered all = { NULL, 0, NULL, 0 };
	size_t i, j;

	all.files = arena_alloc(arena, (count + 1) * sizeof *all.files);
	for (i = 0; i < count && i < GATHER_MAX; i++)
		all.files[all.file_count++] =
		    file_of(records[i], folder, study, arena);
	qsort(all.files, all.file_count, sizeof *all.files, by_path);
	for (i = 0; i < all.file_count; i++)
		take_stem(&all, &all.files[i], arena);
	gather_join(&all, arena);
	for (i = 0; i < all.file_count; i++)
		if (all.files[i].use <= FILE_TWICE &&
		    all.files[i].part_of == i)
			add_run(&all, i, arena);
	for (i = 0; i < all.count; i++) {
		name_runs(&all.models[i]);
		for (j = 0; j < all.models[i].count; j++)
			set_specs(&all, &all.models[i].runs[j], arena);
	}
	place_bills(&all, arena);
	return all;
}
