/*
 * Profiles: found, asked, told.
 */
#include "cli/profiles.h"

#include <string.h>
#include <unistd.h>

#include "account/account.h"
#include "base/arena.h"
#include "base/json.h"
#include "check/disclosure_text.h"
#include "check/leaf.h"
#include "check/profile.h"
#include "cli/cli.h"
#include "document/build.h"
#include "document/data.h"
#include "study/study.h"
#include "version.h"
#include "write/output.h"

#define SUFFIX ".yaml"

enum { TOLD_MAX = 20 /* faults of a field */ };

/* Names. */

size_t
profile_names(struct job *job, const char *names[PROFILES_MAX])
{
	return data_names(job, "templates/venues", SUFFIX, names,
	    PROFILES_MAX);
}

const char *
profile_file(struct job *job, const char *name)
{
	return data_file(job, "templates",
	    arena_printf(job->arena, "venues/%s" SUFFIX, name));
}

static void
say_none(struct job *job, const char *name)
{
	const char *names[PROFILES_MAX];
	size_t n = profile_names(job, names);

	diag(&job->diags, DIAG_PROFILE_NAME, (struct pos){ 0 },
	    "\"%s\" is neither a profile of the program nor a file that can be read; there are %s%s",
	    name, str_listed(job->arena, names, n),
	    str_meant(job->arena, name, names, n));
}

static const struct profile *
read_profile(struct job *job, const char *name)
{
	const char *path = profile_file(job, name);

	if (strchr(name, '/') == NULL && access(path, R_OK) == 0)
		return profile_read(path, name, job->arena, &job->diags);
	if (access(name, R_OK) == 0)
		return profile_read(name, name, job->arena, &job->diags);
	say_none(job, name);
	return NULL;
}

bool
profile_ready(struct job *job, const struct profile **profile)
{
	struct options *given = &job->options;

	*profile = NULL;
	if (given->profile == NULL)
		return true;
	*profile = read_profile(job, given->profile);
	if (*profile == NULL)
		return false;
	if (given->venue == NULL)
		given->venue = (*profile)->venue;
	if (given->language == NULL)
		given->language = (*profile)->language;
	if (given->template == NULL)
		given->template = (*profile)->template;
	return true;
}

/* Positions. */

struct places {
	struct pos *models; /* of their ids in the text */
	size_t count;
	struct pos totals;
	struct arena *arena;
};

static void
note_place(const struct leaf *leaf, void *context)
{
	struct places *places = context;

	if (strcmp(leaf->path, "totals") == 0)
		places->totals = leaf->pos;
	if (strcmp(leaf->path, "models/#/id") != 0)
		return;
	places->models = arena_grow(places->arena, places->models,
	    places->count, sizeof *places->models);
	places->models[places->count++] = leaf->pos;
}

static struct places
find_places(struct job *job, const struct profile_asked *asked)
{
	struct diags quiet = { .arena = job->arena };
	struct places places = { .totals.file = asked->file,
		.arena = job->arena };

	if (asked->study == NULL)
		leaf_walk_json(asked->text, asked->file, job->arena, &quiet,
		    note_place, &places);
	return places;
}

static struct pos
place_of(const struct profile_asked *asked, const struct places *places,
    const struct profile_fault *fault)
{
	size_t model = fault->model;

	if (asked->study != NULL && model < asked->study->model_count)
		return asked->study->models[model].pos;
	if (asked->study == NULL && model < places->count)
		return places->models[model];
	if (asked->study == NULL &&
	    span_starts(span_of(fault->path), "totals."))
		return places->totals;
	return asked->study != NULL ? asked->study->pos :
	    (struct pos){ .file = asked->file };
}

/* Telling. */

static enum diag_code
code_of(const struct profile_answer *answer, enum profile_state state)
{
	if (answer->field->recommended)
		return DIAG_PROFILE_ADVICE;
	switch (state) {
	case PROFILE_WEAK:
		return DIAG_PROFILE_WEAK;
	case PROFILE_ABOVE:
	case PROFILE_REFUSED:
		return DIAG_PROFILE_RULE;
	case PROFILE_MET:
	case PROFILE_MISSING:
	case PROFILE_PARTLY:
	case PROFILE_ASIDE:
		break;
	}
	return DIAG_PROFILE_MISSING;
}

static const char *
why(struct job *job, const struct profile_answer *answer,
    const struct profile_fault *fault)
{
	const struct profile_field *field = answer->field;

	switch (fault->state) {
	case PROFILE_WEAK:
		return arena_printf(job->arena, "%s is %s, not at least %s",
		    fault->path,
		    fault->found == NULL ? "without evidence" : fault->found,
		    field->evidence);
	case PROFILE_PARTLY:
		return arena_printf(job->arena,
		    "%s leaves unknown parts out", fault->path);
	case PROFILE_ABOVE:
		return arena_printf(job->arena, "%s is above the limit",
		    fault->path);
	case PROFILE_REFUSED:
		return arena_printf(job->arena, "%s is %s", fault->path,
		    fault->found == NULL ? "not stated" : fault->found);
	case PROFILE_MET:
	case PROFILE_MISSING:
	case PROFILE_ASIDE:
		break;
	}
	return arena_printf(job->arena, "%s is %s", fault->path,
	    fault->found == NULL ? "not reported" : fault->found);
}

static void
say_faults(struct job *job, const struct profile *profile,
    const struct profile_asked *asked, const struct profile_answers *answers)
{
	struct places places = find_places(job, asked);
	size_t i, k;

	for (i = 0; i < answers->count; i++) {
		const struct profile_answer *answer = &answers->items[i];

		for (k = 0; k < answer->fault_count && k < TOLD_MAX; k++) {
			const struct profile_fault *fault =
			    &answer->faults[k];

			diag(&job->diags, code_of(answer, fault->state),
			    place_of(asked, &places, fault),
			    "%s %s, %s: %s", profile->id,
			    answer->field->item, answer->field->asks,
			    why(job, answer, fault));
		}
	}
}

static void
print_answers(struct job *job, const struct profile *profile,
    const struct profile_asked *asked, const struct profile_answers *answers)
{
	struct buf out = { 0 };
	size_t i;

	buf_printf(&out, "%s: %s: ", asked->file, profile->title);
	if (answers->faults == 0)
		buf_puts(&out, "all that is required is there");
	else
		buf_printf(&out, "%zu required %s not met", answers->faults,
		    str_plural(answers->faults, "field is", "fields are"));
	buf_putc(&out, '\n');
	for (i = 0; i < answers->count; i++) {
		const struct profile_answer *answer = &answers->items[i];

		buf_printf(&out, "  %-8s %-10s %s",
		    profile_state_name(answer->state), answer->field->item,
		    answer->field->asks);
		if (answer->asked > 1)
			buf_printf(&out, " (%zu of %zu)", answer->met,
			    answer->asked);
		buf_puts(&out, answer->field->recommended ?
			", recommended\n" : "\n");
	}
	stdout_write(&job->diags, out.s, out.n);
	buf_free(&out);
}

static void
add_answers(struct job *job, const struct profile *profile,
    const struct profile_asked *asked, const struct profile_answers *answers,
    struct data *list)
{
	struct arena *arena = job->arena;
	struct data *root = data_add(list, NULL, data_object(arena)), *fields;
	size_t i, k;

	data_add_text(arena, root, "file", asked->file);
	data_add_text(arena, root, "profile", profile->id);
	data_add_bool(arena, root, "met", answers->faults == 0);
	fields = data_add(root, "fields", data_list(arena));
	for (i = 0; i < answers->count; i++) {
		const struct profile_answer *answer = &answers->items[i];
		struct data *item =
		    data_add(fields, NULL, data_object(arena)), *faults;

		data_add_text(arena, item, "item", answer->field->item);
		data_add_text(arena, item, "asks", answer->field->asks);
		data_add_bool(arena, item, "required",
		    !answer->field->recommended);
		data_add_text(arena, item, "state",
		    profile_state_name(answer->state));
		faults = data_add(item, "faults", data_list(arena));
		for (k = 0; k < answer->fault_count; k++) {
			struct data *fault =
			    data_add(faults, NULL, data_object(arena));

			data_add_text(arena, fault, "path",
			    answer->faults[k].path);
			data_add_text(arena, fault, "state",
			    profile_state_name(answer->faults[k].state));
			data_add_text(arena, fault, "found",
			    answer->faults[k].found);
		}
	}
}

void
profile_ask(struct job *job, const struct profile *profile,
    const struct profile_asked *asked, bool said, struct data *list)
{
	struct json *root = json_read(asked->text,
	    (struct pos){ asked->file, 1, 1 }, &job->diags);
	struct profile_answers answers;

	if (root == NULL)
		return;
	if (json_text(json_member(root, "wattleaf")) == NULL) {
		diag(&job->diags, DIAG_PROFILE_FORMAT,
		    (struct pos){ .file = asked->file },
		    "it is no disclosure.json and no PDF that carries one");
		json_free(root);
		return;
	}
	answers = profile_judge(profile, root, job->arena);
	say_faults(job, profile, asked, &answers);
	if (said && job->options.json)
		add_answers(job, profile, asked, &answers, list);
	else if (said && !job->options.quiet)
		print_answers(job, profile, asked, &answers);
	json_free(root);
}

void
profile_ask_report(struct job *job, const struct profile *profile,
    const struct data *disclosure, const struct study *study)
{
	struct buf text = { 0 };
	struct profile_asked asked = { .file = study->pos.file,
		.study = study };

	json_data(disclosure, &text);
	asked.text = (struct span){ text.s, text.n };
	profile_ask(job, profile, &asked, false, NULL);
	buf_free(&text);
}

/* check --profile. */

static void
check_study(struct job *job, const struct profile *profile, const char *path,
    struct data *list)
{
	const struct options *given = &job->options;
	struct study *study = job_study(job, path);
	const struct account_options account_options = {
		.method = given->method,
		.embodied = given->embodied,
		.sci = given->sci,
	};
	const struct doc_options doc_options = {
		.template_path =
		    data_file(job, "templates", "disclosure.md"),
		.language = "en",
		.version = WATTLEAF_VERSION,
		.date_s = job->date_s,
	};
	const struct account *account = study == NULL ? NULL :
	    account_study_as(study, job->catalog, &account_options,
		job->arena, &job->diags);
	struct profile_asked asked = { .study = study };
	struct buf text = { 0 };
	struct doc *doc = account == NULL ? NULL :
	    doc_build(account, &doc_options, job->arena, &job->diags);

	if (doc == NULL)
		return;
	json_data(doc->disclosure, &text);
	asked.file = study->pos.file;
	asked.text = (struct span){ text.s, text.n };
	profile_ask(job, profile, &asked, true, list);
	buf_free(&text);
	doc_close(doc);
}

void
profile_check(struct job *job, const struct profile *profile,
    const char *path, struct data *list)
{
	struct profile_asked asked = { .file = path };

	if (!is_pdf(path) && job_is_study(job, path))
		check_study(job, profile, path, list);
	else if (disclosure_text(path, DIAG_COLLATE_FOREIGN, job->arena,
		     &job->diags, &asked.text, &asked.file))
		profile_ask(job, profile, &asked, true, list);
}
